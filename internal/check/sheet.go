package check

import (
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/tally"
)

// sheet is a table with its figures as numbers.
type sheet struct {
	*tally.Sheet
	rows  map[string]sheetRow
	given bool // some figure was typed
}

type sheetRow struct {
	columns []string
	figures []Exact // by column
}

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
		s := &sheet{Sheet: t, rows: make(map[string]sheetRow, len(p.Table.FigureRows))}
		count := 0
		for i := range t.Rows() {
			count += len(t.Rows()[i].Columns)
		}
		figures := make([]Exact, 0, count)
		for i := range t.Rows() {
			row, from := &t.Rows()[i], len(figures)
			for _, column := range row.Columns {
				g := t.Figure(row.Key, column)
				s.given = s.given || g.State == tally.Typed
				n := number(g, strings.HasSuffix(column, report.InWan))
				if g.State != tally.Typed && t.Unknown(row.Key, column) {
					n = nil
				}
				figures = append(figures, Exact{g, n})
			}
			s.rows[row.Key] = sheetRow{row.Columns, figures[from:]}
		}
		all[p.Key] = s
	}
	return all
}

// figure gives a figure; false where the form has no such one.
func (s *sheet) figure(row, column string) (Exact, bool) {
	r := s.rows[row]
	if i := slices.Index(r.columns, column); i >= 0 {
		return r.figures[i], true
	}
	return Exact{}, false
}
