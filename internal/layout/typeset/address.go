package typeset

import (
	"slices"
	"strings"

	"nianbao/internal/document"
)

// Where Latin text may be broken. Word breaks behind every hyphen and nowhere
// else in a word, so that a telephone number is parted and a web address is not:
// the line before it is torn open. Here a number keeps its hyphens, and an
// address is broken behind its marks. The Word file is told: the hyphen of a
// number is U+2011, a place where an address was broken U+200B.

// joint says what a character of a Latin word lets happen behind it.
type joint uint8

const (
	asWord     joint = iota // what Word does
	holds                   // the hyphen of a number: no line ends here
	inAddress               // within a web or mail address: no line ends here
	addressEnd              // within an address: a line may end here
)

// joints marks the hyphens of numbers and the places where addresses may break.
func joints(cs []char) {
	for i := 0; i < len(cs); {
		to := i
		for to < len(cs) && addressChar(cs[to].r) {
			to++
		}
		if to == i {
			i++
			continue
		}
		if word := cs[i:to]; isAddress(word) {
			addressJoints(word)
		} else {
			numberJoints(word)
		}
		i = to
	}
}

// addressChar reports whether r may stand in a web or mail address (RFC 3986,
// 2.2 and 2.3).
func addressChar(r rune) bool {
	return r > ' ' && r < 0x7F && !strings.ContainsRune(`"<>\^{|}`+"`", r)
}

// isAddress reports whether a word is an address: with a scheme, with www., with
// an @ and a dot, or with a dot and behind it a slash.
func isAddress(word []char) bool {
	if !slices.ContainsFunc(word, addressMark) { // as nearly always
		return false
	}
	var b strings.Builder
	for i := range word {
		b.WriteRune(word[i].r)
	}
	text := strings.TrimLeft(b.String(), "([")
	if strings.Contains(text, "://") || strings.HasPrefix(text, "www.") {
		return true
	}
	if _, host, ok := strings.Cut(text, "@"); ok {
		return strings.Contains(host, ".")
	}
	host, _, ok := strings.Cut(text, "/")
	return ok && strings.Contains(host, ".") && strings.ContainsAny(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

// addressMark reports whether a character is one of those without which a word is no
// address.
func addressMark(c char) bool { return c.r == '.' || c.r == '/' || c.r == '@' }

// shortEnd is how many characters of an address stand together at least.
const shortEnd = 5

// addressJoints lets an address break behind / ? & = - _ . and the like, before
// a letter or a figure, not right behind its scheme.
func addressJoints(word []char) {
	for i := range word {
		word[i].joint = inAddress
		if i+1 < shortEnd || i+shortEnd >= len(word) || !strings.ContainsRune("/?&=-_.@#", word[i].r) {
			continue
		}
		if next := word[i+1].class; (next == letter || next == digit) && !(word[i].r == '/' && word[i-1].r == '/') {
			word[i].joint = addressEnd
		}
	}
}

// numberJoints holds a hyphen before a figure: 0537-7281890, 2019-2020, COVID-19.
func numberJoints(word []char) {
	for i := 1; i+1 < len(word); i++ {
		if word[i].r == '-' && word[i-1].class.latin() && word[i+1].class == digit {
			word[i].joint = holds
		}
	}
}

// Characters by which the Word file is told.
const (
	heldHyphen = '\u2011' // non-breaking hyphen
	mayEndHere = '\u200B' // zero-width space
)

// tells reports whether the Word file has to know anything of the lines.
func (p *Profile) tells(cs []char, lines []line) bool {
	if p.Office {
		return false
	}
	for _, l := range lines {
		if l.partsAddress(cs) {
			return true
		}
	}
	for i := range cs {
		if cs[i].joint == holds {
			return true
		}
	}
	return false
}

// partsAddress reports whether an address goes on in the next line where Word would
// not break it: it does behind '-'.
func (l line) partsAddress(cs []char) bool {
	return l.to < len(cs) && cs[l.to-1].joint == addressEnd && cs[l.to-1].r != '-'
}

// tell gives runs with what the Word file has to know of their lines: which
// hyphens hold, and where addresses were broken.
func (p *Profile) tell(runs []document.Run, cs []char, lines []line) []document.Run {
	if !p.tells(cs, lines) {
		return runs
	}
	ends := map[int]bool{} // characters before which an address was broken
	for _, l := range lines {
		ends[l.to] = l.partsAddress(cs)
	}
	told := make([]document.Run, len(runs))
	at := 0
	for i := range runs {
		var b strings.Builder
		for _, r := range runs[i].Text {
			if ends[at] {
				b.WriteRune(mayEndHere)
			}
			if cs[at].joint == holds {
				r = heldHyphen
			}
			b.WriteRune(r)
			at++
		}
		told[i] = runs[i]
		told[i].Text = b.String()
	}
	return told
}
