package check

import (
	"os"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// TestSeededDefects puts one defect at a time into a real report; the rule
// finds it at its place.
func TestSeededDefects(t *testing.T) {
	data, err := os.ReadFile("../../samples/2020.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ id, from, to, at string }{
		{"P-NEW", "我局共受理2件依申请公开", "我局共受理3件依申请公开", "3件"},
		{"P-ZERO", "2020年我局共受理2件依申请公开政府信息事项，均按时办理回复。", "2020年我局未收到政府信息公开申请。", "未收到"},
		{"P-REVIEW", "均按时办理回复。", "均按时办理回复，发生行政复议1件。", "1件"},
		{"P-LICENCE", "行政许可事项增至249项", "行政许可事项增至294项", "294项"},
		{"S-YEAR", "2020年，县行政审批服务局严格", "202020年，县行政审批服务局严格", "202020年"},
		{"S-YEAR", "自2020年1月1日起至2020", "自至2020", "自至"},
		{"S-YEAR", "\"行政审批服务局2020年", "\"行政审批服务局2019年", "2019年"},
		{"S-PERIOD", "2020年12月31日止", "2020年11月30日止", "2020年1月1日"},
		{"S-NUMBERING", "（四）平台建设", "（五）平台建设", "（五）平台"},
		{"S-RESIDUE", "批准行政许可29414条", "批准行政许可&nbsp;29414条", "&nbsp;"},
		{"S-DOUBLE", "提升了工作透明度", "提升了工作透明度工作透明度", "工作透明度"},
		{"S-MISSING-NUMBER", "各类信息100余条", "各类信息条", "信息条"},
		{"S-ASCII", "部门机构职能、领导班子分工、", "部门机构职能,领导班子分工、", ",领导"},
		{"S-SIX", "（四）平台建设。维护", "三、收到和处理政府信息公开申请情况\n（四）平台建设。维护", "三、收到"},
		{"S-SIGNATURE", "date = \"2021年1月27日\"", "date = \"2021年01月27日\"", "2021年01月"},
		{"S-DEADLINE", "date = \"2021年1月27日\"", "date = \"2021年2月27日\"", "2021年2月"},
		{"S-PART5", "针对2019年提到的", "无\n\"\"\"\n#", "无"},
		{"S-TOPICS", "政府信息管理", "日常管理", "2020年，县"},
	} {
		text := strings.ReplaceAll(string(data), c.from, c.to)
		if c.id == "S-PART5" {
			i := strings.Index(text, "[problems]")
			text = text[:i] + "[problems]\ntext = \"无\"\n" + text[strings.Index(text, "# ―― 六、"):]
		}
		if text == string(data) {
			t.Errorf("%s: the sample has no %q", c.id, c.from)
		}
		f, err := source.Parse("2020.toml", []byte(text))
		if err != nil {
			t.Fatal(c.id, err)
		}
		r, err := report.Parse(f, schema)
		if err != nil {
			t.Fatal(c.id, err)
		}
		form, _ := bundled().For(r.Year, r.Form)
		res, err := checker.Run(Input{Report: r, Form: form})
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(res.Findings, func(f Finding) bool { return f.ID == c.id && f.Severity <= must(c.id).Severity })
		if i < 0 {
			t.Errorf("%s is not found: %+v", c.id, res.Findings)
			continue
		}
		p := res.Findings[i].Pos
		if line := []rune(f.Line(p.Line)); p.Col > len(line)+1 || !strings.HasPrefix(strings.TrimPrefix(string(line[p.Col-1:]), `"`), c.at) {
			t.Errorf("%s: the place is %v, want %s: %s", c.id, p, c.at, string(line[p.Col-1:]))
		}
	}
}

// TestHeadings compares headings that were published with the form's.
func TestHeadings(t *testing.T) {
	const own = "四、政府信息公开行政复议、行政诉讼情况"
	for _, c := range []struct {
		typed string
		found bool
		is    diag.Severity
	}{
		{own, false, 0},
		{"四、 政府信息公开行政复议、行政诉讼情况", false, 0},
		{"四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", true, diag.Info},
		{"四、政府信息公开行政复议、行政诉颂情况", true, diag.Error},
		{"三、政府信息公开行政复议、行政诉讼情况", true, diag.Error},
		{"政府信息公开行政复议、行政诉讼情况", true, diag.Error},
	} {
		ctx := &Context{rule: must("S-SIX")}
		ctx.heading(own, report.Value{Text: c.typed})
		if found := len(ctx.findings) == 1; found != c.found || found && ctx.findings[0].Severity != c.is {
			t.Errorf("%s: %+v", c.typed, ctx.findings)
		}
	}
}
