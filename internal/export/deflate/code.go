package deflate

import (
	"math/bits"
	"slices"
)

// The alphabets (3.2.5): bytes, the block's end and lengths of repetitions; how far back
// they stand.
const (
	endOfBlock = 256
	symbols    = 286
	distances  = 30
)

// code is what is written for a symbol: its bits, the first the lowest, above their number.
type code uint32

const sizeBits = 5

func (c code) bits() uint64 { return uint64(c >> sizeBits) }

func (c code) size() uint { return uint(c & (1<<sizeBits - 1)) }

// with gives the code with n more bits behind it (3.2.5).
func (c code) with(extra, n int) code {
	return (c>>sizeBits|code(extra)<<c.size())<<sizeBits | code(c.size()) + code(n)
}

// codes gives those of an alphabet in the order that their sizes give (3.2.2).
func codes(sizes []uint8) []code {
	all := make([]code, len(sizes))
	next := uint16(0)
	for size := uint8(1); size <= 15; size++ {
		next <<= 1
		for symbol := range sizes {
			if sizes[symbol] == size {
				all[symbol] = code(bits.Reverse16(next)>>(16-size))<<sizeBits | code(size)
				next++
			}
		}
	}
	return all
}

// Code is a code that is made for one kind of parts. It is never changed.
type Code struct {
	literals [endOfBlock + 1]code // bytes and the end
	lengths  [longest - 2]code    // from three bytes on, with their extra bits
	backs    [distances]code      // how far back, without
	header   writer               // how a block with this code begins
}

func newCode(sizes *[symbols]uint8, backSizes *[distances]uint8, sizeSizes *[19]uint8) *Code {
	all := codes(sizes[:])
	return &Code{
		literals: [endOfBlock + 1]code(all[:endOfBlock+1]),
		lengths:  lengthCodes(all[endOfBlock+1:]),
		backs:    [distances]code(codes(backSizes[:])),
		header:   newHeader(sizes, backSizes, sizeSizes),
	}
}

func lengthCodes(of []code) (all [longest - 2]code) {
	for v := range all {
		k := max(bits.Len(uint(v))-3, 0) // extra bits
		all[v] = of[4*k+v>>k].with(v&(1<<k-1), k)
	}
	all[longest-3] = of[len(of)-1] // it has one of its own
	return all
}

// back gives the bits for a distance, and their number.
func (c *Code) back(distance int) (v uint64, size uint) {
	d := uint(distance - 1)
	k := uint(max(bits.Len(d)-2, 0)) // extra bits
	b := c.backs[2*k+d>>k]
	return b.bits() | uint64(d&(1<<k-1))<<b.size(), b.size() + k
}

// newHeader says that a block is the last one, and what codes it has (3.2.7).
func newHeader(sizes *[symbols]uint8, backSizes *[distances]uint8, sizeSizes *[19]uint8) (h writer) {
	h.room(256)
	put := func(v uint64, n uint) {
		h.acc |= v << h.have
		h.have += n
		h.flush()
	}
	put(1, 1)
	put(2, 2)
	put(symbols-257, 5)
	put(distances-1, 5)
	put(19-4, 4)
	for _, size := range [...]int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15} {
		put(uint64(sizeSizes[size]), 3)
	}
	of, all := codes(sizeSizes[:]), slices.Concat(sizes[:], backSizes[:])
	for len(all) > 0 {
		size, n := all[0], 1 // the same so many times
		for n < len(all) && n < 7 && all[n] == size {
			n++
		}
		put(of[size].bits(), of[size].size())
		if n < 4 {
			n = 1
		} else {
			put(of[16].bits(), of[16].size())
			put(uint64(n-4), 2)
		}
		all = all[n:]
	}
	return h
}
