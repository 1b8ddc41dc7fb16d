package typeset

import "strings"

// How ONLYOFFICE ends lines. It does not read the lists of ECMA-376-1, 17.15.1.59
// and 17.15.1.60, and knows no zero-width space. A line may end behind an
// ideograph, a full-width form or a hyphen, and before the first two; other
// marks (。 》 … ㎡ ①) are parts of the word that follows or precedes. Measured
// with Document Builder 10: every pair of 59 and 33 characters.

// The marks for which its lists differ from document's.
const (
	onlyofficeStarts = "㎎㎏㎜㎝㎞㎡㎥㏄号—―℃－"
	onlyofficeEnds   = "±−～－＋"
)

// onlyofficeBreak reports whether a line may end between a and b there.
func onlyofficeBreak(a, b *char) bool {
	switch {
	case b.class == blank || b.class == newline || a.r == 0xA0 || b.r == 0xA0 || a.joint == holds:
		return false
	case noEnd.has(a.r) && !strings.ContainsRune(onlyofficeEnds, a.r):
		return false
	case noStart.has(b.r) && !strings.ContainsRune(onlyofficeStarts, b.r):
		return false
	}
	return a.class == blank || a.r == '-' || a.r == '—' || standsAlone(a) || standsAlone(b)
}

// standsAlone reports whether a character is a word of its own there: an
// ideograph, a full-width form, Greek or Cyrillic, wide in Chinese fonts.
func standsAlone(c *char) bool {
	return c.class == han || c.r >= 0xFF01 && c.r <= 0xFFEF || c.r == '×' || c.r >= 0x370 && c.r < 0x530
}
