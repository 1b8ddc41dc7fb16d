package font

// Pen is told the outline of a glyph, in 1/65536 of a font unit, y upwards, each
// point relative to the one before. A contour closes where the next begins.
type Pen interface {
	Move(dx, dy int)
	Line(dx, dy int)
	Quad(dx1, dy1, dx2, dy2 int) // of TrueType glyphs only
	Curve(dx1, dy1, dx2, dy2, dx3, dy3 int)
}

// Outline tells p the outline of a glyph, as a PDF that embeds the face shows it.
func (f *Face) Outline(id uint16, p Pen) error {
	if !f.IsCFF {
		return f.outlines.draw(int(id), p)
	}
	code, err := f.cff.charstring(int(id))
	if err != nil {
		return err
	}
	return draw(code, p)
}

// pen is what a charstring needs of a Pen.
type pen interface {
	Move(dx, dy int)
	Line(dx, dy int)
	Curve(dx1, dy1, dx2, dy2, dx3, dy3 int)
}

// draw runs a charstring that has no subroutines (TN 5177, 4).
func draw(code table, p pen) error {
	var (
		stack []int
		stems int
	)
	for at := 0; at < len(code); {
		op := code[at]
		if n := numberLen(op); n > 0 {
			raw, ok := code.cut(at, n)
			if !ok || len(stack) == maxStack {
				return errCharstring
			}
			stack = append(stack, fixedNumber(raw))
			at += n
			continue
		}
		at++
		switch op {
		case t2hstem, t2vstem, t2hstemhm, t2vstemhm:
			stems += len(stack) / 2
		case t2hintmask, t2cntrmask:
			stems += len(stack) / 2
			at += (stems + 7) / 8
		case t2endchar:
			return nil
		case t2escape:
			if err := drawFlex(code.u8(at), stack, p); err != nil {
				return err
			}
			at++
		default:
			if err := drawOp(op, stack, p); err != nil {
				return err
			}
		}
		stack = stack[:0]
	}
	return nil
}

func drawOp(op byte, a []int, p pen) error {
	switch n := len(a); op {
	case t2rmoveto: // the width may stand before
		if n < 2 {
			return errCharstring
		}
		p.Move(a[n-2], a[n-1])
	case t2hmoveto:
		if n < 1 {
			return errCharstring
		}
		p.Move(a[n-1], 0)
	case t2vmoveto:
		if n < 1 {
			return errCharstring
		}
		p.Move(0, a[n-1])
	case t2rlineto:
		drawLines(a, p)
	case t2hlineto, t2vlineto:
		drawSteps(op == t2hlineto, a, p)
	case t2rrcurveto:
		drawCurves(a, p)
	case t2rcurveline:
		if n < 2 {
			return errCharstring
		}
		drawCurves(a[:n-2], p)
		drawLines(a[n-2:], p)
	case t2rlinecurve:
		if n < 6 {
			return errCharstring
		}
		drawLines(a[:n-6], p)
		drawCurves(a[n-6:], p)
	case t2vvcurveto, t2hhcurveto:
		drawBent(op == t2hhcurveto, a, p)
	case t2vhcurveto, t2hvcurveto:
		drawTurning(op == t2hvcurveto, a, p)
	default:
		return errCharstring
	}
	return nil
}

func drawLines(a []int, p pen) {
	for ; len(a) >= 2; a = a[2:] {
		p.Line(a[0], a[1])
	}
}

func drawCurves(a []int, p pen) {
	for ; len(a) >= 6; a = a[6:] {
		p.Curve(a[0], a[1], a[2], a[3], a[4], a[5])
	}
}

// drawSteps draws lines that are level and upright in turns.
func drawSteps(level bool, a []int, p pen) {
	for _, d := range a {
		if level {
			p.Line(d, 0)
		} else {
			p.Line(0, d)
		}
		level = !level
	}
}

// drawBent draws curves that begin and end level, or upright; the first may begin
// aside.
func drawBent(level bool, a []int, p pen) {
	side := 0
	if len(a)%4 == 1 {
		side, a = a[0], a[1:]
	}
	for ; len(a) >= 4; a = a[4:] {
		if level {
			p.Curve(a[0], side, a[1], a[2], a[3], 0)
		} else {
			p.Curve(side, a[0], a[1], a[2], 0, a[3])
		}
		side = 0
	}
}

// drawTurning draws curves that begin level and end upright, or the other way
// round, in turns; the last may end aside.
func drawTurning(level bool, a []int, p pen) {
	for ; len(a) >= 4; level = !level {
		last := 0
		if len(a) == 5 {
			last = a[4]
		}
		if level {
			p.Curve(a[0], 0, a[1], a[2], last, a[3])
		} else {
			p.Curve(0, a[0], a[1], a[2], a[3], last)
		}
		a = a[4:]
	}
}

// drawFlex draws the flex operators (TN 5177, 4.3), two curves each.
func drawFlex(op int, a []int, p pen) error {
	need := map[int]int{t2hflex: 7, t2flex: 13, t2hflex1: 9, t2flex1: 11}[op]
	if need == 0 || len(a) < need {
		return errCharstring
	}
	switch op {
	case t2hflex:
		p.Curve(a[0], 0, a[1], a[2], a[3], 0)
		p.Curve(a[4], 0, a[5], -a[2], a[6], 0)
	case t2flex:
		drawCurves(a[:12], p)
	case t2hflex1:
		p.Curve(a[0], a[1], a[2], a[3], a[4], 0)
		p.Curve(a[5], 0, a[6], a[7], a[8], -(a[1] + a[3] + a[7]))
	case t2flex1:
		dx, dy := 0, 0
		for i := 0; i < 10; i += 2 {
			dx, dy = dx+a[i], dy+a[i+1]
		}
		p.Curve(a[0], a[1], a[2], a[3], a[4], a[5])
		if max(dx, -dx) > max(dy, -dy) {
			p.Curve(a[6], a[7], a[8], a[9], a[10], -dy)
		} else {
			p.Curve(a[6], a[7], a[8], a[9], -dx, a[10])
		}
	}
	return nil
}
