package content

import (
	"math"

	"nianbao/internal/signing/pdfread"
)

// What is drawn need not be seen: text may have the colour of what it stands on,
// lie under something that was drawn later, be too small, lie outside of the clip,
// or have a line through it. Such glyphs are kept and marked.

// Limits of a page.
const (
	mostFills  = 20_000
	mostSlants = 20_000
	mostSights = 20_000_000 // comparisons of a page
	tiny       = 1.5        // points; smaller text is not seen
)

// area is a part of the page that was filled, before the glyph of that number.
type area struct {
	Box
	ink    ink
	before int
	image  bool
	veil   bool // what lies under it shines through
}

// filled notes that an area was filled.
func (in *interpreter) filled(b Box, i ink, image bool) {
	b = b.meet(in.state.clip)
	if !sane(b) || min(b.X1-b.X0, b.Y1-b.Y0) <= thickestRule || in.unseen > 0 {
		return
	}
	if len(in.areas) == mostFills {
		in.page.Cut = true
		return
	}
	in.areas = append(in.areas, area{b, i, len(in.page.Glyphs), image, in.state.veil})
}

// opaque reports whether an image hides what lies under it.
func (in *interpreter) opaque(s *pdfread.Stream) bool {
	if s == nil {
		return true
	}
	mask, _ := in.file.Resolve(s.Dict.Get("ImageMask")).(bool)
	return !mask && in.file.Resolve(s.Dict.Get("SMask")) == nil && in.file.Resolve(s.Dict.Get("Mask")) == nil
}

// faint reports whether a glyph is hardly there where it is drawn.
func (in *interpreter) faint(g *Glyph) bool {
	x, y := g.Box.Mid()
	return g.Size < tiny || in.state.faint || !in.state.clip.holds(x, y)
}

// look marks what of the page is not seen, or crossed out, once all of it was
// drawn.
func (in *interpreter) look() {
	p := in.page
	if len(p.Glyphs)*(len(in.areas)+len(p.Rules)+len(in.slants)) > mostSights {
		p.Cut = true
		return
	}
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		in.lookAt(g, i)
		g.Struck = g.Struck || in.struck(g)
	}
}

// lookAt compares a glyph, the nth of the page, with what it stands on and with
// what was drawn over it.
func (in *interpreter) lookAt(g *Glyph, n int) {
	x, y := g.Box.Mid()
	ground := white
	for i := range in.areas {
		a := &in.areas[i]
		switch {
		case !a.holds(x, y):
		case a.before <= n && !a.veil:
			ground = a.ink
		case a.before <= n: // of a mixed colour
			ground = ink{other: true}
		case a.veil:
		case a.image && (a.X1-a.X0)*(a.Y1-a.Y0) > 0.4*in.page.Width*in.page.Height:
			g.Unseen = true // a scan lies over its text
		default:
			g.Hidden = true
		}
	}
	g.Hidden = g.Hidden || in.inks[n].like(ground, 0.04)
}

// struck reports whether a line goes through a glyph.
func (in *interpreter) struck(g *Glyph) bool {
	if g.Turn != Rightward || g.Upright {
		return false
	}
	wide := g.Box.X1 - g.Box.X0
	for i := range in.page.Rules {
		r := &in.page.Rules[i]
		_, y := r.Mid()
		if !r.Upright && y < g.Base-0.12*g.Size && y > g.Base-0.6*g.Size && min(r.X1, g.Box.X1)-max(r.X0, g.Box.X0) > 0.5*wide {
			return true
		}
	}
	x, y := g.Box.Mid()
	for _, s := range in.slants {
		if s.passes(x, y, 0.3*g.Size) {
			return true
		}
	}
	return false
}

// passes reports whether a line comes near to a point.
func (s segment) passes(x, y, near float64) bool {
	dx, dy := s.x1-s.x0, s.y1-s.y0
	along := ((x-s.x0)*dx + (y-s.y0)*dy) / (dx*dx + dy*dy)
	if along < 0 || along > 1 {
		return false
	}
	return math.Hypot(s.x0+along*dx-x, s.y0+along*dy-y) < near
}

// holds reports whether a point is in the box.
func (b Box) holds(x, y float64) bool { return x >= b.X0 && x <= b.X1 && y >= b.Y0 && y <= b.Y1 }
