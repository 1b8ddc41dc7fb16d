package font

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"nianbao/fonts"
	"nianbao/internal/diag"
)

var chineseStyles = []string{"xiaobiaosong", "fangsong", "kaiti", "heiti", "songti"}

func TestChainsAreComplete(t *testing.T) {
	l := open(t)
	if got := l.Keys(); !slices.Equal(got, styleKeys) {
		t.Fatalf("styles %v", got)
	}
	hanzi := strings.ReplaceAll(string(fileBytes(t, hanziFile)), "\n", "")
	if n := len([]rune(hanzi)); n != 8105 {
		t.Fatalf("%s has %d characters", hanziFile, n)
	}
	text := hanzi + "㎡²³㎏㎞①⑳㈠㊀ⅠⅫ℃‰№％×÷±≤≥○●☆★■□△▲→、。，；：？！“”‘’（）《》〈〉【】〔〕——……·～￥Ａａ０〇" +
		"玥珺堃喆璟祎镕旻翀垚" + "𬭚" + "0123456789ABCabc@.-/:_%+=#&*()[]"
	for _, key := range chineseStyles {
		c := chain(t, l, key)
		for _, r := range text {
			g, ok := c.Lookup(r)
			if !ok {
				t.Errorf("%s lacks %c %U", key, r, r)
				continue
			}
			if r > 0x3400 && r < 0xA000 && g.Face.Width(g.ID) != 1000 {
				t.Errorf("%s: %c is %d wide", key, r, g.Face.Width(g.ID))
			}
		}
		for _, r := range "\U0010FFFF\uE123" {
			if _, ok := c.Lookup(r); ok {
				t.Errorf("%s has %U", key, r)
			}
		}
	}
}

func TestChainOrder(t *testing.T) {
	c := chain(t, open(t), "fangsong")
	for _, x := range []struct {
		r     rune
		name  string
		shift int
	}{
		{'国', "FandolFang-Regular", 0},
		{'“', "FandolFang-Regular", 0},
		{'玥', "NianbaoWenKaiLight-Supplement", -47},
		{'㎡', "NianbaoWenKaiLight-Supplement", -47},
		{'é', "FandolFang-Regular", 0},
		{'ñ', "NianbaoWenKaiLight-Supplement", 0}, // Latin keeps its baseline
		{'㐀', "NotoSerifSC-Regular", -75},
	} {
		g, ok := c.Lookup(x.r)
		if !ok || g.Face.PostScriptName != x.name || int(g.Shift) != x.shift || g.ID != g.Face.Glyph(x.r) {
			t.Errorf("%c: %+v %v", x.r, g, ok)
		}
	}
	if g, ok := c.LookupVariant('礼', 0xFE00); !ok || g.Face.PostScriptName != "NotoSerifSC-Regular" || g.ID != 29623 {
		t.Errorf("礼 with a selector: %+v %v", g, ok)
	}
	if g, ok := c.LookupVariant('国', 0xFE00); ok {
		t.Errorf("a pair that no face knows: %+v", g)
	}
}

func TestStyles(t *testing.T) {
	l := open(t)
	all, err := l.Styles()
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range all {
		missing := 0
		if s.Key == "times" {
			missing = 8105
		}
		if s.Key != styleKeys[i] || s.Name == "" || s.Word != l.WordFont(s.Key).Name || len(s.Missing) != missing {
			t.Errorf("%s %s %s: %d missing", s.Key, s.Name, s.Word, len(s.Missing))
		}
		w := l.WordFont(s.Key)
		if len(w.Alt) == 0 || len(w.Panose) != 20 || len(w.Sig) != 6 || w.Pitch == "" || w.Family == "" {
			t.Errorf("%s: what Word is told of it: %+v", s.Key, w)
		}
		for _, f := range s.Faces {
			if f.User || f.PostScriptName == "" || f.Characters < 1000 {
				t.Errorf("%s: %+v", s.Key, f)
			}
		}
	}
	if n := all[1].Faces[0].Characters; n != 10273 {
		t.Errorf("FandolFang has %d characters", n)
	}
	for style, want := range map[string]string{"fangsong": "仿宋_GB2312", "times": "Times New Roman", "": "", "comic": ""} {
		if got := l.WordFont(style).Name; got != want {
			t.Errorf("Word's name of %q is %q, want %q", style, got, want)
		}
	}
	if _, err := l.Chain("comic"); err == nil || !strings.Contains(err.Error(), "comic") {
		t.Errorf("unknown style: %v", err)
	}
}

