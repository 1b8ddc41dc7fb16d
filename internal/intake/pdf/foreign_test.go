package pdf

import (
	"fmt"
	"strings"
	"testing"

	"nianbao/internal/intake/original"
)

// The text of the made-up report.
var (
	foreignTitle = []string{"青禾县粮食和物资储备局", "2024年政府信息公开工作年度报告"}
	foreignProse = []string{
		"本报告依照有关规定编制，全文由总体情况、主动公开、申请办理、复议诉讼、问题改进和其他事项六个部分组成，数据截至2024年12月31日。",
		"一、总体情况",
		"2024年，本局公开各类信息318条，其中网站发布206条，公众号发布112条；电话0123-4567890，网址http://www.example.gov.cn/xxgk/2024/index.html，邮箱gongkai@example.gov.cn，欢迎查询。",
		"（一）主动公开。全年制发规范性文件2件。",
		"二、收到和处理政府信息公开申请情况",
	}
	foreignAfter = []string{
		"三、存在的主要问题及改进情况",
		"一是人手不足，二是长期积压；明年将逐一改进，把工作做在前面，把责任落到人头。",
		"青禾县粮食和物资储备局",
		"2025年1月16日",
	}
)

// wrap breaks a paragraph as a program does that knows kinsoku: with an indent
// of two ems, and no word of Latin letters parted unless it is an address.
func wrap(text string, perLine float64) (lines []string) {
	var line []rune
	w := 2.0
	for _, r := range text {
		if w+advance(r) > perLine && !closes(r) {
			carry := []rune(nil)
			for n := len(line); n > 0 && opens(line[n-1]); n = len(line) {
				carry = append([]rune{line[n-1]}, carry...)
				line = line[:n-1]
			}
			lines = append(lines, string(line))
			line, w = carry, 0
			for _, c := range carry {
				w += advance(c)
			}
		}
		line = append(line, r)
		w += advance(r)
	}
	return append(lines, string(line))
}

// foreignRow is a row of the made-up table: labels of three columns (the first
// upright) and seven figures.
type foreignRow struct {
	label   string
	figures [7]string
}

func foreignRows() (rows []foreignRow) {
	labels := []string{"（一）予以公开", "（二）部分公开", "1.属于国家秘密", "2.危及“三安全一稳定”", "3.保护第三方合法权益", "4.本机关不掌握", "5.重复申请", "6.其他", "（七）总计"}
	for i, l := range labels {
		r := foreignRow{label: l}
		for k := range r.figures {
			r.figures[k] = fmt.Sprint((i*7 + k*k*31) % 1200)
		}
		rows = append(rows, r)
	}
	rows[2].figures[3] = "" // a blank stays a blank
	rows[3].figures[0] = "75394432.52"
	return rows
}

const (
	foreignUpright = "本年度办理结果"
	foreignHead    = "自然人,商业企业,科研机构,社会组织,法律服务,其他,总计"
)

// drawForeign draws the report: a page number first in the flow, a title, prose,
// a table over two pages without a repeated head.
func drawForeign(style sheetStyle) []byte {
	s := newSheet(style)
	s.page()
	s.text(280, 800, 14, "- 1 -")
	y := 120.0
	for _, t := range foreignTitle {
		s.text((595-width(t, 22))/2, y, 22, t)
		y += 36
	}
	y = s.prose(y+20, foreignProse)
	rows := foreignRows()
	s.table(y, true, rows[:4])
	s.page()
	s.text(280, 800, 14, "- 2 -")
	y = s.table(80, false, rows[4:])
	s.prose(y+40, foreignAfter)
	return s.bytes()
}

func (s *sheet) prose(y float64, paragraphs []string) float64 {
	for i, p := range paragraphs {
		if i >= len(paragraphs)-2 && len(paragraphs) == len(foreignAfter) { // signature and date
			s.text(520-width(p, 16)-32, y, 16, p)
			y += 28
			continue
		}
		for n, l := range wrap(p, 27.6) {
			x := 79.0
			if n == 0 {
				x += 32
			}
			s.text(x, y, 16, l)
			y += 28
		}
	}
	return y
}

