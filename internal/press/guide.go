package press

import (
	"io/fs"

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
	layout, err := typeset.Set(doc, b.Fonts, b.Typeset)
	if err != nil {
		return nil, nil, err
	}
	file, err = b.pdf(layout, pdf.Options{Producer: b.producer()})
	return file, html.Page(doc, b.producer(), nil), err
}
