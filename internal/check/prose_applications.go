package check

import (
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/internal/check/formula"
	"nianbao/internal/diag"
)

// The rows of applications.
const (
	rowNew     = "new"
	rowIn      = "carried_in"
	rowResults = "result_total"
	rowOut     = "carried_out"
)

// A statement is a number in a sentence and the verb that says what it counts.
type statement struct {
	s            *sentence
	verb         string
	from, to, at int // the words, and the number's mark
}

// applicable reports whether a sentence speaks of applications for information.
func (s *sentence) applicable() bool {
	return applicationIn(s.text) || s.underApplications() || s.nth > 0 && applicationIn(s.in.sentences[s.nth-1].text)
}

func applicationIn(t string) bool {
	return strings.Contains(t, "申请") && reApplication.MatchString(t)
}

// underApplications reports whether the headings above say so.
func (s *sentence) underApplications() bool {
	return s.in.part == partApplications || applicationIn(s.in.topic[strings.IndexByte(s.in.topic, '\n')+1:])
}

// thing reports whether words name applications for information, all of them.
func (s *sentence) thing(words string) bool {
	if reTitles.MatchString(words) {
		return false
	}
	words = reChannels.ReplaceAllString(reEverybody.ReplaceAllString(words, ""), "")
	rest := reApplication.ReplaceAllString(words, "")
	if reOtherMatters.MatchString(rest) {
		return false
	}
	return rest != words || s.underApplications() && reOnlyApplication.MatchString(words)
}

// main is the text before the first breakdown.
func (s *sentence) main() string {
	if i := strings.Index(s.text, "其中"); i >= 0 {
		return s.text[:i]
	}
	return s.text
}

// received finds what a sentence says of applications that came in.
func (c *Context) received(s *sentence) (all []statement) {
	if len(s.q) == 0 || !strings.Contains(s.text, "申请") {
		return nil
	}
	t := s.main()
	add := func(verb, verbEnd, at, from, to int) {
		if anySuffix(t[:verb], []string{"未", "没有", "不", "尚未", "拟"}) || !c.counts(s, verb, at) ||
			slices.ContainsFunc(all, func(o statement) bool { return o.at == at }) {
			return
		}
		all = append(all, statement{s, t[verb:verbEnd], from, to, at})
	}
	for _, m := range reNewAfter.FindAllStringSubmatchIndex(t, -1) {
		if s.thing(t[m[4]:m[5]]) {
			add(m[2], m[3], m[6], m[0], m[1])
		}
	}
	for _, m := range reNewBefore.FindAllStringSubmatchIndex(t, -1) {
		if s.thing(t[m[6]:m[7]]) {
			add(m[2], m[3], m[4], m[0], m[1])
		}
	}
	for _, m := range reNewPlain.FindAllStringSubmatchIndex(t, -1) {
		if begin := s.clause(m[0]); s.thing(t[begin:m[0]]+"依申请公开") && c.ofBody(t[begin:m[0]]) {
			add(m[2], m[3], m[4], m[0], m[1])
		}
	}
	return all
}

const verbAccept = "受理"

// single leaves the one statement of a sentence that can be told to be the
// total: received rather than accepted, and none where there are several.
func single(all []statement) (statement, bool) {
	kept := slices.DeleteFunc(slices.Clone(all), func(a statement) bool { return a.verb == verbAccept })
	if len(kept) == 0 {
		kept = all
	}
	if len(kept) != 1 {
		return statement{}, false
	}
	return kept[0], true
}

func proseNew(c *Context) {
	fresh, ok := c.sumOf(partApplications, rowNew)
	both, ok2 := c.sumOf(partApplications, rowNew, rowIn)
	if !ok || !ok2 {
		return
	}
	var handled []reading
	if done, ok := c.sumOf(partApplications, rowResults); ok {
		handled = append(handled, done)
	}
	var all []statement
	receivedAny := false
	c.text().each(func(s *sentence) {
		if st, ok := single(c.received(s)); ok {
			all = append(all, st)
			receivedAny = receivedAny || st.verb != verbAccept
		}
	})
	c.text().each(func(s *sentence) {
		if m := reNewBoth.FindStringSubmatchIndex(s.text); m != nil && len(c.received(s)) == 1 && c.counts(s, m[0], m[0]) {
			rs := append([]reading{both}, handled...)
			if anyIn(s.text[m[2]:m[4]], "处理", "办理") {
				slices.Reverse(rs)
			}
			c.agree(s, m[0], m[1], m[4], rs...)
		}
	})
	for _, st := range all {
		rs := []reading{fresh, both}
		switch {
		case strings.HasPrefix(st.verb, "新"):
			rs = rs[:1]
		case reIncluding.MatchString(st.s.text[st.at+len("\uE000"):]):
			rs = rs[1:]
		}
		f := c.agree(st.s, st.from, st.to, st.at, rs...)
		if f != nil && f.Severity == diag.Error && st.verb == verbAccept && receivedAny {
			f.Severity = diag.Warning // fewer may have been accepted than came in
		}
	}
}

