package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// What a web page or a template leaves behind also stands in honest prose: numbers and
// names are masked, buttons of a page and signs of a form are spoken of. Only what is
// surely left over is an error.

// pageWords are the words of web pages and templates in reResidue; prose may have them
// as well.
var pageWords = []string{"附件下载", "关闭窗口", "打印本页", "关闭本页", "【打印】", "【关闭】", "字体大小", "字号", "点击下载", "扫一扫在手机", "分享到",
	"责任编辑", "信息来源", "浏览次数", describe, "待填写", "此处填写"}

// masking is in sentences that say how names and numbers are hidden, or what a form lets
// one choose; naming in those that say how something is called or laid out.
var (
	masking = []string{"隐去", "隐名", "隐藏", "匿名", "化名", "遮盖", "遮挡", "遮蔽", "屏蔽", "脱敏", "打码", "代替", "替代", "代称", "代指", "代号", "处理为", "写作", "字样", "标注", "选项", "勾选", "复选", "方框", "表示", "标识"}
	naming  = []string{"规则", "命名", "格式", "样式", "样本", "范本", "文本", "模式", "方式", "注明", "标题", "模板", "文号", "编号", "填写", "栏", "按钮", "功能", "符号"}
)

var (
	// reSurname is a name whose given name was masked: a template knows no surname.
	reSurname = pattern.New(`[王李张刘陈杨赵黄周吴徐孙胡朱郭何林罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范石姚谭廖邹熊陆郝孔崔康邱秦侯邵孟龙雷钱汤尹黎乔贺赖龚]$`)
	// reSlot is what follows the place where a template wants a number, a date or a body.
	reSlot = pattern.New(`^\s*(?:年|月|日|号|条|件|份|篇|次|人次|项|期|户|万|元|省|市|县|区|局|厅|委|办|科|镇|乡|街道|村|单位|部门|公司|同志|负责|主任|领导)`)
	// reInBrackets are words in brackets of their own.
	reInBrackets = pattern.New(`[（(【\[〔]\p{Han}+[）)】\]〕]`)
	// reOwnEnd is what follows words of a web page that stand for themselves.
	reOwnEnd = pattern.New(`^(?:打开当前页面?)?(?:$|[\s　】\]）)：:|｜/。])`)
)

// near is how many bytes around a leftover are read to judge it.
const near = 240

// judgeLeftover says how grave what stands from one byte of a text to another is; not told
// where the prose speaks of it.
func judgeLeftover(t string, from, to int) (s diag.Severity, told bool) {
	words := t[from:to]
	switch {
	case anyPrefix(words, pageWords):
		return judgePageWords(t, from, to)
	case strings.ContainsAny(words, "<>[&!！-"): // code, and a field of Word's
		if quoted(t, from, to) {
			return diag.Warning, true // 清理了“&nbsp;”乱码
		}
		return diag.Error, true
	case masked(t, from, to):
		return 0, false
	}
	sentence, in := sentenceAround(t, from, to), quoted(t, from, to)
	masks := anyIn(sentence, masking...)
	switch {
	case masks && (in || !reSlot.MatchString(t[to:])):
		return 0, false
	case in && anyIn(strings.ReplaceAll(sentence, words, ""), naming...):
		return 0, false
	case in || masks || words == "某某" || hidesName(t, to, words):
		return diag.Warning, true
	}
	return diag.Error, true
}

// hidesName reports whether marks stand before a noun that no template wants something
// before, and so may hide a name: XX光缆工程, （XX类）.
func hidesName(t string, to int, words string) bool {
	next, _ := utf8.DecodeRuneInString(t[to:])
	return strings.ContainsAny(words, "×XＸ*＊") && unicode.Is(unicode.Han, next) && !reSlot.MatchString(t[to:])
}

// ofForm reports whether a place to fill in is one of a form or a rule that the prose
// tells of: “×年×月×日”由承办人填写, {年份}+{序号}.
func ofForm(t string, from, to int) bool {
	if strings.HasPrefix(t[to:], "+") || strings.HasSuffix(t[:from], "+") {
		return true
	}
	sentence := strings.ReplaceAll(sentenceAround(t, from, to), t[from:to], "")
	return quoted(t, from, to) && (anyIn(sentence, masking...) || anyIn(sentence, naming...))
}

