package prose

import (
	"math/big"
	"slices"
	"strings"
)

// A Group is a total and its parts: 共12件，其中网上9件、信函3件.
type Group struct {
	S      *Sentence
	Totals []int // what the parts may be of, as Read gives it; the likeliest last
	Parts  []int
	Extra  []int  // what the list goes on with in another unit: 信息34条，文件4件
	Shares []int  // 占60%, of the parts
	Words  [2]int // bytes of the sentence: the list
	Begin  Opener
	Rest   bool  // the last part is 其他
	Open   bool  // the list says that it is not all: 等
	Ends   bool  // nothing of the sentence is left behind it
	Mixed  bool  // channels or kinds of which one thing may be of several
	Kind   Class // of its parts: Applicant, Channel, Result, Outcome, or 0
	Flat   bool  // no word says so: 收到12件，予以公开8件，不予公开3件，结转下年度1件
	After  bool  // the total stands behind its parts: 甲3件、乙2件，共5件
}

// Opener is what a list of parts begins with.
type Opener uint8

// The openers.
const (
	OfWhich  Opener = iota // 其中
	Contains               // 包括, 含
	Namely                 // 分别为, ：, a bracket
)

// Groups finds the totals of the passages with their parts, and enters them
// into the numbers that Read gave.
func Groups(ps []Passage, all []Number) []Group {
	g := &grouper{all: all}
	for i := range ps {
		if i > 0 && ps[i-1].Part == ps[i].Part {
			ps[i].Before = &ps[i-1]
		}
		for k := range ps[i].Sentences {
			g.sentence(&ps[i].Sentences[k])
		}
	}
	for i := range g.out {
		for _, p := range g.out[i].Parts {
			if !g.out[i].Flat || all[p].Group < 0 {
				all[p].Group = i
			}
		}
	}
	return g.out
}

type grouper struct {
	all []Number
	s   *Sentence
	out []Group
	// inside: all of the list stands in brackets; a verb begins no statement of its own there.
	inside bool
}

func (g *grouper) sentence(s *Sentence) {
	g.s = s
	for k := 0; k < len(s.Tokens); k++ {
		t := &s.Tokens[k]
		switch {
		case t.Is(Part), t.Is(Include) && !g.content(k), t.Is(Each), t.Class == Mark && (t.Mark == '：' || t.Mark == '（'):
			k = max(k, g.open(k))
		case t.Class == Figure && g.afterParts(k):
			g.sums(k)
		case t.Class == Figure && g.oneByOne(k) >= 0:
			one := Group{S: s, Begin: Namely, Totals: []int{g.oneByOne(k)}}
			g.inside = false
			if g.list(&one, k, len(s.Tokens)) > 0 && len(one.Parts) > 1 {
				g.out = append(g.out, one)
				k = g.all[one.Parts[len(one.Parts)-1]].Token
			}
		}
	}
	g.flat()
}

// flat takes a sentence that says what became of all applications without an
// opener: 收到12件，予以公开8件，不予公开3件，结转下年度1件.
func (g *grouper) flat() {
	one := Group{S: g.s, Flat: true, Ends: true}
	depth := 0
	for k := range g.s.Tokens {
		t := &g.s.Tokens[k]
		switch {
		case t.Class == Mark && t.Mark == '（':
			depth++
		case t.Class == Mark && t.Mark == '）':
			depth--
		case t.Is(Part), t.Is(Include) && !g.content(k), t.Class == Mark && t.Mark == '；' && len(one.Parts) == 0:
			return
		case t.Class != Figure || depth > 0 || t.Number.Kind == Bare || t.Number.Kind == Percent:
		case len(one.Totals) == 0:
			if n := &g.all[int(t.Read)]; (cameIn(n.Of) || n.Of == Handled || n.Of == Answered && strings.HasPrefix(g.s.Text[n.Words[1]:], "件中")) && n.Doubt != Qualified && n.Doubt != OtherTime && n.Doubt != OtherBody {
				one.Totals, one.Words = []int{int(t.Read)}, [2]int{n.Words[0], t.End}
			}
		default:
			if n := &g.all[int(t.Read)]; n.Summed() || g.forEach(k) || n.Of == CarriedIn || n.Of == Received || n.Of == Growth || n.Of == Base || !t.Number.Exact || t.Number.Value == nil || !SameUnit(t.Number, g.all[one.Totals[0]].Quantity()) || n.Of >= Reviews {
				return
			}
			one.Parts, one.Words[1] = append(one.Parts, int(t.Read)), t.End
		}
	}
	const fewest = 3
	if len(one.Parts) >= fewest {
		g.out = append(g.out, one)
	}
}

