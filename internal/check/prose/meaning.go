package prose

import "strings"

// number reads the number at token k.
func (r *reader) number(k int) {
	q := r.s.Tokens[k].Number
	r.lendUnit(k)
	n := Number{S: r.s, Token: k, Group: -1, Part: r.part || r.bracket > 0, Words: [2]int{q.At, q.End}}
	switch {
	case q.Kind == Bare && r.isNone(k):
		r.count(&n)
	case q.Kind == Bare || q.Value == nil:
		n.Of = NoCount
	case q.Kind == Percent:
		r.percent(&n)
	case q.Kind == Points:
		r.points(&n)
	case q.Kind == Money:
		r.money(&n)
	case r.slogan(k):
		n.Of = Slogan
	default:
		r.count(&n)
	}
	r.narrow(&n)
	if n.Of >= Received && n.Doubt == Sure {
		n.Doubt = r.doubt(&n)
	}
	if n.Of == Results && r.carried && !r.received && n.Doubt == Sure {
		n.Doubt = OfPart // 上年结转的3件中，予以公开2件
	}
	if (r.some || r.oneKind) && n.Doubt == Sure && (n.Of == Answered || n.Of == Handled || n.Of == Results || n.Of == CarriedIn || n.Of == CarriedOut) {
		n.Doubt = OfPart // 受理线上申请65件，办结62件
	}
	r.remember(&n)
	r.s.Tokens[k].Read = int32(len(r.out))
	r.out = append(r.out, n)
}

// lendUnit gives number k, of a list whose other numbers have a unit, that of the
// one before: 会议类460条，动态402，其他248条.
func (r *reader) lendUnit(k int) {
	q := r.s.Tokens[k].Number
	if q.Kind != Bare || q.Chinese || q.Value == nil || q.Places > 0 || q.End-q.At > len("99999") || k == 0 || r.token(k-1).Class != Known && r.token(k-1).Class != Plain {
		return
	}
	if word := r.s.Text[r.token(k-1).At:q.At]; anySuffix(word, []string{"第", "号", "码", "编", "话", "真", "热线", "电", "版", "拨打"}) {
		return
	}
	if k+1 < len(r.s.Tokens) && !r.token(k+1).Is(Share) && !strings.ContainsRune("，、；。）", r.token(k+1).Mark) {
		return
	}
	for j := k - 1; j >= 0; j-- {
		if o := r.token(j); o.Class == Figure && o.Number.Kind != Percent {
			if o.Number.Kind == Counted && o.Number.Exact && r.has(j+1, k, Total, Verb) < 0 {
				q.Kind, q.Unit = Counted, o.Number.Unit
			}
			return
		}
	}
}

// isNone reports whether number k is a 0 that says how many there were: 行政复议、
// 行政诉讼均为0.
func (r *reader) isNone(k int) bool {
	q := r.s.Tokens[k].Number
	if q.Value == nil || q.Value.Sign() != 0 {
		return false
	}
	before, behind := r.s.Text[:q.At], r.s.Text[q.End:]
	return strings.HasSuffix(before, "为") && (behind == "" || strings.HasPrefix(behind, "，") || strings.HasPrefix(behind, "。") || strings.HasPrefix(behind, "；") || strings.HasPrefix(behind, "）"))
}

// doubt looks whether what is read is all of it, of this year and of this body.
func (r *reader) doubt(n *Number) Doubt {
	switch d := r.doubtBut(n); {
	case d != Sure:
		return d
	case r.when == otherTime:
		return OtherTime
	case r.narrowed(n), n.partBehind():
		return OfPart
	}
	return Sure
}

