package rollup

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/press"
)

// choose says which of its files is a body's report of this year, and which that
// of the year before.
func (r *Rollup) choose(e *Entry) {
	var now, later []*Source
	for _, s := range e.others {
		switch {
		case s.Year == r.County.Year:
			now = r.once(e, now, s)
		case s.Year == r.County.Year-1 && s.Opened != nil && e.Last == nil:
			e.Last = s
		case s.Year == r.County.Year-1 && s.Opened != nil:
			r.lastTwice(e, s)
		case s.Year > r.County.Year && e.Excluded == "":
			later = append(later, s)
		}
	}
	now = r.withoutOlder(e, now)
	r.ofYearsToCome(e, later, len(now) > 0)
	switch {
	case len(now) == 1:
		e.Now = now[0]
	case len(now) > 1 && e.Excluded == "":
		e.spoilt = true
		for i, s := range now {
			other := now[(i+1)%len(now)]
			cell, how := r.howUnlike(s.Opened, other.Opened)
			r.find("ROLLUP-TWICE", e, s, cell, diag.Pos{}, diag.T("一个单位有 %[1]d 份本年报告，这是其中一份，另一份是 %[2]s%[3]s", "the body has %[1]d reports of the year: this one, and %[2]s%[3]s", len(now), other.Rel, how),
				diag.T("请删去旧的，或在名单上写明用哪一份（file）；两份都没有计入。", "remove the old one, or name the right one in the list (file); none is counted."))
		}
	case len(e.others) > 0 && e.Excluded == "":
		s := e.others[len(e.others)-1]
		if e.old = e.Last != nil; e.old { // it may lie there for comparison
			r.find("ROLLUP-YEAR", e, e.Last, Place{}, diag.Pos{}, diag.T("还没有交 %[1]d 年的报告，文件夹里只有 %[2]d 年的", "the report of %[1]d was not handed in; there is that of %[2]d alone", r.County.Year, e.Last.Year), diag.T("请尽快报送；没有计入。", "it is not counted."))
			return
		}
		e.spoilt = true
		r.find("ROLLUP-YEAR", e, s, Place{}, diag.Pos{}, diag.T("交来的是 %[1]d 年的报告，不是 %[2]d 年的", "this is the report of %[1]d, not of %[2]d", s.Year, r.County.Year), diag.T("请催交本年的；没有计入。", "ask for this year's; it is not counted."))
	}
}

// ofYearsToCome tells of reports that may have a wrong year; where there is one of this
// year, next year's was begun.
func (r *Rollup) ofYearsToCome(e *Entry, later []*Source, has bool) {
	for _, s := range later {
		f := r.find("ROLLUP-YEAR", e, s, Place{}, diag.Pos{}, diag.T("这份报告写的年度是 %d 年，没有用", "this report is of %d; it is not used", s.Year), diag.T("年度写错了的，请改正。", "correct the year if it is wrong."))
		if f.Severity = diag.Warning; has && s.Year == r.County.Year+1 {
			f.Severity = diag.Info
		}
	}
}

// once adds a report of the year to those of its body. One of which the figures are
// there already, such as the PDF beside the Word file, counts once.
func (r *Rollup) once(e *Entry, now []*Source, s *Source) []*Source {
	i := slices.IndexFunc(now, func(o *Source) bool { return r.same(o, s) })
	if i < 0 {
		return append(now, s)
	}
	used, left := now[i], s
	if better(s, used) {
		used, left = s, now[i]
	}
	now[i] = used
	r.find("ROLLUP-TWICE", e, left, Place{}, diag.Pos{}, diag.T("表中的数与 %s 的相同，只算一份", "its figures are those of %s, and count once", used.Rel), diag.Text{}).Severity = diag.Info
	return now
}

// better reports whether a says more surely than b what both say: a data file, in which
// doubts that were looked at are no more, and from which others may have been built;
// what is whole; what was read best.
func better(a, b *Source) bool {
	if isData(a) != isData(b) {
		return isData(a)
	}
	if a.Workbook != b.Workbook {
		return b.Workbook
	}
	return len(a.Doubts) < len(b.Doubts)
}

func isData(s *Source) bool { return strings.EqualFold(filepath.Ext(s.Path), tomlEnding) }

// withoutOlder leaves files out that a data file beside them has taken the place of: the
// original that it was imported from, and what was built from it before it was changed.
func (r *Rollup) withoutOlder(e *Entry, now []*Source) []*Source {
	return slices.DeleteFunc(slices.Clone(now), func(s *Source) bool {
		for _, d := range now {
			named := names(d, s)
			if !named && !newer(d, s) {
				continue
			}
			cell, how := r.howUnlike(s.Opened, d.Opened)
			f := r.find("ROLLUP-TWICE", e, s, cell, diag.Pos{}, diag.T("用旁边的数据文件 %[1]s，这一份是以前的%[2]s", "the data file %[1]s beside it is used; this one is older%[2]s", d.Rel, how), diag.T("要用这一份的，在名单上写明（file）。", "to use this one, name it in the list (file)."))
			if f.Severity = diag.Warning; named {
				f.Severity = diag.Info // its figures were looked at and mended
			}
			return true
		}
		return false
	})
}