// content reports whether 包括 at token k is said of what things are about: 内容包括.
func (g *grouper) content(k int) bool {
	return strings.HasSuffix(g.s.Text[:g.s.Tokens[k].At], "内容") || g.s.Tokens[k].Is(Content)
}

// open reads the list behind the opener at token k and gives the token to go on
// from, 0 where there is none.
func (g *grouper) open(k int) int {
	t := &g.s.Tokens[k]
	group := Group{S: g.s, Begin: OfWhich}
	direct := g.numberBefore(k)
	switch {
	case t.Is(Part):
		group.Totals = g.totals(k)
		for k+1 < len(g.s.Tokens) && g.s.Tokens[k+1].Is(Include) {
			k++ // 其中包括：
		}
		if g.leftOut(k + 1) {
			return 0
		}
	case direct < 0, g.all[direct].Quantity().Apart:
		return 0
	case t.Class == Mark && k+1 < len(g.s.Tokens) && (earlier(&g.s.Tokens[k+1]) || g.leftOut(k+1) || g.ofWhole(k+1)): // 3件（去年5件）
		return 0
	case t.Is(Include):
		group.Begin, group.Totals = Contains, []int{direct}
		group.Open = strings.HasPrefix(t.Term.Word, "主要")
	default:
		if t.Class == Mark && k+1 < len(g.s.Tokens) && (g.s.Tokens[k+1].Is(Part) || g.s.Tokens[k+1].Is(Include)) {
			return 0 // 其中 itself
		}
		group.Begin, group.Totals = Namely, []int{direct}
	}
	stop := len(g.s.Tokens)
	g.inside = false
	if end := g.closing(k); end >= 0 {
		stop, g.inside = end, true
	}
	next := k + 1
	for first := true; ; first = false {
		one := group
		if next = g.list(&one, next, stop); next == 0 {
			return 0
		}
		if len(one.Parts) > 0 && (first || one.Kind != 0 && len(one.Parts) > 1 && g.within(&one)) {
			g.out = append(g.out, one)
		}
		if len(one.Parts) < 2 || next >= stop || !g.another(next, stop, one.Parts[0]) {
			return 0
		}
	}
}

// leftOut reports whether token k begins what is not counted: 12件（不含咨询26件）.
func (g *grouper) leftOut(k int) bool {
	return k < len(g.s.Tokens) && anyPrefix(g.s.Text[g.s.Tokens[k].At:], []string{"不含", "不包", "不计"})
}

// ofWhole reports whether token k begins what a number is of, or a number of more years: 41件（占46
// 件的89.1%）, 312条（累计1436条）.
func (g *grouper) ofWhole(k int) bool {
	return g.s.Tokens[k].Is(Share) || anyPrefix(g.s.Text[g.s.Tokens[k].At:], []string{"约占", "相当于", "累计", "历年"})
}

// within reports whether the parts are not more than one of the totals, but for one.
func (g *grouper) within(one *Group) bool {
	sum := new(big.Rat)
	for _, i := range one.Parts[1:] {
		sum.Add(sum, g.all[i].Quantity().Value)
	}
	return g.fits(one.Totals, sum, g.all[one.Parts[0]].Quantity())
}

// earlier reports whether a token begins what was in another year.
func earlier(t *Token) bool {
	return t.Class == Year || t.Is(OtherYear) || t.Is(Compare) || t.Is(Than)
}

// another reports whether a second breakdown of the same total begins at token k:
// 其中自然人80件、企业1件；予以公开80件、部分公开1件.
func (g *grouper) another(k, stop, first int) bool {
	f := g.figure(k, stop)
	return f >= 0 && g.s.Tokens[f].Number.Unit == g.all[first].Quantity().Unit && !g.ends(k, f, nil)
}

// closing gives the ） of the bracket that token k stands in or opens, -1: none.
func (g *grouper) closing(k int) int {
	depth := 0
	for j := k; j >= 0; j-- {
		if t := &g.s.Tokens[j]; t.Class == Mark && t.Mark == '（' {
			depth++
		} else if t.Class == Mark && t.Mark == '）' {
			depth--
		}
	}
	if depth <= 0 {
		return -1
	}
	for j := k + 1; j < len(g.s.Tokens); j++ {
		t := &g.s.Tokens[j]
		switch {
		case t.Class == Mark && t.Mark == '（':
			depth++
			j = g.skip(j)
			depth--
		case t.Class == Mark && t.Mark == '）':
			return j
		}
	}
	return len(g.s.Tokens)
}

