package compose

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/golden"
	"nianbao/internal/unit"
)

// parse reads a report as the clerk types it.
func parse(t *testing.T, text string) (*report.Report, *form.Form) {
	t.Helper()
	src, err := source.Parse("testdata/报告.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	set := load(t)
	var f *form.Form
	r, err := report.Parse(src, func(year int, name string) (report.Schema, error) {
		if f, err = set.For(year, name); err != nil {
			return report.Schema{}, err
		}
		return f.Schema(), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return r, f
}

// TestOld composes a report of the years before 2019 with all that it may have:
// chapters, a table and an image in prose, the appendix, attachments.
func TestOld(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "2015.toml"))
	if err != nil {
		t.Fatal(err)
	}
	r, f := parse(t, string(data))
	doc, err := Compose(r, f)
	if err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "2015.txt", dump(doc))
	wellFormed(t, doc)
}

const oldHead = "year = 2015\n[agency]\nname = \"某县某局\"\n"

// texts gives what stands in the paragraphs, and in the tables row by row.
func texts(t *testing.T, text string) string {
	t.Helper()
	r, f := parse(t, text)
	doc, err := Compose(r, f)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, bl := range doc.Blocks {
		switch bl := bl.(type) {
		case *document.Paragraph:
			b.WriteString(bl.Text() + "\n")
		case *document.Table:
			for _, row := range bl.Rows {
				for _, c := range row.Cells {
					b.WriteString(c.Text.Text + "|")
				}
				b.WriteString("\n")
			}
		}
	}
	return b.String()
}

// TestOneAttachment: its name and its mark have no number.
func TestOneAttachment(t *testing.T) {
	got := texts(t, oldHead+"[[attachment]]\ntitle = \"要点\"\ntext = \"文字\"\n")
	if !strings.HasSuffix(got, "\n附件：要点\n附件\n要点\n文字\n") {
		t.Errorf("got %s", got)
	}
}

