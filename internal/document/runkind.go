package document

import "strings"

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

// Kind gives the kind of the run for r, when prev stands before it (0: nothing).
func Kind(prev, r rune, office bool) RunKind {
	switch {
	case 0x2E80 <= r && r < 0xE000: // most of a text
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
