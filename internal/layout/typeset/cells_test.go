package typeset

import (
	"strings"
	"testing"

	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// The figures of a table have one size, that of the smallest; one that is hard
// to read is told. Heading rows and texts without figures keep theirs.
func TestFiguresOfOneSize(t *testing.T) {
	for text, told := range map[string]bool{"1234": false, "1234567": false, "1234567890": true} {
		tb := grid(12, 1, 1)
		tb.HeaderRows = 1
		tb.Rows[1].Cells[3].Text = document.Run{Text: text, Pos: diag.Pos{File: "a.toml", Line: 4, Col: 1}}
		tb.Rows[1].Cells[4].Text.Text = "无"
		l := mustSet(t, newDoc(tb))
		rows := l.Fitted.Blocks[0].(*document.Table).Rows
		want := rows[1].Cells[3].Size
		for i := 1; i < 12; i++ {
			if got := rows[1].Cells[i].Size; i != 4 && got != want || i == 4 && got != 0 || rows[0].Cells[i].Size != 0 {
				t.Errorf("%s: cell %d has the size %v, want %v", text, i, got, want)
			}
		}
		if (want != 0) != (len(text) > 4) || (len(l.Warnings) == 1) != told {
			t.Errorf("%s: size %v, told %v", text, want, l.Warnings)
		}
	}
}

// Labels stand away from the rule, all of a column alike, unless one of them
// would take another line for it.
func TestInset(t *testing.T) {
	for chars, want := range map[int]bool{8: true, 9: true, 10: false, 11: true} {
		tb := grid(4, 1, 1)
		tb.MarginX, tb.Inset = 40*unit.Twip, 80*unit.Twip
		tb.Columns[0] = unit.Points(10*10.5 + 5) // ten characters, and no inset
		for r := range tb.Rows {
			tb.Rows[r].Cells[0].Style = "left"
			tb.Rows[r].Cells[0].Text.Text = "标签"
		}
		tb.Rows[1].Cells[0].Text.Text = strings.Repeat("字", chars)
		doc := newDoc(tb)
		left := *doc.Style("cell")
		left.ID, left.Align = "left", document.Left
		doc.Styles = append(doc.Styles, left)
		rows := mustSet(t, doc).Fitted.Blocks[0].(*document.Table).Rows
		for r := range rows {
			if got := rows[r].Cells[0].Inset != 0; got != want || rows[r].Cells[1].Inset != 0 {
				t.Errorf("%d characters, row %d: inset %v", chars, r, rows[r].Cells[0].Inset)
			}
		}
	}
}

// A word that does not fit into one line is broken into equal ones.
func TestEqualLines(t *testing.T) {
	for text, want := range map[string]int{"自然人": 3, "自治区": 3, "总金额": 3, "商业企业": 0, "自然人法人": 0} {
		if got := equalLines(testChars(&Word, text), 2); got != want {
			t.Errorf("%s: %d lines, want %d", text, got, want)
		}
	}
}

// The name of the body is not parted where a title may be broken elsewhere.
func TestOwnNameIsWhole(t *testing.T) {
	p := &document.Paragraph{Style: "title", Runs: []document.Run{{Text: "义龙新区林业水务局承办的人大代表建议和政协委员提案目录"}}}
	doc := newDoc(p)
	doc.Info.Author = "义龙新区林业水务局"
	text := mustSet(t, doc).Fitted.Blocks[0].(*document.Paragraph).Text()
	if !strings.Contains(text, "\n") || !strings.Contains(text, doc.Info.Author) {
		t.Errorf("the title is broken as %q", text)
	}
}
