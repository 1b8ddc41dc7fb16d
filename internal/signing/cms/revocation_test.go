package cms_test

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"testing"
	"time"

	"golang.org/x/crypto/ocsp"

	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/cms/cmstest"
)

func TestLists(t *testing.T) {
	a, other := cmstest.NewAuthority(t), cmstest.NewAuthority(t)
	_, chain := a.Issue(t, cmstest.P256, nil)
	leaf, ca := chain[0], a.Under(t, cmstest.NewKey(t, cmstest.P256), nil).Root
	sub := a.Under(t, cmstest.NewKey(t, cmstest.P256), nil)
	point := func(value ...byte) func(*x509.RevocationList) {
		return func(l *x509.RevocationList) {
			l.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 28}, Critical: true, Value: append([]byte{0x30, byte(len(value))}, value...)}}
		}
	}
	for _, c := range []struct {
		name   string
		list   *x509.RevocationList
		of     *x509.Certificate
		issuer *x509.Certificate
		at     time.Time
		want   cms.Status
	}{
		{"good", a.List(t, nil), leaf, a.Root, cmstest.Now, cms.Good},
		{"good of others", a.List(t, nil, ca), leaf, a.Root, cmstest.Now, cms.Good},
		{"before it was said", a.List(t, nil), leaf, a.Root, cmstest.Now.AddDate(0, -2, 0), cms.Good},
		{"on its last day", a.List(t, nil), leaf, a.Root, cmstest.Now.AddDate(0, 1, 0), cms.Good},
		{"outdated", a.List(t, nil), leaf, a.Root, cmstest.Now.AddDate(0, 1, 1), cms.Unknown},
		{"after the certificate's end", a.List(t, func(l *x509.RevocationList) {
			l.ThisUpdate, l.NextUpdate = cmstest.Now.AddDate(3, 0, 0), cmstest.Now.AddDate(4, 0, 0)
		}), leaf, a.Root, cmstest.Now, cms.Unknown},
		{"revoked", a.List(t, nil, leaf), leaf, a.Root, cmstest.Now, cms.Revoked},
		{"revoked that moment", a.List(t, nil, leaf), leaf, a.Root, cmstest.Now.AddDate(0, 0, -1), cms.Revoked},
		{"revoked later", a.List(t, nil, leaf), leaf, a.Root, cmstest.Now.AddDate(0, 0, -2), cms.Good},
		{"on hold no longer", a.List(t, func(l *x509.RevocationList) { l.RevokedCertificateEntries[0].ReasonCode = 8 }, leaf), leaf, a.Root, cmstest.Now, cms.Good},
		{"on hold", a.List(t, func(l *x509.RevocationList) { l.RevokedCertificateEntries[0].ReasonCode = 6 }, leaf), leaf, a.Root, cmstest.Now, cms.Revoked},
		{"another's of the same name", other.List(t, nil), leaf, a.Root, cmstest.Now, cms.Unknown},
		{"another's", sub.List(t, nil), leaf, a.Root, cmstest.Now, cms.Unknown},
		{"for users", a.List(t, point(0x81, 1, 0xFF)), leaf, a.Root, cmstest.Now, cms.Good},
		{"for users, of an authority", a.List(t, point(0x81, 1, 0xFF)), ca, a.Root, cmstest.Now, cms.Unknown},
		{"for authorities", a.List(t, point(0x82, 1, 0xFF)), ca, a.Root, cmstest.Now, cms.Good},
		{"for authorities, of a user", a.List(t, point(0x82, 1, 0xFF)), leaf, a.Root, cmstest.Now, cms.Unknown},
		{"for some reasons", a.List(t, point(0x83, 2, 1, 0x80)), leaf, a.Root, cmstest.Now, cms.Unknown},
		{"of others' certificates", a.List(t, point(0x84, 1, 0xFF)), leaf, a.Root, cmstest.Now, cms.Unknown},
		{"of attributes", a.List(t, point(0x85, 1, 0xFF)), leaf, a.Root, cmstest.Now, cms.Unknown},
		{"of something else", a.List(t, point(0x99, 1, 0xFF)), leaf, a.Root, cmstest.Now, cms.Unknown},
		{"changes only", a.List(t, func(l *x509.RevocationList) {
			l.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 27}, Value: []byte{2, 1, 1}}}
		}), leaf, a.Root, cmstest.Now, cms.Unknown},
		{"unknown critical extension", a.List(t, func(l *x509.RevocationList) {
			l.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 2, 3}, Critical: true, Value: []byte{5, 0}}}
		}), leaf, a.Root, cmstest.Now, cms.Unknown},
		{"unknown extension", a.List(t, func(l *x509.RevocationList) {
			l.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 2, 3}, Value: []byte{5, 0}}}
		}), leaf, a.Root, cmstest.Now, cms.Good},
	} {
		e := &cms.Evidence{}
		for _, data := range [][]byte{c.list.Raw, pem.EncodeToMemory(&pem.Block{Type: "X509 CRL", Bytes: c.list.Raw})} {
			if err := e.AddList(data); err != nil {
				t.Fatal(err)
			}
		}
		if got, since := e.Of(c.of, c.issuer, c.at); got != c.want || (got == cms.Revoked) == since.IsZero() {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	changed := a.List(t, nil)
	changed.Signature = append([]byte{}, changed.Signature...)
	changed.Signature[len(changed.Signature)-1] ^= 1
	if got, _ := (&cms.Evidence{Lists: []*x509.RevocationList{changed}}).Of(leaf, a.Root, cmstest.Now); got != cms.Unknown {
		t.Errorf("a changed signature: %v", got)
	}
}

func TestAnswers(t *testing.T) {
	a, other := cmstest.NewAuthority(t), cmstest.NewAuthority(t)
	_, chain := a.Issue(t, cmstest.P256, nil)
	_, theirs := other.Issue(t, cmstest.P256, nil)
	leaf := chain[0]
	responder := func(uses asn1.ObjectIdentifier, by *cmstest.Authority, change func(*x509.Certificate)) *cmstest.Authority {
		return by.Under(t, cmstest.NewKey(t, cmstest.P256), func(c *x509.Certificate) {
			c.IsCA, c.KeyUsage = false, x509.KeyUsageDigitalSignature
			c.ExtraExtensions = []pkix.Extension{cmstest.Uses(t, false, uses)}
			if change != nil {
				change(c)
			}
		})
	}
	revoked := func(r *ocsp.Response) { r.Status, r.RevokedAt = ocsp.Revoked, cmstest.Now.AddDate(0, 0, -1) }
	for _, c := range []struct {
		name   string
		answer []byte
		at     time.Time
		want   cms.Status
	}{
		{"good", a.Answer(t, leaf, nil, nil), cmstest.Now, cms.Good},
		{"of a responder", a.Answer(t, leaf, responder(cmstest.UseOCSP, a, nil), nil), cmstest.Now, cms.Good},
		{"of a server", a.Answer(t, leaf, responder(cmstest.UseServer, a, nil), nil), cmstest.Now, cms.Unknown},
		{"of another's responder", a.Answer(t, leaf, responder(cmstest.UseOCSP, other, nil), nil), cmstest.Now, cms.Unknown},
		{"of an expired responder", a.Answer(t, leaf, responder(cmstest.UseOCSP, a, func(c *x509.Certificate) {
			c.NotBefore, c.NotAfter = cmstest.Now.AddDate(-1, 0, 0), cmstest.Now.AddDate(0, -1, 0)
		}), nil), cmstest.Now, cms.Unknown},
		{"outdated", a.Answer(t, leaf, nil, nil), cmstest.Now.AddDate(0, 0, 8), cms.Unknown},
		{"for a day", a.Answer(t, leaf, nil, func(r *ocsp.Response) { r.NextUpdate = time.Time{} }), cmstest.Now, cms.Good},
		{"for a day, outdated", a.Answer(t, leaf, nil, func(r *ocsp.Response) { r.NextUpdate = time.Time{} }), cmstest.Now.AddDate(0, 0, 1), cms.Unknown},
		{"not known", a.Answer(t, leaf, nil, func(r *ocsp.Response) { r.Status = ocsp.Unknown }), cmstest.Now, cms.Unknown},
		{"revoked", a.Answer(t, leaf, nil, revoked), cmstest.Now, cms.Revoked},
		{"revoked later", a.Answer(t, leaf, nil, revoked), cmstest.Now.AddDate(0, 0, -2), cms.Good},
		{"about another", a.Answer(t, a.Root, nil, nil), cmstest.Now, cms.Unknown},
		{"about one of the same number", other.Answer(t, theirs[0], nil, nil), cmstest.Now, cms.Unknown},
	} {
		e := &cms.Evidence{}
		if err := e.AddAnswer(c.answer); err != nil {
			t.Fatal(err)
		}
		if got, since := e.Of(leaf, a.Root, c.at); got != c.want || (got == cms.Revoked) == since.IsZero() {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if err := (&cms.Evidence{}).AddAnswer([]byte("<html>")); err == nil {
		t.Error("a page is taken for an answer")
	}
	if err := (&cms.Evidence{}).AddList([]byte("<html>")); err == nil {
		t.Error("a page is taken for a list")
	}
	if err := (&cms.Evidence{}).AddCertificate([]byte("<html>")); err == nil {
		t.Error("a page is taken for a certificate")
	}
}

// TestResponderOfAnother: a responder that two authorities share, both of one
// key, must not speak of the one's certificate where it means the other's.
func TestResponderOfAnother(t *testing.T) {
	a := cmstest.NewAuthority(t)
	twin := a.Under(t, a.Key, func(c *x509.Certificate) { c.Subject.CommonName = "Twin" })
	_, chain := a.Issue(t, cmstest.P256, nil)
	e := &cms.Evidence{Answers: [][]byte{twin.Answer(t, chain[0], nil, nil)}}
	if got, _ := e.Of(chain[0], a.Root, cmstest.Now); got != cms.Unknown {
		t.Errorf("%v", got)
	}
}

func TestWeakest(t *testing.T) {
	a := cmstest.NewAuthority(t)
	sub := a.Under(t, cmstest.NewKey(t, cmstest.P256), nil)
	_, chain := sub.Issue(t, cmstest.P256, nil)
	for _, c := range []struct {
		name  string
		lists []*x509.RevocationList
		want  cms.Status
	}{
		{"both", []*x509.RevocationList{a.List(t, nil), sub.List(t, nil)}, cms.Good},
		{"one", []*x509.RevocationList{a.List(t, nil)}, cms.Unknown},
		{"none", nil, cms.Unknown},
		{"issuer revoked", []*x509.RevocationList{sub.List(t, nil), a.List(t, nil, chain[1])}, cms.Revoked},
		{"unknown and revoked", []*x509.RevocationList{a.List(t, nil, chain[1])}, cms.Revoked},
	} {
		e := &cms.Evidence{Lists: c.lists}
		if got, _ := e.Weakest(chain, cmstest.Now); got != c.want || len(chain) != 3 {
			t.Errorf("%s: %v", c.name, got)
		}
		if got := len(e.With(e).Single()); got != 2*len(c.lists) {
			t.Errorf("%d pieces", got)
		}
	}
	if way, complete := cms.Climb(chain[0], chain); !complete || len(way) != 3 {
		t.Errorf("%d certificates", len(way))
	}
	if way, complete := cms.Climb(chain[0], chain[2:]); complete || len(way) != 1 {
		t.Errorf("%d certificates", len(way))
	}
}
