package prose

import (
	"unicode"
	"unicode/utf8"

	"nianbao/internal/character"
)

// Folded is a text in which what is written in several ways is alike, with the
// place of each of its bytes, and of its end, in the text as it was.
type Folded struct {
	Text string
	Back []int32
}

// Fold drops blanks between characters and variant selectors, and makes
// full-width figures and half-width marks alike.
func Fold(t string) Folded {
	text := make([]byte, 0, len(t)+8)
	back := make([]int32, 0, len(t)+9)
	var last rune
	for i, w := 0, 0; i < len(t); i += w {
		var r rune
		r, w = utf8.DecodeRuneInString(t[i:])
		if ideograph(r) {
			text = append(text, t[i:i+w]...)
			back = append(back, int32(i), int32(i), int32(i))
			last = r
			continue
		}
		if r = folded(t, i, w, r, last); r == dropped {
			continue
		}
		last = r
		text = utf8.AppendRune(text, r)
		for range utf8.RuneLen(r) {
			back = append(back, int32(i))
		}
	}
	return Folded{string(text), append(back, int32(len(t)))}
}

// dropped stands for a character of which nothing is left.
const dropped rune = -1

// folded gives what becomes of character r, of w bytes at i, behind last.
func folded(t string, i, w int, r, last rune) rune {
	next := func() rune { n, _ := utf8.DecodeRuneInString(t[i+w:]); return n }
	switch {
	case r == utf8.RuneError:
		return '〓'
	case character.Of(r) == character.Selector: // a variant of the character before it is read as that
		return dropped
	case unicode.IsSpace(r):
		if !character.IsDigit(last) || !character.IsDigit(next()) {
			return dropped
		}
		return ' '
	case r == ',' && (!character.IsDigit(last) || !character.IsDigit(next())):
		return '，'
	case r == '，' && character.IsDigit(last) && thousands(t[i+w:]):
		return ',' // 1，002
	case r == '.' && unicode.Is(unicode.Han, last):
		return '。'
	}
	if f, ok := alike[r]; ok {
		return f
	}
	if v, is := character.Digit(r); is {
		return '0' + rune(v)
	}
	return r
}

// thousands reports whether three figures, no more, and a counter follow a full-width comma.
func thousands(rest string) bool {
	n := 0
	for i, r := range rest {
		if character.IsDigit(r) {
			n++
			continue
		}
		return n == 3 && FirstPrefix(rest[i:], counters) != ""
	}
	return false
}

// ideograph reports whether r is one of the common characters, which most of a
// text is made of.
func ideograph(r rune) bool { return '一' <= r && r <= '\u9FFF' }

var alike = map[rune]rune{
	'(': '（', ')': '）', ';': '；', ':': '：', '!': '！', '?': '？', '％': '%', '．': '.',
	'[': '〔', ']': '〕', '［': '〔', '］': '〕', '【': '〔', '】': '〕', '﹝': '〔', '﹞': '〕',
}
