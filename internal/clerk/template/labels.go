package template

import (
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/document"
)

// rowLabels are the words of the form about a row of figures.
type rowLabels struct {
	name    string   // 行政许可
	groups  []string // what stands above it or spans it: 第二十条第（五）项
	columns []string // above each of its figures
}

// tableLabels reads the labels of a part's table, by row.
func tableLabels(t *form.Table, agency string, year int) map[string]*rowLabels {
	g := &gridLabels{table: t, fill: func(l form.Line) string {
		return strings.TrimSpace(strings.ReplaceAll(l.Fill(agency, year), "\n", ""))
	}}
	all := map[string]*rowLabels{}
	for _, s := range t.FigureRows {
		all[s.Key] = g.row(s)
	}
	return all
}

// gridLabels finds labels in a table's grid.
type gridLabels struct {
	table *form.Table
	fill  func(form.Line) string
}

// spot is a cell with the row in which it begins.
type spot struct {
	form.Cell
	r int
}

// labels gives the labels that are not blank and for which pick says yes.
func (g *gridLabels) labels(pick func(spot) bool) (found []spot) {
	for r := range g.table.Rows {
		for _, c := range g.table.Rows[r].Cells {
			if s := (spot{c, r}); c.Row == "" && g.fill(c.Text) != "" && pick(s) {
				found = append(found, s)
			}
		}
	}
	return found
}

// row finds the labels of a row of figures.
func (g *gridLabels) row(s report.RowSchema) *rowLabels {
	r, from, to := g.place(s.Key)
	l := &rowLabels{}
	for _, col := range g.columns(r, s.Key) {
		l.columns = append(l.columns, g.above(r, col))
	}
	var names []string
	for _, c := range g.labels(func(c spot) bool { return c.Col+c.ColSpan <= from && c.r <= r && r < c.r+c.RowSpan }) {
		if c.RowSpan == 1 {
			names = append(names, g.fill(c.Text))
		} else {
			l.groups = append(l.groups, g.fill(c.Text))
		}
	}
	switch {
	case len(names) > 0:
		l.name = strings.Join(names, " ")
	case len(l.groups) > 0: // the row is all there is of its group
		l.name, l.groups = l.groups[len(l.groups)-1], l.groups[:len(l.groups)-1]
	default: // nothing at the left: what stands above the whole row of figures
		for _, c := range g.labels(func(c spot) bool { return c.r < r && c.Col <= from && to <= c.Col+c.ColSpan }) {
			names = append(names, g.fill(c.Text))
		}
		l.name = strings.Join(names, "：")
		return l
	}
	if over := g.over(r); over != "" {
		l.groups = append([]string{over}, l.groups...)
	}
	return l
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
	found := g.labels(func(c spot) bool { return c.r < r && c.Col <= col && col < c.Col+c.ColSpan && !g.section(c) })
	if len(found) == 0 {
		return ""
	}
	return g.fill(found[len(found)-1].Text)
}

// over gives the row without figures that a row of figures belongs to.
func (g *gridLabels) over(r int) string {
	found := g.labels(func(c spot) bool { return c.r < r && g.section(c) })
	if len(found) == 0 {
		return ""
	}
	return g.fill(found[len(found)-1].Text)
}

// section reports whether a label begins a row that has neither figures nor
// headings of columns.
func (g *gridLabels) section(c spot) bool {
	if c.r < g.table.HeaderRows || c.Col > 0 || c.RowSpan > 1 {
		return false
	}
	return !slices.ContainsFunc(g.table.Rows[c.r].Cells, func(c form.Cell) bool {
		return c.Row != "" || c.Kind.Scope == document.ColumnScope && c.Col > 0
	})
}

// short gives the columns of a row that have to be given.
func short(s report.RowSchema) (columns []string) {
	for _, c := range s.Columns {
		if c != s.Total {
			columns = append(columns, c)
		}
	}
	return columns
}

// alike reports whether all rows of a table have the same columns.
func alike(t *form.Table) bool {
	for _, s := range t.FigureRows {
		if !slices.Equal(s.Columns, t.FigureRows[0].Columns) {
			return false
		}
	}
	return len(t.FigureRows) > 0
}

// arrays reports whether the rows of a table are written as arrays: they are
// alike and have several figures.
func arrays(t *form.Table) bool { return alike(t) && len(short(t.FigureRows[0])) > 1 }
