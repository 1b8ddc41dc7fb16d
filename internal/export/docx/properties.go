package docx

import (
	"time"

	"nianbao/internal/document"
)

// appProperties is docProps/app.xml.
const appProperties = xmlHeader + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">` +
	`<Application>Nianbao</Application></Properties>`

// coreProperties makes docProps/core.xml (ECMA-376 part 2, 11).
func coreProperties(info *document.Info) []byte {
	b := []byte(xmlHeader + `<cp:coreProperties xmlns:cp="` + nsOPC + `metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"` +
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	add := func(name, attrs, text string) {
		if text == "" {
			return
		}
		b = append(append(append(append(b, '<'), name...), attrs...), '>')
		b = appendEscaped(b, text)
		b = append(append(append(b, '<', '/'), name...), '>')
	}
	when := fileTime(info.Date)
	add("dc:title", "", info.Title)
	add("dc:subject", "", info.Subject)
	add("dc:creator", "", info.Author)
	add("cp:keywords", "", info.Keywords)
	add("cp:lastModifiedBy", "", info.Author)
	add("dcterms:created", ` xsi:type="dcterms:W3CDTF"`, when)
	add("dcterms:modified", ` xsi:type="dcterms:W3CDTF"`, when)
	add("dc:language", "", info.Language)
	return append(b, `</cp:coreProperties>`...)
}

var china = time.FixedZone("", 8*60*60)

// fileTime gives the beginning of a day in China, as W3CDTF in UTC; empty when
// the report gives no date.
func fileTime(d document.Date) string {
	if d.Year < 1 || d.Year > 9999 || d.Month < 1 || d.Day < 1 {
		return ""
	}
	t := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, china).UTC()
	if t.Year() < 1 || t.Year() > 9999 {
		return ""
	}
	return t.Format("2006-01-02T15:04:05Z")
}
