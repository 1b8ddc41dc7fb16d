package source

import (
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

// rewriting is another text for what stands from one offset to another in the file.
type rewriting struct {
	from, to int
	text     string
	ordinary bool // what stands there is valid whatever stands around it
}

// judge asks the TOML library whether the file is valid. It need not read what is
// valid whatever stands around it, the most of a report: without that it takes half
// the time, and reports that differ in nothing else are asked about once. What it
// refuses then it reads whole, to say where.
func (s *scanner) judge() error {
	var nothing struct{}
	bare := s.bare()
	if sound.has(bare) {
		return nil
	}
	if _, err := toml.Decode(bare, &nothing); err == nil {
		sound.keep(bare)
		return nil
	}
	_, err := toml.Decode(s.quotedNames(), &nothing)
	return err
}

// sound are the bare texts last found valid.
var sound verdicts

type verdicts struct {
	mu    sync.Mutex
	texts map[string]bool
}

// What is kept: a run's reports have a few forms, and their bare texts 2 KB.
const (
	mostVerdicts = 64
	longestKept  = 16 << 10
)

func (v *verdicts) has(text string) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.texts[text]
}

func (v *verdicts) keep(text string) {
	if len(text) > longestKept {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.texts == nil || len(v.texts) == mostVerdicts {
		v.texts = map[string]bool{}
	}
	v.texts[text] = true
}

// ordinary notes that from one offset to another stands the inside of a value's
// text or of a remark, where it has none of the special characters, which mean
// something there. Control characters stand nowhere any more, see decode.
func (s *scanner) ordinary(from, to int, special string) {
	for i := range len(special) {
		if strings.IndexByte(s.text[from:to], special[i]) >= 0 {
			return
		}
	}
	s.edits = append(s.edits, rewriting{from, to, "", true})
}

// ordinaryNumber notes that from one offset to another stands a whole number.
func (s *scanner) ordinaryNumber(from, to int) {
	if wholeNumber(s.text[from:to]) {
		s.edits = append(s.edits, rewriting{from, to, "0", true})
	}
}

// figuresOnly reports whether an array holds whole numbers and nothing else. That a
// comma is between is known.
func (s *scanner) figuresOnly(n *Node, from, to int) bool {
	for _, v := range n.Items {
		if v.Kind != Integer || !wholeNumber(v.Text) {
			return false
		}
	}
	return len(n.Items) > 0 && !strings.ContainsFunc(s.text[from:to], func(r rune) bool { return (r < '0' || r > '9') && r != ',' && r != ' ' })
}

// plainArray notes that the inside of an array holds nothing but plain numbers, texts
// and arrays, with a comma between. before is how many rewritings there were when it
// began.
func (s *scanner) plainArray(n *Node, from, to, before int) {
	if s.figuresOnly(n, from, to) { // as nearly always
		s.edits = append(s.edits[:before], rewriting{from, to, "", true})
		return
	}
	inside := s.rewritten(from, to, s.edits[before:])
	if inside = strings.TrimSpace(inside); inside == "" {
		return
	}
	for item := range strings.SplitSeq(strings.TrimSuffix(inside, ","), ",") {
		switch item = strings.TrimSpace(item); item {
		case `""`, `''`, `[]`:
		default:
			if !wholeNumber(item) {
				return
			}
		}
	}
	s.edits = append(s.edits[:before], rewriting{from, to, "", true})
}

// wholeNumber says whether a number is whole, not too large and without needless
// noughts.
func wholeNumber(typed string) bool {
	n := leadingDigits(typed)
	return n == len(typed) && n > 0 && n <= 18 && (n == 1 || typed[0] != '0')
}

// bare is the text with quotes around the names that need them, and without what is
// ordinary.
func (s *scanner) bare() string { return s.rewritten(0, len(s.text), s.edits) }

// quotedNames is the text with quotes around the names that need them.
func (s *scanner) quotedNames() string {
	names := slices.DeleteFunc(slices.Clone(s.edits), func(r rewriting) bool { return r.ordinary })
	return s.rewritten(0, len(s.text), names)
}

func (s *scanner) rewritten(from, to int, edits []rewriting) string {
	size := to - from
	for _, r := range edits {
		size += len(r.text) - (r.to - r.from)
	}
	var b strings.Builder
	b.Grow(size)
	for _, r := range edits {
		b.WriteString(s.text[from:r.from])
		b.WriteString(r.text)
		from = r.to
	}
	b.WriteString(s.text[from:to])
	return b.String()
}
