package report

import (
	"strings"

	"nianbao/internal/clerk/source"
	"nianbao/internal/pattern"
)

// Unfilled is typed where something is left to fill: for a figure, for a whole
// row of figures, for a line or a paragraph, or within one.
const Unfilled = "待填"

// Doubt begins, in a remark, what import could not read for certain.
const Doubt = "存疑："

// reUnfilled also finds 有待填补, 待填的项目 and the like, which are words of the
// language.
var reUnfilled = pattern.New(Unfilled + `([补平的项报入列]?)`)

// Unfilled reports whether something of the value is left to fill.
func (v Value) Unfilled() bool {
	from, _ := v.UnfilledAt()
	return from >= 0
}

// UnfilledAt gives the bytes of the text that are left to fill, the first of them;
// from is -1 where none are.
func (v Value) UnfilledAt() (from, to int) {
	if !strings.Contains(v.Text, Unfilled) { // which is quick
		return -1, -1
	}
	for _, m := range reUnfilled.FindAllStringSubmatchIndex(v.Text, -1) {
		if m[2] == m[3] {
			return m[0], m[1]
		}
	}
	return -1, -1
}

// unfilled reports whether all of n is left to fill.
func unfilled(n *source.Node) bool { return n.Kind == source.String && n.Text == Unfilled }
