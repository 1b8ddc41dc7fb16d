package press

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
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
	several []string // of which none can be told to be meant
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
	for _, path := range paths {
		data, err := source.Bytes(path)
		b.files = append(b.files, candidate{path, data, err})
	}
	b.several = several
	return b
}

// ID tells whether it is the same: of names and bytes.
func (b *Before) ID() string {
	h := sha256.New()
	for _, c := range b.files {
		fmt.Fprintf(h, "%q %d %t ", c.path, len(c.data), c.err != nil)
		h.Write(c.data)
	}
	fmt.Fprintf(h, "%q", b.several)
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// Report gives the report of the same agency, or nil: from the file whose name has
// the earlier year in it, else from the one file that says so. A file that would be
// it and cannot be read is told as a warning, and so are several.
func (b *Before) Report(forms *form.Set) (*Opened, diag.List) {
	var list diag.List
	for _, c := range b.files {
		last, err := c.open(forms)
		switch {
		case err != nil:
			list = append(list, &diag.Diagnostic{Pos: diag.Pos{File: c.path}, Severity: diag.Warning, Span: 1,
				What: diag.T("上一年的文件读不出来，没有核对两年之间的数字。", "the file of the year before cannot be read; the years are not compared."),
				Do:   diag.T("请打开它，看它的问题（nianbao check）。", "nianbao check tells what is wrong with it.")})
		case last.Report.Year == b.of.Report.Year-1 && last.Report.Agency.Text == b.of.Report.Agency.Text:
			return last, nil
		}
	}
	if len(b.several) > 1 {
		list = append(list, &diag.Diagnostic{Pos: diag.Pos{File: b.of.File.Name}, Severity: diag.Warning, Span: 1,
			What: diag.T("上一年的文件有 %[1]d 份：%[2]s，没有核对两年之间的数字。", "there are %[1]d files of the year before: %[2]s; the years are not compared.", len(b.several), strings.Join(b.several, "、")),
			Do:   diag.T("只留一份，其余的移到别的文件夹；或者用 nianbao check --last 写明是哪一份。", "keep one of them in the folder; or name it with nianbao check --last.")})
	}
	return nil, list
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
