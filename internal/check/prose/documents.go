package prose

import "strings"

// documents: 制发规范性文件2件, 印发2份规范性文件, and, behind such a count, 废止1件.
func (r *reader) documents(n *Number, b, l, t int) bool {
	if w := r.token(l); w.Class == Plain && l > b && r.s.Text[w.At:n.Quantity().At] == "文件" && isDocVerb(r.token(l-1)) {
		l-- // 现行有效文件20件, behind 规范性文件4件
	}
	w, v := r.token(l), r.token(t)
	verb, kind := l, -1
	switch {
	case w.Is(NormDocs) || w.Is(Rules):
		kind = l
		verb = r.has(b, l, Made, Repealed, Valid)
	case isDocVerb(w) && (v.Is(NormDocs) || v.Is(Rules)):
		kind = t
	case isDocVerb(w):
		kind = r.has(b, l, NormDocs, Rules)
	default:
		return false
	}
	if !strings.Contains("件份个部篇", n.Quantity().Unit) {
		return false
	}
	n.from(w.At)
	switch {
	case kind >= 0:
		n.Thing = r.token(kind).Term
		n.from(r.token(kind).At)
	case r.chain != 0 && t < 0 && r.has(b, l, Loose) < 0 && r.clean(b, l):
		n.Thing = r.chained
	case isDocVerb(w) && t < 0 && r.clean(r.behindCleaning(b), l):
		if !w.Is(Made) || w.Term.Word == "制发" {
			n.Thing = r.docsBefore(b)
		}
		if n.Thing == nil && r.ofAllDocs(w) {
			n.Thing, n.Mild = r.docsInSentence(b), true
		}
		if n.Thing == nil {
			return false
		}
	default:
		return false
	}
	if verb < 0 {
		if n.Of = Item; kind == l && r.otherDocs(b, l) {
			n.Of, n.Verb = Documents, r.out[len(r.out)-1].Verb // 制定规章2部，规范性文件3件
		}
		return true
	}
	r.whichDocs(n, b, t, verb, kind)
	return true
}

// whichDocs says what was done with documents, and how sure it is that these are all.
func (r *reader) whichDocs(n *Number, b, t, verb, kind int) {
	n.from(r.token(verb).At)
	n.Of = Documents
	for _, c := range []Class{Made, Repealed, Valid} {
		if r.token(verb).Is(c) {
			n.Verb = c
		}
	}
	shown := r.has(b, n.Token, Shown, Loose) >= 0
	if n.Verb == Valid && r.onlyShown(b, n.Token) { // 清理并公开现行有效规范性文件16件
		shown, n.Mild = false, true
	}
	if n.Verb == Repealed && kind < 0 { // 清理废止2件
		shown = r.has(b, n.Token, Shown) >= 0
	}
	if shown || r.has(b, n.Token, Limit) >= 0 || t >= 0 && kind != t || kind < verb && kind >= 0 && !r.clean(kind+1, verb) || kind > verb && kind < n.Token && !r.clean(verb+1, kind) {
		n.Doubt = Qualified
	}
}

// otherDocs reports whether the documents at token l, of which no verb says what was done
// with them, stand beside others that were counted just before, of the other kind.
func (r *reader) otherDocs(b, l int) bool {
	if r.chain == 0 || b == 0 || !r.clean(b, l) || r.has(b, l, Published) >= 0 {
		return false
	}
	p := &r.out[len(r.out)-1]
	behind := r.token(p.Token + 1)
	return (behind.Mark == '、' || behind.Mark == '，') && p.Thing.Is(Rules) != r.token(l).Is(Rules)
}

// ofAllDocs reports whether a verb may be said of all documents of a body, and not of
// those only that were gone through, or that were repealed in another way.
func (r *reader) ofAllDocs(w *Token) bool {
	switch {
	case w.Is(Valid):
		return strings.HasPrefix(w.Term.Word, "现行")
	case w.Is(Made):
		return strings.HasPrefix(w.Term.Word, "新")
	}
	return !r.lastIs(Documents) || r.out[len(r.out)-1].Verb != Repealed
}

// behindCleaning gives the token behind 清理 at token b; b where it is something else.
func (r *reader) behindCleaning(b int) int {
	if t := r.token(b); t.Class == Known && t.Term.Word == "清理" {
		return b + 1
	}
	return b
}

// onlyShown reports whether tokens say of documents in force no more than that they
// were gone through and published.
func (r *reader) onlyShown(from, to int) bool {
	for j := from; j < to; j++ {
		if t := &r.s.Tokens[j]; (t.Is(Shown) || t.Is(Loose)) && !strings.Contains("主动公开清理公布公示发布", t.Term.Word) {
			return false
		}
	}
	return true
}

// docsInSentence gives the documents that the sentence before token b speaks of, where
// it speaks of nothing else that is made or repealed: 清理规范性文件0件，保留4件，新制发1件.
func (r *reader) docsInSentence(b int) *Term {
	for j := b - 1; j >= 0; j-- {
		switch t := &r.s.Tokens[j]; {
		case t.Is(NormDocs), t.Is(Rules):
			if loose := r.has(r.begin(j), j, Loose); loose >= 0 && r.token(loose).Term.Word != "清理" {
				return nil
			}
			return t.Term
		case t.Is(Application), isCase(t), isLabel(t), t.Is(Other), t.Is(Rest), t.Class == Plain && t.End-t.At > len("文件"), t.Class == Mark && t.Mark == '；':
			return nil
		}
	}
	return nil
}

