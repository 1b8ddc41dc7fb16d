package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/internal/character"
	"nianbao/internal/clerk/report"
)

// A passage is a paragraph as the rules of prose read it.
type passage struct {
	value     report.Value
	part      string // key; "" what stands before the first part
	topic     string // the headings above it
	folded    folded
	sentences []sentence
}

// A sentence is folded (blanks dropped, full-width figures and half-width marks
// made alike), what stands in 《》 is dropped, and every number with a unit is
// one mark, so that the patterns below have words only.
type sentence struct {
	in   *passage
	nth  int // in its passage
	text string
	back []int32 // for every byte of text, and its end: where it stands in the passage
	q    []quantity
}

// The marks: the i-th quantity of a sentence is its mark's first character + i.
const (
	markCount   = 0xE000
	markVague   = 0xE400
	markPercent = 0xE800
	markLoose   = 0xEC00 // a vague percentage
	markMoney   = 0xF000
	marksEnd    = 0xF400
	maxMarks    = 0x400
)

// Classes of marks for patterns.
const (
	reN    = `([\x{E000}-\x{E3FF}])` // an exact count
	reP    = `([\x{E800}-\x{EBFF}])` // an exact percentage
	reMark = `\x{E000}-\x{F3FF}`     // to stand in [ ]
)

// quantity gives the quantity of the mark at byte i of the text.
func (s *sentence) quantity(i int) *quantity {
	r, _ := utf8.DecodeRuneInString(s.text[i:])
	if n := int(r) - markCount; r >= markCount && r < marksEnd && n%maxMarks < len(s.q) {
		return &s.q[n%maxMarks]
	}
	return nil
}

// span gives where bytes from..to of the text stand in the passage.
func (s *sentence) span(from, to int) (int, int) {
	if from >= to {
		return int(s.back[from]), int(s.back[from])
	}
	_, n := utf8.DecodeLastRuneInString(s.text[from:to])
	end := int(s.back[to])
	// What was dropped behind the last character is no part of it.
	if last := int(s.back[to-n]); s.quantity(to-n) == nil {
		_, w := utf8.DecodeRuneInString(s.in.value.Text[last:])
		end = min(end, last+w)
	}
	return int(s.back[from]), end
}

// words gives the words of the report at bytes from..to of the text.
func (s *sentence) words(from, to int) string {
	a, b := s.span(from, to)
	return strings.TrimFunc(s.in.value.Text[a:max(a, b)], unicode.IsSpace)
}

// clause gives the begin of the clause that byte at stands in.
func (s *sentence) clause(at int) int {
	i := strings.LastIndexAny(s.text[:at], "，；：、？（）")
	if i < 0 {
		return 0
	}
	_, n := utf8.DecodeRuneInString(s.text[i:])
	return i + n
}

// folded is a text with the place of each of its bytes.
type folded struct {
	text string
	back []int32
}

// fold makes what is written in several ways alike.
func fold(t string) folded {
	var b strings.Builder
	b.Grow(len(t) + 8)
	back := make([]int32, 0, len(t)+9)
	var last rune
	for i, w := 0, 0; i < len(t); i += w {
		var r rune
		r, w = utf8.DecodeRuneInString(t[i:])
		next := func() rune { n, _ := utf8.DecodeRuneInString(t[i+w:]); return n }
		switch {
		case r == utf8.RuneError || markCount <= r && r < marksEnd:
			r = '〓'
		case character.Of(r) == character.Selector: // a variant of the character before it is read as that
			continue
		case unicode.IsSpace(r):
			if !isFigure(last) || !isFigure(next()) {
				continue
			}
			r = ' '
		case '０' <= r && r <= '９':
			r += '0' - '０'
		case r == ',':
			if !isFigure(last) || !isFigure(next()) {
				r = '，'
			}
		case r == '.' && unicode.Is(unicode.Han, last):
			r = '。'
		case !ideograph(r):
			if f, ok := alike[r]; ok {
				r = f
			}
		}
		last = r
		b.WriteRune(r)
		for range utf8.RuneLen(r) {
			back = append(back, int32(i))
		}
	}
	return folded{b.String(), append(back, int32(len(t)))}
}

// ideograph reports whether r is one of the common characters, which most of a
// text is made of.
func ideograph(r rune) bool { return '一' <= r && r <= '\u9FFF' }

func isFigure(r rune) bool { return '0' <= r && r <= '9' || '０' <= r && r <= '９' }

