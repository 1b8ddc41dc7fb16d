package pdf

import (
	"fmt"
	"strconv"

	"nianbao/internal/layout/typeset"
	"nianbao/internal/unit"
)

// draw builds the content stream of page i in w.show and reports how many
// marked-content sequences of the structure tree it has.
func (w *Writer) draw(i int, p *typeset.Page) (marks int, err error) {
	s := &w.show
	*s = show{b: s.b[:0], height: p.Height, fonts: &w.fonts, codes: s.codes, excess: s.excess}
	if s.b, err = appendRects(s.b, p.Fills, p.Height); err != nil {
		return 0, err
	}
	if len(p.Fills) > 0 {
		s.b = append(s.b, "0 g\n"...)
	}
	for j := range p.Images {
		w.image(i, &p.Images[j], p.Height, marks)
		marks++
	}
	top, bottom := textArea(p)
	for at := 0; at < len(p.Texts); {
		t := &p.Texts[at]
		if len(t.Glyphs) == 0 {
			at++
			continue
		}
		artifact := ""
		if t.Node == nil {
			artifact = artifactOf(t, top, bottom)
			s.b = append(s.b, artifact...)
		} else {
			s.b = appendName(s.b, tagOf(t.Node))
			s.b = append(appendInt(append(s.b, "<</MCID "...), marks), ">>BDC\n"...)
			w.tree.mark(t.Node, i, marks)
			marks++
		}
		s.begin()
		for node := t.Node; at < len(p.Texts); at++ {
			t := &p.Texts[at]
			if t.Node != node || node == nil && artifactOf(t, top, bottom) != artifact {
				break
			}
			if err := s.text(t); err != nil {
				return 0, err
			}
		}
		s.end()
	}
	s.b, err = appendRects(s.b, p.Rules, p.Height)
	return marks, err
}

// artifactOf gives the operator that begins an artifact's marked content
// (14.8.2.2): headers and footers stand outside the text area.
func artifactOf(t *typeset.Text, top, bottom unit.Length) string {
	switch {
	case t.Y < top:
		return "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n"
	case t.Y > bottom:
		return "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n"
	}
	return "/Artifact BMC\n"
}

// textArea gives the height of the uppermost and the lowest thing on the page
// that is tagged, filled or ruled.
func textArea(p *typeset.Page) (top, bottom unit.Length) {
	top, bottom = p.Height, 0
	for i := range p.Texts {
		if p.Texts[i].Node != nil {
			top, bottom = min(top, p.Texts[i].Y), max(bottom, p.Texts[i].Y)
		}
	}
	for i := range p.Images {
		r := &p.Images[i].Rect
		top, bottom = min(top, r.Y), max(bottom, r.Y+r.H)
	}
	for _, rects := range [...][]typeset.Rect{p.Fills, p.Rules} {
		for i := range rects {
			top, bottom = min(top, rects[i].Y), max(bottom, rects[i].Y+rects[i].H)
		}
	}
	return top, bottom
}

// appendRects appends filled rectangles as an artifact. Their edges are
// rounded, not their widths, so that edges that meet still do.
func appendRects(b []byte, rects []typeset.Rect, height unit.Length) ([]byte, error) {
	if len(rects) == 0 {
		return b, nil
	}
	b = append(b, "/Artifact<</Type/Layout>>BDC\n"...)
	fill := ""
	for i := range rects {
		r := &rects[i]
		if r.W == 0 || r.H == 0 {
			continue
		}
		if c := r.Fill; c != fill {
			var err error
			if b, err = appendColour(b, c); err != nil {
				return b, err
			}
			fill = c
		}
		left, right := milli(r.X), milli(r.X+r.W)
		low, high := milli(height-r.Y-r.H), milli(height-r.Y)
		for _, v := range [...]int64{left, low, right - left, high - low} {
			b = append(appendMilli(b, v), ' ')
		}
		b = append(b, "re f\n"...)
	}
	return append(b, "EMC\n"...), nil
}

// appendColour sets the fill colour; black is the empty string.
func appendColour(b []byte, rgb string) ([]byte, error) {
	if rgb == "" {
		return append(b, "0 g\n"...), nil
	}
	v, err := strconv.ParseUint(rgb, 16, 32)
	if err != nil || len(rgb) != 6 {
		return b, fmt.Errorf("%q is no colour of the form RRGGBB", rgb)
	}
	red, green, blue := int64(v>>16), int64(v>>8&0xFF), int64(v&0xFF)
	if red == green && green == blue {
		return append(appendShade(b, red), " g\n"...), nil
	}
	for _, c := range [...]int64{red, green, blue} {
		b = append(appendShade(b, c), ' ')
	}
	return append(b, "rg\n"...), nil
}

// appendShade appends c/255.
func appendShade(b []byte, c int64) []byte { return appendMilli(b, (c*2000+255)/510) }
