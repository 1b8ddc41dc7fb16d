package intake_test

import (
	"errors"
	"strings"
	"testing"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/intake"
	"nianbao/internal/intake/html"
	"nianbao/internal/intake/original"
	"nianbao/internal/press"
)

// FuzzMake: whatever a document says, it is refused in words for the clerk or the
// file that is made of it is one that the program reads.
func FuzzMake(f *testing.F) {
	f.Add("<p>某局2020年政府信息公开工作年度报告</p><p>一、总体情况</p><p>{table.x} \\ \"\"\" \u200b</p><table><tr><td>信息内容<td>本年新制作数量<tr><td>规章<td>1</table><p>2021年1月1日</p>")
	f.Add("<p>某镇2016年年报</p><h1>一、概述</h1><p>附件：1.名单</p><p>附件1</p><table><tr><td>a<td><<tr><td colspan=2>^</table>")
	f.Fuzz(func(t *testing.T, page string) {
		d, err := html.Read("page.html", []byte(page))
		if err != nil {
			return
		}
		makes(t, d)
	})
}

func makes(t *testing.T, d *original.Document) {
	r, err := intake.Make(d, builder().Forms, intake.Options{Year: 2020, Agency: "某局", Stem: "r"})
	if refusal := (*diag.Diagnostic)(nil); errors.As(err, &refusal) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	f, err := source.Parse("r.toml", []byte(r.Text))
	if err != nil {
		t.Fatalf("%v\n%s", err, r.Text)
	}
	if _, err := press.Parse(builder().Forms, f); err != nil && !strings.Contains(err.Error(), "picture") {
		t.Fatalf("%v\n%s", err, r.Text)
	}
}
