package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"nianbao/internal/check/formula"
	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/tally"
	"nianbao/internal/diag"
)

// layoutRule runs a rule of the layout.
func (c *Context) layoutRule(r *form.Rule, f *formula.Formula) {
	if r.Agency != nil && !r.Agency.MatchString(c.Report.Agency.Text) {
		return
	}
	if len(r.Match) > 0 {
		c.match(r)
	}
	if f == nil || r.LastForm != "" && (c.LastForm == nil || c.LastForm.Name != r.LastForm) {
		return
	}
	value := c.value
	for i := range f.Instances {
		c.instance(f, &f.Instances[i], value)
	}
}

// match tells of figures that are not written as the rule wants. Of more than a
// few that are all alike, such as blank ones, it tells once. What was not given
// is told elsewhere.
func (c *Context) match(r *form.Rule) {
	t := c.tables.of(r.Part)
	var alike []miswritten
	last, lastFits := -1, "" // most figures are 0, as the one before
	for row := range t.Rows() {
		s := &t.Rows()[row]
		figures := t.row(row)
		for k, column := range s.Columns {
			f := &figures[k].Figure
			if f.State != tally.Typed {
				continue
			}
			i := slices.IndexFunc(r.Match, func(m form.Match) bool { return m.SpeaksOf(s.Key, column) })
			if i < 0 || i == last && f.Text == lastFits {
				continue
			}
			if r.Match[i].Text.MatchString(f.Text) {
				last, lastFits = i, f.Text
				continue
			}
			k := slices.IndexFunc(alike, func(m miswritten) bool { return m.text == f.Text })
			if k < 0 {
				k = len(alike)
				alike = append(alike, miswritten{text: f.Text, do: rewritten(f.Text, r.Match[i].Text)})
			}
			alike[k].add(s, column, *f)
		}
	}
	const few = 3
	for i := range alike {
		if alike[i].count > few {
			c.matchAll(r, &alike[i])
			continue
		}
		for _, row := range alike[i].rows {
			for k, column := range row.columns {
				found := c.add(r, row.figures[k], row.schema.Key, column)
				found.Got = fmt.Sprintf("%q", alike[i].text)
				found.advise(alike[i].do)
			}
		}
	}
}

// miswritten are figures that are alike, by row.
type miswritten struct {
	text  string
	do    diag.Text // better advice than the rule's; zero: there is none
	count int
	rows  []miswrittenRow
}

type miswrittenRow struct {
	schema  report.RowSchema
	columns []string
	figures []tally.Figure
}

func (m *miswritten) add(s *report.RowSchema, column string, f tally.Figure) {
	if n := len(m.rows); n == 0 || m.rows[n-1].schema.Key != s.Key {
		m.rows = append(m.rows, miswrittenRow{schema: *s})
	}
	row := &m.rows[len(m.rows)-1]
	row.columns, row.figures = append(row.columns, column), append(row.figures, f)
	m.count++
}

// advise gives a finding other advice, where there is any.
func (f *Finding) advise(do diag.Text) {
	if !do.IsZero() {
		f.Do = do
	}
}

// matchAll tells of them once, at the first, with the rows and columns; columns
// that are the same in all rows are named once.
func (c *Context) matchAll(r *form.Rule, m *miswritten) {
	first := &m.rows[0]
	same := !slices.ContainsFunc(m.rows, func(row miswrittenRow) bool { return !slices.Equal(row.columns, first.columns) })
	var names []diag.Text
	for i := range m.rows {
		row := &m.rows[i]
		name := diag.Text{ZH: c.rowLabel(r.Part, row.schema.Key), EN: row.schema.Key}
		if in := c.heads(r.Part, row); !same && !in.IsZero() {
			name.ZH += "：" + in.ZH
			name.EN += " (" + in.EN + ")"
		}
		names = append(names, name)
	}
	zh, en := listNames(names, "；")
	found := c.add(r, first.figures[0], "", "")
	found.What.ZH += fmt.Sprintf("，共 %d 格：%s", m.count, zh)
	found.What.EN += fmt.Sprintf(", %d cells: %s", m.count, en)
	if in := c.heads(r.Part, first); same && !in.IsZero() {
		found.What.ZH += "，各行的" + in.ZH
		found.What.EN += ", in each: " + in.EN
	}
	found.Got = fmt.Sprintf("%q × %d", m.text, m.count)
	found.advise(m.do)
}

