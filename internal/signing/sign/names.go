package sign

import (
	"crypto/x509"
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

// Printable takes out what would steer a terminal: the texts of a file are
// anybody's.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, s)
}
