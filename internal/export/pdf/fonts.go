package pdf

import (
	"errors"
	"fmt"
	"hash/fnv"

	"nianbao/internal/layout/font"
)

// fonts are the faces that the document uses, in the order of their first use.
type fonts struct {
	uses    []*fontUse
	scratch []byte
}

// fontUse is a face in the document. A code is the index of a glyph in the
// subset. Each pair of glyph and character has a code of its own, so that the
// character can be told from the code.
type fontUse struct {
	face   *font.Face
	number int // in the resource dictionary

	// by code; code 0 is the glyph .notdef and never shown
	glyphs []uint16
	runes  []rune
	widths []int64 // in 1/1000 em

	first  []uint16 // by glyph: the code that it got first
	others map[pair]uint16
}

type pair struct {
	glyph uint16
	r     rune
}

var errManyGlyphs = errors.New("a font is used with more than 65,534 characters")

// reset forgets the faces; their tables are used again.
func (f *fonts) reset() { f.uses = f.uses[:0] }

// use gives the entry of face, a new one on its first use.
func (f *fonts) use(face *font.Face) *fontUse {
	for _, u := range f.uses {
		if u.face == face {
			return u
		}
	}
	n := len(f.uses)
	if n < cap(f.uses) {
		f.uses = f.uses[:n+1]
	} else {
		f.uses = append(f.uses, nil)
	}
	u := f.uses[n]
	if u == nil {
		u = &fontUse{others: map[pair]uint16{}}
		f.uses[n] = u
	}
	u.face, u.number = face, n
	u.glyphs, u.runes, u.widths = append(u.glyphs[:0], 0), append(u.runes[:0], 0), append(u.widths[:0], 0)
	return u
}

// release lets go of the faces.
func (f *fonts) release() {
	for _, u := range f.uses {
		for _, g := range u.glyphs {
			if int(g) < len(u.first) {
				u.first[g] = 0
			}
		}
		clear(u.others)
		u.face = nil
	}
}

// code gives the code of a glyph that stands for r.
func (u *fontUse) code(glyph uint16, r rune) (uint16, error) {
	if int(glyph) >= len(u.first) {
		u.first = append(u.first, make([]uint16, int(glyph)+1-len(u.first))...)
	}
	code := u.first[glyph]
	if code != 0 && u.runes[code] == r {
		return code, nil
	}
	if code != 0 {
		if c, ok := u.others[pair{glyph, r}]; ok {
			return c, nil
		}
	}
	if len(u.glyphs) == 0xFFFF {
		return 0, errManyGlyphs
	}
	c := uint16(len(u.glyphs))
	u.glyphs, u.runes = append(u.glyphs, glyph), append(u.runes, r)
	u.widths = append(u.widths, int64(u.face.Width(glyph)))
	if code == 0 {
		u.first[glyph] = c
	} else {
		u.others[pair{glyph, r}] = c
	}
	return c, nil
}

// writeFonts writes all fonts and the resource dictionary that names them.
func (w *Writer) writeFonts(resources int) error {
	b := append(w.images.append([]byte("<<")), "/Font<<"...)
	for _, u := range w.fonts.uses {
		id, err := w.writeFont(u)
		if err != nil {
			return fmt.Errorf("font %s: %w", u.face.PostScriptName, err)
		}
		b = append(appendInt(append(b, "/F"...), u.number), ' ')
		b = appendRef(b, id)
	}
	w.object(resources, append(b, ">>>>"...))
	return nil
}

// writeFont writes a composite font (9.7) and all that belongs to it.
func (w *Writer) writeFont(u *fontUse) (id int, err error) {
	sum := u.sum()
	name := tag(sum) + "+" + u.face.PostScriptName
	id = w.alloc()
	descendant, descriptor, program, toUnicode := w.alloc(), w.alloc(), w.alloc(), w.alloc()
	if err := w.subset(u, sum, name, program, toUnicode); err != nil {
		return 0, err
	}

	composite := name // 9.7.6.1: with the CMap's name where the descendant is Type 0
	if u.face.IsCFF {
		composite += "-Identity-H"
	}
	b := appendName(append(w.body[:0], "<</Type/Font/Subtype/Type0/BaseFont"...), composite)
	b = appendRef(append(b, "/Encoding/Identity-H/DescendantFonts["...), descendant)
	b = appendRef(append(b, "]/ToUnicode "...), toUnicode)
	w.object(id, append(b, ">>"...))

	b = append(b[:0], "<</Type/Font/Subtype/CIDFontType2/CIDToGIDMap/Identity"...)
	if u.face.IsCFF {
		b = append(b[:0], "<</Type/Font/Subtype/CIDFontType0"...)
	}
	b = appendName(append(b, "/BaseFont"...), name)
	b = append(b, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor "...)
	b = appendRef(b, descriptor)
	b = u.appendWidths(append(b, "/DW 1000"...))
	w.object(descendant, append(b, ">>"...))

	b = appendDescriptor(b[:0], u.face, name, program)
	w.object(descriptor, b)
	w.body = b
	return id, nil
}

// appendDescriptor appends a font descriptor (9.8).
func appendDescriptor(b []byte, f *font.Face, name string, program int) []byte {
	m := f.Metrics()
	const fixedPitch, symbolic = 1 << 0, 1 << 2 // symbolic: codes are in no standard order
	flags := symbolic
	if m.FixedPitch {
		flags |= fixedPitch
	}
	b = appendName(append(b, "<</Type/FontDescriptor/FontName"...), name)
	b = append(b, "/FontBBox["...)
	for _, v := range [...]int{m.XMin, m.YMin, m.XMax, m.YMax} {
		b = append(appendInt(b, v), ' ')
	}
	b[len(b)-1] = ']'
	for _, e := range [...]struct {
		key   string
		value int
	}{
		{"/Flags ", flags}, {"/ItalicAngle ", m.ItalicAngle}, {"/Ascent ", m.Ascent}, {"/Descent ", m.Descent},
		{"/CapHeight ", m.CapHeight}, {"/StemV ", stemV(m.Weight)},
	} {
		b = appendInt(append(b, e.key...), e.value)
	}
	if f.IsCFF {
		b = append(b, "/FontFile3 "...)
	} else {
		b = append(b, "/FontFile2 "...)
	}
	return append(appendRef(b, program), ">>"...)
}

// stemV guesses the width of stems, which no font file tells, from the weight.
func stemV(weight int) int { return 50 + weight*weight/(65*65) }

// appendWidths appends the W entry (9.7.4.3): what differs from DW.
func (u *fontUse) appendWidths(b []byte) []byte {
	b = append(b, "/W["...)
	for i := 1; i < len(u.widths); i++ {
		if u.widths[i] == 1000 {
			continue
		}
		b = append(appendInt(b, i), '[')
		for ; i < len(u.widths) && u.widths[i] != 1000; i++ {
			b = append(appendInt(b, int(u.widths[i])), ' ')
		}
		b[len(b)-1] = ']'
	}
	return append(b, ']')
}

// sum is a hash of what the subset holds.
func (u *fontUse) sum() uint64 {
	h := fnv.New64a()
	var p [5]byte
	for i, g := range u.glyphs {
		r := u.runes[i]
		p = [5]byte{byte(g >> 8), byte(g), byte(r >> 16), byte(r >> 8), byte(r)}
		h.Write(p[:])
	}
	return h.Sum64()
}

// tag gives the six letters that tell subsets of one face apart (9.6.4).
func tag(sum uint64) string {
	var tag [6]byte
	for i := range tag {
		tag[i] = 'A' + byte(sum%26)
		sum /= 26
	}
	return string(tag[:])
}
