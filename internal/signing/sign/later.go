package sign

import (
	"reflect"
	"slices"

	"nianbao/internal/diag"
	"nianbao/internal/signing/pdfread"
)

// after tells what was added to the file behind what a signature covers.
func (v *verifying) after(ref pdfread.Ref, sp span) {
	s, f := v.s, v.file
	if sp.last == len(f.Data) {
		s.Whole = true
		return
	}
	old, err := pdfread.Open("", f.Data[:sp.last])
	if err != nil || !reflect.DeepEqual(old.Resolve(ref), f.Resolve(ref)) {
		s.problem("签名覆盖的部分不是一个完整的文件", "what the signature covers is no complete file")
		return
	}
	c := &comparing{old: old, new: f, allowed: map[pdfread.Ref]bool{}}
	if permission(old) == 1 || !c.compare() {
		s.problem("签名之后文件的内容被改动过", "the file's content was changed after signing")
		return
	}
	for _, name := range c.added {
		s.Later = append(s.Later, diag.T("之后又加了签名 %s", "signed again afterwards: %s", name))
	}
	if c.metadata {
		s.Later = append(s.Later, diag.T("之后改写了文档的元数据（修改日期等），不影响内容", "the document's metadata (date of change and the like) were rewritten afterwards, not its content"))
	}
	if len(s.Later) == 0 {
		s.Later = append(s.Later, diag.T("之后又添加了与内容无关的数据", "data without a meaning for the content were added afterwards"))
	}
}

// comparing compares a state of a file with a later one. Later signatures may
// add their fields, the widgets of these, and their elements in the structure
// tree, and many programs then rewrite the metadata; all else is a change.
type comparing struct {
	old, new *pdfread.File
	allowed  map[pdfread.Ref]bool // objects that may differ, and were compared
	added    []string             // names of the signatures that were added
	metadata bool                 // metadata were rewritten
}

// compare reports whether nothing was changed.
func (c *comparing) compare() bool {
	root, ok := c.old.Trailer.Get("Root").(pdfread.Ref)
	if !ok || c.new.Trailer.Get("Root") != pdfread.Object(root) || !same(c.old.Trailer.Get("Info"), c.new.Trailer.Get("Info")) {
		return false
	}
	ok = c.dict(root, root, map[pdfread.Name]check{
		"AcroForm": c.form, "StructTreeRoot": c.structure, "DSS": anything, "Extensions": anything, "Metadata": c.xmp,
	})
	list := pages(c.new)
	for i, p := range pages(c.old) {
		ok = ok && i < len(list) && list[i].ref == p.ref &&
			c.dict(p.ref, p.ref, map[pdfread.Name]check{"Annots": c.widgets})
	}
	return ok && c.rest()
}

// check compares two values of a key.
type check func(old, new pdfread.Object) bool

func anything(pdfread.Object, pdfread.Object) bool { return true }

// addition allows what was not there.
func addition(old, new pdfread.Object) bool { return old == nil || same(old, new) }

func same(a, b pdfread.Object) bool { return reflect.DeepEqual(a, b) }

// dict compares two dictionaries, given directly or by one reference: keys
// without a check of their own must be the same.
func (c *comparing) dict(a, b pdfread.Object, checks map[pdfread.Name]check) bool {
	if r, ok := a.(pdfread.Ref); ok {
		if b != a {
			return false
		}
		c.allowed[r] = true
	}
	old, new := c.old.Dict(a), c.new.Dict(b)
	if new == nil {
		return false
	}
	for _, e := range old {
		if checks[e.Key] == nil && !same(e.Value, new.Get(e.Key)) {
			return false
		}
	}
	for _, e := range new {
		before := old.Get(e.Key)
		if checks[e.Key] == nil {
			if before == nil {
				return false
			}
			continue
		}
		if !checks[e.Key](before, e.Value) {
			return false
		}
	}
	for key := range checks {
		if old.Get(key) != nil && new.Get(key) == nil {
			return false
		}
	}
	return true
}

// list compares two arrays: new has all of old in the same order, and what it
// has more passes the test.
func (c *comparing) list(a, b pdfread.Object, test func(pdfread.Object) bool) bool {
	if r, ok := a.(pdfread.Ref); ok && c.old.Array(r) != nil { // else it is the one member
		if b != a {
			return false
		}
		c.allowed[r] = true
	}
	old, new := many(c.old, a), many(c.new, b)
	for _, o := range new {
		switch {
		case len(old) > 0 && same(o, old[0]):
			old = old[1:]
		case !test(o):
			return false
		}
	}
	return len(old) == 0
}

// many gives an array's members, or the one value that stands for it.
func many(f *pdfread.File, o pdfread.Object) pdfread.Array {
	switch v := f.Resolve(o).(type) {
	case nil:
		return nil
	case pdfread.Array:
		return v
	}
	return pdfread.Array{o}
}

// fresh reports whether an object is new, and gives it.
func (c *comparing) fresh(o pdfread.Object) (pdfread.Dict, bool) {
	r, ok := o.(pdfread.Ref)
	return c.new.Dict(o), ok && c.old.Resolve(r) == nil
}

func (c *comparing) isSignature(d pdfread.Dict) bool {
	return c.new.Resolve(d.Get("FT")) == pdfread.Name("Sig")
}

