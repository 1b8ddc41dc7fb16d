package intake

import (
	"slices"

	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
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

// hasOwnChapters reports whether the text has chapters that are not the form's parts.
func (m *maker) hasOwnChapters() bool {
	chapters, parts, missing := 0, 0, false
	for i := range m.pieces {
		if m.isChapter(&m.pieces[i]) {
			chapters++
		}
	}
	for k := range m.form.Parts {
		p := &m.form.Parts[k]
		if m.matches[p.Key] != nil {
			continue // its heading may stand above its table alone
		}
		headed := slices.ContainsFunc(m.pieces, func(x piece) bool { return x.para != nil && m.heads(k, &x) > 0 })
		switch {
		case headed && p.Table != nil:
			return false
		case headed:
			parts++
		}
		missing = missing || p.Table != nil
	}
	return missing && parts <= 1 && chapters > 1
}
