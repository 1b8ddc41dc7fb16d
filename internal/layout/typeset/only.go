package typeset

import "slices"

// Only gives the layout with some of its pages, from 1: for a reprint. Page
// numbers stay what they are. The structure tree keeps what stands on these
// pages; a table that has a part there stays whole in it, so that its grid is
// still closed. The fitted document is that of all pages.
func (l *Layout) Only(first, last int) *Layout {
	c := *l
	c.Pages = slices.Clone(l.Pages[first-1 : last])
	seen := map[*Node]bool{}
	for i := range c.Pages {
		for k := range c.Pages[i].Texts {
			seen[c.Pages[i].Texts[k].Node] = true
		}
		for k := range c.Pages[i].Images {
			seen[c.Pages[i].Images[k].Node] = true
		}
		c.Pages[i].Links = slices.Clone(c.Pages[i].Links)
		for k := range c.Pages[i].Links {
			c.Pages[i].Links[k].To.Page -= first - 1
		}
	}
	root := *l.Root
	root.Kids = slices.DeleteFunc(slices.Clone(root.Kids), func(k *Node) bool { return !shows(k, seen) })
	c.Root, c.Partial = &root, true
	c.Outline = nil
	for _, o := range l.Outline {
		if o.Page >= first-1 && o.Page < last {
			o.Page -= first - 1
			c.Outline = append(c.Outline, o)
		}
	}
	if s := l.Signature; s != nil {
		c.Signature = nil
		if s.Page >= first-1 && s.Page < last {
			moved := *s
			moved.Page -= first - 1
			c.Signature = &moved
		}
	}
	return &c
}

// shows reports whether an element, or one below it, is drawn.
func shows(n *Node, seen map[*Node]bool) bool {
	return seen[n] || slices.ContainsFunc(n.Kids, func(k *Node) bool { return shows(k, seen) })
}
