package pdfread

import (
	"fmt"
	"strings"
	"testing"
)

// reads gives what a text is read as, written again, and what is left.
func reads(in string) string {
	p := &parser{b: []byte(in), store: newStore(len(in)), comments: true}
	o := p.object(0)
	if d, ok := p.err.(*damage); ok {
		return fmt.Sprintf("! %s at %d", d.en, d.at)
	}
	if w, ok := o.(keyword); ok {
		return fmt.Sprintf("word %s, %d", w, p.i)
	}
	return fmt.Sprintf("%s, %d", Append(nil, o), p.i)
}

// TestObjects reads objects (7.3): what each is, and where it ends.
func TestObjects(t *testing.T) {
	for in, want := range map[string]string{
		// numbers and references
		"1": "1, 1", "+1 ": "+1, 2", "-.5": "-.5, 3", "4.": "4., 2", "0.0/": "0.0, 3", "9 ": "9, 1", "0": "0, 1",
		".": "! no number at 0", "+": "! no number at 0", "1-2": "! no number at 0", "--1": "! no number at 0", "1.2.3": "! no number at 0", "1a": "! no number at 0",
		strings.Repeat("1", 39): strings.Repeat("1", 39) + ", 39", strings.Repeat("1", 40): "! no number at 0", "-" + strings.Repeat("1", 39): "-" + strings.Repeat("1", 39) + ", 40",
		"1 0 R": "1 0 R, 5", "12 34567 Rx": "12, 2", "12 34567 R/": "12 34567 R, 10", "1 0 R]": "1 0 R, 5", "1 0 RG": "1, 1", "1 0R": "1, 1", "1 0 r": "1, 1", "1 123456 R": "1, 1",
		"-1 0 R": "-1, 2", "+1 0 R": "+1, 2", "1 -0 R": "1, 1", "1.0 0 R": "1.0, 3", "1 0": "1, 1", "1 ": "1, 1", "1/0 R": "1, 1", "1 /0 R": "1, 1", "1 %x\n0 %y\r\nR": "1 0 R, 12", "1 0 ": "1, 1",
		"5<<": "5, 1", "5<4": "5, 1", "<": "! a string does not end at 0",
		// words
		"true]": "true, 4", "false": "false, 5", "null": "null, 4", "nul": "word nul, 3", "endobj\n": "word endobj, 6", " \t\f\r\n\x00true": "true, 10",
		"": "! the data end too soon at 0", " ": "! the data end too soon at 1", "%x": "! the data end too soon at 2", ")": "! a character that does not belong here at 0", "}": "! a character that does not belong here at 0",
		"%x\rtrue": "true, 7", "%x\ntrue": "true, 7", "%x%\r\ntrue": "true, 9",
		// names
		"/": "/, 1", "/A#20b ": "/A#20b, 6", "/#41#5a#5A": "/AZZ, 10", "/A#4": "! a name is malformed at 0", "/A#4g": "! a name is malformed at 0", "/A#g4": "! a name is malformed at 0", "/A#": "! a name is malformed at 0",
		"/#7e#7f#21": "/~#7F!, 10", "/#23": "/#23, 4", "/A/B": "/A, 2", "/A(": "/A, 2", "/#0f#F0#9a#a9": "/#0F#F0#9A#A9, 13", "/A#40": "/A@, 5", "/A#@0": "! a name is malformed at 0", "/A#/0": "! a name is malformed at 0", "/A#0:": "! a name is malformed at 0", "/A#0G": "! a name is malformed at 0", "/A#`0": "! a name is malformed at 0",
		// strings
		"()": "(), 2", "(a(b)c)d": "(a\\(b\\)c), 7", "(a": "! a string does not end at 0", "(": "! a string does not end at 0", "(a\\": "! a string does not end at 0", "((a)": "! a string does not end at 0",
		"(\\n\\r\\t\\b\\f\\(\\)\\\\\\x)": "<0A0D09080C28295C78>, 20", "(\\0)": "<00>, 4", "(\\101\\1012)": "(AA2), 11", "(\\78\\079)": "<07380739>, 9", "(\\400)": "<00>, 6", "(\\7)": "<07>, 4", "(\\8)": "(8), 4",
		"(\\1": "! a string does not end at 0", "(\\12": "! a string does not end at 0", "(\\12)": "<0A>, 5", "(a\\\nb\\\r\nc\\\rd)": "(abcd), 13", "(\\\r)": "(), 4", "(\\\r": "! a string does not end at 0",
		"(a\r\nb\rc\nd)": "<610A620A630A64>, 10", "(\r": "! a string does not end at 0", "(~)": "(~), 3", "(\x7f)": "<7F>, 3", "(\x1f)": "<1F>, 3", "( )": "( ), 3",
		"<>": "(), 2", "<41 4\n2>x": "(AB), 8", "<414>": "(A@), 5", "<4x>": "! a hexadecimal string is malformed at 0", "<41": "! a string does not end at 0", "<aFAf09>": "<AFAF09>, 8",
		// arrays and dictionaries
		"[]": "[], 2", "[1 2 R 3 0 R/A]x": "[1 2 R 3 0 R /A], 15", "[1 [2]null ]x": "[1 [2] null], 12", "[1": "! the data end too soon at 2", "[": "! the data end too soon at 1", "[1 endobj]": "! a word in an array at 3", "[>]": "! a character that does not belong here at 1",
		"<<>>": "<<>>, 4", "<</A 1/B<</C[/D]>>>>x": "<</A 1 /B <</C [/D]>>>>, 20", "<</A 1 0 R/B 2>>": "<</A 1 0 R /B 2>>, 16", "<</A>>": "! a character that does not belong here at 4", "<</A": "! the data end too soon at 4", "<<": "! the data end too soon at 2", "<<(a) 1>>": "! a key of a dictionary is no name at 2",
		"<</A 1/A 1>>": "! a dictionary has a key twice at 6", "<</A 1/#41 1>>": "! a dictionary has a key twice at 6", "<</A null/A 1>>": "! a dictionary has a key twice at 9", "<</A x>>": "! a word in a dictionary at 4", "<</A 1>": "! a character that does not belong here at 6", "<<x 1>>": "! a key of a dictionary is no name at 2",
		strings.Repeat("[", 101): "! the data end too soon at 101", strings.Repeat("[", 102): "! nested too deep at 101", strings.Repeat("[", 101) + strings.Repeat("]", 101): strings.Repeat("[", 101) + strings.Repeat("]", 101) + ", 202",
	} {
		if got := reads(in); got != want {
			t.Errorf("%q: %s, not %s", in, got, want)
		}
	}
}

