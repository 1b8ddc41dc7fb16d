package check

import (
	"math/big"
	"regexp"
	"strings"

	"nianbao/internal/diag"
)

// The rows of reviews and lawsuits, and their columns.
const (
	rowReview      = "review"
	rowSuitDirect  = "suit_direct"
	rowSuitReview  = "suit_after_review"
	columnUpheld   = "upheld"
	columnCorrect  = "corrected"
	columnOther    = "other"
	columnPending  = "pending"
	eachWord       = "各"
	sameForAllWord = "均"
)

// aboutInformation reports whether the cases of a sentence are about
// information, and not those that a body handles.
func (s *sentence) aboutInformation() bool {
	return s.in.part == partReview || reAboutInformation.MatchString(s.text) || s.underApplications() || strings.Contains(s.in.topic[strings.IndexByte(s.in.topic, '\n')+1:], "复议")
}

// proseReview compares the counts of reviews and lawsuits.
func proseReview(c *Context) {
	review, ok := c.sumOf(partReview, rowReview)
	suits, ok2 := c.sumOf(partReview, rowSuitDirect, rowSuitReview)
	all, ok3 := c.sumOf(partReview, rowReview, rowSuitDirect, rowSuitReview)
	if !ok || !ok2 || !ok3 {
		return
	}
	c.text().each(func(s *sentence) {
		if len(s.q) == 0 || !anyIn(s.text, "复议", "诉讼") || !s.aboutInformation() {
			return
		}
		t := s.main()
		ours := func(from, to int) bool {
			before := reApplication.ReplaceAllString(t[s.clause(from):from], "")
			return c.counts(s, from, from) && !reCaseVeto.MatchString(before) && !reCaseVeto.MatchString(t[from:to]) &&
				!anyPrefix(t[to:], []string{"维持", "纠正", "纠错", "胜诉", "败诉", "撤回", "已审结", "尚未"})
		}
		if m := reBothCases.FindStringSubmatchIndex(t); m != nil {
			if !ours(m[0], m[1]) {
				return
			}
			q := s.quantity(m[4])
			each := anyIn(t[m[2]:m[3]], eachWord, sameForAllWord)
			switch {
			case q == nil || strings.Contains(t[m[2]:m[3]], "分别"):
			case each || q.value.Sign() == 0:
				if c.agree(s, m[0], m[1], m[4], review) == nil {
					c.agree(s, m[0], m[1], m[4], suits)
				}
			default:
				c.agree(s, m[0], m[1], m[4], all)
			}
			return
		}
		for _, k := range []struct {
			words string
			r     reading
			rows  []string
		}{{"复议", review, []string{rowReview}}, {"诉讼", suits, []string{rowSuitDirect, rowSuitReview}}} {
			after, before := reReviewAfter, reReviewBefore
			if k.words == "诉讼" {
				after, before = reSuitAfter, reSuitBefore
			}
			ms := after.FindAllStringSubmatchIndex(t, -1)
			ms = append(ms, before.FindAllStringSubmatchIndex(t, -1)...)
			if len(ms) != 1 {
				continue // none, or several of a breakdown
			}
			m := ms[0]
			if ours(m[0], m[1]) && c.agree(s, m[0], m[1], m[2], k.r) == nil {
				c.outcomes(s, m, k.rows)
			}
		}
	})
}

// outcomeWords are the words for the outcomes of cases; those of lawsuits have
// many more for a case that was upheld.
var outcomeWords = []struct {
	column string
	re     *regexp.Regexp
}{
	{columnUpheld, regexp.MustCompile(`(?:^|，|、|；|：|其中|结果)(?:已|均|获|被|予以|行政行为|原)*维持(?:的|原行政行为|原具体行政行为|原答复)*(?:为|有)?` + reN + `|` + reN + `(?:结果|被|获|予以|为|是)*维持`)},
	{columnCorrect, regexp.MustCompile(`(?:^|，|、|；|：|其中|结果)(?:被|予以|依法)*(?:纠正|纠错)(?:的)?(?:为|有)?` + reN + `|` + reN + `(?:结果|被|予以|依法|为|是)*(?:纠正|纠错)`)},
	{columnPending, regexp.MustCompile(`(?:尚未|未)审结(?:的)?(?:为|有)?` + reN + `|` + reN + `(?:尚未|未|还未)审结`)},
}

