package press

import (
	"io/fs"

	"nianbao/internal/clerk/form"
	"nianbao/internal/document"
	"nianbao/internal/export/html"
	"nianbao/internal/export/pdf"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/press/guide"
)

// guideYear is of a report whose form has the styles of the guide.
const guideYear = 2021

// Guide sets the program's guide like a report, and gives it as a PDF file and
// as a web page.
func (b *Builder) Guide(chapters fs.FS) (file, page []byte, err error) {
	look, err := b.Forms.For(guideYear, "")
	if err != nil {
		return nil, nil, err
	}
	doc, err := guide.Document(chapters, look)
	if err != nil {
		return nil, nil, err
	}
	page = html.Book(doc, b.producer())
	layout, err := b.withContents(doc, look)
	if err != nil {
		return nil, nil, err
	}
	file, err = pdf.File(layout, pdf.Options{Producer: b.producer()})
	return file, page, err
}

// withContents sets a document with its contents before it: once to find the
// chapters' pages, which the contents itself moves, and once with their numbers.
func (b *Builder) withContents(doc *document.Document, look *form.Form) (*typeset.Layout, error) {
	doc, table := guide.WithContents(guide.OnPaper(doc), look)
	found, err := typeset.Set(doc, b.Fonts, b.Typeset)
	if err != nil {
		return nil, err
	}
	for _, o := range found.Outline {
		table.Number(o.Title, o.Page+1)
	}
	return typeset.Set(doc, b.Fonts, b.Typeset)
}
