package source

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// quoted reads a string that begins with the quotes q, and keeps where each
// part of its text stands.
func (s *scanner) quoted(n *Node, q string, multi bool) bool {
	open := s.at
	s.at += len(q)
	if multi {
		s.take("\n") // the first line end is no part of the text
	}
	var b strings.Builder // the text up to the last escape
	from := s.at          // the rest, as it stands in the file
	mark := func() {
		p := s.pos(s.at)
		n.marks = append(n.marks, mark{b.Len() + s.at - from, p.Line, p.Col})
	}
	mark()
	for {
		i := s.special(q[0])
		if i < 0 {
			s.at = len(s.text)
			return s.unclosed(open, q, multi)
		}
		s.at += i
		switch c := s.text[s.at]; {
		case c == '\n' && !multi:
			return s.unclosed(open, q, multi)
		case c == '\n':
			s.at++
			mark()
		case c == '\\':
			mark()
			b.WriteString(s.text[from:s.at])
			s.escape(&b, multi)
			from = s.at
			mark()
		case !multi:
			n.Text = joined(&b, s.text[from:s.at])
			s.at++
			return true
		case s.closes(c):
			n.Text = joined(&b, s.text[from:s.at-len(q)])
			s.lookForStatements(open, n)
			return true
		}
	}
}

// joined gives the text in b with the rest behind it.
func joined(b *strings.Builder, rest string) string {
	if b.Len() == 0 {
		return rest
	}
	b.WriteString(rest)
	return b.String()
}

// special gives how far away the next character is that means something in a text in
// quotes; -1: there is none.
func (s *scanner) special(quote byte) int {
	line := s.text[s.at:]
	at := strings.IndexByte(line, '\n')
	if at >= 0 {
		line = line[:at]
	}
	if i := strings.IndexByte(line, quote); i >= 0 {
		line, at = line[:i], i
	}
	if i := strings.IndexByte(line, '\\'); i >= 0 && quote == '"' {
		at = i
	}
	return at
}

// closes steps over the quotes c that stand here in a text of several lines, up to
// two of which belong to it, and reports whether three of them close it.
func (s *scanner) closes(c byte) bool {
	run := 1
	for run < 5 && s.at+run < len(s.text) && s.text[s.at+run] == c {
		run++
	}
	s.at += run
	return run >= 3
}

// roundEnd are three quotes on a line of their own of which some are Chinese.
var roundEnd = pattern.New(`\n[ \t]*(?:[“”„＂]["“”„＂]{2}|"[“”„＂]["“”„＂]|""[“”„＂])`)

func (s *scanner) unclosed(open int, q string, multi bool) bool {
	if multi {
		if at := roundEnd.FindStringIndex(s.text[open:]); at != nil && q[0] == '"' {
			return s.failTriple(open + at[1] - len(strings.TrimLeft(s.text[open+at[0]:open+at[1]], " \t\n")))
		}
		return s.fail(open, open+3, diag.T("从这里开始的文字没有结束，缺三个引号 %s。", "the text that begins here is not closed; %s is missing.", q),
			diag.T("请在这段文字末尾另起一行写 %s。", "put %s on a line of its own at the end of the text.", q))
	}
	line := strings.TrimRight(s.text[open:s.at], " \t")
	if r, w := utf8.DecodeLastRuneInString(line); strings.ContainsRune("“”‘’＂＇", r) {
		return s.fail(open+len(line)-w, open+len(line), diag.T("结尾的引号是中文引号。", "the closing quote is a Chinese one."), asciiQuotes)
	}
	return s.fail(open, s.at, diag.T("引号没有结束，缺 %s。", "the quote is not closed; %s is missing.", q),
		diag.T(`请在这一行末尾补上 %[1]s；文字有几行时，前后各用三个引号 """。`, `put %[1]s at the end of the line; a text of several lines stands between """ and """.`, q))
}

// escape reads what stands after a backslash.
func (s *scanner) escape(b *strings.Builder, multi bool) {
	from := s.at
	s.at++
	if multi {
		// A backslash at the end of a line joins it with the next text.
		rest := strings.TrimLeft(s.text[s.at:], " \t")
		if strings.HasPrefix(rest, "\n") {
			rest = strings.TrimLeft(rest, " \t\n")
			s.at = len(s.text) - len(rest)
			return
		}
	}
	r := s.peek()
	digits := map[rune]int{'x': 2, 'u': 4, 'U': 8}[r]
	if i := strings.IndexRune(`btnfre"\`, r); i >= 0 && r != 0 {
		s.at++
		b.WriteByte("\b\t\n\f\r\x1b\"\\"[i])
		return
	}
	if digits > 0 {
		end := s.at + 1
		for end < len(s.text) && end <= s.at+digits && strings.IndexByte("0123456789abcdefABCDEF", s.text[end]) >= 0 {
			end++
		}
		if v, err := strconv.ParseUint(s.text[s.at+1:end], 16, 32); err == nil && end == s.at+1+digits && v <= utf8.MaxRune && utf8.ValidRune(rune(v)) {
			s.at = end
			b.WriteRune(rune(v))
			return
		}
		if end == s.at+1+digits {
			s.note(from, end, diag.T("%s 不是文字的代码。", "%s is the code of no character.", s.text[from:end]),
				diag.T("请直接输入这个字。", "type the character itself."))
			s.at = end
			return
		}
	}
	end := s.at
	if r != 0 && r != '\n' {
		end += utf8.RuneLen(r)
	}
	s.note(from, end, diag.T(`引号内的 \ 有特殊含义，%s 不能这样写。`, `\ has a meaning of its own in quotes; %s cannot stand here.`, s.text[from:end]),
		diag.T(`请写两个 \\（例如 "C:\\年报"），或改用 /。`, `write \\ (as in "C:\\reports"), or use /.`))
}

// mayBeStatement reports whether a line has what every statement has.
func mayBeStatement(line string) bool {
	return strings.IndexByte(line, '=') >= 0 || strings.IndexByte(line, '[') >= 0 || strings.Contains(line, "＝")
}

// lookForStatements sees whether the text n holds a line that looks like one of
// the file's own.
func (s *scanner) lookForStatements(open int, n *Node) {
	for off := 0; off < len(n.Text); {
		line := n.Text[off:]
		if i := strings.IndexByte(line, '\n'); i >= 0 {
			line = line[:i]
		}
		if at := n.At(off).Line; at > n.Pos.Line && mayBeStatement(line) && statement.MatchString(line) {
			s.swallows = &swallow{open, at}
			return
		}
		off += len(line) + 1
	}
}
