package revision

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"nianbao/internal/signing/pdfread"
)

// form compares the interactive forms (12.7.3): a signature field may be added.
func (c *comparing) form(at pdfread.Mention, a, b pdfread.Object) bool {
	if a == nil && b == nil {
		return true
	}
	old, ok1 := c.old.Resolve(a).(pdfread.Dict)
	new, ok2 := c.new.Resolve(b).(pdfread.Dict)
	if a != nil && !ok1 || !ok2 || !c.claim(b, formRole, at) {
		return c.foreign(at, a, b)
	}
	checks := map[pdfread.Name]check{"SigFlags": c.signatureFlags, "Fields": c.fields}
	if c.looksFixed(old) {
		checks["DA"] = func(_ pdfread.Mention, _, b pdfread.Object) bool { return isString(b) }
		checks["DR"] = c.drawnWith
	} else {
		checks["DR"] = c.pictures
	}
	return c.entries(at.Into(b), old, new, checks, c.foreign)
}

// looksFixed reports whether nothing is drawn by the form's default resources
// (12.7.3), so that they may be added: no reader makes appearances anew, and all
// annotations are links, signatures, or have their own.
func (c *comparing) looksFixed(form pdfread.Dict) bool {
	if form.Get("NeedAppearances") != nil || form.Get("DR") != nil || form.Get("DA") != nil {
		return false
	}
	pages, whole := c.old.Pages()
	for _, p := range pages {
		for _, o := range c.old.Array(p.Dict.Get("Annots")) {
			d := c.old.Dict(o)
			kind := c.old.Resolve(d.Get("Subtype"))
			if isName(kind, "Widget") && !isName(d.Get("FT"), "Sig") ||
				!isName(kind, "Widget", "Link", "Popup") && c.old.Dict(d.Get("AP")).Get("N") == nil {
				return false
			}
		}
	}
	return whole
}

// drawnWith claims new resources.
func (c *comparing) drawnWith(at pdfread.Mention, _, b pdfread.Object) bool {
	return c.together(b, pictureRole, at)
}

// pictures compares default resources, to which pictures may be added: text of
// fields is drawn by fonts alone (12.7.3.3).
func (c *comparing) pictures(at pdfread.Mention, a, b pdfread.Object) bool {
	old, ok1 := a.(pdfread.Dict)
	new, ok2 := b.(pdfread.Dict)
	if same(a, b) {
		return true
	}
	added := func(at pdfread.Mention, a, b pdfread.Object) bool {
		was, ok := a.(pdfread.Dict)
		now, isDict := b.(pdfread.Dict)
		return (ok || a == nil) && isDict && c.entries(at, was, now, nil, func(at pdfread.Mention, a, b pdfread.Object) bool {
			return a == nil && b != nil && c.together(b, pictureRole, at) || c.foreign(at, a, b)
		})
	}
	return ok1 && ok2 && c.entries(at, old, new, map[pdfread.Name]check{"XObject": added}, c.foreign) || c.foreign(at, a, b)
}

// signatureFlags compares the flags (table 225): they are only set.
func (c *comparing) signatureFlags(_ pdfread.Mention, a, b pdfread.Object) bool {
	old, ok1 := number(a)
	new, ok2 := number(b)
	return (ok1 || a == nil) && ok2 && new&^3 == 0 && old&^new == 0
}

// fields compares the lists of fields.
func (c *comparing) fields(at pdfread.Mention, a, b pdfread.Object) bool {
	if a != nil && c.old.Array(a) == nil || !c.claim(b, fieldsRole, at) {
		return c.foreign(at, a, b)
	}
	list := c.new.Array(b)
	member := at.Into(b).Member()
	return c.longer(c.old.Array(a), list, func(o pdfread.Object) bool { return c.newField(member, o) }) &&
		c.oldFields(member, c.old.Array(a), "", map[pdfread.Ref]bool{})
}

// oldFields looks for a field that was prepared and is now signed; parent is the
// name of the field that the list belongs to.
func (c *comparing) oldFields(at pdfread.Mention, list pdfread.Array, parent string, seen map[pdfread.Ref]bool) bool {
	for _, o := range list {
		r, ok := o.(pdfread.Ref)
		if !ok || seen[r] {
			continue
		}
		seen[r] = true
		if c.listed[r.Num] {
			if !c.filledField(at, r, parent) {
				return false
			}
			continue
		}
		d := c.new.Dict(r)
		kids := d.Get("Kids")
		if !c.oldFields(pdfread.Mention{In: r}.Under("Kids").Into(kids).Member(), c.new.Array(kids), c.new.QualifiedName(parent, d), seen) {
			return false
		}
	}
	return true
}

