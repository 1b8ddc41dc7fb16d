package source

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

const (
	maxErrors = 50 // told of one file
	maxDepth  = 60 // of arrays and tables in each other, and of parts of a key
)

// scanner builds the tree. Where it can tell what was meant, it notes the
// error and goes on; elsewhere it goes on at the next line that begins a
// statement.
type scanner struct {
	name  string
	text  string
	lines []string
	start []int // offset of each line
	at    int   // offset of the next character
	depth int
	root  *Node
	here  *Node // the table that the last header opened
	bad   diag.List

	remarks  [][2]int // where each stands, from its # on
	unquoted int      // names that were noted for want of quotes
	edits    []rewriting
	nodes    []Node // for the next values
	near     place  // the last place asked for
	swallows *swallow
	stopped  bool // nothing more is told
}

type place struct{ off, line, col int }

// swallow is a text of several lines that holds what looks like a statement:
// its closing quotes may be missing.
type swallow struct {
	open int // offset of its opening quotes
	line int // number of the line that looks like a statement
}

func scan(name, text string) *scanner {
	s := &scanner{name: name, text: text, lines: strings.Split(text, "\n")}
	s.start = make([]int, len(s.lines))
	for i, off := 0, 0; i < len(s.lines); i++ {
		s.start[i] = off
		off += len(s.lines[i]) + 1
	}
	if n := len(s.lines); s.lines[n-1] == "" {
		s.lines = s.lines[:n-1]
	}
	s.edits = make([]rewriting, 0, len(s.lines)+nodesAtOnce)
	s.root = &Node{Kind: Table, Pos: diag.Pos{File: name, Line: 1, Col: 1}, made: byHeader}
	s.here = s.root
	for s.at < len(s.text) && !s.stopped {
		if !s.statement() && !s.resume() {
			break
		}
	}
	return s
}

// pos gives the place of the character at offset off.
func (s *scanner) pos(off int) diag.Pos {
	p := s.near
	if off < p.off || p.line == 0 || p.line < len(s.start) && off >= s.start[p.line] {
		p.line = sort.SearchInts(s.start, off+1)
		p.off, p.col = s.start[p.line-1], 1
	}
	p.col += utf8.RuneCountInString(s.text[p.off:off])
	p.off = off
	s.near = p
	return diag.Pos{File: s.name, Line: p.line, Col: p.col}
}

// note tells an error that reaches from offset from to offset to, and reports
// whether it is told: behind a text that seems to have no end nothing is.
func (s *scanner) note(from, to int, what, do diag.Text) bool {
	if s.swallows != nil {
		s.noteSwallow()
	}
	if s.stopped {
		return false
	}
	d := diag.New(s.pos(from), what, do)
	if d.Line <= len(s.lines) {
		d.SourceLine = s.lines[d.Line-1]
	}
	d.Span = max(1, utf8.RuneCountInString(s.text[from:min(max(from, to), s.start[d.Line-1]+len(d.SourceLine))]))
	s.bad = append(s.bad, d)
	s.stopped = s.stopped || len(s.bad) == maxErrors
	return true
}

// fail is a note after which the statement is given up.
func (s *scanner) fail(from, to int, what, do diag.Text) bool {
	s.note(from, to, what, do)
	return false
}

// noteSwallow tells of a missing """ instead of what follows from it.
func (s *scanner) noteSwallow() {
	sw := s.swallows
	s.swallows = nil
	s.note(sw.open, sw.open+3,
		diag.T("从这里开始的文字好像没有结束：第 %d 行写在了它里面。", "the text that begins here seems to have no end: line %d stands inside it.", sw.line),
		diag.T(`请在这段文字末尾另起一行写三个引号 """。`, `put three quotes """ on a line of their own at the end of the text.`))
	s.stopped = true
}

var statement = pattern.New(`^[ \t]*(\[\[?[^\[\]"',]+\]\]?[ \t]*(#.*)?$|("[^"]*"|'[^']*'|[\p{L}\p{N}_.-]+)[ \t]*[=＝])`)

// resume goes on at the next line that looks like a statement, unless quotes
// of several lines stand before it: there one cannot know what is text.
func (s *scanner) resume() bool {
	for {
		i := strings.IndexByte(s.text[s.at:], '\n')
		if i < 0 || strings.Contains(s.text[s.at:s.at+i], `"""`) || strings.Contains(s.text[s.at:s.at+i], `'''`) {
			return false
		}
		s.at += i + 1
		rest := s.text[s.at:]
		if i := strings.IndexByte(rest, '\n'); i >= 0 {
			rest = rest[:i]
		}
		if statement.MatchString(rest) {
			s.depth = 0
			return true
		}
	}
}

// peek gives the next character, 0 at the end.
func (s *scanner) peek() rune {
	if s.at >= len(s.text) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(s.text[s.at:])
	return r
}

func (s *scanner) has(prefix string) bool { return strings.HasPrefix(s.text[s.at:], prefix) }

// take steps over prefix where it stands next.
func (s *scanner) take(prefix string) bool {
	if s.has(prefix) {
		s.at += len(prefix)
		return true
	}
	return false
}

