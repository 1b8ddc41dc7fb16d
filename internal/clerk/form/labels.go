package form

import (
	"slices"
	"strings"
	"unicode"

	"nianbao/internal/clerk/report"
	"nianbao/internal/document"
)

// Labels are the words of the form about a row of figures. {year} and {agency}
// in them are filled in where they are asked for with both.
type Labels struct {
	Name    string   // 行政许可
	Beside  string   // what stands between it and the figures: a unit, a code
	Groups  []string // what stands above it or spans it: 第二十条第（五）项
	Columns []string // above each of its figures
}

// Full is the name with what stands beside it.
func (l *Labels) Full() string { return strings.TrimSpace(l.Name + " " + l.Beside) }

// Labels reads the labels of a table, by row.
func (t *Table) Labels(agency string, year int) map[string]*Labels {
	g := t.gridLabels(func(l Line) string { return l.Fill(agency, year) })
	all := map[string]*Labels{}
	for _, s := range t.FigureRows {
		all[s.Key] = g.row(s)
	}
	return all
}

// label gives the rows of figures their labels, so that a reader of reports can
// name them, and notes where each is.
func (t *Table) label() {
	g := t.gridLabels(func(l Line) string { return l.Text })
	t.places = make(map[string]int, len(t.FigureRows))
	for i := range t.FigureRows {
		s := &t.FigureRows[i]
		l := g.row(*s)
		s.Label, s.Heads = l.Name, l.Columns
		t.places[s.Key] = i
	}
}

// gridLabels finds labels in a table's grid.
type gridLabels struct {
	table *Table
	spots []spot // the labels that are not blank
}

// spot is a label with the row in which it begins.
type spot struct {
	*Cell
	r       int
	text    string
	section bool // begins a row that has neither figures nor headings of columns
}

func (t *Table) gridLabels(fill func(Line) string) *gridLabels {
	g := &gridLabels{table: t}
	for r := range t.Rows {
		cells := t.Rows[r].Cells
		for i := range cells {
			c := &cells[i]
			if c.Row != "" {
				continue
			}
			if text := strings.TrimSpace(strings.ReplaceAll(fill(c.Text), "\n", "")); text != "" {
				g.spots = append(g.spots, spot{c, r, text, g.section(c, r)})
			}
		}
	}
	return g
}

// labels gives the labels for which pick says yes.
func (g *gridLabels) labels(pick func(*spot) bool) (found []string) {
	for i := range g.spots {
		if s := &g.spots[i]; pick(s) {
			found = append(found, s.text)
		}
	}
	return found
}

// last gives the last of them, "" where there is none.
func (g *gridLabels) last(pick func(*spot) bool) string {
	for i := len(g.spots) - 1; i >= 0; i-- {
		if pick(&g.spots[i]) {
			return g.spots[i].text
		}
	}
	return ""
}

// row finds the labels of a row of figures.
func (g *gridLabels) row(s report.RowSchema) *Labels {
	r, from, to := g.place(s.Key)
	l := &Labels{}
	for _, col := range g.columns(r, s.Key) {
		l.Columns = append(l.Columns, g.above(r, col))
	}
	beside := func(c *spot) bool { return c.Col+c.ColSpan <= from && c.r <= r && r < c.r+c.RowSpan }
	names := g.labels(func(c *spot) bool { return beside(c) && c.RowSpan == 1 })
	l.Groups = g.labels(func(c *spot) bool { return beside(c) && c.RowSpan != 1 })
	switch {
	case len(names) > 0:
		l.named(names)
	case len(l.Groups) > 0: // the row is all there is of its group
		l.Name, l.Groups = l.Groups[len(l.Groups)-1], l.Groups[:len(l.Groups)-1]
	default: // nothing at the left: what stands above the whole row of figures
		l.Name = strings.Join(g.labels(func(c *spot) bool { return c.r < r && c.Col <= from && to <= c.Col+c.ColSpan }), "：")
		return l
	}
	if over := g.over(r); over != "" {
		l.Groups = append([]string{over}, l.Groups...)
	}
	return l
}

// named takes the last of the labels that is a word for the name; a unit or a
// code stands beside it.
func (l *Labels) named(labels []string) {
	at := 0
	for i, t := range labels {
		if isWord(t) {
			at = i
		}
	}
	l.Name = strings.Join(labels[:at+1], " ")
	l.Beside = strings.Join(labels[at+1:], " ")
}

// isWord reports whether a label says something, as units and codes do not.
func isWord(label string) bool {
	const least = 3
	n := 0
	for _, r := range label {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n >= least
}

// place gives the row in which figures stand, their first column and the one
// behind the last.
func (g *gridLabels) place(key string) (r, from, to int) {
	for r := range g.table.Rows {
		for _, c := range g.table.Rows[r].Cells {
			if c.Row == key {
				if to == 0 {
					from = c.Col
				}
				to = c.Col + c.ColSpan
			}
		}
		if to > 0 {
			return r, from, to
		}
	}
	return 0, 0, 0
}

// columns gives where each figure of a row stands.
func (g *gridLabels) columns(r int, key string) (cols []int) {
	for _, c := range g.table.Rows[r].Cells {
		if c.Row == key {
			cols = append(cols, c.Col)
		}
	}
	return cols
}

// above gives the nearest label above a figure.
func (g *gridLabels) above(r, col int) string {
	return g.last(func(c *spot) bool { return c.r < r && c.Col <= col && col < c.Col+c.ColSpan && !c.section })
}

// over gives the row without figures that a row of figures belongs to.
func (g *gridLabels) over(r int) string {
	return g.last(func(c *spot) bool { return c.r < r && c.section })
}

// section reports whether a label begins a row that has neither figures nor
// headings of columns.
func (g *gridLabels) section(c *Cell, r int) bool {
	if r < g.table.HeaderRows || c.Col > 0 || c.RowSpan > 1 {
		return false
	}
	return !slices.ContainsFunc(g.table.Rows[r].Cells, func(c Cell) bool {
		return c.Row != "" || c.Kind.Scope == document.ColumnScope && c.Col > 0
	})
}
