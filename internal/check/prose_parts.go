package check

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"nianbao/internal/check/formula"
	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
)

// proseParts adds up totals and their parts: 共a条，其中b1条、b2条….
func proseParts(c *Context) {
	p := c.numbers()
	for i := range p.groups {
		g := &p.groups[i]
		if len(g.Parts) == 1 { // it can only be too large, and may be no part at all
			switch n := &p.numbers[g.Parts[0]]; n.Of {
			case prose.Item, prose.OtherWork, prose.Some, prose.Results, prose.Applicants, prose.RowOf:
			default:
				continue
			}
		}
		c.parts(g)
	}
	c.looseLists()
	c.channelSums()
}

func (c *Context) parts(g *prose.Group) {
	sum, values := new(big.Rat), make([]string, 0, len(g.Parts))
	for _, i := range g.Parts {
		v := c.prose.numbers[i].Quantity().Value
		sum.Add(sum, v)
		values = append(values, plainNumber(v))
	}
	total, told := c.total(g, sum)
	if total == nil {
		return
	}
	if with := c.withExtra(g, sum); new(big.Rat).Abs(new(big.Rat).Sub(with, total)).Cmp(one) <= 0 && sum.Cmp(total) != 0 {
		for _, i := range g.Extra {
			values = append(values, plainNumber(c.prose.numbers[i].Quantity().Value))
		}
		sum = with
	}
	diff := new(big.Rat).Sub(sum, total)
	spelledOut := bare(strings.Join(values, " + ") + " = " + plainNumber(sum))
	if diff.Sign() == 0 || c.ofTable(g, sum) {
		c.ofProse(g, agrees, spelledOut)
		c.percents(g)
		return
	}
	if c.anotherCut(g, sum, total) || c.carriedBehind(g, diff) {
		c.ofProse(g, agrees, spelledOut)
		return
	}
	if !told && (len(g.Totals) > 1 && c.prose.numbers[g.Totals[0]].S != g.S || !c.tooLarge(g, c.largest(g))) || told && !c.contradicts(g, total, diff) {
		c.notWhole(g, sum, total, told)
		return
	}
	c.ofProse(g, differs, bare(spelledOut.ZH+" ≠ "+plainNumber(total)))
	what := diag.T("其中各项之和是 %[1]s，与总数 %[2]s 不符", "the parts add up to %[1]s, not to the total %[2]s", plainNumber(sum), plainNumber(total))
	if g.After {
		what = diag.T("各项之和是 %[1]s，与总数 %[2]s 不符", "the parts add up to %[1]s, not to the total %[2]s", plainNumber(sum), plainNumber(total))
	}
	f := c.overWords(g.S, g.Words[0], g.Words[1], what, diag.T("请核对总数和各项。", "look at the total and the parts again."))
	f.Formula = spelledOut // which of the two is wrong nobody can tell
}

// carriedBehind reports whether what a list lacks is carried over right behind it:
// 受理17件，其中公开5件、…、重复申请1件，转下年度继续办理1件.
func (c *Context) carriedBehind(g *prose.Group, diff *big.Rat) bool {
	next := g.Parts[len(g.Parts)-1] + 1
	if next >= len(c.prose.numbers) {
		return false
	}
	n := &c.prose.numbers[next]
	return n.S == g.S && n.Of == prose.CarriedOut && n.Quantity().Value != nil && new(big.Rat).Add(diff, n.Quantity().Value).Sign() == 0
}

// notWhole says of the numbers of a group that is no contradiction why it is none.
func (c *Context) notWhole(g *prose.Group, sum, total *big.Rat, told bool) {
	why := diag.T("各项之和 %[1]s 小于总数 %[2]s，没有说列全了", "the parts add up to %[1]s, less than the total %[2]s; nothing says that these are all", plainNumber(sum), plainNumber(total))
	switch {
	case !told:
		why = diag.T("前面有几个总数，不能确定是哪一个的各项", "there are several totals before; of which these are parts cannot be told")
	case sum.Cmp(total) > 0:
		why = diag.T("各项之和 %[1]s 大于总数 %[2]s，但可能重复计数", "the parts add up to %[1]s, more than the total %[2]s, but may be counted twice", plainNumber(sum), plainNumber(total))
	}
	for _, list := range [][]int{g.Totals, g.Parts} {
		for _, i := range list {
			if v := &c.prose.told[i]; v.result == notCompared && v.with.ZH == "" && (c.prose.numbers[i].Of < prose.Received || c.prose.numbers[i].Doubt != prose.Sure) {
				v.with = why
			}
		}
	}
}

