// Package tally gives a table's figures: as typed, as computed where the form
// says how, or as not given. In go a form.Table and the report.Part that fills
// it, out comes a Table of Figures. It knows no checks and no drawing.
package tally

import (
	"math/big"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/form"
	"nianbao/internal/report"
)

// State says where a figure comes from.
type State int

// The states.
const (
	NotGiven State = iota // Text is "" and Pos that of the row or of the part
	Typed
	Computed // Pos is that of the row or of the part
)

// Figure is one figure of a table.
type Figure struct {
	report.Value
	State State
}

// Table holds the figures of one part.
type Table struct {
	form     *form.Table
	part     *report.Part
	computed map[key]report.Value
}

type key struct{ row, column string }

// Of computes what part leaves out and can be added up: the total column of
// each row that was given, and the rows that are sums of others. Nothing is
// computed for a report that was published. part may be nil. The list tells of
// figures that are no numbers where a total needs them.
func Of(f *form.Table, part *report.Part, published bool) (*Table, diag.List) {
	if part == nil {
		part = &report.Part{}
	}
	t := &Table{form: f, part: part}
	if published {
		return t, nil
	}
	var bad diag.List
	t.computed = map[key]report.Value{}
	for i := range f.Figures {
		s := &f.Figures[i]
		row := part.Rows[s.Key]
		if s.Total == "" || row == nil {
			continue
		}
		if _, typed := row.Values[s.Total]; !typed {
			bad = append(bad, t.total(s, row)...)
		}
	}
	for i := range f.Sums {
		if part.Rows[f.Sums[i].Row] == nil {
			bad = append(bad, t.sumRow(&f.Sums[i])...)
		}
	}
	return t, bad
}

// Figure gives the figure of a row and a column.
func (t *Table) Figure(row, column string) Figure {
	given := t.part.Rows[row]
	if given != nil {
		if v, ok := given.Values[column]; ok {
			return Figure{v, Typed}
		}
	}
	if v, ok := t.computed[key{row, column}]; ok {
		return Figure{v, Computed}
	}
	if given != nil {
		return Figure{report.Value{Pos: given.Pos}, NotGiven}
	}
	return Figure{report.Value{Pos: t.part.Pos}, NotGiven}
}

// Has reports whether the form's table has the figure.
func (t *Table) Has(row, column string) bool {
	for _, c := range t.form.Schema(row).Columns {
		if c == column {
			return true
		}
	}
	return false
}

// Given reports whether the row was given.
func (t *Table) Given(row string) bool { return t.part.Rows[row] != nil }

// Typed reports whether the figure was typed.
func (t *Table) Typed(row, column string) bool { return t.Figure(row, column).State == Typed }

// Rows gives the rows of figures in the order of the form.
func (t *Table) Rows() []report.RowSchema { return t.form.Figures }

// Sums gives the rows that are sums of others.
func (t *Table) Sums() []form.Sum { return t.form.Sums }

// Pos is the place of the part, the zero one where it was not given.
func (t *Table) Pos() diag.Pos { return t.part.Pos }

// total computes the total of a row.
func (t *Table) total(s *report.RowSchema, row *report.Row) diag.List {
	sum := sum{of: key{s.Key, s.Total}}
	for _, column := range s.Columns {
		if v, ok := row.Values[column]; ok && column != s.Total {
			sum.add(key{s.Key, column}, v)
		}
	}
	return sum.put(t, row.Pos)
}

// sumRow computes a row that was not given from the rows that it is the sum
// of, column by column.
func (t *Table) sumRow(of *form.Sum) (bad diag.List) {
	for _, column := range t.form.Schema(of.Row).Columns {
		sum := sum{of: key{of.Row, column}}
		for _, row := range of.Of {
			if f := t.Figure(row, column); f.State != NotGiven {
				sum.add(key{row, column}, f.Value)
			}
		}
		bad = append(bad, sum.put(t, t.part.Pos)...)
	}
	return bad
}

// sum adds figures, exactly. It has as many decimals as the figure with the
// most.
type sum struct {
	of       key
	value    big.Rat
	decimals int
	bad      diag.List
}

func (s *sum) add(k key, v report.Value) {
	n, ok := v.Number()
	if !ok {
		s.noNumber(k, v)
		return
	}
	s.value.Add(&s.value, n)
	if _, fraction, has := strings.Cut(v.Text, "."); has {
		s.decimals = max(s.decimals, len(fraction))
	}
}

func (s *sum) put(t *Table, pos diag.Pos) diag.List {
	if s.bad == nil {
		t.computed[s.of] = report.Value{Text: s.value.FloatString(s.decimals), Pos: pos}
	}
	return s.bad
}

func (s *sum) noNumber(k key, v report.Value) {
	s.bad = append(s.bad, diag.New(v.Pos,
		diag.T("%[1]s.%[2]s 不是数字：%[5]q，无法计算 %[3]s.%[4]s。", "%[1]s.%[2]s is no number: %[5]q; %[3]s.%[4]s cannot be computed.", k.row, k.column, s.of.row, s.of.column, v.Text),
		diag.T("请改为数字，或写上 %s。", "type a number, or type %s.", s.of.row+"."+s.of.column)))
}
