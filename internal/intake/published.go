package intake

import (
	"slices"

	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// asPublished reports whether the file has to say as_published: the report is
// one of a past year, which nobody changes any more, or it has what only a
// published report may have.
func (m *maker) asPublished() bool {
	if m.Year < m.Newest {
		return true
	}
	for i := range m.form.Parts {
		p := &m.form.Parts[i]
		if name := m.borrowed[p.Key]; name != "" {
			m.remark(original.Place{}, diag.T("“%s”的表用的是 %s 的表式，照原样录入（as_published = true）", "the table of %s is of the form %s and was kept (as_published = true)", m.heading(p), name))
			return true
		}
		if s := m.report.parts[p.Key]; s != nil && m.departs(p, s) {
			m.remark(original.Place{}, diag.T("“%s”的标题或表格前后的文字与表式不同，照原样录入（as_published = true）；改成表式的，把这些行和 as_published 删去", "heading or lines of %s differ from the form's and were kept (as_published = true); delete them and as_published to have the form's", m.heading(p)))
			return true
		}
	}
	return false
}

// departs reports whether a part has a heading, a text or lines around its table
// that the form does not let it have.
func (m *maker) departs(p *form.Part, s *section) bool {
	if m.renames(p, s) || !p.Text && len(s.prose()) > 0 {
		return true
	}
	bare := p.Table != nil && len(p.Table.Head)+len(p.Table.Foot) == 0
	return bare && p.Appendix && len(s.head)+len(s.foot) > 0
}

// renames reports whether a part has another heading than the form gives it.
func (m *maker) renames(p *form.Part, s *section) bool {
	return s.heading != "" && s.heading != m.heading(p)
}

// usual reports whether lines are those of the form.
func (m *maker) usual(lines []string, want []form.Line) bool {
	return slices.EqualFunc(lines, want, func(a string, b form.Line) bool { return a == trim(b.Fill(m.Agency, m.Year)) })
}

// prose gives a section's text without the form's table.
func (s *section) prose() []piece {
	return slices.DeleteFunc(slices.Clone(s.text), func(x piece) bool { return x.part != "" })
}
