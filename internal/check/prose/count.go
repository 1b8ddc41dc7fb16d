package prose

import (
	"slices"
	"strings"
)

// count reads what a number of things counts: by the nearest word before it that
// says so, else by the one behind it.
func (r *reader) count(n *Number) {
	k := n.Token
	b := r.begin(k)
	l, t := r.left(b, k), r.right(k)
	if l < 0 && t < 0 && r.some && !r.carried && r.ofApplications() && k > 0 && r.token(k-1).Is(Total) {
		n.Of, n.Mild, n.All = Received, true, true // 网上申请105件，快递17件，合计122件
		n.from(r.token(k - 1).At)
		return
	}
	if own := r.ownNoun(b, l, k); own > 0 { // 12件申请、13件答复
		b, l = own, -1
	}
	if r.inAll(n, b, l, t) {
		return
	}
	if name := r.each(k); name >= 0 && r.listed(n, name) {
		return
	}
	if r.becameOf(n, l) {
		return
	}
	if w := r.token(k - 1); w.Is(New) && r.grewBefore() { // 由8个增加到16个，新增8个
		n.Of, n.Verb = Growth, New
		n.from(w.At)
		return
	}
	for _, read := range []func(n *Number, b, l, t int) bool{
		r.base, r.growth, r.carriedOver, r.results, r.applicants, r.cases, r.documents, r.decisions, r.rows, r.applications,
	} {
		if read(n, b, l, t) {
			return
		}
	}
	switch w := r.token(l); {
	case w.Is(Other), w.Class == Mark && r.token(t).Is(Other), r.thing == Other && isVerb(w):
		n.Of = OtherWork
	default:
		n.Of = Item
	}
	if l >= 0 {
		n.from(r.s.Tokens[l].At)
	}
}

// ownNoun gives the token behind the 、 that parts number k from the noun of the
// number before, where nouns stand behind their numbers; 0 where they do not.
func (r *reader) ownNoun(b, l, k int) int {
	if l < 0 || b == 0 || r.token(b-1).Class != Figure || r.right(k) < 0 {
		return 0
	}
	for j := l + 1; j < k; j++ {
		if t := r.token(j); t.Class == Mark && t.Mark == '、' && r.left(j+1, k) < 0 {
			return j + 1
		}
	}
	return 0
}

// base: the number of an earlier year that another is compared with, 较2022年的8件,
// 较上年（8件）, 由上年的8件增加到.
func (r *reader) base(n *Number, _, _, _ int) bool {
	if n.ChangedTo() || r.comparedWith(n.Token) {
		n.Of, n.Doubt = Base, OtherTime // 申请由70件降至62件
		r.grows(n, r.begin(n.Token))
		return true
	}
	j := n.Token - 1
	for j >= 0 && (r.token(j).Class == Mark && r.token(j).Mark == '（' || r.token(j).Is(Fill) && r.token(j).Term.Word == "的") {
		j--
	}
	for j > 0 && j < n.Token-1 && (r.token(j).Class == Plain || r.token(j).Is(Noise)) { // 比2020年最多时的31件
		j--
	}
	year := j
	for j >= 0 && (r.token(j).Class == Year || r.token(j).Is(OtherYear)) {
		j--
	}
	switch {
	case year >= 0 && r.token(year).Is(Compare): // 较上年（8件）, 比上年的8件
		j = year
	case year < 0 || j == year || j < 0:
		return false
	case r.token(j).Is(Than), changesFrom(r.token(j)):
	case r.token(j).Mark == '（' && r.follows(n.Token, Mark) && r.token(n.Token+1).Mark == '）': // 12件（上年10件）
	default:
		return false
	}
	n.Of, n.Doubt = Base, OtherTime
	n.from(r.token(j).At)
	return true
}

// changesFrom reports whether a word stands before what became something else: 由70件降至62件.
func changesFrom(t *Token) bool {
	return t.Class == Known && (t.Term.Word == "由" || t.Term.Word == "从")
}

// becameOf gives what a number counts that another became, where its clause says so:
// 申请由70件降至62件; false where it is no such number.
func (r *reader) becameOf(n *Number, l int) bool {
	i := len(r.out) - 1
	if i < 0 || r.out[i].S != r.s || r.out[i].Of != Base || r.out[i].Change == Unread || !r.token(l).Is(Grown) {
		return false
	}
	p := &r.out[i]
	n.Of, n.Term, n.Mild, n.Verb = p.Change, p.Term, true, Suit
	if n.Of == Reviews {
		n.Verb = Review
	}
	n.from(p.Words[0])
	if p.OfYear(r.year - 1) {
		r.when = untold // 由上年的9件增至12件
	}
	return true
}

