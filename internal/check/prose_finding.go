package check

import (
	"math/big"
	"strings"

	"nianbao/internal/check/formula"
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
	t := c.tables.of(part)
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
		sum = formula.Add(sum, v)
		names[i], values[i] = name, plainNumber(v)
	}
	return reading{spelled("+", names, values, sum), sum}, len(rows) > 0
}

// one gives the total of rows as the only reading.
func (c *Context) one(part string, rows ...string) []reading {
	if r, ok := c.sumOf(part, rows...); ok {
		return []reading{r}
	}
	return nil
}

// cell gives one figure as a reading.
func (c *Context) cell(part, row, column string) (reading, bool) {
	f, ok := c.Figure(part, row, column)
	if !ok || f.Number == nil {
		return reading{}, false
	}
	return reading{spelled("", []diag.Text{c.named(part, row, column)}, nil, f.Number), f.Number}, true
}

// only gives one figure as the only reading.
func (c *Context) only(part, row, column string) []reading {
	if r, ok := c.cell(part, row, column); ok {
		return []reading{r}
	}
	return nil
}

// cells adds figures; false where one is missing or is no number.
func (c *Context) cells(part string, rows, columns []string) (reading, bool) {
	sum := reading{value: new(big.Rat)}
	var formulas []diag.Text
	for _, row := range rows {
		for _, column := range columns {
			r, ok := c.cell(part, row, column)
			if !ok {
				return reading{}, false
			}
			sum.value.Add(sum.value, r.value)
			formulas = append(formulas, r.formula)
		}
	}
	sum.formula = listed(formulas)
	return sum, len(formulas) > 0
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
