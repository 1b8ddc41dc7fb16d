package font

import (
	"encoding/binary"
	"slices"
	"testing"
)

// seeds are small whole fonts of every kind.
func seeds(t testing.TB) [][]byte {
	t.Helper()
	latin := tiny(t, "LiberationSerif-Regular.ttf", "09Aé")
	serif := tiny(t, "NianbaoSerifBold-Supplement.ttf", "玥珺")
	fang := tiny(t, "FandolFang-Regular.otf", "一国")
	all := splitFont(t, fang)
	all["CFF "] = nameKeyed([][]byte{
		{t2endchar},
		{num(1), num(2), t2rmoveto, num(-107), t2callsubr, t2endchar},
		{num(1), num(1), num(65), num(66), t2endchar},
	}, [][]byte{{t2return}}, [][]byte{{num(3), num(-107), t2callgsubr, t2hlineto, t2return}}, 34, 35)
	named := joinFont(all)
	old := splitFont(t, latin)
	old["cmap"] = cmapTable(cmap4([]rune("09Aé")))
	return [][]byte{latin, serif, fang, named, joinFont(old), collection(t, latin, named)}
}

// cmap4 maps the characters to the glyphs 1, 2, 3 …, odd ones through the array
// of glyph numbers.
func cmap4(chars []rune) table {
	n := len(chars)
	words := []int{4, 16 + 8*n + 2*n, 0, 2 * n, 0, 0, 0}
	for _, r := range chars {
		words = append(words, int(r))
	}
	words = append(words, 0)
	for _, r := range chars {
		words = append(words, int(r))
	}
	for i, r := range chars {
		delta := i + 1 - int(r)
		if i%2 == 1 {
			delta = 0
		}
		words = append(words, delta)
	}
	for i := range chars {
		offset := 0
		if i%2 == 1 {
			offset = 2 * n // the same place of the array that follows
		}
		words = append(words, offset)
	}
	for i := range chars {
		words = append(words, i+1)
	}
	var t table
	for _, w := range words {
		t = append16(t, w)
	}
	return t
}

func TestSeeds(t *testing.T) {
	for i, data := range seeds(t) {
		f, err := Parse("seed", data, 0)
		if err != nil {
			t.Fatalf("seed %d: %v", i, err)
		}
		n := 0
		f.cmap.each(func(r rune, id int) {
			if n++; id != n || f.Glyph(r) != uint16(n) {
				t.Errorf("seed %d: %c is glyph %d", i, r, id)
			}
		})
		if n < 2 || f.Characters() != n {
			t.Errorf("seed %d: %d characters", i, n)
		}
		if f.Glyph('0'-1) != 0 || f.Glyph('中') != 0 || f.Glyph(-1) != 0 || f.Glyph(0x10FFFF) != 0 {
			t.Errorf("seed %d has more than it should", i)
		}
	}
}

// exercise uses all of a face; it must do no worse than give an error.
func exercise(t testing.TB, data []byte, gids []uint16) (parsed, cut bool) {
	for index := range 3 {
		f, err := Parse("x.ttf", data, index)
		if err != nil {
			continue
		}
		parsed = true
		f.Metrics()
		if f.Characters() > 0x110000 {
			t.Error("more characters than there are")
		}
		for _, r := range "0Aé一玥\U0002CB5A" {
			if id := f.Glyph(r); int(id) >= f.NumGlyphs {
				t.Errorf("glyph %d of %d", id, f.NumGlyphs)
			}
			f.Variant(r, 0xFE00)
		}
		mayEmbed(f.os2)
		all := []uint16{0}
		for _, id := range append(gids, 1, 2, 3, 4) {
			if int(id) < f.NumGlyphs {
				all = append(all, id)
				f.Width(id)
				f.Vertical(id)
				_ = f.Outline(id, new(bounds)) // an error, or anything
			}
		}
		program, err := f.Subset(nil, all, "X")
		if err != nil {
			continue
		}
		cut = true
		if f.IsCFF {
			if _, err := parseCFF(program, len(all)); err != nil {
				t.Errorf("the subset cannot be read: %v", err)
			}
		} else if table(program).u32(0) != sigTrueType {
			t.Error("the subset is no font")
		}
	}
	return parsed, cut
}

