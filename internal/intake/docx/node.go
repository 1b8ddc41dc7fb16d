package docx

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
)

// What XML may be made of.
const (
	maxDepth = 512
	maxNodes = 1 << 20
	maxProps = 128 // of properties, styles and lists, which are asked for again and again
)

// repeated reports whether an element is asked for again and again: for each paragraph
// or run of its style or list.
func repeated(name string) bool {
	switch name {
	case "style", "abstractNum", "num", "lvl":
		return true
	}
	return strings.HasSuffix(name, "Pr")
}

// node is an element. Namespaces are left aside: local names are enough to tell
// the elements of a document apart, and strict and transitional files differ in
// nothing else that is read here.
type node struct {
	name  string
	text  string // of an element that holds no other
	attrs []xml.Attr
	kids  []*node
}

// attr gives an attribute's value, "" where there is none.
func (n *node) attr(name string) string {
	if n == nil {
		return ""
	}
	for i := range n.attrs {
		if n.attrs[i].Name.Local == name {
			return n.attrs[i].Value
		}
	}
	return ""
}

// holds reports whether an element of a name stands in n, at any depth.
func (n *node) holds(name string) bool {
	for _, k := range n.kids {
		if k.name == name || k.holds(name) {
			return true
		}
	}
	return false
}

// child gives the child at the end of a path; nil where there is none.
func (n *node) child(path ...string) *node {
	for _, name := range path {
		if n == nil {
			return nil
		}
		var next *node
		for _, k := range n.kids {
			if k.name == name {
				next = k
				break
			}
		}
		n = next
	}
	return n
}

// val gives the attribute val of the child at the end of a path.
func (n *node) val(path ...string) string { return n.child(path...).attr("val") }

// on reports whether a property that is on or off is on, and whether it is said
// at all (ECMA-376 part 1, 17.17.4).
func (n *node) on(name string) (on, said bool) {
	k := n.child(name)
	if k == nil {
		return false, false
	}
	switch k.attr("val") {
	case "0", "false", "off", "none":
		return false, true
	}
	return true, true
}

// is reports whether a property is on.
func (n *node) is(name string) bool { on, _ := n.on(name); return on }

// all gives the children of a name.
func (n *node) all(name string) (out []*node) {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		if k.name == name {
			out = append(out, k)
		}
	}
	return out
}

// find gives the first element of a name below n, n included.
func (n *node) find(name string) *node {
	if n == nil || n.name == name {
		return n
	}
	for _, k := range n.kids {
		if f := k.find(name); f != nil {
			return f
		}
	}
	return nil
}

// parse reads XML. A document type is refused, and with it entities of its own.
func (p *pack) parse(part string, data []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = charset.NewReaderLabel
	top := &node{}
	stack := []*node{top}
	var text []byte // of the element on top of the stack, as long as it holds no other
	for {
		t, err := d.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, damaged("部件 %s 不是完好的 XML：%v。", "part %s is no sound XML: %v.", part, err)
		}
		switch t := t.(type) {
		case xml.Directive:
			return nil, damaged("部件 %s 里有文档类型声明，不读。", "part %s has a document type; it is not read.", part)
		case xml.StartElement:
			if p.nodes--; p.nodes < 0 || len(stack) > maxDepth {
				return nil, tooMuch("部件 %s 里的内容太多，或者嵌套太深。", "part %s holds too much, or nests too deep.", part)
			}
			n := &node{name: t.Name.Local, attrs: t.Attr}
			up := stack[len(stack)-1]
			up.kids = append(up.kids, n)
			if len(up.kids) > maxProps && repeated(up.name) || len(n.attrs) > maxProps {
				return nil, tooMuch("部件 %s 里的内容太多，或者嵌套太深。", "part %s holds too much, or nests too deep.", part)
			}
			stack, text = append(stack, n), text[:0]
		case xml.EndElement:
			if len(stack) == 1 || stack[len(stack)-1].name != t.Name.Local {
				return nil, damaged("部件 %s 不是完好的 XML：</%s> 没有开头。", "part %s is no sound XML: </%s> ends nothing.", part, t.Name.Local)
			}
			if n := stack[len(stack)-1]; len(n.kids) == 0 {
				n.text = string(text)
			}
			stack, text = stack[:len(stack)-1], text[:0]
		case xml.CharData:
			if n := stack[len(stack)-1]; len(n.kids) == 0 {
				text = append(text, t...)
			}
		}
	}
	if len(stack) > 1 || len(top.kids) != 1 {
		return nil, damaged("部件 %s 不是完好的 XML，后面缺了。", "part %s is no sound XML; its end is missing.", part)
	}
	return top.kids[0], nil
}

// plain gives all text below an element.
func (n *node) plain() string {
	var b strings.Builder
	var walk func(*node)
	walk = func(n *node) {
		if n.name == "t" {
			b.WriteString(n.text)
		}
		for _, k := range n.kids {
			walk(k)
		}
	}
	if n != nil {
		walk(n)
	}
	return b.String()
}
