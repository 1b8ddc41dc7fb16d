package pdf

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/fonts"
	"nianbao/internal/character"
	"nianbao/internal/clerk/form"
	"nianbao/internal/intake/original"
	"nianbao/internal/intake/pdf/content"
	"nianbao/internal/layout/font"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/press"
	"nianbao/internal/signing/pdfread"
	"nianbao/layouts"
)

// built draws a sample.
func built(t testing.TB, name string) []byte {
	t.Helper()
	lib, list := font.Open(fonts.Embedded, nil)
	if err := list.Err(); err != nil {
		t.Fatal(err)
	}
	forms, err := form.Load(lib.Keys(), form.Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		t.Fatal(err)
	}
	b := &press.Builder{Fonts: lib, Forms: forms, Options: press.Options{PDF: true, Version: "test", AllowErrors: true, Typeset: typeset.Options{Profile: &typeset.Word}}}
	out, err := b.File(filepath.Join("../../../samples", name))
	if err != nil {
		t.Fatal(err)
	}
	return out.PDF
}

// untagged gives a file without its tags.
func untagged(t testing.TB, data []byte) []byte {
	t.Helper()
	f, err := pdfread.Open("a.pdf", data)
	if err != nil {
		t.Fatal(err)
	}
	u := f.Update()
	u.Put(f.Trailer.Get("Root").(pdfread.Ref), f.Catalog().Without("StructTreeRoot", "MarkInfo"))
	return u.Close()
}

var ownSamples = []string{"2020.toml", "county/2013.toml", "county/2019.toml", "county/2021.toml", "county/2025.toml", "regions/fujian-2011.toml", "regions/shanghai-2010.toml"}

// A document is read twice, by its tags and by what stands where, two ways that
// share nothing but the glyphs: both must say the same.
func TestTagsAndPlacesSayTheSame(t *testing.T) {
	for _, name := range ownSamples {
		t.Run(name, func(t *testing.T) {
			if _, err := os.Stat(filepath.Join("../../../samples", name)); err != nil {
				t.Fatal(err)
			}
			data := built(t, name)
			tags, err := Read("a.pdf", data)
			if err != nil {
				t.Fatal(err)
			}
			places, err := Read("a.pdf", untagged(t, data))
			if err != nil {
				t.Fatal(err)
			}
			compare(t, "prose", prose(tags), prose(places))
			compare(t, "figures", figuresOf(tags), figuresOf(places))
			if n := len(prose(tags)); n < 5 {
				t.Errorf("only %d paragraphs", n)
			}
			if n := len(figuresOf(tags)); n < 10 {
				t.Errorf("only %d figures", n)
			}
		})
	}
}

func compare(t *testing.T, what string, a, b []string) {
	t.Helper()
	for i := range max(len(a), len(b)) {
		x, y := "", ""
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if x != y {
			t.Errorf("%s %d: by tags %q, by places %q", what, i, x, y)
			return
		}
	}
}

// prose gives the lines of paragraphs: a title is one paragraph by its tags and
// as many as it has lines by its places.
func prose(d *original.Document) (all []string) {
	for _, b := range d.Blocks {
		if p, ok := b.(*original.Paragraph); ok {
			all = append(all, strings.Split(p.Text(), "\n")...)
		}
	}
	return all
}

// figuresOf gives the cells that begin with a digit, in reading order.
func figuresOf(d *original.Document) (all []string) {
	for _, b := range d.Blocks {
		g, ok := b.(*original.Grid)
		if !ok {
			continue
		}
		for _, c := range g.Cells {
			if c.Text != "" && character.IsDigit(firstRune(c.Text)) && !strings.Contains(c.Text, ".") {
				all = append(all, c.Text)
			}
		}
	}
	return all
}

// What the clerk typed is what is read back.
func TestOwnFileSaysWhatWasTyped(t *testing.T) {
	d, err := Read("a.pdf", built(t, "county/2021.toml"))
	if err != nil {
		t.Fatal(err)
	}
	toml, err := os.ReadFile("../../../samples/county/2021.toml")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, p := range prose(d) {
		if strings.Contains(string(toml), p) {
			found++
		}
	}
	if found < 15 {
		t.Errorf("%d of %d paragraphs stand in the clerk's file", found, len(prose(d)))
	}
	var title *original.Paragraph
	levels := map[int]int{}
	for _, b := range d.Blocks {
		if p, ok := b.(*original.Paragraph); ok {
			if levels[p.Level]++; title == nil {
				title = p
			}
		}
	}
	if title.Align != original.Centre || title.Level != 1 || !strings.Contains(title.Text(), "\n") {
		t.Errorf("title %+v", title)
	}
	if levels[1] != 1 || levels[2] != 6 {
		t.Errorf("headings by level: %v", levels)
	}
	for _, b := range d.Blocks {
		if g, ok := b.(*original.Grid); ok && g.Columns == 10 {
			figures := 0
			for _, c := range g.Cells {
				if c.Column >= 4 && c.Row >= 4 && character.IsDigit(firstRune(c.Text)) {
					figures++
				}
			}
			if g.Rows != 28 || figures != 25*7 {
				t.Errorf("table 3 has %d rows and %d figures", g.Rows, figures)
			}
		}
	}
}

// TestTagsStandWhereTheyAreSeen: where figures were moved on the page, or in the
// tags, tags are not believed.
func TestTagsStandWhereTheyAreSeen(t *testing.T) {
	data := built(t, "county/2021.toml")
	swap := func(d *reader, change func(a, b *content.Glyph)) {
		for _, p := range d.pages {
			for i := range len(p.Glyphs) - 1 {
				a, b := &p.Glyphs[i], &p.Glyphs[i+1] // drawn one after the other, in two cells
				if character.IsDigit(firstRune(a.Text)) && character.IsDigit(firstRune(b.Text)) && a.Base == b.Base && a.MCID != b.MCID && a.Text != b.Text && b.Box.X0-a.Box.X1 > a.Size {
					change(a, b)
					return
				}
			}
		}
		t.Fatal("no two figures stand beside each other")
	}
	for _, c := range []struct {
		name   string
		change func(a, b *content.Glyph)
		want   bool
	}{
		{"as it was built", func(_, _ *content.Glyph) {}, true},
		{"moved on the page", func(a, b *content.Glyph) { a.Box, b.Box = b.Box, a.Box }, false},
		{"moved in the tags", func(a, b *content.Glyph) { a.MCID, b.MCID = b.MCID, a.MCID }, false},
	} {
		d := pagesOf(t, data)
		swap(d, c.change)
		if _, got := d.tagged(); got != c.want {
			t.Errorf("%s: believed %t, want %t", c.name, got, c.want)
		}
	}
}
