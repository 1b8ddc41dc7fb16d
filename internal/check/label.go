package check

import (
	"strconv"
	"strings"

	"nianbao/internal/check/formula"
	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
)

// rowLabel is what the form prints before a row of figures, with its key.
func (c *Context) rowLabel(part, row string) string {
	if t := c.Form.TableOf(part); t != nil && row != "" {
		s := t.Schema(row)
		return c.ofYearOf(s.Named())
	}
	return row
}

// columnLabel is what the form prints above a column of figures, with its key.
func (c *Context) columnLabel(part, row, column string) string {
	if head := c.head(part, row, column); head != column {
		return head + "（" + column + "）"
	}
	return column
}

// head is what the form prints above a column; of any row where row is "".
func (c *Context) head(part, row, column string) string {
	t := c.Form.TableOf(part)
	if t == nil || column == "" {
		return column
	}
	for i := range t.FigureRows {
		if s := &t.FigureRows[i]; row == "" || s.Key == row {
			if h := s.Head(column); h != column {
				return c.ofYearOf(h)
			}
		}
	}
	return column
}

// partLabel is a part's heading with its key.
func (c *Context) partLabel(key string) diag.Text {
	for i := range c.Form.Parts {
		if p := &c.Form.Parts[i]; p.Key == key {
			if h := p.Heading.Fill(c.Report.Agency.Text, c.Report.Year); h != "" {
				return diag.Text{ZH: strings.ReplaceAll(h, "\n", "") + "（" + key + "）", EN: "[" + key + "]"}
			}
		}
	}
	return diag.Text{ZH: "[" + key + "] ", EN: "[" + key + "]"}
}

// ofYearOf fills in a label that says which year's figures these are.
func (c *Context) ofYearOf(label string) string {
	const year = "{year}"
	if !strings.Contains(label, year) {
		return label // as nearly all
	}
	return strings.ReplaceAll(label, year, strconv.Itoa(c.Report.Year))
}

// plain is plainLabel of a label of the form.
func (c *Context) plain(label string) string {
	if p, known := c.labels[label]; known {
		return p
	}
	return plainLabel(label)
}

// plainLabels gives the labels of a form's figures without their numbers, once for all
// reports.
func plainLabels(f *form.Form) map[string]string {
	all := map[string]string{}
	for i := range f.Parts {
		if t := f.Parts[i].Table; t != nil {
			for k := range t.FigureRows {
				s := &t.FigureRows[k]
				all[s.Label] = plainLabel(s.Label)
				for _, h := range s.Heads {
					all[h] = plainLabel(h)
				}
			}
		}
	}
	return all
}

// label names a figure in formulas for the clerk: what the form prints before
// its row and, where column is not "", above its column.
func (c *Context) label(part, row, column string) string {
	name := ""
	if t := c.Form.TableOf(part); t != nil && row != "" {
		s := t.Schema(row)
		if name = c.plain(s.Label); name == "" {
			name = row
		}
	}
	if column != "" {
		if head := c.plain(c.head(part, row, column)); head != name { // 总计 of the row 总计
			name += head
		}
	}
	return c.ofYearOf(name)
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
