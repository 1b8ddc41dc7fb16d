package template

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"nianbao/fonts"
	"nianbao/internal/check"
	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/golden"
	"nianbao/internal/layout/font"
	"nianbao/layouts"
)

const (
	samples = "../../../samples"
	sample  = samples + "/2020.toml"
)

var bundled = sync.OnceValue(func() *form.Set {
	lib, _ := font.Open(fonts.Embedded, nil)
	set, err := form.Load(lib.Keys(), form.Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		panic(err)
	}
	return set
})

// parse reads a report.
func parse(name, text string) (*Report, error) {
	f, err := source.Parse(name, []byte(text))
	if err != nil {
		return nil, err
	}
	r := &Report{File: f}
	r.Report, err = report.Parse(f, func(year int, name string) (report.Schema, error) {
		if r.Form, err = bundled().For(year, name); err != nil {
			return report.Schema{}, err
		}
		return bundled().Schema(r.Form), nil
	})
	if err == nil {
		r.Form = bundled().Mixed(r.Form, r.Report)
	}
	return r, err
}

func open(t *testing.T, text string) *Report {
	t.Helper()
	r, err := parse("report.toml", text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return r
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// openFile reads the report in a file; images are looked for beside it.
func openFile(t *testing.T, path string) *Report {
	t.Helper()
	r, err := parse(path, read(t, path))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// fresh makes the file of a year; last may be nil.
func fresh(t *testing.T, year int, name string, last *Report) string {
	t.Helper()
	f, err := bundled().For(year, name)
	if err != nil {
		t.Fatal(err)
	}
	in := Fresh{Name: "new.toml", Year: year, Form: f, Named: name != ""}
	if in.Last = last; last != nil {
		var k check.Checker
		carried, err := k.Carried(f, in.Last.Report, in.Last.Form)
		if err != nil {
			t.Fatal(err)
		}
		in.Figure = func(part, row, column string) string {
			return carried[check.Place{Part: part, Row: row, Column: column}]
		}
	}
	text, err := New(in)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestNewGolden(t *testing.T) {
	for _, c := range []struct {
		year       int
		form, last string
	}{
		{2026, "", ""},
		{2012, "2008-dingxi", ""},
		{2014, "", "2013.toml"},
		{2015, "2014-fujian", "2014.toml"},
		{2016, "", "2015.toml"},
		{2019, "", "2018.toml"},
		{2020, "", "2019.toml"},
		{2021, "", sample},
		{2022, "", "2021.toml"},
	} {
		name := fmt.Sprintf("new%d.toml", c.year)
		var last *Report
		if c.last != "" {
			path := c.last
			if path != sample {
				path = filepath.Join("testdata", c.last)
			}
			last = open(t, read(t, path))
		}
		text := fresh(t, c.year, c.form, last)
		golden.Compare(t, name, text)
		if again, err := Format(open(t, text)); err != nil || again != text {
			t.Errorf("%s: it is not in order itself: %v, line %d", name, err, Change(text, again))
		}
	}
}

var (
	rowToFill   = regexp.MustCompile(`(?m)^([a-z0-9_]+) *= "待填"`)
	cellToFill  = regexp.MustCompile(`([a-z_]+) = "待填"`)
	linesToFill = strings.NewReplacer("\n待填\n", "\n本年继续做好主动公开和依申请公开工作。\n")
)

// filled fills a new file in.
func filled(t *testing.T, text string) string {
	f := open(t, text).Form
	text = rowToFill.ReplaceAllStringFunc(text, func(m string) string {
		key := rowToFill.FindStringSubmatch(m)[1]
		for _, p := range f.Parts {
			if p.Table == nil {
				continue
			}
			if s := p.Table.Schema(key); s.Key != "" {
				if n := len(short(s)); n > 1 {
					return key + " = [" + strings.Repeat("3, ", n-1) + "4]"
				}
				return key + " = 5"
			}
		}
		return key + ` = "某县某局"`
	})
	return linesToFill.Replace(cellToFill.ReplaceAllString(text, "$1 = 7"))
}

// accepted checks a new file made from last: there is nothing to say of it but
// what is left to fill.
func accepted(t *testing.T, k *check.Checker, text string, last *Report) {
	t.Helper()
	r := open(t, text)
	year := r.Report.Year
	if len(r.Report.Warnings) > 0 {
		t.Errorf("%d: %v", year, r.Report.Warnings)
	}
	got, err := k.Run(check.Input{Report: r.Report, Form: r.Form, Last: last.Report, LastForm: last.Form})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range got.Findings {
		if f.ID == "S-SIGNATURE" && f.Severity == diag.Info {
			continue // last year's short name is taken over as it is
		}
		if f.ID != "NOT-FILLED" {
			t.Errorf("%d: %s", year, f.Diagnostic().Format(diag.English))
		}
	}
	if got.Count(diag.Error) == 0 {
		t.Errorf("%d: nothing is left to fill", year)
	}
}

// TestFromSamples makes the next year's file from every sample.
func TestFromSamples(t *testing.T) {
	var k check.Checker
	for _, pattern := range []string{"*.toml", "*/*.toml"} {
		paths, err := filepath.Glob(filepath.Join(samples, pattern))
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: no samples, error %v", pattern, err)
		}
		for _, path := range paths {
			t.Run(filepath.ToSlash(path), func(t *testing.T) {
				last := openFile(t, path)
				name := "" // the variant goes on where it is meant for the new year too
				if f := last.Form; f.Variant && (f.LastYear == 0 || last.Report.Year < f.LastYear) {
					name = f.Name
				}
				accepted(t, &k, fresh(t, last.Report.Year+1, name, last), last)
			})
		}
	}
}

// TestEveryYear goes from each year to the next: check accepts the new file but
// for what is left to fill.
func TestEveryYear(t *testing.T) {
	var k check.Checker
	last := open(t, filled(t, fresh(t, 2008, "", nil)))
	for year := 2009; year <= 2026; year++ {
		text := fresh(t, year, "", last)
		accepted(t, &k, text, last)
		last = open(t, filled(t, text))
		if carried := last.Report.Parts["applications"]; year > 2019 && carried.Rows["carried_in"].Values.Of("natural").Text != "3" {
			t.Errorf("%d: carried_in is %v", year, carried.Rows["carried_in"].Values)
		}
	}
}

// awkward files are read and written in every way that TOML has.
var awkward = map[string]string{
	"out of order": `# 本局的文件

# 年
year = 2020
# 后面的前言
preamble = "前言"

[other]
text = '''
无'''
# 其他到此为止

# 附说明
[applications]
# 总计
result_total = [1, 0, 0, 0, 0, 0] # 已核
new = [1, # 自然人一件
  0, 0, 0, 0, # 四类没有

  0,
] # 新收
[agency]
name = "甲县乙局"
# 完
`,
	"dotted and inline": `disclosure = { licence = { prev_items = 1_000, delta = "+1", decisions = -0 } } # 表
applications.new.natural = 2 # 一
applications.new.business = +0
agency.name = "甲县乙局"
review."suit_direct" = [0, 0, 0, 0] # 诉
year = 2020`,
	"tables of their own": `year = 2020
agency = { name = "甲" } # 单位
[disclosure.licence] # 许可
delta = 1
prev_items = 2.50
[disclosure]
normdocs = [1, 2, 3]
["applications"."new"]
natural = 1`,
	"chapters": `year = 2015
[[chapter]] # 第一
heading = "一、概述"
text = """
{table.甲}
一 \
   二 # 不是说明
"""
[table."甲"]
rows = [["a", 1]]
columns = ["b", "c"]
[[chapter]]
# 没有文字
heading = "二、其他"
[statistics]
c1 = 3
a1 = 4
[agency]
name = "甲"
[checks.off]
"X-SAME" = "核实过"
"X-JUMP" = "机构改革"
[[attachment]]
text = "乙"
title = "甲"
[[attachment]]
text = "丁"
title = "丙"
`,
	"only just": "year=2020\n[agency]\nname='甲'",
	"remarks":   "#\n# a\n\n#b\nyear = 2020 #\n#c\n\n\n#d\n\n[agency]#e\n#f\n\nname = '甲' # 单位\n#g",
	"quotes":    "year = 2020\npreamble = \"\"\"\"一\"\" 二\\\"\"\"\"\"\"\n[agency]\nname = '\"#甲'\n[other]\ntext = ''''#''一'''''\n",
}

func TestFormatKeepsEverything(t *testing.T) {
	awkward := awkward
	awkward["sample"] = read(t, sample)
	for name, text := range awkward {
		for _, text := range []string{text, strings.ReplaceAll(text, "\n", "\r\n"), "\uFEFF" + text} {
			r, err := parse("f.toml", text)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			stays(t, name, r)
		}
	}
}

// stays formats a report and looks whether it is the same.
func stays(t *testing.T, name string, r *Report) {
	t.Helper()
	text, err := Format(r)
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, r.text())
	}
	now, err := parse(r.File.Name, text)
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, text)
	}
	if a, b := dump(r.Report), dump(now.Report); a != b {
		t.Fatalf("%s: the report is another one\n%s\n%s\n%s", name, a, b, text)
	}
	again, err := Format(now)
	if err != nil || again != text {
		t.Fatalf("%s: not the same the second time, from line %d on: %v\n%s\n---\n%s", name, Change(text, again), err, text, again)
	}
	var lost []string
	for _, c := range split(r.text()).comments {
		if !strings.Contains(text, words(c)) {
			lost = append(lost, c)
		}
	}
	if lost != nil {
		t.Fatalf("%s: lost %q", name, lost)
	}
}

