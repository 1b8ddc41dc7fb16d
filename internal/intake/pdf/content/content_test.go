package content

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"nianbao/internal/intake/pdf/mend"
)

// file makes a PDF of one page with resources and further objects, which are
// numbered from 5.
func file(content, resources string, more ...string) []byte {
	bodies := append([]string{
		"<</Type/Catalog/Pages 2 0 R/OCProperties<</D<</OFF[9 0 R]>>>>>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources" + resources + ">>",
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(content), content),
	}, more...)
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	for i, o := range bodies {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	b.WriteString("trailer\n<</Root 1 0 R>>\n")
	return b.Bytes()
}

func stream(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", dict, len(data), data)
}

func read(t testing.TB, data []byte) (*Page, *Reader) {
	t.Helper()
	f, err := mend.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := f.Pages()
	if err != nil {
		t.Fatal(err)
	}
	r := NewReader(f)
	return r.Page(&pages[0]), r
}

func textOf(p *Page) string {
	var b strings.Builder
	for i := range p.Glyphs {
		b.WriteString(p.Glyphs[i].Text)
	}
	return b.String()
}

const helvetica = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/FirstChar 32/Widths[" +
	"278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556]>>>>>>"

func TestTextOperators(t *testing.T) {
	for _, c := range []struct {
		name, content string
		text          string
		x, base       float64 // of the last glyph
	}{
		{"Td Tj", "BT /F 10 Tf 20 700 Td (12) Tj ET", "12", 25.56, 100},
		{"TD T*", "BT /F 10 Tf 20 700 TD 0 -12 TD (1) Tj T* (2) Tj ET", "12", 20, 124},
		{"TL '", "BT /F 10 Tf 14 TL 20 700 Td (1) Tj (2) ' ET", "12", 20, 114},
		{"\"", "BT /F 10 Tf 14 TL 20 700 Td 3 2 (1 2) \" ET", "1 2", 20 + 5.56 + 2 + 2.78 + 2 + 3, 114},
		{"TJ", "BT /F 10 Tf 20 700 Td [(1) -1000 (2)] TJ ET", "12", 35.56, 100},
		{"Tc Tz", "BT /F 10 Tf 1 Tc 50 Tz 20 700 Td (12) Tj ET", "12", 20 + (5.56+1)/2, 100},
		{"Ts", "BT /F 10 Tf 5 Ts 20 700 Td (1) Tj ET", "1", 20, 95},
		{"Tm cm q Q", "q 2 0 0 2 0 0 cm BT /F 10 Tf 1 0 0 1 10 300 Tm (1) Tj ET Q BT /F 10 Tf 1 0 0 1 30 300 Tm (2) Tj ET", "12", 30, 500},
		{"Q without q", "Q Q BT /F 10 Tf 20 700 Td (1) Tj ET", "1", 20, 100},
		{"unknown operators", "foo 1 2 bar BT /F 10 Tf 20 700 Td (1) Tj ET baz", "1", 20, 100},
		{"inline image", "BI /W 2 /H 2 /BPC 8 /CS /G ID \x00EI(\xff EI Q\nBT /F 10 Tf 20 700 Td (1) Tj ET", "1", 20, 100},
		{"beyond the page", "BT /F 10 Tf 20 900 Td (1) Tj 0 -200 Td (2) Tj ET", "2", 20, 100},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, _ := read(t, file(c.content, helvetica))
			if got := textOf(p); got != c.text {
				t.Fatalf("text %q", got)
			}
			if p.Damaged != (c.name == "unknown operators") {
				t.Errorf("damaged: %v", p.Damaged)
			}
			g := p.Glyphs[len(p.Glyphs)-1]
			if d := g.Box.X0 - c.x; d > 0.01 || d < -0.01 {
				t.Errorf("x %.2f, want %.2f", g.Box.X0, c.x)
			}
			if d := g.Base - c.base; d > 0.01 || d < -0.01 {
				t.Errorf("base %.2f, want %.2f", g.Base, c.base)
			}
		})
	}
}

