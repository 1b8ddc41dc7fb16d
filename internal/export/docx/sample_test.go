package docx

import (
	"fmt"
	"strings"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// Sample documents, built by hand.

var families = map[string]string{
	"song": "宋体", "biaosong": "方正小标宋简体", "fangsong": "仿宋_GB2312",
	"kai": "楷体_GB2312", "hei": "黑体", "times": "Times New Roman",
}

var wordOptions = Options{WordName: func(role string) string { return families[role] }}

func gbPage() document.Page {
	mm := unit.Millimetre
	return document.Page{
		Width: 210 * mm, Height: 297 * mm, Top: 37 * mm, Bottom: 35 * mm, Left: 28 * mm, Right: 26 * mm,
		LinePitch: 579 * unit.Twip, Lines: 22, Chars: 28,
		Number: document.PageNumber{Style: "number", Before: "— ", After: " —", Below: 7 * mm, Indent: 1},
	}
}

func gbStyles() []document.Style {
	pt, tw := unit.Point, unit.Twip
	body := func(id, name, font string) document.Style {
		return document.Style{ID: id, Name: name, Font: font, Latin: "times", Size: 16 * pt, Spacing: -5 * tw, Pitch: 579 * tw, First: 2}
	}
	heading := func(id, name, font string, level int) document.Style {
		s := body(id, name, font)
		s.Outline, s.KeepNext = level, true
		return s
	}
	cell := func(id, name string, a document.Align) document.Style {
		return document.Style{ID: id, Name: name, Font: "song", Latin: "times", Size: 10*pt + pt/2, Pitch: 14 * pt, Align: a}
	}
	lead := body("lead", "二级标题字符", "kai")
	lead.Run, lead.First = true, 0
	sign := body("signature", "落款", "fangsong")
	sign.First, sign.Align = 0, document.Left
	return []document.Style{
		{ID: "title", Name: "标题", Font: "biaosong", Latin: "times", Size: 22 * pt, Pitch: 2 * 579 * tw / 2, Align: document.Center, Outline: 0, After: 1, KeepNext: true},
		body("body", "正文", "fangsong"),
		heading("heading1", "一级标题", "hei", 1),
		heading("heading2", "二级标题", "kai", 2),
		lead,
		cell("cell", "表格文字", document.Left),
		cell("figure", "表格数字", document.Center),
		sign,
		{ID: "number", Name: "页码", Font: "song", Latin: "song", Size: 14 * pt, Pitch: 18 * pt, Align: document.Right},
	}
}

func para(style, text string) *document.Paragraph {
	return &document.Paragraph{Style: style, Runs: []document.Run{{Text: text}}}
}

// drawTable makes a table of rows whose cells are separated by |; < and ^
// continue the cell at the left and above.
func drawTable(title string, widths []float64, header int, rows ...string) *document.Table {
	t := &document.Table{Title: title, HeaderRows: header, Rule: unit.Point / 2,
		MarginX: unit.Millimetre, MarginY: unit.Millimetre / 2}
	for _, w := range widths {
		t.Columns = append(t.Columns, unit.Millimetres(w))
	}
	var grid [][]string
	for _, r := range rows {
		grid = append(grid, strings.Split(r, "|"))
	}
	for r := range grid {
		row := document.Row{MinHeight: 30 * unit.Point}
		for c, text := range grid[r] {
			if text == "<" || text == "^" {
				continue
			}
			cs, rs := 1, 1
			for c+cs < len(grid[r]) && grid[r][c+cs] == "<" {
				cs++
			}
			for r+rs < len(grid) && grid[r+rs][c] == "^" {
				rs++
			}
			cell := document.Cell{Col: c, RowSpan: rs, ColSpan: cs, Style: "figure", Text: document.Run{Text: text}}
			if c < 3 && len(widths) == 10 {
				cell.Style = "cell"
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func even4() []float64 { return []float64{60, 32, 32, 32} }

func tableTwo() *document.Table {
	return drawTable("二、主动公开政府信息情况", even4(), 0,
		"第二十条第（一）项|<|<|<", "信息内容|本年新\n制作数量|本年新\n公开数量|对外公开总数量", "规章|0|0|0", "规范性文件|0|0|0",
		"第二十条第（五）项|<|<|<", "信息内容|上一年项目数量|本年增/减|处理决定数量", "行政许可|105|+144|29497", "其他对外管理服务事项|0|0|0",
		"第二十条第（六）项|<|<|<", "信息内容|上一年项目数量|本年增/减|处理决定数量", "行政处罚|0|0|0", "行政强制|0|0|0",
		"第二十条第（八）项|<|<|<", "信息内容|上一年项目数量|本年增/减|<", "行政事业性收费|0|0|<",
		"第二十条第（九）项|<|<|<", "信息内容|采购项目数量|采购总金额|<", "政府集中采购|0|0|<")
}

func tableThree() *document.Table {
	figures := "|0|0|0|0|0|0|0"
	rows := []string{
		"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）|<|<|申请人情况|<|<|<|<|<|<",
		"^|^|^|自然人|法人或其他组织|<|<|<|<|总计",
		"^|^|^|^|商业企业|科研机构|社会公益组织|法律服务机构|其他|^",
		"一、本年新收政府信息公开申请数量|<|<" + figures,
		"二、上年结转政府信息公开申请数量|<|<" + figures,
		"三、本年度办理结果|（一）予以公开|<" + figures,
		"^|（二）部分公开（区分处理的，只计这一情形，不计其他情形）|<" + figures,
	}
	for _, group := range [][]string{
		{"（三）不予公开", "1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益",
			"5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项"},
		{"（四）无法提供", "1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"},
		{"（五）不予处理", "1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请",
			"5.要求行政机关确认或重新出具已获取信息"},
	} {
		label := group[0]
		for _, text := range group[1:] {
			rows = append(rows, "^|"+label+"|"+text+figures)
			label = "^"
		}
	}
	rows = append(rows, "^|（六）其他处理|<"+figures, "^|（七）总计|<"+figures, "四、结转下年度继续办理|<|<"+figures)
	t := drawTable("三、收到和处理政府信息公开申请情况", []float64{12, 15, 52, 11, 11, 11, 11, 11, 11, 11}, 3, rows...)
	t.Rows[5].Cells[0].Upright = true
	t.Rows[5].Cells[0].Style = "figure"
	t.Rows[0].Cells[0].Shade = "F2F2F2"
	return t
}

func tableFour() *document.Table {
	w := make([]float64, 15)
	for i := range w {
		w[i] = 10.4
	}
	return drawTable("四、政府信息公开行政复议、行政诉讼情况", w, 3,
		"行政复议|<|<|<|<|行政诉讼|<|<|<|<|<|<|<|<|<",
		"结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|<|<|<|<|复议后起诉|<|<|<|<",
		"^|^|^|^|^|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计",
		"0|0|0|0|0|0|0|0|0|0|0|0|0|0|0")
}

// fit lays a table out as if every cell had n lines.
func fit(t *document.Table, heights unit.Length, breaks ...int) *document.Table {
	f := &document.Fit{Breaks: breaks}
	for range t.Rows {
		f.Heights = append(f.Heights, heights)
	}
	t.Fit = f
	return t
}

const prose = `根据《中华人民共和国政府信息公开条例》规定和县政府办公室《关于做好2020年度政府信息公开年度报告编制发布工作的通知》安排部署，县行政审批服务局认真贯彻落实文件精神，研究编制了《汶上县行政审批服务局2020年政府信息公开工作年度报告》，现予以公开发布。
本报告由总体情况；主动公开政府信息情况；收到和处理政府信息公开申请情况；政府信息公开行政复议、行政诉讼情况；存在的主要问题及改进情况；其他需要报告的事项等六个部分组成。报告中所列数据的日期自2020年1月1日起至2020年12月31日止。如对本报告有任何疑问，请与汶上县行政审批服务局办公室联系（地址：汶上县明星路2155号；邮编：272500；电话：0537-7281890；电子邮箱：wsspzx1890@163.com）。
2020年，县行政审批服务局严格贯彻落实县政府办公室关于政务公开工作的各项政策方针，认真落实整改督查考核中出现的问题，确保我局政务公开工作扎实推进。
2020年共在政府网站主动公开各类信息100余条，占总发布量的百分之五十九——公开的内容涉及部门机构职能、领导班子分工、法规文件、人大政协提案回复……通过市长热线、O2O平台及时积极回应群众诉求，办结率100%，一方面为群众答疑解惑、切实解决群众难题；2020年通过微信公众号“汶上政务为您服务”及时发布与群众利益息息相关的实事，“2020”年共计70余条，占总发布量的百分之四十一。`

// report is a document like a whole report: about seven pages.
func report() *document.Document {
	d := &document.Document{
		Info: document.Info{Title: "2020年政府信息公开工作年度报告", Author: "行政审批服务局", Subject: "政府信息公开工作年度报告",
			Language: "zh-CN", Date: document.Date{Year: 2021, Month: 1, Day: 27}},
		Page: gbPage(), Styles: gbStyles(),
	}
	add := func(b ...document.Block) { d.Blocks = append(d.Blocks, b...) }
	title := para("title", "行政审批服务局2020年政府信息公开\n工作年度报告")
	title.Role = document.Title
	add(title)
	for n, head := range []string{"一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
		"四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"} {
		h := para("heading1", head)
		h.Role = document.Heading1
		add(h)
		switch n {
		case 1:
			add(fit(tableTwo(), 32*unit.Point))
		case 2:
			add(fit(tableThree(), 32*unit.Point))
		case 3:
			add(fit(tableFour(), 32*unit.Point))
		default:
			for i, text := range strings.Split(prose, "\n") {
				add(&document.Paragraph{Style: "body", Runs: []document.Run{
					{Style: "lead", Text: fmt.Sprintf("（%d）主动公开。", i+1)}, {Text: text}}})
			}
		}
	}
	width := 2 * 28 * 315 * unit.Twip / 4
	add(&document.Paragraph{Style: "signature", Runs: []document.Run{{Text: "行政审批服务局"}}, Left: width, Above: 2 * 579 * unit.Twip, KeepNext: document.KeepLines},
		&document.Paragraph{Style: "signature", Runs: []document.Run{{Text: "2021年1月27日"}}, Left: width + 630*unit.Twip})
	return d
}
