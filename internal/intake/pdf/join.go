package pdf

import (
	"strings"
	"unicode"
)

// isWide reports whether a character is set in an em of its own: Chinese
// characters, their marks, full-width forms.
func isWide(r rune) bool {
	return r >= 0x2E80 && r <= 0xFFEF || r >= 0x20000 || r >= 0x2018 && r <= 0x201D || r >= 0x2460 && r <= 0x24FF || r == '—' || r == '…' || r == '·' || r == '§'
}

// closes reports marks that never begin a line (kinsoku).
func closes(r rune) bool {
	return strings.ContainsRune("，。、；：？！）》〉」』】〕％”’,.;:?!)]}%…—·", r)
}

// opens reports marks that never end a line.
func opens(r rune) bool { return strings.ContainsRune("（《〈「『【〔“‘([{", r) }

func lastRune(s string) rune {
	var last rune
	for _, r := range s {
		last = r
	}
	return last
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// gapJoin gives what stands between two glyphs of a line that are gap ems apart.
func gapJoin(a, b rune, gap float64) string {
	switch {
	case a == 0 || b == 0 || unicode.IsSpace(a) || unicode.IsSpace(b):
		return ""
	case isWide(a) || isWide(b):
		if gap > 1 {
			return " "
		}
	case gap > 0.22:
		return " "
	}
	return ""
}

// lineJoin gives what stands between two lines of a paragraph of which the
// upper ends with the text above and the lower begins with below, and how many
// bytes of the upper one's end are left out: a soft hyphen.
func lineJoin(above, below string) (between string, drop int) {
	a, b := lastRune(above), firstRune(below)
	if a == softHyphen {
		before := lastRune(strings.TrimSuffix(above, string(softHyphen)))
		if before < unicode.MaxLatin1 && unicode.IsLetter(before) && b < unicode.MaxLatin1 && unicode.IsLetter(b) {
			return "", len(string(softHyphen))
		}
	}
	if isASCIILetter(a) && isASCIILetter(b) && !addressLike(lastWord(above)) && !addressLike(firstWord(below)) {
		return " ", 0
	}
	return "", 0
}

const softHyphen = '\u00AD'

func isASCIILetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

// addressLike reports a word that is part of an address of the web or of mail,
// which is broken without a space.
func addressLike(w string) bool { return strings.ContainsAny(w, "./:@_?=&#%~0123456789-") }

func lastWord(s string) string {
	i := strings.LastIndexFunc(s, func(r rune) bool { return r > '~' || r == ' ' })
	if i < 0 {
		return s
	}
	return s[i+1:]
}

func firstWord(s string) string {
	i := strings.IndexFunc(s, func(r rune) bool { return r > '~' || r == ' ' })
	if i < 0 {
		return s
	}
	return s[:i]
}
