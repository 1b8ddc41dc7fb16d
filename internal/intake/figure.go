package intake

import (
	"math/big"
	"strings"
	"unicode"

	"nianbao/internal/character"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
	"nianbao/internal/pattern"
)

// figure is a figure as it is written down.
type figure struct {
	text  string         // what is written
	cell  *original.Cell // where it stands; nil: the original has none
	kind  kind
	doubt []diag.Text // why it is not sure
}

// kind says how a cell reads.
type kind int

const (
	empty     kind = iota // nothing, or a mark for nothing
	number                // a number, as it stands
	fullWidth             // a number in full-width figures, written in half-width ones
	thousands             // a number with thousands marks, written without them
	pointed               // a whole number with .0 behind it, written without
	amount                // a number with a unit, as it stands
	unclear               // something else, or what can be read in two ways
)

var (
	plainNumber = pattern.New(`^[+＋－−-]?(0|[1-9][0-9]*)(\.[0-9]+)?$`)
	grouped     = pattern.New(`^[+＋－−-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?$`)
	measured    = pattern.New(`^[+＋－−-]?(0|[1-9][0-9]*)(\.[0-9]+)?\s?(元|万元|亿元|件|项|条|个|次|人|人次|宗|起|份|篇|件次)$`)
	parted      = pattern.New(`^[+＋－−-]?[0-9][0-9.,，\s]*[0-9]$`)
)

// nothing are the marks that offices put where there is nothing.
var nothing = map[string]bool{"": true, "/": true, "／": true, "-": true, "－": true, "—": true, "——": true, "–": true, "−": true, "无": true, "\\": true, "、": true, "*": true}

// trim takes the blanks around a text away, also those that are not seen.
func trim(text string) string {
	return strings.TrimFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == '\u3164'
	})
}

// halfWidth writes figures, points and commas in half width.
func halfWidth(text string) string { return halfMarks.Replace(character.HalfWidth(text)) }

var halfMarks = strings.NewReplacer("．", ".", "，", ",")

// read reads what stands in a cell. Nothing is guessed: what is no plain figure
// is given as it stands.
func read(text string) (string, kind) {
	t := trim(text)
	if nothing[t] {
		return t, empty
	}
	h := halfWidth(t)
	switch {
	case plainNumber.MatchString(t):
		return t, number
	case plainNumber.MatchString(h):
		return h, fullWidth
	case grouped.MatchString(h):
		return strings.ReplaceAll(h, ",", ""), thousands
	case measured.MatchString(h):
		return strings.Join(strings.Fields(h), " "), amount
	}
	return strings.Join(strings.Fields(t), " "), unclear
}

// looksLikeFigure reports whether a cell is one for figures, whatever stands in
// it.
func looksLikeFigure(text string) bool { return figuresLook.get(text) }

var figuresLook = memo[bool]{of: func(text string) bool {
	t, k := read(text)
	return k != unclear || parted.MatchString(halfWidth(t)) || !strings.ContainsFunc(t, unicode.IsLetter)
}}

// value gives the number that a figure counts for in sums; what stands for
// nothing counts for 0.
func (f *figure) value() (*big.Rat, bool) {
	if f == nil || f.kind == empty {
		return new(big.Rat), true
	}
	n, _, ok := report.Value{Text: f.text}.Amount()
	return n, ok
}

// newFigure reads a cell for a figure that has to match pattern, if any.
func newFigure(c *original.Cell, whole bool) *figure {
	if c == nil {
		return &figure{}
	}
	f := &figure{cell: c}
	f.text, f.kind = read(c.Text)
	if !c.Unsure.IsZero() {
		f.add(c.Unsure)
	}
	if len(c.Pictures) > 0 {
		f.add(original.Pictured)
	}
	switch {
	case f.kind == unclear && parted.MatchString(halfWidth(f.text)):
		f.add(diag.T("原件此格为“%s”，可以读作一个数，也可以读作几个数", "the original has “%s” here, which reads as one figure or as several", f.text))
	case f.kind == unclear:
		f.add(diag.T("原件此格为“%s”，不是数字", "the original has “%s” here, which is no figure", f.text))
	case f.kind != empty && digits(f.text) > mostDigits:
		f.add(diag.T("原件此格有 %d 位数字，太长，不像年报的数", "the original has a figure of %d digits here, which is too long for a report", digits(f.text)))
	case whole && wholePointed.MatchString(f.text):
		f.text, _, _ = strings.Cut(f.text, ".")
		f.kind = pointed
	case whole && f.kind != empty && strings.Contains(f.text, "."):
		f.add(diag.T("原件此格为“%s”，这里应当是整数", "the original has “%s” here, where a whole number belongs", f.text))
	}
	return f
}

// wholePointed is a whole number as spreadsheets show it, 7.0; three noughts may be a
// thousand's.
var wholePointed = pattern.New(`^[0-9]+\.00?$`)

// mostDigits is how many digits are exact in a spreadsheet.
const mostDigits = 15

func digits(text string) (n int) {
	for _, r := range text {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

func (f *figure) add(why diag.Text) {
	for _, d := range f.doubt {
		if d == why {
			return
		}
	}
	f.doubt = append(f.doubt, why)
}
