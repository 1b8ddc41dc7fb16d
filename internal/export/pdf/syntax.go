package pdf

import (
	"strconv"
	"unicode/utf8"

	"nianbao/internal/unit"
)

// milli gives l in thousandths of a point, the grid on which all coordinates
// stand.
func milli(l unit.Length) int64 { return int64(l.Scale(1000, int(unit.Point))) }

// micro gives l in millionths of a point, to add up advances.
func micro(l unit.Length) int64 { return int64(l.Scale(10000, int(unit.Point)/100)) }

// appendMilli appends v thousandths as a number (7.3.3).
func appendMilli(b []byte, v int64) []byte { return unit.AppendDecimal(b, v, 3) }

func appendInt(b []byte, v int) []byte { return strconv.AppendInt(b, int64(v), 10) }

// appendRef appends an indirect reference (7.3.10).
func appendRef(b []byte, id int) []byte { return append(appendInt(b, id), " 0 R"...) }

// appendName appends a name (7.3.5).
func appendName(b []byte, s string) []byte {
	b = append(b, '/')
	for i := 0; i < len(s) && i < 127; i++ {
		switch c := s[i]; {
		case c <= ' ', c > '~', c == '#', c == '/', c == '%', c == '(', c == ')', c == '<', c == '>', c == '[', c == ']', c == '{', c == '}':
			b = append(b, '#', hexDigits[c>>4], hexDigits[c&15])
		default:
			b = append(b, c)
		}
	}
	return b
}

const hexDigits = "0123456789ABCDEF"

// appendText appends a text string (7.9.2.2): as it is where it is printable
// ASCII, else in UTF-16.
func appendText(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' {
			b = append(b, "<FEFF"...)
			for _, r := range s {
				b = appendUTF16(b, r)
			}
			return append(b, '>')
		}
	}
	b = append(b, '(')
	for i := 0; i < len(s); i++ {
		b = appendStringByte(b, s[i])
	}
	return append(b, ')')
}

// appendStringByte appends a byte of a literal string (7.3.4.2).
func appendStringByte(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r': // a bare one would be read as a line feed
		return append(b, '\\', 'r')
	}
	return append(b, c)
}

// appendUTF16 appends r in UTF-16, in hexadecimal. What is no character
// becomes U+FFFD, and so do those that no text may map to (ISO 14289-1 7.21.7).
func appendUTF16(b []byte, r rune) []byte {
	if !utf8.ValidRune(r) || r == 0 || r == 0xFEFF || r == 0xFFFE {
		r = utf8.RuneError
	}
	if r > 0xFFFF {
		r -= 0x10000
		b = appendHex16(b, uint16(0xD800+r>>10))
		r = 0xDC00 + r&0x3FF
	}
	return appendHex16(b, uint16(r))
}

func appendHex16(b []byte, v uint16) []byte {
	return append(b, hexDigits[v>>12], hexDigits[v>>8&15], hexDigits[v>>4&15], hexDigits[v&15])
}
