package check

import (
	"regexp"
	"slices"

	"nianbao/internal/check/prose"
)

// noneOf is a way of saying that there was nothing of what a table counts.
type noneOf struct {
	words *regexp.Regexp
	of    func(c *Context, words []string) (reading, bool)
}

// noneWords are the ways beside those of proseZero: 未制发规范性文件, 零申请, 无不予公开情形.
// The first group is what there was nothing of, where that matters.
var noneWords = []noneOf{
	{regexp.MustCompile(`(?:未|没有)(?:新)?(?:制发|制定|出台|印发)(?:任何|新的|过)?(?:行政)?规范性文件(?:$|[，。；])`), figureOf(partDisclosure, rowNormdocs, "made")},
	{regexp.MustCompile(`(?:未|没有)(?:实施|作出|采取|发生)(?:任何|过)?行政强制(?:措施|决定|行为)?(?:$|[，。；])`), figureOf(partDisclosure, "compulsion", columnDecisions)},
	{regexp.MustCompile(`(?:未|没有)(?:作出|实施|发生)(?:任何|过)?行政处罚(?:决定|行为)?(?:$|[，。；])`), figureOf(partDisclosure, "penalty", columnDecisions)},
	{regexp.MustCompile(`(?:未|没有)(?:作出|实施|办理)(?:任何|过)?行政许可(?:决定|事项)?(?:$|[，。；])`), figureOf(partDisclosure, "licence", columnDecisions)},
	{regexp.MustCompile(`(?:未|没有)收取(?:任何|过)?行政事业性收费(?:$|[，。；])`), figureOf(partDisclosure, rowFees, "amount"+inWan)},
	{regexp.MustCompile(`(?:信息公开|依申请公开)(?:工作)?(?:实现|保持)?零(?:申请|受理)(?:$|[，。；])`), rowsOf(partApplications, rowNew)},
	{regexp.MustCompile(`信息公开[^，。；]{0,8}零复议`), rowsOf(partReview, rowReview)},
	{regexp.MustCompile(`信息公开[^，。；]{0,8}(?:、|和|零复议)[^，。；]{0,3}零诉讼`), rowsOf(partReview, rowSuitDirect, rowSuitReview)},
	{regexp.MustCompile(`(?:无|没有|未出现|未发生)(?:任何|过)?(部分公开|不予公开|无法提供|不予处理)(?:的|申请|信息)?(?:情形|情况|现象|事项)(?:$|[，。；、])`), resultsOf},
}

// figureOf gives one figure of a table.
func figureOf(part, row, column string) func(*Context, []string) (reading, bool) {
	return func(c *Context, _ []string) (reading, bool) { return c.cell(part, row, column) }
}

// rowsOf gives the total of rows.
func rowsOf(part string, rows ...string) func(*Context, []string) (reading, bool) {
	return func(c *Context, _ []string) (reading, bool) { return c.sumOf(part, rows...) }
}

// resultsOf gives the rows of the result that is named.
func resultsOf(c *Context, words []string) (reading, bool) {
	rows := map[string][]string{
		"部分公开": {"partial"}, "不予公开": {"deny1", "deny2", "deny3", "deny4", "deny5", "deny6", "deny7", "deny8"},
		"无法提供": {"unable1", "unable2", "unable3"}, "不予处理": {"reject1", "reject2", "reject3", "reject4", "reject5"},
	}[words[1]]
	return c.sumOf(partApplications, rows...)
}

// noneAtAll compares what is said in these words; as a warning, since they may
// speak of some only.
func (c *Context) noneAtAll() {
	c.text().each(func(s *prose.Sentence) {
		if !anyIn(s.Text, "未", "没有", "无", "零") {
			return
		}
		for _, w := range noneWords {
			m := w.words.FindStringSubmatchIndex(s.Text)
			if m == nil {
				continue
			}
			before := s.Text[s.Clause(m[0]):m[0]]
			if reWish.MatchString(before) || reNotAll.MatchString(before) || !c.counts(s, m[0], m[0]) || slices.ContainsFunc([]string{"如", "若"}, func(x string) bool { return anyPrefix(before, []string{x}) }) {
				continue
			}
			if r, ok := w.of(c, w.words.FindStringSubmatch(s.Text)); ok {
				c.none(s, m[0], m[1], r, true)
			}
		}
	})
}
