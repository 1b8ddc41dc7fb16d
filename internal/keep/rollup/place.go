package rollup

import (
	"strings"

	"nianbao/internal/check"
	"nianbao/internal/clerk/form"
)

// Place is where a figure stands in a form.
type Place = check.Place

// ParsePlace reads part.row.column.
func ParsePlace(text string) (Place, bool) {
	s := strings.Split(text, ".")
	if len(s) != 3 || s[0] == "" || s[1] == "" || s[2] == "" {
		return Place{}, false
	}
	return Place{Part: s[0], Row: s[1], Column: s[2]}, true
}

// Key is the name of a place in the clerk's file.
func Key(p Place) string { return p.Part + "." + p.Row + "." + p.Column }

// places gives all figures of a form, in its order.
func places(f *form.Form) (all []Place) {
	for i := range f.Parts {
		p := &f.Parts[i]
		if p.Table == nil {
			continue
		}
		for _, row := range p.Table.FigureRows {
			for _, c := range row.Columns {
				all = append(all, Place{Part: p.Key, Row: row.Key, Column: c})
			}
		}
	}
	return all
}

// has reports whether a form has a figure.
func has(f *form.Form, p Place) bool {
	t := f.TableOf(p.Part)
	if t == nil {
		return false
	}
	for _, c := range t.Schema(p.Row).Columns {
		if c == p.Column {
			return true
		}
	}
	return false
}

// isTotal reports whether a figure is added up from others of its table.
func isTotal(f *form.Form, p Place) bool {
	t := f.TableOf(p.Part)
	s := t.Schema(p.Row)
	return t.SumOf(p.Row) != nil || s.Total == p.Column
}

// labels names figures in the words of a form.
type labels struct {
	form  *form.Form
	year  int
	names map[string]map[string]*form.Labels // by part
}

func newLabels(f *form.Form, agency string, year int) *labels {
	l := &labels{f, year, map[string]map[string]*form.Labels{}}
	for i := range f.Parts {
		if p := &f.Parts[i]; p.Table != nil {
			l.names[p.Key] = p.Table.Labels(agency, year)
		}
	}
	return l
}

// part is a part's heading.
func (l *labels) part(key string) string {
	for i := range l.form.Parts {
		if p := &l.form.Parts[i]; p.Key == key {
			return strings.ReplaceAll(p.Heading.Fill("", l.year), "\n", "")
		}
	}
	return key
}

func (l *labels) row(p Place) string {
	if n := l.names[p.Part][p.Row]; n != nil && n.Name != "" {
		return n.Name
	}
	return p.Row
}

func (l *labels) column(p Place) string {
	s := l.form.TableOf(p.Part).Schema(p.Row)
	return s.Head(p.Column)
}

// of is the whole label of a figure.
func (l *labels) of(p Place) string { return l.part(p.Part) + "，" + l.row(p) + "，" + l.column(p) }
