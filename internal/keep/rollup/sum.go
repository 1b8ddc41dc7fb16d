package rollup

import (
	"math/big"
	"slices"
	"strings"

	"nianbao/internal/check/formula"
	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/tally"
	"nianbao/internal/diag"
	"nianbao/internal/press"
)

// Cell is a figure of the county with where it comes from.
type Cell struct {
	Place
	Addends  []Addend
	Without  []*Entry // bodies that are counted, but not here: theirs is no figure
	Adjusts  []Adjust // of a total: none, those of its figures are in it
	Sum      *big.Rat // exact
	Decimals int      // that are written
	Yuan     bool     // the figures have units and are added up in yuan
	Total    bool     // of others of the table
}

// Addend is what a body adds to a figure.
type Addend struct {
	*Entry
	tally.Figure
	Number *big.Rat
}

// Text is the sum as it is written.
func (c *Cell) Text() string {
	t := c.Sum.FloatString(c.Decimals)
	if c.Yuan {
		t += "元"
	}
	return t
}

// sheets are a report's tables by part, without what was typed where it can be
// added up: sums are always computed.
type sheets map[string]*tally.Sheet

func sheetsOf(f *form.Form, r *report.Report) sheets {
	all := sheets{}
	for i := range f.Parts {
		if p := &f.Parts[i]; p.Table != nil {
			all[p.Key], _ = tally.Of(p.Table, addendsOnly(p.Table, r.Parts[p.Key]), false)
		}
	}
	return all
}

// addendsOnly leaves out of a part what is the sum of others.
func addendsOnly(t *form.Table, part *report.Part) *report.Part {
	if part == nil {
		return nil
	}
	p := &report.Part{Pos: part.Pos, Rows: map[string]*report.Row{}}
	for key, row := range part.Rows {
		if t.SumOf(key) != nil {
			continue
		}
		total := t.Schema(key).Total
		values := slices.DeleteFunc(slices.Clone(row.Values), func(f report.Figure) bool { return f.Column == total })
		p.Rows[key] = &report.Row{Pos: row.Pos, Values: values}
	}
	return p
}

// readFigures reads a body's tables; a report in a form without the figures of
// this year's is told of and not counted.
func (r *Rollup) readFigures(e *Entry) {
	if e.Last != nil && e.Last.Opened != nil {
		e.last = sheetsOf(e.Last.Opened.Form, e.Last.Opened.Report)
	}
	if e.Now == nil || e.Excluded != "" {
		return
	}
	o := e.Now.Opened
	for _, p := range places(r.Form) {
		if !has(o.Form, p) {
			r.find("ROLLUP-FORM", e, e.Now, p, diag.Pos{}, diag.T("这份报告用的是表式 %[1]s，没有这一格；本年用表式 %[2]s", "the report has the form %[1]s, without this figure; this year's form is %[2]s", o.Form.Name, r.Form.Name),
				diag.T("请按本年的表式重填；没有计入。", "have it filled in anew in this year's form; it is not counted."))
			e.spoilt = true
			return
		}
	}
	for i := range r.Form.Parts {
		if p := &r.Form.Parts[i]; p.Table != nil && !p.Optional && o.Report.Parts[p.Key] == nil {
			r.find("ROLLUP-FIGURE", e, e.Now, Place{}, diag.Pos{}, diag.T("没有“%s”这张表，按 0 计入", "the table of %s is missing; it counts as 0", r.labels.part(p.Key)), diag.T("请补上再交。", "have it added."))
		}
	}
	r.doubts(e)
	e.sheets = sheetsOf(o.Form, o.Report)
}

// mostDoubts is how many doubtful figures of one file are told of one by one.
const mostDoubts = 20

