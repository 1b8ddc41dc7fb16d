package pdf

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"nianbao/internal/document"
)

// metadata is the document information in the form in which both the
// information dictionary and the XMP packet give it.
type metadata struct {
	title, author, subject, keywords, language, producer string

	part    int  // of PDF/A
	partial bool // too little of a document for PDF/UA

	date document.Date // zero: none
}

func newMetadata(i *document.Info, opt Options) *metadata {
	m := &metadata{clean(i.Title), clean(i.Author), clean(i.Subject), clean(i.Keywords), clean(i.Language), clean(opt.Producer), 2, false, i.Date}
	if len(opt.Attachments) > 0 {
		m.part = 3
	}
	if d := m.date; d.Year < 1 || d.Year > 9999 || d.Month < 1 || d.Month > 12 || d.Day < 1 || d.Day > 31 {
		m.date = document.Date{}
	}
	return m
}

// day is what stands for the time of writing, since there is no clock: the
// report's date, or where it has none a fixed one.
func (m *metadata) day() (year, month, day int) {
	if m.date.Year == 0 {
		return 2000, 1, 1
	}
	return m.date.Year, m.date.Month, m.date.Day
}

// clean replaces what XML 1.0 cannot hold, in both places alike.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF {
			return utf8.RuneError
		}
		return r
	}, s)
}

// appendInfo appends the document information dictionary (14.3.3).
func (m *metadata) appendInfo(b []byte) []byte {
	b = append(b, "<<"...)
	for _, e := range [...]struct{ key, value string }{
		{"/Title", m.title}, {"/Author", m.author}, {"/Subject", m.subject}, {"/Keywords", m.keywords}, {"/Producer", m.producer},
	} {
		if e.value != "" {
			b = appendText(append(b, e.key...), e.value)
		}
	}
	if d := m.date; d.Year != 0 { // midnight, China Standard Time
		b = fmt.Appendf(b, "/CreationDate(D:%04[1]d%02[2]d%02[3]d000000+08'00')/ModDate(D:%04[1]d%02[2]d%02[3]d000000+08'00')", d.Year, d.Month, d.Day)
	}
	return append(b, ">>"...)
}

// xmp gives the metadata stream (14.3.2; ISO 16684-1). The file claims
// PDF/A-2a (ISO 19005-2 6.6.4) and, where there is the title and the language
// that it asks for, PDF/UA-1 (ISO 14289-1 5).
func (m *metadata) xmp() []byte {
	var b []byte
	add := func(format, value string) {
		if value != "" {
			b = fmt.Appendf(b, format, escape(value))
		}
	}
	b = append(b, "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"+
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
`...)
	add("<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n", m.title)
	add("<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\n", m.author)
	add("<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:description>\n", m.subject)
	add("<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n", m.language)
	if d := m.date; d.Year != 0 {
		t := fmt.Sprintf("%04d-%02d-%02dT00:00:00+08:00", d.Year, d.Month, d.Day)
		add("<xmp:CreateDate>%[1]s</xmp:CreateDate><xmp:ModifyDate>%[1]s</xmp:ModifyDate><xmp:MetadataDate>%[1]s</xmp:MetadataDate>\n", t)
	}
	add("<pdf:Keywords>%s</pdf:Keywords>\n", m.keywords)
	add("<pdf:Producer>%s</pdf:Producer>\n", m.producer)
	b = fmt.Appendf(b, "<pdfaid:part>%d</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\n</rdf:Description>\n", m.part)
	if m.title != "" && m.language != "" && !m.partial {
		b = append(b, pdfua...)
	}
	return append(b, "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"...)
}

// pdfua is the claim of PDF/UA-1 with the extension schema that PDF/A wants
// for it (ISO 19005-2 6.6.2.3).
const pdfua = `<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
`

var xmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\"", "&quot;")

func escape(s string) string { return xmlEscapes.Replace(s) }
