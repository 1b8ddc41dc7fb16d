package check

import (
	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
)

// proseReview compares the counts of reviews and lawsuits, and their outcomes.
func proseReview(c *Context) {
	c.compare(func(_ int, n *prose.Number) []reading { return c.one(partReview, caseRows(n.Verb)...) }, prose.Reviews, prose.Suits)
	c.compare(func(i int, n *prose.Number) []reading {
		if !n.Each && n.Quantity().Value.Sign() != 0 {
			return c.one(partReview, rowReview, rowSuitDirect, rowSuitReview)
		}
		reviews, suits := c.one(partReview, rowReview), c.one(partReview, rowSuitDirect, rowSuitReview)
		if len(reviews) == 1 && reviews[0].value.Cmp(n.Quantity().Value) == 0 {
			return suits
		}
		return reviews
	}, prose.Cases)
	c.compare(func(i int, n *prose.Number) (rs []reading) {
		n.Mild = true
		if r, ok := c.cells(partReview, caseRows(n.Verb), n.Term.Columns); ok {
			rs = append(rs, r)
		}
		if n.Rest && len(rs) > 0 {
			rs = append(rs, c.restOf(i, c.one(partReview, caseRows(n.Verb)...))...)
		}
		return rs
	}, prose.Outcomes)
}

// caseRows are the rows of a kind of cases.
func caseRows(kind prose.Class) []string {
	switch kind {
	case prose.Review:
		return []string{rowReview}
	case prose.Direct:
		return []string{rowSuitDirect}
	case prose.After:
		return []string{rowSuitReview}
	case prose.Cause:
		return []string{rowReview, rowSuitDirect, rowSuitReview}
	}
	return []string{rowSuitDirect, rowSuitReview}
}

// allOutcomes compares 行政诉讼1件，尚未审结: the outcome of all that were counted.
func (c *Context) allOutcomes() {
	p := c.numbers()
	for i := range p.numbers {
		n := &p.numbers[i]
		if n.Of != prose.Reviews && n.Of != prose.Suits || n.Doubt != prose.Sure || n.Quantity().Value.Sign() == 0 {
			continue
		}
		columns, begin, end := n.OutcomeOfAll()
		if columns == nil || reUpheldAll.MatchString(n.S.Text[begin:end]) { // proseOutcome tells of 均获维持
			continue
		}
		r, ok := c.cells(partReview, caseRows(n.Verb), columns)
		if !ok || r.value.Cmp(n.Quantity().Value) == 0 {
			continue
		}
		words := n.S.Words(n.Words[0], end)
		f := c.overWords(n.S, begin, end, diag.T("文字“%s”与表格不符", "the words “%s” do not agree with the table", words),
			diag.T("表中有其他结果的，请改正文字或表格。", "the table has other outcomes; correct the words or the table."))
		f.Got, f.Want, f.Formula = plainNumber(n.Quantity().Value), plainNumber(r.value), r.formula
	}
}