// doubtBut looks at all but the year.
func (r *reader) doubtBut(n *Number) Doubt {
	b := r.begin(n.Token)
	foreign := r.other || r.foreign(b, n)
	if foreign {
		r.other = true
	}
	whole := n.Of != Results && n.Of != Applicants && n.Of != Outcomes && n.Of != CarriedIn && n.Of != CarriedOut && n.Of != RowOf && n.Verb != Direct && n.Verb != After
	switch {
	case !n.Quantity().Exact, r.roughly(b, n.Token):
		return Vague
	case foreign:
		return OtherBody
	case r.wish && n.Of != CarriedOut, r.supposed(b):
		return Wished
	case r.cumulative(b, n):
		n.Mild, n.Since = true, true
	case n.Of == Answered && r.part && r.bracket == 0 && r.outNamed():
		n.Mild = true // 其中10件已答复，2件结转下年度
	case (n.Of == Reviews || n.Of == Suits) && r.part && r.bracket == 0 && (r.noneOther() || r.entered(n.Token, r.right(n.Token)) >= 0 || r.ofDisputes()):
		n.Mild = true // 均按时答复。其中，收到行政诉讼1件: no part of the applications
	case n.Of == Received && n.Mild && r.part && r.bracket == 0 && r.amongOthers():
	case n.Of == Documents && n.Verb == Made && r.part && r.bracket == 0 && r.ofValid(): // 现行有效16件，其中本年制发3件
		n.Mild = true
	case n.Of == Documents && r.part && r.bracket == 0 && r.namedDocs(b, n): // 信息120条，其中新制定行政规范性文件3件
		n.Mild = true
	case n.Of == Fresh && n.Part && r.ofReceived() && r.carriedNext(n.Token):
		n.Mild = true // 受理15件（其中新收12件，上年结转3件）
	case whole && (r.forEach(b, n.Token) || strings.HasSuffix(n.S.Text[:n.Quantity().At], "中")): // 有2人各提出申请3件; 60件申请中59件
		return OfPart
	case Received <= n.Of && n.Of <= Handled && r.otherUnit(n, b):
		return Qualified
	case whole && (r.part || r.bracket > 0 && n.Of != Documents):
		return OfPart
	}
	return Sure
}

// otherUnit reports whether what a number counts is no application: 合并答复3次, 由两个股室
// 承办; or is of persons who are counted before it: 1名申请人提出申请7件.
func (r *reader) otherUnit(n *Number, b int) bool {
	if p := r.token(b - 1); b > 0 && p.Class == Figure && p.Number.Kind == Counted && strings.Contains("名人位", p.Number.Unit) {
		return true
	}
	next := r.token(n.Token + 1)
	if strings.HasSuffix(n.Quantity().Unit, "次") || n.Quantity().Unit == "份" && anySuffix(n.S.Text[:n.Quantity().At], []string{"表", "书"}) {
		n.Mild = true // 受理61件次, 收到申请表41份: one application may be several of these
	}
	return n.Quantity().Unit == "次" || n.Quantity().Unit == "人次" || n.Quantity().Unit == "个" && next.Class != Mark && !next.Is(Apply) && !next.Is(Application) && (!passed(next) || next.End-next.At > len("已")) // 受理申请的三个渠道
}

// roughly reports whether 约 stands before the verb of a clause: 约收到申请50件.
func (r *reader) roughly(b, k int) bool {
	for j := b; j+1 < k; j++ {
		if t := r.token(j); t.Class == Known && strings.HasSuffix(t.Term.Word, "约") && (isVerb(r.token(j+1)) || r.token(j+1).Is(Total)) {
			return true
		}
	}
	return false
}

// cumulative reports whether a number of applications may be of more years than one: 累计收到
// where no year is named, or only until when it is.
func (r *reader) cumulative(b int, n *Number) bool {
	if (n.Of < Received || n.Of > Handled) && n.Of != RowOf || n.Group >= 0 {
		return false
	}
	before := n.S.Text[:n.Quantity().At]
	until := anyIn(before, "截至", "截止", "年底累计", "年末累计")
	if !until && r.when == thisYear {
		return false
	}
	if !until {
		before = before[r.s.Tokens[b].At:]
	}
	n.Until = until
	return strings.Contains(before, "累计")
}

// forEach reports whether the number at token k is that of each of several: 各提出3件,
// and not 各单位收到3件.
func (r *reader) forEach(b, k int) bool {
	j := r.has(b, k, Every)
	return j >= 0 && r.token(j).Term.Word == "各" && (j+1 < k && r.token(j+1).Class == Known && !r.token(j+1).Is(Body) || anyPrefix(r.s.Text[r.token(j).End:], []string{"提", "申", "收"}))
}

// namedDocs reports whether the clause of a number names the documents itself, and the
// sentence before it none, or their number.
func (r *reader) namedDocs(b int, n *Number) bool {
	if r.has(b, n.Token, NormDocs) < 0 || n.Verb == Repealed {
		return false
	}
	if r.lastIs(Documents) {
		return r.out[len(r.out)-1].Doubt == Sure
	}
	return n.Verb == Made && r.has(0, b, NormDocs, Rules) < 0
}

