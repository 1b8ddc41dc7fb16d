package intake_test

import (
	"bytes"
	"cmp"
	"fmt"
	stdhtml "html"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html/charset"

	"nianbao/internal/clerk/tally"
	"nianbao/internal/intake"
	"nianbao/internal/intake/docx"
	"nianbao/internal/intake/html"
	"nianbao/internal/intake/original"
	"nianbao/internal/press"
)

// A mangle does to a document what word processors, portals and people do.
type mangle struct {
	name string
	do   func(d *original.Document)
	sure bool // nothing may be in doubt
}

func eachGrid(d *original.Document, f func(g *original.Grid)) {
	for _, b := range d.Blocks {
		if g, ok := b.(*original.Grid); ok {
			f(g)
		}
	}
}

func eachCell(d *original.Document, f func(c *original.Cell)) {
	eachGrid(d, func(g *original.Grid) {
		for _, c := range g.Cells {
			f(c)
		}
	})
}

// isFigure reports whether a cell has nothing but figures.
func isFigure(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

// figuresIn changes the figures of the tables.
func figuresIn(change func(text string) string) func(d *original.Document) {
	return func(d *original.Document) {
		eachCell(d, func(c *original.Cell) {
			if isFigure(c.Text) {
				c.Text = change(c.Text)
			}
		})
	}
}

var wide = strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "4", "４", "5", "５", "6", "６", "7", "７", "8", "８", "9", "９")

// wholeFigures changes the figures of the widest tables: the forms say that these are whole.
func wholeFigures(change func(text string) string) func(d *original.Document) {
	return func(d *original.Document) {
		eachGrid(d, func(g *original.Grid) {
			if g.Columns > 6 {
				figuresIn(change)(&original.Document{Blocks: []original.Block{g}})
			}
		})
	}
}

