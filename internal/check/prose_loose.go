package check

import (
	"math/big"
	"slices"
	"strings"

	"nianbao/internal/check/formula"
	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
)

// Lists that no word opens or ends: 共公开信息597条。门户网站6条，公众号发布315篇…. They
// are known by their sum alone, so nothing is told but what is one off.
const (
	looseTotal = 20 // the least total, lest a sum fits by chance
	looseParts = 3  // the fewest parts
	looseMost  = 60 // and the most that are looked at
	looseNext  = 1  // how many sentences behind that of the total
	looseFar   = 4  // and how many where the total is of looseLarge or more
	looseLarge = 100
)

var (
	ratTotal = big.NewRat(looseTotal, 1)
	ratLarge = big.NewRat(looseLarge, 1)
)

// looseUnits count what is published or dealt with.
const looseUnits = "条件篇份则项个期部"

// looseLists adds up the counts behind a total that has no parts by its words.
func (c *Context) looseLists() {
	p := c.numbers()
	var in *prose.Passage
	several := false // one thing is counted several times
	for i := range p.numbers {
		n := &p.numbers[i]
		q := n.Quantity()
		if !looseCount(q) || formula.Cmp(q.Value, ratTotal) < 0 || p.told[i].prose || n.Of != prose.Item && n.Of != prose.RowOf && n.Of != prose.OtherWork || c.oneOfRow(i) {
			continue
		}
		if n.S.In != in {
			in, several = n.S.In, anyIn(n.S.In.Value.Text, "分别计算", "重复计算", "重复统计", "分别统计")
		}
		if several {
			continue
		}
		for _, walk := range []looseWalk{{step: 1}, {step: 1, alike: true}, {step: -1, alike: true}} {
			if walk.step < 0 && !n.Summed() {
				break
			}
			if parts, exact := c.looseParts(i, walk); len(parts) > 0 {
				c.looseTold(i, parts, exact)
				break
			}
		}
	}
}

// oneOfRow reports whether number i is one of like items, and no total of those
// that follow: 政务微信300条，政务微博250条，抖音70条.
func (c *Context) oneOfRow(i int) bool {
	p := c.prose
	n := &p.numbers[i]
	if n.Summed() || saidBefore(n, prose.Total) {
		return false
	}
	if ofChannel(n) && !saidBefore(n, prose.Opened, prose.Loose, prose.Row) {
		return true
	}
	k := p.before(i)
	return k >= 0 && looseCount(p.numbers[k].Quantity()) && prose.SameUnit(p.numbers[k].Quantity(), n.Quantity()) && !p.numbers[k].Summed() &&
		!saidBefore(n, prose.Opened) && !strings.Contains(n.S.Text[p.numbers[k].Quantity().End:n.Quantity().At], "。")
}

// looseWalk is where the parts of a total are looked for.
type looseWalk struct {
	step  int  // behind the total, or, with -1, before it: …条；…条，累计公开信息858条
	alike bool // only what is counted in the unit of the total
}

// looseCount reports whether a number counts what lists are of.
func looseCount(q *prose.Quantity) bool {
	return q.Kind == prose.Counted && q.Exact && q.Value != nil && q.Value.IsInt() && strings.Contains(looseUnits, strings.TrimSuffix(q.Unit, "次"))
}

