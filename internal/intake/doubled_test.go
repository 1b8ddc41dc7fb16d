package intake_test

import (
	"path/filepath"
	"slices"
	"testing"

	"nianbao/internal/intake/original"
	"nianbao/internal/intake/text"
)

// doubled puts a row in again, at the end of its table or below itself, its figures
// changed by n.
func doubled(d *original.Document, isRow func(row []*original.Cell) bool, atEnd bool, change func(string) string) bool {
	done := false
	eachGrid(d, func(g *original.Grid) {
		rows := make([][]*original.Cell, g.Rows+1)
		for _, c := range g.Cells {
			rows[c.Row] = append(rows[c.Row], c)
		}
		at := slices.IndexFunc(rows, isRow)
		if at < 0 || done {
			return
		}
		done = true
		to := at + 1
		if atEnd {
			to = g.Rows + 1
		}
		for _, c := range g.Cells {
			if c.Row >= to {
				c.Row++
			}
		}
		for _, c := range rows[at] {
			again := *c
			again.Row = to
			if isFigure(c.Text) {
				again.Text = change(c.Text)
			}
			g.Cells = append(g.Cells, &again)
		}
		g.Rows++
		slices.SortStableFunc(g.Cells, func(a, b *original.Cell) int { return a.Row - b.Row })
	})
	return done
}

// TestRowsThatStandTwiceAreMarked: a row that the original has twice is marked where
// the figures are not the same, and only there.
func TestRowsThatStandTwiceAreMarked(t *testing.T) {
	named := func(row []*original.Cell) bool { return len(row) > 1 && row[0].Text == "行政处罚" }
	nameless := func(row []*original.Cell) bool { return len(row) > 10 && isFigure(row[0].Text) }
	other := func(figure string) string { return figure + "1" }
	for _, c := range []struct {
		name   string
		row    func([]*original.Cell) bool
		atEnd  bool
		change func(string) string
		key    string
		marked bool
	}{
		{"below itself", named, false, other, "disclosure.penalty.decisions", true},
		{"at the end", named, true, other, "disclosure.penalty.decisions", true},
		{"the later one is empty", named, true, func(string) string { return "无" }, "disclosure.penalty.decisions", true},
		{"told by its place", nameless, false, other, "review.review.upheld", true},
		{"the same figures", named, false, func(s string) string { return s }, "disclosure.penalty.decisions", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, d := webPage(t, filepath.Join(samples, "county/2023.toml"))
			if !doubled(d, c.row, c.atEnd, c.change) {
				t.Fatal("the page has no such row")
			}
			docs := []*original.Document{d}
			if c.marked {
				plain, err := text.Read("report.txt", []byte(asText(d, func(g *original.Grid) string { return rowsOfText(g, "", "\n", "") })))
				if err != nil {
					t.Fatal(err)
				}
				docs = append(docs, plain)
			}
			for _, x := range docs {
				if got := isMarked(t, x, c.key); got != c.marked {
					t.Errorf("%s: marked: %v", x.Format, got)
				}
			}
		})
	}
}

func isMarked(t *testing.T, d *original.Document, key string) bool {
	t.Helper()
	_, r := imported(t, d)
	for _, x := range r.Doubts {
		if x.Key == key {
			return true
		}
	}
	return false
}
