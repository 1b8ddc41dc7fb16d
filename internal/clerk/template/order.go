package template

import (
	"cmp"
	"slices"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
)

// section is a header with what stands below it; the first one has none.
type section struct {
	head  *statement
	items []*statement
}

// path is where the section's keys belong.
func (s *section) path() []string {
	if s.head == nil {
		return nil
	}
	return s.head.path
}

// sections groups the statements of a file by their headers.
func sections(all []*statement) []*section {
	out := []*section{{}}
	for _, st := range all {
		if st.header {
			out = append(out, &section{head: st})
			continue
		}
		s := out[len(out)-1]
		s.items = append(s.items, st)
	}
	return out
}

// order is the standard order of a form's keys.
type order struct {
	tables []string            // of the whole file
	keys   map[string][]string // of each of them
}

func orderOf(f *form.Form) *order {
	o := &order{tables: []string{"year", "form", "as_published", "preamble", "agency", "title"}, keys: map[string][]string{
		"agency":     {"name"},
		"title":      {"lines", "below"},
		"chapter":    {"heading", "text"},
		"signature":  {"name", "date"},
		"attachment": {"title", "name", "text"},
	}}
	if f.Chapters {
		o.tables = append(o.tables, "chapter")
	}
	var appendices []string
	for _, p := range f.Parts {
		keys := []string{"heading", "form", "labels", "text", "head"}
		if p.Table != nil {
			for _, s := range p.Table.FigureRows {
				keys = append(keys, s.Key)
			}
		}
		o.keys[p.Key] = append(keys, "foot")
		if p.Appendix {
			appendices = append(appendices, p.Key)
		} else {
			o.tables = append(o.tables, p.Key)
		}
	}
	if !f.Chapters {
		o.tables = append(o.tables, "chapter")
	}
	o.tables = append(o.tables, "signature")
	o.tables = append(o.tables, appendices...)
	o.tables = append(o.tables, "attachment", report.TableRef, report.ImageRef, "checks")
	return o
}

// Keys of tables and images whose names are free.
var placedKeys = []string{"title", "columns", "widths_mm", "keep", "rows", "file", "width_mm", "caption", "alt"}

// rank gives the place of a key; what is not known comes last.
func rank(known []string, key string) int {
	if i := slices.Index(known, key); i >= 0 {
		return i
	}
	return len(known)
}

// sort brings sections, and what stands in each, into the standard order. What
// has no order of its own stays as it was typed.
func (o *order) sort(all []*section) {
	for _, s := range all {
		slices.SortStableFunc(s.items, func(a, b *statement) int {
			return slices.Compare(o.place(s.path(), a.path), o.place(s.path(), b.path))
		})
	}
	repeated := map[string]bool{}
	for _, s := range all {
		if s.head != nil && s.head.array {
			repeated[s.head.path[0]] = true
		}
	}
	slices.SortStableFunc(all, func(a, b *section) int {
		switch {
		case a.head == nil || b.head == nil:
			return cmp.Compare(rank0(a.head), rank0(b.head))
		case a.head.path[0] == b.head.path[0] && repeated[a.head.path[0]]:
			return 0 // each belongs to the element before it
		}
		return slices.Compare(o.place(nil, a.head.path), o.place(nil, b.head.path))
	})
}

func rank0(head *statement) int {
	if head == nil {
		return 0
	}
	return 1
}

// place gives the place of a key below a header in the whole file.
func (o *order) place(header, key []string) []int {
	path := slices.Concat(header, key)
	place := []int{rank(o.tables, path[0])}
	switch {
	case len(path) < 2:
	case path[0] == report.TableRef || path[0] == report.ImageRef:
		if len(path) > 2 && len(header) == 2 {
			place = append(place, rank(placedKeys, path[2]))
		}
	default:
		place = append(place, rank(o.keys[path[0]], path[1]))
	}
	return place
}
