package pdfread

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/klauspost/compress/zlib"
)

// TestStrays lists signed fields that stand on a page and are not in the form.
func TestStrays(t *testing.T) {
	const signed = "<</FT/Sig/T(S)/V 9 0 R>>"
	for name, c := range map[string]struct {
		annots, four string
		want         string
	}{
		"signed":              {"[4 0 R]", signed, "F S!4"},
		"on two pages":        {"[4 0 R 4 0 R]", signed, "F S!4"},
		"without a name":      {"[4 0 R]", "<</FT/Sig/V 9 0 R>>", "F !4"},
		"empty":               {"[4 0 R]", "<</FT/Sig/T(S)>>", "F"},
		"of another kind":     {"[4 0 R]", "<</FT/Tx/T(S)/V(x)>>", "F"},
		"below another field": {"[4 0 R]", "<</FT/Sig/T(S)/V 9 0 R/Parent 8 0 R>>", "F"},
		"direct":              {"[" + signed + "]", "5", "F"},
		"in the form":         {"[8 0 R]", "5", "F"},
		"not there":           {"[7 0 R]", "5", "F"},
		"a list elsewhere":    {"6 0 R", signed, "F S!4"},
	} {
		f := document(t, map[int]string{1: "<</Pages 2 0 R/AcroForm<</Fields[8 0 R]>>>>", 2: "<</Kids[3 0 R 5 0 R]>>", 3: "<</Annots " + c.annots + ">>", 4: c.four, 5: "<</Annots " + c.annots + ">>", 6: "[4 0 R]", 8: "<</FT/Sig/T(F)/V 9 0 R>>", 9: "<<>>"})
		var got []string
		for _, s := range f.SignatureFields() {
			text := s.Name
			if s.Stray.Num != 0 {
				text += fmt.Sprint("!", s.Stray.Num)
			}
			got = append(got, text)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, not %s", name, s, c.want)
		}
	}
}

