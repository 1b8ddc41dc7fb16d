package xlsx

import (
	"github.com/xuri/excelize/v2"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// styled tells why a cell's figure may be none: it is struck out, it has the
// colour of its ground, its row or column is not shown. Zero: nothing.
func (w *reader) styled(sheet, name, kept string, cell *original.Cell) diag.Text {
	if !w.shows(sheet, cell) {
		return original.Unseen
	}
	id, err := w.file.GetCellStyle(sheet, name)
	if err != nil {
		return diag.Text{}
	}
	l, ok := w.looks[id]
	if !ok {
		if s, err := w.file.GetStyle(id); err == nil {
			l = lookOf(s)
		}
		w.looks[id] = l
	}
	if !l.why.IsZero() || l.format == "" {
		return l.why
	}
	return l.formatted(kept)
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

// look is what a style does to a cell's text.
type look struct {
	why    diag.Text // why it may not count, whatever it is
	format string    // of numbers; "": one of the built-in ones
	ground uint32    // the colour that it stands on
	known  bool
}

// lookOf tells what a style does to text.
func lookOf(s *excelize.Style) (l look) {
	if s.CustomNumFmt != nil {
		l.format = *s.CustomNumFmt
	}
	ground, known := uint32(0xFFFFFF), s.Fill.Type != "gradient"
	if s.Fill.Type == "pattern" && s.Fill.Pattern > 0 {
		known = s.Fill.Pattern == 1 && len(s.Fill.Color) > 0
		if known {
			ground, known = original.Colour(s.Fill.Color[0])
		}
	}
	l.ground, l.known = ground, known
	if s.Font == nil {
		return l
	}
	ink, ok := original.Colour(s.Font.Color)
	switch {
	case s.Font.Strike:
		l.why = original.Struck
	case s.Font.Size > 0 && s.Font.Size < 2, ok && known && original.SameColour(ink, ground):
		l.why = original.Unseen
	case s.Font.VertAlign == "superscript", s.Font.VertAlign == "subscript":
		l.why = original.Raised
	}
	return l
}
