package prose

import (
	"slices"
	"strconv"
	"strings"
)

// A reader goes through the sentences of a passage once, left to right.
type reader struct {
	year     int
	out      []Number
	s        *Sentence
	about    Class // what the headings above speak of: Application, Review, or 0
	thing    Class // what the sentence speaks of so far
	told     bool  // the sentence itself said so
	info     bool  // it speaks of information: 因政府信息公开引起的
	when     time
	part     bool // behind 其中
	other    bool // a clause before named another body
	wish     bool
	bracket  int       // depth
	outside  []outside // of the brackets that are open
	quoted   bool
	docs     bool  // it speaks of documents that are made or published: 其中不予公开52件 is no result
	casedOff bool  // these were not all of them
	partYear bool  // the sentence before speaks of a part of the year
	named    bool  // the sentence itself says that it speaks of information
	some     bool  // what came in last was some of the applications only
	oneKind  bool  // what came in last was of one kind of applicants only
	cased    Count // the cases that were counted last
	whose    *Term // the applicants between a verb and its 申请
	// What was read since the last ；, for 上年结转3件，办结2件.
	received, carried, settled bool
	fresh                      bool  // whatever was counted before
	chain                      Class // NormDocs or Rules, while counts of such documents follow each other
	chained                    *Term
}

// outside is what a bracket does not change.
type outside struct {
	part bool
	when time
}

// time is which time a sentence speaks of.
type time uint8

const (
	untold time = iota
	thisYear
	otherTime
)

// Read explains every number of the passages of a report of a year.
func Read(ps []Passage, year int) []Number {
	r := &reader{year: year, out: make([]Number, 0, countNumbers(ps))}
	for i := range ps {
		r.passage(&ps[i])
	}
	return r.out
}

// ofTable reports whether a sentence that does not say which applications it is of has words
// that the table of applications alone has: 新收申请52件，结转下年度2件; 予以公开28件，无法提供13件.
func ofTable(toks []Token) bool {
	var apply, carried, opened, refused bool
	for j := range toks {
		switch t := &toks[j]; {
		case t.Is(Other), t.Is(Body), t.Is(Licence), t.Is(Review), t.Is(Suit), t.Is(Screen):
			return false
		case t.Is(Apply):
			apply = true
		case t.Is(In), t.Is(Out) && !inWork(t):
			carried = true
		case t.Is(Result):
			opened = opened || slices.Contains(t.Term.Rows, "open")
			refused = refused || anyIn(t.Term.Word, "无法提供", "不予处理")
		}
	}
	return apply && carried || opened && refused
}

// countNumbers gives how many numbers, years and dates there are.
func countNumbers(ps []Passage) (n int) {
	for i := range ps {
		for k := range ps[i].Sentences {
			for j := range ps[i].Sentences[k].Tokens {
				if c := ps[i].Sentences[k].Tokens[j].Class; Figure <= c && c <= Month {
					n++
				}
			}
		}
	}
	return n
}

func (r *reader) passage(p *Passage) {
	r.about, r.thing, r.when, r.partYear = topicOf(p), 0, untold, false
	for i := range p.Sentences {
		r.sentence(&p.Sentences[i])
	}
}

// sentence goes over the tokens; each may change what is spoken of, and each
// number is read by what stands around it.
func (r *reader) sentence(s *Sentence) {
	r.s, r.told, r.part, r.other, r.wish, r.bracket, r.quoted, r.info = s, false, false, false, false, 0, false, r.about != 0
	if r.about != 0 {
		r.thing = r.about
	}
	if r.thing == 0 && ofTable(s.Tokens) {
		r.thing = Application
	}
	r.casedOff, r.named, r.oneKind = false, false, false
	r.fresh = false
	r.docs, r.received, r.carried, r.settled, r.some, r.chain, r.cased, r.outside = false, false, false, false, false, 0, 0, r.outside[:0]
	partYear := r.partYear && len(s.Tokens) > 0 && s.Tokens[0].Class == Known && s.Tokens[0].Term.Word == "其中" // of what the sentence before counts
	for k := range s.Tokens {
		t := &s.Tokens[k]
		switch t.Class {
		case Mark:
			r.mark(t.Mark)
		case Year:
			r.yearNamed(k)
			r.noCount(k)
		case Month, Date:
			partYear = partYear || r.partOfYear(k)
			r.noCount(k)
		case Figure:
			before := r.when
			partYear = partYear || r.firstMonths(k)
			if partYear {
				r.when = otherTime
			}
			r.number(k)
			r.when = before
		case Own:
			r.other = false
		case Known:
			partYear = partYear || t.Is(PartYear) && !r.untilEnd(k) && !r.sinceThis(k) || r.during(k)
			r.word(k, t.Term)
		}
	}
	r.partYear = partYear
}

