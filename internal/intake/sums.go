package intake

import (
	"math/big"
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
)

// figures are the figures of a table by row and column.
type figures map[string]map[string]*figure

// sum is a relation that has to hold: both sides add up to the same.
type sum struct {
	left, right []*figure
	why         diag.Text
}

// doubtSums marks the figures of all sums that do not close. confirmed are those
// that stand in one that does.
func doubtSums(f *form.Form, p *form.Part, fs figures) {
	for _, s := range sumsOf(f, p, fs) {
		if s.closes() {
			continue
		}
		for _, g := range slices.Concat(s.left, s.right) {
			g.add(s.why)
		}
	}
}

// sumsOf gives the sums that a table of a form has to close: totals of rows,
// rows that are sums of others, and what its rules say of columns.
func sumsOf(f *form.Form, p *form.Part, fs figures) (out []sum) {
	t := p.Table
	for _, s := range t.FigureRows {
		if s.Total == "" {
			continue
		}
		x := sum{left: []*figure{fs[s.Key][s.Total]}, why: diag.T("这一行的合计不合", "the row's total is not the sum of its figures")}
		for _, c := range s.Columns {
			if c != s.Total {
				x.right = append(x.right, fs[s.Key][c])
			}
		}
		out = append(out, x)
	}
	for _, s := range t.Sums {
		out = append(out, byColumn(t, fs, []string{s.Row}, s.Of, diag.T("这一列的各行之和不等于合计", "the column's rows do not add up to their total"))...)
	}
	for _, r := range f.Rules {
		if left, right, ok := balance(&r, p); ok {
			out = append(out, byColumn(t, fs, left, right, r.Text)...)
		}
	}
	return out
}

// balance reads a rule that says that rows of a table add up to others, column by
// column: a + b == c + d.
func balance(r *form.Rule, p *form.Part) (left, right []string, ok bool) {
	if r.Part != p.Key || r.Each != "column" || r.Severity != diag.Error || r.LastForm != "" {
		return nil, nil, false
	}
	a, b, is := strings.Cut(r.Formula, "==")
	if !is {
		return nil, nil, false
	}
	rows := func(side string) (keys []string) {
		for _, k := range strings.Split(side, "+") {
			k = strings.TrimSpace(k)
			if p.Table.Schema(k).Key == "" {
				return nil
			}
			keys = append(keys, k)
		}
		return keys
	}
	left, right = rows(a), rows(b)
	return left, right, left != nil && right != nil
}

// byColumn makes a sum of each column that all rows have.
func byColumn(t *form.Table, fs figures, left, right []string, why diag.Text) (out []sum) {
	for _, c := range t.Schema(left[0]).Columns {
		x, whole := sum{why: why}, true
		for i, keys := range [][]string{left, right} {
			for _, k := range keys {
				g := fs[k][c]
				whole = whole && g != nil
				if i == 0 {
					x.left = append(x.left, g)
				} else {
					x.right = append(x.right, g)
				}
			}
		}
		if whole {
			out = append(out, x)
		}
	}
	return out
}

func (s *sum) closes() bool {
	total := new(big.Rat)
	for _, g := range s.left {
		v, ok := g.value()
		if !ok {
			return false
		}
		total.Add(total, v)
	}
	for _, g := range s.right {
		v, ok := g.value()
		if !ok {
			return false
		}
		total.Sub(total, v)
	}
	return total.Sign() == 0
}

// wholeNumbers gives the figures that a rule of the form wants to be whole, as
// part.row.column.
func wholeNumbers(f *form.Form) map[string]bool {
	out := map[string]bool{}
	for i := range f.Parts {
		p := &f.Parts[i]
		if p.Table == nil {
			continue
		}
		for _, s := range p.Table.FigureRows {
			for _, c := range s.Columns {
				out[p.Key+"."+s.Key+"."+c] = wantsWhole(f, p.Key, s.Key, c)
			}
		}
	}
	return out
}

func wantsWhole(f *form.Form, part, row, column string) bool {
	written := f.Written(part, row, column)
	return written != nil && !written.MatchString("1.5") && written.MatchString("1")
}
