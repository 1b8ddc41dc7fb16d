package typeset

import (
	"unicode"

	"nianbao/internal/character"
	"nianbao/internal/document"
)

// class sorts characters by how they behave in a line.
type class uint8

const (
	other   class = iota // symbols and punctuation set in the Latin font
	letter               // Latin, Greek and Cyrillic letters
	digit                // European figures
	han                  // ideographs, kana, hangul
	mark                 // Chinese punctuation and symbols as wide as an ideograph
	blank                // space, also a wide one: may hang over the end of a line
	newline              // forced end of a line
	nothing              // takes no room: zero-width space, joiners, selectors
)

func classOf(r rune) class {
	switch {
	case r == '\n':
		return newline
	case r == ' ' || r == '\t' || r == '\u3000':
		return blank
	case r >= '0' && r <= '9':
		return digit
	case r < 0x80:
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return letter
		}
		return other
	case ideograph(r):
		return han
	case chineseMark(r):
		return mark
	case unseen(r):
		return nothing
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo):
		return han
	case !document.EastAsian(r):
		if unicode.IsLetter(r) {
			return letter
		}
		return other
	}
	return mark
}

// ideograph reports whether r is one of the common ideographs.
func ideograph(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }

// chineseMark reports whether r is one of the common marks of Chinese.
func chineseMark(r rune) bool {
	return 0x3001 <= r && r <= 0x3003 || 0x3008 <= r && r <= 0x301F || 0xFF01 <= r && r <= 0xFF5E || 0x2010 <= r && r <= 0x2027
}

// unseen reports whether nothing is drawn of r. The reader drops what is
// invisible from the report; a form of the user's may still have it.
func unseen(r rune) bool {
	switch character.Of(r) {
	case character.Selector, character.Invisible, character.Object, character.Control:
		return true
	}
	return false
}

// latin reports whether characters of the class stick together in words.
func (c class) latin() bool { return c == letter || c == digit || c == other }

var noStart, noEnd = setOf(document.NoLineStart), setOf(document.NoLineEnd)

// runeSet is a set of characters up to U+FFFF, a bit for each.
type runeSet [1 << 16 / 64]uint64

func setOf(characters string) *runeSet {
	s := new(runeSet)
	for _, r := range characters {
		s[r/64] |= 1 << (r % 64)
	}
	return s
}

func (s *runeSet) has(r rune) bool { return uint32(r) < 1<<16 && s[r/64]&(1<<(r%64)) != 0 }

// breaksBefore reports whether a line may begin with character i. prev is the
// last one before it that takes room, or -1.
func (p *Profile) breaksBefore(cs []char, i, prev int) bool {
	c := &cs[i]
	if c.class == nothing || prev < 0 || cs[prev].class == newline {
		return false
	}
	if p.mayBreak != nil {
		return p.mayBreak(&cs[prev], c)
	}
	switch cs[i-1].r {
	case 0x200B: // zero-width space
		return true
	case 0x2060, 0xFEFF, 0x200D: // joiners
		return false
	}
	switch {
	case p.Office:
	case cs[prev].joint == holds || cs[prev].joint == inAddress && c.joint >= inAddress:
		return false
	case cs[prev].joint == addressEnd:
		return true
	}
	if cs[prev].r == '-' && c.class == digit && !p.BreaksAtMinus && (prev == 0 || !cs[prev-1].class.latin()) {
		return false
	}
	return wordBreak(cs[prev].r, c.r, cs[prev].class, c.class)
}

// wordBreak reports whether a line may end after a and the next begin with b.
// Word breaks words behind a hyphen (ECMA-376-1, 17.3.3.18, the example).
func wordBreak(a, b rune, ca, cb class) bool {
	switch {
	case ideograph(a) && ideograph(b): // most of a text
		return !noStart.has(b)
	case cb == blank || cb == newline || noEnd.has(a) || noStart.has(b):
		return false
	case ca == blank:
		return true
	case a == 0xA0 || b == 0xA0:
		return false
	case a == b && (a == '—' || a == '…'):
		return false
	case !ca.latin() || !cb.latin():
		return true
	case a == '-':
		return cb == letter || cb == digit
	}
	return false
}

// stretches reports whether justification may widen the place between a and b.
func stretches(a, b rune, ca, cb class) bool {
	switch {
	case ca == nothing || cb == nothing:
		return false
	case ca == blank || cb == blank:
		return true
	case a == b && (a == '—' || a == '…'):
		return false
	}
	return !ca.latin() || !cb.latin()
}
