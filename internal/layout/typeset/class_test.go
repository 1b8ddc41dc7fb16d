package typeset

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"nianbao/internal/document"
)

// TestQuickAnswers: what is known of common characters without a search is what the
// search gives.
func TestQuickAnswers(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if chineseMark(r) && (unseen(r) || !document.EastAsian(r) || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo)) {
			t.Errorf("%U is taken for a mark of Chinese", r)
		}
		if first := utf8.AppendRune(nil, r)[0]; selector(r) && first < firstOfSelectors {
			t.Errorf("the selector %U begins with %#x", r, first)
		}
		if want := strings.ContainsRune(document.NoLineStart, r); noStart.has(r) != want {
			t.Errorf("%U may not begin a line: %v, want %v", r, !want, want)
		}
	}
}
