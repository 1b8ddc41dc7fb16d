package report

import (
	"strings"
	"unicode"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// paragraphs reads a text of several lines: a line is a paragraph, blank lines
// and the blanks around a paragraph are nothing.
func (d *decoder) paragraphs(n *source.Node) []Value {
	if _, ok := d.String(n); !ok {
		return nil
	}
	var ps []Value
	for _, l := range n.Lines() {
		if v := d.drawn(trimmed(n, l.Text, l.Off)); v.Text != "" {
			d.reference(v)
			d.misplaced(v)
			ps = append(ps, v)
		}
	}
	return ps
}

// line reads a text that stands in one line.
func (d *decoder) line(n *source.Node) Value {
	t, ok := d.String(n)
	if !ok {
		return Value{}
	}
	v := trimmed(n, t, 0)
	if i := strings.IndexByte(v.Text, '\n'); i >= 0 {
		d.At(v.At(i), 1, diag.Error, diag.T("这里的内容不能分行。", "this must stand in one line."), diag.T("请删去换行。", "remove the line break."))
		return v
	}
	return d.drawn(v)
}

// filled reads a line that must not be blank.
func (d *decoder) filled(n *source.Node) Value {
	v := d.line(n)
	if n != nil && n.Kind == source.String && v.Text == "" {
		d.Value(n, diag.T("这里不能为空。", "this must not be blank."), diag.T("请填写。", "fill it in."))
	}
	return v
}

// trimmed gives the text without the blanks around it.
func trimmed(n *source.Node, text string, off int) Value {
	t := strings.TrimLeftFunc(text, blank)
	off += len(text) - len(t)
	return Value{Text: strings.TrimRightFunc(t, blank), Pos: n.At(off), node: n, off: int32(off)}
}

func blank(r rune) bool { return unicode.IsSpace(r) || r == '\u200B' || r == '\uFEFF' }
