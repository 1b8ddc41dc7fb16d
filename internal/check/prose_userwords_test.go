package check

import (
	"strings"
	"testing"
	"testing/fstest"

	"nianbao/fonts"
	"nianbao/internal/clerk/form"
	"nianbao/internal/layout/font"
	"nianbao/layouts"
)

// withWords loads the forms with a user's folder that has a prose/words.toml.
func withWords(t *testing.T, words string) *form.Set {
	t.Helper()
	lib, err := font.Open(fonts.Embedded, nil)
	if err != nil {
		t.Fatal(err)
	}
	mine := fstest.MapFS{"prose/words.toml": {Data: []byte(words)}}
	set, faults := form.Load(lib.Keys(), form.Folder{Name: "layouts", FS: layouts.FS}, form.Folder{Name: "mine", FS: mine})
	if faults != nil {
		t.Fatal(faults)
	}
	return set
}

// TestUserWords looks that a user's words.toml takes the place of ours: with a
// word more a contradiction is told, without the words for it one is not.
func TestUserWords(t *testing.T) {
	more := string(layouts.Prose) + "\n[[words]]\nas = \"receive\"\nhave = [\"揽得\"]\n"
	none := "[[words]]\nas = \"noise\"\nhave = [\"某\"]\n"
	for _, c := range []struct {
		name, words, text string
		told              bool
	}{
		{"ours, a word that we do not have", string(layouts.Prose), "本机关揽得政府信息公开申请9件。", false},
		{"a word more", more, "本机关揽得政府信息公开申请9件。", true},
		{"ours", string(layouts.Prose), "本机关收到政府信息公开申请9件。", true},
		{"without our words", none, "本机关收到政府信息公开申请9件。", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := example{figures: "applications.new.natural=3 applications.open.natural=3", text: []string{"overview", c.text}}
			r, _, _ := e.read(t)
			f, err := withWords(t, c.words).For(r.Year, r.Form)
			if err != nil {
				t.Fatal(err)
			}
			res, err := (&Checker{}).Run(Input{Report: r, Form: f})
			if err != nil {
				t.Fatal(err)
			}
			told := false
			for _, found := range res.Findings {
				told = told || found.ID == "P-NEW"
			}
			if told != c.told {
				t.Errorf("told is %v, want %v: %+v", told, c.told, res.Findings)
			}
		})
	}
}

// TestFaultyUserWords looks that a file of words that cannot be used is named.
func TestFaultyUserWords(t *testing.T) {
	e := example{}
	r, _, _ := e.read(t)
	f, err := withWords(t, "[[words]]\nas = \"reveive\"\nhave = [\"收到\"]\n").For(r.Year, r.Form)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (&Checker{}).Run(Input{Report: r, Form: f}); err == nil || !strings.Contains(err.Error(), "reveive") {
		t.Errorf("%v, want reveive", err)
	}
}
