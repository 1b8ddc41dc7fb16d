package source

import (
	"unicode/utf8"

	"nianbao/internal/diag"
)

// maker is what made a table or array; TOML 1.0 lets some be added to later.
type maker uint8

const (
	byValue  maker = iota // an inline table, an array in brackets: complete
	byHeader              // [table], [[table]]
	byPath                // the a of [a.b]: [a] may still come
	byDots                // the a of a.b = 1
)

// add puts n into table t under the key p.
func (s *scanner) add(t *Node, p part, n *Node) *Node {
	n.Key, n.KeyPos, n.KeySpan = p.name, p.pos, p.span
	t.Items = append(t.Items, n)
	const many = 12
	switch {
	case t.index != nil:
		t.index[p.name] = n
	case len(t.Items) > many:
		t.index = make(map[string]*Node, 2*many)
		for _, k := range t.Items {
			t.index[k.Key] = k
		}
	}
	return n
}

func (s *scanner) newTable(p part, m maker) *Node {
	n := s.node()
	n.Kind, n.Pos, n.Span, n.made = Table, p.pos, p.span, m
	return n
}

// nodesAtOnce is for how many values there is memory at once: a report has 300.
const nodesAtOnce = 64

// node gives an empty value.
func (s *scanner) node() *Node {
	if len(s.nodes) == 0 {
		s.nodes = make([]Node, nodesAtOnce)
	}
	n := &s.nodes[0]
	s.nodes = s.nodes[1:]
	return n
}

// open makes the table of a header the current one.
func (s *scanner) open(ps []part, from int, array bool) bool {
	t, last := s.root, ps[len(ps)-1]
	for _, p := range ps[:len(ps)-1] {
		k := t.Get(p.name)
		if k == nil {
			k = s.add(t, p, s.newTable(p, byPath))
		}
		switch {
		case k.made == byValue:
			return s.twice(p, k)
		case k.Kind == Array:
			k = k.Items[len(k.Items)-1]
		}
		t = k
	}
	n := s.newTable(last, byHeader)
	n.Pos, n.Span = s.pos(from), utf8.RuneCountInString(s.text[from:s.at])
	n.from, n.to = from, s.at
	old := t.Get(last.name)
	switch {
	case array && old == nil:
		old = s.add(t, last, &Node{Kind: Array, Pos: n.Pos, Span: n.Span, made: byHeader})
		fallthrough
	case array && old.Kind == Array && old.made == byHeader:
		old.Items = append(old.Items, n)
	case old == nil:
		s.add(t, last, n)
	case !array && old.made == byPath:
		old.made, old.Pos, old.Span = byHeader, n.Pos, n.Span
		old.from, old.to = n.from, n.to
		old.KeyPos, old.KeySpan = last.pos, last.span
		n = old
	default:
		s.here = &Node{Kind: Table} // what follows is read, for its own errors
		return s.twice(last, old)
	}
	s.here = n
	return true
}

// put puts the value v into table t under a key.
func (s *scanner) put(t *Node, ps []part, v *Node) {
	for _, p := range ps[:len(ps)-1] {
		k := t.Get(p.name)
		if k == nil {
			k = s.add(t, p, s.newTable(p, byDots))
		}
		if k.made != byDots {
			s.twice(p, k)
			return
		}
		t = k
	}
	last := ps[len(ps)-1]
	if old := t.Get(last.name); old != nil {
		s.twice(last, old)
		return
	}
	s.add(t, last, v)
}

// twice tells that a key is there already.
func (s *scanner) twice(p part, old *Node) bool {
	first := old.KeyPos.Line
	if old.Kind == Table && old.made == byHeader {
		first = old.Pos.Line
	}
	if first == p.pos.Line {
		return s.fail(p.off, p.end, diag.T("“%[1]s”在这一行写了两次。", "%[1]q stands twice in this line.", p.name),
			diag.T("请只留一个。", "keep one of them."))
	}
	if old.Kind == Array && old.made == byHeader {
		return s.fail(p.off, p.end, diag.T("这里只有一层方括号，第 %[2]d 行的“%[1]s”有两层。", "%[1]q has single brackets here and double ones in line %[2]d.", p.name, first),
			diag.T("请写成 [[%s]]。", "write [[%s]].", p.name))
	}
	return s.fail(p.off, p.end, diag.T("“%[1]s”重复：第 %[2]d 行已经写过。", "%[1]q is given twice: it stands in line %[2]d already.", p.name, first),
		diag.T("请只留一处，或把内容合并到第 %d 行。", "keep one of them, or move everything to line %d.", first))
}
