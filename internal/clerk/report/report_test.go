package report

import (
	"bytes"
	"errors"
	"fmt"
	"math/big"
	"os"
	"strings"
	"testing"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/golden"
)

// testSchema has the keys of the form of 2019.
func testSchema(year int, form string) (Schema, error) {
	if year < 2019 || form != "" && form != "2019" {
		return Schema{}, diag.New(diag.Pos{}, diag.T("没有 %d 年的表式。", "there is no form for %d.", year), diag.T("请改年份。", "change the year."))
	}
	row := func(total string, columns string, keys ...string) (rs []RowSchema) {
		for _, k := range keys {
			rs = append(rs, RowSchema{Key: k, Columns: strings.Fields(columns), Total: total})
		}
		return rs
	}
	cat := func(ls ...[]RowSchema) (rs []RowSchema) {
		for _, l := range ls {
			rs = append(rs, l...)
		}
		return rs
	}
	return Schema{Parts: []PartSchema{
		{Key: "overview", Text: true},
		{Key: "disclosure", Rows: cat(
			row("", "made published public_total", "rules", "normdocs"),
			row("", "prev_items delta decisions", "licence", "other_services", "penalty", "compulsion"),
			row("", "prev_items delta", "fees"), row("", "items amount", "procurement"), row("", "sum", "single"))},
		{Key: "applications", Rows: row("total", "natural business research charity legal other_org total",
			strings.Fields("new carried_in open partial deny1 deny2 deny3 deny4 deny5 deny6 deny7 deny8 unable1 unable2 unable3 reject1 reject2 reject3 reject4 reject5 other result_total carried_out")...)},
		{Key: "review", Rows: row("total", "upheld corrected other pending total", "review", "suit_direct", "suit_after_review")},
		{Key: "problems", Text: true},
		{Key: "other", Text: true},
	}}, nil
}

