package check

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
)

// UnfilledID is the rule that tells what is left to fill.
const UnfilledID = "NOT-FILLED"

// Unfilled reports whether something is left to fill in the report.
func (r *Result) Unfilled() bool {
	return slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.ID == UnfilledID })
}

// notFilled lists what the clerk has still to fill in: one finding for what
// stands at the report's head and foot, and one for each part, at its first
// place.
func notFilled(c *Context) {
	var head blanks
	r := c.Report
	head.line(diag.T("单位名称", "the agency's name"), r.Agency)
	head.text(diag.T("标题", "the title"), r.Title, r.BelowTitle)
	head.text(diag.T("前言", "the preamble"), r.Preamble)
	head.line(diag.T("署名", "the signature"), r.Signature.Name)
	head.line(diag.T("成文日期", "the date"), r.Signature.Date)
	head.find(c, diag.Text{})
	for _, ch := range r.Chapters {
		c.unfilledTexts(ch.Heading.Text, []report.Value{ch.Heading}, ch.Text)
	}
	for i := range c.Form.Parts {
		c.unfilledPart(&c.Form.Parts[i])
	}
	for _, a := range r.Attachments {
		c.unfilledTexts("附件", a.Title, []report.Value{a.Name}, a.Text)
	}
	for _, name := range slices.Sorted(maps.Keys(r.Tables)) {
		t := r.Tables[name]
		var b blanks
		b.line(diag.T("表名", "the title"), t.Title)
		if cells := unfilledCells(t); len(cells) > 0 {
			b.note(cells[0])
			b.add(diag.T("%d 格", "%d cells", len(cells)))
		}
		b.find(c, diag.Text{ZH: "表格" + t.Title.Text + "（table." + name + "）", EN: "[table." + name + "]"})
	}
	for _, name := range slices.Sorted(maps.Keys(r.Images)) {
		c.unfilledTexts("图片 image."+name, []report.Value{r.Images[name].Caption, r.Images[name].Alt})
	}
}

func (c *Context) unfilledTexts(of string, texts ...[]report.Value) {
	var b blanks
	b.text(diag.T("文字", "text"), texts...)
	b.find(c, diag.Text{ZH: of, EN: of})
}

// unfilledPart tells what is left to fill in of a part.
func (c *Context) unfilledPart(p *form.Part) {
	part := c.Report.Parts[p.Key]
	if part == nil {
		return
	}
	var b blanks
	if part.Heading != nil {
		b.line(diag.T("标题", "the heading"), *part.Heading)
	}
	b.text(diag.T("文字", "text"), part.Text, part.Head, part.Foot)
	if p.Table != nil {
		for i := range p.Table.FigureRows {
			s := &p.Table.FigureRows[i]
			b.row(c, s, part.Rows[s.Key])
		}
	}
	if b.at != nil {
		b.find(c, c.partLabel(p.Key))
	}
}

// blanks are the places of one part that are left to fill.
type blanks struct {
	at     *report.Value // the first
	names  []diag.Text
	rows   int // of figures
	spoken bool
}

func (b *blanks) add(name diag.Text) { b.names = append(b.names, name) }

func (b *blanks) note(v report.Value) {
	if b.at == nil || v.Pos.Line < b.at.Pos.Line || v.Pos.Line == b.at.Pos.Line && v.Pos.Col < b.at.Pos.Col {
		b.at = &v
	}
}

// text notes a text of which some paragraph is left to fill.
func (b *blanks) text(name diag.Text, texts ...[]report.Value) {
	told := false
	for _, text := range texts {
		for i := range text {
			if !text[i].Unfilled() {
				continue
			}
			b.note(text[i])
			if !told {
				b.add(name)
				told, b.spoken = true, true
			}
		}
	}
}

// line notes a text of one line.
func (b *blanks) line(name diag.Text, v report.Value) {
	if v.Unfilled() {
		b.note(v)
		b.add(name)
		b.spoken = true
	}
}

// row notes the figures of a row that are left to fill.
func (b *blanks) row(c *Context, s *report.RowSchema, row *report.Row) {
	vs, columns := unfilledRow(row, s.Columns)
	if len(vs) == 0 {
		return
	}
	b.note(vs[0])
	b.rows++
	name := diag.Text{ZH: c.ofYearOf(cmp.Or(s.Label, s.Key)), EN: s.Key}
	if whole := len(vs) > 1 && vs[0].Pos == vs[len(vs)-1].Pos; len(s.Columns) > 1 && !whole && len(vs) < len(s.Columns) {
		heads := make([]string, len(columns))
		for i, column := range columns {
			heads[i] = c.ofYearOf(s.Head(column))
		}
		name.ZH += "（" + strings.Join(heads, "、") + "）"
		name.EN += " (" + strings.Join(columns, ", ") + ")"
	}
	b.add(name)
}

