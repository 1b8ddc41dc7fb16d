package form

import (
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// sums reads which rows of figures are the sum of others.
func (d *decoder) sums(t *Table, n *source.Node) (sums []Sum) {
	if n == nil {
		return nil
	}
	known := make([]string, len(t.FigureRows))
	for i := range t.FigureRows {
		known[i] = t.FigureRows[i].Key
	}
	if !d.Table(n, known...) {
		return nil
	}
	for _, row := range d.Items(n) {
		s := Sum{Row: row.Key}
		for _, of := range d.Array(row) {
			if name := d.name(of, known); name != "" {
				s.Of = append(s.Of, name)
			}
		}
		sums = append(sums, s)
		if needs(sums, s.Row, s.Row) {
			d.Key(row, diag.T("%s 是自己的和。", "%s is a sum of itself.", s.Row), diag.Text{})
			return nil
		}
	}
	return sums
}

// needs reports whether row is, at first or second hand, a sum of another.
func needs(sums []Sum, row, other string) bool {
	for _, s := range sums {
		if s.Row != row {
			continue
		}
		for _, of := range s.Of {
			if of == other || needs(sums, of, other) {
				return true
			}
		}
	}
	return false
}
