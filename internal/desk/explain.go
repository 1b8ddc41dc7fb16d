package desk

import (
	"sort"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"nianbao/internal/check"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// numberView is a number of the prose: where it stands in its field's text, in
// characters as JavaScript counts them, and what became of it.
type numberView struct {
	Key     string `json:"key"`
	At      int    `json:"at"`
	Length  int    `json:"length"`
	Outcome string `json:"outcome"` // one of check.Outcomes
	Said    string `json:"said"`
}

// number adds a number that stands in a field.
func (s *viewer) number(e *check.Explained) {
	at := s.placeOf(e.Pos)
	if at.key == "" {
		return
	}
	n := splitPath(at.key).in(s.o.File.Root)
	off, ok := s.offset(n, at, e.Pos)
	if !ok {
		return
	}
	end := min(off+len(e.Text), len(n.Text))
	if !strings.HasPrefix(n.Text[off:], e.Text) { // as it is drawn, not as it was typed
		end = off + len(n.Text[off:]) - len(strings.TrimLeft(n.Text[off:], numerals))
	}
	s.view.Numbers = append(s.view.Numbers, numberView{at.key, units(n.Text[:off]), units(n.Text[off:end]), e.Outcome, e.Said().ZH})
}

// numerals are what numbers are typed with.
const numerals = "0123456789０１２３４５６７８９.．,，%％〇零一二三四五六七八九十百千万亿两"

// offset gives the byte of a text, in one of its lines, that stands at a place of
// the file. Within a line of a text places rise.
func (s *viewer) offset(n *source.Node, of place, p diag.Pos) (int, bool) {
	if n == nil || n.Kind != source.String {
		return 0, false
	}
	if s.lines[of.key] == nil {
		s.lines[of.key] = n.Lines()
	}
	l := s.lines[of.key][of.line]
	behind := func(i int) bool {
		for !utf8.RuneStart(l.Text[i]) {
			i--
		}
		at := n.At(l.Off + i)
		return at.Line > p.Line || at.Line == p.Line && at.Col >= p.Col
	}
	i := sort.Search(len(l.Text), behind)
	if i == len(l.Text) {
		return 0, false
	}
	at := n.At(l.Off + i)
	return l.Off + i, at.Line == p.Line && at.Col == p.Col
}

func units(text string) int { return len(utf16.Encode([]rune(text))) }
