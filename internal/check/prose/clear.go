package prose

import "strings"

// clearClasses are the words that a clause may have of which it is understood whole that it
// speaks of all of something. What nobody knows (汛期, 测算) may speak of some of it.
var clearClasses = []Class{
	Fill, Total, ThisYear, WholeYear, Noise, Application, Apply, New, Receive, Accept, Answer, Handle, In, Out, Carry, Channel, Row,
	Applicant, Result, Reason, Opened, Review, Suit, Direct, After, Outcome, Cause, NormDocs, Rules, Made, Repealed, Valid,
	Licence, Penalty, Compulsion, Decide, Decision, Fees, Part, Include, Each, Every, Rest, Compare, Than, Up, Down, Share,
}

// Clear reports whether every word of the clause of a number is one that is known to belong
// to what it says of all of a year: only then it can be wrong for sure.
func (n *Number) Clear(year int) bool {
	toks := n.S.Tokens
	for j := n.Token - 1; j >= 0; j-- {
		if toks[j].stops() {
			if toks[j].Mark != '）' {
				break
			}
			if j = n.S.Opening(j); j < 0 { // 申请（含网上）12件
				break
			}
			continue
		}
		if !toks[j].clear(year) {
			return false
		}
	}
	j := n.Token + 1
	for ; j < len(toks) && !toks[j].stops(); j++ {
		if !toks[j].clear(year) {
			return false
		}
	}
	return (j+1 >= len(toks) || !n.S.In.scope.more.in(n.S.Text[toks[j+1].At:])) && n.leftWhole(year) && n.plainlyLed(year)
}

// stops reports whether a token ends a clause.
func (t *Token) stops() bool {
	return t.Class == Mark && t.Mark != '、' && t.Mark != '“' && t.Mark != '”'
}

// clear reports whether a token leaves no doubt that all of the year is meant.
func (t *Token) clear(year int) bool {
	switch t.Class {
	case Mark, Figure, Own, Date, Title:
		return true
	case Year:
		return int(t.Value) >= year-1 && int(t.Value) <= year+1
	case Known:
		for _, c := range clearClasses {
			if t.Term.Is(c) {
				return true
			}
		}
	}
	return false
}

// LeftOut reports whether the clause of a number says that it is of such as another leaves
// out, OfAll that it is of some that another counts.
func (n *Number) LeftOut() bool { return n.S.In.scope.leftOut.in(n.clause()) }
func (n *Number) OfAll() bool   { return n.S.In.scope.ofAll.in(n.clause()) && !n.LeftOut() }

// Begins reports whether a number is the first word of its clause.
func (n *Number) Begins() bool { return n.Token == 0 || n.S.Tokens[n.Token-1].stops() }

// clause gives the text of the clause of a number.
func (n *Number) clause() string {
	toks, from, to := n.S.Tokens, n.Token, n.Token
	for from > 0 && !toks[from-1].stops() {
		from--
	}
	for to+1 < len(toks) && !toks[to+1].stops() {
		to++
	}
	return n.S.Text[toks[from].At:toks[to].End]
}

// OfApplications reports whether applications may be counted in a unit.
func OfApplications(unit string) bool {
	switch strings.TrimSuffix(unit, "次") {
	case "件", "份", "宗", "项", "起", "条", "个":
		return true
	}
	return false
}
