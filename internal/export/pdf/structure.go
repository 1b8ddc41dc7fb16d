package pdf

import (
	"nianbao/internal/document"
	"nianbao/internal/layout/typeset"
)

// tree is the structure tree (14.7) while its content is collected.
type tree struct {
	elements []element // in document order; the first is the root's kid
	index    map[*typeset.Node]int
	marks    []mark // in content order
	pages    int    // pages with marks
}

// element is a structure element. Its kids are a list from first over next.
type element struct {
	node        *typeset.Node
	parent      int
	first, last int // kids; 0: none, for the first element is nobody's kid
	next        int // sibling
	marks       int // the first of its marks, plus one
	lastMark    int
	from        int      // the first mark in it and below, plus one; 0: none
	box         [4]int64 // of a Figure, in 1/1000 pt
	link        int      // its annotation among the document's, plus one; 0: none
}

// mark is a marked-content sequence.
type mark struct {
	element    int
	page, mcid int
	next       int // the element's next mark, plus one
}

// reset starts a tree with the elements below root.
func (t *tree) reset(root *typeset.Node) {
	if t.index == nil {
		t.index = map[*typeset.Node]int{}
	}
	t.elements, t.marks, t.pages = t.elements[:0], t.marks[:0], 0
	if root == nil {
		root = &typeset.Node{Tag: typeset.TagDocument}
	}
	t.add(root, -1)
}

// release lets go of the nodes.
func (t *tree) release() {
	clear(t.index)
	clear(t.elements)
}

// add adds a node and all below it; a node that is met again is not added.
func (t *tree) add(n *typeset.Node, parent int) {
	if n == nil {
		return
	}
	if _, again := t.index[n]; again {
		return
	}
	i := len(t.elements)
	t.index[n] = i
	t.elements = append(t.elements, element{node: n, parent: parent})
	if parent >= 0 {
		p := &t.elements[parent]
		if p.last == 0 {
			p.first = i
		} else {
			t.elements[p.last].next = i
		}
		p.last = i
	}
	for _, kid := range n.Kids {
		t.add(kid, i)
	}
}

// element gives a node's element. A node outside the tree becomes the last kid
// of the tree's root, so that no text is lost.
func (t *tree) element(n *typeset.Node) int {
	i, ok := t.index[n]
	if !ok {
		i = len(t.elements)
		t.add(n, 0)
	}
	return i
}

// mark notes that a marked-content sequence belongs to n, and gives the element.
func (t *tree) mark(n *typeset.Node, page, mcid int) int {
	i := t.element(n)
	t.marks = append(t.marks, mark{element: i, page: page, mcid: mcid})
	m := len(t.marks)
	e := &t.elements[i]
	if e.marks == 0 {
		e.marks = m
	} else {
		t.marks[e.lastMark-1].next = m
	}
	e.lastMark = m
	return i
}

// settle finds out where each element's content begins.
func (t *tree) settle() {
	for i := len(t.elements) - 1; i >= 0; i-- { // kids stand after their parents
		e := &t.elements[i]
		if e.marks != 0 && (e.from == 0 || e.marks < e.from) {
			e.from = e.marks
		}
		if e.parent < 0 || e.from == 0 {
			continue
		}
		if p := &t.elements[e.parent]; p.from == 0 || e.from < p.from {
			p.from = e.from
		}
	}
}

// tagOf gives the node's structure type.
func tagOf(n *typeset.Node) string {
	if n.Tag == "" {
		return "NonStruct"
	}
	return string(n.Tag)
}

// writeTree writes the structure tree and gives its root's object.
func (w *Writer) writeTree() (id int) {
	t := &w.tree
	t.settle()
	id = w.alloc()
	first := len(w.places) // the elements' objects follow one another
	for range t.elements {
		w.alloc()
	}
	parents := w.alloc()
	b := w.body
	for i := range t.elements {
		b = w.appendElement(b[:0], i, first, id)
		w.object(first+i, b)
	}
	b = appendRef(append(b[:0], "<</Type/StructTreeRoot/K "...), first)
	b = appendRef(append(b, "/ParentTree "...), parents)
	b = append(appendInt(append(b, "/ParentTreeNextKey "...), len(w.pages)+len(w.links)), ">>"...)
	w.object(id, b)
	b = w.appendParents(b[:0], first)
	w.object(parents, b)
	w.body = b
	return id
}

