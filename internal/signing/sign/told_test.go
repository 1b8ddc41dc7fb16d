package sign_test

import (
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"strings"
	"testing"
	"time"

	pkcs12 "software.sslmate.com/src/go-pkcs12"

	"nianbao/internal/diag"
	"nianbao/internal/signing/cms/cmstest"
	"nianbao/internal/signing/pdfread"
	"nianbao/internal/signing/sign"
	"nianbao/internal/unit"
)

// TestChainTold says what is wrong with a chain of certificates, once.
func TestChainTold(t *testing.T) {
	o := newOffice(t)
	weak, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	good := cmstest.NewKey(t, cmstest.P256)
	servers := func(c *x509.Certificate) {
		c.ExtraExtensions = []pkix.Extension{cmstest.Uses(t, false, cmstest.UseServer)}
	}
	secrets := func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageKeyEncipherment }
	for name, c := range map[string]struct {
		by     *cmstest.Authority
		change func(*x509.Certificate)
		want   string // of the signer's
		stamp  string // of a service of the same authority
	}{
		"good":                        {o.Under(t, good, nil), nil, "", ""},
		"a weak issuer":               {o.Under(t, weak, nil), nil, "Signature1: the signer's chain of certificates: too weak", "Signature1: the time stamp service's chain of certificates: too weak"},
		"an issuer for servers":       {o.Under(t, good, servers), nil, "Signature1: in the signer's chain stands an issuer's certificate", "Signature1: in the time stamp service's chain stands an issuer's certificate"},
		"a signer that may not":       {o.Authority, secrets, "Signature1: the certificate is not for signing documents", ""},
		"a signer below that may not": {o.Under(t, good, nil), secrets, "Signature1: the certificate is not for signing documents", ""},
	} {
		key, chain := c.by.Issue(t, cmstest.P256, c.change)
		opt := &sign.Options{Key: &sign.Key{Private: key, Chain: chain}, Time: now}
		if got := problems(verify(t, mustSign(t, plainPDF(), opt), o.trust)); !strings.HasPrefix(got, c.want) || (c.want == "") != (got == "") || strings.Contains(got, "; Signature1") {
			t.Errorf("%s: %q", name, got)
		}
		tsa := c.by.NewTSA(t)
		tsa.Signer.Chain = append(tsa.Signer.Chain, c.by.Root)
		opt = o.options(t, cmstest.P256, false)
		opt.Stamp = tsa.Token
		if got := problems(verify(t, mustSign(t, plainPDF(), opt), o.trust)); !strings.HasPrefix(got, c.stamp) || (c.stamp == "") != (got == "") || strings.Contains(got, "; Signature1") {
			t.Errorf("%s, stamped: %q", name, got)
		}
	}
}

// TestClocks: two clocks may differ by a day, and by no second more.
func TestClocks(t *testing.T) {
	o := newOffice(t)
	const day, second = 24 * time.Hour, time.Second
	key, chain := o.Issue(t, cmstest.P256, func(c *x509.Certificate) { c.NotBefore, c.NotAfter = now, now.AddDate(0, 1, 0) })
	end := chain[0].NotAfter
	signed := func(at time.Time, stamp *cmstest.TSA) []byte {
		opt := &sign.Options{Key: &sign.Key{Private: key, Chain: chain}, Time: at}
		if stamp != nil {
			opt.Stamp = stamp.Token
		}
		return mustSign(t, plainPDF(), opt)
	}
	stampAt := func(at time.Time) *cmstest.TSA {
		tsa := o.NewTSA(t)
		tsa.Time = at
		return tsa
	}
	const future, afterStamp, outside, stampFuture = "the time of signing lies in the future", "later than the time stamp", "at the time that the signer says", "the time stamp's time lies in the future"
	for name, c := range map[string]struct {
		data []byte
		seen time.Time
		want string
	}{
		"a day to come":           {signed(now.Add(2*day), nil), now.Add(day), ""},
		"more":                    {signed(now.Add(2*day+second), nil), now.Add(day), future},
		"a day before":            {signed(now.Add(-day), nil), now.Add(day), ""},
		"more before":             {signed(now.Add(-day-second), nil), now.Add(day), outside},
		"a day after the end":     {signed(end.Add(day), nil), end, ""},
		"more after the end":      {signed(end.Add(day+second), nil), end, outside},
		"a day after the stamp":   {signed(now.Add(day), stampAt(now)), now.Add(2 * day), ""},
		"more after the stamp":    {signed(now.Add(day+second), stampAt(now)), now.Add(2 * day), afterStamp},
		"a stamp of tomorrow":     {signed(now, stampAt(now.Add(day))), now, ""},
		"a stamp of a later day":  {signed(now, stampAt(now.Add(day+second))), now, stampFuture},
		"the first moment":        {signed(now, nil), now, ""},
		"before the first moment": {signed(now, nil), now.Add(-second), "not valid yet"},
		"the last moment":         {signed(end, nil), end, ""},
		"after the last moment":   {signed(end, nil), end.Add(second), "no trusted time stamp proves"},
	} {
		r := verify(t, c.data, &sign.Trust{Signers: o.trust.Signers, Stampers: o.trust.Stampers, Now: c.seen})
		if got := problems(r); !strings.Contains(got, c.want) || (c.want == "") != (got == "") {
			t.Errorf("%s: %q", name, got)
		}
		if s := r.Signatures[0]; s.Valid != (c.want != "not valid yet" && !strings.Contains(c.want, "no trusted")) {
			t.Errorf("%s: valid %v", name, s.Valid)
		}
	}
	for off, ok := range map[time.Duration]bool{day: true, -day: true, day + second: false, -day - second: false} {
		o.tsa.Time = now.Add(off)
		if _, err := (&sign.TSA{URL: o.url, Time: now}).Stamp([]byte("x")); (err == nil) != ok {
			t.Errorf("a stamp %v away: %v", off, err)
		}
	}
}

