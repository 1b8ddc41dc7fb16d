package prose

import (
	"math/big"
	"slices"
	"strings"
)

// list reads the parts that begin at token from, up to stop, into a group. It
// gives the token behind them, 0 where what stands there is no list.
func (g *grouper) list(one *Group, from, stop int) int {
	k := from
	for k < stop && g.s.Tokens[k].Class == Mark {
		k++
	}
	if k >= stop {
		return 0
	}
	one.Words = [2]int{g.s.Tokens[k].At, g.s.Tokens[k].End}
	l := &lister{grouper: g, one: one, stop: stop, sum: new(big.Rat), apart: true}
	for k < stop {
		next, end := l.part(k)
		if end == noList {
			return 0
		}
		k = next
		if end == listEnds {
			break
		}
	}
	one.Ends = g.noMore(one, k, stop)
	if l.units && one.Begin != Namely && !g.hasUnitOf(one) {
		one.Parts = nil // 信息100条，其中规范性文件3份
	}
	return k
}

// hasUnitOf reports whether parts of a list in several units are in that of its total.
func (g *grouper) hasUnitOf(one *Group) bool {
	return slices.ContainsFunc(one.Parts, func(i int) bool {
		return SameUnit(g.all[i].Quantity(), g.all[one.Totals[0]].Quantity())
	})
}

// lister reads one list, part by part.
type lister struct {
	*grouper
	one        *Group
	stop       int      // the token behind what may belong to it
	sum        *big.Rat // of the parts so far
	between    int      // the strongest mark between parts so far
	apart      bool     // all marks between them were the same
	first      int      // the kind of the first part
	verb       *Term    // that the first part has
	units      bool     // its parts are in several units: 9条（条例1个、指南1则）
	passedOver bool     // a clause without a number was passed over
}

// ending is whether a list goes on.
type ending uint8

const (
	goesOn ending = iota
	listEnds
	noList
)

// part reads the part at token k and gives the token to go on from.
func (l *lister) part(k int) (next int, end ending) {
	if end := l.share(l.one, k, l.stop); end > 0 {
		if end < l.stop && l.s.Tokens[end].Class == Mark && len(l.one.Parts) == 1 {
			l.between = max(0, strings.IndexRune(marks, l.s.Tokens[end].Mark)) // 公开28件，占52.8%；部分公开6件；
		}
		return l.behind(end, l.stop), goesOn
	}
	k, f := l.partFigure(k)
	if f < 0 || l.begun() && (l.ends(k, f, l.verb) || l.anotherTotal(k, f)) {
		l.one.Open = l.one.Open || f < 0 && l.leavesRest(k, l.stop)
		return k, listEnds
	}
	q := l.s.Tokens[f].Number
	switch {
	case l.complete() && l.s.Tokens[k-1].Mark != '、' && !(l.inside && l.apart) && !l.fits(l.one.Totals, l.sum, q):
		return k, listEnds
	case l.begun() && l.verbOf(k, f) != l.verb && !(l.verb.Is(Answer) && l.s.Tokens[k].Term == l.verb) && !l.fits(l.one.Totals, l.sum, q): // a statement of its own, no part
		return k, listEnds
	case l.begun() && l.sibling(int(l.s.Tokens[f].Read)):
		return k, listEnds
	case l.begun() && l.all[l.s.Tokens[f].Read].Of == Outcomes && isCases(l.all[l.one.Parts[0]].Of): // 行政复议2件，结果维持1件；行政诉讼1件
		return l.behind(f+1, l.stop), goesOn
	case q.Kind == Money && l.begun() && len(l.one.Extra) == 0: // 案件90件，共申报18万元；彩票案件60件
		return l.behind(f+1, l.stop), goesOn
	case q.Kind != Counted:
		return k, listEnds
	case l.begun() && !SameUnit(q, l.all[l.one.Parts[0]].Quantity()) && !(l.units && q.Exact && q.Value != nil && strings.Contains(things, q.Unit)):
		if !q.Exact || q.Value == nil || !strings.Contains(things, q.Unit) {
			return k, listEnds
		}
		l.one.Extra = append(l.one.Extra, int(l.s.Tokens[f].Read))
		return l.behind(f+1, l.stop), goesOn
	case len(l.one.Extra) > 0 && !l.fits(l.one.Totals, l.withExtra(), q):
		return k, listEnds
	case !q.Exact || q.Value == nil, l.forEach(f):
		return k, noList
	case l.begun() && l.s.Tokens[k-1].Mark == '；' && !l.shareBehind(f) && !l.fits(l.one.Totals, new(big.Rat), q):
		return k, listEnds // 许可214件，其中备案3件；项目备案1106件
	}
	if end := l.kindFits(k, f); end != goesOn {
		return k, end
	}
	return l.take(k, f)
}

