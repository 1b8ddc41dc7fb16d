package pdf

import (
	"errors"
	"slices"

	"nianbao/internal/layout/typeset"
	"nianbao/internal/unit"
)

// drift is how far, in millionths of a point, a glyph may stand from its place
// before it is moved there.
const drift = 2500

// longest is the number of codes in one string (7.3.4.2, annex C.2).
const longest = 8000

// show appends text to a content stream. It follows what a reader computes
// (9.4.4), in whole millionths of a point, so that rounding errors are seen
// and corrected before they add up.
type show struct {
	b      []byte
	height unit.Length
	fonts  *fonts

	// the text state, which outlives a text object
	font    *fontUse
	size    int64 // in 1/1000 pt
	spacing int64 // Tc, in 1/10000 pt

	// the text line matrix
	turned bool
	x, y   int64 // its origin in 1/1000 pt

	// scratch
	codes  []uint16
	excess []int64
}

var (
	errNoFace = errors.New("a text has no face")
	errNoSize = errors.New("a text has no size")
)

// begin begins a text object; its matrix is the identity.
func (s *show) begin() {
	s.b = append(s.b, "BT\n"...)
	s.turned, s.x, s.y = false, 0, 0
}

// end ends the text object and the marked content around it.
func (s *show) end() { s.b = append(s.b, "ET\nEMC\n"...) }

// text shows one Text.
func (s *show) text(t *typeset.Text) error {
	if len(t.Glyphs) == 0 {
		return nil
	}
	if t.Face == nil || t.Face.NumGlyphs == 0 {
		return errNoFace
	}
	size := milli(t.Size)
	if size <= 0 {
		return errNoSize
	}
	font := s.fonts.use(t.Face)
	if font != s.font || size != s.size {
		s.font, s.size = font, size
		s.b = append(appendInt(append(s.b, "/F"...), font.number), ' ')
		s.b = append(appendMilli(s.b, size), " Tf\n"...)
	}
	s.codes = s.codes[:0]
	for _, g := range t.Glyphs {
		code, err := font.code(g.ID, g.Rune)
		if err != nil {
			return err
		}
		s.codes = append(s.codes, code)
	}
	s.move(t)
	s.space(t)
	s.glyphs(t)
	return nil
}

// move sets the text line matrix to the text's origin.
func (s *show) move(t *typeset.Text) {
	x, y := milli(t.X), milli(s.height-t.Y)
	switch {
	case t.Turned:
		s.b = append(s.b, "0 -1 1 0 "...)
		s.point(x, y, "Tm\n")
	case s.turned:
		s.b = append(s.b, "1 0 0 1 "...)
		s.point(x, y, "Tm\n")
	default:
		s.point(x-s.x, y-s.y, "Td\n")
	}
	s.turned, s.x, s.y = t.Turned, x, y
}

func (s *show) point(x, y int64, operator string) {
	s.b = append(appendMilli(s.b, x), ' ')
	s.b = append(appendMilli(s.b, y), ' ')
	s.b = append(s.b, operator...)
}

// space sets the character spacing to what most advances exceed the glyphs'
// widths by: their median.
func (s *show) space(t *typeset.Text) {
	last := len(t.Glyphs) - 1 // nothing follows it
	if last == 0 {
		return
	}
	s.excess = s.excess[:0]
	for i, g := range t.Glyphs[:last] {
		s.excess = append(s.excess, micro(g.Advance)-s.font.widths[s.codes[i]]*s.size)
	}
	slices.Sort(s.excess)
	if tc := roundDiv(s.excess[last/2], 100); tc != s.spacing {
		s.spacing = tc
		s.b = append(unit.AppendDecimal(s.b, tc, 4), " Tc\n"...)
	}
}

// glyphs shows the glyphs in one or more arrays (TJ). A character whose code
// alone does not tell it gets a span of its own with ActualText (14.9.4): one
// that is drawn by several glyphs, or one of a private use area.
func (s *show) glyphs(t *typeset.Text) {
	var want unit.Length // where the next glyph belongs
	var have int64       // where it would stand, in 1/1,000,000 pt
	run, span := 0, false
	s.b = append(s.b, '[')
	for i, g := range t.Glyphs {
		if span && g.Rune != 0 {
			s.endString(&run)
			s.b = append(s.b, "]TJ\nEMC\n["...)
			span = false
		}
		if t.Node != nil && g.Rune != 0 && (isPrivate(g.Rune) || i+1 < len(t.Glyphs) && t.Glyphs[i+1].Rune == 0) {
			s.endString(&run)
			s.b = appendUTF16(append(s.b, "]TJ\n/Span<</ActualText<FEFF"...), g.Rune)
			s.b = append(s.b, ">>>BDC\n["...)
			span = true
		}
		if off := micro(want) - have; off > drift || off < -drift {
			if n := roundDiv(-10*off, s.size); n != 0 {
				s.endString(&run)
				s.b = unit.AppendDecimal(s.b, n, 1)
				have -= roundDiv(n*s.size, 10)
			}
		}
		if run == longest {
			s.endString(&run)
		}
		if run == 0 {
			s.b = append(s.b, '(')
		}
		code := s.codes[i]
		s.b = appendStringByte(appendStringByte(s.b, byte(code>>8)), byte(code))
		run++
		want += g.Advance
		have += s.font.widths[code]*s.size + s.spacing*100
	}
	s.endString(&run)
	s.b = append(s.b, "]TJ\n"...)
	if span {
		s.b = append(s.b, "EMC\n"...)
	}
}

// endString ends the string of run codes, if there is one.
func (s *show) endString(run *int) {
	if *run > 0 {
		s.b = append(s.b, ')')
		*run = 0
	}
}

// isPrivate reports whether r is in a private use area, where a code says
// nothing about the character (ISO 19005-2 6.2.11.7.3).
func isPrivate(r rune) bool {
	return r >= 0xE000 && r <= 0xF8FF || r >= 0xF0000
}

// roundDiv gives a/b for b > 0, rounded to the nearest.
func roundDiv(a, b int64) int64 {
	if a < 0 {
		return -((-a + b/2) / b)
	}
	return (a + b/2) / b
}
