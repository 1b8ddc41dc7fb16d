package form

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// borrow gives a form the tables that it has of others (table_of), with their
// rules.
func (s *Set) borrow(f *Form, file *source.File) diag.List {
	d := source.NewDecoder(file)
	d.List = nil // told already
	from := map[*Form][]string{}
	for i := range f.Parts {
		p := &f.Parts[i]
		name, ok := d.String(p.tableOf)
		if !ok {
			continue
		}
		k := slices.IndexFunc(s.forms, func(o *Form) bool { return o.Name == name && o != f })
		if k < 0 || s.forms[k].TableOf(p.Key) == nil {
			d.Value(p.tableOf, diag.T("没有名为 %[1]q 的表式，或者它没有 %[2]s 这张表。", "there is no form called %[1]q, or it has no table %[2]s.", name, p.Key), diag.Text{})
			continue
		}
		p.Table = s.forms[k].TableOf(p.Key)
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

// Mixed gives a form with the tables of others: for each of some parts the name
// of the other form. The same is given for the same.
func (s *Set) Mixed(f *Form, tables map[string]string) *Form {
	if len(tables) == 0 {
		return f
	}
	parts := slices.Sorted(maps.Keys(tables))
	id := fmt.Sprintf("%p", f)
	for _, p := range parts {
		id += " " + p + "=" + tables[p]
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := s.mixed[id]; m != nil {
		return m
	}
	if s.mixed == nil {
		s.mixed = map[string]*Form{}
	}
	m := *f
	m.Parts = slices.Clone(f.Parts)
	var own []string
	for _, p := range f.Parts {
		if tables[p.Key] == "" {
			own = append(own, p.Key)
		}
	}
	m.Rules = f.rulesOf(own)
	for _, o := range s.forms {
		var its []string
		for i := range m.Parts {
			if p := &m.Parts[i]; tables[p.Key] == o.Name {
				p.Table = o.TableOf(p.Key)
				its = append(its, p.Key)
			}
		}
		m.Rules = append(m.Rules, o.rulesOf(its)...)
	}
	s.mixed[id] = &m
	return &m
}
