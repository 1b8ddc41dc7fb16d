package font

import "nianbao/internal/layout/font/literal"

// Type 2 charstring operators (Adobe TN 5177, appendix A).
const (
	t2hstem      = 1
	t2vstem      = 3
	t2vmoveto    = 4
	t2rlineto    = 5
	t2hlineto    = 6
	t2vlineto    = 7
	t2rrcurveto  = 8
	t2callsubr   = 10
	t2return     = 11
	t2escape     = 12
	t2endchar    = 14
	t2hstemhm    = 18
	t2hintmask   = 19
	t2cntrmask   = 20
	t2rmoveto    = 21
	t2hmoveto    = 22
	t2vstemhm    = 23
	t2rcurveline = 24
	t2rlinecurve = 25
	t2vvcurveto  = 26
	t2hhcurveto  = 27
	t2callgsubr  = 29
	t2vhcurveto  = 30
	t2hvcurveto  = 31

	t2hflex  = 34 // after escape, as all below
	t2flex   = 35
	t2hflex1 = 36
	t2flex1  = 37
	t2index  = 29
	t2roll   = 30
)

const (
	maxDepth      = 10    // of subroutine calls (TN 5177, appendix B)
	maxCharstring = 65535 // bytes
	maxCalls      = 1 << 14
	maxStack      = 513
)

var errCharstring = bad("CFF 字形程序损坏", "a charstring is damaged")

// arithmetic gives what an escaped operator takes from and puts on the stack
// (TN 5177, 4.4 to 4.6). Real fonts hardly use them. index and roll take more
// than is known here and are refused.
var arithmetic = map[byte]struct{ takes, puts int }{
	3: {2, 1}, 4: {2, 1}, 5: {1, 1}, 9: {1, 1}, 10: {2, 1}, 11: {2, 1}, 12: {2, 1}, 14: {1, 1},
	15: {2, 1}, 18: {1, 0}, 20: {2, 0}, 21: {1, 1}, 22: {4, 1}, 23: {0, 1}, 24: {2, 1}, 26: {1, 1},
	27: {1, 2}, 28: {2, 2},
}

// number is an operand on the stack.
type number struct {
	value int // in 1/65536
	at    int // where it is written in the output
	known bool
}

// flattener writes charstrings with their subroutines in place, so that a
// subset needs no subroutine lists and carries none that it does not use.
type flattener struct {
	font  *cff
	local *index
	out   []byte
	start int // of the charstring in out
	stack []number
	stems int
	calls int
	wide  bool // the width, if there is one, has been passed
	done  bool // endchar was met
	part  bool // of an accented glyph, which may not be one itself
}

// piece gives the flattened charstring of a glyph, encoded. Reports use the same
// few thousand characters, so that each is made once in a run.
func (c *cff) piece(glyph int) (literal.Piece, error) {
	if glyph >= len(c.pieces.places) {
		return nil, errCharstring
	}
	if known, ok := c.pieces.get(glyph); ok {
		return known, nil
	}
	code, err := c.charstring(glyph)
	if err != nil {
		return nil, err
	}
	p := literal.NewPiece(code)
	c.pieces.add(glyph, p)
	return p, nil
}

// charstring gives the flattened charstring of a glyph.
func (c *cff) charstring(glyph int) ([]byte, error) {
	fl := flattener{font: c}
	err := fl.flatten(glyph)
	return fl.out, err
}

// flatten appends the charstring of a glyph to fl.out.
func (fl *flattener) flatten(glyph int) error {
	fd, err := fl.font.font(glyph)
	if err != nil {
		return err
	}
	code, ok := fl.font.charStrings.get(glyph)
	if !ok {
		return errCharstring
	}
	fl.local = &fl.font.fonts[fd].subrs
	if fl.font.cid && fl.local.n == 0 && fl.font.globalSubrs.n == 0 {
		fl.out = append(fl.out, code...) // nothing to write in place
		return nil
	}
	fl.start, fl.stack, fl.stems, fl.calls, fl.wide, fl.done = len(fl.out), fl.stack[:0], 0, 0, false, false
	if err := fl.run(code, 0); err != nil {
		return err
	}
	if !fl.done {
		fl.out = append(fl.out, t2endchar)
	}
	return nil
}

