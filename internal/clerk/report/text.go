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
		if v := trimmed(n, l.Text, l.Off); v.Text != "" {
			d.characters(v)
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
	d.characters(v)
	return v
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
	return Value{Text: strings.TrimRightFunc(t, blank), Pos: n.At(off), node: n, off: off}
}

func blank(r rune) bool { return unicode.IsSpace(r) || r == '\u200B' || r == '\uFEFF' }

// characters tells what no report can have printed.
func (d *decoder) characters(v Value) {
	for i, r := range v.Text {
		if 0x20 <= r && r < 0x7F || 0x4E00 <= r && r <= 0x9FFF {
			continue
		}
		sev := diag.Error
		var what, do diag.Text
		switch {
		case r == '\t':
			what = diag.T("文字中有制表符（Tab）。", "the text has a tab.")
			do = diag.T("请改用空格；表格请另写一段 [table.名称]。", "type blanks; a table is written as [table.NAME].")
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			what = diag.T("文字中有看不见的控制字符 U+%04X。", "the text has an invisible control character, U+%04X.", r)
			do = diag.T("请删去它。", "delete it.")
		case r == '\uFFFD', r&0xFFFE == 0xFFFE, 0xFDD0 <= r && r <= 0xFDEF:
			what = diag.T("这里原来的字已经丢失（U+%04X）。", "the character here was lost before (U+%04X).", r)
			do = diag.T("请对照原件重新输入这个字。", "type it again from the original.")
		case unicode.Is(unicode.Co, r):
			sev = diag.Warning
			what = diag.T("这是自造字 U+%04X，别的电脑上可能显示不出。", "U+%04X is a private-use character; other computers may not show it.", r)
			do = diag.T("请换成正式编码的字。", "use the character's standard code.")
		case unicode.Is(unicode.Cf, r):
			sev = diag.Warning
			what = diag.T("文字中有看不见的字符 U+%04X。", "the text has an invisible character, U+%04X.", r)
			do = diag.T("它多半来自网页复制，请删去。", "it was probably pasted from a web page; delete it.")
		default:
			continue
		}
		d.At(v.At(i), 1, sev, what, do)
	}
}
