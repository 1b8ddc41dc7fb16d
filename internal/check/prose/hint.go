package prose

import "unicode/utf8"

// A hint tells of most characters that they are not among some.
type hint [4]uint64

func (h *hint) add(r rune)      { h[r&255>>6] |= 1 << (r & 63) }
func (h *hint) has(r rune) bool { return h[r&255>>6]&(1<<(r&63)) != 0 }

// firstOf is for the characters with which words begin.
func firstOf(lists ...[]string) *hint {
	var h hint
	for _, words := range lists {
		for _, w := range words {
			r, _ := utf8.DecodeRuneInString(w)
			h.add(r)
		}
	}
	return &h
}
