package docx

import (
	"strconv"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// properties are run properties, nearest first: the first that says something
// counts.
type properties []*node

func (c properties) is(name string) bool {
	for _, p := range c {
		if on, said := p.on(name); said {
			return on
		}
	}
	return false
}

func (c properties) val(name, attribute string) string {
	for _, p := range c {
		if v := p.child(name).attr(attribute); v != "" {
			return v
		}
	}
	return ""
}

// unsureLook tells why text that is set so may not be what a figure is; zero:
// nothing.
func (w *walker) unsureLook(c properties, f *format) diag.Text {
	position := c.val("position", "val")
	switch {
	case c.is("strike"), c.is("dstrike"):
		return original.Struck
	case c.is("webHidden"), c.is("specVanish"), w.unseen(c, f):
		return original.Unseen
	case c.is("rtl"):
		return original.Backward
	case position != "" && position != "0", c.val("vertAlign", "val") == "superscript", c.val("vertAlign", "val") == "subscript":
		return original.Raised
	}
	return diag.Text{}
}

// unseen reports whether text has no ink, hardly any size, or the colour of what
// it stands on.
func (w *walker) unseen(c properties, f *format) bool {
	for _, p := range c {
		if fill := p.child("textFill"); fill != nil {
			return fill.child("noFill") != nil
		}
	}
	if v, err := strconv.Atoi(c.val("sz", "val")); err == nil && v < 4 {
		return true
	}
	ink, told := original.Colour(c.val("color", "val")) // automatic: black, and white on a dark shade
	if g, ok := original.Colour(highlights[c.val("highlight", "val")]); ok {
		return original.SameColour(ink, g)
	}
	for _, shade := range []string{c.val("shd", "fill"), f.ground, w.ground} {
		if g, ok := original.Colour(shade); ok {
			return told && original.SameColour(ink, g)
		}
	}
	return told && original.SameColour(ink, 0xFFFFFF)
}

// highlights are the colours of ST_HighlightColor (17.18.40) that hide text.
var highlights = map[string]string{"black": "000000", "white": "FFFFFF", "red": "FF0000", "yellow": "FFFF00", "green": "00FF00", "blue": "0000FF",
	"cyan": "00FFFF", "magenta": "FF00FF", "darkBlue": "000080", "darkRed": "800000", "darkGray": "808080", "lightGray": "C0C0C0"}

// groundOf gives the colour of a shade (17.3.5); "": none.
func groundOf(shd *node) string {
	if v := shd.attr("fill"); !strings.EqualFold(v, "auto") {
		return v
	}
	return ""
}
