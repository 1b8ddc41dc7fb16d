package prose

import (
	"slices"
	"strings"
)

// A clause or a short sentence without a number may say what the clauses behind it are of:
// 自然人方面，收到申请37件; 征收公告发布后，收到15件; 局属单位情况。收到申请7件.

// Narrows reports whether a clause without a number says that what follows is of some only;
// undone where what follows names the year or this body.
func (w *Scope) Narrows(clause string, undone bool) bool {
	switch {
	case strings.HasPrefix(clause, "涉") && strings.HasSuffix(clause, "申请") && !strings.Contains(clause, "信息公开"):
		return true // 涉及征收的申请，公开8件
	case w.whole.in(clause), w.about.in(clause), w.worked.in(clause), strings.HasPrefix(clause, "因") && strings.HasSuffix(clause, "信息公开"), wholeYear(clause):
		return false
	}
	return w.thing.in(clause) || !undone && w.time.in(clause)
}

// wholeYear reports whether a clause begins with the first day of a year and ends with its
// last: 自2024年1月1日起至12月31日.
func wholeYear(clause string) bool {
	return strings.Contains(clause, "年1月1日") && strings.HasSuffix(strings.TrimSuffix(clause, "止"), "12月31日") && strings.Count(clause, "年") == 1
}

// leads asks do about the clauses that stand before that of a number in its sentence, the
// nearest first, and about a short sentence before, until it says yes.
func (n *Number) leads(do func(s *Sentence, from, to int) bool) bool {
	toks := n.S.Tokens
	for to := n.Token; to > 0; {
		from := to
		for from > 0 && !toks[from-1].parts() {
			from--
		}
		if to < n.Token && do(n.S, from, to) {
			return true
		}
		if from == 0 || toks[from-1].Mark == '；' {
			break
		}
		to = from - 1
	}
	const short = 40 // bytes
	if n.S.Nth == 0 {
		return false
	}
	head := &n.S.In.Sentences[n.S.Nth-1]
	return len(head.Text) <= short && do(head, 0, len(head.Tokens)-1)
}

// parts reports whether a token parts clauses.
func (t *Token) parts() bool {
	return t.Class == Mark && (t.Mark == '，' || t.Mark == '；' || t.Mark == '：' || t.Mark == '。')
}

// narrowed reports whether what leads to a number says that it is of some only.
func (r *reader) narrowed(n *Number) bool {
	b := n.Token
	for b > 0 && !r.token(b-1).parts() {
		b--
	}
	undone := r.ofThis(r.s.Tokens[b:n.Token])
	return n.leads(func(s *Sentence, from, to int) bool {
		if to <= from {
			return false
		}
		if toks := s.Tokens[from:to]; sortsBodies(toks) {
			return true
		} else if !countsAny(toks) {
			if r.someOf(s, toks, undone) {
				return true
			}
			undone = undone || r.ofThis(toks)
		}
		return false
	})
}

// countsAny reports whether something is counted in a clause that may be what the table
// counts, and not those who do: 供热企业5家，收到申请2件.
func countsAny(toks []Token) bool {
	return slices.ContainsFunc(toks, func(t Token) bool {
		return t.Class == Figure && t.Number.Kind != Bare && t.Number.Unit != ofBodies && t.Number.Unit != "个"
	})
}

const ofBodies = "家"

// sortsBodies reports whether a clause counts no more than bodies, by what they have: 申请10件
// 以上的单位有6个.
func sortsBodies(toks []Token) bool {
	bodies, counted := false, false
	for i := range toks {
		switch t := &toks[i]; {
		case t.Class == Own, t.Class == Figure && t.Number.Kind == Counted && t.Number.Exact && !strings.Contains(ofBodies+"个位", t.Number.Unit):
			return false
		case t.Class == Figure && t.Number.Kind == Counted:
			counted = true
		case t.Is(Body), t.Is(Called):
			bodies = true
		}
	}
	return bodies && counted
}

