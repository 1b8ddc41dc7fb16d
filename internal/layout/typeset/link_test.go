package typeset

import (
	"strings"
	"testing"
)

// A cell that leads to a heading: its rectangle, its element within the cell's,
// and where the heading stands on its page, in some pages of the layout too.
func TestLinks(t *testing.T) {
	table := grid(2, 1, 1)
	table.Rows[1].Cells[0].To = "二、末"
	l := mustSet(t, newDoc(para("heading", "一、首"), table, body(28*30), para("heading", "二、末")))
	at := l.Outline[1]
	links := l.Pages[0].Links
	if len(links) != 1 || links[0].To != at || at.Page != 1 {
		t.Fatalf("%+v; the heading is at %+v", links, at)
	}
	k := links[0]
	if k.Node.Tag != TagLink || k.W != table.Columns[0] || k.H <= 0 {
		t.Errorf("%+v", k)
	}
	for _, text := range l.Pages[0].Texts {
		if in := text.X >= k.X && text.X < k.X+k.W && text.Y > k.Y && text.Y < k.Y+k.H; in != (text.Node == k.Node) {
			t.Errorf("text at %v, %v: in the rectangle %v, of the link's element %v", text.X, text.Y, in, text.Node == k.Node)
		}
	}
	if moved := l.Only(1, 2).Pages[0].Links[0].To; moved != at {
		t.Errorf("in all pages: %+v", moved)
	}
	for i, want := range []int{at.Page, at.Page - 1} {
		l.Pages[1].Links = l.Pages[0].Links
		if got := l.Only(i+1, 2).Pages[0].Links[0].To.Page; got != want {
			t.Errorf("from page %d: page %d, want %d", i+1, got, want)
		}
	}
}

func TestLinkToNowhere(t *testing.T) {
	table := grid(2, 1)
	table.Rows[0].Cells[0].To = "三、没有"
	if _, err := set(t, newDoc(table), Options{}); err == nil || !strings.Contains(err.Error(), "三、没有") {
		t.Error(err)
	}
}
