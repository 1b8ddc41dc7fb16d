package pdf

import (
	"testing"

	"nianbao/internal/layout/font"
)

// What was made twice is kept, and found for the same glyphs and characters
// only; the shelf is bounded.
func TestShelf(t *testing.T) {
	var s shelf
	face := new(font.Face)
	use := func(glyph uint16) *fontUse {
		return &fontUse{face: face, glyphs: []uint16{0, glyph}, runes: []rune{0, 'a'}}
	}
	u, made := use(7), subset{dict: "d", program: []byte("p"), toUnicode: []byte("u")}
	s.keep(u, u.sum(), made)
	if s.find(u, u.sum()) != nil {
		t.Error("kept at once")
	}
	s.keep(u, u.sum(), made)
	made.program[0] = 'x' // its memory is used again
	k := s.find(u, u.sum())
	if k == nil || k.dict != "d" || string(k.program) != "p" || string(k.toUnicode) != "u" {
		t.Fatalf("found %v", k)
	}
	if s.find(use(8), u.sum()) != nil {
		t.Error("found for other glyphs with the same hash")
	}
	for i := range uint16(2 * mostSeen) {
		u := use(i)
		s.keep(u, u.sum(), made)
		s.keep(u, u.sum(), made)
	}
	if len(s.seen) > mostSeen || len(s.kept) > mostKept {
		t.Errorf("%d seen, %d kept", len(s.seen), len(s.kept))
	}
}
