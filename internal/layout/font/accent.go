package font

// accent writes a glyph that is made of two others by an endchar with four
// operands, adx ady bchar achar (TN 5177, appendix C). A CID-keyed font cannot
// have it, so the two outlines are written out, without hints.
func (fl *flattener) accent() error {
	n := len(fl.stack)
	a := fl.stack[n-4:]
	if fl.wide || fl.part || fl.font.cid || n > 5 {
		return errCharstring
	}
	for _, v := range a {
		if !v.known {
			return errCharstring
		}
	}
	keep := fl.start // the width, when there is one
	if n == 5 {
		keep = a[0].at
	}
	b := scribe{out: fl.out[:keep]}
	for i, code := range []int{a[2].value >> 16, a[3].value >> 16} {
		glyph := fl.font.standardGlyph(code)
		raw, ok := fl.font.charStrings.get(glyph)
		if glyph == 0 || !ok {
			return errCharstring
		}
		if i == 1 { // the accent begins at its own origin, not where the base ends
			b.skipX, b.skipY = a[0].value-b.x, a[1].value-b.y
		}
		part := flattener{font: fl.font, local: fl.local, part: true}
		if err := part.run(raw, 0); err != nil {
			return err
		}
		if err := draw(part.out, &b); err != nil {
			return err
		}
	}
	fl.out = append(b.out, t2endchar)
	return nil
}

// scribe writes an outline as a charstring.
type scribe struct {
	out          []byte
	x, y         int
	skipX, skipY int // added to the next move
}

func (s *scribe) Move(dx, dy int) {
	s.write(t2rmoveto, dx+s.skipX, dy+s.skipY)
	s.skipX, s.skipY = 0, 0
}

func (s *scribe) Line(dx, dy int) { s.write(t2rlineto, dx, dy) }

func (s *scribe) Curve(dx1, dy1, dx2, dy2, dx3, dy3 int) {
	s.write(t2rrcurveto, dx1, dy1, dx2, dy2, dx3, dy3)
}

func (s *scribe) write(op byte, deltas ...int) {
	for i, d := range deltas {
		if i%2 == 0 {
			s.x += d
		} else {
			s.y += d
		}
		if d&0xFFFF == 0 && d>>16 == int(int16(d>>16)) {
			s.out = append16(append(s.out, 28), d>>16)
		} else {
			s.out = append32(append(s.out, 255), d)
		}
	}
	s.out = append(s.out, op)
}

// standardGlyph finds the glyph of a code of Adobe's StandardEncoding in a
// name-keyed font, 0 when it has none.
func (c *cff) standardGlyph(code int) int {
	sid := standardSID(code)
	if sid == 0 {
		return 0
	}
	n := c.charStrings.n
	if c.charset == nil { // ISOAdobe: glyph numbers are string numbers
		if sid < n {
			return sid
		}
		return 0
	}
	switch format := c.charset.u8(0); format {
	case 0:
		for glyph := 1; glyph < n; glyph++ {
			if c.charset.u16(2*glyph-1) == sid {
				return glyph
			}
		}
	case 1, 2:
		at, size := 1, 2+format
		for glyph := 1; glyph < n && at+size <= len(c.charset); at += size {
			first, left := c.charset.u16(at), c.charset.u8(at+2)
			if format == 2 {
				left = c.charset.u16(at + 2)
			}
			if sid >= first && sid <= first+left {
				return glyph + sid - first
			}
			glyph += left + 1
		}
	}
	return 0
}

// standardSID gives the string number of a code of StandardEncoding (TN 5176,
// appendices A and B), 0 for a code that is not used.
func standardSID(code int) int {
	for _, r := range [...]struct{ from, to, sid int }{
		{32, 126, 1}, {161, 175, 96}, {177, 180, 111}, {182, 189, 115}, {191, 191, 123}, {193, 200, 124},
		{202, 203, 132}, {205, 208, 134}, {225, 225, 138}, {227, 227, 139}, {232, 235, 140}, {241, 241, 144},
		{245, 245, 145}, {248, 251, 146},
	} {
		if code >= r.from && code <= r.to {
			return r.sid + code - r.from
		}
	}
	return 0
}
