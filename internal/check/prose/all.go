package prose

import "strings"

// What the clause behind a number says of all that it counts.

// OutcomeOfAll gives the columns of the outcome that the clause behind a count of
// cases says of all of them, and where it ends: 行政诉讼1件，尚未审结. nil where it
// says none, or may say it of some.
func (n *Number) OutcomeOfAll() (columns []string, begin, end int) {
	toks := n.S.Tokens
	k := n.Token + 1
	if k >= len(toks) || toks[k].Mark != '，' {
		return nil, 0, 0
	}
	begin = toks[k].End
	all := n.Quantity().Value.IsInt() && n.Quantity().Value.Num().IsInt64() && n.Quantity().Value.Num().Int64() == 1
	for k++; k < len(toks); k++ {
		switch t := &toks[k]; {
		case t.Class == Mark:
			if !all {
				return nil, 0, 0
			}
			return columns, begin, end
		case t.Is(Outcome) && columns == nil:
			columns, end = t.Term.Columns, t.End
		case !passed(t) && !t.Is(Cause) && !t.Is(Every):
			return nil, 0, 0
		default:
			all = all || everyOne(t)
		}
	}
	return columns, begin, end
}

// DoneAll gives where the clause behind a count of applications says of all of them that
// they came to an end: 收到12件，均已办结, and not 均在法定期限内答复, which those that are
// still open may be yet. false where it says so of some, or something else.
func (n *Number) DoneAll() (begin, end int, ok bool) {
	toks := n.S.Tokens
	k := n.Token + 1
	if k >= len(toks) || toks[k].Mark != '，' {
		return 0, 0, false
	}
	begin = toks[k].End
	all, already := false, false
	for k++; k < len(toks) && toks[k].Class != Mark; k++ {
		switch t := &toks[k]; {
		case t.Is(Answer):
			ok, end = ok || already || strings.ContainsAny(t.Term.Word, "结毕完"), t.End
		case !passed(t) || t.Class != Known, !all && !everyOne(t) && !strings.HasPrefix(t.Term.Word, "已"):
			return 0, 0, false // 到期的均已办结
		default:
			already = already || strings.HasPrefix(t.Term.Word, "已")
			all = all || everyOne(t)
		}
	}
	return begin, end, ok && all
}

// everyOne reports whether a word says that something is said of all: 均.
func everyOne(t *Token) bool {
	return t.Class == Known && (t.Term.Word == "均" || t.Term.Word == "都" || t.Term.Word == "全部")
}
