package check

import (
	"math/big"
	"strings"

	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
)

// documentColumns are the columns of what was done with documents.
var documentColumns = map[prose.Class]string{prose.Made: "made", prose.Repealed: "repealed", prose.Valid: "valid"}

// proseNormdocs compares the counts of 规章 and 规范性文件.
func proseNormdocs(c *Context) {
	c.compare(func(_ int, n *prose.Number) []reading { return c.documents(n) }, prose.Documents)
}

func (c *Context) documents(n *prose.Number) []reading {
	row := rowNormdocs
	if n.Thing.Is(prose.Rules) {
		row = rowRules
	}
	if n.Verb == prose.Valid && c.formYear() < 2021 {
		return c.only(partDisclosure, row, "public_total")
	}
	return c.only(partDisclosure, row, documentColumns[n.Verb])
}

// decisionRows are the rows whose decisions are counted.
var decisionRows = map[prose.Class]string{prose.Licence: "licence", prose.Penalty: "penalty", prose.Compulsion: "compulsion"}

// proseDecisions compares the counts of decisions and of items, and the fees.
func proseDecisions(c *Context) {
	c.compare(func(_ int, n *prose.Number) []reading { return c.decisions(n) }, prose.Decisions, prose.Items)
	c.compare(func(_ int, n *prose.Number) []reading { return c.fees(n.Quantity().Unit) }, prose.FeesTaken)
	c.aboutFees()
	c.shownDecisions()
}

// aboutFees compares 收费约47.1万元 with the fee, which it may be rounded from.
func (c *Context) aboutFees() {
	p := c.prose
	for i := range p.numbers {
		n := &p.numbers[i]
		q := n.Quantity()
		if n.Of != prose.FeesTaken || n.Doubt != prose.Vague || q.Value == nil || !strings.HasSuffix(n.S.Text[:q.At], "约") {
			continue
		}
		for _, r := range c.fees(q.Unit) {
			off := new(big.Rat).Sub(q.Value, r.value)
			far := new(big.Rat).Quo(big.NewRat(1, 2), new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(q.Places)), nil)))
			if tenth := new(big.Rat).Quo(r.value, big.NewRat(10, 1)); q.Places < 2 && tenth.Cmp(far) > 0 {
				far = tenth
			}
			if p.told[i] = (verdict{agrees, r.formula, false}); off.Abs(off).Cmp(far) <= 0 {
				continue
			}
			c.agree(i, []reading{r})
		}
	}
}

// shownDecisions compares 公开行政处罚决定46件 with the decisions: not all may be published,
// but no more than there are. Those of years before may be among them, so that nothing is
// told but what is one off or a slip.
func (c *Context) shownDecisions() {
	p := c.prose
	for i := range p.numbers {
		n := &p.numbers[i]
		if !n.Shown || !n.Quantity().Exact || n.Quantity().Value == nil {
			continue
		}
		for _, r := range c.decisions(n) {
			v := n.Quantity().Value
			off := new(big.Rat).Sub(v, r.value)
			if off.Sign() == 0 {
				p.told[i] = verdict{agrees, r.formula, false}
			} else if off.Sign() > 0 && nearOrSlip(v, r.value) {
				n.Mild = true
				c.agree(i, []reading{r})
			}
		}
	}
}

func (c *Context) decisions(n *prose.Number) []reading {
	for class, row := range decisionRows {
		if !n.Term.Is(class) {
			continue
		}
		if n.Of == prose.Decisions {
			return c.only(partDisclosure, row, columnDecisions)
		}
		last, ok := c.cell(partDisclosure, row, columnPrevItems)
		delta, ok2 := c.cell(partDisclosure, row, columnDelta)
		if !ok || !ok2 {
			return nil
		}
		now := reading{value: new(big.Rat).Add(last.value, delta.value)}
		now.formula = spelled("+", []diag.Text{c.named(partDisclosure, row, columnPrevItems), c.named(partDisclosure, row, columnDelta)},
			[]string{plainNumber(last.value), plainNumber(delta.value)}, now.value)
		return []reading{now}
	}
	return nil
}
