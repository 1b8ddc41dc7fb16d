package check

import (
	"math/big"
	"regexp"
	"strings"

	"nianbao/internal/check/formula"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// Figures that are not written as their rule wants, by what is wrong with them.
var (
	negative   = pattern.New(`^[-−－]\s*[0-9０-９]`)
	tooLong    = pattern.New(`^[0-9]{13,}(\.[0-9]+)?$`)
	fraction   = pattern.New(`^[0-9]+\.[0-9]+$`)
	spelledOut = pattern.New(`^[零〇一二三四五六七八九十百千万亿两]+[\p{Han}]?$`)
	yuan       = pattern.New(`^([0-9][0-9,]*(?:\.[0-9]+)?)\s*元$`)
	withRemark = pattern.New(`[0-9０-９]`)
)

// amount is what a cell takes that wants a unit.
const amount = "1万元"

// decimals is what a cell takes that may have them.
const decimals = "1.5"

// rewritten says what to do about a figure that a cell does not take as it is
// typed; zero where the rule's own advice is all there is to say.
func rewritten(text string, fits *regexp.Regexp) diag.Text {
	number, what := source.Nearly(text)
	switch m := yuan.FindStringSubmatch(text); {
	case number != "" && fits.MatchString(number):
		return diag.T("%[1]s；请写成 %[2]s。", "%[1]s; write %[2]s.", what, number)
	case fits.MatchString(amount): // the rule says how it is written
		return diag.Text{}
	case negative.MatchString(text):
		return diag.T("这里不能是负数；请核对。", "it cannot be negative; look at it again.")
	case tooLong.MatchString(text):
		return diag.T("数字太大；请核对，是不是多打了几位。", "the number is too large; were some figures typed twice?")
	case m != nil && fits.MatchString(decimals):
		wan, _ := new(big.Rat).SetString(strings.ReplaceAll(m[1], ",", ""))
		return diag.T("表中以万元计；请写成 %s。", "the table is in 万元; write %s.", formula.Decimal(wan.Quo(wan, big.NewRat(10000, 1))))
	case fraction.MatchString(text):
		return diag.T("这里不能有小数，或者小数位数太多；请核对。", "it cannot have decimals, or not so many; look at it again.")
	case spelledOut.MatchString(text) && text != "零":
		return diag.T("请用阿拉伯数字写。", "write it in figures.")
	case withRemark.MatchString(text):
		return diag.T("只写数字；文字、单位都不写。", "write the figure alone, without words or units.")
	}
	return diag.Text{}
}