// grouped puts thousands marks in.
func grouped(text string) string {
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// addColumn puts a blank column into every table, before column at.
func addColumn(at int) func(d *original.Document) {
	return func(d *original.Document) {
		eachGrid(d, func(g *original.Grid) {
			g.Columns++
			for _, c := range g.Cells {
				switch end := c.Column + c.ColSpan; {
				case c.Column >= at:
					c.Column++
				case end > at:
					c.ColSpan++
				}
			}
		})
	}
}

// widen gives the grid a column more without a cell more, as LibreOffice does.
func widen(d *original.Document) {
	eachGrid(d, func(g *original.Grid) {
		g.Columns++
		for _, c := range g.Cells {
			if c.Column+c.ColSpan == g.Columns {
				c.ColSpan++
			}
		}
	})
}

// lastColumnBlank adds a blank cell at the end of each row.
func lastColumnBlank(d *original.Document) {
	eachGrid(d, func(g *original.Grid) {
		g.Columns++
		var out []*original.Cell
		for r := 1; r <= g.Rows; r++ {
			for _, c := range g.Cells {
				if c.Row == r {
					out = append(out, c)
				}
			}
			out = append(out, &original.Cell{Place: original.Place{Table: g.Table, Row: r, Column: g.Columns}, RowSpan: 1, ColSpan: 1})
		}
		g.Cells = out
	})
}

// underSpans keeps the cells that row spans should have taken the place of: the
// rest of the row moves to the right.
func underSpans(d *original.Document) {
	eachGrid(d, func(g *original.Grid) {
		var out []*original.Cell
		for r := 1; r <= g.Rows; r++ {
			shift := 0
			for _, c := range g.Cells {
				if c.Row < r && r < c.Row+c.RowSpan && c.Column < 3 {
					shift++
				}
			}
			for i := range shift {
				out = append(out, &original.Cell{Place: original.Place{Table: g.Table, Row: r, Column: i + 2}, RowSpan: 1, ColSpan: 1})
			}
			for _, c := range g.Cells {
				if c.Row == r {
					c.Column += shift
					g.Columns = max(g.Columns, c.Column+c.ColSpan-1)
					out = append(out, c)
				}
			}
		}
		g.Cells = out
	})
}

// blankCell puts a blank cell before the second figure of each row.
func blankCell(d *original.Document) {
	eachGrid(d, func(g *original.Grid) {
		seen := map[int]int{}
		var out []*original.Cell
		for _, c := range g.Cells {
			if isFigure(c.Text) {
				if seen[c.Row]++; seen[c.Row] == 2 {
					out = append(out, &original.Cell{Place: c.Place, RowSpan: 1, ColSpan: 1})
				}
			}
			if seen[c.Row] >= 2 {
				c.Column++
				g.Columns = max(g.Columns, c.Column+c.ColSpan-1)
			}
			out = append(out, c)
		}
		g.Cells = out
	})
}

// exchange exchanges two columns, heads and figures, of the table of applications.
func exchange(d *original.Document) {
	eachGrid(d, func(g *original.Grid) {
		if g.Columns != 10 {
			return
		}
		for _, c := range g.Cells {
			if c.Row > 2 && c.ColSpan == 1 && (c.Column == 5 || c.Column == 7) {
				c.Column = 12 - c.Column
			}
		}
		slices.SortStableFunc(g.Cells, func(a, b *original.Cell) int {
			return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
		})
	})
}

// loseRow takes away a row in the middle.
func loseRow(d *original.Document) {
	eachGrid(d, func(g *original.Grid) {
		if g.Rows < 13 {
			return
		}
		g.Cells = slices.DeleteFunc(g.Cells, func(c *original.Cell) bool { return c.Row == 13 && c.RowSpan == 1 })
		for _, c := range g.Cells {
			if c.Row < 13 && c.Row+c.RowSpan > 13 {
				c.RowSpan--
			}
			if c.Row > 13 {
				c.Row--
			}
		}
		g.Rows--
	})
}

// renameRow gives a row another name.
func renameRow(d *original.Document) {
	eachCell(d, func(c *original.Cell) {
		if c.Row == 14 && !isFigure(c.Text) {
			c.Text = "另有规定的情形"
		}
	})
}

// loseHeads takes the words of heads away.
func loseHeads(d *original.Document) {
	eachCell(d, func(c *original.Cell) {
		if c.Row <= 3 && c.Column > 3 && !isFigure(c.Text) {
			c.Text = ""
		}
	})
}

// part parts tables at a row, as PDF files have them; headed repeats the head.
func part(row, head int) func(d *original.Document) {
	return func(d *original.Document) {
		var out []original.Block
		for _, b := range d.Blocks {
			g, ok := b.(*original.Grid)
			if !ok || g.Rows <= row {
				out = append(out, b)
				continue
			}
			a := &original.Grid{Place: g.Place, Rows: row, Columns: g.Columns}
			z := &original.Grid{Place: g.Place, Rows: g.Rows - row + head, Columns: g.Columns, Continues: true}
			var rest []*original.Cell
			for _, c := range g.Cells {
				switch {
				case c.Row > row:
					c.Row += head - row
					rest = append(rest, c)
				case c.Row+c.RowSpan-1 > row:
					below := *c
					below.Row, below.RowSpan = 1+head, c.Row+c.RowSpan-1-row
					c.RowSpan = row - c.Row + 1
					a.Cells, z.Cells = append(a.Cells, c), append(z.Cells, &below)
				default:
					if c.Row <= head {
						again := *c
						z.Cells = append(z.Cells, &again)
					}
					a.Cells = append(a.Cells, c)
				}
			}
			z.Cells = append(z.Cells, rest...)
			out = append(out, a, z)
		}
		d.Blocks = out
	}
}

// each glyph of an upright label on a line of its own
func upright(text string) string { return strings.Join(strings.Split(text, ""), "\n") }

func labels(change func(string) string) func(d *original.Document) {
	return func(d *original.Document) {
		eachCell(d, func(c *original.Cell) {
			if strings.ContainsAny(c.Text, "一二三四本年开申请结果数量") {
				c.Text = change(c.Text)
			}
		})
	}
}

var mangles = []mangle{
	{"no-break spaces around figures", figuresIn(func(t string) string { return "\u00a0" + t + "\u00a0 " }), true},
	{"full-width figures", figuresIn(wide.Replace), true},
	{"thousands marks", figuresIn(grouped), true},
	{"figures parted by a blank", figuresIn(func(t string) string {
		if len(t) > 1 {
			return t[:1] + " " + t[1:]
		}
		return t
	}), false},
	{"whole numbers with .0", wholeFigures(func(t string) string { return t + ".0" }), true},
	{"figures with .000", wholeFigures(func(t string) string { return t + ".000" }), false},
	{"a unit", figuresIn(func(t string) string { return t + "件" }), false},
	{"zeros left out", figuresIn(func(t string) string {
		return strings.Trim(t, "0") + strings.Repeat("0", len(t)-len(strings.TrimRight(t, "0")))
	}), false},
	{"a grid wider than its cells", widen, true},
	{"a blank column at the end", lastColumnBlank, false},
	{"a column more at the left", addColumn(2), true},
	{"cells under row spans", underSpans, true},
	{"parted by a page", part(12, 0), true},
	{"parted by a page, head repeated", part(12, 1), true},
	{"parted by a page, whole head repeated", part(14, 3), true},
	{"a blank cell too many", blankCell, false},
	{"two columns exchanged", exchange, false},
	{"a row lost", loseRow, false},
	{"a row renamed", renameRow, false},
	{"heads lost", loseHeads, false},
	{"labels upright", labels(upright), true},
	{"labels with breaks and blanks", labels(func(t string) string { return "\u3000" + strings.ReplaceAll(t, "开", "开\n") + " " }), true},
	{"labels without numbers", labels(func(t string) string { return strings.TrimLeft(t, "（）一二三四五六七1234567890.、") }), false},
	{"half-width brackets", labels(strings.NewReplacer("（", "(", "）", ")", "、", ",").Replace), true},
}

// TestMangledFiguresAreRightOrMarked: after each mangle every figure is the one
// that it was, or is listed as being in doubt.
func TestMangledFiguresAreRightOrMarked(t *testing.T) {
	for _, name := range []string{"2020.toml", "county/2014.toml", "county/2016.toml", "county/2019.toml", "county/2023.toml", "regions/shanghai-2010.toml", "regions/dingxi-2009.toml"} {
		want := openSample(t, name)
		word := built(t, want)
		for _, m := range mangles {
			t.Run(name+"/"+m.name, func(t *testing.T) {
				d := read(t, word)
				m.do(d)
				got, r := imported(t, d)
				right, marked := figuresAgree(t, want, got, r)
				t.Logf("%d right, %d marked", right, marked)
				if m.sure && marked > 0 {
					t.Errorf("%d of %d figures are in doubt: %+v", marked, right+marked, r.Doubts[0])
				}
			})
		}
	}
}

// TestPages imports each report from a page made of it, as it is and as portals
// mangle it.
func TestPages(t *testing.T) {
	for _, name := range []string{"2020.toml", "county/2012.toml", "county/2018.toml", "county/2021.toml", "county/2023.toml"} {
		want := openSample(t, name)
		word := built(t, want)
		for _, charset := range []string{"utf-8", "gb18030"} {
			t.Run(name+"/"+charset, func(t *testing.T) {
				page := pageOf(read(t, word))
				data := encode(t, page, charset)
				d, err := html.Read("page.html", data)
				if err != nil {
					t.Fatal(err)
				}
				d.Author = want.Report.Agency.Text // pages do not say it in full
				got, r := imported(t, d)
				compare(t, want, got)
				if len(r.Doubts) > 0 {
					t.Errorf("%d doubts, the first: %+v", len(r.Doubts), r.Doubts[0])
				}
			})
		}
	}
}

func openSample(t *testing.T, name string) *press.Opened {
	t.Helper()
	o, err := press.Open(builder().Forms, filepath.Join(samples, name))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func built(t *testing.T, o *press.Opened) []byte {
	t.Helper()
	out, err := builder().Report(o)
	if err != nil {
		t.Fatal(err)
	}
	return out.DOCX
}

func read(t *testing.T, word []byte) *original.Document {
	t.Helper()
	d, err := docx.Read("report.docx", word)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// figuresAgree compares all figures of two reports. A different one must be
// marked, in the list and in the file.
func figuresAgree(t *testing.T, want, got *press.Opened, r *intake.Result) (right, marked int) {
	t.Helper()
	if want.Form.Name != got.Form.Name {
		t.Fatalf("form %s, want %s", got.Form.Name, want.Form.Name)
	}
	doubts := map[string]bool{}
	for _, d := range r.Doubts {
		doubts[d.Key] = true
	}
	for i := range want.Form.Parts {
		p := &want.Form.Parts[i]
		if p.Table == nil {
			continue
		}
		a, _ := tally.Of(p.Table, want.Report.Parts[p.Key], want.Report.AsPublished)
		b, _ := tally.Of(p.Table, got.Report.Parts[p.Key], got.Report.AsPublished)
		for _, row := range p.Table.FigureRows {
			for _, c := range row.Columns {
				x, y := a.Figure(row.Key, c), b.Figure(row.Key, c)
				if x.State == tally.NotGiven {
					x.Text = "0"
				}
				key := p.Key + "." + row.Key + "." + c
				blank := y.Text == "" && x.Text == "0"
				switch {
				case doubts[key]:
					marked++
					line, _, _ := strings.Cut(r.Text[max(strings.Index(r.Text, "\n"+row.Key+" "), 0)+1:], "\n")
					if !strings.Contains(r.Text, "存疑") || !strings.Contains(line, "存疑") {
						t.Errorf("%s is in doubt, and its line does not say so: %s", key, line)
					}
				case x.Text == y.Text, blank, y.Text == x.Text+"件", row.Optional && y.State == tally.NotGiven:
					right++
				default:
					t.Errorf("%s: %q, want %q, and not marked", key, y.Text, x.Text)
				}
			}
		}
	}
	return right, marked
}

// pageOf writes a document as a portal's page.
func pageOf(d *original.Document) string {
	var b bytes.Buffer
	w := func(format string, args ...any) { fmt.Fprintf(&b, format, args...) }
	w("<!DOCTYPE html><html><head><title>政府信息公开</title><meta charset=\"CHARSET\"></head><body>")
	w("<div class=\"top\"><a href=\"/\">首页</a> <a href=\"/zwgk\">政务公开</a> &gt; <a href=\"/nb\">年报</a><ul><li><a href=\"/a\">机构职能</a></li></ul></div>")
	w("<div class=\"main\"><div class=\"tools\">发布时间：2021-01-27　来源：本站　浏览次数：<span>35</span>次</div><div>字号：[<a>大</a> <a>中</a> <a>小</a>]　<a>打印</a>　<a>关闭</a></div>")
	w("<div id=\"zoom\">\n")
	for _, block := range d.Blocks {
		switch x := block.(type) {
		case *original.Paragraph:
			align := [...]string{"justify", "center", "right"}[x.Align]
			if x.Left > 0 {
				align = "right"
			}
			w("<p style=\"text-align:%s;text-indent:2em\"><span style=\"font-size:16pt\">%s</span></p>\n", align, lines(x.Text()))
		case *original.Grid:
			w("<table border=1><tbody>")
			for r := 1; r <= x.Rows; r++ {
				w("<tr>")
				for _, c := range x.Cells {
					if c.Row == r {
						tag := "td"
						if c.Header {
							tag = "th"
						}
						w("<%s rowspan=\"%d\" colspan=%d><p align=\"center\">%s&nbsp;</p></%s>\n", tag, c.RowSpan, c.ColSpan, lines(c.Text), tag)
					}
				}
				w("</tr>")
			}
			w("</tbody></table>")
		}
	}
	w("</div><div>【<a>打印</a>】【<a>关闭</a>】</div><div>上一篇：<a href=\"/1\">没有了</a></div></div><div class=\"foot\">主办：某某县政府　网站标识码：1234</div><script>var x = '<p>no</p>';</script></body></html>")
	return b.String()
}

// lines writes text with its line breaks; blanks that count are no-break ones.
func lines(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(stdhtml.EscapeString(text), "\n", "<br/>"), "  ", "&nbsp;&nbsp;")
}

func encode(t *testing.T, page, name string) []byte {
	t.Helper()
	page = strings.Replace(page, "CHARSET", name, 1)
	e, _ := charset.Lookup(name)
	out, err := e.NewEncoder().String(page)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(out)
}
