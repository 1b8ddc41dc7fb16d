package check

import (
	"math/big"
	"strconv"
	"strings"

	"nianbao/internal/check/formula"
	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
)

var (
	one     = big.NewRat(1, 1)
	hundred = big.NewRat(100, 1)
)

// prosePercent compares a share with the counts that it is of, and growth with
// what it grew from.
func prosePercent(c *Context) {
	p := c.numbers()
	for i := range p.numbers {
		n := &p.numbers[i]
		switch q := n.Quantity(); {
		case n.Doubt != prose.Sure || !q.Exact || q.Value == nil:
		case n.Of == prose.Rate && q.Value.Cmp(hundred) > 0:
			c.overHundred(i)
		case p.before(i) < 0:
		case n.Of == prose.ShareOf:
			c.share(i)
		case n.Of == prose.Rate:
			c.openRate(i)
		case n.Of == prose.Growth:
			c.growth(i)
		}
	}
}

// overHundred tells of 答复率101%: no rate is more than all.
func (c *Context) overHundred(i int) {
	n := &c.prose.numbers[i]
	before := strings.TrimRight(n.S.Text[:n.Quantity().At], "为达到均各是")
	if !anySuffix(before, []string{"办结率", "答复率", "办理率", "回复率", "办复率", "满意率", "公开率", "公示率", "及时率", "准确率", "覆盖率", "合格率", "反馈率", "面商率"}) {
		return
	}
	f := c.atNumber(n, diag.T("百分率大于百分之百", "a rate of more than all"), diag.T("请核对。", "look at it again."))
	f.Got, f.Want = plainNumber(n.Quantity().Value)+"%", "≤ 100%"
	c.prose.told[i] = verdict{differs, bare("≤ 100%"), true}
}

// before gives the number before number i in its sentence, years and dates
// passed over; -1.
func (p *text) before(i int) int {
	for k := i - 1; k >= 0 && p.numbers[k].S == p.numbers[i].S; k-- {
		if p.numbers[k].Of != prose.NoCount {
			return k
		}
	}
	return -1
}

// share compares 12件，占60%: with the totals that the 12 are a part of.
func (c *Context) share(i int) {
	p := c.prose
	n := &p.numbers[p.shared(i)]
	count := n.Quantity()
	if n.Of == prose.NoCount || count.Kind != prose.Counted || !count.Exact || count.Value == nil || !between(n, p.numbers[i].Words[0]) {
		return
	}
	var of []reading
	if n.Group >= 0 && p.numbers[i].Quantity().Value.Cmp(hundred) == 0 && strings.ContainsRune(n.S.Text[count.End:max(count.End, p.numbers[i].Words[0])], '，') && p.numbers[i].Words[0] > count.End+len("，") {
		return // 解读14篇，其中图文9篇、专家解读5篇，解读比例100%: of all of them
	}
	if n.Group >= 0 {
		all := p.groups[n.Group].Totals
		for k, t := range all {
			v := p.numbers[t].Quantity().Value
			of = append(of, reading{value: v})
			for _, o := range all[:k] {
				of = append(of, reading{value: formula.Add(v, p.numbers[o].Quantity().Value)})
			}
		}
	}
	if len(of) == 0 && !n.Part && n.Doubt == prose.Sure && (n.Of == prose.Results || n.Of == prose.Applicants) {
		for _, rows := range [][]string{{rowResults}, {rowNew}, {rowNew, rowIn}} {
			of = append(of, c.one(partApplications, rows...)...)
		}
	}
	if len(of) == 0 {
		of = c.nearRate(i, p.shared(i))
	}
	c.rate(i, n.Words[0], count.Value, of)
}

// shared gives the number that percentage i is a share of something: the one
// before it, or the one before the bracket between them.
func (p *text) shared(i int) int {
	k := p.before(i)
	toks := p.numbers[i].S.Tokens
	j := p.numbers[i].Token
	for j > 0 && toks[j].At > p.numbers[i].Words[0] {
		j--
	}
	for j--; j > 0 && toks[j].Class == prose.Mark && toks[j].Mark == '，'; j-- {
	}
	if j <= 0 || toks[j].Class != prose.Mark || toks[j].Mark != '）' {
		return k
	}
	j = p.numbers[i].S.Opening(j)
	for k > 0 && p.numbers[k].Token > j && p.before(k) >= 0 {
		k = p.before(k)
	}
	return k
}

// between reports whether no more than a mark, a bracket or the name once more
// stands between a count and its share, which begins at a byte: 职能类43条，职能类比例3.3%.
func between(n *prose.Number, share int) bool {
	end := n.Quantity().End
	if share < end {
		return false
	}
	t := n.S.Text[end:share]
	if open := strings.Index(t, "（"); open == 0 && strings.HasSuffix(strings.TrimRight(t, "，"), "）") {
		return true
	}
	name := strings.Trim(t, "，（、")
	return name == "" || strings.HasSuffix(n.S.Text[:n.Quantity().At], name)
}