// ofValid reports whether the number before is of documents in force.
func (r *reader) ofValid() bool {
	if len(r.out) == 0 {
		return false
	}
	p := &r.out[len(r.out)-1]
	return p.S == r.s && p.Of == Documents && p.Verb == Valid && p.Doubt == Sure
}

// ofReceived reports whether the number before is of applications that came in.
func (r *reader) ofReceived() bool {
	if len(r.out) == 0 {
		return false
	}
	p := &r.out[len(r.out)-1]
	return p.S == r.s && (cameIn(p.Of) || p.Of == Handled)
}

// carriedNext reports whether the next number behind token k was carried in.
func (r *reader) carriedNext(k int) bool {
	for j := k + 1; j < len(r.s.Tokens); j++ {
		switch t := &r.s.Tokens[j]; {
		case t.Is(In), t.Is(Carry) && r.token(j-1).Class == Year && int(r.token(j-1).Value) == r.year-1:
			return true
		case t.Class == Figure && t.Number.Kind != Bare:
			return false
		}
	}
	return false
}

// noneOther reports whether the paragraph has counted nothing so far that cases
// can be a part of.
func (r *reader) noneOther() bool {
	for i := len(r.out) - 1; i >= 0 && r.out[i].S.In == r.s.In; i-- {
		switch r.out[i].Of {
		case Unread, Item, OtherWork, Some, Reviews, Suits, Cases, Documents, Decisions:
			return false
		}
	}
	return true
}

// ofDisputes reports whether the number before is of disputes about information, which are
// reviews and suits: 因信息公开引发行政争议11件，其中行政复议7件.
func (r *reader) ofDisputes() bool {
	i := len(r.out) - 1
	return r.named && i >= 0 && r.out[i].S == r.s && strings.HasSuffix(r.s.Text[:r.out[i].Quantity().At], "争议")
}

// supposed reports whether a clause begins with 如: 如收到1件申请.
func (r *reader) supposed(b int) bool {
	if b >= len(r.s.Tokens) {
		return false
	}
	text := r.s.Text[r.s.Tokens[b].At:]
	for _, word := range []string{"如收到", "如接到", "如有", "若收到", "若有", "假如", "如果", "一旦", "凡"} {
		if strings.HasPrefix(text, word) {
			return true
		}
	}
	return false
}

// foreign reports whether the subject of the clause is another body, or the
// pages of one: what stands before the words that the reading is made of.
func (r *reader) foreign(b int, n *Number) bool {
	for j := b; j < n.Token && r.s.Tokens[j].At < n.Words[0]; j++ {
		t := &r.s.Tokens[j]
		if t.Class == Own {
			return false
		}
		if end := r.addressed(j, n.Token); end > 0 {
			j = end // 向市政府提出的
			continue
		}
		if (t.Is(Body) || t.Is(Called)) && !(t.Term.Word == "政府" && isCase(r.token(j+1))) { // 政府行政复议
			return true
		}
	}
	return false
}

// addressed gives the 提出 that ends whom an application was made to, which 向 at
// token j begins: 向市政府及市政府办公室提出的; 0: none.
func (r *reader) addressed(j, end int) int {
	if t := r.token(j); t.Class != Known || t.Term.Word != "向" {
		return 0
	}
	for k := j + 1; k < end && r.token(k).Class != Figure; k++ {
		if t := r.token(k); t.Class == Known && (strings.HasPrefix(t.Term.Word, "提出") || strings.HasPrefix(t.Term.Word, "提交")) {
			return k
		}
	}
	return 0
}

// OfThis reports whether the words right before a number name the year or the
// body that reports: 其中2022年5件, 其中我局7件.
func (n *Number) OfThis() bool {
	toks := n.S.Tokens
	for j := n.Token - 1; j >= 0; j-- {
		switch t := &toks[j]; {
		case t.Class == Own, t.Class == Year, t.Is(ThisYear), t.Class == Known && (t.Term.Word == "机关" || t.Term.Word == "本级"):
			return true
		case t.Class == Mark, t.Class == Figure, t.Is(Part):
			return false
		}
	}
	return false
}

