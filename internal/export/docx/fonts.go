package docx

import (
	"slices"
	"strings"

	"github.com/unidoc/unioffice/schema/soo/wml"

	"nianbao/internal/document"
)

// Character sets of fonts (ECMA-376 part 1, 17.8.3.2).
const (
	charsetANSI   = "00"
	charsetGB2312 = "86"
)

// fontTable makes fontTable.xml (ECMA-376 part 1, 17.8): what a word processor
// looks for where a font is missing. First the other names, then what is known
// of its look.
func (s *styleSet) fontTable() []byte {
	v := wml.NewCT_FontsList()
	for i, f := range s.fonts {
		if f.Name == "" || slices.ContainsFunc(s.fonts[:i], func(g document.WordFont) bool { return g.Name == f.Name }) {
			continue
		}
		v.Font = append(v.Font, tableFont(&f, s.charset(f.Name)))
	}
	return part("w:fonts", v)
}

// charset is that of Chinese for a font that a style has for Chinese.
func (s *styleSet) charset(name string) string {
	for i := range s.list {
		if s.names[s.list[i].Font] == name {
			return charsetGB2312
		}
	}
	return charsetANSI
}

var (
	families = map[string]wml.ST_FontFamily{"roman": wml.ST_FontFamilyRoman, "swiss": wml.ST_FontFamilySwiss, "modern": wml.ST_FontFamilyModern,
		"script": wml.ST_FontFamilyScript, "decorative": wml.ST_FontFamilyDecorative}
	pitches = map[string]wml.ST_Pitch{"fixed": wml.ST_PitchFixed, "variable": wml.ST_PitchVariable}
)

// tableFont gives the entry of a font.
func tableFont(f *document.WordFont, charset string) *wml.CT_Font {
	v := wml.NewCT_Font()
	v.NameAttr = f.Name
	if len(f.Alt) > 0 {
		v.AltName = str(strings.Join(f.Alt, ","))
	}
	if f.Panose != "" {
		v.Panose1 = &wml.CT_Panose{ValAttr: f.Panose}
	}
	v.Charset = &wml.CT_Charset{ValAttr: &charset}
	v.Family = &wml.CT_FontFamily{ValAttr: wml.ST_FontFamilyAuto}
	if family, ok := families[f.Family]; ok {
		v.Family.ValAttr = family
	}
	v.Pitch = &wml.CT_Pitch{ValAttr: wml.ST_PitchVariable}
	if pitch, ok := pitches[f.Pitch]; ok {
		v.Pitch.ValAttr = pitch
	}
	if s := f.Sig; len(s) == 6 {
		v.Sig = &wml.CT_FontSig{Usb0Attr: s[0], Usb1Attr: s[1], Usb2Attr: s[2], Usb3Attr: s[3], Csb0Attr: s[4], Csb1Attr: s[5]}
	}
	return v
}
