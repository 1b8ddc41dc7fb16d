package sign

import (
	"crypto/x509"
	"slices"
	"strings"
	"unicode"
)

// Name gives what a certificate's holder is called: the common name, else the
// organisation, else the whole name.
func Name(c *x509.Certificate) string {
	switch {
	case c.Subject.CommonName != "":
		return Printable(c.Subject.CommonName)
	case len(c.Subject.Organization) > 0:
		return Printable(c.Subject.Organization[0])
	}
	return Printable(c.Subject.String())
}

// longest is how many characters of a file's text are told: a longer one would push
// the verdict off the screen.
const longest = 200

// unseen are characters that count as printable and show nothing, or a gap: a name with
// one would look like another's.
var unseen = []rune{0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0}

// Printable takes out what would steer a terminal or cannot be seen, and cuts what is
// too long: the texts of a file are anybody's.
func Printable(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n++; n > longest {
			return b.String() + "……"
		}
		if !unicode.IsPrint(r) || slices.Contains(unseen, r) || unicode.Is(unicode.Variation_Selector, r) {
			r = unicode.ReplacementChar
		}
		b.WriteRune(r)
	}
	return b.String()
}
