package unit

import "testing"

func TestAppendPoints(t *testing.T) {
	for _, c := range []struct {
		l    Length
		want string
	}{
		{0, "0"}, {Point, "1"}, {-Point, "-1"}, {Dot, "0.12"}, {Point / 2, "0.5"}, {Millimetre, "2.835"},
		{-Twip, "-0.05"}, {Points(595.276), "595.276"}, {1, "0"}, {-1, "0"}, {Points(0.001), "0.001"},
	} {
		if got := string(c.l.AppendPoints(nil)); got != c.want {
			t.Errorf("%d: %s, want %s", c.l, got, c.want)
		}
	}
}

func TestRounding(t *testing.T) {
	for _, c := range []struct{ got, want Length }{
		{Length(5).Scale(1, 2), 3}, {Length(-5).Scale(1, 2), -3}, {Length(4).Scale(1, 3), 1},
		{Length(2285).Snap(Dot), Dot}, {Length(2286).Snap(Dot), 2 * Dot}, {Length(-2286).Snap(Dot), -2 * Dot},
		{Length(Millimetres(28).Twips()), 1587}, {Length(Millimetres(156).Twips()), 8844},
	} {
		if c.got != c.want {
			t.Errorf("got %d, want %d", c.got, c.want)
		}
	}
}
