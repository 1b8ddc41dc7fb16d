package font

import (
	"slices"

	"nianbao/internal/layout/font/literal"
)

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
	var all []byte
	frame, err := c.frame(gids, name, func(glyph int) (int, error) {
		code, err := c.charstring(glyph)
		all = append(all, code...)
		return len(code), err
	})
	if err != nil {
		return nil, err
	}
	return slices.Concat(dst, frame.head, all, frame.tail), nil
}

// deflated appends the same font as a zlib stream; not ok: its charstrings take
// nearly as much as before, for the code is made for others.
func (c *cff) deflated(dst []byte, gids []uint16, name string) (_ []byte, ok bool, err error) {
	pieces := make([]literal.Piece, 0, len(gids))
	size, packed := 0, 0
	frame, err := c.frame(gids, name, func(glyph int) (int, error) {
		p, err := c.piece(glyph)
		if err != nil {
			return 0, err
		}
		pieces = append(pieces, p)
		size, packed = size+p.Size(), packed+p.Packed()
		return p.Size(), nil
	})
	if err != nil || packed*100 > size*95 {
		return nil, false, err
	}
	s := literal.NewStream(slices.Grow(dst, len(frame.head)+size+len(frame.tail)))
	s.Write(frame.head)
	for _, p := range pieces {
		s.Add(p)
	}
	s.Write(frame.tail)
	return s.Close(), true, nil
}

// frame is a font without its charstrings, which stand between head and tail.
type frame struct{ head, tail []byte }

// frame gives the frame of a font of the given glyphs. size gives the size of a
// glyph's charstring; it is asked for each in turn.
func (c *cff) frame(gids []uint16, name string, size func(glyph int) (int, error)) (f frame, err error) {
	ends, fds, end := make([]int, len(gids)), make([]byte, len(gids)), 0
	var used []int // numbers of Font DICTs
	for i, id := range gids {
		n, err := size(int(id))
		if err != nil {
			return f, err
		}
		end += n
		ends[i] = end
		fd, _ := c.font(int(id)) // size has asked for it
		fds[i] = place(&used, fd)
	}
	head := make([]byte, 0, 8*len(gids)+512)
	head = append(head, 1, 0, 4, 4)
	head = appendIndex(head, []byte(name), []int{len(name)})

	var at cffOffsets
	topLen := len(c.subsetTop(len(gids), at)) // the same whatever the offsets
	topAt := len(head)
	head = appendIndex(head, make([]byte, topLen), []int{topLen})
	head = appendIndex(head, []byte("AdobeIdentity"), []int{5, 13})
	head = appendIndex(head, nil, nil) // global subroutines

	at.charset = len(head)
	if len(gids) > 1 { // format 2: one range, CIDs 1 to the last
		head = append16(append16(append(head, 2), 1), len(gids)-2)
	} else {
		head = append(head, 0)
	}
	at.fdSelect = len(head)
	head = appendFDSelect(head, fds)
	at.charStrings = len(head)
	head = appendOffsets(head, ends)
	f.tail, at.fdArray = c.fontDicts(len(head)+end, used)
	appendIndex(head[:topAt], c.subsetTop(len(gids), at), []int{topLen})
	f.head = head
	return f, nil
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

// fontDicts gives the Private DICTs of the Font DICTs that are used, and these
// behind them. start is where they will stand in the font, fdArray where the
// latter will.
func (c *cff) fontDicts(start int, used []int) (all []byte, fdArray int) {
	var dicts []byte
	var ends []int
	for _, fd := range used {
		font := &c.fonts[fd]
		at := len(all)
		for _, e := range font.private {
			if e.op != opSubrs {
				all = appendOp(append(all, e.operands...), e.op)
			}
		}
		if c.cid {
			dicts = font.dict.keep(dicts, opFontMatrix)
		}
		dicts = appendOp(appendInt(appendInt(dicts, len(all)-at), start+at), opPrivate)
		ends = append(ends, len(dicts))
	}
	return appendIndex(all, dicts, ends), start + len(all)
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
