package html

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	stdhtml "golang.org/x/net/html"

	"nianbao/internal/document"
	"nianbao/internal/golden"
	"nianbao/internal/unit"
)

func text(s string) document.Run { return document.Run{Text: s} }

func cell(col, rows, cols int, head document.Scope, s string) document.Cell {
	return document.Cell{Col: col, RowSpan: rows, ColSpan: cols, Head: head, Text: text(s), Style: "cell"}
}

// small is a table with heading rows at its top and in its middle.
func small() *document.Table {
	const col, row, none = document.ColumnScope, document.RowScope, document.NoScope
	return &document.Table{Title: "二、表", Columns: []unit.Length{100, 100, 200}, HeaderRows: 2, Rows: []document.Row{
		{Cells: []document.Cell{cell(0, 2, 1, col, "内容"), cell(1, 1, 2, col, "数量")}},
		{Cells: []document.Cell{cell(1, 1, 1, col, "本年新\n收"), cell(2, 1, 1, col, "A\nB")}},
		{Cells: []document.Cell{cell(0, 1, 1, row, "规章"), cell(1, 1, 1, none, "1"), cell(2, 1, 1, none, "")}},
		{Cells: []document.Cell{cell(0, 1, 3, col, "第二项")}},
		{Cells: []document.Cell{cell(0, 1, 1, row, ""), cell(1, 1, 2, none, "甲\n乙  丙")}},
	}}
}

func sample() *document.Document {
	return &document.Document{
		Info: document.Info{Title: "甲局<年报>", Author: "甲局", Language: "zh-CN"},
		Page: document.Page{Width: 210 * unit.Millimetre, Height: 297 * unit.Millimetre, Top: 37 * unit.Millimetre, Left: 28 * unit.Millimetre, Right: 26 * unit.Millimetre, Bottom: 35 * unit.Millimetre},
		Styles: []document.Style{
			{ID: "title", Align: document.Center}, {ID: "body", First: 2}, {ID: "cell", Align: document.Center}, {ID: "lead", Run: true},
		},
		Blocks: []document.Block{
			&document.Paragraph{Style: "title", Role: document.Title, Runs: []document.Run{text("甲局\n年报")}},
			&document.Paragraph{Style: "body", Role: document.Heading1, Runs: []document.Run{text("二、表")}},
			small(),
			&document.Paragraph{Style: "title", KeepNext: document.KeepCaption, Runs: []document.Run{text("表1")}},
			&document.Table{Title: "表1", Columns: []unit.Length{1, 1}, Rows: []document.Row{{Cells: []document.Cell{cell(0, 1, 1, 0, "a&b"), cell(1, 1, 1, 0, "\u00a0")}}}},
			&document.Paragraph{Style: "body", Runs: []document.Run{{Style: "lead", Text: "（一）公开。"}, text("有\u00a05<6条。")}},
			&document.Paragraph{Style: "title", Image: &document.Image{Data: []byte("x"), Format: "png", Alt: `图"1"`, Width: 2 * unit.Inch}},
			&document.Signature{Name: text("甲局"), Date: text("2021年1月27日")},
			&document.Paragraph{Style: "body", PageBreak: true, Runs: []document.Run{text("附件")}},
		},
	}
}

func TestPageAndFragment(t *testing.T) {
	page := Page(sample(), "test", []Link{{"甲 1.pdf", "下载"}})
	golden.Compare(t, "page.html", strings.Replace(string(page), css, "", 1))
	golden.Compare(t, "fragment.html", string(Fragment(sample())))
	if !bytes.Equal(page, Page(sample(), "test", []Link{{"甲 1.pdf", "下载"}})) {
		t.Error("the page differs from itself")
	}
}

// TestFragmentHasWhatEditorsKeep: no class, id, style element, no-break space;
// one paragraph in each cell.
func TestFragmentHasWhatEditorsKeep(t *testing.T) {
	fragment := string(Fragment(sample()))
	if strings.Contains(fragment, "&nbsp;") || strings.Contains(fragment, "\u00a0") {
		t.Error("a no-break space")
	}
	root, err := stdhtml.Parse(strings.NewReader(fragment))
	if err != nil {
		t.Fatal(err)
	}
	kept := " html head body table tbody tr th td p h2 h3 strong br img "
	cells := 0
	var walk func(n *stdhtml.Node)
	walk = func(n *stdhtml.Node) {
		if n.Type == stdhtml.ElementNode && !strings.Contains(kept, " "+n.Data+" ") {
			t.Errorf("the element %s", n.Data)
		}
		for _, a := range n.Attr {
			if a.Key == "class" || a.Key == "id" || a.Key == "headers" {
				t.Errorf("the attribute %s of %s", a.Key, n.Data)
			}
		}
		if n.Data == "td" || n.Data == "th" {
			cells++
			if n.FirstChild == nil || n.FirstChild.Data != "p" || n.FirstChild.NextSibling != nil {
				t.Errorf("cell %d has not one paragraph", cells)
			}
		}
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			walk(k)
		}
	}
	walk(root)
	if cells != 12 {
		t.Errorf("%d cells, want 12", cells)
	}
}

// TestHeadings: a cell has the headings above it as far as the row of figures
// before them, and those beside it.
func TestHeadings(t *testing.T) {
	table := small()
	got := headings(table, func(row, cell int) string { return table.Rows[row].Cells[cell].Text.Text })
	want := map[int][]string{
		place(table, 2, 1): {"数量", "本年新\n收", "规章"},
		place(table, 2, 2): {"数量", "A\nB", "规章"},
		place(table, 4, 0): {"第二项"},
		place(table, 4, 1): {"第二项"},
	}
	for n := range got {
		if !reflect.DeepEqual(got[n], want[n]) {
			t.Errorf("cell %d: %q, want %q", n, got[n], want[n])
		}
	}
}

func TestHeadRows(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(t *document.Table)
		want   int
	}{
		{"as it is", func(*document.Table) {}, 2},
		{"a heading goes on below", func(t *document.Table) { t.Rows[0].Cells[0].RowSpan = 3 }, 0},
		{"nothing but headings", func(t *document.Table) { t.Rows = t.Rows[:2] }, 0},
	} {
		table := small()
		c.change(table)
		if got := headRows(table); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

func TestUnbroken(t *testing.T) {
	for text, want := range map[string]string{"本年新\n收": "本年新收", "A\nB": "A B", "A\n乙": "A乙", "甲": "甲", "": ""} {
		if got := unbroken(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// A book's contents leads to each of its headings but the title.
func TestContents(t *testing.T) {
	page := string(Book(sample(), "test"))
	nav := page[strings.Index(page, `<nav class="contents"`):]
	nav = nav[:strings.Index(nav, "</nav>")]
	if want := "<li><a href=\"#h2\">二、表</a>"; !strings.Contains(nav, want) || strings.Count(nav, "<li>") != strings.Count(page, "<h")-strings.Count(page, "<html")-strings.Count(page, "<head>")-1 {
		t.Errorf("no %s, or an entry too many or too few:\n%s", want, nav)
	}
	if !strings.Contains(page, `<h2 id="h2"`) {
		t.Error("the contents leads nowhere")
	}
	if !strings.Contains(page, `href="#contents"`) || !strings.Contains(nav, `id="contents"`) {
		t.Error("no way back to the contents")
	}
}
