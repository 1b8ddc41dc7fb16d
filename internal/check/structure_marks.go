package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/internal/character"
	"nianbao/internal/check/prose"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// opener gives the mark with which a pair begins that a mark opens or closes, half-width
// brackets counting as the others; 0 for others.
func opener(r rune) (mark rune, opens bool) {
	switch r {
	case '（', '(':
		return '（', true
	case '）', ')':
		return '（', false
	case '《', '“', '【':
		return r, true
	case '》':
		return '《', false
	case '”':
		return '“', false
	case '】':
		return '【', false
	}
	return 0, false
}

// An unpaired mark of a paragraph.
type unpaired struct {
	at   int // byte
	mark rune
	open bool
}

// unpairedMarks gives the marks of a text whose other half is missing.
func unpairedMarks(t string) (all []unpaired) {
	var open []unpaired
	for i, r := range prose.Others(t) {
		o, opens := opener(r)
		if opens {
			open = append(open, unpaired{i, o, true})
			continue
		}
		if o == 0 || o == '（' && numbersItem(t[:i]) && !hasUnpaired(open, o, true) {
			continue
		}
		k := len(open) - 1
		for k >= 0 && open[k].mark != o {
			k--
		}
		if k < 0 {
			all = append(all, unpaired{i, o, false})
			continue
		}
		all = append(all, open[k+1:]...)
		open = open[:k]
	}
	return append(all, open...)
}

// numbersItem reports whether a text ends with the number of an item: 1）, 一）.
func numbersItem(t string) bool {
	r, _ := utf8.DecodeLastRuneInString(t)
	return r < utf8.RuneSelf && (unicode.IsDigit(r) || unicode.IsLetter(r)) || character.IsDigit(r) || strings.ContainsRune("一二三四五六七八九十", r)
}

// pairs finds brackets and quotation marks without their other half. One that the
// paragraph beside it closes is right.
func pairs(c *Context) {
	ps := c.text().passages
	all := make([][]unpaired, len(ps))
	for i := range ps {
		all[i] = unpairedMarks(ps[i].Value.Text)
	}
	for i, marks := range all {
		for _, m := range marks {
			if m.open && i+1 < len(all) && hasUnpaired(all[i+1], m.mark, false) || !m.open && i > 0 && hasUnpaired(all[i-1], m.mark, true) {
				continue
			}
			v := ps[i].Value
			if strings.TrimSpace(v.Text[:m.at]) == "" && !m.open {
				break // torn tells of what a paragraph cannot begin with
			}
			r, n := utf8.DecodeRuneInString(v.Text[m.at:])
			c.FindAt(v, m.at, m.at+n, diag.T("“%c”没有配对", "“%c” has no other half", r), diag.T("请补上另一半，或删去。", "put in the other half, or delete it."))
			break // one cause often leaves several
		}
	}
}

func hasUnpaired(all []unpaired, mark rune, open bool) bool {
	return slices.ContainsFunc(all, func(m unpaired) bool { return m.mark == mark && m.open == open })
}

// endMarks are what a paragraph may end with.
const endMarks = "。！？；：…”）》】!?;:.)"

// sentenceLeast is how many characters a paragraph has that is surely no heading.
const sentenceLeast = 12

// endings finds paragraphs that are not closed, or were torn apart at a comma.
func endings(c *Context) {
	for i := range c.text().passages {
		p := &c.text().passages[i]
		t := strings.TrimSpace(p.Value.Text)
		last, n := utf8.DecodeLastRuneInString(t)
		if p.Part == "" || strings.ContainsRune(endMarks, last) {
			continue
		}
		from := strings.LastIndex(p.Value.Text, t) + len(t) - n
		switch {
		case last == '，' || last == '、':
			c.FindAt(p.Value, from, from+n, diag.T("这一段以“%c”结尾，句子没有完", "the paragraph ends with “%c” in the middle of a sentence", last), diag.T("请与下一段接起来，或改成句号。", "join it to the next one, or end it with a full stop."))
		case strings.ContainsAny(t, "，。") && utf8.RuneCountInString(t) >= sentenceLeast:
			c.FindAt(p.Value, from, from+n, diag.T("这一段末尾没有句号", "the paragraph has no full stop at its end"), diag.T("请补上。", "put it in."))
		}
	}
}

