package intake_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/intake/original"
)

// TestTablesGoOnBelowTheirMark: a table that is parted by a line 续表 is read as one,
// and the line is no text of the report; another line parts it.
func TestTablesGoOnBelowTheirMark(t *testing.T) {
	for mark, whole := range map[string]bool{"续表": true, "（续表）": true, "续上表": true, "接上页": true, "表2（续）": true, "本表由办公室统计。": false} {
		_, d := webPage(t, filepath.Join(samples, "county/2023.toml"))
		at := slices.IndexFunc(d.Blocks, func(b original.Block) bool { g, ok := b.(*original.Grid); return ok && g.Rows > 20 })
		if at < 0 {
			t.Fatal("no long table")
		}
		above := d.Blocks[at].(*original.Grid)
		below := &original.Grid{Place: above.Place, Columns: above.Columns, Rows: above.Rows - 8}
		cells := above.Cells
		above.Cells, above.Rows = nil, 8
		for _, c := range cells {
			if c.Row <= 8 {
				above.Cells = append(above.Cells, c)
				continue
			}
			c.Row -= 8
			below.Cells = append(below.Cells, c)
		}
		line := &original.Paragraph{Runs: []original.Run{{Text: mark}}}
		d.Blocks = slices.Insert(d.Blocks, at+1, original.Block(line), original.Block(below))
		_, r := imported(t, d)
		if got := len(r.Doubts) == 0 && !strings.Contains(r.Text, "\n"+mark); got != whole {
			t.Errorf("%s: read as one: %v; %d doubts", mark, got, len(r.Doubts))
		}
	}
}