// dump writes out all that a report says, without places.
func dump(r *report.Report) string {
	var b strings.Builder
	add := func(what string, vs ...report.Value) {
		for _, v := range vs {
			fmt.Fprintf(&b, "%s %q\n", what, v.Text)
		}
	}
	fmt.Fprintln(&b, r.Year, r.Form, r.AsPublished, r.Signature.Day)
	add("agency", r.Agency)
	add("title", r.Title...)
	add("preamble", r.Preamble...)
	for _, c := range r.Chapters {
		add("chapter", c.Heading)
		add("text", c.Text...)
	}
	var lines []string
	for key, p := range r.Parts {
		for row, values := range p.Rows {
			for _, v := range values.Values {
				lines = append(lines, fmt.Sprintf("%s.%s.%s %q", key, row, v.Column, v.Text))
			}
		}
		for i, v := range slices.Concat(p.Text, p.Head, p.Foot) {
			lines = append(lines, fmt.Sprintf("%s %04d %q", key, i, v.Text))
		}
		if p.Heading != nil {
			lines = append(lines, fmt.Sprintf("%s %q", key, p.Heading.Text))
		}
	}
	for key, table := range r.Tables {
		for i, row := range table.Rows {
			for _, c := range row {
				lines = append(lines, fmt.Sprintf("table %s %04d %d %d %d %q", key, i, c.Col, c.RowSpan, c.ColSpan, c.Text))
			}
		}
		lines = append(lines, fmt.Sprintf("table %s %q %v %v %d", key, table.Title.Text, table.Widths, table.Keep, table.Header))
	}
	slices.Sort(lines)
	b.WriteString(strings.Join(lines, "\n"))
	add("signature", r.Signature.Name, r.Signature.Date)
	for _, a := range r.Attachments {
		add("attachment", slices.Concat(a.Title, []report.Value{a.Name}, a.Text)...)
	}
	for _, o := range r.Checks.Off {
		add(o.ID, o.Reason)
	}
	return b.String()
}

