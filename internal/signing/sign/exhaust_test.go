package sign_test

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"

	"nianbao/internal/signing/cms/cmstest"
	"nianbao/internal/signing/pdfread"
	"nianbao/internal/signing/sign"
)

// mostAllocated bounds what may be allocated in all while a small file is read,
// in bytes; most of it is free again long before the end.
const mostAllocated = 400 << 20

// packed is a stream with data that Deflate gave.
func packed(entries string, raw []byte) string {
	return fmt.Sprintf("<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream", entries, len(raw), raw)
}

// diamond is a parent tree of 31 levels, in which each node has the next twice.
func diamond() []byte {
	var nodes []string
	for i := range 30 {
		nodes = append(nodes, fmt.Sprintf("<</Kids[%d 0 R %d 0 R]>>", i+6, i+6))
	}
	return pageWith("/StructTreeRoot 4 0 R", append(append([]string{"<</Type/StructTreeRoot/ParentTree 5 0 R>>"}, nodes...), "<</Nums[]>>")...)
}

// manyRows is a file with cross-reference streams of 8 million free rows each.
func manyRows(sections int) []byte {
	b := []byte("%PDF-1.7\n")
	rows, prev := pdfread.Deflate(make([]byte, 8<<20)), ""
	for range sections {
		at := len(b)
		b = fmt.Appendf(b, "4 0 obj\n%s\nendobj\n", packed(fmt.Sprintf("/Type/XRef/Size 8388607/W[0 1 0]/Index[0 8388607]/Root 1 0 R%s", prev), rows))
		prev = fmt.Sprintf("/Prev %d", at)
		b = fmt.Appendf(b, "startxref\n%d\n%%%%EOF\n", at)
	}
	return b
}

// packs is how many object streams bigPacks has; two go beyond the budget.
const packs = 5

