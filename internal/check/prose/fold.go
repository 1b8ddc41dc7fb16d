package prose

import (
	"strings"
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
	var b strings.Builder
	b.Grow(len(t) + 8)
	back := make([]int32, 0, len(t)+9)
	var last rune
	for i, w := 0, 0; i < len(t); i += w {
		var r rune
		r, w = utf8.DecodeRuneInString(t[i:])
		next := func() rune { n, _ := utf8.DecodeRuneInString(t[i+w:]); return n }
		switch {
		case ideograph(r):
		case r == utf8.RuneError:
			r = '〓'
		case character.Of(r) == character.Selector: // a variant of the character before it is read as that
			continue
		case unicode.IsSpace(r):
			if !IsFigure(last) || !IsFigure(next()) {
				continue
			}
			r = ' '
		case '０' <= r && r <= '９':
			r += '0' - '０'
		case r == ',':
			if !IsFigure(last) || !IsFigure(next()) {
				r = '，'
			}
		case r == '，':
			if IsFigure(last) && thousands(t[i+w:]) && !strings.HasSuffix(t[:i], " ") {
				r = ',' // 1，002
			}
		case r == '.' && unicode.Is(unicode.Han, last):
			r = '。'
		default:
			if f, ok := alike[r]; ok {
				r = f
			}
		}
		last = r
		b.WriteRune(r)
		for range utf8.RuneLen(r) {
			back = append(back, int32(i))
		}
	}
	return Folded{b.String(), append(back, int32(len(t)))}
}

// thousands reports whether three figures, no more, and a counter follow a full-width comma.
func thousands(rest string) bool {
	n := 0
	for i, r := range rest {
		if IsFigure(r) {
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

// IsFigure reports whether r is an Arabic figure, of either width.
func IsFigure(r rune) bool { return '0' <= r && r <= '9' || '０' <= r && r <= '９' }

var alike = map[rune]rune{
	'(': '（', ')': '）', ';': '；', ':': '：', '!': '！', '?': '？', '％': '%', '．': '.',
	'[': '〔', ']': '〕', '［': '〔', '］': '〕', '【': '〔', '】': '〕', '﹝': '〔', '﹞': '〕',
}