// write puts files into a new folder.
func write(t *testing.T, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestUserFonts(t *testing.T) {
	base := tiny(t, "LiberationSerif-Regular.ttf", "09AB")
	cffBase := tiny(t, "FandolKai-Regular.otf", "一国")
	named := func(file []byte, ps string, change func(map[string]table), more ...record) []byte {
		return renamed(t, file, change, append(more, record{3, 1, namePostScript, ps})...)
	}
	family := func(name string) record { return record{3, 1, nameFamily, name} }
	fsType := func(bits int) func(map[string]table) {
		return func(all map[string]table) { put16(all["OS/2"], 8, bits) }
	}
	bold := func(all map[string]table) { put16(all["head"], 44, 1) }
	for _, c := range []struct {
		name  string
		files map[string][]byte
		style string
		want  string // PostScript names of the user's faces
		warn  string // files warned about
	}{
		{"Chinese family", map[string][]byte{"仿宋.ttf": named(base, "A", nil, family("仿宋_GB2312"))}, "fangsong", "A", ""},
		{"English family, other letters", map[string][]byte{"x.TTF": named(base, "A", nil, family("fangsong gb2312"))}, "fangsong", "A", ""},
		{"CFF", map[string][]byte{"x.otf": named(cffBase, "K", nil, family("楷体"))}, "kaiti", "K", ""},
		{"PostScript name alone", map[string][]byte{"x.ttf": named(base, "FZXBSJW--GB1-0", nil)}, "xiaobiaosong", "FZXBSJW--GB1-0", ""},
		{"full name alone", map[string][]byte{"x.ttf": named(base, "A", nil, record{3, 1, nameFull, "方正小标宋简体"})}, "xiaobiaosong", "A", ""},
		{"GBK name of old Windows", map[string][]byte{"x.ttf": named(base, "A", nil, record{3, 3, nameFamily, "\xba\xda\xcc\xe5"})}, "heiti", "A", ""},
		{"GB2312 name of old Mac", map[string][]byte{"x.ttf": named(base, "A", nil, record{1, 25, nameFamily, "\xcb\xce\xcc\xe5"})}, "songti", "A", ""},
		{"Mac Roman name", map[string][]byte{"x.ttf": named(base, "A", nil, record{1, 0, nameFamily, "SimSun"})}, "songti", "A", ""},
		{"a folder in the folder", map[string][]byte{"a/b/x.ttf": named(base, "A", nil, family("SimHei"))}, "heiti", "A", ""},
		{"best name first", map[string][]byte{
			"1.ttf": named(base, "Old", nil, family("华文仿宋")), "2.ttf": named(base, "New", nil, family("仿宋_GB2312"))},
			"fangsong", "New Old", ""},
		{"the same font twice", map[string][]byte{
			"1.ttf": named(base, "A", nil, family("SimSun")), "2.ttf": named(base, "A", nil, family("SimSun"))}, "songti", "A", ""},
		{"bold of the family", map[string][]byte{"x.ttf": named(base, "TNR-Bold", bold, family("Times New Roman"))}, "times", "", ""},
		{"regular of the family", map[string][]byte{"x.ttf": named(base, "TNR", nil, family("Times New Roman"))}, "times", "TNR", ""},
		{"bold by its own name", map[string][]byte{"x.ttf": named(base, "A", bold, record{3, 1, nameFull, "方正小标宋简体"})}, "xiaobiaosong", "A", ""},
		{"a collection", map[string][]byte{"x.ttc": collection(t, named(base, "NSimSun", nil, family("NSimSun")), named(cffBase, "SimSun", nil, family("SimSun")))},
			"songti", "SimSun", ""},
		{"other fonts are left alone", map[string][]byte{"x.ttf": named(base, "A", nil, family("Comic"))}, "songti", "", ""},
		{"embedding forbidden", map[string][]byte{"x.ttf": named(base, "A", fsType(0x0002), family("SimSun"))}, "songti", "", "x.ttf"},
		{"a more generous bit too", map[string][]byte{"x.ttf": named(base, "A", fsType(0x000A), family("SimSun"))}, "songti", "A", ""},
		{"editable embedding", map[string][]byte{"x.ttf": named(base, "A", fsType(0x0008), family("SimSun"))}, "songti", "A", ""},
		{"bitmaps only", map[string][]byte{"x.ttf": named(base, "A", fsType(0x0200), family("SimSun"))}, "songti", "", "x.ttf"},
		{"no subsets", map[string][]byte{"x.ttf": named(base, "A", fsType(0x0100), family("SimSun"))}, "songti", "", "x.ttf"},
		{"damaged ones beside a good one", map[string][]byte{
			"1.ttf": {}, "2.otf": []byte("no font, but long enough"), "3.ttf": named(base, "A", nil, family("SimSun"))[:400],
			"4.ttf": named(base, "A", nil, family("SimSun")), "5.txt": []byte("nothing")}, "songti", "A", "1.ttf 2.otf 3.ttf"},
	} {
		dir := write(t, c.files)
		l, found := Open(fonts.Embedded, []string{dir})
		if err := found.Err(); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		var warned []string
		for _, d := range found {
			rel, err := filepath.Rel(dir, d.File)
			if err != nil || d.Severity != diag.Warning || d.What.ZH == "" || d.Do.ZH == "" {
				t.Errorf("%s: %v", c.name, d)
			}
			warned = append(warned, rel)
		}
		if got := strings.Join(warned, " "); got != c.warn {
			t.Errorf("%s: warned about %q, want %q", c.name, got, c.warn)
		}
		for _, key := range styleKeys {
			var got []string
			links := chain(t, l, key).Links()
			for _, link := range links {
				if link.User {
					got = append(got, link.Face.PostScriptName)
				}
			}
			want := ""
			if key == c.style {
				want = c.want
			}
			if strings.Join(got, " ") != want {
				t.Errorf("%s: %s has %v, want %q", c.name, key, got, want)
			}
			if len(got) > 0 && !links[0].User || links[len(links)-1].User {
				t.Errorf("%s: %s: the user's fonts are not first", c.name, key)
			}
		}
	}
}

// TestUserFontIsUsed checks that a character comes from the user's font where it
// has it, and from the bundled ones where not.
func TestUserFontIsUsed(t *testing.T) {
	file := renamed(t, tiny(t, "FandolKai-Regular.otf", "一国"), nil, record{3, 1, nameFamily, "仿宋"}, record{3, 1, namePostScript, "Mine"})
	l := open(t, write(t, map[string][]byte{"a.otf": file}))
	c := chain(t, l, "fangsong")
	for r, want := range map[rune]string{'国': "Mine", '中': "FandolFang-Regular", '玥': "NianbaoWenKaiLight-Supplement"} {
		if g, ok := c.Lookup(r); !ok || g.Face.PostScriptName != want {
			t.Errorf("%c comes from %s", r, g.Face.PostScriptName)
		}
	}
	all, err := l.Styles()
	if err != nil || !all[1].Faces[0].User || all[1].Faces[0].Characters != 2 {
		t.Errorf("%+v %v", all[1].Faces[0], err)
	}
}

func TestOpenRefuses(t *testing.T) {
	if _, found := Open(fonts.Embedded, []string{filepath.Join(t.TempDir(), "none")}); found.Err() == nil {
		t.Error("a folder that is not there was accepted")
	}
	for name, text := range map[string]string{
		"no TOML":     "[[style",
		"unknown key": "[[style]]\nkey = \"a\"\nfiles = [{file = \"x\", shfit = 1}]",
		"no key":      "[[style]]\nfiles = [{file = \"x\"}]",
		"no files":    "[[style]]\nkey = \"a\"",
		"twice":       "[[style]]\nkey = \"a\"\nfiles = [{file = \"x\"}]\n[[style]]\nkey = \"a\"\nfiles = [{file = \"x\"}]",
	} {
		l, found := Open(fstest.MapFS{tableFile: {Data: []byte(text)}}, nil)
		if found.Err() == nil {
			t.Errorf("%s was accepted", name)
		}
		if _, err := l.Chain("a"); err == nil {
			t.Errorf("%s: a chain was given", name)
		}
	}
	if _, found := Open(fstest.MapFS{}, nil); found.Err() == nil {
		t.Error("no table, no error")
	}
	l, found := Open(fstest.MapFS{
		tableFile: {Data: []byte("[[style]]\nkey = \"a\"\nfiles = [{file = \"x.ttf\"}]\n[[style]]\nkey = \"b\"\nfiles = [{file = \"none.ttf\"}]")},
		"x.ttf":   {Data: []byte("damaged, and long enough to see it")},
	}, nil)
	if found.Err() != nil {
		t.Fatal(found)
	}
	var d *diag.Diagnostic
	if _, err := l.Chain("a"); !errors.As(err, &d) || d.File != "x.ttf" {
		t.Errorf("a damaged bundled font: %v", err)
	}
	if _, err := l.Chain("b"); !errors.As(err, &d) || d.File != "none.ttf" {
		t.Errorf("a bundled font that is not there: %v", err)
	}
}

// TestShared uses one library from many goroutines; run it with -race.
func TestShared(t *testing.T) {
	l := open(t)
	want := make(map[string]int)
	for _, key := range chineseStyles {
		f := chain(t, open(t), key).Links()[0].Face
		b, err := f.Subset(nil, every(f, 50), "X")
		if err != nil {
			t.Fatal(err)
		}
		want[key] = len(b)
	}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range chineseStyles {
				key := chineseStyles[(i+j)%len(chineseStyles)]
				c, err := l.Chain(key)
				if err != nil {
					t.Error(err)
					return
				}
				for _, r := range benchText {
					if g, ok := c.Lookup(r); !ok || g.Face.Advance(g.ID, 1000) == 0 {
						t.Errorf("%s: %c", key, r)
					}
				}
				f := c.Links()[0].Face
				if b, err := f.Subset(nil, every(f, 50), "X"); err != nil || len(b) != want[key] {
					t.Errorf("%s: %d bytes, %v", key, len(b), err)
				}
			}
		})
	}
	wg.Wait()
}

// TestWronglyDrawn: a character that a font draws as another comes from the
// next font of the chain.
func TestWronglyDrawn(t *testing.T) {
	l, list := Open(fonts.Embedded, nil)
	if list.Err() != nil {
		t.Fatal(list)
	}
	for _, style := range []string{"xiaobiaosong", "fangsong", "kaiti", "heiti", "songti"} {
		c, err := l.Chain(style)
		if err != nil {
			t.Fatal(err)
		}
		g, ok := c.Lookup('￥')
		if !ok || strings.HasPrefix(g.Face.PostScriptName, "Fandol") {
			t.Errorf("%s: ￥ comes from %v", style, g.Face)
		}
	}
}