// sibling reports whether number i is a result beside the one that the list is of,
// and no part of it: 不予公开3件，其中过程性信息2件；不予处理4件.
func (l *lister) sibling(i int) bool {
	n := &l.all[i]
	return n.Of == Results && slices.ContainsFunc(l.one.Totals, func(t int) bool {
		o := &l.all[t]
		return o.Of == Results && !n.Rest && !within(n.Term.Rows, o.Term.Rows)
	})
}

// withExtra gives the sum of the parts and of those in other units.
func (l *lister) withExtra() *big.Rat {
	sum := new(big.Rat).Set(l.sum)
	for _, i := range l.one.Extra {
		sum.Add(sum, l.all[i].Quantity().Value)
	}
	return sum
}

// complete reports whether the parts so far are all of a total, but for one at most.
func (l *lister) complete() bool {
	return len(l.one.Parts) >= looseParts && slices.ContainsFunc(l.one.Totals, func(i int) bool {
		off := new(big.Rat).Sub(l.sum, l.all[i].Quantity().Value)
		return off.Abs(off).Cmp(big.NewRat(1, 1)) <= 0
	})
}

// ofApplications reports whether the list may be of applications.
func (l *lister) ofApplications() bool {
	return slices.ContainsFunc(l.one.Totals, func(i int) bool { return l.all[i].Of >= Some })
}

// shareBehind reports whether what number f is a share of stands behind it, as it does
// behind a part: 综合新闻344条，占57.9%.
func (l *lister) shareBehind(f int) bool {
	for f++; f < l.stop && l.s.Tokens[f].Class == Mark && strings.ContainsRune("，（", l.s.Tokens[f].Mark); f++ {
	}
	return f < l.stop && l.s.Tokens[f].Is(Share)
}

// begun reports whether the list has a part already.
func (l *lister) begun() bool { return len(l.one.Parts) > 0 }

// partFigure gives the number of the part at token k, -1 where it has none. One
// clause without a number is passed over.
func (l *lister) partFigure(k int) (from, f int) {
	f = l.figure(k, l.stop)
	if f < 0 && l.begun() && !l.passedOver {
		if next := l.remark(l.one, k, l.stop, l.sum); next > 0 {
			k, l.passedOver = next, true
			f = l.figure(k, l.stop)
		}
	}
	return k, f
}

// kindFits looks whether the part k..f is of the kind of the others; the first
// one says which kind, and which totals they may be of.
func (l *lister) kindFits(k, f int) ending {
	kind := l.kindOf(k, f, l.stop)
	if l.begun() {
		if kind != l.first && kind != 0 && l.first != 0 {
			return listEnds // another breakdown
		}
		return goesOn
	}
	l.verb = l.verbOf(k, f)
	if l.verb == nil && k < f && l.s.Tokens[k].Is(Answer) && !l.ofApplications() {
		l.verb = l.s.Tokens[k].Term // 其中答复建议6件，答复提案3件
	}
	if l.verb != nil && l.ends(k, f, l.verb) {
		return noList
	}
	q, all := l.s.Tokens[f].Number, l.one.Totals
	if l.one.Totals = l.inUnit(all, q); len(l.one.Totals) == 0 {
		if len(all) != 1 || !strings.Contains(things, q.Unit) || !strings.Contains(things, l.all[all[0]].Quantity().Unit) {
			return noList
		}
		l.units, l.one.Totals = true, all
	}
	if l.first = kind; kind > 0 {
		l.one.Kind = kinds[kind-1]
	}
	return goesOn
}

