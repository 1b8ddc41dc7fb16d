package document

import "testing"

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
