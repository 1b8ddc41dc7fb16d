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
	stops := func(t *Token) bool {
		return t.Class == Mark && t.Mark != '、' && t.Mark != '“' && t.Mark != '”'
	}
	for j := n.Token - 1; j >= 0; j-- {
		if stops(&toks[j]) {
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
	for ; j < len(toks) && !stops(&toks[j]); j++ {
		if !toks[j].clear(year) {
			return false
		}
	}
	return j+1 >= len(toks) || !strings.HasPrefix(n.S.Text[toks[j+1].At:], more)
}

// more begins a clause that tells of others, which the number before does not count:
// 受理申请48件，另有4件撤回.
const more = "另有"

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
