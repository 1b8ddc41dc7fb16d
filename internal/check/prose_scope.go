package check

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/internal/check/prose"
)

// counts reports whether a number at byte at of the sentence, whose statement
// begins with the verb at byte verb, speaks of this report: of its year, the
// reWhole of it, and of this body. Where that cannot be told it does not.
func (c *Context) counts(s *prose.Sentence, verb, at int) bool {
	return c.ofYear(s, at) && c.ofBody(s.Text[s.Clause(verb):verb])
}

// ofYear reports whether the words before byte at leave no doubt that the reWhole
// year of the report is meant.
func (c *Context) ofYear(s *prose.Sentence, at int) bool {
	before := s.Text[:at]
	if strings.Contains(before, "月") {
		before = reWholeYear.ReplaceAllString(before, "")
	}
	if rePartOfYear.MatchString(before) {
		return false
	}
	for i := s.Nth; i >= 0; i-- {
		if this, told := c.yearNamed(before); told {
			return this
		}
		if i > 0 {
			before = s.In.Sentences[i-1].Text
		}
	}
	return true
}

// yearNamed gives whether the last time that a text names is the report's year.
func (c *Context) yearNamed(t string) (this, told bool) {
	if !strings.Contains(t, "年") {
		return false, false
	}
	for _, m := range reTimeWords.FindAllStringSubmatchIndex(t, -1) {
		if reCompared.MatchString(t[:m[0]]) || reCarryWords.MatchString(t[m[1]:]) && m[2] < 0 || strings.HasPrefix(t[m[1]:], "度结转") || strings.HasPrefix(t[m[1]:], "结转") ||
			anySuffix(t[:m[0]], []string{"结转", "结转至", "结转到", "转至", "转入", "针对", "转"}) || reCarryTo.MatchString(t[:m[0]]) {
			continue
		}
		told = true
		switch word := t[m[0]:m[1]]; {
		case m[2] >= 0:
			this = t[m[2]:m[3]] == strconv.Itoa(c.Report.Year)
		default:
			this = anyPrefix(word, []string{"今", "本", "全", "年内"})
		}
	}
	return this, told
}

// ofBody reports whether the subject of a clause is the body that reports.
func (c *Context) ofBody(subject string) bool {
	subject = strings.ReplaceAll(subject, "政府信息", "")
	if subject == "" || !reBodies.MatchString(subject) {
		return true
	}
	subject = reChannels.ReplaceAllString(subject, "")
	if reInScreens.MatchString(subject) {
		return false
	}
	if w := reWhole.FindString(subject); w != "" {
		if !c.wholeIsOwn(w) {
			return false
		}
		subject = strings.ReplaceAll(subject, w, "")
		subject = strings.TrimPrefix(subject, "各级行政机关")
		subject = strings.TrimPrefix(subject, "行政机关")
	}
	subject = withoutOwn(official(subject), official(prose.Fold(c.Report.Agency.Text).Text))
	subject = reOurselves.ReplaceAllString(reTimeOfSubject.ReplaceAllString(subject, ""), "")
	return !reBodies.MatchString(subject)
}

// wholeIsOwn reports whether 全县, 全镇, 全局 is the body that reports.
func (c *Context) wholeIsOwn(w string) bool {
	b := c.body()
	switch strings.TrimPrefix(w, "全") {
	case "县", "市", "区", "州", "省", "旗":
		return b.government()
	case "镇", "乡", "街道":
		return b == township
	case "局", "委", "厅", "办", "院":
		return b == department
	}
	return false
}

func official(name string) string { return strings.ReplaceAll(name, "人民政府", "政府") }

// withoutOwn drops what is part of the body's own name, three characters or
// more at a time.
func withoutOwn(subject, own string) string {
	var rest strings.Builder
	for subject != "" {
		end, n := 0, 0
		for i, r := range subject {
			if !strings.Contains(own, subject[:i+utf8.RuneLen(r)]) {
				break
			}
			end, n = i+utf8.RuneLen(r), n+1
		}
		const fewest = 3
		if n >= fewest {
			subject = subject[end:]
			continue
		}
		r, w := utf8.DecodeRuneInString(subject)
		rest.WriteRune(r)
		subject = subject[w:]
	}
	return rest.String()
}

// ownSubject reports whether what stands before byte at in its clause, and before a bracket
// that the clause follows, is no more than this body, its year and what is spoken of: a
// channel, a body below, a day or a condition speaks of some only.
func (c *Context) ownSubject(s *prose.Sentence, at int) bool {
	begin := s.Clause(at)
	subject := s.Text[begin:at]
	if before, ok := strings.CutSuffix(s.Text[:begin], "）"); ok {
		if open := strings.LastIndex(before, "（"); open >= 0 {
			subject = s.Text[s.Clause(open):open] + subject
		}
	}
	subject = withoutOwn(official(reChannels.ReplaceAllString(subject, "")), official(prose.Fold(c.Report.Agency.Text).Text))
	subject = reOurselves.ReplaceAllString(reTimeOfSubject.ReplaceAllString(subject, ""), "")
	if w := reWhole.FindString(subject); w != "" && c.wholeIsOwn(w) {
		subject = strings.Replace(subject, w, "", 1)
	}
	return reSubject.MatchString(subject)
}

// timeOnly reports whether a subject names no more than this body and its year.
func (c *Context) timeOnly(subject string) bool {
	subject = withoutOwn(official(subject), official(prose.Fold(c.Report.Agency.Text).Text))
	return reOurselves.ReplaceAllString(reTimeOfSubject.ReplaceAllString(subject, ""), "") == ""
}
