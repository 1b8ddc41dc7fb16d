package intake

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"nianbao/internal/pattern"
)

// plain makes two writings of one label the same: full-width and half-width,
// with and without blanks, brackets and other marks.
func plain(text string) string { return plains.get(text) }

var plains = memo[string]{of: func(text string) string {
	var b strings.Builder
	for _, r := range norm.NFKC.String(text) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.So, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return otherOther.Replace(b.String())
}}

// otherOther makes one of the two ways to write 其他.
var otherOther = strings.NewReplacer("其它", "其他")

// numbering is what stands before a label or a heading: 一、（一）1. (1) ①
var numbering = pattern.New(`^\s*(其中[:：])?\s*(第?[一二三四五六七八九十]+(、|[.．]|部分)|[（(][一二三四五六七八九十]+[）)]|[0-9０-９]{1,2}(、|[.．])|[（(][0-9０-９]{1,2}[）)]|[①-⑳])\s*`)

// bare gives a label without its number.
func bare(text string) string { return bares.get(text) }

var bares = memo[string]{of: func(text string) string {
	if rest := plain(numbering.ReplaceAllString(text, "")); rest != "" {
		return rest
	}
	return plain(text)
}}

// Likeness of labels: how sure it is that one is meant by the other. From sure
// on they are the same; below alike they are not.
const (
	sure  = 0.95
	alike = 0.8
)

// likeness compares a label of the form with one of the original.
func (o *otherNames) likeness(form, original string) float64 {
	key := [2]string{form, original}
	o.mu.RLock()
	v, ok := o.known[key]
	o.mu.RUnlock()
	if ok {
		return v
	}
	v = o.compare(form, original)
	if len(original) > maxKeptText {
		return v
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.known) < maxKept {
		o.known[[2]string{strings.Clone(form), strings.Clone(original)}] = v
	}
	return v
}

func (o *otherNames) compare(form, original string) float64 {
	a, b := plain(form), plain(original)
	if a == "" || b == "" {
		return 0
	}
	if a == b {
		return 1
	}
	x, y := bare(form), bare(original)
	if x == y {
		return 0.98
	}
	for _, also := range o.labels[x] {
		if also == y {
			return 0.96
		}
	}
	p, q := []rune(x), []rune(y)
	if len(q) > 4*len(p)+8 || len(p) > 4*len(q)+8 {
		return 0
	}
	// a label that was cut off, as 本年新 of 本年新制作数量
	if len(q) >= 6 && strings.HasPrefix(x, y) || len(p) >= 6 && strings.HasPrefix(y, x) {
		return 0.85
	}
	if len(p) < 5 {
		return 0
	}
	if v := 2 * float64(common(p, q)) / float64(len(p)+len(q)); v >= alike {
		return v * 0.94
	}
	return 0
}

// common gives the length of the longest common subsequence.
func common(a, b []rune) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			above := row[j+1]
			switch {
			case x == y:
				row[j+1] = diagonal + 1
			case row[j] > above:
				row[j+1] = row[j]
			}
			diagonal = above
		}
	}
	return row[len(b)]
}
