package check

import (
	"math/big"
	"slices"
	"strings"

	"nianbao/internal/check/formula"
	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
)

// inHalves reports whether the two parts of a group are all of it by their names.
func (c *Context) inHalves(g *prose.Group) bool {
	return len(g.Parts) == 2 && c.twoHalves(g.Parts[0], g.Parts[1])
}

// twoHalves reports whether two numbers are of such names.
func (c *Context) twoHalves(i, k int) bool {
	a, b := c.partName(i), c.partName(k)
	only := func(name string, have, not []string) bool { return anyIn(name, have...) && !anyIn(name, not...) }
	return slices.ContainsFunc(c.words.Halves, func(h prose.Half) bool {
		return only(a, h.Have, h.Against) && only(b, h.Against, h.Have) || only(a, h.Against, h.Have) && only(b, h.Have, h.Against)
	})
}

// partName gives the words before number i, back to the mark or the number before.
func (c *Context) partName(i int) string {
	n := &c.prose.numbers[i]
	toks := n.S.Tokens
	j := n.Token
	for j > 0 && toks[j-1].Class != prose.Mark && toks[j-1].Class != prose.Figure && !toks[j-1].Is(prose.Part) {
		j--
	}
	return n.S.Text[toks[j].At:n.Quantity().At]
}

// turned reports whether a list comes out where two figures beside each other, of
// one of its parts or of the total, change places: 当面3件、网络12件、信函16件 of 40,
// where it is 21. Lists that may not be whole must have some parts, lest that is by
// chance.
func (c *Context) turned(g *prose.Group, total, diff *big.Rat) bool {
	few := len(g.Parts) < 2 || len(g.Parts) < looseParts && total.Cmp(big.NewRat(looseLarge, 1)) < 0
	if few && !c.inHalves(g) || !g.Ends && !c.goesElse(g) || g.Open {
		return false
	}
	sum := new(big.Rat).Add(total, diff)
	if turnedInto(total, sum) || lostIn(total, sum) {
		return true
	}
	return slices.ContainsFunc(g.Parts, func(i int) bool {
		return slipOf(c.prose.numbers[i].Quantity().Value, diff)
	})
}

// slipOf reports whether a number that is diff too large is the right one but for
// two figures that changed places, for one too many, or, of a large one, for a lost one.
func slipOf(v, diff *big.Rat) bool {
	right := new(big.Rat).Sub(v, diff)
	return turnedInto(v, right) || lostIn(v, right) || v.Cmp(hundred) >= 0 && lostIn(right, v)
}

// nearOrSlip reports whether a number is another, one off it, or a slip of the pen for it.
func nearOrSlip(v, right *big.Rat) bool {
	off := new(big.Rat).Sub(v, right)
	slip := slipOf(v, off)
	return slip || off.Abs(off).Cmp(one) <= 0
}

// turnedInto reports whether two numbers are alike but for two figures beside each
// other that changed places.
func turnedInto(a, b *big.Rat) bool {
	s, t := plainNumber(a), plainNumber(b)
	if len(s) != len(t) || strings.ContainsAny(s+t, ".-") {
		return false
	}
	for k := 0; k+1 < len(s); k++ {
		if s[k] != t[k] {
			return s[k] == t[k+1] && s[k+1] == t[k] && s[k+2:] == t[k+2:]
		}
	}
	return false
}

// lostIn reports whether a number of two figures or more is another that lost one:
// 64 of 640.
func lostIn(long, short *big.Rat) bool {
	s, t := plainNumber(long), plainNumber(short)
	if len(t) < 2 || len(s) != len(t)+1 || strings.ContainsAny(s+t, ".-") {
		return false
	}
	for k := range s {
		if s[:k]+s[k+1:] == t {
			return true
		}
	}
	return false
}

// tooLarge reports whether one part alone is more than its total, which it never can
// be.
func (c *Context) tooLarge(g *prose.Group, total *big.Rat) bool {
	return len(g.Parts) > 1 && slices.ContainsFunc(g.Parts, func(i int) bool {
		q := c.prose.numbers[i].Quantity()
		return q.Value.Cmp(total) > 0 && prose.SameUnit(q, c.prose.numbers[g.Totals[0]].Quantity())
	})
}

