package check

import (
	"cmp"
	"strings"
	"unicode"

	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/pattern"
)

var (
	rePaddedDate  = pattern.New(`年\s*0\d\s*月|月\s*0\d\s*日`)
	reChineseDate = pattern.New(`[〇○零一二三四五六七八九十]{2,}年`)
)

// arabicSince is the first year whose reports fall under GB/T 9704-2012, which
// wants Arabic figures (7.3.5.4).
const arabicSince = 2012

// signature compares name and date with the report.
func signature(c *Context) {
	s := &c.Report.Signature
	name, date := s.Name, s.Date
	pos := s.Pos
	if pos.IsZero() {
		pos.File = c.Report.File
	}
	if name.Text == "" || date.Text == "" {
		missing := diag.T("没有署名和成文日期", "there is no signature with name and date")
		switch {
		case name.Text != "":
			missing = diag.T("落款没有日期", "the signature has no date")
		case date.Text != "":
			missing = diag.T("落款没有署名", "the signature has no name")
		}
		c.Find(pos, missing, diag.T("请在 [signature] 中填写。", "fill in [signature].")).Severity = diag.Info
	}
	if name.Text != "" {
		c.signedName()
	}
	if date.Text == "" {
		return
	}
	if s.Day.Year > 0 && !strings.Contains(date.Text, "年") {
		c.FindAt(date, 0, len(date.Text), diag.T("成文日期没有写“年、月、日”：%s", "the date is written without 年, 月, 日: %s", date.Text),
			diag.T("请写成 %[1]d年%[2]d月%[3]d日（GB/T 9704-2012 7.3.5.4）。", "write %[1]d年%[2]d月%[3]d日 (GB/T 9704-2012 7.3.5.4).", s.Day.Year, s.Day.Month, s.Day.Day))
	}
	if m := rePaddedDate.FindStringIndex(date.Text); m != nil {
		c.FindAt(date, 0, len(date.Text), diag.T("日期的月、日不补 0：%s", "month and day are written without a leading 0: %s", date.Text), diag.T("例如 2021年1月7日（GB/T 9704-2012 7.3.5.4）。", "as in 2021年1月7日 (GB/T 9704-2012 7.3.5.4)."))
	}
	if c.Report.Year >= arabicSince && reChineseDate.MatchString(date.Text) {
		c.FindAt(date, 0, len(date.Text), diag.T("成文日期应写阿拉伯数字：%s", "the date is written in Arabic figures: %s", date.Text), diag.T("例如 2021年1月7日（GB/T 9704-2012 7.3.5.4）。", "as in 2021年1月7日 (GB/T 9704-2012 7.3.5.4)."))
	}
	if d := s.Day; d.Year == c.Report.Year && !c.Form.SchoolYear {
		f := c.FindAt(date, 0, len(date.Text), diag.T("落款日期在报告年度之内：%s", "the date lies in the year of the report: %s", date.Text),
			diag.T("年度报告在年度结束之后编制，请核对。", "the report is made after its year has ended."))
		f.Got = date.Text
	}
}

// signedName compares the name with the body's. What a short form leaves out is
// told as information.
func (c *Context) signedName() {
	plain := func(t string) string {
		t = strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, prose.Fold(t).Text)
		return official(t)
	}
	s := c.Report.Signature.Name
	name, own := plain(s.Text), plain(c.Report.Agency.Text)
	if name == own || strings.HasPrefix(name, own) {
		return // also the office of a government
	}
	f := c.FindAt(s, 0, len(s.Text), diag.T("署名不是单位全称：%s", "the signature is not the body's full name: %s", s.Text),
		diag.T("请改为 %s。", "write %s.", c.Report.Agency.Text))
	f.Got, f.Want = s.Text, c.Report.Agency.Text
	if strings.HasSuffix(own, name) || strings.HasPrefix(own, name) {
		f.Severity = diag.Info
	}
}

// lastDays are the days by which bodies publish (条例第四十九条,
// 国办公开办函〔2021〕30号 二).
var lastDays = map[body]document.Date{
	department: {Month: 1, Day: 31},
	township:   {Month: 1, Day: 31},
	county:     {Month: 2, Day: 20},
	city:       {Month: 3, Day: 10}, // a city of a county has less time: its name does not tell
	prefecture: {Month: 3, Day: 10},
	province:   {Month: 3, Day: 31},
}

func deadline(c *Context) {
	if c.Form.SchoolYear {
		c.notAfter(document.Date{Month: 10, Day: 31}) // 高等学校信息公开办法
		return
	}
	if last, ok := lastDays[c.body()]; ok {
		c.notAfter(last)
	}
}

// deadlineOld is that of 条例（2007）第三十一条.
func deadlineOld(c *Context) {
	if c.Form.SchoolYear {
		deadline(c)
		return
	}
	c.notAfter(document.Date{Month: 3, Day: 31})
}

func (c *Context) notAfter(last document.Date) {
	last.Year = c.releaseYear()
	v, d := c.Report.Signature.Date, c.Report.Signature.Day
	if d.Year == 0 {
		v, d = c.Report.Released.Line, c.Report.Released.Day
	}
	// Another year is told by S-YEAR and S-SIGNATURE.
	if d.Year != last.Year || cmp.Or(cmp.Compare(d.Month, last.Month), cmp.Compare(d.Day, last.Day)) <= 0 {
		return
	}
	f := c.FindAt(v, 0, len(v.Text), diag.T("晚于法定期限：%[1]s（%[2]d月%[3]d日前）", "later than the legal date: %[1]s (by %[2]d-%[3]d)", v.Text, last.Month, last.Day),
		diag.T("请核对日期；确已逾期的，今后按时公布。", "look at the date again."))
	f.Got = v.Text
}
