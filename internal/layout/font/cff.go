package font

import "sync/atomic"

// cff is a Compact Font Format font (Adobe TN 5176), CID- or name-keyed.
type cff struct {
	name        table // the font's name
	top         dict
	charStrings index
	globalSubrs index
	charset     table // of a name-keyed font; nil: a predefined one
	fonts       []cffFont
	fdSelect    table // nil when there is one font
	cid         bool

	pieces pieces // the charstrings that a subset had before
}

// cffFont is one of a CID-keyed font's Font DICTs, or the only one of a
// name-keyed font.
type cffFont struct {
	dict    dict // FontMatrix of a CID-keyed font stands here
	private dict
	subrs   index
}

// DICT operators (TN 5176, tables 9, 10 and 23); two-byte ones are 0x0C00 + n.
const (
	opFontBBox       = 5
	opCharset        = 15
	opCharStrings    = 17
	opPrivate        = 18
	opSubrs          = 19
	opFontMatrix     = 0x0C07
	opCharstringType = 0x0C06
	opROS            = 0x0C1E
	opCIDCount       = 0x0C22
	opFDArray        = 0x0C24
	opFDSelect       = 0x0C25
)

// entry is an operator of a DICT with its operands as they are written.
type entry struct {
	op       int
	operands table
}

type dict []entry

var errCFF = bad("CFF 表损坏", "the table CFF is damaged")

func parseDict(t table) (dict, error) {
	var d dict
	for from, at := 0, 0; at < len(t); {
		n := operandLen(t[at:])
		switch {
		case n > 0:
			at += n
		case t[at] > 21:
			return nil, errCFF
		default:
			e := entry{int(t[at]), t[from:at]}
			at++
			if e.op == 12 {
				e.op = 0x0C00 + t.u8(at)
				at++
			}
			d = append(d, e)
			from = at
		}
	}
	return d, nil
}

// operandLen is the length of the DICT operand that t begins with, 0 when it
// begins with something else.
func operandLen(t table) int {
	n := 0
	switch b := t[0]; {
	case b == 28:
		n = 3
	case b == 29:
		n = 5
	case b == 30: // real: nibbles, F ends it
		for n = 1; n < len(t); n++ {
			if t[n]&0x0F == 0x0F || t[n]>>4 == 0x0F {
				break
			}
		}
		n++
	case b >= 247 && b <= 254:
		n = 2
	case b >= 32 && b <= 246:
		n = 1
	}
	if n > len(t) {
		return 0
	}
	return n
}

func (d dict) get(op int) (table, bool) {
	for _, e := range d {
		if e.op == op {
			return e.operands, true
		}
	}
	return nil, false
}

// ints gives up to len(to) whole operands of op; false when there are fewer.
func (d dict) ints(op int, to ...*int) bool {
	t, ok := d.get(op)
	for _, p := range to {
		if len(t) == 0 {
			return false
		}
		n := operandLen(t)
		if n == 0 || t[0] == 30 {
			return false
		}
		*p = operand(t[:n])
		t = t[n:]
	}
	return ok
}

// operand is the value of a whole-number DICT operand.
func operand(t table) int {
	switch b := int(t[0]); {
	case b == 28:
		return t.i16(1)
	case b == 29:
		return int(int32(t.u32(1)))
	case b <= 246:
		return b - 139
	case b <= 250:
		return (b-247)*256 + int(t[1]) + 108
	default:
		return -(b-251)*256 - int(t[1]) - 108
	}
}

// index is an INDEX (TN 5176, 5).
type index struct {
	n       int
	offSize int
	offsets table
	data    table // offsets count from the byte before it
}

// parseIndex reads an INDEX at the beginning of t; size is its length.
func parseIndex(t table) (ix index, size int, err error) {
	if len(t) < 2 {
		return ix, 0, errCFF
	}
	if ix.n = t.u16(0); ix.n == 0 {
		return ix, 2, nil
	}
	ix.offSize = t.u8(2)
	if ix.offSize < 1 || ix.offSize > 4 {
		return ix, 0, errCFF
	}
	var ok bool
	if ix.offsets, ok = t.cut(3, (ix.n+1)*ix.offSize); !ok {
		return ix, 0, errCFF
	}
	start := 3 + len(ix.offsets)
	if ix.data, ok = t.cut(start, ix.offset(ix.n)); !ok {
		return ix, 0, errCFF
	}
	return ix, start + len(ix.data), nil
}

