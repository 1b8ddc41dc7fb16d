package revision_test

import (
	"strings"
	"testing"
)

// packet wraps properties of a resource.
func packet(properties string) string {
	return xmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		properties + `</rdf:Description></rdf:RDF></x:xmpmeta>`)
}

const (
	alternative = `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A</rdf:li><rdf:li xml:lang="zh">B</rdf:li></rdf:Alt></dc:title>`
	information = "<</Title<FEFF0052E973>/Author(Jos\\351)/CreationDate(D:20260101080000+08'00')>>"
)

// TestMetadata rewrites metadata, or adds them: what they say is the same, or is
// what the document information says.
func TestMetadata(t *testing.T) {
	for name, c := range map[string]struct {
		info, before, after, infoAfter string
		said                           string // part of the objection; empty: accepted
	}{
		"dates alone":            {information, "", packet(`<xmp:ModifyDate>2026</xmp:ModifyDate><pdf:Producer>Other</pdf:Producer>`), information, ""},
		"what Info says":         {information, "", packet("<dc:title>R\ue973</dc:title><dc:creator><rdf:Seq><rdf:li>José</rdf:li></rdf:Seq></dc:creator><xmp:CreateDate>2026-01-01T00:00:00Z</xmp:CreateDate><dc:format>application/pdf</dc:format>"), information, ""},
		"no date of writing":     {information, "", packet(`<xmp:ModifyDate>[(PAY 999999)] TJ</xmp:ModifyDate>`), information, "XMP"},
		"a producer that draws":  {information, "", packet(`<pdf:Producer>BT (PAY 999999) Tj ET</pdf:Producer>`), information, "XMP"},
		"a producer with a year": {information, "", packet(`<pdf:Producer>Acrobat Distiller 9.0 (Windows)</pdf:Producer>`), information, ""},
		"more below a date":      {information, "", packet(`<xmp:ModifyDate><dc:title>2026</dc:title></xmp:ModifyDate>`), information, "XMP"},
		"another title":          {information, "", packet(`<dc:title>Other</dc:title>`), information, "XMP"},
		"a second author":        {information, "", packet(`<dc:creator><rdf:Seq><rdf:li>José</rdf:li><rdf:li>José</rdf:li></rdf:Seq></dc:creator>`), information, "XMP"},
		"another date":           {information, "", packet(`<xmp:CreateDate>2026-01-01T08:00:00Z</xmp:CreateDate>`), information, "XMP"},
		"a title for a key":      {information, "", packet("<pdf:Keywords>R\ue973</pdf:Keywords>"), information, "XMP"},
		"what Info says now": {"<<>>", "", packet(`<pdf:Keywords>x</pdf:Keywords>`), "<</Keywords(x)>>",
			"7/Keywords"},
		"another use":        {information, "", strings.Replace(packet(""), "/Subtype/XML", "/Subtype/XML/BBox[0 0 9 9]", 1), information, "1/Metadata"},
		"languages swapped":  {information, packet(alternative), packet(strings.NewReplacer(">A<", ">B<", ">B<", ">A<").Replace(alternative)), information, "XMP"},
		"languages as were":  {information, packet(alternative), packet("\n" + alternative + "\n"), information, ""},
		"default language":   {information, packet("<dc:title>A</dc:title>"), packet(`<dc:title xml:lang="x-default">A</dc:title>`), information, ""},
		"another language":   {information, packet("<dc:title>A</dc:title>"), packet(`<dc:title xml:lang="en">A</dc:title>`), information, "XMP"},
		"no language":        {information, packet("<dc:title>A</dc:title>"), packet(`<dc:title dc:lang="x-default">A</dc:title>`), information, "XMP"},
		"no language, XML":   {information, packet("<dc:title>A</dc:title>"), packet(`<dc:title xml:id="x-default">A</dc:title>`), information, "XMP"},
		"about another":      {information, packet("<dc:title>A</dc:title>"), packet(`<dc:title><rdf:Description rdf:about="x">A</rdf:Description></dc:title>`), information, "XMP"},
		"a resource":         {information, packet("<dc:title>A</dc:title>"), packet(`<dc:title rdf:resource="A"/>`), information, ""},
		"a date of none":     {"<</CreationDate(x)>>", "", packet("<xmp:CreateDate>0001-01-01T00:00:00Z</xmp:CreateDate>"), "<</CreationDate(x)>>", "XMP"},
		"no date":            {"<</CreationDate(D:20260101)>>", "", packet("<xmp:CreateDate>x</xmp:CreateDate>"), "<</CreationDate(D:20260101)>>", "XMP"},
		"deep":               {information, "", packet(strings.Repeat("<a>", 36) + strings.Repeat("</a>", 36)), information, ""},
		"too deep":           {information, "", packet(strings.Repeat("<a>", 38) + strings.Repeat("</a>", 38)), information, "not understood"},
		"a long name":        {information, "", packet("<a" + strings.Repeat("a", 200) + "/>"), information, "not understood"},
		"a long attribute":   {information, "", packet("<xmp:ModifyDate a" + strings.Repeat("a", 200) + "='x'/>"), information, "not understood"},
		"a long namespace":   {information, "", packet("<a:b xmlns:a='" + strings.Repeat("a", 200) + "'/>"), information, "not understood"},
		"one less":           {information, packet(alternative), packet(alternative[:strings.Index(alternative, `<rdf:li xml:lang="zh">`)] + "</rdf:Alt></dc:title>"), information, "XMP"},
		"Info in Latin-1":    {information, "", packet(""), strings.Replace(information, "(Jos\\351)", "<FEFF004A006F007300E9>", 1), ""},
		"Info in UTF-8":      {information, "", packet(""), strings.Replace(information, "(Jos\\351)", "<EFBBBF4A6F73C3A9>", 1), ""},
		"Info another":       {information, "", packet(""), strings.Replace(information, "(Jos\\351)", "(Jos\\352)", 1), "7/Author"},
		"Info no character":  {"<</Author(\\255)>>", "", packet(""), "<</Author<FEFF00AD>>>", "7/Author"},
		"Info no characters": {"<</Author(\\255)>>", "", packet(""), "<</Author(\\177)>>", "7/Author"},
	} {
		t.Run(name, func(t *testing.T) {
			base := signed.with(objects{7: c.info, 8: c.before})
			update := objects{7: c.infoAfter, 8: c.after}
			if c.before == "" {
				base = base.edit(t, 1, "/Metadata 8 0 R", "")
				update = objects{1: signed[1], 7: c.infoAfter, 32: c.after}.edit(t, 1, "/Metadata 8 0 R", "/Metadata 32 0 R")
			}
			step := judge(t, base, update)
			switch o := step.Objection; {
			case o == nil && c.said != "":
				t.Error("is accepted")
			case o != nil && (c.said == "" || !strings.Contains(o.What.EN, c.said)):
				t.Errorf("%s", o.What.EN)
			case o == nil && !step.Metadata:
				t.Error("is not told")
			}
		})
	}
}
