package pdfread

import (
	"fmt"
	"strconv"
	"strings"
)

// Page is a page with what it inherits.
type Page struct {
	Ref  Ref
	Dict Dict
	Box  Rect    // what is seen of it
	Odd  bool    // readers may see another box
	Turn int     // degrees
	In   Mention // where the page tree has it
	More bool    // the tree has it once more

	media, crop Rect // of the page or inherited, each by itself; a crop box may be empty
}

// see sets what is seen of a page (14.11.2): the crop box within the media box,
// and where there is no media box, or an empty one, letter size as all viewers
// have it.
func (p *Page) see(f *File) {
	for _, box := range []struct {
		key Name
		of  *Rect
	}{{"MediaBox", &p.media}, {"CropBox", &p.crop}} {
		if r, ok := f.Rect(p.Dict.Get(box.key)); ok {
			*box.of = r
		} else if p.Dict.Has(box.key) {
			p.Odd = true
		}
	}
	p.Box = p.media
	if _, ok := p.media.Meet(p.media); !ok {
		p.Box = Rect{0, 0, 612_000, 792_000}
	}
	if box, ok := p.crop.Meet(p.Box); ok {
		p.Box = box
	}
}

// Rect is a rectangle in 1/1000 pt, from the lower left to the upper right.
type Rect struct{ X0, Y0, X1, Y1 int64 }

// mostPages is how many pages a file may have, and deepestTree how deep its
// page tree and its fields may be.
const (
	mostPages   = 100000
	deepestTree = 100
)

// Pages lists the pages in order (7.7.3). whole is false where some reader may
// find more, or other boxes: the tree is too deep or too large, a node is no
// dictionary of its own with the right Type, or a box is none.
func (f *File) Pages() (list []*Page, whole bool) {
	w := &leafing{f: f, seen: map[Ref]*Page{}, whole: true}
	w.walk(f.Catalog().Get("Pages"), Page{}, 0)
	return w.list, w.whole
}

// leafing is the walk through a page tree.
type leafing struct {
	f     *File
	seen  map[Ref]*Page
	list  []*Page
	whole bool
}

func (w *leafing) walk(o Object, above Page, depth int) {
	r, ok := o.(Ref)
	if known := w.seen[r]; known != nil {
		known.More = true
		return
	}
	if !ok || depth > deepestTree || len(w.list) > mostPages {
		w.whole = false
		return
	}
	f := w.f
	p := Page{Ref: r, Dict: f.Dict(r), media: above.media, crop: above.crop, Odd: above.Odd, Turn: above.Turn, In: above.In}
	w.seen[r] = &p
	p.see(f)
	if turn, ok := f.Int(p.Dict.Get("Rotate")); ok {
		p.Turn = turn
	}
	below := p.Dict.Get("Kids")
	kids := f.Array(below)
	if kids == nil {
		w.whole = w.whole && p.Dict.Get("Type") == Name("Page") && !p.Dict.Has("Kids") && !p.Odd
		if p.Dict != nil {
			w.list = append(w.list, &p)
		}
		return
	}
	w.whole = w.whole && p.Dict.Get("Type") == Name("Pages")
	p.In = Mention{r, "/Kids"}.Into(below).Member()
	for _, k := range kids {
		w.walk(k, p, depth+1)
	}
}

// Under is the place of what stands under a key.
func (m Mention) Under(key Name) Mention {
	return Mention{m.In, m.Path + "/" + plain.Replace(string(key))}
}

// Member is the place of an array's members.
func (m Mention) Member() Mention { return Mention{m.In, m.Path + "/*"} }

// Into is the place inside of what is mentioned there: in its own object where
// that is a reference.
func (m Mention) Into(o Object) Mention {
	if r, ok := o.(Ref); ok {
		return Mention{r, ""}
	}
	return m
}

// Rect reads a rectangle (7.9.5).
func (f *File) Rect(o Object) (Rect, bool) {
	a := f.Array(o)
	var v [4]int64
	ok := len(a) == len(v)
	for i := range v {
		if ok {
			v[i], ok = Thousandths(f.Resolve(a[i]))
		}
	}
	return Rect{min(v[0], v[2]), min(v[1], v[3]), max(v[0], v[2]), max(v[1], v[3])}, ok
}

// Meet gives what two rectangles have in common; ok is false where that is
// nothing.
func (r Rect) Meet(q Rect) (m Rect, ok bool) {
	m = Rect{max(r.X0, q.X0), max(r.Y0, q.Y0), min(r.X1, q.X1), min(r.Y1, q.Y1)}
	return m, m.X0 < m.X1 && m.Y0 < m.Y1
}

// Thousandths reads a number in thousandths; what is smaller is cut off.
func Thousandths(o Object) (int64, bool) {
	n, ok := o.(Number)
	whole, part, _ := strings.Cut(string(n), ".")
	v, err := strconv.ParseInt(whole+(part + "000")[:3], 10, 64)
	return v, ok && err == nil && v > -1e12 && v < 1e12
}

// Milli writes thousandths as a number.
func Milli(v int64) Number {
	sign := ""
	if v < 0 {
		sign, v = "-", -v
	}
	s := fmt.Sprintf("%s%d.%03d", sign, v/1000, v%1000)
	return Number(strings.TrimRight(strings.TrimRight(s, "0"), "."))
}

// SignatureField is one with its fully qualified name (12.7.4.2).
type SignatureField struct {
	Dict
	Name  string
	Stray Ref // it stands on a page only, as this object; zero: in the form
}

// QualifiedName gives a field's fully qualified name (12.7.4.2) from that of its
// parent; a widget without a name of its own has its parent's.
func (f *File) QualifiedName(parent string, field Dict) string {
	t, ok := f.Resolve(field.Get("T")).(String)
	if !ok || parent == "" {
		return parent + t.Text()
	}
	return parent + "." + t.Text()
}

// SignatureFields lists the signature fields of the interactive form (12.7.4.5),
// also those without a signature, in the form's order.
func (f *File) SignatureFields() (fields []SignatureField) {
	seen := map[Ref]bool{}
	var walk func(list Array, kind Object, parent string, depth int)
	walk = func(list Array, kind Object, parent string, depth int) {
		for _, o := range list {
			r, ok := o.(Ref)
			if !ok || seen[r] || depth > deepestTree {
				continue
			}
			seen[r] = true
			d := f.Dict(r)
			kind := kind
			if k := f.Resolve(d.Get("FT")); k != nil {
				kind = k
			}
			name := f.QualifiedName(parent, d)
			if kids := f.Array(d.Get("Kids")); kids != nil && d.Get("V") == nil {
				walk(kids, kind, name, depth+1)
				continue
			}
			if kind == Name("Sig") {
				fields = append(fields, SignatureField{Dict: d, Name: name})
			}
		}
	}
	walk(f.Array(f.Dict(f.Catalog().Get("AcroForm")).Get("Fields")), nil, "", 0)
	return append(fields, f.strays(seen)...)
}

// strays lists the signed fields that stand on a page and are not in the form, as some
// programs leave them, so that many others do not see them.
func (f *File) strays(seen map[Ref]bool) (fields []SignatureField) {
	pages, _ := f.Pages()
	for _, p := range pages {
		for _, o := range f.Array(p.Dict.Get("Annots")) {
			r, ok := o.(Ref)
			d := f.Dict(r)
			if !ok || seen[r] || d.Get("FT") != Name("Sig") || d.Get("V") == nil || d.Has("Parent") {
				continue
			}
			seen[r] = true
			fields = append(fields, SignatureField{Dict: d, Name: f.QualifiedName("", d), Stray: r})
		}
	}
	return fields
}
