package document

import "nianbao/internal/unit"

// Widths of a table as the Word file has them, in whole twips. Lines in cells
// are broken by them, so that the PDF's are the same.

// slack is taken off the margins at both sides of a cell, so that a line which
// just fits still does where a word processor rounds.
const slack = 3 * unit.Twip

// Span gives the width of n columns from col on. Edges are rounded, not widths,
// so that rounding does not add up.
func (t *Table) Span(col, n int) unit.Length {
	var left unit.Length
	for _, c := range t.Columns[:col] {
		left += c
	}
	right := left
	for _, c := range t.Columns[col : col+n] {
		right += c
	}
	return unit.Length(right.Twips()-left.Twips()) * unit.Twip
}

// SideMargin is the margin left and right in cells.
func (t *Table) SideMargin() unit.Length {
	return unit.Length(max(t.MarginX-slack, 0).Twips()) * unit.Twip
}

// Room is the width of a cell's text. Word processors round: LibreOffice was
// seen to have from a twip less than its margins say to two more.
func (t *Table) Room(c *Cell) unit.Length {
	return t.Span(c.Col, c.ColSpan) - 2*t.SideMargin() - unit.Twip
}
