// Package svg draws typeset pages as SVG 1.1 documents, glyph for glyph as the
// PDF shows them. In comes a page of a typeset.Layout, out goes one document a
// page, the same bytes for the same page. It decides nothing about how a page
// looks and knows neither report nor browser.
//
// A document has no style, no script and nothing from outside; pictures are data
// addresses. So it stands in a page whose policy says img-src data:. User units
// are EMU. A glyph's path is named by what it draws: documents may stand side by
// side in one HTML page, and any of them may be exchanged.
package svg

import (
	"errors"
	"strconv"

	"nianbao/internal/diag"
	"nianbao/internal/layout/font"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/unit"
)

// Drawer draws pages and keeps the paths of glyphs and the files of pictures
// between them. The zero Drawer is ready; one goroutine at a time may use it.
type Drawer struct {
	// At names the place where something was typed, as data-at gives it; "" for a
	// place that is not told. A nil At tells none.
	At func(diag.Pos) string

	symbols  map[glyph]*symbol
	pictures map[string]picture // by the picture's file
	faces    map[*font.Face]int64
}

var errNoFace = errors.New("svg: a text has no face or no size")

// Page draws a page. An error means that it cannot be drawn: a text without a
// face or a size, a colour that is none, a glyph that its font does not have.
func (d *Drawer) Page(p *typeset.Page) ([]byte, error) {
	w := &writer{drawer: d}
	w.rects(p.Fills)
	for i := range p.Images {
		if err := w.image(&p.Images[i]); err != nil {
			return nil, err
		}
	}
	if err := w.texts(p.Texts); err != nil {
		return nil, err
	}
	w.rects(p.Rules)
	if w.err != nil {
		return nil, w.err
	}
	return w.document(p), nil
}

// writer is the work on one page.
type writer struct {
	drawer *Drawer
	defs   []byte
	body   []byte
	used   map[*symbol]bool
	err    error
}

// document puts a page together.
func (w *writer) document(p *typeset.Page) []byte {
	b := append([]byte(nil), `<svg xmlns="http://www.w3.org/2000/svg" width="`...)
	b = append(appendMillimetres(b, p.Width), `mm" height="`...)
	b = append(appendMillimetres(b, p.Height), `mm" viewBox="0 0`...)
	b = appendLength(appendLength(b, p.Width), p.Height)
	b = append(b, `"><defs>`...)
	b = append(append(b, w.defs...), `</defs><rect width="`...)
	b = append(strconv.AppendInt(b, int64(p.Width), 10), `" height="`...)
	b = append(strconv.AppendInt(b, int64(p.Height), 10), "\" fill=\"#fff\"/>\n"...)
	return append(append(b, w.body...), "</svg>\n"...)
}

// rects draws filled rectangles.
func (w *writer) rects(rects []typeset.Rect) {
	for i := range rects {
		r := &rects[i]
		if r.W == 0 || r.H == 0 {
			continue
		}
		w.body = append(w.body, "<rect"...)
		w.box(r)
		if r.Fill != "" {
			if _, err := strconv.ParseUint(r.Fill, 16, 32); err != nil || len(r.Fill) != 6 {
				w.err = errors.New("svg: " + strconv.Quote(r.Fill) + " is no colour of the form RRGGBB")
			}
			w.body = append(append(append(w.body, ` fill="#`...), r.Fill...), '"')
		}
		w.body = append(w.body, "/>\n"...)
	}
}

// box writes the attributes of a rectangle.
func (w *writer) box(r *typeset.Rect) {
	w.attribute("x", r.X)
	w.attribute("y", r.Y)
	w.attribute("width", r.W)
	w.attribute("height", r.H)
}

func (w *writer) attribute(name string, l unit.Length) {
	w.body = append(append(append(w.body, ' '), name...), `="`...)
	w.body = append(strconv.AppendInt(w.body, int64(l), 10), '"')
}

// at writes where something was typed, if that was in the report's file.
func (w *writer) at(p diag.Pos) {
	if at := w.drawer.told(p); at != "" {
		w.body = appendQuoted(append(w.body, " data-at="...), at)
	}
}

// told gives a place as it is told, "" where it is not.
func (d *Drawer) told(p diag.Pos) string {
	if p.Line == 0 || d.At == nil {
		return ""
	}
	return d.At(p)
}

// InFile gives an At that names the places of one file: LINE:COL.
func InFile(name string) func(diag.Pos) string {
	return func(p diag.Pos) string {
		if p.File != name {
			return ""
		}
		return strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Col)
	}
}

// matrix writes a transform (SVG 1.1, 7.4).
func (w *writer) matrix(a, b, c, d float64, e, f unit.Length) {
	w.body = append(w.body, ` transform="matrix(`...)
	for _, v := range [...]float64{a, b, c, d} {
		w.body = append(strconv.AppendFloat(w.body, v, 'f', -1, 64), ' ')
	}
	w.body = append(strconv.AppendInt(w.body, int64(e), 10), ' ')
	w.body = append(strconv.AppendInt(w.body, int64(f), 10), `)"`...)
}

func appendLength(b []byte, l unit.Length) []byte {
	return strconv.AppendInt(append(b, ' '), int64(l), 10)
}

func appendMillimetres(b []byte, l unit.Length) []byte {
	return unit.AppendDecimal(b, int64(l.Scale(1000, int(unit.Millimetre))), 3)
}
