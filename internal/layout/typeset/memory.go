package typeset

import (
	"slices"
	"sync"

	"nianbao/internal/unit"
)

// memory is for what a document's setting needs and its layout does not keep: one
// document's serves for the next.
type memory struct {
	chars []char
	lines []line
	cells []cellSet
	slots []slot
	grid  borders
	texts []Text // of a page
	rules []Rect // likewise
}

var memories = sync.Pool{New: func() any { return new(memory) }}

// leave gives the memory up, without what still points into the document's layout.
// That of a document much longer than others is not kept.
func (m *memory) leave() {
	if cap(m.chars) > mostRooms*roomOfCharacters || cap(m.cells) > mostRooms*roomOfCells {
		return
	}
	clear(m.slots[:cap(m.slots)])
	clear(m.cells[:cap(m.cells)])
	clear(m.texts[:cap(m.texts)])
	m.chars, m.lines, m.cells = m.chars[:0], m.lines[:0], m.cells[:0]
	memories.Put(m)
}

// For how many there is room at once, at first: a report has 3,000 characters and 300
// cells. Who needs more gets twice as much, which is kept up to a bound.
const (
	roomOfCharacters = 4096
	roomOfCells      = 512
	mostRooms        = 16
)

// space gives room for n characters.
func (m *memory) space(n int) []char {
	if cap(m.chars)-len(m.chars) < n {
		m.chars = make([]char, 0, max(n, roomOfCharacters, 2*cap(m.chars)))
	}
	at := len(m.chars)
	m.chars = m.chars[:at+n]
	return m.chars[at : at : at+n]
}

// row gives room for the cells of a row.
func (m *memory) row(n int) []cellSet {
	if cap(m.cells)-len(m.cells) < n {
		m.cells = make([]cellSet, 0, max(n, roomOfCells, 2*cap(m.cells)))
	}
	at := len(m.cells)
	m.cells = m.cells[:at+n]
	return m.cells[at : at+n : at+n]
}

// broken breaks characters into lines, see Profile.breakLines.
func (s *setter) broken(cs []char, first, rest unit.Length) []line {
	at := len(s.memory.lines)
	s.memory.lines = s.opt.Profile.breakLines(s.memory.lines, cs, first, rest)
	return s.memory.lines[at:len(s.memory.lines):len(s.memory.lines)]
}

// linesIn gives how many lines characters take where there is so much room.
func (s *setter) linesIn(cs []char, width unit.Length) int {
	at := len(s.memory.lines)
	n := len(s.broken(cs, width, width))
	s.memory.lines = s.memory.lines[:at]
	return n
}

// begun gives a new page room for its texts and rules.
func (s *setter) begun(p *Page) {
	p.Texts, p.Rules, p.room = s.memory.texts[:0], s.memory.rules[:0], s.glyphs
}

// finished leaves a page what it has, in as much memory as that takes.
func (s *setter) finished(p *Page) {
	s.memory.texts, s.memory.rules, s.glyphs = p.Texts, p.Rules, p.room
	p.Texts, p.Rules, p.room = slices.Clone(p.Texts), slices.Clone(p.Rules), nil
}
