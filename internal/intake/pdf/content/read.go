package content

import (
	"nianbao/internal/intake/pdf/mend"
	"nianbao/internal/signing/pdfread"
)

// Limits against files made to exhaust the machine, for a whole file.
const (
	mostOperators = 5_000_000
	mostNamed     = 2 * mostOperators // operands
	mostGlyphs    = 500_000
	mostRules     = 200_000
	mostPictures  = 10_000
	mostForms     = 20_000    // that are drawn
	mostTold      = 2_000_000 // entries of fonts' tables
	leastTold     = 50        // that a font counts as, whatever it has
	deepestForm   = 12
	deepestState  = 256
	mostOperands  = 512
)

// Reader reads the pages of a file; fonts are read once.
type Reader struct {
	file      *mend.File
	fonts     map[pdfread.Ref]*Font
	hidden    map[pdfread.Ref]bool // layers that are switched off (8.11)
	operators int                  // that may still come
	operands  int
	glyphs    int
	rules     int
	pictures  int
	forms     int
	told      int // entries of fonts' tables
}

// NewReader reads from f.
func NewReader(f *mend.File) *Reader {
	r := &Reader{file: f, fonts: map[pdfread.Ref]*Font{}, hidden: map[pdfread.Ref]bool{},
		operators: mostOperators, operands: mostNamed, glyphs: mostGlyphs, rules: mostRules, pictures: mostPictures, forms: mostForms, told: mostTold}
	layers := f.Dict(f.Dict(f.Catalog().Get("OCProperties")).Get("D"))
	for _, o := range f.Array(layers.Get("OFF")) {
		if ref, ok := o.(pdfread.Ref); ok {
			r.hidden[ref] = true
		}
	}
	return r
}

// Page reads a page.
func (r *Reader) Page(p *mend.Page) *Page {
	base, w, h := frame(p)
	page := &Page{Width: w, Height: h}
	in := &interpreter{reader: r, file: r.file, page: page, frame: Box{0, 0, w, h}}
	begin := state{ctm: base, lineWidth: 1, clip: in.frame, text: textState{scale: 1}}
	in.state = begin
	content, ok := r.contents(p.Dict.Get("Contents"))
	page.Damaged = !ok
	in.run(content, p.Resources, 0)
	in.closeAll()
	in.annotations(r.file.Array(p.Dict.Get("Annots")), begin)
	in.look()
	page.Cut = page.Cut || r.told < 0 || r.file.Spent()
	return page
}

// frame gives the matrix from the page's space to points from the upper left
// corner as it is shown, and its size.
func frame(p *mend.Page) (m matrix, w, h float64) {
	x0, y0, x1, y1 := p.Box[0], p.Box[1], p.Box[2], p.Box[3]
	w, h = x1-x0, y1-y0
	switch p.Rotate {
	case 90:
		return matrix{b: 1, c: 1, e: -y0, f: -x0}, h, w
	case 180:
		return matrix{a: -1, d: 1, e: x1, f: -y0}, w, h
	case 270:
		return matrix{b: -1, c: -1, e: y1, f: x1}, h, w
	}
	return matrix{a: 1, d: -1, e: -x0, f: y1}, w, h
}

// contents gives a page's content, the streams of an array put together; false
// where one is missing.
func (r *Reader) contents(o pdfread.Object) ([]byte, bool) {
	if s := r.file.Stream(o); s != nil {
		return r.file.Data(s), true
	}
	var all []byte
	ok := true
	parts := r.file.Array(o)
	for _, part := range parts {
		if r.operators--; r.operators < 0 {
			return all, false
		}
		s := r.file.Stream(part)
		ok = ok && s != nil
		all = append(append(all, r.file.Data(s)...), '\n')
	}
	return all, ok && parts != nil || o == nil
}
