package check

import (
	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
)

// proseNew compares how many applications came in, and from whom.
func proseNew(c *Context) {
	if c.tables.of(partApplications) == nil {
		return
	}
	received := false
	p := c.numbers()
	for i := range p.numbers {
		n := &p.numbers[i]
		received = received || (n.Of == prose.Received || n.Of == prose.Fresh) && n.Doubt == prose.Sure
	}
	c.compare(func(i int, n *prose.Number) []reading {
		if n.Of == prose.Accepted && anyIn(n.S.Text[:n.Quantity().At], "撤件", "撤回", "撤销") {
			p.why = diag.T("有撤回的申请，受理的可以少于收到的", "some were withdrawn; fewer may be accepted than came in")
			return nil // 收到60件，撤件40件，受理20件
		}
		n.Mild = n.Mild || n.Of == prose.Accepted && received // fewer may have been accepted than came in
		rs := c.received(n)
		if len(rs) == 2 && c.carriedApart(i) { // 收到8件，上年结转1件: 8 are the new ones
			n.Mild = n.Mild || isReading(rs[1:], n.Quantity().Value) // it may be of both all the same
			return rs[:1]
		}
		return rs
	}, prose.Received, prose.Fresh, prose.Accepted)
	c.compare(c.applicants, prose.Applicants)
}

// carriedApart reports whether behind number i its sentence adds what was carried
// in: 收到8件，上年结转1件, and not 收到8件，其中上年结转1件.
func (c *Context) carriedApart(i int) bool {
	p := c.prose
	_, to := p.sentence(i)
	for k := i + 1; k < to; k++ {
		switch n := &p.numbers[k]; {
		case n.Of == prose.NoCount:
		case n.Of == prose.CarriedIn && !n.Part && n.Doubt == prose.Sure:
			return true
		default:
			return false
		}
	}
	return false
}

// received gives what a number of applications that came in can be.
func (c *Context) received(n *prose.Number) []reading {
	fresh, ok := c.sumOf(partApplications, rowNew)
	both, ok2 := c.sumOf(partApplications, rowNew, rowIn)
	switch {
	case !ok || !ok2:
		return nil
	case n.Both, c.madeOf(n):
		if done, ok := c.sumOf(partApplications, rowResults); ok && n.Total {
			return []reading{both, done}
		}
		return []reading{both}
	case n.Of == prose.Fresh:
		return []reading{fresh}
	case n.All:
		return append([]reading{fresh, both}, c.one(partApplications, rowResults)...)
	}
	return []reading{fresh, both}
}

// madeOf reports whether the parts of a number say that it is of what is new and
// what was carried in: 办理44件，其中新收40件、上年结转4件.
func (c *Context) madeOf(n *prose.Number) bool {
	if n.S == nil {
		return false // no number of this report
	}
	p := c.prose
	i := int(n.S.Tokens[n.Token].Read)
	if i+2 >= len(p.numbers) || p.numbers[i+2].S != n.S {
		return false
	}
	a, b := &p.numbers[i+1], &p.numbers[i+2]
	return a.Part && b.Part && (cameNew(a) && b.Of == prose.CarriedIn || a.Of == prose.CarriedIn && cameNew(b))
}

func cameNew(n *prose.Number) bool { return n.Of == prose.Fresh || n.Of == prose.Received }
