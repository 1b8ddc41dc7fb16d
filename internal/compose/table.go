package compose

import (
	"nianbao/internal/document"
	"nianbao/internal/form"
	"nianbao/internal/report"
)

// notGiven is printed for a figure that the clerk left out; check lists them.
const notGiven = "0"

// table adds the table of a part.
func (c *composer) table(p *form.Part, given *report.Part) {
	from := p.Table
	t := &document.Table{
		Title: p.Heading.Text, Columns: from.Columns, HeaderRows: from.HeaderRows, Keep: from.Keep,
		Above: from.Above, Rule: from.Rule, MarginX: from.MarginX, MarginY: from.MarginY,
		Rows: make([]document.Row, len(from.Rows)),
	}
	tally := c.tally(from, given)
	for r := range from.Rows {
		row := &from.Rows[r]
		cells := make([]document.Cell, len(row.Cells))
		for i := range row.Cells {
			cell := &row.Cells[i]
			text := document.Run{Text: cell.Text.Text, Pos: cell.Text.Pos}
			if cell.Row != "" {
				text = c.figure(tally.figure(cell.Row, cell.Column))
			}
			cells[i] = document.Cell{
				Col: cell.Col, RowSpan: cell.RowSpan, ColSpan: cell.ColSpan,
				Style: cell.Kind.Style, Head: cell.Kind.Scope, Upright: cell.Kind.Upright, Shade: cell.Kind.Shade,
				Text: text,
			}
		}
		t.Rows[r] = document.Row{MinHeight: from.RowHeight, KeepNext: row.KeepNext, Cells: cells}
	}
	c.add(t)
}

// figure gives a value as typed, as computed, or, where it was not given, as
// zero. Nothing is added to a report that was published.
func (c *composer) figure(f *figure) document.Run {
	if f.none && !c.report.AsPublished {
		return document.Run{Text: notGiven}
	}
	return f.run
}
