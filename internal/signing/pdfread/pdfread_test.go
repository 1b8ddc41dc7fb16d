package pdfread

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"nianbao/internal/diag"
)

// objects are those of a small file; the fourth is a stream.
var objects = []string{
	"<</Type/Catalog/Pages 2 0 R>>",
	"<</Type/Pages/Kids[3 0 R]/Count 1>>",
	"<</Type/Page/Parent 2 0 R/Note(a\\(b\\)\\101\\0727\\n)/Hex<4 1 4>/Name/A#20B/Num[1 -2.50 +3 .5]/T true/N null>>",
	"<</Length 5>>\nstream\nhello\nendstream",
}

// withTable writes a file with a cross-reference table.
func withTable(trailer string) []byte {
	b := []byte("%PDF-1.7\n")
	rows := "0000000000 65535 f\r\n"
	for i, o := range objects {
		rows += fmt.Sprintf("%010d 00000 n\r\n", len(b))
		b = fmt.Appendf(b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := len(b)
	return fmt.Appendf(b, "xref\n0 %d\n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, rows, len(objects)+1, trailer, start)
}

// withStream writes a file whose first three objects stand in an object stream,
// with a cross-reference stream that has a PNG predictor.
func withStream() []byte {
	b := []byte("%PDF-1.7\n")
	stream := len(b)
	b = fmt.Appendf(b, "4 0 obj\n%s\nendobj\n", objects[3])
	head, body := "", ""
	for i, o := range objects[:3] {
		head += fmt.Sprintf("%d %d ", i+1, len(body))
		body += o + "\n"
	}
	packed := Deflate([]byte(head + body))
	pack := len(b)
	b = fmt.Appendf(b, "5 0 obj\n<</Type/ObjStm/N 3/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n", len(head), len(packed), packed)
	start := len(b)
	var rows, above []byte
	for _, r := range [][3]int{{0, 0, 255}, {2, 5, 0}, {2, 5, 1}, {2, 5, 2}, {1, stream, 0}, {1, pack, 0}, {1, start, 0}} {
		row := append(binary.BigEndian.AppendUint16([]byte{byte(r[0])}, uint16(r[1])), byte(r[2]))
		rows = append(rows, 2) // up
		for i, c := range row {
			if above != nil {
				c -= above[i]
			}
			rows = append(rows, c)
		}
		above = row
	}
	packed = Deflate(rows)
	return fmt.Appendf(b, "6 0 obj\n<</Type/XRef/Size 7/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF", len(packed), packed, start)
}

func TestOpen(t *testing.T) {
	for name, data := range map[string][]byte{"table": withTable(""), "stream": withStream()} {
		f, err := Open("a.pdf", data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if f.Table != (name == "table") || f.Catalog().Get("Type") != Name("Catalog") {
			t.Errorf("%s: %v", name, f.Trailer)
		}
		page := f.Dict(f.Array(f.Dict(f.Catalog().Get("Pages")).Get("Kids"))[0])
		want := `<</Type /Page /Parent 2 0 R /Note <61286229413A37 0A> /Hex (A@) /Name /A#20B /Num [1 -2.50 +3 .5] /T true /N null>>`
		want = strings.Replace(want, "<61286229413A37 0A>", "<61286229413A37"+"0A>", 1)
		if got := string(Append(nil, page)); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
		s, ok := f.Resolve(Ref{4, 0}).(*Stream)
		if !ok || string(s.Raw) != "hello" {
			t.Errorf("%s: stream %v", name, s)
		}
		if f.Resolve(Ref{4, 1}) != nil || f.Resolve(Ref{99, 0}) != nil {
			t.Errorf("%s: an object that is not there", name)
		}
	}
}

func TestUpdate(t *testing.T) {
	for name, data := range map[string][]byte{"table": withTable(""), "stream": withStream()} {
		f, err := Open("a.pdf", data)
		if err != nil {
			t.Fatal(err)
		}
		u := f.Update()
		r := u.New()
		u.Put(r, &Stream{Raw: []byte("more")})
		u.Put(Ref{3, 0}, f.Dict(Ref{3, 0}).With("Note", TextString("年报")).Without("Hex"))
		out := u.Close()
		if !bytes.HasPrefix(out, data) {
			t.Errorf("%s: the old bytes have changed", name)
		}
		g, err := Open("b.pdf", out)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		page := g.Dict(Ref{3, 0})
		note, _ := page.Get("Note").(String)
		s, _ := g.Resolve(r).(*Stream)
		if note.Text() != "年报" || page.Get("Hex") != nil || s == nil || string(s.Raw) != "more" || g.Table != f.Table {
			t.Errorf("%s: %v, %v", name, page, s)
		}
		if old, ok := g.Resolve(Ref{4, 0}).(*Stream); !ok || string(old.Raw) != "hello" {
			t.Errorf("%s: an old object is lost", name)
		}
		if from, to, ok := g.Extent(r); !ok || from != u.Offset(r) || !bytes.HasSuffix(out[from:to], []byte("endobj")) {
			t.Errorf("%s: extent %d %d %v", name, from, to, ok)
		}
	}
}

func TestRefused(t *testing.T) {
	good := string(withTable(""))
	for _, c := range []struct{ name, data, want string }{
		{"text", "hello", "no PDF"},
		{"cut off", good[:len(good)-8], "cut off"},
		{"junk behind", good + "x", "cut off"},
		{"encrypted", string(withTable("/Encrypt 4 0 R")), "encrypted"},
		{"no catalog", strings.Replace(good, "/Root 1 0 R", "/Root 9 0 R", 1), "no catalog"},
		{"circle", string(withTable(fmt.Sprintf("/Prev %d", strings.Index(good, "xref\n")))), "circle"},
		{"outside", string(withTable("/Prev 99999")), "outside"},
		{"row", strings.Replace(good, "00000 n\r\n", "00000 x\r\n", 1), "wrong"},
		{"key twice", strings.Replace(good, "/Size 5/Root", "/Root 1 0 R/Size 5/Root", 1), "a key twice"},
		{"deep", strings.Replace(good, "/Size 5", "/D "+strings.Repeat("[", 200)+strings.Repeat("]", 200)+"/Size 5", 1), "too deep"},
	} {
		_, err := Open("bad.pdf", []byte(c.data))
		d, ok := err.(*diag.Diagnostic)
		if !ok || !strings.Contains(d.Format(diag.English), c.want) || d.File != "bad.pdf" || d.What.ZH == "" || d.Do.IsZero() {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestDamagedObjects reads objects that are not what the table says.
func TestDamagedObjects(t *testing.T) {
	good := string(withTable(""))
	for _, c := range []struct{ name, old, new string }{
		{"length", "<</Length 5>>", "<</Length 4>>"},
		{"long", "<</Length 5>>", "<</Length 9>>"},
		{"number", "4 0 obj", "7 0 obj"},
		{"own length", "<</Length 5>>", "<</Length 4 0 R>>"},
		{"no end", "endstream\nendobj", "endstream\nendxxx"},
	} {
		f, err := Open("bad.pdf", []byte(strings.Replace(good, c.old, c.new, 1)))
		if err != nil && c.name != "own length" {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if err != nil {
			continue // the offsets have moved
		}
		if o, err := f.Get(Ref{4, 0}); err == nil {
			t.Errorf("%s: %v", c.name, o)
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(withTable(""))
	f.Add(withStream())
	f.Add(withTable("/Encrypt 4 0 R"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Open("", data)
		if err != nil {
			return
		}
		file.Numbers(func(n int) {
			r, o := file.At(n)
			if s, ok := o.(*Stream); ok {
				file.Decode(s)
			}
			file.Extent(r)
		})
		u := file.Update()
		r := u.New()
		u.Put(r, String("x"))
		out := u.Close()
		if r.Num > mostObjects {
			return
		}
		again, err := Open("", out)
		if err != nil {
			t.Fatalf("our own update: %v", err)
		}
		if s, ok := again.Resolve(r).(String); !ok || string(s) != "x" {
			t.Fatal("the new object is lost")
		}
	})
}
