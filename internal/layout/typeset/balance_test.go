package typeset

import (
	"strings"
	"testing"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

func TestTitlesAreBalanced(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"fits", "云汀县住房和城乡建设局", "云汀县住房和城乡建设局"},
		{"typed lines stay", "云汀县水务局\n2023年政府信息公开工作年度报告", "云汀县水务局\n2023年政府信息公开工作年度报告"},
		{"no word is parted", "云汀县人民政府住房和城乡建设（人民防空、园林绿化、城市管理综合行政执法）委员会办公室",
			"云汀县人民政府住房和城乡建设\n（人民防空、园林绿化、城市管理\n综合行政执法）委员会办公室"},
		{"two lines alike", "云汀县市场监督管理局2023年政府信息公开工作年度报告", "云汀县市场监督管理局2023年\n政府信息公开工作年度报告"},
		{"a number and its word", "云汀县地方税务局2009年度政府信息公开工作报告", "云汀县地方税务局2009年度\n政府信息公开工作报告"},
		{"an office of a city", "青岚市人力资源和社会保障局社会保险事业中心办公室", "青岚市人力资源和社会保障局\n社会保险事业中心办公室"},
		{"nothing known", strings.Repeat("甲乙丙丁", 6), strings.Repeat("甲乙丙丁", 3) + "\n" + strings.Repeat("甲乙丙丁", 3)},
		{"a long word without a place", strings.Repeat("a", 100), strings.Repeat("a", 100)},
		{"only the line that is too long", "云汀县水务局\n云汀县市场监督管理局2023年政府信息公开工作年度报告", "云汀县水务局\n云汀县市场监督管理局2023年\n政府信息公开工作年度报告"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := newDoc(para("title", c.text))
			l := mustSet(t, doc)
			if got := l.Fitted.Blocks[0].(*document.Paragraph).Text(); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			if doc.Blocks[0].(*document.Paragraph).Text() != c.text {
				t.Error("the document that was given is changed")
			}
		})
	}
}

func TestBodyTextIsNotBalanced(t *testing.T) {
	text := strings.Repeat("云汀县人民政府", 9)
	l := mustSet(t, newDoc(para("body", text)))
	if got := l.Fitted.Blocks[0].(*document.Paragraph).Text(); got != text {
		t.Errorf("got %s", got)
	}
}

// A name that is too long for a line is set as a block that ends two
// characters before the edge, and so does the date.
func TestLongSignature(t *testing.T) {
	name := "云汀县人民政府住房和城乡建设（人民防空、园林绿化）委员会办公室"
	l := mustSet(t, newDoc(&document.Signature{Style: "signature", Name: document.Run{Text: name}, Date: document.Run{Text: "2024年1月22日"}}))
	p := l.Fitted.Blocks[0].(*document.Paragraph)
	if got := p.Text(); got != "云汀县人民政府住房和城乡建设\n（人民防空、园林绿化）委员会办公室" {
		t.Fatalf("lines %q", got)
	}
	ends := map[unit.Length]unit.Length{} // of the lines, by their baselines
	for _, tx := range l.Pages[0].Texts {
		if tx.Node == nil {
			continue
		}
		end := tx.X
		for _, g := range tx.Glyphs {
			end += g.Advance
		}
		ends[tx.Y] = max(ends[tx.Y], end)
	}
	var widest unit.Length
	for _, end := range ends {
		widest = max(widest, end)
	}
	if gap := 184*unit.Millimetre - widest - 2*315*unit.Twip; len(ends) != 3 || gap < -unit.Twip || gap > 2*unit.Twip {
		t.Errorf("%d lines; the widest ends %v from where it should", len(ends), gap)
	}
}

// Labels of cells are broken at word sense too, prose in cells is not.
func TestCellsAreBalanced(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"（三）不予公开", "（三）\n不予公开"},
		{"本年新公开数量", "本年新公开\n数量"},
		{"总计", "总计"},
		{strings.Repeat("云汀县", 9), strings.Repeat("云汀县", 9)},
	} {
		tb := grid(30, 1)
		tb.Columns[0] = 22 * unit.Millimetre
		tb.Rows[0].Cells[0].Text.Text = c.text
		l := mustSet(t, newDoc(tb))
		if got := l.Fitted.Blocks[0].(*document.Table).Rows[0].Cells[0].Text.Text; got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
		if tb.Rows[0].Cells[0].Text.Text != c.text {
			t.Error("the table that was given is changed")
		}
	}
}
