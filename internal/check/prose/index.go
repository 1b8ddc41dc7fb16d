package prose

import (
	"iter"
	"math/bits"
	"strings"
	"unicode/utf8"
)

// Indexed is a text with a filter of its characters, and of the pairs of them that stand
// side by side: most words that a rule looks for are in no text that it looks at, and the
// filter tells so without reading the text again (Bloom).
type Indexed struct {
	Text  string
	bits  []uint64
	shift uint8
	again int // most pairs one behind the other that may have stood in the text before
}

// perWord is for how many bytes of text there are 64 bits: 20 for each character.
const perWord = 8

// An Indexer makes filters, of many texts in few pieces of memory.
type Indexer struct{ free []uint64 }

// indexedAtOnce is for how many words of filters there is memory at once.
const indexedAtOnce = 512

// Index makes the filter of a text.
func (in *Indexer) Index(t string) Indexed {
	n := 1 << bits.Len(uint(max(len(t)-1, perWord)/perWord))
	x := Indexed{Text: t, bits: in.words(n), shift: uint8(32 - 6 - bits.TrailingZeros(uint(n)))}
	last, again := none, 0
	for i := 0; i < len(t); {
		var c uint32
		c, i = Packed(t, i)
		x.set(c * first)
		if again++; last == none || !x.setPair(pair(last, c)) {
			again = 0
		}
		last, x.again = c, max(x.again, again)
	}
	return x
}

func (in *Indexer) words(n int) []uint64 {
	switch {
	case n > indexedAtOnce/4:
		return make([]uint64, n)
	case n > len(in.free):
		in.free = make([]uint64, indexedAtOnce)
	}
	words := in.free[:n:n]
	in.free = in.free[n:]
	return words
}

// Packed gives the bytes of the character that begins at byte i as a number, and where
// the next one begins. Of four bytes the fourth stands alone, as do bytes that are none.
func Packed(t string, i int) (c uint32, next int) {
	if i+3 <= len(t) && t[i]&0xF0 == 0xE0 && t[i+1]&0xC0 == 0x80 && t[i+2]&0xC0 == 0x80 { // nearly all
		return uint32(t[i])<<16 | uint32(t[i+1])<<8 | uint32(t[i+2]), i + 3
	}
	return packed(t, i)
}

// packed is Packed of characters that are not of three bytes.
func packed(t string, i int) (c uint32, next int) {
	c = uint32(t[i])
	end := i + 1
	switch {
	case c >= 0xE0:
		end = i + 3
	case c >= 0xC0:
		end = i + 2
	}
	for next = i + 1; next < len(t) && next < end && t[next]&0xC0 == 0x80; next++ {
		c = c<<8 | uint32(t[next])
	}
	return c, next
}

const (
	none   = ^uint32(0) // no character
	first  = 0x9E3779B1
	second = 0x85EBCA77
)

func pair(a, b uint32) uint32 { return a*second ^ b*first }

func (x *Indexed) set(h uint32) (before bool) {
	w, bit := &x.bits[h>>x.shift>>6], uint64(1)<<(h>>x.shift&63)
	before = *w&bit != 0
	*w |= bit
	return before
}

// setPair sets two bits of a pair, lest one that is not there seems to be.
func (x *Indexed) setPair(h uint32) (before bool) {
	a, b := x.set(h), x.set(other(h))
	return a && b
}

// other is where the second bit of a pair is.
func other(h uint32) uint32 { return bits.RotateLeft32(h, 16) }

func (x *Indexed) has(h uint32) bool { return x.bits[h>>x.shift>>6]&(1<<(h>>x.shift&63)) != 0 }

// mayHave is false where not all of some pairs are in the text.
func (x *Indexed) mayHave(pairs []uint32) bool {
	for _, h := range pairs {
		if !x.has(h) || !x.has(other(h)) {
			return false
		}
	}
	return true
}

// Repeats is false where no stretch of so many characters stands in the text twice.
func (x *Indexed) Repeats(characters int) bool { return x.again >= characters-1 }

// Words are words that are looked for in many texts.
type Words struct {
	words []string
	pairs [][]uint32 // of each word; none: it is one character
	ones  []uint32   // that character
}

// AnyOf are some words.
func AnyOf(words ...string) *Words {
	w := &Words{words: words, pairs: make([][]uint32, len(words)), ones: make([]uint32, len(words))}
	for i, word := range words {
		last := none
		for at := 0; at < len(word); {
			var c uint32
			if c, at = Packed(word, at); last != none {
				w.pairs[i] = append(w.pairs[i], pair(last, c))
			}
			last = c
		}
		if len(w.pairs[i]) == 0 {
			w.ones[i] = last * first
		}
	}
	return w
}

// In reports whether one of the words stands in a text.
func (w *Words) In(x *Indexed) bool {
	for i, pairs := range w.pairs {
		if len(pairs) == 0 && !x.has(w.ones[i]) {
			continue
		}
		if x.mayHave(pairs) && strings.Contains(x.Text, w.words[i]) {
			return true
		}
	}
	return false
}

// All gives where words stand in a text, from left to right: the first of those that
// begin at a place.
func (w *Words) All(x *Indexed) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		if !w.In(x) {
			return
		}
		for i := range x.Text {
			if word := FirstPrefix(x.Text[i:], w.words); word != "" && !yield(i, i+len(word)) {
				return
			}
		}
	}
}

// Others gives the characters of a text that are no ideographs, which most of it is:
// marks, figures, letters.
func Others(t string) iter.Seq2[int, rune] {
	return func(yield func(int, rune) bool) {
		for i := 0; i < len(t); {
			if c := t[i]; 0xE4 <= c && c <= 0xE9 { // with which U+4000 to U+9FFF begin, of three bytes
				i += len("一")
				continue
			}
			r, n := utf8.DecodeRuneInString(t[i:])
			if !yield(i, r) {
				return
			}
			i += n
		}
	}
}
