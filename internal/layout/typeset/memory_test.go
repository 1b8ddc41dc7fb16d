package typeset

import (
	"fmt"
	"testing"
)

// TestNextDocumentLeavesLayoutsAlone: what is used again for the next document is no
// part of a layout that is kept, and a document is set behind a longer one as alone.
func TestNextDocumentLeavesLayoutsAlone(t *testing.T) {
	all := func(l *Layout) string {
		s := fmt.Sprintf("%q", glyphs(l))
		for i := range l.Pages {
			s += fmt.Sprintf("\n%+v", l.Pages[i].Rules)
			for k := range l.Pages[i].Texts {
				if n := l.Pages[i].Texts[k].Node; n != nil {
					s += " " + string(n.Tag)
				}
			}
		}
		return s
	}
	laid := func(rows, chars int) *Layout {
		l, err := set(t, newDoc(body(chars), grid(4, rows, rows), body(chars/2)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	kept := laid(20, 700)
	before := all(kept)
	for range 3 {
		laid(30, 9000)
		laid(7, 90)
		if again := all(laid(20, 700)); again != before {
			t.Fatalf("set otherwise behind others:\n%s\nfirst:\n%s", again, before)
		}
	}
	if after := all(kept); after != before {
		t.Errorf("the kept layout has changed:\n%s\nbefore:\n%s", after, before)
	}
}
