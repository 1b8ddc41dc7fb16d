package formula

import (
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
)

// lastWord comes before the name of a figure of the year before.
const lastWord = "last"

// resolve gives the Path of a name in a rule's formula. known is nil, or, where
// the form has no such figure, the names that might be meant.
func resolve(f *form.Form, r *form.Rule, name string) (p Path, known []string) {
	p.Part = r.Part
	steps := strings.Split(name, ".")
	if steps[0] == lastWord && len(steps) > 1 {
		p.Last, steps = true, steps[1:]
	}
	switch {
	case len(steps) == 3:
		p.Part, p.Row, p.Column = steps[0], steps[1], steps[2]
	case len(steps) == 2 && r.Part != "":
		p.Row, p.Column = steps[0], steps[1]
	case len(steps) == 1 && r.Each == "column":
		p.Row = steps[0]
	case len(steps) == 1 && r.Each == "row":
		p.Column = steps[0]
	default:
		return p, names(f, r, p.Last)
	}
	if p.foreign(f, r) && p.Row != "" && p.Column != "" {
		return p, nil // that form is not at hand here
	}
	if t := f.TableOf(p.Part); t != nil {
		for _, s := range t.FigureRows {
			if (p.Row == "" || p.Row == s.Key) && (p.Column == "" || slices.Contains(s.Columns, p.Column)) {
				return p, nil
			}
		}
	}
	return p, names(f, r, p.Last)
}

// foreign reports whether a Path is a figure of last year's report in another
// form.
func (p Path) foreign(f *form.Form, r *form.Rule) bool {
	return p.Last && r.LastForm != "" && r.LastForm != f.Name
}

// names are those that a formula of the rule may have.
func names(f *form.Form, r *form.Rule, last bool) (ns []string) {
	add := func(n string) {
		if last {
			n = lastWord + "." + n
		}
		if !slices.Contains(ns, n) {
			ns = append(ns, n)
		}
	}
	for _, p := range f.Parts {
		if p.Table == nil || r.Part != "" && r.Part != p.Key {
			continue
		}
		for _, s := range p.Table.FigureRows {
			for _, c := range s.Columns {
				switch {
				case r.Each == "column":
					add(s.Key)
				case r.Each == "row":
					add(c)
				case r.Part != "":
					add(s.Key + "." + c)
				default:
					add(p.Key + "." + s.Key + "." + c)
				}
			}
		}
	}
	if ns == nil {
		ns = []string{}
	}
	return ns
}

// instances gives one for each column or row that all names of the formula
// have.
func (c *compiler) instances() (is []Instance) {
	t := c.form.TableOf(c.rule.Part)
	switch {
	case c.rule.Each == "":
		return c.instance(nil, "", "")
	case t == nil:
		return nil
	case c.rule.Each == "column":
		var done []string
		for _, s := range t.FigureRows {
			for _, column := range s.Columns {
				if !slices.Contains(done, column) {
					done = append(done, column)
					is = c.instance(is, "", column)
				}
			}
		}
		return is
	}
	for _, s := range t.FigureRows {
		is = c.instance(is, s.Key, "")
	}
	return is
}

// instance adds the formula for a row or column where it has all figures.
func (c *compiler) instance(is []Instance, row, column string) []Instance {
	i := Instance{Row: row, Column: column, paths: make([][]Path, len(c.out.slots))}
	for n, s := range c.out.slots {
		if s.fixed != "" {
			continue
		}
		p := s.path
		if p.Row == "" {
			p.Row = row
		}
		if p.Column == "" {
			p.Column = column
		}
		if p.foreign(c.form, c.rule) {
			i.paths[n] = []Path{p}
			continue
		}
		t := c.form.TableOf(p.Part)
		schema := t.Schema(p.Row)
		if !slices.Contains(schema.Columns, p.Column) {
			return is
		}
		i.paths[n] = []Path{p}
		if s.sum {
			if i.paths[n] = summands(t, &schema, p, s.path); i.paths[n] == nil {
				return is
			}
		}
		for k := range i.paths[n] {
			i.paths[n][k].place(c.form)
		}
	}
	return append(is, i)
}

// place notes where a figure of the form is.
func (p *Path) place(f *form.Form) {
	p.part = slices.IndexFunc(f.Parts, func(part form.Part) bool { return part.Key == p.Part })
	p.figure = 0
	for _, s := range f.Parts[p.part].Table.FigureRows {
		if s.Key == p.Row {
			p.figure += slices.Index(s.Columns, p.Column)
			p.placed = true
			return
		}
		p.figure += len(s.Columns)
	}
}

// summands gives the figures that p is the sum of: of its row where the
// formula named a column only, else of its column where the row is a sum.
func summands(t *form.Table, schema *report.RowSchema, p, named Path) (ps []Path) {
	rows := slices.IndexFunc(t.Sums, func(s form.Sum) bool { return s.Row == p.Row })
	if named.Row != "" && rows >= 0 {
		for _, row := range t.Sums[rows].Of {
			if q := (Path{Part: p.Part, Row: row, Column: p.Column}); slices.Contains(t.Schema(row).Columns, p.Column) {
				ps = append(ps, q)
			}
		}
		return ps
	}
	if schema.Total != p.Column {
		return nil
	}
	for _, column := range schema.Columns {
		if column != p.Column {
			ps = append(ps, Path{Part: p.Part, Row: p.Row, Column: column})
		}
	}
	return ps
}
