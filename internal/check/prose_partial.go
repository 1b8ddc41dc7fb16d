package check

import (
	"math/big"
	"slices"

	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
)

// Why a number that is not the table's may be no contradiction: it is of some only, or of more.

// partOf says why number i, which is none of its readings, is no contradiction; the
// zero Text: it is one.
func (c *Context) partOf(i int, rs []reading) diag.Text {
	switch {
	case c.prose.numbers[i].Since && c.ofYears(i, rs):
		return diag.T("“累计”没有写从哪一年起，可能不止这一年", "it is cumulative, and from which year on is not told")
	case c.prose.numbers[i].SomeOf():
		return diag.T("说的是其中一部分，后面说了是哪些", "it is of some of them, as what follows says")
	case prose.Reviews <= c.prose.numbers[i].Of && c.prose.numbers[i].Of <= prose.Cases && c.prose.numbers[i].WholeOfShare():
		return diag.T("是算占比用的总数，不只是政府信息公开的", "a share is taken of it, and it is of more than the disclosure of information")
	case c.ofOffice(i):
		return diag.T("说的是本级机关，表里的可能是全部", "it speaks of the office itself, the table may be of all")
	case c.sameAgrees(i, rs):
		return diag.T("同一句里另一个数与表相符，这个数可能只是一部分", "another number of the sentence agrees with the table; this one may be a part")
	case c.restated(i, rs):
		return diag.T("后面按另一种算法说的数与表相符", "what follows says it in another way, and agrees with the table")
	case c.completed(i, rs), c.partOfSum(i, rs), c.answeredInAll(i, rs):
		return diag.T("同旁边的数加起来与表相符，只是其中一部分", "with those beside it it makes up the table's; it is a part")
	case c.rollUp(i, rs):
		return diag.T("后面的几个数合成这个数，其中一个与表相符，表里的是其中一个单位", "what follows makes it up, and one of that is the table's: the table is of one of several bodies")
	}
	return diag.Text{}
}

// ofYears reports whether a cumulative number is more than the table's, and by no slip: it is
// of several years.
func (c *Context) ofYears(i int, rs []reading) bool {
	v := c.prose.numbers[i].Quantity().Value
	slip := func(r reading) bool { return !c.prose.numbers[i].Until && nearOrSlip(v, r.value) }
	if slices.ContainsFunc(rs, func(r reading) bool { return v.Cmp(r.value) < 0 || slip(r) }) {
		return false
	}
	if _, to := c.prose.sentence(i); slices.ContainsFunc(c.prose.numbers[i+1:to], func(n prose.Number) bool { return n.Part && n.OfThis() }) {
		return false // 累计收到21件，其中2022年5件
	}
	return true
}

// sameAgrees reports whether another number of the sentence that is read alike
// agrees with the table.
func (c *Context) sameAgrees(i int, rs []reading) bool {
	n := &c.prose.numbers[i]
	from, to := c.prose.sentence(i)
	for k := from; k < to; k++ {
		o := &c.prose.numbers[k]
		if k == i || o.Of != n.Of || o.Term != n.Term || o.Verb != n.Verb || o.Thing != n.Thing || o.Doubt != prose.Sure {
			continue
		}
		for _, r := range rs {
			if r.value.Cmp(o.Quantity().Value) == 0 {
				return true
			}
		}
	}
	return false
}

// ofOffice reports whether the sentence speaks of a body's own office, beside
// those that belong to the body: 县政府本级收到8件. Where another of its numbers is
// the table's, the table is the office's.
func (c *Context) ofOffice(i int) bool {
	p := c.prose
	n := &p.numbers[i]
	before := n.S.Text[:n.Quantity().At]
	if !anyIn(before, "本级", "局机关", "委机关", "厅机关", "院机关") && !(c.body().government() && anyIn(before, "办公室", "政府办", "本机关")) {
		return false
	}
	from, to := p.sentence(i)
	for k := from; k < to; k++ {
		if o := &p.numbers[k]; k != i && o.Quantity().Value != nil && o.Quantity().Value.Sign() > 0 {
			for _, r := range c.rowsOf(o) {
				if r.value.Cmp(o.Quantity().Value) == 0 {
					return false
				}
			}
		}
	}
	return true
}

// rowsOf gives what a number of applications can be.
func (c *Context) rowsOf(n *prose.Number) []reading {
	switch n.Of {
	case prose.Received, prose.Fresh, prose.Accepted:
		return c.received(n)
	case prose.Answered, prose.Handled:
		return c.done(n)
	case prose.CarriedOut:
		return c.one(partApplications, rowOut)
	}
	return nil
}

// answeredInAll reports whether number i, of what was answered in one way, and those of
// the other ways make up what the table says: 按期办结13件，延期办结2件.
func (c *Context) answeredInAll(i int, rs []reading) bool {
	n := &c.prose.numbers[i]
	from, to := c.prose.sentence(i)
	sum := new(big.Rat)
	for k := from; k < to; k++ {
		if o := &c.prose.numbers[k]; o.Of == prose.Answered && o.Quantity().Value != nil && prose.SameUnit(o.Quantity(), n.Quantity()) {
			sum.Add(sum, o.Quantity().Value)
		}
	}
	return n.Of == prose.Answered && slices.ContainsFunc(rs, func(r reading) bool { return r.value.Cmp(sum) == 0 })
}

// rollUp reports whether number i is of several bodies, one of which is the one
// that reports: behind it stand numbers that make it up, and one of them is the
// table's. Where only one is told, words must say that it is this body's or year's.
func (c *Context) rollUp(i int, rs []reading) bool {
	p := c.prose
	_, to := p.sentence(i)
	n := &p.numbers[i]
	sum, found, parts := new(big.Rat), false, 0
	for k := i + 1; k < to; k++ {
		o := &p.numbers[k]
		q := o.Quantity()
		if o.Of == prose.NoCount || o.Of == prose.ShareOf {
			continue
		}
		if !q.Exact || q.Value == nil || !prose.SameUnit(q, n.Quantity()) || o.Of == n.Of && !c.alike(i, k) || o.Of == prose.Outcomes && n.Of != o.Of || n.Of != prose.Handled && o.Of != n.Of && o.Became() && o.Doubt == prose.Sure {
			break // 纠正2件，其他结果1件: no part of it
		}
		for _, r := range rs {
			own := q.Value.Cmp(r.value) == 0 && q.Value.Sign() > 0
			found = found || own
			if own && parts == 0 && o.Part && o.OfThis() {
				return true
			}
		}
		parts++
		if sum.Add(sum, q.Value); found && parts > 1 && sum.Cmp(n.Quantity().Value) == 0 {
			return true
		}
	}
	return false
}
