package docx

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"sync"
	"testing"

	"nianbao/internal/document"
	"nianbao/internal/golden"
	"nianbao/internal/unit"
)

func write(t testing.TB, d *document.Document, opt Options) []byte {
	t.Helper()
	b, err := File(d, opt)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// unpack gives the parts of a package by name, and their names in order.
func unpack(t testing.TB, data []byte) (map[string]string, []string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	var names []string
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r) // checks the CRC
		if err != nil {
			t.Fatal(f.Name, err)
		}
		parts[f.Name] = string(b)
		names = append(names, f.Name)
	}
	return parts, names
}

// small has one of everything.
func small() *document.Document {
	d := report()
	table := fit(drawTable("表", []float64{12, 20, 40, 30}, 1,
		"甲<&>|<|“乙”|丙", "竖|x|1|2", "^|y|3|4", "^|z|5|^").Split(2), 20*unit.Point, 2)
	table.Rows[1].Cells[0].Upright = true
	table.Rows[2].Cells[0].Upright = true
	table.Above = 6 * unit.Point
	d.Blocks[2].(*document.Paragraph).Below = table.Above
	table.Rows[0].Cells[0].Shade = "F2F2F2"
	table.Rows[1].Cells[2].Size = 8 * unit.Point
	d.Blocks = []document.Block{
		d.Blocks[0], d.Blocks[1], d.Blocks[2], table, tableFour(),
		&document.Signature{Style: "signature", Name: document.Run{Text: "局"}, Date: document.Run{Text: "2021年1月27日"}, Blank: 2},
	}
	return d
}

func TestGolden(t *testing.T) {
	got := write(t, small(), wordOptions)
	want := golden.Read(t, "small.docx", got)
	if bytes.Equal(got, want) {
		return
	}
	g, names := unpack(t, got)
	w, _ := unpack(t, want)
	for _, n := range names {
		if at := firstDifference(g[n], w[n]); at >= 0 {
			t.Errorf("%s, byte %d:\n got …%.200s\nwant …%.200s", n, at, g[n][max(0, at-60):], w[n][max(0, at-60):])
		}
	}
	t.Error("the package differs from testdata/small.docx")
}

// firstDifference gives where two texts part, or -1.
func firstDifference(a, b string) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	if len(a) != len(b) {
		return min(len(a), len(b))
	}
	return -1
}

func TestPackage(t *testing.T) {
	data := write(t, small(), wordOptions)
	_, names := unpack(t, data)
	want := []string{"[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml",
		"word/settings.xml", "word/fontTable.xml", "word/footer1.xml", "word/footer2.xml", "docProps/app.xml", "docProps/core.xml"}
	if len(names) != len(want) {
		t.Fatal(names)
	}
	z, _ := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	for i, f := range z.File {
		if f.Name != want[i] {
			t.Errorf("part %d is %s, want %s", i, f.Name, want[i])
		}
		if f.Mode() != 0o644 || f.Flags != 0 || f.Method != zip.Deflate || f.CreatorVersion>>8 != 3 {
			t.Errorf("%s: mode %v, flags %x, method %d, made by %x", f.Name, f.Mode(), f.Flags, f.Method, f.CreatorVersion)
		}
		if y, m, d := f.Modified.Date(); y != 1980 || m != 1 || d != 1 {
			t.Errorf("%s: modified %v", f.Name, f.Modified)
		}
	}
}

func TestNoPageNumber(t *testing.T) {
	d := small()
	d.Page.Number = document.PageNumber{}
	parts, _ := unpack(t, write(t, d, wordOptions))
	if _, ok := parts["word/footer1.xml"]; ok {
		t.Error("a footer without page numbers")
	}
}

// A notice is a header, whatever the page has at its foot.
func TestNotice(t *testing.T) {
	for _, numbered := range []bool{true, false} {
		d := small()
		d.Page.Notice = document.Notice{Style: "body", Text: "草稿"}
		if !numbered {
			d.Page.Number = document.PageNumber{}
		}
		parts, _ := unpack(t, write(t, d, wordOptions))
		for part, want := range map[string]string{"word/header1.xml": "草稿", "word/document.xml": `<w:headerReference w:type="default" r:id="rId6"/>`,
			"word/_rels/document.xml.rels": `Id="rId6"`, "[Content_Types].xml": "/word/header1.xml"} {
			if !strings.Contains(parts[part], want) {
				t.Errorf("numbered %t: %s has no %s", numbered, part, want)
			}
		}
	}
	d := small()
	d.Page.Notice = document.Notice{Style: "none", Text: "草稿"}
	if _, err := File(d, wordOptions); err == nil {
		t.Error("a notice in a style that is not there")
	}
}

