package document

import (
	"testing"

	"nianbao/internal/unit"
)

func TestSpansAddUp(t *testing.T) {
	tb := &Table{}
	for range 7 {
		tb.Columns = append(tb.Columns, unit.Millimetres(22.3))
	}
	var sum unit.Length
	for c := range tb.Columns {
		if tb.Span(c, 1)%unit.Twip != 0 {
			t.Errorf("column %d: %v is no whole number of twips", c, tb.Span(c, 1))
		}
		sum += tb.Span(c, 1)
	}
	if all := tb.Span(0, 7); sum != all || all.Twips() != tb.Width().Twips() {
		t.Errorf("the columns add up to %d twips, the table has %d and %d", sum.Twips(), all.Twips(), tb.Width().Twips())
	}
}

func TestRoomIsWhatTheWordFileLeaves(t *testing.T) {
	tb := &Table{Columns: []unit.Length{1000 * unit.Twip, 500 * unit.Twip}, MarginX: 45 * unit.Twip}
	for col, want := range []int{1000 - 2*42 - 1, 500 - 2*42 - 1} {
		if got := tb.Room(&Cell{Col: col, ColSpan: 1}).Twips(); got != want {
			t.Errorf("column %d has room for %d twips, want %d", col, got, want)
		}
	}
	tb.MarginX = unit.Twip
	if got := tb.SideMargin(); got != 0 {
		t.Errorf("a margin of %v", got)
	}
}
