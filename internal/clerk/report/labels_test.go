package report

import "testing"

func TestNames(t *testing.T) {
	s := RowSchema{Key: "licence", Columns: []string{"decisions", "x"}, Label: "行政许可", Heads: []string{"本年处理决定数量"}}
	for got, want := range map[string]string{s.Named(): "行政许可（licence）", s.Head("decisions"): "本年处理决定数量", s.Head("x"): "x",
		s.headsOf(s.Columns): "本年处理决定数量、x", (&RowSchema{Key: "a"}).Named(): "a"} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
