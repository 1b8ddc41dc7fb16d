package guide

import (
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"nianbao/docs/zh"
	"nianbao/fonts"
	"nianbao/internal/clerk/form"
	"nianbao/internal/document"
	"nianbao/internal/layout/font"
	"nianbao/layouts"
)

// look is the form in whose styles the tests set.
func look(t *testing.T) *form.Form {
	t.Helper()
	lib, list := font.Open(fonts.Embedded, nil)
	if err := list.Err(); err != nil {
		t.Fatal(err)
	}
	set, err := form.Load(lib.Keys(), form.Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		t.Fatal(err)
	}
	f, err := set.For(2021, "")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// told gives a document's blocks, a line each: styles and texts.
func told(doc *document.Document) string {
	var b strings.Builder
	for _, block := range doc.Blocks {
		switch x := block.(type) {
		case *document.Paragraph:
			b.WriteString(x.Style + ":")
			for _, r := range x.Runs {
				if r.Style != "" {
					b.WriteString("<" + r.Style + ">")
				}
				b.WriteString(r.Text + "|")
			}
		case *document.Table:
			for _, row := range x.Rows {
				for _, c := range row.Cells {
					b.WriteString(c.Style + ":" + c.Text.Text + "|")
				}
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestConstructs(t *testing.T) {
	f := look(t)
	for _, c := range []struct{ name, in, want string }{
		{"headings", "## 一、甲\n\n### （一）乙\n", "heading1:一、甲|\nheading2:（一）乙|\n"},
		{"what is typed", "写 `nianbao check` 即可\n", "body:写 |<code>nianbao check| 即可|\n"},
		{"emphasis", "**错误**要改\n", "body:<lead2>错误|要改|\n"},
		{"link", "见[第二章](02.md)\n", "body:见|第二章|\n"},
		{"numbers", "1. 甲\n2. 乙\n", "body:1. |甲|\nbody:2. |乙|\n"},
		{"dots", "- 甲\n- 乙\n", "body:• |甲|\nbody:• |乙|\n"},
		{"code", "```\n[title]\n  below = 1\n```\n", "cell-label:[title]\n  below = 1|\n"},
		{"table", "| 甲 | 乙 |\n|---|---|\n| 1 | `2` |\n", "cell-header:甲|cell-header:乙|cell-label:1|cell-label:2|\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := Document(fstest.MapFS{"01.md": {Data: []byte(c.in)}}, f)
			if err != nil {
				t.Fatal(err)
			}
			if got := told(doc); got != "title:"+Title+"|\n"+c.want {
				t.Errorf("got\n%s", got)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	f := look(t)
	for _, in := range []string{"> 引文\n", "<b>粗</b>\n", "---\n", "    缩进的代码\n", "![图](没有.png)\n"} {
		_, err := Document(fstest.MapFS{"01.md": {Data: []byte(in)}}, f)
		if err == nil || !strings.HasPrefix(err.Error(), "01.md: ") {
			t.Errorf("%q: %v", in, err)
		}
	}
}

// On paper an option is one piece, what is typed behind it is not; the sentence
// that leads up to a block of code stands on its page.
func TestOnPaper(t *testing.T) {
	doc, err := Document(fstest.MapFS{"01.md": {Data: []byte("加 `--word-processor x-y`：\n\n```\n--format a-b\n```\n")}}, look(t))
	if err != nil {
		t.Fatal(err)
	}
	if doc.Blocks[1].(*document.Paragraph).KeepNext != document.KeepLead {
		t.Error("the sentence may stand on the page before")
	}
	before := told(doc)
	got := strings.ReplaceAll(told(OnPaper(doc)), joiner, "+")
	if want := "title:" + Title + "|\nbody:加 |<code>-+-+word-+processor x-y|：|\ncell-label:-+-+format a-b|\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if told(doc) != before {
		t.Error("the document was changed")
	}
}

// Nothing of the guide is lost: every letter and figure of its text is in the
// document, in the same order.
func TestWhole(t *testing.T) {
	doc, err := Document(zh.Chapters, look(t))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, block := range doc.Blocks[1:] {
		switch x := block.(type) {
		case *document.Paragraph:
			if x.Image == nil {
				text.WriteString(x.Text())
			}
		case *document.Table:
			for _, row := range x.Rows {
				for _, c := range row.Cells {
					text.WriteString(c.Text.Text)
				}
			}
		}
	}
	names, err := zh.Chapters.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var source strings.Builder
	for _, n := range names {
		data, err := zh.Chapters.ReadFile(n.Name())
		if err != nil {
			t.Fatal(err)
		}
		source.Write(data)
	}
	got, want := letters(text.String()), letters(source.String())
	if len(want) < 3000 {
		t.Fatalf("the guide has %d letters only", len(want))
	}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Fatalf("lost at %q", string(want[i:min(i+30, len(want))]))
		}
	}
}

// letters leaves out what Markdown is made of.
func letters(s string) (all []rune) {
	for _, r := range s {
		if unicode.IsLetter(r) || r >= '0' && r <= '9' && !unicode.IsPunct(r) {
			all = append(all, r)
		}
	}
	return all
}