// grewBefore reports whether the last number is what the one before it became.
func (r *reader) grewBefore() bool {
	i := len(r.out) - 1
	return i > 0 && r.out[i-1].S == r.s && r.out[i-1].Of == Base && r.out[i-1].ChangedTo()
}

// comparedWith reports whether number k is what another year is named with, and no
// change: 较2022年收到申请70件、办结71件.
func (r *reader) comparedWith(k int) bool {
	b := r.begin(k)
	if i := len(r.out) - 1; i >= 0 && r.out[i].S == r.s && r.out[i].Of == Base && (r.token(b).Mark == '、' || b > 0 && r.token(b-1).Mark == '、') {
		return r.has(b, k, Up, Down, Compare) < 0
	}
	for j := b; j+1 < k; j++ {
		if r.token(j).Is(Than) && r.token(j+1).Class == Year {
			return r.has(b, k, Up, Down, Compare) < 0 && r.has(j+2, k, Receive, New, Accept, Answer, Handle) >= 0
		}
	}
	return false
}

// growth: 增加3件, 较上年多3件.
func (r *reader) growth(n *Number, b, l, _ int) bool {
	j := r.has(b, n.Token, Up, Down, Compare)
	if j < 0 || r.s.Tokens[j].Is(Compare) && j != l || r.token(l).Is(Grown) {
		return false
	}
	r.grown(n, b, j)
	return true
}

// ofApplications reports whether it is applications for information that the
// sentence speaks of here.
func (r *reader) ofApplications() bool { return r.thing == Application }

// carriedOver: 上年结转3件, 结转下年度3件, 3件结转下年度, 结转3件至2021年.
func (r *reader) carriedOver(n *Number, b, l, t int) bool {
	k := n.Token
	w, v := r.token(l), r.token(t)
	switch {
	case w.Is(Apply), w.Is(Application), w.Is(Handle), w.Is(Accept), w.Is(Receive), w.Is(Answer):
		if j := r.has(b, l, In, Out, Carry); j >= 0 && r.onlyVerbs(j+1, l) {
			n.Mild = isVerb(w)
			if w.Is(Answer) && r.token(j).Is(In) {
				n.Doubt = Qualified // 上年结转已办结2件
			}
			l, w = j, r.token(j)
		}
	case w.Is(OtherYear) && r.has(b, l, Carry) >= 0: // 结转至下年度
		l = r.has(b, l, Carry)
		w = r.token(l)
	}
	if !r.ofApplications() && (w.Is(Outcome) || v.Is(Outcome)) {
		return false // 行政复议1件，正在办理
	}
	switch {
	case w.Is(In):
		n.Of = CarriedIn
	case w.Is(Out):
		n.Of, n.Mild = CarriedOut, n.Mild || inWork(w)
	case w.Is(Carry):
		if !r.carryYear(n, b, l) {
			return false
		}
	case (l < 0 || w.Is(Handle) || w.Is(Limit) || isVerb(w) && strings.HasSuffix(w.Term.Word, "的")) && v.Is(Out): // 今年新收的1件结转下年度
		n.Of, n.Mild = CarriedOut, n.Mild || inWork(v)
		n.to(v.End)
	case (l < 0 || w.Is(Limit)) && (v.Is(Application) || v.Is(Apply)) && r.token(r.right(t)).Is(Out): // 另有6件申请结转到下年度
		n.Of = CarriedOut
		n.to(r.token(r.right(t)).End)
	case (l < 0 || w.Is(Handle) || w.Is(Limit) || w.Is(Rest) || w.Is(Left)) && v.Is(Carry) && r.yearBehind(t) == r.year+1:
		n.Of = CarriedOut
		n.to(v.End)
	default:
		return false
	}
	if l >= 0 && (w.Is(In) || w.Is(Out) || w.Is(Carry)) {
		n.from(w.At)
		r.carriedOf(n, b, l)
	}
	if !r.ofApplications() || w.Is(Out) && inWork(w) && v.Is(Other) { // 正在办理的2件为建议提案
		n.Of, n.Doubt = OtherWork, Sure
	}
	if n.Of == CarriedIn && v.Is(Answer) && k+1 < len(r.s.Tokens) {
		n.Doubt = Qualified
	}
	return true
}

// carriedOf says whether what was carried over, as the word at token l has it, may be some of
// it by a verb before: 已答复上年结转2件, and not 承办上年结转3件.
func (r *reader) carriedOf(n *Number, b, l int) {
	if h := r.has(b, l, Handle); h >= 0 && h == l-1 && !r.done(b, h) && r.token(l).Is(In) && r.has(b, l, Answer, Limit) < 0 {
		n.Mild = true
	} else if r.has(b, l, Answer, Handle, Limit) >= 0 {
		n.Doubt = Qualified
	}
}

