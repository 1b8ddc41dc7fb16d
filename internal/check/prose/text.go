package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/internal/clerk/report"
)

// A Passage is a paragraph.
type Passage struct {
	Value     report.Value
	Part      string // key of its part; "" what stands before the first one
	Topic     string // the headings above it, a line each
	About     Class  // what the run-in heading above speaks of: Application, Review or 0
	Folded    Folded
	Before    *Passage // the paragraph before, of the same part
	Sentences []Sentence
	scope     *Scope // set by Scan
}

// A Sentence is folded; of what stands in 《》 only the marks are left.
type Sentence struct {
	In *Passage
	Indexed
	Nth    int     // in its passage
	Tokens []Token // see Scan
	start  int     // of the text in the passage's folded one
	back   []int32 // for every byte of Text, and its end: where it stands in the passage; nil: where it does in the folded one
}

// Cut folds the paragraph and cuts it into sentences.
func (p *Passage) Cut(in *Indexer) {
	p.Folded = Fold(p.Value.Text)
	f := &p.Folded
	p.Sentences = make([]Sentence, 0, strings.Count(f.Text, "。")+1)
	for start := 0; start < len(f.Text); {
		end := sentenceEnd(f.Text, start)
		p.Sentences = append(p.Sentences, f.sentence(start, end, in))
		start = end
	}
	for i := range p.Sentences {
		p.Sentences[i].In, p.Sentences[i].Nth = p, i
	}
}

// longest is how many bytes are read as one sentence: what reading costs grows
// with the square of a sentence's length.
const longest = 4000

// sentenceEnd gives where the sentence that begins at byte start ends.
func sentenceEnd(t string, start int) int {
	rest := t[start:min(len(t), start+longest)]
	i := -1
	for at, r := range Others(rest) {
		if r == '。' || r == '！' || r == '？' {
			i = at
			break
		}
	}
	if i < 0 && start+len(rest) < len(t) {
		if i = strings.LastIndexAny(rest, "；，"); i < 0 {
			i = len(rest)
			for i > 0 && !utf8.RuneStart(t[start+i]) {
				i--
			}
			return start + i
		}
	}
	if i < 0 {
		return len(t)
	}
	_, n := utf8.DecodeRuneInString(rest[i:])
	return start + i + n
}

// sentence takes bytes start..end, without what stands in 《》.
func (f *Folded) sentence(start, end int, in *Indexer) Sentence {
	text := f.Text[start:end]
	open := strings.Index(text, "《")
	if open < 0 || strings.LastIndex(text, "》") < open {
		return Sentence{Indexed: in.Index(text), start: start}
	}
	var b strings.Builder
	b.Grow(len(text))
	back := make([]int32, 0, len(text)+1)
	depth := 0
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == '》' && depth > 0 {
			depth--
		}
		if depth == 0 {
			b.WriteString(text[i : i+n])
			for k := range n {
				back = append(back, int32(f.At(start+i+k)))
			}
		}
		if r == '《' && (depth > 0 || strings.Contains(text[i:], "》")) {
			depth++
		}
		i += n
	}
	return Sentence{Indexed: in.Index(b.String()), back: append(back, int32(f.At(end)))}
}

// at gives where byte i of the sentence stands in the passage.
func (s *Sentence) at(i int) int {
	if s.back == nil {
		return s.In.Folded.At(s.start + i)
	}
	return int(s.back[i])
}

// Span gives where bytes from..to of the sentence stand in the passage.
func (s *Sentence) Span(from, to int) (int, int) {
	if from >= to {
		return s.at(from), s.at(from)
	}
	_, n := utf8.DecodeLastRuneInString(s.Text[from:to])
	end := s.at(to)
	// What was dropped behind the last character is no part of it.
	last := s.at(to - n)
	_, w := utf8.DecodeRuneInString(s.In.Value.Text[last:])
	return s.at(from), min(end, last+w)
}

// Words gives the words of the report at bytes from..to of the sentence.
func (s *Sentence) Words(from, to int) string {
	a, b := s.Span(from, to)
	return strings.TrimFunc(s.In.Value.Text[a:max(a, b)], unicode.IsSpace)
}

// Clause gives the begin of the clause that byte at stands in.
func (s *Sentence) Clause(at int) int {
	i := strings.LastIndexAny(s.Text[:at], "，；：、？（）")
	if i < 0 {
		return 0
	}
	_, n := utf8.DecodeRuneInString(s.Text[i:])
	return i + n
}

// Opening gives the （ of the ） at token j, -1 where it has none.
func (s *Sentence) Opening(j int) int {
	depth := 0
	for ; j >= 0; j-- {
		switch t := &s.Tokens[j]; {
		case t.Class != Mark:
		case t.Mark == '）':
			depth++
		case t.Mark == '（':
			if depth--; depth == 0 {
				return j
			}
		}
	}
	return -1
}