// form compares the interactive forms.
func (c *comparing) form(a, b pdfread.Object) bool {
	if a == nil {
		a = pdfread.Dict{}
	}
	return c.dict(a, b, map[pdfread.Name]check{"SigFlags": anything, "DA": addition, "DR": addition, "Fields": func(a, b pdfread.Object) bool {
		for _, o := range many(c.old, a) {
			if !c.filled(o) {
				return false
			}
		}
		return c.list(a, b, func(o pdfread.Object) bool {
			d, fresh := c.fresh(o)
			if !fresh || !c.isSignature(d) {
				return false
			}
			t, _ := c.new.Resolve(d.Get("T")).(pdfread.String)
			c.added = append(c.added, Printable(t.Text()))
			return true
		})
	}})
}

// filled reports whether a field is as it was, or an empty signature field that
// is now signed.
func (c *comparing) filled(o pdfread.Object) bool {
	r, ok := o.(pdfread.Ref)
	old, new := c.old.Dict(o), c.new.Dict(o)
	if !ok || same(old, new) {
		return true
	}
	if c.old.Resolve(old.Get("FT")) != pdfread.Name("Sig") || old.Get("V") != nil {
		return false
	}
	t, _ := c.new.Resolve(new.Get("T")).(pdfread.String)
	c.added = append(c.added, Printable(t.Text()))
	return c.dict(r, r, map[pdfread.Name]check{"V": anything, "AP": anything, "M": anything, "F": anything, "TU": anything})
}

// widgets compares the annotations of a page.
func (c *comparing) widgets(a, b pdfread.Object) bool {
	return c.list(a, b, func(o pdfread.Object) bool {
		d, fresh := c.fresh(o)
		return fresh && d.Get("Subtype") == pdfread.Name("Widget") && c.isSignature(d)
	})
}

// xmp compares the document's metadata streams, of which no page shows a thing.
func (c *comparing) xmp(a, b pdfread.Object) bool {
	r, ok := b.(pdfread.Ref)
	_, old := c.old.Resolve(a).(*pdfread.Stream)
	s, new := c.new.Resolve(b).(*pdfread.Stream)
	if !ok || !new || s.Dict.Get("Type") != pdfread.Name("Metadata") {
		return false
	}
	if old && a == b {
		c.metadata = c.metadata || !same(c.old.Resolve(a), s)
		c.allowed[r] = true
		return true
	}
	c.metadata = true
	return c.old.Resolve(r) == nil
}

// info compares the document information where a program notes that it wrote
// the file.
func (c *comparing) info(r pdfread.Ref) bool {
	if c.old.Trailer.Get("Info") != pdfread.Object(r) || !c.dict(r, r, map[pdfread.Name]check{"ModDate": anything, "Producer": anything}) {
		return false
	}
	c.metadata = true
	return true
}

// structure compares the structure trees.
func (c *comparing) structure(a, b pdfread.Object) bool {
	return a != nil && c.dict(a, b, map[pdfread.Name]check{
		"K": c.kids, "ParentTreeNextKey": anything,
		"ParentTree": func(a, b pdfread.Object) bool { return c.parents(a, b, 0) },
	})
}

// kids compares the kids of a structure element: new ones hold a widget.
func (c *comparing) kids(a, b pdfread.Object) bool {
	return c.list(a, b, func(o pdfread.Object) bool {
		d, fresh := c.fresh(o)
		return fresh && d.Get("S") == pdfread.Name("Form")
	})
}

// parents compares two nodes of the parent tree: pairs may only be added.
func (c *comparing) parents(a, b pdfread.Object, depth int) bool {
	return depth < deepestField && c.dict(a, b, map[pdfread.Name]check{
		"Limits": anything,
		"Nums": func(a, b pdfread.Object) bool {
			old, new := many(c.old, a), many(c.new, b)
			if r, ok := a.(pdfread.Ref); ok {
				c.allowed[r] = true
			}
			return len(new) >= len(old) && same(old, new[:len(old)])
		},
		"Kids": func(a, b pdfread.Object) bool {
			for _, k := range many(c.old, a) {
				if !c.parents(k, k, depth+1) {
					return false
				}
			}
			return c.list(a, b, func(o pdfread.Object) bool { _, fresh := c.fresh(o); return fresh })
		},
	})
}

// rest compares all other objects: they must be as they were, but for structure
// elements with new kids. An object that something old refers to and that was
// not there must not appear.
func (c *comparing) rest() bool {
	var nums []int
	c.old.Numbers(func(n int) { nums = append(nums, n) })
	slices.Sort(nums)
	ok := true
	for _, n := range nums {
		r, o := c.old.At(n)
		_, now := c.new.At(n)
		missing(c.old, o, func(r pdfread.Ref) { ok = ok && c.new.Resolve(r) == nil })
		if c.allowed[r] || same(o, now) || c.info(r) {
			continue
		}
		d, isDict := o.(pdfread.Dict)
		if !isDict || d.Get("S") == nil || d.Get("P") == nil || !c.dict(r, r, map[pdfread.Name]check{"K": c.kids}) {
			return false
		}
	}
	return ok
}

// missing calls yield for each reference in o to an object that is not there.
func missing(f *pdfread.File, o pdfread.Object, yield func(pdfread.Ref)) {
	switch o := o.(type) {
	case pdfread.Ref:
		if f.Resolve(o) == nil {
			yield(o)
		}
	case pdfread.Array:
		for _, v := range o {
			missing(f, v, yield)
		}
	case pdfread.Dict:
		for _, e := range o {
			missing(f, e.Value, yield)
		}
	case *pdfread.Stream:
		missing(f, o.Dict, yield)
	}
}
