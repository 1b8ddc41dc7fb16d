package font

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// num is a charstring number of one byte.
func num(v int) byte { return byte(v + 139) }

// objects makes an INDEX.
func objects(list ...[]byte) []byte {
	var data []byte
	var ends []int
	for _, o := range list {
		data = append(data, o...)
		ends = append(ends, len(data))
	}
	return appendIndex(nil, data, ends)
}

// nameKeyed makes a name-keyed CFF font whose glyphs bear the strings sids.
func nameKeyed(glyphs, global, local [][]byte, sids ...int) []byte {
	top := func(charset, charStrings, private int) []byte {
		b := appendOp(appendInt(nil, charset), opCharset)
		b = appendOp(appendInt(b, charStrings), opCharStrings)
		return appendOp(appendInt(appendInt(b, 7), private), opPrivate)
	}
	b := append([]byte{1, 0, 4, 4}, objects([]byte("Test"))...)
	at := len(b)
	b = append(b, objects(top(0, 0, 0))...)
	b = append(b, objects()...)
	b = append(b, objects(global...)...)
	charset := len(b)
	b = append(b, 0)
	for _, sid := range sids {
		b = append16(b, sid)
	}
	charStrings := len(b)
	b = append(b, objects(glyphs...)...)
	private := len(b)
	b = append(b, num(50), 20)       // defaultWidthX
	b = append(b, 28, 0, 7, opSubrs) // where Private ends
	b = append(b, 21)                // nominalWidthX, left at its default
	b = append(b, objects(local...)...)
	appendIndex(b[:at], top(charset, charStrings, private), []int{len(top(0, 0, 0))})
	return b
}

func TestFlatten(t *testing.T) {
	const bias = 107
	call := func(n int) []byte { return []byte{num(n - bias), t2callsubr} }
	callg := func(n int) []byte { return []byte{num(n - bias), t2callgsubr} }
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	bomb := bytes.Repeat(call(0), 200)
	for _, c := range []struct {
		name          string
		glyph         []byte
		global, local [][]byte
		want          []byte
		err           string
	}{
		{"nothing to do", []byte{num(1), num(2), t2rmoveto, t2endchar}, nil, nil,
			[]byte{num(1), num(2), t2rmoveto, t2endchar}, ""},
		{"local and global, one in the other",
			join([]byte{num(1)}, call(0), []byte{t2endchar}), [][]byte{{num(9), t2rmoveto, t2return}},
			[][]byte{join([]byte{num(2), t2hmoveto, num(3)}, callg(0), []byte{t2return})},
			[]byte{num(1), num(2), t2hmoveto, num(3), num(9), t2rmoveto, t2endchar}, ""},
		{"the end inside a subroutine", join(call(0), []byte{num(7)}), nil, [][]byte{{num(1), t2hmoveto, t2endchar, num(5)}},
			[]byte{num(1), t2hmoveto, t2endchar}, ""},
		{"no end at all", []byte{num(1), t2hmoveto}, nil, nil, []byte{num(1), t2hmoveto, t2endchar}, ""},
		{"the subroutine's number comes from another one", join(call(0), []byte{t2callsubr, t2endchar}), nil,
			[][]byte{{num(1 - bias)}, {num(4), t2hmoveto, t2return}}, []byte{num(4), t2hmoveto, t2endchar}, ""},
		{"mask of nine stems, the stems in a subroutine, vstem unwritten",
			join([]byte{num(1), num(1)}, call(0), bytes.Repeat([]byte{num(2)}, 16),
				[]byte{t2hintmask, t2callsubr, t2callgsubr, num(1), t2hmoveto, t2endchar}), nil,
			[][]byte{{t2hstemhm, t2return}},
			join([]byte{num(1), num(1), t2hstemhm}, bytes.Repeat([]byte{num(2)}, 16),
				[]byte{t2hintmask, t2callsubr, t2callgsubr, num(1), t2hmoveto, t2endchar}), ""},
		{"the width does not count as a stem",
			[]byte{num(9), num(1), num(1), t2hstemhm, t2hintmask, 0x80, num(1), t2hmoveto, t2endchar}, nil, nil,
			[]byte{num(9), num(1), num(1), t2hstemhm, t2hintmask, 0x80, num(1), t2hmoveto, t2endchar}, ""},
		{"flex", join(bytes.Repeat([]byte{num(1)}, 11), []byte{t2escape, t2flex1, t2endchar}), nil, nil,
			join(bytes.Repeat([]byte{num(1)}, 11), []byte{t2escape, t2flex1, t2endchar}), ""},
		{"arithmetic", []byte{num(1), num(2), t2escape, 10, t2hmoveto, t2endchar}, nil, nil,
			[]byte{num(1), num(2), t2escape, 10, t2hmoveto, t2endchar}, ""},
		{"a computed subroutine", []byte{num(1), num(2), t2escape, 10, t2callsubr}, nil, [][]byte{{t2return}}, nil, "damaged"},
		{"roll", []byte{num(1), num(2), t2escape, t2roll, t2endchar}, nil, nil, nil, "computes"},
		{"nothing to add", []byte{num(1), t2escape, 10, t2endchar}, nil, nil, nil, "damaged"},
		{"a call of nothing", []byte{t2callsubr}, nil, nil, nil, "damaged"},
		{"a subroutine that is not there", call(1), nil, [][]byte{{t2return}}, nil, "damaged"},
		{"a subroutine that calls itself", call(0), nil, [][]byte{call(0)}, nil, "damaged"},
		{"a bomb", bomb, nil, [][]byte{join(bytes.Repeat(call(1), 200)), bytes.Repeat(call(2), 200), {t2return}}, nil, "damaged"},
		{"a number cut off", []byte{28, 1}, nil, nil, nil, "damaged"},
		{"a mask cut off", []byte{num(1), num(1), t2hstemhm, t2hintmask}, nil, nil, nil, "damaged"},
		{"too much on the stack", bytes.Repeat([]byte{num(1)}, maxStack+1), nil, nil, nil, "damaged"},
	} {
		f, err := parseCFF(nameKeyed([][]byte{{t2endchar}, c.glyph}, c.global, c.local, 34), 2)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		fl := flattener{font: f}
		err = fl.flatten(1)
		switch {
		case c.err == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)):
			t.Errorf("%s: error %v, want %s", c.name, err, c.err)
		case c.err == "" && !bytes.Equal(fl.out, c.want):
			t.Errorf("%s:\n got %v\nwant %v", c.name, fl.out, c.want)
		}
	}
}

