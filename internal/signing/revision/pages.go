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
		if !c.entries(pdfread.Mention{In: p.Ref}, old, p.Dict, map[pdfread.Name]check{"Annots": c.annotations(i, p)},
			func(pdfread.Mention, pdfread.Object, pdfread.Object) bool { return c.altered(i) }) {
			return false
		}
	}
	return true
}

func (c *comparing) altered(i int) bool {
	return c.refuse(&Objection{true, diag.T("第 %d 页与签名时不同", "page %d is not what was signed", i+1)})
}

// annotations compares those of a page.
func (c *comparing) annotations(i int, p *pdfread.Page) check {
	return func(at pdfread.Mention, a, b pdfread.Object) bool {
		if _, ok := a.(pdfread.Ref); ok && a != b { // the list has moved
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
			return added == 1 && o == pdfread.Object(c.field) && !c.step.Filled && (c.page == nil || c.page == pdfread.Object(p.Ref))
		})
		return ok || c.altered(i)
	}
}
