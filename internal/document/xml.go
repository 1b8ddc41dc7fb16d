package document

import "unicode/utf8"

// AppendXML appends a character of text as XML character data (XML 1.0, 2.4).
// What XML cannot hold (2.2) becomes U+FFFD, so that it is seen and not lost.
func AppendXML(b []byte, r rune) []byte {
	switch {
	case r == '&':
		return append(b, "&amp;"...)
	case r == '<':
		return append(b, "&lt;"...)
	case r == '>':
		return append(b, "&gt;"...)
	case r >= ' ' && r < utf8.RuneSelf:
		return append(b, byte(r))
	case r < ' ' && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF:
		r = utf8.RuneError
	}
	return utf8.AppendRune(b, r)
}
