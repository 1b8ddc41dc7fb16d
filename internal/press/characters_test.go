package press

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"nianbao/internal/character"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/layout/typeset"
)

// firstLine is the line of the first character in a file of allUnicode.
const firstLine = 3

// fileOf makes a report with one character in each line of its preamble.
func fileOf(t *testing.T, runes []rune) *source.File {
	t.Helper()
	var b strings.Builder
	b.WriteString("year = 2020\npreamble = \"\"\"\n")
	for _, r := range runes {
		fmt.Fprintf(&b, "甲\\U%08X乙\n", r)
	}
	b.WriteString("\"\"\"\n[agency]\nname = \"某局\"\n")
	f, err := source.Parse("a.toml", []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// refused gives which of the characters the reader refuses.
func refused(list diag.List) map[int]bool {
	lines := map[int]bool{}
	for _, d := range list {
		if d.Severity == diag.Error {
			lines[d.Line-firstLine] = true
		}
	}
	return lines
}

// chunk gives the characters from first on, of a part of Unicode that has none
// assigned, or private ones only, the first and the last few.
func chunk(first rune, n int) (runes []rune) {
	empty := first >= 0x33000 && first != 0xE0000
	for r := first; r < first+rune(n); r++ {
		if surrogate := 0xD800 <= r && r <= 0xDFFF; !surrogate && (!empty || r < first+8 || r >= first+rune(n)-8) {
			runes = append(runes, r)
		}
	}
	return runes
}

// TestAllOfUnicode asks check and build about every character of Unicode (of
// what is empty, about the ends): both give one answer, and what is
// drawn is what can be seen.
func TestAllOfUnicode(t *testing.T) {
	b := builder(t)
	b.AllowErrors, b.DOCX, b.PDF = true, false, false
	for first := rune(0); first <= unicode.MaxRune; first += 4096 {
		runes := chunk(first, 4096)
		var list diag.List
		if _, err := Parse(b.Forms, fileOf(t, runes)); err != nil && !errors.As(err, &list) {
			t.Fatal(err)
		}
		no := refused(list)
		kept := runes[:0]
		for i, r := range runes {
			if want := character.Of(r) >= character.Tab; no[i] != want {
				t.Errorf("%U: refused is %v, want %v", r, no[i], want)
			}
			if !no[i] && r != '\n' && character.Of(r) != character.Selector { // their notes would be counted
				kept = append(kept, r)
			}
		}
		agree(t, b, kept)
	}
}

// agree compares the answers of check and build about characters that the
// reader does not refuse.
func agree(t *testing.T, b *Builder, runes []rune) {
	t.Helper()
	o, err := Parse(b.Forms, fileOf(t, runes))
	if err != nil {
		t.Fatal(err)
	}
	checked, err := Characters(b.Fonts, o)
	if err != nil {
		t.Fatal(err)
	}
	b.Typeset.AllowMissing = false
	_, err = b.Report(o)
	var built diag.List
	errors.As(err, &built)
	if checked.Err() != nil && !slices.EqualFunc(checked, built, func(a, b *diag.Diagnostic) bool { return *a == *b }) {
		t.Errorf("%U: check says %v, build says %v", runes[0], checked, built)
	}
	if (checked.Err() == nil) != (err == nil) {
		t.Errorf("%U: check says %v, build says %v", runes[0], checked, err)
	}
	b.Typeset.AllowMissing = true
	layout, err := b.Layout(o)
	if err != nil {
		t.Fatal(err)
	}
	if boxes, missing := drawn(t, layout), count(checked); boxes != missing {
		t.Errorf("%U: %d boxes are drawn, %d characters told", runes[0], boxes, missing)
	}
}

// count gives how many characters a list says no font has.
func count(list diag.List) (n int) {
	for _, d := range list {
		more := 0
		if d.Severity == diag.Error {
			n++
			fmt.Sscanf(d.What.EN[strings.LastIndex(d.What.EN, " ("):], " (%d more", &more)
		}
		n += more
	}
	return n
}

// drawn looks at every glyph and gives how many characters are drawn as boxes.
func drawn(t *testing.T, l *typeset.Layout) int {
	t.Helper()
	boxes := map[rune]bool{}
	for i := range l.Pages {
		for _, text := range l.Pages[i].Texts {
			for _, g := range text.Glyphs {
				kind := character.Of(g.Rune)
				switch {
				case kind == character.Selector && g.Advance == 0:
				case kind != character.Printed && kind != character.Private:
					t.Errorf("%U is drawn", g.Rune)
				case g.ID != text.Face.Glyph(g.Rune):
					boxes[g.Rune] = true
				}
			}
		}
	}
	return len(boxes)
}

// TestAsDrawn: what is drawn, and what the Word file has, of texts that clerks
// paste, and that it is told.
func TestAsDrawn(t *testing.T) {
	b := builder(t)
	b.AllowErrors, b.PDF = true, false
	for _, c := range []struct{ name, typed, drawn, told string }{
		{"direction marks", `电话：\u202A0000-1234567\u202C。`, "电话：0000-1234567。", "U+202A"},
		{"a grapheme joiner", `信息12\u034F条。`, "信息12条。", "U+034F"},
		{"isolates", `信息\u206812\u2069条。`, "信息12条。", "U+2068"},
		{"fillers", `信息\u28001\u31642\uFFA0条。`, "信息12条。", "U+2800"},
		{"an object", `信息\uFFFC12条。`, "信息12条。", "U+FFFC"},
		{"an accent", `Cafe\u0301公司。`, "Café公司。", ""},
		{"a radical", `⾏政处罚100件。`, "行政处罚100件。", "U+2F8F"},
		{"a compatibility ideograph", `\uF98A量。`, "力量。", "U+F98A"},
		{"a variant", `礼\uFE00堂。`, `礼\uFE00堂。`, ""},
		{"a variant that no font has", `国\uFE00家。`, `国\uFE00家。`, "异体"},
	} {
		f, err := source.Parse("a.toml", []byte("year = 2020\npreamble = \""+c.typed+"\"\n[agency]\nname = \"某局\"\n"))
		if err != nil {
			t.Fatal(err)
		}
		o, err := Parse(b.Forms, f)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		layout, err := b.Layout(o)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var drawn strings.Builder
		for _, text := range layout.Pages[0].Texts {
			for _, g := range text.Glyphs {
				drawn.WriteRune(g.Rune)
			}
		}
		out, err := b.Report(o)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		want, err := strconv.Unquote(`"` + c.drawn + `"`)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(drawn.String(), want) {
			t.Errorf("%s: drawn %q", c.name, drawn.String())
		}
		told := slices.Concat(o.Report.Warnings, layout.Warnings)
		if (c.told == "") != (len(told) == 0) || !strings.Contains(told.Format(diag.Chinese), c.told) {
			t.Errorf("%s: told %v", c.name, told)
		}
		if checked, err := Characters(b.Fonts, o); err != nil || len(checked) > len(layout.Warnings) || len(out.Warnings) < len(told) {
			t.Errorf("%s: check says %v, build %v, error %v", c.name, checked, out.Warnings, err)
		}
	}
}