func (fl *flattener) run(code table, depth int) error {
	for at := 0; at < len(code) && !fl.done; {
		if len(fl.out)-fl.start > maxCharstring {
			return errCharstring
		}
		op := code[at]
		if n := numberLen(op); n > 0 {
			raw, ok := code.cut(at, n)
			if !ok || len(fl.stack) == maxStack {
				return errCharstring
			}
			fl.stack = append(fl.stack, number{fixedNumber(raw), len(fl.out), true})
			fl.out = append(fl.out, raw...)
			at += n
			continue
		}
		switch op {
		case t2return:
			return nil
		case t2callsubr, t2callgsubr:
			if err := fl.call(op, depth); err != nil {
				return err
			}
			at++
			continue
		case t2endchar:
			fl.done = true
			if len(fl.stack) >= 4 {
				return fl.accent()
			}
		}
		n, err := fl.operator(code[at:])
		if err != nil {
			return err
		}
		at += n
	}
	return nil
}

// operator writes the operator that code begins with, and gives its length with
// what belongs to it.
func (fl *flattener) operator(code table) (n int, err error) {
	n, clears := 1, true
	switch op := code[0]; {
	case op == t2escape && len(code) > 1:
		n = 2
		a, computes := arithmetic[code[1]]
		switch clears = !computes; {
		case computes:
			err = fl.compute(a.takes, a.puts)
		case code[1] == t2index || code[1] == t2roll:
			err = bad("CFF 字形程序含有不支持的运算", "a charstring computes in a way that is not supported")
		}
	case op == t2hstem || op == t2vstem || op == t2hstemhm || op == t2vstemhm:
		fl.stems += len(fl.stack) / 2
	case op == t2hintmask || op == t2cntrmask:
		fl.stems += len(fl.stack) / 2 // an unwritten vstem
		n += (fl.stems + 7) / 8
	}
	if err != nil {
		return 0, err
	}
	raw, ok := code.cut(0, n)
	if !ok {
		return 0, errCharstring
	}
	fl.out = append(fl.out, raw...)
	if clears {
		fl.stack, fl.wide = fl.stack[:0], true
	}
	return n, nil
}

// call writes a subroutine in place of its call.
func (fl *flattener) call(op byte, depth int) error {
	subrs := fl.local
	if op == t2callgsubr {
		subrs = &fl.font.globalSubrs
	}
	fl.calls++
	if len(fl.stack) == 0 || depth == maxDepth || fl.calls > maxCalls {
		return errCharstring
	}
	top := fl.stack[len(fl.stack)-1]
	if !top.known {
		return errCharstring
	}
	fl.stack = fl.stack[:len(fl.stack)-1]
	fl.out = fl.out[:top.at]
	bias := 107 // TN 5177, 4.7
	switch {
	case subrs.n >= 33900:
		bias = 32768
	case subrs.n >= 1240:
		bias = 1131
	}
	code, ok := subrs.get(top.value>>16 + bias)
	if !ok {
		return errCharstring
	}
	return fl.run(code, depth+1)
}

// compute makes the stack what it is after an arithmetic operator.
func (fl *flattener) compute(takes, puts int) error {
	n := len(fl.stack) - takes
	if n < 0 || n+puts > maxStack {
		return errCharstring
	}
	fl.stack = fl.stack[:n]
	for range puts {
		fl.stack = append(fl.stack, number{})
	}
	return nil
}

// numberLen is the length of a charstring number that begins with b, 0 for an
// operator (TN 5177, 3.2).
func numberLen(b byte) int {
	switch {
	case b == 28:
		return 3
	case b == 255:
		return 5
	case b >= 247:
		return 2
	case b >= 32:
		return 1
	}
	return 0
}

// fixedNumber is the value of a charstring number in 1/65536.
func fixedNumber(t table) int {
	switch b := int(t[0]); {
	case b == 28:
		return t.i16(1) << 16
	case b == 255:
		return int(int32(t.u32(1)))
	default:
		return operand(t) << 16
	}
}
