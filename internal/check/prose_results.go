package check

import (
	"math/big"
	"slices"
	"strings"

	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
)

// proseKinds compares the counts of each kind of result.
func proseKinds(c *Context) {
	c.compare(func(i int, n *prose.Number) []reading {
		if c.ofOthers(n) {
			c.prose.why = diag.T("前面的总数不是申请件数", "the total before is not of applications")
			return nil
		}
		if n.Rest && c.prose.closes(n.Group) {
			c.prose.why = diag.T("是列项中余下的，各项加起来与文中的总数相符", "it is what is left of a list that adds up")
			return nil
		}
		rs := c.results(n)
		if n.Rest {
			rs = append(rs, c.restOf(i, c.one(partApplications, rowResults))...)
		}
		switch n.Term.Word {
		case "公开答复": // a kind of result, or all that were answered
			rs = append(rs, c.one(partApplications, rowResults)...)
		case "公开": // 公开34件 of 28 and 6 in part
			if n.Part {
				rs = append(rs, c.one(partApplications, "open", "partial")...)
			}
		case "信息不存在":
			if strings.Contains(n.S.Text, "不属于本") { // which the same row counts
				return nil
			}
		}
		if len(rs) == 1 && c.shared(i, rs[0].value) {
			c.prose.why = diag.T("同一行的另一种说法合起来与表相符", "with another name of the same row it makes up the table's")
			return nil // 无法提供1件，信息不存在1件 of two
		}
		return rs
	}, prose.Results)
}

// restOf gives what is left of a total without the others that the sentence counts as
// number i: 其他 may stand for all that it does not name.
func (c *Context) restOf(i int, total []reading) []reading {
	if len(total) == 0 {
		return nil
	}
	p := c.prose
	n := &p.numbers[i]
	left := new(big.Rat).Set(total[0].value)
	from, to := p.sentence(i)
	for k := from; k < to; k++ {
		if o := &p.numbers[k]; k != i && o.Of == n.Of && o.Verb == n.Verb && (n.Group < 0 || o.Group == n.Group) && o.Quantity().Value != nil {
			left.Sub(left, o.Quantity().Value)
		}
	}
	if left.Sign() < 0 {
		return nil
	}
	return []reading{{total[0].formula, left}}
}

// ofOthers reports whether a result is a part of a total that is not the
// applications': 涉及事项18项，其中予以公开8项.
func (c *Context) ofOthers(n *prose.Number) bool {
	if n.Group < 0 {
		return false
	}
	g := &c.prose.groups[n.Group]
	sum := new(big.Rat)
	for _, i := range g.Parts {
		sum.Add(sum, c.prose.numbers[i].Quantity().Value)
	}
	for _, i := range g.Totals {
		if of := c.prose.numbers[i].Of; of != prose.Item && of != prose.OtherWork {
			return false
		}
	}
	for _, rows := range [][]string{{rowNew}, {rowResults}, {rowNew, rowIn}} {
		if r, ok := c.sumOf(partApplications, rows...); ok && r.value.Cmp(sum) == 0 {
			return false
		}
	}
	return len(g.Totals) > 0 && c.prose.numbers[g.Totals[len(g.Totals)-1]].Quantity().Value.Cmp(sum) == 0
}

// shared reports whether number i and the other results of its sentence that are
// counted in some of the same rows make up a figure of the table together.
func (c *Context) shared(i int, want *big.Rat) bool {
	p := c.prose
	n := &p.numbers[i]
	sum, others := new(big.Rat).Set(n.Quantity().Value), 0
	from, to := p.sentence(i)
	for k := from; k < to; k++ {
		o := &p.numbers[k]
		if k != i && o.Of == prose.Results && o.Doubt == prose.Sure && slices.ContainsFunc(o.Term.Rows, func(row string) bool { return slices.Contains(n.Term.Rows, row) }) {
			sum.Add(sum, o.Quantity().Value)
			others++
		}
	}
	return others > 0 && sum.Cmp(want) == 0
}

// results gives the sum of the rows of the kinds of result that are named.
func (c *Context) results(n *prose.Number) []reading {
	t := c.tables.of(partApplications)
	if t == nil {
		return nil
	}
	var rows []string
	for _, term := range append([]*prose.Term{n.Term}, n.Also...) {
		for _, row := range term.Rows {
			if t.form.Place(row) >= 0 {
				rows = append(rows, row)
			}
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return c.one(partApplications, rows...)
}
