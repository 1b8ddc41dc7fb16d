package mend

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"nianbao/internal/signing/pdfread"
)

// words are the numbers of a minimal file's content.
const words = "BT /F 12 Tf 10 50 Td (Figures 2025: 144) Tj ET"

// minimal makes a file of one page; spoil may change an object before it is
// written.
func minimal(spoil func(num int, body string) string) []byte {
	bodies := []string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(words), words),
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	at := make([]int, 0, 4)
	for i, body := range bodies {
		if spoil != nil {
			body = spoil(i+1, body)
		}
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	start := b.Len()
	b.WriteString("xref\n0 5\n0000000000 65535 f\r\n")
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n\r\n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", start)
	return b.Bytes()
}

// contentOf gives the first page's content.
func contentOf(t *testing.T, data []byte) (string, *File) {
	t.Helper()
	f, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := f.Pages()
	if err != nil || len(pages) != 1 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	return strings.TrimSpace(string(f.Data(f.Stream(pages[0].Dict.Get("Contents"))))), f
}

func TestDamageIsMended(t *testing.T) {
	for _, c := range []struct {
		name   string
		data   func() []byte
		mended bool
	}{
		{"whole", func() []byte { return minimal(nil) }, false},
		{"junk in front", func() []byte { return append([]byte("HTTP/1.1 200\r\n\r\n"), minimal(nil)...) }, true},
		{"no trailer", func() []byte { b := minimal(nil); return b[:bytes.Index(b, []byte("xref"))] }, true},
		{"offsets wrong", func() []byte { return bytes.ReplaceAll(minimal(nil), []byte("00000000"), []byte("00000001")) }, true},
		{"length wrong", func() []byte {
			return minimal(func(_ int, s string) string { return strings.Replace(s, "/Length 4", "/Length 9", 1) })
		}, true},
		{"length missing", func() []byte {
			return minimal(func(n int, s string) string {
				if n == 4 {
					return "<<>>stream\n" + words + "\nendstream"
				}
				return s
			})
		}, true},
		{"no page tree", func() []byte {
			return minimal(func(n int, s string) string {
				if n == 2 {
					return "<</Type/Pages>>"
				}
				return s
			})
		}, true},
		{"kids in a circle", func() []byte {
			return minimal(func(n int, s string) string { return strings.Replace(s, "[3 0 R]", "[2 0 R 3 0 R 1 0 R]", 1) })
		}, false},
		{"a dictionary without an end", func() []byte {
			return minimal(func(n int, s string) string { return strings.Replace(s, "4 0 R>>", "4 0 R", 1) })
		}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, f := contentOf(t, c.data())
			if got != words {
				t.Errorf("content %q", got)
			}
			if f.Mended != c.mended {
				t.Errorf("mended: %v", f.Mended)
			}
		})
	}
}

// An attached PDF's objects are not this file's, even where it must be scanned.
func TestAttachedFileIsPassedOver(t *testing.T) {
	inner := strings.ReplaceAll(string(minimal(nil)), "144", "999")
	outer := minimal(nil)
	cut := bytes.Index(outer, []byte("xref"))
	data := fmt.Appendf(bytes.Clone(outer[:cut]), "9 0 obj\n<</Type/EmbeddedFile/Length %d>>\nstream\n%s\nendstream\nendobj\n", len(inner), inner)
	if got, _ := contentOf(t, data); got != words {
		t.Errorf("content %q", got)
	}
}

func TestEncryptedWithTheEmptyPassword(t *testing.T) {
	for _, name := range []string{"rc4-40", "rc4-128", "aes-128", "aes-256-packed"} {
		data, err := os.ReadFile("testdata/" + name + ".pdf")
		if err != nil {
			t.Fatal(err)
		}
		if got, f := contentOf(t, data); got != words || f.Mended {
			t.Errorf("%s: %q, mended %v", name, got, f.Mended)
		}
	}
	data, err := os.ReadFile("testdata/password.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(data); err != ErrEncrypted {
		t.Errorf("a file with a password: %v", err)
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		data string
		want error
	}{
		{"PK\x03\x04", ErrNotPDF},
		{"%PDF-1.7\nnothing", ErrNoPages},
	} {
		if _, err := Open([]byte(c.data)); err != c.want {
			t.Errorf("%q: %v", c.data, err)
		}
	}
}