func (r *reader) mark(m rune) {
	switch m {
	case '（':
		r.bracket++
		r.outside = append(r.outside, outside{r.part, r.when})
	case '）':
		r.bracket = max(0, r.bracket-1)
		if n := len(r.outside); n > 0 { // 14件（其中网上10件），办结12件
			r.part, r.when, r.outside = r.outside[n-1].part, r.outside[n-1].when, r.outside[:n-1]
		}
	case '“':
		r.quoted = true
	case '”':
		r.quoted = false
	case '；':
		r.other, r.wish, r.received, r.fresh, r.carried, r.settled, r.some, r.oneKind = false, false, false, false, false, false, false, false
		r.part = r.bracket > 0 && r.part
	}
}

// word takes in what a word says of the words behind it.
func (r *reader) word(k int, t *Term) {
	switch {
	case t.Is(Part):
		r.part = true
	case t.Is(ThisYear):
		if !r.compared(k) && !r.allOfOther(k) {
			r.when = thisYear
		}
	case t.Is(OtherYear):
		if !r.compared(k) && !r.follows(k, In, Out, Carry) && !(k > 0 && r.s.Tokens[k-1].Is(Carry)) {
			r.when = otherTime
		}
	case t.Is(Wish):
		r.wish = true
	}
	switch {
	case t.Is(Application):
		r.thing, r.told, r.info, r.named = Application, true, true, true
	case t.Is(Review), t.Is(After), t.Is(Direct):
		r.thing, r.told = Review, true
		if t.Is(After) || t.Is(Direct) {
			r.thing = Suit
		}
	case t.Is(Suit):
		r.thing, r.told = Suit, true
	case t.Is(NormDocs), t.Is(Rules), t.Is(Licence), t.Is(Penalty), t.Is(Compulsion), t.Is(Fees):
		r.thing, r.told = NormDocs, true
	case r.otherKind(k):
		r.thing = Other
	case t.Is(Other) && !r.follows(k, Application) && !r.describes(k) && !r.reasonOf(t):
		r.thing, r.told = Other, true
	case t.Is(Loose), t.Is(Made), strings.HasPrefix(t.Word, "主动公开"):
		r.docs = true
	case t.Is(Receive), t.Is(New), t.Is(Accept), t.Is(Answer), t.Is(Handle):
		r.docs = false
	case t.Is(Cause):
		r.named = r.named || len(t.Word) >= len("信息公开")
		r.info = r.info || r.named
	}
}

// allOfOther reports whether 全年 at token k is said of the other year before it: 2023年全年.
func (r *reader) allOfOther(k int) bool {
	if !strings.HasPrefix(r.token(k).Term.Word, "全年") || r.when != otherTime {
		return false
	}
	if k--; r.token(k).Mark == '，' {
		k--
	}
	t := r.token(k)
	return t.Class == Year && int(t.Value) != r.year || t.Is(OtherYear)
}

// otherKind reports whether the 申请 at token k, of which the clause goes on to say how many
// there were, is of another kind, which a word names that nobody knows: 转学申请32件.
func (r *reader) otherKind(k int) bool {
	const shortest, one = len("转学"), len("转")
	if !r.token(k).Is(Apply) {
		return false
	}
	b, unknown := k, false
	for b > 0 && (r.token(b-1).Class == Plain || r.token(b-1).Class == Known && len(r.token(b-1).Term.Word) == one && !passed(r.token(b-1))) {
		b--
		unknown = unknown || r.token(b).Class == Plain
	}
	if !unknown || r.token(k).At-r.token(b).At < shortest {
		return false
	}
	for k++; passed(r.token(k)) && r.token(k).Class != Mark || isVerb(r.token(k)); k++ {
	}
	return r.token(k).Class == Figure
}

// reasonOf reports whether a word names why of results that were counted before:
// 不予公开3件，其中过程性信息2件.
func (r *reader) reasonOf(t *Term) bool {
	if !t.Is(Reason) {
		return false
	}
	for i := len(r.out) - 1; i >= 0 && r.out[i].S == r.s; i-- {
		if n := &r.out[i]; n.Of == Results && within(t.Rows, n.Term.Rows) {
			return true
		}
	}
	return false
}

// describes reports whether the clause of token k only says what applications
// were about: 申请事项主要集中在建设项目等方面.
func (r *reader) describes(k int) bool {
	b := r.s.Tokens[r.begin(k)].At
	clause := r.s.Text[b:r.s.Tokens[k].At]
	return strings.Contains(clause, "集中") || strings.Contains(clause, "涉及") || strings.Contains(clause, "内容")
}

// noCount keeps a year or a date, which counts nothing.
func (r *reader) noCount(k int) {
	t := &r.s.Tokens[k]
	t.Number, t.Read = &Quantity{At: t.At, End: t.End}, int32(len(r.out))
	r.out = append(r.out, Number{S: r.s, Token: k, Of: NoCount, Group: -1, Words: [2]int{t.At, t.End}})
}

// yearNamed takes a year, unless it is one that is only compared with, or that
// something was carried from or to.
func (r *reader) yearNamed(k int) {
	if r.compared(k) || r.follows(k, In, Out, Carry) || k > 0 && r.s.Tokens[k-1].Is(Carry) || r.carriedTo(k) {
		return
	}
	r.when = otherTime
	if int(r.s.Tokens[k].Value) == r.year && !r.endsSpan(k) {
		r.when = thisYear
	}
}