// outcomes compares the counts of outcomes that follow a count of cases m, up
// to where the sentence goes on to other cases.
func (c *Context) outcomes(s *sentence, m []int, rows []string) {
	stop := len(s.text)
	for _, w := range []string{"复议", "诉讼", "起诉", "；"} {
		if i := strings.Index(s.text[m[1]:], w); i >= 0 {
			stop = min(stop, m[1]+i)
		}
	}
	t := s.text[m[1]:stop]
	for _, w := range outcomeWords {
		all := w.re.FindAllStringSubmatchIndex(t, -1)
		if len(all) != 1 {
			continue // several of a breakdown
		}
		o := all[0]
		at := m[1] + max(o[2], o[4])
		sum := reading{value: new(big.Rat)}
		var formulas []diag.Text
		for _, row := range rows {
			r, ok := c.cell(partReview, row, w.column)
			if !ok {
				return
			}
			sum.value.Add(sum.value, r.value)
			formulas = append(formulas, r.formula)
		}
		sum.formula = listed(formulas)
		if f := c.agree(s, at, m[1]+o[1], at, sum); f != nil && f.Severity == diag.Error {
			f.Severity = diag.Warning
		}
	}
}

// proseOutcome compares what is said of all outcomes.
func proseOutcome(c *Context) {
	c.text().each(func(s *sentence) {
		if !anyIn(s.text, "维持", "败诉", "纠") || !s.aboutInformation() {
			return
		}
		for _, w := range []struct {
			m       []int
			columns []string
		}{
			{reUpheldAll.FindStringIndex(s.text), []string{columnCorrect, columnOther, columnPending}},
			{reNoLoss.FindStringIndex(s.text), []string{columnCorrect}},
		} {
			if w.m == nil || reWish.MatchString(s.text[s.clause(w.m[0]):w.m[0]]) || !c.counts(s, w.m[0], w.m[0]) {
				continue
			}
			// Which cases the words speak of: those named last before them.
			before := s.text[:w.m[1]]
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
			if hasReview && hasSuit && strings.ContainsAny(s.text[:w.m[0]], "；，") && !strings.Contains(before, "诉讼均") {
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
				diag.T("文字“%s”与表格不符", "the words “%s” do not agree with the table", s.words(w.m[0], w.m[1])),
				diag.T("表中有其他结果的，请改正文字或表格。", "the table has other outcomes; correct the words or the table."))
			f.Formula = listed(formulas)
		}
	})
}

// proseZero compares what is said not to have been.
func proseZero(c *Context) {
	fresh, ok := c.sumOf(partApplications, rowNew)
	review, ok2 := c.sumOf(partReview, rowReview)
	suits, ok3 := c.sumOf(partReview, rowSuitDirect, rowSuitReview)
	c.text().each(func(s *sentence) {
		if !anyIn(s.text, "无", "未", "没") || !anyIn(s.text, "申请", "复议", "诉讼") || strings.Contains(s.text, "如") && strings.Contains(s.text, "可") {
			return
		}
		for _, m := range reNoneOf.FindAllStringIndex(s.text, -1) {
			rest := s.text[m[1]:]
			word := s.text[m[0]:m[1]]
			begin := s.clause(m[0])
			if reNoneNot.MatchString(rest) || reWish.MatchString(s.text[begin:m[0]]) || anySuffix(s.text[:m[0]], []string{"有", "若", "如", "是否", "并非", "从", "毫"}) ||
				reNotAll.MatchString(s.text[begin:m[0]]) || !c.counts(s, m[0], m[0]) {
				continue
			}
			if word == "未" || word == "没有" && anyPrefix(rest, []string{"按", "及", "在", "能"}) {
				continue
			}
			clause := rest
			if i := strings.IndexAny(clause, "，。；："); i >= 0 {
				clause = clause[:i]
			}
			if k := reNoneCase.FindStringSubmatchIndex(clause); k != nil {
				every := !s.aboutInformation() // then there must be none of any kind
				if every && (!reNoCases.MatchString(clause) || !c.timeOnly(s.text[begin:m[0]]) || reOwnBusiness.MatchString(s.text[:m[0]])) || anyIn(clause, "败诉", "纠错", "纠正", "维持", "撤销", "逾期", "超期", "结转", "复议后", "经复议") {
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
			if k == nil && s.underApplications() {
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
func (c *Context) none(s *sentence, from, to int, r reading, every bool) {
	if r.value.Sign() == 0 {
		return
	}
	f := c.overWords(s, from, to,
		diag.T("文字“%s”，表中却不是 0", "the words say “%s”, the table has some", s.words(from, to)),
		diag.T("请核对，改正文字或表格中的数字。", "look at both; correct the words or the table."))
	f.Got, f.Want, f.Formula = "0", plainNumber(r.value), r.formula
	if every {
		f.Severity = diag.Warning
	}
}
