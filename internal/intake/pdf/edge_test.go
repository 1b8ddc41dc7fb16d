package pdf

import (
	"fmt"
	"testing"

	"nianbao/internal/intake/original"
)

// TestCellsAcrossTheEdgeOfThePaper: a figure of which the paper shows a part is
// marked; the other cells are not.
func TestCellsAcrossTheEdgeOfThePaper(t *testing.T) {
	for x, want := range map[float64]string{575: "12 false 123 true", 540: "12 false 1234 false"} {
		s := newSheet(sheetStyle{rules: "stroked"})
		s.page()
		right := x + 75
		for _, y := range []float64{100, 130, 160} {
			s.rule(400, y, right, y)
		}
		for _, at := range []float64{400, x - 15, right} {
			s.rule(at, 100, at, 160)
		}
		s.text(420, 120, 12, "12")
		s.text(x, 120, 12, "1234")
		s.text(420, 150, 12, "56")
		d, err := Read("a.pdf", s.bytes())
		if err != nil {
			t.Fatal(err)
		}
		var g *original.Grid
		for _, b := range d.Blocks {
			if is, ok := b.(*original.Grid); ok {
				g = is
			}
		}
		if g == nil || len(g.Cells) < 2 {
			t.Fatalf("no table: %v", d.Blocks)
		}
		first, second := g.Cells[0], g.Cells[1]
		got := fmt.Sprintf("%s %t %s %t", first.Text, !first.Unsure.IsZero(), second.Text, !second.Unsure.IsZero())
		if got != want {
			t.Errorf("at %g: %s, want %s", x, got, want)
		}
	}
}
