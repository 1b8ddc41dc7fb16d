package typeset

import (
	"strings"
	"testing"

	"nianbao/internal/document"
	"nianbao/internal/layout/font"
	"nianbao/internal/unit"
)

// testChars makes characters without a font: Chinese 10 pt wide, Latin 5 pt.
func testChars(p *Profile, text string) []char {
	s := &setter{opt: Options{Profile: p}, memory: new(memory)}
	var cs []char
	var prev rune
	for _, r := range text {
		c := char{r: r, class: classOf(r), size: 10 * unit.Point, advance: 10 * unit.Point}
		c.kind = document.Kind(prev, r, p.Office)
		c.run = len(cs) == 0 || c.kind != cs[len(cs)-1].kind
		prev = r
		c.glyph.Face = new(font.Face)
		switch {
		case c.class == newline || c.class == nothing:
			c.advance, c.glyph.Face = 0, nil
		case c.class.latin() || c.class == blank:
			c.advance = 5 * unit.Point
		}
		cs = append(cs, c)
	}
	s.connect(cs)
	return cs
}

func broken(cs []char, lines []line) string {
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			b.WriteByte('|')
		}
		for _, c := range cs[l.from:l.end] {
			b.WriteRune(c.r)
		}
	}
	return b.String()
}

func TestBreakLines(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		width            float64
	}{
		{"plain", "一二三四五六七", "一二三|四五六|七", 30},
		{"no comma at a line's start", "一二三，四五六", "一二|三，四|五六", 30},
		{"no opening bracket at a line's end", "一二（三四）五", "一二|（三|四）五", 30},
		{"closing mark runs back to the word", "一（二）。三", "一|（二）。|三", 40},
		{"dash pair stays whole", "一二——三四", "一|二——|三四", 30},
		{"ellipsis stays whole and ends its line", "一二三……四", "一二|三……|四", 30},
		{"a number is not broken", "共有12345条", "共有|12345|条", 30},
		{"a number and its per cent sign", "占9.5%的", "占|9.5%|的", 25},
		{"a sign stays with its figure", "达－3.2℃", "达|－3.2℃", 35},
		{"telephone number", "电话0537-7281890。", "电话|0537-7281890。", 75},
		{"years", "于2019-2020年", "于|2019-2020|年", 47},
		{"a document's number", "〔2019〕60号文", "〔2019〕|60号文", 52},
		{"a name with a figure", "的COVID-19号", "的|COVID-19号", 55},
		{"a compound word", "做on-line的", "做on-|line的", 35},
		{"a minus sign stays with its figure", "增长-5.25%", "增长|-5.25%", 37},
		{"quotes", "他说“好的”吧", "他说|“好|的”吧", 35},
		{"square metres stay with their figure", "面积1260㎡吧", "面积|1260㎡|吧", 32.5},
		{"forced break", "一二\n三四", "一二|三四", 50},
		{"blank hangs over the end", "ab cd", "ab|cd", 12},
		{"so does a wide one", "一二　三", "一二|三", 20},
		{"a short mail address is whole but for its @", "至wsspzx1890@163.com", "至wsspzx1890@|163.com", 95},
		{"the short end of an address stays", "见http://www.a.cn/bcd", "见http://www.a.|cn/bcd", 102},
		{"a URL wider than the line breaks behind its marks", "见http://www.abc.gov.cn/bcd/efg?id=12345", "见http://www.|abc.gov.cn/bcd/|efg?id=12345", 83},
		{"a mail address too", "至xxgk@mail.yunting.gov.cn。", "至xxgk@mail.|yunting.gov.cn。", 83},
		{"a slash in a word", "按GB/T标准和1/3", "按GB/T|标准和|1/3", 30},
		{"a word wider than the line breaks anywhere", "abcdefgh", "abcd|efgh", 20},
		{"zero-width space allows a break", "abcd\u200befgh", "abcd\u200b|efgh", 25},
		{"a punctuation mark wider than the line", "，，，", "，|，|，", 10},
	} {
		t.Run(c.name, func(t *testing.T) {
			cs := testChars(&Word, c.text)
			w := unit.Points(c.width)
			if got := broken(cs, Word.breakLines(nil, cs, w, w)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestEveryCharacterIsOnOneLine(t *testing.T) {
	text := "根据《中华人民共和国政府信息公开条例》（国令第711号）、〔2019〕60号，“两个‘维护’”——100%……a b  c\nhttp://x.cn/a?b=c，，，！！！（（（"
	for _, p := range Profiles {
		cs := testChars(p, text)
		for w := unit.Length(0); w < 300*unit.Point; w += unit.Point / 2 {
			next := 0
			for _, l := range p.breakLines(nil, cs, w, w) {
				if l.from != next || l.to <= l.from || l.end > l.to {
					t.Fatalf("%s, width %v: line %+v after %d", p.Name, w, l, next)
				}
				next = l.to
			}
			if next != len(cs) {
				t.Fatalf("%s, width %v: lines end at %d of %d", p.Name, w, next, len(cs))
			}
		}
	}
}

func TestKinsokuAtEveryWidth(t *testing.T) {
	marks := []rune("、。，；：！？）》”’…")
	opening := []rune("（《“‘")
	var b strings.Builder
	for i, m := range marks {
		b.WriteString("中文字")
		b.WriteRune(opening[i%len(opening)])
		b.WriteString("汉字")
		b.WriteRune(m)
	}
	cs := testChars(&Word, b.String())
	for w := 60 * unit.Point; w < 400*unit.Point; w += 5 * unit.Point {
		lines := Word.breakLines(nil, cs, w, w)
		for i, l := range lines {
			if i > 0 && noStart.has(cs[l.from].r) {
				t.Errorf("width %v: a line begins with %c", w, cs[l.from].r)
			}
			if i < len(lines)-1 && noEnd.has(cs[l.end-1].r) {
				t.Errorf("width %v: a line ends with %c", w, cs[l.end-1].r)
			}
			if l.width > w {
				t.Errorf("width %v: a line is %v wide", w, l.width)
			}
		}
	}
}

func TestProfilesDiffer(t *testing.T) {
	text := "一二ab/cdef"
	w := 45 * unit.Point
	for p, want := range map[*Profile]string{&Word: "一二|ab/cdef", &LibreOffice: "一二ab/|cdef"} {
		cs := testChars(p, text)
		if got := broken(cs, p.breakLines(nil, cs, w, w)); got != want {
			t.Errorf("%s: got %s, want %s", p.Name, got, want)
		}
	}
}

func TestJustifiedLineFillsTheMeasure(t *testing.T) {
	cs := testChars(&Word, "一二三“四”——五六七八，abc def")
	w := unit.Points(87)
	for _, l := range Word.breakLines(nil, cs, w, w) {
		var p Page
		_, extra := align(cs, &l, 0, w, 0)
		emit(&p, cs, l, 0, 0, nil, extra)
		var got unit.Length
		n := 0
		for _, tx := range p.Texts {
			for _, g := range tx.Glyphs {
				if n < l.end-l.from {
					got += g.Advance
				}
				n++
			}
		}
		if want := l.width + extra; got != want && extra > 0 {
			t.Errorf("line %d: %v wide, want %v", l.from, got, want)
		}
	}
}
