package check

import (
	"iter"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/internal/character"
	"nianbao/internal/check/prose"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// Doubled words have from shortest to longest characters.
const (
	shortestDouble = 2
	longestDouble  = 8
)

// doubledAllowed begin what is doubled on purpose: 一条一条, 逐项逐项.
const doubledAllowed = "一逐每两三半件项个条步层级"

// doubledPairs are marks that never stand together, and the words that are doubled by
// mistake only.
var doubledPairs = prose.AnyOf("，，", ",,", "，,", ",，", "。。", "、、", "；；", "：：", "，。", "。，", "、。", "。、", "，、", "、，", "；。", "。；", "，；", "；，", "（（", "））", "（）", "《》", "“”", "的的", "性性", "或或")

// mostDoubled is how many of these are told of one text: more are no slip of
// the pen, and each costs the search for its place.
const mostDoubled = 20

// doubled finds words and marks that stand twice.
func doubled(c *Context) {
	do := diag.T("请删去多余的。", "delete what is too much.")
	var words doubles // their memory serves for all
	c.texts(func(v report.Value, x *prose.Indexed) {
		t, told := v.Text, 0
		for from, to := range doubledPairs.All(x) {
			if doubledOnPurpose(t, from, to) {
				continue
			}
			c.FindAt(v, from, to, diag.T("重复或相连的标点、文字：“%s”", "marks or words that stand together: “%s”", t[from:to]), do)
			if told++; told == mostDoubled {
				return
			}
		}
		// 《《条例》实施细则》 is right; what is not closed is not.
		if i := strings.Index(t, "《《"); i >= 0 && (strings.Count(t, "《") != strings.Count(t, "》") || reTwiceTitled.MatchString(t)) {
			c.FindAt(v, i, i+len("《《"), diag.T("重复的标点：“《《”", "a mark that stands twice: “《《”"), do)
		}
		for from, to := range words.of(t) {
			if told == mostDoubled {
				return
			}
			told++
			c.FindAt(v, from, to, diag.T("文字重复：“%s”", "words that stand twice: “%s”", t[from:to]), do)
		}
	})
}

// doubles finds words that stand twice, side by side.
type doubles struct {
	again []uint64 // a bit for each byte: the two characters there stand once more, longestDouble behind at most
}

// read takes a text in.
func (d *doubles) read(t string) {
	d.again = slices.Grow(d.again[:0], len(t)/64+1)[:len(t)/64+1]
	clear(d.again)
	var seen [256]struct{ at, nth int } // by some bits of a pair: where it stood last, from 1 on
	last, lastAt := uint32(0), 0
	for i, n := 0, 0; i < len(t); n++ {
		c, next := prose.Packed(t, i)
		s := &seen[(last*7+c)&255]
		if n > 0 && s.nth > 0 && n-s.nth <= longestDouble && strings.HasPrefix(t[s.at:], t[lastAt:next]) {
			d.again[s.at/64] |= 1 << (s.at % 64)
		}
		s.at, s.nth = lastAt, n
		last, lastAt, i = c, i, next
	}
}

// of gives them from left to right, each once.
func (d *doubles) of(t string) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		d.read(t)
		end := 0
		for w, word := range d.again {
			for ; word != 0; word &= word - 1 {
				from := w*64 + bits.TrailingZeros64(word)
				if from < end {
					continue
				}
				if end = doubledAt(t, from); end > from && !yield(from, end) {
					return
				}
			}
		}
	}
}

// doubledAt gives where the longest word that begins at a byte and stands twice ends; 0
// where none does.
func doubledAt(t string, from int) int {
	var rs [2 * longestDouble]rune
	var ends [2 * longestDouble]int
	n := 0
	for i, r := range t[from:] {
		if n == len(rs) {
			break
		}
		rs[n], ends[n] = r, from+i+utf8.RuneLen(r)
		n++
	}
	for n /= 2; n >= shortestDouble; n-- {
		if rs[0] == rs[n] && twice(rs[:n], rs[n:2*n]) {
			return ends[2*n-1]
		}
	}
	return 0
}

// reTwiceTitled is 《《条例》》, and no title within another.
var reTwiceTitled = pattern.New(`《《[^《》]*》》`)

// doubledOnPurpose knows 。。。 for an ellipsis, and 的的确确.
func doubledOnPurpose(t string, from, to int) bool {
	switch t[from:to] {
	case "。。":
		return strings.HasSuffix(t[:from], "。") || strings.HasPrefix(t[to:], "。")
	case "的的":
		return strings.HasPrefix(t[to:], "确")
	}
	return false
}

// twice reports whether b repeats a, two words of Chinese characters.
func twice(a, b []rune) bool {
	same := true
	for i, r := range a {
		if r != b[i] || !unicode.Is(unicode.Han, r) && !character.IsDigit(r) {
			return false
		}
		same = same && r == a[0]
	}
	if same || strings.ContainsRune(doubledAllowed, a[0]) && len(a) == shortestDouble {
		return false
	}
	return unicode.Is(unicode.Han, a[0]) || unicode.Is(unicode.Han, a[len(a)-1])
}
