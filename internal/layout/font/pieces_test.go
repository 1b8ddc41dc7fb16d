package font

import (
	"bytes"
	"sync"
	"sync/atomic"
	"testing"

	"nianbao/internal/layout/font/literal"
)

// TestPieces: subsets that are made at the same time find each glyph's own piece,
// in whatever block it stands and however large it is.
func TestPieces(t *testing.T) {
	want := make([]literal.Piece, 900)
	for glyph := range want {
		size := 1 + glyph*7%400
		if glyph%300 == 150 {
			size = 2 * blockSize
		}
		want[glyph] = literal.NewPiece(bytes.Repeat([]byte{byte(glyph), byte(glyph >> 8)}, size))
	}
	kept := pieces{places: make([]atomic.Uint32, len(want))}
	var all sync.WaitGroup
	for first := range 4 {
		all.Go(func() {
			for i := range 2 * len(want) {
				glyph := (i + first*200) % len(want)
				p, ok := kept.get(glyph)
				if !ok {
					kept.add(glyph, want[glyph])
					p, ok = kept.get(glyph)
				}
				if !ok || !bytes.HasPrefix(p, want[glyph]) {
					t.Errorf("glyph %d has another piece", glyph)
				}
			}
		})
	}
	all.Wait()
	if n := len(*kept.blocks.Load()); n < 5 {
		t.Errorf("all stands in %d blocks", n)
	}
}
