package check

import (
	"slices"
	"strconv"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
)

type rowSchema = report.RowSchema

func itoa(n int) string { return strconv.Itoa(n) }

// path is the figure that a name stands for. In a formula for each column
// column is open, in one for each row row is.
type path struct {
	last              bool // of the year before
	part, row, column string
}

// lastWord comes before the name of a figure of the year before.
const lastWord = "last"

// resolve gives the path of a name in a rule's formula. known is nil, or, where
// the form has no such figure, the names that might be meant.
func resolve(f *form.Form, r *form.Rule, name string) (p path, known []string) {
	p.part = r.Part
	steps := strings.Split(name, ".")
	if steps[0] == lastWord && len(steps) > 1 {
		p.last, steps = true, steps[1:]
	}
	switch {
	case len(steps) == 3:
		p.part, p.row, p.column = steps[0], steps[1], steps[2]
	case len(steps) == 2 && r.Part != "":
		p.row, p.column = steps[0], steps[1]
	case len(steps) == 1 && r.Each == "column":
		p.row = steps[0]
	case len(steps) == 1 && r.Each == "row":
		p.column = steps[0]
	default:
		return p, names(f, r, p.last)
	}
	if p.foreign(f, r) && p.row != "" && p.column != "" {
		return p, nil // that form is not at hand here
	}
	if t := table(f, p.part); t != nil {
		for _, s := range t.FigureRows {
			if (p.row == "" || p.row == s.Key) && (p.column == "" || slices.Contains(s.Columns, p.column)) {
				return p, nil
			}
		}
	}
	return p, names(f, r, p.last)
}

// foreign reports whether a path is a figure of last year's report in another
// form.
func (p path) foreign(f *form.Form, r *form.Rule) bool {
	return p.last && r.LastForm != "" && r.LastForm != f.Name
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

// table gives the table of a part, or nil.
func table(f *form.Form, part string) *form.Table {
	for i := range f.Parts {
		if f.Parts[i].Key == part {
			return f.Parts[i].Table
		}
	}
	return nil
}

// nearest gives the name that was probably meant; case and - _ count as little.
func nearest(name string, known []string) string {
	plain := strings.NewReplacer("-", "_")
	var ks []string
	for _, k := range known {
		ks = append(ks, plain.Replace(strings.ToLower(k)))
	}
	if i := slices.Index(ks, source.Nearest(name, ks)); i >= 0 {
		return known[i]
	}
	return ""
}

// instance is a formula with its open rows or columns filled in.
type instance struct {
	row, column string   // what was filled in; "" nothing
	paths       [][]path // by slot; several are added up
}

// instances gives one for each column or row that all names of the formula
// have.
func (c *compiler) instances() (is []instance) {
	t := table(c.form, c.rule.Part)
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
func (c *compiler) instance(is []instance, row, column string) []instance {
	i := instance{row: row, column: column, paths: make([][]path, len(c.out.slots))}
	for n, s := range c.out.slots {
		if s.fixed != "" {
			continue
		}
		p := s.path
		if p.row == "" {
			p.row = row
		}
		if p.column == "" {
			p.column = column
		}
		if p.foreign(c.form, c.rule) {
			i.paths[n] = []path{p}
			continue
		}
		t := table(c.form, p.part)
		schema := t.Schema(p.row)
		if !slices.Contains(schema.Columns, p.column) {
			return is
		}
		i.paths[n] = []path{p}
		if s.sum {
			if i.paths[n] = summands(t, &schema, p, s.path); i.paths[n] == nil {
				return is
			}
		}
	}
	return append(is, i)
}

// summands gives the figures that p is the sum of: of its row where the
// formula named a column only, else of its column where the row is a sum.
func summands(t *form.Table, schema *rowSchema, p, named path) (ps []path) {
	rows := slices.IndexFunc(t.Sums, func(s form.Sum) bool { return s.Row == p.row })
	if named.row != "" && rows >= 0 {
		for _, row := range t.Sums[rows].Of {
			if q := (path{part: p.part, row: row, column: p.column}); slices.Contains(t.Schema(row).Columns, p.column) {
				ps = append(ps, q)
			}
		}
		return ps
	}
	if schema.Total != p.column {
		return nil
	}
	for _, column := range schema.Columns {
		if column != p.column {
			ps = append(ps, path{part: p.part, row: p.row, column: column})
		}
	}
	return ps
}
