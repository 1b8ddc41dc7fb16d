package html

import (
	"strings"

	"nianbao/internal/document"
)

// writer writes one page or fragment.
type writer struct {
	out    []byte
	doc    *document.Document
	pasted bool                           // a fragment for editors
	ids    map[*document.Paragraph]string // of headings, where a contents leads to them
	tables int
	title  string // of the table that follows, from the paragraph above it
}

func (w *writer) raw(text string) *writer { w.out = append(w.out, text...); return w }

func (w *writer) newline() *writer { return w.raw("\n") }

// tag writes a tag; attributes are pairs of name and value, without those that
// have no value.
func (w *writer) tag(name string, attributes ...string) *writer {
	w.raw("<").raw(name)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			w.raw(" ").raw(attributes[i]).raw(`="`).raw(quoter.Replace(attributes[i+1])).raw(`"`)
		}
	}
	return w.raw(">")
}

// No-break spaces become plain ones: editors multiply them.
var (
	quoter = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", " ", "\u00a0", " ")
	escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\u00a0", " ", "\n", "<br>")
)

// text writes text; a line break is a br.
func (w *writer) text(text string) *writer { return w.raw(escape.Replace(text)) }

// rules joins the rules of a style attribute.
func rules(list ...string) string {
	var kept []string
	for _, r := range list {
		if r != "" {
			kept = append(kept, r)
		}
	}
	return strings.Join(kept, ";")
}

// align gives the rule for an alignment; justified text needs none.
func align(a document.Align) string {
	switch a {
	case document.Center:
		return "text-align:center"
	case document.Right:
		return "text-align:right"
	}
	return ""
}

// spaces keeps blanks that count, where there are several in a row or at an end.
func spaces(text string) string {
	if strings.Contains(text, "  ") || strings.HasPrefix(text, " ") || strings.HasSuffix(text, " ") {
		return "white-space:pre-wrap"
	}
	return ""
}
