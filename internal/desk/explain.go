package desk

import (
	"sort"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"nianbao/internal/check"
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
	if at.in == nil {
		return
	}
	off, ok := at.offset(e.Pos)
	if !ok {
		return
	}
	text := at.in.n.Text
	end := min(off+len(e.Text), len(text))
	if !strings.HasPrefix(text[off:], e.Text) { // as it is drawn, not as it was typed
		end = off + len(text[off:]) - len(strings.TrimLeft(text[off:], numerals))
	}
	s.view.Numbers = append(s.view.Numbers, numberView{at.key, units(text[at.in.begin:off]), units(text[off:end]), e.Outcome, e.Said().ZH})
}

// numerals are what numbers are typed with.
const numerals = "0123456789０１２３４５６７８９.．,，%％〇零一二三四五六七八九十百千万亿两"

// offset gives the byte of a text, in the line that begins at the place, that stands
// at another place of the file. Within a line of a text places rise.
func (at place) offset(p diag.Pos) (int, bool) {
	n, l := at.in.n, at.source
	behind := func(i int) bool {
		for !utf8.RuneStart(l.Text[i]) {
			i--
		}
		now := n.At(l.Off + i)
		return now.Line > p.Line || now.Line == p.Line && now.Col >= p.Col
	}
	i := sort.Search(len(l.Text), behind)
	if i == len(l.Text) {
		return 0, false
	}
	now := n.At(l.Off + i)
	return l.Off + i, now.Line == p.Line && now.Col == p.Col
}

func units(text string) int { return len(utf16.Encode([]rune(text))) }
