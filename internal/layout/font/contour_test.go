package font

import "testing"

// bounds is a Pen that notes the box around all points.
type bounds struct {
	x, y, left, low, right, high int
	any                          bool
}

func (b *bounds) to(d ...int) {
	x, y := b.x, b.y
	for i := 0; i < len(d); i += 2 {
		x, y = b.x+d[i], b.y+d[i+1]
		if !b.any {
			b.left, b.low, b.right, b.high, b.any = x, y, x, y, true
		}
		b.left, b.low, b.right, b.high = min(b.left, x), min(b.low, y), max(b.right, x), max(b.high, y)
	}
	b.x, b.y = x, y
}

func (b *bounds) Move(dx, dy int)             { b.to(dx, dy) }
func (b *bounds) Line(dx, dy int)             { b.to(dx, dy) }
func (b *bounds) Quad(dx1, dy1, dx2, dy2 int) { b.to(dx1, dy1, dx1+dx2, dy1+dy2) }
func (b *bounds) Curve(a, c, d, e, f, g int)  { b.to(a, c, a+d, c+e, a+d+f, c+e+g) }
func (b *bounds) box() [4]int                 { return [4]int{b.left >> 16, b.low >> 16, b.right >> 16, b.high >> 16} }

// TestOutlineBounds compares outlines with the boxes that the fonts themselves
// say the glyphs have, composite ones too.
func TestOutlineBounds(t *testing.T) {
	for _, file := range bundledFiles {
		f := bundled(t, file)
		if f.IsCFF {
			continue
		}
		composite, off := 0, 0
		for id := range f.NumGlyphs {
			g, ok := f.outlines.glyph(id)
			if !ok || len(g) == 0 {
				continue
			}
			var b bounds
			if err := f.Outline(uint16(id), &b); err != nil {
				t.Fatalf("%s: glyph %d: %v", file, id, err)
			}
			if g.i16(0) < 0 {
				composite++
			}
			want := [4]int{g.i16(2), g.i16(4), g.i16(6), g.i16(8)}
			for i, v := range b.box() {
				if d := v - want[i]; d < -1 || d > 1 { // scaled components are rounded
					off++
					break
				}
			}
		}
		if off > f.NumGlyphs/200 {
			t.Errorf("%s: %d of %d glyphs have other boxes (%d are composite)", file, off, f.NumGlyphs, composite)
		}
		t.Logf("%s: %d glyphs, %d composite, %d with another box", file, f.NumGlyphs, composite, off)
	}
}

// TestContour draws a contour from each kind of point on.
func TestContour(t *testing.T) {
	const u = unit16
	on := func(x, y int) point { return point{x: x * u, y: y * u, on: true} }
	off := func(x, y int) point { return point{x: x * u, y: y * u} }
	for _, c := range []struct {
		name   string
		points []point
		want   string
	}{
		{"a triangle", []point{on(0, 0), on(4, 0), on(0, 4)}, "m 0,0; l 4,0; l 0,4; "},
		{"a curve at the end", []point{on(0, 0), on(4, 0), off(4, 4)}, "m 0,0; l 4,0; q 4,4 0,0; "},
		{"two points off it", []point{on(0, 0), off(4, 0), off(4, 4), on(0, 4)}, "m 0,0; q 4,0 4,2; q 4,4 0,4; "},
		{"it begins off the curve", []point{off(4, 0), on(4, 4), on(0, 0)}, "m 0,0; q 4,0 4,4; "},
		{"no point on it", []point{off(0, 0), off(4, 0), off(4, 4), off(0, 4)}, "m 0,2; q 0,0 2,0; q 4,0 4,2; q 4,4 2,4; q 0,4 0,2; "},
		{"a single point", []point{on(1, 2)}, "m 1,2; "},
	} {
		var p path
		drawContour(c.points, point{}, &p)
		if got := p.out.String(); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}
