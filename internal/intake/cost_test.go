package intake_test

import (
	"runtime"
	"testing"

	"nianbao/internal/intake"
	"nianbao/internal/intake/original"
)

// What paragraphs say is told once, however many places there are at which a table
// without rules may begin: it was told again from each of them on.
func TestCostGrowsWithTheDocument(t *testing.T) {
	cost := func(n int) uint64 {
		d := &original.Document{Name: "a"}
		for _, text := range []string{"某局2022年政府信息公开工作年度报告", "一、总体情况"} {
			d.Blocks = append(d.Blocks, &original.Paragraph{Runs: []original.Run{{Text: text}}})
		}
		for range n {
			d.Blocks = append(d.Blocks, &original.Paragraph{Runs: []original.Run{{Text: "本年新收政府信息公开申请数量"}}})
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := intake.Make(d, builder().Forms, intake.Options{Stem: "a"}); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	cost(10) // forms are read once
	if few, many := cost(400), cost(3200); many > 20*few {
		t.Errorf("%d bytes, and %d for what is eight times as long", few, many)
	}
}

// One picture may be named again and again; they share a budget.
func TestPicturesAreBounded(t *testing.T) {
	d := &original.Document{Name: "a"}
	for _, text := range []string{"某局2022年政府信息公开工作年度报告", "一、总体情况"} {
		d.Blocks = append(d.Blocks, &original.Paragraph{Runs: []original.Run{{Text: text}}})
	}
	gif := []byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;")
	for range 600 {
		d.Blocks = append(d.Blocks, &original.Picture{Name: "a.gif", Data: gif})
	}
	r, err := intake.Make(d, builder().Forms, intake.Options{Stem: "a"})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Pictures) != 500 || len(r.Doubts) < 100 {
		t.Errorf("%d pictures, %d doubts", len(r.Pictures), len(r.Doubts))
	}
}
