package check

import (
	"math/big"
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

// proseOutcome compares what is said of all outcomes.
func proseOutcome(c *Context) {
	c.allOutcomes()
	c.text().each(func(s *prose.Sentence) {
		if !anyIn(s.Text, "维持", "败诉", "纠") || !aboutInformation(s) {
			return
		}
		for _, w := range []struct {
			m       []int
			columns []string
		}{
			{reUpheldAll.FindStringIndex(s.Text), []string{columnCorrect, columnOther, columnPending}},
			{reNoLoss.FindStringIndex(s.Text), []string{columnCorrect}},
		} {
			if w.m == nil || reWish.MatchString(s.Text[s.Clause(w.m[0]):w.m[0]]) || !c.counts(s, w.m[0], w.m[0]) {
				continue
			}
			// Which cases the words speak of: those named last before them.
			before := s.Text[:w.m[1]]
			rows := []string{rowReview, rowSuitDirect, rowSuitReview}
			hasReview, hasSuit := strings.Contains(before, "复议"), strings.Contains(before, "诉讼") || strings.Contains(before, "败诉")
			switch {
			case hasReview && !hasSuit:
				rows = rows[:1]
			case hasSuit && !hasReview:
				rows = rows[1:]
			case !hasReview:
				continue
			}
			if hasReview && hasSuit && strings.ContainsAny(s.Text[:w.m[0]], "；，") && !strings.Contains(before, "诉讼均") {
				// 复议1件，维持；诉讼2件，均…: which of them cannot be told
				if len(w.columns) > 1 {
					continue
				}
			}
			var formulas []diag.Text
			bad := new(big.Rat)
			for _, row := range rows {
				for _, column := range w.columns {
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
				continue
			}
			f := c.overWords(s, w.m[0], w.m[1],
				diag.T("文字“%s”与表格不符", "the words “%s” do not agree with the table", s.Words(w.m[0], w.m[1])),
				diag.T("表中有其他结果的，请改正文字或表格。", "the table has other outcomes; correct the words or the table."))
			f.Formula = listed(formulas)
		}
	})
}

// proseZero compares what is said not to have been.
func proseZero(c *Context) {
	c.noneAtAll()
	fresh, ok := c.sumOf(partApplications, rowNew)
	review, ok2 := c.sumOf(partReview, rowReview)
	suits, ok3 := c.sumOf(partReview, rowSuitDirect, rowSuitReview)
	c.text().each(func(s *prose.Sentence) {
		if strings.Contains(s.Text, "零") && ok {
			if m := reZeroCount.FindStringIndex(s.Text); m != nil && c.counts(s, m[0], m[0]) {
				c.none(s, m[0], m[1], fresh, false)
			}
		}
		if !strings.ContainsFunc(s.Text, func(r rune) bool { return r == '无' || r == '未' || r == '没' }) || !anyIn(s.Text, "申请", "复议", "诉讼") || strings.Contains(s.Text, "如") && strings.Contains(s.Text, "可") {
			return
		}
		for _, m := range reNoneOf.FindAllStringIndex(s.Text, -1) {
			rest := s.Text[m[1]:]
			word := s.Text[m[0]:m[1]]
			begin := s.Clause(m[0])
			if reNoneNot.MatchString(rest) || reWish.MatchString(s.Text[begin:m[0]]) || anySuffix(s.Text[:m[0]], []string{"有", "若", "如", "是否", "并非", "从", "毫"}) ||
				reNotAll.MatchString(s.Text[begin:m[0]]) || !c.counts(s, m[0], m[0]) {
				continue
			}
			if anyPrefix(rest, []string{"其他", "其它", "另", "别的"}) || strings.Contains(s.Text[:m[0]], "除") || anyIn(s.Text[:m[0]], "下属", "所属", "直属", "局属", "各街道", "各社区", "各村") {
				continue // the rest are none
			}
			if word == "未" || word == "没有" && anyPrefix(rest, []string{"按", "及", "在", "能"}) {
				continue
			}
			clause := rest
			if i := strings.IndexAny(clause, "，。；："); i >= 0 {
				clause = clause[:i]
			}
			if k := reNoneCase.FindStringSubmatchIndex(clause); k != nil {
				if strings.Contains(word, "办理") || strings.Contains(word, "处理") || strings.Contains(word, "受理") {
					continue // as the one who decides on reviews
				}
				every := !aboutInformation(s) // then there must be none of any kind
				if every && (!reNoCases.MatchString(clause) || !c.timeOnly(s.Text[begin:m[0]]) || reOwnBusiness.MatchString(s.Text[:m[0]])) || anyIn(clause, "败诉", "纠错", "纠正", "维持", "撤销", "逾期", "超期", "结转", "复议后", "经复议") {
					continue
				}
				to := m[1] + k[3]
				if ok2 && strings.Contains(clause, "复议") {
					c.none(s, m[0], to, review, every)
				}
				if ok3 && strings.Contains(clause, "诉讼") {
					c.none(s, m[0], to, suits, every)
				}
				continue
			}
			k := reNoneApplication.FindStringIndex(clause)
			if k == nil && underApplications(s) {
				k = reNonePlain.FindStringIndex(clause)
			}
			if k == nil || !ok || anyIn(clause, "复议", "诉讼", "收费", "结转", "逾期", "超期", "不予", "不当", "投诉", "举报", "重复", "费用", "争议", "问题", "许可", "纠纷", "情形", "延期", "未公开") ||
				!reNoneEnd.MatchString(clause[k[1]:]) {
				continue
			}
			c.none(s, m[0], m[1]+k[1], fresh, false)
		}
	})
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
