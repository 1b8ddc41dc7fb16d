package html

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// colour is a colour of CSS, 0 to 255 each; known is false for one that cannot be
// told: a picture, a gradient, a name that is not listed.
type colour struct {
	r, g, b int
	known   bool
}

var (
	black     = colour{0, 0, 0, true}
	white     = colour{255, 255, 255, true}
	functions = regexp.MustCompile(`^rgba?\(\s*(\d+)\s*[, ]\s*(\d+)\s*[, ]\s*(\d+)\s*(?:[,/]\s*([\d.]+)(%?)\s*)?\)$`)
)

// colourNames are the colours that pages use by name where text is hidden.
var colourNames = map[string]colour{
	"white": white, "black": black, "red": {255, 0, 0, true}, "blue": {0, 0, 255, true}, "green": {0, 128, 0, true},
	"yellow": {255, 255, 0, true}, "gray": {128, 128, 128, true}, "grey": {128, 128, 128, true}, "silver": {192, 192, 192, true},
	"snow": {255, 250, 250, true}, "ivory": {255, 255, 240, true}, "whitesmoke": {245, 245, 245, true}, "ghostwhite": {248, 248, 255, true},
	"floralwhite": {255, 250, 240, true}, "lightyellow": {255, 255, 224, true}, "navy": {0, 0, 128, true}, "maroon": {128, 0, 0, true},
}

// colourOf reads a colour; clear says that it lets through all that is below.
func colourOf(text string) (c colour, clear bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "transparent" {
		return colour{}, true
	}
	if n, ok := colourNames[text]; ok {
		return n, false
	}
	if hex, ok := strings.CutPrefix(text, "#"); ok {
		if len(hex) == 3 {
			hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		}
		if v, err := strconv.ParseUint(hex, 16, 32); err == nil && len(hex) == 6 {
			return colour{int(v >> 16), int(v >> 8 & 255), int(v & 255), true}, false
		}
	}
	if m := functions.FindStringSubmatch(text); m != nil {
		part := func(s string) int { v, _ := strconv.Atoi(s); return min(v, 255) }
		if alpha, err := strconv.ParseFloat(m[4], 64); err == nil && alpha == 0 {
			return colour{}, true
		}
		return colour{part(m[1]), part(m[2]), part(m[3]), true}, false
	}
	return colour{}, false
}

// like reports whether two colours are the same to the eye.
func (c colour) like(o colour) bool {
	near := func(a, b int) bool { return a-b <= 10 && b-a <= 10 }
	return c.known && o.known && near(c.r, o.r) && near(c.g, o.g) && near(c.b, o.b)
}

// coloured takes up the colours of an element's text and of what it stands on.
func (w *walker) coloured(n *html.Node) {
	l := &w.look
	ink := w.said(n, "color")
	if ink == "" && n.DataAtom == atom.Font {
		ink = attr(n, "color")
	}
	if ink != "" && ink != "inherit" {
		var clear bool
		if l.ink, clear = colourOf(ink); clear {
			l.ink = l.ground
		}
	}
	ground := w.said(n, "background-color")
	if b := w.said(n, "background"); ground == "" && b != "" {
		ground = b
		if first, _, several := strings.Cut(b, " "); several && !strings.Contains(b, "url") && !strings.Contains(b, "(") {
			ground = first
		}
	}
	if ground == "" {
		ground = attr(n, "bgcolor")
	}
	if w.said(n, "background-image") != "" {
		ground = "picture"
	}
	if ground == "" || ground == "none" || ground == "inherit" {
		return
	}
	if c, clear := colourOf(ground); !clear {
		l.ground = c
	}
}

// said gives a property of an element: what its style attribute says, else the
// page's styles of its id and classes.
func (w *walker) said(n *html.Node, property string) string {
	if v := style(n, property); v != "" {
		return v
	}
	if v := declaration(w.styles["#"+attr(n, "id")], property); v != "" {
		return v
	}
	for _, c := range strings.Fields(attr(n, "class")) {
		if v := declaration(w.styles["."+c], property); v != "" {
			return v
		}
	}
	return ""
}
