package font

import (
	"cmp"
	"maps"
	"slices"
	"testing"
	"unicode/utf16"

	"nianbao/fonts"
)

// bundledFiles are the bundled fonts, those of a chain next to each other.
var bundledFiles = []string{
	"FandolSong-Bold.otf", "NianbaoSerifBold-Supplement.ttf",
	"FandolFang-Regular.otf", "NianbaoWenKaiLight-Supplement.ttf",
	"FandolKai-Regular.otf", "NianbaoWenKai-Supplement.ttf",
	"FandolHei-Regular.otf", "NianbaoSansMedium-Supplement.ttf",
	"FandolSong-Regular.otf", "LiberationSerif-Regular.ttf", "NotoSerifSC-Regular.ttf",
}

func bundled(t testing.TB, name string) *Face {
	t.Helper()
	f, err := Parse(name, fileBytes(t, name), 0)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func fileBytes(t testing.TB, name string) []byte {
	t.Helper()
	data, err := fonts.Embedded.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// splitFont gives the tables of a font file by tag.
func splitFont(t testing.TB, data []byte) map[string]table {
	t.Helper()
	dir, err := directory(inMemory(data), 0)
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]table)
	for r := dir.records; len(r) >= 16; r = r[16:] {
		all[string(r[:4])], _ = dir.get(string(r[:4]), 0)
	}
	return all
}

// joinFont makes a font file of tables.
func joinFont(all map[string]table) []byte {
	signature := sigTrueType
	if all["CFF "] != nil {
		signature = sigOpenType
	}
	var list []namedTable
	for _, tag := range slices.Sorted(maps.Keys(all)) {
		list = append(list, namedTable{tag, slices.Clone(all[tag])})
	}
	return appendFile(nil, signature, list)
}

// gidsOf gives glyph 0 and those of text.
func gidsOf(t testing.TB, f *Face, text string) []uint16 {
	t.Helper()
	gids := []uint16{0}
	for _, r := range text {
		id := f.Glyph(r)
		if id == 0 {
			t.Fatalf("%s has no %c", f.File, r)
		}
		gids = append(gids, id)
	}
	return gids
}

// tiny makes a whole font file of a few characters, in ascending order, of a
// bundled font. Its glyph i+1 is character i.
func tiny(t testing.TB, file, text string) []byte {
	t.Helper()
	f := bundled(t, file)
	gids := gidsOf(t, f, text)
	program, err := f.Subset(nil, gids, "Tiny")
	if err != nil {
		t.Fatal(err)
	}
	whole := splitFont(t, fileBytes(t, file))
	all := map[string]table{"CFF ": program}
	if f.IsCFF {
		all["head"] = whole["head"]
		all["hhea"] = slices.Clone(whole["hhea"])
		put16(all["hhea"], 34, len(gids))
		all["maxp"] = append16(append32(nil, 0x5000), len(gids))
		for _, id := range gids {
			all["hmtx"] = append16(append16(all["hmtx"], f.advance(id)), f.bearing(id))
		}
	} else {
		all = splitFont(t, program)
	}
	all["OS/2"], all["post"] = whole["OS/2"], append32(slices.Clone(whole["post"][:32]), 0)
	put32(all["post"], 0, 0x30000)
	all["cmap"] = cmapTable(cmap12([]rune(text)))
	all["name"] = nameTable(record{3, 1, nameFamily, "Tiny"}, record{3, 1, namePostScript, "Tiny"})
	return joinFont(all)
}

// cmapTable makes a table of one subtable for 3.1 or 3.10.
func cmapTable(sub table) table {
	encoding := 1
	if sub.u16(0) == 12 {
		encoding = 10
	}
	t := append16(append16(nil, 0), 1)
	t = append32(append16(append16(t, 3), encoding), 12)
	return append(t, sub...)
}

// cmap12 maps the characters to the glyphs 1, 2, 3 …
func cmap12(chars []rune) table {
	t := append32(append16(append16(nil, 12), 0), 16+12*len(chars))
	t = append32(append32(t, 0), len(chars))
	for i, r := range chars {
		t = append32(append32(append32(t, int(r)), int(r)), i+1)
	}
	return t
}

// record is a name record.
type record struct {
	platform, encoding, id int
	text                   string // bytes as they stand when platform and encoding are not Unicode
}

func nameTable(records ...record) table {
	slices.SortStableFunc(records, func(a, b record) int { return cmp.Compare(a.id, b.id) })
	t := append16(append16(append16(nil, 0), len(records)), 6+12*len(records))
	var strs []byte
	for _, r := range records {
		raw := []byte(r.text)
		if r.platform == 0 || r.platform == 3 && r.encoding != 3 {
			raw = nil
			for _, u := range utf16.Encode([]rune(r.text)) {
				raw = append16(raw, int(u))
			}
		}
		for _, v := range []int{r.platform, r.encoding, 0x409, r.id, len(raw), len(strs)} {
			t = append16(t, v)
		}
		strs = append(strs, raw...)
	}
	return append(t, strs...)
}

// renamed makes a font file with other names, and changes tables as asked.
func renamed(t testing.TB, data []byte, change func(map[string]table), records ...record) []byte {
	t.Helper()
	all := splitFont(t, data)
	all["name"] = nameTable(records...)
	if change != nil {
		for _, tag := range []string{"OS/2", "head"} {
			all[tag] = slices.Clone(all[tag])
		}
		change(all)
	}
	return joinFont(all)
}

// collection makes a TTC of font files.
func collection(t testing.TB, files ...[]byte) []byte {
	t.Helper()
	out := append32(append32([]byte("ttcf"), 0x10000), len(files))
	starts := len(out)
	out = append(out, make([]byte, 4*len(files))...)
	for i, file := range files {
		put32(out, starts+4*i, len(out))
		base := len(out)
		out = append(out, file...)
		for r := range table(file).u16(4) { // offsets count from the file's start
			at := base + 12 + 16*r + 8
			put32(out, at, table(out).u32(at)+base)
		}
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}