// withExtra adds to a sum what the list counts in other units.
func (c *Context) withExtra(g *prose.Group, sum *big.Rat) *big.Rat {
	with := new(big.Rat).Set(sum)
	for _, i := range g.Extra {
		with.Add(with, c.prose.numbers[i].Quantity().Value)
	}
	return with
}

// total gives the total that the parts are of; told is false where it may be
// another of several.
func (c *Context) total(g *prose.Group, sum *big.Rat) (total *big.Rat, told bool) {
	for k := len(g.Totals) - 1; k >= 0; k-- {
		v := c.prose.numbers[g.Totals[k]].Quantity().Value
		if v.Cmp(sum) == 0 {
			return v, true
		}
		for _, o := range g.Totals[:k] { // 收到12件，上年结转3件，其中…: of both
			if both := formula.Add(v, c.prose.numbers[o].Quantity().Value); both.Cmp(sum) == 0 {
				return both, true
			}
		}
		if total == nil {
			total = v
		}
	}
	if !slices.ContainsFunc(g.Totals, func(i int) bool { return c.prose.numbers[i].Quantity().Value.Cmp(total) != 0 }) {
		return total, true // 收到2件，办结2件，其中…: of either
	}
	// One of several, where the parts are all of it but for one.
	for _, i := range g.Totals {
		v := c.prose.numbers[i].Quantity().Value
		if off := new(big.Rat).Sub(sum, v); off.Abs(off).Cmp(one) == 0 && len(g.Parts) > 2 && v.Cmp(big.NewRat(nearFrom, 1)) >= 0 {
			return v, true
		}
	}
	return total, false
}

// flat reports whether number i is one of several that make up all applications:
// 收到43件，办结40件，逾期未补正1件，结转下年2件. What is done is not 40 then.
func (p *text) flat(i int) bool {
	for k := range p.groups {
		g := &p.groups[k]
		if !g.Flat || !slices.Contains(g.Parts, i) {
			continue
		}
		off := new(big.Rat).Neg(p.numbers[g.Totals[0]].Quantity().Value)
		for _, part := range g.Parts {
			off.Add(off, p.numbers[part].Quantity().Value)
		}
		return off.Abs(off).Cmp(one) <= 0
	}
	return false
}

// closes reports whether the parts of a group make up one of its totals.
func (p *text) closes(group int) bool {
	if group < 0 {
		return false
	}
	sum := new(big.Rat)
	for _, part := range p.groups[group].Parts {
		sum.Add(sum, p.numbers[part].Quantity().Value)
	}
	return slices.ContainsFunc(p.groups[group].Totals, func(i int) bool { return p.numbers[i].Quantity().Value.Cmp(sum) == 0 })
}

// flatTotal reports whether number i is the total of such a list that comes out.
func (p *text) flatTotal(i int) bool {
	return slices.ContainsFunc(p.groups, func(g prose.Group) bool { return g.Flat && g.Totals[0] == i && p.flat(g.Parts[0]) })
}

// nearFrom is the least total of two parts that may be all of it though nothing
// says so.
const nearFrom = 20

