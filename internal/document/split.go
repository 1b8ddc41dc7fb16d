package document

// Split gives the table with every cell cut that spans the boundary above row:
// a page ends there, and each page shows a closed cell with its label. The
// lower part repeats the upper part's text and is marked Repeat. The receiver
// is not changed; rows without a cut are shared with it. A boundary outside of
// the table cuts nothing.
func (t *Table) Split(row int) *Table {
	c := *t
	c.Rows = append([]Row(nil), t.Rows...)
	if row <= 0 || row >= len(t.Rows) {
		return &c
	}
	lower := append([]Cell(nil), t.Rows[row].Cells...)
	for r := row - 1; r >= 0; r-- {
		var cells []Cell
		for i := range t.Rows[r].Cells {
			cell := t.Rows[r].Cells[i]
			over := r + cell.RowSpan - row
			if over <= 0 {
				continue
			}
			if cells == nil {
				cells = append([]Cell(nil), t.Rows[r].Cells...)
			}
			cells[i].RowSpan -= over
			cell.RowSpan, cell.Repeat = over, true
			lower = insert(lower, cell)
		}
		if cells != nil {
			c.Rows[r].Cells = cells
		}
	}
	c.Rows[row].Cells = lower
	return &c
}

// insert puts a cell at its place from left to right.
func insert(cells []Cell, cell Cell) []Cell {
	i := 0
	for i < len(cells) && cells[i].Col < cell.Col {
		i++
	}
	cells = append(cells, Cell{})
	copy(cells[i+1:], cells[i:])
	cells[i] = cell
	return cells
}
