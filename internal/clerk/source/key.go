package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/internal/diag"
)

// few is how many parts nearly every key has at most.
const few = 2

// part is one part of a dotted key.
type part struct {
	name string
	pos  diag.Pos
	span int
	off  int // from off to end in the file
	end  int
}

// key reads a key, dotted or not, into the memory of ps.
func (s *scanner) key(ps []part) ([]part, bool) {
	for {
		s.blanks()
		p, ok := s.part()
		if !ok {
			return nil, false
		}
		if ps = append(ps, p); len(ps) > maxDepth {
			return nil, s.fail(p.off, s.at, diag.T("键的层次太多。", "the key has too many parts."), diag.Text{})
		}
		s.blanks()
		if !s.take(".") {
			return ps, true
		}
	}
}

func (s *scanner) part() (part, bool) {
	from := s.at
	p := part{off: from, pos: s.pos(from)}
	switch r := s.peek(); {
	case r == '"' || r == '\'':
		n := &Node{}
		if !s.quoted(n, string(r), false) {
			return p, false
		}
		p.name = n.Text
	case isBare(r):
		for isBare(s.peek()) {
			s.at++
		}
		if isName(s.peek()) {
			return s.foreign(p)
		}
		p.name = s.text[from:s.at]
	case isName(r):
		return s.foreign(p)
	case strings.ContainsRune("“”‘’＂＇「」『』", r):
		return p, s.fail(from, from+utf8.RuneLen(r), diag.T("键用了中文引号 %c。", "the key has the Chinese quote %c.", r), asciiQuotes)
	case r == '＃':
		return p, s.fail(from, from+utf8.RuneLen(r), diag.T("说明前面的 ＃ 是全角的。", "the ＃ before a remark is full-width."),
			diag.T("请改用英文（半角）的 #。", "type the plain #."))
	default:
		end := s.lineEnd()
		if r != 0 && r != '\n' {
			end = from + utf8.RuneLen(r)
		}
		return p, s.fail(from, end, diag.T("这里应该是键（名称）。", "a key (a name) is missing here."),
			diag.T("每项写成：键 = 值，例如 year = 2020。", "write every item as key = value, such as year = 2020."))
	}
	p.end = s.at
	p.span = utf8.RuneCountInString(s.text[from:s.at])
	return p, true
}

var asciiQuotes = diag.T(`请改用英文（半角）引号 "。`, `type the plain quote ".`)

// foreign notes a key that has to stand in quotes.
func (s *scanner) foreign(p part) (part, bool) {
	if line := s.text[p.off:s.lineEnd()]; !strings.ContainsAny(line, "=＝]］】") {
		return p, s.fail(p.off, p.off+len(line), diag.T("这一行不在引号里，也不是“键 = 值”。", "this line stands in no quotes and is no key = value."),
			diag.T(`多行文字的前后各要有三个引号 """；说明文字请以 # 开头。`, `a text of several lines stands between """ and """; a remark begins with #.`))
	}
	for isName(s.peek()) || isBare(s.peek()) {
		_, n := utf8.DecodeRuneInString(s.text[s.at:])
		s.at += n
	}
	p.name = s.text[p.off:s.at]
	p.end = s.at
	p.span = utf8.RuneCountInString(p.name)
	if begin := strings.LastIndexByte(s.text[:p.off], '\n') + 1; strings.ContainsAny(s.text[begin:p.off], "[［【") { // [image.图二]
		s.noteName(p, diag.T("中文名称没有加引号：%s", "a name in Chinese has no quotes: %s", clip(p.name)),
			diag.T(`若是自己起的名字，请加上英文（半角）引号：%[1]q；若是模板里的名称，请改回英文。`, `a name of your own stands in quotes: %[1]q; one of the template's is English.`, p.name))
		return p, true
	}
	s.noteName(p, diag.T("等号左边是中文：%s", "the key is Chinese: %s", clip(p.name)),
		diag.T("等号左边要用模板里的英文名称，例如 licence（行政许可）；忘了的，用 nianbao new 另写一份来对照。", "keys are the template's, in English, such as licence (行政许可); nianbao new writes a file to compare with."))
	return p, true
}