// blanks steps over spaces and tabs. Blanks that TOML does not know are noted.
func (s *scanner) blanks() {
	for {
		r := s.peek()
		switch {
		case r == ' ' || r == '\t':
			s.at++
		case r != '\n' && r != 0 && (unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)):
			n := utf8.RuneLen(r)
			s.note(s.at, s.at+n, diag.T("这里有全角空格或看不见的字符 U+%04X。", "here stands a full-width blank or an invisible character, U+%04X.", r),
				diag.T("请删去它，改用普通（半角）空格。", "delete it, or type an ordinary blank."))
			s.at += n
		default:
			return
		}
	}
}

// filler steps over blanks, line ends and comments inside brackets. fresh says
// that a new line has begun.
func (s *scanner) filler() (fresh bool) {
	for {
		s.blanks()
		switch {
		case s.has("#"):
			s.comment()
		case s.take("\n"):
			fresh = true
		default:
			return fresh
		}
	}
}

func (s *scanner) comment() {
	from := s.at
	defer func() {
		s.remarks = append(s.remarks, [2]int{from, s.at})
		s.ordinary(from+1, s.at, "")
	}()
	if i := strings.IndexByte(s.text[s.at:], '\n'); i >= 0 {
		s.at += i
	} else {
		s.at = len(s.text)
	}
}

// lineEnd is the offset of the end of the current line.
func (s *scanner) lineEnd() int {
	if i := strings.IndexByte(s.text[s.at:], '\n'); i >= 0 {
		return s.at + i
	}
	return len(s.text)
}

// statement reads one line of the file: a header, a key with its value, a
// comment or nothing.
func (s *scanner) statement() bool {
	s.blanks()
	sw := s.swallows
	var last *Node
	switch r := s.peek(); r {
	case '\n', '#', 0:
	case '[', '［', '【':
		if !s.header() {
			return false
		}
	default:
		if last = s.keyValue(s.here); last == nil {
			return false
		}
	}
	s.blanks()
	if s.has("#") {
		s.comment()
	}
	if s.at < len(s.text) && !s.take("\n") {
		return s.failAfter(last)
	}
	if sw != nil && s.swallows == sw && last != nil {
		s.swallows = nil // a sound statement follows
	}
	return true
}

// What may stand behind a number that should be the first of several, and how
// that differs from a number with commas in it.
var (
	figures       = pattern.New(`^[ \t]*([,，、][ \t]*[0-9]+(\.[0-9]+)?[ \t]*)+`)
	thousandsOnly = pattern.New(`^([,，][0-9]{3})+(\.[0-9]+)?[ \t]*(#|$)`)
	commas        = strings.NewReplacer("，", ",", "、", ",")
)

// failComma tells of a comma in a number.
func (s *scanner) failComma(at int) bool {
	return s.fail(at, at+1, diag.T("数字中不能有逗号。", "a number must not have commas."),
		diag.T("请去掉逗号，只写数字。", "leave the comma out."))
}

// failAfter tells of what stands between a value, or a header, and the line's
// end.
func (s *scanner) failAfter(v *Node) bool {
	from, end := s.at, s.lineEnd()
	r := s.peek()
	if v != nil && (v.Kind == Integer || v.Kind == Float) {
		rest, _, _ := strings.Cut(s.text[from:end], "#")
		typed := s.text[v.from:from] + strings.TrimRight(rest, " \t")
		if number, what := Nearly(typed); number != "" {
			what, do := nearlyNumber(typed, number, what)
			return s.fail(from, from+len(strings.TrimRight(rest, " \t")), what, do)
		}
		if strings.ContainsRune("0123456789.０１２３４５６７８９．", r) {
			return s.fail(from, end, diag.T("数字中间有空格，看不出是一个数还是几个数：%s", "there is a blank; this is one number or several: %s", clip(typed)),
				diag.T("一个数的，去掉空格；几个数的，写在方括号里，用英文逗号分开。", "one number: leave the blank out; several: write them in brackets, with commas between."))
		}
	}
	switch {
	case v != nil && (v.Kind == Integer || v.Kind == Float) && figures.MatchString(s.text[from:end]) && !thousandsOnly.MatchString(s.text[from:end]):
		return s.fail(from, end, diag.T("一行有几个数，没有放在方括号里。", "several figures stand here without brackets."),
			diag.T("几个数的，写成 [%[1]s%[2]s]；逗号是小数点的，改成英文的点。", "several figures: write [%[1]s%[2]s]; a comma for a decimal point: type a point.", v.Text, strings.TrimSpace(commas.Replace(figures.FindString(s.text[from:end])))))
	case v != nil && (v.Kind == Integer || v.Kind == Float) && strings.ContainsRune(",，", r):
		return s.failComma(from)
	case v != nil && v.Kind == String:
		return s.fail(from, end, diag.T("引号到前面已经结束，后面又有文字。", "the quotes have ended before this text."),
			diag.T(`文字里面的引号请用中文引号 “ ”，或写成 \"。`, `inside a text type Chinese quotes “ ”, or write \".`))
	}
	return s.fail(from, end, diag.T("这里多出了文字：%s", "this does not belong here: %s", clip(s.text[from:end])),
		diag.T("一行只写一项；说明文字请写在 # 之后。", "write one thing a line; remarks stand after a #."))
}

// clip shortens a text for a message.
func clip(t string) string {
	const most = 20
	n := 0
	for i := range t {
		if n++; n > most {
			return t[:i] + "…"
		}
	}
	return t
}