func isDocVerb(t *Token) bool { return t.Is(Made) || t.Is(Repealed) || t.Is(Valid) }

// clean reports whether tokens from..to say nothing.
func (r *reader) clean(from, to int) bool {
	for j := from; j < to; j++ {
		if t := &r.s.Tokens[j]; !passed(t) && !isDocVerb(t) {
			return false
		}
	}
	return true
}

// docsBefore gives the documents that the clause before names without a number:
// 清理规范性文件，废止1件.
func (r *reader) docsBefore(b int) *Term {
	if b < 2 || r.token(b-1).Mark != '，' {
		return nil
	}
	for j := b - 2; j >= 0; j-- {
		switch t := &r.s.Tokens[j]; {
		case t.Class == Figure, t.Class == Mark:
			return nil
		case t.Is(NormDocs), t.Is(Rules):
			if r.has(r.begin(j), j, Loose) >= 0 && !r.cleaning(j) {
				return nil
			}
			return t.Term
		}
	}
	return nil
}

// cleaning reports whether documents at token j were gone through: 清理.
func (r *reader) cleaning(j int) bool {
	loose := r.has(r.begin(j), len(r.s.Tokens), Loose)
	return loose >= 0 && r.token(loose).Term.Word == "清理"
}

// decisions: 作出行政许可决定12件, 行政许可事项增至12项.
func (r *reader) decisions(n *Number, b, l, t int) bool {
	w, v := r.token(l), r.token(t)
	label := l
	if w.Is(Decision) && !isLabel(w) || w.Is(Grown) || w.Is(Handle) && !isLabel(v) {
		label = r.has(b, l, Licence, Penalty, Compulsion)
	}
	if isLabel(v) && (w.Is(Decide) || w.Is(Handle) || w.Is(Answer)) {
		label = t
	}
	if label < 0 || !isLabel(r.token(label)) {
		return false
	}
	lab := r.token(label)
	n.Term = lab.Term
	n.from(min(lab.At, r.s.Tokens[n.Token].At))
	n.to(lab.End)
	if w.Is(Grown) {
		n.Of = Items
		return true
	}
	published := r.has(r.phrase(n.Token), label, Published)
	if u := n.Quantity().Unit; !strings.Contains("件条宗起份例", u) && !(u == "个" && published >= 0) {
		n.Of = Item
		return true
	}
	n.Of = Decisions
	verb := r.has(b, n.Token, Decide, Handle, Answer)
	if verb >= 0 {
		n.from(r.token(verb).At)
	}
	if label < n.Token && strings.Contains("条篇", n.Quantity().Unit) && strings.Contains(r.s.Text[lab.End:r.s.Tokens[n.Token].At], "信息") {
		n.Mild = true
		n.Doubt = Qualified // 公开行政处罚信息30条: pages, of which one may be of several
	}
	if lab.Term.Word == "行政强制执行" && strings.Count(r.s.Text, "行政强制") > 1 {
		n.Doubt = Qualified // 行政强制96件；行政强制执行0件
	}
	from := b
	if t := r.token(b); b < label && t.Class == Known && t.Term.Word == "涉及" && lab.Is(Decision) { // 涉及行政许可类处理决定数4条
		from, n.Mild = b+1, true
	}
	if verb < 0 && !r.clean(from, label) || r.has(r.phrase(n.Token), n.Token, Shown, Accept, Receive) >= 0 || r.several(lab.Term) || label == t && r.right(t) >= 0 && !r.token(r.right(t)).Is(Decision) {
		n.Doubt = Qualified
		n.Shown = published >= 0 && label < n.Token && r.labelsOnly(published+1, label) && !r.several(lab.Term) && !anyIn(r.s.Text[lab.End:n.Quantity().At], "事项", "信息")
	}
	return true
}

// labelsOnly reports whether tokens count decisions, and say nothing else.
func (r *reader) labelsOnly(from, to int) bool {
	for j := from; j < to; j++ {
		if t := r.token(j); !passed(t) && !isLabel(t) && !t.Is(Decision) && !t.Is(Rules) && t.Class != Figure {
			return false
		}
	}
	return true
}

func isLabel(t *Token) bool { return t.Is(Licence) || t.Is(Penalty) || t.Is(Compulsion) }

// phrase gives the first token behind the last mark before token k that is
// stronger than 、.
func (r *reader) phrase(k int) int {
	for j := k - 1; j >= 0; j-- {
		if t := &r.s.Tokens[j]; t.Class == Mark && t.Mark != '、' && t.Mark != '“' && t.Mark != '”' {
			return j + 1
		}
	}
	return 0
}

// several reports whether the sentence counts a thing more than once, and not
// only what was shown of it: which is the total cannot be told.
func (r *reader) several(term *Term) bool {
	n := 0
	for j := range r.s.Tokens {
		if r.s.Tokens[j].Term == term && r.has(r.phrase(j), j, Shown) < 0 && countsAny(r.s.Tokens[r.phrase(j):r.clauseEnd(j)]) {
			if n++; n > 1 {
				return true
			}
		}
	}
	return false
}
