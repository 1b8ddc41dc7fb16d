package sign

import (
	"bytes"
	"testing"
	"time"

	"nianbao/internal/pdfread"
)

// now is when the tests sign.
var now = time.Date(2026, 1, 27, 9, 30, 0, 0, time.FixedZone("", 8*3600))

func testKey(t testing.TB) *Key {
	t.Helper()
	p12, _, err := TestKey("secret", now)
	if err != nil {
		t.Fatal(err)
	}
	k, err := ReadKey("test.p12", p12, "secret")
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// plainPDF is the least that is a PDF file, with a cross-reference table.
func plainPDF() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>", "<</Type/Page/Parent 2 0 R>>"} {
		at = append(at, b.Len())
		b.WriteString(string(rune('1'+i)) + " 0 obj\n" + o + "\nendobj\n")
	}
	start := b.Len()
	b.WriteString("xref\n0 4\n0000000000 65535 f\r\n")
	for _, n := range at {
		b.WriteString(pad(n) + " 00000 n\r\n")
	}
	b.WriteString("trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n" + string(pdfread.Int(start)) + "\n%%EOF\n")
	return b.Bytes()
}

func pad(n int) string {
	s := "0000000000" + string(pdfread.Int(n))
	return s[len(s)-10:]
}

func TestSign(t *testing.T) {
	old := plainPDF()
	out, err := Sign("plain.pdf", old, &Options{Key: testKey(t), Time: now, Reason: "发布"})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(out, old) {
		t.Error("the old bytes have changed")
	}
	f, err := pdfread.Open("out.pdf", out)
	if err != nil {
		t.Fatal(err)
	}
	fields := signatureFields(f)
	if len(fields) != 1 {
		t.Fatalf("%d signature fields", len(fields))
	}
	v := f.Dict(fields[0].Get("V"))
	if v.Get("SubFilter") != pdfread.Name("ETSI.CAdES.detached") {
		t.Errorf("signature dictionary %v", v)
	}
	if m, _ := v.Get("M").(pdfread.String); string(m) != "D:20260127093000+08'00'" {
		t.Errorf("M is %s", m)
	}
}
