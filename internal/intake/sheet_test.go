package intake_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/intake/original"
)

// TestTablesGoOnBelowTheirMark: a table that is parted by a line 续表 is read as one,
// and so is one that is parted by a caption or a unit; the lines are no text of the
// report. Another line parts it.
func TestTablesGoOnBelowTheirMark(t *testing.T) {
	for mark, whole := range map[string]bool{"续表": true, "（续表）": true, "续上表": true, "接上页": true, "表2（续）": true, "- 3 -": true, "— 4 —": true, "第 3 页": true, "本表由办公室统计。": false,
		"单位：件": true, "（单位：件、条）": true, "云汀县住房和城乡建设局\n政府信息公开申请情况统计表": true, "单位：万元": false, "一、补充情况": false} {
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
		between := []original.Block{below}
		for _, line := range slices.Backward(strings.Split(mark, "\n")) {
			between = slices.Insert(between, 0, original.Block(&original.Paragraph{Runs: []original.Run{{Text: line}}}))
		}
		d.Blocks = slices.Insert(d.Blocks, at+1, between...)
		_, r := imported(t, d)
		if got := len(r.Doubts) == 0 && !strings.Contains(strings.ReplaceAll(r.Text, "# ", ""), "\n"+mark); got != whole {
			t.Errorf("%s: read as one: %v; %d doubts", mark, got, len(r.Doubts))
		}
	}
}

// The line becomes a title where the tables around it are none of the form's: these are written
// as the two that they are.
func TestMarkBetweenTablesOfTheText(t *testing.T) {
	_, d := webPage(t, filepath.Join(samples, "county/2021.toml"))
	at := slices.IndexFunc(d.Blocks, func(b original.Block) bool {
		g, ok := b.(*original.Grid)
		return ok && slices.ContainsFunc(g.Cells, func(c *original.Cell) bool { return c.Text == "人大代表建议" })
	})
	if at < 0 {
		t.Fatal("no table in the text")
	}
	again := *d.Blocks[at].(*original.Grid)
	d.Blocks = slices.Insert(d.Blocks, at+1, original.Block(&original.Paragraph{Runs: []original.Run{{Text: "续表"}}}), original.Block(&again))
	_, r := imported(t, d)
	if !strings.Contains(r.Text, "\n[table.t2]\ntitle = \"续表\"\n") || slices.ContainsFunc(r.Remarks, func(m original.Remark) bool { return strings.Contains(m.Text.ZH, "续表") }) {
		t.Errorf("%v\n%s", r.Remarks, r.Text)
	}
}