func TestMarks(t *testing.T) {
	show := "BT /F 10 Tf 20 700 Td (12) Tj ET "
	for _, c := range []struct {
		name, content, text string
		mcid                int
		artifact            bool
		differs             int
	}{
		{"MCID", "/P <</MCID 7>> BDC " + show + "EMC", "12", 7, false, 0},
		{"nested", "/P <</MCID 7>> BDC /Span <</Lang(zh)>> BDC " + show + "EMC EMC", "12", 7, false, 0},
		{"properties", "/P /M BDC " + show + "EMC", "12", 3, false, 0},
		{"artifact", "/Artifact BMC " + show + "EMC", "12", -1, true, 0},
		{"ActualText of the same figures", "/Span <</ActualText(12\\))>> BDC " + show + "EMC", "12)", -1, false, 0},
		{"ActualText of other figures", "/Span <</ActualText(99)>> BDC " + show + "EMC", "12", -1, false, 1},
		{"a layer that is off", "/OC /Off BDC BT /F 10 Tf 20 600 Td (9) Tj ET EMC " + show, "12", -1, false, 0},
		{"EMC without BDC", "EMC " + show, "12", -1, false, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			resources := strings.Replace(helvetica, "<</Font", "<</Properties<</M<</MCID 3>>/Off 9 0 R>>/Font", 1)
			p, _ := read(t, file(c.content, resources, "null", "null", "null", "null", "<</Type/OCG/Name(x)>>"))
			if got := textOf(p); got != c.text {
				t.Fatalf("text %q, want %q", got, c.text)
			}
			g := p.Glyphs[0]
			if g.MCID != c.mcid || g.Artifact != c.artifact || p.Differs != c.differs {
				t.Errorf("MCID %d, artifact %v, differs %d", g.MCID, g.Artifact, p.Differs)
			}
		})
	}
}

func TestRules(t *testing.T) {
	for _, c := range []struct {
		name, content string
		level, up     int
	}{
		{"lines", "10 10 m 100 10 l S 10 10 m 10 100 l S", 1, 1},
		{"a box", "10 10 50 50 re S", 2, 2},
		{"a closed path", "10 10 m 60 10 l 60 60 l s", 1, 1},
		{"thin rectangles", "10 10 50 0.5 re f 10 10 0.5 50 re f*", 1, 1},
		{"several in one path", "10 10 50 0.5 re 10 30 50 0.5 re 10 60 50 0.5 re f", 3, 0},
		{"a shade", "10 10 50 50 re f", 0, 0},
		{"white", "1 g 10 10 50 0.5 re f 1 1 1 RG 10 10 m 60 10 l S 0 0 0 0 k 10 10 50 .5 re f", 0, 0},
		{"black of CMYK", "0 0 0 1 k 10 10 50 0.5 re f", 1, 0},
		{"not painted", "10 10 50 0.5 re n", 0, 0},
		{"slanted", "10 10 m 60 60 l S", 0, 0},
		{"an end cut aslant", "10 10 m 10 60 l 10.7 59.3 l 10.7 10 l f", 0, 1},
		{"both ends cut aslant", "10 10 m 60 10 l 59.3 10.7 l 10.7 10.7 l h f", 1, 0},
		{"cut aslant, white", "1 g 10 10 m 10 60 l 10.7 59.3 l 10.7 10 l f", 0, 0},
		{"a thin wedge", "10 10 m 60 10 l 60 11 l h f", 0, 0},
		{"a thin slanted stroke", "10 10 m 12 40 l 13 40 l 11 10 l f", 0, 0},
		{"a short stroke cut aslant", "10 10 m 10 12 l 10.7 11.3 l 10.7 10 l f", 0, 0},
		{"too thick, cut aslant", "10 10 m 10 60 l 15 55 l 15 10 l f", 0, 0},
		{"clipped away", "q 200 200 10 10 re W n 10 10 50 0.5 re f Q", 0, 0},
		{"a letter's outline", "10 10 m 20 10 l 22 10 22 12 20 12 c 20 20 l 10 20 l s 12 12 5 0.5 re 10 40 m 11 41 12 42 13 43 c f", 0, 0},
		{"a frame with round corners", "10 10 m 100 10 l 103 10 103 13 103 15 c 103 90 l S", 1, 1},
		{"turned", "0 1 -1 0 300 0 cm 10 10 50 0.5 re f", 0, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, _ := read(t, file(c.content, helvetica))
			level, up := 0, 0
			for _, r := range p.Rules {
				if r.Upright {
					up++
				} else {
					level++
				}
			}
			if level != c.level || up != c.up {
				t.Errorf("%d level, %d upright: %v", level, up, p.Rules)
			}
		})
	}
}

