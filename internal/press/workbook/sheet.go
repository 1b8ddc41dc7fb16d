package workbook

import (
	"strings"
	"unicode/utf8"

	"nianbao/internal/clerk/tally"
	"nianbao/internal/document"
	"nianbao/internal/export/xlsx"
	"nianbao/internal/pattern"
	"nianbao/internal/unit"
)

// On the screen a table is a little larger than on paper.
const (
	larger, than = 5, 4
	textSize     = 21 * unit.Point / 2
	linePitch    = 15 * unit.Point
)

// sheet makes a sheet: the report's title on the first, the heading, the table
// with the lines above and below it. Lines stand in one cell each: import takes
// such rows for text.
func (m *maker) sheet(heading string, head []string, t *document.Table, foot []string) {
	s := xlsx.Sheet{Name: xlsx.SheetName(heading, m.book.Sheets)}
	for _, c := range t.Columns {
		s.Columns = append(s.Columns, c.Scale(larger, than))
	}
	line := func(text string, look xlsx.Look, open bool) {
		s.Cells = append(s.Cells, xlsx.Cell{Place: xlsx.Place{Row: len(s.Heights)}, RowSpan: 1, ColSpan: 1, Look: look, Text: text, Open: open})
		s.Heights = append(s.Heights, linePitch.Scale(3, 2))
	}
	if len(m.book.Sheets) == 0 {
		line(m.doc.Info.Title, xlsx.Title, true)
		s.Cells[0].Name = xlsx.Own
	}
	line(heading, xlsx.Title, false)
	for _, l := range head {
		line(l, xlsx.Words, true)
	}
	m.table(&s, t)
	for _, l := range foot {
		line(l, xlsx.Words, true)
	}
	m.book.Sheets = append(m.book.Sheets, s)
}

// table adds the rows of a table to a sheet.
func (m *maker) table(s *xlsx.Sheet, t *document.Table) {
	first := len(s.Heights)
	for r := range t.Rows {
		height := max(t.Rows[r].MinHeight.Scale(larger, than), linePitch)
		for i := range t.Rows[r].Cells {
			from := &t.Rows[r].Cells[i]
			c := m.cell(from)
			c.Place = xlsx.Place{Row: first + r, Col: from.Col}
			if from.RowSpan == 1 {
				height = max(height, heightOf(c.Text, s.Columns[from.Col:from.Col+from.ColSpan]))
			}
			if from.Figure != nil {
				m.at[*from.Figure] = spot{len(m.book.Sheets), len(s.Cells), c.Place}
			}
			s.Cells = append(s.Cells, c)
		}
		s.Heights = append(s.Heights, height)
	}
}

// heightOf is how high a text needs a cell to be.
func heightOf(text string, columns []unit.Length) unit.Length {
	var wide unit.Length
	for _, c := range columns {
		wide += c
	}
	perLine := max(int(wide/textSize)-1, 1)
	return linePitch*unit.Length((utf8.RuneCountInString(text)+perLine-1)/perLine) + 4*unit.Point
}

// cell makes a cell of one that is printed.
func (m *maker) cell(from *document.Cell) xlsx.Cell {
	c := xlsx.Cell{RowSpan: from.RowSpan, ColSpan: from.ColSpan, Text: oneLine(from.Text.Text)}
	if from.Figure != nil {
		m.figure(&c, *from.Figure)
		return c
	}
	switch style := m.doc.Style(from.Style); {
	case from.Upright:
		c.Look = xlsx.Upright
	case style != nil && style.Align == document.Center:
		c.Look = xlsx.Head
	default:
		c.Look = xlsx.Label
	}
	return c
}

// figure fills in a figure and what may be typed in its place.
func (m *maker) figure(c *xlsx.Cell, k document.FigureKey) {
	c.Look, c.Open = xlsx.Figure, true
	c.Name = strings.Join([]string{k.Part, k.Row, k.Column}, ".")
	if m.blank {
		c.Text = ""
	}
	number(c)
	written := m.form.Written(k.Part, k.Row, k.Column)
	if written == nil || !written.MatchString("1") {
		return
	}
	a := &xlsx.Accepts{Whole: !written.MatchString("1.5"), Negative: written.MatchString("-1") || written.MatchString("－1")}
	switch {
	case a.Whole && a.Negative:
		a.Told = "这里只能填整数，减少的写负数；没有的填 0。"
	case a.Whole:
		a.Told = "这里只能填不小于 0 的整数，不带单位；没有的填 0。"
	default:
		a.Told = "这里只能填数字，不带单位；没有的填 0。"
	}
	c.Accepts = a
}

// plainNumber is how numbers are written that a spreadsheet shows again as they
// were: it computes with 15 figures.
var plainNumber = pattern.New(`^([+-]?)(?:0|[1-9][0-9]*)(?:\.([0-9]+))?$`)

// number says whether a cell's text is a number, and how it is shown.
func number(c *xlsx.Cell) {
	parts := plainNumber.FindStringSubmatch(c.Text)
	if parts == nil || len(c.Text) > 15 || parts[1] != "" && strings.Trim(c.Text, "+-0.") == "" {
		return
	}
	c.Number, c.Signed = true, parts[1] == "+"
	if strings.HasSuffix(parts[2], "0") {
		c.Decimals = len(parts[2])
	}
}

// totals makes formulas of the totals that nobody typed.
func (m *maker) totals() {
	if m.report.AsPublished && !m.blank {
		return
	}
	for k, s := range m.at {
		t := m.form.TableOf(k.Part)
		if m.tally(k.Part).Typed(k.Row, k.Column) && !m.blank {
			continue
		}
		var of []string
		switch schema := t.Schema(k.Row); {
		case schema.Total == k.Column:
			for _, c := range schema.Columns {
				if c != k.Column {
					of = append(of, m.ref(s.sheet, document.FigureKey{Part: k.Part, Row: k.Row, Column: c}))
				}
			}
		default:
			for _, row := range t.SumOf(k.Row) {
				if ref := m.ref(s.sheet, document.FigureKey{Part: k.Part, Row: row, Column: k.Column}); ref != "" {
					of = append(of, ref)
				}
			}
		}
		if len(of) > 0 {
			c := &m.book.Sheets[s.sheet].Cells[s.cell]
			c.Formula, c.Number, c.Open = "SUM("+strings.Join(of, ",")+")", true, false
		}
	}
}

// tally gives the figures of a part.
func (m *maker) tally(part string) *tally.Sheet {
	if m.tallies[part] == nil {
		m.tallies[part], _ = tally.Of(m.form.TableOf(part), m.report.Parts[part], m.report.AsPublished) // what is no number was told when the report was composed
	}
	return m.tallies[part]
}
