package html

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// blocks writes the whole document.
func (w *writer) blocks() {
	for i, b := range w.doc.Blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			if w.captions(b, i) {
				continue
			}
			w.paragraph(b)
		case *document.Table:
			w.table(b)
			w.title = ""
		case *document.Signature:
			w.signature(b)
		}
	}
}

// captions keeps the title of the table that follows for its caption. Editors
// do not know captions: a fragment has it as a paragraph.
func (w *writer) captions(p *document.Paragraph, i int) bool {
	if w.pasted || p.Image != nil || p.KeepNext != document.KeepCaption || i+1 == len(w.doc.Blocks) {
		return false
	}
	t, ok := w.doc.Blocks[i+1].(*document.Table)
	if !ok || t.Title != p.Text() {
		return false
	}
	w.title = t.Title
	return true
}

// headingOf gives the level of the heading that a role is, from 1; 0: it is none.
func headingOf(r document.Role) int {
	switch r {
	case document.Title:
		return 1
	case document.Heading1, document.Heading2, document.Heading3, document.Heading4:
		return int(r-document.Heading1) + 2
	}
	return 0
}

// paragraph writes a paragraph. Below the portal's own h1, a pasted title is h2.
func (w *writer) paragraph(p *document.Paragraph) {
	if p.Image != nil {
		w.image(p.Image)
		return
	}
	name, class := "p", ""
	if level := headingOf(p.Role); level > 0 {
		if w.pasted {
			level++
		}
		name = "h" + strconv.Itoa(level)
	}
	if p.PageBreak && !w.pasted {
		class = "new-page"
	}
	w.tag(name, "id", w.ids[p], "class", class, "style", w.look(p))
	for i := range p.Runs {
		w.run(&p.Runs[i])
	}
	w.tag("/" + name).newline()
}

// look gives how a paragraph is set.
func (w *writer) look(p *document.Paragraph) string {
	s := w.doc.Style(p.Style)
	if s == nil {
		return ""
	}
	ems := func(property string, n int) string {
		if n == 0 {
			return ""
		}
		return fmt.Sprintf("%s:%dem", property, n)
	}
	return rules(align(s.Align), ems("text-indent", s.First), ems("margin-left", s.Left), ems("margin-right", s.Right), spaces(p.Text()))
}

// run writes text; what begins a paragraph in a style of its own stands out.
func (w *writer) run(r *document.Run) {
	if r.Style == "" {
		w.text(r.Text)
		return
	}
	w.tag("strong").text(r.Text).tag("/strong")
}

// pixel is that of CSS.
const pixel = unit.Inch / 96

// image writes a picture. Its file is in the address: a page whose pictures lie
// beside it loses them on the way to the portal.
func (w *writer) image(i *document.Image) {
	w.tag("p", "style", align(document.Center))
	w.tag("img", "src", "data:image/"+i.Format+";base64,"+base64.StdEncoding.EncodeToString(i.Data),
		"alt", i.Alt, "width", strconv.Itoa(int(max(i.Width/pixel, 1))), "style", "max-width:100%;height:auto")
	w.tag("/p").newline()
}

// signature writes name and date.
func (w *writer) signature(s *document.Signature) {
	for _, r := range []document.Run{s.Name, s.Date} {
		if strings.TrimSpace(r.Text) != "" {
			w.tag("p", "style", rules(align(document.Right), "margin-right:2em")).text(r.Text).tag("/p").newline()
		}
	}
}