// noteName notes a name that is no TOML without quotes. What it should be is
// known to those who know the keys, so the file is read on.
func (s *scanner) noteName(p part, what, do diag.Text) {
	if s.note(p.off, p.end, what, do) {
		s.unquoted++
		s.edits = append(s.edits, rewriting{p.off, p.end, `"` + p.name + `"`, false})
	}
}

// Typed writes a name as it has to be typed between the brackets of a section: in
// quotes where it needs them.
func Typed(name string) string {
	if name != "" && !strings.ContainsFunc(name, func(r rune) bool { return !isBare(r) }) {
		return name
	}
	return `"` + name + `"`
}

func isBare(r rune) bool {
	return r == '_' || r == '-' || r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// isName says whether r is a character that a clerk would take for part of a
// name, but TOML does not.
func isName(r rune) bool {
	return r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsNumber(r) || strings.ContainsRune("（）《》〈〉、·—－＿．", r))
}

// header reads [table] or [[table]].
func (s *scanner) header() bool {
	from := s.at
	open, shut := "[", "]"
	if s.has("[[") {
		open, shut = "[[", "]]"
	}
	if !s.take(open) {
		n := utf8.RuneLen(s.peek())
		s.note(from, from+n, diag.T("用了中文方括号 %c。", "this is the Chinese bracket %c.", s.peek()),
			diag.T("请改用英文（半角）方括号 [ ]。", "type the plain brackets [ ]."))
		s.at += n
	}
	var room [few]part
	ps, ok := s.key(room[:0])
	if !ok {
		return false
	}
	switch r := s.peek(); {
	case s.take(shut):
	case r == '］' || r == '】':
		s.note(s.at, s.at+utf8.RuneLen(r), diag.T("用了中文方括号 %c。", "this is the Chinese bracket %c.", r),
			diag.T("请改用英文（半角）方括号 [ ]。", "type the plain brackets [ ]."))
		s.at += utf8.RuneLen(r)
	default:
		return s.fail(from, s.at, diag.T("方括号没有结束，缺 %s。", "the bracket is not closed; %s is missing.", shut),
			diag.T("请写成 [%[1]s] 的样子。", "write it like [%[1]s].", clip(ps[0].name)))
	}
	return s.open(ps, from, open == "[[")
}

// keyValue reads key = value into table t.
func (s *scanner) keyValue(t *Node) *Node {
	from := s.at
	var room [few]part
	ps, ok := s.key(room[:0])
	if !ok || !s.equals(from) {
		return nil
	}
	s.blanks()
	v := s.value()
	if v != nil {
		s.put(t, ps, v)
	}
	return v
}

func (s *scanner) equals(from int) bool {
	if s.take("=") {
		return true
	}
	r := s.peek()
	switch r {
	case '＝', ':', '：':
		s.note(s.at, s.at+utf8.RuneLen(r), diag.T("键的后面应该是英文（半角）等号 =，这里是 %c。", "after the key an = is needed; this is %c.", r),
			diag.T("请改用英文（半角）等号 =。", "type the plain =."))
		s.at += utf8.RuneLen(r)
		return true
	case 0, '\n', '#':
		return s.fail(from, s.at, diag.T("键的后面没有等号和值。", "the key has neither = nor value."),
			diag.T(`每项写成：键 = 值。若这是多行文字中的一行，文字前后各要有三个引号 """。`, `write key = value. If this is a line of a text, the text needs """ before and after it.`))
	}
	if strings.ContainsRune("]］】", r) && s.depth == 0 { // review]
		name := strings.TrimSpace(s.text[from:s.at])
		return s.fail(from, s.at+utf8.RuneLen(r), diag.T("这里只有后一个方括号。", "the opening bracket is missing here."),
			diag.T("请写成 [%[1]s]。", "write [%[1]s].", clip(name)))
	}
	return s.fail(s.at, s.at+utf8.RuneLen(r), diag.T("键的后面应该是等号 =，这里是 %c。", "after the key an = is needed; this is %c.", r),
		diag.T(`每项写成：键 = 值。键中有空格或标点时要加引号 "。`, `write key = value. A key with blanks or other signs needs quotes.`))
}
