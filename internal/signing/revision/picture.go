package revision

import (
	"bytes"
	"regexp"
	"slices"

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
	return direct && len(was) == 1 && isStream && boxed(c.old, picture.Dict) && !paintsNothing(c.new, now) &&
		same(old.Get("F"), new.Get("F")) && same(old.Get("AS"), new.Get("AS"))
}

func (c *comparing) hides() bool {
	return c.reject("预留的签名域 %s 原有的图被换掉或隐藏", "the picture that the prepared field %s had is replaced or hidden", c.step.Field)
}

// comment is one in a content stream (7.2.4).
var comment = regexp.MustCompile(`%[^\r\n]*`)

// paintsNothing reports whether a picture does.
func paintsNothing(f *pdfread.File, o pdfread.Object) bool {
	switch s := f.Resolve(o).(type) {
	case nil:
		return true
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
	if ok && (len(d) == 0 || len(d) == 1 && d.Has("N") && !isStream && c.flat()) {
		return true
	}
	return ok && isStream && len(d) == 1 && c.framed(n.Dict) || c.foreign(at, a, b)
}

// flat reports whether the new signature's rectangle has no area.
func (c *comparing) flat() bool {
	box, ok := c.new.Rect(c.new.Dict(c.widget).Get("Rect"))
	_, wide := box.Meet(box)
	return ok && !wide
}

// framed reports whether a picture is a form with a box, to which it is cut
// (8.10.2): without one it would be drawn over all of the page.
func (c *comparing) framed(d pdfread.Dict) bool {
	_, ok := c.new.Rect(d.Get("BBox"))
	_, direct := d.Get("BBox").(pdfread.Array)
	return boxed(c.new, d) || ok && direct && c.flat() && isForm(d)
}

// boxed reports whether that box has an area.
func boxed(f *pdfread.File, d pdfread.Dict) bool {
	box, ok := f.Rect(d.Get("BBox"))
	_, direct := d.Get("BBox").(pdfread.Array)
	_, wide := box.Meet(box)
	return ok && direct && wide && isForm(d)
}

func isForm(d pdfread.Dict) bool {
	return isName(d.Get("Subtype"), "Form") && (d.Get("Type") == nil || isName(d.Get("Type"), "XObject"))
}

// shown finds out where a signature is seen.
func (c *comparing) shown() bool {
	s := c.step
	d := c.new.Dict(c.widget)
	picture := c.new.Dict(d.Get("AP")).Get("N")
	if c.field.Num == 0 || picture == nil || c.flat() {
		return !c.replaced || c.hides()
	}
	box, ok := c.new.Rect(d.Get("Rect"))
	pages, whole := c.new.Pages()
	if !ok || !whole && !paintsNothing(c.new, picture) {
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
	if s.Stamp && (s.Picture != nil || !paintsNothing(c.new, picture)) {
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
	return int(100*area(r)/area(page) + 0.999)
}
