package revision

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"nianbao/internal/diag"
	"nianbao/internal/pattern"
	"nianbao/internal/signing/pdfread"
)

// xmp compares the catalog's metadata streams (14.3.2): dates and the writing
// program may be others. Where there was none, or a statement is new, it says
// what the document information said when it was signed.
func (c *comparing) xmp(at pdfread.Mention, a, b pdfread.Object) bool {
	if same(a, b) && !c.isListed(b) {
		return true
	}
	if !c.claim(b, metadataRole, at) {
		return false
	}
	old, ok1 := c.old.Resolve(a).(*pdfread.Stream)
	new, ok2 := c.new.Resolve(b).(*pdfread.Stream)
	if a != nil && !ok1 || !ok2 || !isMetadata(new.Dict) {
		return c.foreign(at, a, b)
	}
	was, ok1 := said{}, true
	if a != nil {
		was, ok1 = statements(c.old, old)
	}
	now, ok2 := statements(c.new, new)
	if !ok1 || !ok2 {
		return c.reject("元数据（XMP）读不懂", "the metadata (XMP) are not understood")
	}
	if withdrawn(was, now) || c.invented(was, now) {
		return c.refuse(&Objection{true, diag.T("元数据（XMP）里除日期和软件名外还有别的改动", "more than dates and the program's name differs in the metadata (XMP)")})
	}
	c.step.Metadata = true
	return true
}

func (c *comparing) isListed(o pdfread.Object) bool {
	r, ok := o.(pdfread.Ref)
	return ok && c.listed[r.Num]
}

// isMetadata reports whether a stream says of itself that it is metadata, and
// nothing else.
func isMetadata(d pdfread.Dict) bool {
	return isName(d.Get("Type"), "Metadata") && isName(d.Get("Subtype"), "XML") &&
		len(d.Without("Type", "Subtype", "Length", "Filter", "DecodeParms")) == 0
}

// withdrawn reports whether the new metadata say less than before.
func withdrawn(was, now said) bool {
	for s, n := range was {
		if now[s] < n {
			return true
		}
	}
	return false
}

// invented reports whether they say more than before, and than the document
// information said then.
func (c *comparing) invented(was, now said) bool {
	for s, n := range now {
		if n > was[s] && !c.informed(s) {
			return true
		}
	}
	return false
}

const (
	dublinCore = "http://purl.org/dc/elements/1.1/ "
	basic      = "http://ns.adobe.com/xap/1.0/ "
	adobePDF   = "http://ns.adobe.com/pdf/1.3/ "
	rdf        = "http://www.w3.org/1999/02/22-rdf-syntax-ns# "
)

// written are the properties that tell about the writing of the file, not of
// the document (ISO 16684-1).
var written = map[string]bool{
	basic + "ModifyDate": true, basic + "MetadataDate": true, adobePDF + "Producer": true,
	"http://ns.adobe.com/xap/1.0/mm/ InstanceID": true, "adobe:ns:meta/ xmptk": true, " xmptk": true,
}

var (
	isoDate = pattern.New(`^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?)?)?$`)
	// A stream may be drawn as a page's content, too: such a value has no operator of
	// one (ISO 32000-1, annex A) and is short.
	operator = pattern.New(`(^|[^A-Za-z])(T[jJdDmfcwzLrs*]|Do|BT|ET|BI|ID|EI|re|sh|cm|gs|[fFBbSsWn]\*?|'|")($|[^A-Za-z*])`)
)

const longestWritten = 200

// plainWriting reports whether a property about the writing has a value as such have.
func plainWriting(property, value string) bool {
	if strings.HasSuffix(property, "Date") {
		return isoDate.MatchString(value)
	}
	return len(value) <= longestWritten && !operator.MatchString(value)
}

// information has the properties that repeat an entry of the document
// information (14.3.3, table 349).
var information = map[string]pdfread.Name{
	dublinCore + "title": "Title", dublinCore + "creator": "Author", dublinCore + "description": "Subject",
	adobePDF + "Keywords": "Keywords", basic + "CreatorTool": "Creator", basic + "CreateDate": "CreationDate",
}

