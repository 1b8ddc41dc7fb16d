package html

import (
	"strconv"

	"nianbao/internal/document"
)

// entry is a line of the contents.
type entry struct {
	id, text string
	sections []entry
}

// number gives the headings ids, for the contents to lead to.
func (w *writer) number() {
	w.ids = map[*document.Paragraph]string{}
	for _, b := range w.doc.Blocks {
		if p, ok := b.(*document.Paragraph); ok && p.Image == nil && headingOf(p.Role) > 0 {
			w.ids[p] = "h" + strconv.Itoa(len(w.ids)+1)
		}
	}
}

// chapters gives the headings below the document's title: chapters, and what
// stands below them in one level.
func (w *writer) chapters() (all []entry) {
	for _, b := range w.doc.Blocks {
		p, _ := b.(*document.Paragraph)
		if w.ids[p] == "" {
			continue
		}
		switch e := (entry{id: w.ids[p], text: p.Text()}); {
		case p.Role == document.Title:
		case p.Role == document.Heading1 || len(all) == 0:
			all = append(all, e)
		default:
			last := &all[len(all)-1]
			last.sections = append(last.sections, e)
		}
	}
	return all
}

// contents writes the chapters with their sections as links.
func (w *writer) contents() {
	w.tag("nav", "class", "contents", "aria-labelledby", "contents").newline()
	w.tag("p", "id", "contents").tag("strong").text("目录").tag("/strong").tag("/p").newline()
	w.entries(w.chapters())
	w.tag("/nav").newline()
	w.tag("a", "class", "back", "href", "#contents").text("回到目录").tag("/a").newline()
}

func (w *writer) entries(list []entry) {
	w.tag("ul").newline()
	for _, e := range list {
		w.tag("li").tag("a", "href", "#"+e.id).text(e.text).tag("/a")
		if e.sections != nil {
			w.newline().entries(e.sections)
		}
		w.tag("/li").newline()
	}
	w.tag("/ul").newline()
}
