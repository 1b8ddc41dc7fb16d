package check

import (
	"maps"
	"slices"
	"strings"

	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
)

// unfilledID is the rule that tells what is left to fill.
const unfilledID = "NOT-FILLED"

func init() {
	register(Rule{ID: unfilledID, Severity: diag.Error, Check: notFilled})
}

// notFilled lists what the clerk has still to fill in: one finding for a text
// or a row.
func notFilled(c *Context) {
	do := diag.T("请填上实际内容；没有的数字填 0。", "fill it in; write 0 for none.")
	find := func(what diag.Text, vs ...report.Value) {
		if len(vs) > 0 {
			c.FindAt(vs[0], 0, len(vs[0].Text), what, do)
		}
	}
	blanks := unfilledText(c.Report)
	for _, b := range blanks {
		find(diag.T("这里还没有填写", "this is not filled in yet"), b)
	}
	for _, p := range c.Form.Parts {
		part := c.Report.Parts[p.Key]
		if part == nil || p.Table == nil {
			continue
		}
		for _, s := range p.Table.FigureRows {
			vs, columns := unfilledRow(part.Rows[s.Key], s.Columns)
			if len(vs) == 0 {
				continue
			}
			label := rowLabel(p.Table, s.Key, s.Columns[0])
			what := diag.T("还没有填写：%[1]s", "not filled in yet: %[1]s", label)
			if whole := len(vs) > 1 && vs[0].Pos == vs[len(vs)-1].Pos; len(s.Columns) > 1 && !whole {
				what = diag.T("还没有填写：%[1]s，%[2]s", "not filled in yet: %[1]s, %[2]s", label, strings.Join(columns, ", "))
			}
			find(what, vs...)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.Report.Tables)) {
		cells := unfilledCells(c.Report.Tables[name])
		find(diag.T("[table.%[1]s] 还有 %[2]d 格没有填写", "%[2]d cells of [table.%[1]s] are not filled in yet", name, len(cells)), cells...)
	}
}

// unfilledText gives the lines and paragraphs that are left to fill.
func unfilledText(r *report.Report) (vs []report.Value) {
	add := func(texts ...report.Value) {
		for _, v := range texts {
			if v.Unfilled() {
				vs = append(vs, v)
			}
		}
	}
	add(r.Agency, r.Signature.Name, r.Signature.Date)
	add(r.Title...)
	add(r.Preamble...)
	for _, c := range r.Chapters {
		add(c.Heading)
		add(c.Text...)
	}
	for _, a := range r.Attachments {
		add(a.Title...)
		add(a.Text...)
	}
	for _, key := range slices.Sorted(maps.Keys(r.Parts)) {
		p := r.Parts[key]
		add(p.Text...)
		add(p.Head...)
		add(p.Foot...)
	}
	return vs
}

// unfilledRow gives the figures of a row that are left to fill, and their
// columns.
func unfilledRow(row *report.Row, columns []string) (vs []report.Value, in []string) {
	if row == nil {
		return nil, nil
	}
	for _, c := range columns {
		if v := row.Values[c]; v.Unfilled() {
			vs, in = append(vs, v), append(in, c)
		}
	}
	return vs, in
}

func unfilledCells(t *report.ProseTable) (vs []report.Value) {
	for _, row := range t.Rows {
		for _, cell := range row {
			if cell.Unfilled() {
				vs = append(vs, cell.Value)
			}
		}
	}
	return vs
}

// withoutUnfilled takes out what other rules find at places that are left to
// fill: that they are is all there is to say of them.
func (c *Context) withoutUnfilled() {
	places := map[diag.Pos]bool{}
	add := func(vs []report.Value) {
		for _, v := range vs {
			places[v.Pos] = true
		}
	}
	add(unfilledText(c.Report))
	for _, p := range c.Report.Parts {
		for _, row := range p.Rows {
			for _, v := range row.Values {
				if v.Unfilled() {
					places[v.Pos] = true
				}
			}
		}
	}
	for _, t := range c.Report.Tables {
		add(unfilledCells(t))
	}
	if len(places) > 0 {
		c.findings = slices.DeleteFunc(c.findings, func(f Finding) bool { return f.ID != unfilledID && places[f.Pos] })
	}
}
