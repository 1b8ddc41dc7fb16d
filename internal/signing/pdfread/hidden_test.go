package pdfread

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// twofold is a file of three listed objects and a free number, with something
// before them and something behind.
func twofold(before, behind string) []byte {
	b := []byte("%PDF-1.7\n" + before)
	var at []any
	for i, o := range []string{"<</Pages 2 0 R/Gone 4 0 R>>", "<</Kids[]/Note(1 0 ob j, 10obj)>>", "<</A 5>>"} {
		at = append(at, len(b))
		b = fmt.Appendf(b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	b = append(b, behind...)
	start := len(b)
	b = fmt.Appendf(b, "xref\n0 6\n0000000004 65535 f\r\n%010d 00000 n\r\n%010d 00000 n\r\n%010d 00000 n\r\n0000000000 00001 f\r\n0000000000 00001 f\r\n", at...)
	return fmt.Appendf(b, "trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", start)
}

// TestHidden has what readers that look for objects themselves would find.
func TestHidden(t *testing.T) {
	for name, c := range map[string]struct {
		before, behind string
		hidden         string // empty: nothing
	}{
		"nothing":              {"", "", ""},
		"an older version":     {"2 0 obj <<>> endobj\n", "", ""},
		"a later version":      {"", "2 0 obj <<>> endobj\n", "another version"},
		"in a comment":         {"", "% 2 \t0\r\nobj\n", "another version"},
		"without white space":  {"", "(x)2 0 obj<<>>endobj\n", "another version"},
		"a later generation":   {"2 1 obj <<>> endobj\n", "", "another version"},
		"referred to and free": {"", "4 0 obj <<>> endobj\n", "another version"},
		"free":                 {"", "5 0 obj <<>> endobj\n", ""},
		"not listed":           {"", "9 0 obj <<>> endobj\n", ""},
		"one number":           {"", "2 obj\n0obj\n", ""},
		"another word":         {"", "2 0 object\n", "another version"},
		"vertical tab":         {"", "2\v0\vobj <<>> endobj\n", "another version"},
		"high bytes":           {"", "2\x800\xa0obj <<>> endobj\n", "another version"},
		"second word glued":    {"", "2 0obj <<>> endobj\n", "another version"},
		"comments":             {"", "2 %\n0 %\nobj <<>> endobj\n", "another version"},
		"a comment and text":   {"", "2 % 7 x\r0 obj <<>> endobj\n", "another version"},
		"comment lines":        {"", "2 0 %\n%\n %x\nobj <<>> endobj\n", "another version"},
		"comment, no number":   {"", "x %\n0 obj\n%y\nobj, percent\nobj\n", ""},
		"a stream of objects":  {"", "9 0 obj<</Type/ObjStm/N 1/First 4/Length 8>>stream\n2 0 [7]\nendstream endobj\n", "stream or a section"},
		"named otherwise":      {"", "9 0 obj<</Type/Obj#53tm/N 1/First 4/Length 8>>stream\n2 0 [7]\nendstream endobj\n", "stream or a section"},
		"a section's stream":   {"9 0 obj<</Type/XRef/Root 3 0 R/Length 0>>stream\n\nendstream endobj\n", "", "stream or a section"},
		"longer names":         {"", "9 0 obj<</Type/ObjStmX/A/XRefStm/B/Obj/C/Xref>>endobj\n", ""},
		"trailer and comment":  {"", "trailer%x\n\v%y\r<</Root 3 0 R>>\n", "another trailer"},
		"trailer, long":        {"", "trailer%" + strings.Repeat("x", 3000) + "\n<</Root 3 0 R>>\n", "another trailer"},
		"a trailer":            {"", "trailer\n <</Root 3 0 R>>\n", "another trailer"},
		"a trailer before":     {"trailer<</Root 3 0 R>>\n", "", "another trailer"},
		"a word":               {"trailer (x)\n", "trailers\n", ""},
	} {
		f, err := Open("", twofold(c.before, c.behind))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		err = f.Hidden()
		if (err == nil) != (c.hidden == "") || err != nil && !strings.Contains(Reason(err).EN, c.hidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestHiddenHonest has offsets that point at the white space before an object,
// and a section that takes a number and does not list itself.
func TestHiddenHonest(t *testing.T) {
	data := twofold("", "")
	at := strings.Index(string(data), "2 0 obj")
	for _, to := range []int{at - 1, at} {
		changed := strings.Replace(string(data), fmt.Sprintf("%010d 00000 n", at), fmt.Sprintf("%010d 00000 n", to), 1)
		f, err := Open("", []byte(changed))
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Hidden(); err != nil {
			t.Errorf("%d for %d: %v", to, at, err)
		}
	}
	end := len(data)
	data = fmt.Appendf(data, "3 0 obj\n<</Type/XRef/Size 6/W[1 1 1]/Index[]/Root 1 0 R/Prev %d/Length 0>>\nstream\n\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", strings.LastIndex(string(data), "xref\n0 6"), end)
	f, err := Open("", data)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Hidden(); err != nil {
		t.Errorf("a section that does not list itself: %v", err)
	}
}

// TestPlainSections is about sections that some readers do not take.
func TestPlainSections(t *testing.T) {
	good := twofold("", "")
	for name, c := range map[string]struct {
		old, new string
		plain    bool
	}{
		"as they are":     {"", "", true},
		"carriage return": {"xref\n0 6\n", "xref\r0 6\r", true},
		"glued":           {"xref\n0 6\n", "xref0 6 \n", false},
		"vertical tab":    {"xref\n0 6\n", "xref\f0 6\n", false},
		"rows":            {"n\r\n", "n\n ", false},
		"form feed":       {"trailer\n", "trailer\f", false},
	} {
		f, err := Open("", []byte(strings.Replace(string(good), c.old, c.new, 1)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if err := f.Hidden(); (err == nil) != c.plain {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestHiddenPacked is about an object in a stream, and a version of it beside.
func TestHiddenPacked(t *testing.T) {
	for name, c := range map[string]struct {
		before, behind string
		hidden         bool
	}{"before": {"7 0 obj <<>> endobj\n", "", false}, "behind": {"", "7 0 obj <<>> endobj\n", true}} {
		b := []byte("%PDF-1.7\n1 0 obj\n<</Pages 7 0 R>>\nendobj\n" + c.before)
		home := len(b)
		b = fmt.Appendf(b, "3 0 obj\n<</Type/ObjStm/N 1/First 4/Length 8>>\nstream\n7 0 <<>>\nendstream\nendobj\n%s", c.behind)
		at := len(b)
		rows := []byte{1, 9, 0, 1, byte(home), 0, 2, 3, 0, 1, byte(at), 0}
		b = fmt.Appendf(b, "8 0 obj\n<</Type/XRef/Size 9/W[1 1 1]/Index[1 1 3 1 7 2]/Root 1 0 R/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", len(rows), rows, at)
		f, err := Open("", b)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := f.Hidden(); (err != nil) != c.hidden {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestHiddenMembers has an object stream with a member that no section lists.
func TestHiddenMembers(t *testing.T) {
	for members, hidden := range map[string]bool{"7 0 <<>>": false, "7 0 9 0 <<>>": false, "7 0 1 0 <<>>": true, "7 0 5 0 <<>>": true} {
		first := strings.Index(members, "<<")
		b := fmt.Appendf(nil, "%%PDF-1.7\n1 0 obj\n<</Pages 7 0 R/Gone 5 0 R>>\nendobj\n")
		home := len(b)
		b = fmt.Appendf(b, "3 0 obj\n<</Type/ObjStm/N %d/First %d/Length %d>>\nstream\n%s\nendstream\nendobj\n", first/4, first, len(members), members)
		at := len(b)
		rows := []byte{1, 9, 0, 1, byte(home), 0, 2, 3, 0, 1, byte(at), 0}
		b = fmt.Appendf(b, "8 0 obj\n<</Type/XRef/Size 9/W[1 1 1]/Index[1 1 3 1 7 2]/Root 1 0 R/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", len(rows), rows, at)
		f, err := Open("", b)
		if err != nil {
			t.Fatalf("%s: %v", members, err)
		}
		if err := f.Hidden(); (err != nil) != hidden {
			t.Errorf("%s: %v", members, err)
		}
	}
}

func TestLinearized(t *testing.T) {
	for before, want := range map[string]int{
		"": 0, "9 0 obj\n<</Linearized 1/L 1234>>\nendobj\n": 1234, "%x\n9 0 obj<</Line#61rized 1.0/L 7>>endobj\n": 7,
		"9 0 obj\n<</Linearized 1>>\nendobj\n": -1, "9 0 obj\n<</Linearized 1/L 12.0>>\nendobj\n": -1, "9 0 obj\n<</Linearized 1/L 3 0 R>>\nendobj\n": -1,
		"9 0 obj\n<</Linearized 1/L -5>>\nendobj\n": -1, "9 0 obj\n<</L 5>>\nendobj\n": 0, "9 0 obk\n<</Linearized 1/L 5>>\nendobj\n": -1, "9 0 obj\n[]\nendobj\n": 0,
		// what cannot be read, but may be by others
		"9 0 obj\n<</Linearized 1/L 5/N 1/N 1>>\nendobj\n": -1, "9 0 obj\n<</Linearized 1/L 5/X#zz 1>>\nendobj\n": -1, "+9 0 obj\n<</Linearized 1/L 5>>\nendobj\n": -1,
		"9 0 obj\n<</Linearized 1/L 5/X abc>>\nendobj\n": -1, "9 0 obj\n<</Linearized 1/L 5/X --5>>\nendobj\n": -1, "9 0 obj\n<</Linearized 1/L 5/X<zz>>>\nendobj\n": -1,
		"9 0 obj\n<</Linearized 1/L 5": -1, "9 0 obj\n<</#4cinearized 1/L 5/X 1e5>>": -1, "+9 0 obj\n<</Linear 1/L 5>>\nendobj\n": 0, "9 0 obj\nnone /Linearized\n": -1,
		"9 0 obj\n<</L 5>>\nendobj\n8 0 obj\n<</Linearized 1/L 5>>\nendobj\n": 0, // an ordinary object, left by a program
	} {
		f, err := Open("", twofold(before, ""))
		if err != nil {
			t.Fatal(err)
		}
		if got, said := f.Linearized(); said && got != want || said != (want != 0) {
			t.Errorf("%q: %d %v", before, got, said)
		}
	}
}

// TestLaterKinds is about rows of a kind that not all readers know.
func TestLaterKinds(t *testing.T) {
	for kind := range byte(5) {
		r, ok := readRow([]byte{kind, 1, 0}, [3]int{1, 1, 1})
		if !ok || r.later != (kind > 2) || r.place.free == (kind == 1 || kind == 2) {
			t.Errorf("kind %d: %+v", kind, r)
		}
		if s := (&section{rows: []row{{num: 1}, r}}); s.known() == (kind > 2) {
			t.Errorf("kind %d is known: %v", kind, s.known())
		}
	}
}

// TestManyReferences bounds how many are followed, in one state and in all.
func TestManyReferences(t *testing.T) {
	array := func(ref string, n int) *File {
		b := "%PDF-1.7\n1 0 obj\n<</Type/Catalog/X[" + strings.Repeat(ref, n) + "]>>\nendobj\n"
		at := len(b)
		f, err := Open("", []byte(b+"xref\n0 2\n0000000000 65535 f\r\n0000000009 00000 n\r\ntrailer\n<</Size 2/Root 1 0 R>>\nstartxref\n"+fmt.Sprint(at)+"\n%%EOF\n"))
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	if f := array("1 0 R ", 250_000); true {
		for range 130 {
			if _, err := f.Reach(nil); err != nil {
				t.Fatalf("one reference many times: %v", err)
			}
		}
		if _, err := f.Reach(map[int]bool{1: true}); err == nil {
			t.Error("a quarter of a million places are noted")
		}
	}
	if _, err := array("1 0 R ", 100_000).Reach(map[int]bool{1: true}); err != nil {
		t.Error(err)
	}
	nowhere := &strings.Builder{}
	for n := range 100_001 {
		fmt.Fprintf(nowhere, "%d 0 R ", n+2)
	}
	if _, err := array(nowhere.String(), 1).Reach(nil); err == nil {
		t.Error("a hundred thousand references to nothing are followed")
	}
	f := array(nowhere.String()[:600_000], 1)
	ended := false
	for range 200 {
		_, err := f.Reach(nil)
		ended = ended || err != nil
	}
	if !ended {
		t.Error("references are followed without an end")
	}
}

// TestTwofoldNames is about names that are several words to some readers, and
// numbers of which some take a part: they count where something stands behind.
func TestTwofoldNames(t *testing.T) {
	for entry, hidden := range map[string]bool{
		"/A 5": false, "/A\x80 5": true, "/A\xff5 0": true, "/A\x0b 5": true, "/A#80 5": false, "/\xcb\xce\xcc\xe5 5": false, "/A(\x80\xff)": false,
		"/A/B\x800\x80R": true, "/A[/B\x80]": true, "/A 8388607 0 R": false, "/A 8388608 0 R": true, "/A[4294967297 0 R]": true,
	} {
		b := fmt.Appendf(nil, "%%PDF-1.7\n1 0 obj\n<<%s/Pages<<>>>>\nendobj\n", entry)
		f, err := Open("", fmt.Appendf(b, "xref\n0 2\n0000000000 65535 f\r\n0000000009 00000 n\r\ntrailer\n<</Size 2/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(b)))
		if err != nil {
			t.Fatalf("%q: %v", entry, err)
		}
		if err := f.Hidden(); (err != nil) != hidden {
			t.Errorf("%q: %v", entry, err)
		}
		p := &parser{b: []byte("<<" + entry + ">>")} // as in an update
		if p.object(0); (p.err != nil) != (hidden && slices.ContainsFunc([]byte(entry), parts)) {
			t.Errorf("%q in an update: %v", entry, p.err)
		}
	}
}

// TestTwofoldStreams is about keys by which some readers take a stream for another.
func TestTwofoldStreams(t *testing.T) {
	packed := Deflate([]byte("\x02abcd\x02\x01\x01\x01\x01"))
	predicted := func(more ...Entry) Dict {
		return Dict{{"Filter", Name("FlateDecode")}, {"DecodeParms", append(Dict{{"Predictor", Int(12)}, {"Columns", Int(4)}}, more...)}}
	}
	for name, c := range map[string]struct {
		dict Dict
		ok   bool
	}{
		"as all read it":       {predicted(), true},
		"all of its keys":      {predicted(Entry{"Colors", Int(1)}, Entry{"BitsPerComponent", Int(8)}, Entry{"EarlyChange", Int(1)}), true},
		"a short key":          {predicted(Entry{"BPC", Int(4)}), false},
		"another key":          {predicted(Entry{"K", Int(1)}), false},
		"another file":         {append(predicted(), Entry{"F", String("x")}), false},
		"a filter's short key": {append(predicted(), Entry{"F", Name("FlateDecode")}), false},
		"parameters' short":    {append(predicted(), Entry{"DP", Dict{}}), false},
		"null under it":        {append(predicted(), Entry{"DP", nil}), false},
		"another's filter":     {append(predicted(), Entry{"FFilter", Name("FlateDecode")}), false},
		"another's parameters": {append(predicted(), Entry{"FDecodeParms", Dict{}}), false},
	} {
		f := &File{store: newStore(0)}
		if b, err := f.Decode(&Stream{c.dict, packed}); (err == nil) != c.ok || c.ok && string(b) != "abcdbcde" {
			t.Errorf("%s: %q, %v", name, b, err)
		}
	}
}