// proseCarry compares what was carried over.
func proseCarry(c *Context) {
	in, ok := c.sumOf(partApplications, rowIn)
	out, ok2 := c.sumOf(partApplications, rowOut)
	if !ok || !ok2 {
		return
	}
	c.text().each(func(s *sentence) {
		for _, st := range c.carriedIn(s) {
			c.agree(s, st.from, st.to, st.at, in)
		}
		for _, st := range c.carriedOut(s) {
			c.agree(s, st.from, st.to, st.at, out)
		}
	})
}

// carriedIn finds what a sentence says of applications that last year left.
func (c *Context) carriedIn(s *sentence) []statement {
	return c.leftOver(s, nil, reCarriedIn, 2, 6, c.Report.Year-1)
}

// carriedOut finds what a sentence says of applications that are left to the
// next year.
func (c *Context) carriedOut(s *sentence) []statement {
	next := c.Report.Year + 1
	all := c.leftOver(s, nil, reCarriedOut, 2, 6, next)
	all = c.leftOver(s, all, reCarriedOutOver, 4, 2, next)
	return c.leftOver(s, all, reCarriedOutLate, 4, 2, next)
}

// leftOver adds what re finds in a sentence; year and at are where the year, if
// it is named, and the number stand in its match.
func (c *Context) leftOver(s *sentence, all []statement, re *regexp.Regexp, year, at, want int) []statement {
	if len(s.q) == 0 || !strings.Contains(s.text, "转") && !strings.Contains(s.text, "遗留") || !s.applicable() || anyIn(s.text, "资金", "预算", "经费") {
		return all
	}
	for _, m := range re.FindAllStringSubmatchIndex(s.text, -1) {
		if m[year] >= 0 && s.text[m[year]:m[year+1]] != strconv.Itoa(want) {
			continue
		}
		// Those of them that were answered are not all.
		if c.counts(s, m[0], m[0]) && !anySuffix(s.text[:m[0]], []string{"答复", "办结", "办理", "处理", "完成", "回复", "对", "将"}) {
			all = append(all, statement{s, s.text[m[0]:m[1]], m[0], m[1], m[at]})
		}
	}
	return all
}

// carriedFromProse compares what was carried in with what the prose of last
// year's report says, where its form has no row for it. One that says several
// things cannot be read.
func carriedFromProse(c *Context) {
	in, ok := c.sumOf(partApplications, rowIn)
	if !ok || c.last[partApplications] != nil {
		return
	}
	last := &Context{Input: Input{Report: c.Last, Form: c.LastForm}, tables: c.last}
	var all []statement
	last.text().each(func(s *sentence) { all = append(all, last.carriedOut(s)...) })
	if len(all) != 1 {
		return
	}
	st := all[0]
	said := st.s.quantity(st.at)
	if said == nil || said.value == nil || !said.exact || said.value.Cmp(in.value) == 0 {
		return
	}
	words := st.s.words(st.from, st.to)
	pos := c.tables[partApplications].Figure(rowIn, "").Pos
	if pos.IsZero() {
		pos.File = c.Report.File
	}
	f := c.Find(pos,
		diag.T("上年结转与上一年报告的文字不符：“%s”", "what was carried in is not what last year's report says: “%s”", words),
		diag.T("请核对两年的报告。", "look at both reports again."))
	f.Severity = diag.Warning
	f.Got, f.Want, f.Formula = plainNumber(in.value), plainNumber(said.value), in.formula
}

