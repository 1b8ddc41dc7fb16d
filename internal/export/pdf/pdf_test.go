package pdf

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"

	"nianbao/internal/document"
	"nianbao/internal/layout/font"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/unit"
)

func write(t testing.TB, l *typeset.Layout) []byte {
	t.Helper()
	b, err := File(l, Options{Producer: "Nianbao 1.0"})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestStructure(t *testing.T) {
	cjk, latin := faces(t)
	got := readFile(t, write(t, report(cjk, latin))).structure()
	want := `Document · · · ·
 H1 “政府信息公开”
 P “行政审批服务局政府信息公开工作年度报告Report (2020)\第二行” “续页”
 Table T=三、收到和处理政府信息公开申请情况 Alt=统计表 · ·
  THead ·
   TR ·
    TH Scope=Column ColSpan=2 “申请人情况”
  TBody · · ·
   TR · ·
    TH Scope=Row RowSpan=2 “自然人”
    TD “12.50”
   TR ·
    TD “7”
   TR ·
    TD ColSpan=2
 P “落款”
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Kids stand among their parent's own content where they are drawn; a node
// that the tree does not have is not lost.
func TestStructureOrder(t *testing.T) {
	cjk, _ := faces(t)
	span, empty, stray := node(typeset.TagSpan), node(typeset.TagSpan), node("")
	p := node(typeset.TagP, empty, span)
	p.Kids = append(p.Kids, p, nil, span) // a ring, nothing, a kid twice
	l := &typeset.Layout{Info: info, Root: p, Pages: []typeset.Page{a4(
		line(cjk, p, 80, 100, 16, 0, "前"), line(cjk, span, 96, 100, 16, 0, "中"), line(cjk, p, 112, 100, 16, 0, "后"),
		line(cjk, stray, 80, 200, 16, 0, "外"),
	)}}
	got := readFile(t, write(t, l)).structure()
	want := "P · “前” · “后” ·\n Span\n Span “中”\n NonStruct “外”\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Every glyph stands where the layout puts it, at most 0.005 pt off, however
// the advances are made up.
func TestPlaces(t *testing.T) {
	cjk, latin := faces(t)
	seed := uint32(1)
	random := func(n int) unit.Length {
		seed = seed*1664525 + 1013904223
		return unit.Length(seed>>8) % unit.Length(n)
	}
	long := strings.Repeat("政府信息公开工作年度报告", 30)
	latinLong := strings.Repeat("AVAToken fi 1234567890 ", 20)
	p := node(typeset.TagP)
	texts := []typeset.Text{
		line(cjk, p, 79.37, 100, 16, 0, long),
		line(cjk, p, 79.37, 120, 16, -0.20629, long),
		line(cjk, p, 79.37, 140, 16, 0.123456, long),
		line(latin, p, 79.37, 160, 16, 0, latinLong),
		line(latin, p, 79.37, 180, 10.5, 0.0333, latinLong),
		line(cjk, p, 300, 300, 9, 0.2, "转向转向"),
		line(cjk, p, 320, 300, 9, 0.2, "转向转向"),
		line(cjk, p, 340, 310, 9, 0.2, "复正"),
	}
	texts[5].Turned, texts[6].Turned = true, true
	justified := line(cjk, p, 79.37, 200, 22, 0, long)
	for i := range justified.Glyphs {
		justified.Glyphs[i].Advance += 37 * unit.EMU
		if random(4) == 0 {
			justified.Glyphs[i].Advance += 2*unit.Point - random(4*int(unit.Point))
		}
	}
	texts = append(texts, justified, line(cjk, p, 79.37, 220, 16, 0, "末"))
	page := a4(texts...)
	r := readFile(t, write(t, &typeset.Layout{Info: info, Root: p, Pages: []typeset.Page{page}}))
	glyphs := r.read(r.pages()[0]).glyphs
	for n, text := range texts {
		x, y := text.X, text.Y
		worst := 0.0
		for _, g := range text.Glyphs {
			got := glyphs[0]
			glyphs = glyphs[1:]
			worst = max(worst, math.Abs(got.x-x.Points()), math.Abs(got.y-(page.Height-y).Points()))
			if got.text != string(g.Rune) || got.turned != text.Turned || math.Abs(got.size-text.Size.Points()) > 0.001 {
				t.Fatalf("text %d: %+v is not %+v", n, got, g)
			}
			if text.Turned {
				y += g.Advance
			} else {
				x += g.Advance
			}
		}
		if worst > 0.005 {
			t.Errorf("text %d: a glyph stands %.4f pt beside its place", n, worst)
		}
	}
	if len(glyphs) != 0 {
		t.Errorf("%d glyphs too many", len(glyphs))
	}
}

// A line with one spacing is one string: no adjustment is written without need.
func TestSpacingIsShared(t *testing.T) {
	cjk, _ := faces(t)
	p := node(typeset.TagP)
	texts := []typeset.Text{
		line(cjk, p, 80, 100, 16, -0.2063, "政府信息公开工作年度报告政府信息公开工作年度报告信息公开"),
		line(cjk, p, 80, 128, 16, -0.2063, "政府信息"),
	}
	r := readFile(t, write(t, &typeset.Layout{Root: p, Pages: []typeset.Page{a4(texts...)}}))
	stm := r.get(r.dict(r.pages()[0])["Contents"]).(stream).data
	for operator, want := range map[string]int{" Tc\n": 1, " Tf\n": 1, "]TJ\n": 2, ")]TJ\n": 2, "[(": 2, " Td\n": 2, "BDC": 1} {
		if got := bytes.Count(stm, []byte(operator)); got != want {
			t.Errorf("%d times %q, want %d, in\n%q", got, operator, want, stm)
		}
	}
}

func TestToUnicode(t *testing.T) {
	cjk, _ := faces(t)
	glyph := cjk.Glyph('国')
	em := 16 * unit.Point
	p := node(typeset.TagP)
	tests := []struct {
		name   string
		glyphs []typeset.Glyph
		want   string
	}{
		{"one glyph for several characters", []typeset.Glyph{{ID: glyph, Rune: '国', Advance: em}, {ID: glyph, Rune: '國', Advance: em}, {ID: glyph, Rune: '国', Advance: em}, {ID: glyph, Rune: '囯', Advance: em}}, "国國国囯"},
		{"beyond the BMP", []typeset.Glyph{{ID: glyph, Rune: '𠮷', Advance: em}, {ID: glyph, Rune: 0x10FFFF, Advance: em}}, "𠮷\U0010FFFF"},
		{"private use", []typeset.Glyph{{ID: glyph, Rune: '甲', Advance: em}, {ID: glyph, Rune: 0xE123, Advance: em}, {ID: glyph, Rune: '乙', Advance: em}}, "甲\uE123乙"},
		{"a character of several glyphs", []typeset.Glyph{{ID: glyph, Rune: '甲', Advance: em}, {ID: glyph, Advance: em}, {ID: glyph, Advance: em}, {ID: glyph, Rune: '乙', Advance: em}}, "甲乙"},
		{"that ends the text", []typeset.Glyph{{ID: glyph, Rune: '甲', Advance: em}, {ID: glyph, Rune: '乙', Advance: em}, {ID: glyph}}, "甲乙"},
		{"the glyph of a missing character", []typeset.Glyph{{ID: 0, Rune: '㐂', Advance: em}}, "㐂"},
		{"no characters", []typeset.Glyph{{ID: glyph, Rune: 0xD800, Advance: em}, {ID: glyph, Rune: 0xFEFF, Advance: em}, {ID: glyph, Rune: -5, Advance: em}}, "\uFFFD\uFFFD\uFFFD"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := typeset.Text{X: em, Y: em, Face: cjk, Size: em, Glyphs: test.glyphs, Node: p}
			r := readFile(t, write(t, &typeset.Layout{Root: p, Pages: []typeset.Page{a4(text)}}))
			c := r.read(r.pages()[0])
			if c.marks[0] != test.want {
				t.Errorf("read %q, want %q", c.marks[0], test.want)
			}
			for i, g := range c.glyphs {
				if math.Abs(g.x-float64(16+16*i)) > 0.005 {
					t.Errorf("glyph %d at %.3f", i, g.x)
				}
			}
		})
	}
}

func TestFonts(t *testing.T) {
	cjk, latin := faces(t)
	r := readFile(t, write(t, report(cjk, latin)))
	fonts := r.dict(r.dict(r.dict(r.pages()[0])["Resources"])["Font"])
	if len(fonts) != 2 {
		t.Fatalf("%d fonts", len(fonts))
	}
	for key, face := range map[string]*font.Face{"F0": cjk, "F1": latin} {
		f := r.dict(fonts[key])
		base, ofCFF := strings.CutSuffix(string(f["BaseFont"].(name)), "-Identity-H")
		if ofCFF != face.IsCFF {
			t.Errorf("BaseFont %s", f["BaseFont"])
		}
		if len(base) < 8 || base[6:] != "+"+face.PostScriptName || strings.Trim(base[:6], "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			t.Errorf("BaseFont %s", base)
		}
		cid := r.dict(f["DescendantFonts"].(array)[0])
		d := r.dict(cid["FontDescriptor"])
		if f["Encoding"] != name("Identity-H") || cid["BaseFont"] != name(base) || d["FontName"] != name(base) {
			t.Errorf("%s: encoding or names differ", base)
		}
		for _, k := range []string{"Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV"} {
			if d[k] == nil {
				t.Errorf("%s: no %s", base, k)
			}
		}
		if cff := cid["Subtype"] == name("CIDFontType0"); cff {
			if p := r.get(d["FontFile3"]).(stream); p.dict["Subtype"] != name("CIDFontType0C") || len(p.data) == 0 {
				t.Errorf("%s: font program", base)
			}
		} else {
			p := r.get(d["FontFile2"]).(stream)
			if p.dict["Length1"] != float64(len(p.data)) || len(p.data) == 0 || cid["CIDToGIDMap"] != name("Identity") {
				t.Errorf("%s: font program", base)
			}
		}
		width := r.widths(fonts[key].(ref))
		for code, s := range r.toUnicode(fonts[key].(ref)) {
			want := face.Advance(face.Glyph([]rune(s)[0]), 1000)
			if got := width(code); got != float64(want) {
				t.Errorf("%s: %q is %v wide, want %v", base, s, got, want)
			}
		}
	}
}

func TestArtifacts(t *testing.T) {
	cjk, latin := faces(t)
	r := readFile(t, write(t, report(cjk, latin)))
	first, second := r.read(r.pages()[0]), r.read(r.pages()[1])
	if first.marks[-1] != "1" || second.marks[-1] != "自然人续表2" {
		t.Errorf("artifacts %q and %q", first.marks[-1], second.marks[-1])
	}
	for _, g := range append(first.glyphs, second.glyphs...) {
		want := ""
		if g.mcid == -1 && g.y < 100 {
			want = "Footer"
		}
		if g.artifact != want {
			t.Errorf("%q is a %q artifact, want %q", g.text, g.artifact, want)
		}
	}
	got := fmt.Sprint(first.rects)
	want := "[{[80 621.89 100 20] 0.933 g} {[180 621.89 100 20] 0.878 0.941 1 rg} {[80 641.41 200 0.48] 0 g}]"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestOutline(t *testing.T) {
	cjk, latin := faces(t)
	l := report(cjk, latin)
	l.Outline = append(l.Outline, typeset.Outline{Title: "nowhere", Level: 7, Page: 99})
	r := readFile(t, write(t, l))
	if r.catalog()["PageMode"] != name("UseOutlines") {
		t.Error("bookmarks are not shown")
	}
	var b strings.Builder
	var walk func(v, parent any, depth int)
	walk = func(v, parent any, depth int) {
		d := r.dict(v)
		var prev any
		var kid any
		for kid = d["First"]; kid != nil; kid = r.dict(kid)["Next"] {
			k := r.dict(kid)
			if k["Parent"] != v || k["Prev"] != prev {
				t.Fatalf("%v: wrong links", kid)
			}
			prev = kid
			fmt.Fprintf(&b, "%s%s", strings.Repeat(" ", depth), text(k["Title"]))
			if k["Count"] != nil {
				fmt.Fprintf(&b, " +%v", k["Count"])
			}
			if dest, ok := k["Dest"].(array); ok {
				page := -1
				for i, p := range r.pages() {
					if dest[0] == p {
						page = i
					}
				}
				fmt.Fprintf(&b, " →%d %v", page, dest[3])
			}
			b.WriteByte('\n')
			walk(kid, v, depth+1)
		}
		if d["Last"] != prev {
			t.Fatalf("%v: Last is wrong", v)
		}
	}
	root := r.catalog()["Outlines"]
	walk(root, nil, 0)
	want := "年报 +3 →0 761.89\n 一、总体情况 +1 →0 721.89\n  （一） →1 841.89\n 二、 →1 841.89\n(end) +1 →1 841.89\n nowhere\n"
	if b.String() != want || r.dict(root)["Count"] != 6.0 {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestPageLabels(t *testing.T) {
	for _, test := range []struct {
		labels []string
		want   string
	}{
		{[]string{"", ""}, "<nil>"},
		{[]string{"1", "2", "3"}, "map[Nums:[0 map[S:D St:1]]]"},
		{[]string{"4", "5", "8"}, "map[Nums:[0 map[S:D St:4] 2 map[S:D St:8]]]"},
		{[]string{"1", "i", "02", "", "2"}, "map[Nums:[0 map[S:D St:1] 1 map[P:i] 2 map[P:02] 3 map[P:] 4 map[S:D St:2]]]"},
	} {
		l := &typeset.Layout{}
		for _, label := range test.labels {
			p := a4()
			p.Label = label
			l.Pages = append(l.Pages, p)
		}
		got := fmt.Sprint(readFile(t, write(t, l)).catalog()["PageLabels"])
		got = strings.NewReplacer("P:[105]", "P:i", "P:[48 50]", "P:02", "P:[]", "P:").Replace(got)
		if got != test.want {
			t.Errorf("%q: got %s, want %s", test.labels, got, test.want)
		}
	}
}

func TestCatalog(t *testing.T) {
	cjk, latin := faces(t)
	r := readFile(t, write(t, report(cjk, latin)))
	c := r.catalog()
	if text(c["Lang"]) != "zh-CN" || r.dict(c["MarkInfo"])["Marked"] != op("true") || r.dict(c["ViewerPreferences"])["DisplayDocTitle"] != op("true") {
		t.Error("Lang, MarkInfo or ViewerPreferences")
	}
	if p := r.dict(r.pages()[0]); p["Tabs"] != name("S") || fmt.Sprint(p["MediaBox"]) != "[0 0 595.276 841.89]" {
		t.Error("Tabs or MediaBox")
	}
	intent := r.dict(c["OutputIntents"].(array)[0])
	profile := r.get(intent["DestOutputProfile"]).(stream)
	if n := len(profile.data); n < 128 || int(profile.data[2])<<8|int(profile.data[3]) != n || string(profile.data[36:40]) != "acsp" {
		t.Error("the profile is broken")
	}
	if id := r.trailer["ID"].(array); len(id) != 2 || len(id[0].([]byte)) != 16 {
		t.Error("ID")
	}
}

// Information dictionary and XMP say the same.
func TestMetadata(t *testing.T) {
	odd := info
	odd.Title, odd.Author = "行\x01\uFFFE“题”\"", ""
	undated := info
	undated.Date = document.Date{Year: 2021, Month: 13, Day: 1}
	untitled := document.Info{}
	for _, test := range []struct {
		info               document.Info
		title, author, day string
		ua                 bool
	}{
		{info, info.Title, info.Author, "20210127", true},
		{odd, "行\uFFFD\uFFFD“题”\"", "", "20210127", true},
		{undated, info.Title, info.Author, "", true},
		{untitled, "", "", "", false},
	} {
		r := readFile(t, write(t, &typeset.Layout{Info: test.info, Pages: []typeset.Page{a4()}}))
		d, x := r.dict(r.trailer["Info"]), readXMP(t, r.get(r.catalog()["Metadata"]).(stream).data)
		pairs := []struct{ key, info, xmp, want string }{
			{"title", text(d["Title"]), x["title"], test.title},
			{"author", text(d["Author"]), x["creator"], test.author},
			{"subject", text(d["Subject"]), x["description"], test.info.Subject},
			{"producer", text(d["Producer"]), x["Producer"], "Nianbao 1.0"},
			{"language", text(r.catalog()["Lang"]), x["language"], test.info.Language},
		}
		for _, p := range pairs {
			if p.info != p.want || p.xmp != p.want {
				t.Errorf("%s: %q in the dictionary, %q in XMP, want %q", p.key, p.info, p.xmp, p.want)
			}
		}
		date, iso := "", ""
		if test.day != "" {
			date = "D:" + test.day + "000000+08'00'"
			iso = test.day[:4] + "-" + test.day[4:6] + "-" + test.day[6:] + "T00:00:00+08:00"
		}
		for _, got := range []string{text(d["CreationDate"]), text(d["ModDate"])} {
			if got != date {
				t.Errorf("date %q, want %q", got, date)
			}
		}
		for _, k := range []string{"CreateDate", "ModifyDate"} {
			if x[k] != iso {
				t.Errorf("XMP %s %q, want %q", k, x[k], iso)
			}
		}
		if ua := strings.Contains(x["/namespaces"], "pdfua/ns/id"); ua != test.ua {
			t.Errorf("PDF/UA claimed: %v", ua)
		}
		if x["conformance"] != "A" {
			t.Error("PDF/A is not claimed")
		}
	}
}

// The same layout gives the same bytes, from any Writer and after any other
// document.
func TestSameBytes(t *testing.T) {
	cjk, latin := faces(t)
	want := write(t, report(cjk, latin))
	other := &typeset.Layout{Pages: []typeset.Page{a4(line(latin, nil, 80, 80, 12, 1, "other words"))}}
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			var w Writer
			var last []byte
			for i := range 5 {
				if (g+i)%2 == 0 {
					w.File(other, Options{})
				}
				b, err := w.File(report(cjk, latin), Options{Producer: "Nianbao 1.0"})
				if err != nil {
					t.Error(err)
				} else if !bytes.Equal(b, want) {
					t.Error("the bytes differ")
				}
				if last != nil && !bytes.Equal(last, want) {
					t.Error("a file that was given away has changed")
				}
				last = b
			}
		})
	}
	wg.Wait()
	changed := report(cjk, latin)
	changed.Info.Date.Day++
	if bytes.Equal(readFile(t, write(t, changed)).trailer["ID"].(array)[0].([]byte), readFile(t, want).trailer["ID"].(array)[0].([]byte)) {
		t.Error("another document has the same ID")
	}
}

// More objects than one object stream holds, more codes than one string.
func TestLarge(t *testing.T) {
	cjk, _ := faces(t)
	root := node(typeset.TagDocument)
	for range 2*perStream + 5 {
		root.Kids = append(root.Kids, node(typeset.TagP))
	}
	l := &typeset.Layout{Root: root, Pages: []typeset.Page{a4(line(cjk, root.Kids[0], 0, 80, 12, 0, strings.Repeat("国", 2*longest+3)))}}
	r := readFile(t, write(t, l))
	if len(r.members) < 3 {
		t.Errorf("%d object streams", len(r.members))
	}
	if n := strings.Count(r.structure(), "国"); n != 2*longest+3 {
		t.Errorf("%d characters", n)
	}
}

func TestOddLayouts(t *testing.T) {
	cjk, _ := faces(t)
	p := node(typeset.TagP)
	withRects := func(rects ...typeset.Rect) typeset.Page {
		page := a4()
		page.Fills = rects
		return page
	}
	for _, test := range []struct {
		name   string
		layout typeset.Layout
		want   string // of the error
	}{
		{"no page", typeset.Layout{}, "no page"},
		{"empty page", typeset.Layout{Pages: []typeset.Page{{}}}, ""},
		{"no glyphs", typeset.Layout{Pages: []typeset.Page{a4(typeset.Text{}, typeset.Text{Face: cjk, Node: p})}}, ""},
		{"no face", typeset.Layout{Pages: []typeset.Page{a4(typeset.Text{Size: 1, Glyphs: make([]typeset.Glyph, 1)})}}, "no face"},
		{"no size", typeset.Layout{Pages: []typeset.Page{a4(typeset.Text{Face: cjk, Glyphs: make([]typeset.Glyph, 1)})}}, "no size"},
		{"a face without glyphs", typeset.Layout{Pages: []typeset.Page{a4(typeset.Text{Face: &font.Face{}, Size: unit.Point, Glyphs: make([]typeset.Glyph, 1)})}}, "no face"},
		{"a glyph that the face has not", typeset.Layout{Pages: []typeset.Page{a4(typeset.Text{Face: cjk, Size: unit.Point, Glyphs: []typeset.Glyph{{ID: 65535, Rune: 'x'}}})}}, "font Fandol"},
		{"endless advances", typeset.Layout{Pages: []typeset.Page{a4(typeset.Text{Face: cjk, Size: unit.Point, Glyphs: []typeset.Glyph{{Rune: 'x', Advance: math.MinInt64}, {Rune: 'y', Advance: math.MaxInt64}, {Rune: 'z'}}})}}, ""},
		{"rectangles", typeset.Layout{Pages: []typeset.Page{withRects(rect(1, 1, -5, -5, "abcdef"), rect(1, 1, 0, 5, "zz"))}}, ""},
		{"no colour", typeset.Layout{Pages: []typeset.Page{withRects(rect(1, 1, 1, 1, "red"))}}, "RRGGBB"},
		{"outline", typeset.Layout{Pages: []typeset.Page{a4()}, Outline: []typeset.Outline{{Level: -3, Page: -1}, {Level: 0}, {Title: "\xFF", Level: 1 << 30}}}, ""},
		{"nodes without anything", typeset.Layout{Pages: []typeset.Page{a4()}, Root: node("", nil, node(typeset.TagTable, node(typeset.TagTR)))}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			b, err := File(&test.layout, Options{})
			switch {
			case test.want == "":
				if err != nil {
					t.Fatal(err)
				}
				readFile(t, b).structure()
			case err == nil || !strings.Contains(err.Error(), test.want):
				t.Errorf("error %v, want one with %q", err, test.want)
			}
		})
	}
}

// FuzzText writes any text at any pitch and reads it back.
func FuzzText(f *testing.F) {
	cjk, latin := faces(f)
	f.Add("政府信息公开(2020)\\\r\n", int64(203200), int64(-2620), false)
	f.Add("𠮷\uE000\x00a", int64(1), int64(1<<40), true)
	f.Fuzz(func(t *testing.T, s string, size, extra int64, turned bool) {
		if size < int64(unit.Point)/1000 || size > int64(1000*unit.Inch) || len(s) > 1000 || max(extra, -extra) > 1<<40 {
			t.Skip("outside what a layout holds")
		}
		p := node(typeset.TagP)
		text := typeset.Text{Face: cjk, Size: unit.Length(size), Node: p, Turned: turned}
		var want strings.Builder
		for i, r := range s {
			if r == 0 && i == 0 {
				t.Skip("a text cannot begin inside a character")
			}
			g := cjk.Glyph(r)
			if r%5 == 0 {
				g = latin.Glyph(r) // any glyph will do
			}
			text.Glyphs = append(text.Glyphs, typeset.Glyph{ID: g, Rune: r, Advance: unit.Length(extra * int64(i%3))})
			if r == 0xFEFF || r == 0xFFFE {
				r = '\uFFFD'
			}
			if r != 0 {
				want.WriteRune(r)
			}
		}
		b, err := File(&typeset.Layout{Root: p, Pages: []typeset.Page{a4(text)}}, Options{})
		if err != nil {
			t.Skip("no such glyph")
		}
		r := readFile(t, b)
		if got := r.read(r.pages()[0]).marks[0]; got != want.String() {
			t.Errorf("read %q, want %q", got, want.String())
		}
	})
}
