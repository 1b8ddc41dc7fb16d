package form

import (
	"slices"
	"strings"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/pattern"
	"nianbao/internal/unit"
)

// layout reads a page layout.
func (l *loader) layout(f *source.File) diag.List {
	d := &decoder{source.NewDecoder(f), l}
	root := f.Root
	d.Table(root, "language", "page", "table", "kind", "text", "style", "level", "attachment")
	lay := &Layout{Name: baseName(f.Name), Kinds: map[string]*Kind{}}
	l.layouts[lay.Name] = lay
	lay.Language = d.filled(d.Need(root, "language", source.String)).Text

	page := d.Need(root, "page", source.Table)
	lay.Page = d.page(page)
	for i, n := range d.Array(d.Need(root, "style", source.Array)) {
		d.style(lay, n, i)
	}
	lay.Page.Number = d.pageNumber(lay, d.Need(page, "number", source.Table))
	lay.Use = d.use(lay, d.Need(root, "text", source.Table))
	lay.Attachment = d.attachment(lay, d.Need(root, "attachment", source.Table))
	for _, n := range d.Items(d.Need(root, "kind", source.Table)) {
		lay.Kinds[n.Key] = d.kind(lay, n)
	}
	for _, k := range placed {
		d.Need(root.Get("kind"), k, source.Table)
	}
	lay.Table = d.tableLook(root.Get("table"), TableLook{})
	for _, n := range d.Array(root.Get("level")) {
		d.level(lay, n)
	}
	d.fits(lay, page)
	return d.Decoder.List
}

// page reads paper, margins and grid (GB/T 9704-2012 5.1, 5.2).
func (d *decoder) page(n *source.Node) document.Page {
	if !d.Table(n, withUnits([]string{"lines", "chars", "number", "binding"},
		"width", "height", "top", "bottom", "left", "right", "line_pitch")...) {
		return document.Page{}
	}
	p := document.Page{
		Width: d.needLength(n, "width", "_mm"), Height: d.needLength(n, "height", "_mm"),
		Top: d.needLength(n, "top", "_mm"), Bottom: d.needLength(n, "bottom", "_mm"),
		Left: d.needLength(n, "left", "_mm"), Right: d.needLength(n, "right", "_mm"),
		LinePitch: d.needLength(n, "line_pitch", "_pt"),
		Lines:     d.needCount(n, "lines", 1, 200),
		Chars:     d.needCount(n, "chars", 1, 200),
		Duplex:    choose(d, n.Get("binding"), duplex),
	}
	d.whole(n, "line_pitch", p.LinePitch, unit.Twip)
	return p
}

func (d *decoder) needCount(t *source.Node, key string, low, high int) int {
	d.Need(t, key, source.Integer)
	return d.count(t, key, low, high, 0)
}

// pageNumber reads the page number's form (GB/T 9704-2012 7.5).
func (d *decoder) pageNumber(lay *Layout, n *source.Node) document.PageNumber {
	if !d.Table(n, withUnits([]string{"style", "before", "after", "indent"}, "below")...) {
		return document.PageNumber{}
	}
	return document.PageNumber{
		Style:  d.styleName(lay, d.Need(n, "style", source.String), false),
		Before: d.printed(n.Get("before"), false).Text,
		After:  d.printed(n.Get("after"), false).Text,
		Below:  d.notNegative(n, "below", 0),
		Indent: d.count(n, "indent", 0, 20, 0),
	}
}

// fits tells where text area, lines and characters do not agree.
func (d *decoder) fits(lay *Layout, n *source.Node) {
	if d.List.Err() != nil {
		return
	}
	p := &lay.Page
	if p.TextWidth() <= 0 || p.TextHeight() <= 0 {
		d.Value(n, diag.T("页边距太大，没有地方排文字。", "the margins leave no room for text."), diag.Text{})
		return
	}
	if h := p.LinePitch * unit.Length(p.Lines); h > p.TextHeight() {
		d.Value(n, diag.T("%d 行共高 %v，超过版心高 %v。", "%d lines are %v high; the text area is %v.", p.Lines, h, p.TextHeight()),
			diag.T("请减小 line_pitch 或 lines。", "make line_pitch or lines smaller."))
	}
	body := styleByID(lay.Styles, lay.Use.Body)
	if w := (body.Size + body.Spacing) * unit.Length(p.Chars); w > p.TextWidth() {
		d.Value(n, diag.T("%d 个字共宽 %v，超过版心宽 %v。", "%d characters are %v wide; the text area is %v.", p.Chars, w, p.TextWidth()),
			diag.T("请减小样式 %[1]s 的 spacing_pt，或减小 chars。", "make spacing_pt of the style %[1]s or chars smaller.", body.ID))
	}
}