// proseDone compares how many were answered.
func proseDone(c *Context) {
	done, ok := c.sumOf(partApplications, rowResults)
	if !ok {
		return
	}
	rs := []reading{done}
	if in, name, ok := c.rowTotal(partApplications, rowIn); ok && in.Sign() > 0 {
		// The new ones alone.
		v := new(big.Rat).Sub(done.value, in)
		_, whole, _ := c.rowTotal(partApplications, rowResults)
		rs = append(rs, reading{spelled("-", []diag.Text{whole, name}, []string{plainNumber(done.value), plainNumber(in)}, v), v})
	}
	if in, ok := c.sumOf(partApplications, rowNew, rowIn); ok {
		if out, _, ok := c.rowTotal(partApplications, rowOut); ok && out.Sign() == 0 {
			rs = append(rs, in)
		}
	}
	c.text().each(func(s *sentence) {
		if len(s.q) == 0 || !s.applicable() || anyIn(s.text, "撤回", "撤销", "终止") {
			return // what was withdrawn is a result and no answer
		}
		t := s.main()
		var all []statement
		for _, m := range reDoneAfter.FindAllStringSubmatchIndex(t, -1) {
			if words := t[m[4]:m[5]]; reDoneWords.MatchString(words) && c.doneHere(s, words, m[2], m[6]) {
				all = append(all, statement{s, t[m[2]:m[3]], m[0], m[1], m[6]})
			}
		}
		for _, m := range reDoneFirst.FindAllStringSubmatchIndex(t, -1) {
			if c.doneHere(s, "", m[2], m[2]) {
				all = append(all, statement{s, t[m[4]:m[5]], m[2], m[1], m[2]})
			}
		}
		if len(all) == 1 {
			c.agree(s, all[0].from, all[0].to, all[0].at, rs...)
			return
		}
		if len(all) == 0 {
			c.handled(s, t, rs)
		}
	})
}

// handled compares how many applications a sentence says were handled, where it
// says of none that they were answered: those that were new, with or without
// those carried in, or those that are done.
func (c *Context) handled(s *sentence, t string, rs []reading) {
	all := reHandled.FindAllStringSubmatchIndex(t, -1)
	if len(all) != 1 {
		return
	}
	m := all[0]
	if anyIn(t[s.clause(m[0]):m[0]], "协助", "配合", "指导", "督促", "会同", "转") {
		return // applications to another body
	}
	if words := t[m[4]:m[5]]; !reApplication.MatchString(words) || !reDoneWords.MatchString(reEverybody.ReplaceAllString(words, "")) || !c.doneHere(s, words, m[2], m[6]) {
		return
	}
	for _, rows := range [][]string{{rowNew}, {rowNew, rowIn}} {
		if r, ok := c.sumOf(partApplications, rows...); ok {
			rs = append(rs, r)
		}
	}
	c.agree(s, m[0], m[1], m[6], rs...)
}

// doneHere reports whether an answer at byte verb can only be to applications
// for information, and to all of them.
func (c *Context) doneHere(s *sentence, words string, verb, at int) bool {
	before := s.text[:verb]
	if reDonePart.MatchString(before) || !c.counts(s, verb, at) {
		return false
	}
	before = c.withoutCarried(s, before, at)
	before = reEverybody.ReplaceAllString(reChannels.ReplaceAllString(reApplication.ReplaceAllString(before, "申请"), ""), "")
	return !anyIn(before, "许可", "复议", "诉讼", "咨询", "信访", "投诉", "举报", "建议", "提案", "热线", "留言", "来信", "来电", "网民", "办件", "工单", "信箱", "意见", "上年", "去年", "结转", "转结", "部分", "登记") &&
		(strings.Contains(before, "申请") || reApplication.MatchString(words) || s.underApplications())
}

// withoutCarried takes 上年结转1件 out of 收到6件，上年结转1件，办结5件, where both
// are named, or what is left to the next year is, and so all are meant. As many answers as were carried in may be
// those to the ones carried in.
func (c *Context) withoutCarried(s *sentence, before string, at int) string {
	m := reCarriedIn.FindStringIndex(before)
	if m == nil {
		return before
	}
	in, _, ok := c.rowTotal(partApplications, rowIn)
	q := s.quantity(at)
	if !ok || q == nil || q.value == nil || q.value.Cmp(in) == 0 {
		return before
	}
	group := before[strings.LastIndex(before[:m[0]], "；")+1 : m[0]]
	verb := reMainVerb.FindStringIndex(group)
	all := verb != nil && strings.ContainsFunc(group[verb[1]:], isNumberMark)
	if out := reCarriedOut.FindStringSubmatchIndex(s.text[at:]); !all && out != nil {
		// 上年结转4件，办结62件，结转下年度3件, unless these are what became of the 4.
		left := s.quantity(at + out[6])
		all = left != nil && left.value != nil && formula.Add(q.value, left.value).Cmp(in) != 0
	}
	if !all {
		return before
	}
	return before[:m[0]] + before[m[1]:]
}

// A kind is what the form prints before rows of results.
type kind struct {
	label string
	rows  []string
}

