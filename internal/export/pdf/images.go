package pdf

import (
	"bytes"
	"image"
	"image/draw"

	"nianbao/internal/document"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/unit"
)

// images are the document's image XObjects (8.9.5). One that is placed twice
// is written once.
type images struct {
	list []imageUse
}

type imageUse struct {
	image *document.Image
	id    int
}

func (m *images) reset() {
	clear(m.list)
	m.list = m.list[:0]
}

// image draws an image as marked content of its Figure.
func (w *Writer) image(page int, i *typeset.Image, height unit.Length, mcid int) {
	s := &w.show
	s.b = appendName(s.b, tagOf(i.Node))
	s.b = append(appendInt(append(s.b, "<</MCID "...), mcid), ">>BDC\nq "...)
	left, low := milli(i.X), milli(height-i.Y-i.H)
	right, high := milli(i.X+i.W), milli(height-i.Y)
	for _, v := range matrix(i.Turn, left, low, right-left, high-low) {
		s.b = append(appendMilli(s.b, v), ' ')
	}
	s.b = append(appendInt(append(s.b, "cm /Im"...), w.useImage(i.Image)), " Do Q\nEMC\n"...)
	e := w.tree.mark(i.Node, page, mcid)
	w.tree.elements[e].box = [4]int64{left, low, right, high}
}

// matrix gives the matrix (8.3.4) that lays the unit square of an image's
// stored pixels into a rectangle, turned.
func matrix(turn document.Turn, left, low, width, height int64) [6]int64 {
	const one = 1                         // the stored image's side
	at := func(x, y int) (int64, int64) { // a corner in user space; y counts upwards
		u, v := turn.Place(x, one-y, one, one)
		return left + int64(u)*width, low + int64(one-v)*height
	}
	x0, y0 := at(0, 0)
	x1, y1 := at(1, 0)
	x2, y2 := at(0, 1)
	return [6]int64{x1 - x0, y1 - y0, x2 - x0, y2 - y0, x0, y0}
}

// useImage writes an image on its first use and gives its number.
func (w *Writer) useImage(i *document.Image) int {
	for n := range w.images.list {
		if bytes.Equal(w.images.list[n].image.Data, i.Data) {
			return n
		}
	}
	id := w.alloc()
	w.writeImage(id, i)
	w.images.list = append(w.images.list, imageUse{i, id})
	return len(w.images.list) - 1
}

// writeImage writes an image: a JPEG file as it is where every reader knows its
// colours, else its pixels. What is transparent shows the paper, so that no
// printer has to blend, and what has no colour needs no colour plate.
func (w *Writer) writeImage(id int, i *document.Image) {
	size := i.Pixels.Bounds().Size()
	dict := appendInt([]byte("/Type/XObject/Subtype/Image/BitsPerComponent 8/Width "), size.X)
	dict = append(appendInt(append(dict, "/Height "...), size.Y), "/ColorSpace/"...)
	if i.Format == "jpeg" {
		switch i.Pixels.(type) {
		case *image.Gray:
			w.ready(id, string(append(dict, "DeviceGray/Filter/DCTDecode"...)), i.Data)
			return
		case *image.YCbCr:
			w.ready(id, string(append(dict, "DeviceRGB/Filter/DCTDecode"...)), i.Data)
			return
		}
	}
	samples, space := flatten(i.Pixels)
	w.foreign(id, string(append(dict, space...)), samples)
}

// flatten gives an image's samples on white, and their colour space.
func flatten(from image.Image) (samples []byte, space string) {
	flat := image.NewRGBA(image.Rectangle{Max: from.Bounds().Size()})
	draw.Draw(flat, flat.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(flat, flat.Rect, from, from.Bounds().Min, draw.Over)
	gray := true
	for p := flat.Pix; len(p) > 0 && gray; p = p[4:] {
		gray = p[0] == p[1] && p[1] == p[2]
	}
	n := 0
	for p := flat.Pix; len(p) > 0; p = p[4:] {
		n += copy(flat.Pix[n:], p[:3]) // in place: what is written stands before what is read
		if gray {
			n -= 2
		}
	}
	if gray {
		return flat.Pix[:n], "DeviceGray"
	}
	return flat.Pix[:n], "DeviceRGB"
}

// append appends the resources' XObjects.
func (m *images) append(b []byte) []byte {
	if len(m.list) == 0 {
		return b
	}
	b = append(b, "/XObject<<"...)
	for n := range m.list {
		b = append(appendInt(append(b, "/Im"...), n), ' ')
		b = appendRef(b, m.list[n].id)
	}
	return append(b, ">>"...)
}