func TestSameBytes(t *testing.T) {
	want := write(t, report(), wordOptions)
	other := small()
	other.Styles[1].Size += unit.Point
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 5 {
				if b, err := File(report(), wordOptions); err != nil || !bytes.Equal(b, want) {
					t.Error("other bytes, or", err)
				}
				if _, err := File(other, wordOptions); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

func TestCacheIsBounded(t *testing.T) {
	d := small()
	for i := range 3 * maxKits {
		d.Page.LinePitch = unit.Length(400+i) * unit.Twip
		write(t, d, wordOptions)
	}
	if n := len(kits.list); n > maxKits {
		t.Errorf("%d kits", n)
	}
	var m memo[int]
	for i := range 3 * maxFragments {
		m.get(i, func(int) []byte { return nil })
	}
	if n := len(m.m); n > maxFragments {
		t.Errorf("%d fragments", n)
	}
}

// A kit must not follow a document that its caller changes later.
func TestKitIsACopy(t *testing.T) {
	want := write(t, small(), wordOptions)
	d := small()
	write(t, d, wordOptions)
	d.Styles[1].Font = "hei"
	d.Page.Left = 0
	if write(t, d, wordOptions); !bytes.Equal(write(t, small(), wordOptions), want) {
		t.Error("a change of one document changed another")
	}
}

func TestOddDocuments(t *testing.T) {
	one := func(b document.Block) *document.Document {
		return &document.Document{Page: gbPage(), Styles: gbStyles(), Blocks: []document.Block{b}}
	}
	for name, c := range map[string]struct {
		doc *document.Document
		ok  bool
	}{
		"empty":                  {&document.Document{}, true},
		"no blocks":              {&document.Document{Page: gbPage(), Styles: gbStyles()}, true},
		"only character styles":  {&document.Document{Styles: []document.Style{{ID: "a", Run: true}}}, true},
		"no number style":        {&document.Document{Page: gbPage()}, false},
		"no paragraph style":     {one(para("?", "x")), false},
		"character for para":     {one(para("lead", "x")), false},
		"no character style":     {one(&document.Paragraph{Style: "body", Runs: []document.Run{{Style: "?", Text: "x"}}}), false},
		"nil block":              {one(nil), false},
		"empty paragraph":        {one(para("body", "")), true},
		"controls":               {one(para("body", "\x00\x1f\r\uFFFE\xff\t")), true},
		"empty table":            {one(&document.Table{}), false},
		"table without rows":     {one(&document.Table{Columns: make([]unit.Length, 2)}), false},
		"empty row":              {one(&document.Table{Columns: make([]unit.Length, 2), Rows: make([]document.Row, 2)}), false},
		"fit too short":          {one(func() *document.Table { t := tableTwo(); t.Fit = &document.Fit{Breaks: []int{-1, 99}}; return t }()), true},
		"too many header rows":   {one(func() *document.Table { t := tableTwo(); t.HeaderRows = 99; return t }()), true},
		"negative":               {one(func() *document.Table { t := tableTwo(); t.Rule, t.MarginX, t.MarginY = -1, -9999, -9999; return t }()), true},
		"cell without style":     {one(func() *document.Table { t := tableTwo(); t.Rows[2].Cells[1].Style = ""; return t }()), false},
		"unplaced signature":     {one(&document.Signature{Style: "signature"}), true},
		"signature, no style":    {one(&document.Signature{Name: document.Run{Text: "x"}}), false},
		"table then table, last": {&document.Document{Page: gbPage(), Styles: gbStyles(), Blocks: []document.Block{tableTwo(), tableTwo()}}, true},
	} {
		b, err := File(c.doc, Options{})
		if (err == nil) != c.ok {
			t.Errorf("%s: error %v", name, err)
		}
		if err == nil {
			unpack(t, b)
		} else if len(b) > 0 {
			t.Errorf("%s: an error and half a file", name)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	d := report()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := File(d, wordOptions); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFirst includes what is made once for a style set.
func BenchmarkFirst(b *testing.B) {
	d := report()
	b.ReportAllocs()
	for b.Loop() {
		kits.list = nil
		if _, err := File(d, wordOptions); err != nil {
			b.Fatal(err)
		}
	}
}
