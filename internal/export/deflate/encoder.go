package deflate

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

const (
	least    = 4       // bytes of a repetition; deflate has some of three, which are seldom worth it
	longest  = 258     // of one symbol
	farthest = 32768   // back
	most     = 1 << 29 // bytes of a part, so that places in it are numbers on every machine
	margin   = 8       // the last bytes are not looked at, so that eight can be read at each place

	tableBits = 14 // with fewer, places of other bytes are often found
)

// encoder finds what stood before. For each hash of four bytes it knows where they stood
// last; places are counted on from part to part, so that the table need not be cleared.
type encoder struct {
	table [1 << tableBits]uint32
	base  uint32 // the place where the part begins
	w     writer
}

func hash(v uint32) uint32 { return v * 0x9E3779B1 >> (32 - tableBits) }

func load(b []byte, i int) uint32 { return binary.LittleEndian.Uint32(b[i:]) }

// compress appends data in one block.
func (e *encoder) compress(dst, data []byte, c *Code) []byte {
	if e.base > 1<<30 {
		clear(e.table[:])
		e.base = 1
	}
	base, end := int(e.base), len(data)-margin
	e.base += uint32(len(data))
	e.w.begin(dst, c)
	done := 0 // up to here all is written
	for i := 0; i < end; {
		v := load(data, i)
		h := hash(v)
		from := int(e.table[h]) - base
		e.table[h] = uint32(base + i)
		if from < 0 || i-from > farthest || load(data, from) != v {
			i += 1 + (i-done)>>6 // faster where nothing repeats itself
			continue
		}
		e.table[hash(load(data, i+1))] = uint32(base + i + 1)
		n := least + same(data[from+least:], data[i+least:])
		e.w.add(data[done:i], n, i-from)
		i += n
		done = i
		if i < end {
			e.table[hash(load(data, i-1))] = uint32(base + i - 1)
		}
	}
	e.w.add(data[done:], 0, 1)
	return e.w.end()
}

// same gives how many bytes b begins with that a, which is longer, begins with too.
func same(a, b []byte) int {
	n := 0
	for len(b)-n >= 8 {
		if d := binary.LittleEndian.Uint64(a[n:]) ^ binary.LittleEndian.Uint64(b[n:]); d != 0 {
			return n + bits.TrailingZeros64(d)>>3
		}
		n += 8
	}
	for n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// writer writes symbols, the first bit into the lowest of a byte.
type writer struct {
	*Code
	out  []byte // as long as there is room
	n    int    // bytes of it that are written
	acc  uint64 // bits that are no whole byte yet
	have uint   // how many; fewer than eight between symbols
}

// begin begins the block behind dst.
func (w *writer) begin(dst []byte, c *Code) {
	h := &c.header
	w.Code, w.out, w.n = c, dst[:cap(dst)], len(dst)
	w.room(h.n)
	w.n += copy(w.out[w.n:], h.out[:h.n])
	w.acc, w.have = h.acc, h.have
}

// end ends it, and gives all that is written.
func (w *writer) end() []byte {
	w.room(16)
	end := w.Code.literals[endOfBlock]
	w.acc |= end.bits() << w.have
	w.have += end.size() + 7 // the last byte is filled up
	w.flush()
	out := w.out[:w.n]
	w.out = nil
	return out
}

// room makes room for n bytes and eight, which are written at once.
func (w *writer) room(n int) {
	if len(w.out)-w.n < n+8 {
		w.out = slices.Grow(w.out[:w.n], n+8)
		w.out = w.out[:cap(w.out)]
	}
}

// flush writes whole bytes.
func (w *writer) flush() {
	binary.LittleEndian.PutUint64(w.out[w.n:], w.acc)
	w.n += int(w.have >> 3)
	w.acc >>= w.have &^ 7
	w.have &= 7
}

// add appends bytes that are no repetition, and then that n bytes stood so far back.
func (w *writer) add(data []byte, n, distance int) {
	w.room(2*len(data) + n/longest*6 + 12)
	out, at, acc, have := w.out, w.n, w.acc, w.have
	for _, b := range data {
		c := w.literals[b]
		acc |= c.bits() << (have & 63)
		if have += c.size(); have >= 48 {
			binary.LittleEndian.PutUint64(out[at:], acc)
			at += int(have >> 3)
			acc >>= have &^ 7 & 63
			have &= 7
		}
	}
	far, size := w.back(distance)
	for {
		binary.LittleEndian.PutUint64(out[at:], acc)
		at += int(have >> 3)
		acc >>= have &^ 7 & 63
		have &= 7
		if n == 0 {
			break
		}
		k := min(n, longest)
		if left := n - k; left > 0 && left < 3 { // there are none so short
			k -= 3
		}
		c := w.lengths[k-3]
		acc |= (c.bits() | far<<c.size()) << have
		have += c.size() + size
		n -= k
	}
	w.n, w.acc, w.have = at, acc, have
}
