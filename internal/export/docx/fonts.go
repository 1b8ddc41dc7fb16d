package docx

import (
	"strings"

	"github.com/unidoc/unioffice/schema/soo/wml"
)

// Character sets of fonts (ECMA-376 part 1, 17.8.3.2).
const (
	charsetANSI   = "00"
	charsetGB2312 = "86"
)

// fontTable makes fontTable.xml (ECMA-376 part 1, 17.8). The character set
// lets Word choose a Chinese font where the named one is missing; the other
// name is what newer Windows calls the old one.
func (s *styleSet) fontTable() []byte {
	v := wml.NewCT_FontsList()
	seen := map[string]bool{}
	add := func(name, charset string) {
		if name == "" || seen[name] {
			return
		}
		seen[name] = true
		f := wml.NewCT_Font()
		f.NameAttr = name
		if newer, ok := strings.CutSuffix(name, "_GB2312"); ok {
			f.AltName = str(newer)
		}
		f.Charset = &wml.CT_Charset{ValAttr: &charset}
		f.Family = &wml.CT_FontFamily{ValAttr: wml.ST_FontFamilyAuto}
		f.Pitch = &wml.CT_Pitch{ValAttr: wml.ST_PitchVariable}
		v.Font = append(v.Font, f)
	}
	for i := range s.list {
		add(s.names[s.list[i].Font], charsetGB2312)
	}
	for i := range s.list {
		add(s.names[s.list[i].Latin], charsetANSI)
	}
	return part("w:fonts", v)
}
