package content

import (
	"math"
	"strings"

	"nianbao/internal/intake/pdf/mend"
	"nianbao/internal/signing/pdfread"
)

// textState is the text state (9.3).
type textState struct {
	font                 *Font
	size                 float64
	charSpace, wordSpace float64
	scale                float64 // 1: as wide as the font is
	leading, rise        float64
	mode                 int
}

// textOperator runs an operator of text; false: it is none.
func (in *interpreter) textOperator(w mend.Word) bool {
	t := &in.state.text
	switch w {
	case "BT":
		in.tm, in.lm = identity, identity
	case "ET":
	case "Tf":
		t.font, t.size = in.fontNamed(in.name(0)), in.number(1)
	case "Tc":
		t.charSpace = in.number(0)
	case "Tw":
		t.wordSpace = in.number(0)
	case "Tz":
		t.scale = in.number(0) / 100
	case "TL":
		t.leading = in.number(0)
	case "Ts":
		t.rise = in.number(0)
	case "Tr":
		t.mode = int(in.number(0))
	case "Td":
		in.moveLine(in.number(0), in.number(1))
	case "TD":
		t.leading = -in.number(1)
		in.moveLine(in.number(0), in.number(1))
	case "Tm":
		in.lm = in.matrix()
		in.tm = in.lm
	case "T*":
		in.moveLine(0, -t.leading)
	case "Tj":
		in.show(0)
	case "'":
		in.moveLine(0, -t.leading)
		in.show(0)
	case "\"":
		t.wordSpace, t.charSpace = in.number(0), in.number(1)
		in.moveLine(0, -t.leading)
		in.show(2)
	case "TJ":
		in.showArray()
	default:
		return false
	}
	return true
}

func (in *interpreter) moveLine(x, y float64) {
	in.lm = matrix{1, 0, 0, 1, x, y}.mul(in.lm)
	in.tm = in.lm
}

// fontNamed finds a font of the resources.
func (in *interpreter) fontNamed(n pdfread.Name) *Font {
	if f, ok := in.fontNames[n]; ok {
		return f
	}
	o := in.resource("Font", n)
	in.page.Damaged = in.page.Damaged || in.file.Dict(o) == nil
	f := in.reader.font(o)
	in.fontNames[n] = f
	return f
}

func (in *interpreter) show(n int) {
	if n < len(in.args) {
		if s, ok := in.args[n].(pdfread.String); ok {
			in.showString(s)
		}
	}
}

func (in *interpreter) showArray() {
	if len(in.args) == 0 {
		return
	}
	a, _ := in.args[0].(pdfread.Array)
	t := &in.state.text
	for _, o := range a {
		switch o := o.(type) {
		case pdfread.String:
			in.showString(o)
		case pdfread.Number:
			v, _ := mend.Float([]byte(o))
			v = -v / 1000 * t.size
			if t.font != nil && t.font.vertical {
				in.advance(0, v)
			} else {
				in.advance(v*t.scale, 0)
			}
		}
	}
}

func (in *interpreter) advance(x, y float64) { in.tm = matrix{1, 0, 0, 1, x, y}.mul(in.tm) }

// showString shows a string's glyphs (9.4.3, 9.4.4).
func (in *interpreter) showString(s pdfread.String) {
	t := &in.state.text
	if t.font == nil {
		t.font = in.reader.font(nil)
	}
	for len(s) > 0 {
		g, n := t.font.next(s)
		space := t.charSpace
		if n == 1 && s[0] == ' ' {
			space += t.wordSpace
		}
		s = s[n:]
		if !in.spend(&in.reader.glyphs, max(1, len(g.text)/4)) {
			return
		}
		if t.font.vertical {
			in.note(g, -g.vx, g.down, g.width-g.vx, 0)
			in.advance(0, g.down*t.size+space)
		} else {
			in.note(g, 0, 0, g.width, 0)
			in.advance((g.width*t.size+space)*t.scale, 0)
		}
	}
}

// note notes a glyph that is seen. Its advance reaches from x0, y0 to x1, y1, in
// ems from where the text matrix stands.
func (in *interpreter) note(g *code, x0, y0, x1, y1 float64) {
	t := &in.state.text
	m := matrix{t.size * t.scale, 0, 0, t.size, 0, t.rise}.mul(in.tm).mul(in.state.ctm)
	font := t.font
	out := Glyph{Text: g.text, Known: g.known, Denied: g.denied, Font: font, MCID: in.mcid(),
		Artifact: in.artifact > 0, Unseen: t.mode == 3 || t.mode == 7, Upright: font.vertical, Field: in.field}
	out.Size = math.Hypot(m.c, m.d) * font.em
	if font.vertical {
		out.Box = m.box(x0, y0, x1, y1)
		out.Turn = turn(-m.c, -m.d)
		out.Size = math.Hypot(m.c, m.d)
	} else {
		out.Box = m.box(x0, -0.12*font.em, x1, 0.88*font.em)
		out.Turn = turn(m.a, m.b)
	}
	x, y := m.at(0, 0)
	out.Base = base(out.Turn, x, y)
	if in.unseen > 0 || !sane(out.Box) || !sane(Box{out.Base, out.Base, out.Size, out.Size}) {
		return
	}
	if !in.onPage(out.Box) {
		if strings.TrimSpace(out.Text) != "" {
			in.page.Outside++
		}
		return
	}
	out.Hidden = in.faint(&out)
	i := in.state.fill
	if t.mode%4 == 1 { // only its outlines are drawn
		i = in.state.stroke
	}
	in.page.Glyphs, in.inks = append(in.page.Glyphs, out), append(in.inks, i)
}

// base gives the coordinate that all glyphs of a line have in common.
func base(t Turn, x, y float64) float64 {
	if t == Downward || t == Upward {
		return x
	}
	return y
}

// onPage reports whether a glyph's middle is on the page.
func (in *interpreter) onPage(b Box) bool {
	x, y := b.Mid()
	return x >= in.frame.X0 && x <= in.frame.X1 && y >= in.frame.Y0 && y <= in.frame.Y1
}

// sane reports whether a place can be one of a page. What a file multiplies often
// enough grows beyond all bounds, or is no number; no rule or glyph of such a place
// gets farther than here.
func sane(b Box) bool {
	for _, v := range [4]float64{b.X0, b.Y0, b.X1, b.Y1} {
		if math.IsNaN(v) || math.Abs(v) > 1e6 {
			return false
		}
	}
	return true
}

// turn tells a direction; y grows downwards.
func turn(x, y float64) Turn {
	const slope = 0.09 // about 5 degrees
	switch {
	case math.Abs(y) <= slope*math.Abs(x) && x >= 0:
		return Rightward
	case math.Abs(y) <= slope*math.Abs(x):
		return Leftward
	case math.Abs(x) <= slope*math.Abs(y) && y > 0:
		return Downward
	case math.Abs(x) <= slope*math.Abs(y):
		return Upward
	}
	return Slanted
}
