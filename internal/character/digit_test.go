package character

import "testing"

func TestDigits(t *testing.T) {
	if got := HalfWidth("２０2６年一月①"); got != "2026年一月①" {
		t.Error(got)
	}
	for r, want := range map[rune]bool{'0': true, '9': true, '０': true, '９': true, '／': false, '：': false, '/': false, ':': false, '一': false, '①': false, '٣': false} {
		if IsDigit(r) != want {
			t.Errorf("%c: %t", r, !want)
		}
	}
}
