package revision

import (
	"bytes"
	"math"
	"slices"

	"nianbao/internal/pattern"
	"nianbao/internal/signing/pdfread"
)

// keepsPicture reports whether a field that was prepared looks as before, if it
// had a picture: what stood there, or behind it, was part of what was signed.
func (c *comparing) keepsPicture(old, new pdfread.Dict) bool {
	return paintsNothing(c.old, c.old.Dict(old.Get("AP")).Get("N")) || same(old.Get("AP"), new.Get("AP")) && same(old.Get("F"), new.Get("F"))
}

// replacesPicture reports whether a field that said "sign here" shows its signature
// instead, in the same place: the one picture was cut to it, and so is the other. That
// is told, and counts, as a signature that is set over the page there.
func (c *comparing) replacesPicture(old, new pdfread.Dict) bool {
	was, direct := old.Get("AP").(pdfread.Dict)
	picture, isStream := c.old.Resolve(was.Get("N")).(*pdfread.Stream)
	now := c.new.Dict(new.Get("AP")).Get("N")
	return direct && len(was) == 1 && isStream && boxed(c.old, picture.Dict, old.Get("Rect")) && !paintsNothing(c.new, now) &&
		same(old.Get("F"), new.Get("F")) && same(old.Get("AS"), new.Get("AS"))
}

func (c *comparing) hides() bool {
	return c.reject("预留的签名域 %s 原有的图被换掉或隐藏", "the picture that the prepared field %s had is replaced or hidden", c.step.Field)
}

// comment is one in a content stream (7.2.4).
var comment = pattern.New(`%[^\r\n]*`)

// paintsNothing reports whether a picture does, in each of its states if it has such.
func paintsNothing(f *pdfread.File, o pdfread.Object) bool {
	switch s := f.Resolve(o).(type) {
	case nil:
		return true
	case pdfread.Dict:
		return !slices.ContainsFunc(s, func(e pdfread.Entry) bool {
			_, isStream := f.Resolve(e.Value).(*pdfread.Stream)
			return !isStream || !paintsNothing(f, e.Value)
		})
	case *pdfread.Stream:
		b, err := f.Decode(s)
		words := bytes.Fields(comment.ReplaceAll(b, nil))
		return err == nil && !slices.ContainsFunc(words, func(w []byte) bool { return string(w) != "q" && string(w) != "Q" })
	}
	return false
}

// appearance checks the picture of a signature (12.5.5): one, made of new
// objects.
func (c *comparing) appearance(at pdfread.Mention, a, b pdfread.Object) bool {
	if same(a, b) && !c.isListed(b) {
		return true
	}
	if !c.together(b, pictureRole, at) {
		return false
	}
	d, ok := c.new.Resolve(b).(pdfread.Dict)
	n, isStream := c.new.Resolve(d.Get("N")).(*pdfread.Stream)
	switch {
	case !ok || len(d) > 1 || len(d) == 1 && !d.Has("N"):
	case len(d) == 0:
		return true
	case c.flat() && paintsNothing(c.new, d.Get("N")) && (!isStream || isForm(n.Dict)):
		return true
	case isStream && boxed(c.new, n.Dict, c.new.Dict(c.widget).Get("Rect")):
		return true
	}
	return c.foreign(at, a, b)
}

// flat reports whether the new signature's rectangle has no area to speak of. That
// does not mean that nothing is seen: where the box of a picture cannot be fitted into
// it (12.5.5), Ghostscript paints the picture as large as it is, and PDFium and MuPDF
// make a line of it. Such a signature is unseen only if its picture paints nothing.
func (c *comparing) flat() bool {
	box, ok := c.new.Rect(c.new.Dict(c.widget).Get("Rect"))
	return ok && !roomy(box)
}

// roomy reports whether a rectangle is at least 1 unit wide and high, and no corner is
// so far out that floating-point numbers would make it flat to some reader.
func roomy(r pdfread.Rect) bool {
	const most = longestSide * 1000
	return r.X1-r.X0 >= 1000 && r.Y1-r.Y0 >= 1000 && min(r.X0, r.Y0) >= -most && max(r.X1, r.Y1) <= most
}