// inWork reports whether words for what is carried out say no more than that it is
// being dealt with: 正在办理.
func inWork(t *Token) bool { return !strings.ContainsAny(t.Term.Word, "转延跨下次翌") }

// onlyVerbs reports whether tokens say no more than that applications are dealt with.
func (r *reader) onlyVerbs(from, to int) bool {
	for j := from; j < to; j++ {
		if t := &r.s.Tokens[j]; !passed(t) && !isVerb(t) && !t.Is(Application) && !t.Is(Apply) {
			return false
		}
	}
	return true
}

// carryYear reads the 结转 at token l by the years around it.
func (r *reader) carryYear(n *Number, b, l int) bool {
	before, behind := 0, r.yearBehind(n.Token)
	for j := b; j < l; j++ {
		if t := &r.s.Tokens[j]; t.Class == Year {
			before = int(t.Value)
		}
	}
	between := r.yearIn(l+1, n.Token)
	switch {
	case behind == r.year+1, between == r.year+1:
		n.Of = CarriedOut
	case before == r.year-1 && (between == 0 || between == r.year): // 2019年结转至2020年3件
		n.Of = CarriedIn
	case before != 0 || between != 0:
		n.Of, n.Doubt = CarriedIn, OtherTime
	case behind == 0 && r.settled && r.ofApplications(): // 收到40件，办结37件，结转3件
		n.Of, n.Mild = CarriedOut, true
	case behind == 0 && r.carried && r.ofApplications() && (r.lastIs(Answered) || r.lastIs(Handled)): // 上年结转4件，已办结3件，结转1件
		n.Of, n.Doubt = CarriedOut, OfPart
	default:
		return false
	}
	return true
}

// yearIn gives the year that is named between two tokens, 下年度 and the like too; 0: none.
func (r *reader) yearIn(from, to int) int {
	for j := from; j < to && j < len(r.s.Tokens); j++ {
		switch t := &r.s.Tokens[j]; {
		case t.Class == Year:
			return int(t.Value)
		case t.Class == Mark && t.Mark != '“' && t.Mark != '”', t.Class == Figure:
			return 0
		case t.Is(OtherYear) && strings.ContainsAny(t.Term.Word, "下次明"):
			return r.year + 1
		}
	}
	return 0
}

// yearBehind gives the year that is named behind token k in its clause.
func (r *reader) yearBehind(k int) int { return r.yearIn(k+1, len(r.s.Tokens)) }

// results: 予以公开2件, 2件属于无法提供, 予以公开或部分公开2件.
func (r *reader) results(n *Number, b, l, t int) bool {
	if r.openedOnly(n, b, l, t) {
		return true
	}
	switch w, v := r.token(l), r.token(t); {
	case r.others(l, t, n.Token) && r.ofApplications() && r.lastIs(Results): // 不予处理4件，其他3件
		n.Of, n.Mild, n.Rest, n.Term = Results, true, true, restOfResults
		n.from(w.At)
		return true
	case (w.Is(Apply) || w.Is(Application)) && l > b && r.token(r.left(b, l)).Is(Result): // 予以公开申请8件
		l = r.left(b, l)
	case r.thirdParty(w): // 经第三方同意公开1件
		return false
	case w.Is(Result):
	case w.Is(Reason) && r.reasonOf(w.Term):
	case w.Is(Answer) && r.has(b, l, Result) >= 0 && !r.unknown(r.has(b, l, Result)+1, l): // 不掌握政府信息答复4条
		l = r.has(b, l, Result)
	case (l < 0 || w.Is(Limit) && w.Term.Word == "其余" || w.Is(Application) && r.has(b, l, New, Receive, Accept) < 0) && v.Is(Result):
		if !r.ofApplications() || r.docs || r.unknown(t+1, r.clauseEnd(t)) {
			return false // 对3件不予公开事项开展“回头看”
		}
		n.Of, n.Term = Results, v.Term
		n.to(v.End)
		r.joinedBehind(n, t)
		return true
	case l < 0 && r.resultBehind(n.Token) >= 0: // 1件因不属于本机关公开无法提供
		if !r.ofApplications() || r.docs {
			return false
		}
		v := r.token(r.resultBehind(n.Token))
		n.Of, n.Term, n.Mild = Results, v.Term, true
		n.to(v.End)
		return true
	default:
		return false
	}
	for j := r.has(b, l, Result); j >= 0 && within(r.token(j).Term.Rows, r.token(l).Term.Rows); j = r.has(b, l, Result) {
		l = j // 因不掌握相关政府信息无法提供16件
	}
	w := r.token(l)
	n.from(w.At)
	if !r.ofApplications() || r.docs || r.thirdParty(w) || strings.HasSuffix(r.s.Text[:w.At], "主动") || strings.HasSuffix(r.s.Text[:w.At], "应") {
		return false
	}
	n.Of, n.Term = Results, w.Term
	if r.has(b, l, Applicant) >= 0 {
		n.Doubt = Qualified // 自然人申请予以公开19件
	} else if strings.Contains(r.s.Text[w.End:r.s.Tokens[n.Token].At], "（含") || strings.HasPrefix(r.s.Text[r.s.Tokens[n.Token].End:], "（含") {
		n.Doubt = Qualified // 予以公开（含部分公开）7件
	}
	r.joined(n, l)
	return true
}

