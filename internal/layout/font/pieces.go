package font

import (
	"slices"
	"sync"
	"sync/atomic"

	"nianbao/internal/layout/font/literal"
)

// pieces keeps encoded charstrings by glyph. A run has thousands of them to its
// end: they stand in a few blocks, and numbers say where, so that the garbage
// collector has none of them to follow.
type pieces struct {
	places []atomic.Uint32 // by glyph: the number of its block, from 1, and the word in it; 0: not kept
	blocks atomic.Pointer[[][]byte]
	adding sync.Mutex
}

const (
	wordBits  = 13            // of a place
	blockSize = 8 << wordBits // in bytes, where no single piece takes more
)

func (s *pieces) get(glyph int) (literal.Piece, bool) {
	place := s.places[glyph].Load()
	if place == 0 {
		return nil, false
	}
	block := (*s.blocks.Load())[place>>wordBits-1]
	return literal.Piece(block[place%(1<<wordBits)*8:]), true
}

// add keeps the piece of a glyph. Others may read meanwhile: what they see of the
// blocks is never written again, and a place is told when its piece stands there.
func (s *pieces) add(glyph int, p literal.Piece) {
	s.adding.Lock()
	defer s.adding.Unlock()
	if s.places[glyph].Load() != 0 {
		return // another subset was faster
	}
	var blocks [][]byte
	if known := s.blocks.Load(); known != nil {
		blocks = slices.Clone(*known)
	}
	last := len(blocks) - 1
	if last < 0 || len(blocks[last])+len(p) > cap(blocks[last]) {
		blocks = append(blocks, make([]byte, 0, max(blockSize, len(p))))
		last++
	}
	at := len(blocks[last])
	blocks[last] = append(blocks[last], p...)
	s.blocks.Store(&blocks)
	s.places[glyph].Store(uint32((last+1)<<wordBits | at/8))
}
