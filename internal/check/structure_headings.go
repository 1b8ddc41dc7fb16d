package check

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/internal/check/prose"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
)

// six compares the parts and their headings with the form's.
func six(c *Context) {
	for i := range c.Form.Parts {
		p := &c.Form.Parts[i]
		given := c.Report.Parts[p.Key]
		if given == nil && p.Text && p.Table == nil {
			c.Find(diag.Pos{File: c.Report.File}, diag.T("缺少 [%[1]s]：“%[2]s”", "[%[1]s] is missing: “%[2]s”", p.Key, p.Heading.Text),
				diag.T("请补上这一部分；没有内容的写“无”。", "add this part; where there is nothing to say write 无."))
			continue
		}
		if given != nil && given.Heading != nil {
			c.heading(p.Heading.Text, *given.Heading)
		}
	}
	c.addedChapters()
	// A heading that is typed as text would be printed twice.
	headings := make([]string, len(c.Form.Parts))
	for i := range c.Form.Parts {
		headings[i] = prose.Fold(c.Form.Parts[i].Heading.Text).Text
	}
	const longest = 40
	for i := range c.text().passages {
		p := &c.text().passages[i]
		if p.Part == "" || utf8.RuneCountInString(p.Value.Text) > longest {
			continue
		}
		for _, h := range headings {
			if !sameHeading(p.Folded.Text, h) {
				continue
			}
			c.FindAt(p.Value, 0, len(p.Value.Text), diag.T("各部分的标题由程序印出，正文中又写了一遍：“%s”", "the headings of the parts are printed by the program; here is one as text: “%s”", p.Value.Text),
				diag.T("请删去这一行，把它下面的文字放到相应的部分。", "delete the line and put what stands below it into its part."))
		}
	}
}

// sameHeading reports whether a folded paragraph is a part's heading, with or without
// its number.
func sameHeading(t, heading string) bool {
	number, bare := cutNumber(heading)
	n, b := cutNumber(strings.TrimRight(t, "。："))
	return b == bare && b != "" && (n == number || n == "")
}

// cutNumber parts 一、 from a heading.
func cutNumber(t string) (number, rest string) {
	if m := numberedAt(t); m != nil && strings.HasSuffix(t[:m[1]], "、") {
		return t[:m[1]], t[m[1]:]
	}
	return "", t
}

// The levels of numbers in a text, outermost first (GB/T 9704-2012 7.3.3), and
// after them those that stand inside of paragraphs.
const (
	levelChapter = iota // 一、
	levelSection        // （一）
	levelItem           // 1.
	levelSub            // （1）
	levelCircle         // ①
	levelRun            // 一是
	levels
)

// A mark is a number of a list and its place.
type listMark struct {
	level, n int
	v        report.Value
	from, to int
}

// numbering finds gaps in numbers.
func numbering(c *Context) {
	for _, p := range c.Form.Parts {
		c.sequence(c.Text(p.Key))
	}
	headings := c.before()
	for _, ch := range c.Report.Chapters {
		headings = append(headings, ch.Heading)
		c.sequence(ch.Text)
	}
	c.sequence(headings)
}

// sequence checks the numbers of a text. Of what stands inside of paragraphs
// lists may begin anew at any time, also inside of one another, so that only a
// number that continues none is a gap.
func (c *Context) sequence(text []report.Value) {
	var open [levels][]int // the last number of each list of a level
	for _, v := range text {
		once := -1 // where a 一是 ends that no 二是 follows
		for _, m := range listMarks(v) {
			if m.from == 0 && m.level < levelRun {
				clear(open[m.level+1:]) // a new paragraph of this level; what is below begins anew
			}
			stack := open[m.level]
			again := m.level == levelRun && m.n == 1 && once >= 0 && !strings.Contains(v.Text[once:m.from], "。")
			if m.level == levelRun {
				if once = -1; m.n == 1 {
					once = m.to
				}
			}
			if m.n == 1 && !again {
				open[m.level] = append(stack, 1)
				continue
			}
			k := len(stack) - 1
			for k >= 0 && stack[k]+1 != m.n {
				k--
			}
			if k >= 0 {
				stack[k] = m.n
				open[m.level] = stack[:k+1]
				continue
			}
			last := 0
			if len(stack) > 0 {
				last = stack[len(stack)-1]
				stack = stack[:len(stack)-1]
			}
			// The list may go on as if this number were right, or as it should have been.
			open[m.level] = append(stack, last+1, m.n)
			words := v.Text[m.from:m.to]
			if m.level >= levelItem && last == 0 && strings.Contains(v.Text[:m.from], previous(m)) {
				continue // the one before stands where it was not read as a number
			}
			if m.level == levelRun && last == 0 && anyIn(v.Text[:m.from], "首先", "其一", "第一", "一方面", "一要", "一则") {
				continue
			}
			f := c.FindAt(v, m.from, m.to, diag.T("序号不连续：“%[1]s”之前是 %[2]d", "the numbers are not consecutive: before “%[1]s” stands %[2]d", words, last),
				diag.T("请检查是否漏写、重复或错写序号。", "is a number missing, double or wrong?"))
			f.Got, f.Want = strconv.Itoa(m.n), strconv.Itoa(last+1)
		}
	}
}

