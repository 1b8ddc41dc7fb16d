package character

import (
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// TestAllOfUnicode: what cannot be seen is never drawn, what is drawn is never
// a mark, a control or of a script that runs from right to left.
func TestAllOfUnicode(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		drawn := false
		switch Of(r) {
		case Printed, Private, Rare:
			drawn = true
		}
		if r == '\n' || !drawn {
			continue
		}
		if unicode.In(r, unicode.Cf, unicode.Cc, unicode.Cs, unicode.Zl, unicode.Zp, unicode.M, unicode.Variation_Selector,
			unicode.Other_Default_Ignorable_Code_Point, unicode.Hebrew, unicode.Arabic, unicode.Tibetan, unicode.Mongolian) {
			t.Errorf("%U is drawn", r)
		}
		if to := Ordinary(r); to != r && (Of(to) != Printed || Ordinary(to) != to) {
			t.Errorf("%U becomes %U, which is not drawn as it is", r, to)
		}
	}
	for r := rune(0x2E81); r < 0x2FD6; r++ {
		if unicode.Is(unicode.Han, r) && !unicode.Is(unicode.Unified_Ideograph, Ordinary(r)) {
			t.Errorf("the radical %U has no ideograph", r)
		}
	}
	for _, c := range []struct{ from, to rune }{{0xF900, 0xFAFF}, {0x2F800, 0x2FA1D}} {
		for r := c.from; r <= c.to; r++ {
			if unicode.Is(unicode.Han, r) && !unicode.Is(unicode.Unified_Ideograph, Ordinary(r)) {
				t.Errorf("the compatibility ideograph %U stays", r)
			}
		}
	}
}

func TestOf(t *testing.T) {
	for kind, text := range map[Kind]string{
		Printed:   "\nA一，“”—…·ąñΩЯかカ한ꀀ①㎡○□→☎￥〇〔㐀𠀀\u00A0\u3000㈠㊣Ⅷ﨑",
		Private:   "\uE000\U000F0000",
		Rare:      "\u2003\u2009\u202F⾏⻓⼀㇐\uF900\uF98A\U0002F800〸",
		Selector:  "\uFE00\uFE0F\U000E0100\U000E01EF",
		Invisible: "\u00AD\u034F\u061C\u115F\u1160\u17B4\u180B\u180E\u200B\u200D\u200E\u202A\u202E\u2060\u2061\u2064\u2065\u2066\u2069\u206A\u206F\u2800\u3164\uFEFF\uFFA0\uFFF0\uFFF9\U0001BCA0\U0001D159\U0001D173\U000E0001\U000E0041\U000E0FFF",
		Object:    "\uFFFC",
		Tab:       "\t",
		Control:   "\x00\r\x7F\u0085\u2028\u2029",
		Lost:      "\uFFFD\uFFFE\uFFFF\uFDD0\U0010FFFF",
		Mark:      "\u0301\u20DD\u20E3\u302A\u3099\u1161\u11A8\uFE20",
		Joined:    "אبܐނཀᠠกកक\u0660\u0600ஃ",
	} {
		for _, r := range text {
			if got := Of(r); got != kind {
				t.Errorf("%U is %d, want %d", r, got, kind)
			}
		}
	}
}

