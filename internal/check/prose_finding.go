package check

import (
	"math/big"
	"strings"

	"nianbao/internal/diag"
)

// A reading is one thing that a number in prose can mean.
type reading struct {
	formula diag.Text // with its numbers filled in
	value   *big.Rat
}

// named is a formula that begins with the name of a figure.
func (c *Context) named(part, row, column string) diag.Text {
	return diag.Text{ZH: c.label(part, row, column), EN: row + "." + column}
}

// rowTotal gives the total of a row; the only figure of a row without one.
func (c *Context) rowTotal(part, row string) (*big.Rat, diag.Text, bool) {
	t := c.tables[part]
	if t == nil {
		return nil, diag.Text{}, false
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
			return nil, diag.Text{}, false
		}
		return f.Number, diag.Text{ZH: c.label(part, row, ""), EN: row + "." + column}, true
	}
	return nil, diag.Text{}, false
}

// sumOf adds the totals of rows; false where one is missing or is no number.
func (c *Context) sumOf(part string, rows ...string) (reading, bool) {
	sum, names, values := new(big.Rat), make([]diag.Text, len(rows)), make([]string, len(rows))
	for i, row := range rows {
		v, name, ok := c.rowTotal(part, row)
		if !ok {
			return reading{}, false
		}
		sum.Add(sum, v)
		names[i], values[i] = name, plainNumber(v)
	}
	return reading{spelled("+", names, values, sum), sum}, len(rows) > 0
}

// cell gives one figure as a reading.
func (c *Context) cell(part, row, column string) (reading, bool) {
	f, ok := c.Figure(part, row, column)
	if !ok || f.Number == nil {
		return reading{}, false
	}
	return reading{spelled("", []diag.Text{c.named(part, row, column)}, nil, f.Number), f.Number}, true
}

// spelled writes out what is added up or taken off: in Chinese 甲 1 ＋ 乙 2 ＝ 3,
// in English a + b = 1 + 2 = 3.
func spelled(op string, names []diag.Text, values []string, result *big.Rat) diag.Text {
	n := plainNumber(result)
	if len(names) == 1 {
		return diag.Text{ZH: names[0].ZH + " " + n, EN: names[0].EN + " = " + n}
	}
	zh, en := make([]string, len(names)), make([]string, len(names))
	for i := range names {
		zh[i], en[i] = names[i].ZH+" "+values[i], names[i].EN
	}
	wide := map[string]string{"+": " ＋ ", "-": " － "}[op]
	op = " " + op + " "
	return diag.Text{ZH: strings.Join(zh, wide) + " ＝ " + n,
		EN: strings.Join(en, op) + " = " + strings.Join(values, op) + " = " + n}
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
	if q == nil || q.value == nil || len(rs) == 0 || s.slogan(at) {
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
		f := c.atNumber(s, at, diag.Text{ZH: "“" + words + "”按此理解：" + r.formula.ZH, EN: "“" + words + "” is read as " + r.formula.EN}, diag.Text{})
		f.Severity = diag.Info
		return f
	}
	f := c.atNumber(s, at,
		diag.T("文字“%s”与表格不符", "the words “%s” do not agree with the table", words),
		diag.T("请核对，改正文字或表格中的数字。", "look at both; correct the words or the table."))
	f.Got = plainNumber(q.value)
	var want []string
	var formulas []diag.Text
	for i, r := range rs {
		if v := plainNumber(r.value); i == 0 || v != want[0] {
			want, formulas = append(want, v), append(formulas, r.formula)
		}
	}
	f.Want, f.Formula = strings.Join(want, " / "), listed(formulas)
	return f
}

// listed puts formulas side by side.
func listed(ts []diag.Text) (all diag.Text) {
	for i, t := range ts {
		if i > 0 {
			all.ZH, all.EN = all.ZH+"；", all.EN+"; "
		}
		all.ZH, all.EN = all.ZH+t.ZH, all.EN+t.EN
	}
	return all
}

// bare is a formula that has figures only, no names.
func bare(formula string) diag.Text { return diag.Text{ZH: formula, EN: formula} }

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
