package sign

import (
	"nianbao/internal/diag"
	"nianbao/internal/pdfread"
	"nianbao/internal/unit"
)

// Place is the centre of a seal: a page, counted from 1, and the distance from
// the page's left and upper edge.
type Place struct {
	Page int
	X, Y unit.Length
}

// page is a page of the file.
type page struct {
	ref    pdfread.Ref
	dict   pdfread.Dict
	number int // from 1
}

// block is a signature block that the file's maker has noted.
type block struct {
	element pdfread.Object // the structure element of its last line
}

func (s *signing) block() *block { return nil }

// mostPages is how many pages a file may have.
const mostPages = 100000

// pages lists the pages in order (7.7.3).
func pages(f *pdfread.File) (list []*page) {
	seen := map[pdfread.Ref]bool{}
	var walk func(o pdfread.Object, depth int)
	walk = func(o pdfread.Object, depth int) {
		r, ok := o.(pdfread.Ref)
		if !ok || seen[r] || depth > deepestField || len(list) > mostPages {
			return
		}
		seen[r] = true
		d := f.Dict(r)
		if kids := f.Array(d.Get("Kids")); kids != nil {
			for _, k := range kids {
				walk(k, depth+1)
			}
		} else if d != nil {
			list = append(list, &page{r, d, len(list) + 1})
		}
	}
	walk(f.Catalog().Get("Pages"), 0)
	return list
}

// page gives the page that the signature stands on: the seal's, else the last.
func (s *signing) page() (*page, error) {
	list := pages(s.file)
	if len(list) == 0 {
		return nil, s.say(diag.T("PDF 文件没有页", "the PDF file has no page"), diag.T("请重新生成一份。", "make it again."))
	}
	return list[len(list)-1], nil
}

func (s *signing) appearance(d pdfread.Dict, p *page) (pdfread.Dict, error) {
	zero := pdfread.Int(0)
	return append(d, pdfread.Entry{Key: "Rect", Value: pdfread.Array{zero, zero, zero, zero}}), nil
}

type Seal struct{}
