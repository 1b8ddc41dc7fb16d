package document

import (
	"strings"
	"testing"
	"unicode"
)

func TestKind(t *testing.T) {
	for _, c := range []struct {
		prev, r      rune
		word, office RunKind
	}{
		{0, '文', Plain, Plain},
		{'文', '“', Wide, Wide},
		{'文', '…', Wide, Held},
		{'…', '…', Wide, Held},
		{'9', '％', Plain, Held},
		{'文', ' ', Plain, Space},
		{' ', ' ', Plain, Space},
		{'a', ' ', Plain, Plain},
		{0, ' ', Plain, Plain},
		{'文', '2', Plain, Plain},
	} {
		if got := Kind(c.prev, c.r, false); got != c.word {
			t.Errorf("%c%c in Word: %d, want %d", c.prev, c.r, got, c.word)
		}
		if got := Kind(c.prev, c.r, true); got != c.office {
			t.Errorf("%c%c in LibreOffice: %d, want %d", c.prev, c.r, got, c.office)
		}
	}
}

// TestAlwaysPlain: no character that is looked at no further is of another kind.
func TestAlwaysPlain(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if alwaysPlain(r) && (Ambiguous(r) || r == ' ' || strings.ContainsRune(held, r)) {
			t.Errorf("%U is not plain in every file", r)
		}
	}
	for text, want := range map[string]int{"": 0, "年报": 6, "年a报": 3, "a年": 0, "年\xE6\x8A": 3, "年…": 3, "，年": 0} {
		if got := AllPlain(text); got != want {
			t.Errorf("%q: %d bytes, want %d", text, got, want)
		}
	}
}
