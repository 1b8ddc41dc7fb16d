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

// nextHead gives the id of the next heading in the document's order; empty where
// no contents leads to it.
func (w *writer) nextHead() string {
	if !w.linked {
		return ""
	}
	w.numbered++
	return headID(w.numbered)
}

func headID(n int) string { return "h" + strconv.Itoa(n) }

// chapters gives the headings below the document's title: chapters, and what
// stands below them in one level.
func chapters(doc *document.Document) (all []entry) {
	n := 0
	for _, b := range doc.Blocks {
		p, ok := b.(*document.Paragraph)
		if !ok || p.Image != nil || headingOf(p.Role) == 0 {
			continue
		}
		n++
		switch e := (entry{id: headID(n), text: p.Text()}); {
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
	w.entries(chapters(w.doc))
	w.tag("/nav").newline()
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
