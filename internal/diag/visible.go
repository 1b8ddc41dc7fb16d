package diag

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// steers reports whether r acts on what shows a text instead of being shown:
// control characters (C0, C1), direction marks (UAX #9), line and paragraph
// separators, tags and annotation marks.
func steers(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp) ||
		0xFFF9 <= r && r <= 0xFFFB || 0xE0000 <= r && r <= 0xE007F || r == 0xFEFF
}

// Steers reports whether s has a character that steers a terminal or turns
// text around, or bytes that are no UTF-8. No file is given such a name.
func Steers(s string) bool { return !utf8.ValidString(s) || strings.ContainsFunc(s, steers) }

// Visible gives s on one line, with what steers as signs for it: ␛ for escape,
// <U+202E> for a direction mark.
func Visible(s string) string { return shown(s, "") }

// shown replaces all that steers but for the characters in keep.
func shown(s, keep string) string {
	if !Steers(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s { // bytes that are no UTF-8 come as U+FFFD
		if steers(r) && !strings.ContainsRune(keep, r) {
			b.WriteString(sign(r))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// sign is what is shown instead of a character that steers.
func sign(r rune) string {
	switch {
	case r < 0x20:
		return string('␀' + r)
	case r == 0x7F:
		return "␡"
	}
	return fmt.Sprintf("<U+%04X>", r)
}

// Writer gives a writer of text for people: whatever is written comes out with
// what steers made visible, but for line ends and tabs. All that the program
// says goes through one. A character must not be spread over two calls of Write.
func Writer(w io.Writer) io.Writer { return visibleWriter{w} }

type visibleWriter struct{ w io.Writer }

func (v visibleWriter) Write(p []byte) (int, error) {
	if _, err := io.WriteString(v.w, shown(string(p), "\n\t")); err != nil {
		return 0, err
	}
	return len(p), nil
}

// EscapeJSON gives JSON text with what steers as \u escapes, which
// encoding/json leaves as it is: they mean the same to programs.
func EscapeJSON(text []byte) []byte {
	var b []byte
	for _, r := range string(text) {
		switch {
		case !steers(r) || r == '\n':
			b = utf8.AppendRune(b, r)
		case r > 0xFFFF:
			hi, lo := 0xD800+(r-0x10000)>>10, 0xDC00+(r-0x10000)&0x3FF
			b = fmt.Appendf(b, `\u%04x\u%04x`, hi, lo)
		default:
			b = fmt.Appendf(b, `\u%04x`, r)
		}
	}
	return b
}