var alike = map[rune]rune{
	'(': '（', ')': '）', ';': '；', ':': '：', '!': '！', '?': '？', '％': '%', '．': '.',
	'[': '〔', ']': '〕', '［': '〔', '］': '〕', '【': '〔', '】': '〕', '﹝': '〔', '﹞': '〕',
}

// read cuts a paragraph into sentences.
func (p *passage) read() {
	p.folded = fold(p.value.Text)
	f := p.folded
	all := quantities(f.text)
	start := 0
	for start < len(f.text) {
		end := start + strings.IndexAny(f.text[start:], "。！？")
		if end < start {
			end = len(f.text)
		} else {
			_, n := utf8.DecodeRuneInString(f.text[end:])
			end += n
		}
		n := 0
		for n < len(all) && all[n].at < end {
			n++
		}
		p.sentences = append(p.sentences, skeleton(f, start, end, all[:n]))
		all, start = all[n:], end
	}
	for i := range p.sentences {
		p.sentences[i].in, p.sentences[i].nth = p, i
	}
}

// skeleton puts the marks in.
func skeleton(f folded, start, end int, all []quantity) sentence {
	s := sentence{back: make([]int32, 0, end-start+1)}
	var b strings.Builder
	b.Grow(end - start)
	put := func(r rune, at int) {
		b.WriteRune(r)
		for range utf8.RuneLen(r) {
			s.back = append(s.back, f.back[at])
		}
	}
	depth := 0
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(f.text[i:])
		if r == '《' && (depth > 0 || strings.Contains(f.text[i:end], "》")) {
			if depth++; depth == 1 {
				put(r, i)
			}
			i += n
			continue
		}
		if depth > 0 {
			if r == '》' {
				if depth--; depth == 0 {
					put(r, i)
				}
			}
			i += n
			continue
		}
		for len(all) > 0 && all[0].at < i {
			all = all[1:]
		}
		if len(all) == 0 || all[0].at != i || len(s.q) == maxMarks {
			put(r, i)
			i += n
			continue
		}
		q := all[0]
		mark := [...]rune{kindBare: 0, kindCount: markCount, kindPercent: markPercent, kindMoney: markMoney}[q.kind]
		if !q.exact && (q.kind == kindCount || q.kind == kindPercent) {
			mark += maxMarks
		}
		if mark == 0 {
			for ; i < min(q.end, end); i++ { // bytes: figures are ASCII or reWhole characters
				s.back = append(s.back, f.back[i])
				b.WriteByte(f.text[i])
			}
			continue
		}
		put(mark+rune(len(s.q)), i)
		s.q = append(s.q, q)
		i = q.end
	}
	s.text = b.String()
	s.back = append(s.back, f.back[end])
	return s
}

// prose is the text of a report, read once for all rules.
type prose struct {
	passages []passage
}

// text reads the report's prose at its first call.
func (c *Context) text() *prose {
	if c.prose != nil {
		return c.prose
	}
	p := &prose{}
	c.prose = p
	for _, v := range c.Report.Preamble {
		p.passages = append(p.passages, passage{value: v})
	}
	for i := range c.Form.Parts {
		part := &c.Form.Parts[i]
		p.add(part.Key, part.Heading.Text, c.Text(part.Key))
	}
	for _, ch := range c.Report.Chapters {
		p.passages = append(p.passages, passage{value: ch.Heading})
		p.add(chapterPart, ch.Heading.Text, ch.Text)
	}
	for i := range p.passages {
		p.passages[i].read()
	}
	return p
}

// chapterPart stands for the key of free chapters, which have none.
const chapterPart = "chapter"

// add adds the paragraphs of a part, but those that place a table or an image.
func (p *prose) add(part, heading string, text []report.Value) {
	lead := ""
	for _, v := range text {
		if _, _, placed := v.Ref(); placed {
			continue
		}
		if l := leadOf(v.Text); l != "" {
			lead = l
		}
		p.passages = append(p.passages, passage{value: v, part: part, topic: heading + "\n" + lead})
	}
}

// maxLead is how many characters a run-in heading has at most.
const maxLead = 24

// leadOf gives the heading or run-in heading with which a reNumbered paragraph
// begins.
func leadOf(t string) string {
	if !reNumbered.MatchString(t) {
		return ""
	}
	if i := strings.IndexAny(t, "。：:；\u3000 "); i >= 0 {
		t = t[:i]
	}
	n := 0
	for i := range t {
		if n++; n > maxLead {
			return t[:i]
		}
	}
	return t
}
