package check

import (
	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
)

// result is what became of a number of the prose.
type result uint8

const (
	notCompared result = iota
	agrees
	differs
)

// verdict is with what a number was compared, and how that came out.
type verdict struct {
	result result
	with   diag.Text
	prose  bool // with other numbers of the prose, not with a table
}

// Explained is a number of the prose: how it is read, and with what it was
// compared.
type Explained struct {
	Pos     diag.Pos
	Text    string // as typed
	Read    diag.Text
	Outcome string    // one of Outcomes
	With    diag.Text // the figures that it was compared with, or why it was not
}

// Outcomes are what can become of a number.
var Outcomes = []string{OutcomeAgrees, OutcomeDiffers, OutcomeProse, OutcomeNone}

// The outcomes: with a table; with other numbers of the prose; not compared.
const (
	OutcomeAgrees  = "agrees"
	OutcomeDiffers = "differs"
	OutcomeProse   = "agrees-with-prose"
	OutcomeNone    = "not-compared"
)

// outcomeWords are what people read for an outcome.
var outcomeWords = map[string]diag.Text{
	OutcomeAgrees:  diag.T("相符", "agrees"),
	OutcomeDiffers: diag.T("不符", "differs"),
	OutcomeProse:   diag.T("与文中其他数相符", "agrees with other numbers of the prose"),
	OutcomeNone:    diag.T("没有比", "not compared"),
}

// Said is what people read of a number: as what it is read, what became of it,
// and with what or why.
func (e *Explained) Said() diag.Text {
	word := outcomeWords[e.Outcome]
	t := diag.Text{ZH: e.Read.ZH + " → " + word.ZH, EN: e.Read.EN + " → " + word.EN}
	if e.With.ZH != "" {
		t.ZH += "：" + e.With.ZH
	}
	if e.With.EN != "" {
		t.EN += ": " + e.With.EN
	}
	return t
}

// explain gives all numbers of the prose, in its order.
func (c *Context) explain() []Explained {
	p := c.numbers()
	all := make([]Explained, len(p.numbers))
	for i := range p.numbers {
		n, v := &p.numbers[i], p.told[i]
		from, to := n.At()
		a, _ := n.S.Span(from, to)
		e := Explained{Pos: n.S.In.Value.At(a), Text: n.S.Words(from, to), Read: readAs(n), With: v.with}
		switch {
		case v.result == differs:
			e.Outcome = OutcomeDiffers
		case v.result == agrees && v.prose:
			e.Outcome = OutcomeProse
		case v.result == agrees:
			e.Outcome = OutcomeAgrees
		default:
			if e.Outcome = OutcomeNone; e.With.ZH == "" {
				e.With = whyNot(n)
			}
		}
		all[i] = e
	}
	return all
}

// reads says what numbers count.
var reads = map[prose.Count]diag.Text{
	prose.Unread:     diag.T("没有认出来", "not read"),
	prose.NoCount:    diag.T("不是件数（日期、文号、电话等）", "no count: a date, a document's number, a telephone"),
	prose.Slogan:     diag.T("不是件数（口号、引文）", "no count: a slogan, a quotation"),
	prose.Item:       diag.T("表中没有的件数", "a count that no table has"),
	prose.OtherWork:  diag.T("别的事的件数", "a count of other matters"),
	prose.Rate:       diag.T("百分率", "a rate"),
	prose.ShareOf:    diag.T("占比", "a share"),
	prose.Growth:     diag.T("增减", "a change"),
	prose.Base:       diag.T("用来比的以前的数", "an earlier figure that is compared with"),
	prose.Some:       diag.T("一部分申请", "some of the applications"),
	prose.Received:   diag.T("收到的申请", "applications received"),
	prose.Fresh:      diag.T("新收的申请", "new applications"),
	prose.Accepted:   diag.T("受理的申请", "applications accepted"),
	prose.Answered:   diag.T("办结、答复的申请", "applications answered"),
	prose.Handled:    diag.T("办理的申请", "applications handled"),
	prose.CarriedIn:  diag.T("上年结转", "carried in"),
	prose.CarriedOut: diag.T("结转下年度", "carried out"),
	prose.Results:    diag.T("办理结果", "a kind of result"),
	prose.Applicants: diag.T("申请人", "a kind of applicants"),
	prose.Reviews:    diag.T("行政复议", "reviews"),
	prose.Suits:      diag.T("行政诉讼", "lawsuits"),
	prose.Cases:      diag.T("行政复议和行政诉讼", "reviews and lawsuits"),
	prose.Outcomes:   diag.T("复议、诉讼的结果", "outcomes of reviews and lawsuits"),
	prose.Documents:  diag.T("规章、规范性文件", "rules and documents"),
	prose.Decisions:  diag.T("处理决定", "decisions"),
	prose.Items:      diag.T("事项", "items"),
	prose.FeesTaken:  diag.T("收费金额", "fees"),
	prose.RowOf:      diag.T("统计表中的一行", "a row of the statistics table"),
}

// readAs says how a number is read, with the words that say so.
func readAs(n *prose.Number) diag.Text {
	t := reads[n.Of]
	if n.Of < prose.ShareOf {
		return t
	}
	words := n.S.Words(n.Words[0], n.Words[1])
	return diag.Text{ZH: t.ZH + "：“" + words + "”", EN: t.EN + ": “" + words + "”"}
}

// doubts say why a number that was read was not compared.
var doubts = map[prose.Doubt]diag.Text{
	prose.Vague:     diag.T("不是确数", "it is not exact"),
	prose.OfPart:    diag.T("只是其中一部分", "it is of a part only"),
	prose.OtherTime: diag.T("说的是别的年份或一年中的一段", "it speaks of another time"),
	prose.OtherBody: diag.T("说的是别的单位", "it speaks of another body"),
	prose.Qualified: diag.T("前后的文字可能限定了范围", "the words around it may leave some out"),
	prose.Wished:    diag.T("说的是打算", "it speaks of what is planned"),
}

func whyNot(n *prose.Number) diag.Text {
	switch {
	case n.Doubt != prose.Sure && n.Of != prose.Base:
		return doubts[n.Doubt]
	case n.Of == prose.Base:
		return diag.T("说的是别的年份", "it speaks of another year")
	case n.Of == prose.ShareOf || n.Of == prose.Growth:
		return diag.T("不能确定同哪个数比", "what it is of cannot be told")
	case n.Of == prose.NoCount, n.Of == prose.Slogan:
		return diag.T("不是件数，不用比", "it counts nothing")
	case n.Of == prose.Rate:
		return diag.T("文中没有算这个率的两个数", "the prose does not have the two numbers that the rate is of")
	case n.Of == prose.Some:
		return diag.T("是一部分申请的，表中不单列", "it is of some applications; the tables do not list these")
	case n.Of == prose.OtherWork:
		return diag.T("是别的事，表中不统计", "it is of other matters, which the tables do not count")
	case n.Of < prose.Received:
		return diag.T("表中没有这一项，文中也没有同它对得上的总数或各项", "the tables have no such figure, and the prose has no total or parts of it")
	}
	return diag.T("这一年度的表中没有这一行（列），或者表中没有填数", "the tables of this year have no such row or column, or no figure in it")
}
