package check

import (
	"math/big"
	"slices"
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
		case n.Doubt != prose.Sure && n.Of != prose.Base || !q.Exact || q.Value == nil:
		case n.Of == prose.ShareOf && formula.Cmp(q.Value, hundred) > 0:
			c.moreThanAll(i)
		case n.Of == prose.Rate && formula.Cmp(q.Value, hundred) > 0:
			c.overHundred(i)
		case n.Of == prose.Base:
			c.baseOf(i)
		case n.Of == prose.Growth && p.before(i) < 0:
			c.growthAlone(i)
		case p.before(i) < 0:
		case n.Of == prose.ShareOf:
			c.share(i)
		case n.Of == prose.Rate:
			c.openRate(i)
		case n.Of == prose.Growth && q.Kind == prose.Points:
			c.points(i)
		case n.Of == prose.Growth:
			c.growth(i)
		}
	}
	c.asLastYear()
	c.saidOfLast()
}

// overHundred tells of 答复率101%: no rate is more than all.
func (c *Context) overHundred(i int) {
	n := &c.prose.numbers[i]
	before := strings.TrimRight(n.S.Text[:n.Quantity().At], "为达到均各是")
	if !anySuffix(before, []string{"办结率", "答复率", "办理率", "回复率", "办复率", "满意率", "公开率", "公示率", "及时率", "准确率", "覆盖率", "合格率", "反馈率", "面商率"}) {
		return
	}
	c.moreThanAll(i)
}

// moreThanAll tells that percentage i is more than all, which no share is.
func (c *Context) moreThanAll(i int) {
	n := &c.prose.numbers[i]
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
	c.ownRowFirst(n, of)
	if len(of) == 0 && !n.Part && n.Doubt == prose.Sure && (n.Of == prose.Results || n.Of == prose.Applicants) {
		for _, rows := range [][]string{{rowResults}, {rowNew}, {rowNew, rowIn}} {
			of = append(of, c.one(partApplications, rows...)...)
		}
		c.ownRowFirst(n, of)
	}
	if r, ok := c.fitsTable(i, count.Value); ok && !isReading(of, r.value) {
		p.told[i] = verdict{agrees, r.formula, false}
		return
	}
	if len(of) == 0 {
		of = c.tableOfOthers(i)
	}
	if len(of) == 0 {
		of = c.nearRate(i, p.shared(i))
	}
	c.rate(i, n.Words[0], count.Value, of)
}

// fitsTable gives the total of the table of applications of which percentage i is the share of a
// count, where its sentence begins as a breakdown of applications: another total may stand nearer.
func (c *Context) fitsTable(i int, count *big.Rat) (reading, bool) {
	for _, r := range c.tableTotals(i) {
		if rounds(c.prose.numbers[i].Quantity(), count, r.value) {
			return r, true
		}
	}
	return reading{}, false
}

// tableOfOthers gives the total of the table of which all the other shares of such a sentence are.
func (c *Context) tableOfOthers(i int) []reading {
	for _, r := range c.tableTotals(i) {
		if c.othersShare(i, r.value) {
			return []reading{r}
		}
	}
	return nil
}

// tableTotals gives the totals that percentage i may be of where its sentence begins as a breakdown
// of applications.
func (c *Context) tableTotals(i int) (all []reading) {
	if !prose.CutsApplications(c.prose.numbers[i].S) {
		return nil
	}
	for _, rows := range [][]string{{rowNew}, {rowResults}, {rowNew, rowIn}} {
		for _, r := range c.one(partApplications, rows...) {
			if r.value.Sign() > 0 {
				all = append(all, r)
			}
		}
	}
	return all
}

// ownRowFirst puts what is the total of the row that a figure stands in before the others: of
// applicants all that came in, of results all that were dealt with.
func (c *Context) ownRowFirst(n *prose.Number, of []reading) {
	row := rowResults
	if n.Of == prose.Applicants {
		row = rowNew
	}
	for _, own := range c.one(partApplications, row) {
		slices.SortStableFunc(of, func(a, b reading) int {
			return before(b.value.Cmp(own.value) == 0) - before(a.value.Cmp(own.value) == 0)
		})
	}
}

