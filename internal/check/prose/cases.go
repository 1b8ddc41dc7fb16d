package prose

import "strings"

// cases: reviews, suits, and what came of them.
func (r *reader) cases(n *Number, b, l, t int) bool {
	w, v := r.token(l), r.token(t)
	if l > 0 && isCase(w) && isCase(v) && r.token(l-1).Class == Figure { // 3件行政复议、2件行政诉讼
		l, w = -1, r.token(-1)
	}
	switch {
	case w.Is(Outcome):
		return r.outcome(n, w)
	case r.others(l, t, n.Token) && r.lastIs(Outcomes): // 纠正1件、其他1件
		n.Rest = true
		return r.outcome(n, &Token{Term: restOfOutcomes, Class: Known, At: w.At, End: w.End})
	case w.Is(Every) && l > b:
		l = r.left(b, l)
		w = r.token(l)
		n.Each = true
	case l >= 0 && w.Is(Cause) && !isCase(w):
		// 行政复议案件发生2起, 发生2起行政复议
		if j := r.has(b, l, Review, Suit, Direct, After); j >= 0 && r.onlyCause(j+1, l) {
			l, w = j, r.token(j)
		}
	}
	switch {
	case isCase(w):
		n.from(w.At)
		r.kindOf(n, w)
		if j := r.caseJoined(b, l); j >= 0 {
			r.joinedKind(n, w, r.token(j))
			n.from(r.s.Tokens[j].At)
		}
	case (l < 0 || w.Is(Cause)) && isCase(v):
		if l >= 0 {
			n.from(w.At)
		}
		n.to(v.End)
		r.kindOf(n, v)
		if j := r.right(t); j >= 0 && isCase(r.token(j)) {
			r.joinedKind(n, v, r.token(j))
		}
	case (l < 0 || w.Is(Limit)) && v.Is(Outcome):
		return r.outcome(n, v)
	case l < 0 && r.entered(n.Token, t) >= 0: // 其中6件申请进入行政复议程序
		v = r.token(r.entered(n.Token, t))
		n.Mild = true
		n.to(v.End)
		r.kindOf(n, v)
	default:
		return false
	}
	r.qualify(n, b, v)
	return true
}

// qualify says of cases how sure it is that the form's table counts the same. v is
// the word behind the number, b where its clause begins.
func (r *reader) qualify(n *Number, b int, v *Token) {
	switch {
	case !r.info && r.about != Review, r.notOfInformation(), r.fewOfInformation(n.Token):
		n.Of, r.casedOff = OtherWork, true // those that a body handles
	case b > 0 && r.token(b-1).Class == Figure && r.has(b, n.Token, Cause) >= 0: // 予以公开的5件引起复议1件
		n.Doubt = Qualified
	case r.has(b, n.Token, Outcome, Result, Reason, Rest) >= 0, r.besideQualified(b), r.stateBehind(n.Token), r.decidedOn(n.Token, v): // 年末在审复议2件、诉讼1件
		n.Doubt = Qualified
	case r.has(b, n.Token, Veto, Compare, Handle, Accept, Penalty, Licence, Compulsion, Other, In, Carry, New) >= 0 || r.limited(b, n.Token) || r.answered(b, n.Token) || v.Is(Veto) || v.Is(Outcome) || anyPrefix(r.s.Text[r.s.Tokens[n.Token].End:], []string{"为一审", "为二审", "一审", "二审"}):
		n.Doubt = Qualified
	}
	// 收到涉及信息公开的复议案件16件 may be those that a government decides.
	n.Mild = n.Mild || r.has(b, n.Token, Receive) >= 0 && r.has(b, n.Token, Limit) >= 0
	n.Mild = n.Mild || !r.named && r.about != Review // only the heading says what they are about
	n.Mild = n.Mild || r.unknown(b, n.Token) || r.unknown(n.Token+1, r.clauseEnd(n.Token+1))
}

// besideQualified reports whether the clause of cases that begins at token b goes on,
// behind 、 or 和, with one that may be of some cases only.
func (r *reader) besideQualified(b int) bool {
	for b < len(r.s.Tokens) && isCase(r.token(b)) {
		b++ // 2件复议和1件诉讼
	}
	if b > 0 && b < len(r.s.Tokens) && r.token(b-1).Mark == '、' {
		b--
	}
	if len(r.out) == 0 || b == 0 || b >= len(r.s.Tokens) || r.token(b).Mark != '、' && !anyPrefix(r.s.Text[r.token(b).At:], []string{"和", "与", "及", "以及"}) {
		return false
	}
	p := &r.out[len(r.out)-1]
	return p.S == r.s && (p.Doubt == Qualified && isCases(p.Of) || !isCases(p.Of) && isCase(r.token(r.right(p.Token))))
}

