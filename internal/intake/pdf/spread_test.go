package pdf

import (
	"strings"
	"testing"

	"nianbao/internal/intake/original"
	"nianbao/internal/intake/pdf/content"
	"nianbao/internal/intake/pdf/mend"
)

// pagesOf reads the pages of a file.
func pagesOf(t *testing.T, data []byte) *reader {
	t.Helper()
	f, err := mend.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	leaves, err := f.Pages()
	if err != nil {
		t.Fatal(err)
	}
	d := &reader{file: f, doc: &original.Document{}}
	r := content.NewReader(f)
	for i := range leaves {
		d.pages = append(d.pages, &page{Page: r.Page(&leaves[i]), number: i + 1})
	}
	return d
}

// sheetOf lays two pages side by side.
func sheetOf(left, right *page) *page {
	s := &content.Page{Width: left.Width + right.Width, Height: left.Height}
	for i, p := range []*page{left, right} {
		by := float64(i) * left.Width
		for _, g := range p.Glyphs {
			g.Box.X0, g.Box.X1 = g.Box.X0+by, g.Box.X1+by
			if g.Turn == content.Upward || g.Turn == content.Downward {
				g.Base += by
			}
			s.Glyphs = append(s.Glyphs, g)
		}
		for _, r := range p.Rules {
			r.X0, r.X1 = r.X0+by, r.X1+by
			s.Rules = append(s.Rules, r)
		}
	}
	return &page{Page: s, number: 1}
}

// TestTwoPagesOnASheet: they are read one by one, in the order of their numbers;
// what stands across the middle is one page.
func TestTwoPagesOnASheet(t *testing.T) {
	plain, err := Read("a.pdf", drawForeign(sheetStyle{}))
	if err != nil {
		t.Fatal(err)
	}
	for _, swapped := range []bool{false, true} {
		d := pagesOf(t, drawForeign(sheetStyle{}))
		s := sheetOf(d.pages[0], d.pages[1])
		if swapped {
			s = sheetOf(d.pages[1], d.pages[0])
		}
		d.pages = []*page{s}
		d.read()
		if len(d.pages) != 2 || !remarked(d.doc, "并排两页") {
			t.Fatalf("%d pages, %v", len(d.pages), d.doc.Remarks)
		}
		compareLists(t, prose(d.doc), prose(plain))
		checkForeignTables(t, d.doc)
	}
	d := pagesOf(t, drawForeign(sheetStyle{}))
	s := sheetOf(d.pages[0], d.pages[1])
	s.Rules = append(s.Rules, content.Rule{Box: content.Box{X0: 500, Y0: 300, X1: 700, Y1: 300.5}})
	d.pages = []*page{s}
	if d.spreads(); len(d.pages) != 1 {
		t.Error("a sheet was parted across a rule")
	}
}

// TestColumnsOfFiguresAreNoPages: a table without rules on paper across stays whole.
func TestColumnsOfFiguresAreNoPages(t *testing.T) {
	d := pagesOf(t, drawForeign(sheetStyle{}))
	p := sheetOf(d.pages[0], d.pages[1])
	p.Rules = nil
	kept := p.Glyphs[:0]
	for _, g := range p.Glyphs { // figures, and labels of one word
		if x, _ := g.Box.Mid(); strings.ContainsAny(g.Text, "0123456789") || int(x/60)%2 == 0 {
			kept = append(kept, g)
		}
	}
	p.Glyphs, d.pages = kept, []*page{p}
	if d.spreads(); len(d.pages) != 1 {
		t.Error("columns were taken for pages")
	}
}
