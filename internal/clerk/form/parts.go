package form

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// form reads a form.
func (l *loader) form(f *source.File) (*Form, diag.List) {
	d := &decoder{source.NewDecoder(f), l}
	root := f.Root
	d.Table(root, "source", "note", "note_en", "page", "subject", "first_year", "last_year", "variant", "title", "chapters", "school_year", "headings", "part", "table", "rule")
	form := &Form{Name: baseName(f.Name), File: f.Name}
	form.Source = d.filled(d.Need(root, "source", source.String)).Text
	form.Note = d.both(root, "note")
	form.Variant = d.flag(root, "variant")
	form.Chapters = d.flag(root, "chapters")
	form.SchoolYear = d.flag(root, "school_year")
	form.Headings = d.templates(root.Get("headings"))
	form.Subject = d.filled(d.Need(root, "subject", source.String)).Text
	form.Layout = l.layouts[d.name(d.Need(root, "page", source.String), slices.Sorted(maps.Keys(l.layouts)))]
	if form.Layout == nil {
		form.Layout = &Layout{} // told; read on for what else is wrong
	}
	for _, n := range d.Array(d.Need(root, "title", source.Array)) {
		form.Title = append(form.Title, d.template(n))
	}
	if n := root.Get("title"); n != nil && n.Kind == source.Array && len(n.Items) == 0 {
		d.Value(n, diag.T("标题至少要有一行。", "the title needs at least one line."), diag.Text{})
	}
	d.years(form, root)
	parts := root.Get("part")
	if !form.Chapters {
		d.Need(root, "part", source.Array)
	}
	for _, n := range d.Array(parts) {
		d.part(form, n)
	}
	d.tables(form, root.Get("table"))
	for i, n := range d.Array(parts) {
		if i < len(form.Parts) && !form.Parts[i].Text && form.Parts[i].Table == nil && form.Parts[i].tableOf == nil && n.Kind == source.Table {
			d.Value(n, diag.T("这一部分既没有文字也没有表格。", "this part has neither prose nor a table."),
				diag.T("请写 text = true，或增加 [table.%[1]s]。", "write text = true, or add [table.%[1]s].", form.Parts[i].Key))
		}
	}
	for i := range form.Parts {
		if t := form.Parts[i].Table; t != nil && len(d.Decoder.List) == 0 {
			t.label()
		}
	}
	for _, n := range d.Array(root.Get("rule")) {
		d.rule(form, n)
	}
	return form, d.Decoder.List
}

// tables reads the tables of the parts.
func (d *decoder) tables(form *Form, tables *source.Node) {
	for _, n := range d.Items(tables) {
		i := slices.IndexFunc(form.Parts, func(p Part) bool { return p.Key == n.Key })
		if i < 0 {
			d.Unknown(n, keys(form.Parts))
			continue
		}
		p := &form.Parts[i]
		p.Table = d.table(form.Layout, n, p.Key)
		d.rowKeys(p, n)
	}
}

func keys(parts []Part) (ks []string) {
	for _, p := range parts {
		ks = append(ks, p.Key)
	}
	return ks
}

// template reads a line with {agency}, {year} and {year_before} in it.
func (d *decoder) template(n *source.Node) Line {
	l := d.filled(n)
	if strings.ContainsAny(l.Fill("", 0), "{}") {
		d.Value(n, diag.T("这里只能用 {agency}、{year} 和 {year_before}。", "{agency}, {year} and {year_before} may be used here, nothing else."), diag.Text{})
	}
	return l
}

// templates reads several of them.
func (d *decoder) templates(n *source.Node) (ls []Line) {
	for _, l := range d.Array(n) {
		ls = append(ls, d.template(l))
	}
	return ls
}

// Fill gives the line with agency, year and the year before filled in.
func (l Line) Fill(agency string, year int) string {
	if !strings.Contains(l.Text, "{") {
		return l.Text
	}
	return strings.NewReplacer("{agency}", agency, "{year}", strconv.Itoa(year), "{year_before}", strconv.Itoa(year-1)).Replace(l.Text)
}

// years reads when the form is in force.
func (d *decoder) years(form *Form, root *source.Node) {
	form.FirstYear = d.count(root, "first_year", 1949, 9999, 0)
	form.LastYear = d.count(root, "last_year", 1949, 9999, 0)
	if form.endsEarly() {
		d.Value(root.Get("last_year"), diag.T("last_year 之前要有 first_year，且不能早于它。", "last_year needs a first_year that is not later."), diag.Text{})
	}
}

// endsEarly reports whether a form's last year is before its first.
func (f *Form) endsEarly() bool {
	return f.LastYear != 0 && (f.FirstYear == 0 || f.LastYear < f.FirstYear)
}

// rivals tells of forms before form i that are in force in one of its years.
func (s *Set) rivals(i int, file *source.File) diag.List {
	d := source.NewDecoder(file)
	d.List = nil // told already
	form := s.forms[i]
	for _, o := range s.forms[:i] {
		if y := max(form.FirstYear, o.FirstYear); form.inForce(y) && o.inForce(y) {
			d.Value(file.Root.Get("first_year"), diag.T("%d 年有两个表式：%s 和 %s。", "there are two forms for the year %d: %s and %s.", y, o.Name, form.Name),
				diag.T("请改 first_year 或 last_year。", "change first_year or last_year."))
		}
	}
	return d.List
}

// part reads a part; its table follows later.
func (d *decoder) part(form *Form, n *source.Node) {
	p := Part{}
	if d.Table(n, "key", "heading", "text", "appendix", "optional", "table_of") {
		key := d.Need(n, "key", source.String)
		p = Part{Key: d.key(key), Heading: d.template(d.Need(n, "heading", source.String)), Text: d.flag(n, "text"), Appendix: d.flag(n, "appendix"), Optional: d.flag(n, "optional"), tableOf: n.Get("table_of")}
		switch {
		case p.Key == "":
		case !report.PartKey(p.Key):
			d.Value(key, diag.T("%s 另有用处，不能作为一部分的键。", "%s is used otherwise; it cannot be a part's key.", p.Key), diag.Text{})
		case slices.Contains(keys(form.Parts), p.Key):
			d.Value(key, diag.T("键 %s 重复。", "there are two parts %s.", p.Key), diag.Text{})
		}
	}
	form.Parts = append(form.Parts, p)
}

// rowKeys tells a row of figures whose key a part has for something else.
func (d *decoder) rowKeys(p *Part, n *source.Node) {
	if p.Table == nil {
		return
	}
	for _, f := range p.Table.FigureRows {
		if !report.RowKey(f.Key) {
			d.Value(n, diag.T("数值的行不能叫 %s：这个键另有用处。", "no row of figures may be called %s: the key is used otherwise.", f.Key), diag.Text{})
		}
	}
}
