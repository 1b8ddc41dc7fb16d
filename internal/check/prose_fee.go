package check

import (
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

var (
	reFee       = pattern.New(`信息(?:公开)?(?:信息)?处理费|处理费|收费|费用|收取|信息.{0,12}(?:免费|无偿)提供`)
	reFeeAmount = pattern.New(`元|未|无|没有|不收|免收|免费|零|不存在|无偿|为0|0$|(?:^|[^0-9.])0(?:次|件|笔|份|人)`)
)

// proseFee looks for the fee for handling information, of which the form of
// 2021 wants a report in its last part (国办公开办函〔2021〕30号 (六)).
func proseFee(c *Context) {
	given := c.Report.Parts[partOther]
	if given == nil || len(given.Text) == 0 {
		return // S-PART6 tells
	}
	elsewhere := false
	for i := range c.text().passages {
		p := &c.text().passages[i]
		for k := range p.Sentences {
			t := p.Sentences[k].Text
			if m := reFee.FindStringIndex(t); m != nil && reFeeAmount.MatchString(t) {
				if p.Part == partOther {
					return
				}
				elsewhere = elsewhere || strings.Contains(t, "处理费")
			}
		}
	}
	do := diag.T("请写明收取信息处理费的情况；没有收取的，写“本年度未收取信息处理费”。", "state the fee for handling information (信息处理费) here; where none was taken write 本年度未收取信息处理费.")
	first := given.Text[0]
	if elsewhere {
		c.FindAt(first, 0, len(first.Text), diag.T("信息处理费的情况应当写在这一部分", "the fee for handling information belongs to this part"), do).Severity = diag.Warning
		return
	}
	c.FindAt(first, 0, len(first.Text), diag.T("这一部分没有报告信息处理费", "this part does not report the fee for handling information (信息处理费)"), do)
}
