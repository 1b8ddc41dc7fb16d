// Package font reads TrueType and OpenType/CFF fonts, chooses a face for each
// character and cuts subsets for PDF. In come the bytes of font files and the
// table of styles (fonts.toml); out go glyph numbers, widths and font programs.
// It knows no document.
package font

import (
	"strings"
	"sync/atomic"

	"nianbao/internal/unit"
)

// Glyph is what a chain found for a character.
type Glyph struct {
	Face  *Face
	ID    uint16
	Shift int32 // added to the baseline, in 1/1000 em, up is positive
}

// Face is one font face. It is immutable after Parse and may be shared by
// goroutines and documents.
type Face struct {
	File           string // as it was opened, for messages
	Index          int    // within a collection
	PostScriptName string
	Family         string // as a Word file names it; empty: the font has no such name
	UnitsPerEm     int
	NumGlyphs      int
	IsCFF          bool // outlines are CFF; otherwise TrueType

	head, hhea, maxp, hmtx, os2, post table
	hMetrics                          int // entries of hmtx that have an advance
	cmap                              cmap
	gsub                              table
	outlines                          glyf
	cff                               *cff
}

// Advance gives the advance width of glyph id at a size.
func (f *Face) Advance(id uint16, size unit.Length) unit.Length {
	return size.Scale(f.advance(id), f.UnitsPerEm)
}

// Width gives the advance width of glyph id in 1/1000 em, as a PDF's W array
// wants it (ISO 32000-1 9.7.4.3).
func (f *Face) Width(id uint16) int { return f.milli(f.advance(id)) }

// advance is in font units.
func (f *Face) advance(id uint16) int {
	return f.hmtx.u16(4 * min(int(id), f.hMetrics-1))
}

// bearing is the left side bearing in font units.
func (f *Face) bearing(id uint16) int {
	if i := int(id); i >= f.hMetrics {
		return f.hmtx.i16(4*f.hMetrics + 2*(i-f.hMetrics))
	}
	return f.hmtx.i16(4*int(id) + 2)
}

// Glyph gives the glyph for r, 0 when the face has none.
func (f *Face) Glyph(r rune) uint16 { return f.known(f.cmap.glyph(r)) }

// Variant gives the glyph for r followed by a variation selector (U+FE00 and
// following, U+E0100 and following); false when the face does not know the pair.
func (f *Face) Variant(r, selector rune) (uint16, bool) {
	id := f.known(f.cmap.variant(r, selector))
	return id, id != 0
}

// known turns glyphs beyond the face's last one into none.
func (f *Face) known(id int) uint16 {
	if id < 0 || id >= f.NumGlyphs {
		return 0
	}
	return uint16(id)
}

// Link is a face in a chain.
type Link struct {
	Face  *Face
	User  bool // from the user's folder
	Shift int  // of glyphs that are one em wide, in 1/1000 em

	without string // characters that the face draws wrongly
}

// has gives the glyph for r, 0 where the face has none that is right.
func (l *Link) has(r rune) uint16 {
	if l.without != "" && strings.ContainsRune(l.without, r) {
		return 0
	}
	return l.Face.Glyph(r)
}

// Chain is a style's faces in the order in which they are asked. Its answers are
// kept: a report asks for each character several times.
type Chain struct {
	links []Link
	found []atomic.Uint32 // an answer for each character up to U+FFFF
}

func newChain(links []Link) *Chain {
	return &Chain{links: links, found: make([]atomic.Uint32, 1<<16)}
}

// An answer is the number of the link, from 1 on, above the glyph; none says
// that no link has one, and 0 that nobody has asked.
const none = 1 << 31

// Links gives the faces of the chain in order.
func (c *Chain) Links() []Link { return c.links }

// Lookup finds the glyph for r in the first face that has one.
func (c *Chain) Lookup(r rune) (Glyph, bool) {
	answer := c.answer(r)
	if answer == none {
		return Glyph{}, false
	}
	return c.links[answer>>16-1].glyph(uint16(answer)), true
}

func (c *Chain) answer(r rune) uint32 {
	if uint32(r) >= uint32(len(c.found)) {
		return c.search(r)
	}
	known := c.found[r].Load()
	if known == 0 {
		known = c.search(r)
		c.found[r].Store(known)
	}
	return known
}

func (c *Chain) search(r rune) uint32 {
	for i := range c.links {
		if id := c.links[i].has(r); id != 0 {
			return uint32(i+1)<<16 | uint32(id)
		}
	}
	return none
}

// LookupVariant finds the glyph for r followed by a variation selector in the
// first face that knows the two together.
func (c *Chain) LookupVariant(r, selector rune) (Glyph, bool) {
	for i := range c.links {
		if id, ok := c.links[i].Face.Variant(r, selector); ok {
			return c.links[i].glyph(id), true
		}
	}
	return Glyph{}, false
}

// glyph shifts Chinese characters only: a Latin letter keeps its baseline.
func (l *Link) glyph(id uint16) Glyph {
	g := Glyph{Face: l.Face, ID: id}
	if l.Shift != 0 && l.Face.advance(id) == l.Face.UnitsPerEm {
		g.Shift = int32(l.Shift)
	}
	return g
}
