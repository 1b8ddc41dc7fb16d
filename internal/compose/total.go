package compose

import (
	"math/big"
	"slices"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/form"
	"nianbao/internal/report"
)

type valueKey struct{ row, column string }

// tally gives the figures of a part: those that were typed, and what can be
// added up from them. A total that was typed is not touched.
type tally struct {
	c     *composer
	table *form.Table
	given *report.Part
	known map[valueKey]*figure
}

// figure is a figure as it is printed.
type figure struct {
	run  document.Run
	none bool // neither typed nor computed
	bad  bool // depends on something that is no number
}

func (c *composer) tally(t *form.Table, given *report.Part) *tally {
	return &tally{c: c, table: t, given: given, known: map[valueKey]*figure{}}
}

// figure gives the figure in a row and column. In a row that was given, and in
// one that is the sum of others, the total is the sum of the other columns; a
// row that is a sum has in each column the sum of its rows.
func (t *tally) figure(row, column string) *figure {
	key := valueKey{row, column}
	if f := t.known[key]; f != nil {
		return f
	}
	f := &figure{none: true}
	t.known[key] = f
	typed := t.given.Rows[row]
	if typed != nil {
		if v, ok := typed.Values[column]; ok {
			*f = figure{run: document.Run{Text: v.Text, Pos: v.Pos}}
			return f
		}
	}
	if t.c.report.AsPublished {
		return f
	}
	schema := t.table.Schema(row)
	of := t.table.SumOf(row)
	switch {
	case column == schema.Total && (typed != nil || of != nil):
		s := sum{t: t, key: key, to: f}
		for _, c := range schema.Columns {
			if c != column {
				s.add(row, c)
			}
		}
		s.put(t.place(typed))
	case of != nil:
		s := sum{t: t, key: key, to: f}
		for _, r := range of {
			if slices.Contains(t.table.Schema(r).Columns, column) {
				s.add(r, column)
			}
		}
		s.put(t.place(typed))
	}
	return f
}

// place is where a computed figure would have been typed.
func (t *tally) place(row *report.Row) diag.Pos {
	if row != nil {
		return row.Pos
	}
	return t.given.Pos
}

// sum adds figures, exactly. It has as many decimals as the figure with the
// most.
type sum struct {
	t        *tally
	key      valueKey
	to       *figure
	value    big.Rat
	decimals int
	bad      bool
}

func (s *sum) add(row, column string) {
	f := s.t.figure(row, column)
	if f.none {
		return // not given: zero
	}
	if f.bad {
		s.bad = true
		return
	}
	v := report.Value{Text: f.run.Text, Pos: f.run.Pos}
	n, ok := v.Number()
	if !ok {
		s.bad = true
		s.t.c.noNumber(row, column, s.key, v)
		return
	}
	s.value.Add(&s.value, n)
	if _, fraction, has := strings.Cut(v.Text, "."); has {
		s.decimals = max(s.decimals, len(fraction))
	}
}

func (s *sum) put(pos diag.Pos) {
	*s.to = figure{bad: s.bad, run: document.Run{Text: s.value.FloatString(s.decimals), Pos: pos}}
}

func (c *composer) noNumber(row, column string, of valueKey, v report.Value) {
	if slices.ContainsFunc(c.bad, func(d *diag.Diagnostic) bool { return d.Pos == v.Pos }) {
		return // told already, for another sum
	}
	c.bad = append(c.bad, diag.New(v.Pos,
		diag.T("%[1]s.%[2]s 不是数字：%[5]q，无法计算 %[3]s.%[4]s。", "%[1]s.%[2]s is no number: %[5]q; %[3]s.%[4]s cannot be computed.", row, column, of.row, of.column, v.Text),
		diag.T("请改为数字，或写上 %s。", "type a number, or type %s.", of.row+"."+of.column)))
}