// Flags of an annotation (12.5.3) that a signature's may have: hidden, print,
// no view, read only, locked, locked contents.
const widgetFlags = 2 | 4 | 32 | 64 | 128 | 512

func flagsOK(o pdfread.Object) bool {
	f, ok := number(o)
	return o == nil || ok && f&^widgetFlags == 0
}

// filledField compares a field that was there: an empty signature field may
// have been signed.
func (c *comparing) filledField(at pdfread.Mention, r pdfread.Ref, parent string) bool {
	old, ok1 := c.old.Resolve(r).(pdfread.Dict)
	new, ok2 := c.new.Resolve(r).(pdfread.Dict)
	if !ok1 || !ok2 || !isName(old.Get("FT"), "Sig") || old.Get("V") != nil || new.Get("V") == nil || !c.adds(at, r, parent) {
		return c.reject("表单域 %s 被改动", "the field %s was changed", c.new.QualifiedName(parent, new))
	}
	c.step.Filled = true
	if !c.keepsPicture(old, new) {
		return c.reject("预留的签名域 %s 原有的图被换掉或隐藏", "the picture that the prepared field %s had is replaced or hidden", c.step.Field)
	}
	text := func(_ pdfread.Mention, _, b pdfread.Object) bool { return b == nil || isString(b) }
	return c.entries(pdfread.Mention{In: r}, old, new, map[pdfread.Name]check{
		"V": c.value, "DV": c.value, "AP": c.appearance, "M": text, "TU": text,
		"F": func(_ pdfread.Mention, _, b pdfread.Object) bool { return flagsOK(b) },
	}, c.foreign)
}