// openedOnly reads a number of what is said to be 公开 and no more: 收到5件，公开3件; 答复公开3件、
// 部分公开1件.
func (r *reader) openedOnly(n *Number, b, l, t int) bool {
	o := r.token(n.Token - 1)
	if !o.Is(Opened) {
		return false
	}
	answered := r.token(l).Is(Answer) && l == n.Token-2
	if alone := l < 0 && t < 0 && r.received && !r.docs && b == n.Token-1 && !strings.HasPrefix(r.s.Text[n.Quantity().End:], "（含"); !alone && !answered {
		return false
	}
	n.Of, n.Mild, n.Term = Results, true, o.Term
	if n.from(o.At); answered && !r.partialNext(n.Token) {
		n.Doubt = Qualified // with those that are opened in part, it may be
	}
	return true
}

// thirdParty reports whether a result is what a third party said to it.
func (r *reader) thirdParty(w *Token) bool {
	return w.Is(Result) && strings.Contains(r.s.Text[:w.At], "第三方") && strings.Contains(w.Term.Word, "同意")
}

// partialNext reports whether the next number behind token k counts what was opened in part.
func (r *reader) partialNext(k int) bool {
	for j := k + 1; j < len(r.s.Tokens); j++ {
		switch t := &r.s.Tokens[j]; {
		case t.Is(Result):
			return slices.Contains(t.Term.Rows, "partial")
		case t.Class == Figure, !passed(t):
			return false
		}
	}
	return false
}

// clauseEnd gives the token that ends the clause of token k.
func (r *reader) clauseEnd(k int) int {
	for k < len(r.s.Tokens) && r.s.Tokens[k].Class != Mark {
		k++
	}
	return k
}

// joinedBehind adds the results that stand behind the one at token t: 其余11件为无法
// 提供、不予处理及其他处理.
func (r *reader) joinedBehind(n *Number, t int) {
	for j := t + 1; j+1 < len(r.s.Tokens); j += 2 {
		between, o := &r.s.Tokens[j], &r.s.Tokens[j+1]
		if !(between.Class == Mark && between.Mark == '、') && !(between.Class == Known && strings.Contains("或者和及与以及", between.Term.Word)) || !o.Is(Result) {
			return
		}
		if f := j + 2; f < len(r.s.Tokens) && r.s.Tokens[f].Class == Figure {
			return // 2件予以公开、不予公开1件
		}
		n.Also = append(n.Also, o.Term)
		n.to(o.End)
	}
}

// within reports whether rows are among others, and fewer.
func within(rows, of []string) bool {
	for _, row := range rows {
		if !slices.Contains(of, row) {
			return false
		}
	}
	return len(rows) < len(of)
}

// resultBehind gives the result that is named behind token k in its clause; -1.
func (r *reader) resultBehind(k int) int {
	for j := k + 1; j < len(r.s.Tokens); j++ {
		switch t := &r.s.Tokens[j]; {
		case t.Is(Result):
			if r.right(j) >= 0 {
				return -1 // 对2件不予公开的理由作了说明
			}
			return j
		case t.Class == Mark, t.Class == Figure, isVerb(t):
			return -1
		}
	}
	return -1
}

// joined adds the results that are counted with the one at token l: 予以公开或部分公开.
func (r *reader) joined(n *Number, l int) {
	if l > 1 && r.token(n.Token-1).Is(Every) && !r.token(l-1).Is(Part) && r.has(0, l, Result, Opened) >= 0 {
		n.Doubt = Qualified // 无法提供和不予处理各1件
		return
	}
	for j := l - 1; j > 0; j -= 2 {
		t := &r.s.Tokens[j]
		if !(t.Class == Mark && t.Mark == '、') && !(t.Class == Known && strings.Contains("或者和及与以及", t.Term.Word)) {
			return
		}
		o := &r.s.Tokens[j-1]
		switch {
		case o.Is(Opened) && anySuffix(r.s.Text[:o.At], []string{"不", "不能", "未", "无法"}):
			n.Doubt = Qualified // 不能公开或不能提供
			return
		case o.Is(Result), o.Is(Opened), o.Is(Reason):
			n.Also = append(n.Also, o.Term)
			n.from(o.At)
		case o.Class == Figure, o.Class == Mark:
			return
		default:
			n.Doubt = Qualified
			return
		}
	}
}

