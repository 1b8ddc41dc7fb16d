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
	if !isRef || a != b || !ok1 || !ok2 || !c.claim(b, treeRole, at) {
		return c.foreign(at, a, b)
	}
	return c.entries(at.Into(b), old, new, map[pdfread.Name]check{
		"K": c.kids(root), "ParentTreeNextKey": func(_ pdfread.Mention, _, b pdfread.Object) bool { _, ok := number(b); return ok },
		"ParentTree": c.parents(map[pdfread.Ref]bool{}),
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

// newElement checks an element that was added: a form that holds the widget of
// the new signature (14.8.4.5).
func (c *comparing) newElement(at pdfread.Mention, parent pdfread.Ref, o pdfread.Object) bool {
	r, d, ok := c.isNew(o)
	if !ok || !c.claim(r, elementRole, at) {
		return c.reject("结构树里加了读不懂的元素", "an element was added to the structure tree that is not understood")
	}
	text := func(_ pdfread.Mention, _, b pdfread.Object) bool { return isString(b) }
	return c.entries(pdfread.Mention{In: r}, nil, d, map[pdfread.Name]check{
		"Type": c.typed("StructElem"), "S": c.typed("Form"), "Alt": text, "T": text, "Lang": text,
		"P":  func(_ pdfread.Mention, _, b pdfread.Object) bool { return b == pdfread.Object(parent) },
		"Pg": func(_ pdfread.Mention, _, b pdfread.Object) bool { return b == c.page },
		"K": func(_ pdfread.Mention, _, b pdfread.Object) bool {
			k, ok := b.(pdfread.Dict)
			return ok && isName(k.Get("Type"), "OBJR") && k.Get("Obj") == pdfread.Object(c.widget) && c.widget.Num != 0 &&
				len(k.Without("Type", "Obj", "Pg")) == 0 && (k.Get("Pg") == nil || k.Get("Pg") == c.page)
		},
	}, c.foreign)
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

// parents compares two nodes of the parent tree (14.7.4.4), a number tree: a pair
// may be added at the end.
func (c *comparing) parents(seen map[pdfread.Ref]bool) check {
	return func(at pdfread.Mention, a, b pdfread.Object) bool {
		if r, ok := b.(pdfread.Ref); ok {
			if seen[r] {
				return c.reject("结构树成环", "the structure tree goes in a circle")
			}
			seen[r] = true
		}
		old, ok1 := c.old.Resolve(a).(pdfread.Dict)
		new, ok2 := c.new.Resolve(b).(pdfread.Dict)
		if _, ref := a.(pdfread.Ref); !ok1 || !ok2 || ref && a != b || !c.claim(b, parentsRole, at) {
			return c.foreign(at, a, b)
		}
		return c.entries(at.Into(b), old, new, map[pdfread.Name]check{"Nums": c.pairs, "Kids": c.branches(seen)}, c.foreign)
	}
}

// pairs compares the pairs of a node.
func (c *comparing) pairs(at pdfread.Mention, a, b pdfread.Object) bool {
	if _, ok := a.(pdfread.Ref); ok && a != b || !c.claim(b, parentsRole, at) {
		return c.foreign(at, a, b)
	}
	if r, ok := b.(pdfread.Ref); ok {
		c.lists[r] = true
	}
	old, new := c.old.Array(a), c.new.Array(b)
	for i := 1; i < len(new); i += 2 {
		if r, ok := new[i].(pdfread.Ref); ok && c.new.Array(r) != nil {
			c.lists[r] = true
		}
	}
	if len(new) < len(old) || len(new) > len(old)+2 || len(new)%2 != 0 || !same(old, new[:len(old)]) {
		return c.foreign(at, a, b)
	}
	if more := new[len(old):]; len(more) > 0 && !c.newPair(more[0], more[1]) {
		return c.foreign(at, a, b)
	}
	return true
}

// newPair checks what was added: the key of the new widget, and its element.
func (c *comparing) newPair(key, element pdfread.Object) bool {
	k, ok1 := number(key)
	own, ok2 := number(c.new.Dict(c.widget).Get("StructParent"))
	_, d, ok3 := c.isNew(element)
	return ok1 && ok2 && ok3 && k == own && !c.keyed(c.old.Dict(c.old.Catalog().Get("StructTreeRoot")).Get("ParentTree"), k, map[pdfread.Ref]bool{}) &&
		isName(d.Get("S"), "Form")
}

// keyed reports whether the old parent tree has a key.
func (c *comparing) keyed(node pdfread.Object, key int, seen map[pdfread.Ref]bool) bool {
	if r, ok := node.(pdfread.Ref); ok {
		if seen[r] {
			return false
		}
		seen[r] = true
	}
	d := c.old.Dict(node)
	nums := c.old.Array(d.Get("Nums"))
	for i := 0; i < len(nums); i += 2 {
		if k, ok := c.old.Int(nums[i]); !ok || k == key {
			return true
		}
	}
	for _, k := range c.old.Array(d.Get("Kids")) {
		if c.keyed(k, key, seen) {
			return true
		}
	}
	return false
}

// branches compares the kids of a node: a new one may be added.
func (c *comparing) branches(seen map[pdfread.Ref]bool) check {
	return func(at pdfread.Mention, a, b pdfread.Object) bool {
		if _, ok := a.(pdfread.Ref); ok && a != b || !c.claim(b, parentsRole, at) || b == nil {
			return c.foreign(at, a, b)
		}
		member := at.Into(b).Member()
		for _, k := range c.old.Array(a) {
			if !c.parents(seen)(member, k, k) {
				return false
			}
		}
		return c.longer(c.old.Array(a), c.new.Array(b), func(o pdfread.Object) bool { return c.newBranch(member, o) })
	}
}

func (c *comparing) newBranch(at pdfread.Mention, o pdfread.Object) bool {
	r, d, ok := c.isNew(o)
	if !ok || !c.claim(r, parentsRole, at) {
		return c.foreign(at, nil, o)
	}
	return c.entries(pdfread.Mention{In: r}, nil, d, map[pdfread.Name]check{
		"Limits": func(_ pdfread.Mention, _, b pdfread.Object) bool {
			a, ok := b.(pdfread.Array)
			return ok && len(a) == 2 && isNumber(a[0]) && isNumber(a[1])
		},
		"Nums": c.pairs,
	}, c.foreign)
}
