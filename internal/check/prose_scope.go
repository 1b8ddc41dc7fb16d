package check

import (
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

var one = big.NewRat(1, 1)

// counts reports whether a number at byte at of the sentence, whose statement
// begins with the verb at byte verb, speaks of this report: of its year, the
// reWhole of it, and of this body. Where that cannot be told it does not.
func (c *Context) counts(s *sentence, verb, at int) bool {
	return c.ofYear(s, at) && c.ofBody(s.text[s.clause(verb):verb])
}

// slogan reports whether the number at byte at counts nothing: it stands in
// quotation marks (“办结一件申请、解决一个问题”), or it is the 一 of 每收到一件,
// of 收到一件、答复一件.
func (s *sentence) slogan(at int) bool {
	if open := strings.LastIndex(s.text[:at], "“"); open > strings.LastIndex(s.text[:at], "”") {
		return true
	}
	from, to := s.quantitySpan(at)
	if !strings.HasPrefix(s.in.value.Text[from:to], "一") || strings.HasPrefix(s.in.value.Text[from:to], "一十") {
		return false
	}
	q := s.quantity(at)
	begin := s.clause(at)
	return q.value.Cmp(one) == 0 && (reEveryOne.MatchString(s.text[begin:at]) || s.anotherOne(at))
}

// anotherOne reports whether the sentence has a second 一 in the same unit, as
// 收到一份答复一份 has.
func (s *sentence) anotherOne(at int) bool {
	q := s.quantity(at)
	for i, r := range s.text {
		if o := s.quantity(i); isNumberMark(r) && i != at && o != nil && o.value != nil && o.value.Cmp(one) == 0 && sameUnit(q, o) {
			from, _ := s.quantitySpan(i)
			if strings.HasPrefix(s.in.value.Text[from:], "一") {
				return true
			}
		}
	}
	return false
}

// ofYear reports whether the words before byte at leave no doubt that the reWhole
// year of the report is meant.
func (c *Context) ofYear(s *sentence, at int) bool {
	before := s.text[:at]
	if strings.Contains(before, "月") {
		before = reWholeYear.ReplaceAllString(before, "")
	}
	if rePartOfYear.MatchString(before) {
		return false
	}
	for i := s.nth; i >= 0; i-- {
		if this, told := c.yearNamed(before); told {
			return this
		}
		if i > 0 {
			before = s.in.sentences[i-1].text
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
	subject = withoutOwn(official(subject), official(fold(c.Report.Agency.Text).text))
	subject = reOurselves.ReplaceAllString(reTimeOfSubject.ReplaceAllString(subject, ""), "")
	return !reBodies.MatchString(subject)
}

// wholeIsOwn reports whether 全县, 全镇, 全局 is the body that reports.
func (c *Context) wholeIsOwn(w string) bool {
	b := bodyOf(c.Report.Agency.Text)
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
