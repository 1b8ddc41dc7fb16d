package typeset

import (
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// setCells sets the text of all cells.
func (s *setter) setCells(ts *tableSet) error {
	t := ts.t
	ts.cells = make([][]cellSet, len(t.Rows))
	for r := range t.Rows {
		ts.cells[r] = s.memory.row(len(t.Rows[r].Cells))
		for i := range t.Rows[r].Cells {
			if err := s.setCell(&ts.cells[r][i], t, &t.Rows[r].Cells[i]); err != nil {
				return err
			}
		}
	}
	if err := s.evenFigures(ts); err != nil {
		return err
	}
	for col := range t.Columns {
		s.inset(ts, col)
	}
	return nil
}

// tellCells writes into the cells what the Word file has to know of their lines.
func (s *setter) tellCells(ts *tableSet) {
	for r, row := range ts.t.Rows {
		for i := range row.Cells {
			cell, set := &row.Cells[i], &ts.cells[r][i]
			if !cell.Upright && s.opt.Profile.tells(set.chars, set.lines) {
				cell.Text = s.opt.Profile.tell([]document.Run{cell.Text}, set.chars, set.lines)[0]
			}
		}
	}
}

// smallest is the size down to which a figure that is wider than its column
// shrinks, and shrinkStep the step, half a point as Word counts sizes.
const (
	smallest   = 5 * unit.Point
	shrinkStep = unit.Point / 2
)

func (s *setter) setCell(c *cellSet, t *document.Table, cell *document.Cell) (err error) {
	if c.face, err = s.face(cell.Style); err != nil {
		return err
	}
	key, label := s.labelKey(c.face, t, cell)
	if label && labels.use(&key, c, cell) {
		return nil
	}
	if err = s.setText(c, t, cell); err == nil && label && !s.strange {
		labels.keep(&key, c, cell)
	}
	return err
}

// setText sets a cell's text in lines.
func (s *setter) setText(c *cellSet, t *document.Table, cell *document.Cell) (err error) {
	c.size, c.pitch = c.face.style.Size, c.face.style.Pitch
	if cell.Size != 0 {
		c.size = cell.Size
	}
	runs := []document.Run{cell.Text}
	if c.chars, err = s.shape(nil, c.face, runs, c.size); err != nil || cell.Upright {
		return err
	}
	width := t.Room(cell)
	for widest(c.chars) > width && c.size > smallest {
		c.size -= shrinkStep
		if c.chars, err = s.shape(c.chars[:0], c.face, runs, c.size); err != nil {
			return err
		}
	}
	if widest(c.chars) > width && hasFigure(cell.Text.Text) {
		return tooWide(t, cell)
	}
	c.lines = s.broken(c.chars, width, width)
	if c.size != c.face.style.Size {
		cell.Size = c.size
		return nil
	}
	if n := len(c.lines); n < 2 || n > fewLines || c.face.style.Align == document.Justify {
		return nil
	}
	if cell.Text, err = s.balance(c.face, cell.Text, width); err != nil {
		return err
	}
	if c.chars, err = s.shape(c.chars[:0], c.face, []document.Run{cell.Text}, c.size); err != nil {
		return err
	}
	c.lines = s.broken(c.chars, width, width)
	return nil
}

// fewLines is how many lines a cell's text may have to be balanced; a longer
// one is prose.
const fewLines = 4

// hasFigure reports whether a text has a figure.
func hasFigure(text string) bool { return strings.ContainsAny(text, "0123456789") }

// faint is the size below which a figure is hard to read.
const faint = 15 * unit.Point / 2

// evenFigures gives all figures of a table the size of the smallest that had to
// shrink, and tells of one that is hard to read.
func (s *setter) evenFigures(ts *tableSet) error {
	var least *document.Cell
	ts.below(func(cell *document.Cell, _ *cellSet) {
		if cell.Size != 0 && hasFigure(cell.Text.Text) && (least == nil || cell.Size < least.Size) {
			least = cell
		}
	})
	if least == nil {
		return nil
	}
	if least.Size < faint {
		d := diag.New(least.Text.Pos,
			diag.T("列太窄，“%s”只能用 %.1f 磅的小字排，看不清", "the column is so narrow that “%s” is set in %.1f pt, which is hard to read", least.Text.Text, least.Size.Points()), ts.t.Widen)
		d.Severity = diag.Warning
		s.notes = append(s.notes, d)
	}
	var err error
	ts.below(func(cell *document.Cell, c *cellSet) {
		if err == nil && cell.Style == least.Style && cell.Size != least.Size && !cell.Upright && hasFigure(cell.Text.Text) {
			cell.Size = least.Size
			err = s.setCell(c, ts.t, cell)
		}
	})
	return err
}

// below calls f for every cell below the heading rows.
func (ts *tableSet) below(f func(*document.Cell, *cellSet)) {
	for r := ts.t.HeaderRows; r < len(ts.t.Rows); r++ {
		for i := range ts.t.Rows[r].Cells {
			f(&ts.t.Rows[r].Cells[i], &ts.cells[r][i])
		}
	}
}

// inset moves the text that begins at the left of a column away from the rule,
// where that makes no cell of the column higher.
func (s *setter) inset(ts *tableSet, col int) {
	t := ts.t
	more := (t.Inset - t.MarginX) / unit.Twip * unit.Twip
	var cells []*document.Cell
	var sets []*cellSet
	for r := range t.Rows {
		for i := range t.Rows[r].Cells {
			cell, c := &t.Rows[r].Cells[i], &ts.cells[r][i]
			if cell.Col != col || cell.Upright || c.face.style.Align != document.Left && c.face.style.Align != document.Justify {
				continue
			}
			room := t.Room(cell) - more
			if more <= 0 || widest(c.chars) > room || s.linesIn(c.chars, room) > len(c.lines) {
				return
			}
			cells, sets = append(cells, cell), append(sets, c)
		}
	}
	for i, cell := range cells {
		cell.Inset = more
		room := t.Room(cell) - more
		sets[i].lines = s.broken(sets[i].chars, room, room) // a label's are others' too
	}
}

// tooWide refuses a figure that no type size fits into its column: broken, it
// would read as two.
func tooWide(t *document.Table, cell *document.Cell) error {
	return diag.List{diag.New(cell.Text.Pos,
		diag.T("表格的这一列放不下“%s”", "the table's column is too narrow for “%s”", cell.Text.Text), t.Widen)}
}