// restOfResults and restOfOutcomes are 其他 in a list of such.
var (
	restOfResults  = &Term{Word: "其他", Rows: []string{"other", "other1", "other2", "other3"}}
	restOfOutcomes = &Term{Word: "其他", Columns: []string{"other"}}
)

// others reports whether number k is of 其他 and of nothing more.
func (r *reader) others(l, t, k int) bool {
	w := r.token(l)
	return w.Is(Rest) && l == k-1 && t < 0 && strings.HasPrefix(w.Term.Word, "其") && !strings.HasPrefix(w.Term.Word, "其余")
}

// lastIs reports whether the number before in the sentence, shares passed over,
// counts this.
func (r *reader) lastIs(of Count) bool {
	for i := len(r.out) - 1; i >= 0 && r.out[i].S == r.s; i-- {
		if o := r.out[i].Of; o != NoCount && o != ShareOf {
			return o == of
		}
	}
	return false
}

// applicants: 其中自然人10件, and behind such, 企业2件.
func (r *reader) applicants(n *Number, b, l, t int) bool {
	w := r.token(l)
	if w.Is(Apply) && l > b || w.Is(Application) && r.has(b, l, New, Receive, Accept, Answer, Handle) < 0 {
		l = r.left(b, l)
		w = r.token(l)
	}
	if l < 0 && r.token(t).Is(Applicant) {
		w = r.token(t)
	}
	n.Rest = !w.Is(Applicant) && w.Is(Party) && r.lastIs(Applicants)
	if !w.Is(Applicant) && !n.Rest || !r.ofApplications() {
		return false
	}
	n.Of, n.Term = Applicants, w.Term
	n.from(w.At)
	if r.has(b, l, Answer, Handle) >= 0 || anyIn(r.s.Text[n.Quantity().End:r.token(r.clauseEnd(n.Token+1)-1).End], "一人", "同一") {
		n.Doubt = Qualified // 办结公民申请50件, 5件由自然人甲某一人提出
	}
	if verb := r.has(b, n.Token, New, Receive, Accept); verb >= 0 && l > verb && r.onlyVerbs(verb+1, l) {
		n.Direct = !r.part && r.bracket == 0 // 收到自然人申请10件、商业企业申请2件
	} else if p := len(r.out) - 1; p >= 0 && r.out[p].S == r.s && r.out[p].Of == Applicants && r.out[p].Direct {
		n.Direct = b > 0 && strings.ContainsRune("、，", r.token(b-1).Mark) || r.token(b).Mark == '、'
	}
	return true
}

// rows: of a table before 2019; in newer forms these are channels and the like.
func (r *reader) rows(n *Number, b, l, t int) bool {
	w := r.token(l)
	if w.Is(Wide) && !r.part && r.bracket == 0 && r.clean(b, l) && (r.has(b, l, Total, ThisYear, Year) >= 0 || strings.Contains(r.s.Text[r.token(b).At:w.At], "共")) { // 全年共公开信息253条
		n.Of, n.Term, n.Wide = RowOf, w.Term, true
		n.from(w.At)
		return true
	}
	if !w.Is(Row) {
		if w = r.token(t); l >= 0 || !w.Is(Row) {
			return false
		}
	}
	n.Of, n.Term = RowOf, w.Term
	n.from(w.At)
	n.to(min(w.End, len(r.s.Text)))
	if r.has(b, l, Limit, Other) >= 0 {
		n.Doubt = Qualified
	}
	return true
}

