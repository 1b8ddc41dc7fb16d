package font

import "slices"

// glyf is TrueType outlines (OpenType, "glyf" and "loca").
type glyf struct {
	data, loca table
	long       bool // loca has 32-bit offsets
}

func newGlyf(data, loca table, format, glyphs int) (glyf, error) {
	g := glyf{data, loca, format == 1}
	size := 2
	if g.long {
		size = 4
	}
	if format > 1 || len(loca)/size < glyphs+1 {
		return glyf{}, bad("loca 表不完整", "the table loca is incomplete")
	}
	return g, nil
}

// glyph gives the description of glyph id, empty for a blank one.
func (g *glyf) glyph(id int) (table, bool) {
	if g.long {
		from := g.loca.u32(4 * id)
		return g.data.cut(from, g.loca.u32(4*id+4)-from)
	}
	from := 2 * g.loca.u16(2*id)
	return g.data.cut(from, 2*g.loca.u16(2*id+2)-from)
}

// Flags of a composite glyph's component.
const (
	argsAreWords     = 0x0001
	haveScale        = 0x0008
	moreComponents   = 0x0020
	haveXAndYScale   = 0x0040
	haveTwoByTwo     = 0x0080
	haveInstructions = 0x0100
)

var errGlyph = bad("字形数据损坏", "glyph data is damaged")

// componentSize is the length of a component with the given flags.
func componentSize(flags int) int {
	n := 6
	if flags&argsAreWords != 0 {
		n += 2
	}
	switch {
	case flags&haveScale != 0:
		n += 2
	case flags&haveXAndYScale != 0:
		n += 4
	case flags&haveTwoByTwo != 0:
		n += 8
	}
	return n
}

// appendSimple appends a simple glyph without its instructions and without what
// follows its last point.
func appendSimple(dst []byte, g table) ([]byte, error) {
	head := 10 + 2*g.i16(0)
	body := head + 2 + g.u16(head)
	if _, ok := g.cut(0, body); !ok {
		return nil, errGlyph
	}
	n := 0
	if head > 10 {
		n = g.u16(head-2) + 1
	}
	data, ok := g.cut(body, pointsLen(g[body:], n))
	if !ok {
		return nil, errGlyph
	}
	dst = append(dst, g[:head]...)
	dst = append16(dst, 0)
	return append(dst, data...), nil
}

// pointsLen is the length of the flags and coordinates of n points.
func pointsLen(t table, n int) int {
	const xShort, yShort, repeat, xSame, ySame = 1, 2, 3, 4, 5 // bits
	flags, coords := 0, 0
	for n > 0 {
		flag, times := t.u8(flags), 1
		flags++
		if flag>>repeat&1 != 0 {
			times += t.u8(flags)
			flags++
		}
		times = min(times, n)
		n -= times
		coords += times * (axisLen(flag>>xShort&1, flag>>xSame&1) + axisLen(flag>>yShort&1, flag>>ySame&1))
	}
	return flags + coords
}

// axisLen is the length of one coordinate: short ones take a byte, the same as
// before nothing, others two bytes.
func axisLen(short, same int) int {
	switch {
	case short != 0:
		return 1
	case same != 0:
		return 0
	}
	return 2
}

// appendComposite appends a composite glyph without its instructions; place
// gives the new number of a component's glyph.
func appendComposite(dst []byte, g table, place func(int) (int, error)) ([]byte, error) {
	if len(g) < 10 {
		return nil, errGlyph
	}
	dst = append(dst, g[:10]...)
	for at := 10; ; {
		flags := g.u16(at)
		part, ok := g.cut(at, componentSize(flags))
		if !ok {
			return nil, errGlyph
		}
		id, err := place(part.u16(2))
		if err != nil {
			return nil, err
		}
		dst = append16(dst, flags&^haveInstructions)
		dst = append16(dst, id)
		dst = append(dst, part[4:]...)
		if flags&moreComponents == 0 {
			return dst, nil
		}
		at += len(part)
	}
}

// subsetTrueType appends a font program for FontFile2 (ISO 32000-1 9.9): the
// tables that a CIDFontType2 needs, without hints. Components that gids does
// not name follow after it.
func (f *Face) subsetTrueType(dst []byte, gids []uint16) ([]byte, error) {
	all := slices.Clone(gids)
	var placed map[uint16]int // made when the first composite glyph comes
	place := func(id int) (int, error) {
		if id >= f.NumGlyphs {
			return 0, errGlyph
		}
		if placed == nil {
			placed = make(map[uint16]int, len(all))
			for i, g := range slices.Backward(all) {
				placed[g] = i
			}
		}
		i, ok := placed[uint16(id)]
		if !ok {
			i = len(all)
			if i > 0xFFFF {
				return 0, errGlyph
			}
			placed[uint16(id)] = i
			all = append(all, uint16(id))
		}
		return i, nil
	}
	outlines := make([]byte, 0, 320*len(gids))
	ends := make([]int, 0, len(gids))
	for i := 0; i < len(all); i++ {
		g, ok := f.outlines.glyph(int(all[i]))
		if !ok {
			return nil, errGlyph
		}
		var err error
		switch {
		case len(g) == 0:
		case g.i16(0) < 0:
			outlines, err = appendComposite(outlines, g, place)
		default:
			outlines, err = appendSimple(outlines, g)
		}
		if err != nil {
			return nil, err
		}
		for len(outlines)%4 != 0 {
			outlines = append(outlines, 0)
		}
		ends = append(ends, len(outlines))
	}
	n := len(all)

	format := 0
	if len(outlines)/2 > 0xFFFF {
		format = 1
	}
	loca := make([]byte, 0, 4*n+4)
	for i := range n + 1 {
		end := 0
		if i > 0 {
			end = ends[i-1]
		}
		if format == 1 {
			loca = append32(loca, end)
		} else {
			loca = append16(loca, end/2)
		}
	}
	hmtx := make([]byte, 0, 4*n)
	for _, id := range all {
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
	dst = slices.Grow(dst, len(outlines)+len(loca)+len(hmtx)+512)
	return appendFile(dst, sigTrueType, []namedTable{
		{"glyf", outlines}, {"head", head}, {"hhea", hhea}, {"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp},
	}), nil
}
