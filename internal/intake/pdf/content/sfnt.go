package content

import "encoding/binary"

// glyphTeller tells characters by an embedded font's table of characters
// (OpenType "cmap"), read the other way round: by glyph.
type glyphTeller struct {
	font    []byte
	codes   codeSpace
	toGlyph []byte // CIDToGIDMap; nil: CIDs are glyphs
	of      map[uint16]rune
	told    *int // how many entries may still be read
}

func (t *glyphTeller) text(code uint32, bytes int) (string, bool) {
	if t.of == nil {
		t.of = map[uint16]rune{}
		eachCharacter(t.font, t.told, func(r rune, glyph uint16) {
			if old, ok := t.of[glyph]; !ok || r < old {
				t.of[glyph] = r
			}
		})
	}
	glyph := t.codes.cid(code, bytes)
	if t.toGlyph != nil {
		if int(glyph)*2+1 >= len(t.toGlyph) {
			return "", false
		}
		glyph = uint32(binary.BigEndian.Uint16(t.toGlyph[2*glyph:]))
	}
	r, ok := t.of[uint16(glyph)]
	return string(r), ok && glyph != 0 && glyph <= 0xFFFF && !private(r)
}

// symbolTeller tells characters of a simple TrueType font without an encoding,
// whose codes are characters of its table (9.6.6.4). Codes that the table has moved
// to U+F000 say nothing: subsets number their glyphs so as they come.
type symbolTeller struct {
	font  []byte
	of    map[rune]bool
	moved bool
	told  *int // how many entries may still be read
}

func (t *symbolTeller) text(code uint32, _ int) (string, bool) {
	if t.of == nil {
		t.of = map[rune]bool{}
		eachCharacter(t.font, t.told, func(r rune, _ uint16) {
			t.of[r] = true
			t.moved = t.moved || r>>8 == 0xF0
		})
	}
	c := rune(code)
	return string(c), c >= ' ' && c < 0x7F && t.of[c] && !t.moved
}

func private(r rune) bool { return r >= 0xE000 && r <= 0xF8FF || r >= 0xF0000 }

// eachCharacter calls yield for each character of a font's tables of formats 4
// and 12; what is damaged is left out. It takes from what may still be told.
func eachCharacter(font []byte, told *int, tell func(r rune, glyph uint16)) {
	yield := func(r rune, glyph uint16) {
		if *told--; *told >= 0 {
			tell(r, glyph)
		}
	}
	table := tableOf(font, "cmap")
	if len(table) < 4 {
		return
	}
	n := int(binary.BigEndian.Uint16(table[2:]))
	for i := range min(n, 20) {
		at := 4 + 8*i
		if at+8 > len(table) {
			return
		}
		offset := int(binary.BigEndian.Uint32(table[at+4:]))
		if offset+16 > len(table) {
			continue
		}
		switch sub := table[offset:]; binary.BigEndian.Uint16(sub) {
		case 4:
			format4(sub, yield)
		case 12:
			format12(sub, yield)
		}
	}
}

// tableOf gives a table of a font file.
func tableOf(font []byte, tag string) []byte {
	if len(font) < 12 {
		return nil
	}
	n := int(binary.BigEndian.Uint16(font[4:]))
	for i := range n {
		at := 12 + 16*i
		if at+16 > len(font) {
			return nil
		}
		if string(font[at:at+4]) != tag {
			continue
		}
		from, size := int(binary.BigEndian.Uint32(font[at+8:])), int(binary.BigEndian.Uint32(font[at+12:]))
		if from > len(font) {
			return nil
		}
		return font[from:min(from+size, len(font))]
	}
	return nil
}

func format4(t []byte, yield func(r rune, glyph uint16)) {
	word := func(at int) int {
		if at < 0 || at+2 > len(t) {
			return 0
		}
		return int(binary.BigEndian.Uint16(t[at:]))
	}
	segments, budget := word(6)/2, 70_000
	for i := range segments {
		end, start := word(14+2*i), word(16+2*segments+2*i)
		delta, at := word(16+4*segments+2*i), 16+6*segments+2*i
		offset := word(at)
		for c := start; c <= end && c < 0xFFFF && budget > 0; c++ {
			budget--
			glyph := c
			if offset != 0 {
				if glyph = word(at + offset + 2*(c-start)); glyph == 0 {
					continue
				}
			}
			yield(rune(c), uint16(glyph+delta))
		}
	}
}

func format12(t []byte, yield func(r rune, glyph uint16)) {
	n, budget := int(binary.BigEndian.Uint32(t[12:])), 200_000
	for i := range n {
		at := 16 + 12*i
		if at+12 > len(t) {
			return
		}
		start, end := binary.BigEndian.Uint32(t[at:]), binary.BigEndian.Uint32(t[at+4:])
		glyph := binary.BigEndian.Uint32(t[at+8:])
		for c := start; c <= end && c <= 0x10FFFF && budget > 0; c++ {
			budget--
			yield(rune(c), uint16(glyph+c-start))
		}
	}
}
