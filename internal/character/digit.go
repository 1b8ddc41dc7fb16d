package character

import "strings"

// Digit gives the value of an Arabic figure, of half or full width (U+FF10 to
// U+FF19, which input methods type); false: r is none.
func Digit(r rune) (value int, is bool) {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0'), true
	case '０' <= r && r <= '９':
		return int(r - '０'), true
	}
	return 0, false
}

// IsDigit reports whether r is an Arabic figure of either width.
func IsDigit(r rune) bool { _, is := Digit(r); return is }

// HalfWidth writes the full-width figures of a text in half width.
func HalfWidth(text string) string {
	return strings.Map(func(r rune) rune {
		if v, is := Digit(r); is {
			return '0' + rune(v)
		}
		return r
	}, text)
}
