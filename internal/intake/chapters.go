package intake

import (
	"slices"

	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// ownChapters takes the form with chapters of one's own, where the original has
// chapters, of which hardly one is a part of the form, and parts whose tables are
// missing have no heading either. A table that was lost looks much the same:
// each that is missing is told of.
func (m *maker) ownChapters() {
	own := m.withChapters()
	if m.Form != "" || own == nil || len(m.matches) == 0 || !m.hasOwnChapters() {
		return
	}
	m.form, m.matches = own, m.matchForm(own, m.sheets)
	for i := range own.Parts {
		if p := &own.Parts[i]; m.matches[p.Key] == nil {
			m.doubt(Doubt{Part: m.heading(p), Why: diag.T("报告自己分章，没有这张表：是本来没有，还是漏了？", "the report has chapters of its own and lacks this table: did it never have it, or was it lost?")})
		}
	}
}

// withChapters gives the form with chapters of one's own whose tables are those of
// the report's form; nil: there is none.
func (m *maker) withChapters() *form.Form {
	for _, f := range m.forms.Forms() {
		same := func(p form.Part) bool { return p.Table != nil && p.Table == m.form.TableOf(p.Key) }
		if f.Variant && f.Chapters && !m.form.Chapters && len(f.Parts) > 0 && !slices.ContainsFunc(f.Parts, func(p form.Part) bool { return !same(p) }) {
			return f
		}
	}
	return nil
}

// ownHeading is how chapters are numbered.
var ownHeading = pattern.New(`^第?[一二三四五六七八九十]+(、|章|部分)`)

// hasOwnChapters reports whether most of the text's chapters are not the form's parts,
// and neither tables nor headings are there of some that have a table. Of a report that
// was cut off, what is left are the form's.
func (m *maker) hasOwnChapters() bool {
	own, parts := 0, 0
	headed := make([]bool, len(m.form.Parts))
	for i := range m.pieces {
		p, of := &m.pieces[i], false
		for k := range m.form.Parts {
			is := p.para != nil && m.heads(k, p) > 0
			headed[k], of = headed[k] || is, of || is
		}
		switch {
		case of && ownHeading.MatchString(p.text):
			parts++
		case p.short(40) && ownHeading.MatchString(p.text):
			own++
		}
	}
	missing := false
	for k := range m.form.Parts {
		p := &m.form.Parts[k]
		if p.Table == nil || m.matches[p.Key] != nil {
			continue
		}
		if missing = true; headed[k] {
			return false
		}
	}
	return missing && parts <= 1 && own > 1
}
