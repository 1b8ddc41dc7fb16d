package mend

import (
	"bytes"

	"nianbao/internal/signing/pdfread"
)

// deepest is how deep arrays and dictionaries may be nested.
const deepest = 60

// Word is what is neither an object nor a bracket: an operator of a content
// stream, obj, endobj, stream, a command of a CMap.
type Word string

// Lexer reads objects one after the other. What is malformed is read as
// viewers read it: a string without an end goes to the end, a stray bracket is
// left out, a number has as many digits as can be read.
type Lexer struct {
	B []byte
	I int
}

// Space skips white space and comments.
func (l *Lexer) Space() {
	for l.I < len(l.B) {
		switch c := l.B[l.I]; {
		case pdfread.IsSpace(c):
			l.I++
		case c == '%':
			for l.I < len(l.B) && l.B[l.I] != '\n' && l.B[l.I] != '\r' {
				l.I++
			}
		default:
			return
		}
	}
}

func (l *Lexer) word() []byte {
	from := l.I
	for l.I < len(l.B) && pdfread.IsRegular(l.B[l.I]) {
		l.I++
	}
	return l.B[from:l.I]
}

// Next reads the next object or Word; false at the end.
func (l *Lexer) Next() (pdfread.Object, bool) { return l.next(0) }

func (l *Lexer) next(depth int) (pdfread.Object, bool) {
	for {
		l.Space()
		if l.I >= len(l.B) {
			return nil, false
		}
		switch c := l.B[l.I]; {
		case c == '/':
			return l.name(), true
		case c == '(':
			return l.literal(), true
		case c == '[' && depth < deepest:
			return l.array(depth), true
		case c == '<' && l.I+1 < len(l.B) && l.B[l.I+1] == '<':
			if depth >= deepest {
				l.I += 2
				continue
			}
			return l.dict(depth), true
		case c == '<':
			return l.hex(), true
		case c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.':
			return l.number(), true
		case pdfread.IsRegular(c):
			return wordObject(l.word()), true
		}
		l.I++ // a bracket that closes nothing
	}
}

func wordObject(w []byte) pdfread.Object {
	switch string(w) {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	return Word(w)
}

// number reads a number, or a reference.
func (l *Lexer) number() pdfread.Object {
	at := l.I
	w := l.word()
	if !digits(w) || len(w) > 8 {
		if _, ok := Float(w); !ok {
			return Word(w)
		}
		return pdfread.Number(w)
	}
	num, after := whole(w), l.I
	l.Space()
	if g := l.word(); len(g) > 0 && len(g) < 6 && digits(g) {
		l.Space()
		if l.I < len(l.B) && l.B[l.I] == 'R' && (l.I+1 == len(l.B) || !pdfread.IsRegular(l.B[l.I+1])) {
			l.I++
			return pdfread.Ref{Num: num, Gen: whole(g)}
		}
	}
	l.I = after
	return pdfread.Number(l.B[at:after])
}

func digits(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}

func whole(b []byte) int {
	n := 0
	for _, c := range b {
		n = n*10 + int(c-'0')
	}
	return n
}

// Float reads a number as viewers do: --5 is -5, 1.2.3 is 1.2, 12-3 is 12.
// Exponents are no part of PDF. False where there is no digit.
func Float(w []byte) (float64, bool) {
	i, negative := 0, false
	for i < len(w) && (w[i] == '-' || w[i] == '+') {
		negative = negative || w[i] == '-'
		i++
	}
	var v, unit float64
	any := false
	for ; i < len(w); i++ {
		switch c := w[i]; {
		case c >= '0' && c <= '9':
			any = true
			if unit == 0 {
				v = v*10 + float64(c-'0')
			} else {
				v += float64(c-'0') * unit
				unit /= 10
			}
		case c == '.' && unit == 0:
			unit = 0.1
		default:
			i = len(w)
		}
	}
	if negative {
		v = -v
	}
	return v, any || unit != 0 || len(w) == 1 && w[0] == '-'
}

func (l *Lexer) name() pdfread.Object {
	l.I++
	w := l.word()
	n := make([]byte, 0, len(w))
	for i := 0; i < len(w); i++ {
		c := w[i]
		if c == '#' && i+2 < len(w) && pdfread.Unhex(w[i+1]) >= 0 && pdfread.Unhex(w[i+2]) >= 0 {
			c = byte(pdfread.Unhex(w[i+1])<<4 | pdfread.Unhex(w[i+2]))
			i += 2
		}
		n = append(n, c)
	}
	return pdfread.Name(n)
}

func (l *Lexer) hex() pdfread.Object {
	l.I++
	s := pdfread.String{}
	half := -1
	for l.I < len(l.B) && l.B[l.I] != '>' {
		v := pdfread.Unhex(l.B[l.I])
		l.I++
		switch {
		case v < 0:
		case half < 0:
			half = v
		default:
			s = append(s, byte(half<<4|v))
			half = -1
		}
	}
	if l.I >= len(l.B) {
		return s
	}
	l.I++
	if half >= 0 {
		s = append(s, byte(half<<4))
	}
	return s
}

func (l *Lexer) literal() pdfread.Object {
	s, end, _ := pdfread.Literal(l.B, l.I)
	l.I = end
	return s
}

// ends reports a word at which an array or a dictionary without an end ends.
func (l *Lexer) ends() bool {
	b := l.B[l.I:]
	return bytes.HasPrefix(b, []byte("endobj")) || bytes.HasPrefix(b, []byte("stream")) || bytes.HasPrefix(b, []byte("endstream"))
}

func (l *Lexer) array(depth int) pdfread.Object {
	l.I++
	a := pdfread.Array{}
	for {
		l.Space()
		if l.I >= len(l.B) || l.ends() || bytes.HasPrefix(l.B[l.I:], []byte(">>")) {
			return a
		}
		if l.B[l.I] == ']' {
			l.I++
			return a
		}
		o, ok := l.next(depth + 1)
		if _, isWord := o.(Word); ok && !isWord {
			a = append(a, o)
		}
	}
}

func (l *Lexer) dict(depth int) pdfread.Object {
	l.I += 2
	d := pdfread.Dict{}
	for {
		l.Space()
		if l.I >= len(l.B) || l.ends() {
			return d
		}
		if bytes.HasPrefix(l.B[l.I:], []byte(">>")) {
			l.I += 2
			return d
		}
		if l.B[l.I] != '/' { // no key: left out
			if l.next(depth + 1); l.I >= len(l.B) {
				return d
			}
			continue
		}
		key := l.name().(pdfread.Name)
		l.Space()
		if bytes.HasPrefix(l.B[l.I:], []byte(">>")) || l.I >= len(l.B) || l.ends() {
			continue
		}
		v, _ := l.next(depth + 1)
		if _, isWord := v.(Word); !isWord && len(d) < mostEntries {
			d = append(d, pdfread.Entry{Key: key, Value: v})
		}
	}
}