// nearRate gives the count that number k is a share of where no word says so: the
// largest one before it in its sentence or the one before that, if percentage i is
// near to that share.
func (c *Context) nearRate(i, k int) []reading {
	p := c.prose
	n, q := &p.numbers[k], p.numbers[k].Quantity()
	var of *big.Rat
	share := c.prose.numbers[i].Quantity()
	for j := k - 1; j >= 0 && nearBefore(p.numbers[j].S, n.S); j-- {
		o := p.numbers[j].Quantity()
		if o.Kind != prose.Counted || !o.Exact || o.Value == nil || !prose.SameUnit(o, q) || o.Value.Sign() == 0 {
			continue
		}
		if c.hasShare(j) {
			continue // an item of the list, as k is: what it is a share of is the whole of both
		}
		if rounds(share, q.Value, o.Value) { // 新收455件，合计480件。新收中，…137件，占30.1%
			return []reading{{value: o.Value}}
		}
		if of == nil || o.Value.Cmp(of) > 0 {
			of = o.Value
		}
	}
	if of == nil || q.Value.Cmp(of) > 0 || !c.isNear(i, q, of) && !c.othersShare(i, of) {
		return nil
	}
	return []reading{{value: of}}
}

// othersShare reports whether two or more other percentages of the sentence of number i,
// and all but one of them, are shares of a count.
func (c *Context) othersShare(i int, of *big.Rat) bool {
	p := c.prose
	agree, other := 0, 0
	from, to := p.sentence(i)
	for k := from; k < to; k++ {
		if n := &p.numbers[k]; k == i || n.Of != prose.ShareOf || n.Quantity().Value == nil {
			continue
		}
		if q := p.numbers[p.shared(k)].Quantity(); q.Value != nil && q.Kind == prose.Counted && c.isNear(k, q, of) {
			agree++
		} else {
			other++
		}
	}
	return agree > 1 && other <= 1
}

// hasShare reports whether a percentage says what share number j is.
func (c *Context) hasShare(j int) bool {
	p := c.prose
	return j+1 < len(p.numbers) && p.numbers[j+1].S == p.numbers[j].S && p.numbers[j+1].Of == prose.ShareOf && p.shared(j+1) == j
}

// nearBefore reports whether a sentence is the same as another, or the one before it:
// for 在主动公开的信息中 at the begin of a paragraph, of the paragraph before.
func nearBefore(o, s *prose.Sentence) bool {
	if o.In == s.In {
		return o.Nth >= s.Nth-1
	}
	return s.Nth == 0 && anyIn(s.Text, "公开的信息中", "公开的政府信息中", "公开信息中") && o.In.Part == s.In.Part
}

// openRate compares 制发公文370件，主动公开公文360件，主动公开率97.3%: a rate behind the
// two counts that it is made of, where it is near to that.
func (c *Context) openRate(i int) {
	p := c.prose
	k := p.before(i)
	b := p.before(k)
	if b < 0 {
		return
	}
	n, q, all := &p.numbers[k], p.numbers[i].Quantity(), p.numbers[b].Quantity()
	if q.Places == 0 || !looseCount(n.Quantity()) || !looseCount(all) || !prose.SameUnit(n.Quantity(), all) || all.Value.Sign() == 0 || n.Quantity().Value.Cmp(all.Value) > 0 ||
		!strings.HasSuffix(strings.TrimRight(n.S.Text[:q.At], "为达到"), "公开率") || strings.ContainsRune(n.S.Text[n.Quantity().End:q.At], '；') {
		return
	}
	if c.isNear(i, n.Quantity(), all.Value) {
		c.rate(i, n.Words[0], n.Quantity().Value, []reading{{value: all.Value}})
	}
}

// isNear reports whether percentage i is at most one off what a count is of another.
func (c *Context) isNear(i int, n *prose.Quantity, of *big.Rat) bool {
	off := new(big.Rat).Mul(new(big.Rat).Quo(n.Value, of), hundred)
	off.Sub(off, c.prose.numbers[i].Quantity().Value)
	return off.Abs(off).Cmp(one) <= 0
}

// rounds reports whether a percentage is the share n of a count, rounded as it is typed.
func rounds(share *prose.Quantity, n, of *big.Rat) bool {
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(share.Places)), nil))
	off := new(big.Rat).Mul(new(big.Rat).Quo(n, of), hundred)
	off.Sub(off, share.Value).Mul(off, scale)
	return off.Abs(off).Cmp(big.NewRat(1, 2)) <= 0
}

