package html

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"nianbao/internal/intake/original"
	"nianbao/internal/pattern"
)

// colour is a colour of CSS; known is false for one that cannot be told: a
// picture, a gradient, a name that is not listed.
type colour struct {
	rgb   uint32
	known bool
}

var (
	black     = colour{0, true}
	white     = colour{0xFFFFFF, true}
	functions = pattern.New(`^rgba?\(\s*(\d+)\s*[, ]\s*(\d+)\s*[, ]\s*(\d+)\s*(?:[,/]\s*([\d.]+)(%?)\s*)?\)$`)
)

// colourNames are the colours that pages use by name where text is hidden.
var colourNames = map[string]uint32{
	"white": 0xFFFFFF, "black": 0, "red": 0xFF0000, "blue": 0xFF, "green": 0x8000, "yellow": 0xFFFF00, "gray": 0x808080, "grey": 0x808080,
	"silver": 0xC0C0C0, "snow": 0xFFFAFA, "ivory": 0xFFFFF0, "whitesmoke": 0xF5F5F5, "ghostwhite": 0xF8F8FF, "floralwhite": 0xFFFAF0,
	"lightyellow": 0xFFFFE0, "navy": 0x80, "maroon": 0x800000,
}

// colourOf reads a colour; clear says that it lets through all that is below.
func colourOf(text string) (c colour, clear bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "transparent" {
		return colour{}, true
	}
	if n, ok := colourNames[text]; ok {
		return colour{n, true}, false
	}
	if hex, ok := strings.CutPrefix(text, "#"); ok {
		if len(hex) == 3 {
			hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		}
		c.rgb, c.known = original.Colour(hex)
		return c, false
	}
	m := functions.FindStringSubmatch(text)
	if m == nil {
		return colour{}, false
	}
	if alpha, err := strconv.ParseFloat(m[4], 64); err == nil && alpha == 0 {
		return colour{}, true
	}
	for _, part := range m[1:4] {
		v, _ := strconv.Atoi(part)
		c.rgb = c.rgb<<8 | uint32(min(v, 255))
	}
	return colour{c.rgb, true}, false
}

// like reports whether two colours are the same to the eye.
func (c colour) like(o colour) bool {
	return c.known && o.known && original.SameColour(c.rgb, o.rgb)
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
	w.grounded(n)
}

// grounded takes up what an element stands on: a cell also on its row and its table.
func (w *walker) grounded(n *html.Node) {
	switch n.DataAtom {
	case atom.Td, atom.Th, atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot:
		if n.Parent != nil {
			w.grounded(n.Parent)
		}
	}
	ground := w.said(n, "background-color")
	if ground == "" {
		ground = firstColour(w.said(n, "background"))
	}
	if ground == "" {
		ground = attr(n, "bgcolor")
	}
	if p := w.said(n, "background-image"); p != "" && p != "none" || attr(n, "background") != "" {
		ground = "picture"
	}
	if ground == "" || ground == "inherit" {
		return
	}
	if c, clear := colourOf(ground); !clear {
		w.look.ground = c
	}
}

// firstColour gives the colour of a background's shorthand; what is none that can be
// read is given as it stands.
func firstColour(background string) string {
	if strings.Contains(background, "url") || strings.Contains(background, "gradient") {
		return "picture"
	}
	for _, word := range strings.Fields(background) {
		if c, clear := colourOf(word); c.known || clear {
			return word
		}
	}
	if background == "none" {
		return ""
	}
	return background
}

// said gives a property of an element: what its style attribute says, else the
// page's styles of its id and classes.
func (w *walker) said(n *html.Node, property string) string {
	says, ok := w.says[n]
	if !ok { // many properties are asked for, of rows and tables for each cell anew
		says = []properties{propertiesOf(attr(n, "style")), w.styles["#"+attr(n, "id")]}
		for i, c := range strings.Fields(attr(n, "class")) {
			if i < mostClasses {
				says = append(says, w.styles["."+c])
			}
		}
		says = append(says, w.styles[n.Data])
		w.says[n] = says
	}
	for _, d := range says {
		if v := d[property]; v != "" {
			return v
		}
	}
	return ""
}
