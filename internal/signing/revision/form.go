package revision

import (
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

// pictures compares default resources, to which pictures may be added, since text
// of fields is drawn by fonts alone (12.7.3.3), and two fonts under the names that
// mean them to all programs.
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
	fonts := func(at pdfread.Mention, a, b pdfread.Object) bool {
		was, ok := a.(pdfread.Dict)
		now, isDict := b.(pdfread.Dict)
		return (ok || a == nil) && isDict && c.entries(at, was, now, map[pdfread.Name]check{
			"Helv": c.standardFont("Helvetica"), "ZaDb": c.standardFont("ZapfDingbats"),
		}, c.foreign)
	}
	return ok1 && ok2 && c.entries(at, old, new, map[pdfread.Name]check{"XObject": added, "Font": fonts}, c.foreign) || c.foreign(at, a, b)
}

// standardFont accepts one of the standard fonts (9.6.2.2) where there was none,
// and nothing said of it but its name.
func (c *comparing) standardFont(name pdfread.Name) check {
	return func(at pdfread.Mention, a, b pdfread.Object) bool {
		d, ok := c.new.Resolve(b).(pdfread.Dict)
		plain := ok && isName(d.Get("Type"), "Font") && isName(d.Get("Subtype"), "Type1") && isName(d.Get("BaseFont"), name) &&
			(!d.Has("Encoding") || isName(d.Get("Encoding"), "WinAnsiEncoding")) && (!d.Has("Name") || isName(d.Get("Name"))) &&
			len(d.Without("Type", "Subtype", "BaseFont", "Encoding", "Name")) == 0
		return same(a, b) || a == nil && plain && c.together(b, pictureRole, at) || c.foreign(at, a, b)
	}
}

// signatureFlags compares the flags (table 225): they are only set.
func (c *comparing) signatureFlags(_ pdfread.Mention, a, b pdfread.Object) bool {
	old, ok1 := number(a)
	new, ok2 := number(b)
	return (ok1 || a == nil) && ok2 && new&^3 == 0 && old&^new == 0
}
