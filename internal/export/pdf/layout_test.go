package pdf

import (
	"nianbao/internal/document"
	"nianbao/internal/layout/font"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/unit"
)

// Short ways to write layouts by hand.

func node(tag typeset.Tag, kids ...*typeset.Node) *typeset.Node {
	return &typeset.Node{Tag: tag, Kids: kids}
}

func cell(tag typeset.Tag, scope document.Scope, rows, cols int) *typeset.Node {
	return &typeset.Node{Tag: tag, Scope: scope, RowSpan: rows, ColSpan: cols}
}

// line sets s at x, y points with extra points after each glyph.
func line(f *font.Face, n *typeset.Node, x, y, size, extra float64, s string) typeset.Text {
	t := typeset.Text{X: unit.Points(x), Y: unit.Points(y), Face: f, Size: unit.Points(size), Node: n}
	for _, r := range s {
		g := f.Glyph(r)
		t.Glyphs = append(t.Glyphs, typeset.Glyph{ID: g, Rune: r, Advance: f.Advance(g, t.Size) + unit.Points(extra)})
	}
	return t
}

func a4(texts ...typeset.Text) typeset.Page {
	return typeset.Page{Width: 210 * unit.Millimetre, Height: 297 * unit.Millimetre, Texts: texts}
}

func rect(x, y, w, h float64, fill string) typeset.Rect {
	return typeset.Rect{X: unit.Points(x), Y: unit.Points(y), W: unit.Points(w), H: unit.Points(h), Fill: fill}
}

var info = document.Info{
	Title: "2020年政府信息公开工作年度报告", Author: "汶上县行政审批服务局", Subject: "A & B < C",
	Language: "zh-CN", Date: document.Date{Year: 2021, Month: 1, Day: 27},
}

// report is a document with a bit of everything: a table over two pages whose
// label is repeated, a paragraph over two pages, page numbers.
func report(cjk, latin *font.Face) *typeset.Layout {
	h1, p1, p2 := node(typeset.TagH1), node(typeset.TagP), node(typeset.TagP)
	head := cell(typeset.TagTH, document.ColumnScope, 0, 2)
	row := cell(typeset.TagTH, document.RowScope, 2, 1)
	d1, d2, d3 := node(typeset.TagTD), node(typeset.TagTD), cell(typeset.TagTD, 0, 1, 2)
	table := node(typeset.TagTable,
		node(typeset.TagTHead, node(typeset.TagTR, head)),
		node(typeset.TagTBody, node(typeset.TagTR, row, d1), node(typeset.TagTR, d2), node(typeset.TagTR, d3)))
	table.Title, table.Alt = "三、收到和处理政府信息公开申请情况", "统计表"
	first := a4(
		line(cjk, h1, 80, 100, 22, 0, "政府信息公开"),
		line(cjk, p1, 80, 140, 16, -0.2063, "行政审批服务局政府信息公开工作年度报告"),
		line(latin, p1, 380.07, 140, 16, 0, "Report (2020)\\"),
		line(cjk, p1, 80, 168, 16, -0.2063, "第二行"),
		line(cjk, head, 80, 210, 10.5, 0, "申请人情况"),
		line(cjk, row, 80, 230, 10.5, 0, "自然人"),
		line(latin, d1, 180, 230, 10.5, 0, "12.50"),
		line(latin, nil, 280, 800, 14, 0, "1"),
	)
	first.Label = "1"
	first.Fills = []typeset.Rect{rect(80, 200, 100, 20, "EEEEEE"), rect(180, 200, 100, 20, "E0F0FF")}
	first.Rules = []typeset.Rect{rect(80, 200, 200, 0.48, "")}
	second := a4(
		line(cjk, nil, 80, 120, 10.5, 0, "自然人"),
		line(latin, d2, 180, 120, 10.5, 0, "7"),
		line(cjk, p2, 80, 200, 16, 0, "落款"),
		line(cjk, nil, 80, 130, 10.5, 0, "续表"),
		line(latin, nil, 280, 800, 14, 0, "2"),
	)
	second.Label = "2"
	second.Rules = []typeset.Rect{rect(80, 100, 200, 0.48, "")}
	p1Again := line(cjk, p1, 80, 90, 16, 0, "续页")
	second.Texts = append([]typeset.Text{p1Again}, second.Texts...)
	return &typeset.Layout{
		Info: info, Pages: []typeset.Page{first, second},
		Root: node(typeset.TagDocument, h1, p1, table, p2),
		Outline: []typeset.Outline{
			{Title: "年报", Level: 1, Y: unit.Points(80)}, {Title: "一、总体情况", Level: 2, Y: unit.Points(120)},
			{Title: "（一）", Level: 3, Page: 1}, {Title: "二、", Level: 2, Page: 1}, {Title: "(end)", Level: 1, Page: 1},
		},
	}
}
