package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// value reads one value; nil after an error that cannot be passed over.
func (s *scanner) value() *Node {
	if s.stopped {
		return nil
	}
	from := s.at
	n := s.node()
	n.Pos = s.pos(from)
	ok := true
	switch r := s.peek(); {
	case s.roundTriple():
		s.failTriple(from)
		return nil
	case s.has(`"""`), s.has(`'''`):
		if ok = s.quoted(n, s.text[from:from+3], true); ok {
			s.ordinary(from+3, s.at-3, string(r)+`\`)
		}
	case r == '"' || r == '\'':
		if ok = s.quoted(n, string(r), false); ok {
			s.ordinary(from+1, s.at-1, `\`)
		}
	case r == '[', r == '［', strings.ContainsRune(otherOpening, r) && otherBracket.MatchString(s.text[from:s.lineEnd()]):
		before := len(s.edits)
		if ok = s.array(n); ok {
			s.plainArray(n, from+1, s.at-1, before)
		}
	case r == '{', r == '｛', strings.ContainsRune(otherOpening, r) && otherBrace.MatchString(s.text[from:s.lineEnd()]):
		ok = s.inline(n)
	default:
		ok = s.word(n)
	}
	if !ok {
		return nil
	}
	n.from, n.to = from, s.at
	end := s.at
	if i := strings.IndexByte(s.text[from:end], '\n'); i >= 0 {
		end = from + i
	}
	n.Span = utf8.RuneCountInString(s.text[from:end])
	return n
}

var (
	integer  = pattern.New(`^([+-]?(0|[1-9](_?[0-9])*)|0x[0-9A-Fa-f](_?[0-9A-Fa-f])*|0o[0-7](_?[0-7])*|0b[01](_?[01])*)$`)
	float    = pattern.New(`^[+-]?((0|[1-9](_?[0-9])*)(\.[0-9](_?[0-9])*)?([eE][+-]?[0-9](_?[0-9])*)?|inf|nan)$`)
	datetime = pattern.New(`^(\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)?)?|\d\d:\d\d(:\d\d(\.\d+)?)?)$`)
	day      = pattern.New(`^\d{4}-\d\d-\d\d$`)
)

// word reads a number, a boolean or a date; anything else is noted with what
// was probably meant.
func (s *scanner) word(n *Node) bool {
	from := s.at
	if partner[s.peek()] != "" {
		return s.curly(n)
	}
	s.run()
	if day.MatchString(s.text[from:s.at]) && s.has(" ") && s.at+1 < len(s.text) && '0' <= s.text[s.at+1] && s.text[s.at+1] <= '9' {
		s.at++
		s.run()
	}
	n.Text = s.text[from:s.at]
	switch t := n.Text; {
	case t == "":
		return s.noValue()
	case t == "true" || t == "false":
		n.Kind = Bool
	case plain(t), integer.MatchString(t):
		n.Kind = Integer
		s.ordinaryNumber(from, s.at)
	case float.MatchString(t):
		n.Kind = Float
	case datetime.MatchString(t):
		n.Kind = Datetime
	default:
		s.prose()
		what, do := misread(s.text[from:s.at], t)
		s.note(from, s.at, what, do)
	}
	return true
}

// plain reports whether t is an integer as nearly all of them are typed.
func plain(t string) bool { return t == "0" || t[0] != '0' && leadingDigits(t) == len(t) }

// leadingDigits gives how many figures a text begins with.
func leadingDigits(t string) (n int) {
	for n < len(t) && '0' <= t[n] && t[n] <= '9' {
		n++
	}
	return n
}

// prose steps over the rest of a sentence that stands in a line of its own: its
// marks end no value.
func (s *scanner) prose() {
	rest := s.text[s.at:s.lineEnd()]
	if i := strings.IndexByte(rest, '#'); i >= 0 {
		rest = rest[:i]
	}
	if s.depth == 0 && strings.ContainsFunc(rest, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		s.at += len(strings.TrimRight(rest, " \t"))
	}
}

// run steps over what may belong to an unquoted value.
func (s *scanner) run() {
	from := s.at
	s.at += leadingDigits(s.text[s.at:]) // nearly always all of it
	for s.at < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[s.at:])
		if strings.ContainsRune(" \t\n,，、]］}｝#=\"'[{［｛", r) || unicode.IsSpace(r) {
			return
		}
		if s.depth > 0 && strings.ContainsRune(otherClosing, r) && plainFigure.MatchString(s.text[from:s.at]) {
			return
		}
		s.at += n
	}
}

func (s *scanner) noValue() bool {
	from := s.at
	switch r := s.peek(); r {
	case 0, '\n', '#', '}', '｝', ',', '，':
		return s.fail(from, from, diag.T("等号后面没有值。", "there is no value after the =."),
			diag.T(`请补上；没有的，数字写 0，文字写 ""；多行文字以三个引号 """ 开头。`, `put it in; write 0 for no figure, "" for no text; a text of several lines begins with """.`))
	default:
		return s.fail(from, from+utf8.RuneLen(r), diag.T("这里应该是值，却是 %c。", "a value is needed here; this is %c.", r),
			diag.T(`文字要加引号，例如 "无"。`, `text needs quotes, such as "无".`))
	}
}

// misread says what is wrong with t, which is no value; word is how it begins.
func misread(t, word string) (what, do diag.Text) {
	quoted := diag.T(`请加上英文（半角）引号，例如 %[1]q，会照原样印出。`, `put it into quotes, %[1]q; it is printed as typed.`, clip(t))
	if what, do, ok := misreadFigure(t, word); ok {
		return what, do
	}
	digits := strings.ContainsAny(t, "0123456789")
	other := strings.ContainsFunc(t, func(r rune) bool { return !strings.ContainsRune("0123456789+-_.", r) })
	switch {
	case digits && !other:
		return diag.T("这不是数字：%s", "this is no number: %s", clip(t)), quoted
	case t == "True" || t == "False" || t == "TRUE" || t == "FALSE":
		return diag.T("应该小写：%[1]s", "this must be in small letters: %[1]s", strings.ToLower(t)), diag.Text{}
	}
	what = diag.T("文字没有加引号：%s", "text without quotes: %s", clip(t))
	if yes := yesNo[strings.ToLower(t)]; yes != "" {
		return what, diag.T("问是不是的，写 %[1]s；要照原样印出的，才加英文（半角）引号：%[2]q。", "where the answer is yes or no write %[1]s; what is to be printed stands in quotes: %[2]q.", yes, clip(t))
	}
	if strings.HasPrefix(t, "待填") { // which is never printed
		return what, diag.T("请换成实际内容：数字直接写，文字加英文（半角）引号。", "put in what it is: a figure as it is, a text in quotes.")
	}
	return what, quoted
}

// yesNo are words for true and false.
var yesNo = map[string]string{"yes": "true", "是": "true", "on": "true", "no": "false", "否": "false", "off": "false"}

// What clerks type instead of a figure or a day.
var (
	unquotedDay = pattern.New(`^([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?$`)
	letterO     = pattern.New(`^[0-9OoＯｏ〇]*[OoＯｏ][0-9OoＯｏ〇]*$`)
	withUnit    = pattern.New(`^[0-9]+(?:\.[0-9]+)?\p{Han}`)
	percentage  = pattern.New(`^[0-9]+(?:\.[0-9]+)?[%％‰]`)
	sumTyped    = pattern.New(`^[0-9.]+(?:[+＋][0-9.]+)+$`)
	inWords     = pattern.New(`^[零〇一二三四五六七八九十百千万亿两]+$`)
	noZero      = strings.NewReplacer("O", "0", "o", "0", "Ｏ", "0", "ｏ", "0", "〇", "0")
)

// nearlyNumber says that t is nearly a number; what is wrong with it was told by
// Nearly.
func nearlyNumber(t, number string, what diag.Text) (diag.Text, diag.Text) {
	return diag.T("%[1]s：%[2]s", "%[1]s: %[2]s", what, clip(t)),
		diag.T("请写成 %[1]s；是电话、编号一类文字的，才加英文（半角）引号：%[2]q。", "write %[1]s; only if it is a text, such as a telephone number, put it into quotes: %[2]q.", number, clip(t))
}

// misreadFigure says what is wrong where a figure or a day was meant; word is how
// t begins.
func misreadFigure(t, word string) (what, do diag.Text, ok bool) {
	if m := unquotedDay.FindStringSubmatch(word); m != nil {
		return diag.T("日期没有加引号：%s", "a date without quotes: %s", word),
			diag.T(`请写成 "%[1]s年%[2]s月%[3]s日"，连同英文（半角）引号。`, `write "%[1]s年%[2]s月%[3]s日", with the quotes.`, m[1], strings.TrimLeft(m[2], "0"), strings.TrimLeft(m[3], "0")), true
	}
	if number, what := Nearly(t); number != "" {
		what, do := nearlyNumber(t, number, what)
		return what, do, true
	}
	if withUnit.MatchString(t) {
		return diag.T("数字后面跟有文字：%s", "text stands after the number: %s", clip(t)),
			diag.T("只写数字，先换算成表上的单位；确实要照原样印出的，才加英文（半角）引号：%[1]q。", "write the figure alone, in the unit of the table; only if it is to be printed as typed put it into quotes: %[1]q.", clip(t)), true
	}
	if sumTyped.MatchString(t) {
		return diag.T("这是几个数相加，不是一个数：%s", "this is a sum, not a number: %s", clip(t)),
			diag.T("请写加好的数。", "write what it comes to."), true
	}
	if percentage.MatchString(t) {
		return diag.T("百分比没有加引号：%s", "a percentage without quotes: %s", clip(t)),
			diag.T("要照原样印出的，例如自己插的表格，加英文（半角）引号：%[1]q；表式里要填件数、金额的，只写数字。", "where it is printed as typed, as in a table of your own, put it into quotes: %[1]q; a count or an amount of the form is a number alone.", clip(t)), true
	}
	t = word
	if inWords.MatchString(t) {
		return diag.T("数字要用阿拉伯数字写：%s", "numbers are written in figures: %s", clip(t)),
			diag.T("请改成 12 这样的数字；若是要照原样印出的文字，加英文（半角）引号：%[1]q。", "type it like 12; a text that is printed as it is stands in quotes: %[1]q.", clip(t)), true
	}
	return what, do, false
}

// roundTriple are three quotes of which some are Chinese ones.
var roundTriple = pattern.New(`^(?:[“”„＂]["“”„＂]{2}|"[“”„＂]["“”„＂]|""[“”„＂])`)

// maxTriple is how long three quotes may be, in bytes.
const maxTriple = 9

// roundTriple reports whether three quotes stand here of which some are Chinese.
func (s *scanner) roundTriple() bool {
	if s.at < len(s.text) && s.text[s.at] != '"' && s.text[s.at] < utf8.RuneSelf { // as nearly always
		return false
	}
	next := s.text[s.at:min(s.at+maxTriple, len(s.text))]
	return strings.ContainsAny(next, "“”„＂") && roundTriple.MatchString(next)
}

// failTriple tells of three quotes that are not all plain ones.
func (s *scanner) failTriple(from int) bool {
	to := from + len(roundTriple.FindString(s.text[from:]))
	return s.fail(from, to, diag.T("这里的三个引号不全是英文（半角）的。", "these three quotes are not all plain ones."),
		diag.T(`三个引号要用英文的 """，开头和末尾都一样；输入时请关掉中文输入法。`, `type three plain quotes, """, before and after the text.`))
}

// curly notes a text in Chinese quotes and steps over it.
func (s *scanner) curly(n *Node) bool {
	from, r := s.at, s.peek()
	s.note(from, from+utf8.RuneLen(r), diag.T("用了中文引号 %c。", "this is the Chinese quote %c.", r), asciiQuotes)
	s.at += utf8.RuneLen(r)
	n.Text = s.text[s.at:s.lineEnd()]
	for _, close := range []string{partner[r], `"`, "'"} {
		if i := strings.Index(n.Text, close); i >= 0 {
			s.at += i + len(close)
			n.Text = n.Text[:i]
			return true
		}
	}
	s.at += len(n.Text)
	return true
}

// partner is what closes each Chinese quote.
var partner = map[rune]string{'“': "”", '”': "”", '‘': "’", '’': "’", '＂': "＂", '＇': "＇", '「': "」", '『': "』"}

// into steps over an opening bracket, one level down; a full-width one is noted.
func (s *scanner) into(bracket string) bool {
	r := s.peek()
	if s.depth++; s.depth > maxDepth {
		return s.fail(s.at, s.at+utf8.RuneLen(r), diag.T("括号的层次太多。", "too many brackets in each other."), diag.Text{})
	}
	if !s.has(bracket) {
		s.noteBracket(r, bracket)
	}
	s.at += utf8.RuneLen(r)
	return true
}

// Brackets that clerks type for [ ] around figures, and for { } around keys, since a
// text may begin with one of them.
const (
	otherOpening = "(（【〔"
	otherClosing = "］)）】〕"
	otherEnding  = "｝)）】〕" // of { }
)

var (
	otherBracket = pattern.New(`^[(（【〔][ \t]*[+-]?[0-9０-９]+[ \t]*[,，、)）】〕]`)
	otherBrace   = pattern.New(`^[(（【〔][ \t]*[A-Za-z_]+[ \t]*[=＝]`)
	plainFigure  = pattern.New(`^[+-]?[0-9０-９]+$`)
)

// noteBracket tells of another bracket than the plain one.
func (s *scanner) noteBracket(other rune, bracket string) {
	what := diag.T("用了全角括号 %c。", "this is the full-width bracket %c.", other)
	switch {
	case strings.ContainsRune("［］｛｝", other):
	case bracket == "{" || bracket == "}":
		what = diag.T("这里应该用花括号，却是 %c。", "a brace is needed here; this is %c.", other)
	default:
		what = diag.T("这里应该用方括号，却是 %c。", "a square bracket is needed here; this is %c.", other)
	}
	s.note(s.at, s.at+utf8.RuneLen(other), what, diag.T("请改用英文（半角）括号 %s。", "type the plain %s.", bracket))
}

// figuresOfRow is for how many values of an array there is memory at first.
const figuresOfRow = 8

func (s *scanner) array(n *Node) bool {
	n.Kind = Array
	open := s.at
	if !s.into("[") {
		return false
	}
	n.Items = make([]*Node, 0, figuresOfRow)
	for {
		fresh := s.filler()
		if s.shut("]", otherClosing) {
			break
		}
		if s.thousands(n) {
			return false
		}
		if s.has(",") {
			return s.fail(s.at, s.at+1, diag.T("两个逗号之间（或逗号之前）没有值。", "there is no value before this comma."),
				diag.T(`请补上数字；空白写 ""。`, `put a number there, or "" for a blank.`))
		}
		if s.ended(open, "]", fresh) {
			return false
		}
		v := s.value()
		if v == nil {
			return false
		}
		n.Items = append(n.Items, v)
		if !s.between(open, "]", otherClosing) {
			return false
		}
	}
	s.depth--
	return true
}

func (s *scanner) inline(n *Node) bool {
	n.Kind = Table
	open := s.at
	if !s.into("{") {
		return false
	}
	for {
		s.filler()
		if s.shut("}", otherEnding) {
			break
		}
		if s.ended(open, "}", false) || s.thousands(n) || s.keyValue(n) == nil || !s.between(open, "}", otherEnding) {
			return false
		}
	}
	s.depth--
	return true
}

// What stands behind a comma in 1,468 where a key should, and in 2,015 where a
// number should: that begins with 0 and is none. Of [2,468] nothing can be told.
var (
	threeFigures = pattern.New(`^[0-9]{3}(?:\.[0-9]+)?[ \t]*[,}]`)
	zeroFigures  = pattern.New(`^0[0-9]{2}(?:\.[0-9]+)?[ \t]*[,\]]`)
)

// thousands tells of a number with commas in a row or a table in one line.
func (s *scanner) thousands(n *Node) bool {
	behind := threeFigures
	if n.Kind == Array {
		behind = zeroFigures
	}
	if len(n.Items) == 0 || n.Items[len(n.Items)-1].Kind != Integer || s.text[s.at-1] != ',' ||
		leadingDigits(s.text[s.at:]) != 3 || !behind.MatchString(s.text[s.at:s.lineEnd()]) {
		return false
	}
	return !s.failComma(s.at - 1)
}

// shut steps over a closing bracket; one of the others is noted.
func (s *scanner) shut(bracket, others string) bool {
	if s.take(bracket) {
		return true
	}
	r := s.peek()
	if r == 0 || !strings.ContainsRune(others, r) {
		return false
	}
	s.noteBracket(r, bracket)
	s.at += utf8.RuneLen(r)
	return true
}

// ended tells that the file, or the next statement, comes before the closing
// bracket. fresh says that a new line has begun where none may.
func (s *scanner) ended(open int, bracket string, fresh bool) bool {
	if s.at < len(s.text) {
		if !fresh {
			return false
		}
		begin := strings.LastIndexByte(s.text[:s.at], '\n')
		line := s.text[begin+1 : s.lineEnd()]
		if s.has("[") || !statement.MatchString(line) { // [1] on a line of its own is a value
			return false
		}
		s.at = begin // the statement is read next
	}
	s.note(open, open+1, diag.T("括号没有结束，缺 %s。", "this bracket is not closed; %s is missing.", bracket),
		diag.T("请在末尾补上 %s。", "put %s at the end.", bracket))
	return true
}

// between reads the comma after an item, or sees the closing bracket.
func (s *scanner) between(open int, bracket, others string) bool {
	end := s.at
	fresh := s.filler()
	r := s.peek()
	switch {
	case s.take(",") || s.has(bracket) || r != 0 && strings.ContainsRune(others, r):
		return true
	case strings.ContainsRune("，、；;", r) && r != 0:
		s.note(s.at, s.at+utf8.RuneLen(r), diag.T("这里应该是英文（半角）逗号 , 却是 %c。", "a plain comma is needed here; this is %c.", r),
			diag.T("请改用英文（半角）逗号。", "type the plain comma."))
		s.at += utf8.RuneLen(r)
		return true
	case s.ended(open, bracket, fresh):
		return false
	}
	if strings.ContainsRune(")}]）=", r) {
		return s.fail(s.at, s.at+utf8.RuneLen(r), diag.T("这里应该是逗号或 %[1]s，却是 %[2]c。", "a comma or %[1]s is needed here; this is %[2]c.", bracket, r),
			diag.T("请检查括号是否成对。", "see that every bracket has its partner."))
	}
	if bracket == "}" && s.parted(end) {
		return s.between(open, bracket, others)
	}
	s.note(end, end+1, diag.T("这里缺一个逗号。", "a comma is missing here."),
		diag.T("每两项之间写一个英文（半角）逗号。", "put a comma between two items."))
	return true
}

// keyAhead is a key with its =.
var keyAhead = pattern.New(`^[0-9A-Za-z_-]+[ \t]*[=＝:：]`)

// parted tells of more figures behind a number of a table in one line, 29 497, and
// steps over them.
func (s *scanner) parted(end int) bool {
	last, next := s.text[end-1], s.text[s.at]
	if last < '0' || last > '9' || next < '0' || next > '9' || keyAhead.MatchString(s.text[s.at:s.lineEnd()]) {
		return false
	}
	s.run()
	s.note(end, s.at, diag.T("数字中间有空格。", "there is a blank in the number."), diag.T("请去掉空格。", "take it away."))
	return true
}