// importedMark is what the name of a data file has that was imported beside a report.
const importedMark = "-导入"

// dataFileBeside reports whether d is a data file beside s, which is none.
func dataFileBeside(d, s *Source) bool {
	return isData(d) && !isData(s) && filepath.Dir(d.Path) == filepath.Dir(s.Path)
}

// names reports whether d is a data file that says that it was imported from s.
func names(d, s *Source) bool {
	const head = 4096 // bytes, in which an import names the original
	if !dataFileBeside(d, s) || s.Sum == "" || d.Opened == nil {
		return false
	}
	text := d.Opened.File.Data
	return bytes.Contains(text[:min(len(text), head)], []byte(s.Sum))
}

// newer reports whether d is a data file that has the name of s, and was saved after it;
// what was signed is never left out for that.
func newer(d, s *Source) bool {
	if !dataFileBeside(d, s) || strings.HasSuffix(s.Path, press.SignedEnding) {
		return false
	}
	stem, name := press.Stem(d.Path), filepath.Base(s.Path)
	rest, begins := strings.CutPrefix(name, stem)
	if built := begins && slices.Contains(press.Endings(), strings.ToLower(rest)); !built && stem != strings.TrimSuffix(name, filepath.Ext(name))+importedMark {
		return false
	}
	newer, err1 := os.Stat(d.Path)
	older, err2 := os.Stat(s.Path)
	return err1 == nil && err2 == nil && newer.ModTime().After(older.ModTime())
}

// same reports whether two files are one, or have the same figures.
func (r *Rollup) same(a, b *Source) bool {
	if a.Sum == b.Sum {
		return true
	}
	if a.Opened == nil || b.Opened == nil || a.Opened.Form.Name != b.Opened.Form.Name {
		return false
	}
	_, differ := unlike(a.Opened, b.Opened)
	return !differ
}

// unlike gives the first figure in which two reports of one form differ. A total that
// one of them leaves to be added up is no difference.
func unlike(a, b *press.Opened) (at Place, differ bool) {
	for _, p := range places(a.Form) {
		x, inA := figureAt(a.Report, p)
		y, inB := figureAt(b.Report, p)
		if inA != inB && isTotal(a.Form, p) {
			continue
		}
		if !equal(orZero(x, inA), orZero(y, inB)) {
			return p, true
		}
	}
	return Place{}, false
}

// howUnlike tells in which figure two reports of a body differ.
func (r *Rollup) howUnlike(a, b *press.Opened) (Place, diag.Text) {
	if a == nil || b == nil || a.Form.Name != b.Form.Name || a.Form.Name != r.Form.Name {
		return Place{}, diag.Text{}
	}
	p, _ := unlike(a, b)
	x, inA := figureAt(a.Report, p)
	y, inB := figureAt(b.Report, p)
	x, y = orZero(x, inA), orZero(y, inB)
	return p, diag.T("；这一格这一份 %[1]s，那一份 %[2]s", "; here the figure is %[1]s, there %[2]s", written(x), written(y))
}

func figureAt(o *report.Report, p Place) (v report.Value, given bool) {
	if part := o.Parts[p.Part]; part != nil && part.Rows[p.Row] != nil {
		return part.Rows[p.Row].Values.Get(p.Column)
	}
	return report.Value{}, false
}

// orZero is the figure that counts: 0 for one that was left out.
func orZero(v report.Value, given bool) report.Value {
	if !given {
		return report.Value{Text: "0"}
	}
	return v
}

// equal reports whether two figures are the same number, or else written alike.
func equal(x, y report.Value) bool {
	a, isA := x.Number()
	b, isB := y.Number()
	if isA && isB {
		return a.Cmp(b) == 0
	}
	return x.Text == y.Text
}

func written(v report.Value) diag.Text {
	if v.Text == "" {
		return diag.T("空白", "blank")
	}
	return diag.T("%s", "%s", v.Text)
}

// lastTwice tells of a second report of the year before.
func (r *Rollup) lastTwice(e *Entry, s *Source) {
	if !r.same(e.Last, s) {
		r.find("ROLLUP-TWICE", e, s, Place{}, diag.Pos{}, diag.T("上一年的报告也有一份不同的 %s，用那一份对照", "there is another report of the year before, %s, which is compared with", e.Last.Rel), diag.T("请只留下公开的那一份。", "keep the published one alone.")).Severity = diag.Warning
	}
}
