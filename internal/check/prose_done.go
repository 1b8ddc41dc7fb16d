package check

import (
	"math/big"
	"slices"

	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
)

// proseDone compares how many were answered or handled.
func proseDone(c *Context) {
	c.compare(func(i int, n *prose.Number) []reading {
		switch p := c.prose; {
		case anyIn(n.S.Text, "撤回", "撤销", "终止"): // which is a result and no answer
			p.why = diag.T("有撤回、终止的申请，答复的可以少于办理总数", "some were withdrawn or ended; fewer may be answered than dealt with")
			return nil
		case c.ofCarried(i):
			p.why = diag.T("可能说的是上年结转的", "it may be of what was carried in")
			return nil
		case c.severalAnswers(i):
			p.why = diag.T("一句里有几个答复数，不能确定哪个是全部", "the sentence has several numbers of answers; which is of all cannot be told")
			return nil
		case n.Of == prose.Handled && p.flatTotal(i): // 合计20件，18件办结，1件无法提供，1件结转
			return slices.Concat(c.one(partApplications, rowNew, rowIn), c.one(partApplications, rowNew), c.done(n))
		case p.flat(i):
			p.why = diag.T("是前面总数的一项，同其他各项一起加", "it is a part of the total before, and added up with the others")
			return nil
		}
		n.Mild = n.Mild || !c.understood(i) || n.Of == prose.Handled && c.carriesOut(n) && c.asReceived(n)
		return c.done(n)
	}, prose.Answered, prose.Handled)
	c.allDone()
}

// allDone compares 收到12件，均已办结 with what the table says is left to the next year.
func (c *Context) allDone() {
	left, ok := c.sumOf(partApplications, rowOut)
	if !ok || left.value.Sign() == 0 {
		return
	}
	p := c.numbers()
	for i := range p.numbers {
		n := &p.numbers[i]
		if !cameNew(n) && n.Of != prose.Accepted || n.Doubt != prose.Sure || p.told[i].result != agrees {
			continue
		}
		if begin, end, ok := n.DoneAll(); ok {
			f := c.overWords(n.S, begin, end, diag.T("文字“%s”与表格不符", "the words “%s” do not agree with the table", n.S.Words(n.Words[0], end)),
				diag.T("有结转下年度的，不是全部办结，请改正文字或表格。", "some are carried to the next year, so not all are done; correct the words or the table."))
			f.Severity, f.Formula = diag.Warning, left.formula
		}
	}
}

// done gives what a number of applications that were dealt with can be.
func (c *Context) done(n *prose.Number) []reading {
	all := c.one(partApplications, rowResults)
	if all == nil {
		return nil
	}
	if n.Of == prose.Answered && n.Both {
		return all // 办结14件（含上年结转1件）
	}
	if n.Of == prose.Handled && n.Both { // 办理53件（含上年结转3件）: all there were, or those that were done
		return append(c.one(partApplications, rowNew, rowIn), all...)
	}
	if n.Of == prose.Handled && c.madeOf(n) {
		return c.one(partApplications, rowNew, rowIn)
	}
	done := all[0]
	in, name, ok := c.rowTotal(partApplications, rowIn)
	if ok && in.Sign() > 0 && !(c.carriesOut(n) && c.carriesIn(n)) { // the new ones alone
		v := new(big.Rat).Sub(done.value, in)
		_, whole, _ := c.rowTotal(partApplications, rowResults)
		all = append(all, reading{spelled("-", []diag.Text{whole, name}, []string{plainNumber(done.value), plainNumber(in)}, v), v})
	}
	if c.carriesOut(n) {
		return all
	}
	if out, _, ok := c.rowTotal(partApplications, rowOut); n.Of == prose.Handled || ok && out.Sign() == 0 {
		all = append(all, c.one(partApplications, rowNew, rowIn)...)
	}
	if n.Of == prose.Handled {
		all = append(all, c.one(partApplications, rowNew)...)
	}
	return all
}

// carriesOut reports whether the sentence says behind n that some are left to the
// next year: then not all that came in were dealt with.
func (c *Context) carriesOut(n *prose.Number) bool {
	return slices.ContainsFunc(c.prose.numbers, func(o prose.Number) bool {
		return o.S == n.S && o.Of == prose.CarriedOut && !o.Part && o.Doubt == prose.Sure && o.Quantity().At > n.Quantity().At && o.Quantity().Value.Sign() > 0
	})
}

// carriesIn reports whether the sentence says before n what was carried in: then what
// was dealt with is of both.
func (c *Context) carriesIn(n *prose.Number) bool {
	return slices.ContainsFunc(c.prose.numbers, func(o prose.Number) bool {
		return o.S == n.S && o.Of == prose.CarriedIn && o.Doubt == prose.Sure && o.Quantity().At < n.Quantity().At
	})
}

// asReceived reports whether n is as many as came in, which 办理 may mean, too.
func (c *Context) asReceived(n *prose.Number) bool {
	return slices.ContainsFunc(slices.Concat(c.one(partApplications, rowNew, rowIn), c.one(partApplications, rowNew)), func(r reading) bool {
		return r.value.Cmp(n.Quantity().Value) == 0
	})
}

// ofCarried reports whether number i may be the answers to those that were
// carried in: as many, or, with those left to the next year, as many.
func (c *Context) ofCarried(i int) bool {
	in, _, ok := c.rowTotal(partApplications, rowIn)
	if !ok || in.Sign() == 0 {
		return false
	}
	carried := false
	n := &c.prose.numbers[i]
	from, to := c.prose.sentence(i)
	for k := from; k < to; k++ {
		o := &c.prose.numbers[k]
		carried = carried || k < i && o.Of == prose.CarriedIn
		if k > i && o.Of == prose.CarriedOut && carried && new(big.Rat).Add(n.Quantity().Value, o.Quantity().Value).Cmp(in) == 0 {
			return true
		}
	}
	return carried && n.Quantity().Value.Cmp(in) == 0
}

// severalAnswers reports whether the sentence says twice how many were answered,
// the second time behind those that were carried in: of both there are some.
func (c *Context) severalAnswers(i int) bool {
	p := c.prose
	n := &p.numbers[i]
	count, carried := 0, false
	from, to := p.sentence(i)
	for k := from; k < to; k++ {
		o := &p.numbers[k]
		carried = carried || o.Of == prose.CarriedIn && !o.Part
		if o.Of == n.Of && o.Doubt == prose.Sure {
			count++
		}
	}
	return carried && count > 1
}