func isCases(of Count) bool { return of == Reviews || of == Suits || of == Cases }

// stateBehind reports whether the clause goes on behind number k of cases to say what
// became of these, which may be some of them: 1件复议、1件诉讼还没有结果.
func (r *reader) stateBehind(k int) bool {
	first := k+1 < len(r.s.Tokens) && isCase(r.token(k+1))
	for k++; k < len(r.s.Tokens); k++ {
		switch t := r.token(k); {
		case t.Is(Outcome), t.Is(Veto):
			return k+1 >= len(r.s.Tokens) || r.token(k+1).Class != Figure
		case !first && t.Class == Known && anyPrefix(t.Term.Word, []string{"均", "全部", "都"}):
			return false // 行政复议3件均维持
		case t.Class == Mark && t.Mark != '、', t.Class == Figure && !isCase(r.token(r.right(k))) && !isCase(r.token(k-1)), !passed(t) && !isCase(t) && t.Class != Figure:
			return false
		}
	}
	return false
}

// decidedOn reports whether the word v behind number k names no case that is counted, but
// what one was about: 1件对复议决定不服起诉.
func (r *reader) decidedOn(k int, v *Token) bool {
	at := r.s.Tokens[k].End
	return isCase(v) && v.At >= at && (strings.ContainsAny(r.s.Text[at:v.At], "对因经") || strings.HasPrefix(r.s.Text[v.End:], "决定"))
}

// joinedKind says which cases are counted that two words name: of 直接起诉 and
// 行政诉讼 the one, of 行政复议 and 行政诉讼 both; of 复议 and 行政复议 no other.
func (r *reader) joinedKind(n *Number, w, o *Token) {
	narrow := func(t *Token) bool { return t.Is(Direct) || t.Is(After) }
	switch {
	case narrow(w) && o.Is(Suit), w.Is(Review) && o.Is(Review), w.Is(Suit) && o.Is(Suit):
	case narrow(o) && w.Is(Suit):
		r.kindOf(n, o)
	case narrow(o) && narrow(w):
		n.Verb = Suit
	default:
		n.Of = Cases
	}
}

// entered gives the cases that number k of applications, which the token t names,
// became: 进入行政复议程序; -1.
func (r *reader) entered(k, t int) int {
	if v := r.token(t); !v.Is(Apply) && !v.Is(Application) {
		return -1
	}
	for j := t + 1; j < len(r.s.Tokens); j++ {
		switch v := &r.s.Tokens[j]; {
		case isCase(v):
			return j
		case v.Class == Plain && r.s.Text[v.At:v.End] == "进入", v.Is(Cause), passed(v):
		default:
			return -1
		}
	}
	return -1
}

// limited reports whether a clause leaves some cases out, and not only those that
// are not about information: 涉及信息公开申请的, 有关政府信息公开的.
func (r *reader) limited(b, k int) bool {
	for j := b; j < k; j++ {
		if t := &r.s.Tokens[j]; t.Is(Limit) && FirstPrefix(r.s.Text[t.End:], []string{"政府信息公开", "信息公开", "政务公开", "依申请公开"}) == "" && !(t.Term.Word == "涉及" && isCase(r.token(j+1))) {
			return true
		}
	}
	return false
}

// answered reports whether a clause speaks of answers, and not of those that
// cases are about: 因信息公开答复提起行政复议.
func (r *reader) answered(b, k int) bool {
	j := r.has(b, k, Answer)
	return j >= 0 && !(j > b && (r.token(j-1).Is(Cause) || r.token(j-1).Is(Application) || r.token(j-1).Is(Apply)))
}

// notOfInformation reports whether the sentence says that its cases are about
// something else.
func (r *reader) notOfInformation() bool {
	for _, words := range []string{"与政府信息公开无关", "与信息公开无关", "非信息公开", "非政府信息公开", "不涉及信息公开", "不涉及政府信息公开", "其他行政行为", "其它行政行为"} {
		if strings.Contains(r.s.Text, words) {
			return true
		}
	}
	return false
}

