package revision

import (
	"nianbao/internal/diag"
	"nianbao/internal/signing/pdfread"
)

// pages compares the pages: the widget of a new signature may be added to one.
// All else that they show has no role, and so may not differ.
func (c *comparing) pages() bool {
	list, _ := c.new.Pages()
	for i, p := range list {
		annots := p.Dict.Get("Annots")
		if r, ok := annots.(pdfread.Ref); ok {
			c.lists[r] = true
		}
		if !c.listed[p.Ref.Num] && !c.isListed(annots) {
			continue
		}
		old, ok := c.old.Resolve(p.Ref).(pdfread.Dict)
		if !ok || p.More || !c.claim(p.Ref, pageRole, p.In) {
			return c.altered(i)
		}
		checks := map[pdfread.Name]check{"Annots": c.annotations(i, p)}
		for key := range pageBoxes {
			checks[key] = c.box(i, p)
		}
		if !c.entries(pdfread.Mention{In: p.Ref}, old, p.Dict, checks,
			func(pdfread.Mention, pdfread.Object, pdfread.Object) bool { return c.altered(i) }) {
			return false
		}
	}
	return true
}

func (c *comparing) altered(i int) bool {
	return c.refuse(&Objection{true, diag.T("第 %d 页与签名时不同", "page %d is not what was signed", i+1)})
}

// box compares a box of a page: some programs write fewer digits.
func (c *comparing) box(i int, p *pdfread.Page) check {
	return func(_ pdfread.Mention, a, b pdfread.Object) bool {
		return same(a, b) || sameBox(a, b) || !p.Dict.Has("UserUnit") && roundedBox(a, b) || c.altered(i)
	}
}

// moved reports whether a list of annotations may stand elsewhere: in the page
// instead of an object of its own, or the other way round. What it was is nobody's
// then, what it is is new.
func (c *comparing) moved(a, b pdfread.Object) bool {
	old, was := a.(pdfread.Ref)
	new, is := b.(pdfread.Ref)
	if was && is && a == b || !was && !is {
		return true
	}
	if was {
		c.lists[old] = true
	}
	return !(was && c.after.Seen[old.Num]) && !(is && c.old.HasNumber(new.Num))
}

// annotations compares those of a page.
func (c *comparing) annotations(i int, p *pdfread.Page) check {
	return func(at pdfread.Mention, a, b pdfread.Object) bool {
		if a != nil && !c.moved(a, b) {
			return c.altered(i)
		}
		if a != nil && c.old.Array(a) == nil || !c.claim(b, annotsRole, at) {
			return c.altered(i)
		}
		if r, ok := b.(pdfread.Ref); ok {
			c.lists[r] = true
		}
		added := 0
		ok := c.longer(c.old.Array(a), c.new.Array(b), func(o pdfread.Object) bool {
			added++
			if _, d, ok := c.isNew(o); ok && c.field.Num == 0 && isName(d.Get("FT"), "Sig") && d.Get("V") != nil && !c.newField(at.Into(b).Member(), o) {
				return false // not in the form, as pdfsig leaves it, and checked alike
			}
			return added == 1 && o == pdfread.Object(c.field) && !c.step.Filled && (c.page == nil || c.page == pdfread.Object(p.Ref))
		})
		return ok || c.altered(i)
	}
}
