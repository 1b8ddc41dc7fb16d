package font

import "sort"

// cmap finds glyphs in the face's own table (OpenType, "cmap"); nothing is
// expanded, so that opening a face costs nothing.
type cmap struct {
	format   int   // 4 or 12
	data     table // the subtable
	n        int   // segments or groups
	variants table // the subtable of format 14, or nil
}

func parseCmap(t table) (cmap, error) {
	var c cmap
	best := 0
	for i := range t.u16(2) {
		record := 4 + 8*i
		platform, encoding := t.u16(record), t.u16(record+2)
		sub := t.from(t.u32(record + 4))
		rank := 0
		switch format := sub.u16(0); {
		case platform == 0 && encoding == 5:
			if format == 14 && c.variants == nil {
				c.variants = sub
			}
		case format == 12 && (platform == 3 && encoding == 10 || platform == 0):
			rank = 2
		case format == 4 && (platform == 3 && encoding == 1 || platform == 0):
			rank = 1
		}
		if rank > best {
			best, c.data = rank, sub
		}
	}
	switch best {
	case 2:
		c.format = 12
		c.n = min(c.data.u32(12), (len(c.data)-16)/12)
	case 1:
		c.format = 4
		c.n = min(c.data.u16(6)/2, (len(c.data)-16)/8)
	}
	if c.n <= 0 {
		return cmap{}, bad("没有 Unicode 字符表", "it has no Unicode character map")
	}
	return c, nil
}

// glyph gives the glyph for r, 0 for none.
func (c *cmap) glyph(r rune) int {
	if c.format == 12 {
		return c.glyph12(int(r))
	}
	if r < 0 || r > 0xFFFF {
		return 0
	}
	return c.glyph4(int(r))
}

func (c *cmap) glyph4(r int) int {
	lo, hi := 0, c.n
	for lo < hi {
		if mid := (lo + hi) / 2; c.data.u16(14+2*mid) < r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == c.n {
		return 0
	}
	return c.segment(lo, r)
}

// segment gives the glyph for r in segment i of format 4. The four arrays are
// endCode, startCode, idDelta and idRangeOffset.
func (c *cmap) segment(i, r int) int {
	start := c.data.u16(16 + 2*(c.n+i))
	if r < start {
		return 0
	}
	delta, at := c.data.u16(16+2*(2*c.n+i)), 16+2*(3*c.n+i)
	offset := c.data.u16(at)
	if offset == 0 {
		return (r + delta) & 0xFFFF
	}
	id := c.data.u16(at + offset + 2*(r-start))
	if id == 0 {
		return 0
	}
	return (id + delta) & 0xFFFF
}

func (c *cmap) glyph12(r int) int {
	lo, hi := 0, c.n
	for lo < hi {
		if mid := (lo + hi) / 2; c.data.u32(16+12*mid+4) < r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	group := 16 + 12*lo
	if start := c.data.u32(group); lo < c.n && r >= start {
		return c.data.u32(group+8) + r - start
	}
	return 0
}

// each calls do for every character that has a glyph, in order.
func (c *cmap) each(do func(r rune, id int)) {
	const lastRune = 0x10FFFF
	next := 0 // segments of a damaged font may overlap
	for i := range c.n {
		var start, end int
		if c.format == 12 {
			start, end = c.data.u32(16+12*i), c.data.u32(16+12*i+4)
		} else {
			start, end = c.data.u16(16+2*(c.n+i)), c.data.u16(14+2*i)
		}
		for r := max(start, next); r <= min(end, lastRune); r++ {
			next = r + 1
			id := 0
			if c.format == 12 {
				id = c.data.u32(16+12*i+8) + r - start
			} else {
				id = c.segment(i, r)
			}
			if id != 0 {
				do(rune(r), id)
			}
		}
	}
}

// variant gives the glyph for r with a variation selector, 0 for none.
func (c *cmap) variant(r, selector rune) int {
	v := c.variants
	n := min(v.u32(6), len(v)/11)
	i := sort.Search(n, func(i int) bool { return v.u24(10+11*i) >= int(selector) })
	record := 10 + 11*i
	if i == n || v.u24(record) != int(selector) {
		return 0
	}
	if off := v.u32(record + 3); off != 0 {
		t := v.from(off) // ranges of characters that look like that anyway
		n := min(t.u32(0), len(t)/4)
		i := sort.Search(n, func(i int) bool { return t.u24(4+4*i)+t.u8(4+4*i+3) >= int(r) })
		if i < n && t.u24(4+4*i) <= int(r) {
			return c.glyph(r)
		}
	}
	if off := v.u32(record + 7); off != 0 {
		t := v.from(off)
		n := min(t.u32(0), len(t)/5)
		i := sort.Search(n, func(i int) bool { return t.u24(4+5*i) >= int(r) })
		if i < n && t.u24(4+5*i) == int(r) {
			return t.u16(4 + 5*i + 3)
		}
	}
	return 0
}
