package prose

// each reads number k of a list whose names stand before it: 予以公开、部分公开、不予公开
// 分别为5件、3件和2件. It gives the token of the number's name; -1 where there is no
// such list, or not as many names as numbers.
func (r *reader) each(k int) int {
	e, nth := r.eachBefore(k)
	if e < 0 {
		return -1
	}
	names := r.namesBefore(e)
	count := nth + 1
	for j := k + 1; j < len(r.s.Tokens) && r.inList(j); j++ {
		if r.s.Tokens[j].Class == Figure {
			count++
		}
	}
	if len(names) < 2 || count != len(names) {
		return -1
	}
	return names[nth]
}

// eachBefore gives the 分别为 of the list that number k stands in, and how many
// numbers stand between; -1 where there is none.
func (r *reader) eachBefore(k int) (e, nth int) {
	for j := k - 1; j >= 0; j-- {
		switch t := &r.s.Tokens[j]; {
		case t.Is(Each):
			return j, nth
		case !r.inList(j):
			return -1, 0
		case t.Class == Figure:
			nth++
		}
	}
	return -1, 0
}

// inList reports whether token j may stand in a list of bare numbers.
func (r *reader) inList(j int) bool {
	t := &r.s.Tokens[j]
	return t.Class == Figure && t.Number.Kind == Counted || t.Class == Mark && (t.Mark == '、' || t.Mark == '，') || t.Is(Fill) || t.Is(Total)
}

// namesBefore gives the names that stand side by side before token e; none where
// something that is no name stands among them.
func (r *reader) namesBefore(e int) (names []int) {
	for j := e - 1; j >= 0; j-- {
		switch t := &r.s.Tokens[j]; {
		case t.Is(Result), t.Is(Applicant), t.Is(Party), t.Is(Outcome), t.Is(Rest), isCase(t), isLabel(t), isDocVerb(t), t.Is(Channel), t.Is(Row) && !t.Is(Application) && !isVerb(t):
			names = append([]int{j}, names...)
		case t.Class == Mark && t.Mark != '、', t.Class == Figure:
			return names
		case t.Class == Mark, passed(t), t.Is(Answer), t.Is(Application), t.Is(Apply), t.Is(Cause), t.Is(NormDocs), t.Is(Rules):
		default:
			return nil
		}
	}
	return names
}

// listed reads a number by its name in such a list.
func (r *reader) listed(n *Number, name int) bool {
	w := r.token(name)
	n.Mild = true
	n.from(w.At)
	switch {
	case (w.Is(Result) || w.Is(Rest) && r.lastIs(Results)) && r.ofApplications() && !r.docs:
		if n.Of, n.Term = Results, w.Term; !w.Is(Result) {
			n.Rest, n.Term = true, restOfResults
		}
	case (w.Is(Applicant) || w.Is(Party) && r.lastIs(Applicants)) && r.ofApplications():
		n.Of, n.Term, n.Rest = Applicants, w.Term, !w.Is(Applicant)
	case w.Is(Outcome):
		return r.outcome(n, w)
	case isCase(w):
		r.kindOf(n, w)
		if !r.info && r.about != Review || r.notOfInformation() {
			n.Of = OtherWork
		}
	case isDocVerb(w):
		return r.listedDocuments(n, name)
	case isLabel(w) && r.has(r.phrase(name), n.Token, Decide) >= 0 && r.has(0, n.Token, Shown, Accept, Receive) < 0:
		n.Of, n.Term = Decisions, w.Term
	default:
		return false
	}
	return true
}

// listedDocuments: 行政规范性文件制发、废止、现行有效分别为3件、2件、16件.
func (r *reader) listedDocuments(n *Number, name int) bool {
	kind := r.has(0, n.Token, NormDocs, Rules)
	if kind < 0 || r.has(0, n.Token, Loose, Shown) >= 0 {
		return false
	}
	n.Of, n.Thing = Documents, r.token(kind).Term
	for _, c := range []Class{Made, Repealed, Valid} {
		if r.token(name).Is(c) {
			n.Verb = c
		}
	}
	return true
}