// take adds the part k..f, and passes over what stands behind its number.
func (l *lister) take(k, f int) (next int, end ending) {
	toks := l.s.Tokens
	l.one.Parts = append(l.one.Parts, int(toks[f].Read))
	l.sum.Add(l.sum, toks[f].Number.Value)
	l.look(l.one, k, f)
	for k = f + 1; k < l.stop && !(toks[k].Class == Mark && strings.ContainsRune(marks, toks[k].Mark)) && toks[k].Class != Figure; k++ {
		if toks[k].Class == Mark && toks[k].Mark == '（' {
			k = l.skip(k)
		}
		l.one.Open = l.one.Open || strings.HasPrefix(l.s.Text[toks[k].At:], "等")
	}
	l.one.Words[1] = toks[f].End
	if k >= l.stop {
		return k, listEnds
	}
	strength := strings.IndexRune(marks, toks[k].Mark)
	if toks[k].Class == Mark && len(l.one.Parts) > 1 && strength > l.between && (toks[k].Mark == '；' || l.reached(l.one.Totals, l.sum)) {
		return k + 1, listEnds
	}
	l.apart = l.apart && (len(l.one.Parts) < 2 || strength == l.between)
	l.between = max(l.between, strength)
	return l.behind(k, l.stop), goesOn
}

// marks part the parts of a list, the weaker ones first.
const marks = "、，；。"

// anotherTotal reports whether what stands behind ； at token k has parts of its
// own: 涉诉18件，其中信息公开1件；涉复议22件，其中4件.
func (g *grouper) anotherTotal(k, f int) bool {
	if g.s.Tokens[k-1].Class != Mark || g.s.Tokens[k-1].Mark != '；' {
		return false
	}
	if g.all[g.s.Tokens[f].Read].Summed() {
		return true // 栏目3条；栏目30条；发布其他信息共28条
	}
	for j := f + 1; j < len(g.s.Tokens) && j <= f+2; j++ {
		if g.s.Tokens[j].Is(Part) {
			return true
		}
	}
	return false
}

// leavesRest reports whether the clause at token k tells of the others without
// a number: 其余通过公开栏公开.
func (g *grouper) leavesRest(k, stop int) bool {
	if k >= stop {
		return false
	}
	text := g.s.Text[g.s.Tokens[k].At:]
	for _, rest := range []string{"其余", "余下", "剩余", "其他", "其它"} {
		if strings.HasPrefix(text, rest) {
			return true
		}
	}
	return false
}

// things are the counters of what is published.
const things = "件条篇份则项个"

// remark passes over a clause without a number in a list: 招投标信息3条，并已链接至
// 平台，重点领域信息25条. It gives the token behind it where the list goes on
// there, and 0 where it does not.
func (g *grouper) remark(one *Group, k, stop int, sum *big.Rat) int {
	for ; k < stop && !(g.s.Tokens[k].Class == Mark && strings.ContainsRune("，；。：（）", g.s.Tokens[k].Mark)); k++ {
	}
	if k >= stop || g.s.Tokens[k].Mark != '，' {
		return 0
	}
	k++
	f := g.figure(k, stop)
	if f < 0 || g.ends(k, f, nil) || !SameUnit(g.s.Tokens[f].Number, g.all[one.Parts[0]].Quantity()) || !g.fits(one.Totals, sum, g.s.Tokens[f].Number) || g.verbOf(k, f) != nil {
		return 0
	}
	return k
}