// previous gives the words of the number before m's.
func previous(m listMark) string {
	switch m.level {
	case levelRun:
		return chineseDigits[m.n-1] + "是"
	case levelCircle:
		return string(rune('①' + m.n - 2))
	}
	return strconv.Itoa(m.n - 1)
}

var chineseDigits = []string{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}

// listMarks gives the numbers of a paragraph: that which it begins with, and
// inside of it those that stand behind a mark: ；二是, ①.
func listMarks(v report.Value) (all []listMark) {
	t := v.Text
	begin := func(at int) { // blanks are passed over
		for space := true; space && at < len(t); {
			if m, ok := listMarkAt(t, at, at == 0); ok {
				m.v = v
				all = append(all, m)
			}
			r, n := utf8.DecodeRuneInString(t[at:])
			space, at = unicode.IsSpace(r), at+n
		}
	}
	begin(0)
	for i, r := range prose.Others(t) {
		switch {
		case '①' <= r && r <= '⑳':
			if len(all) == 0 || all[len(all)-1].from != i {
				all = append(all, listMark{levelCircle, int(r-'①') + 1, v, i, i + len("①")})
			}
		case endsClause(r), r == ':', r == ';', r == ',':
			begin(i + utf8.RuneLen(r))
		}
	}
	return all
}

// noFraction reports whether what follows 1. is no decimal: nothing but a year may begin
// with a figure, 1.2024年，我局…
func noFraction(t string) bool {
	n := prose.DigitRun(t)
	return n == 0 || n == len("2024") && strings.HasPrefix(t[n:], "年")
}

// listMarkAt reads the number at byte i. 一、 and （一） are numbers of
// paragraphs only: elsewhere they cite articles of a law.
func listMarkAt(t string, i int, paragraph bool) (listMark, bool) {
	rest := t[i:]
	m := listMark{from: i}
	open := strings.HasPrefix(rest, "（") || strings.HasPrefix(rest, "(")
	if open {
		rest = rest[len(prose.FirstPrefix(rest, []string{"（", "("})):]
	}
	if n := prose.DigitRun(rest); n > 0 && n <= 2 {
		after := rest[n:]
		m.n, _ = strconv.Atoi(rest[:n])
		switch {
		case open && anyPrefix(after, []string{"）", ")"}):
			m.level, m.to = levelSub, len(t)-len(after)+len(prose.FirstPrefix(after, []string{"）", ")"}))
		case !open && anyPrefix(after, []string{".", "．", "、"}) && noFraction(after[len(prose.FirstPrefix(after, []string{".", "．", "、"})):]):
			if strings.HasPrefix(after, "、") && !paragraph {
				return m, false // 1、2、3月
			}
			m.level, m.to = levelItem, len(t)-len(after)+len(prose.FirstPrefix(after, []string{".", "．", "、"}))
		default:
			return m, false
		}
		return m, m.n > 0
	}
	v, _, n, chinese, ok := prose.ReadNumber(rest)
	if !ok || !chinese || v == nil || !v.IsInt() {
		return m, false
	}
	after := rest[n:]
	m.n = int(v.Num().Int64())
	m.to = len(t) - len(after)
	switch {
	case m.n < 1 || m.n > 99:
		return m, false
	case open && paragraph && anyPrefix(after, []string{"）", ")"}):
		m.level, m.to = levelSection, m.to+len(prose.FirstPrefix(after, []string{"）", ")"}))
	case !open && paragraph && strings.HasPrefix(after, "、"):
		m.level, m.to = levelChapter, m.to+len("、")
	case !open && strings.HasPrefix(after, "是") && m.n < len(chineseDigits):
		m.level, m.to = levelRun, m.to+len("是")
	default:
		return m, false
	}
	return m, true
}

// heading compares a heading that was typed with the form's. One that says the
// same in more words, as the notices do, is told as information.
func (c *Context) heading(form string, v report.Value) {
	own, typed := prose.Fold(form).Text, prose.Fold(v.Text).Text
	if own == typed {
		return
	}
	do := diag.T("应为“%s”。", "it should be “%s”.", form)
	number, bare := cutNumber(own)
	n, b := cutNumber(typed)
	var f *Finding
	switch {
	case n == "" && number != "":
		f = c.FindAt(v, 0, len(v.Text), diag.T("标题没有序号：“%s”", "the heading has no number: “%s”", v.Text), do)
	case n != number:
		f = c.FindAt(v, 0, len(v.Text), diag.T("标题的序号不对：“%s”", "the heading's number is wrong: “%s”", v.Text), do)
	default:
		f = c.FindAt(v, 0, len(v.Text), diag.T("标题与表式不同：“%s”", "the heading is not the form's: “%s”", v.Text), do)
		switch more := len([]rune(b)) - len([]rune(bare)); {
		case longer(b, bare) && more > 1:
			f.Severity = diag.Info
		case longer(b, bare):
			f.Severity = diag.Warning // one character more is a misprint
		default:
			f.Do = diag.T("应为“%s”；不写 heading，就照表式印。", "it should be “%s”; without the key heading the form's is printed.", form)
		}
	}
	f.Got, f.Want = v.Text, form
}

// longer reports whether t has all characters of short in their order, and more.
func longer(t, short string) bool {
	rest := []rune(short)
	for _, r := range t {
		if len(rest) > 0 && r == rest[0] {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}
