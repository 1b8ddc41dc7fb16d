package docx

import (
	"bytes"
	"encoding/xml"

	"github.com/unidoc/unioffice/schema/soo/ofc/sharedTypes"
	"github.com/unidoc/unioffice/schema/soo/wml"
)

// fragment serialises a typed property as the element called name.
func fragment(name string, v xml.Marshaler, attrs ...xml.Attr) []byte {
	var b bytes.Buffer
	e := xml.NewEncoder(&b)
	// A bytes.Buffer takes everything, and element names are constants.
	_ = v.MarshalXML(e, xml.StartElement{Name: xml.Name{Local: name}, Attr: attrs})
	_ = e.Flush()
	return selfClose(b.Bytes())
}

// part serialises a typed root element as a whole part.
func part(name string, v xml.Marshaler) []byte {
	root := xml.Attr{Name: xml.Name{Local: "xmlns:w"}, Value: nsW}
	return append([]byte(xmlHeader), fragment(name, v, root)...)
}

// selfClose turns <a></a> into <a/>: a document has thousands of them.
func selfClose(b []byte) []byte {
	out := b[:0]
	opened := false // the last tag opened an element and nothing followed it
	for len(b) > 0 {
		if opened && bytes.HasPrefix(b, []byte("</")) {
			b = b[bytes.IndexByte(b, '>')+1:]
			out = append(out[:len(out)-1], '/', '>')
			opened = false
			continue
		}
		end := bytes.IndexByte(b, '>') + 1
		opened = b[0] == '<' && b[1] != '/' && b[end-2] != '/'
		out = append(out, b[:end]...)
		b = b[end:]
	}
	return out
}

// Short forms of the schema's wrapped values.

func ptr[T any](v T) *T { return &v }

func on() *wml.CT_OnOff { return wml.NewCT_OnOff() }

// said writes the value out, for what is on where nothing is said.
func said(v bool) *wml.CT_OnOff {
	return &wml.CT_OnOff{ValAttr: &sharedTypes.ST_OnOff{Bool: &v}}
}

// onIf gives a flag that is left out when it is off.
func onIf(v bool) *wml.CT_OnOff {
	if v {
		return on()
	}
	return nil
}

func str(s string) *wml.CT_String { return &wml.CT_String{ValAttr: s} }

func decimal(n int) *wml.CT_DecimalNumber { return &wml.CT_DecimalNumber{ValAttr: int64(n)} }

// twips is a length that is not negative.
func twips(n int) *sharedTypes.ST_TwipsMeasure {
	return &sharedTypes.ST_TwipsMeasure{ST_UnsignedDecimalNumber: ptr(uint64(max(n, 0)))}
}

func signedTwips(n int) *wml.ST_SignedTwipsMeasure {
	return &wml.ST_SignedTwipsMeasure{Int64: ptr(int64(n))}
}

func halfPoints(n int) *wml.CT_HpsMeasure {
	return &wml.CT_HpsMeasure{ValAttr: wml.ST_HpsMeasure{ST_UnsignedDecimalNumber: ptr(uint64(max(n, 0)))}}
}

// tableWidth is a width in twips.
func tableWidth(n int) *wml.CT_TblWidth {
	return &wml.CT_TblWidth{
		WAttr: &wml.ST_MeasurementOrPercent{ST_DecimalNumberOrPercent: &wml.ST_DecimalNumberOrPercent{
			ST_UnqualifiedPercentage: ptr(int64(n))}},
		TypeAttr: wml.ST_TblWidthDxa,
	}
}

func autoColor() *wml.ST_HexColor { return &wml.ST_HexColor{ST_HexColorAuto: wml.ST_HexColorAutoAuto} }
