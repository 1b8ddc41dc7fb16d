package check

import (
	"strings"
	"unicode"

	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// The topics of part 1 (国办公开办函〔2021〕30号 一（一）) and the words by which
// each is recognised.
var topicWords = []struct {
	name  string
	words []string
}{
	{"主动公开", []string{"主动公开", "主动向社会公开", "主动发布", "主动晒", "推进政务公开"}},
	{"依申请公开", []string{"依申请", "申请公开", "信息公开申请", "受理申请", "申请答复", "申请情况", "申请办理", "办理申请"}},
	{"政府信息管理", []string{"信息管理", "信息资源管理", "信息资源规范化", "信息资源的规范化", "信息资源的管理", "信息公开管理", "源头管理", "发布管理", "规范化管理", "发布审核", "公文属性", "制度建设和管理"}},
	{"政府信息公开平台建设", []string{"平台建设", "平台管理", "平台", "网站建设", "新媒体", "载体", "渠道建设", "专区", "阵地建设"}},
	{"监督保障", []string{"监督", "保障", "考核"}},
}

// assessmentWords are what governments report by 条例第五十条（四）.
var assessmentWords = [][]string{{"考核"}, {"评议", "评价", "满意度"}, {"责任追究", "追责", "问责", "追究责任"}}

// joined is the text of a part in one.
func (c *Context) joined(part string) string {
	var b strings.Builder
	n := 0
	for _, v := range c.Text(part) {
		n += len(v.Text)
	}
	b.Grow(n)
	for _, v := range c.Text(part) {
		b.WriteString(v.Text)
	}
	return b.String()
}

// partFinding adds a finding about a part as a whole.
func (c *Context) partFinding(part string, what, do diag.Text) *Finding {
	if text := c.Text(part); len(text) > 0 {
		return c.Find(text[0].Pos, what, do)
	}
	pos := diag.Pos{File: c.Report.File}
	if p := c.Report.Parts[part]; p != nil {
		pos = p.Pos
	}
	return c.Find(pos, what, do)
}

func (c *Context) hasPart(part string) bool {
	for i := range c.Form.Parts {
		if c.Form.Parts[i].Key == part && c.Form.Parts[i].Text {
			return true
		}
	}
	return false
}

func topics(c *Context) {
	t := c.joined(partOverview)
	if t == "" {
		return
	}
	var missing []string
	for _, topic := range topicWords {
		if !anyIn(t, topic.words...) {
			missing = append(missing, topic.name)
		}
	}
	if len(missing) > 0 {
		list := strings.Join(missing, "、")
		c.partFinding(partOverview, diag.T("这一部分没有写到：%s", "topics that this part does not name: %s", list), diag.T("请补写。", "write about them."))
	}
}

func assessment(c *Context) {
	if !c.body().government() || len(c.Text(partOverview)) == 0 {
		return
	}
	t := c.joined(partOverview)
	for _, words := range assessmentWords {
		if !anyIn(t, words...) {
			c.partFinding(partOverview, diag.T("各级人民政府应报告工作考核、社会评议和责任追究结果情况，这里没有写到：%s", "governments report the results of assessment, public appraisal and accountability; not found here: %s", words[0]),
				diag.T("依据：条例第五十条第（四）项。", "see article 50 (4) of the regulations."))
			return
		}
	}
}

// longest1 is how long part 1 should be (国办公开办函〔2021〕30号).
const longest1 = 1000

func length1(c *Context) {
	n := 0
	for _, r := range c.joined(partOverview) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	if n > longest1 {
		c.partFinding(partOverview, diag.T("这一部分有 %[1]d 字，原则上不超过 %[2]d 字", "this part has %[1]d characters; it should have no more than %[2]d", n, longest1),
			diag.T("请精简。", "make it shorter."))
	}
}

var (
	problemWords = []string{"问题", "不足", "短板", "薄弱", "差距", "有待", "欠缺", "不够", "不高", "不到位", "不强"}
	remedyWords  = []string{"改进", "下一步", "今后", "措施", "加强", "整改", "明年", "将", "接下来", "完善", "提升", "强化"}
)

// listedProblems are problems that are told one by one, without the word, and then what
// is done about them.
var listedProblems = pattern.New(`(?s)(一是.+二是|1[.．、].+2[.．、]|（一）.+（二）).+(下一步|改进|今后|接下来|整改)`)

// shortest5 is how long an answer is that is more than a phrase.
const shortest5 = 50

func part5(c *Context) {
	if !c.hasPart(partProblems) || c.Report.Parts[partProblems] == nil { // a missing part is told by S-SIX
		return
	}
	t := prose.Fold(c.joined(partProblems)).Text
	do := diag.T("要写具体的问题和改进措施，不能敷衍。", "write what the problems are and what is done about them.")
	switch n := len([]rune(t)); {
	case n == 0:
		c.partFinding(partProblems, diag.T("这一部分是空的", "this part is empty"), do)
	case n < shortest5:
		c.partFinding(partProblems, diag.T("这一部分只有 %d 字", "this part has %d characters only", n), do)
	case !anyIn(t, problemWords...) && !listedProblems.MatchString(t):
		c.partFinding(partProblems, diag.T("这一部分没有写存在的问题", "this part names no problem"), do)
	case !anyIn(t, remedyWords...):
		c.partFinding(partProblems, diag.T("这一部分没有写改进情况", "this part names no improvement"), do)
	}
}

func part6(c *Context) {
	if p := c.Report.Parts[partOther]; c.hasPart(partOther) && p != nil && len(p.Text) == 0 {
		c.partFinding(partOther, diag.T("这一部分是空的", "this part is empty"), diag.T("没有需要报告的事项，也要写“无”。", "write 无 where there is nothing to report."))
	}
}
