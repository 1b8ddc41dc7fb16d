package pdf

import (
	"testing"

	"nianbao/internal/intake/original"
	"nianbao/internal/unit"
)

func TestSmallDigits(t *testing.T) {
	run := func(text string, points float64) original.Run {
		return original.Run{Text: text, Size: unit.Points(points)}
	}
	for _, c := range []struct {
		runs []original.Run
		want bool
	}{
		{nil, false},
		{[]original.Run{run("6592", 12)}, false},
		{[]original.Run{run("6592", 12), run("1", 8)}, true},
		{[]original.Run{run("6592", 12), run("件", 8)}, false},
		{[]original.Run{run("65", 12), run("92", 11.5)}, false},
		{[]original.Run{run("6592", 12), run("1", 0)}, false},
	} {
		if got := smallDigits(&original.Paragraph{Runs: c.runs}); got != c.want {
			t.Errorf("%v: %t", c.runs, got)
		}
	}
}