// informed reports whether the document information says the same in the old
// state.
func (c *comparing) informed(s statement) bool {
	key, ok := information[s.of]
	text, isText := c.old.Dict(c.old.Trailer.Get("Info")).Get(key).(pdfread.String)
	if !ok || !isText {
		return s == statement{dublinCore + "format", "application/pdf"}
	}
	if key != "CreationDate" {
		return text.Text() == s.value
	}
	was, ok1 := text.Date()
	now, err := time.Parse(time.RFC3339, s.value)
	return ok1 && err == nil && was.Equal(now)
}

// statement is what metadata say of one property. The first item of a list
// stands for the list, the others have their numbers behind it.
type statement struct{ of, value string }

// said is how often something is said.
type said map[statement]int

// Limits: of a metadata stream in bytes, of all that it says, each with the names
// that lead to it, of a name with its namespace, and of how deep elements are nested.
const (
	longestXMP  = 1 << 20
	longestSaid = 8 << 20
	longestName = 200
	deepestXMP  = 40
)

// statements gives what a metadata stream says; a property may be an element or
// an attribute.
func statements(f *pdfread.File, s *pdfread.Stream) (said, bool) {
	b, err := f.Decode(s)
	if err != nil || len(b) > longestXMP {
		return nil, false
	}
	r := &statementReader{said: said{}, items: []int{0}}
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		t, err := d.Token()
		if err == io.EOF {
			return r.said, true
		}
		if _, entities := t.(xml.Directive); err != nil || entities || !r.bounded(t) {
			return nil, false
		}
		if r.token(t); r.length > longestSaid {
			return nil, false
		}
	}
}

// bounded reports whether an element may be read: what is said of it is as long
// as all the names that lead to it.
func (r *statementReader) bounded(t xml.Token) bool {
	e, ok := t.(xml.StartElement)
	long := func(n xml.Name) bool { return len(n.Space)+len(n.Local) > longestName }
	return !ok || len(r.path) < deepestXMP && !long(e.Name) && !slices.ContainsFunc(e.Attr, func(a xml.Attr) bool { return long(a.Name) })
}

type statementReader struct {
	said  said
	path  []string // of elements
	items []int    // how many of a list there were, by depth

	length int // of what was said, in bytes
}

func (r *statementReader) token(t xml.Token) {
	switch t := t.(type) {
	case xml.StartElement:
		r.path = append(r.path, r.element(nameText(t.Name)))
		r.items = append(r.items, 0)
		for _, a := range t.Attr {
			r.attribute(a)
		}
	case xml.EndElement:
		r.path = r.path[:len(r.path)-1]
		r.items = r.items[:len(r.items)-1]
	case xml.CharData:
		if v := strings.TrimSpace(string(t)); v != "" {
			r.note(r.path, v)
		}
	}
}

// element names an element; those of RDF only hold others together.
func (r *statementReader) element(name string) string {
	if name == rdf+"li" {
		r.items[len(r.items)-1]++
		if n := r.items[len(r.items)-1]; n > 1 {
			return strconv.Itoa(n)
		}
	}
	if strings.HasPrefix(name, rdf) || name == "adobe:ns:meta/ xmpmeta" {
		return ""
	}
	return name
}

// attribute keeps what an attribute says. rdf:parseType, an empty rdf:about and
// the language x-default say nothing, rdf:resource is the element's value (RDF/XML
// 2.5, 2.18).
func (r *statementReader) attribute(a xml.Attr) {
	switch name := nameText(a.Name); {
	case a.Name.Space == "xmlns" || a.Name.Local == "xmlns" || name == rdf+"parseType" || name == rdf+"about" && a.Value == "":
	case a.Name.Space == "http://www.w3.org/XML/1998/namespace" && a.Name.Local == "lang" && a.Value == "x-default":
	case name == rdf+"resource":
		r.note(r.path, a.Value)
	default:
		r.note(append(r.path[:len(r.path):len(r.path)], name), a.Value)
	}
}

func nameText(n xml.Name) string { return n.Space + " " + n.Local }

// note keeps a statement unless it is about the writing.
func (r *statementReader) note(path []string, value string) {
	var own []string
	for i, p := range path {
		if written[p] && strings.Join(path[i+1:], "") == "" && plainWriting(p, value) {
			return
		}
		if p != "" {
			own = append(own, p)
		}
	}
	s := statement{strings.Join(own, " / "), value}
	r.length += len(s.of) + len(s.value)
	r.said[s]++
}