// contradicts reports whether parts that are diff more than their total, or
// less, cannot be right.
func (c *Context) contradicts(g *prose.Group, total, diff *big.Rat) bool {
	all := c.prose.numbers[g.Totals[0]].Of
	applications := all == prose.Received || all == prose.Fresh || all == prose.Accepted
	// An application comes one way only, and an account is of one kind.
	mixed := g.Mixed && !applications && c.prose.numbers[g.Totals[0]].Quantity().Unit != "个"
	off := new(big.Rat).Abs(diff)
	byOne := off.Cmp(one) == 0
	switch {
	case new(big.Rat).Add(total, diff).Sign() == 0: // 其中国家秘密0条: these are none
		return false
	case diff.Sign() > 0 && anyIn(g.S.Text[g.Words[1]:], "多项", "重复计", "重复统计", "有重复", "重复的情", "交叉"): // it says that one may be in several
		return false
	case g.Open && !g.Rest && diff.Sign() < 0: // it says that it is not all
		return false
	case c.turned(g, total, diff), c.tooLarge(g, total):
		return true
	case diff.Sign() < 0 && c.inHalves(g) && !g.Open && g.Ends && byOne:
		return true
	case g.Flat, diff.Sign() < 0 && !prose.SameUnit(c.prose.numbers[g.Totals[0]].Quantity(), c.prose.numbers[g.Parts[0]].Quantity()):
		return byOne
	case len(g.Parts) == 1:
		return diff.Sign() > 0 && !g.Mixed && len(g.Totals) == 1
	case g.After:
		return !mixed || byOne
	case (g.Kind == prose.Channel || g.Kind == 0 && applications || g.Kind == prose.Result && c.prose.numbers[g.Totals[len(g.Totals)-1]].Of == prose.Answered) && byOne && c.goesElse(g) && !g.Open:
		return true
	case mixed && !g.Rest, mixed && diff.Sign() > 0:
		tenth := new(big.Rat).Mul(off, big.NewRat(10, 1))
		return byOne && (total.Cmp(big.NewRat(nearFrom, 1)) >= 0 || g.Begin == prose.Namely && tenth.Cmp(total) <= 0)
	case diff.Sign() > 0:
		return true
	case g.Rest && g.Ends:
		return true
	case g.Begin == prose.Namely:
		return g.Ends && new(big.Rat).Mul(off, big.NewRat(5, 1)).Cmp(total) <= 0
	}
	return byOne && g.Ends && (len(g.Parts) > 2 || total.Cmp(big.NewRat(nearFrom, 1)) >= 0)
}

// goesElse reports whether a list of ways or kinds of applications is at its end:
// nothing follows, or what is known to be no part of it: …，信函2件，办结9件.
func (c *Context) goesElse(g *prose.Group) bool {
	if g.Ends || len(g.Parts) == 0 {
		return g.Ends
	}
	next := g.Parts[len(g.Parts)-1] + 1
	if next >= len(c.prose.numbers) || c.prose.numbers[next].S != g.S {
		return false
	}
	switch n := &c.prose.numbers[next]; n.Of {
	case prose.Answered, prose.Handled, prose.CarriedIn, prose.CarriedOut, prose.Applicants, prose.Reviews, prose.Suits, prose.Cases:
		return g.Kind != prose.Applicant
	}
	return false
}

// ofProse says of the numbers of a group that they were compared with each other.
func (c *Context) ofProse(g *prose.Group, r result, with diag.Text) {
	for _, list := range [][]int{g.Totals, g.Parts} {
		for _, i := range list {
			switch v := &c.prose.told[i]; {
			case v.result == notCompared:
				*v = verdict{r, with, true}
			case r == differs && v.result == agrees && !v.prose: // the fault is another number's
				v.with = listed([]diag.Text{v.with, with})
			case r == differs:
				*v = verdict{r, with, true}
			}
		}
	}
}

// percents adds up the shares of all parts of a total.
func (c *Context) percents(g *prose.Group) {
	if len(g.Shares) != len(g.Parts) {
		return
	}
	sum, places := new(big.Rat), 0
	for _, i := range g.Shares {
		q := c.prose.numbers[i].Quantity()
		sum.Add(sum, q.Value)
		places = max(places, q.Places)
	}
	// Rounding may add up to half of the last place for each.
	slack := new(big.Rat).Quo(big.NewRat(int64(len(g.Shares)), 2), new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)))
	if least := big.NewRat(1, 5); slack.Cmp(least) < 0 {
		slack = least
	}
	// A percentage that is cut loses up to a whole one.
	off := new(big.Rat).Sub(sum, big.NewRat(100, 1))
	if off.Sign() < 0 {
		slack = slack.Add(slack, slack)
	}
	if new(big.Rat).Abs(off).Cmp(slack) <= 0 {
		return
	}
	f := c.overWords(g.S, g.Words[0], g.Words[1],
		diag.T("各项的百分比相加不等于百分之百", "the percentages do not add up to one hundred"),
		diag.T("共 %s 项，请重新计算。", "there are %s; compute them again.", strconv.Itoa(len(g.Shares))))
	f.Got, f.Want = plainNumber(sum)+"%", "100%"
}
