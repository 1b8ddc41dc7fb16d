package intake

import (
	"slices"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// doubtDoubled marks the figures of rows that the original has twice, with other
// figures: which of both holds cannot be told.
func (m *maker) doubtDoubled(t *matcher, x *match, fs figures) {
	used := m.usedLines(x.sheet)
	for r := range x.rows {
		f := &x.rows[r]
		if x.line[r] < 0 || len(f.values) == 0 {
			continue
		}
		for _, l := range t.doubles(x, r, used) {
			why := diag.T("原件里这一行有两处，数字不同，另一处是：%s", "the original has this row twice, with other figures; the other one is: %s", shortened(l.text(), 100))
			for _, v := range f.values {
				fs[v.Row][v.Column].add(why)
			}
		}
	}
}

// usedLines gives the lines of a sheet that are rows of the form's tables.
func (m *maker) usedLines(s *sheet) map[int]bool {
	used := map[int]bool{}
	for _, x := range m.matches {
		if x.sheet != s {
			continue
		}
		for _, i := range x.line {
			used[i] = true
		}
	}
	return used
}

// doubles gives the lines that are a row of the form as the one which was taken is,
// and have other figures.
func (m *matcher) doubles(x *match, r int, used map[int]bool) (out []*line) {
	f, lines := &x.rows[r], x.sheet.lines
	own := valuesOf(lines[x.line[r]].cells[x.leaf[r]+1:])
	from, to := 0, len(lines)
	if f.leaf == "" { // its place alone tells it
		from, to = x.beside(r, used)
	}
	for i := from; i < to; i++ {
		if used[i] {
			continue
		}
		if others := m.valuesFor(f, &lines[i]); len(others) > 0 && !slices.Equal(own, others) {
			out = append(out, &lines[i])
		}
	}
	return out
}

// beside gives the lines around a row's that are in no table of the form.
func (x *match) beside(r int, used map[int]bool) (from, to int) {
	from, to = x.line[r], x.line[r]+1
	for from > 0 && !used[from-1] {
		from--
	}
	for to < len(x.sheet.lines) && !used[to] {
		to++
	}
	return from, to
}

// valuesFor gives the figures of a line that a row of the form may be; none: it is
// another, or has none.
func (m *matcher) valuesFor(f *formRow, l *line) []string {
	if f.leaf == "" {
		if meetsNameless(f, l) == 0 {
			return nil
		}
		return valuesOf(l.cells)
	}
	k := slices.IndexFunc(l.cells, func(c *original.Cell) bool { return m.words.likeness(f.leaf, c.Text) >= sure })
	if k < 0 || !m.figuresFollow(f, l.cells[k+1:]) {
		return nil
	}
	return valuesOf(l.cells[k+1:])
}

// valuesOf gives what stands in cells that are for figures; marks for nothing are 0.
func valuesOf(cells []*original.Cell) (out []string) {
	for _, c := range cells {
		switch t, k := read(c.Text); {
		case t == "" || !looksLikeFigure(c.Text):
		case k == empty:
			out = append(out, "0")
		default:
			out = append(out, t)
		}
	}
	return out
}

// takes reports whether a text is the name of a row that was found.
func (x *match) takes(name string) bool {
	for r, f := range x.rows {
		if x.line[r] >= 0 && f.leaf != "" && bare(f.leaf) == bare(name) {
			return true
		}
	}
	return false
}