// ofThis reports whether words name this year or this body.
func (r *reader) ofThis(toks []Token) bool {
	return slices.ContainsFunc(toks, func(t Token) bool {
		return t.Class == Own || t.Is(ThisYear) || t.Class == Known && strings.HasPrefix(t.Term.Word, "全年") || t.Class == Year && int(t.Value) == r.year
	})
}

// someOf reports whether a clause narrows what follows: by its words, a body, or days that
// are no whole year.
func (r *reader) someOf(s *Sentence, toks []Token, undone bool) bool {
	undone = undone || toks[0].Class == Own
	if toks = withoutSelf(toks); len(toks) == 0 {
		return false
	}
	text, w := s.Text[toks[0].At:toks[len(toks)-1].End], s.In.scope
	if s != r.s && len(text) <= heading && w.title(text, toks) || w.Narrows(text, undone) {
		return true
	}
	if onlyChannel(toks) {
		return true
	}
	if undone || toks[0].Is(Than) || w.framed(text) || w.led.in(text) {
		return false
	}
	own := r.ofThis(toks)
	return slices.ContainsFunc(toks, func(t Token) bool {
		return t.Class == Date && t.Value != 101 && t.Value != 1231 || t.Class == Year && int(t.Value) != r.year || t.Is(PartYear) && s != r.s || (t.Is(Body) || t.Is(Called) || t.Class == Figure && t.Number.Unit == ofBodies) && !own
	})
}

// onlyChannel reports whether a clause says no more than how applications came, or answers
// went: 采用邮寄，答复24件.
func onlyChannel(toks []Token) bool {
	const short = len("采用")
	return slices.ContainsFunc(toks, func(t Token) bool { return t.Is(Channel) }) && !slices.ContainsFunc(toks, func(t Token) bool {
		return !t.Is(Channel) && !passed(&t) && !(t.Class == Plain && t.End-t.At <= short) || anyChannel(&t)
	})
}

// until reports whether a word stands before the last day of what is counted.
func (t *Token) until() bool {
	return t.Class == Known && (t.Term.Word == "截至" || t.Term.Word == "截止")
}

// withoutSelf gives a clause without the body and the year that it begins with.
func withoutSelf(toks []Token) []Token {
	for len(toks) > 0 && (toks[0].Class == Own || toks[0].Class == Year || toks[0].Is(ThisYear)) {
		toks = toks[1:]
	}
	return toks
}

// heading is how many bytes a short sentence has at most that is a title.
const heading = 24

// title reports whether a short sentence names a matter that nobody knows: 公租房保障.
func (w *Scope) title(text string, toks []Token) bool {
	return !w.whole.in(text) && !w.about.in(text) && toks[0].Class != Figure && toks[0].Mark != '（' &&
		slices.ContainsFunc(toks, func(t Token) bool { return t.Class == Plain || t.Is(Other) }) &&
		!slices.ContainsFunc(toks, func(t Token) bool {
			return t.Is(Verb) || t.Is(Application) || t.Is(Apply) || isVerb(&t) || t.Class == Own || t.Is(ThisYear)
		})
}

// plainlyLed reports whether what leads to a number in its sentence is understood whole, or
// tells how something was done.
func (n *Number) plainlyLed(year int) bool {
	return !n.leads(func(s *Sentence, from, to int) bool {
		toks := withoutSelf(s.Tokens[from:max(from, to)])
		if s != n.S || len(toks) == 0 {
			return false
		}
		text, w := s.Text[toks[0].At:toks[len(toks)-1].End], s.In.scope
		if countsAny(toks) {
			return w.event.in(text) || slices.ContainsFunc(toks, func(t Token) bool { // 3次发布会后，收到15件
				return t.Class == Figure && t.Number.Unit != "" && strings.Contains("户名位人", t.Number.Unit) // 征收涉及12户，收到15件
			})
		}
		if w.whole.in(text) {
			return !strings.Contains(text, "渠道") && slices.ContainsFunc(toks, func(t Token) bool { return t.Is(Screen) }) // 据平台统计
		}
		return slices.ContainsFunc(toks, func(t Token) bool {
			return !w.framed(text) && !t.clear(year) && !t.until() || t.ofKind()
		})
	})
}