// TestWhen: what is known of the time of signing.
func TestWhen(t *testing.T) {
	o := newOffice(t)
	opt := o.options(t, cmstest.P256, true)
	opt.Time = now.Add(-time.Hour)
	if s := verify(t, mustSign(t, plainPDF(), opt), o.trust).Signatures[0]; !s.When().Equal(now) || !s.Claimed.Equal(opt.Time) {
		t.Errorf("stamped: %v", s.When())
	}
	opt.Stamp = nil
	if s := verify(t, mustSign(t, plainPDF(), opt), o.trust).Signatures[0]; !s.When().Equal(opt.Time) {
		t.Errorf("not stamped: %v", s.When())
	}
}

// TestHolder: a certificate's holder has the first name that is said.
func TestHolder(t *testing.T) {
	for want, n := range map[string]pkix.Name{"某局": {CommonName: "某局", Organization: []string{"某县"}}, "某县": {Organization: []string{"某县", "某市"}, Country: []string{"CN"}}, "OU=某科,C=CN": {Country: []string{"CN"}, OrganizationalUnit: []string{"某科"}},
		"a\uFFFDb": {CommonName: "a\nb"}} {
		if got := sign.Name(&x509.Certificate{Subject: n}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestReadCertificates is about files of certificates to trust.
func TestReadCertificates(t *testing.T) {
	a, b := cmstest.NewAuthority(t), cmstest.NewAuthorityOf(t, cmstest.SM2)
	block := func(kind string, data []byte) []byte { return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: data}) }
	one, two := block("CERTIFICATE", a.Root.Raw), block("CERTIFICATE", b.Root.Raw)
	for name, c := range map[string]struct {
		data []byte
		want []*x509.Certificate
	}{
		"DER": {a.Root.Raw, []*x509.Certificate{a.Root}}, "PEM": {one, []*x509.Certificate{a.Root}}, "SM2": {two, []*x509.Certificate{b.Root}},
		"two": {append(append([]byte("root:\n"), one...), two...), []*x509.Certificate{a.Root, b.Root}}, "a key before": {append(block("PRIVATE KEY", []byte("x")), one...), []*x509.Certificate{a.Root}},
		"a key alone": {block("PRIVATE KEY", []byte("x")), nil}, "a damaged one": {append(one[:len(one):len(one)], block("CERTIFICATE", a.Root.Raw[1:])...), nil},
		"nothing": {nil, nil}, "a page": {[]byte("<html>"), nil}, "more behind": {append(a.Root.Raw[:len(a.Root.Raw):len(a.Root.Raw)], 0), nil}, "no block": {[]byte("-----BEGIN"), nil},
	} {
		list, err := sign.ReadCertificates("ca.pem", c.data)
		if d, ok := err.(*diag.Diagnostic); (err == nil) != (c.want != nil) || len(list) != len(c.want) || err != nil && (!ok || d.Do.IsZero() || d.File != "ca.pem") {
			t.Errorf("%s: %d certificates, %v", name, len(list), err)
			continue
		}
		for i := range list {
			if !list[i].Equal(c.want[i]) {
				t.Errorf("%s: certificate %d is another", name, i)
			}
		}
	}
}

// TestWeakKeys does not sign with keys that others may forge, or that nobody checks.
func TestWeakKeys(t *testing.T) {
	a := cmstest.NewAuthority(t)
	short, err := rsa.GenerateKey(rand.Reader, 2040)
	if err != nil {
		t.Fatal(err)
	}
	_, edwards, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		key  *sign.Key
		want string
	}{
		"RSA-2040": {&sign.Key{Private: short, Chain: a.IssueFor(t, short, nil)}, "RSA of 2040 bits"},
		"P-224": {func() *sign.Key {
			k := cmstest.OnCurve(t, elliptic.P224())
			return &sign.Key{Private: k, Chain: a.IssueFor(t, k, nil)}
		}(), "ECDSA of 224 bits"},
		"Ed25519": {&sign.Key{Private: edwards, Chain: a.IssueFor(t, edwards, nil)}, "neither RSA nor ECDSA"},
	} {
		d, ok := c.key.Check("k.p12", now).(*diag.Diagnostic)
		if !ok || !strings.Contains(d.What.EN, c.want) || d.Do.IsZero() {
			t.Errorf("%s: %v", name, d)
		}
	}
	k := cmstest.NewKey(t, cmstest.P256)
	first := &sign.Key{Private: k, Chain: a.IssueFor(t, k, func(c *x509.Certificate) { c.NotBefore, c.NotAfter = now, now.Add(time.Hour) })}
	for off, ok := range map[time.Duration]bool{0: true, time.Hour: true, -time.Second: false, time.Hour + time.Second: false} {
		if err := first.Check("k.p12", now.Add(off)); (err == nil) != ok {
			t.Errorf("%v after it is valid: %v", off, err)
		}
	}
}