// TestAsPublished: headings, blanks, strokes and wrong totals come out as they
// were typed, and nothing is added.
func TestAsPublished(t *testing.T) {
	got := texts(t, `year = 2020
as_published = true
[agency]
name = "某县某局"
[overview]
heading = "一、总体清况"
[disclosure]
text = "见下表。"
rules = ["", "/", "－"]
normdocs = ["无", 1, 2]
licence = [1, "＋3", 9]
other_services = [0, 0, 0]
penalty = [0, 0, 0]
compulsion = [0, 0, 0]
fees = ["-", "不适用"]
procurement = [1, "8040"]
[review]
heading = "四、行政复议、行政诉讼情况"
review = [1, 0, 0, 0, 9]
suit_direct = ["", "", "", "", ""]
suit_after_review = ["/", "/", "/", "/", "/"]
[applications]
`+func() string {
		var b strings.Builder
		for _, s := range formOf(t, 2020).Schema().Parts[2].Rows {
			b.WriteString(s.Key + " = [1, 0, \"\", 0, 0, 0, 7]\n")
		}
		return b.String()
	}())
	for _, want := range []string{
		"\n一、总体清况\n二、主动公开政府信息情况\n见下表。\n", "规章||/|－|\n规范性文件|无|1|2|\n", "行政许可|1|＋3|9|\n", "行政事业性收费|-|不适用|\n", "政府集中采购|1|8040|\n",
		"四、行政复议、行政诉讼情况\n", "1|0|0|0|9||||||/|/|/|/|/|\n", "一、本年新收政府信息公开申请数量|1|0||0|0|0|7|\n", "（七）总计|1|0||0|0|0|7|\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

// TestStatistics: the table of a year before 2019 is printed where the report
// has it; a row that only some years have is printed where it is given.
func TestStatistics(t *testing.T) {
	if got := texts(t, oldHead); strings.Contains(got, "统计表") {
		t.Errorf("a table that was not given: %s", got)
	}
	fujian := "form = \"2014-fujian\"\n" + oldHead + "[statistics]\nb1 = [2, 3]\n"
	got := texts(t, fujian)
	for _, want := range []string{"指标名称|计量单位|2015年度|历年累计|\n", "受理依申请公开信息总数|条|2|3|\n　其中：1.当面申请数|条|2|3|\n", "行政诉讼数|件|0|0|\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	const fees = "政府信息公开收费减免金额|元|"
	if strings.Contains(got, fees) {
		t.Error("an optional row that was not given is printed")
	}
	if got := texts(t, fujian+"g = [120.5, \"/\"]\n"); !strings.Contains(got, fees+"120.5|/|\n") {
		t.Errorf("an optional row that was given is not printed:\n%s", got)
	}
	national := oldHead + "[statistics]\na1 = 12\nc3_4a = 1\nc3_2 = 2\nhead = [\"填报单位：某局\", \"\"]\nfoot = []\n"
	got = texts(t, national)
	for _, want := range []string{"政府信息公开情况统计表（2015年度）\n填报单位：某局\n\n统计指标|单位|统计数|\n一、主动公开情况|——||\n", "（三）申请答复数|件|3|\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if strings.Contains(got, "审核人") {
		t.Error("a line that the report leaves out is printed")
	}
}

// TestRoom: what is too wide or too high for a page is told.
func TestRoom(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"columns", "[table.a]\ncolumns = [\"甲\", \"乙\"]\nrows = [[1, 2]]\nwidths_mm = [100, 57]\n", "testdata/报告.toml:7:1: error: the columns are 157.00 mm wide together; the text area is 156.00 mm."},
		{"a narrow column", "[table.a]\ncolumns = [\"甲\", \"乙\"]\nrows = [[1, 2]]\nwidths_mm = [100, 1]\n", "7:1: error: column 2 is too narrow"},
		{"exactly", "[table.a]\ncolumns = [\"甲\", \"乙\"]\nrows = [[1, 2]]\nwidths_mm = [100, 56]\n", ""},
		{"a wide picture", "[image.a]\nfile = \"tall.png\"\nwidth_mm = 157\n", "7:1: error: the picture is 157.00 mm wide"},
		{"a high picture", "[image.a]\nfile = \"tall.png\"\nwidth_mm = 60\n", "7:1: error: the picture is 240.00 mm high"},
		{"a picture that fits", "[image.a]\nfile = \"tall.png\"\nwidth_mm = 51\n", ""},
	}
	for _, tt := range tests {
		kind := tt.text[1:6]
		r, f := parse(t, oldHead+"[[chapter]]\nheading = \"一\"\ntext = \"{"+kind+".a}\"\n"+tt.text)
		_, err := Compose(r, f)
		var list diag.List
		switch errors.As(err, &list); {
		case tt.want == "" && err != nil, tt.want != "" && (len(list) != 1 || !strings.Contains(list[0].Format(diag.English), tt.want)):
			t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
		}
	}
}

// TestShares: columns fill the text width and follow from what is in them.
func TestShares(t *testing.T) {
	long := strings.Repeat("很长的文字", 40)
	for _, rows := range []string{
		`[[1, "` + long + `", 3]]`, `[["一二三四", "", ""]]`, `[["", "<", ""], ["甲", "乙", "丙"]]`,
	} {
		r, f := parse(t, oldHead+"[[chapter]]\nheading = \"一\"\ntext = \"{table.a}\"\n[table.a]\ncolumns = [\"甲\", \"乙\", \"丙\"]\nrows = "+rows+"\n")
		doc, err := Compose(r, f)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range doc.Blocks {
			if tab, ok := b.(*document.Table); ok {
				if tab.Width() != 156*unit.Millimetre {
					t.Errorf("%s: the table is %v wide", rows, tab.Width())
				}
				for _, w := range tab.Columns {
					if w < 10*unit.Millimetre {
						t.Errorf("%s: columns %v", rows, tab.Columns)
					}
				}
			}
		}
	}
}

// What leads up to a table or a picture stays with it; other prose does not.
func TestLeadStays(t *testing.T) {
	for text, want := range map[string]bool{
		"情况如下表：": true, "Table:": true, "情况见下表。": false, "注：下同": false,
	} {
		r, f := parse(t, oldHead+"[[chapter]]\nheading = \"一\"\ntext = \"\"\"\n"+text+"\n{table.a}\n情况：\n\"\"\"\n[table.a]\ncolumns = [\"甲\"]\nrows = [[1]]\n")
		doc, err := Compose(r, f)
		if err != nil {
			t.Fatal(err)
		}
		keeps := map[string]bool{}
		for _, b := range doc.Blocks {
			if p, ok := b.(*document.Paragraph); ok {
				keeps[p.Text()] = p.KeepNext > document.MayPart
			}
		}
		if keep, there := keeps[text]; !there || keep != want || keeps["情况："] {
			t.Errorf("%q: %v", text, keeps)
		}
	}
}

const newHead = "year = 2023\n[agency]\nname = \"某县某局\"\n"

// order reports whether words stand in a text one after the other.
func order(text string, words ...string) bool {
	for _, w := range words {
		i := strings.Index(text, w)
		if i < 0 {
			return false
		}
		text = text[i+len(w):]
	}
	return true
}

// TestPlacedFormTables: the form's tables stand where prose places them, once,
// with what the report has above and below them.
func TestPlacedFormTables(t *testing.T) {
	got := texts(t, newHead+"[title]\nbelow = [\"发布日期：2024年1月22日\"]\n[review]\nheading = \"四、本机关行政复议、行政诉讼情况\"\ntext = \"\"\"\n表上的话\n{review}\n表下的话\n\"\"\"\n"+
		"head = [\"表头上的行\"]\nfoot = [\"注：表脚的行\"]\n[[chapter]]\nheading = \"七、另一章\"\ntext = \"末章\"\n")
	if !order(got, "2023年政府信息公开工作年度报告\n发布日期：2024年1月22日\n", "四、本机关行政复议、行政诉讼情况\n表上的话\n表头上的行\n", "行政诉讼", "注：表脚的行\n表下的话\n五、", "六、", "七、另一章\n末章\n") || strings.Count(got, "未经复议直接起诉") != 1 {
		t.Errorf("%s", got)
	}
	chapters := "form = \"2021-chapters\"\n" + newHead + "[[chapter]]\nheading = \"一、诉讼\"\ntext = \"\"\"\n情况如下：\n{review}\n表下的话\n\"\"\"\n[review]\ntext = \"表上的话\"\nheading = \"附表\"\n[disclosure]\nlicence = 7\n[signature]\nname = \"某局\"\n"
	got = texts(t, chapters)
	if !order(got, "一、诉讼\n情况如下：\n表上的话\n附表\n", "行政诉讼", "表下的话\n", "主动公开政府信息情况\n", "行政许可", "7") || strings.Count(got, "未经复议直接起诉") != 1 || strings.Contains(got, "自然人") {
		t.Errorf("%s", got)
	}
	if got = texts(t, oldHead+"[[chapter]]\nheading = \"六、统计表\"\ntext = \"\"\"\n{statistics}\n\"\"\"\n[statistics]\na1 = 17\n[signature]\nname = \"某局\"\n"); !order(got, "六、统计表\n", "17", "填报日期") {
		t.Errorf("%s", got)
	}
}

// TestPublishedLabels: labels stand as they were published.
func TestPublishedLabels(t *testing.T) {
	f := formOf(t, 2023)
	var labels []report.Label
	for i, l := range f.Schema().Parts[1].Labels {
		if l == "规章" || l == "行政强制" {
			labels = append(labels, report.Label{At: i, Value: value("改过的" + l)})
		}
	}
	doc, err := Compose(&report.Report{Year: 2023, AsPublished: true, Parts: map[string]*report.Part{"disclosure": {Labels: labels}}}, f)
	if err != nil {
		t.Fatal(err)
	}
	if got := dump(doc); len(labels) != 2 || !order(got, "现行有效件数", "改过的规章", "行政规范性文件", "行政处罚", "改过的行政强制", "行政事业性收费") || strings.Count(got, "改过的") != 2 {
		t.Errorf("%d labels: %s", len(labels), got)
	}
}