func TestFormatGolden(t *testing.T) {
	for _, name := range []string{"out of order", "tables of their own", "chapters"} {
		text, err := Format(open(t, awkward[name]))
		if err != nil {
			t.Fatal(err)
		}
		golden.Compare(t, strings.ReplaceAll(name, " ", "-")+".toml", text)
	}
}

// TestKeepsTells: what is lost on the way is found out.
func TestKeepsTells(t *testing.T) {
	const text = "# 一\n# 一\nyear = 2020\n[agency]\nname = \"甲\" # 二\n"
	r := open(t, text)
	for name, other := range map[string]string{
		"value":        strings.Replace(text, "甲", "乙", 1),
		"figure":       strings.Replace(text, "2020", "+2020", 1),
		"key":          strings.Replace(text, "name", "mane", 1),
		"one of two":   strings.Replace(text, "# 一\n", "", 1),
		"remark":       strings.Replace(text, " # 二", "", 1),
		"no TOML":      text + "x",
		"another item": text + "x = 1\n",
	} {
		if err := keeps(r.File, split(r.text()), other); err == nil {
			t.Errorf("%s: not found out", name)
		}
	}
	if err := keeps(r.File, split(r.text()), strings.Replace(text, "# 二", "# 单位；二", 1)); err != nil {
		t.Errorf("words before a remark: %v", err)
	}
}

