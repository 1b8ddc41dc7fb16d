package original

import "fmt"

// Sound reports whether a document holds together: cells stand in their grids and
// have spans. Tests of readers ask for it.
func (d *Document) Sound() error {
	for i, b := range d.Blocks {
		g, ok := b.(*Grid)
		if !ok {
			continue
		}
		for _, c := range g.Cells {
			if c.Row < 1 || c.Column < 1 || c.RowSpan < 1 || c.ColSpan < 1 || c.Row > g.Rows || c.Column > g.Columns {
				return fmt.Errorf("block %d: cell at row %d, column %d of %d × %d", i, c.Row, c.Column, g.Rows, g.Columns)
			}
		}
	}
	return nil
}
