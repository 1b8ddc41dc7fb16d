package typeset

import (
	"strings"
	"testing"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

func TestSealedSignature(t *testing.T) {
	em := 315 * unit.Twip
	right := 184 * unit.Millimetre
	for _, c := range []struct {
		name, date string
		gap        unit.Length // between the date's end and the edge; -1: any
	}{
		{"行政审批服务局", "2021年1月7日", 4 * em},
		{"某局", "2021年12月27日", 4 * em},
		{"", "2021年1月7日", 4 * em},
		{"某县行政审批服务管理局（政务服务中心）办公室", "2021年1月7日", -1},
		{strings.Repeat("很长的名称", 12), "2021年1月7日", -1},
	} {
		l := mustSet(t, newDoc(body(30), &document.Signature{Style: "signature", Name: document.Run{Text: c.name}, Date: document.Run{Text: c.date}, Blank: 1, Sealed: true}))
		s := l.Signature
		if s == nil || s.Page != 0 || s.Node == nil {
			t.Fatalf("%q: signature %+v", c.name, s)
		}
		ends := map[unit.Length][2]unit.Length{} // by the baseline
		var last unit.Length
		for _, tx := range l.Pages[0].Texts {
			if tx.Node == nil || tx.Y < s.Box.Y {
				continue
			}
			end := tx.X
			for _, g := range tx.Glyphs {
				end += g.Advance
			}
			e, ok := ends[tx.Y]
			if !ok {
				e[0] = tx.X
			}
			e[1] = end
			ends[tx.Y], last = e, tx.Y
		}
		date := ends[last]
		near := func(what string, got, want unit.Length) {
			t.Helper()
			if off := got - want; off > 2*unit.Twip || off < -2*unit.Twip {
				t.Errorf("%q: %s %v, want %v", c.name, what, got, want)
			}
		}
		if c.gap >= 0 {
			near("date ends before the edge by", right-date[1], c.gap)
		}
		if name, ok := ends[last-pitch]; ok && len(ends) == 2 {
			near("the name's middle", (name[0]+name[1])/2, (date[0]+date[1])/2)
		}
		for y, e := range ends {
			if e[1] > right+2*unit.Twip || e[0] < s.Box.X || e[1] > s.Box.X+s.Box.W+2*unit.Twip {
				t.Errorf("%q: a line from %v to %v at %v, box %+v", c.name, e[0], e[1], y, s.Box)
			}
		}
		if want := unit.Length(len(ends)) * pitch; s.Box.H != want || s.Box.Y-s.Above != 2*pitch {
			t.Errorf("%q: box %+v below %v, want a height of %v", c.name, s.Box, s.Above, want)
		}
	}
}
