package prose

import (
	"unicode"
	"unicode/utf8"

	"nianbao/internal/character"
)

// Folded is a text in which what is written in several ways is alike.
type Folded struct {
	Text string
	back []int32 // where each byte, and the end, stands in the text as it was; nil: it is as it was
}

// At gives where byte i stands in the text as it was.
func (f *Folded) At(i int) int {
	if f.back == nil {
		return i
	}
	return int(f.back[i])
}

// Fold drops blanks between characters and variant selectors, and makes
// full-width figures and half-width marks alike.
func Fold(t string) Folded {
	same, last := unchanged(t)
	if same == len(t) {
		return Folded{Text: t}
	}
	text := append(make([]byte, 0, len(t)+8), t[:same]...)
	back := make([]int32, same, len(t)+9)
	for i := range back {
		back[i] = int32(i)
	}
	for i, w := same, 0; i < len(t); i += w {
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

// unchanged gives how many bytes of a text stay as they are, and the last character
// of these.
func unchanged(t string) (n int, last rune) {
	for i, r := range Others(t) {
		last, _ = utf8.DecodeLastRuneInString(t[:i])
		if folded(t, i, utf8.RuneLen(r), r, last) != r {
			return i, last
		}
	}
	return len(t), last
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
	if v, is := character.Digit(r); is {
		return '0' + rune(v)
	}
	return alike(r)
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

// alike gives what a half-width mark or bracket is read as.
func alike(r rune) rune {
	switch r {
	case '(':
		return '（'
	case ')':
		return '）'
	case ';':
		return '；'
	case ':':
		return '：'
	case '!':
		return '！'
	case '?':
		return '？'
	case '％':
		return '%'
	case '．':
		return '.'
	case '[', '［', '【', '﹝':
		return '〔'
	case ']', '］', '】', '﹞':
		return '〕'
	}
	return r
}
