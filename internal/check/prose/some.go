package prose

import "strings"

// What stands around a number may make it one of some only, whatever it counts.

// narrow takes in what makes number n one of some applications or cases, or of none.
func (r *reader) narrow(n *Number) {
	if n.Of < Received {
		r.leads(n)
		return
	}
	switch {
	case n.Of > Outcomes:
	case n.Of != Applicants && n.Quantity().Unit != "" && strings.Contains("名位人户家", n.Quantity().Unit): // 3名申请人对答复不满意
		n.Of, n.Doubt = Item, Sure
	case n.Doubt != Sure:
	case n.Of == Results && n.Quantity().Unit == "项" && !r.received: // 18项内容中，公开9项
		n.Doubt = Qualified
	case r.inSeries(n.Token):
		n.Doubt = Qualified
	case n.Of <= Handled && r.among(n.Token):
		n.Doubt = OfPart
	}
}

// inSeries reports whether number k is one of several that one noun is said of, each for a
// year, a quarter or a body of its own: 依次收到申请9件、13件、8件.
func (r *reader) inSeries(k int) bool {
	beside := func(mark, number int) bool {
		return mark >= 0 && number >= 0 && number < len(r.s.Tokens) && r.token(mark).Mark == '、' && r.token(number).Class == Figure && SameUnit(r.token(number).Number, r.token(k).Number)
	}
	if !beside(k+1, k+2) && !beside(k-1, k-2) {
		return false
	}
	e, _ := r.eachBefore(k)
	return e < 0
}

// among reports whether number k is of those that are counted right before it: 12件申请中有3件.
func (r *reader) among(k int) bool {
	b := r.begin(k)
	if b == 0 || r.token(b-1).Class != Figure {
		return false
	}
	for j := b; j < k; j++ {
		if t := r.token(j); !t.Is(Application) && !t.Is(Apply) && !t.Is(Answer) && !passed(t) && !(t.Class == Plain && t.End-t.At <= len("件中")) {
			return false
		}
	}
	return anyIn(r.s.Text[r.token(b-1).End:r.token(k).At], "中", "有")
}

// leads lets what follows be another body's where the clause of a number that no table has
// begins with one, and goes on to it: 医疗机构投诉0件、复议0件; 公共企事业单位19家，收到申请11件.
func (r *reader) leads(n *Number) {
	k, b := n.Token, r.begin(n.Token)
	if n.Of == NoCount || n.Quantity().Unit != "家" && !(k+1 < len(r.s.Tokens) && r.token(k+1).Mark == '、') {
		return
	}
	for j := b; j < k; j++ {
		switch t := r.token(j); {
		case t.Class == Own, t.Class == Known && t.Term.Word == "向":
			return
		case t.Is(Body), t.Is(Called):
			r.other = true
			return
		case !passed(t) && t.Class != Plain:
			return
		}
	}
}