// applications: how many came in, were answered, were handled.
func (r *reader) applications(n *Number, b, l, t int) bool {
	w, v := r.token(l), r.token(t)
	if w.Is(Handle) && l > b && r.token(l-1).Is(Application) && r.has(b, l, New, Receive, Accept) >= 0 {
		l-- // 收到依申请公开办理事项1件
		w = r.token(l)
	}
	verb := -1
	r.whose = nil
	switch {
	case isVerb(w):
		verb = l
		if !r.rightThing(n, t) {
			return false
		}
	case w.Is(Application) && r.part && l == b && r.amongOthers():
		n.Of, n.Mild = Received, true // 收到来信、申请等26件，其中依申请公开7件
		n.from(w.At)
		return true
	case w.Is(Application), w.Is(Apply) && (r.ofApplications() || r.chapterOf(n, b, l)):
		if verb = r.verbBefore(n, b, l); verb < 0 {
			return r.plainly(n, b, l)
		}
	case (l < 0 || w.Is(Limit) && (w.Term.Word == "其余" || w.Term.Word == "剩余")) && v.Is(Answer) && r.ofApplications() && !anyIn(r.s.Text[n.Quantity().End:v.At], "对", "申请人", "因"):
		n.Of = Answered
		n.to(v.End)
		return true
	case l < 0 && r.received && r.ofApplications() && r.answeredBehind(n): // 19件已按规定进行了答复
		n.Of, n.Mild = Answered, true
		return true
	case l < 0 && (v.Is(Application) || v.Is(Apply) && r.ofApplications()) && r.allAnswered(t):
		n.Of, n.Mild = Handled, true // 8件申请均按时办结: all that came in, or all that were answered
		n.to(v.End)
		return true
	case l < 0 && r.allOf(n, b, t): // 12件申请中，…
		n.Of, n.Mild, n.All = Received, true, true
		n.to(v.End)
		return true
	case w.Is(Limit), w.Is(Channel), w.Class == Plain:
		verb = r.has(b, l, New, Receive, Accept, Answer, Handle)
		if verb < 0 || !r.ofApplications() && !v.Is(Application) {
			return false
		}
		n.Of = Some
		return true
	default:
		return false
	}
	r.byVerb(n, b, l, verb)
	return true
}

// allOf reports whether a number is that of all applications of which the sentence goes on
// to tell: 12件申请中有3件, where it begins with them.
func (r *reader) allOf(n *Number, b, t int) bool {
	v := r.token(t)
	if t != n.Token+1 || !v.Is(Application) && !(v.Is(Apply) && r.ofApplications()) || !strings.HasPrefix(r.s.Text[v.End:], "中") {
		return false
	}
	for j := range n.Token {
		if t := r.token(j); !passed(t) || t.Class == Mark && t.Mark != '，' {
			return false
		}
	}
	return true
}

// amongOthers reports whether the number before is of applications among other
// matters.
func (r *reader) amongOthers() bool {
	if len(r.out) == 0 {
		return false
	}
	p := &r.out[len(r.out)-1]
	return p.S == r.s && (p.Of == OtherWork || p.Of == Received && p.Doubt == Qualified)
}

// allAnswered reports whether the clause goes on behind token t to say that all
// were answered.
func (r *reader) allAnswered(t int) bool {
	j := r.right(t)
	if j < 0 || !r.token(j).Is(Answer) {
		return false
	}
	between := r.s.Text[r.token(t).End:r.token(j).At]
	if k := r.begin(t); k > 0 && strings.HasSuffix(r.s.Text[:r.token(k-1).At], "对") && between == "" {
		return true // 对41件申请作出答复
	}
	return strings.Contains(between, "均") || strings.Contains(between, "全部") || strings.Contains(between, "都")
}

// answeredBehind reports whether the clause behind a number says no more than that so
// many were answered.
func (r *reader) answeredBehind(n *Number) bool {
	k := n.Token + 1
	if k >= len(r.s.Tokens) || !anyPrefix(r.s.Text[r.s.Tokens[k].At:], []string{"已", "均", "全部", "都"}) {
		return false
	}
	for ; k < len(r.s.Tokens); k++ {
		switch t := &r.s.Tokens[k]; {
		case t.Is(Answer):
			n.to(t.End)
			return r.right(k) < 0
		case t.Class == Mark && t.Mark != '、', t.Class == Figure, t.Is(Result), t.Is(Limit), t.Is(Channel), t.Is(Applicant), isCase(t), t.Is(Handle):
			return false
		}
	}
	return false
}

// byVerb reads a number of applications by its verb.
func (r *reader) byVerb(n *Number, b, l, verb int) {
	n.from(r.s.Tokens[verb].At)
	n.Of = verbOf(r.token(verb))
	if r.ofSome(n, b, verb) {
		n.Doubt = Qualified
	}
	if r.whose != nil {
		n.Of, n.Term, n.Direct, n.Doubt = Applicants, r.whose, true, Sure
		return
	}
	n.Mild = n.Mild || r.unknown(b, verb)
	n.Term = r.token(verb).Term
	n.Both = r.carriedInBracket(n.Token)
	switch {
	case n.Of == Received && r.has(b, verb, New) >= 0:
		n.Of = Fresh
	case n.Of == Answered && r.carried && !r.received && !r.fresh && !r.outFollows(n.Token):
		n.Doubt = OfPart // 上年结转3件，已办结2件
	case n.Of == Handled && !r.token(l).Is(Application):
		if n.Mild = true; (!r.received || !r.carried) && !r.carriesNext(n.Token) && r.has(b, verb, Application) < 0 && !r.token(r.right(n.Token)).Is(Application) && !(r.received && r.done(b, verb)) {
			n.Of = Some
		}
	}
}