// boxed reports whether a picture is a form with a box, to which it is cut (8.10.2):
// without one it would be drawn over all of the page. The box, turned by the picture's
// matrix, is fitted into the rectangle (12.5.5) in numbers that no reader rounds away.
func boxed(f *pdfread.File, d pdfread.Dict, into pdfread.Object) bool {
	box, ok1 := f.Rect(d.Get("BBox"))
	place, ok2 := f.Rect(into)
	_, direct := d.Get("BBox").(pdfread.Array)
	m, ok3 := matrix(d)
	if !ok1 || !ok2 || !ok3 || !direct || !roomy(box) || !roomy(place) || !isForm(d) || math.Abs(m[0]*m[3]-m[1]*m[2]) < 1e-6 {
		return false
	}
	wide, high := float64(box.X1-box.X0), float64(box.Y1-box.Y0)
	x := float64(place.X1-place.X0) / (math.Abs(m[0])*wide + math.Abs(m[2])*high)
	y := float64(place.Y1-place.Y0) / (math.Abs(m[1])*wide + math.Abs(m[3])*high)
	return min(x, y) >= 1.0/mostScale && max(x, y) <= mostScale
}

// mostScale is how much a picture may be made larger or smaller.
const mostScale = 1000

// matrix reads a form's (8.3.3), which is written in the usual way.
func matrix(d pdfread.Dict) (m [6]float64, ok bool) {
	if !d.Has("Matrix") {
		return [6]float64{1, 0, 0, 1, 0, 0}, true
	}
	list, _ := d.Get("Matrix").(pdfread.Array)
	if len(list) != len(m) {
		return m, false
	}
	for i := range m {
		if m[i], ok = usualNumber(list[i]); !ok {
			return m, false
		}
	}
	return m, true
}

func isForm(d pdfread.Dict) bool {
	return isName(d.Get("Subtype"), "Form") && (d.Get("Type") == nil || isName(d.Get("Type"), "XObject"))
}

// hidden reports whether an annotation is not to be shown (12.5.3).
func hidden(d pdfread.Dict) bool {
	f, _ := number(d.Get("F"))
	return f&2 != 0
}

// shown finds out where a signature is seen. A rectangle counts without a picture, too:
// MuPDF draws one of its own, unless the field was prepared and looked so before.
func (c *comparing) shown() bool {
	s := c.step
	d := c.new.Dict(c.widget)
	picture := c.new.Dict(d.Get("AP")).Get("N")
	if s.Stamp && !paintsNothing(c.new, picture) {
		return c.reject("时间戳 %s 带有图", "the time stamp %s has a picture", s.Field)
	}
	if c.field.Num == 0 || c.flat() || picture == nil && (s.Filled || hidden(d)) {
		return !c.replaced || c.hides()
	}
	box, ok := c.new.Rect(d.Get("Rect"))
	pages, whole := c.new.Pages()
	if d.Has("Rect") && (!ok || !whole && (picture == nil || !paintsNothing(c.new, picture))) {
		return c.reject("看不出签名 %s 的图在哪一页", "on which page the picture of the signature %s is cannot be told", s.Field)
	}
	for i, p := range pages {
		seen, ok := box.Meet(p.Box)
		if !ok || !c.has(p, c.widget) {
			continue
		}
		if s.Picture != nil || p.More {
			return c.reject("签名 %s 的图在好几页上", "the picture of the signature %s is on several pages", s.Field)
		}
		s.Picture = &Picture{i + 1, seen.X0 - p.Box.X0, p.Box.Y1 - seen.Y1, seen.X1 - seen.X0, seen.Y1 - seen.Y0, share(seen, p.Box)}
	}
	if s.Stamp && s.Picture != nil {
		return c.reject("时间戳 %s 带有图", "the time stamp %s has a picture", s.Field)
	}
	return !c.replaced || s.Picture != nil || c.hides()
}

func (c *comparing) has(p *pdfread.Page, widget pdfread.Ref) bool {
	for _, o := range c.new.Array(p.Dict.Get("Annots")) {
		if o == pdfread.Object(widget) {
			return true
		}
	}
	return false
}

// share gives how much of the page is covered, in percent, rounded up.
func share(r, page pdfread.Rect) int {
	area := func(r pdfread.Rect) float64 { return float64(r.X1-r.X0) * float64(r.Y1-r.Y0) }
	return int(math.Ceil(100 * area(r) / area(page)))
}
