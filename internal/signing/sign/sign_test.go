package sign_test

import (
	"bytes"
	"crypto/x509"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"nianbao/fonts"
	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/layout/font"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/press"
	"nianbao/internal/signing/cms/cmstest"
	"nianbao/internal/signing/pdfread"
	"nianbao/internal/signing/sign"
	"nianbao/layouts"
)

var now = cmstest.Now

// plainPDF is the least that is a PDF file.
func plainPDF() []byte { return pageWith("") }

// pageWith is a file of one page with a cross-reference table, with entries of
// its catalog and objects from number 4 on.
func pageWith(catalog string, more ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	objects := append([]string{"<</Type/Catalog/Pages 2 0 R" + catalog + ">>", "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>", "<</Type/Page/Parent 2 0 R>>"}, more...)
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f\r\n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n\r\n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

// reportPDF and sealedPDF are of our own files, the latter set for a seal.
var (
	reportPDF = sync.OnceValues(func() ([]byte, error) { return built(false) })
	sealedPDF = sync.OnceValues(func() ([]byte, error) { return built(true) })
)

func built(sealed bool) ([]byte, error) {
	lib, list := font.Open(fonts.Embedded, nil)
	if err := list.Err(); err != nil {
		return nil, err
	}
	forms, err := form.Load(lib.Keys(), form.Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		return nil, err
	}
	b := &press.Builder{Fonts: lib, Forms: forms, Options: press.Options{PDF: true, Version: "test", Sealed: sealed, Typeset: typeset.Options{Profile: &typeset.Word}}}
	out, err := b.File("../../../samples/2020.toml")
	if err != nil {
		return nil, err
	}
	return out.PDF, nil
}

// sealable is a report that was set for a seal.
func sealable(t testing.TB) []byte {
	t.Helper()
	data, err := sealedPDF()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func report(t testing.TB) []byte {
	t.Helper()
	data, err := reportPDF()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// office is an authority with all that is needed to sign.
type office struct {
	*cmstest.Authority
	trust *sign.Trust
	tsa   *cmstest.TSA
	url   string
}

func newOffice(t testing.TB) *office {
	t.Helper()
	a := cmstest.NewAuthority(t)
	o := &office{Authority: a, tsa: a.NewTSA(t), trust: &sign.Trust{Signers: []*x509.Certificate{a.Root}, Stampers: []*x509.Certificate{a.Root}, Now: now.Add(time.Hour)}}
	server := httptest.NewServer(o.tsa)
	t.Cleanup(server.Close)
	o.url = server.URL
	return o
}

// options gives what one signs with.
func (o *office) options(t testing.TB, k cmstest.Kind, stamped bool) *sign.Options {
	t.Helper()
	key, chain := o.Issue(t, k, nil)
	opt := &sign.Options{Key: &sign.Key{Private: key, Chain: chain}, Time: now, Reason: "发布"}
	if stamped {
		opt.Stamp = (&sign.TSA{URL: o.url, Time: now}).Stamp
	}
	return opt
}

func mustSign(t testing.TB, data []byte, opt *sign.Options) []byte {
	t.Helper()
	out, err := sign.Sign("file.pdf", data, opt)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(out, data) {
		t.Fatal("the old bytes have changed")
	}
	return out
}

func verify(t testing.TB, data []byte, trust *sign.Trust) *sign.Report {
	t.Helper()
	r, err := sign.Verify("file.pdf", data, trust)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// problems gives all that is wrong, in English.
func problems(r *sign.Report) string {
	var all []string
	for _, p := range r.Problems {
		all = append(all, p.EN)
	}
	for _, s := range r.Signatures {
		for _, p := range s.Problems {
			all = append(all, s.Field+": "+p.EN)
		}
	}
	return strings.Join(all, "; ")
}

func TestSignAndVerify(t *testing.T) {
	o := newOffice(t)
	for _, c := range []struct {
		name    string
		kind    cmstest.Kind
		stamped bool
		data    []byte
		level   string
		digest  string
	}{
		{"RSA", cmstest.RSA, false, report(t), "PAdES B-B", "SHA-256"},
		{"P-256", cmstest.P256, false, report(t), "PAdES B-B", "SHA-256"},
		{"P-384", cmstest.P384, false, report(t), "PAdES B-B", "SHA-384"},
		{"RSA stamped", cmstest.RSA, true, report(t), "PAdES B-T", "SHA-256"},
		{"P-256 stamped", cmstest.P256, true, report(t), "PAdES B-T", "SHA-256"},
		{"table", cmstest.P256, false, plainPDF(), "PAdES B-B", "SHA-256"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := verify(t, mustSign(t, c.data, o.options(t, c.kind, c.stamped)), o.trust)
			if !r.OK() || len(r.Signatures) != 1 {
				t.Fatalf("%d signatures; %s", len(r.Signatures), problems(r))
			}
			s := r.Signatures[0]
			if s.Level != c.level || s.Digest != c.digest || s.Reason != "发布" || sign.Name(s.Signer) != "某某县测试局" || !s.Claimed.Equal(now) ||
				!s.Intact || !s.Whole || !s.Valid || !s.Trusted || c.stamped != s.Stamped.Equal(now) {
				t.Errorf("%+v", s)
			}
		})
	}
}

func TestSignTwice(t *testing.T) {
	o := newOffice(t)
	for name, data := range map[string][]byte{"report": report(t), "plain": plainPDF()} {
		once := mustSign(t, data, o.options(t, cmstest.P256, true))
		twice := mustSign(t, once, o.options(t, cmstest.RSA, false))
		r := verify(t, twice, o.trust)
		if !r.OK() || len(r.Signatures) != 2 {
			t.Fatalf("%s: %d signatures; %s", name, len(r.Signatures), problems(r))
		}
		first, second := r.Signatures[0], r.Signatures[1]
		if first.Whole || !second.Whole || len(first.Later) != 1 || !strings.Contains(first.Later[0].EN, "Signature2") || first.Field == second.Field {
			t.Errorf("%s: %+v, %+v", name, first, second)
		}
	}
}

// TestUntrusted is about what is wrong with a certificate, not with the file.
func TestUntrusted(t *testing.T) {
	o := newOffice(t)
	other := cmstest.NewAuthority(t)
	data := mustSign(t, plainPDF(), o.options(t, cmstest.P256, false))
	stamped := mustSign(t, plainPDF(), o.options(t, cmstest.P256, true))
	old := o.options(t, cmstest.P256, false)
	old.Time = now.AddDate(-3, 0, 0)
	for _, c := range []struct {
		name  string
		data  []byte
		trust *sign.Trust
		want  string
	}{
		{"other root", data, &sign.Trust{Signers: []*x509.Certificate{other.Root}, Now: now}, "is not trusted: 某某县测试局"},
		{"other root of the stamp", stamped, &sign.Trust{Signers: []*x509.Certificate{other.Root}, Now: now}, "service's certificate is not trusted"},
		{"in the future", data, &sign.Trust{Signers: o.trust.Signers, Now: now.AddDate(0, 0, -2)}, "in the future"},
		{"before it was valid", mustSign(t, plainPDF(), old), o.trust, "not valid at the time"},
		{"not signed", plainPDF(), o.trust, "not signed"},
	} {
		r := verify(t, c.data, c.trust)
		if r.OK() || !strings.Contains(problems(r), c.want) {
			t.Errorf("%s: %s", c.name, problems(r))
		}
	}
}

// TestAddedAfterwards changes a signed file by further updates.
func TestAddedAfterwards(t *testing.T) {
	o := newOffice(t)
	signed := mustSign(t, report(t), o.options(t, cmstest.P256, false))
	const changed, foreign = "Signature1: the file's content was changed", "Signature1: what was added after signing is not understood"
	for _, c := range []struct {
		name   string
		want   string // empty: nothing
		change func(f *pdfread.File, u *pdfread.Update)
	}{
		{"nothing", "", func(*pdfread.File, *pdfread.Update) {}},
		{"dates", "", func(f *pdfread.File, u *pdfread.Update) {
			r := f.Trailer.Get("Info").(pdfread.Ref)
			u.Put(r, f.Dict(r).With("ModDate", pdfread.String("D:2026")))
			u.Put(f.Catalog().Get("Metadata").(pdfread.Ref), redated(f))
		}},
		{"metadata become content", foreign, func(f *pdfread.File, u *pdfread.Update) {
			u.Put(f.Catalog().Get("Metadata").(pdfread.Ref), &pdfread.Stream{Raw: []byte("q Q")})
		}},
		{"content", changed, func(f *pdfread.File, u *pdfread.Update) {
			page := firstPage(f)
			r := page.Get("Contents").(pdfread.Ref)
			u.Put(r, &pdfread.Stream{Raw: []byte("q Q")})
		}},
		{"page", changed, func(f *pdfread.File, u *pdfread.Update) {
			r := f.Array(f.Dict(f.Catalog().Get("Pages")).Get("Kids"))[0].(pdfread.Ref)
			u.Put(r, f.Dict(r).With("Rotate", pdfread.Int(90)))
		}},
		{"annotation", changed, func(f *pdfread.File, u *pdfread.Update) {
			r := f.Array(f.Dict(f.Catalog().Get("Pages")).Get("Kids"))[0].(pdfread.Ref)
			a := u.New()
			u.Put(a, pdfread.Dict{{Key: "Type", Value: pdfread.Name("Annot")}, {Key: "Subtype", Value: pdfread.Name("Stamp")}})
			u.Put(r, f.Dict(r).With("Annots", pdfread.Array{a}))
		}},
		{"title", changed, func(f *pdfread.File, u *pdfread.Update) {
			r := f.Trailer.Get("Info").(pdfread.Ref)
			u.Put(r, f.Dict(r).With("Title", pdfread.String("other")))
		}},
		{"another field", foreign, func(f *pdfread.File, u *pdfread.Update) {
			r := f.Trailer.Get("Root").(pdfread.Ref)
			form := f.Dict(f.Catalog().Get("AcroForm"))
			a := u.New()
			u.Put(a, pdfread.Dict{{Key: "FT", Value: pdfread.Name("Tx")}, {Key: "T", Value: pdfread.String("x")}})
			u.Put(r, f.Dict(r).With("AcroForm", form.With("Fields", append(append(pdfread.Array{}, f.Array(form.Get("Fields"))...), a))))
		}},
		{"element", foreign, func(f *pdfread.File, u *pdfread.Update) {
			root := f.Dict(f.Catalog().Get("StructTreeRoot"))
			r := f.Array(root.Get("K"))
			first, ok := root.Get("K").(pdfread.Ref)
			if !ok {
				first = r[0].(pdfread.Ref)
			}
			kids := f.Array(f.Dict(first).Get("K"))
			u.Put(first, f.Dict(first).With("K", kids[1:]))
		}},
		{"script", foreign, func(f *pdfread.File, u *pdfread.Update) {
			r := f.Trailer.Get("Root").(pdfread.Ref)
			u.Put(r, f.Dict(r).With("OpenAction", pdfread.Dict{{Key: "S", Value: pdfread.Name("JavaScript")}}))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := pdfread.Open("", signed)
			if err != nil {
				t.Fatal(err)
			}
			u := f.Update()
			c.change(f, u)
			later := u.Close()
			if r := verify(t, later, o.trust); r.OK() || !strings.Contains(problems(r), "after the last signature") {
				t.Errorf("unsigned: %s", problems(r))
			}
			again, err := sign.SignAnyway("", later, o.options(t, cmstest.P256, false))
			if err != nil {
				t.Fatal(err)
			}
			r := verify(t, again, o.trust)
			switch got := problems(r); {
			case c.want == "" && (got != "" || c.name == "dates" && len(r.Signatures[0].Later) != 2):
				t.Errorf("signed again: %s, %v", got, r.Signatures[0].Later)
			case c.want != "" && (r.OK() || !strings.Contains(got, c.want) || len(r.Signatures[0].Later) > 0):
				t.Errorf("signed again: %q, %v", got, r.Signatures[0].Later)
			}
		})
	}
}

// redated gives the metadata with another date.
func redated(f *pdfread.File) *pdfread.Stream {
	s := f.Resolve(f.Catalog().Get("Metadata")).(*pdfread.Stream)
	b, err := f.Decode(s)
	if err != nil {
		panic(err)
	}
	with := regexp.MustCompile(`<xmp:ModifyDate>[^<]*`).ReplaceAll(b, []byte("<xmp:ModifyDate>2026-11-01T00:00:00Z"))
	if bytes.Equal(b, with) {
		panic("the metadata have no date")
	}
	return &pdfread.Stream{Dict: pdfread.Dict{{Key: "Type", Value: pdfread.Name("Metadata")}, {Key: "Subtype", Value: pdfread.Name("XML")}}, Raw: with}
}

func firstPage(f *pdfread.File) pdfread.Dict {
	return f.Dict(f.Array(f.Dict(f.Catalog().Get("Pages")).Get("Kids"))[0])
}

func TestRefusedFiles(t *testing.T) {
	o := newOffice(t)
	plain := string(plainPDF())
	certified := strings.Replace(plain, "<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Catalog/Pages 2 0 R/Perms<</DocMDP<</Reference[<</TransformMethod/DocMDP/TransformParams<</P 1>>>>]>>>>>>", 1)
	for _, c := range []struct{ name, data, want string }{
		{"empty", "", "no PDF file"},
		{"a picture", "\x89PNG\r\n\x1a\n", "no PDF file"},
		{"cut off", plain[:len(plain)-20], "cut off"},
		{"cut in the middle", plain[:len(plain)/2], "cut off"},
		{"encrypted", strings.Replace(plain, "/Root 1 0 R", "/Root 1 0 R/Encrypt<</Filter/Standard>>", 1), "encrypted"},
		{"damaged", strings.Replace(plain, "xref\n0 4", "xref\n0 9", 1), "damaged"},
		{"certified", fixed(certified), "allows no change"},
	} {
		_, err := sign.Sign("bad.pdf", []byte(c.data), o.options(t, cmstest.P256, false))
		d, ok := err.(*diag.Diagnostic)
		if !ok || !strings.Contains(d.What.EN, c.want) || d.File != "bad.pdf" || d.Do.IsZero() || d.What.ZH == "" {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestSignBroken does not sign on a signature that is broken; what the certificate
// is worth is not asked.
func TestSignBroken(t *testing.T) {
	o := newOffice(t)
	once := mustSign(t, plainPDF(), o.options(t, cmstest.P256, false))
	rewritten := func(body string) []byte {
		f, err := pdfread.Open("", once)
		if err != nil {
			t.Fatal(err)
		}
		u := f.Update()
		u.Put(u.New(), pdfread.Raw(body))
		return u.Close()
	}
	for name, c := range map[string]struct {
		data []byte
		want string // empty: it is signed
	}{
		"whole":           {once, ""},
		"a byte":          {bytes.Replace(once, []byte("MediaBox"), []byte("MediaBax"), 1), "digest"},
		"something added": {rewritten("<</A 1>>"), "not understood"},
		"value":           {bytes.Replace(once, []byte("/Contents <30"), []byte("/Contents <31"), 1), "damaged"},
		"another format":  {bytes.Replace(once, []byte("/ETSI.CAdES.detached"), []byte("/adbe.x509.rsa_sha1 "), 1), ""},
	} {
		signed, err := sign.Sign("x.pdf", c.data, o.options(t, cmstest.RSA, false))
		d, _ := err.(*diag.Diagnostic)
		if c.want == "" && err != nil || c.want != "" && (d == nil || signed != nil || !strings.Contains(d.What.EN, c.want) || !strings.Contains(d.What.EN, "Signature1") || d.Do.IsZero()) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// fixed puts the cross-reference table of a plain PDF right.
func fixed(s string) string {
	for i := 1; i <= 3; i++ {
		at := strings.Index(s, fmt.Sprintf("%d 0 obj", i))
		row := strings.Index(s, "xref\n0 4\n") + len("xref\n0 4\n") + 20*i
		s = s[:row] + fmt.Sprintf("%010d", at) + s[row+10:]
	}
	start := strings.Index(s, "xref\n")
	return s[:strings.Index(s, "startxref")] + fmt.Sprintf("startxref\n%d\n%%%%EOF\n", start)
}

func TestRefusedKeys(t *testing.T) {
	o := newOffice(t)
	for _, c := range []struct {
		name   string
		kind   cmstest.Kind
		change func(*x509.Certificate)
		want   string
	}{
		{"good", cmstest.P256, nil, ""},
		{"expired", cmstest.P256, func(c *x509.Certificate) { c.NotBefore, c.NotAfter = now.AddDate(-2, 0, 0), now.AddDate(-1, 0, 0) }, "expired on 2025-01-27"},
		{"not yet valid", cmstest.RSA, func(c *x509.Certificate) { c.NotBefore, c.NotAfter = now.AddDate(0, 0, 1), now.AddDate(1, 0, 0) }, "not valid before 2026-01-28"},
		{"encryption only", cmstest.RSA, func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageKeyEncipherment }, "digitalSignature"},
		{"no usage said", cmstest.P256, func(c *x509.Certificate) { c.KeyUsage = 0 }, ""},
	} {
		key, chain := o.Issue(t, c.kind, c.change)
		err := (&sign.Key{Private: key, Chain: chain}).Check("k.p12", now)
		if c.want == "" && err == nil {
			continue
		}
		if err == nil || c.want == "" || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "k.p12: ") {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestReadKey(t *testing.T) {
	p12, certificate, err := sign.TestKey("secret 口令", now, false)
	if err != nil {
		t.Fatal(err)
	}
	k, err := readKey("t.p12", p12, "secret 口令")
	if err != nil {
		t.Fatal(err)
	}
	if err := k.Check("t.p12", now); err != nil || !bytes.Equal(k.Chain[0].Raw, certificate) || !strings.Contains(sign.Name(k.Chain[0]), "TEST ONLY") {
		t.Errorf("%v, %s", err, sign.Name(k.Chain[0]))
	}
	for _, c := range []struct {
		name, passphrase string
		data             []byte
		want             string
	}{
		{"wrong pass phrase", "Secret 口令", p12, "pass phrase is wrong"},
		{"no pass phrase", "", p12, "pass phrase is wrong"},
		{"cut off", "secret 口令", p12[:len(p12)-1], "no PKCS#12"},
		{"more behind", "secret 口令", append(p12[:len(p12):len(p12)], 0), "no PKCS#12"},
		{"empty", "", nil, "no PKCS#12"},
		{"a PDF", "x", plainPDF(), "no PKCS#12"},
		{"endless", "secret 口令", endless(p12), "no PKCS#12"},
	} {
		if _, err := readKey("t.p12", c.data, c.passphrase); err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "口令") {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// endless raises the count of iterations at a PKCS#12 file's end to 2^31-1.
func endless(p12 []byte) []byte {
	i := bytes.LastIndex(p12, []byte{2, 2, 8, 0}) // 2048
	if i < 0 {
		panic("no count of iterations")
	}
	out := bytes.Clone(p12[:i])
	out = append(out, 2, 4, 0x7F, 0xFF, 0xFF, 0xFF)
	grow := func(at int) { // a length of two bytes
		n := int(out[at])<<8 | int(out[at+1]) + 2
		out[at], out[at+1] = byte(n>>8), byte(n)
	}
	grow(2)
	out[i-68] += 2 // the sequence around digest, salt and count
	return out
}

func TestTimeStampErrors(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*office)
		want  string
	}{
		{"no service", func(o *office) { o.url = "http://127.0.0.1:1/" }, "does not answer"},
		{"no address", func(o *office) { o.url = "tsa" }, "address is wrong"},
		{"an error", func(o *office) {
			o.tsa.Answer = func(w http.ResponseWriter) { http.Error(w, "closed", http.StatusServiceUnavailable) }
		}, "503"},
		{"a page", func(o *office) { o.tsa.Answer = func(w http.ResponseWriter) { fmt.Fprint(w, "<html>") } }, "answer is wrong"},
		{"nothing", func(o *office) { o.tsa.Answer = func(http.ResponseWriter) {} }, "answer is wrong"},
		{"much", func(o *office) { o.tsa.Answer = func(w http.ResponseWriter) { w.Write(make([]byte, 2<<20)) } }, "too long"},
		{"refused", func(o *office) { o.tsa.Status = 2 }, "refuses"},
		{"another imprint", func(o *office) { o.tsa.Spoil = func(imprint, _ []byte) { imprint[0]++ } }, "answer is wrong"},
		{"another nonce", func(o *office) { o.tsa.Spoil = func(_, nonce []byte) { nonce[len(nonce)-1] ^= 1 } }, "answer is wrong"},
		{"another time", func(o *office) { o.tsa.Time = now.AddDate(0, 0, 3) }, "differ too much"},
		{"no time stamp certificate", func(o *office) {
			opt := o.options(t, cmstest.P256, false)
			o.tsa.Signer.Key, o.tsa.Signer.Chain = opt.Key.Private, opt.Key.Chain
		}, "answer is wrong"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			c.spoil(o)
			_, err := sign.Sign("f.pdf", plainPDF(), o.options(t, cmstest.P256, true))
			d, ok := err.(*diag.Diagnostic)
			if !ok || !strings.Contains(d.What.EN, c.want) || d.What.ZH == "" || d.Do.IsZero() {
				t.Errorf("%v", err)
			}
		})
	}
}

func BenchmarkSign(b *testing.B) {
	o := newOffice(b)
	data, opt := report(b), o.options(b, cmstest.P256, false)
	for b.Loop() {
		if _, err := sign.Sign("f.pdf", data, opt); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	o := newOffice(b)
	data := mustSign(b, report(b), o.options(b, cmstest.P256, false))
	for b.Loop() {
		if _, err := sign.Verify("f.pdf", data, o.trust); err != nil {
			b.Fatal(err)
		}
	}
}

// TestEveryObjectChanged changes each object of a signed report by an update
// that is signed, too: the first signature must show it. Only the metadata
// stream may be rewritten.
func TestEveryObjectChanged(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	signed := mustSign(t, report(t), o.options(t, cmstest.P256, false))
	f, err := pdfread.Open("", signed)
	if err != nil {
		t.Fatal(err)
	}
	opt := o.options(t, cmstest.P256, false)
	var refs []pdfread.Ref
	f.Numbers(func(n int) {
		r, _ := f.At(n)
		refs = append(refs, r)
	})
	tried, step := 0, oneIn(40)
	slices.SortFunc(refs, func(a, b pdfread.Ref) int { return a.Num - b.Num })
	for i := 0; i < len(refs); i += step {
		r := refs[i]
		u := f.Update()
		switch v := f.Resolve(r).(type) {
		case pdfread.Dict:
			u.Put(r, v.With("Changed", true))
		case pdfread.Array:
			u.Put(r, append(append(pdfread.Array{}, v...), true))
		case *pdfread.Stream:
			if kind := v.Dict.Get("Type"); kind == pdfread.Name("ObjStm") || kind == pdfread.Name("XRef") || kind == pdfread.Name("Metadata") {
				continue
			}
			u.Put(r, &pdfread.Stream{Dict: v.Dict, Raw: append(bytes.Clone(v.Raw), ' ')})
		default:
			u.Put(r, pdfread.String("changed"))
		}
		again, err := sign.SignAnyway("", u.Close(), opt)
		if err != nil {
			continue // no longer a file that can be signed
		}
		tried++
		if got := problems(verify(t, again, o.trust)); !strings.Contains(got, "Signature1: ") {
			t.Errorf("object %d: %q; %s", r.Num, got, pdfread.Append(nil, f.Resolve(r)))
		}
	}
	if tried < 300/step {
		t.Errorf("only %d objects", tried)
	}
}