// TestDamaged flips bits, overwrites words and cuts fonts off.
func TestDamaged(t *testing.T) {
	random := uint32(1)
	next := func(n int) int {
		random = random*1664525 + 1013904223
		return int(random>>8) % n
	}
	refused, used, tried := 0, 0, 0
	try := func(data []byte) {
		tried++
		if parsed, cut := exercise(t, data, nil); !parsed || !cut {
			refused++
		} else {
			used++
		}
	}
	for _, seed := range seeds(t) {
		for n := range 200 {
			try(seed[:n*len(seed)/200])
		}
		for i := range 600 {
			data := slices.Clone(seed)
			for range 1 + i%4 {
				at := next(len(data) - 4)
				if i%2 == 0 { // directory and headers are where it hurts
					at = next(min(600, len(data)-4))
				}
				switch i % 3 {
				case 0:
					data[at] ^= 1 << next(8)
				case 1:
					data[at] = byte(next(256))
				default:
					binary.BigEndian.PutUint32(data[at:], []uint32{0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF}[next(5)])
				}
			}
			try(data)
		}
	}
	if tried < 1000 || refused < tried/10 || used < tried/10 {
		t.Errorf("of %d, %d were refused, %d used", tried, refused, used)
	}
}

func TestRefused(t *testing.T) {
	without := func(tag string) []byte {
		all := splitFont(t, tiny(t, "LiberationSerif-Regular.ttf", "0"))
		delete(all, tag)
		return joinFont(all)
	}
	with := func(tag string, change func(table)) []byte {
		all := splitFont(t, tiny(t, "LiberationSerif-Regular.ttf", "0"))
		all[tag] = slices.Clone(all[tag])
		change(all[tag])
		return joinFont(all)
	}
	for name, data := range map[string][]byte{
		"nothing":       nil,
		"text":          []byte("this is no font at all, but long enough"),
		"WOFF":          append([]byte("wOFF"), make([]byte, 100)...),
		"no cmap":       without("cmap"),
		"no glyf":       without("glyf"),
		"no loca":       without("loca"),
		"no head":       without("head"),
		"no hmtx":       without("hmtx"),
		"bad magic":     with("head", func(t table) { t[12] = 0 }),
		"0 units":       with("head", func(t table) { put16(t, 18, 0) }),
		"loca format 2": with("head", func(t table) { put16(t, 50, 2) }),
		"many glyphs":   with("maxp", func(t table) { put16(t, 4, 0xFFFF) }),
		"no metrics":    with("hhea", func(t table) { put16(t, 34, 0) }),
		"symbol cmap":   with("cmap", func(t table) { put16(t, 6, 0) }),
	} {
		f, err := Parse("bad.ttf", data, 0)
		if err == nil {
			t.Errorf("%s: accepted as %+v", name, f)
		} else if d := err.Error(); len(d) < len("bad.ttf: error: ") || d[:8] != "bad.ttf:" {
			t.Errorf("%s: %v does not name the file", name, err)
		}
	}
	if _, err := Parse("good.ttf", with("head", func(table) {}), 0); err != nil {
		t.Error(err)
	}
	// Glyph data behind the end of its table is found when it is used.
	f, err := Parse("bad.ttf", with("loca", func(t table) { put16(t, len(t)-2, 0xFFFF) }), 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Subset(nil, []uint16{0, 1}, "X"); err == nil {
		t.Error("a glyph behind the end of glyf was accepted")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) { exercise(t, data, nil) })
}

// FuzzSubset damages one place of a good font and asks for any glyphs.
func FuzzSubset(f *testing.F) {
	all := seeds(f)
	for i := range all {
		f.Add(uint8(i), uint32(100*i), uint32(i), []byte{1, 2, 3})
	}
	f.Fuzz(func(t *testing.T, seed uint8, at, value uint32, ids []byte) {
		data := slices.Clone(all[int(seed)%len(all)])
		binary.BigEndian.PutUint32(data[at%uint32(len(data)-4):], value)
		gids := make([]uint16, len(ids))
		for i, id := range ids {
			gids[i] = uint16(id)
		}
		exercise(t, data, gids)
	})
}
