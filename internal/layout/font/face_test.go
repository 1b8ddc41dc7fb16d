package font

import (
	"strings"
	"testing"

	"nianbao/internal/unit"
)

func TestBundledFaces(t *testing.T) {
	for _, c := range []struct {
		file, name     string
		cff            bool
		upem, glyphs   int
		ascent, weight int
		descent, caps  int
		width          int // of 中, or of M
	}{
		{"FandolSong-Regular.otf", "FandolSong-Regular", true, 1000, 10379, 800, 400, -200, 600, 1000},
		{"FandolSong-Bold.otf", "FandolSong-Bold", true, 1000, 10378, 880, 400, -120, 600, 1000},
		{"FandolFang-Regular.otf", "FandolFang-Regular", true, 1000, 10365, 880, 400, -120, 600, 1000},
		{"FandolKai-Regular.otf", "FandolKai-Regular", true, 1000, 10361, 880, 400, -120, 600, 1000},
		{"FandolHei-Regular.otf", "FandolHei-Regular", true, 1000, 10304, 880, 400, -120, 600, 1000},
		{"NotoSerifSC-Regular.ttf", "NotoSerifSC-Regular", false, 1000, 30920, 880, 400, -120, 600, 1000},
		{"LiberationSerif-Regular.ttf", "LiberationSerif", false, 2048, 2602, 693, 400, -216, 600, 889},
	} {
		f := bundled(t, c.file)
		m := f.Metrics()
		r := '中'
		if f.Glyph(r) == 0 {
			r = 'M'
		}
		if f.PostScriptName != c.name || f.IsCFF != c.cff || f.UnitsPerEm != c.upem || f.NumGlyphs != c.glyphs {
			t.Errorf("%s: %s, CFF %v, %d units, %d glyphs", c.file, f.PostScriptName, f.IsCFF, f.UnitsPerEm, f.NumGlyphs)
		}
		if m.Ascent != c.ascent || m.Descent != c.descent || m.Weight != c.weight || m.CapHeight < c.caps || m.CapHeight > 900 ||
			m.XMin >= 0 || m.YMin >= 0 || m.XMax < 1000 || m.YMax < m.Ascent-100 || m.ItalicAngle != 0 || m.FixedPitch {
			t.Errorf("%s: %+v", c.file, m)
		}
		if got := f.Width(f.Glyph(r)); got != c.width {
			t.Errorf("%s: %c is %d wide, want %d", c.file, r, got, c.width)
		}
	}
	for _, file := range bundledFiles {
		f := bundled(t, file)
		if strings.ContainsAny(f.PostScriptName, " ()") || strings.Contains(f.PostScriptName, "LXGW") {
			t.Errorf("%s: PostScript name %q", file, f.PostScriptName)
		}
		for id := range f.NumGlyphs {
			if adv := f.Width(uint16(id)); adv < 0 || adv > 3000 {
				t.Fatalf("%s: glyph %d is %d wide", file, id, adv)
			}
		}
	}
}

// Times New Roman's widths, which Word reckons with.
func TestLiberationIsTimes(t *testing.T) {
	f := bundled(t, "LiberationSerif-Regular.ttf")
	for r, want := range map[rune]int{'0': 500, '1': 500, '9': 500, 'A': 722, 'a': 444, 'W': 944, '.': 250, ' ': 250, '-': 333, '%': 833, '@': 921} {
		if got := f.Width(f.Glyph(r)); got != want {
			t.Errorf("%c is %d wide, want %d", r, got, want)
		}
	}
	if got := f.Advance(f.Glyph('0'), 16*unit.Point); got != 8*unit.Point {
		t.Errorf("a figure of 16 pt advances %d EMU, want %d", got, 8*unit.Point)
	}
}

func TestCmapFormatsAgree(t *testing.T) {
	all := splitFont(t, fileBytes(t, "NotoSerifSC-Regular.ttf"))["cmap"]
	maps := make(map[int]cmap)
	for i := range all.u16(2) {
		sub := all.from(all.u32(4 + 8*i + 4))
		switch format := sub.u16(0); format {
		case 4, 12:
			c, err := parseCmap(cmapTable(sub))
			if err != nil {
				t.Fatal(err)
			}
			maps[format] = c
		}
	}
	four, twelve := maps[4], maps[12]
	n := 0
	for r := rune(-1); r < 0x120000; r++ {
		a, b := four.glyph(r), twelve.glyph(r)
		if r > 0xFFFF {
			a = b
		}
		if a != b {
			t.Fatalf("%U: glyph %d in format 4, %d in format 12", r, a, b)
		}
		if b != 0 {
			n++
		}
	}
	each := 0
	twelve.each(func(r rune, id int) {
		if each++; twelve.glyph(r) != id {
			t.Fatalf("each gives %U glyph %d", r, id)
		}
	})
	if n < 30000 || each != n {
		t.Errorf("%d characters, each gives %d", n, each)
	}
}

// The expected glyphs were read by another program.
func TestVariantAndVertical(t *testing.T) {
	f := bundled(t, "NotoSerifSC-Regular.ttf")
	for _, c := range []struct {
		r, selector rune
		want        uint16
	}{
		{0x793C, 0xFE00, 29623}, {0x90CE, 0xFE00, 25754}, {'。', 0xFE01, 30458},
		{'。', 0xFE00, 1137}, // looks like that anyway
		{'国', 0xFE00, 0}, {'。', 0xFE05, 0}, {'。', 0xE0100, 0},
	} {
		id, ok := f.Variant(c.r, c.selector)
		if id != c.want || ok != (c.want != 0) {
			t.Errorf("%U %U: glyph %d %v, want %d", c.r, c.selector, id, ok, c.want)
		}
	}
	for r, want := range map[rune]uint16{'。': 29648, '（': 29661, '“': 29675, '国': 0} {
		if id, ok := f.Vertical(f.Glyph(r)); id != want || ok != (want != 0) {
			t.Errorf("vertical %c: glyph %d %v, want %d", r, id, ok, want)
		}
	}
	if id, ok := bundled(t, "FandolFang-Regular.otf").Vertical(100); ok {
		t.Errorf("FandolFang has a vertical glyph %d", id)
	}
}

func TestCollection(t *testing.T) {
	serif, fang := tiny(t, "LiberationSerif-Regular.ttf", "09Aé"), tiny(t, "FandolFang-Regular.otf", "一国")
	data := collection(t, serif, fang)
	for i, c := range []struct {
		r   rune
		cff bool
	}{{'é', false}, {'国', true}} {
		f, err := Parse("two.ttc", data, i)
		if err != nil {
			t.Fatal(err)
		}
		if f.Glyph(c.r) == 0 || f.IsCFF != c.cff || f.Index != i || f.File != "two.ttc" {
			t.Errorf("face %d: %+v", i, f)
		}
		if _, err := f.Subset(nil, []uint16{0, f.Glyph(c.r)}, "X"); err != nil {
			t.Error(err)
		}
	}
	for _, i := range []int{-1, 2} {
		if _, err := Parse("two.ttc", data, i); err == nil {
			t.Errorf("face %d was found", i)
		}
	}
}
