package pdf

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"nianbao/internal/intake/original"
	"nianbao/internal/signing/pdfread"
)

// hostile makes a file of one page with a content stream, and further objects
// numbered from 5. Streams are packed: a small file can hold much.
func hostile(content, resources string, more ...string) []byte {
	bodies := append([]string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<" + resources + ">>>>",
		packed("", content),
	}, more...)
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	for i, o := range bodies {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	b.WriteString("trailer\n<</Root 1 0 R>>\n")
	return b.Bytes()
}

// packed is a compressed stream as an object.
func packed(dict, data string) string {
	z := pdfread.Deflate([]byte(data))
	return fmt.Sprintf("<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream", dict, len(z), z)
}

const plainFont = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>/T 5 0 R>>"

// Numbers that grow beyond all bounds, or are none, are nowhere on the page.
func TestEndlessNumbers(t *testing.T) {
	huge := strings.Repeat("1000000 0 0 1000000 0 0 cm ", 60)
	for _, c := range []struct{ name, content, resources string }{
		{"rules", huge + "0 0 1 1 re f 0 0 m 1 0 l S 0 0 m 0 1 l S", ""},
		{"rules as boxes", huge + "0 0 m 0 0 l 0 0 l h B 1 0 0 RG 0 0 5 5 re b", ""},
		{"a zero in it", huge + "0 0 0 0 0 0 cm 0 0 5 5 re B 0 0 m 9 0 l S", ""},
		{"line width", "/G gs 10 10 m 99 10 l S 10 10 m 10 99 l S", "/ExtGState<</G<</LW 1" + strings.Repeat("0", 400) + ">>>>"},
		{"glyphs", "BT /F 1 Tf 1 0 0 1 9 9 Tm 1000000 Tz (a) Tj " + strings.Repeat("1000000 0 0 1000000 0 0 Tm ", 60) + "(a) Tj ET " + huge + "BT /F 0 Tf (a) Tj ET", ""},
		{"clips", huge + "0 0 1 1 re W n 0 0 5 5 re f 0 0 m 9 0 l S", ""},
		{"pictures", huge + "BI /W 1 /H 1 ID x EI 0 0 0 0 0 0 cm BI /W 1 /H 1 ID x EI", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			readsOn(t, hostile("BT /F 12 Tf 100 700 Td (report) Tj ET "+c.content, plainFont+c.resources))
		})
	}
}

// readsOn reads a file; it gives what was allocated for it.
func readsOn(t *testing.T, data []byte) (d *original.Document, megabytes int) {
	t.Helper()
	done := make(chan *original.Document, 1)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	go func() {
		d, err := Read("a.pdf", data)
		if err != nil {
			t.Error(err)
		}
		done <- d
	}()
	select {
	case d = <-done:
	case <-time.After(5 * time.Minute):
		t.Fatalf("%d bytes take too long", len(data))
	}
	runtime.ReadMemStats(&after)
	return d, int((after.TotalAlloc - before.TotalAlloc) >> 20)
}

