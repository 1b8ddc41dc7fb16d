package content

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
)

// toUnicodeOf makes a ToUnicode CMap of codes and their characters.
func toUnicodeOf(bytes int, from int, characters string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "1 begincodespacerange <%0*x> <%s> endcodespacerange %d beginbfchar\n", 2*bytes, 0, strings.Repeat("ff", bytes), len([]rune(characters)))
	for i, r := range []rune(characters) {
		fmt.Fprintf(&b, "<%0*x> <%04x>\n", 2*bytes, from+i, r)
	}
	return stream("", b.String()+"endbfchar\n")
}

// cffOf makes a font whose glyphs are called by the numbers of their names or CIDs,
// in a row from first.
func cffOf(first, glyphs int, cids bool) string {
	index := func(items ...string) string {
		if len(items) == 0 {
			return "\x00\x00"
		}
		s, at := fmt.Sprintf("%c%c\x02\x00\x01", 0, len(items)), 1
		for _, i := range items {
			at += len(i)
			s += string([]byte{byte(at >> 8), byte(at)})
		}
		return s + strings.Join(items, "")
	}
	size := func(v int) string { return string([]byte{28, byte(v >> 8), byte(v)}) }
	var texts []string
	var dict func(charset, chars int) string
	if dict = func(charset, chars int) string { return size(charset) + "\x0f" + size(chars) + "\x11" }; cids {
		texts = []string{"Adobe", "GB1"}
		dict = func(charset, chars int) string {
			return size(391) + size(392) + size(0) + "\x0c\x1e" + size(charset) + "\x0f" + size(chars) + "\x11"
		}
	}
	head := func(d string) string { return "\x01\x00\x04\x01" + index("F") + index(d) + index(texts...) + index() }
	at := len(head(dict(0, 0)))
	charset := string([]byte{2, byte(first >> 8), byte(first), 0, byte(glyphs - 2)})
	return head(dict(at, at+len(charset))) + charset + index(strings.Split(strings.Repeat("\x0e", glyphs), "")...)
}

// sfntWith makes a TrueType font that has a table of characters alone: each stands
// for the glyph of its place.
func sfntWith(characters string) string {
	u32 := func(v int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(v)) }
	var groups []byte
	n := 0
	for i, r := range []rune(characters) {
		groups = append(append(append(groups, u32(int(r))...), u32(int(r))...), u32(i+1)...)
		n++
	}
	sub := append(append(append([]byte{0, 12, 0, 0}, u32(16+len(groups))...), 0, 0, 0, 0), u32(n)...)
	table := append(append([]byte{0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12}, sub...), groups...)
	font := append([]byte{0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0}, "cmap\x00\x00\x00\x00\x00\x00\x00\x1c"...)
	return string(append(append(font, u32(len(table))...), table...))
}

// A figure that ToUnicode and the font itself tell otherwise is marked; one of a font
// whose own table says nothing true is not.
func TestDeniedFigures(t *testing.T) {
	simple := func(encoding string) string {
		return "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding" + encoding + "/ToUnicode 5 0 R>>>>>>"
	}
	cid := func(ordering, key string) string {
		return "<</Font<</F<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 5 0 R/DescendantFonts[<</Subtype/CIDFontType2" +
			"/CIDSystemInfo<</Registry(Adobe)/Ordering(" + ordering + ")/Supplement 0>>/FontDescriptor<</" + key + " 6 0 R>>>>]>>>>>>"
	}
	one := func(s string) string { return "(" + s + ") Tj" }
	two := func(codes ...int) string {
		s := ""
		for _, c := range codes {
			s += fmt.Sprintf("%04x", c)
		}
		return "<" + s + "> Tj"
	}
	for _, c := range []struct {
		name, resources, show, unicode, font string
		denied                               int
	}{
		{"an encoding", simple("/WinAnsiEncoding"), one("1234"), toUnicodeOf(1, '0', "0184567"), "", 3},
		{"all figures, an encoding", simple("/WinAnsiEncoding"), one("12"), toUnicodeOf(1, '0', "021"), "", 2},
		{"the same, an encoding", simple("/WinAnsiEncoding"), one("1234"), toUnicodeOf(1, '0', "01234"), "", 0},
		{"wide figures", simple("/WinAnsiEncoding"), one("1234"), toUnicodeOf(1, '0', "０１２３４"), "", 0},
		{"names", simple("<</Differences[1/seven/eight/nine/a]>>"), one("\\001\\002\\003\\004"), toUnicodeOf(1, 1, "781a"), "", 1},
		{"a figure kept as a letter", simple("<</Differences[1/seven/eight/a/b]>>"), one("\\001\\002\\003\\004"), toUnicodeOf(1, 1, "7Bab"), "", 1},
		{"codes that were dealt out", simple("/WinAnsiEncoding"), one("!\"#$0"), toUnicodeOf(1, '!', "12年月4567890abcde3"), "", 0},
		{"CIDs of a collection", cid("GB1", "A"), two(17, 18, 19), toUnicodeOf(2, 17, "013"), "", 1},
		{"CIDs of a collection, true", cid("GB1", "A"), two(17, 18, 830), toUnicodeOf(2, 17, "01"), "", 0},
		{"glyphs called GB1", cid("GB1", "FontFile2"), two(19, 20, 21), toUnicodeOf(2, 19, "012"), "", 0},
		{"names of CFF", cid("Identity", "FontFile3"), two(1, 2, 3), toUnicodeOf(2, 1, "012"), cffOf(17, 12, false), 0},
		{"other names of CFF", cid("Identity", "FontFile3"), two(1, 2, 3), toUnicodeOf(2, 1, "018"), cffOf(17, 12, false), 1},
		{"CIDs of CFF", cid("Identity", "FontFile3"), two(17, 18, 19), toUnicodeOf(2, 17, "018"), cffOf(17, 12, true), 1},
		{"a font's characters", cid("Identity", "FontFile2"), two(1, 2, 3), toUnicodeOf(2, 1, "年38"), sfntWith("年35"), 1},
		{"a font's characters, true", cid("Identity", "FontFile2"), two(1, 2, 3), toUnicodeOf(2, 1, "年35"), sfntWith("年35"), 0},
		{"a font's characters, dealt out", cid("Identity", "FontFile2"), two(1, 2, 3), toUnicodeOf(2, 1, "年35"), sfntWith("!\"1"), 0},
	} {
		p, _ := read(t, file("BT /F 10 Tf 20 700 Td "+c.show+" ET", c.resources, c.unicode, stream("", c.font)))
		n := 0
		for i := range p.Glyphs {
			if g := &p.Glyphs[i]; g.Denied && g.Font.DeniesFigures() {
				n++
			}
		}
		if n != c.denied {
			t.Errorf("%s: %d denied, want %d: %s", c.name, n, c.denied, textOf(p))
		}
	}
}

// Damaged fonts tell nothing, and end.
func TestDamagedCFF(t *testing.T) {
	whole := []byte(cffOf(17, 12, true))
	for i := range whole {
		parseCFF(whole[:i])
		for _, b := range []byte{0, 0x7f, 0xff} {
			damaged := append([]byte{}, whole...)
			damaged[i] = b
			if f := parseCFF(damaged); f != nil && len(f.names) > 1<<16 {
				t.Fatalf("byte %d: %d glyphs", i, len(f.names))
			}
		}
	}
}
