package docx

import (
	"archive/zip"
	"bytes"
	"io"
	"runtime"
	"strings"
	"testing"
)

// TestCostGrowsWithTheFile: what is long is read at a cost that grows with its length,
// not with its square: a cell of many paragraphs, a paragraph of many runs, a text in
// pieces, a note that is referred to again and again.
func TestCostGrowsWithTheFile(t *testing.T) {
	p := "<w:p><w:r><w:t>一段文字。</w:t></w:r></w:p>"
	for name, of := range map[string]func(n int) string{
		"paragraphs in a cell": func(n int) string { return "<w:tbl><w:tr><w:tc>" + strings.Repeat(p, n) + "</w:tc></w:tr></w:tbl>" },
		"runs":                 func(n int) string { return "<w:p>" + strings.Repeat("<w:r><w:t>字</w:t></w:r>", n) + "</w:p>" },
		"a text in pieces":     func(n int) string { return "<w:p><w:r><w:t>" + strings.Repeat("字<!-- -->", n) + "</w:t></w:r></w:p>" },
		"a note": func(n int) string {
			return strings.Repeat(`<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>`, n/10)
		},
	} {
		few, many := cost(t, withNote(t, of(2_000), strings.Repeat(p, 200))), cost(t, withNote(t, of(16_000), strings.Repeat(p, 1_600)))
		if many > 20*few {
			t.Errorf("%s: %d bytes, and %d for what is eight times as long", name, few, many)
		}
	}
}

// cost gives how many bytes reading a file takes from the heap.
func cost(t *testing.T, data []byte) uint64 {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := Read("a.docx", data); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// withNote makes a Word file of a body and the text of its note 1.
func withNote(t *testing.T, body, note string) []byte {
	t.Helper()
	plain := packed(t, body, "")
	z, err := zip.NewReader(bytes.NewReader(plain), int64(len(plain)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range z.File {
		if f.Name != "word/_rels/document.xml.rels" {
			if err := out.Copy(f); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, text := range map[string]string{
		"word/_rels/document.xml.rels": `<Relationships><Relationship Id="r1" Type="x/footnotes" Target="footnotes.xml"/></Relationships>`,
		"word/footnotes.xml":           `<w:footnotes><w:footnote w:id="1">` + note + `</w:footnote></w:footnotes>`,
	} {
		w, err := out.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
