package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"sync"

	"nianbao/internal/export/deflate"
	"nianbao/internal/layout/font"
)

// subset is what is embedded of a face, deflated.
type subset struct {
	dict      string // of the program's stream
	program   []byte // (9.9)
	toUnicode []byte // (9.10.3)
}

// subset makes the subset that u is of; it is valid until the next call.
func (w *Writer) subset(u *fontUse, name string) (*subset, error) {
	s := &w.fonts.made
	if err := w.fontProgram(s, u, name); err != nil {
		return nil, err
	}
	w.fonts.scratch = u.appendToUnicode(w.fonts.scratch[:0])
	s.toUnicode = deflate.PDF.AppendZlib(s.toUnicode[:0], w.fonts.scratch)
	return s, nil
}

// fontProgram makes the font program of a subset (9.9).
func (w *Writer) fontProgram(s *subset, u *fontUse, name string) (err error) {
	s.dict = "/Subtype/CIDFontType0C"
	if u.face.IsCFF {
		var ok bool
		if s.program, ok, err = u.face.DeflatedSubset(s.program[:0], u.glyphs, name); ok || err != nil {
			return err
		}
	}
	if w.fonts.scratch, err = u.face.Subset(w.fonts.scratch[:0], u.glyphs, name); err != nil {
		return err
	}
	if !u.face.IsCFF {
		s.dict = fmt.Sprintf("/Length1 %d", len(w.fonts.scratch))
	}
	s.program = deflate.AppendZlib(s.program[:0], w.fonts.scratch)
	return nil
}

// subsets are those of the reports before. The labels of a form's tables are
// the same in all reports, and so is the subset of their face.
var subsets shelf

// shelf keeps what was made twice, up to a bound, so that the subsets of prose,
// which differ from report to report, are not kept.
type shelf struct {
	sync.Mutex
	seen map[subsetKey]bool
	kept map[subsetKey]*keptSubset
}

type subsetKey struct {
	face *font.Face
	sum  uint64
}

type keptSubset struct {
	subset
	glyphs []uint16
	runes  []rune
}

const (
	mostSeen = 32 // of some six reports: those of a form follow one another
	mostKept = 64
)

// find gives the subset that u is of, or nil.
func (s *shelf) find(u *fontUse, sum uint64) *subset {
	s.Lock()
	defer s.Unlock()
	if k := s.kept[subsetKey{u.face, sum}]; k != nil && slices.Equal(k.glyphs, u.glyphs) && slices.Equal(k.runes, u.runes) {
		return &k.subset
	}
	return nil
}

// keep takes a subset that was just made; it stays when it has been before.
func (s *shelf) keep(u *fontUse, sum uint64, made *subset) {
	key := subsetKey{u.face, sum}
	s.Lock()
	defer s.Unlock()
	if !s.seen[key] {
		if s.seen == nil || len(s.seen) == mostSeen {
			s.seen = map[subsetKey]bool{}
		}
		s.seen[key] = true
		return
	}
	if s.kept == nil || len(s.kept) == mostKept {
		s.kept = map[subsetKey]*keptSubset{}
	}
	s.kept[key] = &keptSubset{subset{made.dict, bytes.Clone(made.program), bytes.Clone(made.toUnicode)}, slices.Clone(u.glyphs), slices.Clone(u.runes)}
}
