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

// TestOtherFiguresBesideTheTable: what else a part says of a row, in another table or
// on a line, marks the row where the figure is not the same.
func TestOtherFiguresBesideTheTable(t *testing.T) {
	line := func(s string) original.Block { return &original.Paragraph{Runs: []original.Run{{Text: s}}} }
	head := []string{"信息内容", "本年处理决定数量"}
	for _, c := range []struct {
		name   string
		more   []original.Block
		marked bool
	}{
		{"another table", []original.Block{line("更正如下。"), gridOf(head, []string{"行政许可", "99"}, []string{"行政处罚", "98"})}, true},
		{"a row", []original.Block{line("更正如下。"), gridOf([]string{"行政许可", "99"})}, true},
		{"a line", []original.Block{line("行政许可 99")}, true},
		{"a line with a unit", []original.Block{line("行政许可：99件")}, true},
		{"the same", []original.Block{line("行政许可：1517件"), gridOf(head, []string{"行政许可", "1517"}, []string{"行政处罚", "48"})}, false},
		{"two years", []original.Block{line("比较如下。"), gridOf([]string{"类别", "2022年", "2023年"}, []string{"行政许可", "99", "1517"}), line("今年的数字如下。")}, false},
		{"a sentence", []original.Block{line("行政许可 99 件是去年的。")}, false},
		{"another part", []original.Block{line("行政许可 99")}, false},
	} {
		for _, above := range []bool{false, true} {
			_, d := webPage(t, filepath.Join(samples, "county/2023.toml"))
			at := slices.IndexFunc(d.Blocks, func(b original.Block) bool {
				g, ok := b.(*original.Grid)
				return ok && slices.ContainsFunc(g.Cells, func(c *original.Cell) bool { return c.Text == "行政许可" })
			})
			if c.name == "another part" {
				at = slices.IndexFunc(d.Blocks, func(b original.Block) bool {
					p, ok := b.(*original.Paragraph)
					return ok && p.Text() == "一、总体情况"
				})
			}
			if !above || c.name == "another part" {
				at++
			}
			d.Blocks = slices.Insert(d.Blocks, at, slices.Clone(c.more)...)
			if got := isMarked(t, d, licenceKey); got != c.marked {
				t.Errorf("%s, above: %v: marked: %v", c.name, above, got)
			}
		}
	}
}

// gridOf makes a table of its rows.
func gridOf(rows ...[]string) *original.Grid {
	g := &original.Grid{Rows: len(rows)}
	for r, row := range rows {
		for c, t := range row {
			k := &original.Cell{RowSpan: 1, ColSpan: 1, Text: t}
			k.Row, k.Column = r+1, c+1
			g.Cells = append(g.Cells, k)
			g.Columns = max(g.Columns, c+1)
		}
	}
	return g
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
