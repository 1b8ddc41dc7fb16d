package revision_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/signing/cms/cmstest"
	"nianbao/internal/signing/pdfread"
	"nianbao/internal/signing/revision"
)

// objects are the bodies of indirect objects by number.
type objects map[int]string

// with gives a copy in which some are others; an empty one is not there.
func (o objects) with(more objects) objects {
	all := maps.Clone(o)
	maps.Copy(all, more)
	maps.DeleteFunc(all, func(_ int, body string) bool { return body == "" })
	return all
}

// edit gives a copy in which one thing in one body is written otherwise.
func (o objects) edit(t testing.TB, num int, old, new string) objects {
	t.Helper()
	if !strings.Contains(o[num], old) {
		t.Fatalf("object %d has no %q: %s", num, old, o[num])
	}
	return o.with(objects{num: strings.Replace(o[num], old, new, 1)})
}

// stream writes a stream with its data as they are.
func stream(entries, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(data), data)
}

// measured gives a stream that was edited its right length.
func measured(body string) string {
	head, data, ok := strings.Cut(body, "/Length ")
	_, data, ok2 := strings.Cut(data, ">>\nstream\n")
	if !ok || !ok2 {
		return body
	}
	return stream(strings.TrimPrefix(head, "<<"), strings.TrimSuffix(data, "\nendstream"))
}

// document is a file that is written state by state.
type document struct {
	data  []byte
	start int // of the last section
	size  int
	root  string      // what the trailers say besides
	gens  map[int]int // generations other than 0
}

const trailer = "/Root 1 0 R/Info 7 0 R"

// written gives a file of one state.
func written(all objects) *document {
	d := &document{data: []byte("%PDF-1.7\n"), root: trailer}
	d.update(all)
	return d
}

// update adds a state with a cross-reference table.
func (d *document) update(more objects) *document {
	first := d.start == 0
	rows := ""
	if first {
		rows = "0 1\n0000000000 65535 f\r\n"
	}
	for _, n := range slices.Sorted(maps.Keys(more)) {
		rows += fmt.Sprintf("%d 1\n%010d %05d n\r\n", n, len(d.data), d.gens[n])
		d.data = fmt.Appendf(d.data, "%d %d obj\n%s\nendobj\n", n, d.gens[n], more[n])
		d.size = max(d.size, n+1)
	}
	prev := ""
	if !first {
		prev = fmt.Sprintf("/Prev %d", d.start)
	}
	d.start = len(d.data)
	d.data = fmt.Appendf(d.data, "xref\n%strailer\n<</Size %d%s%s>>\nstartxref\n%d\n%%%%EOF\n", rows, d.size, prev, d.root, d.start)
	return d
}

// chain reads what stands behind the first end bytes.
func (d *document) chain(t testing.TB, end int) *revision.Chain {
	t.Helper()
	f, err := pdfread.Open("", d.data)
	if err != nil {
		t.Fatalf("%v\n%s", err, d.data[end:])
	}
	return revision.Read(f, end)
}

const xmpText = `<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="one"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmp:CreateDate="2026"><xmp:ModifyDate>2026</xmp:ModifyDate><dc:title>Title</dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`

func xmp(text string) string { return stream("/Type/Metadata/Subtype/XML", text) }

// Names of signatures in validation data.
const (
	firstName  = "/0123456789ABCDEF0123456789ABCDEF01234567"
	secondName = "/89ABCDEF0123456789ABCDEF0123456789ABCDEF"
)

// proofs are validation data of each kind.
var proofs = func() (p struct {
	certificates [2]string
	list, token  string
}) {
	t := new(testing.B)
	a := cmstest.NewAuthority(t)
	_, chain := a.Issue(t, cmstest.P256, nil)
	token, err := a.NewTSA(t).Token(nil)
	if err != nil {
		panic(err)
	}
	p.certificates, p.list, p.token = [2]string{string(a.Root.Raw), string(chain[0].Raw)}, string(a.List(t, nil).Raw), string(token)
	return p
}()

// signed is a tagged file of one page with a signature, a prepared field, one
// that is prepared below another, and validation data.
var signed = objects{
	1:  "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/Metadata 8 0 R/StructTreeRoot 9 0 R/DSS 18 0 R/Version/1.6/Extensions<</ADBE<</BaseVersion/1.7/ExtensionLevel 3>>>>>>",
	2:  "<</Type/Pages/Kids[3 0 R]/Count 1>>",
	3:  "<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots[10 0 R 14 0 R 16 0 R]>>",
	4:  stream("", "BT /F1 24 Tf 72 700 Td (PAY 100 YUAN) Tj ET"),
	5:  "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	6:  "<</SigFlags 3/Fields[10 0 R 14 0 R 15 0 R]>>",
	7:  "<</Title(Title)/ModDate(D:20260101000000Z)/Producer(One)>>",
	8:  xmp(xmpText),
	9:  "<</Type/StructTreeRoot/K[12 0 R]/ParentTree 13 0 R/ParentTreeNextKey 5>>",
	10: "<</Type/Annot/Subtype/Widget/FT/Sig/T(First)/F 132/P 3 0 R/Rect[0 0 0 0]/V 11 0 R>>",
	11: "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/Contents<00>/ByteRange[0 1 2 3]>>",
	12: "<</Type/StructElem/S/Document/P 9 0 R/K[17 0 R]>>",
	13: "<</Nums[4 17 0 R]>>",
	14: "<</Type/Annot/Subtype/Widget/FT/Sig/T(Later)/F 132/P 3 0 R/Rect[50 50 150 150]>>",
	15: "<</T(Group)/FT/Tx/Kids[16 0 R]>>",
	16: "<</Type/Annot/Subtype/Widget/FT/Sig/Parent 15 0 R/T(Inner)/F 132/P 3 0 R/Rect[0 0 0 0]>>",
	17: "<</Type/StructElem/S/P/P 12 0 R/Pg 3 0 R/K 0>>",
	18: "<</Type/DSS/Certs[19 0 R]/VRI<<" + firstName + "<</Cert[19 0 R]>>>>>>",
	19: stream("", proofs.certificates[0]),
}

