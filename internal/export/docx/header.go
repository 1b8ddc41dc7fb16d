package docx

import (
	"github.com/unidoc/unioffice/schema/soo/wml"

	"nianbao/internal/document"
)

// header makes the header with the notice, for odd and even pages alike (ECMA-376
// part 1, 17.10.4).
func (s *styleSet) header() []byte {
	n := &s.page.Notice
	v := wml.NewCT_PPr()
	v.PStyle = str(s.styleID(n.Style))
	v.Jc = &wml.CT_Jc{ValAttr: wml.ST_JcCenter}
	v.Ind = &wml.CT_Ind{LeftAttr: signedTwips(0), RightAttr: signedTwips(0), FirstLineAttr: twips(0)}
	v.Spacing = &wml.CT_Spacing{LineAttr: signedTwips(n.Pitch(s.style(n.Style)).Twips()), LineRuleAttr: wml.ST_LineSpacingRuleExact}
	w := writer{kit: &kit{set: s}}
	w.add(xmlHeader + `<w:hdr xmlns:w="` + nsW + `"><w:p>`)
	w.buf = append(w.buf, fragment("w:pPr", v)...)
	w.text(runKey{para: n.Style}, &document.Run{Text: n.Text})
	w.add(`</w:p></w:hdr>`)
	return w.buf
}