// Summed reports whether the number is a total behind its parts: 共12件.
func (n *Number) Summed() bool {
	for j := n.Token - 1; j >= 0; j-- {
		switch t := &n.S.Tokens[j]; {
		case t.Is(Total):
			return n.Quantity().Value != nil
		case !t.Is(Fill) && t.Class != Own:
			return false
		}
	}
	return false
}

// remember keeps what the numbers behind are read by.
func (r *reader) remember(n *Number) {
	r.some = r.some || n.Of == Some
	switch n.Of {
	case Received, Fresh, Accepted:
		r.some, r.oneKind = n.Doubt == Qualified || n.Doubt == OtherBody, false
		r.received, r.fresh = r.received || !r.carried, r.fresh || n.Doubt == Sure
	case Applicants: // 企业申请8件，部分公开1件: of these; but not behind all kinds of them
		r.oneKind = !r.part && r.bracket == 0 && !r.received && !r.lastIs(Applicants)
	case Item: // 涉及征地的9件，公开5件
		if r.ofApplications() && r.bracket == 0 && r.has(r.begin(n.Token), n.Token, Limit) >= 0 {
			r.oneKind = r.oneKind || !r.part && !r.received || r.part && (r.lastIs(Received) || r.lastIs(Fresh))
		} else if r.part && r.lastIs(Item) {
			r.oneKind = false // 其中涉及征地9件，其他15件
		} else if !r.part && !r.received && r.ofApplications() && r.ofNamed(n) {
			r.oneKind = true // 规建局牵头9件中，予以公开4件
		}
	case OtherWork, Some: // 涉及纠纷的4件申请中，予以公开1件; 家长提出的2件申请，1件公开
		v := r.token(r.right(n.Token))
		r.oneKind = r.oneKind || r.about == Application && (v.Is(Apply) || v.Is(Application))
	case CarriedIn:
		r.carried = true
	case Handled, Answered:
		r.settled = r.settled || n.Doubt == Sure && (r.received || !r.carried)
		r.received = r.received || !r.carried && n.Doubt == Sure
		r.some = r.some || n.Of == Handled && (n.Doubt == Qualified || n.Doubt == OtherBody)
	case Reviews, Suits, Cases:
		r.cased, r.casedOff = n.Of, n.Doubt != Sure
	}
	if n.Of != Documents || n.Doubt != Sure {
		r.chain = 0
		return
	}
	r.chain, r.chained = NormDocs, n.Thing
}

// ofNamed reports whether a number is of applications that words before it name, which may
// be some of them.
func (r *reader) ofNamed(n *Number) bool {
	b := r.begin(n.Token)
	v := r.token(n.Token + 1)
	if n.Token+1 >= len(r.s.Tokens) || !v.Is(Apply) && !v.Is(Application) && !strings.HasPrefix(r.s.Text[n.Quantity().End:], "中") {
		return false
	}
	return r.unknown(b, n.Token) || r.has(b, n.Token, Body) >= 0
}

// begin gives the first token of the clause of token k: behind the last number
// or mark, brackets passed over.
func (r *reader) begin(k int) int {
	for j := k - 1; j >= 0; j-- {
		switch t := &r.s.Tokens[j]; {
		case t.Class == Figure && t.Number.Kind != Bare, t.Is(Part):
			return j + 1
		case t.Class != Mark:
		case t.Mark == '）':
			if j = r.s.Opening(j); j < 0 {
				return 0
			}
		case t.Mark == '：' && j == k-1, t.Mark == '、', t.Mark == '“', t.Mark == '”':
		default:
			return j + 1
		}
	}
	return 0
}

// passed reports whether a token says nothing of what is counted.
func passed(t *Token) bool {
	switch t.Class {
	case Mark, Own, Year, Date:
		return true
	case Known:
		return t.Is(Fill) || t.Is(Total) || t.Is(ThisYear) || t.Is(Noise) || t.Is(WholeYear)
	}
	return false
}

// left gives the nearest token before k, not before b, that says what is
// counted; -1 where none does.
func (r *reader) left(b, k int) int {
	for j := k - 1; j >= b; j-- {
		t := &r.s.Tokens[j]
		if t.Class == Mark && t.Mark == '）' {
			if j = r.s.Opening(j); j < b {
				return -1
			}
			continue
		}
		if !passed(t) || says(t) {
			return j
		}
	}
	return -1
}

// says reports whether a word that may be passed over says something, too.
func says(t *Token) bool {
	return t.Class == Known && (t.Is(Handle) || t.Is(Application) || t.Is(Result) || t.Is(Apply) || t.Is(Limit) || t.Is(Row))
}

