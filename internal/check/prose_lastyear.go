package check

import (
	"math/big"
	"slices"
	"strings"

	"nianbao/internal/check/prose"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
)

// compareLast is what to do where prose and last year's report differ.
var compareLast = diag.T("请对照上一年的报告核对。", "compare with last year's report.")

// figuresOf gives the figures of a report's tables that a number may be, those of one
// table in one order, so that two years can be compared.
func (c *Context) figuresOf(n *prose.Number) []reading {
	if t := c.tables.of(partStatistics); t != nil {
		if !t.given {
			return nil
		}
		return c.statistic(statisticKeys(n, c.Form.Name))
	}
	switch n.Of {
	case prose.Received, prose.Fresh:
		return slices.Concat(c.one(partApplications, rowNew), c.one(partApplications, rowNew, rowIn))
	case prose.Accepted, prose.Handled:
		return slices.Concat(c.one(partApplications, rowNew), c.one(partApplications, rowNew, rowIn), c.one(partApplications, rowResults))
	case prose.Answered:
		return c.one(partApplications, rowResults)
	case prose.CarriedIn:
		return c.one(partApplications, rowIn)
	case prose.CarriedOut:
		return c.one(partApplications, rowOut)
	case prose.Results:
		return c.results(n)
	case prose.Applicants:
		if r, ok := c.cells(partApplications, []string{rowNew}, n.Term.Columns); ok && !n.Rest {
			return []reading{r}
		}
	case prose.Reviews, prose.Suits:
		return c.one(partReview, caseRows(n.Verb)...)
	case prose.Documents:
		return c.documents(n)
	case prose.Decisions, prose.Items:
		return c.decisions(n)
	case prose.FeesTaken:
		return c.fees(n.Quantity().Unit)
	}
	return nil
}

// yearBefore has last year's tables, nil: there are none.
func (c *Context) yearBefore() *Context {
	if c.Last == nil || c.LastForm == nil {
		return nil
	}
	return &Context{Input: Input{Report: c.Last, Form: c.LastForm}, tables: c.last}
}

// lastFigures gives, of each figure of this year's tables that a number may be, that of
// last year's; none where the years cannot be compared.
func (c *Context) lastFigures(n *prose.Number) (now, then []reading) {
	last := c.yearBefore()
	if last == nil {
		return nil, nil
	}
	now, then = c.figuresOf(n), last.figuresOf(n)
	k := min(len(now), len(then))
	if (c.tables.of(partStatistics) == nil) != (last.tables.of(partStatistics) == nil) {
		k = min(k, 1) // of two kinds of tables only the likeliest are alike
	}
	return now[:k], then[:k]
}

// lastYear gives what last year's tables say of what a number counts: beside the figures
// of this year that it is, those of the year before.
func (c *Context) lastYear(n *prose.Number) (base []reading) {
	if n.Doubt != prose.Sure {
		return nil
	}
	now, then := c.lastFigures(n)
	for k, r := range now {
		if r.value.Cmp(n.Quantity().Value) == 0 {
			base = append(base, then[k])
		}
	}
	return base
}

// baseOf compares a number of the year before, 较上年的8件, with last year's tables.
func (c *Context) baseOf(i int) {
	p := c.prose
	from, to := p.sentence(i)
	n, now := &p.numbers[i], i-1
	if n.ChangedTo() {
		now = i + 1
	}
	for now >= from && now < to && p.numbers[now].Of == prose.NoCount {
		now += max(-1, min(1, now-i))
	}
	if now < from || now >= to || !n.OfYear(c.Report.Year-1) || !prose.SameUnit(p.numbers[now].Quantity(), n.Quantity()) || p.numbers[now].Quantity().Value == nil {
		return
	}
	base := c.lastYear(&p.numbers[now])
	if len(base) == 0 {
		return
	}
	k := slices.IndexFunc(base, func(r reading) bool { return r.value.Cmp(n.Quantity().Value) == 0 })
	c.ofLast(i, base, k)
}

// ofLast says that number i is reading k of last year's tables; with -1 that it is none.
func (c *Context) ofLast(i int, base []reading, k int) {
	p, n := c.prose, &c.prose.numbers[i]
	if p.told[i] = (verdict{agrees, ofLastYear(base[max(k, 0)]), false}); k >= 0 {
		return
	}
	p.told[i].result = differs
	f := c.atNumber(n, diag.T("上一年的件数与上一年的报告不符：“%s”", "what is said of last year is not what last year's report says: “%s”", n.S.Words(n.Words[0], n.Words[1])),
		compareLast)
	f.Got, f.Want, f.Formula = plainNumber(n.Quantity().Value), plainNumber(base[0].value), ofLastYear(base[0])
}

// saidOfLast compares 2022年收到8件, 上年行政复议2件 with last year's tables.
func (c *Context) saidOfLast() {
	last := c.yearBefore()
	if last == nil {
		return
	}
	p := c.prose
	for i := range p.numbers {
		n := &p.numbers[i]
		switch n.Of {
		case prose.Received, prose.Fresh, prose.Answered, prose.Reviews, prose.Suits, prose.RowOf:
		default:
			continue
		}
		if n.Doubt != prose.OtherTime || n.Part || n.Group >= 0 || !n.OfYear(c.Report.Year-1) {
			continue
		}
		then := last.figuresOf(n)
		k := slices.IndexFunc(then, func(r reading) bool { return r.value.Cmp(n.Quantity().Value) == 0 })
		if len(then) > 0 {
			c.ofLast(i, then, k)
		}
	}
}