// skip gives the ） of the （ at token j, or the last token.
func (g *grouper) skip(j int) int {
	depth := 0
	for ; j < len(g.s.Tokens); j++ {
		if t := &g.s.Tokens[j]; t.Class == Mark && t.Mark == '（' {
			depth++
		} else if t.Class == Mark && t.Mark == '）' {
			if depth--; depth == 0 {
				return j
			}
		}
	}
	return len(g.s.Tokens) - 1
}

// numberBefore gives the count that stands right before token k, as Read gave
// it, marks and a bracket passed over; -1.
func (g *grouper) numberBefore(k int) int {
	for j := k - 1; j >= 0; j-- {
		t := &g.s.Tokens[j]
		switch {
		case t.Class == Figure:
			if t.Number.Kind != Counted || !t.Number.Exact || t.Number.Value == nil {
				return -1
			}
			return int(t.Read)
		case t.Class == Mark && t.Mark == '，' && (j == k-1 || g.s.Tokens[j+1].Mark == '（'), t.Class == Mark && t.Mark == '（' && j == k-1:
		case t.Is(Fill) && len(t.Term.Word) <= len("信息") && g.s.Tokens[k].Class != Mark:
		default:
			return -1
		}
	}
	return -1
}

// counted gives the sentence before that counts things, one of the last three.
func counted(s *Sentence) *Sentence {
	const back = 3
	for n := s.Nth - 1; n >= 0 && n >= s.Nth-back; n-- {
		o := &s.In.Sentences[n]
		for k := range o.Tokens {
			if t := &o.Tokens[k]; t.Class == Figure && t.Number.Kind == Counted {
				return o
			}
		}
	}
	return nil
}

// clauseCounts gives the counts before the bracket at token k that a 、 or nothing
// stands between; none where the last does not stand right before it.
func (g *grouper) clauseCounts(k int) (all []int) {
	noun := k
	for noun > 0 && noun > k-3 && (g.s.Tokens[noun-1].Is(Application) || g.s.Tokens[noun-1].Is(Apply)) {
		noun-- // 收到5份依申请公开信件（其中
	}
	if noun < k && noun > 0 {
		if t := &g.s.Tokens[noun-1]; t.Class == Figure && t.Number.Kind == Counted && t.Number.Exact && t.Number.Value != nil {
			return []int{int(t.Read)}
		}
	}
	if g.numberBefore(k+1) < 0 {
		return nil
	}
	for j := k - 1; j >= 0; j-- {
		t := &g.s.Tokens[j]
		if t.Class == Mark && t.Mark != '、' && j < k-1 {
			break
		}
		if t.Class == Figure && t.Number.Kind == Counted {
			if !t.Number.Exact || t.Number.Value == nil {
				return nil
			}
			all = append([]int{int(t.Read)}, all...)
		}
	}
	return all
}

// wholes gives the counts of a sentence that the parts in the next one may be of;
// where it tells only of what was carried in, those of the one before, too.
func (g *grouper) wholes(s *Sentence) (carried []int) {
	for ; s != nil; s = counted(s) {
		if cutsWhole(s) && cutsWhole(g.s) {
			continue // 按申请人分，…。按渠道分，…: of the same whole
		}
		all, ok := g.countsOf(s, len(s.Tokens))
		if !ok {
			return nil
		}
		if CutsApplications(g.s) { // 征求意见22件。从申请人看，…: of those that came in, told elsewhere
			all = slices.DeleteFunc(all, func(i int) bool { return g.all[i].Of < Received || g.all[i].Of > CarriedOut || g.all[i].Doubt != Sure })
		}
		if len(all) > 0 && cameIn(g.all[all[0]].Of) { // 收到5件；自然人3件、企业2件。其中…
			all = slices.DeleteFunc(all, func(i int) bool { return g.all[i].Of == Applicants })
		}
		if len(all) > 1 || len(all) == 1 && g.all[all[0]].Of != CarriedIn {
			return append(carried, all...)
		}
		carried = append(carried, all...)
	}
	return nil // of what was carried over alone there are no parts
}

// cutsWhole reports whether a sentence begins as a breakdown of all: 按渠道分, 从结果看.
func cutsWhole(s *Sentence) bool {
	return len(s.Tokens) > 0 && s.Tokens[0].Is(Part) && anyPrefix(s.Tokens[0].Term.Word, []string{"按", "从"})
}

