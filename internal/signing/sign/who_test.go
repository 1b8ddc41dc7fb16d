package sign_test

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"strings"
	"testing"
	"time"

	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/cms/cmstest"
	"nianbao/internal/signing/sign"
)

// stampDocument puts a document time stamp behind a file, as an archive does.
func stampDocument(t testing.TB, data []byte, tsa *cmstest.TSA) []byte {
	t.Helper()
	out, err := sign.StampDocument("file.pdf", data, func(covered []byte) ([]byte, error) { return tsa.Token(covered) })
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A time stamp is nobody's signature, whoever is trusted.
func TestStampsAlone(t *testing.T) {
	o := newOffice(t)
	data := stampDocument(t, plainPDF(), o.tsa)
	r := verify(t, data, o.trust)
	if r.OK() || !strings.Contains(problems(r), "nobody's signature") {
		t.Error(problems(r))
	}
	if s := r.Signatures[0]; s.Signer != nil || !s.Stamp || s.Level != "TIMESTAMP" || !s.Trusted || !s.Valid || !s.Intact || s.Stamper == nil {
		t.Errorf("%+v", s)
	}
	signed := stampDocument(t, mustSign(t, plainPDF(), o.options(t, cmstest.P256, false)), o.tsa)
	if r := verify(t, signed, o.trust); !r.OK() || len(r.Signatures) != 2 {
		t.Error(problems(r))
	}
}

// Signers and time stamp services are trusted by lists of their own.
func TestTrustLists(t *testing.T) {
	o, other := newOffice(t), newOffice(t)
	opt := o.options(t, cmstest.P256, false)
	opt.Stamp = (&sign.TSA{URL: other.url, Time: now}).Stamp
	data := mustSign(t, plainPDF(), opt)
	ours, theirs := o.trust.Signers, other.trust.Signers
	for _, c := range []struct {
		name              string
		signers, stampers []*x509.Certificate
		want              string // of what is wrong
	}{
		{"both", ours, theirs, ""},
		{"exchanged", theirs, ours, "signer's certificate is not trusted"},
		{"all for signers", append(ours, theirs...), nil, "time stamp service's certificate is not trusted"},
		{"all for stamps", nil, append(ours, theirs...), "signer's certificate is not trusted"},
		{"none", nil, nil, "not trusted"},
	} {
		r := verify(t, data, &sign.Trust{Signers: c.signers, Stampers: c.stampers, Now: now})
		if got := problems(r); r.OK() != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

// later is a time at which a certificate of the office's has expired, but that
// of its time stamp service has not.
var later = now.AddDate(1, 0, 0)

func short(c *x509.Certificate) {
	c.NotBefore, c.NotAfter = now.AddDate(0, -1, 0), now.AddDate(0, 1, 0)
}

// TestExpired is about what proves that a signature is older than its
// certificate's end.
func TestExpired(t *testing.T) {
	o := newOffice(t)
	sign1 := func(stamped bool) []byte {
		opt := o.options(t, cmstest.P256, stamped)
		key, chain := o.Issue(t, cmstest.P256, short)
		opt.Key = &sign.Key{Private: key, Chain: chain}
		return mustSign(t, plainPDF(), opt)
	}
	tsaEnds := func(end time.Time) *cmstest.TSA {
		tsa := o.NewTSA(t)
		key, chain := o.Issue(t, cmstest.P256, func(c *x509.Certificate) {
			c.NotBefore, c.NotAfter = now.AddDate(0, -1, 0), end
			c.ExtraExtensions = []pkix.Extension{cmstest.Uses(t, true, cmstest.UseStamp)}
		})
		tsa.Signer = &cms.Signer{Key: key, Chain: chain[:1]}
		return tsa
	}
	late := o.NewTSA(t)
	late.Time = now.AddDate(0, 2, 0)
	soon := tsaEnds(now.AddDate(0, 6, 0))
	second := o.NewTSA(t)
	second.Time = now.AddDate(0, 5, 0)
	lateSecond := o.NewTSA(t)
	lateSecond.Time = now.AddDate(0, 7, 0)
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"the signer says", sign1(false), "no trusted time stamp proves"},
		{"stamped", sign1(true), ""},
		{"document stamped", stampDocument(t, sign1(false), o.tsa), ""},
		{"document stamped too late", stampDocument(t, sign1(false), late), "had expired when it was signed"},
		{"stamp's certificate expired", stampDocument(t, sign1(false), soon), "no trusted time stamp proves"},
		{"stamped again in time", stampDocument(t, stampDocument(t, sign1(false), soon), second), ""},
		{"stamped again too late", stampDocument(t, stampDocument(t, sign1(false), soon), lateSecond), "had expired when it was signed"},
	} {
		r := verify(t, c.data, &sign.Trust{Signers: o.trust.Signers, Stampers: o.trust.Stampers, Now: later})
		if got := problems(r); r.OK() != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", c.name, got)
		}
		// in time, nothing is wrong with the first of them
		if r := verify(t, c.data, o.trust); c.name == "the signer says" && !r.OK() {
			t.Errorf("%s, in time: %s", c.name, problems(r))
		}
		believing := &sign.Trust{Signers: o.trust.Signers, Stampers: o.trust.Stampers, Now: later, Believe: true}
		if r := verify(t, c.data, believing); !r.OK() {
			t.Errorf("%s, believed: %s", c.name, problems(r))
		}
	}
	// a stamp that proves nothing any more is no fault while the certificate is valid
	opt := o.options(t, cmstest.P256, false)
	r := verify(t, stampDocument(t, mustSign(t, plainPDF(), opt), soon), &sign.Trust{Signers: o.trust.Signers, Stampers: o.trust.Stampers, Now: later})
	if !r.OK() || len(r.Signatures[1].Notes) != 1 || !strings.Contains(r.Signatures[1].Notes[0].EN, "no longer proves") {
		t.Errorf("%s; %+v", problems(r), r.Signatures[1])
	}
}

// A service whose certificate has expired is refused before anything is written.
func TestExpiredService(t *testing.T) {
	o := newOffice(t)
	key, chain := o.Issue(t, cmstest.P256, func(c *x509.Certificate) {
		c.NotBefore, c.NotAfter = now.AddDate(0, -2, 0), now.AddDate(0, -1, 0)
		c.ExtraExtensions = []pkix.Extension{cmstest.Uses(t, true, cmstest.UseStamp)}
	})
	o.tsa.Signer = &cms.Signer{Key: key, Chain: chain[:1]}
	if _, err := sign.Sign("f.pdf", plainPDF(), o.options(t, cmstest.P256, true)); err == nil || !strings.Contains(err.Error(), "certificate is not valid") {
		t.Error(err)
	}
}
