package font

import "encoding/binary"

// table is a font table or a part of one. Reads outside of it give 0 or nothing,
// so that a damaged font can do no more than give wrong glyphs.
type table []byte

func (t table) u8(i int) int {
	if i < 0 || i >= len(t) {
		return 0
	}
	return int(t[i])
}

func (t table) u16(i int) int {
	if i < 0 || i > len(t)-2 {
		return 0
	}
	return int(binary.BigEndian.Uint16(t[i:]))
}

func (t table) i16(i int) int { return int(int16(t.u16(i))) }

func (t table) u24(i int) int { return t.u8(i)<<16 | t.u16(i+1) }

func (t table) u32(i int) int {
	if i < 0 || i > len(t)-4 {
		return 0
	}
	return int(binary.BigEndian.Uint32(t[i:]))
}

// from is what begins at i; nil when i lies outside.
func (t table) from(i int) table {
	if i < 0 || i > len(t) {
		return nil
	}
	return t[i:]
}

// cut is n bytes from i on; false when they are not all there.
func (t table) cut(i, n int) (table, bool) {
	if i < 0 || n < 0 || i > len(t) || n > len(t)-i {
		return nil, false
	}
	return t[i : i+n : i+n], true
}

func append16(b []byte, v int) []byte { return append(b, byte(v>>8), byte(v)) }

func append32(b []byte, v int) []byte {
	return append(b, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}
