package sign_test

import (
	"bytes"
	"crypto/x509"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"nianbao/internal/diag"
	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/cms/cmstest"
	"nianbao/internal/signing/pdfread"
	"nianbao/internal/signing/sign"
)

// preserved signs with a certificate that ends in a month, and preserves it.
func preserved(t *testing.T, o *office, data []byte, l *sign.LongTerm, change func(*x509.Certificate)) ([]byte, error) {
	t.Helper()
	key, chain := o.Issue(t, cmstest.P256, func(c *x509.Certificate) {
		short(c)
		if change != nil {
			change(c)
		}
	})
	opt := &sign.Options{Key: &sign.Key{Private: key, Chain: chain}, Time: now, Stamp: (&sign.TSA{URL: o.url, Time: now}).Stamp}
	signed := mustSign(t, data, opt)
	l.Stamp, l.Time = o.tsa.Token, now
	return l.Preserve("file.pdf", signed)
}

func evidence(lists ...*x509.RevocationList) *cms.Evidence { return &cms.Evidence{Lists: lists} }

func TestPreserve(t *testing.T) {
	o := newOffice(t)
	for name, data := range map[string][]byte{"plain": plainPDF(), "report": report(t)} {
		out, err := preserved(t, o, data, &sign.LongTerm{Evidence: evidence(o.List(t, nil)).With(&cms.Evidence{Certificates: []*x509.Certificate{o.Root}})}, nil)
		if err != nil {
			t.Fatal(err)
		}
		r := verify(t, out, &sign.Trust{Signers: o.trust.Signers, Stampers: o.trust.Stampers, Now: later})
		if !r.OK() || len(r.Signatures) != 2 || r.Signatures[0].Level != "PAdES B-LTA" || len(r.Signatures[0].Notes) != 0 {
			t.Errorf("%s: %s; %+v", name, problems(r), r.Signatures[0])
		}
		// who does not trust the service does not see a level above that of the signature
		if s := verify(t, out, &sign.Trust{Signers: o.trust.Signers, Now: now}).Signatures[0]; s.Level != "PAdES B-T" {
			t.Errorf("%s, the service not trusted: %s", name, s.Level)
		}
		f, err := pdfread.Open("", out)
		if err != nil {
			t.Fatal(err)
		}
		if vri := f.Dict(f.Dict(f.Catalog().Get("DSS")).Get("VRI")); len(vri) != 1 || len(vri[0].Key) != 40 {
			t.Errorf("%s: VRI %v", name, vri)
		}
	}
}

// What a verifier knows itself of revoked certificates counts, too.
func TestRevoked(t *testing.T) {
	o := newOffice(t)
	opt := o.options(t, cmstest.P256, true)
	data := mustSign(t, plainPDF(), opt)
	for name, c := range map[string]struct {
		revoked []*x509.Certificate
		want    string
	}{
		"nobody":      {nil, ""},
		"the signer":  {opt.Key.Chain[:1], "Signature1: the certificate was revoked on 2026-01-26"},
		"the service": {o.tsa.Signer.Chain[:1], "service's certificate was revoked"},
	} {
		trust := *o.trust
		trust.Evidence = evidence(o.List(t, nil, c.revoked...))
		r := verify(t, data, &trust)
		if got := problems(r); r.OK() != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", name, got)
		}
		if s := r.Signatures[0]; s.Level != "PAdES B-T" {
			t.Errorf("%s: %s", name, s.Level)
		}
	}
	if r := verify(t, data, o.trust); len(r.Signatures[0].Notes) != 1 || !strings.Contains(r.Signatures[0].Notes[0].EN, "does not say whether") {
		t.Errorf("%+v", r.Signatures[0].Notes)
	}
}

