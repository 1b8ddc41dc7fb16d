package sign

import (
	"slices"

	"nianbao/internal/diag"
	"nianbao/internal/signing/pdfread"
	"nianbao/internal/unit"
)

// Place is the centre of a seal: a page, counted from 1, and the distance from
// the page's left and upper edge.
type Place struct {
	Page int
	X, Y unit.Length
}

// block is a signature block as the file's maker has noted it (pdf.Write).
type block struct {
	page    pdfread.Ref
	box     pdfread.Rect
	above   int64       // lower edge of the text above
	sealed  bool        // set with room for a seal (GB/T 9704-2012 7.3.5.1)
	element pdfread.Ref // zero: none; of the last line in the structure tree
}

// block finds the note; nil: there is none.
func (s *signing) block() *block {
	f := s.file
	d := f.Dict(f.Catalog().Get("PieceInfo"))
	for _, key := range []pdfread.Name{"Nianbao", "Private", "Signature"} {
		d = f.Dict(d.Get(key))
	}
	page, ok1 := d.Get("Page").(pdfread.Ref)
	box, ok2 := f.Rect(d.Get("Rect"))
	above, ok3 := pdfread.Thousandths(f.Resolve(d.Get("Above")))
	if !ok1 || !ok2 || !ok3 {
		return nil
	}
	sealed, _ := f.Resolve(d.Get("Sealed")).(bool)
	element, _ := d.Get("Element").(pdfread.Ref)
	return &block{page, box, above, sealed, element}
}

// inMilli gives a length in 1/1000 pt.
func inMilli(l unit.Length) int64 { return int64(l.Scale(1000, int(unit.Point))) }

// page gives the page that the signature stands on: the one that was named,
// else the signature block's, else the last.
func (s *signing) page() (*pdfread.Page, error) {
	list := s.file.Pages()
	if len(list) == 0 {
		return nil, s.say(diag.T("PDF 文件没有页", "the PDF file has no page"), diag.T("请重新生成一份。", "make it again."))
	}
	if p := s.opt.Place; p != nil && s.opt.Seal != nil {
		if p.Page < 1 || p.Page > len(list) {
			return nil, s.say(diag.T("没有第 %[1]d 页，文件共 %[2]d 页", "there is no page %[1]d; the file has %[2]d", p.Page, len(list)), diag.T("请改位置（--place）。", "change --place."))
		}
		return list[p.Page-1], nil
	}
	if b := s.block(); b != nil {
		for _, p := range list {
			if p.Ref == b.page {
				return p, nil
			}
		}
	}
	return list[len(list)-1], nil
}

// Lay gives where Sign would set a seal in a file, and how large the page is.
// Nothing is signed. The error is a *diag.Diagnostic, as Sign's.
func Lay(name string, data []byte, seal *Seal) (at Place, width, height unit.Length, err error) {
	f, err := pdfread.Open(name, data)
	if err != nil {
		return at, 0, 0, err
	}
	s := &signing{name: name, file: f, opt: &Options{Seal: seal}}
	page, err := s.page()
	if err != nil {
		return at, 0, 0, err
	}
	r, err := s.rect(page)
	if err != nil {
		return at, 0, 0, err
	}
	list, box := f.Pages(), page.Box
	number := 1 + slices.IndexFunc(list, func(p *pdfread.Page) bool { return p.Ref == page.Ref })
	return Place{number, ofMilli((r.X0+r.X1)/2 - box.X0), ofMilli(box.Y1 - (r.Y0+r.Y1)/2)}, ofMilli(box.X1 - box.X0), ofMilli(box.Y1 - box.Y0), nil
}

// ofMilli gives 1/1000 pt as a length.
func ofMilli(n int64) unit.Length { return unit.Length(n) * unit.Point / 1000 }

