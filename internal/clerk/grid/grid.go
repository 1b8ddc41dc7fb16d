// Package grid closes the grid of a table whose merges are typed as marks: < is
// covered by the cell at its left, ^ by the cell above. In go rows of places,
// out come cells with spans, or errors at the marks that make no rectangle. It
// knows neither forms nor reports.
package grid

import (
	"strings"
	"unicode/utf8"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// The marks.
const (
	toLeft  = "<" // continues the cell at the left
	toAbove = "^" // continues the cell above
)

// AsText gives a cell's text as it is typed where it is text: a mark alone is
// written in full width.
func AsText(text string) string {
	switch text {
	case toLeft:
		return "＜"
	case toAbove:
		return "＾"
	}
	return text
}

// MaxRows and MaxColumns bound a table; Word takes 63 columns.
const (
	MaxRows    = 2000
	MaxColumns = 63
)

// Place is one place of the grid. Several share a node where a form writes a
// whole row of values as one.
type Place struct {
	Node             *source.Node
	Row, Column      string // the keys of a value; "" for text
	RowSpan, ColSpan int    // of a cell that begins here; 0 where another one covers it

	at, owner spot
}

type spot struct{ r, c int }

// Merged reports whether another place's cell covers this one.
func (p *Place) Merged() bool { return p.owner != p.at }

// Close finds the cell that covers each place of rows, which are all of the
// same length, and tells d what is no rectangle.
func Close(d *source.Decoder, rows [][]Place) bool {
	ok := true
	for r, row := range rows {
		for c := range row {
			p := &row[c]
			p.at = spot{r, c}
			p.owner = p.at
			mark := ""
			if p.Row == "" {
				mark = p.Node.Text
			}
			switch {
			case mark == toLeft && c == 0:
				d.Value(p.Node, diag.T("第一列的左边没有格，不能写 <。", "there is no cell at the left of the first column; < cannot stand here."), diag.Text{})
				ok = false
			case mark == toAbove && r == 0:
				d.Value(p.Node, diag.T("第一行的上边没有格，不能写 ^。", "there is no cell above the first row; ^ cannot stand here."), diag.Text{})
				ok = false
			case mark == toLeft:
				p.owner = row[c-1].owner
			case mark == toAbove:
				p.owner = rows[r-1][c].owner
			}
			if ok {
				o := &rows[p.owner.r][p.owner.c]
				o.RowSpan, o.ColSpan = max(o.RowSpan, r-p.owner.r+1), max(o.ColSpan, c-p.owner.c+1)
			}
		}
	}
	if !ok {
		return false
	}
	for _, row := range rows {
		for c := range row {
			if p := &row[c]; !p.Merged() && !rectangle(d, rows, p) {
				ok = false
			}
		}
	}
	return ok
}

// rectangle tells the first place that a cell's rectangle lacks.
func rectangle(d *source.Decoder, rows [][]Place, p *Place) bool {
	for r := p.at.r; r < p.at.r+p.RowSpan; r++ {
		for c := p.at.c; c < p.at.c+p.ColSpan; c++ {
			q := &rows[r][c]
			if q.owner == p.at {
				continue
			}
			d.Value(q.Node, diag.T("“%[1]s”合并成的不是矩形：从第 %[2]d 行第 %[3]d 格起，%[4]d 行 %[5]d 列，这一格（第 %[6]d 行第 %[7]d 格）不属于它。",
				"the merged cell “%[1]s” is no rectangle: it begins in row %[2]d, column %[3]d and spans %[4]d rows and %[5]d columns, but row %[6]d, column %[7]d does not belong to it.",
				short(p.Node.Text), p.at.r+1, p.at.c+1, p.RowSpan, p.ColSpan, r+1, c+1),
				diag.T("请把这一格改为 < 或 ^，或减少合并的格。", "write < or ^ here, or merge fewer cells."))
			return false
		}
	}
	return true
}

// CutByHeader gives the cell of the first header rows that goes on below them,
// and the row after its last one; nil where there is none.
func CutByHeader(rows [][]Place, header int) (cut *Place, row, column, end int) {
	for r := 0; r < header; r++ {
		for c := range rows[r] {
			if p := &rows[r][c]; !p.Merged() && r+p.RowSpan > header {
				return p, r + 1, c + 1, r + p.RowSpan
			}
		}
	}
	return nil, 0, 0, 0
}

// short is a label's beginning, for messages.
func short(text string) string {
	text, _, _ = strings.Cut(text, "\n")
	const most = 16
	if utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most]) + "…"
	}
	return text
}
