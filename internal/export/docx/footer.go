package docx

import (
	"github.com/unidoc/unioffice/schema/soo/wml"

	"nianbao/internal/document"
)

// side is the side of a sheet.
type side int

const (
	odd  side = iota // page number at the right
	even             // page number at the left
)

// footer makes a footer with the page number (GB/T 9704-2012 7.5; ECMA-376
// part 1, 17.10.3 and 17.16).
func (s *styleSet) footer(sd side) []byte {
	n := &s.page.Number
	w := writer{kit: &kit{set: s}}
	w.add(xmlHeader + `<w:ftr xmlns:w="` + nsW + `"><w:p>`)
	w.buf = append(w.buf, s.numberProps(sd)...)
	key := runKey{para: n.Style}
	w.text(key, &document.Run{Text: n.Before})
	w.add(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>` +
		`<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>` +
		`<w:r><w:fldChar w:fldCharType="separate"/></w:r>`)
	w.text(key, &document.Run{Text: "1"})
	w.add(`<w:r><w:fldChar w:fldCharType="end"/></w:r>`)
	w.text(key, &document.Run{Text: n.After})
	w.add(`</w:p></w:ftr>`)
	return w.buf
}

func (s *styleSet) numberProps(sd side) []byte {
	v := wml.NewCT_PPr()
	v.PStyle = str(s.styleID(s.page.Number.Style))
	v.Jc = &wml.CT_Jc{ValAttr: wml.ST_JcRight}
	if sd == even {
		v.Jc.ValAttr = wml.ST_JcLeft
	}
	at := signedTwips(chars(s.style(s.page.Number.Style), s.page.Number.Indent))
	if sd == odd {
		v.Ind = &wml.CT_Ind{RightAttr: at}
	} else {
		v.Ind = &wml.CT_Ind{LeftAttr: at}
	}
	return fragment("w:pPr", v)
}
