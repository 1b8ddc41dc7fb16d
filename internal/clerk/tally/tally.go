// Package tally gives a table's figures: as typed, as computed where the form
// says how, or as not given. In go a form.Table and the report.Part that fills
// it, out comes a Sheet of Figures. It knows no checks and no drawing.
package tally

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
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

// Zero is printed for a figure that was not given, but for a report as published.
const Zero = "0"

// Sheet holds the figures of one part.
type Sheet struct {
	form     *form.Table
	part     *report.Part
	computed map[key]*computed
	bad      diag.List
}

type key struct{ row, column string }

// computed is what became of a figure that was not typed.
type computed struct {
	value report.Value
	ok    bool
	bad   bool // depends on something that is no number
}

// Of computes what part leaves out and can be added up: the total column of
// each row that was given, and the rows that are sums of others. Nothing is
// computed for a report that was published. part may be nil. The list tells of
// figures that are no numbers where a total needs them.
func Of(f *form.Table, part *report.Part, published bool) (*Sheet, diag.List) {
	if part == nil {
		part = &report.Part{}
	}
	t := &Sheet{form: f, part: part}
	if published {
		return t, nil
	}
	t.computed = map[key]*computed{}
	for i := range f.FigureRows {
		row := &f.FigureRows[i]
		given := part.Rows[row.Key]
		if given != nil && len(given.Values) == len(row.Columns) {
			continue // all of it was typed
		}
		if isSum := f.SumOf(row.Key) != nil; isSum || row.Total != "" && given != nil {
			for _, column := range row.Columns {
				if isSum || column == row.Total {
					t.compute(key{row.Key, column})
				}
			}
		}
	}
	return t, t.bad
}

// Figure gives the figure of a row and a column.
func (t *Sheet) Figure(row, column string) Figure {
	if v, ok := t.typed(key{row, column}); ok {
		return Figure{v, Typed}
	}
	if c := t.computed[key{row, column}]; c != nil && c.ok {
		return Figure{c.value, Computed}
	}
	return Figure{report.Value{Pos: t.place(t.part.Rows[row])}, NotGiven}
}

// EachOf calls do for the figures of a row of the form, column by column, and says of
// each whether it should be computed and cannot be.
func (t *Sheet) EachOf(s *report.RowSchema, do func(f Figure, unknown bool)) {
	given := t.part.Rows[s.Key]
	for _, column := range s.Columns {
		if given != nil {
			if v, ok := given.Values.Get(column); ok {
				do(Figure{v, Typed}, false)
				continue
			}
		}
		c := t.computed[key{s.Key, column}]
		switch {
		case c != nil && c.ok:
			do(Figure{c.value, Computed}, false)
		default:
			do(Figure{report.Value{Pos: t.place(given)}, NotGiven}, c != nil && c.bad)
		}
	}
}

// typed gives a figure as it was typed; false where it was not.
func (t *Sheet) typed(k key) (v report.Value, ok bool) {
	if given := t.part.Rows[k.row]; given != nil {
		v, ok = given.Values.Get(k.column)
	}
	return v, ok
}

// Unknown reports whether a figure should be computed and cannot be, since it
// needs one that is no number.
func (t *Sheet) Unknown(row, column string) bool {
	c := t.computed[key{row, column}]
	return c != nil && c.bad
}

// Adds reports whether the form adds a figure up where nobody types it.
func (t *Sheet) Adds(row, column string) bool {
	return t.computed != nil && (t.form.SumOf(row) != nil || column == t.form.Schema(row).Total)
}

// place is where a figure that was not typed would stand.
func (t *Sheet) place(given *report.Row) diag.Pos {
	if given != nil {
		return given.Pos
	}
	return t.part.Pos
}

// Has reports whether the form's table has the figure.
func (t *Sheet) Has(row, column string) bool {
	for _, c := range t.form.Schema(row).Columns {
		if c == column {
			return true
		}
	}
	return false
}

// Given reports whether the row was given.
func (t *Sheet) Given(row string) bool { return t.part.Rows[row] != nil }

// Typed reports whether the figure was typed.
func (t *Sheet) Typed(row, column string) bool { return t.Figure(row, column).State == Typed }

