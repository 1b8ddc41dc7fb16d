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
	part    string
	form    *form.Table
	figures []Exact // row after row
	begins  []int   // of each row
	given   bool    // some figure was typed
}

// sheets are those of a report, by part of its form; nil: the part has no table.
type sheets []*sheet

// of gives that of a part; nil where there is none.
func (all sheets) of(part string) *sheet {
	for _, s := range all {
		if s != nil && s.part == part {
			return s
		}
	}
	return nil
}

// tables reads the figures of all parts that have a table.
func tables(r *report.Report, f *form.Form) sheets {
	all := make(sheets, len(f.Parts))
	for i := range f.Parts {
		p := &f.Parts[i]
		if p.Table == nil {
			continue
		}
		// what cannot be added up is told by compose and by the rules about figures
		t, _ := tally.Of(p.Table, r.Parts[p.Key], r.AsPublished)
		all[i] = newSheet(t, p)
	}
	return all
}

func newSheet(t *tally.Sheet, p *form.Part) *sheet {
	s := &sheet{Sheet: t, part: p.Key, form: p.Table, begins: make([]int, len(t.Rows()))}
	count := 0
	for i := range t.Rows() {
		s.begins[i] = count
		count += len(t.Rows()[i].Columns)
	}
	s.figures = make([]Exact, 0, count)
	for i := range t.Rows() {
		row, k := &t.Rows()[i], 0
		t.EachOf(row, func(g tally.Figure, unknown bool) {
			e := Exact{Figure: g}
			if s.given = s.given || g.State == tally.Typed; !unknown {
				e.Number = number(g, strings.HasSuffix(row.Columns[k], report.InWan))
			}
			s.figures = append(s.figures, e)
			k++
		})
	}
	return s
}

// row gives the figures of row i of the form, by column.
func (s *sheet) row(i int) []Exact {
	return s.figures[s.begins[i] : s.begins[i]+len(s.Rows()[i].Columns)]
}

// figure gives a figure; nil where the form has no such one.
func (s *sheet) figure(row, column string) *Exact {
	if i := s.form.Place(row); i >= 0 {
		if k := slices.Index(s.Rows()[i].Columns, column); k >= 0 {
			return &s.figures[s.begins[i]+k]
		}
	}
	return nil
}
