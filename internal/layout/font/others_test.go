package font

import (
	"strings"
	"testing"

	"nianbao/fonts"
)

// TestOthers: any font of the user's folders serves a character that no font
// of a style has, whatever it is called, and it is told why one does not.
func TestOthers(t *testing.T) {
	rare := '\U0002A6D5' // that no bundled font has
	has := func(ps, family string, change func(map[string]table)) []byte {
		file := renamed(t, tiny(t, "FandolKai-Regular.otf", "一国"), change, record{3, 1, nameFamily, family}, record{3, 1, namePostScript, ps})
		all := splitFont(t, file)
		all["cmap"] = cmapTable(cmap12([]rune{'一', rare}))
		return joinFont(all)
	}
	fsType := func(bits int) func(map[string]table) {
		return func(all map[string]table) { put16(all["OS/2"], 8, bits) }
	}
	bold := func(all map[string]table) { put16(all["head"], 44, 1) }
	blank := func() []byte {
		all := splitFont(t, renamed(t, tiny(t, "LiberationSerif-Regular.ttf", " A"), nil, record{3, 1, nameFamily, "Blank"}, record{3, 1, namePostScript, "Blank"}))
		all["cmap"] = cmapTable(cmap12([]rune{rare}))
		return joinFont(all)
	}
	noMap := func() []byte {
		all := splitFont(t, has("NoMap", "No Map", nil))
		all["cmap"] = append16(append16(nil, 0), 0)
		return joinFont(all)
	}
	for _, c := range []struct {
		name   string
		files  map[string][]byte
		want   string // PostScript name; empty: none
		passed string // what is said of the others, in English
	}{
		{"any name", map[string][]byte{"x.otf": has("Mine", "My Own Hand", nil)}, "Mine", ""},
		{"by file name", map[string][]byte{"b.otf": has("B", "B", nil), "a.otf": has("A", "A", nil)}, "A", ""},
		{"plain before bold", map[string][]byte{"a.otf": has("A", "A", bold), "b.otf": has("B", "B", nil)}, "B", ""},
		{"one that a style knows first", map[string][]byte{"a.otf": has("A", "A", nil), "b.otf": has("B", "SimSun-ExtB", nil)}, "B", ""},
		{"bold where there is no other", map[string][]byte{"a.otf": has("A", "A", bold)}, "A", ""},
		{"its licence forbids it", map[string][]byte{"a.otf": has("A", "Alpha", fsType(2)), "b.otf": has("B", "B", nil)}, "B", "Alpha: its licence forbids embedding"},
		{"no other than that", map[string][]byte{"a.otf": has("A", "Alpha", fsType(2))}, "", "Alpha: its licence forbids embedding"},
		{"a blank glyph", map[string][]byte{"a.ttf": blank()}, "", "Blank: its glyph for it is blank"},
		{"no map of characters", map[string][]byte{"a.otf": noMap()}, "", ""},
		{"without the character", map[string][]byte{"a.ttf": tiny(t, "LiberationSerif-Regular.ttf", "09AB")}, "", ""},
		{"no fonts", nil, "", ""},
	} {
		l := open(t, write(t, c.files))
		g, ok, passed := l.Other(rare)
		got := ""
		if ok {
			got = g.Face.PostScriptName
		}
		var said []string
		for _, p := range passed {
			said = append(said, p.Name+": "+p.Why.EN)
		}
		if got != c.want || strings.Join(said, "; ") != c.passed {
			t.Errorf("%s: %q, passed over %q", c.name, got, said)
		}
		if ok && (g.ID == 0 || g.Face.Family == "") {
			t.Errorf("%s: %+v", c.name, g)
		}
		for _, i := range l.Others() {
			if i.Why.IsZero() == (i.Characters == 0) {
				t.Errorf("%s: told %+v", c.name, i)
			}
		}
	}
	if _, found := Open(fonts.Embedded, []string{write(t, map[string][]byte{"a.otf": has("A", "A", fsType(2))})}); len(found) > 0 {
		t.Errorf("a font that no style knows is warned about: %v", found)
	}
}