// Rows gives the rows of figures in the order of the form.
func (t *Sheet) Rows() []report.RowSchema { return t.form.FigureRows }

// Sums gives the rows that are sums of others.
func (t *Sheet) Sums() []form.Sum { return t.form.Sums }

// Pos is the place of the part, the zero one where it was not given.
func (t *Sheet) Pos() diag.Pos { return t.part.Pos }

// compute adds a figure up that was not typed, nil where it is no sum. In a row
// that was given, and in one that is the sum of others, the total is the sum of
// the other columns; a row that is a sum has in each column the sum of its
// rows. What a sum needs is computed first; form.Load lets no sum need itself.
func (t *Sheet) compute(k key) *computed {
	if _, typed := t.typed(k); typed {
		return nil
	}
	given, schema, of := t.part.Rows[k.row], t.form.Schema(k.row), t.form.SumOf(k.row)
	isTotal := k.column == schema.Total && (given != nil || of != nil)
	if !isTotal && of == nil {
		return nil
	}
	if c := t.computed[k]; c != nil {
		return c
	}
	c := new(computed)
	t.computed[k] = c
	s := sum{of: k}
	if isTotal {
		for _, column := range schema.Columns {
			if column != k.column {
				t.add(&s, key{k.row, column})
			}
		}
	} else {
		for _, row := range of {
			if t.Has(row, k.column) {
				t.add(&s, key{row, k.column})
			}
		}
	}
	*c = computed{ok: !s.bad, bad: s.bad, value: report.Value{Text: s.text(), Pos: t.place(given)}}
	return c
}

// sum adds figures, exactly. It has as many decimals as the figure with the
// most.
type sum struct {
	of       key
	whole    int64 // of the figures that are plain ones
	others   big.Rat
	decimals int
	bad      bool
}

func (s *sum) text() string {
	if s.decimals == 0 && s.others.Sign() == 0 {
		return strconv.FormatInt(s.whole, 10)
	}
	return s.others.Add(&s.others, new(big.Rat).SetInt64(s.whole)).FloatString(s.decimals)
}

func (t *Sheet) add(s *sum, k key) {
	f, typed := t.typed(k)
	if !typed {
		c := t.compute(k)
		if c == nil || !c.ok {
			s.bad = s.bad || c != nil && c.bad
			return
		}
		f = c.value
	}
	if n, ok := f.Plain(); ok {
		s.whole += n // a form has no thousand figures
		return
	}
	n, ok := f.Number()
	if !ok {
		s.bad = true
		t.noNumber(k, s.of, f)
		return
	}
	s.others.Add(&s.others, n)
	if _, fraction, has := strings.Cut(f.Text, "."); has {
		s.decimals = max(s.decimals, len(fraction))
	}
}

// noNumber tells of a figure once, however many sums need it.
func (t *Sheet) noNumber(k, of key, v report.Value) {
	if slices.ContainsFunc(t.bad, func(d *diag.Diagnostic) bool { return d.Pos == v.Pos }) {
		return
	}
	if v.TooLong() {
		t.bad = append(t.bad, diag.New(v.Pos, diag.T("数字太长，超过 40 位，无法计算 %[2]s。", "the number has more than 40 digits; %[1]s cannot be computed.", of.row+"."+of.column, t.named(of)),
			diag.T("请核对数字，或写上 %[2]s。", "check it, or type %[1]s.", of.row+"."+of.column, t.named(of))))
		return
	}
	t.bad = append(t.bad, diag.New(v.Pos,
		diag.T("%[6]s不是数字：%[5]q，无法计算 %[7]s。", "%[1]s.%[2]s is no number: %[5]q; %[3]s.%[4]s cannot be computed.", k.row, k.column, of.row, of.column, v.Text, t.named(k), t.named(of)),
		diag.T("请改为数字，或写上 %[2]s。", "type a number, or type %[1]s.", of.row+"."+of.column, t.named(of))))
}

// named names a figure as the form does, the row with its key.
func (t *Sheet) named(k key) string {
	s := t.form.Schema(k.row)
	if len(s.Columns) == 1 {
		return "“" + s.Named() + "”"
	}
	return "“" + s.Named() + "”的“" + s.Head(k.column) + "”"
}
