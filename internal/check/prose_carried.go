package check

import (
	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
)

// proseCarry compares what was carried over.
func proseCarry(c *Context) {
	for of, row := range map[prose.Count]string{prose.CarriedIn: rowIn, prose.CarriedOut: rowOut} {
		c.compare(func(i int, n *prose.Number) []reading {
			n.Mild = n.Mild || !c.understood(i)
			return c.one(partApplications, row)
		}, of)
	}
}

// understood reports whether all that the sentence of number i counts is known:
// where some of it is not, what is read may be a part of something else.
func (c *Context) understood(i int) bool {
	p := c.prose
	from, to := p.sentence(i)
	for k := from; k < to; k++ {
		switch o := &p.numbers[k]; {
		case o.Of == prose.CarriedIn && o.Mild, o.Of == prose.Unread, o.Of == prose.Item, o.Of == prose.Some, o.Of == prose.OtherWork, o.Of >= prose.Received && o.Doubt == prose.Qualified:
			return false
		}
	}
	return true
}

// carriedFromProse compares what was carried in with what the prose of last
// year's report says, where its form has no row for it. One that says several
// things cannot be read.
func carriedFromProse(c *Context) {
	in, ok := c.sumOf(partApplications, rowIn)
	if !ok || c.last.of(partApplications) != nil {
		return
	}
	last := &Context{Input: Input{Report: c.Last, Form: c.LastForm}, tables: c.last, words: c.lastWords}
	var all []prose.Number
	for _, n := range last.numbers().numbers {
		if n.Of == prose.CarriedOut && (n.Doubt == prose.Sure || n.Doubt == prose.Vague) {
			all = append(all, n)
		}
	}
	if len(all) != 1 || all[0].Doubt != prose.Sure || all[0].Quantity().Value.Cmp(in.value) == 0 {
		return
	}
	said := all[0]
	pos := c.tables.of(partApplications).Figure(rowIn, "").Pos
	if pos.IsZero() {
		pos.File = c.Report.File
	}
	f := c.Find(pos,
		diag.T("上年结转与上一年报告的文字不符：“%s”", "what was carried in is not what last year's report says: “%s”", said.S.Words(said.Words[0], said.Words[1])),
		diag.T("请核对两年的报告。", "look at both reports again."))
	f.Severity = diag.Warning
	f.Got, f.Want, f.Formula = plainNumber(in.value), plainNumber(said.Quantity().Value), in.formula
}