// rate compares percentage i with n / of. One that was cut and not rounded is
// told as information. from is where the words that are quoted begin.
func (c *Context) rate(i, from int, n *big.Rat, of []reading) {
	p := c.prose
	q := p.numbers[i].Quantity()
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(q.Places)), nil))
	cut := false
	var want []string
	for _, r := range of {
		if r.value.Sign() <= 0 || n.Cmp(r.value) > 0 && p.numbers[i].Of == prose.ShareOf && len(of) > 1 {
			continue
		}
		exact := new(big.Rat).Mul(new(big.Rat).Quo(n, r.value), hundred)
		low := new(big.Rat).Mul(exact, scale)
		floor := new(big.Int).Quo(low.Num(), low.Denom())
		typed := new(big.Rat).Mul(q.Value, scale)
		half := new(big.Rat).Sub(low, typed)
		spell := plainNumber(n) + " / " + plainNumber(r.value) + " = " + exact.FloatString(q.Places) + "%"
		if half.Abs(half).Cmp(big.NewRat(1, 2)) <= 0 {
			p.told[i] = verdict{agrees, bare(spell), true}
			return
		}
		cut = cut || typed.IsInt() && typed.Num().Cmp(floor) == 0
		want = append(want, spell)
	}
	if len(want) == 0 {
		return
	}
	words := p.numbers[i].S.Words(from, q.End)
	if cut {
		p.told[i] = verdict{agrees, bare(want[0]), true}
		c.atNumber(&p.numbers[i], diag.T("“%s”没有四舍五入", "“%s” is cut, not rounded", words), diag.T("%s", "%s", want[0])).Severity = diag.Info
		return
	}
	f := c.atNumber(&p.numbers[i], diag.T("百分比与件数不符：“%s”", "the percentage does not agree with the counts: “%s”", words),
		diag.T("请重新计算。", "compute it again."))
	f.Got = plainNumber(q.Value) + "%"
	f.Want = want[0][strings.LastIndex(want[0], " ")+1:]
	f.Formula = bare(strings.Join(want, "; "))
	p.told[i] = verdict{differs, f.Formula, true}
}

// grown is what a change is told with: 收到12件，较上年的8件增加4件，增长50%.
type grown struct {
	now    *prose.Number
	base   *reading        // what it grew from
	told   bool            // the prose says the base itself
	change *prose.Quantity // 4件, where number i is the rate
}

// grownOf finds what stands around change i.
func (c *Context) grownOf(i int) *grown {
	p := c.prose
	g := &grown{}
	k := p.before(i)
	if o := &p.numbers[k]; o.Of == prose.Growth && p.before(k) >= 0 {
		g.change = o.Quantity()
		k = p.before(k)
	}
	base := -1
	if b := p.before(k); b >= 0 && c.ofYearBefore(k) && !c.ofYearBefore(b) { // 2023年512条，2022年480条
		base, k = k, b
	} else if b >= 0 && c.ofYearBefore(b) && !c.ofYearBefore(k) { // 2022年480条，2023年512条
		base = b
	} else if p.numbers[k].Of == prose.Base { // 12件，较上年的8件
		base, k = k, p.before(k)
	} else if b := p.before(k); b >= 0 && p.numbers[b].Of == prose.Base { // 由上年的8件增加到12件
		base = b
	}
	if k < 0 || p.numbers[k].Group >= 0 && strings.ContainsRune(p.numbers[i].S.Text[p.numbers[k].Quantity().End:max(p.numbers[i].Quantity().At, p.numbers[k].Quantity().End)], '；') {
		return nil // 许可640件，其中…，其余111件；比上年减少8.8%: of the 640
	}
	g.now = &p.numbers[k]
	if q := g.now.Quantity(); g.now.Of < prose.Received && g.now.Of != prose.Item || q.Kind == prose.Percent || !q.Exact || q.Value == nil {
		return nil
	}
	if base < 0 {
		if !namesOther(g.now.S.Text[g.now.Quantity().End:max(g.now.Quantity().End, p.numbers[i].Words[0])], c.Report.Year-1) {
			g.base = c.lastYear(g.now)
		}
		return g
	}
	q := p.numbers[base].Quantity()
	if !q.Exact || q.Value == nil || !prose.SameUnit(q, g.now.Quantity()) {
		return nil
	}
	g.told, g.base = true, &reading{bare(plainNumber(q.Value)), q.Value}
	if k > 0 && p.numbers[i].Quantity().Kind == prose.Counted {
		c.grownWhole(g, i, k)
	}
	return g
}

// grownWhole lets a change be that of an earlier count of the sentence where number k, the
// last, does not fit and that one does: 公开373条，网站41条、抖音21条，较上年350条增加23条.
func (c *Context) grownWhole(g *grown, i, k int) {
	change := c.prose.numbers[i].Quantity().Value
	fits := func(n *prose.Number) bool {
		off := new(big.Rat).Sub(n.Quantity().Value, g.base.value)
		return change != nil && off.Abs(off).Cmp(change) == 0
	}
	for j := k - 1; j >= 0 && c.prose.numbers[j].S == g.now.S && !fits(g.now); j-- {
		if o := &c.prose.numbers[j]; looseCount(o.Quantity()) && prose.SameUnit(o.Quantity(), g.now.Quantity()) && fits(o) {
			g.now = o
		}
	}
}

