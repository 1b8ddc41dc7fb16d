package revision

import "nianbao/internal/signing/pdfread"

// tree compares the structure trees (14.7.2): an element for the picture of a
// new signature may be added.
func (c *comparing) tree(at pdfread.Mention, a, b pdfread.Object) bool {
	if a == nil && b == nil {
		return true
	}
	root, isRef := b.(pdfread.Ref)
	old, ok1 := c.old.Resolve(a).(pdfread.Dict)
	new, ok2 := c.new.Resolve(b).(pdfread.Dict)
	if (!isRef || !ok1) && c.untouched(a, b) {
		return true
	}
	if !isRef || a != b || !ok1 || !ok2 || !c.claim(b, treeRole, at) {
		return c.foreign(at, a, b)
	}
	return c.entries(at.Into(b), old, new, map[pdfread.Name]check{
		"K": c.kids(root), "ParentTree": c.parents, "ParentTreeNextKey": c.nextKey,
	}, c.foreign)
}

// kids compares the kids of an element: a new one holds the new widget.
func (c *comparing) kids(parent pdfread.Ref) check {
	return func(at pdfread.Mention, a, b pdfread.Object) bool {
		if r, ok := a.(pdfread.Ref); ok && a != b && c.old.Array(r) != nil || c.isListed(b) && c.new.Array(b) != nil {
			return c.foreign(at, a, b) // a list that is an object of its own
		}
		old, _ := many(c.old, a, at)
		new, members := many(c.new, b, at)
		return c.longer(old, new, func(o pdfread.Object) bool { return c.newElement(members, parent, o) })
	}
}

// newElement checks an element that was added: the form that holds the widget of
// the new signature (14.8.4.5), on its page, and no other. What it says in words is
// read out in the middle of the text, so nothing but such a widget may bring it.
func (c *comparing) newElement(at pdfread.Mention, parent pdfread.Ref, o pdfread.Object) bool {
	r, d, ok := c.isNew(o)
	kid, _ := d.Get("K").(pdfread.Dict)
	whole := d.Has("S") && d.Has("P") && d.Has("K") && (d.Has("Pg") || kid.Has("Pg"))
	if !ok || !whole || c.element.Num != 0 || c.widget.Num == 0 || !c.claim(r, elementRole, at) {
		return c.reject("结构树里加了读不懂的元素", "an element was added to the structure tree that is not understood")
	}
	c.element = r
	text := func(_ pdfread.Mention, _, b pdfread.Object) bool { return isString(b) }
	return c.entries(pdfread.Mention{In: r}, nil, d, map[pdfread.Name]check{
		"Type": c.typed("StructElem"), "S": c.typed("Form"), "Alt": text, "T": text, "Lang": text,
		"P":  func(_ pdfread.Mention, _, b pdfread.Object) bool { return b == pdfread.Object(parent) },
		"Pg": func(_ pdfread.Mention, _, b pdfread.Object) bool { return b == c.page },
		"K": func(_ pdfread.Mention, _, b pdfread.Object) bool {
			k, ok := b.(pdfread.Dict)
			return ok && isName(k.Get("Type"), "OBJR") && k.Get("Obj") == pdfread.Object(c.widget) &&
				len(k.Without("Type", "Obj", "Pg")) == 0 && (k.Get("Pg") == nil || k.Get("Pg") == c.page)
		},
	}, c.foreign)
}

// tagged makes sure that what was added to the structure tree belongs together: a new
// field that is seen, its element, and the pair by which the widget's key leads to it.
func (c *comparing) tagged() bool {
	_, keyed := c.new.Dict(c.widget).Get("StructParent").(pdfread.Number)
	keyed = keyed && !c.step.Filled && c.new.Catalog().Has("StructTreeRoot")
	if c.element.Num == 0 && c.paired.Num == 0 && !keyed {
		return true
	}
	if c.element.Num == 0 || c.element != c.paired || c.step.Filled || c.step.Picture == nil {
		return c.reject("结构树里加的内容不属于看得见的新签名", "what was added to the structure tree does not belong to a new signature that is seen")
	}
	return true
}

// elements compares the elements that were there: they may have a new kid.
func (c *comparing) elements() bool {
	for _, r := range c.objects {
		old, ok := c.old.Resolve(r).(pdfread.Dict)
		if _, taken := c.claims[r.Num]; taken || !ok || !c.old.HasNumber(r.Num) || old.Get("S") == nil || old.Get("P") == nil {
			continue
		}
		at, ok := c.elementPlace(r)
		new, isDict := c.new.Resolve(r).(pdfread.Dict)
		if !ok || !isDict {
			continue // no element; whoever it belongs to has to speak for it
		}
		if !c.claim(r, elementRole, at) || !c.entries(pdfread.Mention{In: r}, old, new, map[pdfread.Name]check{"K": c.kids(r)}, c.foreign) {
			return false
		}
	}
	return true
}

// elementPlace gives the one place at which the structure tree has an element.
func (c *comparing) elementPlace(r pdfread.Ref) (at pdfread.Mention, ok bool) {
	for _, m := range c.after.Mentions[r.Num] {
		if m.Path != "/K" && m.Path != "/K/*" || m.In != c.old.Dict(r).Get("P") {
			continue
		}
		if ok {
			return at, false
		}
		at, ok = m, true
	}
	return at, ok && c.inTree(at.In)
}

// inTree reports whether an element's parents lead to the structure tree.
func (c *comparing) inTree(r pdfread.Ref) bool {
	root := c.old.Catalog().Get("StructTreeRoot")
	for range mostSteps {
		if pdfread.Object(r) == root {
			return true
		}
		d := c.old.Dict(r)
		up, ok := d.Get("P").(pdfread.Ref)
		if !ok || d.Get("S") == nil {
			return false
		}
		r = up
	}
	return false
}
