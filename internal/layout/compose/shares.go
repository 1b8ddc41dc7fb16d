package compose

import (
	"strings"
	"unicode/utf8"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// Widths of the columns of a table in prose, where the report says none. They
// are counted in half characters, the width of a figure.

const (
	fewest     = 4  // a column has room for so many at least
	most       = 32 // a longer text is broken into lines
	shortWord  = 8  // a text of so many stays on one line where there is room
	shortLabel = 20 // a label of so many stands on one line
	shortDate  = 16 // one with a figure: 2023年12月31日
	longWord   = 16 // a word of more letters is an address, which may be broken
	beside     = 2  // margins
)

// need is what a column's texts want.
type need struct {
	word  int // the widest that cannot be broken
	short int // the widest short text
	text  int // the widest text, up to most
}

// shares divides the text width among the columns by what stands in them: first
// what cannot be broken, then short texts, then the others in proportion.
func (c *composer) shares(t *report.ProseTable) []unit.Length {
	needs := make([]need, t.Columns)
	for i := range needs {
		needs[i] = need{fewest, fewest, fewest}
	}
	for _, row := range t.Rows {
		for i := range row {
			if cell := &row[i]; cell.ColSpan == 1 {
				needs[cell.Col].add(cell.Text)
			}
		}
	}
	room := c.form.Page.TextWidth()
	half := unit.Length(1)
	if st := (&document.Document{Styles: c.form.Styles}).Style(c.form.Kind(form.TextKind).Style); st != nil {
		half = st.Size / 2
	}
	return onTenths(divide(needs, int(room/half)), room)
}

// add widens a column for a text.
func (n *need) add(text string) {
	all := width(text)
	n.text = max(n.text, min(all, most))
	if all <= shortWord || all <= shortDate && strings.ContainsAny(text, "0123456789") {
		n.short = max(n.short, all)
	}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r <= ' ' || r >= 0x80 }) {
		if utf8.RuneCountInString(word) <= longWord {
			n.word = max(n.word, width(word))
		}
	}
}

// divide gives the columns' parts of a width of room half characters.
func divide(needs []need, room int) []int {
	parts := make([]int, len(needs))
	spare := room
	grow := func(want func(need) int) bool {
		sum := 0
		for i, n := range needs {
			sum += max(want(n)-parts[i], 0)
		}
		last := sum > spare // not for all: in proportion
		left := spare
		for i, n := range needs {
			more := max(want(n)-parts[i], 0)
			if last {
				more = more * left / sum
			}
			parts[i] += more
			spare -= more
		}
		return !last
	}
	_ = grow(func(n need) int { return n.word + beside }) &&
		grow(func(n need) int { return max(n.word, n.short) + beside }) &&
		grow(func(n need) int { return max(n.word, n.text) + beside })
	return parts
}

// onTenths spreads a width in proportion to parts. Edges lie on tenths of a
// millimetre; the last one is the text area's.
func onTenths(parts []int, room unit.Length) []unit.Length {
	const step = unit.Millimetre / 10
	sum := 0
	for _, n := range parts {
		sum += n
	}
	ws := make([]unit.Length, len(parts))
	var edge unit.Length
	for i, to := 0, 0; i < len(parts); i++ {
		to += parts[i]
		next := room * unit.Length(to) / unit.Length(sum) / step * step
		if i == len(parts)-1 {
			next = room
		}
		ws[i], edge = next-edge, next
	}
	return ws
}

// width is the width of the longest line in half characters.
func width(text string) (widest int) {
	for _, line := range strings.Split(text, "\n") {
		n := 0
		for _, r := range line {
			n++
			if r >= 0x2E80 || strings.ContainsRune("“”—…MW@%mw", r) {
				n++
			}
		}
		widest = max(widest, n)
	}
	return widest
}
