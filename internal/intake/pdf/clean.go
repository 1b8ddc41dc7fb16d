package pdf

import (
	"math"

	"nianbao/internal/intake/pdf/content"
)

// clean takes from a page what is not read: watermarks that stand slanted, what
// is drawn twice at one place (bold made by drawing twice, two layers of text),
// recognised text below text that is drawn. A page that was turned is turned
// back.
func clean(p *content.Page) (slanted int) {
	upend(p)
	kept := p.Glyphs[:0]
	seen := newTwins()
	drawn := 0
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		if g.Turn == content.Slanted {
			slanted++
			continue
		}
		if !g.Unseen {
			drawn++
		}
		if seen.has(g) {
			continue
		}
		kept = append(kept, *g)
	}
	p.Glyphs = kept
	if drawn > 0 {
		p.Glyphs = withoutUnseen(p.Glyphs)
	}
	return slanted
}

// withoutUnseen leaves out unseen glyphs where seen ones stand.
func withoutUnseen(glyphs []content.Glyph) []content.Glyph {
	const cell = 6.0
	type key struct{ x, y int }
	at := map[key]bool{}
	for i := range glyphs {
		if g := &glyphs[i]; !g.Unseen {
			x, y := g.Box.Mid()
			for dx := -1; dx <= 1; dx++ {
				for dy := -1; dy <= 1; dy++ {
					at[key{int(x/cell) + dx, int(y/cell) + dy}] = true
				}
			}
		}
	}
	kept := glyphs[:0]
	for _, g := range glyphs {
		x, y := g.Box.Mid()
		if !g.Unseen || !at[key{int(x / cell), int(y / cell)}] {
			kept = append(kept, g)
		}
	}
	return kept
}

// twins finds glyphs that are drawn twice.
type twins struct{ at map[twinKey][]content.Box }

type twinKey struct {
	text string
	x, y int
}

const twinCell = 4.0 // points

func newTwins() *twins { return &twins{map[twinKey][]content.Box{}} }

// has reports whether the same text stands already where g does, and keeps g.
func (t *twins) has(g *content.Glyph) bool {
	if g.Text == "" || g.Text == " " {
		return false
	}
	x, y := g.Box.Mid()
	kx, ky := int(x/twinCell), int(y/twinCell)
	near := min(0.2*g.Size, 0.35*max(g.Box.X1-g.Box.X0, 0.2*g.Size), twinCell)
	for dx := -1; dx <= 1; dx++ {
		for dy := -1; dy <= 1; dy++ {
			for _, b := range t.at[twinKey{g.Text, kx + dx, ky + dy}] {
				if bx, by := b.Mid(); math.Abs(bx-x) < near && math.Abs(by-y) < near {
					return true
				}
			}
		}
	}
	k := twinKey{g.Text, kx, ky}
	t.at[k] = append(t.at[k], g.Box)
	return false
}

// upend turns a page on which most text that is not set upright runs upwards or
// downwards: a wide table on a page that nobody told to be turned.
func upend(p *content.Page) {
	var n [5]int
	for i := range p.Glyphs {
		if !p.Glyphs[i].Upright {
			n[p.Glyphs[i].Turn]++
		}
	}
	by := content.Rightward
	for t := content.Downward; t <= content.Upward; t++ {
		if n[t] > n[by] && n[t] > 2*n[content.Rightward] {
			by = t
		}
	}
	if by == content.Rightward {
		return
	}
	turn := func(b content.Box) content.Box {
		switch by {
		case content.Downward:
			return content.Box{X0: b.Y0, Y0: p.Width - b.X1, X1: b.Y1, Y1: p.Width - b.X0}
		case content.Upward:
			return content.Box{X0: p.Height - b.Y1, Y0: b.X0, X1: p.Height - b.Y0, Y1: b.X1}
		}
		return content.Box{X0: p.Width - b.X1, Y0: p.Height - b.Y1, X1: p.Width - b.X0, Y1: p.Height - b.Y0}
	}
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		g.Box = turn(g.Box)
		if g.Turn != content.Slanted {
			g.Turn = (g.Turn - by + 4) % 4
		}
		g.Base = g.Box.Y0 + 0.88*(g.Box.Y1-g.Box.Y0)
		if g.Turn == content.Downward || g.Turn == content.Upward {
			g.Base, _ = g.Box.Mid()
		}
	}
	for i := range p.Rules {
		r := &p.Rules[i]
		r.Box = turn(r.Box)
		r.Upright = r.Upright != (by != content.Leftward)
	}
	for i := range p.Pictures {
		p.Pictures[i].Box = turn(p.Pictures[i].Box)
	}
	if by != content.Leftward {
		p.Width, p.Height = p.Height, p.Width
	}
}
