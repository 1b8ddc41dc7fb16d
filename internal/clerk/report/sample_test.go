package report

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"nianbao/internal/clerk/source"
)

// TestSample reads the sample as a clerk's file: everything given, no remark.
func TestSample(t *testing.T) {
	r, err := readSample(testSchemaOf2019)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Warnings) > 0 {
		t.Error(r.Warnings)
	}
	schema, _ := testSchemaOf2019(2020, "")
	for _, p := range schema.Parts {
		for _, s := range p.Rows {
			row := r.Parts[p.Key].Rows[s.Key]
			if row == nil {
				t.Errorf("%s.%s is not given", p.Key, s.Key)
				continue
			}
			for _, c := range s.Columns {
				v, given := row.Values.Get(c)
				if given == (c == s.Total) {
					t.Errorf("%s.%s.%s: given is %v", p.Key, s.Key, c, given)
				}
				want := "0"
				switch p.Key + "." + s.Key + "." + c {
				case "disclosure.licence.prev_items":
					want = "105"
				case "disclosure.licence.delta":
					want = "+144"
				case "disclosure.licence.decisions":
					want = "29497"
				case "applications.new.natural", "applications.open.natural", "applications.result_total.natural":
					want = "2"
				}
				if given && v.Text != want {
					t.Errorf("%s.%s.%s is %q, want %q", p.Key, s.Key, c, v.Text, want)
				}
			}
		}
	}
	runes := func(vs []Value) string {
		s := fmt.Sprint(len(vs), ":")
		for _, v := range vs {
			s += fmt.Sprint(" ", utf8.RuneCountInString(v.Text))
		}
		return s
	}
	for _, c := range []struct{ got, want string }{
		{r.Title[0].Text, "行政审批服务局2020年政府信息公开"},
		{r.Title[1].Text, "工作年度报告"},
		{r.Agency.Text, "汶上县行政审批服务局"},
		{runes(r.Preamble), "2: 126 215"},
		{runes(r.Parts["overview"].Text), "8: 74 477 19 57 41 191 95 171"},
		{runes(r.Parts["problems"].Text), "2: 113 167"},
		{runes(r.Parts["other"].Text), "1: 1"},
		{r.Signature.Name.Text, "行政审批服务局"},
		{fmt.Sprint(r.Signature.Day), "{2021 1 27}"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
	for i, lead := range []string{"2020年，县行政审批服务局", "（一）主动公开。2020年", "其中建议提案", "2020年，我局共办理", "（二）依申请公开。", "（三）政府信息管理。", "（四）平台建设。", "（五）监督保障。"} {
		if p := r.Parts["overview"].Text[i]; !strings.HasPrefix(p.Text, lead) {
			t.Errorf("%s: %s", p.Pos, p.Text)
		}
	}
	if !strings.Contains(r.Preamble[1].Text, "（地址：汶上县明星路2155号  邮编：272500；电话：0537-7281890；") {
		t.Error("the blanks before 邮编 are not as typed")
	}
}

func testSchemaOf2019(year int, form string) (Schema, error) {
	s, err := testSchema(year, form)
	if err == nil {
		rows := &s.Parts[1].Rows
		*rows = (*rows)[:len(*rows)-1] // without the row of one column
	}
	return s, err
}

func readSample(schema func(year int, form string) (Schema, error)) (*Report, error) {
	f, err := source.Read("../../../samples/2020.toml")
	if err != nil {
		return nil, err
	}
	return Parse(f, schema)
}

func BenchmarkRead(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := readSample(testSchemaOf2019); err != nil {
			b.Fatal(err)
		}
	}
}