var styleID = pattern.New(`^[a-z][a-z0-9-]{0,39}$`)

// style reads a style and adds it.
func (d *decoder) style(lay *Layout, n *source.Node, i int) {
	if !d.Table(n, withUnits([]string{"id", "name", "character", "font", "latin", "align",
		"first", "left", "right", "before", "after", "outline", "keep_next"}, "size", "spacing", "pitch")...) {
		return
	}
	s := document.Style{
		Name:     d.filled(d.Need(n, "name", source.String)).Text,
		Run:      d.flag(n, "character"),
		Font:     d.name(d.Need(n, "font", source.String), d.roles),
		Latin:    d.name(n.Get("latin"), d.roles),
		Size:     d.needLength(n, "size", "_pt"),
		Spacing:  d.length(n, "spacing", 0),
		Pitch:    d.positive(n, "pitch", lay.Page.LinePitch),
		Align:    choose(d, n.Get("align"), aligns),
		First:    d.count(n, "first", 0, 20, 0),
		Left:     d.count(n, "left", 0, 20, 0),
		Right:    d.count(n, "right", 0, 20, 0),
		Before:   d.count(n, "before", 0, 20, 0),
		After:    d.count(n, "after", 0, 20, 0),
		Outline:  d.count(n, "outline", 1, 9, 0),
		KeepNext: d.flag(n, "keep_next"),
	}
	if s.Latin == "" {
		s.Latin = s.Font
	}
	d.whole(n, "size", s.Size, unit.Point/2)
	d.whole(n, "spacing", s.Spacing, unit.Twip)
	d.whole(n, "pitch", s.Pitch, unit.Twip)
	if s.Size > 0 && s.Size+s.Spacing <= 0 {
		d.Value(n, diag.T("spacing 太小，字会叠在一起。", "with this spacing the characters stand on each other."), diag.Text{})
	}
	id := d.Need(n, "id", source.String)
	if text, ok := d.String(id); ok {
		s.ID = text
		if !styleID.MatchString(text) {
			d.Value(id, diag.T("代号 %q 写法不对。", "%q is no id.", text),
				diag.T("代号以小写字母开头，由小写字母、数字和 - 组成。", "an id begins with a small letter and has small letters, figures and -."))
		}
	}
	for _, o := range lay.Styles {
		if o.ID == s.ID && s.ID != "" {
			d.Value(id, diag.T("样式代号 %s 重复。", "there are two styles %s.", s.ID), diag.Text{})
		}
		if o.Name == s.Name && s.Name != "" {
			d.Value(n.Get("name"), diag.T("样式名称“%s”重复。", "there are two styles called %s.", s.Name), diag.Text{})
		}
	}
	lay.Styles = append(lay.Styles, s)
}

func styleByID(styles []document.Style, id string) *document.Style {
	if i := slices.IndexFunc(styles, func(s document.Style) bool { return s.ID == id }); i >= 0 {
		return &styles[i]
	}
	return nil
}

// styleName reads the id of a paragraph style or of a character style.
func (d *decoder) styleName(lay *Layout, n *source.Node, character bool) string {
	var known []string
	for _, s := range lay.Styles {
		if s.Run == character && s.ID != "" {
			known = append(known, s.ID)
		}
	}
	return d.name(n, known)
}

