package main

import (
	"slices"

	"nianbao/internal/clerk/form"
	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// formYear is a year whose form has the page and the styles of today.
const formYear = 2025

// line asks where the first line of a paragraph of 28 characters a line ends.
type line struct {
	name string
	ask  string
	text string
	ends string // the last two characters of its first line, as we assume
}

// In the numbered text 甲 is the first character and 宙 the 28th.
const count = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月"

// upTo is the numbered text's first n characters.
func upTo(n int) string { return string([]rune(count)[:n]) }

var lines = []line{
	{"T1", "28 字一行，每字紧缩 0.25 磅", count, "宇宙"},
	{"T2", "汉字与数字之间不加空", "国1国2国3国4国5国6国7国8国9国0国1国2国3国4国5国6国7国8国9国0国1国2", "8国"},
	{"T3", "逗号不悬挂、不挤入", upTo(28) + "，" + upTo(8), "黄宇"},
	{"T4", "行中标点不压缩", "甲，乙，丙，丁，戊，己，庚，辛，壬，癸，子，丑，寅，卯辰巳午", "卯辰"},
	{"T5", "按本文件的避头表：㎡ 不在行首", upTo(28) + "㎡" + upTo(8), "黄宇"},
	{"T6", "按本文件的避头表：号 不在行首", upTo(28) + "号" + upTo(8), "黄宇"},
	{"T7", "破折号不拆开", upTo(27) + "——" + upTo(8), "玄黄"},
	{"T8", "句号与数字之间可以换行", upTo(26) + "。2025年" + upTo(8), "黄。"},
	{"T9", "后引号与前引号之间可以换行", upTo(27) + "”“" + upTo(8), "宇”"},
}

const (
	rows   = 6
	row    = 18 * unit.Point // from rule to rule
	upward = "竖排一字一行"
)

// page is the test page: a caption and a paragraph for each line, then a table
// whose rows have the least height and which has an upright label.
func page(f *form.Form) *document.Document {
	doc := &document.Document{
		Page: f.Page, Styles: slices.Clone(f.Styles),
		Info: document.Info{Title: "年报排版测试页", Subject: "年报", Language: f.Language, Date: document.Date{Year: formYear, Month: 1, Day: 1}},
	}
	ask, text := *doc.Style("table-line"), *doc.Style("body")
	ask.ID, ask.Name, ask.Pitch, ask.Before, ask.After = "test-ask", "测试说明", 14*unit.Point, 0, 0
	text.ID, text.Name, text.Pitch, text.First = "test-text", "测试正文", 20*unit.Point, 0
	doc.Styles = append(doc.Styles, ask, text)
	for _, l := range lines {
		doc.Blocks = append(doc.Blocks,
			&document.Paragraph{Style: ask.ID, Runs: []document.Run{{Text: l.name + "　" + l.ask + "：第一行应以“" + l.ends + "”结尾"}}},
			&document.Paragraph{Style: text.ID, Runs: []document.Run{{Text: l.text}}})
	}
	doc.Blocks = append(doc.Blocks, &document.Paragraph{Style: ask.ID, Runs: []document.Run{{
		Text: "T10　行高：第一条横线到最后一条横线应为 38.1 毫米（6 行，每行 18 磅）"}}}, table())
	return doc
}

func table() *document.Table {
	mm := unit.Millimetre
	t := &document.Table{
		Columns: []unit.Length{10 * mm, 60 * mm, 40 * mm}, Rule: unit.Point / 2, MarginX: 2 * unit.Point, MarginY: unit.Point,
		Rows: make([]document.Row, rows),
	}
	for r := range t.Rows {
		t.Rows[r].MinHeight = row
		if r == 0 {
			t.Rows[r].Cells = []document.Cell{{Style: "cell-label-upright", RowSpan: rows, ColSpan: 1, Upright: true, Text: document.Run{Text: upward}}}
		}
		t.Rows[r].Cells = append(t.Rows[r].Cells,
			document.Cell{Col: 1, RowSpan: 1, ColSpan: 1, Style: "cell-label", Text: document.Run{Text: "行高"}},
			document.Cell{Col: 2, RowSpan: 1, ColSpan: 1, Style: "cell-figure", Text: document.Run{Text: "1234"}})
	}
	return t
}
