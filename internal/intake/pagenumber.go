package intake

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"nianbao/internal/character"
	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
	"nianbao/internal/pattern"
)

// Where a blank cell is lost, a page number may come to stand in its place: in text
// without rules each is a line with a number in it.

// rowsTogether reports whether most rows have their figures in the paragraph of their
// name.
func (f *fit) rowsTogether(words []word) bool {
	rows, parted := 0, 0
	for at := f.first; at <= f.last; {
		_, to := f.rowAt(words, at)
		if named, figured := f.blocks(words, at, to); len(named) > 0 && len(figured) > 0 {
			rows++
			if f.parted(words, at, to) {
				parted++
			}
		}
		at = to
	}
	return parted*2 < rows
}

// parted reports whether no figure of a row stands in a paragraph with its name.
func (f *fit) parted(words []word, at, to int) bool {
	named, figured := f.blocks(words, at, to)
	return len(named) > 0 && len(figured) > 0 && !slices.ContainsFunc(figured, func(b int) bool { return slices.Contains(named, b) })
}

// blocks gives the paragraphs of a row's labels and of its figures.
func (f *fit) blocks(words []word, at, to int) (named, figured []int) {
	for j := at; j < to; j++ {
		switch i := f.of[j]; {
		case i < 0:
		case f.slots[i].label == "":
			figured = append(figured, words[j].block)
		default:
			named = append(named, words[j].block)
		}
	}
	return named, figured
}

// pageNumber is how page numbers are written on a line of their own.
var pageNumber = pattern.New(`^(?:[-—–－―~·•\s]*第?\s*([0-9]{1,3})\s*页?[-—–－―~·•\s]*|第?\s*([0-9]{1,3})\s*页?\s*[,，/／;；]?\s*共\s*[0-9]{1,3}\s*页)$`)

// numberOfPage gives the page number that a line is; 0: none.
func numberOfPage(text string) int {
	found := pageNumber.FindStringSubmatch(character.HalfWidth(trim(text)))
	if found == nil {
		return 0
	}
	n, _ := strconv.Atoi(found[1] + found[2])
	return n
}

// doubtPageNumbers marks the figures that may be page numbers: each stood on a line
// of its own, and the page numbers before and behind it leave out just this one.
func (m *maker) doubtPageNumbers(blocks []original.Block) {
	pages := map[int][]int{} // where page numbers stand
	last := 0
	for i := range blocks {
		if n := pageNumberAt(blocks, i); n > 0 {
			pages[n], last = append(pages[n], i), i
		}
	}
	at := func(n, from, to int) bool {
		return slices.ContainsFunc(pages[n], func(i int) bool { return from <= i && i < to })
	}
	leftOut := func(n, i int) bool {
		before := at(n-1, 0, i) || at(n-2, 0, i)
		behind := at(n+1, i, len(blocks)) || at(n+2, i, len(blocks))
		return len(pages[n]) == 0 && (before || n <= 2) && (behind || i > last) && (before || behind)
	}
	for i, b := range blocks {
		g, ok := b.(*original.Grid)
		for k := 0; ok && k < len(g.Cells) && len(m.alone) > 0; k++ {
			c := g.Cells[k]
			if c != m.alone[0] {
				continue
			}
			m.alone = m.alone[1:]
			if n := numberOfPage(c.Text); n > 0 && leftOut(n, i) {
				c.Doubt(diag.T("可能是页码：前后的页码正好缺这一个", "this may be a page number: those before and behind leave out just this one"))
			}
		}
	}
}

// pageNumberAt gives the page number that a block is, which stands beside running
// text or a table: cells of a table that was taken apart stand among each other.
func pageNumberAt(blocks []original.Block, i int) int {
	p, ok := blocks[i].(*original.Paragraph)
	if !ok {
		return 0
	}
	for _, k := range []int{i - 1, i + 1} {
		if k < 0 || k == len(blocks) {
			continue
		}
		beside, ok := blocks[k].(*original.Paragraph)
		if !ok || utf8.RuneCountInString(beside.Text()) >= runningText {
			return numberOfPage(p.Text())
		}
	}
	return 0
}

// runningText is as long as a line of a page's text about.
const runningText = 24