// appendElement appends a structure element (14.7.2).
func (w *Writer) appendElement(b []byte, i, first, root int) []byte {
	t := &w.tree
	e := &t.elements[i]
	parent := root
	if e.parent >= 0 {
		parent = first + e.parent
	}
	b = appendName(append(b, "<</Type/StructElem/S"...), tagOf(e.node))
	b = appendRef(append(b, "/P "...), parent)
	if e.node.Title != "" {
		b = appendText(append(b, "/T"...), e.node.Title)
	}
	if e.node.Alt != "" {
		b = appendText(append(b, "/Alt"...), e.node.Alt)
	}
	b = appendTableAttributes(b, e.node)
	if e.box != [4]int64{} { // 14.8.5.4.3: a Figure says where it stands
		b = append(b, "/A<</O/Layout/Placement/Block/BBox["...)
		for _, v := range e.box {
			b = append(appendMilli(b, v), ' ')
		}
		b = append(b, "]>>"...)
	}
	if e.marks == 0 && e.first == 0 && e.link == 0 {
		return append(b, ">>"...)
	}
	page := -1
	if e.marks != 0 {
		page = t.marks[e.marks-1].page
		b = appendRef(append(b, "/Pg "...), w.pages[page].page)
	}
	b = append(b, "/K["...)
	m := e.marks
	for kid := e.first; kid != 0; kid = t.elements[kid].next {
		if from := t.elements[kid].from; from != 0 {
			for ; m != 0 && m < from; m = t.marks[m-1].next {
				b = w.appendMark(b, &t.marks[m-1], page)
			}
		}
		b = append(appendRef(b, first+kid), ' ')
	}
	for ; m != 0; m = t.marks[m-1].next {
		b = w.appendMark(b, &t.marks[m-1], page)
	}
	b = w.appendAnnotation(b, e)
	b[len(b)-1] = ']'
	return append(b, ">>"...)
}

// appendMark appends a marked-content reference (14.7.4.2): its bare number
// where it is on the element's own page.
func (w *Writer) appendMark(b []byte, m *mark, page int) []byte {
	if m.page == page {
		return append(appendInt(b, m.mcid), ' ')
	}
	b = appendRef(append(b, "<</Type/MCR/Pg "...), w.pages[m.page].page)
	return append(appendInt(append(b, "/MCID "...), m.mcid), ">> "...)
}

// appendTableAttributes appends what a cell's element says about its place in
// the table (14.8.5.7).
func appendTableAttributes(b []byte, n *typeset.Node) []byte {
	scope := ""
	switch n.Scope {
	case document.ColumnScope:
		scope = "/Scope/Column"
	case document.RowScope:
		scope = "/Scope/Row"
	case document.BothScope:
		scope = "/Scope/Both"
	}
	if n.Tag != typeset.TagTH {
		scope = ""
	}
	if scope == "" && n.RowSpan < 2 && n.ColSpan < 2 {
		return b
	}
	b = append(append(b, "/A<</O/Table"...), scope...)
	if n.RowSpan > 1 {
		b = appendInt(append(b, "/RowSpan "...), n.RowSpan)
	}
	if n.ColSpan > 1 {
		b = appendInt(append(b, "/ColSpan "...), n.ColSpan)
	}
	return append(b, ">>"...)
}

// appendParents appends the parent tree (14.7.4.4): for each page the elements
// of its marked content, and for each link its own.
func (w *Writer) appendParents(b []byte, first int) []byte {
	t := &w.tree
	b = append(b, "<</Nums["...)
	page := -1
	for i := range t.marks {
		m := &t.marks[i]
		if m.page != page {
			if page >= 0 {
				b[len(b)-1] = ']'
			}
			page = m.page
			b = append(appendInt(b, page), '[')
		}
		b = append(appendRef(b, first+m.element), ' ')
	}
	if page >= 0 {
		b[len(b)-1] = ']'
	}
	for i := range w.links {
		b = append(appendInt(b, len(w.pages)+i), ' ')
		b = append(appendRef(b, first+w.links[i].element), ' ')
	}
	return append(b, "]>>"...)
}
