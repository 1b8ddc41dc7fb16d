package source

import (
	"slices"
	"strings"
)

// Remove takes a value out of the file with its key, and a table with its header
// and all below it; what stands before and behind stays. The remark behind a value
// and those inside of a table go with them. An item of an array in brackets is
// ErrNode; SetItems is for those.
func (e *Edit) Remove(n *Node) {
	parent := parentOf(e.file.Root, n)
	if n == nil || parent == nil || e.removed[n] {
		e.fail(ErrNode)
		return
	}
	e.cutOut(n, parent)
	e.removed[n] = true
	for n = parent; n != e.file.Root && n.made != byValue && e.left(n) == 0 && !(n.Kind == Table && n.made == byHeader); n = parent {
		parent = parentOf(e.file.Root, n) // nothing makes it any more
		e.removed[n] = true
	}
}

// left counts a table's or an array's values that do not go.
func (e *Edit) left(n *Node) (count int) {
	for _, k := range n.Items {
		if !e.removed[k] {
			count++
		}
	}
	return count
}

// parentOf gives the table or array that holds a value.
func parentOf(in, n *Node) *Node {
	for _, k := range in.Items {
		if k == n {
			return in
		}
		if p := parentOf(k, n); p != nil {
			return p
		}
	}
	return nil
}

// cutOut cuts what a value, or all values of a table, were typed as.
func (e *Edit) cutOut(n, parent *Node) {
	switch {
	case n.made != byValue:
		if n.Kind == Table && n.made == byHeader {
			from := n.from
			if strings.HasSuffix(e.text[:from], "\n\n") {
				from-- // and the blank line before it
			}
			e.cutLines(from, max(n.to, lastStatement(n)))
		}
		for _, k := range n.Items {
			if n.made != byHeader || n.Kind == Array || k.made == byHeader || k.made == byPath {
				e.cutOut(k, n)
			}
		}
	case parent.Kind == Array:
		e.fail(ErrNode)
	case parent.made == byValue:
		e.outOfBraces(n, parent)
	default:
		e.cutLines(n.from, n.to)
	}
}

// cutLines cuts the lines from that of byte from to that of byte to.
func (e *Edit) cutLines(from, to int) {
	from = strings.LastIndexByte(e.text[:from], '\n') + 1
	if i := strings.IndexByte(e.text[to:], '\n'); i >= 0 {
		to += i + 1
	} else {
		to = len(e.text)
	}
	e.cut(from, to, "")
}

// outOfBraces cuts a value of a table in braces, and one of the commas beside it.
func (e *Edit) outOfBraces(n, parent *Node) {
	from, to := parent.from+1, n.to
	if i := slices.Index(parent.Items, n); i > 0 {
		from = parent.Items[i-1].to
	} else {
		end := parent.to
		if len(parent.Items) > 1 {
			end = parent.Items[1].from
		}
		if comma := e.comma(n.to, end); comma >= 0 {
			to = comma + 1
		}
	}
	if e.hasRemark(from, to) {
		e.fail(ErrRemarks)
		return
	}
	e.cut(from, to, "")
}
