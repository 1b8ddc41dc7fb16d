package document

import (
	"strings"
	"unicode/utf8"
)

// RunKind says whether a Word file sets a character in a run of its own.
type RunKind uint8

// The kinds of runs.
const (
	Plain RunKind = iota
	// Wide: in the Chinese font whatever the script, since Latin fonts have the
	// character too.
	Wide
	// Held: wide, and broken by Unicode's rules instead of LibreOffice's lists,
	// which would part …… and —— and begin a line with ％. For LibreOffice only.
	Held
	// Space: a blank behind Chinese, which LibreOffice would take from the Chinese
	// font, Word from the Latin one. For LibreOffice only.
	Space
)

const held = "…—％‰℃"

// alwaysPlain reports whether r is Plain whatever stands before it and whoever reads
// the file: ideographs and the marks between them, most of a text.
func alwaysPlain(r rune) bool { return 0x2E80 <= r && r < 0xE000 }

// AllPlain gives how many bytes at the beginning of a text are characters that are
// Plain in any case.
func AllPlain(text string) (n int) {
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		if !alwaysPlain(r) {
			break
		}
		n += size
	}
	return n
}

// Kind gives the kind of the run for r, when prev stands before it (0: nothing).
func Kind(prev, r rune, office bool) RunKind {
	switch {
	case alwaysPlain(r):
		return Plain
	case office && strings.ContainsRune(held, r):
		return Held
	case office && r == ' ' && prev != 0 && (prev == ' ' || EastAsian(prev)):
		return Space
	case Ambiguous(r):
		return Wide
	}
	return Plain
}
