package intake_test

import (
	"context"
	"fmt"
	"strings"

	"nianbao/internal/intake"
	"nianbao/internal/intake/open"
)

// A file of another program becomes the clerk's file. What cannot be told for
// certain is written as it stands and listed.
func ExampleMake() {
	page := "<!DOCTYPE html><html><body><h1>某县水利局2023年政府信息公开工作年度报告</h1>" +
		"<p>二、主动公开政府信息情况</p><table>" +
		"<tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政许可</td><td>1 7</td></tr>" +
		"<tr><td>行政处罚</td><td>48</td></tr><tr><td>行政强制</td><td>1</td></tr></table></body></html>"
	d, err := open.Read(context.Background(), "年报.html", []byte(page))
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := intake.Make(d, builder().Forms, intake.Options{Stem: "2023"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Year, r.Agency, r.Form.Name)
	for _, row := range []string{"penalty", "compulsion"} {
		_, line, _ := strings.Cut(r.Text, "\n"+row+" ")
		fmt.Println(row, strings.Fields(line)[1])
	}
	for _, doubt := range r.Doubts {
		if doubt.Key == "disclosure.licence.decisions" {
			fmt.Println(doubt.Row, doubt.Why.EN)
		}
	}
	// Output:
	// 2023 某县水利局 2021
	// penalty 48
	// compulsion 1
	// 行政许可 the original has “1 7” here, which reads as one figure or as several
}