// noMore reports whether nothing like the parts is counted behind them.
func (g *grouper) noMore(one *Group, k, stop int) bool {
	if len(one.Parts) == 0 || k > 0 && k < stop && g.s.Tokens[k-1].Mark == '；' {
		return true
	}
	for ; k < stop; k++ {
		t := &g.s.Tokens[k]
		if t.Class == Mark && t.Mark == '；' {
			break
		}
		if t.Class == Figure && t.Number.Kind == Counted && SameUnit(t.Number, g.all[one.Parts[0]].Quantity()) {
			return len(one.Parts) >= looseParts && !g.mayBePart(one, t.Number)
		}
	}
	return true
}

// looseParts is how many parts a list has at least that is known to be at its end
// by what follows: 网站854条，其中…，微信公众号发布812条.
const looseParts = 3

// mayBePart reports whether a quantity behind a list is not too large for a part of it.
func (g *grouper) mayBePart(one *Group, q *Quantity) bool {
	sum := new(big.Rat)
	for _, i := range one.Parts {
		sum.Add(sum, g.all[i].Quantity().Value)
	}
	return g.fits(one.Totals, sum, q) || q.Value == nil || !q.Exact || q.Value.Cmp(big.NewRat(looseParts, 1)) <= 0
}

// behind gives the token behind a mark at k.
func (g *grouper) behind(k, stop int) int {
	for k < stop && g.s.Tokens[k].Class == Mark && g.s.Tokens[k].Mark != '（' {
		k++
	}
	return k
}

// figure gives the number that the part at token k ends with: names with 、 in
// them are passed, a stronger mark is not; -1.
func (g *grouper) figure(k, stop int) int {
	for j := k; j < stop; j++ {
		t := &g.s.Tokens[j]
		switch {
		case t.Class == Figure && t.Number.Kind != Bare:
			if j == k && g.s.Tokens[j].Number.Kind == Counted && (j+1 >= stop || g.s.Tokens[j+1].Class == Mark) {
				return -1 // a number without a name
			}
			return j
		case t.Class == Mark && t.Mark == '（':
			j = g.skip(j)
		case t.Class == Mark && !strings.ContainsRune("、“”", t.Mark):
			return -1
		}
	}
	return -1
}

// share passes over 占60% behind a part.
func (g *grouper) share(one *Group, k, stop int) int {
	if len(one.Parts) == 0 {
		return 0
	}
	for j := k; j < stop; j++ {
		t := &g.s.Tokens[j]
		if t.Class == Figure {
			if t.Number.Kind != Percent {
				return 0
			}
			if t.Number.Exact && t.Number.Value != nil && g.s.Tokens[k].Is(Share) {
				one.Shares = append(one.Shares, int(t.Read))
			}
			return j + 1
		}
		if t.Class == Mark || g.ends(j, j+1, nil) {
			return 0
		}
	}
	return 0
}

// ends reports whether tokens k..f begin a statement of its own, no part. The
// verb that the first part has may stand in all of them.
func (g *grouper) ends(k, f int, verb *Term) bool {
	for j := k; j < f; j++ {
		t := &g.s.Tokens[j]
		switch {
		case t.Is(Receive) && g.channelIn(k, j): // 其中网络平台收到3件
		case t.Class != Known || t.Is(Named), verb != nil && t.Term == verb && (t.Is(Verb) || t.Is(Answer)):
		case t.Is(Verb) && (g.inside || j > k && (j == f-1 || !g.only(k, j))):
		case t.Is(Verb), t.Is(Up), t.Is(Down), t.Is(Compare), t.Is(Receive), t.Is(New) && !t.Is(Made), t.Is(Accept), t.Is(Answer), t.Is(Handle) && j == k, t.Is(In), t.Is(Out), t.Is(Carry), t.Is(Part), t.Is(Include) && j == k, t.Term.Word == "累计" && (j == k || !g.inside), t.Term.Word == "除",
			t.Is(Made) && j == k, t.Is(Repealed) && j == k && verb == nil && g.plainFigure(f):
			return true
		}
	}
	return false
}

