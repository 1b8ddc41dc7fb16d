package check

import (
	"math/big"
	"strconv"
	"strings"

	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
)

// aboutInformation reports whether the cases of a sentence are about
// information, and not those that a body handles.
func aboutInformation(s *prose.Sentence) bool {
	return s.In.Part == partReview || reAboutInformation.MatchString(s.Text) || underApplications(s) || strings.Contains(s.In.Topic[strings.IndexByte(s.In.Topic, '\n')+1:], "复议")
}

// underApplications reports whether the headings above are about applications.
func underApplications(s *prose.Sentence) bool {
	return s.In.Part == partApplications || reApplication.MatchString(s.In.Topic[strings.IndexByte(s.In.Topic, '\n')+1:])
}

// upheldWords are in what is said of all outcomes.
var upheldWords = prose.AnyOf("维持", "败诉", "纠")

// proseOutcome compares what is said of all outcomes.
func proseOutcome(c *Context) {
	c.allOutcomes()
	c.text().each(func(s *prose.Sentence) {
		if !upheldWords.In(&s.Indexed) || !aboutInformation(s) || anyIn(s.Text, "其他行政", "其他复议", "其他诉讼") {
			return
		}
		c.everyOutcome(s, reUpheldAll.FindStringIndex(s.Text), columnCorrect, columnOther, columnPending)
		c.everyOutcome(s, reNoLoss.FindStringIndex(s.Text), columnCorrect)
	})
}

// everyOutcome compares words m of a sentence, 均获维持, by which some outcomes did
// not occur.
func (c *Context) everyOutcome(s *prose.Sentence, m []int, columns ...string) {
	if m == nil || strings.HasPrefix(s.Text[m[1]:], "后") || anyIn(s.Text[s.Clause(m[0]):m[0]], "本级", "为被告", "为被申请人") || c.earlierYear(s.Text[:m[0]]) || reWish.MatchString(s.Text[s.Clause(m[0]):m[0]]) || !c.counts(s, m[0], m[0]) {
		return
	}
	rows := outcomeRows(s, m, len(columns) > 1)
	var formulas []diag.Text
	bad := new(big.Rat)
	for _, row := range rows {
		for _, column := range columns {
			r, ok := c.cell(partReview, row, column)
			if !ok {
				return
			}
			if r.value.Sign() != 0 {
				bad.Add(bad, r.value)
				formulas = append(formulas, r.formula)
			}
		}
	}
	if bad.Sign() == 0 {
		return
	}
	f := c.overWords(s, m[0], m[1],
		diag.T("文字“%s”与表格不符", "the words “%s” do not agree with the table", s.Words(m[0], m[1])),
		diag.T("表中有其他结果的，请改正文字或表格。", "the table has other outcomes; correct the words or the table."))
	f.Formula = listed(formulas)
}

// earlierYear reports whether words name a year before the report's: 2022年的2件诉讼.
func (c *Context) earlierYear(words string) bool {
	for _, m := range reTimeWords.FindAllStringSubmatch(words, -1) {
		if m[1] != "" && m[1] < strconv.Itoa(c.Report.Year) {
			return true
		}
	}
	return false
}

// outcomeRows gives the rows of the cases that words m of a sentence speak of:
// those named last before them; none where that cannot be told.
func outcomeRows(s *prose.Sentence, m []int, upheld bool) []string {
	before := s.Text[:m[1]]
	reviews, suits := strings.Contains(before, "复议"), strings.Contains(before, "诉讼") || strings.Contains(before, "败诉")
	switch {
	case reviews && suits && upheld && strings.ContainsAny(s.Text[:m[0]], "；，") && !strings.Contains(before, "诉讼均"):
		return nil // 复议1件，维持；诉讼2件，均…
	case reviews && suits:
		return []string{rowReview, rowSuitDirect, rowSuitReview}
	case reviews:
		return []string{rowReview}
	case suits:
		return []string{rowSuitDirect, rowSuitReview}
	}
	return nil
}

// What proseZero looks for: 零, or one of the words that deny with one of the things.
var (
	zeroWord     = prose.AnyOf("零")
	noneOfWords  = prose.AnyOf("无", "未", "没")
	noneOfThings = prose.AnyOf("申请", "复议", "诉讼")
)

// proseZero compares what is said not to have been.
func proseZero(c *Context) {
	c.noneAtAll()
	fresh, ok := c.sumOf(partApplications, rowNew)
	c.text().each(func(s *prose.Sentence) {
		if ok && zeroWord.In(&s.Indexed) {
			if m := reZeroCount.FindStringIndex(s.Text); m != nil && c.counts(s, m[0], m[0]) {
				c.none(s, m[0], m[1], fresh, false)
			}
		}
		if !noneOfWords.In(&s.Indexed) || !noneOfThings.In(&s.Indexed) || strings.Contains(s.Text, "如") && strings.Contains(s.Text, "可") {
			return
		}
		for _, m := range reNoneOf.FindAllStringIndex(s.Text, -1) {
			if !c.ownSubject(s, m[0]) || c.narrowed(s, m[0]) {
				return // nor what follows: 医疗机构未收到申请，未发生复议
			}
			if c.saysNone(s, m) {
				first := len(c.findings)
				c.noneOf(s, m)
				for k := range c.findings[first:] {
					if f := &c.findings[first+k]; !c.plainlyLed(s, m[0]) {
						f.Severity = max(f.Severity, diag.Warning)
					}
				}
			}
		}
	})
}