// doubts tells what an import was not sure of; where that is most of a file, in one.
func (r *Rollup) doubts(e *Entry) {
	do := diag.T("请对照原件核对。", "compare it with the original.")
	var cells []string
	var told []Doubt
	for _, d := range e.Now.Doubts {
		switch {
		case d.Place == (Place{}):
			r.find("ROLLUP-DOUBT", e, e.Now, Place{}, diag.Pos{}, diag.T("导入时：%s", "the import: %s", d.Why), do).Severity = diag.Warning
		case has(r.Form, d.Place):
			told, cells = append(told, d), append(cells, r.labels.of(d.Place))
		}
	}
	slices.Sort(cells)
	if n := len(slices.Compact(cells)); n > mostDoubts {
		r.find("ROLLUP-DOUBT", e, e.Now, Place{}, diag.Pos{}, diag.T("导入时有 %[1]d 格读不准，例如 %[2]s：%[3]s", "the import is not sure of %[1]d figures, such as %[2]s: %[3]s", n, r.labels.of(told[0].Place), told[0].Why),
			diag.T("请这个单位改交 Word 文件或本程序写的 Excel；要用这一份的，先用 nianbao import 导入，逐格核对。", "ask the body for a Word file or a workbook of ours; or import the file and compare each figure."))
		return
	}
	for _, d := range told {
		r.find("ROLLUP-DOUBT", e, e.Now, d.Place, diag.Pos{}, diag.T("导入时读不准：%s", "the import is not sure: %s", d.Why), do)
	}
}

// adjustable tells of adjustments of figures that the form does not have, or that
// are added up.
func (r *Rollup) adjustable() error {
	var list diag.List
	for _, a := range r.County.Adjusts {
		what := diag.Text{}
		switch {
		case !has(r.Form, a.Cell):
			what = diag.T("表式 %[2]s 没有这一格：%[1]s", "the form %[2]s has no such figure: %[1]s", Key(a.Cell), r.Form.Name)
		case isTotal(r.Form, a.Cell):
			what = diag.T("这一格是合计，由其他格相加：%s", "the figure is added up from others: %s", Key(a.Cell))
		}
		if !what.IsZero() {
			d := diag.New(a.Pos, what, diag.T("请写要调整的那一格。", "name the figure that is to be adjusted."))
			d.SourceLine = r.County.source.Line(a.Pos.Line)
			list = append(list, d)
		}
	}
	return list.Err()
}

// sum adds up all figures; those that are sums of others follow from them.
func (r *Rollup) sum() {
	for _, p := range places(r.Form) {
		c := &Cell{Place: p, Sum: new(big.Rat), Total: isTotal(r.Form, p)}
		r.Cells, r.byPlace[p] = append(r.Cells, c), c
		c.Yuan = r.inYuan(p)
		for _, e := range r.Bodies {
			if e.Counted() {
				r.add(c, e)
			}
		}
		if c.Total {
			continue
		}
		for _, a := range r.County.Adjusts {
			if a.Cell == p {
				n, _ := a.Amount.Number()
				if c.Sum.IsInt() && !n.IsInt() && len(c.Addends) > 0 && !c.Yuan && !strings.HasSuffix(c.Column, report.InWan) {
					r.find("ROLLUP-FIGURE", nil, nil, p, a.Pos, diag.T("调整的不是整数：%s，各单位的都是", "the adjustment %s is no whole number; the bodies' figures are", a.Amount.Text), diag.T("请核对 [[adjust]] 的 amount。", "look at the amount of [[adjust]]."))
				}
				c.Sum.Add(c.Sum, n)
				c.Decimals = max(c.Decimals, decimals(n))
				c.Adjusts = append(c.Adjusts, a)
			}
		}
		if n := len(c.Adjusts); n > 0 && c.Sum.Sign() < 0 {
			r.find("ROLLUP-FIGURE", nil, nil, p, c.Adjusts[n-1].Pos, diag.T("调整以后的合计小于 0：%s", "with what is adjusted the sum is below 0: %s", c.Text()), diag.T("请核对 [[adjust]] 的 amount。", "look at the amount of [[adjust]]."))
		}
	}
	all := sheetsOf(r.Form, r.Report())
	for _, c := range r.Cells {
		if c.Total {
			if n, ok := all[c.Part].Figure(c.Row, c.Column).Number(); ok {
				c.Sum = n
			}
		}
	}
}

