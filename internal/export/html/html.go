// Package html writes a document as web pages. In comes a document.Document as
// it was composed; out come the bytes of a whole page, or of a fragment that is
// pasted into a portal's editor, the same every time. It measures no text and
// knows neither fonts nor pages of paper.
package html

import (
	_ "embed"
	"fmt"
	"net/url"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// Link is a file beside the page.
type Link struct{ File, Text string }

//go:embed page.css
var css string

//go:embed book.css
var bookCSS string

// Page gives a whole page: it carries its style and its pictures, so that one
// file can be put anywhere, and keeps to WCAG 2.1 AA. links are offered for
// download.
func Page(doc *document.Document, generator string, links []Link) []byte {
	w := &writer{doc: doc}
	w.page(generator, css, func() { w.nav(links) })
	return w.out
}

// Book gives a whole page of many chapters: a contents with links to the
// headings stands before them, and a link back to it is always in sight.
func Book(doc *document.Document, generator string) []byte {
	w := &writer{doc: doc}
	w.number()
	w.page(generator, css+bookCSS, func() { w.nav(nil); w.contents() })
	return w.out
}

// page writes a whole page; before stands before the document.
func (w *writer) page(generator, css string, before func()) {
	doc := w.doc
	w.tag("!DOCTYPE html").newline()
	w.tag("html", "lang", doc.Info.Language).newline()
	w.tag("head").newline()
	w.tag("meta", "charset", "utf-8").newline()
	w.tag("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").newline()
	w.tag("meta", "name", "generator", "content", generator).newline()
	w.meta("author", doc.Info.Author)
	w.meta("description", doc.Info.Subject)
	w.tag("title").text(doc.Info.Title).tag("/title").newline()
	w.tag("style").newline().raw(css).raw(paper(&doc.Page)).tag("/style").newline()
	w.tag("/head").newline()
	w.tag("body").newline()
	before()
	w.tag("main").newline()
	w.blocks()
	w.tag("/main").newline()
	w.tag("/body").newline()
	w.tag("/html").newline()
}

// byteOrderMark tells a browser, which finds no head in a fragment, that the file
// is in UTF-8. It is not copied with the text.
const byteOrderMark = "\uFEFF"

// Fragment gives what survives the editors of portals: few elements, what is to
// be seen in style attributes, every span said, one paragraph in each cell.
func Fragment(doc *document.Document) []byte {
	w := &writer{doc: doc, pasted: true}
	w.raw(byteOrderMark)
	w.blocks()
	return w.out
}

func (w *writer) meta(name, content string) {
	if content != "" {
		w.tag("meta", "name", name, "content", content).newline()
	}
}

// nav writes the switch for large type, which the style follows, and the links.
func (w *writer) nav(links []Link) {
	w.tag("nav", "aria-label", "显示和下载").newline()
	w.tag("input", "type", "checkbox", "id", "large").tag("label", "for", "large").text("大字").tag("/label").newline()
	for _, l := range links {
		w.tag("a", "href", url.PathEscape(l.File), "download", l.File).text(l.Text).tag("/a").newline()
	}
	w.tag("/nav").newline()
}

// paper says how the page is printed: on the document's paper, in its margins.
func paper(p *document.Page) string {
	mm := func(l unit.Length) string { return fmt.Sprintf("%gmm", l.Millimetres()) }
	return fmt.Sprintf("@page { size: %s %s; margin: %s %s %s %s }\n", mm(p.Width), mm(p.Height), mm(p.Top), mm(p.Right), mm(p.Bottom), mm(p.Left))
}