// CutsApplications reports whether a sentence begins as a breakdown of applications.
func CutsApplications(s *Sentence) bool {
	return cutsWhole(s) && anyIn(s.Tokens[0].Term.Word, "申请", "结果", "答复")
}

// forEach reports whether the number at token k is that of each of several: A和B各20条.
func (g *grouper) forEach(k int) bool { return k > 0 && g.s.Tokens[k-1].Is(Every) }

// totals gives the counts that 其中 at token k may be of: those before it in its
// sentence, or, where it begins the sentence, in the one before.
func (g *grouper) totals(k int) []int {
	s, end := g.s, k
	for end > 0 && s.Tokens[end-1].Class == Mark && strings.ContainsRune("，；：", s.Tokens[end-1].Mark) {
		end--
	}
	if end > 0 && s.Tokens[end-1].Class == Mark && s.Tokens[end-1].Mark == '（' {
		return g.clauseCounts(end - 1)
	}
	for end > 0 && s.Tokens[end-1].Is(Fill) && end == 1 {
		end-- // 在…中
	}
	if end == 0 {
		if s = counted(s); s == nil {
			return g.ofParagraph(k)
		}
		all := g.wholes(s)
		if strings.HasSuffix(g.s.Tokens[k].Term.Word, "信息中") && slices.ContainsFunc(s.Tokens, func(t Token) bool { return t.Is(Part) }) {
			return nil // 制作30条，其中主动公开24条；依申请公开6条。在公开信息中，…: of the 24
		}
		return all
	}
	all, ok := g.countsOf(s, end)
	if !ok {
		return nil
	}
	if n := len(all); n > 1 && g.numberBefore(k) == all[n-1] && (g.all[all[n-1]].Of == Item && g.all[all[n-1]].Summed() || g.all[all[n-1]].Verb == New) {
		return all[n-1:] // 新增1个，注销3个，目前共6个，其中…; 由8个增至16个，新增8个，其中…
	}
	return all
}

// ofParagraph gives the count that the paragraph before ends with, of which the words
// at token k say that it is all that was published: 在主动公开的信息中.
func (g *grouper) ofParagraph(k int) []int {
	before := g.s.In.Before
	if before == nil || !strings.Contains(before.Folded.Text, "公开") || !strings.HasSuffix(g.s.Tokens[k].Term.Word, "信息中") {
		return nil
	}
	for i := len(before.Sentences) - 1; i >= 0; i-- {
		if s := &before.Sentences[i]; len(s.Tokens) > 0 {
			if all, ok := g.countsOf(s, len(s.Tokens)); ok && len(all) == 1 {
				return all
			}
		}
	}
	return nil
}

// countsOf gives the counts of a sentence before token end and outside brackets:
// those behind the last ；, but all where applications came in first and the parts
// stand in the next sentence. false where one is not exact.
func (g *grouper) countsOf(s *Sentence, end int) (all []int, ok bool) {
	depth := 0
	for j := range end {
		t := &s.Tokens[j]
		switch {
		case t.Class == Mark && t.Mark == '；' && depth <= 0 && j < end-1:
			if s == g.s || len(all) == 0 || !cameIn(g.all[all[0]].Of) {
				all = nil
			}
		case t.Class == Mark && t.Mark == '（':
			depth++
		case t.Class == Mark && t.Mark == '）':
			depth--
		case t.Class == Figure && depth <= 0 && t.Number.Kind == Counted:
			if !t.Number.Exact || t.Number.Value == nil {
				return nil, false
			}
			all = append(all, int(t.Read))
		}
	}
	return all, true
}

// oneByOne gives the total of a list that no word opens, its first part being token
// k: 收到申请5件，3件为网络申请，2件为信件申请; -1.
func (g *grouper) oneByOne(k int) int {
	direct := g.numberBefore(k)
	if direct < 0 || !cameIn(g.all[direct].Of) || k < 2 || g.s.Tokens[k-1].Mark != '，' || k+2 >= len(g.s.Tokens) {
		return -1
	}
	if t := &g.s.Tokens[k+1]; t.Class != Known || !strings.Contains("为是系属", t.Term.Word) {
		return -1
	}
	for j := k + 2; j < len(g.s.Tokens) && g.s.Tokens[j].Class != Mark && g.s.Tokens[j].Class != Figure; j++ {
		if t := &g.s.Tokens[j]; t.Is(Channel) || t.Is(Row) || t.Is(Applicant) {
			return direct
		}
	}
	return -1
}
