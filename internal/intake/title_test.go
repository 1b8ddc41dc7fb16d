package intake_test

import (
	"strings"
	"testing"

	"nianbao/internal/intake/html"
)

// TestTitles: the title is the report's own, whatever stands before it.
func TestTitles(t *testing.T) {
	const (
		centre = `<p style="text-align:center">`
		title  = centre + "某某县水利局2023年政府信息公开工作年度报告</p>"
		text   = "<p>根据规定编制本报告。</p><p>一、总体情况</p><p>公开信息十条。</p>"
		signed = `<p style="text-align:right">某某县水利局</p><p style="text-align:right">2024年1月19日</p>`
	)
	for _, c := range []struct{ name, page string }{
		{"alone", title + text + signed},
		{"in two lines", centre + "某某县水利局</p>" + centre + "2023年政府信息公开工作年度报告</p>" + text + signed},
		{"the last character in a line of its own", centre + "某某县水利局2023年政府信息公开工作年度报</p>" + centre + "告</p>" + text + signed},
		{"again in a table of facts, broken elsewhere", centre + "某某县水利局2023年政府信息公开</p>" + centre + "工作年度报告</p><p>某某县水利局2023年政府信息公开工作年度报</p><p>告</p>" + text + signed},
		{"a cover with a date", title + centre + "某某县水利局</p>" + centre + "2024年1月19日</p>" + title + text + signed},
		{"a table of contents", title + centre + "目　录</p><p>一、总体情况……1</p><p>二、主动公开政府信息情况……2</p>" + title + text + signed},
		{"a letter", centre + "关于报送2022年政府信息公开工作年度报告的函</p><p>县政府办公室：</p><p>现将报告报上。</p>" + title + text + signed},
		{"a letterhead", centre + "某某县水利局文件</p>" + centre + "某水〔2024〕3号</p>" + title + text + signed},
		{"a table of facts", title + "<table><tr><td>索 引 号：</td><td>0071</td></tr><tr><td>发布机构：</td><td>某某县水利局</td></tr></table>" + text + signed},
		{"copies at the end", title + text + signed + "<p>抄送：县政府办公室。</p><p>某某县水利局办公室　2024年1月19日印发</p>"},
		{"a foot of a page", title + text + signed + "<p>相关附件：年报.docx</p><p>主办：某某县政府　网站标识码：1234</p>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := html.Read("page.html", []byte("<html><body><div>"+c.page+"</div></body></html>"))
			if err != nil {
				t.Fatal(err)
			}
			got, r := imported(t, d)
			if got.Report.Year != 2023 || got.Report.Agency.Text != "某某县水利局" || !strings.Contains(r.Text, "date = \"2024年1月19日\"") {
				t.Errorf("year %d, body %s\n%s", got.Report.Year, got.Report.Agency.Text, r.Text)
			}
			if p := got.Report.Preamble; len(p) != 1 || p[0].Text != "根据规定编制本报告。" {
				t.Errorf("the preamble is %v", p)
			}
		})
	}
}
