package check

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/internal/check/prose"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

var (
	reTitleYear = pattern.New(`\d{4}`)
	// reBadDate are dates that no calendar has, and numbers of documents whose
	// year runs into the rest.
	reBadDate = pattern.New(`\d{5,}[年月日]|年\d{3,4}日|〔\d{5,}号|(?:^|[^\d.])200年度|(?:^|[^\d.])20[12]年|自至|从至|\d{1,4}年年[，我全本共主县市区镇乡局公\d]|\d{4}年(?:1[3-9]|[2-9]\d|00?)月|月(?:3[2-9]|[4-9]\d|00?)日|(?:[469]|11)月31日|(?:^|[^\d])2月3[01]日|\d{1,4}年月|\d{1,2}月日|20\d\d月|月\d{1,2}(?:止|起)`)
	// reClaim is a year that a sentence begins with and speaks of as its own.
	reClaim    = pattern.New(`^(\d{4})年(?:度|，|全年|我|本|全|共|县|区|市|镇|乡|，)`)
	reNotClaim = pattern.New(`以来|以前|之前|修订|颁布|施行|实施|起|至|成立|开始|底|末|前|规划`)
)

// yearWords are how all years end.
var yearWords = prose.AnyOf("0年", "1年", "2年", "3年", "4年", "5年", "6年", "7年", "8年", "9年")

// years compares every year that must be the report's.
func years(c *Context) {
	y := c.Report.Year
	do := diag.T("报告年度是 %[1]d 年，请改正。", "the report is of %[1]d; correct it.", y)
	titleYears := 0
	for _, v := range c.Report.Title {
		f := prose.Fold(v.Text)
		for _, m := range reTitleYear.FindAllStringIndex(f.Text, -1) {
			if m[0] > 0 && asciiDigit(f.Text[m[0]-1]) || m[1] < len(f.Text) && asciiDigit(f.Text[m[1]]) {
				continue // told below
			}
			titleYears++
			if !c.ownYear(f.Text[m[0]:m[1]]) {
				w := c.FindAt(v, f.At(m[0]), f.At(m[1]), diag.T("标题中的年份不是报告年度：%s", "the year in the title is not the report's: %s", f.Text[m[0]:m[1]]), do)
				w.Got, w.Want = f.Text[m[0]:m[1]], strconv.Itoa(y)
			}
		}
	}
	for _, v := range c.Report.Title {
		f := prose.Fold(v.Text)
		c.badDates(v, &f)
	}
	for i := range c.text().passages {
		p := &c.text().passages[i]
		c.badDates(p.Value, &p.Folded)
		c.leftover(p)
		for k := range p.Sentences {
			if s := &p.Sentences[k]; yearWords.In(&s.Indexed) {
				c.claims(s)
				c.plans(s)
				c.ownRelease(s)
			}
		}
	}
	c.releaseYears()
}

func (c *Context) badDates(v report.Value, f *prose.Folded) {
	torn := anyIn(f.Text, "自至", "从至")
	for from := 0; from < len(f.Text); {
		to, figures := endOfClause(f.Text, from)
		// Most clauses have no figure, or dates as they should be.
		if clause := f.Text[from:to]; figures && !plainDates(clause) || torn && anyIn(clause, "自至", "从至") {
			for _, m := range reBadDate.FindAllStringIndex(clause, -1) {
				a, b := f.At(from+m[0]), f.At(from+m[1])
				c.FindAt(v, a, b, diag.T("日期或年份写错了：“%s”", "a date or a year is malformed: “%s”", v.Text[a:b]), diag.T("请改正。", "correct it."))
			}
		}
		from = to
	}
}

// endOfClause gives where the clause that begins at a byte ends, its mark included, and
// whether it has Arabic figures.
func endOfClause(t string, from int) (to int, figures bool) {
	for i, r := range prose.Others(t[from:]) {
		switch {
		case r == '，', r == '。', r == '；':
			return from + i + utf8.RuneLen(r), figures
		case r < utf8.RuneSelf && asciiDigit(byte(r)):
			figures = true
		}
	}
	return len(t), figures
}

