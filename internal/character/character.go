// Package character decides what becomes of each character that a clerk may
// type: drawn by a font, drawn as the ordinary character that it stands for,
// dropped because nothing of it can be seen, or refused because it cannot be
// drawn rightly. The reader of the report, the checks and the typesetter ask
// here, so that all give one answer. It knows no font: whether one has a
// character that is to be drawn is the typesetter's question.
//
// docs/characters.md has the same as a table.
package character

import (
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// Kind says what becomes of a character.
type Kind uint8

// The kinds.
const (
	Printed   Kind = iota // by the first font that has it
	Private               // likewise, but another computer may show something else
	Rare                  // replaced by the ordinary character, see Ordinary
	Selector              // chooses a variant of the ideograph before it
	Invisible             // dropped: no more than a sign to programs
	Object                // dropped: stands for a picture that was lost
	Tab                   // refused
	Control               // refused
	Lost                  // refused: the character was lost before
	Mark                  // refused: joins the character before it, and no single one is both
	Joined                // refused: of a script whose letters join, or that runs from right to left
)

// Of gives the kind of r, as it stands alone: text is composed before
// (see Clean), and a selector that has no ideograph before it is Invisible. A
// line feed breaks a line where the report's text may have one.
func Of(r rune) Kind {
	if common(r) {
		return Printed
	}
	return unusual(r)
}

// unusual looks a character up that is none of the common ones.
func unusual(r rune) Kind {
	switch {
	case r == '\n':
		return Printed
	case r == '\t':
		return Tab
	case r == objectReplacement:
		return Object
	case lost(r):
		return Lost
	case unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp):
		return Control
	case unicode.Is(unicode.Co, r):
		return Private
	case 0xFE00 <= r && r <= 0xFE0F, 0xE0100 <= r && r <= 0xE01EF:
		return Selector
	case unseen(r):
		return Invisible
	case unicode.Is(unicode.M, r), trailingJamo(r):
		return Mark
	case joins(r):
		return Joined
	case Ordinary(r) != r:
		return Rare
	}
	return Printed
}

// common reports whether r is an ASCII character, one of the common ideographs or
// a mark between them: most of a text. All of them are Printed, and Unicode
// Normalization Form C changes no text of them.
func common(r rune) bool {
	return 0x4E00 <= r && r <= 0x9FFF || 0x20 <= r && r < 0x7F || 0x3001 <= r && r <= 0x3029 || 0xFF01 <= r && r <= 0xFF5E || 0x2010 <= r && r <= 0x2027
}

// Ideograph reports whether a variation selector may follow r.
func Ideograph(r rune) bool {
	return unicode.Is(unicode.Ideographic, r) || 0x3000 < r && r < 0x3030 || 0xFF00 < r && r < 0xFF60
}

// What stands for something that is no longer there.
const (
	objectReplacement = '\uFFFC'
	replacement       = '\uFFFD'
)

// lost reports whether r says that a character was lost: the replacement
// character and noncharacters.
func lost(r rune) bool {
	return r == replacement || r&0xFFFE == 0xFFFE || 0xFDD0 <= r && r <= 0xFDEF || 0xD800 <= r && r <= 0xDFFF
}

// unseen reports whether nothing is to be seen of r: format characters, all
// that has the property Default_Ignorable_Code_Point (UAX #44), and blanks that
// pass for letters or symbols.
func unseen(r rune) bool {
	switch r {
	case 0x2800, 0x1D159: // BRAILLE PATTERN BLANK, MUSICAL SYMBOL NULL NOTEHEAD
		return true
	}
	if unicode.Is(unicode.Prepended_Concatenation_Mark, r) { // of Arabic and Syriac, drawn
		return false
	}
	return unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// trailingJamo reports whether r is a Hangul vowel or final consonant that
// belongs under the letter before it.
func trailingJamo(r rune) bool { return 0x1161 <= r && r <= 0x11FF || 0xD7B0 <= r && r <= 0xD7FB }

// separate are the scripts whose letters stand one beside the other, each as it
// is, from left to right. Common are the signs that belong to no script.
var separate = []*unicode.RangeTable{
	unicode.Common, unicode.Han, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Bopomofo, unicode.Hiragana,
	unicode.Katakana, unicode.Hangul, unicode.Yi, unicode.Lisu, unicode.Tai_Le, unicode.New_Tai_Lue, unicode.Nushu,
	unicode.Tangut, unicode.Armenian, unicode.Georgian, unicode.Coptic, unicode.Braille,
}

// joins reports whether r needs more than a glyph beside another: a script with
// letters that join or that runs from right to left. What Unicode had not
// assigned when the program was made is left to the fonts.
func joins(r rune) bool {
	p, _ := bidi.LookupRune(r)
	switch p.Class() {
	case bidi.R, bidi.AL, bidi.AN:
		return true
	}
	return !unicode.In(r, separate...) && unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cf)
}