// asLastYear compares 行政复议3件，与上年持平 with last year's tables.
func (c *Context) asLastYear() {
	if c.Last == nil {
		return
	}
	p := c.prose
	for i := range p.numbers {
		n := &p.numbers[i]
		begin, end, ok := n.AsLastYear()
		if !ok {
			continue
		}
		base := c.lastYear(n)
		if len(base) == 0 || slices.ContainsFunc(base, func(r reading) bool { return r.value.Cmp(n.Quantity().Value) == 0 }) {
			continue
		}
		f := c.overWords(n.S, begin, end, diag.T("与上一年不符：“%s”", "it is not as last year: “%s”", n.S.Words(n.Words[0], end)),
			compareLast)
		f.Got, f.Want, f.Formula = plainNumber(n.Quantity().Value), plainNumber(base[0].value), ofLastYear(base[0])
	}
}

// growthAlone compares a change that says itself what it is of, 申请量同比增长20%, with the
// tables of both years.
func (c *Context) growthAlone(i int) {
	p := c.prose
	n := &p.numbers[i]
	q := n.Quantity()
	if n.Change == prose.Unread || namesOther(n.S.Text[n.Words[0]:q.At], c.Report.Year-1) {
		return
	}
	of := &prose.Number{Of: n.Change, Term: n.Term, Verb: prose.Suit}
	if n.Change == prose.Reviews {
		of.Verb = prose.Review
	}
	now, then := c.lastFigures(of)
	for k, r := range now {
		base := then[k].value
		diff := signed(n, new(big.Rat).Sub(r.value, base))
		if q.Kind == prose.Percent && base.Sign() > 0 && rounds(q, diff, base) || q.Kind == prose.Counted && diff.Cmp(q.Value) == 0 {
			p.told[i] = verdict{agrees, changed(r, then[k]), false}
			return
		}
	}
	if len(now) == 0 || q.Kind != prose.Counted && (q.Kind != prose.Percent || then[0].value.Sign() == 0) {
		return
	}
	f := c.atNumber(n, diag.T("增减数与上一年不符：“%s”", "the change does not follow from last year: “%s”", n.S.Words(n.Words[0], n.Words[1])),
		compareLast)
	f.Formula = changed(now[0], then[0])
	p.told[i] = verdict{differs, f.Formula, false}
}

// changed spells out a figure of this year and last year's.
func changed(now, then reading) diag.Text { return listed([]diag.Text{now.formula, ofLastYear(then)}) }

// points compares 占66.7%，较上年提高5个百分点: with the shares of both years.
func (c *Context) points(i int) {
	p := c.prose
	k := p.before(i)
	if k < 0 || p.before(k) < 0 || p.numbers[k].Of != prose.ShareOf || namesOther(p.numbers[i].S.Text[p.numbers[k].Quantity().End:p.numbers[i].Quantity().At], c.Report.Year-1) {
		return
	}
	n := &p.numbers[p.shared(k)]
	if n.Quantity().Value == nil || n.Quantity().Kind != prose.Counted {
		return
	}
	parts, lastParts := c.lastFigures(n)
	of := &prose.Number{Of: prose.Received}
	if n.Of != prose.Results || len(parts) != 1 || parts[0].value.Cmp(n.Quantity().Value) != 0 {
		return
	}
	wholes, lastWholes := c.lastFigures(of)
	for w := range wholes {
		if wholes[w].value.Sign() == 0 || lastWholes[w].value.Sign() == 0 || !rounds(p.numbers[k].Quantity(), parts[0].value, wholes[w].value) {
			continue
		}
		share := func(n, of reading) *big.Rat { return new(big.Rat).Mul(new(big.Rat).Quo(n.value, of.value), hundred) }
		c.pointsFrom(i, share(parts[0], wholes[w]), share(lastParts[0], lastWholes[w]))
		return
	}
}

// pointsFrom compares points with two shares, which may have been rounded before.
func (c *Context) pointsFrom(i int, now, then *big.Rat) {
	n := &c.prose.numbers[i]
	q := n.Quantity()
	want := signed(n, new(big.Rat).Sub(now, then))
	off := new(big.Rat).Sub(q.Value, want)
	spelled := bare(now.FloatString(2) + "% − " + then.FloatString(2) + "% = " + new(big.Rat).Sub(now, then).FloatString(2))
	if off.Abs(off).Cmp(big.NewRat(1, 1)) <= 0 && q.Places == 0 || off.Cmp(big.NewRat(1, 5)) <= 0 {
		c.prose.told[i] = verdict{agrees, spelled, false}
		return
	}
	f := c.atNumber(n, diag.T("百分点与上一年不符：“%s”", "the percentage points do not follow from last year: “%s”", n.S.Words(n.Words[0], n.Words[1])),
		compareLast)
	f.Got, f.Want, f.Formula = plainNumber(q.Value), strings.TrimSuffix(want.FloatString(max(q.Places, 1)), ".0"), spelled
	c.prose.told[i] = verdict{differs, spelled, false}
}

// fees gives what was taken in a unit of money.
func (c *Context) fees(unit string) []reading {
	r, ok := c.cell(partDisclosure, rowFees, "amount"+report.InWan)
	if !ok {
		return nil
	}
	return []reading{{r.formula, new(big.Rat).Mul(r.value, big.NewRat(report.Yuan("万元"), report.Yuan(unit)))}}
}