// plainDates reports whether all figures before 年, 月 and 日 are years, months
// and days as they should be: most clauses need not be looked at closer.
func plainDates(t string) bool {
	month := 0
	for i := 0; i < len(t); {
		n := prose.DigitRun(t[i:])
		if n == 0 {
			i++
			continue
		}
		v, _ := strconv.Atoi(t[i : i+min(n, 4)])
		rest := t[i+n:]
		ok := true
		switch {
		case strings.HasPrefix(rest, "年"):
			ok = n == 4 && !anyPrefix(rest, []string{"年年", "年月"})
		case strings.HasPrefix(rest, "月"):
			day := prose.DigitRun(rest[len("月"):])
			ok = n <= 2 && t[i] != '0' && v <= 12 && !strings.HasPrefix(rest, "月日") && (day == 0 || strings.HasPrefix(rest[len("月")+day:], "日"))
			month = v
		case strings.HasPrefix(rest, "日"):
			ok = n <= 2 && t[i] != '0' && (v <= 29 || month != 2 && v <= 30 || v == 31 && !slices.Contains([]int{2, 4, 6, 9, 11}, month))
		case n > 4 && strings.HasSuffix(t[:i], "〔"):
			ok = false
		}
		if !ok {
			return false
		}
		i += n
	}
	return true
}

// claims tells when a sentence speaks of a year that cannot be the report's.
func (c *Context) claims(s *prose.Sentence) {
	for _, begin := range clauseStarts(s.Text) {
		m := reClaim.FindStringSubmatchIndex(s.Text[begin:])
		if m == nil {
			continue
		}
		t := s.Text[begin:]
		year, _ := strconv.Atoi(t[m[2]:m[3]])
		y := c.Report.Year
		if year >= y-1 && year <= y+1 || reNotClaim.MatchString(t[m[3]:min(len(t), m[1]+len("以来"))]) {
			continue
		}
		const oldest = 2000
		if year < oldest {
			continue
		}
		f := c.overWords(s, begin+m[2], begin+m[3]+len("年"), diag.T("文中的年份与报告年度不符：%d 年", "a year in the text does not go with the report's: %d", year),
			diag.T("报告年度是 %[1]d 年，请核对。", "the report is of %[1]d; look at it again.", y))
		f.Severity = diag.Warning
		f.Got, f.Want = strconv.Itoa(year), strconv.Itoa(y)
	}
}

// planWords are what rePlan cannot do without.
var planWords = prose.AnyOf("将", "拟", "计划")

// rePlan is a year that something is planned for, at the begin of a clause.
var rePlan = pattern.New(`(?:^|[，；。：]|在)(\d{4})年度?(?:的?工作中)?，?(?:(?:我|本)\p{Han}{1,3}?)?(?:将|拟|计划)`)

// plans tells when the part about problems plans for a year that is over.
func (c *Context) plans(s *prose.Sentence) {
	if s.In.Part != partProblems && !(s.In.Part == chapterPart && anyIn(s.In.Topic, problemWords...)) {
		return
	}
	if !planWords.In(&s.Indexed) {
		return
	}
	m := rePlan.FindStringSubmatchIndex(s.Text)
	if m == nil || anyIn(s.Text[m[1]:], "完成了", "已", "了") {
		return // 将 as 把: 2023年，我们将改版作为重点，完成了…
	}
	y := c.Report.Year
	if year, _ := strconv.Atoi(s.Text[m[2]:m[3]]); year == y || year == y-1 {
		f := c.overWords(s, m[2], m[3]+len("年"), diag.T("打算写的是 %d 年，已经过去了", "the plans are for %d, which is over", year),
			diag.T("报告年度是 %[1]d 年，打算应当是以后的，请改正。", "the report is of %[1]d; plans are for later.", y))
		f.Severity = diag.Warning
		f.Got, f.Want = strconv.Itoa(year), strconv.Itoa(y+1)
	}
}

