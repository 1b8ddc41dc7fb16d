package form

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// borrow gives a form the tables that it has of others (table_of), with their
// rules. unread are files that could not be read, which is told already.
func (s *Set) borrow(f *Form, file *source.File, unread map[string]bool) diag.List {
	d := source.NewDecoder(file)
	d.List = nil // told already
	from := map[*Form][]string{}
	for i := range f.Parts {
		p := &f.Parts[i]
		name, ok := d.String(p.tableOf)
		if !ok || unread[name] {
			continue
		}
		k := slices.IndexFunc(s.forms, func(o *Form) bool { return o.Name == name && o != f })
		if k < 0 || s.forms[k].TableOf(p.Key) == nil {
			d.Value(p.tableOf, diag.T("没有名为 %[1]q 的表式，或者它没有 %[2]s 这张表。", "there is no form called %[1]q, or it has no table %[2]s.", name, p.Key), diag.Text{})
			continue
		}
		p.Table, p.tableOf = s.forms[k].TableOf(p.Key), nil // the file's tree is not kept for it
		from[s.forms[k]] = append(from[s.forms[k]], p.Key)
	}
	for _, o := range s.forms { // in their order
		f.Rules = append(f.Rules, o.rulesOf(from[o])...)
	}
	return d.List
}

// rulesOf gives the rules about tables of some parts and of no others.
func (f *Form) rulesOf(parts []string) (rules []Rule) {
	for _, r := range f.Rules {
		if slices.ContainsFunc(f.Parts, func(p Part) bool { return p.Table != nil && r.names(p.Key) }) &&
			!slices.ContainsFunc(f.Parts, func(p Part) bool {
				return p.Table != nil && r.names(p.Key) && !slices.Contains(parts, p.Key)
			}) {
			rules = append(rules, r)
		}
	}
	return rules
}

// names reports whether a rule is about a part's table.
func (r *Rule) names(part string) bool {
	return r.Part == part || r.Part == "" && strings.Contains(r.Formula, part+".")
}

// Schema says what a report in a form may hold, what other years would let it,
// and what any other form has. It must not be changed.
func (s *Set) Schema(f *Form) report.Schema {
	s.mu.Lock()
	defer s.mu.Unlock()
	schema, ok := s.schemas[f]
	if !ok {
		if s.schemas == nil {
			s.schemas = map[*Form]report.Schema{}
		}
		schema = s.schema(f)
		s.schemas[f] = schema
	}
	return schema
}

func (s *Set) schema(f *Form) report.Schema {
	schema := f.Schema()
	years := func(o *Form) int { return max(o.FirstYear-f.FirstYear, f.FirstYear-o.FirstYear) }
	near := slices.SortedStableFunc(slices.Values(s.forms), func(a, b *Form) int { return cmp.Compare(years(a), years(b)) })
	for _, o := range near {
		if o != f && !o.Variant && o.FirstYear != 0 {
			schema.Others = append(schema.Others, report.OtherSchema{Form: o.Name, Years: o.spokenYears(), Parts: o.Schema().Parts})
		}
	}
	schema.Form = func(name string) (report.Schema, error) {
		other, err := s.For(0, name)
		if err != nil {
			return report.Schema{}, err
		}
		return other.Schema(), nil
	}
	return schema
}

// Mixed gives the form of a report with the tables that its parts have of other
// forms, and the rules about these. For the same tables it gives the same form.
func (s *Set) Mixed(f *Form, r *report.Report) *Form {
	tables, id := map[string]string{}, fmt.Sprintf("%p", f)
	for i := range f.Parts {
		if p := r.Parts[f.Parts[i].Key]; p != nil && p.Form != "" {
			tables[f.Parts[i].Key] = p.Form
			id += " " + f.Parts[i].Key + "=" + p.Form
		}
	}
	if len(tables) == 0 {
		return f
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.mixed == nil {
		s.mixed = map[string]*Form{}
	}
	if s.mixed[id] == nil {
		s.mixed[id] = s.mix(f, tables)
	}
	return s.mixed[id]
}

// mix takes for some parts the tables of other forms; tables has their names.
func (s *Set) mix(f *Form, tables map[string]string) *Form {
	m := *f
	m.Parts, m.Rules = slices.Clone(f.Parts), nil
	for _, o := range s.forms {
		var its []string // parts with tables of o
		for i := range m.Parts {
			p := &m.Parts[i]
			switch name := tables[p.Key]; {
			case name == o.Name:
				p.Table = o.TableOf(p.Key)
				its = append(its, p.Key)
			case name == "" && o == f:
				its = append(its, p.Key)
			}
		}
		m.Rules = append(m.Rules, o.rulesOf(its)...)
	}
	return &m
}
