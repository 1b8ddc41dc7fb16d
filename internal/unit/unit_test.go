package unit

import "testing"

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