// A small file cannot make much work: what it names again and again is counted.
func TestSmallFilesMakeLittleWork(t *testing.T) {
	many := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for _, c := range []struct {
		name, content, resources string
		more                     []string
		cut                      bool
	}{
		{"a long line", "BT /F 2 Tf .01 Tz 10 700 Td (" + strings.Repeat("ab", 100_000) + ") Tj ET", "", nil, false},
		{"ActualText of many glyphs", "/Span<</ActualText(x)>>BDC BT /F 2 Tf .01 Tz 10 700 Td (" + strings.Repeat("ab", 100_000) + ") Tj ET EMC", "", nil, false},
		{"ActualText that is long", strings.Repeat("/Span/P BDC EMC ", 2000), "/Properties<</P<</ActualText 5 0 R>>>>", []string{"(" + strings.Repeat("a", 200_000) + ")"}, true},
		{"fonts in the graphics state", strings.Repeat("/G gs ", 20_000), "/ExtGState<</G<</Font[<</Type/Font/ToUnicode 5 0 R>> 3]>>>>", []string{packed("", many(50_000, "<%04x><0042>")+"endbfchar")}, true},
		{"widths", strings.Repeat("/G gs ", 20_000), "/ExtGState<</G<</Font[<</Subtype/Type0/DescendantFonts[<</W[0 5 0 R]>>]>> 3]>>>>", []string{"[" + strings.Repeat("1 ", 300_000) + "]"}, true},
		{"characters that are long", "BT /T 2 Tf .01 Tz 10 700 Td <" + strings.Repeat("41", 20_000) + "> Tj ET", "", []string{"<</Subtype/TrueType/ToUnicode 6 0 R>>", packed("", "<41><"+strings.Repeat("0042", 500)+"> endbfchar")}, true},
		{"forms of numbers", strings.Repeat("/X Do ", 1000), "/XObject<</X 5 0 R>>", []string{packed("/Subtype/Form", strings.Repeat("1 ", 300_000))}, true},
		{"large dictionaries", strings.Repeat("/X19999 Do ", 20_000), "/XObject 5 0 R", []string{"<<" + many(20_000, "/X%d 6 0 R") + ">>", packed("/Subtype/Image", "")}, true},
		{"a palette of nothing", "q 100 0 0 100 50 50 cm /X Do Q", "/XObject<</X 5 0 R>>", []string{packed("/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace[/Indexed[]1(abc)]", "a")}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := hostile("BT /F 12 Tf 100 700 Td (report) Tj ET "+c.content, plainFont+c.resources, c.more...)
			d, megabytes := readsOn(t, data)
			if megabytes > 1000 {
				t.Errorf("%d MB for %d bytes", megabytes, len(data))
			}
			if cut := remarked(d, "只读了一部分"); cut != c.cut {
				t.Errorf("that it was cut is told: %t", cut)
			}
		})
	}
}

// FuzzContent: whatever a page draws and its tags say, reading ends with a document
// that holds together, or a refusal.
func FuzzContent(f *testing.F) {
	table := "10 10 m 300 10 l S 10 60 m 300 60 l S 10 110 m 300 110 l S 10 10 m 10 110 l S 150 10 m 150 110 l S 300 10 m 300 110 l S "
	text := "/P<</MCID 0>>BDC BT /F 12 Tf 20 30 Td (12) Tj 140 0 Td (34) Tj EMC -140 50 Td (a) Tj 140 0 Td (5) Tj 0 600 Td (Head) Tj ET"
	f.Add(table+text, "<</K 6 0 R>>", "<</S/P/Pg 3 0 R/K 0>>")
	f.Add("10 10 280 .5 re f q 1 0 0 1 2 2 cm 10 10 .5 99 re f Q "+text, "<</K[6 0 R 6 0 R]/RoleMap<</X/Table>>>>", "<</S/Table/K[<</S/TR/K[<</S/TD/Pg 3 0 R/K 0/A<</ColSpan 2>>>>]>>]>>")
	f.Add("BI /W 1 /H 1 ID x EI 99 0 0 99 50 50 cm BI /W 1 /H 1 ID x EI BT 0 1 -1 0 99 99 Tm /F 9 Tf [(ab) -900 (cd)] TJ T* 3 Tr (e) Tj ET", "null", "null")
	f.Fuzz(func(t *testing.T, content, root, element string) {
		data := hostile(content, plainFont, root, element)
		d, err := Read("a.pdf", bytes.Replace(data, []byte("/Catalog"), []byte("/Catalog/StructTreeRoot 5 0 R"), 1))
		if err != nil {
			checkRefusal(t, err)
			return
		}
		for _, b := range d.Blocks {
			if g, ok := b.(*original.Grid); ok {
				checkGrid(t, g)
			}
		}
	})
}
