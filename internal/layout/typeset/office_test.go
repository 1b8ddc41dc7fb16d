package typeset

import (
	"testing"

	"nianbao/internal/unit"
)

// What LibreOffice 7.4 was seen to do with these texts.
func TestLibreOfficeEndsLines(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		width            float64
	}{
		{"no comma at a line's start", "一二三，四五六", "一二|三，四|五六", 30},
		{"an ellipsis stays whole and ends its line", "一二三……四", "一二|三……|四", 30},
		{"a pair of dashes stays whole", "一二——三四", "一二|——三|四", 30},
		{"a per cent sign begins no line", "一二三％四", "一二|三％四", 30},
		{"after a figure it may not", "一二9％四", "一二|9％四", 25},
		{"square metres leave their figure", "面积1260㎡吧", "面积1260|㎡吧", 45},
		{"a number holds on to the bracket before", "一二〔2019〕60号", "一二|〔2019〕60|号", 60},
		{"a number holds on to the comma between", "第1、2、3项", "第|1、2、3|项", 35},
		{"quotes hold on to a word", "一二三“ab”四", "一二三|“ab”|四", 35},
		{"behind a hyphen", "电话0537-7281890。", "电话0537-|7281890。", 75},
		{"behind a slash, not where the line is full", "一二ab/cd", "一二|ab/cd", 35},
		{"behind a slash within the line", "一二ab/cdef", "一二ab/|cdef", 45},
		{"an address", "http://www.a.cn/bcd/efg", "http://|www.a.cn/|bcd/efg", 55},
		{"an e-mail address is whole", "一wsspzx@163.com", "一|wsspzx@163.com", 75},
		{"a word wider than the line", "abcdefgh", "abcd|efgh", 20},
		{"a mark wider than the line", "，，，", "，|，|，", 10},
		{"opening bracket moves down", "一二（三四）五", "一二|（三|四）五", 30},
		{"a fraction slash", "计1/3的", "计|1/3|的", 20},
		{"a word and the mark behind it", "一二ab，四", "一二|ab，|四", 28},
		{"what a slash sends back to the line's beginning", "ab 一二三http://ab", "ab 一二|三|http://|ab", 35},
		{"a blank hangs", "一二 三", "一二|三", 20},
		{"a wide blank hangs", "一二　三", "一二|三", 20},
		{"forced break", "一二\n，三", "一二|，三", 20},
	} {
		t.Run(c.name, func(t *testing.T) {
			cs := testChars(&LibreOffice, c.text)
			w := unit.Points(c.width)
			if got := broken(cs, LibreOffice.breakLines(nil, cs, w, w)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// What LibreOffice 26.8 was seen to do where 7.4 does otherwise.
func TestLibreOffice26EndsLines(t *testing.T) {
	for _, c := range []struct {
		name, text, seven, late string
		width                   float64
	}{
		{"an ellipsis holds on to the mark before", "一二三，……四", "一二三，|……四", "一二|三，……|四", 45},
		{"’ is held by what follows", "一二三’四", "一二三’|四", "一二|三’四", 40},
		{"” is not", "一二三”四", "一二三”|四", "一二三”|四", 40},
		{"’ holds on to ‘", "“‘一网’‘一门", "“‘一网’|‘一门", "“‘一|网’‘一门", 50},
		{"a plus sign behind a word holds on", "一二5G+四五", "一二5G+|四五", "一二|5G+四五", 45},
		{"a wide bracket does not hold on to a word", "一二m³（四", "一二|m³（四", "一二m³|（四", 40},
		{"a slash begins the next line", "一二三/四", "一二三/|四", "一二三|/四", 36},
		{"a blank behind an opening mark", "一二（ 三", "一二（|三", "一二（|三", 35},
	} {
		t.Run(c.name, func(t *testing.T) {
			for p, want := range map[*Profile]string{&LibreOffice: c.seven, &LibreOffice26: c.late} {
				cs := testChars(p, c.text)
				w := unit.Points(c.width)
				if got := broken(cs, p.breakLines(nil, cs, w, w)); got != want {
					t.Errorf("%s: got  %s\nwant %s", p.Name, got, want)
				}
			}
		})
	}
}

func TestScripts(t *testing.T) {
	for _, c := range []struct {
		text string
		want []script
	}{
		{"年2“年", []script{asian, latin, latin, asian}},
		{"年“2", []script{asian, asian, latin}},
		{"“年", []script{latin, asian}},
		{"①年①", []script{latin, asian, asian}},
		{"m³ 年 a", []script{latin, latin, latin, asian, asian, latin}},
		{"Ωα𬭎", []script{latin, latin, asian}},
	} {
		cs := testChars(&LibreOffice, c.text)
		for i := range cs {
			if cs[i].script != c.want[i] {
				t.Errorf("%s: %c has script %d, want %d", c.text, cs[i].r, cs[i].script, c.want[i])
			}
			if begins := i == 0 || c.want[i] != c.want[i-1] || cs[i].kind != cs[i-1].kind; cs[i].portion != begins {
				t.Errorf("%s: a portion begins at %c: %v, want %v", c.text, cs[i].r, cs[i].portion, begins)
			}
		}
	}
}

func TestLibreOfficeGaps(t *testing.T) {
	for text, want := range map[string][2]unit.Length{ // of 7.4 and 26
		"年2020年": {4, 4}, "（2020）": {0, 0}, "m³的": {2, 2}, "的Ω": {2, 2}, "①的": {2, 0}, "的①": {0, 0}, "的+1": {0, 0},
		"m①": {0, 2}, "mⅧ的": {2, 2}, "的³": {2, 0},
	} {
		for i, p := range []*Profile{&LibreOffice, &LibreOffice26} {
			var got unit.Length
			for _, c := range testChars(p, text) {
				got += c.gap
			}
			if got != want[i]*unit.Point {
				t.Errorf("%s: %s: gaps of %v pt, want %d", p.Name, text, got.Points(), want[i])
			}
		}
	}
}

// In LibreOffice the last character of a portion, and of a line, has no
// spacing. The widths were measured there.
func TestLibreOfficeSpacing(t *testing.T) {
	for text, want := range map[string]int{
		"国国国国国国国国国国":    3155,
		"国国国国国1国国国国国":   3448,
		"国国国国国12国国国国国":  3603,
		"国国1国国1国国1国国国国": 4034,
		"国1,286国":       1468,
	} {
		for twips, lines := range map[int]int{want: 1, want - 1: 2} {
			doc := newDoc(para("body", text))
			doc.Style("body").First = 0
			doc.Page.Width, doc.Page.Left, doc.Page.Right = 12000*unit.Twip, 1000*unit.Twip, unit.Length(11000-twips)*unit.Twip
			l, err := set(t, doc, Options{Profile: &LibreOffice})
			if err != nil {
				t.Fatal(err)
			}
			if ys, _ := pageLines(&l.Pages[0]); len(ys) != lines {
				t.Errorf("%s in %d twips: %d lines, want %d", text, twips, len(ys), lines)
			}
		}
	}
}
