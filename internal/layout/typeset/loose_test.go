package typeset

import (
	"strings"
	"testing"

	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// A line that is torn open is told, with the place of its first character; one
// with wide gaps that stay below half a character is not.
func TestLooseLines(t *testing.T) {
	for _, c := range []struct {
		text string
		col  int // 0: nothing is told
	}{
		{strings.Repeat("文", 60), 0},
		{strings.Repeat("文", 26) + strings.Repeat("字", 10) + strings.Repeat("a", 60) + "完", 27},
		{strings.Repeat("文", 24) + "abcdefgh" + strings.Repeat("文", 40), 0},
		{strings.Repeat("文", 24) + "见http://www.yunting.gov.cn/zwgk/xxgk/2023/index.html" + strings.Repeat("文", 40), 0},
	} {
		p := para("body", c.text)
		p.Runs[0].Pos = diag.Pos{File: "a.toml", Line: 3, Col: 1}
		notes := mustSet(t, newDoc(p)).Warnings
		if c.col == 0 && len(notes) > 0 || c.col > 0 && (len(notes) != 1 || notes[0].Line != 3 || notes[0].Col != c.col || notes[0].Severity != diag.Info) {
			t.Errorf("%s: %v", c.text, notes)
		}
	}
}

// A page that ends early before a picture is told, where the picture stands.
func TestEmptyBeforePicture(t *testing.T) {
	for lines, told := range map[int]bool{5: true, 14: true, 18: false} {
		image := picture(100*unit.Millimetre, 190*unit.Millimetre)
		image.Image.Pos = diag.Pos{File: "a.toml", Line: 7, Col: 1}
		notes := mustSet(t, newDoc(body(28*lines-2), image, para("caption", "图1"), body(100))).Warnings
		if (len(notes) == 1) != told || told && notes[0].Line != 7 {
			t.Errorf("%d lines before: %v", lines, notes)
		}
	}
	image := picture(100*unit.Millimetre, 190*unit.Millimetre)
	last := para("body", "正文")
	last.PageBreak = true
	if notes := mustSet(t, newDoc(image, last)).Warnings; len(notes) > 0 {
		t.Errorf("before a page that begins anew: %v", notes)
	}
}

// The Word file is told which hyphens hold and where an address was broken, and
// the PDF's text is what was typed.
func TestToldToWord(t *testing.T) {
	text := strings.Repeat("文", 20) + "，http://www.yunting.gov.cn/zwgk/xxgk/2023/index.html，电话0537-7281890"
	l := mustSet(t, newDoc(para("body", text)))
	told := l.Fitted.Blocks[0].(*document.Paragraph).Text()
	if strings.Count(told, "\u200B") != 1 || !strings.Contains(told, "0537\u20117281890") {
		t.Errorf("the Word file has %q", told)
	}
	if got := strings.NewReplacer("\u200B", "", "\u2011", "-").Replace(told); got != text {
		t.Errorf("the text is %q", got)
	}
	_, lines := pageLines(&l.Pages[0])
	if got := strings.Join(lines, ""); got != text {
		t.Errorf("the PDF has %q", got)
	}
}
