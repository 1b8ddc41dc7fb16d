package template

import (
	"strings"

	"nianbao/internal/clerk/source"
)

// statement is a header or a key with its value, and the remarks that belong to
// it. What was typed is kept as it was.
type statement struct {
	blank  bool     // a blank line before it
	lead   []string // remarks above it, "" for a blank line
	header bool
	array  bool     // [[…]]
	path   []string // of a key: below its header
	key    string   // as typed; of a header: all of it
	value  string   // as typed
	note   string   // the remark behind it, "# …"
	after  []string // remarks right below it
}

// script is a file: what stands above and below its statements, and these.
type script struct {
	head, tail []string
	statements []*statement
	comments   []string // all, also those inside of values
}

// splitter takes a text apart that is known to be TOML.
type splitter struct {
	text    string
	at      int
	out     *script
	pending []string // lines since the last statement
}

func split(text string) *script {
	s := &splitter{text: text, out: &script{}}
	for s.at < len(s.text) {
		s.blanks()
		switch s.peek() {
		case 0:
		case '\n':
			s.at++
			s.pending = append(s.pending, "")
		case '#':
			s.pending = append(s.pending, s.comment())
			s.lineEnd()
		default:
			s.statement()
		}
	}
	s.finish()
	return s.out
}

func (s *splitter) peek() byte {
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

func (s *splitter) blanks() {
	for s.peek() == ' ' || s.peek() == '\t' {
		s.at++
	}
}

// lineEnd steps over the end of a line.
func (s *splitter) lineEnd() {
	if s.peek() == '\n' {
		s.at++
	}
}

func (s *splitter) comment() string {
	from := s.at
	if i := strings.IndexByte(s.text[from:], '\n'); i >= 0 {
		s.at += i
	} else {
		s.at = len(s.text)
	}
	c := strings.TrimRight(s.text[from:s.at], " \t")
	s.out.comments = append(s.out.comments, c)
	return c
}

func (s *splitter) statement() {
	st := &statement{}
	s.remarks(st)
	from := s.at
	if s.peek() == '[' {
		st.header = true
		st.array = strings.HasPrefix(s.text[from:], "[[")
		s.until(']')
		s.at++
		if st.array {
			s.at++
		}
		st.key = s.text[from:s.at]
		st.path = keyPath(strings.Trim(st.key, "[]"))
	} else {
		s.until('=')
		st.key = strings.TrimRight(s.text[from:s.at], " \t")
		st.path = keyPath(st.key)
		s.at++
		s.blanks()
		from = s.at
		s.value()
		st.value = strings.TrimRight(s.text[from:s.at], " \t")
	}
	s.blanks()
	if s.peek() == '#' {
		st.note = s.comment()
	}
	s.lineEnd()
	s.out.statements = append(s.out.statements, st)
}

// remarks gives the pending lines to the statement that follows. Those right
// below the last statement, with a blank line after them, are that one's; those
// at the beginning of the file stay there, but for the last block.
func (s *splitter) remarks(st *statement) {
	lines := s.own(false)
	st.blank = len(lines) > 0 && lines[0] == ""
	st.lead = squeeze(lines)
	if len(s.out.statements) > 0 {
		return
	}
	last := -1
	for i, l := range lines {
		if l == "" {
			last = i
		}
	}
	s.out.head = trimmed(lines[:last+1])
	st.lead = squeeze(lines[last+1:])
}

// own takes the pending lines and gives those right below the last statement to
// it, if a blank line or the end of the file follows.
func (s *splitter) own(end bool) []string {
	lines := s.pending
	s.pending = nil
	n := 0
	for n < len(lines) && lines[n] != "" {
		n++
	}
	if len(s.out.statements) > 0 && n > 0 && (n < len(lines) || end) {
		s.out.statements[len(s.out.statements)-1].after = lines[:n:n]
		lines = lines[n:]
	}
	return lines
}

func (s *splitter) finish() { s.out.tail = trimmed(s.own(true)) }

// squeeze drops blank lines at the beginning, and all but one of several.
func squeeze(lines []string) (out []string) {
	for _, l := range lines {
		if l != "" || len(out) > 0 && out[len(out)-1] != "" {
			out = append(out, l)
		}
	}
	return out
}

// trimmed is squeeze that drops blank lines at the end too.
func trimmed(lines []string) []string {
	out := squeeze(lines)
	if n := len(out); n > 0 && out[n-1] == "" {
		out = out[:n-1]
	}
	return out
}

// until goes on to the next c outside of quotes.
func (s *splitter) until(c byte) {
	for s.at < len(s.text) && s.text[s.at] != c {
		if b := s.text[s.at]; b == '"' || b == '\'' {
			s.quoted()
		} else {
			s.at++
		}
	}
}

// value steps over a value.
func (s *splitter) value() {
	switch s.peek() {
	case '"', '\'':
		s.quoted()
		return
	case '[', '{':
	default:
		for s.at < len(s.text) && s.text[s.at] != '\n' && s.text[s.at] != '#' {
			s.at++
		}
		return
	}
	for depth := 0; s.at < len(s.text); {
		switch s.text[s.at] {
		case '"', '\'':
			s.quoted()
			continue
		case '#':
			s.comment()
			continue
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		}
		if s.at++; depth == 0 {
			return
		}
	}
}

// quoted steps over a text.
func (s *splitter) quoted() {
	q := s.text[s.at : s.at+1]
	if long := strings.Repeat(q, 3); strings.HasPrefix(s.text[s.at:], long) {
		q = long
	}
	s.at += len(q)
	for s.at < len(s.text) {
		switch {
		case s.text[s.at] == '\\' && q[0] == '"':
			s.at += 2
		case strings.HasPrefix(s.text[s.at:], q):
			s.at += len(q)
			for n := 0; len(q) == 3 && n < 2 && s.peek() == q[0]; n++ { // quotes before the closing ones
				s.at++
			}
			return
		default:
			s.at++
		}
	}
	s.at = len(s.text)
}

// keyPath gives the parts of a key.
func keyPath(key string) (path []string) {
	if !strings.ContainsAny(key, `"'`) {
		for _, p := range strings.Split(key, ".") {
			path = append(path, strings.Trim(p, " \t"))
		}
		return path
	}
	f, err := source.Parse("", []byte(key+" = 0"))
	if err != nil {
		return []string{key}
	}
	for n := f.Root; n.Kind == source.Table && len(n.Items) == 1; n = n.Items[0] {
		path = append(path, n.Items[0].Key)
	}
	return path
}
