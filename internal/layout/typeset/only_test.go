package typeset

import (
	"fmt"
	"testing"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// Some pages of a layout: their numbers stay, what is elsewhere goes from the
// tree and from the outline, a table stays whole.
func TestOnly(t *testing.T) {
	spans := make([]int, 60)
	for i := range spans {
		spans[i] = 1
	}
	whole := mustSet(t, newDoc(para("heading", "一、首"), body(28*30), para("heading", "二、表"), grid(3, spans...), para("heading", "三、尾"), body(28*30),
		&document.Signature{Style: "signature", Name: document.Run{Text: "局"}, Date: document.Run{Text: "2021年"}}))
	n := len(whole.Pages)
	for first := 1; first <= n; first++ {
		for last := first; last <= n; last++ {
			l := whole.Only(first, last)
			if len(l.Pages) != last-first+1 || l.Pages[0].Label != fmt.Sprint(first) {
				t.Fatalf("%d-%d: %d pages from %s", first, last, len(l.Pages), l.Pages[0].Label)
			}
			drawn := map[*Node]bool{}
			for i := range l.Pages {
				for k := range l.Pages[i].Texts {
					drawn[l.Pages[i].Texts[k].Node] = true
				}
			}
			in := map[*Node]bool{nil: true}
			var walk func(n *Node, inTable bool)
			walk = func(n *Node, inTable bool) {
				in[n] = true
				if !inTable && len(n.Kids) == 0 && n != l.Root && !drawn[n] {
					t.Errorf("%d-%d: an empty %s", first, last, n.Tag)
				}
				for _, k := range n.Kids {
					walk(k, inTable || n.Tag == TagTable)
				}
			}
			walk(l.Root, false)
			for node := range drawn {
				if !in[node] {
					t.Errorf("%d-%d: a %s is not in the tree", first, last, node.Tag)
				}
			}
			for _, o := range l.Outline {
				if o.Page < 0 || o.Page >= len(l.Pages) {
					t.Errorf("%d-%d: %s on page %d", first, last, o.Title, o.Page)
				}
			}
			if has := l.Signature != nil; has != (last == n) || has && l.Signature.Page != len(l.Pages)-1 {
				t.Errorf("%d-%d: signature %+v", first, last, l.Signature)
			}
		}
	}
	if got := len(whole.Only(1, n).Outline); got != 3 {
		t.Errorf("%d bookmarks", got)
	}
}

// For binding, even pages have their margins changed over; lines are the same.
func TestDuplex(t *testing.T) {
	blocks := func() []document.Block {
		return []document.Block{body(28 * 30), grid(3, 1, 2, 3, 4), body(28 * 30)}
	}
	one := newDoc(blocks()...)
	two := newDoc(blocks()...)
	two.Page.Duplex = true
	a, b := mustSet(t, one), mustSet(t, two)
	shift := two.Page.Right - two.Page.Left
	for n := range a.Pages {
		want := unit.Length(n%2) * shift
		pa, pb := &a.Pages[n], &b.Pages[n]
		if len(pa.Texts) != len(pb.Texts) || len(pa.Rules) != len(pb.Rules) {
			t.Fatalf("page %d differs by more than its margins", n+1)
		}
		for i := range pa.Texts {
			if got := pb.Texts[i].X - pa.Texts[i].X; got != want || pb.Texts[i].Y != pa.Texts[i].Y {
				t.Fatalf("page %d: text moved by %v, want %v", n+1, got, want)
			}
		}
	}
}
