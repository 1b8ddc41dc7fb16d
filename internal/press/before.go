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
	several []candidate // of which none can be told to be meant, or that are not the named one
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
	if b.named() != "" {
		paths, several = b.choose(slices.Concat(paths, several))
	}
	b.files = readAll(paths)
	b.several = readAll(several[:min(len(several), maxSeveral)])
	return b
}

// named gives the name of the file that the report says is the one.
func (b *Before) named() string { return b.of.Report.Checks.Last.Text }

// choose parts the file that the report names from the others.
func (b *Before) choose(all []string) (named, others []string) {
	for _, path := range all {
		if filepath.Base(path) == b.named() {
			named = append(named, path)
		} else {
			others = append(others, path)
		}
	}
	return named, others
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

// Earlier is the report of the year before, as it was found.
type Earlier struct {
	*Opened           // nil: there is none
	Told    diag.List // of a file that would be it and cannot be read, or of several
	Rivals  []string  // the names of those that may be it as well, where what is told is of these
}

// Report gives the report of the same agency: from the file that the report names,
// else from that whose name has the earlier year in it, else from the one file that
// says so.
func (b *Before) Report(forms *form.Set) (e Earlier) {
	for i, c := range b.files {
		last, err := c.open(forms)
		switch {
		case err != nil:
			e.Told = append(e.Told, &diag.Diagnostic{Pos: diag.Pos{File: c.path}, Severity: diag.Warning, Span: 1,
				What: diag.T("上一年的文件读不出来，没有核对两年之间的数字。", "the file of the year before cannot be read; the years are not compared."),
				Do:   diag.T("请打开它，看它的问题（nianbao check）。", "nianbao check tells what is wrong with it.")})
		case b.fits(last):
			e.Opened, e.Told = last, nil
			b.rivals(&e, slices.Concat(b.files[i+1:], b.several), forms)
			return e
		}
	}
	switch {
	case b.named() != "":
		e.Rivals = names(b.several)
		if len(e.Told) == 0 {
			e.Told = diag.List{{Pos: b.of.Report.Checks.Last.Pos, Severity: diag.Warning, Span: 1,
				What: diag.T("文件夹里没有选定的上一年的报告 %s，没有核对两年之间的数字。", "the folder has no report of the year before called %s, which is named; the years are not compared.", b.named()),
				Do:   diag.T("请把它放回来；或者改 [checks] last。", "put it there; or change last in [checks].")}}
		}
	case len(b.several) > 1:
		e.Rivals = names(b.several)
		e.Told = append(e.Told, &diag.Diagnostic{Pos: diag.Pos{File: b.of.File.Name}, Severity: diag.Warning, Span: 1,
			What: diag.T("上一年的文件有 %[1]d 份：%[2]s，没有核对两年之间的数字。", "there are %[1]d files of the year before: %[2]s; the years are not compared.", len(b.several), strings.Join(e.Rivals, "、")),
			Do:   chooseOne(e.Rivals[0])})
	}
	return e
}

func chooseOne(name string) diag.Text {
	return diag.T("请看哪一份是公布的，选定它（在文件里写 [checks] last = \"%[1]s\"），或者把其余的移到别的文件夹。", "see which was published and name it ([checks] last = %[1]q in the file), or move the others to another folder.", name)
}

func names(files []candidate) (all []string) {
	for _, c := range files {
		all = append(all, filepath.Base(c.path))
	}
	return all
}

// fits reports whether a report is that of the year before.
func (b *Before) fits(last *Opened) bool {
	return last.Report.Year == b.of.Report.Year-1 && last.Report.Agency.Text == b.of.Report.Agency.Text
}

// rivals tells of files that may be the report of the year before as well as the one
// that is taken, where their figures are others.
func (b *Before) rivals(e *Earlier, others []candidate, forms *form.Set) {
	all := []string{filepath.Base(e.File.Name)}
	for _, c := range others {
		if o, err := c.open(forms); err == nil && b.fits(o) && !maps.Equal(typed(o), typed(e.Opened)) {
			all = append(all, filepath.Base(c.path))
		}
	}
	if len(all) == 1 {
		return
	}
	d := diag.New(diag.Pos{File: b.of.File.Name}, diag.T("上一年的报告有 %[1]d 份，数字不一样：%[2]s；用来核对的是 %[3]s。", "there are %[1]d reports of the year before with other figures: %[2]s; %[3]s is the one that is compared.", len(all), strings.Join(all, "、"), all[0]),
		chooseOne(all[0]))
	d.Severity, d.Span = diag.Warning, 1
	if b.named() != "" { // somebody has looked
		d.Severity, d.Do, all = diag.Info, diag.T("公布的是别的一份的，改选那一份。", "if another was published, name that one."), all[1:]
	}
	e.Told, e.Rivals = append(e.Told, d), all
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
