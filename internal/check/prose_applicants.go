package check

import (
	"slices"

	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
)

// applicants gives what a number of applications from one kind of applicants
// can be, where all that came in is what they are of.
func (c *Context) applicants(i int, n *prose.Number) []reading {
	n.Mild = true
	if !n.Direct && !c.ofAll(i, n) && !c.severalApplicants(i) {
		c.prose.why = diag.T("不能确定是全部申请的申请人", "whether it is of all applications cannot be told")
		return nil
	}
	var all []reading
	for _, columns := range c.applicantColumns(i, n) {
		for _, rows := range c.applicantRows(i, n) {
			if r, ok := c.cells(partApplications, rows, columns); ok {
				all = append(all, r)
			}
		}
	}
	return all
}

// applicantRows gives the rows that number i may be of: of those that came in, or,
// where answers are counted, of these.
func (c *Context) applicantRows(i int, n *prose.Number) [][]string {
	rows := [][]string{{rowNew}, {rowNew, rowIn}}
	if n.Direct && !saidBefore(n, prose.Answer, prose.Handle) {
		return rows
	}
	return append(rows, []string{rowResults})
}

// applicantColumns gives the columns that number i may be of: those of its name, and
// of 企业, 其他 behind 自然人, all that its list does not name.
func (c *Context) applicantColumns(i int, n *prose.Number) [][]string {
	all := [][]string{n.Term.Columns}
	if !n.Rest {
		return all
	}
	rest := slices.Clone(applicantKinds)
	from, to := c.prose.sentence(i)
	for k := from; k < to; k++ {
		if o := &c.prose.numbers[k]; k != i && o.Of == prose.Applicants {
			rest = slices.DeleteFunc(rest, func(column string) bool { return slices.Contains(o.Term.Columns, column) })
		}
	}
	return append(all, rest)
}

// applicantKinds are the columns of the table of applications.
var applicantKinds = []string{"natural", "business", "research", "charity", "legal", "other_org"}

// severalApplicants reports whether the sentence of number i tells of persons and of
// others under a heading of applications, and of no part of them.
func (c *Context) severalApplicants(i int) bool {
	p := c.prose
	if in := p.numbers[i].S.In; in.About != prose.Application && in.Part != partApplications || p.numbers[i].Part || p.numbers[i].Group >= 0 {
		return false
	}
	natural, others := false, false
	from, to := p.sentence(i)
	for k := from; k < to; k++ {
		switch n := &p.numbers[k]; {
		case n.Of == prose.Applicants:
			natural = natural || slices.Contains(n.Term.Columns, applicantKinds[0])
			others = others || !slices.Contains(n.Term.Columns, applicantKinds[0])
		case n.Of != prose.NoCount && n.Of != prose.ShareOf && n.Of < prose.Received:
			return false
		}
	}
	return natural && others
}

// ofAll reports whether what number i is a part of is all applications.
func (c *Context) ofAll(i int, n *prose.Number) bool {
	all := func(k int) bool {
		switch o := &c.prose.numbers[k]; o.Of {
		case prose.Received, prose.Fresh, prose.Accepted, prose.Handled, prose.Answered:
			return o.Doubt == prose.Sure
		}
		return false
	}
	if n.Group >= 0 {
		return slices.ContainsFunc(c.prose.groups[n.Group].Totals, all)
	}
	if n.Part {
		return false
	}
	for k := i - 1; k >= 0 && c.prose.numbers[k].S.In == n.S.In; k-- {
		if all(k) {
			return true
		}
		if o := c.prose.numbers[k].Of; o == prose.Results || o == prose.OtherWork || o == prose.Reviews || o == prose.Suits {
			return false
		}
	}
	return false
}
