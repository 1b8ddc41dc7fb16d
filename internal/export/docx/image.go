package docx

import (
	"bytes"
	"fmt"
	"image/png"
	"slices"

	"nianbao/internal/document"
)

// picture is an image of the document as a part of the package.
type picture struct {
	image *document.Image
	data  []byte // of the part
	part  string // below word/
	rel   string // id of its relationship
}

const (
	nsDrawing = "http://schemas.openxmlformats.org/drawingml/2006/"
	wpMain    = nsDrawing + "wordprocessingDrawing"
	picMain   = nsDrawing + "picture"
)

// markSize is the type size of the mark that ends an image's paragraph, in
// half-points: its descent comes below the image.
const markSize = 2

// image writes a picture in the line of its paragraph (ECMA-376 part 1,
// 20.4.2.8). Lengths are EMU.
func (w *writer) image(i *document.Image) {
	p := w.use(i)
	w.drawn++
	size := fmt.Sprintf(`cx="%d" cy="%d"`, i.Width, i.Height)
	w.buf = fmt.Appendf(w.buf, `<w:r><w:rPr><w:sz w:val="%d"/></w:rPr><w:drawing><wp:inline xmlns:wp="%s" distT="0" distB="0" distL="0" distR="0">`+
		`<wp:extent %s/><wp:docPr id="%d" name="%s" descr="`, markSize, wpMain, size, w.drawn, p.part)
	w.buf = appendAttribute(w.buf, i.Alt)
	w.buf = fmt.Appendf(w.buf, `"/><wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="%[1]smain" noChangeAspect="1"/></wp:cNvGraphicFramePr>`+
		`<a:graphic xmlns:a="%[1]smain"><a:graphicData uri="%[2]s"><pic:pic xmlns:pic="%[2]s">`+
		`<pic:nvPicPr><pic:cNvPr id="%[3]d" name="%[4]s"/><pic:cNvPicPr/></pic:nvPicPr>`+
		`<pic:blipFill><a:blip r:embed="%[5]s"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext %[6]s/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`+
		`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`, nsDrawing, picMain, w.drawn, p.part, p.rel, size)
}

// use gives the part of an image; one that is placed twice is packed once.
func (w *writer) use(i *document.Image) picture {
	for _, p := range w.pictures {
		if bytes.Equal(p.image.Data, i.Data) {
			return p
		}
	}
	n := len(w.pictures) + 1
	data, format := upright(i)
	p := picture{i, data, fmt.Sprintf("media/image%d.%s", n, format), fmt.Sprintf("rIdImage%d", n)}
	w.pictures = append(w.pictures, p)
	return p
}

// upright gives the file of a picture as the package has it. One that has to be
// turned is written anew, without loss and without Exif data: word processors
// do not agree whether a turned drawing's height or the tag counts.
func upright(i *document.Image) (data []byte, format string) {
	if i.Turn <= 1 {
		return i.Data, i.Format
	}
	var b bytes.Buffer
	// A bytes.Buffer takes everything, and the sides were bounded by the reader.
	_ = png.Encode(&b, i.Turn.Upright(i.Pixels))
	return b.Bytes(), "png"
}

// appendAttribute appends text as an attribute's value (XML 1.0, 2.3).
func appendAttribute(b []byte, text string) []byte {
	for _, r := range text {
		switch r {
		case '"':
			b = append(b, "&quot;"...)
		case '\n', '\t':
			b = append(b, ' ')
		default:
			b = document.AppendXML(b, r)
		}
	}
	return b
}

// pictureParts gives the entries of the pictures and the document's
// relationships with them.
func (w *writer) pictureParts(rels []relationship) []entry {
	rels = slices.Clone(rels)
	entries := make([]entry, 1, 1+len(w.pictures))
	for _, p := range w.pictures {
		rels = append(rels, relationship{p.rel, relOffice + "image", p.part})
		entries = append(entries, entry{name: "word/" + p.part, data: p.data})
	}
	entries[0] = entry{name: documentRels, data: relationships(rels...)}
	return entries
}