func TestClean(t *testing.T) {
	type found struct {
		kind Kind
		r    rune
		as   rune
		off  int
	}
	for _, c := range []struct {
		name, typed, want string
		found             []found
	}{
		{"nothing to do", "全年公开12条。", "全年公开12条。", nil},
		{"direction marks", "电\u202A0\u202C话", "电0话", []found{{Invisible, 0x202A, 0, 3}, {Invisible, 0x202C, 0, 7}}},
		{"an accent composes", "Cafe\u0301司", "Café司", nil},
		{"the second accent does not compose", "e\u0302\u0304a", "ê\u0304a", []found{{Mark, 0x304, 'ê', 0}}},
		{"two accents compose", "u\u0304\u0308", "ṻ", nil},
		{"accents in another order", "a\u0301\u0323", "ạ\u0301", []found{{Mark, 0x301, 'ạ', 0}}},
		{"an invisible one between", "e\u034F\u0301", "é", []found{{Invisible, 0x34F, 0, 1}}},
		{"no such letter", "m\u0300", "m\u0300", []found{{Mark, 0x300, 'm', 1}}},
		{"an accent on nothing", "\u0301a", "\u0301a", []found{{Mark, 0x301, 0, 0}}},
		{"Hangul composes", "\u1112\u1161\u11ABa", "한a", nil},
		{"a canonical double", "\u212B\u2126", "ÅΩ", nil},
		{"radicals", "⾏政⻓", "行政长", []found{{Rare, '⾏', '行', 0}, {Rare, '⻓', '长', 6}}},
		{"compatibility ideographs", "\uF98A量\U0002F800", "力量丽", []found{{Rare, 0xF98A, '力', 0}, {Rare, 0x2F800, '丽', 6}}},
		{"blanks", "a\u2003b\u2009c", "a\u3000b c", []found{{Rare, 0x2003, 0x3000, 1}, {Rare, 0x2009, ' ', 5}}},
		{"a variant", "葛\U000E0100城", "葛\U000E0100城", nil},
		{"a selector behind a letter", "a\uFE0Fb", "ab", []found{{Invisible, 0xFE0F, 0, 1}}},
		{"two selectors", "葛\U000E0100\uFE00", "葛\U000E0100", []found{{Invisible, 0xFE00, 0, 7}}},
		{"a selector at the beginning", "\uFE00葛", "葛", []found{{Invisible, 0xFE00, 0, 0}}},
		{"a variant of a compatibility ideograph", "\uF98A\uFE00", "力\uFE00", []found{{Rare, 0xF98A, '力', 0}}},
		{"what is refused stays", "a\tb\uFFFD", "a\tb\uFFFD", []found{{Tab, '\t', 0, 1}, {Lost, 0xFFFD, 0, 3}}},
		{"a private one", "\uE001", "\uE001", []found{{Private, 0xE001, 0xE001, 0}}},
	} {
		got := Clean(c.typed)
		if got.Text != c.want {
			t.Errorf("%s: %q, want %q", c.name, got.Text, c.want)
		}
		if len(got.Found) != len(c.found) {
			t.Errorf("%s: found %v, want %v", c.name, got.Found, c.found)
			continue
		}
		for i, f := range got.Found {
			if want := (found{f.Kind, f.Rune, f.As, f.Off}); want != c.found[i] {
				t.Errorf("%s: found %v, want %v", c.name, want, c.found[i])
			}
		}
	}
}

// FuzzClean: a text that was cleaned is clean, but for what is refused, and
// every byte knows a place in what was typed, in order but for reordered marks.
func FuzzClean(f *testing.F) {
	f.Add("Cafe\u0301公\u202A司⾏\uF98A葛\U000E0100\t")
	f.Fuzz(func(t *testing.T, typed string) {
		c := Clean(typed)
		last := 0
		for i := range len(c.Text) + 1 {
			at := c.Typed(i)
			if at < last || at > len(typed) {
				t.Fatalf("%q: byte %d of %q stands at %d", typed, i, c.Text, at)
			}
			last = at
		}
		again := Clean(c.Text)
		if again.Text != c.Text {
			t.Errorf("%q: %q becomes %q", typed, c.Text, again.Text)
		}
		for _, f := range again.Found {
			if !f.Refused() && f.Kind != Private {
				t.Errorf("%q: %U is still found in %q", typed, f.Rune, c.Text)
			}
		}
	})
}

// TestCommon asks of each common character what is asked of the others.
func TestCommon(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !common(r) {
			continue
		}
		if k := unusual(r); k != Printed {
			t.Errorf("%U is no common character: its kind is %d", r, k)
		}
		for _, pair := range []string{string(r), string([]rune{r, r}), "a" + string(r), string(r) + "a"} {
			if !norm.NFC.IsNormalString(pair) {
				t.Errorf("%q is no common text: NFC makes another of it", pair)
			}
		}
	}
}
