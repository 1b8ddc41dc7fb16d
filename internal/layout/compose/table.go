package compose

import (
	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/tally"
	"nianbao/internal/diag"
	"nianbao/internal/document"
)

// table adds the table of a part.
func (c *composer) table(p *form.Part, given *report.Part, title string) {
	from := p.Table
	t := &document.Table{
		Title: title, Columns: from.Columns, HeaderRows: from.HeaderRows, Keep: from.Keep,
		Above: from.Above, Rule: from.Rule, MarginX: from.MarginX, MarginY: from.MarginY, Inset: from.Inset,
		Name: title, Widen: diag.T("请核对数字；确实这么长的，在版式文件中加宽这一列（columns_mm）。", "check the figure; if it is right, widen the column in the layout (columns_mm)."),
		Rows: make([]document.Row, 0, len(from.Rows)),
	}
	figures, bad := tally.Of(from, given, c.report.AsPublished)
	c.unknown = append(c.unknown, bad...)
	room := make([]document.Cell, from.Size())
	grouped := false // a group has begun
	label := 0       // which of the form's labels comes next
	for r := range from.Rows {
		row := &from.Rows[r]
		if omitted(row, given) {
			label += labelsIn(row)
			continue
		}
		cells := room[:len(row.Cells):len(row.Cells)]
		room = room[len(cells):]
		for i := range row.Cells {
			cell := &row.Cells[i]
			text := document.Run{Text: c.fill(cell.Text), Pos: cell.Text.Pos}
			if cell.Row != "" {
				text = c.figure(figures.Figure(cell.Row, cell.Column), figures.Unknown(cell.Row, cell.Column))
			} else {
				text = published(given.Labels, label, text)
				label++
			}
			cells[i] = c.cell(cell.Kind, cell.Col, cell.RowSpan, cell.ColSpan, text)
			cells[i].Figure = cell.Figure
		}
		t.Rows = append(t.Rows, document.Row{MinHeight: from.RowHeight, Cells: cells})
		keepRows(t.Rows, row, grouped)
		grouped = grouped || row.Group
	}
	c.add(t)
}

// published gives a label as it was published; typed is the form's.
func published(labels []report.Label, at int, typed document.Run) document.Run {
	for _, l := range labels {
		if l.At == at {
			return run(l.Value)
		}
	}
	return typed
}

func labelsIn(row *form.Row) (n int) {
	for i := range row.Cells {
		if row.Cells[i].Row == "" {
			n++
		}
	}
	return n
}

// keepRows says what stands on one page: rows of one group, and the last row
// with the next where the form wants it.
func keepRows(rows []document.Row, last *form.Row, grouped bool) {
	n := len(rows)
	if last.KeepNext {
		rows[n-1].KeepNext = document.KeepHeading
	}
	if grouped && !last.Group {
		rows[n-2].KeepNext = max(rows[n-2].KeepNext, document.KeepLead)
	}
}

// omitted reports whether a row of the form is not printed: its figures are
// optional, and the report does not give them.
func omitted(row *form.Row, given *report.Part) bool {
	return row.Optional != "" && given.Rows[row.Optional] == nil
}

// figure gives a value as typed, as computed, or, where it was not given, as
// zero. Nothing is added to a report that was published; a total that is unknown
// yet is blank.
func (c *composer) figure(f tally.Figure, unknown bool) document.Run {
	switch {
	case f.State != tally.NotGiven:
		return document.Run{Text: f.Text, Pos: f.Pos}
	case c.report.AsPublished || unknown:
		return document.Run{}
	}
	return document.Run{Text: tally.Zero}
}
