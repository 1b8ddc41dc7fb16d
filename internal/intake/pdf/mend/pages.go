package mend

import (
	"slices"

	"nianbao/internal/signing/pdfread"
)

// Page is a page with what it inherits (7.7.3.4).
type Page struct {
	Ref       pdfread.Ref // zero where it stands directly in the tree
	Dict      pdfread.Dict
	Resources pdfread.Dict
	Box       [4]float64 // what is shown: crop box within the media box; x0 < x1, y0 < y1
	Rotate    int        // clockwise: 0, 90, 180 or 270
}

// Pages gives the pages in order. Where the tree cannot be read, they are all
// objects that are pages, in the order of their numbers.
func (f *File) Pages() ([]Page, error) {
	w := &walk{f: f, seen: map[pdfread.Ref]bool{}, left: mostNodes}
	w.node(f.Catalog().Get("Pages"), nil, 0)
	if n, ok := f.Int(f.Dict(f.Catalog().Get("Pages")).Get("Count")); !ok || n != len(w.pages) {
		f.Mended = true // pages are lost, or counted wrongly
	}
	if len(w.pages) == 0 {
		w.all()
	}
	if len(w.pages) == 0 {
		return nil, ErrNoPages
	}
	return w.pages, nil
}

type walk struct {
	f     *File
	seen  map[pdfread.Ref]bool
	left  int // what may still be looked at
	pages []Page
}

// node walks a node of the page tree; above are its ancestors, nearest last.
func (w *walk) node(o pdfread.Object, above []pdfread.Dict, depth int) {
	r, isRef := o.(pdfread.Ref)
	d := w.f.Dict(o)
	if w.left -= 1 + len(d)/16; d == nil || isRef && w.seen[r] || depth > 40 || len(w.pages) >= mostPages || w.left < 0 {
		return
	}
	if isRef {
		w.seen[r] = true
	}
	chain := append(slices.Clip(above), d)
	kids := w.f.Array(d.Get("Kids"))
	if kids == nil {
		if t := w.f.Name(d.Get("Type")); t == "Page" || d.Get("Contents") != nil || d.Get("Resources") != nil {
			w.pages = append(w.pages, w.f.page(r, d, chain))
		}
		return
	}
	for _, kid := range kids {
		w.node(kid, chain, depth+1)
	}
}

// all takes every object that is a page.
func (w *walk) all() {
	f := w.f
	f.Mended = true
	if f.found == nil {
		f.scanObjects()
	}
	nums := make([]int, 0, len(f.found))
	for n := range f.found {
		nums = append(nums, n)
	}
	slices.Sort(nums)
	for _, n := range nums {
		if d, ok := f.load(n).(pdfread.Dict); ok && f.Name(d.Get("Type")) == "Page" && len(w.pages) < mostPages {
			w.pages = append(w.pages, f.page(pdfread.Ref{Num: n, Gen: f.found[n].gen}, d, []pdfread.Dict{d}))
		}
	}
}

func (f *File) page(r pdfread.Ref, d pdfread.Dict, chain []pdfread.Dict) Page {
	inherited := func(key pdfread.Name) pdfread.Object {
		for i := len(chain) - 1; i >= 0; i-- {
			if v := f.Resolve(chain[i].Get(key)); v != nil {
				return v
			}
		}
		return nil
	}
	p := Page{Ref: r, Dict: d, Resources: f.Dict(inherited("Resources")), Box: [4]float64{0, 0, 595.28, 841.89}}
	if b, ok := f.box(inherited("MediaBox")); ok {
		p.Box = b
	}
	if b, ok := f.box(inherited("CropBox")); ok {
		c := [4]float64{max(b[0], p.Box[0]), max(b[1], p.Box[1]), min(b[2], p.Box[2]), min(b[3], p.Box[3])}
		if c[0] < c[2] && c[1] < c[3] {
			p.Box = c
		}
	}
	turn, _ := f.Int(inherited("Rotate"))
	p.Rotate = (turn%360 + 360) % 360 / 90 * 90
	return p
}

// box reads a rectangle (7.9.5) whose corners may be in any order.
func (f *File) box(o pdfread.Object) ([4]float64, bool) {
	v := f.Floats(o, 4)
	if v == nil {
		return [4]float64{}, false
	}
	b := [4]float64{min(v[0], v[2]), min(v[1], v[3]), max(v[0], v[2]), max(v[1], v[3])}
	return b, b[2]-b[0] > 1 && b[3]-b[1] > 1 && b[2]-b[0] < 1e5 && b[3]-b[1] < 1e5
}
