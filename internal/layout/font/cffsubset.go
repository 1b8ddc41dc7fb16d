package font

import "slices"

// appendInt writes a DICT operand that is five bytes long whatever its value,
// so that offsets can be reckoned before they are known.
func appendInt(b []byte, v int) []byte { return append32(append(b, 29), v) }

func appendOp(b []byte, op int) []byte {
	if op >= 0x0C00 {
		b = append(b, 12)
	}
	return append(b, byte(op))
}

// keep appends the operators of d that are listed, as they are written.
func (d dict) keep(b []byte, ops ...int) []byte {
	for _, op := range ops {
		if t, ok := d.get(op); ok {
			b = appendOp(append(b, t...), op)
		}
	}
	return b
}

// appendIndex appends an INDEX of objects that stand one after the other in
// data and end at ends.
func appendIndex(b, data []byte, ends []int) []byte {
	return append(appendOffsets(b, ends), data...)
}

// appendOffsets appends what stands before the objects of an INDEX.
func appendOffsets(b []byte, ends []int) []byte {
	b = append16(b, len(ends))
	if len(ends) == 0 {
		return b
	}
	size := 1
	for ends[len(ends)-1]+1 >= 1<<(8*size) {
		size++
	}
	b = append(b, byte(size))
	b = appendOffset(b, 1, size)
	for _, end := range ends {
		b = appendOffset(b, end+1, size)
	}
	return b
}

func appendOffset(b []byte, v, size int) []byte {
	for i := size - 1; i >= 0; i-- {
		b = append(b, byte(v>>(8*i)))
	}
	return b
}

// subset appends a CID-keyed font of the given glyphs with Adobe-Identity-0 as
// its character collection.
func (c *cff) subset(dst []byte, gids []uint16, name string) ([]byte, error) {
	code, fds, used, err := c.gather(gids)
	if err != nil {
		return nil, err
	}
	ends, size := make([]int, len(code)), 0
	for i, b := range code {
		size += len(b)
		ends[i] = size
	}

	start := len(dst)
	dst = slices.Grow(dst, size+4*len(gids)+4096)
	dst = append(dst, 1, 0, 4, 4)
	dst = appendIndex(dst, []byte(name), []int{len(name)})

	var at cffOffsets
	topLen := len(c.subsetTop(len(gids), at)) // the same whatever the offsets
	topAt := len(dst)
	dst = appendIndex(dst, make([]byte, topLen), []int{topLen})
	dst = appendIndex(dst, []byte("AdobeIdentity"), []int{5, 13})
	dst = appendIndex(dst, nil, nil) // global subroutines

	at.charset = len(dst) - start
	if len(gids) > 1 { // format 2: one range, CIDs 1 to the last
		dst = append16(append16(append(dst, 2), 1), len(gids)-2)
	} else {
		dst = append(dst, 0)
	}
	at.fdSelect = len(dst) - start
	dst = appendFDSelect(dst, fds)
	at.charStrings = len(dst) - start
	dst = appendOffsets(dst, ends)
	for _, b := range code {
		dst = append(dst, b...)
	}
	dst, at.fdArray = c.appendFonts(dst, start, used)

	appendIndex(dst[:topAt], c.subsetTop(len(gids), at), []int{topLen})
	return dst, nil
}

// gather gives the charstrings of glyphs, for each the new number of its Font
// DICT, and the old ones of these.
func (c *cff) gather(gids []uint16) (code [][]byte, fds []byte, used []int, err error) {
	fl := flattener{font: c}
	code, fds = make([][]byte, len(gids)), make([]byte, len(gids))
	for i, id := range gids {
		if code[i], err = fl.charstring(int(id)); err != nil {
			return nil, nil, nil, err
		}
		fd, _ := c.font(int(id)) // flatten has asked for it
		fds[i] = place(&used, fd)
	}
	return code, fds, used, nil
}

// cffOffsets are where the parts of a font stand that its Top DICT points to.
type cffOffsets struct{ charset, fdSelect, charStrings, fdArray int }

// subsetTop gives the Top DICT of a subset.
func (c *cff) subsetTop(glyphs int, at cffOffsets) []byte {
	const sidAdobe, sidIdentity = 391, 392 // the first strings after the standard ones
	b := appendInt(appendInt(appendInt(nil, sidAdobe), sidIdentity), 0)
	b = appendOp(b, opROS)
	b = c.top.keep(b, opFontMatrix, opFontBBox)
	b = appendOp(appendInt(b, glyphs), opCIDCount)
	b = appendOp(appendInt(b, at.charset), opCharset)
	b = appendOp(appendInt(b, at.fdSelect), opFDSelect)
	b = appendOp(appendInt(b, at.charStrings), opCharStrings)
	return appendOp(appendInt(b, at.fdArray), opFDArray)
}

// appendFonts appends the Private DICTs of the Font DICTs that are used, and
// these behind them; fdArray is where they stand from start on.
func (c *cff) appendFonts(dst []byte, start int, used []int) (_ []byte, fdArray int) {
	var dicts []byte
	var ends []int
	for _, fd := range used {
		font := &c.fonts[fd]
		at := len(dst)
		for _, e := range font.private {
			if e.op != opSubrs {
				dst = appendOp(append(dst, e.operands...), e.op)
			}
		}
		if c.cid {
			dicts = font.dict.keep(dicts, opFontMatrix)
		}
		dicts = appendOp(appendInt(appendInt(dicts, len(dst)-at), at-start), opPrivate)
		ends = append(ends, len(dicts))
	}
	fdArray = len(dst) - start
	return appendIndex(dst, dicts, ends), fdArray
}

// place gives the place of v in list and appends it when it is new.
func place(list *[]int, v int) byte {
	for i, have := range *list {
		if have == v {
			return byte(i)
		}
	}
	*list = append(*list, v)
	return byte(len(*list) - 1)
}

// appendFDSelect appends an FDSelect of format 3 (TN 5176, 19).
func appendFDSelect(b, fds []byte) []byte {
	b = append(b, 3)
	count := len(b)
	b = append16(b, 0)
	ranges := 0
	for i, fd := range fds {
		if i == 0 || fd != fds[i-1] {
			b = append(append16(b, i), fd)
			ranges++
		}
	}
	put16(b, count, ranges)
	return append16(b, len(fds))
}
