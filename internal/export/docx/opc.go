package docx

import "slices"

// The package (ECMA-376 part 2): its parts, their types and how they hang
// together. All but two parts are the same for all documents of a style set.

const (
	xmlHeader = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

	nsW   = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsR   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsOPC = "http://schemas.openxmlformats.org/package/2006/"

	relOffice  = nsR + "/"
	relPackage = nsOPC + "relationships/metadata/"
	typeWord   = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// The relationship ids of footers and header.
const (
	idOddFooter  = "rId4"
	idEvenFooter = "rId5"
	idHeader     = "rId6"
)

func contentTypes(footers, header bool) []byte {
	b := []byte(xmlHeader + `<Types xmlns="` + nsOPC + `content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>`)
	part := func(name, typ string) {
		b = append(b, `<Override PartName="/`+name+`" ContentType="`+typ+`"/>`...)
	}
	part("word/document.xml", typeWord+"document.main+xml")
	part("word/styles.xml", typeWord+"styles+xml")
	part("word/settings.xml", typeWord+"settings+xml")
	part("word/fontTable.xml", typeWord+"fontTable+xml")
	if footers {
		part("word/footer1.xml", typeWord+"footer+xml")
		part("word/footer2.xml", typeWord+"footer+xml")
	}
	if header {
		part("word/header1.xml", typeWord+"header+xml")
	}
	part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
	part("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml")
	return append(b, `</Types>`...)
}

// relationship is one line of a .rels part.
type relationship struct{ id, typ, target string }

func relationships(list ...relationship) []byte {
	b := []byte(xmlHeader + `<Relationships xmlns="` + nsOPC + `relationships">`)
	for _, r := range list {
		b = append(b, `<Relationship Id="`+r.id+`" Type="`+r.typ+`" Target="`+r.target+`"/>`...)
	}
	return append(b, `</Relationships>`...)
}

// parts are a package's constant entries; between those that stand before the
// document and those after it goes the document itself.
type parts struct {
	before, after []entry
	rels          []relationship // of the document
	relsEntry     entry          // the same, ready
}

const documentRels = "word/_rels/document.xml.rels"

// pack gives all entries in the order in which they are written.
func (w *writer) pack(body, core entry) []entry {
	p := &w.kit.parts
	rels := []entry{p.relsEntry}
	if len(w.pictures) > 0 {
		rels = w.pictureParts(p.rels)
	}
	return slices.Concat(p.before, []entry{body}, rels, p.after, []entry{core})
}

// packParts makes the constant entries; the content types come first.
func (k *kit) packParts(s *styleSet) {
	footers, header := s.page.Number.Style != "", s.page.Notice.Text != ""
	k.parts.before = []entry{
		constant("[Content_Types].xml", contentTypes(footers, header)),
		constant("_rels/.rels", relationships(
			relationship{"rId1", relOffice + "officeDocument", "word/document.xml"},
			relationship{"rId2", relPackage + "core-properties", "docProps/core.xml"},
			relationship{"rId3", relOffice + "extended-properties", "docProps/app.xml"})),
	}
	rels := []relationship{
		{"rId1", relOffice + "styles", "styles.xml"},
		{"rId2", relOffice + "settings", "settings.xml"},
		{"rId3", relOffice + "fontTable", "fontTable.xml"},
	}
	if footers {
		rels = append(rels,
			relationship{idOddFooter, relOffice + "footer", "footer1.xml"},
			relationship{idEvenFooter, relOffice + "footer", "footer2.xml"})
	}
	if header {
		rels = append(rels, relationship{idHeader, relOffice + "header", "header1.xml"})
	}
	k.parts.rels, k.parts.relsEntry = rels, constant(documentRels, relationships(rels...))
	k.parts.after = []entry{
		constant("word/styles.xml", s.styles()),
		constant("word/settings.xml", s.settings()),
		constant("word/fontTable.xml", s.fontTable()),
	}
	if footers {
		k.parts.after = append(k.parts.after,
			constant("word/footer1.xml", s.footer(odd)),
			constant("word/footer2.xml", s.footer(even)))
	}
	if header {
		k.parts.after = append(k.parts.after, constant("word/header1.xml", s.header()))
	}
	k.parts.after = append(k.parts.after, constant("docProps/app.xml", []byte(appProperties)))
}
