package intake_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/intake"
	"nianbao/internal/intake/original"
)

// TestChaptersOfOnesOwn: a report with other chapters than the form's parts comes back
// with them, though nobody named its form, and each table that it lacks is told of. A
// report whose headings are the form's keeps its form, and the figures of a table that
// was lost are marked one by one.
func TestChaptersOfOnesOwn(t *testing.T) {
	want, d := webPage(t, filepath.Join(samples, "forms/chapters-2024.toml"))
	got, r := imported(t, d)
	if _, marked := figuresAgree(t, want, got, r); marked > 0 || len(r.Doubts) != 2 || !strings.Contains(r.Doubts[0].Why.ZH, "没有这张表") {
		t.Errorf("%d figures are marked, doubts %+v", marked, r.Doubts)
	}
	for p := range paragraphs(want.Report) {
		if !strings.Contains(r.Text, p) {
			t.Errorf("lost: %s", p)
		}
	}

	want, d = webPage(t, filepath.Join(samples, "county/2023.toml"))
	at := slices.IndexFunc(d.Blocks, func(b original.Block) bool {
		g, ok := b.(*original.Grid)
		return ok && slices.ContainsFunc(g.Cells, func(c *original.Cell) bool { return c.Text == "行政许可" })
	})
	d.Blocks = slices.Delete(d.Blocks, at, at+1)
	got, r = imported(t, d)
	if got.Form != want.Form || !slices.ContainsFunc(r.Doubts, func(x intake.Doubt) bool { return x.Key == licenceKey }) {
		t.Errorf("form %s, %d doubts", got.Form.Name, len(r.Doubts))
	}

	// Cut off behind its first table, and without that table's heading.
	want, d = webPage(t, filepath.Join(samples, "county/2023.toml"))
	at = slices.IndexFunc(d.Blocks, func(b original.Block) bool {
		p, ok := b.(*original.Paragraph)
		return ok && strings.HasPrefix(p.Text(), "三、")
	})
	d.Blocks = slices.DeleteFunc(d.Blocks[:at], func(b original.Block) bool {
		p, ok := b.(*original.Paragraph)
		return ok && strings.HasPrefix(p.Text(), "二、")
	})
	got, r = imported(t, d)
	if got.Form != want.Form || !slices.ContainsFunc(r.Doubts, func(x intake.Doubt) bool { return x.Key == "review.review.upheld" }) {
		t.Errorf("cut off: form %s, %d doubts", got.Form.Name, len(r.Doubts))
	}
}
