package docx

import (
	"fmt"

	"nianbao/internal/document"
)

// merge says how a cell hangs together with the one above it (ECMA-376 part 1,
// 17.4.84).
type merge uint8

const (
	single    merge = iota
	restart         // the first row of a cell over several rows
	continued       // a further row of one
)

// placed is a cell as Word wants it: one for every row that it covers.
type placed struct {
	cell  *document.Cell
	merge merge
}

// grid follows the cells that reach down into further rows.
type grid struct {
	open []struct { // by column: the cell from above and how many rows it has left
		cell *document.Cell
		left int
	}
	row []placed
}

func (g *grid) start(columns int) {
	if cap(g.open) < columns {
		g.open = make([]struct {
			cell *document.Cell
			left int
		}, columns)
	}
	g.open = g.open[:columns]
	clear(g.open)
}

// next gives the cells of row r of t, left to right.
func (g *grid) next(t *document.Table, r int) ([]placed, error) {
	g.row = g.row[:0]
	cells := t.Rows[r].Cells
	for col := 0; col < len(g.open); {
		m, c := single, g.open[col].cell
		switch {
		case g.open[col].left > 0:
			m = continued
		case len(cells) == 0 || cells[0].Col != col:
			return nil, fmt.Errorf("docx: table %q: nothing begins at row %d, column %d", t.Title, r, col)
		default:
			c, cells = &cells[0], cells[1:]
			if err := g.fits(t, c, r); err != nil {
				return nil, err
			}
			if c.RowSpan > 1 {
				m = restart
			}
		}
		for i := col; i < col+c.ColSpan; i++ {
			if m == continued {
				g.open[i].left--
			} else {
				g.open[i].cell, g.open[i].left = c, c.RowSpan-1
			}
		}
		g.row = append(g.row, placed{c, m})
		col += c.ColSpan
	}
	if len(cells) > 0 {
		return nil, fmt.Errorf("docx: table %q: two cells at row %d, column %d", t.Title, r, cells[0].Col)
	}
	return g.row, nil
}

// fits checks that a cell covers free places only.
func (g *grid) fits(t *document.Table, c *document.Cell, r int) error {
	if c.ColSpan < 1 || c.RowSpan < 1 || c.ColSpan > len(g.open)-c.Col || c.RowSpan > len(t.Rows)-r {
		return fmt.Errorf("docx: table %q: the cell at row %d, column %d reaches out of the table", t.Title, r, c.Col)
	}
	for i := c.Col; i < c.Col+c.ColSpan; i++ {
		if g.open[i].left > 0 {
			return fmt.Errorf("docx: table %q: two cells at row %d, column %d", t.Title, r, i)
		}
	}
	return nil
}
