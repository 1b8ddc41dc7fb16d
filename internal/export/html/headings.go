package html

import "nianbao/internal/document"

// grid tells which cell covers each place of a table.
type grid struct {
	table *document.Table
	at    [][]int // by row and column, the number of the cell; -1 none
	cells []spot
}

// spot is a cell with the row in which it begins.
type spot struct {
	*document.Cell
	row, index int
}

// place gives the number of a cell: cells are counted in reading order.
func place(t *document.Table, row, index int) (n int) {
	for r := range row {
		n += len(t.Rows[r].Cells)
	}
	return n + index
}

func newGrid(t *document.Table) *grid {
	g := &grid{table: t, at: make([][]int, len(t.Rows))}
	for r := range g.at {
		g.at[r] = make([]int, len(t.Columns))
		for c := range g.at[r] {
			g.at[r][c] = -1
		}
	}
	for r := range t.Rows {
		for i := range t.Rows[r].Cells {
			c := &t.Rows[r].Cells[i]
			for down := r; down < min(r+c.RowSpan, len(g.at)); down++ {
				for col := c.Col; col < min(c.Col+c.ColSpan, len(t.Columns)); col++ {
					g.at[down][col] = len(g.cells)
				}
			}
			g.cells = append(g.cells, spot{c, r, i})
		}
	}
	return g
}

// headings gives, for each cell in reading order, the ids of the headings that it
// stands under and beside (HTML standard, 4.9.12.2, without its guesses): column
// headings above it as far as the last row of figures before them, row headings
// left of it likewise. Several tables of the forms have heading rows again in
// their middle.
func headings(t *document.Table, id func(row, cell int) string) [][]string {
	g := newGrid(t)
	out := make([][]string, len(g.cells))
	for n := range g.cells {
		if isHead(g.cells[n].Cell) {
			continue
		}
		seen := map[int]bool{}
		for _, h := range append(g.above(n, seen), g.beside(n, seen)...) {
			out[n] = append(out[n], id(g.cells[h].row, g.cells[h].index))
		}
	}
	return out
}

// above finds the column headings of cell n, the uppermost first.
func (g *grid) above(n int, seen map[int]bool) (found []int) {
	c := &g.cells[n]
	for col := c.Col; col < c.Col+c.ColSpan; col++ {
		found = g.nearest(found, seen, document.ColumnScope, c.row, func(r int) int { return g.at[r][col] })
	}
	return found
}

// beside finds the row headings of cell n, the leftmost first.
func (g *grid) beside(n int, seen map[int]bool) (found []int) {
	c := &g.cells[n]
	for r := c.row; r < min(c.row+c.RowSpan, len(g.at)); r++ {
		found = g.nearest(found, seen, document.RowScope, c.Col, func(col int) int { return g.at[r][col] })
	}
	return found
}

// nearest puts before found the headings of a scope that stand together next to
// a place in a row or column, whose cells at gives; below is that place.
func (g *grid) nearest(found []int, seen map[int]bool, scope document.Scope, below int, at func(int) int) []int {
	met := false
	for i := below - 1; i >= 0; i-- {
		h := at(i)
		if h < 0 {
			continue
		}
		if head := &g.cells[h]; isHead(head.Cell) && (head.Head == scope || head.Head == document.BothScope) {
			met = true
			if !seen[h] {
				seen[h] = true
				found = append([]int{h}, found...)
			}
		} else if met {
			break
		}
	}
	return found
}
