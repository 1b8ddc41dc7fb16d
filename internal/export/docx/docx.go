// Package docx writes a document as an Office Open XML word-processing file
// (ECMA-376, transitional). In comes a document.Document, best with what the
// typesetter decided in it (row heights, page breaks in tables, indents); out
// come bytes, the same every time. It measures no text and knows no font file:
// it sets Word so that Word breaks the lines that the typesetter broke.
//
// Properties, whose child order is easily got wrong, are built with a typed
// schema, once, and kept as bytes; text is streamed between them.
package docx

import (
	"bytes"
	"fmt"

	"nianbao/internal/document"
)

// The word processors whose habits differ.
const (
	Word        = "word" // and WPS
	LibreOffice = "libreoffice"
)

// Options are the choices of a run.
type Options struct {
	// WordFont gives what the file says of the font of a font role. Nil: the
	// role's name alone.
	WordFont func(role string) document.WordFont
	// WordProcessor is Word or LibreOffice; empty: Word.
	WordProcessor string
}

// File gives doc as a file. It may be called by several goroutines.
func File(doc *document.Document, opt Options) ([]byte, error) {
	if id := doc.Page.Number.Style; id != "" && doc.Style(id) == nil {
		return nil, fmt.Errorf("docx: no style %q for the page number", id)
	}
	if n := &doc.Page.Notice; n.Text != "" && doc.Style(n.Style) == nil {
		return nil, fmt.Errorf("docx: no style %q for the notice", n.Style)
	}
	k := kits.get(doc, opt)
	wr := writers.Get().(*writer)
	defer writers.Put(wr)
	if err := wr.document(k, doc); err != nil {
		return nil, err
	}
	core := entry{name: "docProps/core.xml", data: coreProperties(&doc.Info)}
	body := entry{name: "word/document.xml", data: wr.buf}
	return bytes.Clone(wr.zip.file(wr.pack(body, core))), nil
}