// appearance adds the widget's rectangle and, where there is a seal, its
// picture. Without one the widget is empty and lies outside of the page: it has
// no part in the reading order (ISO 14289-1 7.18.1), so that the structure tree
// stays as it is. Validators that compare a signed file with its later state
// know of new fields, but not of new structure elements.
func (s *signing) appearance(widget pdfread.Dict, p *pdfread.Page) (pdfread.Dict, error) {
	seal := s.opt.Seal
	if seal == nil {
		x, y := pdfread.Milli(p.Box.X0-1000), pdfread.Milli(p.Box.Y0-1000)
		return append(widget, pdfread.Entry{Key: "Rect", Value: pdfread.Array{x, y, x, y}}), nil
	}
	r, err := s.rect(p)
	if err != nil {
		return nil, err
	}
	return append(widget,
		pdfread.Entry{Key: "Rect", Value: pdfread.Array{pdfread.Milli(r.X0), pdfread.Milli(r.Y0), pdfread.Milli(r.X1), pdfread.Milli(r.Y1)}},
		pdfread.Entry{Key: "AP", Value: pdfread.Dict{{Key: "N", Value: seal.appearance(s.update, r.X1-r.X0, r.Y1-r.Y0)}}},
	), nil
}

// rect gives where on its page the seal comes to stand.
func (s *signing) rect(p *pdfread.Page) (r pdfread.Rect, err error) {
	w, h := inMilli(s.opt.Seal.Width), inMilli(s.opt.Seal.Height)
	var x, y int64 // the centre
	if place := s.opt.Place; place != nil {
		x, y = p.Box.X0+inMilli(place.X), p.Box.Y1-inMilli(place.Y)
	} else if b := s.block(); b != nil && b.page == p.Ref && b.sealed {
		x, y = b.centre(h)
	} else if b != nil && b.page == p.Ref {
		return r, s.say(diag.T("这份文件的落款不是按加盖印章排的，盖上去不合 GB/T 9704-2012 7.3.5.1", "name and date are not set for a seal (GB/T 9704-2012 7.3.5.1)"),
			diag.T("请重新生成，给印章留出地方，再盖章（nianbao build 数据文件 --sealed，或用 build --sign --seal 一步完成）；确实要盖在这份上，给出位置（--place 页,横,纵）。",
				"build it again with nianbao build FILE --sealed and seal that one, or do both with build --sign --seal; to seal this one, give the place with --place PAGE,X,Y."))
	} else {
		return r, s.say(diag.T("不知道印章盖在哪里：文件里没有记下落款的位置", "where the seal belongs is not known: the file does not say where its signature block is"),
			diag.T("请给出印章中心的位置（--place 页,横,纵，单位毫米，从左上角量起），或不用印章（--seal）。", "give the seal's centre with --place PAGE,X,Y (in mm from the upper left corner), or leave out --seal."))
	}
	r = pdfread.Rect{X0: x - w/2, Y0: y - h/2, X1: x - w/2 + w, Y1: y - h/2 + h}
	switch {
	case p.Turn%360 != 0:
		return r, s.say(diag.T("这一页是转过方向的，不能盖章", "the page is turned; a seal cannot be set on it"), diag.T("请先把页面转正，或不要 --seal。", "turn the page upright first, or leave out --seal."))
	case r.X0 < p.Box.X0 || r.Y0 < p.Box.Y0 || r.X1 > p.Box.X1 || r.Y1 > p.Box.Y1:
		return r, s.say(diag.T("印章超出了页面", "the seal would go beyond the page"), diag.T("请改位置（--place）或印章的宽度（--seal-width）。", "change --place or --seal-width."))
	case s.covered(p, r):
		return r, s.say(diag.T("这里已经盖过一个章", "there is a seal at this place already"), diag.T("请另给一个位置（--place），或不用印章（--seal）。", "give another place with --place, or leave out --seal."))
	}
	return r, nil
}

// centre gives where a seal of height h has its centre (GB/T 9704-2012
// 7.3.5.1): on name and date, which stand a little below it, but not over the
// text above.
func (b *block) centre(h int64) (x, y int64) {
	height := b.box.Y1 - b.box.Y0
	y = b.box.Y0 + height/2 + height/6
	return (b.box.X0 + b.box.X1) / 2, max(min(y, b.above-h/2), b.box.Y0)
}

// covered reports whether another signature is seen in a rectangle.
func (s *signing) covered(p *pdfread.Page, r pdfread.Rect) bool {
	for _, o := range s.file.Array(p.Dict.Get("Annots")) {
		d := s.file.Dict(o)
		if s.file.Resolve(d.Get("FT")) != pdfread.Name("Sig") {
			continue
		}
		if q, ok := s.file.Rect(d.Get("Rect")); ok && q.X0 < r.X1 && r.X0 < q.X1 && q.Y0 < r.Y1 && r.Y0 < q.Y1 {
			return true
		}
	}
	return false
}