// keepsPicture reports whether a field that was prepared looks as before, if it
// had a picture: what stood there, or behind it, was part of what was signed.
func (c *comparing) keepsPicture(old, new pdfread.Dict) bool {
	return paintsNothing(c.old, c.old.Dict(old.Get("AP")).Get("N")) || same(old.Get("AP"), new.Get("AP")) && same(old.Get("F"), new.Get("F"))
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

// adds notes the field that the update adds or fills: one at most.
func (c *comparing) adds(at pdfread.Mention, r pdfread.Ref, parent string) bool {
	if c.field.Num != 0 || !c.claim(r, fieldRole, at) {
		return false
	}
	c.field = r
	c.step.Field = c.new.QualifiedName(parent, c.new.Dict(r))
	return true
}

// newField checks a field that was added: a signature field with a signature
// that is its own widget, and does nothing else.
func (c *comparing) newField(at pdfread.Mention, o pdfread.Object) bool {
	r, d, ok := c.isNew(o)
	if !ok || !isName(d.Get("FT"), "Sig") || d.Get("V") == nil {
		return c.reject("加了一个不带签名的表单域（对象 %d）", "a field without a signature was added (object %d)", r.Num)
	}
	if !c.adds(at, r, "") {
		return c.reject("一次更新里加了几个签名域", "one update adds more than one signature field")
	}
	if !isString(d.Get("T")) || strings.Contains(c.step.Field, ".") || c.taken(c.step.Field) { // no name of a field below another (12.7.4.2)
		return c.reject("新签名域的名字不对", "the name of the new signature field is wrong")
	}
	text := func(_ pdfread.Mention, _, b pdfread.Object) bool { return isString(b) }
	plain := func(at pdfread.Mention, _, b pdfread.Object) bool { return c.together(b, partRole, at) }
	return c.entries(pdfread.Mention{In: r}, nil, d, map[pdfread.Name]check{
		"Type": c.typed("Annot"), "Subtype": c.typed("Widget"), "FT": c.typed("Sig"),
		"T": text, "TU": text, "TM": text, "M": text, "NM": text, "CreationDate": text, "DA": text, "Lang": text,
		"V": c.value, "DV": c.value, "AP": c.appearance, "DR": c.drawnWith, "P": c.onPage, "Lock": plain, "SV": plain,
		"F":            func(_ pdfread.Mention, _, b pdfread.Object) bool { return flagsOK(b) },
		"Ff":           func(_ pdfread.Mention, _, b pdfread.Object) bool { v, ok := number(b); return ok && v&^1 == 0 },
		"StructParent": func(_ pdfread.Mention, _, b pdfread.Object) bool { _, ok := number(b); return ok },
		"Rect": func(_ pdfread.Mention, _, b pdfread.Object) bool {
			_, ok := c.new.Rect(b)
			_, array := b.(pdfread.Array)
			return ok && array
		},
		"MK": unframed, "BS": unframed, "Border": unframed,
		"H": func(_ pdfread.Mention, _, b pdfread.Object) bool { return isName(b, "N", "I", "O", "P", "T") },
	}, c.foreign)
}

// unframed accepts borders (table 166) and characteristics (12.5.6.19) by which
// nothing is drawn: without width, or a turn alone.
func unframed(_ pdfread.Mention, _, b pdfread.Object) bool {
	switch b := b.(type) {
	case pdfread.Dict:
		rest := b.Without("R", "Type", "S")
		return len(rest) == 0 || len(rest) == 1 && rest.Get("W") == pdfread.Object(pdfread.Number("0"))
	case pdfread.Array:
		return len(b) == 3 && b[2] == pdfread.Object(pdfread.Number("0"))
	}
	return false
}

// taken reports whether a field of the old state has a name already.
func (c *comparing) taken(name string) bool {
	for _, o := range c.old.Array(c.old.Dict(c.old.Catalog().Get("AcroForm")).Get("Fields")) {
		if c.old.QualifiedName("", c.old.Dict(o)) == name {
			return true
		}
	}
	return false
}

func (c *comparing) onPage(_ pdfread.Mention, _, b pdfread.Object) bool {
	c.page = b
	_, ok := b.(pdfread.Ref)
	return ok
}

// signatureKeys are those of a signature dictionary (table 255) and of the
// build properties that many programs add.
var signatureKeys = map[pdfread.Name]bool{"Type": true, "Filter": true, "SubFilter": true, "Contents": true, "Cert": true,
	"ByteRange": true, "Reference": true, "Changes": true, "Name": true, "M": true, "Location": true, "Reason": true,
	"ContactInfo": true, "R": true, "V": true, "Prop_Build": true, "Prop_AuthTime": true, "Prop_AuthType": true}

// value checks the dictionary of a new signature.
func (c *comparing) value(at pdfread.Mention, a, b pdfread.Object) bool {
	r, d, ok := c.isNew(b)
	if a != nil || !ok || c.step.Value.Num != 0 && c.step.Value != r {
		return c.reject("签名域 %s 的签名不是新的", "the signature of the field %s is not a new one", c.step.Field)
	}
	if at.Path == "/DV" { // the same once more
		return b == c.new.Dict(at.In).Get("V")
	}
	if !c.claim(r, valueRole, at) {
		return false
	}
	c.step.Value = r
	c.step.Stamp = isName(d.Get("SubFilter"), "ETSI.RFC3161")
	for _, e := range d {
		if !signatureKeys[e.Key] && !isSimple(e.Value) {
			return c.foreign(pdfread.Mention{In: r}.Under(e.Key), nil, e.Value)
		}
		if !c.together(e.Value, partRole, pdfread.Mention{In: r}.Under(e.Key)) {
			return false
		}
	}
	return isName(d.Get("Type"), "Sig", "DocTimeStamp") || d.Get("Type") == nil
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
	box, ok := c.new.Rect(c.new.Dict(c.field).Get("Rect"))
	_, wide := box.Meet(box)
	return ok && !wide
}

// framed reports whether a picture is a form with a box, to which it is cut
// (8.10.2): without one it would be drawn over all of the page.
func (c *comparing) framed(d pdfread.Dict) bool {
	box, ok := c.new.Rect(d.Get("BBox"))
	_, direct := d.Get("BBox").(pdfread.Array)
	_, wide := box.Meet(box)
	return ok && direct && (wide || c.flat()) && isName(d.Get("Subtype"), "Form") && (d.Get("Type") == nil || isName(d.Get("Type"), "XObject"))
}

// shown finds out where a signature is seen.
func (c *comparing) shown() bool {
	s := c.step
	d := c.new.Dict(c.field)
	picture := c.new.Dict(d.Get("AP")).Get("N")
	if c.field.Num == 0 || picture == nil || c.flat() {
		return true
	}
	box, ok := c.new.Rect(d.Get("Rect"))
	pages, whole := c.new.Pages()
	if !ok || !whole && !paintsNothing(c.new, picture) {
		return c.reject("看不出签名 %s 的图在哪一页", "on which page the picture of the signature %s is cannot be told", s.Field)
	}
	for i, p := range pages {
		seen, ok := box.Meet(p.Box)
		if !ok || !c.has(p, c.field) {
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
	return true
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
