package intake

import (
	"slices"
	"strings"
)

// slips pairs what is left of two heads with as many labels, where each of the
// others has its like at its place: a label that was cut off, or in which one
// character is a slip.
func (m *matcher) slips(form, original []string, pairs []int) []int {
	if len(form) != len(original) {
		return pairs
	}
	out := slices.Clone(pairs)
	for i, p := range pairs {
		switch {
		case p == i:
		case p < 0 && (cutOff(form, original, i) || m.slip(form[i], original[i])):
			out[i] = i
		default:
			return pairs
		}
	}
	return out
}

// cutOff reports whether the i-th text is the beginning or end of its label. Where
// it is one of other labels too, these are cut off to the same: 本年新 twice.
func cutOff(labels, texts []string, i int) bool {
	t := bare(texts[i])
	if len([]rune(t)) < 2 || strings.ContainsRune(labels[i], '元') != strings.ContainsRune(t, '元') { // its unit may not be lost
		return false
	}
	for k, l := range labels {
		could := strings.HasPrefix(bare(l), t) || strings.HasSuffix(bare(l), t)
		if could != (bare(texts[k]) == t) {
			return false
		}
	}
	return true
}

// slip reports whether one character differs, and that of the original stands in
// no label of any form: it can mean no other.
func (m *matcher) slip(form, original string) bool {
	a, b := []rune(bare(form)), []rune(bare(original))
	if len(a) != len(b) || len(a) < 3 {
		return false
	}
	at := -1
	for i := range a {
		if a[i] != b[i] {
			if at >= 0 {
				return false
			}
			at = i
		}
	}
	return at >= 0 && !strings.ContainsRune(m.letters, b[at])
}

// lettersOf gives all characters of labels.
func lettersOf(labels map[string]bool) string {
	var b strings.Builder
	for l := range labels {
		b.WriteString(l)
	}
	return b.String()
}
