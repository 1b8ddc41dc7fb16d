package intake

import (
	"fmt"
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// writer writes the file; the standard order and the standard remarks are
// template.Format's.
type writer struct {
	*maker
	strings.Builder
	extras strings.Builder // tables and pictures of the text
	tables int
	taken  int                // bytes of pictures
	byRow  map[string][]Doubt // doubts of figures, by part.row
}

func (m *maker) write() (string, error) {
	w := &writer{maker: m, byRow: map[string][]Doubt{}}
	w.line("year = %d", m.Year)
	if usual, err := m.forms.For(m.Year, ""); err != nil || usual != m.base {
		w.line("form = %s", quote(m.base.Name))
	}
	if m.asPublished() {
		w.line("as_published = true")
	}
	w.prose("preamble", w.ownText(m.report.preamble))
	name := m.Agency
	if name == "" {
		name = report.Unfilled
		m.doubt(Doubt{Key: "agency.name", Written: name, Why: diag.T("看不出单位名称，请填写，或用 --agency 写明", "the body's name cannot be told; fill it in, or say it with --agency")})
	}
	w.line("\n[agency]\nname = %s", quote(name))
	w.title()
	for _, c := range m.report.chapters {
		w.line("\n[[chapter]]\nheading = %s", quote(c.heading))
		w.prose("text", c.text)
	}
	for _, d := range m.out.Doubts {
		if s := strings.Split(d.Key, "."); len(s) == 3 {
			w.byRow[s[0]+"."+s[1]] = append(w.byRow[s[0]+"."+s[1]], d)
		}
	}
	for i := range m.form.Parts {
		w.part(&m.form.Parts[i])
	}
	w.signature()
	for _, a := range m.report.attachments {
		w.attachment(&a)
	}
	body := w.String() + w.extras.String()
	if err := m.doubtText(body); err != nil {
		return "", err
	}
	return w.head() + body, nil
}

func (w *writer) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

// title is left out where it is the form's own.
func (w *writer) title() {
	var lines, usual []string
	for _, p := range w.report.title {
		lines = append(lines, p.text)
	}
	for _, l := range w.form.Title {
		usual = append(usual, l.Fill(w.Agency, w.Year))
	}
	if len(lines) > 0 && !slices.Equal(lines, usual) {
		w.line("\n[title]\nlines = %s", array(lines))
	}
}

// ownText leaves the form's tables out of a text in which none can be placed: their
// figures go to their parts.
func (w *writer) ownText(ps []piece) []piece {
	s := section{text: ps}
	own := s.prose()
	if len(own) < len(ps) {
		i := slices.IndexFunc(ps, func(p piece) bool { return p.part != "" })
		w.remark(ps[i].at(), diag.T("“%s”的表不在它的部分里，数字录在那一部分", "the table of %s stands outside of its part; its figures were put there", w.heading(w.maker.part(ps[i].part))))
	}
	return own
}

func array(texts []string) string {
	qs := make([]string, len(texts))
	for i, t := range texts {
		qs[i] = quote(t)
	}
	return "[" + strings.Join(qs, ", ") + "]"
}

// prose writes paragraphs, with the tables and pictures in their places.
func (w *writer) prose(key string, ps []piece) {
	var lines []string
	for i := 0; i < len(ps); i++ {
		p := &ps[i]
		switch {
		case p.part != "":
			lines = append(lines, "{"+p.part+"}") // in a chapter
		case p.grid != nil:
			if ref := w.table(p, caption(ps, i-1)); ref != "" {
				if caption(ps, i-1) != "" {
					lines = lines[:len(lines)-1]
				}
				lines = append(lines, ref)
			}
		case p.picture != nil:
			c := pictureCaption(ps, i+1)
			if ref := w.image(p.picture, c); ref != "" {
				lines = append(lines, ref)
				if c != "" {
					i++
				}
			}
		case p.text != "":
			lines = append(lines, p.text)
		}
	}
	switch len(lines) {
	case 0:
	case 1:
		w.line("%s = %s", key, quote(lines[0]))
	default:
		for i, l := range lines {
			lines[i] = strings.ReplaceAll(strings.ReplaceAll(l, `\`, `\\`), `"""`, `""\"`)
		}
		w.line("%s = \"\"\"\n%s\n\"\"\"", key, strings.Join(lines, "\n"))
	}
}

// part writes a part of the form.
func (w *writer) part(p *form.Part) {
	s := w.report.parts[p.Key]
	fs := w.figures[p.Key]
	if s == nil {
		if fs == nil && (p.Table == nil || p.Optional) {
			return
		}
		s = &section{}
	}
	w.line("\n[%s]", p.Key)
	if w.renames(p, s) {
		w.line("heading = %s", quote(s.heading))
	}
	if name := w.borrowed[p.Key]; name != "" {
		w.line("form = %s", quote(name))
	}
	w.around("head", s.head, p)
	text := s.prose()
	if i := slices.IndexFunc(s.text, func(x piece) bool { return x.part == p.Key }); i >= 0 && i+1 < len(s.text) {
		w.remark(s.text[i+1].at(), diag.T("“%s”表后的文字录在表前", "text below the table of %s was put above it", w.heading(p)))
	}
	w.prose("text", text)
	if p.Table != nil {
		for _, r := range p.Table.FigureRows {
			w.row(p, r, fs[r.Key])
		}
	}
	w.around("foot", s.foot, p)
}

// around writes the lines above or below an appendix's table, also that there are
// none where the form has some.
func (w *writer) around(key string, ps []piece, p *form.Part) {
	if p.Table == nil || !p.Appendix {
		return
	}
	usual := p.Table.Head
	if key == "foot" {
		usual = p.Table.Foot
	}
	if lines := linesOf(ps); !w.usual(lines, usual) {
		w.line("%s = %s", key, array(lines))
	}
}

// linesOf gives the texts of pieces.
func linesOf(ps []piece) (lines []string) {
	for _, x := range ps {
		if x.text != "" {
			lines = append(lines, x.text)
		}
	}
	return lines
}

// row writes a row of figures, with a remark where it is in doubt.
func (w *writer) row(p *form.Part, s report.RowSchema, fs map[string]*figure) {
	if s.Optional && absent(fs) {
		return
	}
	note := w.note(w.byRow[p.Key+"."+s.Key])
	values := make([]string, len(s.Columns))
	for i, c := range s.Columns {
		values[i] = `""`
		if g := fs[c]; g != nil {
			values[i] = typed(g.text)
		}
	}
	switch {
	case len(values) == 1:
		w.line("%s = %s%s", s.Key, values[0], note)
	case sameColumns(p.Table):
		w.line("%s = [%s]%s", s.Key, strings.Join(values, ", "), note)
	default:
		for i, c := range s.Columns {
			values[i] = c + " = " + values[i]
		}
		w.line("%s = { %s }%s", s.Key, strings.Join(values, ", "), note)
	}
}

// absent reports whether the original has none of a row's figures.
func absent(fs map[string]*figure) bool {
	for _, g := range fs {
		if g.cell != nil {
			return false
		}
	}
	return true
}

// sameColumns reports whether all rows of a table have the same columns.
func sameColumns(t *form.Table) bool {
	for _, s := range t.FigureRows {
		if !slices.Equal(s.Columns, t.FigureRows[0].Columns) {
			return false
		}
	}
	return true
}

// typed writes a figure: a plain number as such, all else in quotes.
func typed(text string) string {
	if plainNumber.MatchString(text) && len(text) < 16 && strings.Trim(text[:1], "0123456789-") == "" {
		return text
	}
	return quote(text)
}

// note is the remark behind a row.
func (w *writer) note(ds []Doubt) string {
	var whys []string
	for i, d := range ds {
		same := func(x Doubt) bool { return x.Why == d.Why }
		if slices.IndexFunc(ds, same) < i {
			continue // told with the first
		}
		at := w.where(d)
		if n := len(ds) - len(slices.DeleteFunc(slices.Clone(ds), same)); n > 1 {
			at += fmt.Sprintf("等 %d 格", n)
		}
		whys = append(whys, d.Why.ZH+bracket(at))
	}
	if len(whys) == 0 {
		return ""
	}
	return "  # " + report.Doubt + strings.Join(compact(whys), "；")
}

// compact keeps the first few of many.
func compact(whys []string) []string {
	const most = 3
	if len(whys) > most {
		return append(whys[:most:most], fmt.Sprintf("共 %d 处", len(whys)))
	}
	return whys
}

// where gives the place in the original that a doubt is about.
func (w *writer) where(d Doubt) string {
	t := d.Place.Text().ZH
	if t == "" {
		return w.Source
	}
	if w.Source == "" {
		return t
	}
	return w.Source + "，" + t
}

func (w *writer) signature() {
	r := &w.report
	if r.name == "" && r.date == "" {
		return
	}
	w.line("\n[signature]")
	if r.name != "" {
		w.line("name = %s", quote(r.name))
	}
	if r.date != "" {
		w.line("date = %s", quote(r.date))
	}
}

func (w *writer) attachment(a *attachment) {
	var lines []string
	for _, p := range a.title {
		lines = append(lines, p.text)
	}
	joined := strings.Join(lines, "")
	if len(lines) == 0 {
		lines, joined = []string{a.name}, a.name
		if a.name == "" {
			lines, joined = []string{"附件"}, "附件"
		}
	}
	w.line("\n[[attachment]]\ntitle = %s", array(lines))
	if a.name != "" && a.name != joined {
		w.line("name = %s", quote(a.name))
	}
	if len(a.text) == 0 {
		w.line(`text = ""`)
	}
	w.prose("text", w.ownText(a.text))
}

// head says from which file this one was made, and what has to be compared.
func (w *writer) head() string {
	var b strings.Builder
	add := func(format string, args ...any) { fmt.Fprintf(&b, "# "+format+"\n", args...) }
	from := w.Source
	if from == "" {
		from = w.doc.Name
	}
	add("由 %s 导入。请对照原件核对。", oneLine(from))
	if w.Sum != "" {
		add("原件 SHA-256：%s", w.Sum)
	}
	for _, d := range w.out.Doubts {
		if strings.Count(d.Key, ".") != 2 {
			add(report.Doubt+"%s%s%s", oneLine(d.of()), oneLine(d.Why.ZH), oneLine(bracket(w.where(d))))
		}
	}
	if n := len(w.out.Doubts); n > 0 {
		add("共 %d 处存疑，数字的存疑写在各行之后。", n)
	}
	for _, r := range w.out.Remarks {
		add("导入说明：%s%s", oneLine(r.Text.ZH), oneLine(bracket(r.Place.Text().ZH)))
	}
	return b.String() + "\n"
}

// of gives the part, as headed, that a doubt of no figure is about, and of what became
// words in the file how they begin.
func (d *Doubt) of() string {
	switch {
	case d.Part != "" && d.Part != d.Key: // which is no heading
		return d.Part + "："
	case d.Written != "" && d.Key == "" && !strings.Contains(d.Why.ZH, "“"):
		return "“" + shortened(d.Written, 24) + "”："
	}
	return ""
}

func bracket(text string) string {
	if text == "" {
		return ""
	}
	return "（" + text + "）"
}

// oneLine keeps a text from ending the remark that it stands in.
func oneLine(text string) string { return strings.Join(strings.Fields(printable(text)), " ") }

// printable drops what TOML does not take.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r == 0x7F || r == 0xFFFD {
			return ' '
		}
		return r
	}, text)
}

// quote writes a text of one line.
func quote(text string) string {
	return source.Quote(printable(text))
}

// placed gives the reference by which prose places a table or a picture.
func placed(kind, name string) string { return "{" + kind + "." + name + "}" }