func TestPreserveRefuses(t *testing.T) {
	o, other := newOffice(t), newOffice(t)
	root := &cms.Evidence{Certificates: []*x509.Certificate{o.Root}}
	_, revoked := o.Issue(t, cmstest.P256, nil)
	for _, c := range []struct {
		name string
		l    *sign.LongTerm
		want string
	}{
		{"nothing", &sign.LongTerm{Evidence: root}, "nothing says whether it was revoked"},
		{"another's list", &sign.LongTerm{Evidence: root.With(evidence(other.List(t, nil)))}, "nothing says whether it was revoked"},
		{"an old list", &sign.LongTerm{Evidence: root.With(evidence(o.List(t, func(l *x509.RevocationList) {
			l.ThisUpdate, l.NextUpdate = now.AddDate(0, -3, 0), now.AddDate(0, -2, 0)
		})))}, "nothing says whether it was revoked"},
		{"no issuer of the service's", &sign.LongTerm{Evidence: evidence(o.List(t, nil))}, "issuer's certificate is missing"},
		{"the service is revoked", &sign.LongTerm{Evidence: root.With(evidence(o.List(t, nil, o.tsa.Signer.Chain[0], revoked[0])))}, "was revoked on 2026-01-26"},
		{"nobody to ask", &sign.LongTerm{Evidence: root, Fetch: &sign.Fetch{}}, "nothing says whether it was revoked"},
	} {
		_, err := preserved(t, o, plainPDF(), c.l, nil)
		d, ok := err.(*diag.Diagnostic)
		if !ok || !strings.Contains(d.What.EN, c.want) || d.Do.IsZero() || c.l.Fetch != nil && strings.Contains(d.Do.EN, "--online") || c.l.Fetch == nil && c.want != "was revoked on 2026-01-26" && !strings.Contains(d.Do.EN, "--online") {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	unstamped := mustSign(t, plainPDF(), o.options(t, cmstest.P256, false))
	for _, data := range [][]byte{unstamped, plainPDF(), []byte("no PDF")} {
		if _, err := (&sign.LongTerm{Evidence: root, Stamp: o.tsa.Token, Time: now}).Preserve("f.pdf", data); err == nil {
			t.Error("preserved what is not stamped")
		}
	}
}

// TestPreserveLast preserves the signature that covers most, whatever stands before it.
func TestPreserveLast(t *testing.T) {
	o := newOffice(t)
	l := &sign.LongTerm{Evidence: evidence(o.List(t, nil)).With(&cms.Evidence{Certificates: []*x509.Certificate{o.Root}}), Stamp: o.tsa.Token, Time: now}
	for name, c := range map[string]struct{ first, second, ok bool }{"stamped last": {false, true, true}, "stamped first": {true, false, false}, "both": {true, true, true}} {
		once := mustSign(t, plainPDF(), o.options(t, cmstest.P256, c.first))
		out, err := l.Preserve("file.pdf", mustSign(t, once, o.options(t, cmstest.P256, c.second)))
		if (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil {
			continue
		}
		r := verify(t, out, o.trust)
		if !r.OK() || len(r.Signatures) != 3 || r.Signatures[1].Level != "PAdES B-LTA" {
			t.Errorf("%s: %s; %s", name, r.Signatures[1].Level, problems(r))
		}
		before, ok := bytes.CutSuffix(out, out[bytes.LastIndex(out[:len(out)-6], []byte("%%EOF"))+6:]) // without the last time stamp
		if r := verify(t, before, o.trust); !ok || !r.OK() || len(r.Signatures) != 2 || r.Signatures[1].Level != "PAdES B-LT" {
			t.Errorf("%s, without a time stamp: %s; %s", name, r.Signatures[1].Level, problems(r))
		}
	}
}

// TestSafely asks services over TLS, too.
func TestSafely(t *testing.T) {
	o := newOffice(t)
	mux := http.NewServeMux()
	mux.Handle("/tsa", o.tsa)
	mux.HandleFunc("/list.crl", func(w http.ResponseWriter, _ *http.Request) { w.Write(o.List(t, nil).Raw) })
	server := httptest.NewTLSServer(mux)
	defer server.Close()
	key, chain := o.Issue(t, cmstest.P256, func(c *x509.Certificate) { c.CRLDistributionPoints = []string{server.URL + "/list.crl"} })
	tsaKey, tsaChain := o.Issue(t, cmstest.P256, func(c *x509.Certificate) {
		c.ExtraExtensions = append(c.ExtraExtensions, cmstest.Uses(t, true, cmstest.UseStamp))
		c.CRLDistributionPoints = []string{server.URL + "/list.crl"}
	})
	o.tsa.Signer = &cms.Signer{Key: tsaKey, Chain: tsaChain}
	tsa := &sign.TSA{URL: server.URL + "/tsa", Client: server.Client(), Time: now}
	signed := mustSign(t, plainPDF(), &sign.Options{Key: &sign.Key{Private: key, Chain: chain}, Time: now, Stamp: tsa.Stamp})
	if _, err := (&sign.LongTerm{Evidence: &cms.Evidence{}, Fetch: &sign.Fetch{Client: server.Client()}, Stamp: tsa.Stamp, Time: now}).Preserve("f.pdf", signed); err != nil {
		t.Error(err)
	}
	for _, address := range []string{"ftp://127.0.0.1/", "http:///tsa", "tsa", "://"} {
		if _, err := (&sign.TSA{URL: address, Time: now}).Stamp([]byte("x")); err == nil || !strings.Contains(err.Error(), "地址不对") && !strings.Contains(err.Error(), "address is wrong") {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// TestFetch asks an authority's own addresses.
func TestFetch(t *testing.T) {
	o := newOffice(t)
	mux := http.NewServeMux()
	var leaf *x509.Certificate
	mux.HandleFunc("/root.cer", func(w http.ResponseWriter, _ *http.Request) { w.Write(o.Root.Raw) })
	mux.HandleFunc("/list.crl", func(w http.ResponseWriter, _ *http.Request) { w.Write(o.List(t, nil).Raw) })
	mux.HandleFunc("POST /ocsp", func(w http.ResponseWriter, _ *http.Request) { w.Write(o.Answer(t, leaf, nil, nil)) })
	mux.HandleFunc("/revoked.crl", func(w http.ResponseWriter, _ *http.Request) { w.Write(o.List(t, nil, leaf).Raw) })
	mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("<html>")) })
	server := httptest.NewServer(mux)
	defer server.Close()
	at := func(path string) []string { return []string{server.URL + path} }
	withList := func(c *x509.Certificate) {
		c.IssuingCertificateURL, c.CRLDistributionPoints = at("/root.cer"), at("/list.crl")
	}
	sub := o.Under(t, cmstest.NewKey(t, cmstest.P256), withList)
	mux.HandleFunc("/sub.cer", func(w http.ResponseWriter, _ *http.Request) { w.Write(sub.Root.Raw) })
	mux.HandleFunc("/sub.crl", func(w http.ResponseWriter, _ *http.Request) { w.Write(sub.List(t, nil).Raw) })
	for _, c := range []struct {
		name   string
		change func(*x509.Certificate)
		alone  bool // without the issuer's certificate
		want   string
	}{
		{"list", withList, true, ""},
		{"answer", func(c *x509.Certificate) { c.OCSPServer = at("/ocsp") }, false, ""},
		{"a list that has it", func(c *x509.Certificate) { c.CRLDistributionPoints = at("/revoked.crl") }, false, "was revoked on 2026-01-26"},
		{"a way of three", nil, false, ""},
		{"a page, then a list", func(c *x509.Certificate) { c.CRLDistributionPoints = append(at("/page"), at("/list.crl")...) }, false, ""},
		{"a page, then an issuer", func(c *x509.Certificate) {
			withList(c)
			c.IssuingCertificateURL = append(at("/page"), at("/root.cer")...)
		}, true, ""},
		{"a page", func(c *x509.Certificate) { c.CRLDistributionPoints = at("/page") }, false, "could not be had"},
		{"no page", func(c *x509.Certificate) { c.CRLDistributionPoints = at("/none") }, false, "/none: 404"},
		{"no address", func(c *x509.Certificate) { c.CRLDistributionPoints = []string{"ldap://x/y"} }, false, "no http address"},
		{"nobody", func(c *x509.Certificate) { c.CRLDistributionPoints = []string{"http://127.0.0.1:1/"} }, false, "could not be had"},
		{"no issuer", func(c *x509.Certificate) { c.IssuingCertificateURL = at("/page") }, true, "issuer's certificate is missing"},
	} {
		key, chain := o.Issue(t, cmstest.P256, c.change)
		if c.name == "a way of three" { // each leads to the next
			key, chain = sub.Issue(t, cmstest.P256, func(c *x509.Certificate) {
				c.IssuingCertificateURL, c.CRLDistributionPoints = at("/sub.cer"), at("/sub.crl")
			})
			c.alone = true
		}
		leaf = chain[0]
		if c.alone {
			chain = chain[:1]
		}
		tsaKey, tsaChain := o.Issue(t, cmstest.P256, func(x *x509.Certificate) {
			x.ExtraExtensions = append(x.ExtraExtensions, cmstest.Uses(t, true, cmstest.UseStamp))
			withList(x)
		})
		o.tsa.Signer = &cms.Signer{Key: tsaKey, Chain: tsaChain[:1]}
		signed := mustSign(t, plainPDF(), &sign.Options{Key: &sign.Key{Private: key, Chain: chain}, Time: now, Stamp: (&sign.TSA{URL: o.url, Time: now}).Stamp})
		out, err := (&sign.LongTerm{Evidence: &cms.Evidence{}, Fetch: &sign.Fetch{}, Stamp: o.tsa.Token, Time: now}).Preserve("f.pdf", signed)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if err == nil {
			if r := verify(t, out, o.trust); !r.OK() || r.Signatures[0].Level != "PAdES B-LTA" {
				t.Errorf("%s: %s, %s", c.name, r.Signatures[0].Level, problems(r))
			}
		}
	}
}