// TestPredictorsOfPictures undoes the rows of pictures that the library for PNG wrote,
// of all kinds but the average, which it hardly ever takes.
func TestPredictorsOfPictures(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	kinds := map[byte]bool{}
	for n := range 12 {
		img := image.NewNRGBA(image.Rect(0, 0, 24, 40))
		for i := range img.Pix {
			x, y, c := i/4%24, i/96, i%4
			img.Pix[i] = byte(x*x*(n+c)/3 + y*y*n/2 + rnd.IntN(1+n*y/8))
		}
		for y := range 40 { // some rows are level, some copy others
			if y%5 == n%5 {
				img.SetNRGBA(0, y, color.NRGBA{byte(y), 1, 2, byte(n)})
				copy(img.Pix[y*96+4:(y+1)*96], img.Pix[y*96:(y+1)*96-4])
			}
		}
		var file bytes.Buffer
		if err := png.Encode(&file, img); err != nil {
			t.Fatal(err)
		}
		var packed []byte
		for b := file.Bytes()[8:]; len(b) > 0; { // length, kind, data, checksum
			length := int(b[0])<<24 | int(b[1])<<16 | int(b[2])<<8 | int(b[3])
			if string(b[4:8]) == "IDAT" {
				packed = append(packed, b[8:8+length]...)
			}
			b = b[12+length:]
		}
		z, err := zlib.NewReader(bytes.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		p := Predictor{Colors: (len(rows)/40 - 1) / 24, Bits: 8, Columns: 24}
		for i := 0; i < len(rows); i += len(rows) / 40 {
			kinds[rows[i]] = true
		}
		out, ok := p.Undo(rows)
		want := img.Pix
		if p.Colors != 4 {
			t.Fatalf("%d colours", p.Colors)
		}
		if !ok || !bytes.Equal(out, want) {
			t.Errorf("picture %d is another", n)
		}
	}
	if !kinds[0] || !kinds[1] || !kinds[2] || !kinds[4] {
		t.Errorf("kinds of rows %v", kinds)
	}
}

// TestPacks reads an object of an object stream that is not as it should be.
func TestPacks(t *testing.T) {
	const good = "/Type/ObjStm/N 2/First 10"
	for name, c := range map[string]struct {
		entries, data string
		place         place
		want          string
	}{
		"the first":           {good, "30 0 31 3 (a)(b)", place{stream: 2}, "(a)"},
		"the second":          {good, "30 0 31 3 (a)(b)", place{stream: 2, at: 1}, "not in its object stream"},
		"beyond":              {good, "30 0 31 3 (a)(b)", place{stream: 2, at: 2}, "not in its object stream"},
		"far beyond":          {good, "30 0 31 3 (a)(b)", place{stream: 2, at: 9}, "not in its object stream"},
		"another first":       {good, "31 0 30 3 (a)(b)", place{stream: 2}, "not in its object stream"},
		"no type":             {"/N 2/First 10", "30 0 31 3 (a)(b)", place{stream: 2}, "object stream is wrong"},
		"no number":           {"/Type/ObjStm/First 10", "30 0 31 3 (a)(b)", place{stream: 2}, "object stream is wrong"},
		"a number below none": {"/Type/ObjStm/N -1/First 10", "30 0 31 3 (a)(b)", place{stream: 2}, "object stream is wrong"},
		"too many":            {"/Type/ObjStm/N 17/First 10", "30 0 31 3 (a)(b)", place{stream: 2}, "object stream is wrong"},
		"no first":            {"/Type/ObjStm/N 2", "30 0 31 3 (a)(b)", place{stream: 2}, "object stream is wrong"},
		"a first below none":  {"/Type/ObjStm/N 2/First -1", "30 0 31 3 (a)(b)", place{stream: 2}, "object stream is wrong"},
		"a first beyond":      {"/Type/ObjStm/N 2/First 17", "30 0 31 3 (a)(b)", place{stream: 2}, "object stream is wrong"},
		"a place at the end":  {good, "30 6 31 3 (a)(b)", place{stream: 2}, "malformed"},
		"a place beyond":      {good, "30 7 31 3 (a)(b)", place{stream: 2}, "object stream is wrong"},
		"a word":              {good, "30 0 31 3 endobj", place{stream: 2}, "malformed"},
		"no numbers":          {good, "30 0 31 x (a)(b)", place{stream: 2}, "object stream is wrong"},
		"no stream":           {good, "30 0 31 3 (a)(b)", place{stream: 1}, "object stream is wrong"},
		"none there":          {good, "30 0 31 3 (a)(b)", place{stream: 9}, "object stream is wrong"},
		"within itself":       {good, "30 0 31 3 (a)(b)", place{stream: 30}, "object stream is wrong"},
	} {
		f := document(t, map[int]string{1: "<<>>", 2: fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", c.entries, len(c.data), c.data)})
		f.places[30] = c.place
		o, err := f.Get(Ref{30, 0})
		got := string(Append(nil, o))
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, not %s", name, got, c.want)
		}
		if _, _, ok := f.Extent(Ref{30, 0}); ok {
			t.Errorf("%s: it has an extent of its own", name)
		}
	}
	freed := document(t, map[int]string{1: "<<>>"})
	freed.places[2], freed.places[30] = place{free: true}, place{stream: 2}
	if _, err := freed.Get(Ref{30, 0}); err == nil || !strings.Contains(err.Error(), "object stream is wrong") {
		t.Errorf("in a stream that is free: %v", err)
	}
}

// TestDepth has arrays and dictionaries as deep as they may be, and one deeper.
func TestDepth(t *testing.T) {
	for open, end := range map[string]string{"[": "]", "<</A": ">>", "[<</A": ">>]"} {
		levels := strings.Count(open, "[") + strings.Count(open, "<<")
		for n, want := range map[int]bool{deepest / levels: true, deepest/levels + 1: false} {
			got := reads(strings.Repeat(open, n) + " 1" + strings.Repeat(end, n))
			if strings.Contains(got, "nested too deep") == want || strings.HasPrefix(got, "!") == want {
				t.Errorf("%d times %s: %.60s", n, open, got)
			}
		}
	}
}

// TestGaps tells the first name that is several words to some readers.
func TestGaps(t *testing.T) {
	p := &parser{b: []byte("[/ok /a\x80b /c\xFF]"), comments: true, store: newStore(9)}
	if p.object(0); p.err != nil || p.store.gap == nil || p.store.gap.at != 5 {
		t.Errorf("%v, %v", p.err, p.store.gap)
	}
	alone := &parser{b: []byte("/a\x80b"), comments: true}
	if n := alone.object(0); alone.err != nil || n != Object(Name("a\x80b")) {
		t.Errorf("%v, %v", n, alone.err)
	}
}

// TestPlainStreams is about cross-reference streams that some readers do not take.
func TestPlainStreams(t *testing.T) {
	const good = "8 0 obj\n<</Type/XRef/W[1 2 1]/Length 0>>\nstream\n\nendstream\nendobj\n"
	for name, c := range map[string]struct {
		old, new string
		plain    bool
	}{
		"as it is":           {"", "", true},
		"no bytes of a kind": {"W[1 2 1]", "W[0 2 1]", true},
		"two":                {"W[1 2 1]", "W[2 2 1]", false},
		"none of a place":    {"W[1 2 1]", "W[1 0 1]", false},
		"widths of words":    {"W[1 2 1]", "W[1 2/A]", false},
		"no widths":          {"/W[1 2 1]", "", false},
		"length elsewhere":   {"/Length 0", "/Length 9 0 R", false},
		"number with a zero": {"8 0 obj", "08 0 obj", false},
		"two spaces":         {"8 0 obj", "8  0 obj", false},
		"no stream":          {"\nstream\n\nendstream", "", false},
		"cut off":            {"endobj", "", false},
	} {
		data := strings.Replace(good, c.old, c.new, 1)
		f := &File{Data: []byte(data + "9 0 obj 0 endobj"), places: map[int]place{9: {at: len(data)}}, store: newStore(len(data))}
		if got := f.plain(0); got != c.plain {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestUpdateBegins begins an update on a line of its own.
func TestUpdateBegins(t *testing.T) {
	bare := bytes.TrimSpace(withTable(""))
	for end, more := range map[string]string{"": "\n", "\n": "", "\r": "", "\r\n": "", " ": "\n"} {
		data := append(bytes.Clone(bare), end...)
		f, err := Open("", data)
		if err != nil {
			t.Fatal(err)
		}
		u := f.Update()
		u.Put(u.New(), Int(7))
		if out := u.Close(); !bytes.HasPrefix(out[len(data):], []byte(more+"5 0 obj\n7\nendobj\n")) {
			t.Errorf("behind %q: %q", end, out[len(data):len(data)+9])
		}
	}
}
