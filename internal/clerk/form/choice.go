package form

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/pattern"
)

// choices are the words for one of several things, in the order in which
// messages name them.
type choices[T any] []struct {
	word  string
	value T
}

var (
	aligns = choices[document.Align]{{"justify", document.Justify}, {"left", document.Left}, {"center", document.Center}, {"right", document.Right}}
	duplex = choices[bool]{{"simplex", false}, {"duplex", true}}
	scopes = choices[document.Scope]{{"none", document.NoScope}, {"column", document.ColumnScope}, {"row", document.RowScope}, {"both", document.BothScope}}
	roles  = choices[document.Role]{{"body", document.Body}, {"heading1", document.Heading1}, {"heading2", document.Heading2}, {"heading3", document.Heading3}, {"heading4", document.Heading4}}
)

// choose reads one of the words; the first one where there is none.
func choose[T any](d *decoder, n *source.Node, from choices[T]) T {
	word, ok := d.String(n)
	if !ok {
		return from[0].value
	}
	var words []string
	for _, c := range from {
		if c.word == word {
			return c.value
		}
		words = append(words, c.word)
	}
	d.unknown(n, words)
	return from[0].value
}

// name reads a text that must be one of known; "" where there is none.
func (d *decoder) name(n *source.Node, known []string) string {
	text, ok := d.String(n)
	if !ok {
		return ""
	}
	if !slices.Contains(known, text) {
		d.unknown(n, known)
		return ""
	}
	return text
}

// unknown tells that the text of n is none of known.
func (d *decoder) unknown(n *source.Node, known []string) {
	do := diag.T("可以写：%s。", "it may be: %s.", strings.Join(known, ", "))
	if k := source.Nearest(n.Text, known); k != "" {
		do = diag.T("是否想写 %s？", "did you mean %s?", k)
	}
	d.Value(n, diag.T("不认识：%q", "unknown: %q", n.Text), do)
}

// expression reads a regular expression; nil where there is none.
func (d *decoder) expression(n *source.Node) *regexp.Regexp {
	text, ok := d.String(n)
	if !ok {
		return nil
	}
	re, err := regexp.Compile(text)
	if err != nil {
		d.Value(n, diag.T("正则表达式有误：%v。", "this is no regular expression: %v.", err), diag.Text{})
		return nil
	}
	return re
}

var keyForm = pattern.New(`^[a-z][a-z0-9_]{0,39}$`)

// key reads a text that is a key of the clerk's file.
func (d *decoder) key(n *source.Node) string {
	text, ok := d.String(n)
	if !ok {
		return ""
	}
	if !keyForm.MatchString(text) {
		d.badKey(n, text)
		return ""
	}
	return text
}

func (d *decoder) badKey(n *source.Node, text string) {
	d.Value(n, diag.T("键 %q 写法不对。", "%q is no key.", text),
		diag.T("键以小写字母开头，由小写字母、数字和下划线组成，最多 40 个字符。", "a key begins with a small letter and has small letters, figures and underscores, at most 40."))
}

// printed reads a text that is printed. '\n' breaks a line where lines is set.
func (d *decoder) printed(n *source.Node, lines bool) Line {
	text, ok := d.String(n)
	if !ok {
		return Line{}
	}
	for i, r := range text {
		if unicode.IsControl(r) && (r != '\n' || !lines) || r == '\u2028' || r == '\u2029' {
			d.At(n.At(i), 1, diag.Error, diag.T("文字中有不能印出的控制字符 U+%04X。", "the text has a control character that cannot be printed, U+%04X.", r), diag.Text{})
			break
		}
	}
	return Line{text, n.Pos}
}

// filled is printed for a text that must not be blank.
func (d *decoder) filled(n *source.Node) Line {
	l := d.printed(n, false)
	if n != nil && n.Kind == source.String && strings.TrimSpace(l.Text) == "" {
		d.Value(n, diag.T("这里不能为空。", "this must not be blank."), diag.Text{})
	}
	return l
}