// offset is where object i begins in data; it may be wrong in a damaged font.
func (ix *index) offset(i int) int {
	v := 0
	for _, b := range ix.offsets[i*ix.offSize : (i+1)*ix.offSize] {
		v = v<<8 | int(b)
	}
	return v - 1
}

func (ix *index) get(i int) (table, bool) {
	if i < 0 || i >= ix.n {
		return nil, false
	}
	from := ix.offset(i)
	return ix.data.cut(from, ix.offset(i+1)-from)
}

func parseCFF(t table, glyphs int) (*cff, error) {
	c := new(cff)
	if err := c.parseTop(t); err != nil {
		return nil, err
	}
	kind, at := 2, 0
	if c.top.ints(opCharstringType, &kind); kind != 2 {
		return nil, bad("不支持的 CFF 字形格式", "the charstring format is not supported")
	}
	if !c.top.ints(opCharStrings, &at) {
		return nil, errCFF
	}
	var err error
	if c.charStrings, _, err = parseIndex(t.from(at)); err != nil {
		return nil, err
	}
	c.pieces.places = make([]atomic.Uint32, c.charStrings.n)
	if c.charStrings.n < glyphs {
		return nil, bad("字形不全", "glyphs are missing")
	}
	if _, c.cid = c.top.get(opROS); c.cid {
		err = c.parseFonts(t)
		return c, err
	}
	const predefined = 2 // ISOAdobe, Expert and ExpertSubset
	if at = 0; c.top.ints(opCharset, &at) && at > predefined {
		c.charset = t.from(at)
	}
	font, err := parsePrivate(t, c.top)
	c.fonts = []cffFont{font}
	return c, err
}

// parseTop reads what stands at the beginning: the font's name, its Top DICT, the
// global subroutines.
func (c *cff) parseTop(t table) error {
	var names, tops, strings index
	rest := t.from(t.u8(2))
	for _, ix := range []*index{&names, &tops, &strings, &c.globalSubrs} {
		var size int
		var err error
		if *ix, size, err = parseIndex(rest); err != nil {
			return err
		}
		rest = rest.from(size)
	}
	if t.u8(0) != 1 {
		return bad("不支持的 CFF 版本", "the version of CFF is not supported")
	}
	c.name, _ = names.get(0)
	top, ok := tops.get(0)
	if !ok {
		return errCFF
	}
	var err error
	c.top, err = parseDict(top)
	return err
}

func (c *cff) parseFonts(t table) error {
	var at, sel int
	if !c.top.ints(opFDArray, &at) || !c.top.ints(opFDSelect, &sel) {
		return errCFF
	}
	list, _, err := parseIndex(t.from(at))
	if err != nil {
		return err
	}
	if list.n == 0 || list.n > 256 {
		return errCFF
	}
	for i := range list.n {
		raw, ok := list.get(i)
		if !ok {
			return errCFF
		}
		d, err := parseDict(raw)
		if err != nil {
			return err
		}
		font, err := parsePrivate(t, d)
		if err != nil {
			return err
		}
		c.fonts = append(c.fonts, font)
	}
	if list.n > 1 {
		c.fdSelect = t.from(sel)
	}
	return nil
}

// parsePrivate reads the Private DICT that d points to, and its subroutines.
func parsePrivate(t table, d dict) (f cffFont, err error) {
	f.dict = d
	var size, at int
	if !d.ints(opPrivate, &size, &at) {
		return f, nil
	}
	raw, ok := t.cut(at, size)
	if !ok {
		return f, errCFF
	}
	if f.private, err = parseDict(raw); err != nil {
		return f, err
	}
	if off := 0; f.private.ints(opSubrs, &off) {
		f.subrs, _, err = parseIndex(t.from(at + off))
	}
	return f, err
}

// font gives the number of the Font DICT of a glyph.
func (c *cff) font(glyph int) (int, error) {
	i := 0
	switch s := c.fdSelect; {
	case s == nil:
	case s.u8(0) == 0:
		i = s.u8(1 + glyph)
	case s.u8(0) == 3:
		lo, hi := 0, s.u16(1) // the last range that begins at or before the glyph
		for hi-lo > 1 {
			if mid := (lo + hi) / 2; s.u16(3+3*mid) <= glyph {
				lo = mid
			} else {
				hi = mid
			}
		}
		i = s.u8(3 + 3*lo + 2)
	default:
		return 0, errCFF
	}
	if i >= len(c.fonts) {
		return 0, errCFF
	}
	return i, nil
}
