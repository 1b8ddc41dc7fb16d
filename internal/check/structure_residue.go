package check

import (
	"strings"
	"unicode/utf8"

	"nianbao/internal/check/prose"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

var (
	reResidue = pattern.New(`<!--|-->|<!\[[^\]]*\]?(?:--)?>?|\[if |&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo|mdash|#\d+);|</?(?:p|br|span|div|table|tr|td|strong|font|a|img|o:p)\b[^>]{0,80}>|` +
		`mso-[a-z]+|附件下载|关闭窗口|打印本页|关闭本页|【打印】|【关闭】|字体大小[:： ]|字号[:：]|点击下载|扫一扫在手机|分享到|责任编辑[:：]|信息来源[:：]|浏览次数[:：]|` +
		`错误[!！]未找到引用源|文字描述|×{2,}|[ＸX]{2,}|[*＊]{3,}|某某|[_＿]{2,}|〔\s*〕|待填写|此处填写|（略）`)
	// reMarker is a piece of {table.x}, or a paragraph in braces that places nothing; a
	// whole {table.x} is no text.
	reMarker = pattern.New(`^\s*\{[^{}]*\}\s*$|\{\s*(?:[A-Za-z][\w.]*|$)|[A-Za-z][\w.]*\s*\}`)
	// reHashMark is a # that prose begins with: the key of a telephone, a topic of a microblog.
	reHashMark = pattern.New(`^\s*#\s*号?键(?:[^盘]|$)|^\s*#[^#\s]{2,40}#`)
	// reWholeLine are words that are residue only as a paragraph of their own.
	reWholeLine = pattern.New(`^[\s【\[]*(?:打印|关闭|返回顶部|(?:上一篇|下一篇)(?:[:：\s].*)?|分享|收藏|首页|正文|【.{0,4}大 中 小.{0,4}】|字体：.*)[\s】\]]*$`)
)

// residue finds what a web page or a template left behind.
func residue(c *Context) {
	do := diag.T("请删去，或换成实际内容。", "delete it, or put in what belongs there.")
	c.texts(func(v report.Value, x *prose.Indexed) {
		if wholeLineWords.In(x) && reWholeLine.MatchString(v.Text) {
			c.FindAt(v, 0, len(v.Text), diag.T("网页上的文字混入正文：“%s”", "words of a web page in the text: “%s”", v.Text), do)
			return
		}
		if strings.HasPrefix(strings.TrimSpace(v.Text), "#") && !reHashMark.MatchString(v.Text) {
			c.FindAt(v, 0, len(v.Text), diag.T("文字里的 # 不是说明，会照样印出", "within a text # begins no remark: it is printed"), diag.T("不要的整行删去，要印的删去 #。", "delete the line, or the #."))
			return
		}
		if m := marker(x); m != nil {
			f := c.FindAt(v, m[0], m[1], diag.T("没有写完的 {…}，会照样印出：“%s”", "an unfinished {…} is printed: “%s”", v.Text), diag.T("要放表格或图片的，补成 {table.名称}、{image.名称}；不要的，删去。", "make it {table.NAME} or {image.NAME}, or delete it."))
			if quoted(v.Text, m[0], m[1]) {
				f.Severity = diag.Warning // 代码中的“{{title}}”
			}
			return
		}
		if residueWords.In(x) {
			c.leftovers(v, do)
		}
	})
	torn(c)
	lost(c)
}

// leftovers tells of what reResidue finds in a text, and of the first box.
func (c *Context) leftovers(v report.Value, do diag.Text) {
	end, told, passed := -1, 0, 0
	for _, m := range reResidue.FindAllStringIndex(v.Text, -1) {
		words := v.Text[m[0]:m[1]]
		if end >= 0 && m[0]-end <= oneCause && strings.ContainsAny(words, "<>[&-") {
			end = m[1]
			continue // <!--[if …]> and what belongs to it
		}
		severity, is := judgeLeftover(v.Text, m[0], m[1])
		if !is {
			if passed++; passed == mostPassed {
				break
			}
			continue
		}
		c.FindAt(v, m[0], m[1], diag.T("网页、模板或 Word 的残留：“%s”", "left over from a web page, a template or Word: “%s”", words), do).Severity = severity
		end = m[1]
		if told++; told == mostResidue {
			break
		}
	}
	const box = "□"
	for i, looked := 0, 0; looked < mostPassed; looked++ {
		next := strings.Index(v.Text[i:], box)
		if next < 0 {
			break
		}
		i += next
		if severity, is := judgeLeftover(v.Text, i, i+len(box)); is {
			c.FindAt(v, i, i+len(box), diag.T("残留的方框：“□”", "a box was left: “□”"), do).Severity = severity
			break
		}
		i += len(box)
	}
}

// braces are what reMarker cannot do without.
var braces = prose.AnyOf("{", "}")

// marker finds a piece of {table.x}.
func marker(x *prose.Indexed) []int {
	if !braces.In(x) {
		return nil
	}
	return reMarker.FindStringIndex(x.Text)
}

// oneCause is how many bytes may stand between two leftovers of markup that have
// one cause; mostResidue is how many leftovers are told of one text, mostPassed
// how many are judged that the prose speaks of.
const (
	oneCause    = 60
	mostResidue = 20
	mostPassed  = 500
)

// residueWords are what the words of reResidue and the box begin with, or have.
var residueWords = prose.AnyOf("<", ">", "&", "[", "×", "X", "Ｘ", "*", "＊", "_", "＿", "〔", "□",
	"附件下载", "关闭窗口", "打印本页", "关闭本页", "【打印】", "【关闭】", "字体大小", "字号", "点击下载", "扫一扫", "分享到",
	"责任编辑", "信息来源", "浏览次数", "错误", "文字描述", "某某", "待填写", "此处填写", "（略）", "mso-", "-->")

// wholeLineWords are what reWholeLine cannot do without.
var wholeLineWords = prose.AnyOf("打印", "关闭", "返回顶部", "上一篇", "下一篇", "分享", "收藏", "首页", "正文", "大 中 小", "字体：")

var (
	reMissing = pattern.New(`(?:公开条[、，。；,;）)]|(?:信息|资质|事项)(?:共|共计|总计|合计)?(?:条|件|份|项|次)[、，。；,;）)]|` +
		`(?:共|共计|合计|总计|总数为|总量为|数量为)(?:条|件|份|项|次|篇|宗|期)[、，。；,;）)]|` +
		`(?:收到|受理|接收|办结|答复)(?:政府信息公开|信息公开|依申请公开)(?:的)?申请(?:条|份|宗)[、，。；,;）)]|` +
		`占比?(?:总数的|总量的)?[%％])$`)
	reMissingNot = pattern.New(`(?:多少|几|若干|数|每|逐|各|哪)$`)
)

// beforeUnit end the words that reMissing has before a unit.
var beforeUnit = []string{"公开", "信息", "资质", "事项", "共", "计", "为", "申请"}

// counterOrShare reports whether a word is a counter, or may stand before %.
func counterOrShare(word string) bool {
	switch word {
	case "条", "件", "份", "项", "次", "篇", "宗", "期", "比", "占", "的":
		return true
	}
	return false
}

// endsCount reports whether r is a mark that a count without number ends with.
func endsCount(r rune) bool {
	switch r {
	case '、', '，', '。', '；', ',', ';', '）', ')', '%', '％':
		return true
	}
	return false
}

// missingNumber finds a unit without its number.
func missingNumber(c *Context) {
	c.texts(func(v report.Value, x *prose.Indexed) {
		for i, r := range prose.Others(v.Text) {
			unit := i - len("条")
			if !endsCount(r) || unit < 0 || !counterOrShare(v.Text[unit:i]) {
				continue
			}
			if r != '%' && r != '％' && !anySuffix(v.Text[:unit], beforeUnit) {
				continue
			}
			const longest = 60 // bytes of the longest words
			to := i + utf8.RuneLen(r)
			m := reMissing.FindStringIndex(v.Text[max(0, i-longest):to])
			if m == nil {
				continue
			}
			from := max(0, i-longest) + m[0]
			if reMissingNot.MatchString(v.Text[:from]) {
				continue
			}
			if r != '%' && r != '％' {
				to = i
			}
			c.FindAt(v, from, to, diag.T("好像缺少数字：“%s”", "a number seems to be missing: “%s”", v.Text[from:to]),
				diag.T("请补上数字。", "put in the number."))
		}
	})
}

var reASCIIMark = pattern.New(`\p{Han}(?:[,;:()<>?!]| *[<>] *)\p{Han}`)

// halfMarks are what reASCIIMark cannot do without.
var halfMarks = prose.AnyOf(",", ";", ":", "(", ")", "<", ">", "?", "!")

// asciiMarks finds half-width marks between Chinese characters and tells of the
// first.
func asciiMarks(c *Context) {
	var first report.Value
	at, n := 0, 0
	c.texts(func(v report.Value, x *prose.Indexed) {
		if !halfMarks.In(x) {
			return
		}
		ms := reASCIIMark.FindAllStringIndex(v.Text, -1)
		if n == 0 && len(ms) > 0 {
			first, at = v, ms[0][0]
		}
		n += len(ms)
	})
	if n == 0 {
		return
	}
	_, w := utf8.DecodeRuneInString(first.Text[at:])
	c.FindAt(first, at+w, at+w+1, diag.T("中文之间用了半角标点，共 %d 处，这是第一处：“%s”", "half-width marks between Chinese characters, %d of them; the first: “%s”", n, first.Text[at:at+w+1]),
		diag.T("请改用全角标点。", "type full-width marks."))
}
