package check

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
)

// grown is what a change is told with: 收到12件，较上年的8件增加4件，增长50%.
type grown struct {
	now    *prose.Number
	base   []reading       // what it grew from, the likeliest first
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
	if b := p.before(k); b >= 0 && c.ofYearBefore(k, false) && !c.ofYearBefore(b, false) { // 2023年512条，2022年480条
		base, k = k, b
	} else if p.numbers[k].Of != prose.Base && c.ofYearBefore(k, true) {
		return nil // 前年400条，增长25%
	} else if b >= 0 && c.ofYearBefore(b, false) && !c.ofYearBefore(k, false) { // 2022年480条，2023年512条
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
		if !namesOther(g.now.S.Text[g.now.Quantity().End:max(g.now.Quantity().End, p.numbers[i].Quantity().At)], c.Report.Year-1) {
			g.base = c.lastYear(g.now)
		}
		return g
	}
	q := p.numbers[base].Quantity()
	if !q.Exact || q.Value == nil || !prose.SameUnit(q, g.now.Quantity()) {
		return nil
	}
	g.told, g.base = true, []reading{{bare(plainNumber(q.Value)), q.Value}}
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
		off := new(big.Rat).Sub(n.Quantity().Value, g.base[0].value)
		return change != nil && off.Abs(off).Cmp(change) == 0
	}
	for j := k - 1; j >= 0 && c.prose.numbers[j].S == g.now.S && !fits(g.now); j-- {
		if o := &c.prose.numbers[j]; looseCount(o.Quantity()) && prose.SameUnit(o.Quantity(), g.now.Quantity()) && fits(o) {
			g.now = o
		}
	}
}

// ofYearBefore reports whether the words right before number k, back to a mark, say that
// it is of the year before the report's, or of any before it.
func (c *Context) ofYearBefore(k int, any bool) bool {
	n := &c.prose.numbers[k]
	toks := n.S.Tokens
	for j := n.Token - 1; j >= 0 && toks[j].Class != prose.Mark && toks[j].Class != prose.Figure; j-- {
		switch t := &toks[j]; {
		case t.Is(prose.In), t.Is(prose.Out), t.Is(prose.Carry), t.Is(prose.Compare), t.Is(prose.Than):
			return false
		case t.Class == prose.Year:
			return int(t.Value) == c.Report.Year-1 || any && int(t.Value) < c.Report.Year
		case t.Is(prose.OtherYear):
			return anyIn(t.Term.Word, "上", "去") || any && !anyIn(t.Term.Word, "下", "明", "次")
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
	return anyIn(words, "年前", "“十", "前年", "往年", "环比")
}

// growth compares 较上年减少3件，下降60%: the change with the figure it is a change
// of, where that is known, and the rate with the change.
func (c *Context) growth(i int) {
	p := c.prose
	g := c.grownOf(i)
	if g == nil {
		return
	}
	n, q, value := &p.numbers[i], p.numbers[i].Quantity(), g.now.Quantity().Value
	switch {
	case q.Kind == prose.Percent && g.change != nil && g.change.Kind != prose.Percent && g.change.Exact && g.change.Value != nil && prose.SameUnit(g.change, g.now.Quantity()):
		base := []reading{{value: new(big.Rat).Sub(value, signed(n, g.change.Value))}}
		if g.told {
			base = g.base
		}
		c.rate(i, p.numbers[p.before(i)].Words[0], g.change.Value, base)
	case q.Kind == prose.Percent && g.change == nil && len(g.base) > 0:
		base := g.likeliest(func(b reading) bool {
			return b.value.Sign() > 0 && rounds(q, signed(n, new(big.Rat).Sub(value, b.value)), b.value)
		})
		c.rate(i, g.now.Words[0], signed(n, new(big.Rat).Sub(value, base.value)), []reading{base})
	case q.Kind != prose.Percent && g.change == nil && len(g.base) > 0 && prose.SameUnit(q, g.now.Quantity()):
		g.base[0] = g.likeliest(func(b reading) bool { return signed(n, new(big.Rat).Sub(value, b.value)).Cmp(q.Value) == 0 })
		c.change(i, g)
	}
}

// signed gives how much a change is up, where it is told as down: how much down.
func signed(n *prose.Number, v *big.Rat) *big.Rat {
	if n.Verb == prose.Down {
		return new(big.Rat).Neg(v)
	}
	return v
}

// likeliest gives the first base with which a change comes out, else the first.
func (g *grown) likeliest(fits func(reading) bool) reading {
	return g.base[max(0, slices.IndexFunc(g.base, fits))]
}

// change compares 较上年增加3件 with the figure it is a change of.
func (c *Context) change(i int, g *grown) {
	n, base := &c.prose.numbers[i], g.base[0]
	want := signed(n, new(big.Rat).Sub(g.now.Quantity().Value, base.value))
	with := ofLastYear(base)
	if g.told {
		with = base.formula
	}
	if want.Cmp(n.Quantity().Value) == 0 {
		c.prose.told[i] = verdict{agrees, with, g.told}
		return
	}
	words := n.S.Words(min(g.now.Words[0], n.Words[0]), n.Words[1])
	f := c.atNumber(n, diag.T("增减数与上一年不符：“%s”", "the change does not follow from last year: “%s”", words),
		compareLast)
	if g.told {
		f.What = diag.T("增减数与前后两个数不符：“%s”", "the change does not follow from the two figures: “%s”", words)
		f.Do = diag.T("请重新计算。", "compute it again.")
	}
	f.Got, f.Want, f.Formula = plainNumber(n.Quantity().Value), plainNumber(want), with
	c.prose.told[i] = verdict{differs, with, g.told}
}

// ofLastYear says that a figure is last year's.
func ofLastYear(r reading) diag.Text {
	return diag.Text{ZH: "上一年的报告：" + r.formula.ZH, EN: "last year " + r.formula.EN}
}