// ofYearBefore reports whether the words right before number k, back to a mark, say that
// it is of the year before the report's.
func (c *Context) ofYearBefore(k int) bool {
	n := &c.prose.numbers[k]
	toks := n.S.Tokens
	for j := n.Token - 1; j >= 0 && toks[j].Class != prose.Mark && toks[j].Class != prose.Figure; j-- {
		switch t := &toks[j]; {
		case t.Is(prose.In), t.Is(prose.Out), t.Is(prose.Carry), t.Is(prose.Compare), t.Is(prose.Than):
			return false
		case t.Class == prose.Year:
			return int(t.Value) == c.Report.Year-1
		case t.Is(prose.OtherYear):
			return anyIn(t.Term.Word, "上", "去")
		}
	}
	return false
}

// namesOther reports whether words name another year to compare with than one.
func namesOther(words string, year int) bool {
	for _, m := range reTimeWords.FindAllStringSubmatch(words, -1) {
		if m[1] != "" && m[1] != strconv.Itoa(year) || strings.HasPrefix(m[0], "前年") {
			return true
		}
	}
	return anyIn(words, "年前", "“十", "前年")
}

// growth compares 较上年减少3件，下降60%: the change with the figure it is a change
// of, where that is known, and the rate with the change.
func (c *Context) growth(i int) {
	p := c.prose
	g := c.grownOf(i)
	if g == nil {
		return
	}
	q, value := p.numbers[i].Quantity(), g.now.Quantity().Value
	signed := func(v *big.Rat) *big.Rat {
		if p.numbers[i].Verb == prose.Down {
			return new(big.Rat).Neg(v)
		}
		return v
	}
	switch {
	case q.Kind == prose.Percent && g.change != nil && g.change.Kind == prose.Counted && g.change.Exact && g.change.Value != nil && prose.SameUnit(g.change, g.now.Quantity()):
		base := reading{value: new(big.Rat).Sub(value, signed(g.change.Value))}
		if g.told {
			base = *g.base
		}
		c.rate(i, p.numbers[p.before(i)].Words[0], g.change.Value, []reading{base})
	case q.Kind == prose.Percent && g.change == nil && g.base != nil:
		c.rate(i, g.now.Words[0], signed(new(big.Rat).Sub(value, g.base.value)), []reading{*g.base})
	case q.Kind == prose.Counted && g.change == nil && g.base != nil && prose.SameUnit(q, g.now.Quantity()):
		c.change(i, g, signed(new(big.Rat).Sub(value, g.base.value)))
	}
}

// change compares 较上年增加3件 with the figure it is a change of.
func (c *Context) change(i int, g *grown, want *big.Rat) {
	n := &c.prose.numbers[i]
	with := diag.Text{ZH: "上年 " + g.base.formula.ZH, EN: "last year " + g.base.formula.EN}
	if g.told {
		with = g.base.formula
	}
	if want.Cmp(n.Quantity().Value) == 0 {
		c.prose.told[i] = verdict{agrees, with, g.told}
		return
	}
	words := n.S.Words(min(g.now.Words[0], n.Words[0]), n.Words[1])
	f := c.atNumber(n, diag.T("增减数与上一年不符：“%s”", "the change does not follow from last year: “%s”", words),
		diag.T("请对照上一年的报告核对。", "compare with last year's report."))
	if g.told {
		f.What = diag.T("增减数与前后两个数不符：“%s”", "the change does not follow from the two figures: “%s”", words)
		f.Do = diag.T("请重新计算。", "compute it again.")
	}
	f.Got, f.Want, f.Formula = plainNumber(n.Quantity().Value), plainNumber(want), with
	c.prose.told[i] = verdict{differs, with, g.told}
}

// lastYear gives what last year's tables say of the same; nil where that cannot
// be told.
func (c *Context) lastYear(n *prose.Number) *reading {
	if c.Last == nil || n.Doubt != prose.Sure {
		return nil
	}
	last := &Context{Input: Input{Report: c.Last, Form: c.LastForm}, tables: c.last}
	var rs []reading
	switch n.Of {
	case prose.Received, prose.Fresh:
		rs = last.received(&prose.Number{Of: prose.Fresh})
	case prose.Reviews, prose.Suits:
		rs = last.one(partReview, caseRows(n.Verb)...)
	case prose.Documents:
		rs = last.documents(n)
	case prose.Decisions:
		rs = last.decisions(n)
	}
	if len(rs) == 0 {
		return nil
	}
	return &rs[0]
}