// proseKinds compares the counts of each kind of result. The kinds are those
// of the form's table.
func proseKinds(c *Context) {
	kinds := c.kinds()
	if len(kinds) == 0 {
		return
	}
	c.text().each(func(s *sentence) {
		if len(s.q) == 0 || !s.applicable() {
			return
		}
		for _, k := range kinds {
			at := strings.Index(s.text, k.label)
			if at < 0 || strings.Count(s.text, k.label) != 1 || anySuffix(s.text[:at], []string{"不", "主动", "未", "应"}) {
				continue
			}
			end := at + len(k.label)
			mark, from, to := -1, at, end
			if m := reKindAfter.FindStringSubmatchIndex(s.text[end:]); m != nil {
				mark, to = end+m[2], end+m[1]
			} else if m := reKindBefore.FindStringSubmatchIndex(s.text[:at]); m != nil {
				mark, from = m[2], m[0]
			}
			if mark < 0 || !c.ofYear(s, from) || !c.ownSentence(s, from) || reDocuments.MatchString(s.text[:from]) {
				continue
			}
			rows := k.rows
			if from == at {
				others, begin, known := joined(s.text[:at], kinds)
				if !known {
					continue
				}
				rows, from = slices.Concat(others, rows), begin
			}
			if r, ok := c.sumOf(partApplications, rows...); ok {
				c.agree(s, from, to, mark, r)
			}
		}
	})
}

// joined gives the rows of the kind that is counted with the one behind before,
// and where its label begins: 予以公开或部分公开59件. known is false where what is
// counted with it is no label.
func joined(before string, kinds []kind) (rows []string, from int, known bool) {
	t := before
	for _, word := range []string{"以及", "或者", "或", "和", "及", "与", "、"} {
		if t = strings.TrimSuffix(before, word); t != before {
			break
		}
	}
	if r, _ := utf8.DecodeLastRuneInString(t); t == before || isNumberMark(r) {
		return nil, len(before), true
	}
	for _, k := range kinds {
		if strings.HasSuffix(t, k.label) && !strings.HasSuffix(t, "不"+k.label) {
			return k.rows, len(t) - len(k.label), true
		}
	}
	return nil, 0, false
}

// ownSentence reports whether neither the clause of byte at nor the begin of
// the sentence speaks of another body or of other matters.
func (c *Context) ownSentence(s *sentence, at int) bool {
	if !c.ofBody(reApplication.ReplaceAllString(s.text[s.clause(at):at], "")) {
		return false
	}
	i := reMainVerb.FindStringIndex(s.text[:at])
	if i == nil {
		return true
	}
	return c.ofBody(s.text[s.clause(i[0]):i[0]]) && !anyIn(s.text[:at], "许可", "咨询", "信访", "建议", "提案", "热线", "留言")
}

// kinds gives the labels of the rows that make up the results, groups of rows
// too.
func (c *Context) kinds() (kinds []kind) {
	t := c.tables[partApplications]
	if t == nil {
		return nil
	}
	var of []string
	for _, sum := range t.Sums() {
		if sum.Row == rowResults {
			of = sum.Of
		}
	}
	for i := range c.Form.Parts {
		if p := &c.Form.Parts[i]; p.Key == partApplications && p.Table != nil {
			rows := make([]string, len(p.Table.Rows))
			for r := range p.Table.Rows {
				for _, cell := range p.Table.Rows[r].Cells {
					if cell.Row != "" && rows[r] == "" {
						rows[r] = cell.Row
					}
				}
			}
			for r := range p.Table.Rows {
				for _, cell := range p.Table.Rows[r].Cells {
					k := kind{strings.TrimPrefix(plainLabel(cell.Text.Text), "本机关"), rows[r:min(r+max(cell.RowSpan, 1), len(rows))]}
					const shortest = 4 // characters; 其他 is said of many things
					if cell.Row == "" && len(k.label) >= shortest*len("一") && len(k.rows) < len(of) &&
						!slices.ContainsFunc(k.rows, func(row string) bool { return !slices.Contains(of, row) }) {
						kinds = append(kinds, k)
					}
				}
			}
		}
	}
	return kinds
}

// plainLabel is a label without its number and what stands in brackets.
func plainLabel(t string) string {
	t = reLabelNumber.ReplaceAllString(strings.ReplaceAll(t, "\n", ""), "")
	return reBrackets.ReplaceAllString(t, "")
}

// each calls do for every sentence.
func (p *prose) each(do func(*sentence)) {
	for i := range p.passages {
		for k := range p.passages[i].sentences {
			do(&p.passages[i].sentences[k])
		}
	}
}
