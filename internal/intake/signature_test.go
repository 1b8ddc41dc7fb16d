package intake_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/intake"
	"nianbao/internal/intake/html"
	"nianbao/internal/intake/original"
	"nianbao/internal/press"
)

// signedWith gives the sample's page with other lines in the place of its signature,
// those behind > at the right.
func signedWith(t *testing.T, lines ...string) *intake.Result {
	t.Helper()
	want, d := webPage(t, filepath.Join(samples, sample))
	s := want.Report.Signature
	at := slices.IndexFunc(d.Blocks, func(b original.Block) bool {
		p, ok := b.(*original.Paragraph)
		return ok && strings.TrimSpace(p.Text()) == s.Name.Text
	})
	if at < 0 || s.Date.Text == "" {
		t.Fatal("the sample's page has no signature")
	}
	d.Blocks = d.Blocks[:at]
	for _, l := range lines {
		p := &original.Paragraph{}
		if rest, ok := strings.CutPrefix(l, ">"); ok {
			p.Align, l = original.Right, rest
		}
		p.Runs = []original.Run{{Text: l}}
		d.Blocks = append(d.Blocks, p)
	}
	_, r := imported(t, d)
	return r
}

// TestSignatures: name and date are found in whatever look they stand, and what looks
// like them elsewhere stays where it is.
func TestSignatures(t *testing.T) {
	const name = "云汀县民政局"
	for _, c := range []struct {
		lines      string
		name, date string // "" for none
		text       string // stands in the last part
	}{
		{">云汀县民政局|>2024年1月18日", name, "2024年1月18日", ""},
		{"云汀县民政局|2024年1月18日", name, "2024年1月18日", ""},
		{">云汀县民政局 2024年1月18日", name, "2024年1月18日", ""},
		{"云汀县民政局　　2024 年 1 月 18 日", name, "2024 年 1 月 18 日", ""},
		{"云汀县民政局2024.1.18", name, "2024.1.18", ""},
		{"2024年1月18日 云汀县民政局", name, "2024年1月18日", ""},
		{">云汀县民政局二〇二四年一月十八日", name, "二〇二四年一月十八日", ""},
		{">云汀县第101中学 2024年1月18日", "云汀县第101中学", "2024年1月18日", ""},
		{">云汀县民政局|>2024.1.18", name, "2024.1.18", ""},
		{"云汀县民政局|2024-01-18", name, "2024-01-18", ""},
		{">云汀县民政局|>2024年1月18日|附件：1.清单|2.名册|附件1|清单|甲村、乙村。", name, "2024年1月18日", ""},
		{">云汀县民政局|>2024年1月18日|附件：1.清单|2.名册", name, "2024年1月18日", ""},
		{"附件：1.清单|2.名册|>云汀县民政局|>2024年1月18日", name, "2024年1月18日", "附件：1.清单"},
		{"云汀县民政局|2024/1/18", name, "2024/1/18", ""},
		{">云汀县民政局|>2024年1月", name, "2024年1月", ""},
		{">2024.1.18", "", "2024.1.18", ""},
		{">云汀县民政局|>2024年1月18|>日", name, "2024年1月18日", ""},
		{">云汀县民政局|>2024年|>1月18日", name, "2024年1月18日", ""},
		{">云汀县民政局|>2024年1月1|>8|>日", name, "2024年1月18日", ""},
		{">云汀县民政局 2024年1月|>18日", name, "2024年1月18日", ""},
		{">云汀县民政局|>2024年1月18日|2024-01-22", name, "2024年1月18日", ""},

		{">日", "", "", "日"},
		{"2024-01-18", "", "", "2024-01-18"},
		{"培训时间如下|2024.1.18", "", "", "2024.1.18"},
		{">云汀县民政局|>2024.13.18", "", "", "云汀县民政局\n2024.13.18"},
		{"全年开展培训3期，第一期 2024年1月18日", "", "", "全年开展培训3期，第一期 2024年1月18日"},
		{"本表数据截至2024年1月18", "", "", "截至2024年1月18"},
	} {
		r := signedWith(t, strings.Split(c.lines, "|")...)
		_, signature, _ := strings.Cut(r.Text, "\n[signature]\n")
		for key, want := range map[string]string{"name": c.name, "date": c.date} {
			_, rest, found := strings.Cut("\n"+signature, "\n"+key+" = \"")
			got, _, _ := strings.Cut(rest, "\"")
			if found != (want != "") || got != want {
				t.Errorf("%s: %s %q, want %q", c.lines, key, got, want)
			}
		}
		if before, _, _ := strings.Cut(r.Text, "\n[signature]\n"); !strings.Contains(before, c.text) {
			t.Errorf("%s: lost %s", c.lines, c.text)
		}
	}
}

// TestPageInsideATable: a page that stands in a table for its layout, its head too, is
// read as the page alone: a path, facts and the browser's title are no text of it.
func TestPageInsideATable(t *testing.T) {
	page := licencePage(t)
	body := strings.Index(page, "<body")
	at := body + strings.Index(page[body:], ">") + 1
	page = page[:at] + `<div>首页 &gt; 政府信息公开 &gt; 年报</div><div>索引号：y/2024-00012 发布机构：云汀县民政局 发布日期：2024-01-22 浏览次数：128 字号：[大 中 小] 【打印】</div>` + page[at:]
	for name, p := range map[string]string{"alone": page, "inside": "<table><tr><td>" + page} {
		d, err := html.Read("report.html", []byte(p))
		if err != nil {
			t.Fatal(err)
		}
		got, r := imported(t, d)
		_, text, _ := strings.Cut(r.Text, "\nyear") // behind the remarks
		if strings.Contains(text, "首页 >") || strings.Contains(text, "索引号：") {
			t.Errorf("%s: a path or facts are in the text:\n%.900s", name, text)
		}
		if want := openSample(t, sample); titleOf(got) != titleOf(want) {
			t.Errorf("%s: title %s", name, titleOf(got))
		}
	}
}

func titleOf(o *press.Opened) (title string) {
	for _, l := range o.Report.Title {
		title += l.Text
	}
	return title
}