// TestMostBags is about the most certificates that a key file may hold.
func TestMostBags(t *testing.T) {
	a := cmstest.NewAuthority(t)
	for n, want := range map[int]string{64: "certificates only", 65: "damaged"} {
		list := make([]*x509.Certificate, n)
		for i := range list {
			list[i] = a.Root
		}
		data, err := pkcs12.Passwordless.EncodeTrustStore(list, "")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := sign.ReadKeys("k.p12", data, ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%d certificates: %v", n, err)
		}
	}
}

// TestSealTold tells where a seal stands that was set on a signed file.
func TestSealTold(t *testing.T) {
	o := newOffice(t)
	once := mustSign(t, plainPDF(), o.options(t, cmstest.P256, false))
	twice := mustSign(t, once, sealed(t, o, &sign.Place{Page: 1, X: 100 * unit.Millimetre, Y: 50 * unit.Millimetre}))
	r := verify(t, twice, o.trust)
	if later := r.Signatures[0].Later; !r.OK() || len(later) != 1 || later[0].EN != "signed again afterwards: Signature2, seen on page 1, 79 from the left and 29 mm from the top, 42 by 42 mm, covering 3% of the page" {
		t.Errorf("%s; %v", problems(r), later)
	}
}

// changed gives a file with an update.
func changed(t *testing.T, data []byte, change func(*pdfread.File, *pdfread.Update)) []byte {
	t.Helper()
	f, err := pdfread.Open("", data)
	if err != nil {
		t.Fatal(err)
	}
	u := f.Update()
	change(f, u)
	return u.Close()
}

// TestForms signs files whose form and annotations stand in each way that they may:
// what was there stays, and the new field has a name of its own.
func TestForms(t *testing.T) {
	o := newOffice(t)
	text := "<</FT/Tx/T(Signature1)/Subtype/Widget/Rect[0 0 9 9]>>"
	for name, data := range map[string][]byte{
		"direct":         pageWith("/AcroForm<</Fields[4 0 R]/SigFlags 1>>", text),
		"a form":         pageWith("/AcroForm 5 0 R", text, "<</Fields[4 0 R]>>"),
		"a list":         pageWith("/AcroForm<</Fields 5 0 R>>", text, "[4 0 R]"),
		"a form, a list": pageWith("/AcroForm 6 0 R", text, "[4 0 R]", "<</Fields 5 0 R/SigFlags 3>>"),
		"annotations": changed(t, pageWith("/AcroForm<</Fields[4 0 R]>>", text, "[4 0 R]"), func(f *pdfread.File, u *pdfread.Update) {
			u.Put(pdfread.Ref{Num: 3}, f.Dict(pdfread.Ref{Num: 3}).With("Annots", pdfread.Ref{Num: 5}))
		}),
		"annotations too": changed(t, pageWith("/AcroForm<</Fields[4 0 R]>>", text), func(f *pdfread.File, u *pdfread.Update) {
			u.Put(pdfread.Ref{Num: 3}, f.Dict(pdfread.Ref{Num: 3}).With("Annots", pdfread.Array{pdfread.Ref{Num: 4}}))
		}),
	} {
		out := mustSign(t, data, o.options(t, cmstest.P256, false))
		f, err := pdfread.Open("", out)
		if err != nil {
			t.Fatal(err)
		}
		form := f.Dict(f.Catalog().Get("AcroForm"))
		fields, annots := f.Array(form.Get("Fields")), f.Array(f.Dict(pdfread.Ref{Num: 3}).Get("Annots"))
		if len(fields) != 2 || fields[0] != pdfread.Object(pdfread.Ref{Num: 4}) || form.Get("SigFlags") != pdfread.Int(3) || annots[len(annots)-1] != fields[1] || strings.HasPrefix(name, "annot") != (len(annots) == 2) {
			t.Errorf("%s: form %v, annotations %v", name, form, annots)
		}
		if r := verify(t, out, o.trust); !r.OK() || r.Signatures[0].Field != "Signature2" {
			t.Errorf("%s: %s, %s", name, problems(r), r.Signatures[0].Field)
		}
	}
}

