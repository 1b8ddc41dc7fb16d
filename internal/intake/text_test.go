package intake_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/clerk/source"
	"nianbao/internal/intake"
	"nianbao/internal/intake/html"
	"nianbao/internal/intake/original"
	"nianbao/internal/intake/text"
	"nianbao/internal/press"
)

// textShapes are the ways in which programs write tables as plain text.
var textShapes = []struct {
	name  string
	sure  bool // nothing that matters is lost: nothing may be marked
	table func(g *original.Grid) string
}{
	{"tabs", true, func(g *original.Grid) string { return rowsOfText(g, "", "\t", "") }},
	{"bars", true, func(g *original.Grid) string { return rowsOfText(g, "", " | ", " |") }},
	{"markdown", true, func(g *original.Grid) string { return rowsOfText(g, "| ", " | ", " |") }},
	{"blank lines between rows", true, func(g *original.Grid) string { return strings.ReplaceAll(rowsOfText(g, "", "\t", ""), "\n", "\n\n") }},
	{"spaces", true, func(g *original.Grid) string { return rowsOfText(g, "", " ", "") }},
	{"one cell a line", true, func(g *original.Grid) string { return rowsOfText(g, "", "\n", "") }},
	{"one cell a line, tabs alone between", true, func(g *original.Grid) string { return rowsOfText(g, "", "\n\n\t\n", "") }},
	{"rows filled up with bars", true, filledUp},
	{"one cell a line with bars", true, func(g *original.Grid) string { return rowsOfText(g, "", " |\n", " |\n|||") }},
	{"bars alone between cells", true, func(g *original.Grid) string { return rowsOfText(g, "|\n", "\n|\n", "\n|") }},
	{"heads in two rows", true, func(g *original.Grid) string {
		return strings.ReplaceAll(rowsOfText(g, "", " | ", " |"), "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |", "商业 | 科研 | 社会公益组织 | 法律服务机构 | 其他 |\n企业 | 机构 |")
	}},
	{"heads cut at a line break", true, func(g *original.Grid) string {
		return strings.NewReplacer("本年新制作数量", "本年新", "本年新公开数量", "本年新", "本年新\n制作数量", "本年新").Replace(rowsOfText(g, "", " | ", " |"))
	}},
	{"heads cut, one cell a line", true, func(g *original.Grid) string {
		return strings.NewReplacer("本年新制作数量", "本年新", "本年新公开数量", "本年新", "商业企业", "商业\n企业", "（三）不予公开", "(三)\n不予公开").Replace(rowsOfText(g, "", "\n", ""))
	}},
	{"blank cells are lost", false, func(g *original.Grid) string { return rowsOfText(blanked(g), "", "\n", "") }},
	{"all in one line", true, func(g *original.Grid) string { return strings.ReplaceAll(rowsOfText(g, "", " ", ""), "\n", " ") }},
}

// rowsOfText writes a table as text; a cell's own line breaks are lost.
func rowsOfText(g *original.Grid, before, between, after string) string {
	rows := make([][]string, g.Rows)
	for _, c := range g.Cells {
		t := strings.ReplaceAll(c.Text, "\n", "")
		if t != "" || between != "\n" {
			rows[c.Row-1] = append(rows[c.Row-1], t)
		}
	}
	var lines []string
	for _, r := range rows {
		lines = append(lines, before+strings.Join(r, between)+after)
	}
	return strings.Join(lines, "\n")
}

// filledUp ends each row with as many bars as the widest row has cells.
func filledUp(g *original.Grid) string {
	lines := strings.Split(rowsOfText(g, "", " | ", " |"), "\n")
	for i, l := range lines {
		lines[i] = l + " " + strings.Repeat("|", max(g.Columns+2-strings.Count(l, "|"), 0))
	}
	return strings.Join(lines, "\n")
}

// blanked takes every third figure away.
func blanked(g *original.Grid) *original.Grid {
	out := *g
	out.Cells = nil
	for i, c := range g.Cells {
		k := *c
		if i%3 == 0 && strings.Trim(k.Text, "0123456789") == "" {
			k.Text = ""
		}
		out.Cells = append(out.Cells, &k)
	}
	return &out
}