// right gives the nearest token behind k in its clause that says what is counted.
func (r *reader) right(k int) int {
	for j := k + 1; j < len(r.s.Tokens); j++ {
		t := &r.s.Tokens[j]
		if t.Class == Figure || t.Class == Mark && t.Mark != '“' && t.Mark != '”' {
			return -1
		}
		if !passed(t) || says(t) {
			return j
		}
	}
	return -1
}

// token gives token j; an empty one where there is none.
func (r *reader) token(j int) *Token {
	if j < 0 || j >= len(r.s.Tokens) {
		return &noToken
	}
	return &r.s.Tokens[j]
}

var noToken = Token{Class: Mark}

// has gives the last token in b..k that is of one of the classes, or -1.
func (r *reader) has(b, k int, cs ...Class) int {
	for j := k - 1; j >= b; j-- {
		for _, c := range cs {
			if r.s.Tokens[j].Is(c) {
				return j
			}
		}
	}
	return -1
}

func (r *reader) percent(n *Number) {
	b := r.begin(n.Token)
	switch j := r.has(b, n.Token, Share, Up, Down, Compare); {
	case j < 0:
		n.Of = Rate
	case r.s.Tokens[j].Is(Share):
		n.Of = ShareOf
		n.from(r.s.Tokens[j].At)
		if strings.Contains(r.s.Tokens[j].Term.Word, "约") {
			n.Doubt = Vague // 约占26%
		}
		if j+1 < n.Token && r.left(j+1, n.Token) >= 0 && !r.ofWhole(j+1, n.Token) {
			n.Doubt = Qualified // 占全县总量的1%
		}
	default:
		r.grown(n, b, j)
	}
}

// points: 较上年提高5个百分点.
func (r *reader) points(n *Number) {
	b := r.begin(n.Token)
	if j := r.has(b, n.Token, Up, Down, Raised); j >= 0 {
		r.grown(n, b, j)
		return
	}
	n.Of = NoCount
}

// ofWhole reports whether tokens name all applications: 占新收申请总数的.
func (r *reader) ofWhole(from, to int) bool {
	total := false
	for j := from; j < to; j++ {
		t := &r.s.Tokens[j]
		total = total || t.Is(Total) || strings.HasSuffix(r.s.Text[t.At:t.End], "数")
		if !passed(t) && !isVerb(t) && !t.Is(Application) && !t.Is(Apply) && !t.Is(Total) {
			return false
		}
	}
	return total
}

func (r *reader) money(n *Number) {
	b := r.begin(n.Token)
	if n.ChangedTo() {
		n.Of, n.Doubt = Base, OtherTime // 收费由1190万元增加到1286万元
		return
	}
	if j := r.has(b, n.Token, Fees); j >= 0 {
		n.Of = FeesTaken
		if r.has(b, n.Token, Limit, Up, Down, Compare) >= 0 {
			n.Doubt = Qualified // 减免收费3万元
		}
		n.from(r.s.Tokens[j].At)
		return
	}
	if j := r.has(b, n.Token, Up, Down); j >= 0 && r.lastIs(FeesTaken) {
		r.grown(n, b, j)
		return
	}
	n.Of = OtherWork
}

// slogan reports whether the number counts nothing: it stands in quotation
// marks, or is the 一 of 每收到一件, of 收到一份、登记一份.
func (r *reader) slogan(k int) bool {
	if r.quoted {
		return true
	}
	q := r.s.Tokens[k].Number
	if !one(q) {
		return false
	}
	if r.has(r.begin(k), k, Wish) >= 0 {
		return true
	}
	for j := range r.s.Tokens {
		if o := r.s.Tokens[j].Number; j != k && o != nil && one(o) && o.Unit == q.Unit {
			return true
		}
	}
	return false
}

// one reports whether a quantity is 一 of something.
func one(q *Quantity) bool {
	return q.Chinese && q.Value != nil && q.Kind == Counted && q.Value.IsInt() && q.Value.Num().IsInt64() && q.Value.Num().Int64() == 1
}

// from lets the words that say what the number counts begin at a byte.
func (n *Number) from(at int) { n.Words[0] = min(n.Words[0], at) }

// to lets them end there.
func (n *Number) to(end int) { n.Words[1] = max(n.Words[1], end) }
