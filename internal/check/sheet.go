package check

import (
	"nianbao/internal/form"
	"nianbao/internal/report"
	"nianbao/internal/tally"
)

// sheet is a table with its figures as numbers.
type sheet struct {
	*tally.Table
	figures map[cell]Figure
	given   bool // some figure was typed
}

type cell struct{ row, column string }

// tables reads the figures of all parts that have a table.
func tables(r *report.Report, f *form.Form) map[string]*sheet {
	all := map[string]*sheet{}
	for i := range f.Parts {
		p := &f.Parts[i]
		if p.Table == nil {
			continue
		}
		// what cannot be added up is told by compose and by the rules about figures
		t, _ := tally.Of(p.Table, r.Parts[p.Key], r.AsPublished)
		s := &sheet{Table: t, figures: make(map[cell]Figure, len(p.Table.Figures)*len(p.Table.Columns))}
		for _, row := range t.Rows() {
			for _, column := range row.Columns {
				g := t.Figure(row.Key, column)
				s.given = s.given || g.State == tally.Typed
				n := number(g)
				if t.Unknown(row.Key, column) {
					n = nil
				}
				s.figures[cell{row.Key, column}] = Figure{g, n}
			}
		}
		all[p.Key] = s
	}
	return all
}