func TestFonts(t *testing.T) {
	cmap := "1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <41> <43> <4E00> endbfrange 1 beginbfrange <44> <45> [<0031> <00660066>] endbfrange 1 beginbfchar <46> <D840DC0B> endbfchar"
	for _, c := range []struct {
		name, font, show, text string
		unknown                int
		more                   []string
	}{
		{name: "WinAnsi", font: "<</Subtype/TrueType/BaseFont/A/Encoding/WinAnsiEncoding>>", show: "(A\\223B\\224)", text: "A“B”"},
		{name: "Differences", font: "<</Subtype/Type1/BaseFont/A/Encoding<</Differences[65/zero/uni4E00/eacute/a.alt/u20BB7/nothing]>>>>", show: "(ABCDEF)", text: "0一éa𠮷\uFFFD", unknown: 1},
		{name: "ToUnicode", font: "<</Subtype/Type1/BaseFont/A/ToUnicode 5 0 R>>", show: "(ABCDEF)", text: "一丁丂1ff𠀋", more: []string{stream("", cmap)}},
		{name: "ToUnicode of one byte for codes of two", font: "<</Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</DW 500>>]/ToUnicode 5 0 R>>", show: "<00410042>", text: "一丁", more: []string{stream("", cmap)}},
		{name: "Identity without anything", font: "<</Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<<>>]>>", show: "<00410042>", text: "\uFFFD\uFFFD", unknown: 2},
		{name: "embedded CMap", font: "<</Subtype/Type0/BaseFont/A/Encoding 6 0 R/DescendantFonts[<</W[7[250]]>>]/ToUnicode 5 0 R>>", show: "<41>", text: "一", more: []string{stream("", cmap), stream("", "1 begincodespacerange <00> <FF> endcodespacerange 1 begincidrange <41> <45> 7 endcidrange")}},
		{name: "symbolic Type 3", font: "<</Subtype/Type3/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 65/Widths[500]/Encoding<</Differences[65/a1]>>>>", show: "(A)", text: "\uFFFD", unknown: 1},
		{name: "radicals and wide marks", font: "<</Subtype/Type0/BaseFont/A/Encoding/UniGB-UCS2-H/DescendantFonts[<<>>]>>", show: "<2F002EDAFE1000A0>", text: "一页， "},
		{name: "GBK", font: "<</Subtype/Type0/BaseFont/A/Encoding/GBK-EUC-V/DescendantFonts[<<>>]>>", show: "<D2BB41A1A3>", text: "一A。"},
		{name: "no font", font: "null", show: "(A)", text: "A"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, _ := read(t, file("BT /F 10 Tf 20 700 Td "+c.show+" Tj ET", "<</Font<</F "+c.font+">>>>", c.more...))
			if got := textOf(p); got != c.text {
				t.Errorf("text %q, want %q", got, c.text)
			}
			unknown := 0
			for i := range p.Glyphs {
				if !p.Glyphs[i].Known {
					unknown++
				}
			}
			if unknown != c.unknown {
				t.Errorf("%d unknown", unknown)
			}
		})
	}
}

func TestCharactersOfAnEmbeddedFont(t *testing.T) {
	// A font with nothing but a table of characters: 一 is glyph 5, 二 glyph 6.
	sub := "\x00\x0C\x00\x00\x00\x00\x00\x28\x00\x00\x00\x00\x00\x00\x00\x02" +
		"\x00\x00\x4E\x00\x00\x00\x4E\x00\x00\x00\x00\x05" + "\x00\x00\x4E\x8C\x00\x00\x4E\x8C\x00\x00\x00\x06"
	table := "\x00\x00\x00\x01\x00\x03\x00\x0A\x00\x00\x00\x0C" + sub
	font := "\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00cmap\x00\x00\x00\x00\x00\x00\x00\x1C" + fmt.Sprintf("\x00\x00\x00%c", len(table)) + table
	of := "<</Font<</F<</Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</FontDescriptor<</FontFile2 5 0 R>>%s>>]>>>>>>"
	show := "BT /F 10 Tf 20 700 Td <00050006> Tj ET"
	if p, _ := read(t, file(show, fmt.Sprintf(of, ""), stream("", font))); textOf(p) != "一二" {
		t.Errorf("%q", textOf(p))
	}
	mapped := strings.Replace(show, "00050006", "00000001", 1)
	if p, _ := read(t, file(mapped, fmt.Sprintf(of, "/CIDToGIDMap 6 0 R"), stream("", font), stream("", "\x00\x06\x00\x05"))); textOf(p) != "二一" {
		t.Errorf("by CIDToGIDMap: %q", textOf(p))
	}
}

// TestCodesOfSymbols: codes of a font without an encoding are characters only where
// its table says so; subsets have theirs moved to U+F000, in any order.
func TestCodesOfSymbols(t *testing.T) {
	for _, c := range []struct {
		table string // two characters, of glyphs 5 and 6
		want  string
	}{
		{"\x00\x31\x00\x00\x00\x31\x00\x00\x00\x05" + "\x00\x00\x00\x32\x00\x00\x00\x32\x00\x00\x00\x06", "12"},
		{"\xF0\x31\x00\x00\xF0\x31\x00\x00\x00\x05" + "\x00\x00\xF0\x32\x00\x00\xF0\x32\x00\x00\x00\x06", "\uFFFD\uFFFD"},
	} {
		table := "\x00\x00\x00\x01\x00\x03\x00\x0A\x00\x00\x00\x0C" + "\x00\x0C\x00\x00\x00\x00\x00\x28\x00\x00\x00\x00\x00\x00\x00\x02\x00\x00" + c.table
		font := "\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00cmap\x00\x00\x00\x00\x00\x00\x00\x1C" + fmt.Sprintf("\x00\x00\x00%c", len(table)) + table
		resources := "<</Font<</F<</Subtype/TrueType/BaseFont/ABCDEF+A/FontDescriptor<</Flags 4/FontFile2 5 0 R>>>>>>>>"
		if p, _ := read(t, file("BT /F 10 Tf 20 700 Td (12) Tj ET", resources, stream("", font))); textOf(p) != c.want {
			t.Errorf("%q, want %q", textOf(p), c.want)
		}
	}
}

