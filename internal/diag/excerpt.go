package diag

import (
	"strings"
	"unicode/utf8"
)

const (
	lineColumns = 92 // of an excerpt; with the line number it fits into 100
	leadColumns = 46 // kept before the caret in a line that is too long
	tabColumns  = 4
	ellipsis    = "…"
)

// excerpt is a line of the file as it is shown.
type excerpt struct {
	text   string
	before int // columns before the first marked one
	marked int // columns that are marked, at least 1
}

// cell is one character as it is shown.
type cell struct {
	text  string
	width int
}

// cells gives the characters of line as they are shown: tabs expanded, what
// steers as signs for it.
func cells(line []rune) []cell {
	cs := make([]cell, 0, len(line))
	at := 0
	for _, r := range line {
		c := cell{string(r), Width(r)}
		switch {
		case r == '\t':
			c.width = tabColumns - at%tabColumns
			c.text = strings.Repeat(" ", c.width)
		case steers(r):
			c.text = sign(r)
			c.width = utf8.RuneCountInString(c.text)
		}
		at += c.width
		cs = append(cs, c)
	}
	return cs
}

func columns(cs []cell) (w int) {
	for _, c := range cs {
		w += c.width
	}
	return w
}

// cut gives line with span characters marked from character col on, both
// counted in characters, col from 1. A line that is too long is cut to what
// stands around the mark.
func cut(line string, col, span int) excerpt {
	rs := []rune(line)
	from := min(max(col-1, 0), len(rs))
	// What is farther away is not shown anyway.
	left, right := max(from-4*lineColumns, 0), min(from+4*lineColumns, len(rs))
	cs := cells(rs[left:right])
	from -= left
	to := min(from+max(span, 1), len(cs))
	lo, hi := 0, len(cs)
	if columns(cs) > lineColumns {
		// What is free after the mark is better spent before it.
		lead := max(leadColumns, lineColumns-Width('…')-columns(cs[from:]))
		for lo = from; lo > 0 && lead >= cs[lo-1].width; lo-- {
			lead -= cs[lo-1].width
		}
		room := lineColumns - 2*Width('…')
		for hi = lo; hi < len(cs) && room >= cs[hi].width; hi++ {
			room -= cs[hi].width
		}
		to = min(to, hi)
	}
	var b strings.Builder
	e := excerpt{before: columns(cs[lo:from]), marked: max(columns(cs[from:max(from, to)]), 1)}
	if left+lo > 0 {
		b.WriteString(ellipsis)
		e.before += Width('…')
	}
	for _, c := range cs[lo:hi] {
		b.WriteString(c.text)
	}
	if left+hi < len(rs) {
		b.WriteString(ellipsis)
	}
	e.text = b.String()
	return e
}
