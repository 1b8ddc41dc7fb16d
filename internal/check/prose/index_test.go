package prose

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestIndex looks for words in made-up texts, with the filter and without: it may pass no
// word over that is there, and what stands twice is seen.
func TestIndex(t *testing.T) {
	characters := strings.Split("申请公开信息未收到零件条项年月，。；（）×“”1234X &一二𠮷é", "")
	rng := rand.New(rand.NewPCG(1, 2))
	text := func(n int, of []string) string {
		var b strings.Builder
		for range n {
			b.WriteString(of[rng.IntN(len(of))])
		}
		return b.String()
	}
	broken := append(characters, "\xe4", "\x80") // no rule looks for these
	found, passed := 0, 0
	for range 20_000 {
		x := new(Indexer).Index(text(rng.IntN(120), broken))
		word := text(1+rng.IntN(4), characters)
		is := strings.Contains(x.Text, word)
		if in := AnyOf("不在其中", word).In(&x); in != is {
			t.Fatalf("%q in %q: %t", word, x.Text, in)
		}
		at := -1
		for from, to := range AnyOf(word).All(&x) {
			if at = from; x.Text[from:to] != word {
				t.Fatalf("%q in %q at %d", word, x.Text, from)
			}
			break
		}
		if at != strings.Index(x.Text, word) {
			t.Fatalf("%q in %q: %d", word, x.Text, at)
		}
		if is {
			found++
		} else if !x.mayHave(AnyOf(word).pairs[0]) {
			passed++ // by the filter alone
		}
		if twice := new(Indexer).Index(x.Text + "某县某局认真落实" + word + "某县某局认真落实"); !twice.Repeats(len("某县某局认真落实") / len("某")) {
			t.Fatalf("%q: not seen twice", twice.Text)
		}
	}
	if found < 1000 || passed < 5000 {
		t.Errorf("%d found, %d told by the filter alone", found, passed)
	}
}
