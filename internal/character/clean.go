package character

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Found is a character of a text that is not simply drawn.
type Found struct {
	Kind Kind
	Rune rune
	As   rune // what is drawn in its place; of a Mark: what stands before it, 0 for nothing
	Off  int  // where it stands in the text as typed, in bytes
}

// Refused reports whether the text cannot be drawn because of it.
func (f Found) Refused() bool { return f.Kind >= Tab }

// Text is a text as it is drawn and as the rules read it.
type Text struct {
	Text  string
	Found []Found // by kind of work, then by place
	back  []int32 // for every byte of Text, and its end: where it stands in what was typed; nil: there
}

// Typed gives where byte off of the text stands in what was typed.
func (t *Text) Typed(off int) int {
	if t.back == nil {
		return off
	}
	return int(t.back[min(max(off, 0), len(t.back)-1)])
}

// Clean drops what cannot be seen, puts ordinary characters in the place of
// rare forms, and composes letters with their accents (Unicode Normalization
// Form C). What has to be refused stays and is told of.
func Clean(typed string) Text {
	if clean(typed) {
		return Text{Text: typed}
	}
	t := &Text{Text: typed}
	t.replace()
	t.compose()
	t.refuse()
	return *t
}

// clean reports whether nothing is to be done.
func clean(s string) bool {
	plain := true
	for _, r := range s {
		if common(r) {
			continue
		}
		if plain = false; unusual(r) != Printed {
			return false
		}
	}
	return plain || norm.NFC.IsNormalString(s)
}

// builder makes a new text whose bytes know their places.
type builder struct {
	text []byte
	back []int32
}

func (b *builder) add(s string, at func(i int) int) {
	for i := range len(s) {
		b.back = append(b.back, int32(at(i)))
	}
	b.text = append(b.text, s...)
}

// set makes the built text t's; end is where what was typed ends.
func (b *builder) set(t *Text, end int) {
	t.Text, t.back = string(b.text), append(b.back, int32(end))
}

// replace drops and replaces characters that are not drawn as they are.
func (t *Text) replace() {
	var b builder
	var last rune
	for i, r := range t.Text {
		kind, as := Of(r), r
		switch kind {
		case Selector:
			if Ideograph(last) {
				break
			}
			kind = Invisible
			fallthrough
		case Invisible, Object:
			t.Found = append(t.Found, Found{Kind: kind, Rune: r, Off: i})
			continue
		case Rare:
			as = Ordinary(r)
			t.Found = append(t.Found, Found{Kind: kind, Rune: r, As: as, Off: i})
		case Private:
			t.Found = append(t.Found, Found{Kind: kind, Rune: r, As: r, Off: i})
		}
		b.add(string(as), func(int) int { return i })
		last = as
	}
	b.set(t, len(t.Text))
}

// compose puts letters and their accents together.
func (t *Text) compose() {
	if norm.NFC.IsNormalString(t.Text) {
		return
	}
	var b builder
	for at := 0; at < len(t.Text); {
		end := at + norm.NFC.NextBoundaryInString(t.Text[at:], true)
		part := t.Text[at:end]
		composed := norm.NFC.String(part)
		if utf8.RuneCountInString(composed) > utf8.RuneCountInString(part) {
			composed = part // one of the few characters that the form takes apart
		}
		if composed != part {
			b.add(composed, func(int) int { return t.Typed(at) })
		} else {
			b.add(part, func(i int) int { return t.Typed(at + i) })
		}
		at = end
	}
	b.set(t, t.Typed(len(t.Text)))
}

// refuse finds what cannot be drawn.
func (t *Text) refuse() {
	var last rune
	for i, r := range t.Text {
		if kind := Of(r); kind >= Tab {
			f := Found{Kind: kind, Rune: r, Off: t.Typed(i)}
			if kind == Mark {
				f.As = last
			}
			t.Found = append(t.Found, f)
		}
		last = r
	}
}