// TestStray is about a signed field that stands on a page and not in the form: a
// remainder of what was signed says nothing; one that was added is judged, and told.
func TestStray(t *testing.T) {
	o := newOffice(t)
	withStray := func(data []byte) []byte {
		return changed(t, data, func(f *pdfread.File, u *pdfread.Update) {
			value, field := u.New(), u.New()
			u.Put(value, pdfread.Raw("<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[0 1 3 4]/Contents<00>>>"))
			u.Put(field, pdfread.Dict{{Key: "Type", Value: pdfread.Name("Annot")}, {Key: "Subtype", Value: pdfread.Name("Widget")}, {Key: "FT", Value: pdfread.Name("Sig")}, {Key: "T", Value: pdfread.String("Old")}, {Key: "Rect", Value: pdfread.Raw("[0 0 0 0]")}, {Key: "V", Value: value}})
			page := pdfread.Ref{Num: 3}
			u.Put(page, f.Dict(page).With("Annots", append(append(pdfread.Array{}, f.Array(f.Dict(page).Get("Annots"))...), field)))
		})
	}
	before, err := sign.SignAnyway("", withStray(plainPDF()), o.options(t, cmstest.P256, false))
	if err != nil {
		t.Fatal(err)
	}
	if r := verify(t, before, o.trust); !r.OK() || len(r.Signatures) != 1 {
		t.Errorf("a remainder: %d signatures, %s", len(r.Signatures), problems(r))
	}
	again := mustSign(t, before, o.options(t, cmstest.P256, false))
	if r := verify(t, again, o.trust); !r.OK() || len(r.Signatures) != 2 {
		t.Errorf("a remainder, signed twice: %d signatures, %s", len(r.Signatures), problems(r))
	}
	after := verify(t, withStray(mustSign(t, plainPDF(), o.options(t, cmstest.P256, false))), o.trust)
	if after.OK() || len(after.Signatures) != 2 || after.Signatures[1].Field != "Old" || len(after.Signatures[1].Notes) != 1 || len(after.Signatures[0].Notes) != 1 {
		t.Errorf("one that was added: %s", problems(after))
	}
	alone := verify(t, withStray(plainPDF()), o.trust)
	if alone.OK() || len(alone.Signatures) != 1 {
		t.Errorf("alone: %s", problems(alone))
	}
}

// TestAddressTold keeps a password in an address from being told.
func TestAddressTold(t *testing.T) {
	for address, secret := range map[string]string{"http://user:geheim@127.0.0.1:1/": "geheim", "http://%zz:geheim@x/": "geheim", "ftp://user:geheim@x/": "geheim"} {
		_, err := (&sign.TSA{URL: address, Time: now}).Stamp([]byte("x"))
		if err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("%v", err)
		}
	}
}

// TestBreachTold: what an earlier signature forbids is told with that one alone.
func TestBreachTold(t *testing.T) {
	o := newOffice(t)
	certified := mustSign(t, pageWith("/Perms<</DocMDP 4 0 R>>"), o.options(t, cmstest.P256, false)) // its first new object
	unseen := mustSign(t, certified, o.options(t, cmstest.P256, false))
	if r := verify(t, unseen, o.trust); !r.OK() || len(r.Signatures) != 2 {
		t.Errorf("one that is not seen: %s", problems(r))
	}
	opt := sealed(t, o, &sign.Place{Page: 1, X: 100 * unit.Millimetre, Y: 50 * unit.Millimetre})
	if _, err := sign.Sign("f.pdf", unseen, opt); err == nil || !strings.Contains(err.Error(), "no further signature may be seen") || !strings.Contains(err.Error(), "leave out --seal") {
		t.Errorf("one that is seen: %v", err)
	}
	seen, err := sign.SignAnyway("f.pdf", unseen, opt)
	if err != nil {
		t.Fatal(err)
	}
	if got := problems(verify(t, seen, o.trust)); !strings.HasPrefix(got, "Signature1: ") || !strings.Contains(got, "yet there is a signature Signature3") || strings.Contains(got, "; ") {
		t.Errorf("one that is seen all the same: %s", got)
	}
}
