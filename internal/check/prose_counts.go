package check

import (
	"math/big"
	"slices"
	"strings"

	"nianbao/internal/check/formula"
	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
)

// The rows and columns that prose speaks of. Where a form has no such key
// nothing is compared.
const (
	rowNew          = "new"
	rowIn           = "carried_in"
	rowResults      = "result_total"
	rowOut          = "carried_out"
	rowReview       = "review"
	rowSuitDirect   = "suit_direct"
	rowSuitReview   = "suit_after_review"
	rowNormdocs     = "normdocs"
	rowRules        = "rules"
	rowFees         = "fees"
	columnUpheld    = "upheld"
	columnCorrect   = "corrected"
	columnOther     = "other"
	columnPending   = "pending"
	columnDecisions = "decisions"
	columnPrevItems = "prev_items"
	columnDelta     = "delta"
)

// compare compares the numbers that count one of some things with what the
// tables say of these.
func (c *Context) compare(mean func(i int, n *prose.Number) []reading, of ...prose.Count) {
	p := c.numbers()
	for i := range p.numbers {
		n := &p.numbers[i]
		if !slices.Contains(of, n.Of) || n.Doubt != prose.Sure {
			continue
		}
		p.why = diag.Text{}
		if rs := mean(i, n); len(rs) > 0 {
			c.agree(i, rs)
		} else if v := &p.told[i]; v.result == notCompared && v.with.ZH == "" {
			v.with = p.why
		}
	}
}

// agree compares number i with what it can mean, the likeliest first. Where
// none is it, that is a finding; where it is not the likeliest, which one it is
// is told as information.
func (c *Context) agree(i int, rs []reading) *Finding {
	n := &c.prose.numbers[i]
	q := n.Quantity()
	words := n.S.Words(n.Words[0], n.Words[1])
	for k, r := range rs {
		if formula.Cmp(r.value, q.Value) != 0 {
			continue
		}
		c.prose.told[i] = verdict{agrees, r.formula, false}
		if k == 0 {
			return nil
		}
		f := c.atNumber(n, diag.Text{ZH: "“" + words + "”按此理解：" + r.formula.ZH, EN: "“" + words + "” is read as " + r.formula.EN}, diag.Text{})
		f.Severity = diag.Info
		return f
	}
	if why := c.partOf(i, rs); why.ZH != "" {
		c.prose.told[i].with = why
		return nil // one of them is the total, this one is not
	}
	f := c.atNumber(n,
		diag.T("文字“%s”与表格不符", "the words “%s” do not agree with the table", words),
		diag.T("请核对，改正文字或表格中的数字。", "look at both; correct the words or the table."))
	f.Got = plainNumber(q.Value)
	var want []string
	var formulas []diag.Text
	for k, r := range rs {
		if v := plainNumber(r.value); k == 0 || v != want[0] {
			want, formulas = append(want, v), append(formulas, r.formula)
		}
	}
	f.Want, f.Formula = strings.Join(want, " / "), listed(formulas)
	if n.Mild || f.Severity == diag.Error && (!n.Clear(c.Report.Year) || c.mayBeCompleted(i, rs) || c.toldBefore(i) || c.saidAsPart(i)) {
		f.Severity = max(f.Severity, diag.Warning) // a word that nobody knows never stops a build
	}
	c.prose.told[i] = verdict{differs, f.Formula, false}
	return f
}

// partOf says why number i, which is none of its readings, is no contradiction; the
// zero Text: it is one.
func (c *Context) partOf(i int, rs []reading) diag.Text {
	switch {
	case c.prose.numbers[i].Since && c.ofYears(i, rs):
		return diag.T("“累计”没有写从哪一年起，可能不止这一年", "it is cumulative, and from which year on is not told")
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

// one gives the total of rows as the only reading.
func (c *Context) one(part string, rows ...string) []reading {
	if r, ok := c.sumOf(part, rows...); ok {
		return []reading{r}
	}
	return nil
}

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

// cells adds figures; false where one is missing or is no number.
func (c *Context) cells(part string, rows, columns []string) (reading, bool) {
	sum := reading{value: new(big.Rat)}
	var formulas []diag.Text
	for _, row := range rows {
		for _, column := range columns {
			r, ok := c.cell(part, row, column)
			if !ok {
				return reading{}, false
			}
			sum.value.Add(sum.value, r.value)
			formulas = append(formulas, r.formula)
		}
	}
	sum.formula = listed(formulas)
	return sum, len(formulas) > 0
}

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

// only gives one figure as the only reading.
func (c *Context) only(part, row, column string) []reading {
	if r, ok := c.cell(part, row, column); ok {
		return []reading{r}
	}
	return nil
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