func FuzzFmt(f *testing.F) {
	for _, text := range awkward {
		f.Add(text)
	}
	data, err := os.ReadFile(sample)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(data))
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, report.ImageRef) {
			return // it would look for files
		}
		if r, err := parse("f.toml", text); err == nil {
			stays(t, "fuzz", r)
		}
	})
}

// pieces are what files are put together of.
var pieces = []string{
	"\n", "\n", "# 一\n", "#二\n", "  # 三 \n", "#\n",
	"new = [1, 0, 0, 0, 0, 0]\n", "new = [1, # 甲\n 0, 0, 0, 0, 0] # 乙\n", "open.natural = 2 # 丙\n", "open.legal = 2\n", "'deny1' = { natural = 1 }\n",
	"deny2 = [0, 0, 0, 0, 0, 0] # 2.其他法律行政法规禁止公开\n", "[applications]\n", "[applications] # 丁\n", "[applications.deny3]\n", "natural = 5\n",
	"[overview]\n", "text = \"\"\"\n一\n# 二\n\"\"\" # 戊\n", "text = '[agency]'\n", "[other]\n", "[signature]\n", "name = \"甲\"\n", "date = 2021-01-02 # 己\n",
	"[review]\n", "suit_direct = [0, 0, 0, 0]\n", "review = [1,0,0,0,1]\n", "[title]\n", "lines = ['a',\n\n 'b']\n", "[[attachment]]\ntitle = 'x'\n", "text = 'y'\n",
	"[table.x]\ncolumns = ['a']\nrows = [[1]]\n", "[checks]\n", "off = { X-JUMP = 'x' }\n",
	"[disclosure]\n", "licence = { delta = 1 } # 庚\n", "rules = [1, 2, 3]\n", "fees.delta = 3\n", "# ―― 四、政府信息公开行政复议、行政诉讼情况 ――\n", "# （三）不予公开\n",
}

// build puts a file together.
func build(choice []byte) string {
	var b strings.Builder
	root := true
	for _, c := range choice {
		p := pieces[int(c)%len(pieces)]
		if root && strings.HasPrefix(p, "[") {
			root = false
			b.WriteString("year = 2020\nagency.name = '某县某局' # 名\n")
		}
		b.WriteString(p)
	}
	if root {
		b.WriteString("agency.name = '某县某局'\nyear = 2020\n")
	}
	return b.String()
}

func TestFormatShuffled(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	n := 0
	for range 8000 {
		choice := make([]byte, 1+r.IntN(14))
		for i := range choice {
			choice[i] = byte(r.IntN(len(pieces)))
		}
		if rep, err := parse("f.toml", build(choice)); err == nil {
			stays(t, fmt.Sprint(choice), rep)
			n++
		}
	}
	if n < 400 {
		t.Errorf("%d files could be read", n)
	}
}

func FuzzFmtPieces(f *testing.F) {
	f.Add([]byte{12, 2, 6, 2, 0, 16, 17})
	f.Fuzz(func(t *testing.T, choice []byte) {
		if len(choice) > 200 {
			return
		}
		if r, err := parse("f.toml", build(choice)); err == nil {
			stays(t, "fuzz", r)
		}
	})
}

// The text that a part of a table had last year is asked for again, with the table in
// its place, and the tables that it placed are taken along.
func TestTextOfTableParts(t *testing.T) {
	data, err := os.ReadFile(samples + "/forms/added-2023.toml")
	if err != nil {
		t.Fatal(err)
	}
	last := strings.Replace(string(data), "行政处罚比上年减少，主要是推行首违不罚。\n", "行政处罚比上年减少，主要是推行首违不罚。\n{table.own}\n", 1) + "\n[table.own]\ncolumns = [\"甲\", \"乙\"]\nrows = [[\"丙\", 1]]\n"
	text := fresh(t, 2024, "", open(t, last))
	if want := "text = \"\"\"\n待填\n{disclosure}\n待填\n{table.own}\n\"\"\"\n"; !strings.Contains(text, want) || !strings.Contains(text, "# 上年在这张表") || !strings.Contains(text, "[table.own]") {
		t.Error(text)
	}
}
