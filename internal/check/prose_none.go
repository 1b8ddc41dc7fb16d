package check

import (
	"strings"

	"nianbao/internal/check/prose"
	"nianbao/internal/clerk/report"
	"nianbao/internal/pattern"
)

// saying is a way of saying that there was nothing of what a table counts.
type saying struct {
	has   *prose.Words // it cannot do without one of these
	words *pattern.Pattern
	of    func(c *Context, d denied) (reading, bool)
}

// denied are words of a sentence that say so.
type denied struct {
	s     *prose.Sentence
	at    int // where they begin
	words []string
}

// noneWords are the ways beside those of proseZero: 未制发规范性文件, 零申请, 无不予公开情形.
// The first group is what there was nothing of, where that matters.
var noneWords = []saying{
	{prose.AnyOf("规范性文件"), pattern.New(`(?:未|没有)(?:新)?(?:制发|制定|出台|印发)(?:任何|新的|过)?(?:行政)?规范性文件(?:$|[，。；])`), figureOf(partDisclosure, rowNormdocs, "made")},
	{prose.AnyOf("行政强制"), pattern.New(`(?:未|没有)(?:实施|作出|采取|发生)(?:任何|过)?行政强制(?:措施|决定|行为)?(?:$|[，。；])`), figureOf(partDisclosure, "compulsion", columnDecisions)},
	{prose.AnyOf("行政处罚"), pattern.New(`(?:未|没有)(?:作出|实施|发生)(?:任何|过)?行政处罚(?:决定|行为)?(?:$|[，。；])`), figureOf(partDisclosure, "penalty", columnDecisions)},
	{prose.AnyOf("行政许可"), pattern.New(`(?:未|没有)(?:作出|实施|办理)(?:任何|过)?行政许可(?:决定|事项)?(?:$|[，。；])`), figureOf(partDisclosure, "licence", columnDecisions)},
	{prose.AnyOf("收取行政", "收取任何", "收取过"), pattern.New(`(?:未|没有)收取(?:任何|过)?行政事业性收费(?:$|[，。；])`), figureOf(partDisclosure, rowFees, "amount"+report.InWan)},
	{prose.AnyOf("零申请", "零受理"), pattern.New(`(?:信息公开|依申请公开)(?:工作)?(?:实现|保持)?零(?:申请|受理)(?:$|[，。；])`), totalOf(partApplications, rowNew)},
	{prose.AnyOf("零复议"), pattern.New(`信息公开[^，。；]{0,8}零复议`), totalOf(partReview, rowReview)},
	{prose.AnyOf("零诉讼"), pattern.New(`信息公开[^，。；]{0,8}(?:、|和|零复议)[^，。；]{0,3}零诉讼`), totalOf(partReview, rowSuitDirect, rowSuitReview)},
	{prose.AnyOf("均为", "全部为", "均系", "都是", "均由", "全部由", "全部是"), pattern.New(`申请[^。；复诉其]{0,20}(?:均为|全部为|均系|都是|均由|全部由|全部是)(?:公民个人|公民|个人|自然人)(?:申请|提出|提交)?(?:的)?(?:申请)?(?:$|[，。；])`), personsOnly},
	{prose.AnyOf("结转"), pattern.New(`(?:无|没有|未有|不存在|未)(?:任何)?(?:申请|需要|需|事项|办件|件)?结转(?:至|到)?(?:下一?年度?|次年|下年)?(?:度)?(?:继续)?(?:办理)?(?:的)?(?:政府信息公开)?(?:申请|办件|件|事项|情况|情形|案件)*(?:$|[，。；])`), carriedOutOf},
	{prose.AnyOf("废止"), pattern.New(`(?:未|没有)(?:宣布)?废止(?:任何|过)?(?:行政)?规范性文件(?:$|[，。；])`), figureOf(partDisclosure, rowNormdocs, "repealed")},
	{prose.AnyOf("部分公开", "不予公开", "无法提供", "不予处理"), pattern.New(`(?:无|没有|未出现|未发生)(?:任何|过)?(部分公开|不予公开|无法提供|不予处理)(?:的|申请|信息)?(?:情形|情况|现象|事项)(?:$|[，。；、])`), resultsOf},
}

// figureOf gives one figure of a table.
func figureOf(part, row, column string) func(*Context, denied) (reading, bool) {
	return func(c *Context, _ denied) (reading, bool) { return c.cell(part, row, column) }
}

// totalOf gives the total of rows.
func totalOf(part string, rows ...string) func(*Context, denied) (reading, bool) {
	return func(c *Context, _ denied) (reading, bool) { return c.sumOf(part, rows...) }
}

// personsOnly gives the new applications of others than persons: 申请均为自然人提出.
func personsOnly(c *Context, _ denied) (reading, bool) {
	return c.cells(partApplications, []string{rowNew}, applicantKinds[1:])
}

// carriedOutOf gives what was left to the next year where a sentence under the heading of
// applications speaks of no other matter, and not of what was carried in alone.
func carriedOutOf(c *Context, d denied) (reading, bool) {
	s := d.s
	if !underApplications(s) && s.In.About != prose.Application || anyIn(s.Text, "上年", "去年", "跨", "信访", "投诉", "举报", "提案", "建议", "资金", "项目", "工单", "热线", "许可", "复议", "诉讼") {
		return reading{}, false
	}
	if !c.ownSubject(s, d.at) || c.narrowed(s, d.at) {
		return reading{}, false
	}
	return c.sumOf(partApplications, rowOut)
}

// resultsOf gives the rows of the result that is named, by the words of reports.
func resultsOf(c *Context, d denied) (reading, bool) {
	term := c.words.Term(d.words[1])
	if term == nil {
		return reading{}, false
	}
	rs := c.results(&prose.Number{Term: term})
	return append(rs, reading{})[0], len(rs) > 0
}

// noneAtAll compares what is said in these words; as a warning, since they may
// speak of some only.
func (c *Context) noneAtAll() {
	c.text().each(func(s *prose.Sentence) {
		for i := range noneWords {
			w := &noneWords[i]
			if !w.has.In(&s.Indexed) {
				continue
			}
			m := w.words.FindStringSubmatchIndex(s.Text)
			if m == nil {
				continue
			}
			before := s.Text[s.Clause(m[0]):m[0]]
			if strings.HasSuffix(before, "案件的") || strings.HasSuffix(before, "复议的") || strings.HasSuffix(before, "诉讼的") {
				continue // 3件复议案件的申请人均为自然人
			}
			if reWish.MatchString(before) || reNotAll.MatchString(before) || !c.counts(s, m[0], m[0]) || anyPrefix(before, []string{"如", "若"}) {
				continue
			}
			if r, ok := w.of(c, denied{s, m[0], w.words.FindStringSubmatch(s.Text)}); ok {
				c.none(s, m[0], m[1], r, true)
			}
		}
	})
}
