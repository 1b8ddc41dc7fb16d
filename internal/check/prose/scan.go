package prose

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// A Token is a word, a number or a mark of a sentence, or what stands between.
type Token struct {
	Term    *Term     // of a word
	Number  *Quantity // of a Figure
	At, End int       // bytes of the sentence's text
	Value   int32     // of a Year; of a Date month and day: 1231
	Mark    rune      // of a Mark
	Read    int32     // of a Figure: which of what Read gives
	Class   Class
}

// Is reports whether the token is a word of a class.
func (t *Token) Is(c Class) bool { return t.Class == c || t.Term.Is(c) }

// Scan finds the tokens of all sentences, and what the heading above speaks of.
func (p *Passage) Scan(l *Lexicon, own *Self) {
	p.scope = l.Scope
	last := len(p.Sentences) - 1
	for last >= 0 && !counts(p.Sentences[last].Text) {
		last--
	}
	if last >= 0 { // nothing is read behind the last number but what is said of it in the next sentence
		last = min(last+1, len(p.Sentences)-1)
	}
	buffer := buffers.Get().(*[]Token)
	all := (*buffer)[:0]
	for i := range last + 1 {
		all = p.Sentences[i].scan(l, own, all)
	}
	all, *buffer = slices.Clone(all), all // of the length that it needs
	clear(*buffer)
	buffers.Put(buffer)
	for i := range last + 1 {
		s := &p.Sentences[i]
		n := len(s.Tokens)
		s.Tokens, all = all[:n:n], all[n:]
	}
	heading, lead, _ := strings.Cut(p.Topic, "\n")
	if p.About = l.about(Fold(lead).Text); p.About == 0 && p.Part == "chapter" {
		p.About = l.about(Fold(heading).Text)
	}
}

// counts reports whether a text may have a number that is read: an Arabic
// figure, or one written out before a counter.
func counts(t string) bool {
	for i, r := range t {
		switch {
		case r < utf8.RuneSelf:
			if asciiDigit(byte(r)) {
				return true
			}
		case chineseFigure(r):
			if q, ok := quantityAt(t, i); ok && q.Kind != Bare {
				return true
			}
		case r == '百' && strings.HasPrefix(t[i:], percentWord):
			return true
		}
	}
	return false
}

// about gives what a heading speaks of.
func (l *Lexicon) about(heading string) Class {
	for i, r := range heading {
		switch t := l.at(heading[i:], r); {
		case t.Is(Application):
			return Application
		case t.Is(Review), t.Is(Suit):
			return Review
		}
	}
	return 0
}

// buffers are for the tokens of a paragraph until it is known how many there are.
var buffers = sync.Pool{New: func() any { return new([]Token) }}

// scan finds the tokens of a sentence, and puts them behind those of the sentences
// before it.
func (s *Sentence) scan(l *Lexicon, own *Self, all []Token) []Token {
	t, from := s.Text, len(all)
	for i := 0; i < len(t); {
		tok := l.next(t, i, own)
		if n := len(all); tok.Class == Plain && n > from && all[n-1].Class == Plain {
			all[n-1].End = tok.End
		} else {
			all = append(all, tok)
		}
		i = tok.End
	}
	s.Tokens = all[from:len(all):len(all)]
	return all
}

// next reads the token that begins at byte i.
func (l *Lexicon) next(t string, i int, own *Self) Token {
	if c := t[i]; c < utf8.RuneSelf && !asciiDigit(c) {
		if latin(c) {
			return Token{At: i, End: latinRun(t, i)}
		}
		return Token{At: i, End: i + 1}
	}
	r, n := utf8.DecodeRuneInString(t[i:])
	switch r {
	case '，', '；', '：', '、', '（', '）', '“', '”', '。', '？', '！':
		return Token{At: i, End: i + n, Class: Mark, Mark: r}
	case '《', '》':
		return Token{At: i, End: i + n, Class: Title}
	}
	if end := own.at(t, i, r); end > i {
		return Token{At: i, End: end, Class: Own}
	}
	if asciiDigit(t[i]) || chineseFigure(r) {
		if tok, ok := number(t, i); ok {
			return tok
		}
	}
	term := l.at(t[i:], r)
	switch {
	case term == nil:
		return Token{At: i, End: i + n}
	case term.Is(Left) && !figureAt(t[i+len(term.Word):]):
		return Token{At: i, End: i + n}
	case term.Is(Called) && own.called(term.Word):
		return Token{At: i, End: i + len(term.Word), Class: Own}
	}
	return Token{At: i, End: i + len(term.Word), Class: Known, Term: term}
}

// figureAt reports whether a text begins with a figure.
func figureAt(t string) bool {
	r, _ := utf8.DecodeRuneInString(t)
	return '0' <= r && r <= '9' || chineseFigure(r)
}

// number reads a number, a year or a date.
func number(t string, i int) (Token, bool) {
	q, ok := quantityAt(t, i)
	n := DigitRun(t[i:])
	rest := t[i+n:]
	switch {
	case n == 4 && strings.HasPrefix(rest, "年"):
		end := i + n + len("年")
		if strings.HasPrefix(t[end:], "度") {
			end += len("度")
		}
		return Token{At: i, End: end, Class: Year, Value: int32(atoi(t[i : i+n]))}, true
	case n > 0 && n <= 2 && strings.HasPrefix(rest, "月"):
		end := i + n + len("月")
		if d := DigitRun(t[end:]); d > 0 && strings.HasPrefix(t[end+d:], "日") {
			return Token{At: i, End: end + d + len("日"), Class: Date, Value: int32(atoi(t[i:i+n])*100 + atoi(t[end:end+d]))}, true
		}
		return Token{At: i, End: end, Class: Month, Value: int32(atoi(t[i : i+n]))}, true
	case n == 0 && monthWord(t[i:]) > 0:
		return Token{At: i, End: i + monthWord(t[i:]), Class: Month}, true
	case !ok:
		return Token{}, false
	}
	kept := q // only what is kept takes memory
	return Token{At: i, End: q.End, Class: Figure, Number: &kept}, true
}

// monthWord gives how many bytes 三月, 十二月 takes.
func monthWord(t string) int {
	for i, r := range t {
		if r == '月' && i > 0 {
			return i + len("月")
		}
		if !strings.ContainsRune("一二三四五六七八九十", r) {
			break
		}
	}
	return 0
}

// atoi reads up to four figures.
func atoi(t string) (n int) {
	for i := range len(t) {
		n = n*10 + int(t[i]-'0')
	}
	return n
}
