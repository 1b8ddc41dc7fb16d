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
	kept           *document.Style // for all styles that are alike
	chinese, latin *font.Chain
	own            []*font.Face // those that Word takes by the style's name, or that no Word has
	mixed          bool         // some character was drawn by another
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
	f := &face{style: st, kept: labels.style(st)}
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
	for _, c := range []*font.Chain{f.chinese, f.latin} {
		for i, link := range c.Links() {
			if i == 0 || !link.User {
				f.own = append(f.own, link.Face)
			}
		}
	}
	s.faces[id] = f
	return f, nil
}

// family gives the name by which a Word file has to ask for the font that draws
// g; empty: the style's is right.
func (f *face) family(g font.Glyph) string {
	if g.Face == nil || slices.Contains(f.own, g.Face) {
		return ""
	}
	return g.Face.Family
}

// shape turns runs into characters with glyphs, gaps and places to break.
// size 0 takes the style's. base is the paragraph's style.
func (s *setter) shape(cs []char, base *face, runs []document.Run, size unit.Length) ([]char, error) {
	from, more := len(cs), 0
	for i := range runs {
		more += utf8.RuneCountInString(runs[i].Text)
	}
	if cs == nil {
		cs = s.memory.space(more)
	}
	for i := range runs {
		f := base
		if id := runs[i].Style; id != "" {
			var err error
			if f, err = s.face(id); err != nil {
				return nil, err
			}
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
	var prev rune
	family := "" // of the character before
	from := len(cs)
	for rest := run.Text; rest != ""; {
		r, n := utf8.DecodeRuneInString(rest)
		rest = rest[n:]
		cs = append(cs, char{r: r, class: classOf(r), size: size, kind: document.Kind(prev, r, s.opt.Profile.Office), run: true})
		c := &cs[len(cs)-1]
		if len(cs)-1 > from {
			before := cs[len(cs)-2].kind
			if r == '\n' { // stays in the run
				c.kind = before
			}
			c.run = c.kind != before
		}
		prev = r
		if c.class != newline && c.class != nothing {
			c.glyph = s.draws(f, r, rest)
			if now := f.family(c.glyph); now != family {
				c.run, family, f.mixed = true, now, true
			}
			c.spacing = f.style.Spacing
			c.advance = c.glyph.Face.Advance(c.glyph.ID, size) + c.spacing
		}
		if selector(r) { // a blank of no width, so that the text can be copied whole
			c.glyph, _ = f.latin.Lookup(' ')
		}
	}
	return cs
}

// box stands for a character that no font has, where that is allowed.
const box = '□'

// draws finds who draws r; rest is the text behind it.
func (s *setter) draws(f *face, r rune, rest string) font.Glyph {
	g := s.glyph(f, r)
	if sel := selectorOf(rest); sel != 0 {
		return s.variant(f, r, sel, g)
	}
	return g
}

// glyph finds who draws r: a font of the style, else any of the user's.
func (s *setter) glyph(f *face, r rune) font.Glyph {
	if g, ok := f.lookup(r); ok {
		return g
	}
	s.strange = true
	if g, ok, _ := s.fonts.Other(r); ok {
		return g
	}
	if g, ok := f.chinese.Lookup(box); ok {
		return g
	}
	g, _ := f.latin.Lookup('?')
	return g
}

// variant finds who draws r with a variation selector, plain where nobody can.
func (s *setter) variant(f *face, r, selector rune, plain font.Glyph) font.Glyph {
	if g, ok := f.chinese.LookupVariant(r, selector); ok {
		return g
	}
	s.strange = true
	if g, ok := s.fonts.OtherVariant(r, selector); ok {
		return g
	}
	return plain
}

// connect sets gaps and places to break between neighbours.
func (s *setter) connect(cs []char) {
	if portions := s.opt.Profile.portions; portions != nil {
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
