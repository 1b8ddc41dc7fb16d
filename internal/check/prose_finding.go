package check

import (
	"math/big"
	"strings"

	"nianbao/internal/diag"
)

// A reading is one thing that a number in prose can mean.
type reading struct {
	formula string // with its numbers filled in
	value   *big.Rat
}

// rowTotal gives the total of a row; the only figure of a row without one.
func (c *Context) rowTotal(part, row string) (*big.Rat, string, bool) {
	t := c.tables[part]
	if t == nil {
		return nil, "", false
	}
	for _, s := range t.Rows() {
		if s.Key != row {
			continue
		}
		column := s.Total
		if column == "" && len(s.Columns) == 1 {
			column = s.Columns[0]
		}
		f, ok := c.Figure(part, row, column)
		if !ok || f.Number == nil {
			return nil, "", false
		}
		return f.Number, row + "." + column, true
	}
	return nil, "", false
}

// sumOf adds the totals of rows; false where one is missing or is no number.
func (c *Context) sumOf(part string, rows ...string) (reading, bool) {
	sum, names, values := new(big.Rat), make([]string, len(rows)), make([]string, len(rows))
	for i, row := range rows {
		v, name, ok := c.rowTotal(part, row)
		if !ok {
			return reading{}, false
		}
		sum.Add(sum, v)
		names[i], values[i] = name, plainNumber(v)
	}
	r := reading{formula: strings.Join(names, " + "), value: sum}
	if len(rows) > 1 {
		r.formula += " = " + strings.Join(values, " + ")
	}
	r.formula += " = " + plainNumber(sum)
	return r, len(rows) > 0
}

// cell gives one figure as a reading.
func (c *Context) cell(part, row, column string) (reading, bool) {
	f, ok := c.Figure(part, row, column)
	if !ok || f.Number == nil {
		return reading{}, false
	}
	return reading{row + "." + column + " = " + plainNumber(f.Number), f.Number}, true
}

func plainNumber(v *big.Rat) string {
	if v.IsInt() {
		return v.Num().String()
	}
	const places = 6
	return strings.TrimRight(v.FloatString(places), "0")
}

// agree compares the number at byte at of a sentence with what it can mean, the
// likeliest first. Where none is it, that is a finding; where it is not the
// likeliest, which one it is is told as information. from..to are the words
// that are quoted.
func (c *Context) agree(s *sentence, from, to, at int, rs ...reading) *Finding {
	q := s.quantity(at)
	if q == nil || q.value == nil || len(rs) == 0 {
		return nil
	}
	words := s.words(from, to)
	for i, r := range rs {
		if r.value.Cmp(q.value) != 0 {
			continue
		}
		if i == 0 {
			return nil
		}
		f := c.atNumber(s, at, diag.T("“%[1]s”按此理解：%[2]s", "“%[1]s” is read as %[2]s", words, r.formula), diag.Text{})
		f.Severity = diag.Info
		return f
	}
	f := c.atNumber(s, at,
		diag.T("文字“%s”与表格不符", "the words “%s” do not agree with the table", words),
		diag.T("请核对，改正文字或表格中的数字。", "look at both; correct the words or the table."))
	f.Got = plainNumber(q.value)
	var want, formulas []string
	for i, r := range rs {
		if v := plainNumber(r.value); i == 0 || v != want[0] {
			want, formulas = append(want, v), append(formulas, r.formula)
		}
	}
	f.Want, f.Formula = strings.Join(want, " / "), strings.Join(formulas, "; ")
	return f
}

// atNumber adds a finding of the quantity at a byte of a sentence.
func (c *Context) atNumber(s *sentence, at int, what, do diag.Text) *Finding {
	from, to := s.quantitySpan(at)
	return c.FindAt(s.in.value, from, to, what, do)
}

// overWords adds a finding of the words at bytes from..to of a sentence.
func (c *Context) overWords(s *sentence, from, to int, what, do diag.Text) *Finding {
	a, b := s.span(from, to)
	return c.FindAt(s.in.value, a, b, what, do)
}

// quantitySpan gives where the number at byte at stands in the passage.
func (s *sentence) quantitySpan(at int) (int, int) {
	from := int(s.back[at])
	to := from
	for i, b := range s.back[at:] {
		if to = int(b); i > 0 && to != from {
			break
		}
	}
	t := s.in.value.Text[from:to]
	return from, from + len(strings.TrimRight(t, " \u3000\u00a0"))
}