var (
	reOwnReport = pattern.New(`(\d{4})年度?(?:的)?(?:政府信息公开|信息公开|政务公开)?(?:工作)?(?:年度报告|年报)`)
	reEarly     = pattern.New(`(\d{4})年[1-3]月(?:\d{1,2}日)?(?:之?前|以前|底|公布|公开|发布|向社会|，|按时|在)`)
)

// What ownRelease looks for: the first months of a year, and that something came out.
var (
	earlyWords   = prose.AnyOf("年1月", "年2月", "年3月")
	releaseWords = prose.AnyOf("公布", "发布", "公开")
)

// ownRelease tells when a report speaks of its own release in the year that it is
// of: the sentence was left over from last year.
func (c *Context) ownRelease(s *prose.Sentence) {
	if !earlyWords.In(&s.Indexed) || !releaseWords.In(&s.Indexed) {
		return
	}
	y := strconv.Itoa(c.Report.Year)
	if !anyIn(s.Text, y+"年1月", y+"年2月", y+"年3月") {
		return
	}
	own, early := reOwnReport.FindStringSubmatch(s.Text), reEarly.FindStringSubmatchIndex(s.Text)
	if own == nil || own[1] != y || early == nil || s.Text[early[2]:early[3]] != y {
		return
	}
	f := c.overWords(s, early[2], early[3]+len("年"), diag.T("%s 年度的报告不会在这一年年初公布", "the report of %s was not out at the begin of that year", y),
		diag.T("可能是上一年留下的文字，请改正。", "it may be left over from last year; correct it."))
	f.Severity = diag.Warning
}

// leftover tells when a paragraph about the year's work begins with last year
// and never comes to the report's: it was taken over as it was.
func (c *Context) leftover(p *prose.Passage) {
	y := c.Report.Year
	if p.Part != partOverview && (p.Part != chapterPart || anyIn(p.Topic, problemWords...)) || anyIn(p.Folded.Text, strconv.Itoa(y), "今年", "本年", "目前", "现已") {
		return
	}
	for k := range p.Sentences {
		s := &p.Sentences[k]
		if !yearWords.In(&s.Indexed) {
			continue
		}
		for _, begin := range clauseStarts(s.Text) {
			t := s.Text[begin:]
			m := reClaim.FindStringSubmatchIndex(t)
			if m == nil || t[m[2]:m[3]] != strconv.Itoa(y-1) || reNotClaim.MatchString(t[m[3]:min(len(t), m[1]+len("以来"))]) {
				continue
			}
			f := c.overWords(s, begin+m[2], begin+m[3]+len("年"), diag.T("这一段只写到 %d 年，没有写报告年度", "this paragraph speaks of %d only and not of the report's year", y-1),
				diag.T("报告年度是 %[1]d 年；是上一年留下的文字，请改写。", "the report is of %[1]d; rewrite what was left over from last year.", y))
			f.Severity = diag.Warning
			f.Got, f.Want = strconv.Itoa(y-1), strconv.Itoa(y)
			return
		}
	}
}

// clauseStarts gives where a sentence begins, also behind its number and behind
// a run-in heading without a mark: （三）政府信息管理情况 2023年.
func clauseStarts(t string) []int {
	starts := []int{0}
	if m := numberedAt(t); m != nil {
		starts = append(starts, m[1])
		if h := reHeadingYear.FindStringSubmatchIndex(t[m[1]:]); h != nil {
			starts = append(starts, m[1]+h[2])
		}
	}
	return starts
}

// reHeadingYear is a run-in heading that a year follows.
var reHeadingYear = pattern.New(`^[^\d，。、：；]{2,20}(?:情况|方面|工作|建设|保障|管理|公开)(\d{4})年`)

// What period looks for: a month, and the words for the figures' time.
var (
	monthWord   = prose.AnyOf("月")
	periodWords = prose.AnyOf("数据", "统计", "期限", "时限", "时间范围", "报告期")
)

// rePeriod is a span of time; its years may be left out.
var rePeriod = pattern.New(`(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:零时|0时)?(?:起|开始)?(?:，|、)?(?:到|至|—|-|~|～|–|－)+(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日`)

