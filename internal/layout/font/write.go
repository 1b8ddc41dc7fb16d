package font

import "math/bits"

// namedTable is a table of a file that is written.
type namedTable struct {
	tag  string
	data table
}

// appendFile appends a font file (OpenType, "Organization of an OpenType Font").
// The tables stand in the order of their tags; the checksum in head is set.
func appendFile(dst []byte, signature int, tables []namedTable) []byte {
	start, n := len(dst), len(tables)
	dst = append32(dst, signature)
	dst = append16(dst, n)
	log := bits.Len(uint(n)) - 1
	dst = append16(dst, 16<<log)
	dst = append16(dst, log)
	dst = append16(dst, 16*n-16<<log)
	off, head := 12+16*n, -1
	var whole uint32
	for _, t := range tables {
		if t.tag == "head" {
			head = start + off
			put32(t.data, 8, 0)
		}
		sum := checksum(t.data)
		whole += sum
		dst = append(dst, t.tag...)
		dst = append32(dst, int(sum))
		dst = append32(dst, off)
		dst = append32(dst, len(t.data))
		off += (len(t.data) + 3) &^ 3
	}
	whole += checksum(dst[start:])
	for _, t := range tables {
		dst = append(dst, t.data...)
		for (len(dst)-start)%4 != 0 {
			dst = append(dst, 0)
		}
	}
	if head >= 0 {
		put32(dst, head+8, int(0xB1B0AFBA-whole))
	}
	return dst
}

// checksum is the sum of a table's 32-bit words, zeros after its end.
func checksum(t table) (sum uint32) {
	for ; len(t) >= 4; t = t[4:] {
		sum += uint32(t[0])<<24 | uint32(t[1])<<16 | uint32(t[2])<<8 | uint32(t[3])
	}
	for i, c := range t {
		sum += uint32(c) << (24 - 8*i)
	}
	return sum
}

func put16(b []byte, i, v int) { b[i], b[i+1] = byte(v>>8), byte(v) }

func put32(b []byte, i, v int) {
	put16(b, i, v>>16)
	put16(b, i+2, v)
}
