package font

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
