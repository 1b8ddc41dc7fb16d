// Package pdf writes a typeset layout as a PDF 1.7 file (ISO 32000-1): subset
// fonts, a structure tree, bookmarks, metadata. What comes in is a
// *typeset.Layout, in which every glyph has its place; what goes out is the
// file's bytes, the same for the same layout and options. It decides nothing
// about how a page looks and knows no report.
package pdf

import (
	"bytes"
	"fmt"
	"sync"

	"nianbao/internal/layout/typeset"
)

// Options are what the layout does not say.
type Options struct {
	Producer    string // the program and its version, for the document information
	Attachments []Attachment
}

// Writer writes documents one after the other and keeps its buffers between
// them. One goroutine at a time may use it; the zero Writer is ready.
type Writer struct {
	file
	room   []byte // of File
	fonts  fonts
	images images
	tree   tree
	show   show
	body   []byte   // scratch: the body of the object that is being built
	pages  []pageID // of the document
	links  []link
}

type pageID struct{ page, contents int }

var writers = sync.Pool{New: func() any { return new(Writer) }}

// File gives l as a file, made by a Writer from a common store.
func File(l *typeset.Layout, opt Options) ([]byte, error) {
	w := writers.Get().(*Writer)
	defer writers.Put(w)
	return w.File(l, opt)
}

// FileInto is File, and puts the file into room, whatever stands there: who makes many
// and needs one at a time has them all in the same memory. It gives other memory where
// there is too little.
func FileInto(room []byte, l *typeset.Layout, opt Options) ([]byte, error) {
	w := writers.Get().(*Writer)
	defer writers.Put(w)
	return w.FileInto(room, l, opt)
}

// File gives l as a file. An error means that the layout cannot be drawn: no page, a
// text without a face or a size, a font that cannot be subset.
func (w *Writer) File(l *typeset.Layout, opt Options) ([]byte, error) {
	out, err := w.FileInto(w.room, l, opt)
	if err != nil {
		return nil, err
	}
	w.room = out
	return bytes.Clone(out), nil
}

// FileInto is File, and puts the file into room.
func (w *Writer) FileInto(room []byte, l *typeset.Layout, opt Options) ([]byte, error) {
	if len(l.Pages) == 0 {
		return nil, fmt.Errorf("pdf: the layout has no page")
	}
	w.file.reset(room)
	w.fonts.reset()
	w.images.reset()
	w.tree.reset(l.Root)
	w.pages, w.links = w.pages[:0], w.links[:0]
	defer w.release()

	catalog, pages, resources := w.alloc(), w.alloc(), w.alloc()
	for i := range l.Pages {
		if err := w.page(i, &l.Pages[i], pages, resources); err != nil {
			return nil, fmt.Errorf("pdf: page %d: %w", i+1, err)
		}
	}
	w.pageTree(pages)
	if err := w.writeFonts(resources); err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	m := newMetadata(&l.Info, opt)
	m.partial = l.Partial
	w.writeLinks(l)
	w.writeCatalog(catalog, pages, l, m, opt.Attachments)
	info := w.alloc()
	w.body = m.appendInfo(w.body[:0])
	w.object(info, w.body)
	w.close(catalog, info)
	return w.out, nil
}

// writeCatalog writes the catalog (7.7.2) and what it alone points to.
func (w *Writer) writeCatalog(id, pages int, l *typeset.Layout, m *metadata, attachments []Attachment) {
	structure := w.writeTree()
	outline := w.writeOutline(l)
	intent := w.outputIntent()
	xmp := w.alloc()
	w.ready(xmp, "/Type/Metadata/Subtype/XML", m.xmp())
	attached := w.attach(attachments, m)

	b := append(w.body[:0], "<</Type/Catalog/Pages "...)
	b = appendRef(b, pages)
	b = append(b, "/MarkInfo<</Marked true>>/StructTreeRoot "...)
	b = appendRef(b, structure)
	b = append(b, "/ViewerPreferences<</DisplayDocTitle true>>/Metadata "...)
	b = appendRef(b, xmp)
	if m.language != "" {
		b = appendText(append(b, "/Lang"...), m.language)
	}
	if outline != 0 {
		b = appendRef(append(b, "/Outlines "...), outline)
		b = append(b, "/PageMode/UseOutlines"...)
	}
	b = appendPageLabels(b, l.Pages)
	b = w.appendPiece(b, l, m, structure)
	b = append(b, attached...)
	b = append(b, "/OutputIntents["...)
	b = appendRef(b, intent)
	b = append(b, "]>>"...)
	w.object(id, b)
	w.body = b
}

// release lets go of the layout, so that an idle Writer keeps buffers only.
func (w *Writer) release() {
	w.out = nil
	w.fonts.release()
	w.images.reset()
	w.tree.release()
	clear(w.links)
}

// page writes a page's content stream and the page itself.
func (w *Writer) page(i int, p *typeset.Page, parent, resources int) error {
	id := pageID{w.alloc(), w.alloc()}
	w.pages = append(w.pages, id)
	marks, err := w.draw(i, p)
	if err != nil {
		return err
	}
	w.stream(id.contents, "", w.show.b)

	b := append(w.body[:0], "<</Type/Page/Parent "...)
	b = appendRef(b, parent)
	b = append(b, "/MediaBox[0 0 "...)
	b = append(appendMilli(b, milli(p.Width)), ' ')
	b = appendMilli(b, milli(p.Height))
	b = appendRef(append(b, "]/Resources "...), resources)
	b = appendRef(append(b, "/Contents "...), id.contents)
	if marks > 0 {
		b = appendInt(append(b, "/StructParents "...), i)
	}
	b = append(w.appendLinks(b, i, p.Links), "/Tabs/S>>"...)
	w.object(id.page, b)
	w.body = b
	return nil
}

// pageTree writes the page tree's one node (7.7.3.2).
func (w *Writer) pageTree(id int) {
	b := appendInt(append(w.body[:0], "<</Type/Pages/Count "...), len(w.pages))
	b = append(b, "/Kids["...)
	for _, p := range w.pages {
		b = append(appendRef(b, p.page), ' ')
	}
	b = append(b, "]>>"...)
	w.object(id, b)
	w.body = b
}