// done reports whether a clause says of what is handled that it is done: 已办理5件.
func (r *reader) done(b, verb int) bool {
	return verb > b && r.token(verb-1).Class == Known && strings.Contains("已均全部已全部", r.token(verb-1).Term.Word)
}

// carriesNext reports whether the next number behind token k is carried to the next
// year: 办理15件，结转下年度1件.
func (r *reader) carriesNext(k int) bool {
	out := false
	for j := k + 1; j < len(r.s.Tokens); j++ {
		switch t := &r.s.Tokens[j]; {
		case t.Is(Out):
			out = true
		case t.Class == Figure && t.Number.Kind == Counted:
			return out
		}
	}
	return false
}

// ofSome reports whether words around a verb may leave some applications out.
func (r *reader) ofSome(n *Number, b, verb int) bool {
	switch {
	case r.legal(b, n.Token):
		return true
	case r.token(verb).Is(New) && r.has(b, verb, Answer, Handle) >= 0: // 办结本年新收申请11件
		return true
	case r.s.In.scope.treated.in(r.s.Text[r.token(b).At:r.token(verb).At]): // 督办答复9件
		return true
	case verb > b && strings.HasSuffix(r.s.Text[:r.token(verb).At], "类") && !anySuffix(r.s.Text[:r.token(verb).At], []string{"申请类", "公开类申请", "各类"}): // 公开类答复34件
		return true
	}
	return r.has(b, verb, Limit, Veto, Result, Applicant, Other, NormDocs, Licence, Penalty, Compulsion, Review, Suit, In, Out, Outcome) >= 0 || r.oneChannel(b, verb)
}

// legal reports whether a clause names a clause of law: 按第36条答复2件.
func (r *reader) legal(b, k int) bool {
	text := r.s.Text[r.s.Tokens[r.phrase(b)].At:r.s.Tokens[k].At]
	i := strings.Index(text, "第")
	return i >= 0 && strings.ContainsAny(text[i:], "条款") && strings.ContainsAny(text[i:], "0123456789一二三四五六七八九十")
}

// oneChannel reports whether tokens b..k name channels, and not 线上、信函等渠道,
// which are all of them.
func (r *reader) oneChannel(b, k int) bool {
	j := r.has(b, k, Channel, Screen, Row)
	if j < 0 {
		return false
	}
	for j++; j < k; j++ {
		if t := &r.s.Tokens[j]; t.Class == Known && strings.HasPrefix(t.Term.Word, "等") {
			return false
		}
	}
	return true
}

// carriedInBracket reports whether what was carried in is said to be in it:
// 12件（含上年结转3件）.
func (r *reader) carriedInBracket(k int) bool {
	const far = 10 // tokens
	for j := k + 1; j < len(r.s.Tokens) && j < k+far; j++ {
		switch t := &r.s.Tokens[j]; {
		case t.Is(In), t.Is(Carry) && t.Class == Known && r.token(j-1).Class == Year && int(r.token(j-1).Value) == r.year-1:
			return j > k+1 && r.has(k+1, j, Include, Part) >= 0
		case t.Class == Mark && t.Mark == '，' && r.has(k+1, j, New) >= 0:
		case t.Class == Figure && r.has(k+1, j, New) >= 0, t.Class == Mark && t.Mark != '）', t.Is(Include), t.Is(Part), t.Is(New), t.Is(Apply), passed(t):
		default:
			return false
		}
	}
	return false
}

// chapterOf reports whether the 申请 at token l, of which the sentence says no
// more than that they came in, stands in a free chapter: a report of before 2019
// does not say there what they are for.
func (r *reader) chapterOf(n *Number, b, l int) bool {
	n.Mild = r.thing == 0 && r.s.In.Part == "chapter" && r.has(b, l, New, Receive, Accept) >= 0
	return n.Mild
}

// unknown reports whether a clause has words that are not known.
func (r *reader) unknown(from, to int) bool {
	const known = len("以来") // a shorter run of unknown characters says nothing
	for j := from; j < to; j++ {
		if t := &r.s.Tokens[j]; t.Class == Plain && t.End-t.At >= known {
			return true
		}
	}
	return false
}

func isVerb(t *Token) bool {
	return t.Is(New) || t.Is(Receive) || t.Is(Accept) || t.Is(Answer) || t.Is(Handle)
}

func verbOf(t *Token) Count {
	switch {
	case t.Is(New):
		return Fresh
	case t.Is(Receive):
		return Received
	case t.Is(Accept):
		return Accepted
	case t.Is(Answer):
		return Answered
	}
	return Handled
}

