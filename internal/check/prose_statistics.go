package check

import (
	"slices"
	"strings"

	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
)

// proseStatistics compares with the statistics tables of before 2019.
func proseStatistics(c *Context) {
	if t := c.tables.of(partStatistics); t == nil || !t.given {
		return
	}
	p := c.numbers()
	c.compare(func(_ int, n *prose.Number) []reading {
		n.Mild = n.Mild || n.Of == prose.Outcomes
		rs := c.statistic(statisticKeys(n, c.Form.Name))
		if n.Wide && !slices.ContainsFunc(rs, func(r reading) bool { return nearOrSlip(n.Quantity().Value, r.value) }) {
			p.why = diag.T("不能确定是表中的那一行", "whether it is that row of the table cannot be told")
			return nil
		}
		return rs
	}, prose.Outcomes, prose.RowOf, prose.Received, prose.Fresh, prose.Accepted, prose.Answered, prose.Handled, prose.Results, prose.Reviews, prose.Suits)
}

// statisticKeys gives the rows of a form that a number may be.
func statisticKeys(n *prose.Number, form string) string {
	if n.Term == nil {
		return ""
	}
	reviews, suits, both := strings.Cut(n.Term.Keys[form], "/") // of an outcome
	if both && n.Verb != prose.Review {
		return suits
	}
	return reviews
}

// statistic gives what the rows of a key, or of several with | between, say of
// the year; rows with + between are added up.
func (c *Context) statistic(keys string) (all []reading) {
	for _, key := range strings.Split(keys, "|") {
		for _, column := range []string{"value", "year"} {
			if r, ok := c.cells(partStatistics, strings.Split(key, "+"), []string{column}); ok {
				all = append(all, r)
			}
		}
	}
	return all
}
