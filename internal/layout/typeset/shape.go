package typeset

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"nianbao/internal/document"
	"nianbao/internal/layout/font"
	"nianbao/internal/unit"
)

// char is one character with its glyph.
type char struct {
	r       rune
	class   class
	breaks  bool // a line may begin here
	kind    document.RunKind
	joint   joint
	run     bool // begins a run of the Word file
	portion bool // begins a portion, see office.go
	script  script
	glyph   font.Glyph
	size    unit.Length
	advance unit.Length // with spacing
	spacing unit.Length // the style's, where advance has it
	gap     unit.Length // before it, between Chinese and Latin, unless it begins a line
}

// face is a style with its chains.
type face struct {
	style          *document.Style
	chinese, latin *font.Chain
}

// faces finds the chains of all styles once.
func (s *setter) face(id string) (*face, error) {
	if f := s.faces[id]; f != nil {
		return f, nil
	}
	st := s.doc.Style(id)
	if st == nil {
		return nil, fmt.Errorf("typeset: no style %q", id)
	}
	f := &face{style: st}
	var err error
	if f.chinese, err = s.fonts.Chain(st.Font); err != nil {
		return nil, err
	}
	f.latin = f.chinese
	if st.Latin != "" && st.Latin != st.Font {
		if f.latin, err = s.fonts.Chain(st.Latin); err != nil {
			return nil, err
		}
	}
	s.faces[id] = f
	return f, nil
}

// shape turns runs into characters with glyphs, gaps and places to break.
// size 0 takes the style's. base is the paragraph's style.
func (s *setter) shape(cs []char, base string, runs []document.Run, size unit.Length) ([]char, error) {
	from, more := len(cs), 0
	for i := range runs {
		more += utf8.RuneCountInString(runs[i].Text)
	}
	cs = slices.Grow(cs, more)
	for i := range runs {
		id := runs[i].Style
		if id == "" {
			id = base
		}
		f, err := s.face(id)
		if err != nil {
			return nil, err
		}
		sz := size
		if sz == 0 {
			sz = f.style.Size
		}
		cs = s.shapeRun(cs, f, &runs[i], sz)
	}
	s.connect(cs[from:])
	return cs, nil
}

func (s *setter) shapeRun(cs []char, f *face, run *document.Run, size unit.Length) []char {
	text := []rune(run.Text)
	var prev rune
	for n, r := range text {
		c := char{r: r, class: classOf(r), size: size, kind: document.Kind(prev, r, s.opt.Profile.Office)}
		if n > 0 && r == '\n' { // stays in the run
			c.kind = cs[len(cs)-1].kind
		}
		c.run = n == 0 || c.kind != cs[len(cs)-1].kind
		prev = r
		if c.class != newline && c.class != nothing {
			c.glyph = s.glyph(f, r, run, n)
			if n+1 < len(text) && selector(text[n+1]) {
				c.glyph = s.variant(f, r, text[n+1], c.glyph)
			}
			c.spacing = f.style.Spacing
			c.advance = c.glyph.Face.Advance(c.glyph.ID, size) + c.spacing
		}
		if selector(r) { // a blank of no width, so that the text can be copied whole
			c.glyph, _ = f.latin.Lookup(' ')
		}
		cs = append(cs, c)
	}
	return cs
}

// box stands for a character that no font has, where that is allowed.
const box = '□'

// glyph looks r up in the chain of its script, then in the other one.
func (s *setter) glyph(f *face, r rune, run *document.Run, offset int) font.Glyph {
	if r == '\t' {
		r = ' '
	}
	first, second := f.chinese, f.latin
	if !document.EastAsian(r) {
		first, second = second, first
	}
	if g, ok := first.Lookup(r); ok {
		return g
	}
	if g, ok := second.Lookup(r); ok {
		return g
	}
	s.miss(r, f.style, run, offset)
	if g, ok := f.chinese.Lookup(box); ok {
		return g
	}
	g, _ := f.latin.Lookup('?')
	return g
}

// variant gives the glyph for r with a variation selector where a face of the
// Chinese chain has one, else plain.
func (s *setter) variant(f *face, r, selector rune, plain font.Glyph) font.Glyph {
	if g, ok := f.chinese.LookupVariant(r, selector); ok {
		return g
	}
	return plain
}

// connect sets gaps and places to break between neighbours.
func (s *setter) connect(cs []char) {
	if s.opt.Profile.Office {
		portions(cs)
	}
	joints(cs)
	prev := -1 // the last character that takes room
	for i := range cs {
		c := &cs[i]
		if i > 0 {
			c.breaks = s.opt.Profile.breaksBefore(cs, i, prev)
		}
		if c.class == nothing {
			continue
		}
		if prev >= 0 && s.opt.Profile.SpacingInside && c.portion {
			cs[prev].advance -= cs[prev].spacing
			cs[prev].spacing = 0
		}
		if gap := s.opt.Profile.gap; gap != nil && prev >= 0 {
			c.gap = gap(&cs[prev], c)
		}
		prev = i
	}
}