// rightThing reports whether a verb right before the number speaks of
// applications for information: 收到3件政府信息公开申请.
func (r *reader) rightThing(n *Number, t int) bool {
	v := r.token(t)
	switch {
	case v.Is(Application), v.Is(Apply) && r.ofApplications():
		n.to(v.End)
	case t < 0 || v.Is(Answer) || v.Is(In) || v.Is(Out):
		return r.ofApplications()
	default:
		if r.has(t, len(r.s.Tokens), Application) >= 0 {
			n.Of = Some
		}
		return false
	}
	return true
}

// verbBefore finds the verb of the application at token l; words between that
// may leave some of them out make the number one of some.
func (r *reader) verbBefore(n *Number, b, l int) int {
	for j := l - 1; j >= b; j-- {
		t := &r.s.Tokens[j]
		switch {
		case isVerb(t):
			return j
		case anyChannel(t): // 通过网站、邮寄等途径
			for j--; j >= b && !(r.token(j).Class == Known && through[r.token(j).Term.Word]); j-- {
			}
		case t.Is(Application), t.Is(Apply), passed(t) && !t.Is(Limit):
		case r.addressee(b, j) >= 0: // 向市政府提出的
			j = r.addressee(b, j)
		case t.Is(Applicant) && r.whose == nil:
			r.whose = t.Term
		default:
			r.whose = nil
			verb := r.has(b, j, New, Receive, Accept, Answer, Handle)
			if verb >= 0 {
				n.Doubt = Qualified
			}
			return verb
		}
	}
	return -1
}

// addressee gives the 向 before token j, a body that an application was made to; -1.
func (r *reader) addressee(b, j int) int {
	for ; j >= b; j-- {
		switch t := r.token(j); {
		case t.Class == Known && t.Term.Word == "向":
			return j
		case !t.Is(Body) && !t.Is(Called) && !passed(t) && !(t.Class == Plain && t.End-t.At <= len("人民")):
			return -1
		}
	}
	return -1
}

// through are the words before a list of channels.
var through = map[string]bool{"通过": true, "以": true, "由": true, "从": true}

// anyChannel reports whether a word ends a list of channels that are all there are.
func anyChannel(t *Token) bool {
	return t.Class == Known && (t.Term.Word == "等方式" || t.Term.Word == "等渠道" || t.Term.Word == "等途径" || t.Term.Word == "等形式")
}

// plainly: 依申请公开申请数为11件, 政府信息公开申请共收到 has a verb.
func (r *reader) plainly(n *Number, b, l int) bool {
	between := r.s.Text[r.s.Tokens[l].End:r.s.Tokens[n.Token].At]
	word := r.s.Tokens[l].Term.Word
	if r.docs && strings.Contains("条篇", n.Quantity().Unit) && !strings.HasSuffix(word, "申请") {
		return false // 制作信息30条，主动公开24条，依申请公开6条: how they are classed
	}
	if b > 0 && r.token(b-1).Mark == '：' && r.has(r.begin(b-1), b-1, In, Out, Carry, Limit, Answer) >= 0 {
		return false // 下年度继续办理的有：申请1件，建议2件
	}
	if !strings.ContainsAny(between, "数量共计") && !strings.HasSuffix(word, "数") && !strings.HasSuffix(word, "量") && !r.nothingElse(b, l) || r.has(b, l, Limit, Channel, Other, Applicant, Up, Down, Share) >= 0 {
		return false
	}
	n.Of, n.Mild, n.Term = Received, true, r.s.Tokens[l].Term
	n.from(r.s.Tokens[l].At)
	return true
}

// nothingElse reports whether the application at token l is all there is in its
// clause, in a sentence that sorts no documents: 网站公开200条，依申请公开4条.
func (r *reader) nothingElse(b, l int) bool {
	return !r.part && r.bracket == 0 && r.clean(b, l) && r.has(0, len(r.s.Tokens), Made) < 0 &&
		!strings.Contains(r.s.Text, "文件") && !strings.Contains(r.s.Text, "公文") && !strings.Contains(r.s.Text, "不予公开") && !strings.Contains(r.s.Text, "制作")
}

// outNamed reports whether the sentence says what is left to the next year.
func (r *reader) outNamed() bool { return r.outFollows(-1) }

// outFollows reports whether the sentence goes on to what is left to the next year.
func (r *reader) outFollows(k int) bool {
	for j := k + 1; j < len(r.s.Tokens); j++ {
		if t := &r.s.Tokens[j]; t.Is(Out) || t.Is(Carry) {
			return true
		}
	}
	return false
}
