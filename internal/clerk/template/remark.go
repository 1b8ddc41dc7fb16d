package template

import (
	"slices"
	"strconv"
	"strings"

	"nianbao/internal/clerk/form"
)

// remarks puts the standard remarks where they are missing.
type remarks struct {
	form   *form.Form
	agency string
	year   int
	labels map[string]map[string]*form.Labels // by part and row
}

func newRemarks(f *form.Form, agency string, year int) *remarks {
	r := &remarks{f, agency, year, map[string]map[string]*form.Labels{}}
	for _, p := range f.Parts {
		if p.Table != nil {
			r.labels[p.Key] = p.Table.Labels(agency, year)
		}
	}
	return r
}

// notes are the remarks behind keys that every report has.
var notes = map[string]string{
	"year":           "报告年度；表格的式样由年度决定",
	"agency.name":    "单位全称",
	"signature.date": "公文的日期写阿拉伯数字，不补 0",
}

// rule is what the heading of a part stands between.
const rule = "――"

// add puts the remarks into a section.
func (r *remarks) add(s *section) {
	for _, st := range s.items {
		if n := notes[strings.Join(slices.Concat(s.path(), st.path), ".")]; n != "" && st.note == "" {
			st.note = "# " + n
		}
	}
	if s.head == nil {
		return
	}
	i := slices.IndexFunc(r.form.Parts, func(p form.Part) bool { return p.Key == s.head.path[0] })
	if i < 0 {
		return
	}
	p := &r.form.Parts[i]
	if len(s.head.path) > 1 { // [part.row]
		if l := r.labels[p.Key][s.head.path[1]]; l != nil {
			label(s.head, l.Full())
		}
		return
	}
	if h := p.Heading.Fill(r.agency, r.year); !mentions(s.head.lead, h) {
		s.head.lead = slices.Insert(s.head.lead, lastBlock(s.head.lead), "# "+rule+" "+h+" "+rule)
	}
	if p.Table != nil {
		r.rows(s, p)
	}
}

// rows puts remarks to a part's rows of figures.
func (r *remarks) rows(s *section, p *form.Part) {
	labels := r.labels[p.Key]
	if arrays(p.Table) {
		first := p.Table.FigureRows[0]
		if list := strings.Join(known(short(first), first.Columns, labels[first.Key].Columns), ", "); !mentions(s.head.lead, list) {
			line := "# 每行 " + strconv.Itoa(len(short(first))) + " 个数，依次是：" + list
			if first.Total != "" {
				line += "；总计不写，由程序计算"
			}
			s.head.lead = append(s.head.lead, line)
		}
	}
	var groups []string // those that were announced
	columns, last := "", ""
	for _, st := range s.items {
		l := labels[st.path[0]]
		if l == nil || st.path[0] == last {
			continue
		}
		last = st.path[0]
		label(st, l.Full())
		cs := ""
		if !alike(p.Table) {
			cs = describe(p.Table.Schema(last).Columns, l.Columns)
		}
		var news []string
		for i, g := range l.Groups {
			if i >= len(groups) || !slices.Equal(groups[:i+1], l.Groups[:i+1]) {
				news = append(news, g)
			}
		}
		if cs != "" && (cs != columns || len(news) > 0) {
			if len(news) > 0 {
				news[len(news)-1] += "：" + cs
			} else {
				news = []string{cs}
			}
		}
		groups, columns = l.Groups, cs
		at := lastBlock(st.lead)
		for _, n := range news {
			if group, _, _ := strings.Cut(n, "："); !mentions(st.lead, group) {
				st.lead = slices.Insert(st.lead, at, "# "+n)
				at++
			}
		}
	}
}

// known gives the labels of columns; the key of one that has none.
func known(columns, all, labels []string) (out []string) {
	for _, c := range columns {
		if i := slices.Index(all, c); i < len(labels) && labels[i] != "" {
			out = append(out, labels[i])
		} else {
			out = append(out, c)
		}
	}
	return out
}

// describe says what each key of a row is; of a single one its label is enough.
func describe(columns, labels []string) string {
	names := known(columns, columns, labels)
	if len(columns) == 1 {
		return names[0]
	}
	for i, c := range columns {
		names[i] = c + " " + names[i]
	}
	return strings.Join(names, "，")
}

// label puts a row's name into the remark behind it, before the clerk's own.
func label(st *statement, name string) {
	switch {
	case name == "" || strings.Contains(st.note, name):
	case st.note == "":
		st.note = "# " + name
	default:
		st.note = "# " + name + "；" + words(st.note)
	}
}

// words gives a remark without its mark.
func words(note string) string { return strings.TrimLeft(strings.TrimPrefix(note, "#"), " \t") }

// mentions reports whether one of the lines has the words.
func mentions(lines []string, words string) bool {
	return slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, words) })
}

// lastBlock gives the first line after the last blank one.
func lastBlock(lines []string) int {
	for i := len(lines); i > 0; i-- {
		if lines[i-1] == "" {
			return i
		}
	}
	return 0
}
