package docx

import (
	"github.com/unidoc/unioffice/schema/soo/wml"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// runKey is what a run's properties are made from.
type runKey struct {
	style string // character style; empty: none
	para  string // paragraph style
	size  int    // half-points; 0: the style's
	kind  document.RunKind
	font  string // family that draws it; empty: the style's
}

// runOpen gives the beginning of a run up to its text.
func (k *kit) runOpen(key runKey) []byte {
	v := wml.NewCT_RPr()
	empty := true
	if key.style != "" {
		v.RStyle = str(key.style)
		empty = false
	}
	if key.kind != document.Plain {
		id := key.para
		if key.style != "" {
			id = key.style
		}
		st := k.set.style(id)
		name := k.set.names[st.Font]
		if key.kind == document.Space {
			name = k.set.names[st.LatinFont()]
		}
		v.RFonts = fonts(name, name)
		if key.kind != document.Space {
			v.RFonts.HintAttr = wml.ST_HintEastAsia
		}
		if key.kind == document.Held {
			v.Lang = &wml.CT_Language{EastAsiaAttr: ptr("en-US")}
		}
		empty = false
	}
	if key.font != "" {
		hint := v.RFonts
		v.RFonts = fonts(key.font, key.font)
		if hint != nil {
			v.RFonts.HintAttr = hint.HintAttr
		}
		empty = false
	}
	if key.size != 0 {
		v.Sz = halfPoints(key.size)
		v.SzCs = v.Sz
		empty = false
	}
	b := []byte("<w:r>")
	if !empty {
		b = append(b, fragment("w:rPr", v)...)
	}
	return append(b, openText...)
}

// sizeHalfPoints gives a type size as Word counts it (w:sz).
func sizeHalfPoints(size unit.Length) int { return int((size + unit.Point/4) / (unit.Point / 2)) }

// styleID is the id that the file has for a style of the document.
func (s *styleSet) styleID(id string) string {
	if b := s.body(); b != nil && b.ID == id {
		return normalID
	}
	return id
}

// runs writes the runs of a paragraph whose style is para.
func (w *writer) runs(para string, size int, runs []document.Run) error {
	for i := range runs {
		r := &runs[i]
		if r.Style == para {
			w.text(runKey{para: para, size: size}, r)
			continue
		}
		if r.Style != "" {
			if _, err := w.kit.charStyle(r.Style); err != nil {
				return err
			}
		}
		w.text(runKey{style: r.Style, para: para, size: size}, r)
	}
	return nil
}
