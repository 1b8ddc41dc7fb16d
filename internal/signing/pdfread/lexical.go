package pdfread

// IsSpace reports white space (7.2.3, table 1).
func IsSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

// IsRegular reports a character that is neither white space nor a delimiter
// (7.2.3, table 2).
func IsRegular(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return false
	}
	return !IsSpace(c)
}

// Unhex is the value of a hexadecimal digit; -1: it is none.
func Unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// Literal reads the string whose opening parenthesis is b[i] (7.3.4.2), and tells
// where what follows it begins. Not ok: it has no end, s is all that there is.
func Literal(b []byte, i int) (s String, end int, ok bool) {
	s = String{}
	depth := 0
	for i < len(b) {
		c := b[i]
		i++
		switch c {
		case '(':
			if depth++; depth == 1 {
				continue
			}
		case ')':
			if depth--; depth == 0 {
				return s, i, true
			}
		case '\r': // an end of line is read as a line feed
			if i < len(b) && b[i] == '\n' {
				i++
			}
			c = '\n'
		case '\\':
			s, i = escape(s, b, i)
			continue
		}
		s = append(s, c)
	}
	return s, i, false
}

// escapes are what a letter behind a backslash stands for (7.3.4.2, table 3).
var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

// escape reads what follows a backslash.
func escape(s String, b []byte, i int) (String, int) {
	if i >= len(b) {
		return s, i
	}
	c := b[i]
	i++
	switch {
	case escapes[c] != 0:
		c = escapes[c]
	case c == '\n':
		return s, i
	case c == '\r':
		if i < len(b) && b[i] == '\n' {
			i++
		}
		return s, i
	case c >= '0' && c <= '7':
		c -= '0'
		for n := 1; n < 3 && i < len(b) && b[i] >= '0' && b[i] <= '7'; n++ {
			c = c<<3 | (b[i] - '0')
			i++
		}
	}
	return append(s, c), i
}
