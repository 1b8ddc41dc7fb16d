package sign_test

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"

	"nianbao/internal/signing/cms/cmstest"
	"nianbao/internal/signing/sign"
)

// TestByteRange writes other numbers into a signature's byte range: that is what is
// wrong then, and nothing else is looked at.
func TestByteRange(t *testing.T) {
	o := newOffice(t)
	data := mustSign(t, plainPDF(), o.options(t, cmstest.P256, false))
	at := bytes.Index(data, []byte("/ByteRange [")) + len("/ByteRange [")
	room := bytes.Index(data[at:], []byte(" /Contents"))
	var a, b, c, start int
	if _, err := fmt.Sscanf(string(data[at:at+room]), "0 %d %d %d]", &a, &b, &c); err != nil {
		t.Fatal(err)
	}
	start = bytes.LastIndex(data[:a], []byte(" obj")) - 3
	end := b + bytes.Index(data[b:], []byte("endobj")) + len("endobj")
	for name, n := range map[string]struct {
		numbers string
		wrong   bool
	}{
		"as it was":            {fmt.Sprintf("0 %d %d %d", a, b, c), false},
		"three":                {fmt.Sprintf("0 %d %d", a, b), true},
		"five":                 {fmt.Sprintf("0 %d %d %d 0", a, b, c), true},
		"a word":               {fmt.Sprintf("0 %d %d/A", a, b), true},
		"not from the start":   {fmt.Sprintf("1 %d %d %d", a, b, c), true},
		"before the start":     {fmt.Sprintf("-1 %d %d %d", a, b, c), true},
		"nothing before":       {fmt.Sprintf("0 0 %d %d", b, c), true},
		"less than nothing":    {fmt.Sprintf("0 -1 %d %d", b, c), true},
		"no gap":               {fmt.Sprintf("0 %d %d %d", a, a, len(data)-a), true},
		"half a gap":           {fmt.Sprintf("0 %d %d %d", a, a+1, len(data)-a-1), true},
		"the gap turned round": {fmt.Sprintf("0 %d %d %d", b, a, c), true},
		"nothing behind":       {fmt.Sprintf("0 %d %d 0", a, b), true},
		"less behind":          {fmt.Sprintf("0 %d %d -5", a, b), true},
		"more than there is":   {fmt.Sprintf("0 %d %d %d", a, b, c+1), true},
		"far more":             {fmt.Sprintf("0 %d %d 999999999", a, b), true},
		"from before it":       {fmt.Sprintf("0 %d %d %d", start-1, b, c), true},
		"to behind it":         {fmt.Sprintf("0 %d %d %d", a, end+1, len(data)-end-1), true},
		"far behind it":        {fmt.Sprintf("0 %d %d 1", a, len(data)-1), true},
	} {
		spoiled := bytes.Clone(data)
		copy(spoiled[at:at+room], n.numbers+"]"+strings.Repeat(" ", room-len(n.numbers)-1))
		r := verify(t, spoiled, o.trust)
		if got := problems(r); strings.Contains(got, "byte range is wrong") != n.wrong || n.wrong == r.OK() {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestGap: between the two parts stands the signature value, and nothing else.
func TestGap(t *testing.T) {
	o := newOffice(t)
	data := mustSign(t, plainPDF(), o.options(t, cmstest.P256, false))
	open := bytes.Index(data, []byte("/Contents <")) + len("/Contents ")
	end := open + bytes.IndexByte(data[open:], '>')
	digits := func(do func([]byte) []byte) []byte {
		d := bytes.Clone(data)
		copy(d[open+1:end], do(d[open+1:end]))
		return d
	}
	letter := open + 1 + bytes.IndexAny(data[open+1:end], "abcdef")
	one := bytes.Clone(data)
	one[letter] -= 'a' - 'A'
	for name, c := range map[string]struct {
		data []byte
		ok   bool
	}{
		"upper case": {digits(bytes.ToUpper), true}, "lower case": {digits(bytes.ToLower), true}, "both": {one, false},
		"more behind": {digits(func(d []byte) []byte { d[len(d)-1] = '1'; return d }), false}, "no digits": {digits(func(d []byte) []byte { return bytes.Repeat([]byte(" "), len(d)) }), false},
	} {
		if r := verify(t, c.data, o.trust); r.OK() != c.ok {
			t.Errorf("%s: %s", name, problems(r))
		}
	}
	shifted := bytes.Clone(data) // the range leaves out a bracket, and takes one in
	for _, n := range []struct{ old, new int }{{open, open + 1}, {end + 1, end}} {
		shifted = bytes.Replace(shifted, fmt.Appendf(nil, " %d ", n.old), fmt.Appendf(nil, " %d ", n.new), 1)
	}
	if got := problems(verify(t, shifted, o.trust)); !strings.Contains(got, "the gap in the byte range") {
		t.Errorf("without its brackets: %s", got)
	}
}

// TestValueElsewhere: a signature dictionary is an object of its own.
func TestValueElsewhere(t *testing.T) {
	o := newOffice(t)
	for name, field := range map[string]string{"direct": "<</FT/Sig/T(A)/V<</Type/Sig/SubFilter/ETSI.CAdES.detached/Contents<00>/ByteRange[0 1 2 3]>>>>", "not there": "<</FT/Sig/T(A)/V 9 0 R>>", "no dictionary": "<</FT/Sig/T(A)/V 5 0 R>>"} {
		r := verify(t, pageWith("/AcroForm<</Fields[4 0 R]>>", field, "[]"), o.trust)
		if got := problems(r); !strings.Contains(got, "A: the signature dictionary is not where it should be") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestSignOnWeak signs where an earlier signature is too weak to be relied on: that is
// for whoever verifies.
func TestSignOnWeak(t *testing.T) {
	o := newOffice(t)
	short, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	weak := mustSign(t, plainPDF(), &sign.Options{Key: &sign.Key{Private: short, Chain: o.IssueFor(t, short, nil)}, Time: now})
	if got := problems(verify(t, mustSign(t, weak, o.options(t, cmstest.P256, false)), o.trust)); !strings.Contains(got, "Signature1: too weak") || strings.Contains(got, "Signature2") {
		t.Error(got)
	}
}

// TestRoom has room for a time stamp with many certificates, and says where it has not.
func TestRoom(t *testing.T) {
	o := newOffice(t)
	for n, ok := range map[int]bool{25: true, 60: false} {
		tsa := o.NewTSA(t)
		for range n {
			tsa.Signer.Chain = append(tsa.Signer.Chain, o.IssueFor(t, cmstest.NewKey(t, cmstest.P256), nil)[0])
		}
		size := 0
		for _, c := range tsa.Signer.Chain {
			size += len(c.Raw)
		}
		opt := o.options(t, cmstest.P256, false)
		opt.Stamp = tsa.Token
		_, err := sign.Sign("f.pdf", plainPDF(), opt)
		if (err == nil) != ok || err != nil && !strings.Contains(err.Error(), "too long for its room") {
			t.Errorf("%d certificates of %d bytes: %v", n, size, err)
		}
	}
}

// TestEndlessKey refuses a key file whose pass phrase is to be hashed two thousand
// million times, wherever that stands.
func TestEndlessKey(t *testing.T) {
	data, shrouded := []byte{6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 1}, []byte{6, 11, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 12, 10, 1, 2}
	old := []byte{6, 10, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 12, 1, 3} // SHA-1 and 3DES
	seq := func(parts ...[]byte) []byte { return cmstest.Wrap(der.SEQUENCE, parts...) }
	in := func(b []byte) []byte { return cmstest.Wrap(cmstest.Context(0), b) }
	octets := func(b []byte) []byte { return cmstest.Wrap(der.OCTET_STRING, b) }
	file := func(count int64) []byte {
		var b cryptobyte.Builder
		b.AddASN1Int64(count)
		key := seq(seq(old, seq(octets([]byte("saltsalt")), b.BytesOrPanic())), octets(make([]byte, 64)))
		return seq([]byte{2, 1, 3}, seq(data, in(octets(seq(seq(data, in(octets(seq(seq(shrouded, in(key)))))))))))
	}
	for count, want := range map[int64]string{1: "no certificate", 1 << 31: "damaged"} {
		if _, err := sign.ReadKeys("k.p12", file(count), "secret"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%d times: %v", count, err)
		}
	}
}
