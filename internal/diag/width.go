package diag

import (
	"unicode"

	"golang.org/x/text/width"
)

// Width is the number of columns that r takes in a Chinese terminal: 2 for
// what Unicode Standard Annex 11 calls wide, full-width or ambiguous, 0 for
// what is drawn onto or between other characters.
func Width(r rune) int {
	switch {
	case r < 0x20 || r == 0x7F:
		return 0
	case r < 0x7F:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf), 0x1160 <= r && r <= 0x11FF:
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
		return 2
	}
	return 1
}
