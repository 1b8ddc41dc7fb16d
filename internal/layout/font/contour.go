package font

// point is a point of a TrueType glyph, in 1/65536 of a font unit.
type point struct {
	x, y     int
	on, last bool // on the curve; the last of its contour
}

// Flags of a composite glyph's component that decide where it stands.
const (
	argsAreXY    = 0x0002
	scaledOffset = 0x0800
)

const unit16 = 1 << 16 // a font unit

// What one glyph may consist of, so that a damaged font cannot make it endless.
const (
	maxComponents   = 256
	maxGlyphPoints  = 1 << 16
	maxGlyphNesting = 8
)

// contours collects the points of a glyph.
type contours struct {
	font       *glyf
	points     []point
	components int
}

// draw tells p the outline of glyph id.
func (g *glyf) draw(id int, p Pen) error {
	c := contours{font: g}
	if err := c.add(id, 0); err != nil {
		return err
	}
	points, at := c.points, point{}
	for len(points) > 0 {
		n := 1
		for n < len(points) && !points[n-1].last {
			n++
		}
		at = drawContour(points[:n], at, p)
		points = points[n:]
	}
	return nil
}

// drawContour draws a closed contour and gives where the pen stands then. Between
// two points off the curve there is one on it, half-way (OpenType, "glyf").
func drawContour(c []point, at point, p Pen) point {
	begin := c[0]
	rest := c[1:]
	if !begin.on {
		begin, rest = half(c[len(c)-1], c[0]), c
		if end := c[len(c)-1]; end.on {
			begin, rest = end, c[:len(c)-1]
		}
	}
	p.Move(begin.x-at.x, begin.y-at.y)
	at = begin
	for i := 0; i < len(rest); i++ {
		to := rest[i]
		if to.on {
			p.Line(to.x-at.x, to.y-at.y)
			at = to
			continue
		}
		next := begin
		if i+1 < len(rest) {
			if next = rest[i+1]; next.on {
				i++
			} else {
				next = half(to, next)
			}
		}
		p.Quad(to.x-at.x, to.y-at.y, next.x-to.x, next.y-to.y)
		at = next
	}
	return at
}

func half(a, b point) point { return point{x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, on: true} }

// add adds the points of a glyph.
func (c *contours) add(id, depth int) error {
	data, ok := c.font.glyph(id)
	switch {
	case !ok || depth > maxGlyphNesting:
		return errGlyph
	case len(data) == 0:
		return nil
	case data.i16(0) < 0:
		return c.composite(data, depth)
	}
	return c.simple(data)
}

// simple adds the points of a simple glyph.
func (c *contours) simple(g table) error {
	count := g.i16(0)
	if count == 0 {
		return nil
	}
	head := 10 + 2*count
	n := g.u16(head-2) + 1
	body := head + 2 + g.u16(head)
	if _, ok := g.cut(0, body); !ok || len(c.points)+n > maxGlyphPoints {
		return errGlyph
	}
	data, ok := g.cut(body, pointsLen(g[body:], n))
	if !ok {
		return errGlyph
	}
	flags, coords := readFlags(data, n)
	added := make([]point, n)
	for i, f := range flags {
		added[i].on = f&1 != 0
	}
	for i := range count {
		end := g.u16(10 + 2*i)
		if end >= n {
			return errGlyph
		}
		added[end].last = true
	}
	coords = readAxis(coords, flags, 1, 4, func(i, v int) { added[i].x = v })
	readAxis(coords, flags, 2, 5, func(i, v int) { added[i].y = v })
	c.points = append(c.points, added...)
	return nil
}

// readFlags gives the flags of n points, and what follows them.
func readFlags(t table, n int) (flags []byte, rest table) {
	const repeat = 1 << 3
	flags = make([]byte, 0, n)
	at := 0
	for len(flags) < n {
		f, times := byte(t.u8(at)), 1
		at++
		if f&repeat != 0 {
			times += t.u8(at)
			at++
		}
		for ; times > 0 && len(flags) < n; times-- {
			flags = append(flags, f)
		}
	}
	return flags, t[min(at, len(t)):]
}

// readAxis reads one coordinate of each point; short and same are the bits of
// the flags that say how it is written.
func readAxis(t table, flags []byte, short, same int, set func(i, v int)) (rest table) {
	at, v := 0, 0
	for i, f := range flags {
		isShort, isSame := f>>short&1 != 0, f>>same&1 != 0
		switch {
		case isShort && isSame:
			v += t.u8(at)
		case isShort:
			v -= t.u8(at)
		case !isSame:
			v += t.i16(at)
		}
		at += axisLen(int(f>>short&1), int(f>>same&1))
		set(i, v*unit16)
	}
	return t[min(at, len(t)):]
}

// composite adds the points of a glyph that is made of others.
func (c *contours) composite(data table, depth int) error {
	base := len(c.points)
	for at := 10; ; {
		flags := data.u16(at)
		part, ok := data.cut(at, componentSize(flags))
		if c.components++; !ok || c.components > maxComponents {
			return errGlyph
		}
		from := len(c.points) - base
		if err := c.add(part.u16(2), depth+1); err != nil {
			return err
		}
		if err := placeComponent(c.points[base:], from, part, flags); err != nil {
			return err
		}
		if flags&moreComponents == 0 {
			return nil
		}
		at += len(part)
	}
}

// placeComponent scales and moves the points from from on, those of a component.
func placeComponent(points []point, from int, part table, flags int) error {
	m := componentMatrix(part, flags)
	for i := range points[from:] {
		p := &points[from+i]
		p.x, p.y = m.apply(p.x, p.y)
	}
	a, b := part.u8(4), part.u8(5)
	if flags&argsAreWords != 0 {
		a, b = part.u16(4), part.u16(6)
	}
	var dx, dy int
	switch {
	case flags&argsAreXY == 0: // two points that meet
		if a >= from || from+b >= len(points) {
			return errGlyph
		}
		dx, dy = points[a].x-points[from+b].x, points[a].y-points[from+b].y
	case flags&argsAreWords != 0:
		dx, dy = part.i16(4)*unit16, part.i16(6)*unit16
	default:
		dx, dy = int(int8(a))*unit16, int(int8(b))*unit16
	}
	if flags&(argsAreXY|scaledOffset) == argsAreXY|scaledOffset {
		dx, dy = m.apply(dx, dy)
	}
	for i := range points[from:] {
		points[from+i].x += dx
		points[from+i].y += dy
	}
	return nil
}

// scaling is a matrix of F2DOT14 numbers: xx, xy, yx, yy.
type scaling [4]int

func (m scaling) apply(x, y int) (int, int) {
	times := func(a, b int) int64 { return int64(a) * int64(b) } // more than 32 bits
	return int((times(x, m[0]) + times(y, m[2])) >> 14), int((times(x, m[1]) + times(y, m[3])) >> 14)
}

func componentMatrix(part table, flags int) scaling {
	const one = 1 << 14
	at := 6
	if flags&argsAreWords != 0 {
		at = 8
	}
	switch {
	case flags&haveScale != 0:
		return scaling{part.i16(at), 0, 0, part.i16(at)}
	case flags&haveXAndYScale != 0:
		return scaling{part.i16(at), 0, 0, part.i16(at + 2)}
	case flags&haveTwoByTwo != 0:
		return scaling{part.i16(at), part.i16(at + 2), part.i16(at + 4), part.i16(at + 6)}
	}
	return scaling{one, 0, 0, one}
}
