package check

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/tally"
	"nianbao/internal/diag"
)

// layoutRule runs a rule of the layout.
func (c *Context) layoutRule(r *form.Rule, f *formula) {
	if r.Agency != nil && !r.Agency.MatchString(c.Report.Agency.Text) {
		return
	}
	if len(r.Match) > 0 {
		c.match(r)
	}
	if f == nil || r.LastForm != "" && (c.LastForm == nil || c.LastForm.Name != r.LastForm) {
		return
	}
	for i := range f.instances {
		c.instance(f, &f.instances[i])
	}
}

// match tells of figures that are not written as the rule wants, once of a row
// whose figures are all alike: /, or blank. What was not given is told
// elsewhere.
func (c *Context) match(r *form.Rule) {
	t := c.tables[r.Part]
	for _, s := range t.Rows() {
		var bad []string // columns
		alike := true
		for _, column := range s.Columns {
			f := t.Figure(s.Key, column)
			i := slices.IndexFunc(r.Match, func(m form.Match) bool { return speaksOf(m.Figures, s.Key, column) })
			if i < 0 || f.State != tally.Typed || r.Match[i].Text.MatchString(f.Text) {
				continue
			}
			bad = append(bad, column)
			alike = alike && f.Text == t.Figure(s.Key, bad[0]).Text
		}
		if len(bad) > 1 && len(bad) == len(s.Columns) && alike {
			f := t.Figure(s.Key, bad[0])
			found := c.add(r, f, s.Key, "")
			found.Got = fmt.Sprintf("%q × %d", f.Text, len(bad))
			continue
		}
		for _, column := range bad {
			f := t.Figure(s.Key, column)
			c.add(r, f, s.Key, column).Got = fmt.Sprintf("%q", f.Text)
		}
	}
}

// speaksOf reports whether "row.column" of a rule, either of them maybe *, is
// the figure.
func speaksOf(figures, row, column string) bool {
	r, c, _ := strings.Cut(figures, ".")
	return (r == "*" || r == row) && (c == "*" || c == column)
}

// instance evaluates a formula for a column, for a row or for itself. It says
// nothing where a figure is no number, but that what is blank among others that
// are added up counts as 0; where one of last year's is not to be
// had, and of a column that was computed: then those that were typed tell.
func (c *Context) instance(f *formula, in *instance) {
	m := &machine{F: make([]*big.Rat, len(f.slots))}
	typed, assumed, blanks, zeros := false, false, false, true
	for n := range f.slots {
		s := &f.slots[n]
		if s.fixed != "" {
			m.F[n] = s.number
			continue
		}
		sum, empty := zero, 0
		for _, p := range in.paths[n] {
			g, ok := c.value(p)
			if ok && s.sum && g.blank() {
				empty++
				continue
			}
			if !ok || g.Number == nil {
				return
			}
			assumed = assumed || p.last && g.State == tally.NotGiven
			typed = typed || g.State == tally.Typed && !p.last
			sum = plus(sum, g.Number)
		}
		if m.F[n] = sum; empty == len(in.paths[n]) {
			return // nobody says what it is made of
		}
		blanks = blanks || empty > 0
		zeros = zeros && sum.Sign() == 0
	}
	if !typed && in.column != "" || zeros && f.atZero {
		return
	}
	holds, err := c.vm.Run(f.program, m)
	if err != nil || m.undefined || holds == true {
		return
	}
	first := c.first(f, in)
	g, _ := c.value(first)
	found := c.add(f.rule, g.Figure, in.row, in.column)
	if found.Severity == diag.Info {
		return // a reminder: no figure is wrong
	}
	if blanks {
		found.Severity = max(found.Severity, diag.Warning)
		found.Do.ZH += "空白按 0 计。"
		found.Do.EN += " Blanks count as 0."
	}
	if assumed {
		found.Severity = max(found.Severity, diag.Warning)
		found.Do.ZH += "上一年的文件没有填写这一项，按 0 计。"
		found.Do.EN += " Last year's file leaves the figure out; it counts as 0."
	}
	if found.Formula = c.filled(f, in, m); m.left != nil {
		found.Got, found.Want = decimal(m.left), m.op+decimal(m.right)
	}
}

// value gives the figure of a path. Of a table that last year's report leaves
// blank there is nothing to compare with.
func (c *Context) value(p path) (Exact, bool) {
	if !p.last {
		return c.Figure(p.part, p.row, p.column)
	}
	g, ok := c.LastFigure(p.part, p.row, p.column)
	return g, ok && c.last[p.part].given
}

// first gives the figure that a finding is placed at: the first of this year's
// in the formula, one that was typed if there is one.
func (c *Context) first(f *formula, in *instance) path {
	var first *path
	for n := range f.slots {
		for i := range in.paths[n] {
			p := &in.paths[n][i]
			if p.last {
				continue
			}
			if first == nil {
				first = p
			}
			if g, _ := c.value(*p); g.State == tally.Typed {
				return *p
			}
		}
	}
	if first == nil {
		return path{}
	}
	return *first
}

// add adds a finding of a rule of the layout.
func (c *Context) add(r *form.Rule, f tally.Figure, row, column string) *Finding {
	pos := f.Pos
	if pos.IsZero() {
		pos = diag.Pos{File: c.Report.File}
	}
	where := diag.Text{}
	t := table(c.Form, r.Part)
	year := strings.NewReplacer("{year}", itoa(c.Report.Year)) // of a label that says which year's figures these are
	for _, label := range []string{rowLabel(t, row, column), columnLabel(t, row, column)} {
		if label != "" {
			label = year.Replace(label)
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

// most is how many summands are shown with their zeros.
const most = 8

// filled is the formula with its numbers filled in.
func (c *Context) filled(f *formula, in *instance, m *machine) string {
	var b strings.Builder
	for _, p := range f.pieces {
		switch {
		case p.slot < 0 || f.slots[p.slot].fixed != "":
			b.WriteString(p.text)
		case !f.slots[p.slot].sum:
			fmt.Fprintf(&b, "%s(%s)", p.text, decimal(m.F[p.slot]))
		default:
			b.WriteString(c.summed(in.paths[p.slot]))
		}
	}
	return b.String()
}

// summed writes out a sum; of a long one only what is not zero.
func (c *Context) summed(ps []path) string {
	var terms []string
	left := false
	for _, p := range ps {
		g, _ := c.value(p)
		if g.Number == nil || len(ps) > most && g.Number.Sign() == 0 {
			left = true
			continue
		}
		name := p.row
		if len(ps) > 1 && ps[0].row == ps[1].row {
			name = p.column
		}
		terms = append(terms, fmt.Sprintf("%s(%s)", name, decimal(g.Number)))
	}
	if left {
		terms = append(terms, "…(0)")
	}
	return "(" + strings.Join(terms, " + ") + ")"
}

// unknownFigures tells of names in match that no figure of the part has.
func unknownFigures(f *form.Form, r *form.Rule) (bad diag.List) {
	t := table(f, r.Part)
	for i := range r.Match {
		m, found := &r.Match[i], false
		if t != nil {
			for _, s := range t.FigureRows {
				found = found || slices.ContainsFunc(s.Columns, func(c string) bool { return speaksOf(m.Figures, s.Key, c) })
			}
		}
		if !found {
			bad = append(bad, r.MatchFault(m, diag.T("表中没有这样的数值：%s", "the table has no such figure: %s", m.Figures),
				diag.T("写成“行.列”，行或列可以是 *。", `write "row.column"; either may be *.`)))
		}
	}
	return bad
}
