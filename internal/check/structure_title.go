package check

import (
	"strings"
	"unicode"

	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

var (
	// reTitle are the words that titles of such reports have had.
	reTitle = pattern.New(`公开(?:工作)?(?:情况)?(?:的)?(?:\d{4})?(?:年?年?度)?(?:工作)?(?:总结|情况)?(?:报告|年报|总结)`)
	// reYearAlone is a year without 年; 2021-2022学年 has it.
	reYearAlone = pattern.New(`(?:^|[^\d—至-])(20\d\d)(?:[^\d年—至-]|$)`)
	// reTitleRest is what a title has beside the body's name.
	reTitleRest = pattern.New(`^关于|\d{4}年?度?(?:的)?|(?:人民)?政府信息.*|政务(?:信息)?公开.*|信息公开.*|人民政府|的`)
)

// title compares the words of the title with the usual ones, and the body's
// name in it, by its characters, with the report's.
func title(c *Context) {
	lines := c.Report.Title
	if len(lines) == 0 {
		return // composed from the form's
	}
	var whole strings.Builder
	for _, l := range lines {
		whole.WriteString(strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, prose.Fold(l.Text).Text))
	}
	t := whole.String()
	last := lines[len(lines)-1]
	if !reTitle.MatchString(t) || !strings.Contains(t, "信息公开") && !strings.Contains(t, "政务公开") {
		c.FindAt(last, 0, len(last.Text), diag.T("标题里没有“政府信息公开工作年度报告”，好像有错字", "the title has no “政府信息公开工作年度报告”; it seems to be misspelt"),
			diag.T("请核对标题。", "look at the title again."))
	}
	if m := reYearAlone.FindStringSubmatchIndex(t); m != nil {
		c.FindAt(last, 0, len(last.Text), diag.T("标题里的年份后面没有“年”：%s", "the year in the title lacks its 年: %s", t[m[2]:m[3]]), diag.T("请补上。", "put it in."))
	}
	name, own := reTitleRest.ReplaceAllString(t, ""), strings.ReplaceAll(prose.Fold(c.Report.Agency.Text).Text, "人民政府", "")
	if almost(name, own) {
		f := c.FindAt(lines[0], 0, len(lines[0].Text), diag.T("标题里的单位名称与 [agency] name 相差一两个字：%s", "the body's name in the title differs from [agency] name by a character or two: %s", name),
			diag.T("请改成一致。", "make them alike."))
		f.Got, f.Want = name, own
	}
}

// almost reports whether two names differ, but in less than half of their
// characters, one for one.
func almost(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if a == b || len(x) != len(y) {
		return false
	}
	off := 0
	for i := range x {
		if x[i] != y[i] {
			off++
		}
	}
	return 2*off < len(x)
}
