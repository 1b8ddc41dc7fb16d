package check

import (
	"math/big"
	"slices"

	"nianbao/internal/check/prose"
)

// What stands beside a number may be of those that it leaves out, and the table counts:
// 受理申请48件，另有4件撤回. Then all is well. It may be of those that it counts, and the table
// does not, 收到60件，其中8件不属于申请: that is to be looked at, and stops no build.

// completed reports whether others, one or some in a row, make number i up to one of its
// readings.
func (c *Context) completed(i int, rs []reading) bool {
	return c.besides(i, c.others, func(more, _ *big.Rat) bool { return more != nil && isReading(rs, more) })
}

// mayBeCompleted reports whether that may be so, whether number i is one of its readings and
// what may be others, or whether they are said themselves: 收到60件，实际受理52件.
func (c *Context) mayBeCompleted(i int, rs []reading) bool {
	came := func(n *prose.Number) bool { return cameNew(n) || n.Of == prose.Accepted }
	from, to := c.prose.sentence(i)
	for k := from; k < to && came(&c.prose.numbers[i]); k++ {
		if o := &c.prose.numbers[k]; came(o) && !o.Part && o.Doubt == prose.Sure && isReading(rs, o.Quantity().Value) {
			return true
		}
	}
	return c.besides(i, c.mayBeOthers, func(more, less *big.Rat) bool { return more != nil && isReading(rs, more) || isReading(rs, less) })
}

// toldBefore reports whether a number read as number i stands before it and is the table's:
// the whole was told already, and what follows may be of some.
func (c *Context) toldBefore(i int) bool {
	n := &c.prose.numbers[i]
	for k := range i {
		o := &c.prose.numbers[k]
		if v := &c.prose.told[k]; (o.Of == n.Of || cameNew(o) && cameNew(n)) && o.Verb == n.Verb && o.Doubt == prose.Sure && v.result == agrees && o.S != n.S {
			return true
		}
	}
	return false
}

// restated reports whether the next number of the sentence says what number i is in another way,
// and is one of its readings, 申请表41份，计52件, or says what is not to be counted: 收到57件，其中
// 5件为信访，不计入.
func (c *Context) restated(i int, rs []reading) bool {
	_, to := c.prose.sentence(i)
	if i+1 >= to {
		return false
	}
	q, o := c.prose.numbers[i].Quantity(), c.prose.numbers[i+1].Quantity()
	if q.Value == nil || o.Value == nil || !prose.OfApplications(o.Unit) {
		return false
	}
	s := c.prose.numbers[i].S
	if i+2 < to { // 收到228件，合并重复申请14件后为214件
		if last := c.prose.numbers[i+2].Quantity(); last.Value != nil && prose.OfApplications(last.Unit) && isReading(rs, last.Value) && c.words.Scope.Restates(s.Text[q.End:o.At]) {
			return true
		}
	}
	return isReading(rs, o.Value) && c.words.Scope.Restates(s.Text[q.End:o.At]) ||
		isReading(rs[:1], new(big.Rat).Sub(q.Value, o.Value)) && c.words.Scope.TakesOff(s.Text[q.End:])
}

// saidAsPart reports whether number i stands as a part, or of a kind, in its sentence or the one before: 其中
// 涉及征收15件。办结15件 may be what became of these.
func (c *Context) saidAsPart(i int) bool {
	n := &c.prose.numbers[i]
	if n.Of < prose.Received || n.Of > prose.Handled {
		return false
	}
	for k := i - 1; k >= 0; k-- {
		o := &c.prose.numbers[k]
		if o.S.In != n.S.In || o.S.Nth < n.S.Nth-1 {
			return false
		}
		if q := o.Quantity(); (o.Part || o.Of == prose.Item || o.Of == prose.Some) && q.Value != nil && q.Value.Sign() > 0 && q.Value.Cmp(n.Quantity().Value) == 0 && prose.OfApplications(q.Unit) {
			return true
		}
	}
	return false
}

func isReading(rs []reading, v *big.Rat) bool {
	return slices.ContainsFunc(rs, func(r reading) bool { return r.value.Cmp(v) == 0 })
}

// besides asks makes about number i with more and with less by some in a row of those
// numbers of its sentence and of the next one that are some of which is says so. Parts can
// only be taken off: there more is nil.
func (c *Context) besides(i int, is func(i, k int) bool, makes func(more, less *big.Rat) bool) bool {
	const most = 12 // numbers on either side, lest long lists take long
	p := c.prose
	from, to := p.sentence(i)
	if to < len(p.numbers) && p.numbers[to].S.In == p.numbers[i].S.In {
		_, to = p.sentence(to)
	}
	var beside []*prose.Number
	for k := max(from, i-most); k < min(to, i+1+most); k++ {
		if q := p.numbers[k].Quantity(); k != i && q.Value != nil && q.Value.Sign() > 0 && is(i, k) {
			beside = append(beside, &p.numbers[k])
		}
	}
	for first := range beside {
		more, less := p.numbers[i].Quantity().Value, p.numbers[i].Quantity().Value
		for _, o := range beside[first:] {
			less = new(big.Rat).Sub(less, o.Quantity().Value)
			if o.Part {
				more = nil
			} else if more != nil {
				more = new(big.Rat).Add(more, o.Quantity().Value)
			}
			if makes(more, less) {
				return true
			}
		}
	}
	return false
}

// others reports whether number k is read as number i is, or is of those that it leaves out:
// 本机关收到8件，各部门收到15件; 受理48件，另有4件撤回.
func (c *Context) others(i, k int) bool {
	o := &c.prose.numbers[k]
	return c.alike(i, k) && o.Quantity().Exact || c.mayBeOthers(i, k) && o.LeftOut()
}

// mayBeOthers reports whether nothing is known of number k that keeps it from being of
// others than number i. A clause that is understood whole says what it is of: 网上申请4件.
func (c *Context) mayBeOthers(i, k int) bool {
	n, o := &c.prose.numbers[i], &c.prose.numbers[k]
	if !prose.OfApplications(n.Quantity().Unit) || !prose.OfApplications(o.Quantity().Unit) || o.OfAll() {
		return false
	}
	switch o.Of {
	case prose.OtherWork: // 办理提案2件
		return o.Part || o.Begins() || o.LeftOut()
	case prose.Unread, prose.Item, prose.Some, n.Of:
		return !o.Clear(c.Report.Year)
	case prose.Results: // 其中重复申请8件
		return o.Part && o.LeftOut()
	}
	return o.Of > prose.Received && o.Doubt != prose.Sure && !o.Clear(c.Report.Year)
}

// alike reports whether number k is read as number i.
func (c *Context) alike(i, k int) bool {
	n, o := &c.prose.numbers[i], &c.prose.numbers[k]
	return o.Of == n.Of && o.Term == n.Term && o.Verb == n.Verb && o.Thing == n.Thing && prose.SameUnit(n.Quantity(), o.Quantity())
}

// partOfSum reports whether number i is one of those of which the total is the table's:
// 转来2件，移交1件，直接收到9件，共12件.
func (c *Context) partOfSum(i int, rs []reading) bool {
	n := &c.prose.numbers[i]
	return n.Group >= 0 && slices.ContainsFunc(c.prose.groups[n.Group].Totals, func(k int) bool {
		q := c.prose.numbers[k].Quantity()
		return q.Value != nil && isReading(rs, q.Value)
	})
}