// asText writes a document as plain text.
func asText(d *original.Document, table func(*original.Grid) string) string {
	var b strings.Builder
	for _, x := range d.Blocks {
		switch x := x.(type) {
		case *original.Paragraph:
			b.WriteString(x.Text())
		case *original.Grid:
			b.WriteString(table(x))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestSamplesComeBackFromText has each sample's page as plain text in several
// shapes: no figure is another one without a mark, and where nothing was lost
// hardly one is marked.
func TestSamplesComeBackFromText(t *testing.T) {
	for _, shape := range textShapes {
		t.Run(shape.name, func(t *testing.T) {
			figures, marked := 0, 0
			every(t, func(t *testing.T, name string) {
				if strings.HasSuffix(name, "chapters-2024.toml") {
					return // its form has to be named
				}
				want, d := webPage(t, name)
				plain := asText(d, shape.table)
				read, err := text.Read("report.txt", []byte(plain))
				if err != nil {
					t.Fatal(err)
				}
				read.Author = want.Report.Agency.Text
				got, r := imported(t, read)
				right, doubtful := figuresAgree(t, want, got, r)
				figures, marked = figures+right+doubtful, marked+doubtful
				flat := strings.Join(strings.Fields(r.Text), " ")
				for p := range paragraphs(want.Report) {
					if !strings.Contains(flat, strings.ReplaceAll(p, `"`, `\"`)) && !strings.Contains(flat, p) {
						t.Errorf("lost: %s", p)
					}
				}
				clean := !strings.Contains(filepath.ToSlash(name), "published/2016")
				if clean && shape.sure && doubtful > 0 {
					t.Errorf("%d of %d figures are marked, the first: %+v\n%s", doubtful, right+doubtful, r.Doubts[0], plain)
				}
			})
			t.Logf("%d figures, %d of them marked", figures, marked)
		})
	}
}

// webPage gives a sample and its web page as it is read.
func webPage(t *testing.T, name string) (*press.Opened, *original.Document) {
	t.Helper()
	want, err := press.Open(builder().Forms, name)
	if err != nil {
		t.Fatal(err)
	}
	out, err := pageBuilder().Report(want)
	if err != nil {
		t.Fatal(err)
	}
	d, err := html.Read("report.html", out.Files()[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	return want, d
}

// TestNumberedHeadingsAreNoReport: chapters with numbers are any document's; a report's
// name, or a heading of the form, makes one of it.
func TestNumberedHeadingsAreNoReport(t *testing.T) {
	for first, want := range map[string]bool{
		"某局2023年年报使用说明\n\n一、安装":         false,
		"某局2023年工作年度报告\n\n一、全年重点工作":     false,
		"某局2023年政府信息公开工作年度报告\n\n一、全年重点": true,
		"一、总体情况": true,
		"某局2012年度报告\n\n根据《政府信息公开条例》，现将情况报告如下。\n\n一、工作推进": true,
		"某局\n\n关于2012年政府信息公开工作情况的报告\n\n一、工作推进":           true,
	} {
		d, err := text.Read("a.txt", []byte(first+"\n\n2023年，我局做了许多事。\n\n二、其他\n\n还有别的事。\n"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := intake.Make(d, builder().Forms, intake.Options{Stem: "a"}); (err == nil) != want {
			t.Errorf("%s: %v", first, err)
		}
	}
}

// TestPlacesOfTablesAsText: a form's table outside of its part, and text that reads as
// the place of one, make no file that the program itself cannot read.
func TestPlacesOfTablesAsText(t *testing.T) {
	_, d := webPage(t, filepath.Join(samples, sample))
	before := &original.Paragraph{Runs: []original.Run{{Text: "{disclosure}"}}}
	title := slices.IndexFunc(d.Blocks, func(b original.Block) bool {
		p, ok := b.(*original.Paragraph)
		return ok && strings.Contains(p.Text(), "年度报告")
	})
	for name, blocks := range map[string][]original.Block{
		"text":  {before},
		"table": {d.Blocks[slices.IndexFunc(d.Blocks, func(b original.Block) bool { _, ok := b.(*original.Grid); return ok })]},
	} {
		other := *d
		other.Blocks = slices.Insert(slices.Clone(d.Blocks), title+1, blocks...)
		r, err := intake.Make(&other, builder().Forms, intake.Options{Stem: "a"})
		if err != nil {
			t.Fatal(err)
		}
		f, err := source.Parse("a.toml", []byte(r.Text))
		if err == nil {
			_, err = press.Parse(builder().Forms, f)
		}
		if err != nil || strings.Contains(r.Text, "\n{disclosure}") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
