package rollup

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/keep/batch"
)

// Entry is a body with what it handed in.
type Entry struct {
	*Body
	Now    *Source // nil: nothing that counts
	Last   *Source // its report of the year before; nil: none
	others []*Source
	spoilt bool // what it handed in is told of already
	old    bool // it handed in nothing but last year's, which is told of
	sheets sheets
	last   sheets
}

// Counted reports whether the body's figures are in the sums.
func (e *Entry) Counted() bool { return e.Now != nil && e.Excluded == "" && e.sheets != nil }

// wrote reports whether a folder has what roll-ups of this county wrote: it needs no
// word.
func (r *Rollup) wrote(s *Source) bool {
	l, err := earlier(filepath.Join(s.Path, LedgerName))
	return err == nil && l != nil && l.County == r.County.Agency
}

// match finds out whose each file is: by the body that COUNTY.toml names it for,
// else by the name of the agency in it.
func (r *Rollup) match(sources []*Source) {
	for _, b := range r.County.Bodies {
		r.Bodies = append(r.Bodies, &Entry{Body: b})
	}
	for _, s := range sources {
		switch e := r.owner(s); {
		case s.Sum == unlooked && r.wrote(s):
		case s.Sum == unlooked && batch.WritesTo(s.Path):
			r.find("ROLLUP-UNREAD", e, s, Place{}, diag.Pos{}, diag.T("没有看：里面是成批生成的文件", "not looked at: a batch has written there"), diag.T("别人交来的报告放在里面的，请移出来。", "move reports that were handed in elsewhere.")).Severity = diag.Info
		case s.Sum == unlooked:
			r.find("ROLLUP-UNREAD", e, s, Place{}, diag.Pos{}, diag.T("没有看：不是能读的报告", "not looked at: no kind that can be read"), diag.T("里面有报告的（压缩包、扫描件、下级的汇总），请取出来，另存为 .docx 或 .pdf。", "if a report is in it, take it out and save it as .docx or .pdf.")).Severity = diag.Info
		case s.Err != nil && e == nil:
			r.unreadable(nil, s)
		case s.Err != nil:
			r.unreadable(e, s)
		case e != nil && r.ofAnother(e, s):
		case e != nil:
			r.hand(e, s)
		case s.Agency == "" || s.Agency == report.Unfilled:
			r.find("ROLLUP-UNKNOWN", nil, s, Place{}, diag.Pos{}, diag.T("看不出是哪个单位的报告", "whose report this is cannot be told"),
				diag.T("请在名单上这个单位的一段里写：file = %q；不是报告的，移到别的文件夹。", "name it in its body's table: file = %q; if it is no report, move it to another folder.", s.Rel))
		case plain(s.Agency) == plain(r.County.Agency):
			r.county(s)
		default:
			r.unknown(s)
		}
	}
	for _, e := range r.Bodies {
		r.choose(e)
	}
}

// ofAnother reports whether the list names a file for a body that is the report of
// another one, or of the county, and tells it.
func (r *Rollup) ofAnother(e *Entry, s *Source) bool {
	b := r.County.named(s.Agency)
	if b == e.Body || b == nil && plain(s.Agency) != plain(r.County.Agency) {
		return false
	}
	e.spoilt = true
	r.find("ROLLUP-UNKNOWN", e, s, Place{}, e.Pos, diag.T("名单写明“%[1]s”用这个文件，它却是“%[2]s”的报告", "the list names this file for %[1]q; it is the report of %[2]q", e.Name, s.Agency),
		diag.T("请改正名单上的 file；没有计入这个单位。", "correct file in the list; the body is not counted."))
	if i := slices.IndexFunc(r.Bodies, func(o *Entry) bool { return o.Body == b }); i >= 0 {
		r.hand(r.Bodies[i], s)
	}
	return true
}

// owner gives the body whose file this is; nil where that is not known.
func (r *Rollup) owner(s *Source) *Entry {
	for _, e := range r.Bodies {
		if e.File != "" && path.Clean(e.File) == s.Rel {
			return e
		}
	}
	if s.Agency == "" {
		return nil
	}
	b := r.County.named(s.Agency)
	i := slices.IndexFunc(r.Bodies, func(e *Entry) bool { return e.Body == b })
	if b == nil || i < 0 {
		return nil
	}
	return r.Bodies[i]
}

// county takes the county's own report: it is no addend.
func (r *Rollup) county(s *Source) {
	if s.Year == r.County.Year-1 && r.lastReport == nil {
		r.lastReport = s.Opened
	}
	r.find("ROLLUP-OWN", nil, s, Place{}, diag.Pos{}, diag.T("这是本级政府的报告，不作为一个单位计入", "this is the county's own report, no addend"), diag.Text{}).Severity = diag.Info
}

// unknown tells of a report of a body that is not listed; that of another year may
// have a wrong year.
func (r *Rollup) unknown(s *Source) {
	if s.Year != r.County.Year {
		f := r.find("ROLLUP-UNKNOWN", nil, s, Place{}, diag.Pos{}, diag.T("名单上没有“%[1]s”，报告写的年度是 %[2]d 年，没有用", "%[1]q is not listed, and the report is of %[2]d; it is not used", s.Agency, s.Year),
			diag.T("年度写错了的，请改成 %d 年，并把单位补进名单。", "if the year is wrong, make it %d and list the body.", r.County.Year))
		if f.Severity = diag.Info; s.Year > r.County.Year {
			f.Severity = diag.Warning
		}
		return
	}
	names, whole := []string{}, map[string]string{}
	short := func(name string) string { // all begin with the county's
		return strings.TrimPrefix(plain(name), strings.TrimSuffix(plain(r.County.Agency), "人民政府"))
	}
	for _, b := range r.County.Bodies {
		for _, name := range append([]string{b.Name}, b.Also...) {
			names, whole[short(name)] = append(names, short(name)), name
		}
	}
	do := diag.T("请在名单上补一段 [[body]]，或给已有的单位加上别名（also）；没有计入。", "add a [[body]], or the name to the also of one; it is not counted.")
	if n := source.Nearest(short(s.Agency), names); n != "" {
		do = diag.T("是不是“%s”？是的，把这个名称写进它的 also；没有计入。", "is it %q? If so, add the name to its also; it is not counted.", whole[n])
	}
	r.find("ROLLUP-UNKNOWN", nil, s, Place{}, diag.Pos{}, diag.T("名单上没有这个单位：%s", "no such body is listed: %s", s.Agency), do)
}

// unreadable tells of a file that is no report; of one that names nobody the file
// is what is told of.
func (r *Rollup) unreadable(e *Entry, s *Source) {
	if e != nil {
		if s.Year != 0 && s.Year != r.County.Year {
			return
		}
		e.spoilt = true
	}
	r.find("ROLLUP-UNREAD", e, s, Place{}, diag.Pos{}, diag.T("读不出来：%s", "it cannot be read: %s", told(s.Err)), diag.T("请改正后重交；没有计入。", "have it mended; it is not counted."))
}

// hand gives a body its file.
func (r *Rollup) hand(e *Entry, s *Source) {
	switch {
	case e.File != "" && path.Clean(e.File) != s.Rel && s.Year == r.County.Year:
		r.find("ROLLUP-TWICE", e, s, Place{}, diag.Pos{}, diag.T("名单写明用 %s，这个文件没有用", "the list names %s; this file is not used", e.File), diag.Text{}).Severity = diag.Info
	default:
		e.others = append(e.others, s)
	}
}
