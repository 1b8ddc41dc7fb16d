package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"sync"

	"nianbao/internal/layout/font"
)

// subset is what is embedded of a face, deflated.
type subset struct {
	dict      string // of the program's stream
	program   []byte // (9.9)
	toUnicode []byte // (9.10.3)
}

// subset writes the subset that u is of.
func (w *Writer) subset(u *fontUse, sum uint64, name string, program, toUnicode int) error {
	if s := subsets.find(u, sum); s != nil {
		w.programs = append(w.programs, w.ready(program, s.dict+flateDecode, s.program))
		w.ready(toUnicode, flateDecode, s.toUnicode)
		return nil
	}
	dict, data, err := w.fontProgram(program, u, name)
	if err != nil {
		return err
	}
	w.programs = append(w.programs, data)
	w.fonts.scratch = u.appendToUnicode(w.fonts.scratch[:0])
	text := w.stream(toUnicode, "", w.fonts.scratch)
	subsets.keep(u, sum, subset{dict, w.out[data.from:data.to], w.out[text.from:text.to]})
	return nil
}

// fontProgram writes the font program of a subset (9.9), and gives its stream's
// dictionary and where its data stand.
func (w *Writer) fontProgram(id int, u *fontUse, name string) (dict string, data span, err error) {
	if u.face.IsCFF {
		at := len(w.out)
		dict = "/Subtype/CIDFontType0C"
		w.begin(id, dict+flateDecode)
		out, ok, err := u.face.DeflatedSubset(w.out, u.glyphs, name)
		if err != nil {
			return "", span{}, err
		}
		if ok {
			w.out = out
			return dict, w.end(), nil
		}
		w.out = w.out[:at]
	}
	if w.fonts.scratch, err = u.face.Subset(w.fonts.scratch[:0], u.glyphs, name); err != nil {
		return "", span{}, err
	}
	if !u.face.IsCFF {
		dict = fmt.Sprintf("/Length1 %d", len(w.fonts.scratch))
	}
	return dict, w.foreign(id, dict, w.fonts.scratch), nil
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
func (s *shelf) keep(u *fontUse, sum uint64, made subset) {
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
