// Package literal writes zlib streams (RFC 1950) of literals alone: one block
// (RFC 1951, 3.2.7) with a code that is always the same, made for the
// charstrings of CFF fonts. They hardly repeat themselves: a search for
// repetitions takes many times as long and saves 5%. And since the code is
// fixed, what stands for a glyph is the same in all programs, is made once and
// then only moved into its place. In come bytes, out goes a stream.
package literal

import (
	"encoding/binary"
	"hash/adler32"
	"math/bits"
)

// endOfBlock is the symbol that follows the 256 literals.
const endOfBlock = 256

// code is a symbol's code: its bits, the first the lowest, and their number.
type code struct {
	bits uint16
	size uint8
}

// codes are those of all symbols, in the order that their lengths give (3.2.2).
var codes = func() (all [endOfBlock + 1]code) {
	next := uint16(0)
	for size := uint8(1); size <= longest; size++ {
		next <<= 1
		for symbol := range all {
			if lengths[symbol] == size {
				all[symbol] = code{bits.Reverse16(next) >> (16 - size), size}
				next++
			}
		}
	}
	return all
}()

// Piece is bytes that are encoded and can stand at any place of a stream: how many
// bits they take, how many bytes they are, their Adler-32, and the bits, with zeros
// behind the last, up to a whole number of words. More may follow it.
type Piece []byte

const pieceHead = 8 + 4 + 4 // bytes before the bits: a whole number of words

// Size is the number of bytes that are encoded.
func (p Piece) Size() int { return int(binary.LittleEndian.Uint32(p[8:])) }

// Packed is the number of bytes that it takes.
func (p Piece) Packed() int { return (p.bits() + 7) / 8 }

func (p Piece) bits() int { return int(binary.LittleEndian.Uint64(p)) }

func (p Piece) sum() uint32 { return binary.LittleEndian.Uint32(p[12:]) }

// NewPiece encodes data.
func NewPiece(data []byte) Piece {
	n := 0
	for _, c := range data {
		n += int(codes[c].size)
	}
	w := writer{out: make([]byte, pieceHead, pieceHead+(n+63)/64*8)}
	binary.LittleEndian.PutUint64(w.out, uint64(n))
	binary.LittleEndian.PutUint32(w.out[8:], uint32(len(data)))
	binary.LittleEndian.PutUint32(w.out[12:], adler32.Checksum(data))
	w.encode(data)
	w.word()
	return w.out
}

// Stream is a zlib stream that is being written.
type Stream struct {
	writer
	sum uint32
}

// NewStream begins a stream at the end of dst.
func NewStream(dst []byte) Stream {
	s := Stream{writer{out: append(dst, 0x78, 0x01)}, 1}
	s.put(1, 1)    // the last block
	s.put(2, 2)    // with a code of its own
	s.put(0, 5)    // of 257 symbols for literals
	s.put(0, 5)    // and one for distances, which is never used
	s.put(19-4, 4) // the lengths are written in four bits each: all 19 code lengths follow
	for _, symbol := range [...]int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15} {
		if symbol < 16 {
			s.put(4, 3)
		} else {
			s.put(0, 3)
		}
	}
	for _, n := range lengths {
		s.length(n)
	}
	s.length(1)
	return s
}

// length writes the length of a code, whose own code is its four bits, the
// highest first.
func (s *Stream) length(n uint8) { s.put(uint64(bits.Reverse8(n)>>4), 4) }

// Write encodes data.
func (s *Stream) Write(data []byte) {
	s.encode(data)
	s.add(adler32.Checksum(data), len(data))
}

// Add appends a piece.
func (s *Stream) Add(p Piece) {
	s.move(p[pieceHead:], p.bits())
	s.add(p.sum(), p.Size())
}

// Close ends the stream and gives it, behind what NewStream was given.
func (s *Stream) Close() []byte {
	end := codes[endOfBlock]
	s.put(uint64(end.bits), uint(end.size))
	s.flush()
	return binary.BigEndian.AppendUint32(s.out, s.sum)
}

// add takes the checksum of size more bytes into the stream's (RFC 1950, 8.2).
func (s *Stream) add(sum uint32, size int) {
	const base = 65521
	n := uint32(size % base)
	a, b := s.sum&0xFFFF, s.sum>>16
	b = (b + uint32(uint64(n)*uint64(a+base-1)%base) + sum>>16) % base
	a = (a + sum&0xFFFF + base - 1) % base
	s.sum = b<<16 | a
}

// writer writes bits, the first into the lowest of a byte.
type writer struct {
	out  []byte
	acc  uint64 // bits that are no whole word yet
	have uint   // how many; fewer than 64
}

// put appends n bits, at most 32, the first the lowest of v.
func (w *writer) put(v uint64, n uint) {
	w.acc |= v << w.have
	if w.have += n; w.have >= 64 {
		w.out = binary.LittleEndian.AppendUint64(w.out, w.acc)
		w.have -= 64
		w.acc = v >> (n - w.have)
	}
}

func (w *writer) encode(data []byte) {
	out, acc, have := w.out, w.acc, w.have
	for _, c := range data {
		k := &codes[c]
		acc |= uint64(k.bits) << have
		if have += uint(k.size); have >= 64 {
			out = binary.LittleEndian.AppendUint64(out, acc)
			have -= 64
			acc = uint64(k.bits) >> (uint(k.size) - have)
		}
	}
	w.out, w.acc, w.have = out, acc, have
}

// move appends n bits of whole words.
func (w *writer) move(words []byte, n int) {
	out, acc, have := w.out, w.acc, w.have
	for ; n >= 64; n -= 64 {
		v := binary.LittleEndian.Uint64(words)
		out = binary.LittleEndian.AppendUint64(out, acc|v<<have)
		acc = v >> (64 - have) // 0 where have is 0
		words = words[8:]
	}
	w.out, w.acc = out, acc
	if n == 0 {
		return
	}
	v := binary.LittleEndian.Uint64(words)
	w.acc |= v << w.have
	if free := 64 - w.have; uint(n) >= free {
		w.out = binary.LittleEndian.AppendUint64(w.out, w.acc)
		w.acc = v >> free
		w.have = uint(n) - free
		return
	}
	w.have += uint(n)
}

// word writes what is left as a whole word.
func (w *writer) word() {
	if w.have > 0 {
		w.out = binary.LittleEndian.AppendUint64(w.out, w.acc)
	}
}

// flush writes what is left as whole bytes.
func (w *writer) flush() {
	for n := w.have; n > 0 && n <= 64; n -= min(n, 8) {
		w.out = append(w.out, byte(w.acc))
		w.acc >>= 8
	}
	w.have = 0
}
