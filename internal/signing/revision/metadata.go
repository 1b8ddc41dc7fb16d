package revision

import (
	"bytes"
	"encoding/xml"
	"io"
	"maps"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/signing/pdfread"
)

// xmp compares the catalog's metadata streams (14.3.2): dates and the writing
// program may be others.
func (c *comparing) xmp(at pdfread.Mention, a, b pdfread.Object) bool {
	if same(a, b) && !c.isListed(b) {
		return true
	}
	if !c.claim(b, metadataRole, at) {
		return false
	}
	old, ok1 := c.old.Resolve(a).(*pdfread.Stream)
	new, ok2 := c.new.Resolve(b).(*pdfread.Stream)
	if !ok1 || !ok2 || !isName(new.Dict.Get("Type"), "Metadata") || !isName(new.Dict.Get("Subtype"), "XML") {
		return c.foreign(at, a, b)
	}
	was, ok1 := c.statements(c.old, old)
	now, ok2 := c.statements(c.new, new)
	if !ok1 || !ok2 {
		return c.reject("元数据（XMP）读不懂", "the metadata (XMP) are not understood")
	}
	if !maps.Equal(was, now) {
		return c.refuse(&Objection{true, diag.T("元数据（XMP）里除日期和软件名外还有别的改动", "more than dates and the program's name differs in the metadata (XMP)")})
	}
	c.step.Metadata = true
	return true
}

func (c *comparing) isListed(o pdfread.Object) bool {
	r, ok := o.(pdfread.Ref)
	return ok && c.listed[r.Num]
}

// written are the properties that tell about the writing of the file, not of
// the document (ISO 16684-1).
var written = map[string]bool{
	"http://ns.adobe.com/xap/1.0/ ModifyDate": true, "http://ns.adobe.com/xap/1.0/ MetadataDate": true,
	"http://ns.adobe.com/pdf/1.3/ Producer":      true,
	"http://ns.adobe.com/xap/1.0/mm/ InstanceID": true, "adobe:ns:meta/ xmptk": true, " xmptk": true,
}

const (
	longestXMP = 1 << 20
	rdf        = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
)

// statements gives what a metadata stream says, as paths of properties with
// their values, and how often; a property may be an element or an attribute.
func (c *comparing) statements(f *pdfread.File, s *pdfread.Stream) (map[string]int, bool) {
	b, err := f.Decode(s)
	if err != nil || len(b) > longestXMP {
		return nil, false
	}
	said := map[string]int{}
	d := xml.NewDecoder(bytes.NewReader(b))
	var path []string
	for {
		t, err := d.Token()
		switch t := t.(type) {
		case xml.StartElement:
			path = append(path, nameText(t.Name))
			for _, a := range t.Attr {
				noteAttribute(said, path, a)
			}
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			if v := strings.TrimSpace(string(t)); v != "" {
				note(said, path, v)
			}
		case xml.Directive: // entities
			return nil, false
		}
		if err == io.EOF {
			return said, true
		}
		if err != nil {
			return nil, false
		}
	}
}

// noteAttribute keeps what an attribute says. rdf:parseType and an empty
// rdf:about say nothing, rdf:resource is the element's value (RDF/XML 2.5, 2.18).
func noteAttribute(said map[string]int, path []string, a xml.Attr) {
	switch name := a.Name.Space + a.Name.Local; {
	case a.Name.Space == "xmlns" || a.Name.Local == "xmlns" || name == rdf+"parseType" || name == rdf+"about" && a.Value == "":
	case name == rdf+"resource":
		note(said, path, a.Value)
	default:
		note(said, append(path[:len(path):len(path)], nameText(a.Name)), a.Value)
	}
}

func nameText(n xml.Name) string { return n.Space + " " + n.Local }

// note keeps a statement unless it is about the writing. The elements of RDF
// only hold others together.
func note(said map[string]int, path []string, value string) {
	var own []string
	for _, p := range path {
		if written[p] {
			return
		}
		if !strings.HasPrefix(p, rdf+" ") && p != "adobe:ns:meta/ xmpmeta" {
			own = append(own, p)
		}
	}
	said[strings.Join(own, " / ")+" = "+value]++
}