// period compares the span of the report's figures with its year.
func period(c *Context) {
	c.text().each(func(s *prose.Sentence) {
		if !monthWord.In(&s.Indexed) || !periodWords.In(&s.Indexed) {
			return
		}
		all := rePeriod.FindAllStringSubmatchIndex(s.Text, -1)
		if len(all) != 1 {
			return
		}
		m := all[0]
		get := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return s.Text[m[2*i]:m[2*i+1]]
		}
		first, last := get(1), get(4)
		from, to := c.span()
		ok := sameDay(from, get(2), get(3)) && sameDay(to, get(5), get(6))
		ok = ok && (first == "" || first == strconv.Itoa(from.Year)) && (last == "" || last == strconv.Itoa(to.Year))
		if ok {
			return
		}
		want := inWords(from) + "至" + inWords(to)
		f := c.overWords(s, m[0], m[1], diag.T("统计期限不是整个报告年度：“%s”", "the period is not the whole year of the report: “%s”", s.Words(m[0], m[1])),
			diag.T("应为 %[1]s。", "it is %[1]s.", want))
		f.Got, f.Want = s.Words(m[0], m[1]), want
	})
}

// reNotice is the number of a document: 国办公开办函〔2019〕60号.
var reNotice = pattern.New(`([\p{Han}]{2,8}函)〔(\d{4})〕(\d+)号`)

// notice compares the notice that is cited for the form with the form's own.
func notice(c *Context) {
	own := reNotice.FindStringSubmatch(prose.Fold(c.Form.Source).Text)
	if own == nil || c.Form.FirstYear == 0 {
		return
	}
	for i := range c.text().passages {
		v := c.text().passages[i].Value
		if !strings.Contains(v.Text, own[1]) {
			continue
		}
		f := prose.Fold(v.Text)
		for _, m := range reNotice.FindAllStringSubmatchIndex(f.Text, -1) {
			of, number := f.Text[m[2]:m[3]], f.Text[m[4]:m[7]]
			// The same office sent out other notices; that for the form is named
			// with the form.
			before := f.Text[max(0, m[0]-180):m[0]]
			if i := strings.LastIndexAny(before, "。；"); i >= 0 {
				before = before[i:]
			}
			if i := strings.LastIndex(before, "号）"); i >= 0 {
				before = before[i:]
			}
			if !strings.HasSuffix(of, own[1]) || number == own[2]+"〕"+own[3] || !anyIn(before, "年度报告格式", "年度报告有关事项") {
				continue
			}
			from := m[3] - len(own[1])
			w := c.FindAt(v, f.At(from), f.At(m[1]), diag.T("引用的文件不是这一年度表式的依据：%s", "the notice cited is not the one for this year's form: %s", f.Text[from:m[1]]),
				diag.T("%[1]d 年度的依据是 %[2]s。", "for %[1]d it is %[2]s.", c.Report.Year, c.Form.Source))
			w.Got, w.Want = f.Text[from:m[1]], c.Form.Source
		}
	}
}

// The reports of 2019 were allowed to follow the old form: 可参照.
const lenientYear = 2019

// formOfYear compares the form with the year.
func formOfYear(c *Context) {
	f, y := c.Form, c.Report.Year
	if f.FirstYear == 0 && f.LastYear == 0 || y >= f.FirstYear && (f.LastYear == 0 || y <= f.LastYear) {
		return
	}
	years := strconv.Itoa(f.FirstYear) + "-"
	if f.LastYear != 0 {
		years += strconv.Itoa(f.LastYear)
	}
	w := c.Find(diag.Pos{File: c.Report.File, Line: 1, Col: 1},
		diag.T("表式 %[1]s（%[2]s）不用于 %[3]d 年度", "the form %[1]s (%[2]s) is not for %[3]d", f.Name, years, y),
		diag.T("请改 form 或 year。", "change form or year."))
	w.Got, w.Want = strconv.Itoa(y), years
	if y == lenientYear && f.LastYear == lenientYear-1 {
		w.Severity = diag.Info
	}
}