// inYuan reports whether bodies write a figure with a unit.
func (r *Rollup) inYuan(p Place) bool {
	return !strings.HasSuffix(p.Column, report.InWan) && slices.ContainsFunc(r.Bodies, func(e *Entry) bool {
		if !e.Counted() {
			return false
		}
		_, unit, ok := e.sheets[p.Part].Figure(p.Row, p.Column).Amount()
		return ok && report.Yuan(unit) != 0
	})
}

// add adds a body's figure to a cell. What is no number is told of, and not added.
func (r *Rollup) add(c *Cell, e *Entry) {
	g := e.sheets[c.Part].Figure(c.Row, c.Column)
	a := Addend{e, g, new(big.Rat)}
	switch n, unit, ok := g.Amount(); {
	case g.State == tally.NotGiven:
		if e.sheets[c.Part].Unknown(c.Row, c.Column) {
			return // the figure that it needs is told of
		}
	case ok && unit == "" && c.Yuan && n.Sign() != 0:
		r.uncounted(c, e, g.Value, diag.T("别的单位写了单位（元、万元），这里没有：%q", "other bodies give a unit, this one does not: %q", g.Text),
			diag.T("请写明单位", "give the unit"))
		return
	case ok && unit == "":
		a.Number = n
	case ok && report.Yuan(unit) != 0 && strings.HasSuffix(c.Column, report.InWan):
		wan := formula.Decimal(n.Mul(n, big.NewRat(report.Yuan(unit), 10000)))
		r.uncounted(c, e, g.Value, diag.T("这一格的单位已经是万元，不再写单位：%q", "the figure is in 万元 anyway; no unit is written: %q", g.Text),
			diag.T("按万元填写，只写数字：%s", "write the number of 万元 alone: %s", wan))
		return
	case ok && report.Yuan(unit) != 0:
		a.Number = n.Mul(n, big.NewRat(report.Yuan(unit), 1))
	default:
		r.noNumber(c, e, g.Value)
		return
	}
	c.Sum.Add(c.Sum, a.Number)
	c.Decimals = max(c.Decimals, decimals(a.Number))
	c.Addends = append(c.Addends, a)
}

// decimals is how many a figure needs to be written exactly.
func decimals(n *big.Rat) int {
	_, fraction, _ := strings.Cut(formula.Decimal(n), ".")
	return len(fraction)
}

func (r *Rollup) noNumber(c *Cell, e *Entry, v report.Value) {
	if strings.TrimSpace(v.Text) == "" {
		r.uncounted(c, e, v, diag.T("这一格是空白", "it is blank"), diag.T("没有的填 0，漏了的补上", "write 0 if there is nothing, else fill it in"))
		return
	}
	r.uncounted(c, e, v, diag.T("这里是 %q，不是数字", "this is %q, no number", v.Text), diag.T("只写数字，没有的写 0", "write a number alone, 0 if there is nothing"))
}

// uncounted tells of a figure that is not counted, and what the body shall do.
func (r *Rollup) uncounted(c *Cell, e *Entry, v report.Value, what, do diag.Text) {
	do = diag.Text{ZH: do.ZH + "，重新报送。", EN: do.EN + ", and hand it in again."}
	r.find("ROLLUP-FIGURE", e, e.Now, c.Place, v.Pos, what, do)
	c.Without = append(c.Without, e)
}

// Uncounted gives the bodies that are counted but for some of their figures, each
// with the names of these.
func (r *Rollup) Uncounted() (all []string) {
	of := map[*Entry][]string{}
	for _, c := range r.Cells {
		for _, e := range c.Without {
			of[e] = append(of[e], r.labels.of(c.Place))
		}
	}
	for _, e := range r.Bodies {
		if names := of[e]; len(names) > 0 {
			all = append(all, e.Name+inBrackets(strings.Join(names, "、")))
		}
	}
	return all
}

