package revision

import (
	"math"

	"nianbao/internal/signing/pdfread"
)

// parents compares the parent trees (14.7.4.4), number trees: the pair of the new
// widget may be added at the end, and nothing else. Readers look for a key by the
// limits of the nodes, or in the first list that they come to: one node more, or one
// with other limits, and the keys of pages are no longer found.
func (c *comparing) parents(at pdfread.Mention, a, b pdfread.Object) bool {
	old, ok1 := c.old.Resolve(a).(pdfread.Dict)
	new, ok2 := c.new.Resolve(b).(pdfread.Dict)
	if !ok1 && c.untouched(a, b) {
		return true
	}
	if !ok1 || !ok2 || !stays(a, b) || !c.claim(b, parentsRole, at) {
		return c.foreign(at, a, b)
	}
	last := -1
	c.oldParents(a, &last, map[pdfread.Ref]bool{})
	checks := map[pdfread.Name]check{"Nums": c.pairs(last)}
	if old.Has("Kids") {
		checks = map[pdfread.Name]check{"Kids": c.leaves(last)}
	}
	if old.Has("Kids") && old.Has("Nums") {
		checks = nil // which of them counts depends on the reader
	}
	return c.entries(at.Into(b), old, new, checks, c.foreign)
}

// oldParents walks through the old parent tree for its highest key, and notes the
// lists that name elements. A tree that is none may stay, but not grow: no key is
// higher than the highest of all.
func (c *comparing) oldParents(node pdfread.Object, last *int, seen map[pdfread.Ref]bool) {
	if r, ok := node.(pdfread.Ref); ok {
		if seen[r] {
			*last = math.MaxInt
			return
		}
		seen[r] = true
	}
	d := c.old.Dict(node)
	if r, ok := d.Get("Nums").(pdfread.Ref); ok {
		c.lists[r] = true
	}
	for i, o := range c.old.Array(d.Get("Nums")) {
		if i%2 == 0 {
			k, ok := c.old.Int(o)
			if !ok {
				k = math.MaxInt
			}
			*last = max(*last, k)
		} else if r, ok := o.(pdfread.Ref); ok && c.old.Array(r) != nil {
			c.lists[r] = true
		}
	}
	for _, k := range c.old.Array(d.Get("Kids")) {
		c.oldParents(k, last, seen)
	}
}

// untouched reports whether a value is as it was, whatever it is: there is nothing to
// understand. What it leads to has no role by it, and so may not differ either.
func (c *comparing) untouched(a, b pdfread.Object) bool { return same(a, b) && !c.isListed(b) }

// stays reports whether what was an object of its own is the same one still, and what
// was none is none.
func stays(a, b pdfread.Object) bool {
	was, wasRef := a.(pdfread.Ref)
	now, isRef := b.(pdfread.Ref)
	return wasRef == isRef && was == now
}

// behindAll gives what a list has behind all that it had; ok is false where that is
// not as it was.
func (c *comparing) behindAll(at pdfread.Mention, a, b pdfread.Object) (more pdfread.Array, ok bool) {
	if c.untouched(a, b) {
		return nil, true
	}
	old, new := c.old.Array(a), c.new.Array(b)
	if a != nil && old == nil || !stays(a, b) || len(new) < len(old) || !c.claim(b, parentsRole, at) || !same(old, new[:len(old)]) {
		return nil, false
	}
	return new[len(old):], true
}

// pairs compares the pairs of a tree of one node.
func (c *comparing) pairs(last int) check {
	return func(at pdfread.Mention, a, b pdfread.Object) bool {
		more, ok := c.behindAll(at, a, b)
		return ok && (len(more) == 0 || len(c.old.Array(a))%2 == 0 && c.newPair(more, last)) || c.foreign(at, a, b)
	}
}

// leaves compares the nodes below the first: one may be added, with the pair alone.
func (c *comparing) leaves(last int) check {
	return func(at pdfread.Mention, a, b pdfread.Object) bool {
		more, ok := c.behindAll(at, a, b)
		return ok && (len(more) == 0 || len(more) == 1 && c.newLeaf(at.Into(b).Member(), more[0], last)) || c.foreign(at, a, b)
	}
}

func (c *comparing) newLeaf(at pdfread.Mention, o pdfread.Object, last int) bool {
	r, d, ok := c.isNew(o)
	pair, direct := d.Get("Nums").(pdfread.Array)
	return ok && direct && len(d) == 2 && c.newPair(pair, last) && same(d.Get("Limits"), pdfread.Array{pair[0], pair[0]}) && c.claim(r, parentsRole, at)
}

// newPair checks what was added: the key of the new widget, beyond all older ones, and
// its element.
func (c *comparing) newPair(pair pdfread.Array, last int) bool {
	if len(pair) != 2 || c.paired.Num != 0 {
		return false
	}
	k, ok1 := number(pair[0])
	own, ok2 := number(c.new.Dict(c.widget).Get("StructParent"))
	r, d, ok3 := c.isNew(pair[1])
	c.paired = r
	return ok1 && ok2 && ok3 && k == own && k > last && isName(d.Get("S"), "Form")
}

// nextKey compares the key that the next pair is to have: it goes on with a new one.
func (c *comparing) nextKey(_ pdfread.Mention, a, b pdfread.Object) bool {
	own, _ := number(c.new.Dict(c.widget).Get("StructParent"))
	k, ok := number(b)
	return same(a, b) || ok && c.paired.Num != 0 && k == own+1
}