// looseParts gives the counts near number i that make it up, or that are one
// off where none do.
func (c *Context) looseParts(i int, walk looseWalk) (parts []int, exact bool) {
	p := c.prose
	total := p.numbers[i].Quantity()
	sum := new(big.Rat)
	var all, near []int
	for k := i + walk.step; c.looseNear(i, k); k += walk.step {
		o := &p.numbers[k]
		q := o.Quantity()
		switch {
		case o.Of == prose.NoCount, q.Chinese && !prose.SameUnit(q, total), q.Kind == prose.Percent, q.Kind == prose.Money, c.nested(k, all), q.Value != nil && q.Value.Sign() == 0:
			continue
		case walk.alike && q.Kind == prose.Counted && !prose.SameUnit(q, total):
			continue
		case !looseCount(q) || o.Of == prose.Growth || o.Of == prose.Base || o.Summed() && !summedPart(o) || c.statesOther(o):
			return near, false
		}
		all = append(all, k)
		sum = formula.Add(sum, q.Value)
		off := formula.Sub(sum, total.Value)
		if off.Sign() == 0 && len(all) > 1 {
			if len(all) < c.looseFewest(i, all) && !c.sameUnits(i, all) {
				return nil, false // 27条；11篇；16篇: by chance
			}
			return all, true
		}
		if near != nil && o.S == p.numbers[near[len(near)-1]].S && (ofChannel(o) || ofChannel(&p.numbers[near[0]])) {
			near = nil // the list goes on, and a thing may be in several of its parts
		}
		if near == nil && len(all) >= c.looseFewest(i, all) && (c.sameUnits(i, all) || c.oneList(all)) && (new(big.Rat).Abs(off).Cmp(one) == 0 || c.listEnds(k, walk) && c.turnedList(i, all, off)) {
			near = append(near, all...)
		}
		if formula.Cmp(off, one) > 0 {
			break
		}
	}
	return near, false
}

// listEnds reports whether number k is the last count of its sentence.
func (c *Context) listEnds(k int, walk looseWalk) bool {
	p := c.prose
	if walk.step < 0 {
		return k == 0 || p.numbers[k-1].S != p.numbers[k].S
	}
	for o := k + 1; o < len(p.numbers) && p.numbers[o].S == p.numbers[k].S; o++ {
		if looseCount(p.numbers[o].Quantity()) {
			return false
		}
	}
	return true
}

// turnedList reports whether a loose list comes out where two figures of one of its
// numbers change places.
func (c *Context) turnedList(i int, parts []int, off *big.Rat) bool {
	n := &c.prose.numbers[i]
	if n.Part || !c.sameUnits(i, parts) || !c.oneList(parts) {
		return false // one of a list itself, or statements of their own
	}
	total := n.Quantity().Value
	if sum := new(big.Rat).Add(total, off); turnedInto(total, sum) || lostIn(total, sum) {
		return true
	}
	return slices.ContainsFunc(parts, func(k int) bool {
		return slipOf(c.prose.numbers[k].Quantity().Value, off)
	})
}

// looseNear reports whether number k may still be a part of number i.
func (c *Context) looseNear(i, k int) bool {
	if k < 0 || k >= len(c.prose.numbers) || k > i+looseMost || k < i-looseMost {
		return false
	}
	n, o := &c.prose.numbers[i], &c.prose.numbers[k]
	far := looseNext
	if formula.Cmp(n.Quantity().Value, ratLarge) >= 0 {
		far = looseFar
	}
	return o.S.In == n.S.In && o.S.Nth <= n.S.Nth+far && o.S.Nth >= n.S.Nth-far
}

// looseFewest gives the fewest parts of number i: of a large total two that are
// counted as it is and published somewhere, which make it up by chance less often.
func (c *Context) looseFewest(i int, parts []int) int {
	n := &c.prose.numbers[i]
	total, last := n.Quantity(), &c.prose.numbers[parts[len(parts)-1]]
	if len(parts) == 2 && last.S == n.S && c.sameUnits(i, parts) && c.twoHalves(parts[0], parts[1]) { // 建议提案48件，建议11件（…），提案37件
		return looseParts - 1
	}
	if last.S == n.S && n.Summed() && saidBefore(last, prose.Rest) { // 共80条，工作动态75条，其他信息5条
		return looseParts - 1
	}
	if formula.Cmp(total.Value, ratLarge) < 0 {
		return looseParts
	}
	for _, k := range parts {
		if n := &c.prose.numbers[k]; !prose.SameUnit(n.Quantity(), total) && !ofChannel(n) || !saidBefore(n, prose.Opened, prose.Body, prose.Overlap, prose.Screen, prose.Channel, prose.Row) && !saidBefore(n, prose.Loose) {
			return looseParts
		}
	}
	return looseParts - 1
}

// sameUnits reports whether all of some counts are in the unit of number i.
func (c *Context) sameUnits(i int, parts []int) bool {
	return !slices.ContainsFunc(parts, func(k int) bool {
		return !prose.SameUnit(c.prose.numbers[k].Quantity(), c.prose.numbers[i].Quantity())
	})
}