// judgePageWords knows the words of a page that stand for themselves, 打印本页 and
// 责任编辑：张三, from those within a sentence: 增设打印本页功能.
func judgePageWords(t string, from, to int) (s diag.Severity, told bool) {
	words := t[from:to]
	before := strings.TrimRight(t[:from], " \t　【[〔（(“|｜/>")
	blank := strings.ContainsAny(t[len(before):from], " \t　|｜/")
	begins := before == "" || blank || anySuffix(before, pageWords) || anySuffix(before, []string{"。", "！", "？", "；", "】", "]"})
	colon := anySuffix(words, []string{"：", ":"})
	ends := colon || reOwnEnd.MatchString(t[to:]) || anyPrefix(t[to:], pageWords)
	switch {
	case quoted(t, from, to):
		return 0, false
	case colon && speaks(t[to:]):
		return diag.Warning, true // 字号：大、中、小可选; 信息来源：县卫健局的有612条。
	case begins && ends, toFill(words) && reInBrackets.MatchString(t[max(0, from-utf8.UTFMax):min(len(t), to+utf8.UTFMax)]):
		return diag.Error, true
	case colon, toFill(words) && words != describe:
		return diag.Warning, true
	case before == "" && !strings.ContainsAny(t, "，。；"):
		return diag.Warning, true
	}
	return 0, false
}

// speaks reports whether what follows a colon goes on as prose does, and not as a line of a
// page: 张三 浏览次数.
func speaks(t string) bool {
	i := strings.IndexAny(t, "，、；。")
	return i >= 0 && !strings.ContainsAny(t[:i], " \t　|｜")
}

// describe is what a template says of a cell that wants words.
const describe = "文字描述"

// toFill reports whether words are those of a template.
func toFill(words string) bool { return words == describe || strings.HasSuffix(words, "填写") }

// masked reports whether marks stand within a number, an address or a name: 138****5678,
// a__b@c.cn, 张××.
func masked(t string, from, to int) bool {
	before, after := lastByte(t[:from]), firstByte(t[to:])
	mark, _ := utf8.DecodeRuneInString(t[from:])
	switch mark {
	case '*', '＊':
		if addressByte(before) || addressByte(after) || strings.HasSuffix(t[:from], "·") || strings.HasSuffix(t[:from], "标") { // 标***的必填
			return true
		}
	case '_', '＿':
		return addressByte(before) && addressByte(after)
	case 'X', 'Ｘ':
		return letterOrDigit(before) || letterOrDigit(after)
	case '×':
		if asciiDigit(before) && asciiDigit(after) {
			return true
		}
	case '某':
	default:
		return false
	}
	return reSurname.MatchString(t[max(0, from-utf8.UTFMax):from]) && !reSlot.MatchString(t[to:])
}

func firstByte(t string) byte {
	if t == "" {
		return 0
	}
	return t[0]
}

func lastByte(t string) byte {
	if t == "" {
		return 0
	}
	return t[len(t)-1]
}

func letterOrDigit(c byte) bool {
	return asciiDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func addressByte(c byte) bool { return letterOrDigit(c) || c == '@' || c == '.' || c == '-' }

// quoted reports whether quotation marks stand around what is from one byte to another.
func quoted(t string, from, to int) bool {
	before, after := t[max(0, from-near):from], t[to:min(len(t), to+near)]
	opens, shuts := strings.LastIndexAny(before, "“‘《"), strings.LastIndexAny(before, "”’》")
	return opens > shuts && strings.ContainsAny(after, "”’》")
}

// sentenceAround gives what stands between the ends of sentences around a place.
func sentenceAround(t string, from, to int) string {
	const ends = "。！？；\n"
	begin, end := max(0, from-near), min(len(t), to+near)
	if i := strings.LastIndexAny(t[begin:from], ends); i >= 0 {
		begin += i
	}
	if i := strings.IndexAny(t[to:end], ends); i >= 0 {
		end = to + i
	}
	return t[begin:end]
}