func TestObjects(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"12", "12"},
		{"1 0 R", "1 0 R"},
		{"1 0 RG", "1"},
		{"(a(b)c\\051\\)\\\r\nd)", "(a\\(b\\)c\\)\\)d)"},
		{"(no end", "(no end)"},
		{"<4 1 4>", "(A@)"},
		{"/A#42 ", "/AB"},
		{"[1 [2] (x) /y true null", "[1 [2] (x) /y true null]"},
		{"<</A 1/B<</C[1 2>>/D 2>>", "<</A 1 /B <</C [1 2]>> /D 2>>"},
		{"<</A/B/C>>", "<</A /B>>"},
		{")]}7", "7"},
	} {
		o, ok := (&Lexer{B: []byte(c.in)}).Next()
		if got := string(pdfread.Append(nil, o)); !ok || got != c.want {
			t.Errorf("%q: %s, want %s", c.in, got, c.want)
		}
	}
}

func TestNumbersAsViewersReadThem(t *testing.T) {
	for _, c := range []struct {
		in   string
		want float64
		ok   bool
	}{{"-.5", -0.5, true}, {"--5", -5, true}, {"1.2.3", 1.2, true}, {"12-3", 12, true}, {"+7.", 7, true}, {"-", 0, true}, {"abc", 0, false}} {
		if got, ok := Float([]byte(c.in)); got != c.want || ok != c.ok {
			t.Errorf("%s: %v %v", c.in, got, ok)
		}
	}
}

func TestFilters(t *testing.T) {
	for _, c := range []struct {
		name pdfread.Name
		in   string
		want string
	}{
		{"ASCIIHexDecode", "48 65 6C6c6F>", "Hello"},
		{"ASCII85Decode", "<~87cURD]i,\"Ebo80~>", "Hello World!"},
		{"RunLengthDecode", "\x02abc\xfed\x80zzz", "abcddd"},
		{"LZWDecode", "\x80\x0B\x60\x50\x22\x0C\x0C\x85\x01", "-----A---B"}, // the example of ISO 32000-1 7.4.4.2
		{"FlateDecode", string(pdfread.Deflate([]byte("whole"))), "whole"},
		{"FlateDecode", string(pdfread.Deflate([]byte(strings.Repeat("cut off ", 50)))[:30]), strings.Repeat("cut off ", 50)},
	} {
		f := &File{inflate: 1000}
		got := f.Data(&pdfread.Stream{Dict: pdfread.Dict{{Key: "Filter", Value: c.name}}, Raw: []byte(c.in)})
		if !strings.HasPrefix(c.want, string(got)) || len(got) < len(c.want)/8 {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

func TestInflatingIsBounded(t *testing.T) {
	f := &File{inflate: 1 << 20}
	bomb := &pdfread.Stream{Dict: pdfread.Dict{{Key: "Filter", Value: pdfread.Name("FlateDecode")}}, Raw: pdfread.Deflate(make([]byte, 8<<20))}
	if got := f.Data(bomb); got != nil {
		t.Errorf("%d bytes", len(got))
	}
}

// Looking for what is not there takes from a budget: it would be squared else.
func TestScanningIsBounded(t *testing.T) {
	for _, piece := range []string{"1 0 obj (", "1 0 obj<<", "1 0 obj<</Length 9 0 R>>stream\n", "1 0 obj<<>>endobj trailer("} {
		data := []byte("%PDF-1.7\n" + strings.Repeat(piece, 20_000))
		f := &File{data: data, objects: map[int]pdfread.Object{}, packs: map[int]*pack{}, loading: map[int]bool{}, inflate: mostData, lexed: 2 * len(data)}
		if err := f.scan(); err != nil {
			t.Errorf("%q: %v", piece, err)
		}
		if f.lexed < -2*len(data) {
			t.Errorf("%q: %d bytes over the budget", piece, -f.lexed)
		}
	}
}

// FuzzOpen: whatever the bytes, reading ends, without a panic.
func FuzzOpen(f *testing.F) {
	f.Add(minimal(nil))
	for _, name := range []string{"rc4-40", "aes-128", "aes-256-packed"} {
		if data, err := os.ReadFile("testdata/" + name + ".pdf"); err == nil {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Open(data)
		if err != nil {
			return
		}
		pages, err := file.Pages()
		if (err == nil) != (len(pages) > 0) {
			t.Errorf("%d pages and %v", len(pages), err)
		}
		for _, p := range pages {
			file.Data(file.Stream(p.Dict.Get("Contents")))
		}
	})
}
