package typeset

import (
	"slices"
	"strings"
	"sync"

	"nianbao/internal/document"
	"nianbao/internal/layout/font"
	"nianbao/internal/unit"
)

// labels are the labels of forms that were set before: they are the same in all
// reports of a form, and so are their glyphs and lines.
var labels labelMemory

// labelMemory keeps a bounded number of them. It may be used by several
// goroutines.
type labelMemory struct {
	sync.RWMutex
	kept   map[labelKey]*label
	styles map[document.Style]*document.Style
}

// labelKey is what the setting of a label depends on.
type labelKey struct {
	fonts   *font.Library
	profile *Profile
	style   *document.Style // one for all that are alike
	text    string
	size    unit.Length
	width   unit.Length
	upright bool
}

// label is how it was set. It is not changed any more.
type label struct {
	cellSet
	text string      // with line breaks
	size unit.Length // of the cell
}

// Bounds of what is kept: a form has some 150 labels of about ten characters.
const (
	mostLabels   = 1024
	mostStyles   = 256
	longestLabel = 256 // bytes
)

// labelKey gives the key of a cell's text; false where it is a figure or prose, or
// where it is set by more than the key says: what has the body's name is broken
// with regard to that.
func (s *setter) labelKey(f *face, t *document.Table, cell *document.Cell) (key labelKey, ok bool) {
	text := cell.Text.Text
	if cell.Figure != nil || cell.Text.Style != "" || text == "" || len(text) > longestLabel {
		return key, false
	}
	if own := s.doc.Info.Author; own != "" && strings.Contains(text, own) {
		return key, false
	}
	return labelKey{s.fonts, s.opt.Profile, f.kept, text, cell.Size, t.Room(cell), cell.Upright}, true
}

// style gives the style that stands for all that are alike.
func (m *labelMemory) style(s *document.Style) *document.Style {
	m.Lock()
	defer m.Unlock()
	one := m.styles[*s]
	if one == nil {
		if m.styles == nil || len(m.styles) == mostStyles {
			m.styles = map[document.Style]*document.Style{}
		}
		own := *s
		one = &own
		m.styles[own] = one
	}
	return one
}

// use sets a cell as one with the same key was set.
func (m *labelMemory) use(key *labelKey, c *cellSet, cell *document.Cell) bool {
	m.RLock()
	l := m.kept[*key]
	m.RUnlock()
	if l == nil {
		return false
	}
	f := c.face
	*c, cell.Text.Text, cell.Size = l.cellSet, l.text, l.size
	c.face = f
	return true
}

// keep takes up a label that was set, unless another font than its style's draws
// some of it, which is noted in the document each time.
func (m *labelMemory) keep(key *labelKey, c *cellSet, cell *document.Cell) {
	if slices.ContainsFunc(c.chars, func(ch char) bool { return c.face.family(ch.glyph) != "" }) {
		return
	}
	l := &label{*c, strings.Clone(cell.Text.Text), cell.Size} // not the file that it is part of
	l.face, l.chars, l.lines = nil, slices.Clone(c.chars), slices.Clone(c.lines)
	m.Lock()
	defer m.Unlock()
	if m.kept == nil || len(m.kept) == mostLabels {
		m.kept = map[labelKey]*label{}
	}
	key.text = strings.Clone(key.text)
	m.kept[*key] = l
}
