package intake

import (
	"cmp"
	"slices"

	"nianbao/internal/intake/original"
)

// closeBreaks puts the two halves of a row together that a page break has cut:
// the lower half has words and no figures, each below words of the upper half,
// and no form has a row of these words, or only of the two together.
func (m *maker) closeBreaks() {
	if !slices.ContainsFunc(m.sheets, func(s *sheet) bool { return len(s.grids) > 1 }) {
		return
	}
	known := m.knownLabels()
	for _, s := range m.sheets {
		s.lines = slices.DeleteFunc(s.lines, func(l line) bool {
			if l.row != 1 || !l.grid.Continues || l.grid == s.grids[0] {
				return false
			}
			upper := bottom(s.grids[slices.Index(s.grids, l.grid)-1])
			rest := l.isRest(upper, known)
			if rest {
				l.closeWith(upper)
			}
			return rest
		})
	}
}

// knownLabels are all labels of all forms, bare, and their other names.
func (m *maker) knownLabels() map[string]bool {
	if m.labels != nil {
		return m.labels
	}
	known := map[string]bool{}
	m.labels = known
	for _, t := range m.allTables() {
		for _, s := range slotsOf(t) {
			if s.label != "" {
				known[bare(s.label)] = true
			}
		}
	}
	for _, also := range m.words.labels {
		for _, t := range also {
			known[t] = true
		}
	}
	return known
}

// isRest reports whether a row is the lower half of the cells above. Columns mean
// nothing: cells that are merged on one page need not be on the next.
func (l *line) isRest(upper []*original.Cell, known map[string]bool) bool {
	words := 0
	for i, c := range l.cells {
		if trim(c.Text) == "" {
			continue
		}
		if len(upper) != len(l.cells) || looksLikeFigure(c.Text) || trim(upper[i].Text) == "" || looksLikeFigure(upper[i].Text) {
			return false
		}
		if known[bare(c.Text)] && !known[bare(upper[i].Text+c.Text)] {
			return false // a label of its own, and none with what stands above
		}
		words++
	}
	return words > 0
}

// closeWith appends the words of a lower half to the upper one.
func (l *line) closeWith(upper []*original.Cell) {
	for i, c := range l.cells {
		if t := trim(c.Text); t != "" {
			upper[i].Text = trim(upper[i].Text) + t
		}
	}
}

// bottom gives the cells that reach into a grid's last row, from the left.
func bottom(g *original.Grid) (cells []*original.Cell) {
	for _, c := range g.Cells {
		if c.Row+c.RowSpan > g.Rows {
			cells = append(cells, c)
		}
	}
	slices.SortStableFunc(cells, func(a, b *original.Cell) int { return cmp.Compare(a.Column, b.Column) })
	return cells
}
