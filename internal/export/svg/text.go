package svg

import (
	"strconv"

	"nianbao/internal/document"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/unit"
)

// texts draws all texts, those of one element of the structure as a group.
func (w *writer) texts(texts []typeset.Text) error {
	for at := 0; at < len(texts); {
		node := texts[at].Node
		w.body = append(w.body, "<g"...)
		if node != nil {
			w.at(node.Source)
		}
		w.body = append(w.body, ">\n"...)
		for ; at < len(texts) && texts[at].Node == node; at++ {
			if err := w.text(&texts[at]); err != nil {
				return err
			}
		}
		w.body = append(w.body, "</g>\n"...)
	}
	return nil
}

// text draws a text twice: its glyphs, and unseen its characters, for who reads,
// searches or copies it.
func (w *writer) text(t *typeset.Text) error {
	if len(t.Glyphs) == 0 {
		return nil
	}
	if t.Face == nil || t.Face.UnitsPerEm == 0 || t.Size <= 0 {
		return errNoFace
	}
	w.body = append(w.body, `<g aria-hidden="true"`...)
	scale := float64(t.Size) / float64(t.Face.UnitsPerEm)
	if t.Turned {
		w.matrix(0, scale, scale, 0, t.X, t.Y)
	} else {
		w.matrix(scale, 0, 0, -scale, t.X, t.Y)
	}
	w.body = append(w.body, '>')
	var x unit.Length
	for _, g := range t.Glyphs {
		s, err := w.symbol(glyph{t.Face, g.ID})
		if err != nil {
			return err
		}
		if s.name != "" {
			w.body = append(append(append(w.body, `<use href="#`...), s.name...), `" x="`...)
			w.body = unit.AppendDecimal(w.body, int64(x.Scale(100*t.Face.UnitsPerEm, int(t.Size))), places)
			w.body = append(w.body, `"/>`...)
		}
		x += g.Advance
	}
	w.body = append(w.body, "</g>\n"...)
	w.characters(t, x)
	return nil
}

// characters writes a text's characters where its glyphs stand, width wide.
func (w *writer) characters(t *typeset.Text, width unit.Length) {
	w.body = append(w.body, `<text fill="none"`...)
	if t.Turned {
		w.body = append(w.body, ` transform="rotate(90`...)
		w.body = append(appendLength(appendLength(w.body, t.X), t.Y), `)"`...)
	}
	w.attribute("x", t.X)
	w.attribute("y", t.Y)
	w.attribute("font-size", t.Size)
	if len(t.Glyphs) > 1 && width > 0 {
		w.attribute("textLength", width)
	}
	w.body = append(w.body, '>')
	for _, g := range t.Glyphs {
		if g.Rune != 0 {
			w.body = document.AppendXML(w.body, g.Rune)
		}
	}
	w.body = append(w.body, "</text>\n"...)
}

// appendQuoted appends text as an attribute's value.
func appendQuoted(b []byte, text string) []byte {
	b = append(b, '"')
	for _, r := range text {
		switch r {
		case '"', '\t', '\n':
			b = append(strconv.AppendInt(append(b, "&#"...), int64(r), 10), ';')
		default:
			b = document.AppendXML(b, r)
		}
	}
	return append(b, '"')
}
