package intake

import (
	"slices"
	"unicode/utf8"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// wordsOnly is what stands where the one figure of a row belongs that has the form's
// name and no figure: a few words (约12, 见附件), or nothing.
type wordsOnly struct{ cell *original.Cell }

// figure writes the words down as they stand, in doubt.
func (n *wordsOnly) figure(whole bool) *figure {
	if n.cell == nil {
		f := &figure{}
		f.add(diag.T("原件此格是空白", "the original is blank here"))
		return f
	}
	return newFigure(n.cell, whole)
}

// byName looks for rows that were not found, between those that were: the one line
// with the row's name, where no line there has a figure that may be the row's.
func (m *matcher) byName(x *match) {
	x.named = make([]*wordsOnly, len(x.rows))
	for _, g := range x.gaps() {
		begin := g.begin
		for r := g.from; r < g.to; r++ {
			if x.rows[r].leaf == "" || len(x.rows[r].values) != 1 {
				continue
			}
			if i, leaf, n := m.oneNamed(x, &x.rows[r], begin, g.end); n != nil {
				x.line[r], x.leaf[r], x.named[r] = i, leaf, n
				begin = i + 1
			}
		}
	}
}

// oneNamed gives the only line of some that has a row's name, and what follows it.
func (m *matcher) oneNamed(x *match, f *formRow, begin, end int) (at, leaf int, only *wordsOnly) {
	for i := begin; i < end; i++ {
		l := &x.sheet.lines[i]
		k := slices.IndexFunc(l.cells, func(c *original.Cell) bool { return m.words.likeness(f.leaf, c.Text) >= sure })
		if k < 0 {
			if slices.ContainsFunc(l.cells, func(c *original.Cell) bool { return trim(c.Text) != "" && looksLikeFigure(c.Text) }) {
				return 0, 0, nil
			}
			continue
		}
		n, ok := m.follows(x, f, l.cells[k+1:])
		if !ok || only != nil {
			return 0, 0, nil
		}
		at, leaf, only = i, k, n
	}
	return at, leaf, only
}

// follows gives what follows a row's name, units aside; false where it is more than
// one figure would be, or a label.
func (m *matcher) follows(x *match, f *formRow, rest []*original.Cell) (n *wordsOnly, ok bool) {
	n = &wordsOnly{}
	for _, c := range rest {
		switch known := func(a string) bool { return a != "" && plain(a) == plain(c.Text) }; {
		case trim(c.Text) == "" || slices.ContainsFunc(f.after, known):
		case n.cell != nil:
			return nil, false
		default:
			n.cell = c
		}
	}
	if n.cell == nil {
		return n, true
	}
	const longest = 20 // characters; what is longer is prose
	label := func(t string) bool { return m.words.likeness(t, n.cell.Text) >= alike }
	isLabel := slices.ContainsFunc(x.rows, func(r formRow) bool { return slices.ContainsFunc(r.labels, label) })
	return n, !isLabel && utf8.RuneCountInString(n.cell.Text) <= longest
}