// heads lists the columns of a row, unless they are all it has.
func (c *Context) heads(part string, row *miswrittenRow) diag.Text {
	if len(row.columns) == len(row.schema.Columns) {
		return diag.Text{}
	}
	heads := make([]string, len(row.columns))
	for i, column := range row.columns {
		heads[i] = c.head(part, row.schema.Key, column)
	}
	return diag.Text{ZH: strings.Join(heads, "、"), EN: strings.Join(row.columns, ", ")}
}

// instance tells of a formula that does not hold for a column, for a row or for
// itself.
func (c *Context) instance(f *formula.Formula, in *formula.Instance, value func(*formula.Path) (formula.Figure, bool)) {
	o := f.Run(in, value)
	if o == nil {
		return
	}
	first := f.First(in, value)
	g, _ := c.Figure(first.Part, first.Row, first.Column)
	found := c.add(f.Rule, g.Figure, in.Row, in.Column)
	if found.Severity == diag.Info {
		return // a reminder: no figure is wrong
	}
	if o.Blanks {
		found.Severity = max(found.Severity, diag.Warning)
		found.Do.ZH += "空白按 0 计。"
		found.Do.EN += " Blanks count as 0."
	}
	if o.Assumed {
		found.Severity = max(found.Severity, diag.Warning)
		found.Do.ZH += "上一年的文件没有填写这一项，按 0 计。"
		found.Do.EN += " Last year's file leaves the figure out; it counts as 0."
	}
	keys := f.Keys(in, o, value)
	found.Formula = diag.Text{ZH: cmp.Or(f.Words(in, o, value, func(p formula.Path) string { return c.term(in, p) }), keys), EN: keys}
	if o.Left != nil {
		found.Got, found.Want = formula.Decimal(o.Left), o.Op+formula.Decimal(o.Right)
	}
}

// value gives what a formula wants to know of a figure. Of a table that last
// year's report leaves blank there is nothing to compare with.
func (c *Context) value(p *formula.Path) (formula.Figure, bool) {
	tables := c.tables
	if p.Last {
		tables = c.last
	}
	var s *sheet
	var g *Exact
	if part, figure, known := p.Place(); known && (!p.Last || c.LastForm == c.Form) {
		if s = tables[part]; s != nil {
			g = &s.figures[figure]
		}
	} else if s = tables.of(p.Part); s != nil {
		g = s.figure(p.Row, p.Column)
	}
	if g == nil {
		return formula.Figure{}, false
	}
	return formula.Figure{Number: g.Number, Typed: g.State == tally.Typed, Given: g.State != tally.NotGiven, Blank: g.blank()}, !p.Last || s.given
}

// add adds a finding of a rule of the layout.
func (c *Context) add(r *form.Rule, f tally.Figure, row, column string) *Finding {
	pos := f.Pos
	if pos.IsZero() {
		pos = diag.Pos{File: c.Report.File}
	}
	where := diag.Text{}
	for _, label := range []string{c.rowLabel(r.Part, row), c.columnLabel(r.Part, row, column)} {
		if label != "" {
			where.ZH += "，" + label
			where.EN += ", " + label
		}
	}
	text, do := r.Text, r.Do
	if text.IsZero() {
		text = diag.T("数字不符合规则。", "the figures do not fit the rule.")
	}
	if do.IsZero() {
		do = diag.T("请核对这些数字。", "look at these figures again.")
	}
	found := c.Find(pos, diag.Text{ZH: text.ZH + where.ZH, EN: text.EN + where.EN}, do)
	found.Span = max(len([]rune(f.Text)), 1)
	return found
}

// unknownFigures tells of names in match that no figure of the part has.
func unknownFigures(f *form.Form, r *form.Rule) (bad diag.List) {
	t := f.TableOf(r.Part)
	for i := range r.Match {
		m, found := &r.Match[i], false
		if t != nil {
			for _, s := range t.FigureRows {
				found = found || slices.ContainsFunc(s.Columns, func(c string) bool { return m.SpeaksOf(s.Key, c) })
			}
		}
		if !found {
			bad = append(bad, r.MatchFault(m, diag.T("表中没有这样的数值：%s", "the table has no such figure: %s", m.Figures),
				diag.T("写成“行.列”，行或列可以是 *。", `write "row.column"; either may be *.`)))
		}
	}
	return bad
}
