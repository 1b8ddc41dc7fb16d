package html

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// TestCostGrowsWithThePage: what is long is read at a cost that grows with its length,
// not with its square.
func TestCostGrowsWithThePage(t *testing.T) {
	for name, of := range map[string]func(n int) string{
		"paragraphs in a cell": func(n int) string {
			return "<table><tr><td>1<td>" + strings.Repeat("<p>一段文字。", n) + "</table>"
		},
		"pieces of a text": func(n int) string { return "<p>" + strings.Repeat("<span>文</span>", n) },
		"cells that reach down": func(n int) string {
			var b strings.Builder
			b.WriteString("<table>")
			for i := range n / 20 { // each about the one before
				fmt.Fprintf(&b, "<tr><td colspan=%d><td rowspan=0 colspan=%d>", 900-i, 2*i+1)
			}
			return b.String() + strings.Repeat("<tr><td>1", n) + "</table>"
		},
		"properties of a table": func(n int) string {
			return `<table><tbody style="` + strings.Repeat("a:b;", n) + `">` + strings.Repeat("<tr><td>1", n/20) + "</table>"
		},
		"selectors of a rule": func(n int) string {
			return "<style>" + strings.Repeat(".a,.b", n) + "{" + strings.Repeat("a:b;", n) + "}</style><p>1"
		},
		"deep": func(n int) string { return strings.Repeat("<div>", n/40) + strings.Repeat("<p>一段文字。", n) },
	} {
		if few, many := cost(t, of(2_000)), cost(t, of(16_000)); many > 20*few {
			t.Errorf("%s: %d bytes, and %d for what is eight times as long", name, few, many)
		}
	}
}

// cost gives how many bytes reading a page takes from the heap.
func cost(t *testing.T, page string) uint64 {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := Read("a.html", []byte("<html><body>"+page)); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
