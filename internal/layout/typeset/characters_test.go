package typeset

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/fonts"
	"nianbao/internal/character"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/layout/font"
)

// TestInvisible: a form of the user's may hold what the reader would have
// dropped; nothing of it is drawn.
func TestInvisible(t *testing.T) {
	l := mustSet(t, newDoc(para("body", "甲\u202A\u034F\u2066\u2800\u3164\uFFA0\u00AD\uFFFC\u206A\U000E0041\uFEFF乙")))
	for _, text := range l.Pages[0].Texts {
		for _, g := range text.Glyphs {
			if k := character.Of(g.Rune); k != character.Printed {
				t.Errorf("%U is drawn", g.Rune)
			}
		}
	}
}

// TestOtherFont: a character that no font of the style has is drawn by one of
// the user's that has another name, which is told and goes into the Word file.
func TestOtherFont(t *testing.T) {
	data, err := fonts.Embedded.ReadFile("FandolKai-Regular.otf")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "x.otf"), data, 0o666); err != nil {
		t.Fatal(err)
	}
	// The style of this table has a font without Chinese.
	lib, list := font.Open(latinOnly{}, []string{dir})
	if list.Err() != nil {
		t.Fatal(list)
	}
	doc := newDoc(para("body", "A一二B三"))
	doc.Styles = []document.Style{*doc.Style("body")}
	doc.Styles[0].Font, doc.Styles[0].Latin, doc.Page.Number.Style = "times", "times", ""
	told, err := Characters(doc, lib, Options{})
	if err != nil {
		t.Fatal(err)
	}
	l, err := Set(doc, lib, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(told) != 3 || len(l.Warnings) != 3 {
		t.Fatalf("told %v, %v", told, l.Warnings)
	}
	for i, d := range told {
		if d.Severity != diag.Info || !strings.Contains(d.What.ZH, "FandolKai") || *d != *l.Warnings[i] {
			t.Errorf("told %s", d.Format(diag.Chinese))
		}
	}
	run := l.Fitted.Blocks[0].(*document.Paragraph).Runs[0]
	got := ""
	for i := range run.Text {
		got += run.FontAt(i) + "|"
	}
	if want := "|FandolKai|FandolKai||FandolKai|"; got != want {
		t.Errorf("fonts %s, want %s", got, want)
	}
}

// latinOnly is a table of one style with a font without Chinese.
type latinOnly struct{}

func (latinOnly) ReadFile(name string) ([]byte, error) {
	if name == "fonts.toml" {
		return []byte("[[style]]\nkey = \"times\"\nname = \"T\"\nfiles = [{ file = \"LiberationSerif-Regular.ttf\" }]\n"), nil
	}
	return fonts.Embedded.ReadFile(name)
}
