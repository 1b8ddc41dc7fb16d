package font

import "slices"

// subsetTrueType appends a font program for FontFile2 (ISO 32000-1 9.9): the
// tables that a CIDFontType2 needs, without hints. Components that gids does
// not name follow after it.
func (f *Face) subsetTrueType(dst []byte, gids []uint16) ([]byte, error) {
	s := &glyfSubset{face: f, all: slices.Clone(gids), outlines: make([]byte, 0, 320*len(gids)), ends: make([]int, 0, len(gids))}
	for i := 0; i < len(s.all); i++ { // components make it longer
		if err := s.add(int(s.all[i])); err != nil {
			return nil, err
		}
	}
	n := len(s.all)
	format, loca := s.loca()
	hmtx := make([]byte, 0, 4*n)
	for _, id := range s.all {
		hmtx = append16(hmtx, f.advance(id))
		hmtx = append16(hmtx, f.bearing(id))
	}
	head := slices.Clone(f.head[:54])
	put16(head, 16, head.u16(16)&^0x14) // instructions change nothing
	put16(head, 50, format)
	hhea := slices.Clone(f.hhea[:36])
	put16(hhea, 34, n)
	maxp := slices.Clone(f.maxp[:32])
	put16(maxp, 4, n)
	put16(maxp, 14, 1) // maxZones, and nothing for instructions
	clear(maxp[16:28])
	dst = slices.Grow(dst, len(s.outlines)+len(loca)+len(hmtx)+512)
	return appendFile(dst, sigTrueType, []namedTable{
		{"glyf", s.outlines}, {"head", head}, {"hhea", hhea}, {"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp},
	}), nil
}

// glyfSubset is the outlines of a subset.
type glyfSubset struct {
	face     *Face
	all      []uint16       // old numbers by new ones
	placed   map[uint16]int // new ones by old ones; made when the first composite glyph comes
	outlines []byte
	ends     []int // by new number
}

// add adds the outline of a glyph.
func (s *glyfSubset) add(id int) (err error) {
	g, ok := s.face.outlines.glyph(id)
	switch {
	case !ok:
		err = errGlyph
	case len(g) == 0:
	case g.i16(0) < 0:
		s.outlines, err = appendComposite(s.outlines, g, s.place)
	default:
		s.outlines, err = appendSimple(s.outlines, g)
	}
	for len(s.outlines)%4 != 0 {
		s.outlines = append(s.outlines, 0)
	}
	s.ends = append(s.ends, len(s.outlines))
	return err
}

// place gives the new number of a component's glyph.
func (s *glyfSubset) place(id int) (int, error) {
	if id >= s.face.NumGlyphs {
		return 0, errGlyph
	}
	if s.placed == nil {
		s.placed = make(map[uint16]int, len(s.all))
		for i, g := range slices.Backward(s.all) {
			s.placed[g] = i
		}
	}
	i, ok := s.placed[uint16(id)]
	if !ok {
		i = len(s.all)
		if i > 0xFFFF {
			return 0, errGlyph
		}
		s.placed[uint16(id)] = i
		s.all = append(s.all, uint16(id))
	}
	return i, nil
}

// loca gives the table of where outlines begin and end, and its format: 0 with
// halved offsets of 16 bits, 1 where they need 32.
func (s *glyfSubset) loca() (format int, loca []byte) {
	if len(s.outlines)/2 > 0xFFFF {
		format = 1
	}
	loca = make([]byte, 0, 4*len(s.ends)+4)
	for i := range len(s.ends) + 1 {
		end := 0
		if i > 0 {
			end = s.ends[i-1]
		}
		if format == 1 {
			loca = append32(loca, end)
		} else {
			loca = append16(loca, end/2)
		}
	}
	return format, loca
}