// table draws the table's rows, with its head or without, and gives its lower
// edge.
func (s *sheet) table(y float64, head bool, rows []foreignRow) float64 {
	xs := []float64{79, 103, 240, 280, 320, 360, 400, 440, 480, 520}
	const h = 30.0
	if head {
		s.cell(xs[0], y, xs[2], y+2*h)
		s.text(xs[0]+8, y+h, 10.5, "申请和办理")
		s.cell(xs[2], y, xs[9], y+h)
		s.text(360, y+19, 10.5, "申请人情况")
		y += h
		for k, t := range strings.Split(foreignHead, ",") {
			s.cell(xs[2+k], y, xs[3+k], y+h)
			for i, part := range split(t, 3) {
				s.text(xs[2+k]+4, y+12+float64(i)*12, 10.5, part)
			}
		}
		y += h
	}
	top := y
	for _, r := range rows {
		s.cell(xs[1], y, xs[2], y+h)
		for i, part := range split(r.label, 12) {
			s.text(xs[1]+4, y+12+float64(i)*12, 10.5, part)
		}
		for k, f := range r.figures {
			s.cell(xs[2+k], y, xs[3+k], y+h)
			size := 10.5
			if len(f) > 7 {
				size = 6.5
			}
			x := xs[2+k] + 2.5
			switch s.style.align {
			case "left":
			case "right":
				x = xs[3+k] - 2.5 - width(f, size)
			default:
				x = (xs[2+k] + xs[3+k] - width(f, size)) / 2
			}
			if f != "" {
				s.text(x, y+19, size, f)
			}
		}
		y += h
	}
	s.cell(xs[0], top, xs[1], y)
	if head {
		s.upright(91, top+4, 10.5, foreignUpright)
	}
	return y
}

func split(t string, n int) (parts []string) {
	r := []rune(t)
	for ; len(r) > n; r = r[n:] {
		parts = append(parts, string(r[:n]))
	}
	return append(parts, string(r))
}

// The habits of programs: WPS fills rectangles in pieces and sets labels with
// Identity-V, others stroke lines or boxes, use the predefined CMaps, draw bold
// type twice, put pages into forms, turn them.
var foreignStyles = []sheetStyle{
	{name: "filled rectangles, vertical label", rules: "filled", label: "vertical"},
	{name: "pieces, label glyph by glyph, TJ", rules: "pieces", label: "glyphs", show: "TJ", align: "right"},
	{name: "stroked, turned label, single glyphs", rules: "stroked", label: "turned", show: "single", align: "left"},
	{name: "boxes", rules: "boxes", label: "glyphs"},
	{name: "double rules", rules: "double", label: "vertical"},
	{name: "thin quadrangles", rules: "quads", label: "vertical"},
	{name: "ends cut aslant", rules: "mitred", label: "vertical"},
	{name: "GBK-EUC-H", rules: "filled", label: "vertical", encoding: "GBK-EUC-H"},
	{name: "GBK2K-H", rules: "filled", label: "glyphs", encoding: "GBK2K-H"},
	{name: "UniGB-UCS2-H", rules: "stroked", label: "vertical", encoding: "UniGB-UCS2-H"},
	{name: "UniGB-UTF16-H", rules: "boxes", label: "glyphs", encoding: "UniGB-UTF16-H", show: "single"},
	{name: "drawn twice", rules: "filled", label: "vertical", twice: true},
	{name: "radicals in ToUnicode", rules: "filled", label: "vertical", radicals: true},
	{name: "in a form", rules: "stroked", label: "vertical", form: true},
	{name: "turned by Rotate", rules: "filled", label: "glyphs", turned: true},
	{name: "running upwards", rules: "filled", label: "glyphs", upright: true},
	{name: "moved and scaled", rules: "stroked", label: "vertical", shift: true},
}

func TestForeignFiles(t *testing.T) {
	for _, style := range foreignStyles {
		t.Run(style.name, func(t *testing.T) {
			d, err := Read("a.pdf", drawForeign(style))
			if err != nil {
				t.Fatal(err)
			}
			want := append(append(append([]string{}, foreignTitle...), foreignProse...), foreignAfter...)
			compareLists(t, prose(d), want)
			checkForeignTables(t, d)
		})
	}
}

func compareLists(t *testing.T, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			t.Errorf("missing: %q", want[i])
		case i >= len(want):
			t.Errorf("too much: %q", got[i])
		case got[i] != want[i]:
			t.Errorf("%q\n, want %q", got[i], want[i])
		}
	}
}

func checkForeignTables(t *testing.T, d *original.Document) {
	t.Helper()
	var grids []*original.Grid
	for _, b := range d.Blocks {
		if g, ok := b.(*original.Grid); ok {
			grids = append(grids, g)
		}
	}
	if len(grids) != 2 || grids[0].Continues || !grids[1].Continues {
		t.Fatalf("%d tables", len(grids))
	}
	var got []string
	for i, g := range grids {
		for _, c := range g.Cells {
			if i == 0 && c.Row <= 2 {
				continue
			}
			got = append(got, c.Text)
		}
	}
	rows := foreignRows()
	var want []string
	for i, r := range rows {
		switch i {
		case 0:
			want = append(want, foreignUpright)
		case 4:
			want = append(want, "") // the label's part on the second page
		}
		want = append(want, r.label)
		want = append(want, r.figures[:]...)
	}
	compareLists(t, got, want)
	head := grids[0].Laid()
	if head[0][0] == nil || head[0][0].Text != "申请和办理" || head[0][0].RowSpan != 2 || head[0][2].ColSpan != 7 || head[1][5].Text != "社会组织" {
		t.Errorf("head: %+v", head[0][0])
	}
}
