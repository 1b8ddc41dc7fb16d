package font

import (
	"testing"

	"nianbao/fonts"
	"nianbao/internal/unit"
)

const benchText = "根据《中华人民共和国政府信息公开条例》规定和县政府办公室关于做好年度报告编制发布工作的通知，面积1260㎡。张玥、李珺、王堃、𬭚"

var styleKeys = []string{"xiaobiaosong", "fangsong", "kaiti", "heiti", "songti", "times"}

func open(t testing.TB, dirs ...string) *Library {
	t.Helper()
	l, found := Open(fonts.Embedded, dirs)
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return l
}

func chain(t testing.TB, l *Library, style string) *Chain {
	t.Helper()
	c, err := l.Chain(style)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// BenchmarkOpen opens the library and the chains of all styles.
func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		l := open(b)
		for _, s := range styleKeys {
			chain(b, l, s)
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	c := chain(b, open(b), "fangsong")
	text := []rune(benchText)
	b.ReportAllocs()
	for b.Loop() {
		for _, r := range text {
			g, _ := c.Lookup(r)
			g.Face.Advance(g.ID, 16*unit.Point)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(text)), "ns/char")
}

func BenchmarkSubset(b *testing.B) {
	l := open(b)
	for _, c := range []struct {
		style string
		link  int
	}{{"fangsong", 0}, {"fangsong", 2}, {"times", 0}} {
		f := chain(b, l, c.style).Links()[c.link].Face
		gids := make([]uint16, 500)
		for i := range gids {
			gids[i] = uint16(i * (f.NumGlyphs - 1) / 500)
		}
		b.Run(f.PostScriptName, func(b *testing.B) {
			b.ReportAllocs()
			var dst []byte
			for b.Loop() {
				var err error
				if dst, err = f.Subset(dst[:0], gids, "ABCDEF+Bench"); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(dst)), "bytes")
		})
	}
}