// plainFigure reports whether token k is a number without a unit.
func (g *grouper) plainFigure(k int) bool {
	return k < len(g.s.Tokens) && g.s.Tokens[k].Class == Figure && g.s.Tokens[k].Number.Unit == ""
}

// channelIn reports whether tokens k..j name a way of applying.
func (g *grouper) channelIn(k, j int) bool {
	for ; k < j; k++ {
		if t := &g.s.Tokens[k]; t.Is(Channel) || t.Is(Screen) {
			return true
		}
	}
	return false
}

// only reports whether tokens k..j say nothing.
func (g *grouper) only(k, j int) bool {
	for ; k < j; k++ {
		if !passed(&g.s.Tokens[k]) {
			return false
		}
	}
	return true
}

// fits reports whether a part does not make the sum more than its total, but for one.
func (g *grouper) fits(totals []int, sum *big.Rat, q *Quantity) bool {
	if q.Value == nil {
		return false
	}
	with := new(big.Rat).Add(sum, q.Value)
	with.Sub(with, big.NewRat(1, 1))
	for _, i := range totals {
		if with.Cmp(g.all[i].Quantity().Value) <= 0 {
			return true
		}
	}
	return false
}

// verbOf gives the verb of a part.
func (g *grouper) verbOf(k, f int) *Term {
	for j := k; j < f; j++ {
		if t := &g.s.Tokens[j]; t.Is(Verb) && !t.Is(Named) && !(j == f-1 && g.names(k, j)) {
			return t.Term
		}
	}
	return nil
}

// names reports whether tokens k..j name a thing whose name ends with the verb behind them:
// 领导成员更新70条, and not 微信平台推送812条.
func (g *grouper) names(k, j int) bool {
	plain := false
	for ; k < j; k++ {
		t := &g.s.Tokens[k]
		if t.Is(Screen) || t.Is(Channel) || t.Is(Overlap) || t.Is(Own) || t.Is(Body) {
			return false
		}
		plain = plain || t.Class == Plain
	}
	return plain
}

// kinds of parts, by which one breakdown ends and another begins.
var kinds = []Class{Applicant, Channel, Result, Outcome}

// kindOf gives the kind of the part k..f; 0 where it is none of them.
func (g *grouper) kindOf(k, f, stop int) int {
	for i, c := range kinds {
		for j := k; j < min(f+3, stop); j++ {
			if t := &g.s.Tokens[j]; j > f && t.Class == Mark {
				break
			} else if t.Is(c) && (j < f || c == Result) {
				return i + 1
			}
		}
	}
	return 0
}

// look takes in what the name of a part says.
func (g *grouper) look(one *Group, k, f int) {
	one.Rest = false
	for j := k; j < f; j++ {
		t := &g.s.Tokens[j]
		if t.Is(Overlap) || t.Is(Screen) || t.Is(Kinds) || t.Is(Row) && strings.HasSuffix(t.Term.Word, "公开") {
			one.Mixed = true
		}
		if t.Is(Rest) || t.Class == Known && (strings.HasPrefix(t.Term.Word, "其他") || strings.HasPrefix(t.Term.Word, "其它")) && !t.Is(Applicant) || t.Class == Plain && strings.Contains(g.s.Text[t.At:t.End], "其他") {
			one.Rest = true
		}
	}
}

// inUnit leaves the totals that are in the unit of a part.
func (g *grouper) inUnit(totals []int, q *Quantity) (left []int) {
	for _, i := range totals {
		if t := g.all[i].Quantity(); SameUnit(t, q) && (t.Value.Sign() != 0 || cameIn(g.all[i].Of)) {
			left = append(left, i)
		}
	}
	if len(left) == 0 && len(totals) == 1 && strings.Contains(cases, q.Unit) { // 10件，其中网上申请9宗
		if t := g.all[totals[0]].Quantity(); strings.Contains(cases, t.Unit) && t.Value.Sign() != 0 {
			return totals
		}
	}
	return left
}

