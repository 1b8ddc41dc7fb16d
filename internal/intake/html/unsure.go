package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
	"nianbao/internal/pattern"
	"nianbao/internal/unit"
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
	case strings.Contains(w.said(n, "text-decoration")+w.said(n, "text-decoration-line"), "line-through"):
		return original.Struck
	case strings.EqualFold(attr(n, "dir"), "rtl"), w.said(n, "direction") == "rtl", w.said(n, "unicode-bidi") == "bidi-override":
		return original.Backward
	case w.isUnseen(n):
		return original.Unseen
	}
	switch v := w.said(n, "vertical-align"); v {
	case "super", "sub", "text-top", "text-bottom":
		return original.Raised
	}
	return diag.Text{}
}

// isUnseen reports whether an element's text is in the page and is not seen.
func (w *walker) isUnseen(n *html.Node) bool {
	switch {
	case len(strings.Fields(attr(n, "class"))) > mostClasses:
		return true
	case w.said(n, "display") == "none", w.said(n, "visibility") == "hidden", w.said(n, "visibility") == "collapse",
		tinyText(w.said(n, "font-size")), zero(w.said(n, "opacity")), w.clipped(n):
		return true
	case w.said(n, "position") == "absolute" || w.said(n, "position") == "fixed":
		return strings.Contains(" "+w.said(n, "left")+" "+w.said(n, "top")+" "+w.said(n, "right"), " -")
	}
	return strings.HasPrefix(w.said(n, "text-indent"), "-999")
}

// clipped reports whether an element is cut down to nothing.
func (w *walker) clipped(n *html.Node) bool {
	if strings.HasPrefix(w.said(n, "clip-path"), "inset(50%") || strings.HasPrefix(w.said(n, "clip-path"), "inset(100%") {
		return true
	}
	switch n.DataAtom {
	case atom.Table, atom.Tr, atom.Td, atom.Th: // they grow to what is in them
		return false
	}
	overflow := w.said(n, "overflow")
	return (overflow == "hidden" || overflow == "clip") && (thin(w.said(n, "height")) || thin(w.said(n, "width")) || thin(w.said(n, "max-height")))
}

// thin reports whether a length is no more than a pixel.
func thin(value string) bool { return zero(value) || value == "1px" }

// tinyText reports whether text of a size is not seen.
func tinyText(size string) bool {
	if strings.HasSuffix(size, "em") || strings.HasSuffix(size, "vw") {
		return zero(size) // of a size that the page itself sets
	}
	return zero(size) || length(size) > 0 && length(size) < 2*unit.Point
}

// zero reports whether a value of CSS is 0, of whatever unit.
func zero(value string) bool {
	return value != "" && strings.Trim(value, "0.pxemrt%") == "" && strings.Contains(value, "0")
}

var (
	ruleOf = pattern.New(`([^{}]*)\{([^{}]*)\}`)
	// Pictures that stand in the styles themselves are longer than all else.
	pictureWithin = pattern.New(`url\([^()]*\)`)

	last = pattern.New(`([.#][\w-]+)[^\s.#>+~]*\s*$`)
)

// stylesOf reads what a page's own styles say of classes and ids; not all of it: they
// are larger than those of any page.
func stylesOf(n *html.Node) (all map[string]properties, whole bool) {
	names, left := map[string]string{}, mostStyles
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.DataAtom == atom.Style && n.FirstChild != nil {
			for _, r := range ruleOf.FindAllStringSubmatch(forScreens(n.FirstChild.Data), -1) {
				says := pictureWithin.ReplaceAllString(r[2], "url()")
				for _, selector := range strings.Split(r[1], ",") {
					if left -= len(says); left < 0 {
						return
					}
					name, list := ruleFor(selector, says)
					if name != "" && len(names[name]) < mostDeclared {
						names[name] += ";" + list
					}
				}
			}
		}
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			walk(k)
		}
	}
	walk(n)
	all = make(map[string]properties, len(names))
	for name, list := range names {
		all[name] = propertiesOf(list)
	}
	return all, left >= 0
}

var (
	mediaRule    = pattern.New(`(?i)@media\s*([^{]*)\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}`)
	elementAlone = pattern.New(`^[a-z][a-z0-9]*$`)
	inkOf        = pattern.New(`(?i)(^|;)\s*color\s*:[^;]*`)
	groundsOf    = pattern.New(`(?i)(^|;)\s*background[a-z-]*\s*:[^;]*`)
)

// forScreens leaves out rules that hold on some screens or on paper alone.
func forScreens(css string) string {
	return mediaRule.ReplaceAllStringFunc(css, func(rule string) string {
		m := mediaRule.FindStringSubmatch(rule)
		if c := strings.ToLower(strings.TrimSpace(m[1])); c == "screen" || c == "all" {
			return m[2]
		}
		return ""
	})
}

// ruleFor gives the class, id or element that a rule is for, and what it says of it.
// Of an element only its ground is kept; of what stands within something else, which
// is not looked at, no colour.
func ruleFor(selector, list string) (name, said string) {
	selector = strings.TrimSpace(selector)
	if before := pseudo.FindStringSubmatch(selector); before != nil {
		return addedTo(before[1], before[2], list)
	}
	if strings.Contains(selector, ":") {
		return "", ""
	}
	if e := strings.ToLower(selector); elementAlone.MatchString(e) {
		return e, strings.Join(groundsOf.FindAllString(list, -1), ";")
	}
	s := last.FindStringSubmatch(selector)
	if s == nil {
		return "", ""
	}
	if strings.ContainsAny(selector, " >+~") {
		list = inkOf.ReplaceAllString(list, "$1")
	}
	return s[1], list
}

// What is read of a page's styles.
const (
	mostDeclared = 4096     // bytes that are kept of the rules for one name, but for the last rule
	mostStyles   = 16 << 20 // bytes of rules, for each of their selectors
	mostClasses  = 100      // of an element; where it has more, it may be one that is not seen
)

// doubt tells why text may be none, and marks the open cell with it.
func (w *walker) doubt(text string) (why diag.Text) {
	switch {
	case strings.TrimSpace(text) == "":
	case !w.look.unsure.IsZero():
		why = w.look.unsure
	case w.look.ink.like(w.look.ground):
		why = original.Unseen
	}
	if w.into != nil && !why.IsZero() {
		w.into.Doubt(why)
	}
	return why
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