// Report is the county's report as far as it follows from the sums.
func (r *Rollup) Report() *report.Report {
	rep := &report.Report{Year: r.County.Year, Agency: report.Value{Text: r.County.Agency}, Parts: map[string]*report.Part{}}
	for _, c := range r.Cells {
		part := rep.Parts[c.Part]
		if part == nil {
			part = &report.Part{Rows: map[string]*report.Row{}}
			rep.Parts[c.Part] = part
		}
		if c.Total {
			continue
		}
		row := part.Rows[c.Row]
		if row == nil {
			row = new(report.Row)
			part.Rows[c.Row] = row
		}
		row.Values.Set(c.Column, report.Value{Text: c.Text()})
	}
	return rep
}

// Cell gives a figure of the county; nil where its form has no such one.
func (r *Rollup) Cell(p Place) *Cell { return r.byPlace[p] }

// Label names a figure in the words of the form.
func (r *Rollup) Label(p Place) string { return r.labels.of(p) }

// Compare looks whether the tables of the county's own report are the sums.
func (r *Rollup) Compare(o *press.Opened) {
	mine := map[string]*tally.Sheet{}
	for i := range o.Form.Parts {
		if p := &o.Form.Parts[i]; p.Table != nil {
			mine[p.Key], _ = tally.Of(p.Table, o.Report.Parts[p.Key], o.Report.AsPublished)
		}
	}
	for _, c := range r.Cells {
		if !has(o.Form, c.Place) {
			continue
		}
		g := mine[c.Part].Figure(c.Row, c.Column)
		n, unit, ok := g.Amount()
		if times := report.Yuan(unit); ok && times != 0 {
			n.Mul(n, big.NewRat(times, 1))
		}
		if g.State == tally.NotGiven {
			n, ok = new(big.Rat), true
		}
		if ok && n.Cmp(c.Sum) == 0 || c.Total && g.State != tally.Typed || g.Unfilled() {
			continue
		}
		f := r.find("ROLLUP-SUM", nil, nil, c.Place, g.Pos, diag.T("本级写 %[1]s，%[2]d 个单位之和是 %[3]s（%[4]s）", "the county has %[1]s; the sum of %[2]d bodies is %[3]s (%[4]s)", shown(g), len(c.Addends), c.Text(), c.most(3)),
			diag.T("请看逐个单位的数（nianbao rollup --trace %s）。", "nianbao rollup --trace %s shows the addends.", Key(c.Place)))
		o.Quote(diag.List{f.Diagnostic})
		f.Span = max(len([]rune(g.Text)), 1)
	}
	r.order()
}

func shown(g tally.Figure) string {
	if g.State == tally.NotGiven {
		return "0"
	}
	return g.Text
}

// ranked gives the addends that are not 0, the largest first.
func (c *Cell) ranked() []Addend {
	all := slices.DeleteFunc(slices.Clone(c.Addends), func(a Addend) bool { return a.Number.Sign() == 0 })
	slices.SortStableFunc(all, func(a, b Addend) int { return b.Number.Cmp(a.Number) })
	return all
}

// Left names the bodies that should be in a figure and are not.
func (r *Rollup) Left(c *Cell) (all []string) {
	for _, e := range r.Bodies {
		if e.Excluded == "" && c.of(e) == nil {
			all = append(all, e.Name)
		}
	}
	return all
}

// most names the bodies with the largest addends.
func (c *Cell) most(n int) string {
	var all []string
	ranked := c.ranked()
	for i, a := range ranked {
		if i == n {
			all = append(all, "…")
			break
		}
		all = append(all, a.Name+" "+formula.Decimal(a.Number))
	}
	return strings.Join(all, "、")
}
