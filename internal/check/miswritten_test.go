package check

import (
	"regexp"
	"testing"
)

// What is said of a figure that a cell does not take names what is wrong with it.
func TestRewritten(t *testing.T) {
	paid := regexp.MustCompile(`^(0|[0-9]+(\.[0-9]+)? ?[百千万亿]*元)$`) // whose rule says it better
	count, fees := regexp.MustCompile(`^(0|[1-9][0-9]{0,11})$`), regexp.MustCompile(`^(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?$`)
	for _, c := range []struct {
		text string
		fits *regexp.Regexp
		do   string
	}{
		{"３３", count, "数字、小数点或者符号是全角的；请写成 33。"},
		{"1 423", count, "数字中间有空格；请写成 1423。"},
		{"142O", count, "是不是把数字 0 写成了字母 O；请写成 1420。"},
		{"01423", count, "数字的写法不对；请写成 1423。"},
		{"1,423件", count, "数字后面跟有文字；请写成 1423。"},
		{"-5", count, "这里不能是负数；请核对。"}, {"−1423", count, "这里不能是负数；请核对。"},
		{"1423.5", count, "这里不能有小数，或者小数位数太多；请核对。"},
		{"99999999999999999999", count, "数字太大；请核对，是不是多打了几位。"},
		{"一千四百二十三", count, "请用阿拉伯数字写。"},
		{"约1234", count, "只写数字；文字、单位都不写。"}, {"1.2万", count, "只写数字；文字、单位都不写。"},
		{"352。4", fees, "数字、小数点或者符号是全角的；请写成 352.4。"}, {"0352.4", fees, "数字的写法不对；请写成 352.4。"},
		{"352,400元", fees, "表中以万元计；请写成 35.24。"}, {"352.4万元", fees, "数字后面跟有文字；请写成 352.4。"},
		{"352400元", count, "只写数字；文字、单位都不写。"},
		{"35.2", paid, ""}, {"35.2万", paid, ""}, {"-3元", paid, ""}, {"０", paid, "数字、小数点或者符号是全角的；请写成 0。"},
		{"", count, ""}, {"/", count, ""}, {"无", fees, ""}, {"零", count, ""},
	} {
		if do := rewritten(c.text, c.fits); do.ZH != c.do {
			t.Errorf("%q: %q, want %q", c.text, do.ZH, c.do)
		}
	}
}
