package check

import (
	"fmt"
	"strconv"
	"strings"

	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/document"
)

// span is the time of which a report tells: its year, or of universities the
// school year that ends in it.
func (c *Context) span() (from, to document.Date) {
	y := c.Report.Year
	if c.Form.SchoolYear {
		return document.Date{Year: y - 1, Month: 9, Day: 1}, document.Date{Year: y, Month: 8, Day: 31}
	}
	return document.Date{Year: y, Month: 1, Day: 1}, document.Date{Year: y, Month: 12, Day: 31}
}

// releaseYear is the year in which a report is published.
func (c *Context) releaseYear() int {
	_, to := c.span()
	if to.Month < 12 {
		return to.Year
	}
	return to.Year + 1
}

// ownYear reports whether the report tells of a year.
func (c *Context) ownYear(year string) bool {
	from, to := c.span()
	return year == strconv.Itoa(from.Year) || year == strconv.Itoa(to.Year)
}

// releaseYears compares the years of the signature and of the line below the
// title with the one in which the report is published.
func (c *Context) releaseYears() {
	s, r, y := &c.Report.Signature, &c.Report.Released, c.Report.Year
	c.released(s.Date, s.Day.Year, diag.T("落款的年份不是报告年度的次年：%d", "the year of the signature is not the one after the report's: %d", s.Day.Year), y)
	c.released(r.Line, r.Day.Year, diag.T("发布日期的年份不是报告年度的次年：%d", "the year of release is not the one after the report's: %d", r.Day.Year), y+1)
}

// released tells of the year of a day that is neither that of release nor the
// earliest one for which something else is told.
func (c *Context) released(v report.Value, year int, what diag.Text, earliest int) {
	want := c.releaseYear()
	if year == 0 || year == want || year == earliest && !c.Form.SchoolYear {
		return
	}
	if c.Form.SchoolYear {
		what = diag.T("发布的年份不是学年结束的那一年：%d", "it is not published in the year in which the school year ends: %d", year)
	}
	f := c.FindAt(v, 0, len(v.Text), what, diag.T("%[1]d 年的报告在 %[2]d 年发布，请核对。", "a report of %[1]d is published in %[2]d.", c.Report.Year, want))
	f.Got, f.Want = strconv.Itoa(year), strconv.Itoa(want)
}

// sameDay compares the month and the day of a date with what is typed.
func sameDay(d document.Date, month, day string) bool {
	return strings.TrimLeft(month, "0") == strconv.Itoa(d.Month) && strings.TrimLeft(day, "0") == strconv.Itoa(d.Day)
}

func inWords(d document.Date) string { return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day) }