var (
	// reListMark is a mark of a list that was typed, as web pages and notes have them.
	reListMark = pattern.New(`^\s*[-*•●★■◆▪◦>]\s*\p{Han}|^\s*\|.*\|\s*$`)
	// reBold is **bold**, and no masked number.
	reBold = pattern.New(`(?:^|[^*\w])(\*\*[^*]+\*\*)(?:[^*\w]|$)`)
	// reTornBegin are marks that begin no paragraph, and ??? for what could not be read.
	reTornBegin = pattern.New(`^\s*(?:[）》】”，。、；：]|[?？]{2,})|[?？]{3,}`)
	// reTemplate are remarks of a template about type, and places to be filled in.
	reTemplate = pattern.New(`（[^（）]{0,12}(?:仿宋|宋体|黑体|楷体|小标宋|号字|磅行距)[^（）]{0,12}）|[XＸx×]月[XＸx×]{1,2}日|TODO|` +
		`[【\[［〔{<＜](?:填写|此处|请填|请在|待(?:补|填|核|定|完善|确认|统计|写))[^】\]］〕}>＞]{0,20}[】\]］〕}>＞]|` +
		`[【\[［〔{<＜](?:(?:单位|机关|部门)(?:名称|全称|简称)|单位|姓名|年份|日期|数字|数量|具体(?:数字|数量|金额|内容)|金额)[】\]］〕}>＞]|` +
		`[【\[［〔{<＜](?:(?:联系|办公)?(?:电话|地址)|传真|邮编|邮箱|电子邮箱|网址|联系人)[】\]］〕}>＞](?:[，。；、）]|$)|` +
		`[（(](?:待(?:补充?|完善|定|核|核实|核对|确认|统计)|请?填写|填写?(?:数字|单位名称)|具体(?:数字|数量|金额)|单位(?:名称|全称))[）)]|` +
		`此处(?:应|请|需)?(?:填|插入|添加|补充)|请在此处?(?:填|插入)|x{2,4}年|(?:x{2,4}|[○◯]{2,4})(?:省|市|县|区|局|厅|委|办|科|镇|乡|街道|村|单位|部门|同志)`)
	reToFill = pattern.New(`^\s*(?:待补充|待完善|待定)[。.]?\s*$`)
	// reTail is a > that nothing opened: the tail of a title that a web page swallowed.
	reTail = pattern.New(`\p{Han}\s*>\s*(?:$|\p{Han}|。)`)
)

// tornKinds are their patterns, each with a look that spares most paragraphs it.
var tornKinds = []struct {
	may func(x *prose.Indexed) bool
	re  *pattern.Pattern
}{
	{func(x *prose.Indexed) bool {
		return beginsWith(x.Text, "）》】”，。、；：") || questions.In(x)
	}, reTornBegin},
	{func(x *prose.Indexed) bool { return beginsWith(x.Text, "-*•●★■◆▪◦>|") }, reListMark},
	{prose.AnyOf("**").In, reBold},
	{templateWords.In, reTemplate},
	{prose.AnyOf("待补充", "待完善", "待定").In, reToFill},
}

var questions = prose.AnyOf("?", "？")

// templateWords are what reTemplate cannot do without.
var templateWords = prose.AnyOf("仿宋", "宋体", "黑体", "楷体", "小标宋", "号字", "磅行距", "此处", "在此", "X月", "Ｘ月", "x月", "×月", "xx", "TODO", "（待", "(待", "（填", "(填", "（请", "(请", "（具体", "(具体", "○○", "◯◯", "○◯", "◯○",
	"（单位", "(单位", "【", "[", "［", "〔", "{", "<", "＜")

// beginsWith reports whether a text begins with one of some marks.
func beginsWith(t, marks string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(t, "\t\n\f\r "))
	return strings.ContainsRune(marks, r)
}

// torn finds what was typed or torn out elsewhere, where that may be on purpose.
func torn(c *Context) {
	do := diag.T("请删去，或换成实际内容。", "delete it, or put in what belongs there.")
	c.texts(func(v report.Value, x *prose.Indexed) {
		if _, _, is := isLost(v.Text); is {
			return
		}
		for _, kind := range tornKinds {
			if !kind.may(x) {
				continue
			}
			if m := tornAt(kind.re, v.Text); m != nil {
				c.torn(v, m, do)
				return
			}
		}
		if !strings.Contains(v.Text, ">") {
			return
		}
		if m := reTail.FindStringIndex(v.Text); m != nil && !strings.Contains(v.Text[:m[1]], "<") {
			c.torn(v, m, do)
		}
	})
}

// mostTorn is how many places of a kind are looked at that the prose speaks of.
const mostTorn = 20

// tornAt gives the first place of a kind that the prose does not speak of.
func tornAt(re *pattern.Pattern, t string) []int {
	for _, m := range re.FindAllStringSubmatchIndex(t, mostTorn) {
		if len(m) > 2 {
			m = m[2:]
		}
		if re != reTemplate || !ofForm(t, m[0], m[1]) {
			return m[:2]
		}
	}
	return nil
}

func (c *Context) torn(v report.Value, m []int, do diag.Text) {
	words := strings.TrimSpace(v.Text[m[0]:m[1]])
	c.FindAt(v, m[0], m[1], diag.T("好像是别处留下的字符：“%s”", "it seems to be left over from elsewhere: “%s”", words), do).Severity = diag.Warning
}
