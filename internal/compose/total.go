package compose

import (
	"math/big"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/form"
	"nianbao/internal/report"
)

type valueKey struct{ row, column string }

// totals computes what was left out and can be added up: the total column of
// each row that was given, and the rows that are sums of others.
func (c *composer) totals(t *form.Table, given *report.Part) map[valueKey]document.Run {
	if c.report.AsPublished {
		return nil
	}
	totals := map[valueKey]document.Run{}
	for i := range t.Figures {
		s := &t.Figures[i]
		row := given.Rows[s.Key]
		if s.Total == "" || row == nil {
			continue
		}
		if _, typed := row.Values[s.Total]; typed {
			continue
		}
		sum := newSum(c, s.Key, s.Total)
		for _, column := range s.Columns {
			if v, ok := row.Values[column]; ok && column != s.Total {
				sum.add(s.Key, column, v)
			}
		}
		sum.put(totals, row.Pos)
	}
	for i := range t.Sums {
		c.sumRow(totals, t, &t.Sums[i], given)
	}
	return totals
}

// sumRow computes a row that was not given from the rows that it is the sum
// of, column by column.
func (c *composer) sumRow(totals map[valueKey]document.Run, t *form.Table, of *form.Sum, given *report.Part) {
	if given.Rows[of.Row] != nil {
		return
	}
	for _, column := range t.Schema(of.Row).Columns {
		sum := newSum(c, of.Row, column)
		for _, key := range of.Of {
			row := given.Rows[key]
			if row == nil {
				continue
			}
			if v, ok := row.Values[column]; ok {
				sum.add(key, column, v)
			} else if run, ok := totals[valueKey{key, column}]; ok {
				sum.add(key, column, report.Value{Text: run.Text, Pos: run.Pos})
			}
		}
		sum.put(totals, given.Pos)
	}
}

// sum adds figures, exactly. It has as many decimals as the figure with the
// most.
type sum struct {
	c        *composer
	key      valueKey
	value    big.Rat
	decimals int
	bad      bool
}

func newSum(c *composer, row, column string) *sum { return &sum{c: c, key: valueKey{row, column}} }

func (s *sum) add(row, column string, v report.Value) {
	n, ok := v.Number()
	if !ok {
		s.noNumber(row, column, v)
		return
	}
	s.value.Add(&s.value, n)
	if _, fraction, has := strings.Cut(v.Text, "."); has {
		s.decimals = max(s.decimals, len(fraction))
	}
}

func (s *sum) put(totals map[valueKey]document.Run, pos diag.Pos) {
	if !s.bad {
		totals[s.key] = document.Run{Text: s.value.FloatString(s.decimals), Pos: pos}
	}
}

func (s *sum) noNumber(row, column string, v report.Value) {
	s.bad = true
	d := diag.New(v.Pos,
		diag.T("%[1]s.%[2]s 不是数字：%[5]q，无法计算 %[3]s.%[4]s。", "%[1]s.%[2]s is no number: %[5]q; %[3]s.%[4]s cannot be computed.", row, column, s.key.row, s.key.column, v.Text),
		diag.T("请改为数字，或写上 %s。", "type a number, or type %s.", s.key.row+"."+s.key.column))
	s.c.bad = append(s.c.bad, d)
}
