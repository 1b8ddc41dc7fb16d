package typeset

import (
	_ "embed"
	"strings"
	"sync"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// Titles and names that are longer than a line are broken at word sense, into
// lines of about the same length (GB/T 9704-2012 7.3.1: 词意完整，排列对称，
// 长短适宜). The breaks are typed into the text, so that the Word file has them.

//go:embed words.txt
var wordFile string

// lexicon are the words of words.txt.
type lexicon struct {
	words   map[string]bool
	longest map[rune]int    // by first character: characters of the longest word
	ends    map[string]bool // words and characters that end a name of unknown ones
	tails   map[rune]bool   // characters that go with the word before
}

var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{words: map[string]bool{}, longest: map[rune]int{}, ends: map[string]bool{}, tails: map[rune]bool{}}
	for line := range strings.Lines(wordFile) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(line) {
			if end, ok := strings.CutPrefix(w, "~"); ok {
				l.ends[end] = true
				if w = end; len([]rune(w)) == 1 {
					continue
				}
			}
			if tail, ok := strings.CutPrefix(w, "+"); ok {
				l.tails[[]rune(tail)[0]] = true
				continue
			}
			l.words[w] = true
			rs := []rune(w)
			l.longest[rs[0]] = max(l.longest[rs[0]], len(rs))
		}
	}
	return l
})

// What it costs to break at a place, in hundredths of a squared character: a
// line that is two characters shorter or longer than the others costs 400.
const (
	atMark     = 0     // behind 、 ， ） or before （
	atWord     = 300   // between two words
	besideWord = 800   // between a word and something else
	atNothing  = 1600  // between characters that are in no word
	inWord     = 40000 // within a word
	inName     = 4000  // on top, within the body's own name
)

// balance puts line breaks into a run's lines that are wider than avail.
func (s *setter) balance(f *face, run document.Run, avail unit.Length) (document.Run, error) {
	lines := strings.Split(run.Text, "\n")
	for i, text := range lines {
		cs, err := s.shape(nil, f, []document.Run{{Style: run.Style, Text: text}}, 0)
		if err != nil {
			return run, err
		}
		if n := s.linesIn(cs, avail); n > 1 {
			if equal := equalLines(cs, n); equal > 0 {
				n = equal
			}
			lines[i] = withBreaks(cs, s.evenly(cs, avail, n))
		}
	}
	run.Text = strings.Join(lines, "\n")
	return run, nil
}

// withBreaks gives the text with line breaks before the characters at.
func withBreaks(cs []char, at []int) string {
	var b strings.Builder
	for i := range cs {
		if len(at) > 0 && at[0] == i {
			b.WriteByte('\n')
			at = at[1:]
		}
		b.WriteRune(cs[i].r)
	}
	return b.String()
}

// evenly gives the best places to break cs into n lines no wider than avail;
// none where there are no such.
func (s *setter) evenly(cs []char, avail unit.Length, n int) []int {
	cost := s.costs(cs)
	total := measure(cs, 0, 0, len(cs))
	type way struct {
		cost int
		from int
		ok   bool
	}
	best := make([][]way, n+1) // best[k][i]: the first i characters in k lines
	for k := range best {
		best[k] = make([]way, len(cs)+1)
	}
	best[0][0].ok = true
	for k := 1; k <= n; k++ {
		for i := 1; i <= len(cs); i++ {
			if i < len(cs) && !cs[i].breaks {
				continue
			}
			for j := i - 1; j >= 0; j-- {
				w := measure(cs, j, j, i)
				if w > avail {
					break
				}
				if !best[k-1][j].ok {
					continue
				}
				off := int(10 * (w - total/unit.Length(n)) / cs[0].size)
				c := best[k-1][j].cost + off*off
				if i < len(cs) {
					c += cost[i]
				}
				if b := &best[k][i]; !b.ok || c < b.cost {
					*b = way{c, j, true}
				}
			}
		}
	}
	if !best[n][len(cs)].ok {
		return nil
	}
	at := make([]int, n-1)
	for k, i := n, len(cs); k > 1; k-- {
		i = best[k][i].from
		at[k-2] = i
	}
	return at
}

// costs gives what it costs to break before each character.
func (s *setter) costs(cs []char) []int {
	known, begins := segment(cs)
	own := s.ownName(cs)
	cost := make([]int, len(cs))
	for i := 1; i < len(cs); i++ {
		a, b := cs[i-1].r, cs[i].r
		switch {
		case strings.ContainsRune("、，；：）》”", a), strings.ContainsRune("（《“", b):
			cost[i] = atMark
		case !begins[i]:
			cost[i] = inWord
		case known[i-1] && known[i]:
			cost[i] = atWord
		case known[i-1] || known[i]:
			cost[i] = besideWord
		default:
			cost[i] = atNothing
		}
		if own[i] {
			cost[i] += inName
		}
	}
	return cost
}

// ownName tells before which characters a break would part the name of the body
// whose document it is.
func (s *setter) ownName(cs []char) []bool {
	inside := make([]bool, len(cs))
	name := []rune(s.doc.Info.Author)
	for i := 0; len(name) > 0 && i+len(name) <= len(cs); i++ {
		n := 0
		for n < len(name) && cs[i+n].r == name[n] {
			n++
		}
		for j := 1; n == len(name) && j < n; j++ {
			inside[i+j] = true
		}
	}
	return inside
}

// equalLines gives how many lines, n at least, a text that is one word has: lines
// of the same length, 自 over 然 over 人. 0: it is several words, or has no such.
func equalLines(cs []char, n int) int {
	_, begins := segment(cs)
	for i := 1; i < len(cs); i++ {
		if begins[i] {
			return 0
		}
	}
	for ; n <= fewLines; n++ {
		if len(cs)%n == 0 {
			return n
		}
	}
	return 0
}

// segment cuts a text into words, the longest first from left to right: which
// characters belong to a word, and which begin one or stand alone.
func segment(cs []char) (known, begins []bool) {
	known, begins = make([]bool, len(cs)), make([]bool, len(cs))
	text := make([]rune, len(cs))
	for i := range cs {
		text[i] = cs[i].r
	}
	l := words()
	alone := 0 // characters in no word that precede
	for i := 0; i < len(text); {
		n := l.word(text[i:])
		if end := max(n, 1); alone > 0 && alone <= 4 && l.ends[string(text[i:i+end])] {
			for j := i - alone + 1; j < i+end; j++ {
				begins[j] = false
			}
			for j := i - alone; j < i+end; j++ {
				known[j] = true
			}
			alone, i = 0, i+end
			continue
		}
		if n == 0 && alone == 0 && i > 0 && l.tails[text[i]] {
			known[i], i = true, i+1
			continue
		}
		begins[i] = true
		if n == 0 {
			alone, i = alone+1, i+1
			continue
		}
		for j := range n {
			known[i+j] = true
		}
		alone, i = 0, i+n
	}
	return known, begins
}

// word gives the length of the longest word at the beginning of text, 0 where
// there is none. A number goes with the word or the character behind it:
// 2023年度, 2023年.
func (l *lexicon) word(text []rune) int {
	n := 0
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	if n > 0 {
		if n < len(text) { // text[n] is no figure
			n += max(l.word(text[n:]), 1)
		}
		return n
	}
	for n = min(l.longest[text[0]], len(text)); n > 1; n-- {
		if l.words[string(text[:n])] {
			return n
		}
	}
	return 0
}
