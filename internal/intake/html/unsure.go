package html

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// unsure tells why text of an element may not be what a figure is; zero: nothing.
func (w *walker) unsure(n *html.Node) diag.Text {
	switch n.DataAtom {
	case atom.Sup, atom.Sub:
		return original.Raised
	case atom.S, atom.Strike, atom.Del:
		return original.Struck
	case atom.Bdo:
		return original.Backward
	}
	switch {
	case strings.Contains(style(n, "text-decoration")+style(n, "text-decoration-line"), "line-through"):
		return original.Struck
	case strings.EqualFold(attr(n, "dir"), "rtl"), style(n, "direction") == "rtl", style(n, "unicode-bidi") == "bidi-override":
		return original.Backward
	case w.isUnseen(n):
		return original.Unseen
	}
	switch v := style(n, "vertical-align"); v {
	case "super", "sub", "text-top", "text-bottom":
		return original.Raised
	}
	return diag.Text{}
}

// isUnseen reports whether an element's text is in the page and is not seen.
func (w *walker) isUnseen(n *html.Node) bool {
	if w.hidden["#"+attr(n, "id")] {
		return true
	}
	for _, c := range strings.Fields(attr(n, "class")) {
		if w.hidden["."+c] {
			return true
		}
	}
	return zero(style(n, "font-size")) || zero(style(n, "opacity")) ||
		(style(n, "position") == "absolute" || style(n, "position") == "fixed") && strings.Contains(" "+style(n, "left")+" "+style(n, "top"), " -") || strings.HasPrefix(style(n, "text-indent"), "-999")
}

// zero reports whether a value of CSS is 0, of whatever unit.
func zero(value string) bool {
	return value != "" && strings.Trim(value, "0.pxemrt%") == "" && strings.Contains(value, "0")
}

var (
	ruleOf = regexp.MustCompile(`([^{}]*)\{([^{}]*)\}`)
	unseen = regexp.MustCompile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(px|pt|em)?\s*(;|$)|opacity\s*:\s*0\s*(;|$)`)
	last   = regexp.MustCompile(`([.#][\w-]+)[^\s.#>+~]*\s*$`)
)

// hiddenNames reads in a page's styles which classes and ids are not shown.
func hiddenNames(n *html.Node) map[string]bool {
	names := map[string]bool{}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.DataAtom == atom.Style && n.FirstChild != nil {
			for _, r := range ruleOf.FindAllStringSubmatch(n.FirstChild.Data, -1) {
				if !unseen.MatchString(r[2]) {
					continue
				}
				for _, selector := range strings.Split(r[1], ",") {
					if s := last.FindStringSubmatch(selector); s != nil {
						names[s[1]] = true
					}
				}
			}
		}
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			walk(k)
		}
	}
	walk(n)
	return names
}

// doubt marks the open cell where text goes into it that may be no figure.
func (w *walker) doubt(text string) {
	switch {
	case w.into == nil || strings.TrimSpace(text) == "":
	case strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Bidi_Control, r) && r != '\u200E' }):
		w.into.Doubt(original.Backward)
	case !w.look.unsure.IsZero():
		w.into.Doubt(w.look.unsure)
	}
}

// field takes what stands in a form's field of a cell, and marks the cell: what a
// page was saved with need not be what was shown.
func (w *walker) field(n *html.Node) bool {
	value := ""
	switch n.DataAtom {
	case atom.Input:
		switch strings.ToLower(attr(n, "type")) {
		case "hidden", "checkbox", "radio", "image", "file":
			return false
		}
		value = attr(n, "value")
	case atom.Select:
		value = selected(n)
	case atom.Textarea, atom.Button:
		value = allText(n)
	case atom.Object, atom.Iframe, atom.Svg:
	default:
		return false
	}
	w.add(value)
	w.into.Doubt(original.Field)
	return true
}

// selected gives the option of a list that is chosen, else the first.
func selected(n *html.Node) (text string) {
	first := true
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.DataAtom == atom.Option {
			chosen := false
			for _, a := range n.Attr {
				chosen = chosen || a.Key == "selected"
			}
			if first || chosen {
				text, first = allText(n), false
			}
		}
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			walk(k)
		}
	}
	walk(n)
	return text
}

// allText gives the text below an element.
func allText(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		b.WriteString(allText(k))
	}
	return b.String()
}
