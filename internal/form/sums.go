package form

import "nianbao/internal/source"

// sums reads which rows of figures are the sum of others.
func (d *decoder) sums(t *Table, n *source.Node) (sums []Sum) {
	if n == nil {
		return nil
	}
	known := make([]string, len(t.Figures))
	for i := range t.Figures {
		known[i] = t.Figures[i].Key
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
	}
	return sums
}