// cameIn reports whether a count is of applications that came in: where there are
// none, no part of them has any.
func cameIn(of Count) bool { return of == Received || of == Fresh || of == Accepted }

// cases are the counters that applications and cases are counted by.
const cases = "件宗份起例"

// reached reports whether a sum is one of the totals.
func (g *grouper) reached(totals []int, sum *big.Rat) bool {
	for _, i := range totals {
		if g.all[i].Quantity().Value.Cmp(sum) == 0 {
			return true
		}
	}
	return false
}

// SameUnit reports whether two quantities count alike: 件 and 件次.
func SameUnit(a, b *Quantity) bool {
	return strings.TrimSuffix(a.Unit, "次") == strings.TrimSuffix(b.Unit, "次")
}

// afterParts reports whether the number at token k is a total behind its parts:
// 建议8件、提案5件，共13件.
func (g *grouper) afterParts(k int) bool {
	j := k - 1
	for j >= 0 && (g.s.Tokens[j].Is(Total) || g.s.Tokens[j].Is(Fill)) {
		j--
	}
	if j == k-1 || j < 0 || g.s.Tokens[j].Class != Mark || !strings.ContainsRune("，、", g.s.Tokens[j].Mark) {
		return false
	}
	q := g.s.Tokens[k].Number
	return g.s.Tokens[j+1].Is(Total) && q.Kind == Counted && q.Exact && q.Value != nil && !(k+1 < len(g.s.Tokens) && g.s.Tokens[k+1].Mark == '、')
}

// ledBy reports whether the first of several parts only has the verb that they all
// have: 收到网上申请105件，快递17件，合计122件.
func (g *grouper) ledBy(b, f int) bool {
	for ; b < f; b++ {
		if t := &g.s.Tokens[b]; t.Is(Receive) || t.Is(New) || t.Is(Accept) || t.Is(Handle) {
			return !g.ends(b+1, f, nil)
		} else if g.ends(b, b+1, nil) {
			return false
		}
	}
	return false
}

// sums takes the counts before such a total that are in its unit, back to where
// their sum is reached.
func (g *grouper) sums(k int) {
	total := g.s.Tokens[k].Number
	one := Group{S: g.s, Totals: []int{int(g.s.Tokens[k].Read)}, After: true, Ends: true, Words: [2]int{0, g.s.Tokens[k].End}}
	sum := new(big.Rat)
	end := k
	for end > 0 && !(g.s.Tokens[end].Class == Mark) {
		end--
	}
	for end > 0 {
		f := end - 1
		b := f
		for b > 0 && g.s.Tokens[b-1].Class != Mark && g.s.Tokens[b-1].Class != Figure {
			b--
		}
		t := &g.s.Tokens[f]
		if t.Class != Figure || t.Number.Kind != Counted || !t.Number.Exact || t.Number.Value == nil || b == f || !SameUnit(t.Number, total) || g.figure(b, f+1) != f {
			break
		}
		led := g.ends(b, f, nil)
		if led && (len(one.Parts) == 0 || !g.ledBy(b, f)) {
			break
		}
		g.look(&one, b, f)
		one.Parts = append([]int{int(t.Read)}, one.Parts...)
		one.Words[0] = g.s.Tokens[b].At
		if sum.Add(sum, t.Number.Value); len(one.Parts) > 1 && sum.Cmp(total.Value) == 0 {
			break
		}
		if led || b == 0 || !strings.ContainsRune("、，", g.s.Tokens[b-1].Mark) {
			break // 办理建议8件、提案5件，共13件
		}
		end = b - 1
	}
	if len(one.Parts) > 1 {
		g.out = append(g.out, one)
	}
}
