package prose

import (
	"strings"

	"nianbao/internal/pattern"
)

var (
	someOf   = pattern.New(`的(?:政府信息公开)?申请有$`)
	among    = pattern.New(`申请(?:中|里|当中)，?有$`)
	shareOf  = pattern.New(`^(?:总[数量])?的(?:约|近)?(?:\d|百分之|[一二三四五六七八九]成)`)
	noClause = "，。；：、！？ （）()"
)

// SomeOf reports whether a number is of some of what is named before it, of which
// something is told behind it: 受理的申请有9件延至2025年办理, 新收申请中有109件（占50.9%）.
func (n *Number) SomeOf() bool {
	from, to := n.At()
	rest := n.S.Text[to:]
	if among.MatchString(n.S.Text[:from]) {
		return true
	}
	return someOf.MatchString(n.S.Text[:from]) && rest != "" && !strings.ContainsRune(noClause, []rune(rest)[0])
}

// WholeOfShare reports whether a number is what a share is taken of: 占全县行政应诉案件67件的16.4%.
func (n *Number) WholeOfShare() bool {
	from, to := n.At()
	before := n.S.Text[:from]
	before = before[max(0, strings.LastIndexAny(before, "，。；：")):]
	return strings.Contains(before, "占") && shareOf.MatchString(n.S.Text[to:])
}