// TestManyKeys looks for a key that a large dictionary has twice, on both sides
// of where a map takes over.
func TestManyKeys(t *testing.T) {
	for _, n := range []int{1, manyKeys - 1, manyKeys, manyKeys + 1, manyKeys + 2, 200} {
		var d strings.Builder
		for i := range n {
			fmt.Fprintf(&d, "/K%d %d", i, i)
		}
		if got := reads("<<" + d.String() + ">>"); strings.HasPrefix(got, "!") {
			t.Errorf("%d keys: %s", n, got)
		}
		for _, again := range []int{0, n / 2, n - 1} {
			if got := reads(fmt.Sprintf("<<%s/K%d 0>>", d.String(), again)); !strings.Contains(got, "a key twice") {
				t.Errorf("%d keys, and number %d once more: %s", n, again, got)
			}
		}
	}
	for n, want := range map[int]bool{mostEntries: true, mostEntries + 1: false} {
		var d strings.Builder
		for i := range n {
			fmt.Fprintf(&d, "/K%d 0", i)
		}
		if got := reads("<<" + d.String() + ">>"); strings.HasPrefix(got, "!") == want {
			t.Errorf("%d keys: %.40s", n, got)
		}
	}
}

// TestBudgets spends what a file may hold, to the last.
func TestBudgets(t *testing.T) {
	s := newStore(100)
	if s.rows != fewRows+50 || s.inflated != mostInflated || s.values != mostValues {
		t.Errorf("%+v", s)
	}
	left := 3
	if !s.spend(&left, 3) || left != 0 || s.spend(&left, 1) || left != 0 {
		t.Errorf("%d left", left)
	}
	p := &parser{b: []byte("[1 2 3]"), store: &store{values: 4}}
	if p.object(0); p.err != nil {
		t.Error(p.err)
	}
	p = &parser{b: []byte("[1 2 3]"), store: &store{values: 3}}
	if p.object(0); p.err == nil || !strings.Contains(p.err.Error(), "too many values") {
		t.Error(p.err)
	}
	strict := &parser{b: []byte("%x\ntrue")}
	if o := strict.object(0); strict.err == nil {
		t.Errorf("a comment where none is read: %v", o)
	}
}