// endsSpan reports whether year k is the last of several: 2021—2023年, 从2021年到2023年, 2022、2023年.
func (r *reader) endsSpan(k int) bool {
	before := r.s.Text[:r.s.Tokens[k].At]
	for _, m := range []string{"至", "到", "—", "-", "－", "–", "~", "～", "、", "和", "与", "及"} {
		if b, ok := strings.CutSuffix(before, m); ok {
			b = strings.TrimSuffix(strings.TrimSuffix(strings.TrimRight(b, "—"), "度"), "年")
			n := len(b)
			for n > 0 && asciiDigit(b[n-1]) {
				n--
			}
			return len(b)-n == len("2021") && b[n:] != strconv.Itoa(r.year)
		}
	}
	return false
}

// compared reports whether token k is what something is compared with: 比2019年.
func (r *reader) compared(k int) bool {
	return k > 0 && (r.s.Tokens[k-1].Is(Than) || r.s.Tokens[k-1].Is(Compare))
}

// carriedTo reports whether year k is where something is carried to: 结转1件至2026年.
func (r *reader) carriedTo(k int) bool {
	for j := k - 1; j >= 0 && r.s.Tokens[j].Class != Mark; j-- {
		if r.s.Tokens[j].Is(Carry) {
			return true
		}
	}
	return false
}

// follows reports whether the token behind k is a word of one of the classes.
func (r *reader) follows(k int, cs ...Class) bool {
	if k+1 >= len(r.s.Tokens) {
		return false
	}
	for _, c := range cs {
		if r.s.Tokens[k+1].Is(c) {
			return true
		}
	}
	return false
}

// partOfYear reports whether month or date k makes what follows a part of the
// year; 1月1日 and 12月31日 do not.
func (r *reader) partOfYear(k int) bool {
	t := &r.s.Tokens[k]
	if t.Class == Date {
		return false
	}
	rest := r.s.Text[t.End:]
	if t.Value == 12 && anySuffix(r.s.Text[:t.At], []string{"1-", "1至", "1—", "1到", "1~", "1～", "1－", "1–", "1月至", "1月—", "1月-", "1月到"}) && !anySuffix(r.s.Text[:t.At], []string{"11-", "11至", "11—", "11到", "11月至"}) {
		return false // 1—12月
	}
	return !r.follows(k, WholeYear) && !(t.Value == 12 && (strings.HasPrefix(rest, "底") || strings.HasPrefix(rest, "末") || r.upTo(k)))
}

// firstMonths reports whether number k is of months that are no whole year: 前11个月.
func (r *reader) firstMonths(k int) bool {
	t := r.token(k)
	return anySuffix(r.s.Text[:t.At], []string{"前", "头", "后"}) && anyPrefix(r.s.Text[t.Number.End:], []string{"个月", "月"})
}

// upTo reports whether month k is where the report's year ends: 截至2023年12月, and
// not 自2008年至2023年12月.
func (r *reader) upTo(k int) bool {
	for j := range k {
		if t := &r.s.Tokens[j]; t.Class == Year && int(t.Value) != r.year {
			return false
		}
	}
	for k--; k > 0 && r.s.Tokens[k].Class == Year; k-- {
	}
	t := r.token(k)
	return t.Class == Known && (t.Term.Word == "截至" || t.Term.Word == "截止")
}

// during reports whether 期间 at token k is that of something else than the year: 培训期间.
func (r *reader) during(k int) bool {
	if t := r.token(k); t.Term.Word != "期间" || k == 0 {
		return false
	}
	before := r.token(k - 1)
	return before.Class == Plain || before.Class == Known && !passed(before) && !before.Is(OtherYear)
}

// sinceThis reports whether 以来 at token k is said of the report's year.
func (r *reader) sinceThis(k int) bool {
	return k > 0 && r.s.Tokens[k].Term.Word == "以来" && r.s.Tokens[k-1].Class == Year && int(r.s.Tokens[k-1].Value) == r.year
}

// untilEnd reports whether 截至 at token k goes to the end of the year.
func (r *reader) untilEnd(k int) bool {
	if w := r.s.Tokens[k].Term.Word; w != "截至" && w != "截止" {
		return false
	}
	rest := strings.TrimPrefix(r.s.Text[r.s.Tokens[k].End:], strconv.Itoa(r.year)+"年")
	for _, end := range []string{"底", "末", "12月底", "12月末", "12月31日"} {
		if strings.HasPrefix(rest, end) {
			return true
		}
	}
	for j := k + 1; j < len(r.s.Tokens) && j < k+4; j++ {
		switch t := &r.s.Tokens[j]; {
		case t.Class == Date:
			return t.Value == 1231
		case t.Class == Month:
			return t.Value == 12
		case t.Is(WholeYear):
			return true
		}
	}
	return false
}

// topicOf gives what the headings above a passage speak of.
func topicOf(p *Passage) Class {
	switch {
	case p.Part == "applications":
		return Application
	case p.Part == "review":
		return Review
	}
	return p.About
}
