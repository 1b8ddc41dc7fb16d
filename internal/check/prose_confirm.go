package check

import (
	"math/big"

	"nianbao/internal/check/prose"
)

// What results must agree with the table for the others of their sentence to be
// compared, too: this many, and this many applications, lest they agree by chance.
const (
	confirmCounts = 3
	confirmSum    = 6
)

// confirm takes results that may be of some applications only to be of all of
// them where the tables say the same of each but one: 牵头办理向园区申请的信息31件，其中
// 予以公开4件、….
func (c *Context) confirm() {
	p := c.prose
	if c.tables.of(partApplications) == nil {
		return
	}
	for from := 0; from < len(p.numbers); {
		_, to := p.sentence(from)
		if c.confirmed(from, to) {
			c.ofAllFrom(from, to)
		}
		from = to
	}
}

// confirmed reports whether the results from..to agree with the tables, but for one.
func (c *Context) confirmed(from, to int) bool {
	agreed, off, doubted, sum := 0, 0, false, new(big.Rat)
	for k := from; k < to; k++ {
		n := &c.prose.numbers[k]
		if !doubtedResult(n) && (n.Doubt != prose.Sure || n.Of != prose.Results && n.Of != prose.CarriedOut) {
			continue
		}
		rs := c.resultRows(n)
		if len(rs) == 0 {
			continue
		}
		doubted = doubted || n.Doubt != prose.Sure
		switch v := n.Quantity().Value; {
		case v.Cmp(rs[0].value) != 0:
			off++
		case v.Sign() > 0:
			agreed++
			sum.Add(sum, v)
		}
	}
	return doubted && off <= 1 && agreed >= confirmCounts && sum.Cmp(big.NewRat(confirmSum, 1)) >= 0
}

// doubtedResult reports whether a number is a result, or what was carried out, of
// what may be some applications only.
func doubtedResult(n *prose.Number) bool {
	return (n.Of == prose.Results || n.Of == prose.CarriedOut) && n.Doubt == prose.OfPart && n.Quantity().Exact && n.Quantity().Value != nil
}

// resultRows gives what the tables say of a result or of what was carried out.
func (c *Context) resultRows(n *prose.Number) []reading {
	if n.Of == prose.CarriedOut {
		return c.one(partApplications, rowOut)
	}
	return c.results(n)
}

// ofAllFrom lets the results from..to, and the total that they are of, be compared.
func (c *Context) ofAllFrom(from, to int) {
	p := c.prose
	for k := from; k < to; k++ {
		n := &p.numbers[k]
		if !doubtedResult(n) {
			continue
		}
		n.Doubt, n.Mild = prose.Sure, true
		if n.Group < 0 {
			continue
		}
		for _, i := range p.groups[n.Group].Totals {
			if t := &p.numbers[i]; t.Of == prose.Some && t.Quantity().Exact {
				t.Of, t.Doubt, t.Mild = prose.Accepted, prose.Sure, true
			}
		}
	}
}
