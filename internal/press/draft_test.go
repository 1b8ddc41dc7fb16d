package press

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/layout/typeset"
)

// said gives a text's characters.
func said(t *typeset.Text) string {
	var b strings.Builder
	for _, g := range t.Glyphs {
		b.WriteRune(g.Rune)
	}
	return b.String()
}

// A draft says so on every page, above the text and as no part of it, and is the report's
// pages else; the Word file has the same line at the same height.
func TestDraftPages(t *testing.T) {
	b := builder(t)
	o, err := Open(b.Forms, sample)
	if err != nil {
		t.Fatal(err)
	}
	_, final, err := b.set(o)
	if err != nil {
		t.Fatal(err)
	}
	b.Draft = true
	doc, draft, err := b.set(o)
	if err != nil || len(draft.Pages) != len(final.Pages) {
		t.Fatalf("%v; %d pages, want %d", err, len(draft.Pages), len(final.Pages))
	}
	for i := range draft.Pages {
		p := &draft.Pages[i]
		at := slices.IndexFunc(p.Texts, func(x typeset.Text) bool { return said(&x) == draftNotice })
		if at < 0 || p.Texts[at].Node != nil || p.Texts[at].Y >= doc.Page.Top || p.Texts[at].X <= doc.Page.Left {
			t.Fatalf("page %d has no notice above its text", i+1)
		}
		p.Texts = slices.Delete(p.Texts, at, at+1)
		for k, x := range p.Texts {
			if want := final.Pages[i].Texts[k]; x.X != want.X || x.Y != want.Y || !reflect.DeepEqual(x.Glyphs, want.Glyphs) {
				t.Fatalf("page %d: %q has moved", i+1, said(&x))
			}
		}
	}
	out, err := b.File(sample)
	if err != nil {
		t.Fatal(err)
	}
	if !zipHas(out.DOCX, "word/header1.xml", draftNotice) || !zipHas(out.DOCX, "word/document.xml", `<w:headerReference w:type="even"`) {
		t.Error("the Word file has no header")
	}
	if !Draft("a.docx", out.DOCX) || !Draft("a.PDF", out.PDF) || Draft("a.docx", out.PDF) {
		t.Error("the files are not known for drafts")
	}
}

// A file that is called like the draft of another report takes no draft's place.
func TestAnothersDraft(t *testing.T) {
	b := builder(t)
	final, err := b.File(sample)
	if err != nil {
		t.Fatal(err)
	}
	b.Draft = true
	draft, err := b.File(sample)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for i, there := range [][]byte{draft.DOCX, final.DOCX} {
		for _, name := range []string{"2020-草稿.docx", "2020.docx"} {
			path := filepath.Join(dir, name)
			if err := os.WriteFile(path, there, 0o666); err != nil {
				t.Fatal(err)
			}
			if got := Refuse(path, final.DOCX, true) != nil; got != (i == 0 && name == "2020-草稿.docx") {
				t.Errorf("%s, file %d: refused %t", name, i, got)
			}
			if d := Refuse(path, draft.DOCX, false); d != nil {
				t.Errorf("%s, file %d: a draft is not replaced by a draft: %v", name, i, d)
			}
		}
	}
}