// bigPacks has object streams of 60 MB, all of which hold a thing the page has.
func bigPacks() []byte {
	b := []byte("%PDF-1.7\n")
	body := append([]byte("0 0 <<>>"), make([]byte, 60<<20)...)
	rows := []byte{0, 0, 0, 0, 0}
	row := func(kind byte, v int) { rows = append(rows, kind, byte(v>>16), byte(v>>8), byte(v), 0) }
	refs := ""
	for i := range packs {
		refs += fmt.Sprintf(" %d 0 R", 4+packs+i)
	}
	for i, o := range []string{"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[" + refs + "]>>>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/Annots[" + refs + "]>>"} {
		row(1, len(b))
		b = fmt.Appendf(b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	for i := range packs {
		row(1, len(b))
		b = fmt.Appendf(b, "%d 0 obj\n%s\nendobj\n", 4+i, packed("/Type/ObjStm/N 1/First 4", pdfread.Deflate(append(fmt.Appendf(nil, "%d 0", 4+packs+i), body[4:]...))))
	}
	for i := range packs {
		row(2, 4+i)
	}
	at := len(b)
	row(1, at)
	return fmt.Appendf(b, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", 4+2*packs, packed(fmt.Sprintf("/Type/XRef/Size %d/W[1 3 1]/Root 1 0 R", 5+2*packs), pdfread.Deflate(rows)), at)
}

// bigDictionaries has 50 of 19,999 keys.
func bigDictionaries() []byte {
	var d strings.Builder
	for i := range 19999 {
		fmt.Fprintf(&d, "/K%d 0", i)
	}
	var more []string
	refs := ""
	for i := range 50 {
		more = append(more, "<<"+d.String()+">>")
		refs += fmt.Sprintf(" %d 0 R", 4+i)
	}
	return pageWith("/AcroForm<</Fields["+refs+"]>>", more...)
}

// manyFields has 3000 fields with the same signature.
func manyFields() []byte {
	more := []string{"<</Type/Sig/SubFilter/ETSI.CAdES.detached/Contents<00>/ByteRange[0 1 2 3]>>"}
	refs := ""
	for i := range 3000 {
		more = append(more, fmt.Sprintf("<</FT/Sig/T(%d)/V 4 0 R>>", i))
		refs += fmt.Sprintf(" %d 0 R", 5+i)
	}
	return pageWith("/AcroForm<</Fields["+refs+"]>>", more...)
}

// manyAttachments has 60 of one stream that inflates to 60 MB.
func manyAttachments() []byte {
	names := ""
	for i := range 60 {
		names += fmt.Sprintf("(%d)<</F(%d)/EF<</F 4 0 R>>>>", i, i)
	}
	return pageWith("/Names<</EmbeddedFiles<</Names["+names+"]>>>>", packed("", pdfread.Deflate(make([]byte, 60<<20))))
}

// TestExhaustion has small files that once took all time or memory: each ends
// with a result or with the budget's error, within what may be allocated.
func TestExhaustion(t *testing.T) {
	o := newOffice(t)
	verified := func(data []byte) string {
		r, err := sign.Verify("", data, o.trust)
		if err != nil {
			return err.Error()
		}
		return problems(r)
	}
	signed := func(data []byte) string {
		out, err := sign.Sign("", data, sealed(t, o, &sign.Place{Page: 1, X: 1 << 20, Y: 1 << 20}))
		if err != nil {
			return err.Error()
		}
		return verified(out)
	}
	extracted := func(data []byte) string {
		f, err := pdfread.Open("", data)
		if err == nil {
			_, err = f.Embedded()
		}
		if err != nil {
			return err.Error()
		}
		return ""
	}
	twice, err := sign.SignAnyway("", mustSign(t, diamond(), o.options(t, cmstest.P256, false)), o.options(t, cmstest.P256, false))
	if err != nil {
		t.Fatal(err)
	}
	packs, dictionaries := sync.OnceValue(bigPacks), sync.OnceValue(bigDictionaries)
	for _, c := range []struct {
		name string
		data func() []byte
		do   func([]byte) string
		said string
		long bool // left out where tests are tested
	}{
		{"parent tree, signed", diamond, signed, "", false},
		{"parent tree, signed twice", func() []byte { return twice }, signed, "5/Kids", false},
		{"attachments", manyAttachments, extracted, "hold too much", true},
		{"8 million rows", func() []byte { return manyRows(1) }, verified, "cross-reference section", false},
		{"60 times 8 million rows", func() []byte { return manyRows(60) }, verified, "cross-reference section", true},
		{"object streams", packs, verified, "not signed", true},
		{"object streams, signed", packs, signed, "hold too much", true},
		{"dictionaries", dictionaries, verified, "not signed", true},
		{"dictionaries, signed", dictionaries, signed, "too many values", true},
		{"signatures", manyFields, verified, "too many signatures", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.long && testing.Short() {
				t.Skip("it takes a second")
			}
			data := c.data()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			got := c.do(data)
			runtime.ReadMemStats(&after)
			if !strings.Contains(got, c.said) || (c.said == "") != (got == "") {
				t.Errorf("%.300s", got)
			}
			used := after.TotalAlloc - before.TotalAlloc
			if used > mostAllocated {
				t.Errorf("%d MB were allocated", used>>20)
			}
			t.Logf("%d kB: %d MB", len(data)>>10, used>>20)
		})
	}
}

// TestDirectElement has a signature block whose element stands in it directly,
// as does the kid that it could be.
func TestDirectElement(t *testing.T) {
	o := newOffice(t)
	data := pageWith("/StructTreeRoot 4 0 R/PieceInfo<</Nianbao<</Private<</Signature<</Page 3 0 R/Rect[100 100 400 300]/Above 200/Sealed true/Element<</P 5 0 R>>>>>>>>>>",
		"<</Type/StructTreeRoot/K[5 0 R]>>", "<</Type/StructElem/S/Document/P 4 0 R/K[<</Type/MCR/MCID 0>>]>>")
	out := mustSign(t, data, sealed(t, o, nil))
	if r := verify(t, out, o.trust); !r.OK() {
		t.Error(problems(r))
	}
}
