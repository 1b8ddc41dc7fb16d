package revision

import (
	"slices"
	"strings"

	"nianbao/internal/signing/pdfread"
)

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

// Where nothing is seen it says nothing how that would turn and grow with the page.
const turnFlags = 8 | 16

func (c *comparing) flags(_ pdfread.Mention, _, b pdfread.Object) bool {
	f, ok := number(b)
	return b == nil || ok && (f&^widgetFlags == 0 || f&^(widgetFlags|turnFlags) == 0 && c.flat())
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
	checks := map[pdfread.Name]check{"V": c.value, "DV": c.value, "TU": textual}
	if kid, ok := c.onlyKid(r, old); ok {
		return c.entries(pdfread.Mention{In: r}, old, new, checks, c.foreign) && c.filledWidget(r, kid, map[pdfread.Name]check{})
	}
	return c.filledWidget(r, r, checks)
}

// onlyKid gives the one widget of a field that is not its own (12.7.4.1).
func (c *comparing) onlyKid(field pdfread.Ref, d pdfread.Dict) (kid pdfread.Ref, ok bool) {
	list, _ := d.Get("Kids").(pdfread.Array)
	if len(list) != 1 {
		return kid, false
	}
	kid, ok = list[0].(pdfread.Ref)
	w, _ := c.old.Resolve(kid).(pdfread.Dict)
	alone := w.Get("T") == nil && w.Get("V") == nil && w.Get("Kids") == nil
	return kid, ok && alone && isName(w.Get("Subtype"), "Widget") && w.Get("Parent") == pdfread.Object(field)
}

// filledWidget compares the widget of a field that is signed now, with checks of
// what is the field's if both are one.
func (c *comparing) filledWidget(field, r pdfread.Ref, checks map[pdfread.Name]check) bool {
	c.widget = r
	old, new := c.old.Dict(r), c.new.Dict(r)
	if r != field && !c.claim(r, fieldRole, pdfread.Mention{In: field, Path: "/Kids"}.Member()) {
		return false
	}
	if c.replaced = !c.keepsPicture(old, new); c.replaced && !c.replacesPicture(old, new) {
		return c.hides()
	}
	checks["AP"], checks["AS"], checks["F"], checks["M"] = c.appearance, c.oneState, c.flags, textual
	return c.entries(pdfread.Mention{In: r}, old, new, checks, c.foreign)
}

// textual accepts a string, or none.
func textual(_ pdfread.Mention, _, b pdfread.Object) bool { return b == nil || isString(b) }

// oneState accepts the name of an appearance's state (12.5.5) where there is one
// appearance without states.
func (c *comparing) oneState(_ pdfread.Mention, _, b pdfread.Object) bool {
	_, ok := c.new.Resolve(c.new.Dict(c.new.Dict(c.widget).Get("AP")).Get("N")).(*pdfread.Stream)
	return ok && isName(b)
}

// adds notes the field that the update adds or fills: one at most.
func (c *comparing) adds(at pdfread.Mention, r pdfread.Ref, parent string) bool {
	if c.field.Num != 0 || !c.claim(r, fieldRole, at) {
		return false
	}
	c.field, c.widget = r, r
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
	plain := func(at pdfread.Mention, _, b pdfread.Object) bool { return c.together(b, partRole, at) }
	return c.entries(pdfread.Mention{In: r}, nil, d, map[pdfread.Name]check{
		"Type": c.typed("Annot"), "Subtype": c.typed("Widget"), "FT": c.typed("Sig"),
		"T": textual, "TU": textual, "TM": textual, "M": textual, "NM": textual, "CreationDate": textual, "DA": textual, "Lang": textual,
		"V": c.value, "DV": c.value, "AP": c.appearance, "DR": c.drawnWith, "P": c.onPage, "Lock": plain, "SV": plain,
		"F": c.flags, "AS": c.oneState,
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
	return slices.ContainsFunc(c.old.SignatureFields(), func(f pdfread.SignatureField) bool { return f.Name == name })
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
	if a != nil || !ok {
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
