package docx

import (
	"slices"
	"strings"
	"testing"

	"nianbao/internal/intake/original"
)

func TestHardThings(t *testing.T) {
	d, err := Read("hard.docx", packed(t, hard, lists))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *original.Paragraph:
			got = append(got, b.Text())
		case *original.Grid:
			for _, c := range b.Cells {
				got = append(got, c.Text)
			}
			if c := b.Cells[0]; c.RowSpan != 2 || b.Columns != 3 {
				t.Errorf("first cell spans %d rows of %d columns", c.RowSpan, b.Columns)
			}
		}
	}
	want := []string{"一、总体情况", "（一）插入", "（二）3", "二、控件", "", "框内", "甲\n乙", "1", "2", "3"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	var said []string
	for _, r := range d.Remarks {
		said = append(said, r.Text.ZH)
	}
	for _, w := range []string{"修订", "隐藏", "文本框"} {
		if !strings.Contains(strings.Join(said, ""), w) {
			t.Errorf("no remark about %s: %q", w, said)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		format string
		n      int
		want   string
	}{
		{"chineseCounting", 10, "十"}, {"chineseCounting", 12, "十二"}, {"chineseCounting", 20, "二十"}, {"chineseCounting", 105, "一百〇五"}, {"chineseCounting", 112, "一百一十二"},
		{"decimalEnclosedCircle", 3, "③"}, {"decimalEnclosedCircle", 21, "21"}, {"ideographTraditional", 2, "乙"}, {"upperRoman", 14, "XIV"}, {"lowerLetter", 27, "aa"}, {"decimal", 7, "7"},
	} {
		if got := formatNumber(c.format, c.n); got != c.want {
			t.Errorf("%s %d: %s, want %s", c.format, c.n, got, c.want)
		}
	}
}

func TestRefusals(t *testing.T) {
	deep := strings.Repeat("<w:sdt><w:sdtContent>", 400) + strings.Repeat("</w:sdtContent></w:sdt>", 400)
	for name, body := range map[string]string{
		"deep":     deep,
		"entities": "</w:body></w:document><!DOCTYPE x [<!ENTITY a \"b\">]>",
		"torn":     "<w:p>",
	} {
		if _, err := Read("x.docx", packed(t, body, "")); err == nil {
			t.Errorf("%s: read", name)
		}
	}
	for name, lists := range map[string]string{
		"a list's long text": `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="` + strings.Repeat("a", longestText+1) + `"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
		"a list of much":     `<w:abstractNum w:abstractNumId="0">` + strings.Repeat("<w:lvl/>", maxProps+1) + `</w:abstractNum>`,
		"an element of much": `<w:num` + strings.Repeat(` a="b"`, maxProps+1) + `/>`,
		"properties of much": `<w:lvl><w:rPr>` + strings.Repeat("<w:b/>", maxProps+1) + `</w:rPr></w:lvl>`,
	} {
		if _, err := Read("x.docx", packed(t, "<w:p/>", lists)); err == nil {
			t.Errorf("%s: read", name)
		}
	}
	if _, err := Read("x.docx", []byte("PK")); err == nil {
		t.Error("no package: read")
	}
}

// Of fields in fields the results are shown, however many there are.
func TestFieldsInFields(t *testing.T) {
	char := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	text := func(s string) string { return "<w:r><w:t>" + s + "</w:t></w:r>" }
	body := "<w:p>" + text("1") + char("begin") + text("a") + char("begin") + text("b") + char("separate") + text("c") + char("separate") + char("end") +
		text("d") + char("separate") + text("2") + char("begin") + char("end") + text("3") + char("end") + text("4") + char("end") + text("5") + "</w:p>"
	d, err := Read("x.docx", packed(t, body, ""))
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Blocks[0].(*original.Paragraph).Text(); got != "12345" {
		t.Errorf("%q", got)
	}
}

// Tables that stand around each other are read once, however deep: each level
// read twice took for ever.
func TestFrames(t *testing.T) {
	const deep = 60
	body := strings.Repeat(`<w:tbl><w:tr><w:tc>`, deep) + `<w:p><w:r><w:t>内</w:t></w:r></w:p>` + strings.Repeat(`<w:p/></w:tc></w:tr></w:tbl>`, deep)
	d, err := Read("deep.docx", packed(t, body, ""))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, b := range d.Blocks {
		if g, ok := b.(*original.Grid); ok {
			for _, c := range g.Cells {
				found += strings.Count(c.Text, "内")
			}
		}
	}
	if found != 1 {
		t.Errorf("the text is there %d times", found)
	}
}

// TestFrameOfAPage: a cell that holds an article with its tables is no table's cell;
// the rows around it stay tables.
func TestFrameOfAPage(t *testing.T) {
	p := func(text string) string { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>" }
	table := func(cells ...string) string {
		return "<w:tbl><w:tr><w:tc>" + strings.Join(cells, "</w:tc><w:tc>") + "</w:tc></w:tr></w:tbl>"
	}
	body := "<w:tbl><w:tr><w:tc>" + p("发布机构") + "</w:tc><w:tc>" + p("某局") + "</w:tc></w:tr><w:tr><w:tc>" +
		p("标题") + p("甲。") + p("乙。") + table(p("1"), p("2")) + p("丙。") + "</w:tc></w:tr></w:tbl>"
	d, err := Read("page.docx", packed(t, body, ""))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *original.Paragraph:
			got = append(got, b.Text())
		case *original.Grid:
			var cells []string
			for _, c := range b.Cells {
				cells = append(cells, c.Text)
			}
			got = append(got, strings.Join(cells, "|"))
		}
	}
	if want := "发布机构|某局 标题 甲。 乙。 1|2 丙。"; strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
}
