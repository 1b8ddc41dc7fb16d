package press

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// Before is what a folder has of the year before a report: the files that may be its
// report, each read once, so that what is told of them is told of the same bytes.
type Before struct {
	of      *Opened
	files   []candidate
	several []candidate // of which none can be told to be meant
}

type candidate struct {
	path string
	data []byte
	err  error
}

// Before reads what the shelf has of the year before a report.
func (s *Shelf) Before(o *Opened) *Before {
	b := &Before{of: o}
	paths, several := s.find(o.File.Name, o.Report.Year, o.Report.Agency.Text)
	b.files = readAll(paths)
	b.several = readAll(several[:min(len(several), maxSeveral)])
	return b
}

// maxSeveral is how many files are read of which none can be told to be meant.
const maxSeveral = 8

func readAll(paths []string) (all []candidate) {
	for _, path := range paths {
		data, err := source.Bytes(path)
		all = append(all, candidate{path, data, err})
	}
	return all
}

// ID tells whether it is the same: of names and bytes.
func (b *Before) ID() string {
	h := sha256.New()
	for _, c := range slices.Concat(b.files, b.several) {
		fmt.Fprintf(h, "%q %d %t ", c.path, len(c.data), c.err != nil)
		h.Write(c.data)
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// Report gives the report of the same agency, or nil: from the file whose name has
// the earlier year in it, else from the one file that says so. A file that would be
// it and cannot be read is told as a warning, and so are several.
func (b *Before) Report(forms *form.Set) (*Opened, diag.List) {
	var list diag.List
	for i, c := range b.files {
		last, err := c.open(forms)
		switch {
		case err != nil:
			list = append(list, &diag.Diagnostic{Pos: diag.Pos{File: c.path}, Severity: diag.Warning, Span: 1,
				What: diag.T("上一年的文件读不出来，没有核对两年之间的数字。", "the file of the year before cannot be read; the years are not compared."),
				Do:   diag.T("请打开它，看它的问题（nianbao check）。", "nianbao check tells what is wrong with it.")})
		case b.fits(last):
			return last, b.rivals(last, slices.Concat(b.files[i+1:], b.several), forms)
		}
	}
	if len(b.several) > 1 {
		var names []string
		for _, c := range b.several {
			names = append(names, filepath.Base(c.path))
		}
		list = append(list, &diag.Diagnostic{Pos: diag.Pos{File: b.of.File.Name}, Severity: diag.Warning, Span: 1,
			What: diag.T("上一年的文件有 %[1]d 份：%[2]s，没有核对两年之间的数字。", "there are %[1]d files of the year before: %[2]s; the years are not compared.", len(b.several), strings.Join(names, "、")),
			Do:   diag.T("只留一份，其余的移到别的文件夹；或者用 nianbao check --last 写明是哪一份。", "keep one of them in the folder; or name it with nianbao check --last.")})
	}
	return nil, list
}

// fits reports whether a report is that of the year before.
func (b *Before) fits(last *Opened) bool {
	return last.Report.Year == b.of.Report.Year-1 && last.Report.Agency.Text == b.of.Report.Agency.Text
}

// rivals tells of files that may be the report of the year before as well as the one
// that is taken, where their figures are others.
func (b *Before) rivals(taken *Opened, others []candidate, forms *form.Set) diag.List {
	names := []string{filepath.Base(taken.File.Name)}
	for _, c := range others {
		if o, err := c.open(forms); err == nil && b.fits(o) && !maps.Equal(typed(o), typed(taken)) {
			names = append(names, filepath.Base(c.path))
		}
	}
	if len(names) == 1 {
		return nil
	}
	return diag.List{{Pos: diag.Pos{File: b.of.File.Name}, Severity: diag.Warning, Span: 1,
		What: diag.T("上一年的报告有 %[1]d 份，数字不一样：%[2]s；用来核对的是 %[3]s。", "there are %[1]d reports of the year before with other figures: %[2]s; %[3]s is the one that is compared.", len(names), strings.Join(names, "、"), names[0]),
		Do:   diag.T("请看哪一份是公布的，其余的移到别的文件夹。", "see which was published, and move the others to another folder.")}}
}

// typed gives the figures that were typed into a report and are not 0, without what is
// added up.
func typed(o *Opened) map[string]string {
	all := map[string]string{}
	for part, p := range o.Report.Parts {
		table := o.Form.TableOf(part)
		if table == nil {
			continue
		}
		for key, row := range p.Rows {
			for _, v := range row.Values {
				if v.Text != "0" && table.SumOf(key) == nil && v.Column != table.Schema(key).Total {
					all[part+"/"+key+"/"+v.Column] = v.Text
				}
			}
		}
	}
	return all
}

func (c *candidate) open(forms *form.Set) (*Opened, error) {
	if c.err != nil {
		return nil, c.err
	}
	f, err := source.Parse(c.path, c.data)
	if err != nil {
		return nil, err
	}
	return Parse(forms, f, report.PicturesUnread)
}