// plainlyLed reports whether the clause right before that of a byte names no more than this
// body and its year, or what was done.
func (c *Context) plainlyLed(s *prose.Sentence, at int) bool {
	before, is := strings.CutSuffix(s.Text[:s.Clause(at)], "，")
	return !is || c.ownSubject(s, len(before)) || c.words.Scope.Worked(reOurselves.ReplaceAllString(reTimeOfSubject.ReplaceAllString(before[s.Clause(len(before)):], ""), ""))
}

// narrowed reports whether a clause right before that of a byte says that it is of some only:
// 国庆期间，未收到申请.
func (c *Context) narrowed(s *prose.Sentence, at int) bool {
	before, is := strings.CutSuffix(s.Text[:s.Clause(at)], "，")
	return is && c.words.Scope.Narrows(before[s.Clause(len(before)):], false)
}

// saysNone reports whether words m of a sentence, 未收到, say of all that there
// was nothing: not of a part, of others, or as a wish.
func (c *Context) saysNone(s *prose.Sentence, m []int) bool {
	word, rest := s.Text[m[0]:m[1]], s.Text[m[1]:]
	clause := reChannels.ReplaceAllString(s.Text[s.Clause(m[0]):m[0]], "")
	switch {
	case reNoneNot.MatchString(rest), reWish.MatchString(clause), reNotAll.MatchString(clause), anySuffix(s.Text[:m[0]], []string{"有", "若", "如", "是否", "并非", "从", "毫"}), !c.counts(s, m[0], m[0]):
		return false
	case anyPrefix(rest, []string{"其他", "其它", "另", "别的"}), strings.Contains(s.Text[:m[0]], "除"): // the rest are none
		return false
	case anyIn(s.Text[:m[0]], "下属", "所属", "直属", "局属", "各街道", "各社区", "各村"):
		return false
	}
	return word != "未" && !(word == "没有" && anyPrefix(rest, []string{"按", "及", "在", "能"}))
}

// noneOf compares what stands behind words m of a sentence, of which there was
// nothing.
func (c *Context) noneOf(s *prose.Sentence, m []int) {
	clause := s.Text[m[1]:]
	if i := strings.IndexAny(clause, "，。；："); i >= 0 {
		clause = clause[:i]
	}
	if k := reNoneCase.FindStringSubmatchIndex(clause); k != nil {
		c.noCases(s, m, clause, m[1]+k[3])
		return
	}
	k := reNoneApplication.FindStringIndex(clause)
	if k == nil && underApplications(s) {
		k = reNonePlain.FindStringIndex(clause)
	}
	if k == nil || anyIn(clause, "复议", "诉讼", "收费", "结转", "逾期", "超期", "不予", "不当", "投诉", "举报", "重复", "费用", "争议", "问题", "许可", "纠纷", "情形", "延期", "未公开") ||
		!reNoneEnd.MatchString(clause[k[1]:]) {
		return
	}
	if fresh, ok := c.sumOf(partApplications, rowNew); ok {
		c.none(s, m[0], m[1]+k[1], fresh, false)
	}
}

// noCases compares words m with the cases of the table; to is where they end.
func (c *Context) noCases(s *prose.Sentence, m []int, clause string, to int) {
	if anyIn(s.Text[m[0]:m[1]], "办理", "处理", "受理") {
		return // as the one who decides on reviews
	}
	if strings.Contains(clause, "外") {
		return // 没有行政复议以外的争议
	}
	every := !aboutInformation(s) // then there must be none of any kind
	if every && (!reNoCases.MatchString(clause) || !c.timeOnly(s.Text[s.Clause(m[0]):m[0]]) || reOwnBusiness.MatchString(s.Text[:m[0]])) || anyIn(clause, "败诉", "纠错", "纠正", "维持", "撤销", "逾期", "超期", "结转", "复议后", "经复议") {
		return
	}
	rest := s.Text[to : m[1]+len(clause)]
	if anyPrefix(rest, []string{"机关", "决定", "前置", "答辩", "答复", "应诉", "一审", "二审", "调解", "裁定", "建议"}) {
		return // 没有被复议机关确认违法的答复: what is denied is of another kind
	}
	every = every || !reNoneCaseEnd.MatchString(rest)
	if review, ok := c.sumOf(partReview, rowReview); ok && strings.Contains(clause, "复议") {
		c.none(s, m[0], to, review, every)
	}
	if suits, ok := c.sumOf(partReview, rowSuitDirect, rowSuitReview); ok && strings.Contains(clause, "诉讼") {
		c.none(s, m[0], to, suits, every)
	}
}

// none tells where the table has some of what the words say there are none of;
// as a warning where they do not say that it is about information.
func (c *Context) none(s *prose.Sentence, from, to int, r reading, every bool) {
	if r.value.Sign() == 0 {
		return
	}
	f := c.overWords(s, from, to,
		diag.T("文字“%s”，表中却不是 0", "the words say “%s”, the table has some", s.Words(from, to)),
		diag.T("请核对，改正文字或表格中的数字。", "look at both; correct the words or the table."))
	f.Got, f.Want, f.Formula = "0", plainNumber(r.value), r.formula
	if every {
		f.Severity = diag.Warning
	}
}