// path is a pen that writes down where it goes.
type path struct {
	x, y int
	out  strings.Builder
}

func (p *path) to(op string, d ...int) {
	p.out.WriteString(op)
	for i := 0; i < len(d); i += 2 {
		p.x, p.y = p.x+d[i], p.y+d[i+1]
		fmt.Fprintf(&p.out, " %d,%d", p.x>>16, p.y>>16)
	}
	p.out.WriteString("; ")
}

func (p *path) Move(dx, dy int)            { p.to("m", dx, dy) }
func (p *path) Line(dx, dy int)            { p.to("l", dx, dy) }
func (p *path) Quad(a, b, c, d int)        { p.to("q", a, b, c, d) }
func (p *path) Curve(a, b, c, d, e, f int) { p.to("c", a, b, c, d, e, f) }
func drawn(t *testing.T, code []byte) *path {
	t.Helper()
	p := new(path)
	if err := draw(code, p); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestDraw(t *testing.T) {
	n := func(ops ...int) (b []byte) { // numbers below 100 stand for themselves, 1000+op for operators
		for _, v := range ops {
			switch {
			case v >= 2000:
				b = append(b, t2escape, byte(v-2000))
			case v >= 1000:
				b = append(b, byte(v-1000))
			default:
				b = append(b, num(v))
			}
		}
		return b
	}
	for _, c := range []struct {
		code []byte
		want string
	}{
		{n(50, 1, 2, 1000+t2rmoveto, 3, 4, 5, 6, 1000+t2rlineto), "m 1,2; l 4,6; l 9,12; "},
		{n(50, 7, 1000+t2hmoveto, 1, 2, 3, 1000+t2hlineto), "m 7,0; l 8,0; l 8,2; l 11,2; "},
		{n(7, 1000+t2vmoveto, 1, 2, 1000+t2vlineto), "m 0,7; l 0,8; l 2,8; "},
		{n(1, 1, 1, 1, 1, 1, 1000+t2rrcurveto), "c 1,1 2,2 3,3; "},
		{n(1, 1, 1, 1, 1, 1, 5, 6, 1000+t2rcurveline), "c 1,1 2,2 3,3; l 8,9; "},
		{n(5, 6, 1, 1, 1, 1, 1, 1, 1000+t2rlinecurve), "l 5,6; c 6,7 7,8 8,9; "},
		{n(9, 1, 2, 3, 4, 1000+t2hhcurveto), "c 1,9 3,12 7,12; "},
		{n(9, 1, 2, 3, 4, 1000+t2vvcurveto), "c 9,1 11,4 11,8; "},
		{n(1, 2, 3, 4, 5, 6, 7, 8, 9, 1000+t2hvcurveto), "c 1,0 3,3 3,7; c 3,12 9,19 17,28; "},
		{n(1, 2, 3, 4, 5, 1000+t2vhcurveto), "c 0,1 2,4 6,9; "},
		{n(1, 2, 3, 4, 5, 6, 7, 2000+t2hflex), "c 1,0 3,3 7,3; c 12,3 18,0 25,0; "},
		{n(1, 2, 3, 4, 5, 6, 7, 8, 9, 2000+t2hflex1), "c 1,2 4,6 9,6; c 15,6 22,14 31,0; "},
		{n(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 50, 2000+t2flex), "c 1,1 2,2 3,3; c 4,4 5,5 6,6; "},
		{n(2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 9, 2000+t2flex1), "c 2,1 4,2 6,3; c 8,4 10,5 19,0; "},
		{n(1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 9, 2000+t2flex1), "c 1,2 2,4 3,6; c 4,8 5,10 0,19; "},
		{append(n(1, 1, 1000+t2hstemhm, 1, 1, 1000+t2hintmask), append([]byte{t2endchar}, n(3, 1000+t2hmoveto)...)...), "m 3,0; "},
	} {
		if got := drawn(t, c.code).out.String(); got != c.want {
			t.Errorf("%v:\n got %s\nwant %s", c.code, got, c.want)
		}
	}
	for _, code := range [][]byte{{t2rmoveto}, {t2hmoveto}, {t2vmoveto}, {t2escape, t2flex}, {t2escape, 10}, {28, 0}, {t2callsubr}, {num(1), t2rcurveline}, {t2rlinecurve}} {
		if err := draw(code, new(path)); err == nil {
			t.Errorf("%v was drawn", code)
		}
	}
}

// TestAccent checks a glyph that is made of two others: A (string 34, code 65)
// and acute (string 125, code 194).
func TestAccent(t *testing.T) {
	const codeA, codeAcute = 65, 194
	a := []byte{num(60), num(10), num(20), t2rmoveto, num(5), t2hlineto, t2endchar}
	acute := []byte{num(1), num(1), t2hstem, num(1), num(2), t2rmoveto, num(3), num(4), t2rlineto, t2endchar}
	seac := func(first ...byte) []byte {
		return append(first, num(30), num(40), num(codeA), 247, codeAcute-108, t2endchar)
	}
	for _, c := range []struct {
		name  string
		glyph []byte
		width []byte
		fails bool
	}{
		{"with a width", seac(num(77)), []byte{num(77)}, false},
		{"without one", seac(), nil, false},
		{"made of itself", []byte{num(1), num(1), num(66), num(66), t2endchar}, nil, true},
		{"made of what is not there", []byte{num(1), num(1), num(67), num(67), t2endchar}, nil, true},
	} {
		f, err := parseCFF(nameKeyed([][]byte{{t2endchar}, a, c.glyph, acute}, nil, [][]byte{{t2return}}, 34, 35, 125), 4)
		if err != nil {
			t.Fatal(err)
		}
		out, err := f.subset(nil, []uint16{0, 2}, "X")
		if c.fails {
			if err == nil {
				t.Errorf("%s: no error", c.name)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		sub, err := parseCFF(out, 2)
		if err != nil {
			t.Fatal(err)
		}
		code, _ := sub.charStrings.get(1)
		if got, want := drawn(t, code).out.String(), "m 10,20; l 15,20; m 31,42; l 34,46; "; got != want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, want)
		}
		if !bytes.HasPrefix(code, append(c.width, 28, 0, 10)) || code[len(code)-1] != t2endchar {
			t.Errorf("%s: %v", c.name, code)
		}
	}
}

func TestStandardSID(t *testing.T) {
	for code, want := range map[int]int{0: 0, 31: 0, 32: 1, 65: 34, 126: 95, 127: 0, 161: 96, 194: 125, 201: 0, 225: 138, 251: 149, 252: 0} {
		if got := standardSID(code); got != want {
			t.Errorf("code %d: string %d, want %d", code, got, want)
		}
	}
}

func TestFDSelect(t *testing.T) {
	fds := []byte{0, 0, 2, 2, 2, 1, 0, 1, 1}
	for name, sel := range map[string]table{
		"format 3": appendFDSelect(nil, fds),
		"format 0": append([]byte{0}, fds...),
		"none":     nil,
	} {
		c := cff{fonts: make([]cffFont, 3), fdSelect: sel}
		for glyph, want := range fds {
			if name == "none" {
				want = 0
			}
			if got, err := c.font(glyph); err != nil || got != int(want) {
				t.Errorf("%s: glyph %d has font %d, want %d, %v", name, glyph, got, want, err)
			}
		}
		c.fonts = c.fonts[:1]
		if _, err := c.font(2); name != "none" && err == nil {
			t.Errorf("%s: a font that is not there was given", name)
		}
	}
	c := cff{fonts: make([]cffFont, 1), fdSelect: table{9, 0}}
	if _, err := c.font(0); err == nil {
		t.Error("format 9 was accepted")
	}
}