func before(first bool) int {
	if first {
		return 1
	}
	return 0
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
	if of != nil && q.Value.Cmp(of) > 0 && share.Value.Cmp(hundred) == 0 && nearOrSlip(q.Value, of) {
		return []reading{{value: of}} // 主动公开175条。动态类176条，占总体的100%
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
		if n := &p.numbers[k]; k == i || n.Of != prose.ShareOf || n.Quantity().Value == nil || p.shared(k) < 0 {
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
	if c.answeredRate(i, k, b) {
		return
	}
	if q.Places == 0 || !looseCount(n.Quantity()) || !looseCount(all) || !prose.SameUnit(n.Quantity(), all) || all.Value.Sign() == 0 || n.Quantity().Value.Cmp(all.Value) > 0 ||
		!strings.HasSuffix(strings.TrimRight(n.S.Text[:q.At], "为达到"), "公开率") || strings.ContainsRune(n.S.Text[n.Quantity().End:q.At], '；') {
		return
	}
	if c.isNear(i, n.Quantity(), all.Value) {
		c.rate(i, n.Words[0], n.Quantity().Value, []reading{{value: all.Value}})
	}
}

// answeredRate compares 收到留言76条，答复76条，答复率100%: of other work, whose two counts are
// told, with each other where they are one apart or a slip.
func (c *Context) answeredRate(i, k, b int) bool {
	p := c.prose
	n, all, rate := &p.numbers[k], &p.numbers[b], p.numbers[i].Quantity()
	for _, o := range []*prose.Number{n, all} {
		if o.Of != prose.OtherWork && o.Of != prose.Item || o.Part || !looseCount(o.Quantity()) {
			return false
		}
	}
	before := strings.TrimRight(n.S.Text[:rate.At], "为达到均各是")
	if rate.Value.Cmp(hundred) != 0 || !anySuffix(before, []string{"答复率", "办结率", "回复率", "办理率"}) || !prose.SameUnit(n.Quantity(), all.Quantity()) ||
		!saidBefore(n, prose.Answer, prose.Handle) || n.Quantity().Value.Cmp(all.Quantity().Value) == 0 || strings.ContainsAny(n.S.Text[all.Quantity().End:rate.At], "；（") || !nearOrSlip(n.Quantity().Value, all.Quantity().Value) {
		return false
	}
	c.rate(i, n.Words[0], n.Quantity().Value, []reading{{value: all.Quantity().Value}})
	return true
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
	var cut string // the share that was cut
	var want []string
	for _, r := range of {
		if r.value.Sign() <= 0 || n.Cmp(r.value) > 0 && p.numbers[i].Of == prose.ShareOf && len(of) > 1 {
			continue
		}
		exact := new(big.Rat).Mul(new(big.Rat).Quo(n, r.value), hundred)
		low := new(big.Rat).Mul(exact, scale)
		floor := new(big.Int).Quo(low.Num(), low.Denom())
		typed := new(big.Rat).Mul(q.Value, scale)
		away := new(big.Rat).Sub(low, typed)
		spell := plainNumber(n) + " / " + plainNumber(r.value) + " = " + exact.FloatString(q.Places) + "%"
		if away.Abs(away).Cmp(big.NewRat(1, 2)) <= 0 {
			p.told[i] = verdict{agrees, bare(spell), true}
			return
		}
		if cut == "" && typed.IsInt() && typed.Num().Cmp(floor) == 0 {
			cut = spell
		}
		want = append(want, spell)
	}
	if len(want) == 0 {
		return
	}
	words := p.numbers[i].S.Words(from, q.End)
	if cut != "" && n.Cmp(of[0].value) <= 0 {
		p.told[i] = verdict{agrees, bare(cut), true}
		c.atNumber(&p.numbers[i], diag.T("“%s”没有四舍五入", "“%s” is cut, not rounded", words), diag.T("%s", "%s", cut)).Severity = diag.Info
		return
	}
	f := c.atNumber(&p.numbers[i], diag.T("百分比与件数不符：“%s”", "the percentage does not agree with the counts: “%s”", words),
		diag.T("请重新计算。", "compute it again."))
	f.Got = plainNumber(q.Value) + "%"
	f.Want = want[0][strings.LastIndex(want[0], " ")+1:]
	f.Formula = bare(strings.Join(want, "; "))
	p.told[i] = verdict{differs, f.Formula, true}
}
