package report

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/golden"
	"nianbao/internal/unit"
)

// oldSchema is that of a form with chapters and a table in an appendix.
func oldSchema(int, string) (Schema, error) {
	forms := func(string) (Schema, error) { return Schema{}, errors.New("there is none") }
	return Schema{Chapters: true, Form: forms, Parts: []PartSchema{{Key: "statistics", Optional: true, Rows: []RowSchema{
		{Key: "a", Columns: []string{"value", "cumulative"}},
		{Key: "b", Columns: []string{"value"}},
		{Key: "g", Columns: []string{"value"}, Optional: true},
	}, Labels: []string{"名称", "单位", "数量", "单位"}}}}, nil
}

// parseHere parses a text as a file in testdata, where the pictures are.
func parseHere(t testing.TB, text string, schema func(int, string) (Schema, error)) (*Report, error) {
	t.Helper()
	f, err := source.Parse("testdata/报告.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return Parse(f, schema)
}

const oldHead = "year = 2014\n[agency]\nname = \"某局\"\n"

func TestExtras(t *testing.T) {
	r, err := parseHere(t, oldHead+`
[[chapter]]
heading = "一、概述"
text = """
第一段
{table.t}
{image.chart}
"""
[[chapter]]
heading = "无编号"
[table.t]
title = "办理结果"
columns = [["类别", "件数", "<"], ["^", "上年", "本年"]]
rows = [["建议", 1, "+2.50"], ["合计", "/", ""], ["甲\n乙", "<", 3]]
widths_mm = [60, 40.5, 55]
keep = false
[table.single]
columns = ["甲"]
rows = [[1]]
[image.chart]
file = "chart.png"
caption = "图1  申请量"
[image."图二"]
file = '.\chart.jpg'
width_mm = 7
alt = "曲线"
[statistics]
a = [1, "/"]
b = 120
head = ["填报单位：某局"]
foot = []
[[attachment]]
title = ["某局", "目录"]
text = "{image.图二}"
[[attachment]]
title = "要点"
name = "2014年要点"
text = "{table.single}"
`, oldSchema)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Warnings) > 0 {
		t.Error(r.Warnings)
	}
	var grid strings.Builder
	for _, row := range r.Tables["t"].Rows {
		for _, c := range row {
			fmt.Fprintf(&grid, "%d+%dx%d %q ", c.Col, c.RowSpan, c.ColSpan, c.Text)
		}
		grid.WriteString("| ")
	}
	tab, chart, second := r.Tables["t"], r.Images["chart"], r.Images["图二"]
	kind, name, ok := r.Chapters[0].Text[2].Ref()
	for _, c := range []struct{ got, want string }{
		{fmt.Sprintf("%d %s %s %d", len(r.Chapters), r.Chapters[0].Heading.Text, r.Chapters[1].Heading.Text, len(r.Chapters[1].Text)), "2 一、概述 无编号 0"},
		{fmt.Sprint(kind, " ", name, " ", ok), "image chart true"},
		{grid.String(), `0+2x1 "类别" 1+1x2 "件数" | 1+1x1 "上年" 2+1x1 "本年" | 0+1x1 "建议" 1+1x1 "1" 2+1x1 "+2.50" | 0+1x1 "合计" 1+1x1 "/" 2+1x1 "" | 0+1x2 "甲\n乙" 2+1x1 "3" | `},
		{fmt.Sprint(tab.Title.Text, tab.Columns, tab.Header, tab.Keep, tab.Widths[1] == 40*unit.Millimetre+unit.Millimetre/2), "办理结果3 2 false true"},
		{fmt.Sprint(r.Tables["single"].Header, r.Tables["single"].Keep, r.Tables["single"].Widths == nil), "1 true true"},
		{fmt.Sprint(chart.Format, chart.PixelWidth, chart.PixelHeight, chart.Width, chart.Alt.Text), fmt.Sprint("png", 90, 60, unit.Length(0), "图1  申请量")},
		{fmt.Sprint(second.Format, second.Width, second.Alt.Text, len(second.Data) > 0), fmt.Sprint("jpeg", 7*unit.Millimetre, "曲线true")},
		{fmt.Sprint(r.Attachments[0].Name.Text, len(r.Attachments[0].Title), r.Attachments[1].Name.Text, r.Attachments[1].Title[0].Text), "某局目录22014年要点要点"},
		{r.Parts["statistics"].Rows["b"].Values.Of("value").Text, "120"},
		{fmt.Sprint(len(r.Parts["statistics"].Head), r.Parts["statistics"].Foot != nil), "1 true"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}

// TestPublished reads what only a published report may have.
func TestPublished(t *testing.T) {
	r, err := parseHere(t, "as_published = true\n"+oldHead+"[statistics]\nheading = \"政府信息公开清况统计表\"\ntext = \"见下表\"\na = [\"\", \"－\"]\nb = \"/\"\n", oldSchema)
	if err != nil {
		t.Fatal(err)
	}
	p := r.Parts["statistics"]
	if p.Heading == nil || p.Heading.Text != "政府信息公开清况统计表" || len(p.Text) != 1 || p.Rows["a"].Values.Of("value").Text != "" || p.Rows["b"].Values.Of("value").Text != "/" || p.Rows["g"] != nil {
		t.Errorf("read as %+v", p)
	}
	// the table may be left out, not its rows
	if _, err := parseHere(t, "as_published = true\n"+oldHead, oldSchema); err != nil {
		t.Error(err)
	}
	if _, err := parseHere(t, "as_published = true\n"+oldHead+"[statistics]\nb = 1\n", oldSchema); err == nil || !strings.Contains(err.Error(), "missing here: a") {
		t.Errorf("a row was left out: %v", err)
	}
}

// TestPublishedTable reads a table as it was published: labels of its own, each
// or all of a name.
func TestPublishedTable(t *testing.T) {
	r, err := parseHere(t, "as_published = true\n"+oldHead+"[statistics]\nlabels = { \"单位\" = [\"甲\", \"乙\"], \"名称\" = \"名\" }\na = [1, 2]\nb = 1\n", oldSchema)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range r.Parts["statistics"].Labels {
		got = append(got, fmt.Sprint(l.At, l.Value.Text))
	}
	if strings.Join(got, " ") != "1甲 3乙 0名" {
		t.Errorf("labels %v", got)
	}
}

// TestExtraMessages holds what the clerk is told of chapters, tables, images
// and attachments.
func TestExtraMessages(t *testing.T) {
	prose := func(s string) string {
		return "[[chapter]]\nheading = \"一、概述\"\ntext = \"\"\"\n" + s + "\n\"\"\"\n"
	}
	cases := []struct {
		name, text string
		new        bool // a form without chapters
	}{
		{name: "tables of the form out of place", text: "[overview]\ntext = \"\"\"\n{review}\n{nothing}\n\"\"\"\n[review]\ntext = \"\"\"\n{review}\n{disclosure}\n{review}\n\"\"\"\n" + prose("{review}"), new: true},
		{name: "tables of the form in chapters", text: prose("{statistics}\n{statistics}") + "[statistics]\na = [1, 2]\nb = 1\n"},
		{name: "a table of the form that is not there", text: prose("{statistics}")},
		{name: "as published only", text: "[disclosure]\nform = \"2021\"\nlabels = { \"规章\" = \"规定\" }\n[overview]\nform = \"2021\"\n", new: true},
		{name: "published labels", text: "as_published = true\n[statistics]\nform = \"2035\"\na = [1, 2]\nb = 1\nlabels = { 数量 = \"数\", \"数里\" = \"数\", \"单位\" = [\"件\"], \"名称\" = 1 }\n"},
		{name: "chapter without heading", text: "[[chapter]]\ntext = \"文字\"\n[[chapter]]\nheading = \"\"\nheding = \"一\"\n"},
		{name: "chapter is no array", text: "[chapter]\nheading = \"一、概述\"\n"},
		{name: "parts of another form", text: "[overview]\ntext = \"文字\"\n"},
		{name: "unknown references", text: prose("{table.a}\n{table.proposal}\n文字{table.x}不是一行\n{ table.a }\n｛table．a｝\n{image.chart}\n{picture.a}") + "[table.proposals]\ncolumns = [\"甲\"]\nrows = [[1]]\n"},
		{name: "placed three times", text: prose("{table.t}\n文字\n{table.t}\n{table.t}") + "[table.t]\ncolumns = [\"甲\"]\nrows = [[1]]\n"},
		{name: "not placed", text: "[table.t]\ncolumns = [\"甲\"]\nrows = [[1]]\n[image.chart]\nfile = \"chart.png\"\n"},
		{name: "table", text: prose("{table.a}\n{table.b}\n{table.c}\n{table.d}\n{table.e}") +
			"[table.a]\ncolumns = [\"甲\", \"乙\"]\nrows = [[1], [1, 2, 3], 4]\nwidth = 1\n" +
			"[table.b]\ncolumns = []\nrows = []\n[table.c]\ntitle = 1\nrows = [[1]]\n" +
			"[table.d]\ncolumns = [\"甲\"]\nrows = []\n[table.e]\ncolumns = [\"甲\", \"乙\"]\nrows = [[true, \"一\\t二\"]]\nwidths_mm = [1, -2, \"3\"]\n"},
		{name: "merges", text: prose("{table.a}\n{table.b}\n{table.c}") +
			"[table.a]\ncolumns = [\"甲\", \"乙\"]\nrows = [[\"<\", 1]]\n[table.b]\ncolumns = [\"甲\", \"乙\"]\nrows = [[\"^\", 1]]\n" +
			"[table.c]\ncolumns = [\"甲\", \"乙\"]\nrows = [[1, \"<\"], [\"^\", 2]]\n"},
		{name: "pictures", text: prose("{image.a}\n{image.b}\n{image.c}\n{image.d}\n{image.e}\n{image.f}\n{image.g}") +
			"[image.a]\nfile = \"图/没有.png\"\n[image.b]\nfile = \"chart.gif\"\n[image.c]\nfile = \"cut.png\"\n[image.d]\nfile = \"wide.png\"\n[image.e]\nfile = \".\"\n" +
			"[image.f]\nfile = \"chart.png\"\nwidth_mm = 100\n[image.g]\nwidth_mm = 0\n"},
		{name: "attachments", text: "[[attachment]]\ntext = \"文字\"\n[[attachment]]\ntitle = []\nname = \"\"\n[attachments]\n"},
	}
	var b strings.Builder
	for _, c := range cases {
		schema, head := oldSchema, oldHead
		if rest, published := strings.CutPrefix(c.text, "as_published = true\n"); published {
			c.text, head = rest, "as_published = true\n"+oldHead
		}
		if c.new {
			schema, head = testSchema, "year = 2020\n[agency]\nname = \"某局\"\n"
		}
		r, err := parseHere(t, head+c.text, schema)
		var l diag.List
		if err != nil && !errors.As(err, &l) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if err == nil {
			l = r.Warnings
		}
		if len(l) == 0 {
			t.Errorf("%s: nothing is told", c.name)
		}
		fmt.Fprintf(&b, "=== %s\n%s\n--- en\n%s\n\n", c.name, l.Format(diag.Chinese), l.Format(diag.English))
	}
	golden.Compare(t, "extra.golden", b.String())
}

func TestLargePicture(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.png"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(filepath.Join(dir, "a.png"), maxImageBytes+1); err != nil {
		t.Fatal(err)
	}
	f, err := source.Parse(filepath.Join(dir, "a.toml"), []byte(oldHead+"[image.a]\nfile = \"a.png\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Parse(f, oldSchema); err == nil || !strings.Contains(err.Error(), "larger than 20 MB") {
		t.Errorf("error %v", err)
	}
}
