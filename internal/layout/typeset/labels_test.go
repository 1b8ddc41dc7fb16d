package typeset

import (
	"fmt"
	"testing"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// A label that was set before is set as if it were the first: in a column of
// another width, in another style or size, upright, in the report of a body whose
// name it has, for another word processor.
func TestLabelsFromBefore(t *testing.T) {
	const name = "义龙新区林业水务局"
	type way struct {
		text, author, style string
		width, size         unit.Length
		upright             bool
		profile             *Profile
	}
	usual := way{text: name + "承办的建议和提案", style: "cell", width: 42 * unit.Millimetre, profile: &Word}
	ways := []way{usual}
	for _, change := range []func(*way){
		func(w *way) { w.author = name }, func(w *way) { w.style = "caption" }, func(w *way) { w.width /= 2 },
		func(w *way) { w.size = 8 * unit.Point }, func(w *way) { w.upright = true }, func(w *way) { w.profile = &LibreOffice },
		func(w *way) { w.text = "总计" },
	} {
		w := usual
		change(&w)
		ways = append(ways, w)
	}
	pages := func(w way) string {
		tb := grid(30, 8)
		tb.Columns[0] = w.width
		c := &tb.Rows[0].Cells[0]
		c.Text.Text, c.Style, c.Size, c.Upright = w.text, w.style, w.size, w.upright
		doc := newDoc(tb)
		doc.Info.Author = w.author
		l, err := set(t, doc, Options{Profile: w.profile})
		if err != nil {
			t.Fatal(err)
		}
		set := l.Fitted.Blocks[0].(*document.Table)
		return fmt.Sprintf("%q %v %v %+v", set.Rows[0].Cells[0].Text.Text, set.Rows[0].Cells[0].Size, set.Fit.Heights, glyphs(l))
	}
	var first []string
	for _, w := range ways {
		labels.kept = nil
		first = append(first, pages(w))
	}
	labels.kept = nil
	for range 2 {
		for i, w := range ways {
			if again := pages(w); again != first[i] {
				t.Errorf("%+v is set otherwise behind others:\n%s\nfirst:\n%s", w, again, first[i])
			}
		}
	}
	if n := len(ways) - 1; len(labels.kept) < n { // all but the one with the body's name
		t.Errorf("%d labels are kept, fewer than %d", len(labels.kept), n)
	}
}

// glyphs gives places and glyphs of all pages.
func glyphs(l *Layout) (all []string) {
	for i := range l.Pages {
		for _, x := range l.Pages[i].Texts {
			all = append(all, fmt.Sprint(x.X, x.Y, x.Size, x.Glyphs))
		}
	}
	return all
}