// fewOfInformation reports whether behind token k it is told how many of these
// cases were about information: 行政复议185件，其中信息公开类3件.
func (r *reader) fewOfInformation(k int) bool {
	named := false
	for j := k + 1; j < len(r.s.Tokens); j++ {
		switch t := &r.s.Tokens[j]; {
		case t.Class == Mark && t.Mark == '；':
			return false
		case isCase(t) && !named && !strings.Contains(r.s.Text[t.End:], "其中"):
			return false
		case strings.Contains(r.s.Text[t.At:t.End], "信息公开"):
			named = true
		case t.Class == Figure && t.Number.Kind == Counted && named:
			return true
		}
	}
	return false
}

func isCase(t *Token) bool { return t.Is(Review) || t.Is(Suit) || t.Is(Direct) || t.Is(After) }

// kindOf says which cases these are.
func (r *reader) kindOf(n *Number, w *Token) {
	n.Of, n.Verb, n.Term = Suits, Suit, w.Term
	switch {
	case w.Is(Review):
		n.Of, n.Verb = Reviews, Review
	case w.Is(Direct):
		n.Verb = Direct
	case w.Is(After):
		n.Verb = After
	}
}

// onlyCause reports whether tokens say no more than that cases came up.
func (r *reader) onlyCause(from, to int) bool {
	for j := from; j < to; j++ {
		if t := &r.s.Tokens[j]; !t.Is(Cause) && !passed(t) {
			return false
		}
	}
	return true
}

// caseJoined gives the other kind of cases that is counted with the one at
// token l: 行政复议和行政诉讼; -1 where none is.
func (r *reader) caseJoined(b, l int) int {
	for j := l - 1; j >= b; j-- {
		t := &r.s.Tokens[j]
		if isCase(t) && t.Term != r.s.Tokens[l].Term {
			return j
		}
		if !passed(t) && !t.Is(Cause) {
			return -1
		}
	}
	return -1
}

// outcome: 结果维持2件, 2件纠正. Which cases they are is what was spoken of last.
func (r *reader) outcome(n *Number, w *Token) bool {
	if r.thing != Review && r.thing != Suit || !r.info && r.about != Review {
		return false
	}
	n.Of, n.Term, n.Verb = Outcomes, w.Term, r.thing
	if r.casedOff {
		n.Doubt = OfPart
	}
	if r.brokenDown(w) {
		n.Doubt = Qualified
	}
	for j := n.Token - 1; j >= 0; j-- {
		t := &r.s.Tokens[j]
		if t.Class == Figure && (r.out[t.Read].Of == Suits || r.out[t.Read].Of == Reviews) {
			n.Verb = r.out[t.Read].Verb
			if r.besides(int(t.Read)) {
				n.Doubt = Qualified
			}
			break
		}
		if t.Is(Direct) {
			n.Verb = Direct
		}
		if t.Is(After) {
			n.Verb = After
		}
		if isCase(t) || t.Class == Mark && t.Mark == '；' {
			break
		}
	}
	if r.cased == Cases {
		n.Verb = Cause // of both
	}
	n.from(w.At)
	n.to(w.End)
	return true
}

// besides reports whether the number of cases before number i is of others beside them,
// so that what came of them may be of both: 直接起诉4件，复议后起诉2件，其中审结4件.
func (r *reader) besides(i int) bool {
	if i == 0 || r.out[i-1].S != r.s || r.out[i-1].Of != Suits && r.out[i-1].Of != Reviews || r.out[i-1].Verb == r.out[i].Verb {
		return false
	}
	p, n := &r.out[i-1], &r.out[i]
	between := r.s.Text[p.Quantity().End:max(n.Words[0], p.Quantity().End)]
	switch {
	case strings.ContainsAny(between, "；："):
		return false
	case p.Of == Suits && n.Of == Suits:
		return p.Verb != Suit // and not 诉讼6件，直接起诉4件
	}
	return strings.Contains(between, "、")
}

// brokenDown reports whether the part of the sentence gives outcome w in its own cases
// besides: 驳回3件，维持2件 are upheld, both of them.
func (r *reader) brokenDown(w *Token) bool {
	if len(w.Term.Columns) != 1 {
		return false
	}
	before, behind := r.s.Text[:w.At], r.s.Text[w.End:]
	before = before[strings.LastIndex(before, "；")+1:]
	behind, _, _ = strings.Cut(behind, "；")
	text := strings.NewReplacer("撤销复议", "", "撤销行政复议", "").Replace(before + "，" + behind)
	for _, o := range ownWords[w.Term.Columns[0]] {
		if strings.Contains(text, o) {
			return true
		}
	}
	return false
}

// ownWords are the law's own words for what the form puts into one column.
var ownWords = map[string][]string{"upheld": {"驳回"}, "corrected": {"撤销", "责令", "确认违法", "变更"}}