// oneList reports whether some counts stand in one sentence, or each says what one channel
// published: others make statements of their own.
func (c *Context) oneList(parts []int) bool {
	return c.prose.numbers[parts[0]].S == c.prose.numbers[parts[len(parts)-1]].S ||
		!slices.ContainsFunc(parts, func(k int) bool { return !ofChannel(&c.prose.numbers[k]) })
}

// saidBefore reports whether the words before a number, back to a mark, are of one of
// some classes.
func saidBefore(n *prose.Number, classes ...prose.Class) bool {
	for j := n.Token - 1; j >= 0 && n.S.Tokens[j].Class != prose.Mark; j-- {
		for _, c := range classes {
			if n.S.Tokens[j].Is(c) {
				return true
			}
		}
	}
	return false
}

// summedPart reports whether a total is of one of several bodies or channels that
// make up another: 各部门和镇街共公开14542条.
func summedPart(n *prose.Number) bool {
	return saidBefore(n, prose.Body, prose.Overlap, prose.Screen, prose.Channel, prose.Row)
}

// ofChannel reports whether a number counts what one channel published.
func ofChannel(n *prose.Number) bool {
	return saidBefore(n, prose.Overlap, prose.Screen, prose.Channel)
}

// statesOther reports whether a number is a statement of its own for sure.
func (c *Context) statesOther(n *prose.Number) bool {
	switch n.Of {
	case prose.CarriedIn, prose.CarriedOut, prose.Reviews, prose.Suits, prose.Cases, prose.Outcomes:
		return true
	case prose.Documents:
		return n.Verb != prose.Made
	}
	return saidBefore(n, prose.Repealed, prose.Valid, prose.OtherYear)
}

// nested reports whether number k is a part of one of others.
func (c *Context) nested(k int, of []int) bool {
	g := c.prose.numbers[k].Group
	if g < 0 {
		return false
	}
	for _, t := range c.prose.groups[g].Totals {
		for _, o := range of {
			if t == o {
				return true
			}
		}
	}
	return false
}

// looseTold says how a list came out.
func (c *Context) looseTold(i int, parts []int, exact bool) {
	p := c.prose
	sum, values := new(big.Rat), make([]string, 0, len(parts))
	for _, k := range parts {
		v := p.numbers[k].Quantity().Value
		sum.Add(sum, v)
		values = append(values, plainNumber(v))
	}
	spelledOut := bare(strings.Join(values, " + ") + " = " + plainNumber(sum))
	result := differs
	if exact {
		result = agrees
	}
	for _, k := range append([]int{i}, parts...) {
		if p.told[k].result == notCompared {
			p.told[k] = verdict{result, spelledOut, true}
		}
	}
	if exact {
		return
	}
	total := p.numbers[i].Quantity()
	last := &p.numbers[parts[len(parts)-1]]
	rest := last.S.Text[last.Quantity().End:]
	if first := &p.numbers[min(parts[0], parts[len(parts)-1])]; anyIn(first.S.Text[:first.Quantity().At], "主要包括", "主要有", "主要为", "主要涉及") {
		return
	}
	if anyIn(rest[:strings.IndexAny(rest+"。", "，；。")], "等") || anyIn(rest, "其余", "余下", "剩余") {
		return // the list says that it is not all
	}
	what := diag.T("后面各项之和是 %[1]s，与总数 %[2]s 差 1", "what follows adds up to %[1]s, one more or less than the total %[2]s", plainNumber(sum), plainNumber(total.Value))
	if off := new(big.Rat).Sub(sum, total.Value); off.Abs(off).Cmp(one) != 0 {
		what = diag.T("后面各项之和是 %[1]s，与总数 %[2]s 不符，像是有一个数的两位颠倒了", "what follows adds up to %[1]s, not to the total %[2]s; two figures of one of them may have changed places", plainNumber(sum), plainNumber(total.Value))
	}
	f := c.atNumber(&p.numbers[i], what,
		diag.T("请核对总数和各项。", "look at the total and the parts again."))
	f.Formula = spelledOut
}
