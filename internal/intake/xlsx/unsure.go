package xlsx

import (
	"github.com/xuri/excelize/v2"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// styled tells why a cell's figure may be none: it is struck out, it has the
// colour of its ground, its row or column is not shown. Zero: nothing.
func (w *reader) styled(sheet, name string, cell *original.Cell) diag.Text {
	if !w.shows(sheet, cell) {
		return original.Unseen
	}
	id, err := w.file.GetCellStyle(sheet, name)
	if err != nil {
		return diag.Text{}
	}
	why, ok := w.looks[id]
	if !ok {
		if s, err := w.file.GetStyle(id); err == nil {
			why = lookOf(s)
		}
		w.looks[id] = why
	}
	return why
}

// shows reports whether a row and a column of a cell are shown: of a merged one, some
// may be hidden.
func (w *reader) shows(sheet string, cell *original.Cell) bool {
	row, column := false, false
	for r := cell.Row; r < cell.Row+cell.RowSpan && !row; r++ {
		seen, err := w.file.GetRowVisible(sheet, r)
		row = seen || err != nil
	}
	for c := cell.Column; c < cell.Column+cell.ColSpan && !column; c++ {
		name, _ := excelize.ColumnNumberToName(c)
		seen, err := w.file.GetColVisible(sheet, name)
		column = seen || err != nil
	}
	return row && column
}

// lookOf tells why text of a style may not count.
func lookOf(s *excelize.Style) diag.Text {
	if s.Font == nil {
		return diag.Text{}
	}
	ground, known := uint32(0xFFFFFF), s.Fill.Type != "gradient"
	if s.Fill.Type == "pattern" && s.Fill.Pattern > 0 {
		known = s.Fill.Pattern == 1 && len(s.Fill.Color) > 0
		if known {
			ground, known = original.Colour(s.Fill.Color[0])
		}
	}
	ink, ok := original.Colour(s.Font.Color)
	switch {
	case s.Font.Strike:
		return original.Struck
	case s.Font.Size > 0 && s.Font.Size < 2, ok && known && original.SameColour(ink, ground):
		return original.Unseen
	case s.Font.VertAlign == "superscript", s.Font.VertAlign == "subscript":
		return original.Raised
	}
	return diag.Text{}
}
