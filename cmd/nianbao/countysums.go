package main

import (
	"cmp"
	"slices"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/desk"
	"nianbao/internal/diag"
	"nianbao/internal/keep/rollup"
	"nianbao/internal/layout/font"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
)

// wrongSums compares a county's report that is to be built with those of its bodies,
// where their list lies beside it, and gives what is not their sum; as warnings, why
// nothing could be compared: a list that is of no use, a body that is not counted.
// Nothing is compared of a report that cannot be read, which building tells, that was
// published, or that switches the rule off.
func (a *app) wrongSums(fonts *font.Library, forms *form.Set, lists *rollup.Lists, name string) (diag.List, error) {
	year, agency := press.Glance(name)
	if c, told := lists.Beside(name, agency, year); c == nil && len(told) == 0 {
		return nil, nil
	}
	o, err := press.Open(forms, name, press.Pictures(a.allowOutside)...)
	if err != nil || o.Report.AsPublished || sumsOff(o) {
		return nil, nil
	}
	k := &inspector{app: a, fonts: fonts, forms: forms, lists: *lists}
	r, list, err := k.bodiesBeside(o)
	for _, d := range list {
		d.Severity = max(d.Severity, diag.Warning) // the report itself is not at fault
	}
	if err != nil || r == nil {
		return list, err
	}
	if counted, expected := r.CountBodies(); counted < expected {
		d := diag.New(diag.Pos{File: r.County.File}, diag.T("名单上应计入 %[1]d 个单位，只能计入 %[2]d 个，没有核对合计", "only %[2]d of the %[1]d bodies that are listed can be counted; the sums were not compared", expected, counted),
			diag.T("缺哪个、为什么，点“汇总”（nianbao rollup 名单）就列出来。", "nianbao rollup LIST tells which and why."))
		d.Severity = diag.Warning
		return append(list, d), nil
	}
	for _, f := range r.Findings {
		if f.ID == sumRule {
			list = append(list, f.Diagnostic)
		}
	}
	return list, nil
}

// sumsOff reports whether a report switches that rule off.
func sumsOff(o *press.Opened) bool {
	return slices.ContainsFunc(o.Report.Checks.Off, func(r report.RuleOff) bool { return r.ID == sumRule })
}

// sumRule is the rule that a county's figures are its bodies' sums.
const sumRule = "ROLLUP-SUM"

// countySums tells of a report whose figures are not the bodies' sums, and stops it as
// other errors do.
func (a *app) countySums(b *press.Builder, lists *rollup.Lists, name string) error {
	list, err := a.wrongSums(b.Fonts, b.Forms, lists, name)
	a.warn(list)
	if err != nil || b.Options.AllowErrors || list.Err() == nil {
		return err
	}
	return inputError{diag.T("%[1]s 没有生成。%[2]s", "%[1]s was not built. %[2]s", name, remedy(press.Stopped{}))}
}

// deskSums gives for the page what of a county's report is not the sum of its bodies.
// Lists that are of no use are told where they are written.
func (a *app) deskSums(lib *font.Library, path string) (diag.List, error) {
	forms, err := a.openForms(lib, path)
	if err != nil {
		return nil, err
	}
	list, err := a.wrongSums(lib, forms, &rollup.Lists{}, path)
	return slices.DeleteFunc(list, func(d *diag.Diagnostic) bool { return d.ID == "" }), err
}

// asks asks before a report is built whose figures are not the bodies' sums, for the
// list may lack what the clerk knows of, and before an Excel file is replaced; in one,
// since there is one answer.
func (a *app) asks(lib *font.Library, path string, files []outfile.File, draft bool) error {
	book := otherBook(files)
	if draft {
		return book
	}
	list, err := a.deskSums(lib, path)
	if err != nil || len(list) == 0 {
		return cmp.Or(err, book)
	}
	var too diag.Text
	if q, ok := book.(desk.Question); ok {
		too = diag.Text{ZH: q.What.ZH + q.Do.ZH, EN: " " + q.What.EN + " " + q.Do.EN}
	}
	return desk.Question{Diagnostic: diag.New(diag.Pos{}, diag.T("与各单位之和不符，共 %[1]d 处，例如：%[2]s。%[3]s", "%[1]d figures are not the bodies' sums, such as: %[2]s.%[3]s", len(list), list[0].What, too),
		diag.T("照样生成吗？要看逐个单位的数，点“取消”，再点“汇总”。", "build it all the same?"))}
}
