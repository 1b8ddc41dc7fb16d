package main

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/layout/typeset"
	"nianbao/internal/unit"
)

// baselines are the texts of a page's lines. A stand-in of another font may be
// shifted by a little.
func baselines(p *typeset.Page) []string {
	texts := slices.Clone(p.Texts)
	slices.SortFunc(texts, func(a, b typeset.Text) int { return cmp.Compare(a.Y, b.Y) })
	var found []string
	for len(texts) > 0 {
		n := slices.IndexFunc(texts, func(t typeset.Text) bool { return t.Y-texts[0].Y > 3*unit.Point })
		if n < 0 {
			n = len(texts)
		}
		line := texts[:n]
		slices.SortFunc(line, func(a, b typeset.Text) int { return cmp.Compare(a.X, b.X) })
		var s strings.Builder
		for _, t := range line {
			for _, g := range t.Glyphs {
				if g.Rune != 0 {
					s.WriteRune(g.Rune)
				}
			}
		}
		found, texts = append(found, s.String()), texts[n:]
	}
	return found
}

func TestLineEnds(t *testing.T) {
	_, l, err := set()
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Pages) != 1 {
		t.Fatalf("%d pages, want one", len(l.Pages))
	}
	found := baselines(&l.Pages[0])
	for _, test := range lines {
		at := slices.IndexFunc(found, func(s string) bool { return strings.HasPrefix(s, test.name+"　") })
		if at < 0 || at+1 == len(found) {
			t.Errorf("%s: not on the page", test.name)
			continue
		}
		if first := found[at+1]; !strings.HasSuffix(first, test.ends) || !strings.HasPrefix(test.text, first) || first == test.text {
			t.Errorf("%s: first line %q, want it to end with %q before the paragraph does", test.name, first, test.ends)
		}
	}
}

func TestRowHeights(t *testing.T) {
	_, l, err := set()
	if err != nil {
		t.Fatal(err)
	}
	var ys []unit.Length
	for _, r := range l.Pages[0].Rules {
		if r.W > r.H {
			ys = append(ys, r.Y)
		}
	}
	slices.Sort(ys)
	if ys = slices.Compact(ys); len(ys) != rows+1 {
		t.Fatalf("%d level rules, want %d", len(ys), rows+1)
	}
	if got, want := ys[rows]-ys[0], rows*row; got != want {
		t.Errorf("the rows are %v high, want %v", got, want)
	}
}

func TestRun(t *testing.T) {
	name := filepath.Join(t.TempDir(), "new", "test.docx")
	if err := run(name); err != nil {
		t.Fatal(err)
	}
	for _, ext := range []string{".docx", ".pdf"} {
		if made, _ := filepath.Glob(strings.TrimSuffix(name, ".docx") + ext); len(made) != 1 {
			t.Errorf("no %s was made", ext)
		}
	}
}