// value is a further signature.
const value = "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/Contents<00>/ByteRange[0 1 2 3]/Reference[<</Type/SigRef/TransformMethod/FieldMDP/Data 1 0 R/TransformParams 23 0 R>>]>>"

// seal adds a signature with a picture that the structure tree names.
var seal = objects{
	3:  "<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots[10 0 R 14 0 R 16 0 R 20 0 R]>>",
	6:  "<</SigFlags 3/Fields[10 0 R 14 0 R 15 0 R 20 0 R]>>",
	9:  "<</Type/StructTreeRoot/K[12 0 R]/ParentTree 13 0 R/ParentTreeNextKey 6>>",
	12: "<</Type/StructElem/S/Document/P 9 0 R/K[17 0 R 25 0 R]>>",
	13: "<</Nums[4 17 0 R 5 25 0 R]>>",
	20: "<</Type/Annot/Subtype/Widget/FT/Sig/T(Second)/TU(Seal)/F 132/Ff 1/P 3 0 R/Rect[100 100 200 200]/V 21 0 R/DV 21 0 R/AP<</N 22 0 R>>/StructParent 5/MK<<>>>>",
	21: value,
	22: stream("/Type/XObject/Subtype/Form/BBox[0 0 100 100]/Resources 24 0 R", "0 0 100 100 re f"),
	23: "<</Type/TransformParams/Action/Include/Fields[(Other)]/V/1.2>>",
	24: "<</Font<</F1 5 0 R>>>>",
	25: "<</Type/StructElem/S/Form/P 12 0 R/Pg 3 0 R/Alt(Seal)/T(Seal)/Lang(zh)/K<</Type/OBJR/Obj 20 0 R/Pg 3 0 R>>>>",
}

// unseen adds a signature without a picture, which the structure tree does not name.
var unseen = objects{
	3:  seal[3],
	6:  seal[6],
	20: "<</Type/Annot/Subtype/Widget/FT/Sig/T(Second)/F 132/P 3 0 R/Rect[0 0 0 0]/V 21 0 R/AP<</N 22 0 R>>>>",
	21: value,
	22: stream("/Type/XObject/Subtype/Form/BBox[0 0 0 0]", "q Q"),
	23: seal[23],
}

// stamped adds a time stamp.
var stamped = unseen.with(objects{21: strings.NewReplacer("ETSI.CAdES.detached", "ETSI.RFC3161", "/Sig/", "/DocTimeStamp/").Replace(value)})

// filled signs the field that was prepared.
var filled = objects{
	14: "<</Type/Annot/Subtype/Widget/FT/Sig/T(Later)/F 132/P 3 0 R/Rect[50 50 150 150]/V 21 0 R/AP<</N 22 0 R>>/M(D:2026)>>",
	21: "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/Contents<00>/ByteRange[0 1 2 3]>>",
	22: stream("/Type/XObject/Subtype/Form/BBox[0 0 100 100]", "0 0 100 100 re f"),
}

// evidence adds validation data.
var evidence = objects{
	1:  "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/Metadata 8 0 R/StructTreeRoot 9 0 R/DSS 18 0 R/Version/1.7/Extensions<</ADBE<</BaseVersion/1.7/ExtensionLevel 3>>/ESIC 29 0 R>>>>",
	18: "<</Type/DSS/Certs[19 0 R 26 0 R]/CRLs 28 0 R/OCSPs[]/VRI<<" + firstName + "<</Cert[19 0 R]>>" + secondName + " 27 0 R>>>>",
	26: stream("", proofs.certificates[1]),
	27: "<</Type/VRI/Cert[26 0 R]/TU(D:2026)/TS 30 0 R>>",
	28: "[31 0 R]",
	29: "<</Type/DeveloperExtensions/BaseVersion/1.7/ExtensionLevel 5>>",
	30: stream("", proofs.token),
	31: stream("", proofs.list),
}

// notes writes the dates and the program's name anew.
var notes = objects{
	7: "<</Title(Title)/ModDate(D:20260301000000Z)/Producer(Other)>>",
	8: xmp(strings.NewReplacer(">2026<", ">2027<", "one", "two").Replace(xmpText)),
}
