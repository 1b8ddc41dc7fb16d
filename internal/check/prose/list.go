package prose

import (
	"math/big"
	"strings"
)

// list reads the parts that begin at token from, up to stop, into a group. It
// gives the token behind them, 0 where what stands there is no list.
func (g *grouper) list(one *Group, from, stop int) int {
	toks := g.s.Tokens
	k := from
	for k < stop && toks[k].Class == Mark {
		k++
	}
	if k >= stop {
		return 0
	}
	one.Words = [2]int{toks[k].At, toks[k].End}
	sum := new(big.Rat)
	between, first, passedOver := 0, 0, false
	var verb *Term
	for k < stop {
		if end := g.share(one, k, stop); end > 0 {
			k = g.behind(end, stop)
			continue
		}
		f := g.figure(k, stop)
		if f < 0 && len(one.Parts) > 0 && !passedOver {
			if next := g.remark(one, k, stop, sum); next > 0 {
				k, passedOver = next, true
				f = g.figure(k, stop)
			}
		}
		if f < 0 || len(one.Parts) > 0 && (g.ends(k, f, verb) || g.anotherTotal(k, f)) {
			one.Open = one.Open || f < 0 && g.leavesRest(k, stop)
			break
		}
		q := toks[f].Number
		if len(one.Parts) > 0 && g.verbOf(k, f) != verb && !g.fits(one.Totals, sum, q) {
			break // a statement of its own, no part
		}
		if q.Kind != Counted {
			break
		}
		if len(one.Parts) > 0 && !SameUnit(q, g.all[one.Parts[0]].Quantity()) {
			if !q.Exact || q.Value == nil || !strings.Contains(things, q.Unit) {
				break
			}
			one.Extra = append(one.Extra, int(toks[f].Read))
			k = g.behind(f+1, stop)
			continue
		}
		if len(one.Extra) > 0 {
			break
		}
		if !q.Exact || q.Value == nil {
			return 0
		}
		kind := g.kindOf(k, f, stop)
		if len(one.Parts) == 0 {
			if verb = g.verbOf(k, f); verb != nil && g.ends(k, f, verb) {
				return 0
			}
			one.Totals = g.inUnit(one.Totals, q)
			if len(one.Totals) == 0 {
				return 0
			}
			first = kind
		} else if kind != first && kind != 0 && first != 0 {
			break // another breakdown
		}
		if one.Kind = Class(0); first > 0 {
			one.Kind = kinds[first-1]
		}
		one.Parts = append(one.Parts, int(toks[f].Read))
		sum.Add(sum, q.Value)
		g.look(one, k, f)
		k = f + 1
		for k < stop && !(toks[k].Class == Mark && strings.ContainsRune("，、；。", toks[k].Mark)) && toks[k].Class != Figure {
			if toks[k].Class == Mark && toks[k].Mark == '（' {
				k = g.skip(k)
			}
			one.Open = one.Open || strings.HasPrefix(g.s.Text[toks[k].At:], "等")
			k++
		}
		one.Words[1] = toks[f].End
		if k >= stop {
			break
		}
		strength := strings.IndexRune("、，；。", toks[k].Mark)
		if toks[k].Class == Mark && len(one.Parts) > 1 && strength > between && (toks[k].Mark == '；' || g.reached(one.Totals, sum)) {
			k++
			break
		}
		between = max(between, strength)
		k = g.behind(k, stop)
	}
	one.Ends = g.noMore(one, k, stop)
	return k
}

// anotherTotal reports whether what stands behind ； at token k has parts of its
// own: 涉诉18件，其中信息公开1件；涉复议22件，其中4件.
func (g *grouper) anotherTotal(k, f int) bool {
	if g.s.Tokens[k-1].Class != Mark || g.s.Tokens[k-1].Mark != '；' {
		return false
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
			return false
		}
	}
	return true
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
		case t.Class != Known || t.Is(Named), verb != nil && t.Term == verb && t.Is(Verb):
		case t.Is(Verb) && (g.inside || j > k && (j == f-1 || !g.only(k, j))):
		case t.Is(Verb), t.Is(Up), t.Is(Down), t.Is(Compare), t.Is(Receive), t.Is(New) && !t.Is(Made), t.Is(Accept), t.Is(Answer), t.Is(Handle) && j == k, t.Is(In), t.Is(Out), t.Is(Carry), t.Is(Part), t.Is(Include) && j == k, t.Term.Word == "累计",
			t.Is(Made) && j == k, t.Is(Repealed) && j == k && verb == nil && g.s.Tokens[f].Number.Unit == "":
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
		if t := &g.s.Tokens[j]; t.Is(Verb) && !t.Is(Named) {
			return t.Term
		}
	}
	return nil
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
		if t := g.all[i].Quantity(); SameUnit(t, q) && t.Value.Sign() != 0 {
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
		if t.Class != Figure || t.Number.Kind != Counted || !t.Number.Exact || t.Number.Value == nil || b == f || !SameUnit(t.Number, total) || g.ends(b, f, nil) || g.figure(b, f+1) != f {
			break
		}
		g.look(&one, b, f)
		one.Parts = append([]int{int(t.Read)}, one.Parts...)
		one.Words[0] = g.s.Tokens[b].At
		if sum.Add(sum, t.Number.Value); len(one.Parts) > 1 && sum.Cmp(total.Value) == 0 {
			break
		}
		if b == 0 || !strings.ContainsRune("、，", g.s.Tokens[b-1].Mark) {
			break
		}
		end = b - 1
	}
	if len(one.Parts) > 1 {
		g.out = append(g.out, one)
	}
}