// anotherCut reports whether the parts but the last make up the total, and the last
// counts documents, which are among the others: 网站268条，其他292条，规范性文件数1条.
func (c *Context) anotherCut(g *prose.Group, sum, total *big.Rat) bool {
	if len(g.Parts) < looseParts {
		return false
	}
	first := new(big.Rat)
	for k, i := range g.Parts[:len(g.Parts)-1] { // 主办10件，协办11件，建议15件，提案6件: of 21 twice
		if first.Add(first, c.prose.numbers[i].Quantity().Value); k > 0 && first.Cmp(total) == 0 && new(big.Rat).Sub(sum, first).Cmp(total) == 0 {
			return true
		}
	}
	last := g.Parts[len(g.Parts)-1]
	return strings.Contains(c.partName(last), "规范性文件") && new(big.Rat).Sub(sum, c.prose.numbers[last].Quantity().Value).Cmp(total) == 0
}

// largest gives the largest of the totals that a list may be of.
func (c *Context) largest(g *prose.Group) *big.Rat {
	sum := new(big.Rat)
	for _, i := range g.Totals { // 收到12件，上年结转3件，其中…: of both
		sum.Add(sum, c.prose.numbers[i].Quantity().Value)
	}
	return sum
}

// ofTable reports whether the parts of a group are what became of all applications,
// though the number before is of those that came in: 收到40件，办理结果为：…, with some of
// the year before.
func (c *Context) ofTable(g *prose.Group, sum *big.Rat) bool {
	switch c.prose.numbers[g.Totals[0]].Of {
	case prose.Received, prose.Fresh, prose.Accepted:
	default:
		return false
	}
	if slices.ContainsFunc(g.Parts, func(i int) bool { return c.prose.numbers[i].Of != prose.Results }) {
		return false
	}
	done, ok := c.sumOf(partApplications, rowResults)
	return ok && done.value.Cmp(sum) == 0
}

// channelSums adds up lists of ways of applying that have no total in the prose:
// 从申请方式看，当面3件，网络21件，信函16件. What is one off all that came in, or where two
// figures changed places, is told.
func (c *Context) channelSums() {
	p := c.prose
	for i := 0; i < len(p.numbers); {
		from := i
		_, to := p.sentence(i)
		var parts []int
		for ; i < to; i++ {
			n := &p.numbers[i]
			if n.Group >= 0 || n.Doubt != prose.Sure || n.Of != prose.Item && n.Of != prose.Some || !channelPart(n) {
				if len(parts) > 0 && n.Of != prose.ShareOf {
					break
				}
				continue
			}
			parts = append(parts, i)
		}
		if len(parts) >= looseParts && p.told[parts[0]].result == notCompared {
			c.channelSum(from, parts)
		}
		i = max(i, from+1)
		if i < to {
			i = to
		}
	}
}

// channelPart reports whether a number counts what came in by one way.
func channelPart(n *prose.Number) bool {
	q := n.Quantity()
	return q.Kind == prose.Counted && q.Exact && q.Value != nil && strings.Contains("件宗份起", q.Unit) && saidBefore(n, prose.Channel, prose.Row) && !saidBefore(n, prose.Answer, prose.Handle, prose.Opened, prose.Other) && !anyIn(n.S.Text[:q.At], "领取", "送达", "寄送")
}

// channelSum compares the sum of parts with all that came in.
func (c *Context) channelSum(from int, parts []int) {
	p := c.prose
	if p.numbers[from].S.In.About != prose.Application && p.numbers[from].S.In.Part != partApplications {
		return
	}
	sum, values := new(big.Rat), make([]string, 0, len(parts))
	for _, k := range parts {
		v := p.numbers[k].Quantity().Value
		sum = formula.Add(sum, v)
		values = append(values, plainNumber(v))
	}
	spelledOut := bare(strings.Join(values, " + ") + " = " + plainNumber(sum))
	rs := slices.Concat(c.one(partApplications, rowNew), c.one(partApplications, rowNew, rowIn))
	near := -1
	for k, r := range rs {
		off := new(big.Rat).Sub(sum, r.value)
		g := &prose.Group{Parts: parts, Ends: true}
		switch {
		case off.Sign() == 0:
			for _, k := range parts {
				p.told[k] = verdict{agrees, spelledOut, true}
			}
			return
		case near < 0 && r.value.Sign() > 0 && (new(big.Rat).Abs(off).Cmp(one) == 0 || c.turned(g, r.value, off)):
			near = k
		}
	}
	if near < 0 {
		return
	}
	first, last := &p.numbers[parts[0]], &p.numbers[parts[len(parts)-1]]
	f := c.overWords(first.S, first.Words[0], last.Quantity().End,
		diag.T("各种申请方式之和是 %[1]s，与表中收到的 %[2]s 不符", "the ways of applying add up to %[1]s, not to the %[2]s that came in", plainNumber(sum), plainNumber(rs[near].value)),
		diag.T("请核对各项。", "look at the parts again."))
	f.Formula = spelledOut
	for _, k := range parts {
		p.told[k] = verdict{differs, spelledOut, true}
	}
}
