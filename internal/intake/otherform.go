package intake

import (
	"cmp"
	"slices"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
)

// otherTables takes for a part the table of another form, where the original has
// that one row by row and not the form's own: offices go on with last year's.
func (m *maker) otherTables() {
	of := &report.Report{Parts: map[string]*report.Part{}}
	m.borrowed = map[string]string{}
	for i := range m.form.Parts {
		p := &m.form.Parts[i]
		if x := m.matches[p.Key]; p.Table == nil || x == nil || x.whole() {
			continue
		}
		if f, y := m.wholeIn(p.Key); f != nil {
			m.borrowed[p.Key], m.matches[p.Key] = f.Name, y
			of.Parts[p.Key] = &report.Part{Form: f.Name}
		}
	}
	m.form = m.forms.Mixed(m.form, of)
	for i := range m.form.Parts {
		if p := &m.form.Parts[i]; m.borrowed[p.Key] != "" {
			m.matches[p.Key].part = p
		}
	}
}

// wholeIn finds the form nearest in years whose table of a part the original has,
// row by row.
func (m *maker) wholeIn(part string) (*form.Form, *match) {
	years := func(f *form.Form) int { return max(f.FirstYear-m.Year, m.Year-f.FirstYear) }
	for _, f := range slices.SortedStableFunc(slices.Values(m.forms.Forms()), func(a, b *form.Form) int { return cmp.Compare(years(a), years(b)) }) {
		if f.Variant || f == m.base || f.TableOf(part) == nil {
			continue
		}
		if y := m.matchForm(f, m.sheets)[part]; y != nil && y.whole() {
			return f, y
		}
	}
	return nil, nil
}

// whole reports whether a table has all rows by their names, and nothing between
// them that the form does not have.
func (x *match) whole() bool {
	return x.missing == 0 && !slices.Contains(x.vague, true) && len(x.unknown()) == 0
}