// TestPredictors undoes each kind of row (7.4.4.4), by hand.
func TestPredictors(t *testing.T) {
	two := Predictor{Colors: 2, Bits: 8, Columns: 3}
	for name, c := range map[string]struct {
		p        Predictor
		in, want []byte
	}{
		"none":       {two, []byte{0, 1, 2, 3, 4, 5, 6}, []byte{1, 2, 3, 4, 5, 6}},
		"left":       {two, []byte{1, 1, 2, 3, 4, 5, 6}, []byte{1, 2, 4, 6, 9, 12}},
		"above":      {two, []byte{0, 1, 2, 3, 4, 5, 6, 2, 1, 1, 1, 1, 1, 1}, []byte{1, 2, 3, 4, 5, 6, 2, 3, 4, 5, 6, 7}},
		"average":    {two, []byte{0, 10, 20, 30, 40, 50, 61, 3, 1, 1, 1, 1, 1, 1}, []byte{10, 20, 30, 40, 50, 61, 6, 11, 19, 26, 35, 44}},
		"Paeth":      {two, []byte{0, 10, 20, 30, 5, 50, 60, 4, 1, 1, 1, 1, 1, 1}, []byte{10, 20, 30, 5, 50, 60, 11, 21, 31, 6, 51, 61}},
		"Paeth left": {Predictor{1, 8, 4}, []byte{0, 50, 10, 20, 90, 4, 9, 1, 1, 200}, []byte{50, 10, 20, 90, 59, 11, 21, 34}},
		"bits":       {Predictor{1, 1, 9}, []byte{1, 0x80, 1}, []byte{0x80, 0x81}},
		"12 bits":    {Predictor{3, 4, 2}, []byte{1, 1, 2, 3}, []byte{1, 2, 4}}, // a pixel of two bytes
		"16 bits":    {Predictor{1, 16, 2}, []byte{1, 1, 2, 3, 4}, []byte{1, 2, 4, 6}},
		"kind":       {two, []byte{5, 1, 2, 3, 4, 5, 6}, nil},
		"cut":        {two, []byte{0, 1, 2, 3, 4, 5}, nil},
		"nothing":    {two, nil, []byte{}},
	} {
		out, ok := c.p.Undo(append([]byte{}, c.in...))
		if ok != (c.want != nil) || string(out) != string(c.want) {
			t.Errorf("%s: %v %v, not %v", name, out, ok, c.want)
		}
	}
	for p, want := range map[Predictor]int{
		{1, 1, 1}: 2, {1, 8, 1}: 2, {3, 8, 10}: 31, {1, 1, 8}: 2, {1, 1, 9}: 3, {32, 16, 1 << 20}: 1 + 64<<20,
		{0, 8, 1}: 0, {33, 8, 1}: 0, {1, 0, 1}: 0, {1, 17, 1}: 0, {1, 12, 1}: 0, {1, 3, 1}: 0, {1, 8, 0}: 0, {1, 8, 1<<20 + 1}: 0,
	} {
		if row, ok := p.Row(); row != want || ok != (want != 0) {
			t.Errorf("%v: %d %v", p, row, ok)
		}
	}
}