func TestVerticalWriting(t *testing.T) {
	font := "<</Font<</F<</Subtype/Type0/BaseFont/A/Encoding/UniGB-UCS2-V/DescendantFonts[<<>>]>>>>>>"
	p, _ := read(t, file("BT /F 10 Tf 100 700 Td <4E004E8C> Tj ET", font))
	if len(p.Glyphs) != 2 || p.Glyphs[0].Turn != Downward || !p.Glyphs[0].Upright {
		t.Fatalf("%+v", p.Glyphs)
	}
	if a, b := p.Glyphs[0].Box, p.Glyphs[1].Box; a != (Box{95, 100, 105, 110}) || b != (Box{95, 110, 105, 120}) {
		t.Errorf("%v %v", a, b)
	}
}

func TestFormsAreBounded(t *testing.T) {
	resources := strings.Replace(helvetica, "<</Font", "<</XObject<</X 5 0 R>>/Font", 1)
	loop := stream("/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources"+resources, "BT /F 10 Tf 20 700 Td (1) Tj ET /X Do /X Do")
	p, r := read(t, file("/X Do", resources, loop))
	if n := len(p.Glyphs); n == 0 || n > 1<<deepestForm {
		t.Errorf("%d glyphs", n)
	}
	if r.operators == mostOperators {
		t.Error("no operator was counted")
	}
}

// FuzzPage: whatever the content, reading ends, and glyphs are on the page.
func FuzzPage(f *testing.F) {
	f.Add("BT /F 10 Tf 20 700 Td [(1) 2 (3)] TJ ET 10 10 50 0.5 re f")
	f.Add("/P <</MCID 1/ActualText(1)>> BDC BI /W 1 ID x EI q 1 0 0 1 0 0 cm Q EMC /X Do")
	resources := strings.Replace(helvetica, "<</Font", "<</XObject<</X 5 0 R>>/Font", 1)
	f.Fuzz(func(t *testing.T, content string) {
		p, _ := read(t, file(content, resources, stream("/Subtype/Form", "BT /F 9 Tf (1) Tj ET")))
		for i := range p.Glyphs {
			if b := p.Glyphs[i].Box; b.X1 < b.X0 || b.Y1 < b.Y0 || p.Glyphs[i].Font == nil {
				t.Errorf("%+v", p.Glyphs[i])
			}
		}
		for _, r := range p.Rules {
			if !sane(r.Box) {
				t.Errorf("%+v", r)
			}
		}
	})
}

// FuzzCMap: whatever the CMap, codes are parted and told.
func FuzzCMap(f *testing.F) {
	f.Add([]byte("1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <41> <43> <4E00> endbfrange"), []byte("ABC"))
	f.Add([]byte("/X usecmap 1 begincidrange <0000> <FFFF> 0 endcidrange 1 beginbfchar <0041> <D840DC0B> endbfchar"), []byte("\x00A"))
	f.Fuzz(func(t *testing.T, cmap, codes []byte) {
		c := parseCMap(cmap)
		space, tell := &cmapCodes{c}, &toUnicode{c}
		for len(codes) > 0 {
			code, n := space.next(codes)
			if n < 1 || n > len(codes) {
				t.Fatalf("%d bytes of %d", n, len(codes))
			}
			space.cid(code, n)
			if s, ok := tell.text(code, n); ok && s == "" {
				t.Error("a text that is empty")
			}
			codes = codes[n:]
		}
	})
}

// FuzzFont: whatever the font file, its characters can be asked for.
func FuzzFont(f *testing.F) {
	f.Add([]byte("\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00cmap\x00\x00\x00\x00\x00\x00\x00\x1C\x00\x00\x00\x40"))
	f.Fuzz(func(t *testing.T, font []byte) {
		told := mostTold
		eachCharacter(font, &told, func(r rune, _ uint16) {
			if r < 0 || r > 0x10FFFF {
				t.Error(r)
			}
		})
	})
}
