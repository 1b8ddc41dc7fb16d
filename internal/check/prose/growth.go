package prose

import "strings"

// grown reads the change that token j of the clause from token b on tells of.
func (r *reader) grown(n *Number, b, j int) {
	n.Of, n.Verb = Growth, Up
	if r.has(b, n.Token, Down) >= 0 {
		n.Verb = Down
	}
	n.from(r.token(j).At)
	r.grows(n, b)
}

// grows says what a change is of where its clause, from token b on, says so itself:
// 申请量同比增长20%.
func (r *reader) grows(n *Number, b int) {
	var of Count
	var term *Term
	if r.when == otherTime && r.has(b, n.Token, Year, OtherYear) < 0 {
		return
	}
	for j := b; j < n.Token; j++ {
		switch t := r.token(j); {
		case t.Is(Compare), t.Is(Up), t.Is(Down), changesFrom(t), t.Class == Known && (t.Term.Word == "比" || t.Term.Word == "较"):
			if of != Unread {
				n.Change, n.Term = of, term
				n.from(r.token(b).At)
			}
			return
		case t.Is(Application), t.Is(Apply) && r.ofApplications():
			if of == Unread {
				of, term = Received, t.Term
			}
		case t.Is(Answer) && r.ofApplications():
			of, term = Answered, t.Term
		case t.Is(Review) && r.info && of == Unread:
			of, term = Reviews, t.Term
		case t.Is(Suit) && r.info && of == Unread:
			of, term = Suits, t.Term
		case t.Is(Receive), t.Is(New), t.Is(Cause) && !isCase(t), t.Class == Own, t.Class == Year && int(t.Value) == r.year, t.Is(ThisYear), t.Is(Total), t.Class == Known && measure[t.Term.Word]:
		default:
			return
		}
	}
}

// measure are the words between what grows and how much.
var measure = map[string]bool{"数": true, "量": true, "数量": true, "件数": true, "总": true, "的": true, "总数": true, "总量": true}

// ChangedTo reports whether what a number of the year before became stands behind it.
func (n *Number) ChangedTo() bool {
	k := n.Token + 1
	for k < len(n.S.Tokens) && n.S.Tokens[k].Is(Steeply) {
		k++
	}
	return k < len(n.S.Tokens) && n.S.Tokens[k].Is(Grown)
}

// OfYear reports whether the words before a number, back to a mark that is no bracket, name
// a year, in figures or as the one before.
func (n *Number) OfYear(year int) bool {
	toks := n.S.Tokens
	for j := n.Token - 1; j >= 0; j-- {
		switch t := &toks[j]; {
		case t.Class == Year:
			return int(t.Value) == year
		case t.Is(OtherYear), t.Is(Compare):
			return strings.ContainsAny(t.Term.Word, "上去")
		case t.Is(PartYear), t.Class == Month, t.Class == Date, t.Class == Figure, t.Class == Mark && t.Mark != '（' && t.Mark != '、', changesFrom(t):
			return false
		}
	}
	return false
}

// AsLastYear gives where the clause behind a number says that it is last year's, too:
// 3件，与上年持平.
func (n *Number) AsLastYear() (begin, end int, ok bool) {
	toks := n.S.Tokens
	k := n.Token + 1
	if k < len(toks) && toks[k].Class == Mark && (toks[k].Mark == '，' || toks[k].Mark == '（') {
		k++
	}
	if k >= len(toks) || !toks[k].Is(Same) {
		return 0, 0, false
	}
	return toks[k].At, toks[k].End, k+1 >= len(toks) || toks[k+1].Class == Mark
}
