package xlsx

import (
	"strings"

	"nianbao/internal/intake/original"
)

// parts takes a sheet apart: rows with one cell that is not merged are
// paragraphs, and so are merged ones above others; what is between them are
// tables. tables is how many there were before; the rows of figures are of tables,
// whatever of them is filled in.
func parts(g *original.Grid, tables int, figures map[int]bool) (out []original.Block) {
	rows := make([][]*original.Cell, g.Rows+2)
	down := make([]bool, g.Rows+2) // a cell from above reaches into the row
	for r := range down {
		down[r] = figures[r]
	}
	for _, c := range g.Cells {
		rows[c.Row] = append(rows[c.Row], c)
		for r := c.Row + 1; r < c.Row+c.RowSpan; r++ {
			down[r] = true
		}
	}
	var open *original.Grid
	for r := 1; r <= g.Rows; r++ {
		one, n := filled(rows[r])
		_, below := filled(rows[r+1])
		if !down[r] && (n == 0 || n == 1 && one.RowSpan == 1 && (one.ColSpan == 1 || open == nil && below < 2)) {
			if n == 1 {
				out = append(out, &original.Paragraph{Place: original.Place{Sheet: g.Sheet, Row: r}, Runs: []original.Run{{Text: one.Text, Unsure: one.Unsure}}})
			}
			if n == 1 || open == nil {
				open = nil
				continue
			}
		}
		if open == nil {
			tables++
			open = &original.Grid{Place: original.Place{Sheet: g.Sheet, Table: tables}, Columns: g.Columns}
			out = append(out, open)
		}
		open.Rows++
		for _, c := range rows[r] {
			c.Row, c.Table = open.Rows, tables
			open.Cells = append(open.Cells, c)
		}
	}
	return out
}

// filled gives the last cell of a row in which something stands, and how many
// there are.
func filled(row []*original.Cell) (last *original.Cell, n int) {
	for _, c := range row {
		if strings.TrimSpace(c.Text) != "" {
			last = c
			n++
		}
	}
	return last, n
}
