package source

import (
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// rewriting is another text for what stands from one offset to another in the file.
type rewriting struct {
	from, to int
	text     string
}

// judge asks the TOML library whether the file is valid. It need not read what is
// valid whatever stands around it, the most of a report: without that it takes half
// the time. What it refuses then it reads whole, to say where.
func (s *scanner) judge() error {
	var nothing struct{}
	if _, err := toml.Decode(s.bare(), &nothing); err == nil {
		return nil
	}
	_, err := toml.Decode(s.quotedNames(), &nothing)
	return err
}

// ordinary notes that from one offset to another stands the inside of a value's
// text or of a remark, where it has none of the special characters, which mean
// something there. Control characters stand nowhere any more, see decode.
func (s *scanner) ordinary(from, to int, special string) {
	if !strings.ContainsAny(s.text[from:to], special) {
		s.edits = append(s.edits, rewriting{from, to, ""})
	}
}

// wholeNumbers says whether an array's inside is plain numbers with commas and blanks
// between, none of them too large or with needless noughts.
func wholeNumbers(inside string) bool {
	for number := range strings.SplitSeq(inside, ",") {
		number = strings.Trim(number, " ")
		if n := leadingDigits(number); n == 0 || n > 18 || n != len(number) || n > 1 && number[0] == '0' {
			return false
		}
	}
	return true
}

// bare is the text with quotes around the names that need them, and without what is
// ordinary.
func (s *scanner) bare() string { return s.rewritten(s.edits) }

// quotedNames is the text with quotes around the names that need them.
func (s *scanner) quotedNames() string {
	return s.rewritten(slices.DeleteFunc(slices.Clone(s.edits), func(r rewriting) bool { return r.text == "" }))
}

func (s *scanner) rewritten(edits []rewriting) string {
	var b strings.Builder
	b.Grow(len(s.text) + 2*s.unquoted)
	at := 0
	for _, r := range edits {
		b.WriteString(s.text[at:r.from])
		b.WriteString(r.text)
		at = r.to
	}
	b.WriteString(s.text[at:])
	return b.String()
}