func parse(t testing.TB, text string) (*Report, error) {
	t.Helper()
	f, err := source.Parse("报告.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return Parse(f, testSchema)
}

const head = "year = 2020\n[agency]\nname = \"某局\"\n"

func TestValues(t *testing.T) {
	r, err := parse(t, "year = 2_020\nform = '2019'\npreamble = \"\"\"\n\u3000\u3000第一段  有空格\u00a0。\u3000\n\n \t\n第二段\\u3002\n\"\"\"\n"+
		"agency.name = ' 某局 '\n[title]\nlines = ['一', '二']\n"+`
[disclosure]
licence = { prev_items = 105, delta = "+144", decisions = 29_497 }
penalty = [+3, -18, "/"]
fees.delta = 24252.311082
procurement = [ 8040, "75394432.52元 " ]
single = 2.50
[applications]
new = [2, 0, 0, 0, 0, 0]
open = [2, 0, 0, 0, 0, 0, 3]
[signature]
name = "某局"
date = 2021-01-27
`)
	if err != nil {
		t.Fatal(err)
	}
	get := func(part, row, column string) string {
		v, ok := r.Parts[part].Rows[row].Values.Get(column)
		if !ok {
			return "not given"
		}
		return fmt.Sprintf("%s @%d:%d", v.Text, v.Pos.Line, v.Pos.Col)
	}
	for _, c := range []struct{ got, want string }{
		{fmt.Sprintf("%d %s %v %s", r.Year, r.Form, r.AsPublished, r.Agency.Text), "2020 2019 false 某局"},
		{fmt.Sprint(r.Agency.Pos), "报告.toml:9:17"},
		{fmt.Sprintf("%d %s", len(r.Title), r.Title[1].Text), "2 二"},
		{fmt.Sprintf("%d %q %s", len(r.Preamble), r.Preamble[0].Text, r.Preamble[0].Pos), `2 "第一段  有空格\u00a0。" 报告.toml:4:3`},
		{r.Preamble[1].Text, "第二段。"},
		{r.Preamble[1].At(len("第二段")).String(), "报告.toml:7:4"},
		{get("disclosure", "licence", "delta"), "+144 @14:40"},
		{get("disclosure", "licence", "decisions"), "29497 @14:59"},
		{get("disclosure", "penalty", "prev_items"), "+3 @15:12"},
		{get("disclosure", "penalty", "delta"), "-18 @15:16"},
		{get("disclosure", "penalty", "decisions"), "/ @15:22"},
		{get("disclosure", "fees", "delta"), "24252.311082 @16:14"},
		{get("disclosure", "fees", "prev_items"), "not given"},
		{get("disclosure", "procurement", "amount"), "75394432.52元 @17:24"},
		{get("disclosure", "single", "sum"), "2.50 @18:10"},
		{get("applications", "new", "total"), "not given"},
		{get("applications", "open", "total"), "3 @21:27"},
		{fmt.Sprint(r.Parts["applications"].Rows["partial"] == nil, r.Parts["review"] == nil), "true true"},
		{r.Signature.Date.Text, "2021年1月27日"},
		{fmt.Sprint(r.Signature.Day), "{2021 1 27}"},
		{fmt.Sprint(len(r.Warnings)), "0"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}

// TestMessages holds what the clerk is told, word for word, in both languages.
func TestMessages(t *testing.T) {
	cases := []struct{ name, text string }{
		{"empty file", ""},
		{"year missing, agency empty", "[agency]\nname = \" \"\n"},
		{"year out of range", "year = 1999\n[agency]\nname = \"某局\"\n"},
		{"year as text", "year = \"2020\"\n[agency]\nname = \"某局\"\n"},
		{"no form for the year", "year = 2012\n[agency]\nname = \"某局\"\n"},
		{"no such form", "year = 2020\nform = \"2035\"\n[agency]\nname = \"某局\"\n"},
		{"unknown keys", head + "pone = 1\n[aplications]\n[disclosure]\nlisence = [1, 2, 3]\n\"规章\" = [1, 2, 3]\nlicence = { prev = 1, deltas = 2 }\n"},
		{"a key below the wrong header", head + "preamble = \"\"\"\n文字\n\"\"\"\n[review]\ndeny1 = [0]\nsuit = [0]\n"},
		{"wrong types", "year = 2020\nas_published = \"true\"\npreamble = [\"一\"]\nagency = \"某局\"\ntitle = \"标题\"\nproblems = \"文字\"\n" +
			"[overview]\ntext = 1\n[disclosure]\nrules = 7\nnormdocs = [true, 2021-01-01, [1]]\n[signature]\nname = 5\n[[other]]\n"},
		{"wrong length", head + "[applications]\nnew = [2, 0, 0, 0, 0]\nopen = [2, 0, 0, 0, 0, 0, 2, 0]\n[disclosure]\nlicence = [105, \"+144\"]\nfees = []\n"},
		{"no plain numbers", head + "[disclosure]\nrules = [0x10, 1e3, inf]\n"},
		{"as published", "as_published = true\n" + head + "[overview]\n[disclosure]\nrules = { made = 0 }\n[applications]\nnew = [2, 0, 0, 0, 0, 0]\n"},
		{"line breaks in a cell", head + "[disclosure]\nrules = [\"1\\n2\", \"\"\"\n3\n\"\"\", \"\"\"4\n5\"\"\"]\n"},
		{"characters", head + "[overview]\ntext = \"\"\"\n第一\t段\n第二\uFFFD段\n第三\\u0007段\n第四\uE000段\n第五\u200b段\n第六\\u2028段\n第七\U0010FFFE段\n\"\"\"\n"},
		{"a list of bodies", "year = 2020\nagency = \"某县人民政府\"\n[[body]]\nname = \"某局\"\n"},
		{"rules switched off in a text", head + "[checks]\noff = \"X-JUMP\"\n"},
		{"a signature without its header", head + "[[chapter]]\nheading = \"七、附表\"\ntext = \"见网站。\"\nname = \"某局\"\ndate = \"2021年1月27日\"\n"},
		{"a layout", "source = \"x\"\npage = \"gbt9704\"\n[[part]]\nkey = \"overview\"\n"},
		{"unreadable date", head + "[signature]\ndate = \"2021年2月30日\"\n[overview]\nx = 1\n"},
	}
	var b strings.Builder
	for _, c := range cases {
		r, err := parse(t, c.text)
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
	golden.Compare(t, "messages.golden", b.String())
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		text, number, unit string
	}{
		{"0", "0", ""}, {"29497", "29497", ""}, {"+144", "144", ""}, {"＋144", "144", ""}, {"-18", "-18", ""}, {"－18", "-18", ""}, {"−18", "-18", ""},
		{"24252.311082", "12126155541/500000", ""}, {"75394432.52元", "1884860813/25", "元"}, {"251000 元", "251000", "元"},
		{"", "", ""}, {"/", "", ""}, {"无", "", ""}, {"-", "", ""}, {"1,234", "", ""}, {"1.", "", ""}, {".5", "", ""}, {"1.2.3", "", ""},
		{"--1", "", ""}, {"+-1", "", ""}, {"1e3", "", ""}, {"12元3", "", ""}, {"２", "", ""}, {"1/2", "", ""}, {strings.Repeat("9", 50), "", ""},
	} {
		n, unit, ok := Value{Text: c.text}.Amount()
		if got := text(n, ok); got != c.number || unit != c.unit {
			t.Errorf("%q is %s %q, want %s %q", c.text, got, unit, c.number, c.unit)
		}
		n, ok = Value{Text: c.text}.Number()
		if want := c.number; c.unit != "" && ok || c.unit == "" && text(n, ok) != want {
			t.Errorf("%q as a number is %s", c.text, text(n, ok))
		}
	}
}

func text(n *big.Rat, ok bool) string {
	if !ok {
		return ""
	}
	return n.RatString()
}

func TestDate(t *testing.T) {
	for text, want := range map[string]document.Date{
		"2021年1月27日": {Year: 2021, Month: 1, Day: 27}, "2021 年 1 月 27 日": {Year: 2021, Month: 1, Day: 27}, "2021年01月07日": {Year: 2021, Month: 1, Day: 7},
		"二○二一年一月二十七日": {Year: 2021, Month: 1, Day: 27}, "二〇一二年二月二十日": {Year: 2012, Month: 2, Day: 20}, "二零二零年十二月三十一日": {Year: 2020, Month: 12, Day: 31},
		"二〇二〇年十月十日": {Year: 2020, Month: 10, Day: 10}, "2021-01-27": {Year: 2021, Month: 1, Day: 27}, "2021/1/7": {Year: 2021, Month: 1, Day: 7}, "2021.1.27": {Year: 2021, Month: 1, Day: 27},
		"2021-01-27T08:00:00Z": {Year: 2021, Month: 1, Day: 27}, "2020年2月29日": {Year: 2020, Month: 2, Day: 29},
		"2021年2月29日": {}, "2021年13月1日": {}, "2021年1月": {}, "21年1月2日": {}, "一月": {}, "": {}, "年月日": {}, "2021年0月1日": {}, "2021年二十十月1日": {}, "2021年1月-1日": {},
	} {
		got, ok := ParseDate(text)
		if got != want || ok != (want != document.Date{}) {
			t.Errorf("%q is %v %v, want %v", text, got, ok, want)
		}
	}
}

func FuzzReport(f *testing.F) {
	if b, err := os.ReadFile("../../../samples/2020.toml"); err == nil {
		f.Add(b)
	}
	f.Add([]byte(head + "[overview]\ntext = \"\"\"\n a\tb\n\"\"\"\n[disclosure]\nlicence = [1, '+2', {a=1}]\n[signature]\ndate = '二〇一二年二月二十日'\n"))
	f.Add([]byte(oldHead + "[[chapter]]\nheading='一'\ntext=\"\"\"\n{table.a}\n{image.b}\n{c.d}\n\"\"\"\n[table.a]\ncolumns=[['a','<'],['^','b']]\nrows=[[1,'^'],['<',2]]\nwidths_mm=[1,2.5]\n[image.b]\nfile='chart.png'\nwidth_mm=0.1\n[[attachment]]\ntitle=['a']\ntext=''\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := source.Parse("testdata/f.toml", data)
		if err != nil {
			return
		}
		schema := testSchema
		if bytes.Contains(data, []byte("chapter")) {
			schema = oldSchema
		}
		r, err := Parse(s, schema)
		if err != nil {
			var l diag.List
			if !errors.As(err, &l) || err.Error() == "" {
				t.Fatalf("no list of diagnostics: %v", err)
			}
			_ = l.Format(diag.Chinese)
			return
		}
		for _, p := range r.Parts {
			for _, row := range p.Rows {
				for _, v := range row.Values {
					v.Amount()
					if strings.ContainsAny(v.Text, "\n\r\t") {
						t.Fatalf("%s: a cell of two lines", v.Pos)
					}
				}
			}
			for _, v := range p.Text {
				if v.Text == "" || strings.TrimSpace(v.Text) != v.Text || v.At(0) != v.Pos {
					t.Fatalf("%s: paragraph %q", v.Pos, v.Text)
				}
			}
		}
	})
}
