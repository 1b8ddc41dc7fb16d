package grid

import (
	"fmt"
	"strings"
	"testing"

	"nianbao/internal/clerk/source"
)

// rows makes the places of a grid of texts.
func rows(t *testing.T, text string) (*source.Decoder, [][]Place) {
	t.Helper()
	f, err := source.Parse("a.toml", []byte("grid = "+text+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	var g [][]Place
	for _, row := range f.Root.Get("grid").Items {
		var ps []Place
		for _, n := range row.Items {
			ps = append(ps, Place{Node: n})
		}
		g = append(g, ps)
	}
	return source.NewDecoder(f), g
}

func TestClose(t *testing.T) {
	for _, tt := range []struct{ name, grid, cells, wrong string }{
		{"no merges", `[["a", "b"], ["c", 1]]`, "a1x1 b1x1 c1x1 11x1", ""},
		{"to the left", `[["a", "<", "<"], ["b", "c", "<"]]`, "a1x3 b1x1 c1x2", ""},
		{"a block", `[["a", "<", "b"], ["^", "<", "c"], ["^", "^", "d"]]`, "a3x2 b1x1 c1x1 d1x1", ""},
		{"left of the first column", `[["<", "b"]]`, "", "there is no cell at the left"},
		{"above the first row", `[["a", "^"]]`, "", "there is no cell above"},
		{"an L", `[["a", "<"], ["^", "b"]]`, "", "“a” is no rectangle: it begins in row 1, column 1 and spans 2 rows and 2 columns, but row 2, column 2"},
		{"through another cell", `[["a", "<"], ["b", "^"]]`, "", "is no rectangle"},
	} {
		d, g := rows(t, tt.grid)
		ok := Close(d, g)
		if ok != (tt.wrong == "") || !ok && !strings.Contains(d.List.Error(), tt.wrong) {
			t.Errorf("%s: %v, told %v", tt.name, ok, d.List)
			continue
		}
		var cells []string
		for r := range g {
			for c := range g[r] {
				if p := &g[r][c]; ok && !p.Merged() {
					cells = append(cells, fmt.Sprintf("%s%dx%d", p.Node.Text, p.RowSpan, p.ColSpan))
				}
			}
		}
		if got := strings.Join(cells, " "); got != tt.cells {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.cells)
		}
	}
}

func TestCutByHeader(t *testing.T) {
	d, g := rows(t, `[["a", "b"], ["^", "c"], ["d", "e"]]`)
	if !Close(d, g) {
		t.Fatal(d.List)
	}
	if cut, r, c, end := CutByHeader(g, 1); cut == nil || cut.Node.Text != "a" || r != 1 || c != 1 || end != 2 {
		t.Errorf("one row: %v, %d, %d, %d", cut, r, c, end)
	}
	if cut, _, _, _ := CutByHeader(g, 2); cut != nil {
		t.Errorf("two rows: %v", cut)
	}
}