func (d *decoder) use(lay *Layout, n *source.Node) Use {
	if !d.Table(n, "title", "part", "body", "signature", "appendix", "caption", "table_line", "below_title", "signature_blank") {
		return Use{}
	}
	return Use{
		Title:          d.styleName(lay, d.Need(n, "title", source.String), false),
		Part:           d.styleName(lay, d.Need(n, "part", source.String), false),
		Body:           d.styleName(lay, d.Need(n, "body", source.String), false),
		Signature:      d.styleName(lay, d.Need(n, "signature", source.String), false),
		Appendix:       d.styleName(lay, d.Need(n, "appendix", source.String), false),
		Caption:        d.styleName(lay, d.Need(n, "caption", source.String), false),
		TableLine:      d.styleName(lay, d.Need(n, "table_line", source.String), false),
		BelowTitle:     d.styleName(lay, n.Get("below_title"), false),
		SignatureBlank: d.count(n, "signature_blank", 0, 20, 0),
	}
}

// attachment reads how attachments are announced and set.
func (d *decoder) attachment(lay *Layout, n *source.Node) AttachmentLook {
	if !d.Table(n, "one", "many", "list_one", "list_first", "list_next", "title") {
		return AttachmentLook{}
	}
	pattern := func(key string, marks ...string) Pattern {
		p := d.Need(n, key, source.Table)
		if !d.Table(p, "text", "style") {
			return Pattern{}
		}
		text := d.Need(p, "text", source.String)
		l := d.filled(text)
		rest := l.Text
		for _, m := range marks {
			rest = strings.ReplaceAll(rest, m, "")
		}
		if strings.ContainsAny(rest, "{}") {
			d.Value(text, diag.T("这里可用的有：%s", "here may stand: %s", strings.Join(marks, " ")), diag.Text{})
		}
		return Pattern{l, d.styleName(lay, d.Need(p, "style", source.String), false)}
	}
	return AttachmentLook{
		One: pattern("one"), Many: pattern("many", "{n}"),
		ListOne: pattern("list_one", "{name}"), ListFirst: pattern("list_first", "{n}", "{name}"), ListNext: pattern("list_next", "{n}", "{name}"),
		Title: d.styleName(lay, d.Need(n, "title", source.String), false),
	}
}

// The kinds that a cell has by its place, where a table says nothing else.
const (
	HeaderKind = "header" // in the header rows
	LabelKind  = "label"  // below them; in tables of a report: text in the first column
	FigureKind = "figure" // a value
	TextKind   = "text"   // text in the other columns of a table of a report

	CentredKind = "label-center" // labels of one line; a layout may be without it
)

var placed = []string{HeaderKind, LabelKind, FigureKind, TextKind}

var rgb = pattern.New(`^[0-9A-F]{6}$`)

func (d *decoder) kind(lay *Layout, n *source.Node) *Kind {
	if !d.Table(n, "style", "scope", "upright", "shade", "keep_next", "group") {
		return &Kind{}
	}
	k := &Kind{
		Style:    d.styleName(lay, d.Need(n, "style", source.String), false),
		Scope:    choose(d, n.Get("scope"), scopes),
		Upright:  d.flag(n, "upright"),
		KeepNext: d.flag(n, "keep_next"),
		Group:    d.flag(n, "group"),
	}
	if shade, ok := d.String(n.Get("shade")); ok {
		k.Shade = shade
		if !rgb.MatchString(shade) {
			d.Value(n.Get("shade"), diag.T("底色 %q 写法不对。", "%q is no colour.", shade),
				diag.T(`六位十六进制数，字母大写，例如 "C6D9F1"。`, `six hexadecimal figures, letters in capitals, such as "C6D9F1".`))
		}
	}
	return k
}

func (d *decoder) level(lay *Layout, n *source.Node) {
	if !d.Table(n, "match", "style", "role", "max_chars", "stops", "ends", "lead") {
		return
	}
	v := Level{
		Match:    d.expression(d.Need(n, "match", source.String)),
		Style:    d.styleName(lay, d.Need(n, "style", source.String), false),
		Role:     choose(d, n.Get("role"), roles),
		MaxChars: d.count(n, "max_chars", 0, 1000, 0),
		Stops:    d.printed(n.Get("stops"), false).Text,
		Ends:     d.printed(n.Get("ends"), false).Text,
		Lead:     d.styleName(lay, n.Get("lead"), true),
	}
	lay.Levels = append(lay.Levels, v)
}
