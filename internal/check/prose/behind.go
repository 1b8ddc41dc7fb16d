package prose

import "slices"

// What the clauses behind a number say of it, where they count nothing, may make it one of
// some: 收到15件，均为公告发布后提出的; 收到12件，均按时答复 leaves it whole.

// leftWhole reports whether what the sentence goes on to say of a number in clauses that
// count nothing leaves it whole: right behind it whatever is said, further on, and in the
// next sentence, what is said of those that were counted.
func (n *Number) leftWhole(year int) bool {
	toks := n.S.Tokens
	direct := true
	for j := n.S.clauseEnd(n.Token); j < len(toks) && toks[j].Mark != '；' && toks[j].Mark != '。'; direct = false {
		from := j + 1
		j = n.S.clauseEnd(j)
		if c := toks[from:j]; (direct || n.S.links(c)) && !n.S.leavesWhole(c, year) {
			return false
		}
	}
	if n.S.Nth+1 >= len(n.S.In.Sentences) {
		return true
	}
	next := &n.S.In.Sentences[n.S.Nth+1]
	if len(next.Tokens) == 0 {
		return true
	}
	c := next.Tokens[:next.clauseEnd(-1)]
	return !next.links(c) || next.leavesWhole(c, year)
}

// clauseEnd gives the mark behind token k that ends its clause.
func (s *Sentence) clauseEnd(k int) int {
	for k++; k < len(s.Tokens) && !s.Tokens[k].stops(); k++ {
	}
	return k
}

// links reports whether a clause says of what was counted before what it was of.
func (s *Sentence) links(clause []Token) bool {
	return len(clause) > 0 && s.In.scope.link.in(s.Text[clause[0].At:])
}

// leavesWhole reports whether a clause counts something itself, or is understood whole and
// names no kind, or tells how something was done.
func (s *Sentence) leavesWhole(clause []Token, year int) bool {
	if len(clause) == 0 || countsAny(clause) {
		return !slices.ContainsFunc(clause, func(t Token) bool { return t.Is(Share) || t.Is(PartYear) })
	}
	if clause = withoutSelf(clause); len(clause) == 0 {
		return true
	}
	text := s.Text[clause[0].At:]
	return s.In.scope.Worked(text) || s.In.scope.aside.in(text) || !slices.ContainsFunc(clause, func(t Token) bool { return !t.clear(year) || t.ofKind() || t.Is(Share) })
}

// ofKind reports whether a word names one kind of applications.
func (t *Token) ofKind() bool {
	return t.Is(Channel) || t.Is(Applicant) || t.Is(Result) || t.Is(Reason)
}

// partBehind reports whether the clause right behind a number plainly says that it is of
// some: 办结30件，均为上半年收到的.
func (n *Number) partBehind() bool {
	j := n.S.clauseEnd(n.Token)
	if j >= len(n.S.Tokens) || n.S.Tokens[j].Mark != '，' {
		return false
	}
	c := n.S.Tokens[j+1 : n.S.clauseEnd(j)]
	return n.S.links(c) && !countsAny(c) && slices.ContainsFunc(c, func(t Token) bool {
		return t.Is(PartYear) || t.Class == Month || t.Class == Date && t.Value != 101 && t.Value != 1231
	})
}
