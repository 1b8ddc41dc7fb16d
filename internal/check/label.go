package check

import (
	"strconv"
	"strings"
	"unicode"

	"nianbao/internal/check/formula"
	"nianbao/internal/clerk/form"
)

// place is where a figure stands in a table's grid.
func place(t *form.Table, row, column string) (r, c int, ok bool) {
	if t == nil {
		return 0, 0, false
	}
	for r := range t.Rows {
		for _, cell := range t.Rows[r].Cells {
			if cell.Row != "" && (row == "" || cell.Row == row) && (column == "" || cell.Column == column) {
				return r, cell.Col, true
			}
		}
	}
	return 0, 0, false
}

// rowLabel is what the form prints before a row of figures; the row's key
// where there is nothing.
func rowLabel(t *form.Table, row, column string) string {
	if row == "" {
		return ""
	}
	r, c, ok := place(t, row, column)
	if !ok {
		return row
	}
	label := ""
	for up := r; up >= 0; up-- {
		for _, cell := range t.Rows[up].Cells {
			if cell.Row == "" && cell.Col < c && up+cell.RowSpan > r && cell.Col+cell.ColSpan <= c && (label == "" || isWord(cell.Text.Text)) {
				label = cell.Text.Text // the last one is the nearest
			}
		}
		if label != "" {
			break
		}
	}
	return labelled(label, row)
}

// isWord reports whether a label says something, as units and codes beside a
// label do not.
func isWord(label string) bool {
	const least = 3
	n := 0
	for _, r := range label {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n >= least
}

// columnLabel is what the form prints above a column of figures.
func columnLabel(t *form.Table, row, column string) string {
	if column == "" {
		return ""
	}
	r, c, ok := place(t, row, column)
	if !ok {
		return column
	}
	for up := r - 1; up >= 0; up-- {
		for _, cell := range t.Rows[up].Cells {
			if cell.Row == "" && cell.Text.Text != "" && cell.Col <= c && c < cell.Col+cell.ColSpan {
				return labelled(cell.Text.Text, column)
			}
		}
	}
	return column
}

// label names a figure in formulas for the clerk: what the form prints before
// its row and, where column is not "", above its column.
func (c *Context) label(part, row, column string) string {
	t := c.Form.TableOf(part)
	name := ""
	for _, l := range []struct{ label, key string }{{rowLabel(t, row, column), row}, {columnLabel(t, row, column), column}} {
		name += plainLabel(strings.TrimSuffix(l.label, "（"+l.key+"）"))
	}
	name = strings.ReplaceAll(name, "{year}", strconv.Itoa(c.Report.Year))
	return name
}

// term names a figure of a formula. What the formula is filled in for is told
// before it, and not said again.
func (c *Context) term(in *formula.Instance, p formula.Path) string {
	switch {
	case in.Column != "":
		return c.label(p.Part, p.Row, "")
	case in.Row != "":
		return c.label(p.Part, "", p.Column)
	}
	return c.label(p.Part, p.Row, p.Column)
}

func labelled(label, key string) string {
	if label = strings.TrimSpace(strings.ReplaceAll(label, "\n", "")); label == "" {
		return key
	}
	return label + "（" + key + "）"
}
