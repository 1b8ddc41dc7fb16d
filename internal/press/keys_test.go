package press

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// faults parses a report and gives what is told of it.
func faults(t *testing.T, text string) string {
	t.Helper()
	f, err := source.Parse("a.toml", []byte(text))
	if err == nil {
		_, err = Parse(builder(t).Forms, f)
	}
	var list diag.List
	if err != nil && !errors.As(err, &list) {
		t.Fatal(err)
	}
	return list.Format(diag.Chinese)
}

// TestChineseKeys: the form's labels typed as keys are answered with the key
// that belongs there, with quotes and without, and once.
func TestChineseKeys(t *testing.T) {
	const head = "year = 2025\n[agency]\nname = \"某局\"\n"
	for _, c := range []struct{ text, want string }{
		{"年度 = 2025\n[agency]\nname = \"某局\"\n", "应写 year"},
		{"year = 2025\n[单位]\nname = \"某局\"\n", "应写 agency"},
		{"year = 2025\n[agency]\n单位名称 = \"某局\"\n", "应写 name"},
		{head + "[一、总体情况]\ntext = \"文字\"\n", "应写 overview"},
		{head + "[主动公开]\nlicence = 1\n", "应写 disclosure"},
		{head + "[overview]\n正文 = \"文字\"\n", "应写 text"},
		{head + "[disclosure]\n行政许可 = 1\n", "应写 licence"},
		{head + "[disclosure]\nnormdocs = { made = 0, repealed = 0, 现行有效 = 17 }\n", "应写 valid"},
		{head + "[disclosure]\nnormdocs = { made = 0, repealed = 0, \"现行有效件数\" = 17 }\n", "应写 valid"},
		{head + "[applications]\n予以公开 = [1, 0, 0, 0, 0, 0]\n", "应写 open"},
		{head + "[applications]\n结转 = [1, 0, 0, 0, 0, 0]\n", "carried_in（二、上年结转政府信息公开申请数量）、carried_out（四、结转下年度继续办理）"},
		{head + "[signature]\n成文日期 = \"2026年1月20日\"\n", "应写 date"},
		{head + "[image.图二]\nfile = \"没有.png\"\n", "请加上英文（半角）引号"},
	} {
		got := faults(t, c.text)
		if n := strings.Count(got, "错误:"); !strings.Contains(got, c.want) || n != 1 && !strings.Contains(c.text, "图二") {
			t.Errorf("%q: %d errors: %s", c.text, n, got)
		}
	}
	// Names of one's own may be Chinese, in quotes.
	if got := faults(t, head+"[overview]\ntext = \"\"\"\n{table.建议}\n\"\"\"\n[table.\"建议\"]\ncolumns = [\"甲\"]\nrows = [[1]]\n"); got != "" {
		t.Errorf("a name in quotes: %s", got)
	}
}

// TestOtherForm: keys of another year's form are told once of a part, with the
// form; mistyped ones as before.
func TestOtherForm(t *testing.T) {
	text := "year = %d\n[agency]\nname = \"某局\"\n[disclosure]\nnormdocs = { made = 1, published = 1, public_total = 2 }\nlicence = { prev_items = 1, delta = 1, decisions = 2 }\nprocurement = { items = 0, amount = 0 }\n[applications]\nother = [0, 0, 0, 0, 0, 0]\nopne = [0, 0, 0, 0, 0, 0]\n"
	got := faults(t, fmt.Sprintf(text, 2025))
	for _, want := range []string{"这是 2019—2020 年度表式的写法，2025 年的表式里没有：procurement、published、public_total、prev_items、delta\n", "2025 年的表式里没有：other\n", `form = "2019"`, "是否想写 open？"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
	if n := strings.Count(got, "错误:"); n != 3 {
		t.Errorf("%d errors: %s", n, got)
	}
	if got := faults(t, fmt.Sprintf(text, 2020)); strings.Count(got, "错误:") != 1 {
		t.Errorf("in its own form: %s", got)
	}
	for text, want := range map[string]string{
		"form = \"2021-chapters\"\nyear = 2023\n[agency]\nname = \"某局\"\n[overview]\ntext = \"文字\"\n":                                                          "这是 2021 年度起的表式的一部分",
		"year = 2023\n[agency]\nname = \"某局\"\n[statistics]\na1 = 1\n":                                                                                         "这是 2014—2018 年度表式的一部分",
		"form = \"2021-chapters\"\nyear = 2023\n[agency]\nname = \"某局\"\n[[chapter]]\nheading = \"一\"\ntext = \"\"\"\n{application}\n\"\"\"\n[applications]\n": "是否想写 {applications}？",
	} {
		if got := faults(t, text); !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
	if got := faults(t, "year = 2019\n[agency]\nname = \"某局\"\n[disclosure]\nlicence = { amount_wan = 2 }\n"); !strings.Contains(got, "这是 2021 年度起的表式的写法") {
		t.Errorf("a later form: %s", got)
	}
}
