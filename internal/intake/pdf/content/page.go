// Package content reads what stands on a PDF page (ISO 32000-1 clauses 8, 9 and
// 14): glyphs with their characters and places, rules, pictures. What comes in
// are a file's objects; what goes out is a page in points from its upper left
// corner, turned as it is shown. It knows no lines, paragraphs or tables.
package content

import "nianbao/internal/signing/pdfread"

// Page is what stands on a page, in the order in which it was drawn.
type Page struct {
	Width, Height float64
	Glyphs        []Glyph
	Rules         []Rule
	Pictures      []Picture
	Damaged       bool // something that the page names is missing, or its content is no content
	Cut           bool // a budget ended; what came after is missing
	Outside       int  // glyphs that are drawn beside the page
	Differs       int  // times that ActualText says another figure than is drawn; what is drawn was taken
}

// Box is a rectangle; y grows downwards.
type Box struct{ X0, Y0, X1, Y1 float64 }

// Turn is in which direction text runs.
type Turn int8

// The turns of text: to the right, downwards, to the left, upwards; Slanted is
// any other.
const (
	Rightward Turn = iota
	Downward
	Leftward
	Upward
	Slanted
)

// Glyph is a glyph.
type Glyph struct {
	Text     string // its characters; "" where they cannot be known, or an other glyph's ActualText covers it
	Denied   bool   // its font says of a figure that it is another, or none; see Font.DeniesFigures
	Known    bool   // Text is what the glyph shows
	Box      Box    // its advance by its em
	Base     float64
	Size     float64 // of the em, in points
	Turn     Turn
	Upright  bool // set by a font for vertical writing
	Unseen   bool // drawn without ink (rendering mode 3) or under a picture of the page, as recognised text of scans is
	Hidden   bool // drawn and not seen: in the colour of its ground, under something else, too small, beyond the clip
	Struck   bool // a line goes through it
	Field    bool // a form field's value
	Artifact bool // marked as no part of the text (14.8.2.2)
	MCID     int  // of the page's marked content; -1: none
	Font     *Font
}

// Rule is a straight line, level or upright, or a thin rectangle: the box of its
// ink.
type Rule struct {
	Box
	Upright bool
}

// Picture is an image as it stands on the page.
type Picture struct {
	Box
	MCID   int
	Stream *pdfread.Stream // nil: an inline image
}

// Mid is a box's middle.
func (b Box) Mid() (x, y float64) { return (b.X0 + b.X1) / 2, (b.Y0 + b.Y1) / 2 }

// matrix is a transformation (8.3.3): x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// mul gives the transformation that does m first, then n.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) at(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// box gives the bounds of a transformed rectangle.
func (m matrix) box(x0, y0, x1, y1 float64) Box {
	ax, ay := m.at(x0, y0)
	bx, by := m.at(x1, y0)
	cx, cy := m.at(x0, y1)
	dx, dy := m.at(x1, y1)
	return Box{min(ax, bx, cx, dx), min(ay, by, cy, dy), max(ax, bx, cx, dx), max(ay, by, cy, dy)}
}

func (b Box) meet(c Box) Box {
	return Box{max(b.X0, c.X0), max(b.Y0, c.Y0), min(b.X1, c.X1), min(b.Y1, c.Y1)}
}
