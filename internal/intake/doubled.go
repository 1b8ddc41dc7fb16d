package intake

import (
	"slices"
	"strings"

	"nianbao/internal/character"
	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// doubtDoubled marks the figures of rows that the original has twice, with other
// figures: which of both holds cannot be told.
func (m *maker) doubtDoubled(t *matcher, x *match, fs figures) {
	used, apart := m.usedLines(x.sheet), m.apart(x.part.Key)
	for r := range x.rows {
		f := &x.rows[r]
		if x.line[r] < 0 || len(f.values) == 0 {
			continue
		}
		for _, l := range append(t.doubles(x, r, used), t.saysOtherwise(x, r, apart)...) {
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

// apart gives the lines of a part that stand in no table of the form: rows of its
// other tables, and lines of its text that may be a name and a figure.
func (m *maker) apart(part string) (out []line) {
	s := m.report.parts[part]
	if s == nil {
		return nil
	}
	for _, p := range s.text {
		switch {
		case p.grid != nil:
			out = append(out, lines(p.grid)...)
		case p.short(40):
			l := line{}
			for _, w := range strings.FieldsFunc(p.text, func(r rune) bool { return parts(r) || r == '：' || r == ':' }) {
				l.cells = append(l.cells, &original.Cell{Place: p.at(), Text: w})
			}
			out = append(out, l)
		}
	}
	return out
}

// saysOtherwise gives the lines that have a row's name and other figures, as many.
func (m *matcher) saysOtherwise(x *match, r int, apart []line) (out []*line) {
	f := &x.rows[r]
	if f.leaf == "" {
		return nil
	}
	own := valuesOf(x.sheet.lines[x.line[r]].cells[x.leaf[r]+1:])
	own = own[max(0, len(own)-len(f.values)):] // without the row's number
	for i := range apart {
		if others := m.valuesFor(f, &apart[i]); len(others) == len(f.values) && !slices.Equal(own, others) {
			out = append(out, &apart[i])
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

// valuesOf gives what stands in cells that are for figures, without units; marks for
// nothing are 0.
func valuesOf(cells []*original.Cell) (out []string) {
	for _, c := range cells {
		switch t, k := read(c.Text); {
		case t == "" || !looksLikeFigure(c.Text):
		case k == empty:
			out = append(out, "0")
		case k == amount:
			out = append(out, strings.TrimRightFunc(t, func(r rune) bool { return !character.IsDigit(r) }))
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