// mostNames is how many names a message lists.
const mostNames = 8

// find tells of them; of is the part's name, zero at the report's head.
func (b *blanks) find(c *Context, of diag.Text) {
	if b.at == nil {
		return
	}
	zh, en := listNames(b.names, "、")
	if b.rows > 1 {
		zh = fmt.Sprintf("%d 行数字：%s", b.rows, zh)
	}
	what := diag.T("%[1]s还有待填：%[2]s", "%[3]s is to be filled in: %[4]s", of.ZH, zh, of.EN, en)
	if of.IsZero() {
		what = diag.T("还有待填：%[1]s", "to be filled in: %[2]s", zh, en)
	}
	do := diag.T("填上数字，没有的填 0；一行都是 0 的，可以整行删去。", "write the figures; a row of zeros may be left out.")
	switch {
	case b.rows == 0:
		do = diag.T("写上实际内容。", "write what it is.")
	case b.spoken:
		do = diag.T("写上实际内容，填上数字，没有的填 0；一行都是 0 的，可以整行删去。", "write what it is, and the figures; a row of zeros may be left out.")
	}
	from, to := b.at.UnfilledAt()
	c.FindAt(*b.at, from, to, what, do)
}

// listNames lists names, between in Chinese; of many the first and how many
// there are.
func listNames(names []diag.Text, between string) (zh, en string) {
	var zhs, ens []string
	for _, n := range names {
		zhs, ens = append(zhs, n.ZH), append(ens, n.EN)
	}
	if n := len(names); n > mostNames {
		return strings.Join(zhs[:mostNames], between) + fmt.Sprintf("等 %d 项", n), strings.Join(ens[:mostNames], ", ") + fmt.Sprintf(" … %d in all", n)
	}
	return strings.Join(zhs, between), strings.Join(ens, ", ")
}

// unfilledText gives the lines and paragraphs that are left to fill.
func unfilledText(r *report.Report) (vs []report.Value) {
	add := func(texts ...report.Value) {
		for _, v := range texts {
			if v.Unfilled() {
				vs = append(vs, v)
			}
		}
	}
	add(r.Agency, r.Signature.Name, r.Signature.Date)
	add(r.Title...)
	add(r.Preamble...)
	for _, c := range r.Chapters {
		add(c.Heading)
		add(c.Text...)
	}
	for _, a := range r.Attachments {
		add(a.Title...)
		add(a.Text...)
	}
	for _, key := range slices.Sorted(maps.Keys(r.Parts)) {
		p := r.Parts[key]
		add(p.Text...)
		add(p.Head...)
		add(p.Foot...)
	}
	return vs
}

// unfilledRow gives the figures of a row that are left to fill, and their
// columns.
func unfilledRow(row *report.Row, columns []string) (vs []report.Value, in []string) {
	if row == nil || !slices.ContainsFunc(row.Values, func(f report.Figure) bool { return strings.Contains(f.Text, report.Unfilled) }) {
		return nil, nil
	}
	for _, c := range columns {
		if v := row.Values.Of(c); v.Unfilled() {
			vs, in = append(vs, v), append(in, c)
		}
	}
	return vs, in
}

func unfilledCells(t *report.ProseTable) (vs []report.Value) {
	for _, row := range t.Rows {
		for _, cell := range row {
			if cell.Unfilled() {
				vs = append(vs, cell.Value)
			}
		}
	}
	return vs
}

// withoutUnfilled takes out what other rules find at places that are left to
// fill: that they are is all there is to say of them.
func (c *Context) withoutUnfilled() {
	if !slices.ContainsFunc(c.findings, func(f Finding) bool { return f.ID == UnfilledID }) {
		return // notFilled has looked everywhere
	}
	places := map[diag.Pos]bool{}
	add := func(vs []report.Value) {
		for _, v := range vs {
			places[v.Pos] = true
		}
	}
	add(unfilledText(c.Report))
	for _, p := range c.Report.Parts {
		for _, row := range p.Rows {
			for _, v := range row.Values {
				if v.Unfilled() {
					places[v.Pos] = true
				}
			}
		}
	}
	for _, t := range c.Report.Tables {
		add(unfilledCells(t))
	}
	if len(places) > 0 {
		c.findings = slices.DeleteFunc(c.findings, func(f Finding) bool { return f.ID != UnfilledID && places[f.Pos] })
	}
}
