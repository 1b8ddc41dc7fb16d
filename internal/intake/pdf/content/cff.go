package content

import "encoding/binary"

// cff is an embedded font of that format (Adobe Technical Note 5176), as much of it
// as tells what its glyphs are called.
type cff struct {
	names      []uint16 // by glyph: the string that is its name, or its CID
	strings    [][]byte
	collection string // of its CIDs, "GB1"; "": glyphs have names
}

// standardStrings is how many strings have a number without standing in the font;
// zeroString is that of the name zero, behind which the other figures follow.
const (
	standardStrings = 391
	zeroString      = 17
)

// parseCFF reads a font; nil where it is none.
func parseCFF(b []byte) *cff {
	if len(b) < 4 || b[0] != 1 {
		return nil
	}
	_, rest := index(b[min(int(b[2]), len(b)):])
	tops, rest := index(rest)
	if len(tops) == 0 {
		return nil
	}
	f := &cff{}
	f.strings, _ = index(rest)
	top := dictOf(tops[0])
	chars, charset := top[17], top[15]
	if len(chars) == 0 || chars[0] <= 0 || chars[0] >= len(b) || len(charset) == 0 || charset[0] <= 2 || charset[0] >= len(b) {
		return nil // its glyphs are those of a predefined set, which subsets are not
	}
	if ros := top[12<<8|30]; len(ros) == 3 {
		if f.collection = string(f.string(ros[1])); f.collection == "" {
			return nil
		}
	}
	f.charset(b[charset[0]:], int(word(b[chars[0]:])))
	return f
}

// word reads two bytes.
func word(b []byte) uint16 {
	if len(b) < 2 {
		return 0
	}
	return binary.BigEndian.Uint16(b)
}

// string gives a string by its number; of the standard ones none.
func (f *cff) string(n int) []byte {
	if n -= standardStrings; n < 0 || n >= len(f.strings) {
		return nil
	}
	return f.strings[n]
}

// charset reads what the glyphs are called (5176, 13).
func (f *cff) charset(b []byte, glyphs int) {
	f.names = append(f.names, 0)
	if len(b) == 0 {
		return
	}
	format, b := b[0], b[1:]
	for len(f.names) < glyphs && len(b) >= 2 {
		first, left := word(b), 0
		b = b[2:]
		switch {
		case format == 1 && len(b) >= 1:
			left, b = int(b[0]), b[1:]
		case format == 2 && len(b) >= 2:
			left, b = int(word(b)), b[2:]
		}
		for i := 0; i <= left && len(f.names) < glyphs; i++ {
			f.names = append(f.names, first+uint16(i))
		}
	}
}

// index reads an INDEX (5176, 5) and gives what stands behind it.
func index(b []byte) (all [][]byte, rest []byte) {
	n := int(word(b))
	if n == 0 {
		return nil, b[min(2, len(b)):]
	}
	if len(b) < 3 || b[2] < 1 || b[2] > 4 {
		return nil, nil
	}
	size := int(b[2])
	data := 3 + (n+1)*size - 1
	if data >= len(b) {
		return nil, nil
	}
	offset := func(i int) int { return data + int(number(b[3+i*size:3+(i+1)*size])) }
	for i := range n {
		from, to := offset(i), offset(i+1)
		if from > to || to > len(b) {
			return nil, nil
		}
		all = append(all, b[from:to])
	}
	return all, b[offset(n):]
}

// dictOf reads the whole numbers of a DICT (5176, 4) by its operators.
func dictOf(b []byte) map[int][]int {
	all := map[int][]int{}
	var args []int
	for i := 0; i < len(b); i++ {
		switch c := int(b[i]); {
		case c == 12 && i+1 < len(b):
			i++
			all[12<<8|int(b[i])], args = args, nil
		case c <= 21:
			all[c], args = args, nil
		case c == 28:
			args = append(args, int(int16(word(b[i+1:]))))
			i += 2
		case c == 29 && i+4 < len(b):
			args = append(args, int(int32(binary.BigEndian.Uint32(b[i+1:]))))
			i += 4
		case c == 30: // a real number
			for i++; i < len(b) && b[i]&15 != 15 && b[i]>>4 != 15; i++ {
			}
			args = append(args, 0)
		case c >= 32 && c <= 246:
			args = append(args, c-139)
		case c >= 247 && c <= 254 && i+1 < len(b):
			v := (c-247)<<8 + int(b[i+1]) + 108
			if c > 250 {
				v = -((c-251)<<8 + int(b[i+1]) + 108)
			}
			args = append(args, v)
			i++
		}
	}
	return all
}

// nameTeller tells characters by the names of a CFF font's glyphs, where CIDs or
// codes are glyphs.
type nameTeller struct {
	*cff
	codes codeSpace
}

func (t *nameTeller) text(code uint32, bytes int) (string, bool) {
	glyph := int(t.codes.cid(code, bytes))
	if glyph <= 0 || glyph >= len(t.names) {
		return "", false
	}
	n := int(t.names[glyph])
	if n >= zeroString && n < zeroString+10 {
		return string(rune('0' + n - zeroString)), true
	}
	return glyphText(string(t.string(n)))
}
