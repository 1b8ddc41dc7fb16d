package cms_test

import (
	"bytes"
	"crypto"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/sha512"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"slices"
	"testing"

	der "golang.org/x/crypto/cryptobyte/asn1"

	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/cms/cmstest"
)

// TestDigestOfKey has a digest as strong as the key.
func TestDigestOfKey(t *testing.T) {
	a := cmstest.NewAuthority(t)
	for want, key := range map[string]crypto.Signer{"SHA-256": cmstest.NewKey(t, cmstest.P256), "SHA-384": cmstest.NewKey(t, cmstest.P384),
		"SHA-512": cmstest.OnCurve(t, elliptic.P521()), "SM3": cmstest.NewKey(t, cmstest.SM2)} {
		data, err := (&cms.Signer{Key: key, Chain: a.IssueFor(t, key, nil)}).Sign(bytes.NewReader(content))
		if err != nil {
			t.Fatal(want, err)
		}
		if m, err := cms.Parse(data); err != nil || m.DigestName() != want {
			t.Errorf("%s: %v", want, err)
		}
		if err := check(data, nil); err != nil {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// TestNamedCertificate names the signer's certificate by other digests.
func TestNamedCertificate(t *testing.T) {
	a := cmstest.NewAuthority(t)
	key, chain := a.Issue(t, cmstest.P256, nil)
	sum, other := sha512.Sum512(chain[0].Raw), sha512.Sum512(chain[1].Raw)
	by := func(digest asn1.ObjectIdentifier, sum []byte) []byte {
		id := cmstest.Wrap(der.SEQUENCE, cmstest.Marshal(t, pkix.AlgorithmIdentifier{Algorithm: digest}), cmstest.Marshal(t, sum))
		return cmstest.Attribute(t, cmstest.OIDSigningCert, cmstest.Wrap(der.SEQUENCE, cmstest.Wrap(der.SEQUENCE, id)))
	}
	for name, c := range map[string]struct {
		binding []byte
		want    error
	}{
		"SHA-512":             {by(cmstest.OIDSHA512, sum[:]), nil},
		"SHA-512 of another":  {by(cmstest.OIDSHA512, other[:]), cms.ErrCertificate},
		"SHA-256 said":        {by(cmstest.OIDSHA256, sum[:]), cms.ErrCertificate},
		"SHA-1":               {by(oidSHA1, sumSHA1(chain[0].Raw)), cms.ErrWeak},
		"a digest of no kind": {by(cmstest.OIDRSA, sum[:]), cms.ErrUnsupported},
	} {
		s := cmstest.Spec{Key: key, Chain: chain, Content: content, Binding: c.binding}
		if err := check(s.Make(t), nil); !errors.Is(err, c.want) || c.want == nil && err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestToken has a message with a time stamp over it, and says so.
func TestToken(t *testing.T) {
	a := cmstest.NewAuthority(t)
	key, chain := a.Issue(t, cmstest.P256, nil)
	tsa := a.NewTSA(t)
	data, err := (&cms.Signer{Key: key, Chain: chain, Stamp: tsa.Token}).Sign(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	m, err := cms.Parse(data)
	if err != nil || m.Token == nil || !m.OfData() {
		t.Fatalf("%v, %+v", err, m)
	}
	if s, err := cms.ParseStamp(m.Token, m.Signature); err != nil || !s.Time.Equal(cmstest.Now) || s.Token.OfData() {
		t.Errorf("%v, %+v", err, s)
	}
	failing := &cms.Signer{Key: key, Chain: chain, Stamp: func([]byte) ([]byte, error) { return nil, cms.ErrRejected }}
	if _, err := failing.Sign(bytes.NewReader(content)); !errors.Is(err, cms.ErrRejected) {
		t.Errorf("a service that refuses: %v", err)
	}
}

// TestMostEvidence fills each kind up, and tries one more.
func TestMostEvidence(t *testing.T) {
	a := cmstest.NewAuthority(t)
	e := &cms.Evidence{}
	list, answer := a.List(t, nil).Raw, a.Answer(t, a.Root, nil, nil)
	for kind, add := range map[string]func() error{
		"list": func() error { return e.AddList(list) }, "answer": func() error { return e.AddAnswer(answer) }, "certificate": func() error { return e.AddCertificate(a.Root.Raw) },
	} {
		for i := range 201 {
			if err := add(); (err == nil) != (i < 200) {
				t.Errorf("%s %d: %v", kind, i+1, err)
			}
		}
	}
	if err := (&cms.Evidence{}).AddList(make([]byte, 33<<20)); !errors.Is(err, cms.ErrUnsupported) {
		t.Errorf("a long list: %v", err)
	}
	if err := (&cms.Evidence{}).AddAnswer(make([]byte, 33<<20)); !errors.Is(err, cms.ErrUnsupported) {
		t.Errorf("a long answer: %v", err)
	}
}

// TestReplies is about what stands in an answer that nobody writes so.
func TestReplies(t *testing.T) {
	a := cmstest.NewAuthority(t)
	_, chain := a.Issue(t, cmstest.P256, nil)
	single := func(status []byte) []byte {
		return cmstest.Single(t, chain[0], a.Root, cmstest.OIDSHA512, sumSHA512, status)
	}
	good := a.Reply(t, nil, single(cmstest.StatusGood))
	since := cmstest.StatusRevoked(cmstest.Now)[2:]
	swap := func(old, new []byte) []byte { return bytes.Replace(good, old, new, 1) }
	basic, weak := cmstest.Marshal(t, asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 1}), cmstest.Marshal(t, asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 1})
	inner := tree(t, good)
	inner.at(1, 0, 1).content = append(slices.Clone(inner.at(1, 0, 1).content), 5, 0)
	for name, data := range map[string][]byte{
		"more behind":              append(slices.Clone(good), 5, 0),
		"more behind what is said": inner.bytes(),
		"of another kind":          swap(basic, append(slices.Clone(basic[:len(basic)-1]), 2)),
		"of nobody":                a.Reply(t, nil),
		"revoked, no time":         a.Reply(t, nil, single(cmstest.Wrap(cmstest.Context(1)))),
		"revoked, more":            a.Reply(t, nil, single(cmstest.Wrap(cmstest.Context(1), since, []byte{5, 0}))),
		"good, more":               a.Reply(t, nil, single(cmstest.Wrap(der.Tag(0).ContextSpecific(), []byte{1}))),
		"some other status":        a.Reply(t, nil, single(cmstest.Wrap(der.Tag(3).ContextSpecific()))),
		"not successful":           bytes.Replace(good, []byte{10, 1, 0}, []byte{10, 1, 1}, 1),
	} {
		if err := (&cms.Evidence{}).AddAnswer(data); !errors.Is(err, cms.ErrSyntax) {
			t.Errorf("%s: %v", name, err)
		}
	}
	e := &cms.Evidence{}
	if err := e.AddAnswer(swap(cmstest.Marshal(t, cmstest.OIDECDSA), weak)); err != nil {
		t.Fatal(err)
	}
	if got, _ := e.Of(chain[0], a.Root, cmstest.Now); got != cms.Unknown {
		t.Errorf("an algorithm of no kind: %v", got)
	}
	by := responder(t, a, cmstest.P256, cmstest.UseOCSP)
	for n, want := range map[int]cms.Status{31: cms.Good, 32: cms.Unknown} {
		with := append(slices.Repeat([]*x509.Certificate{chain[0]}, n), by.Root)
		e := &cms.Evidence{Answers: [][]byte{by.Reply(t, with, single(cmstest.StatusGood))}}
		if got, _ := e.Of(chain[0], a.Root, cmstest.Now); got != want {
			t.Errorf("%d certificates before the responder's: %v", n, got)
		}
	}
}

// TestShapeOfPSS takes the parameters of RSASSA-PSS apart, which no signature protects.
func TestShapeOfPSS(t *testing.T) {
	a := cmstest.NewAuthority(t)
	key, chain := a.Issue(t, cmstest.RSA, nil)
	s := cmstest.Spec{Key: key, Chain: chain, Content: content, PSS: &rsa.PSSOptions{SaltLength: 32, Hash: crypto.SHA256}}
	n := tree(t, s.Make(t))
	n.at(1, 0, 4, 0, 4).spoil("pss", func(what string) {
		except(t, what, check(n.bytes(), []*x509.Certificate{a.Root}), "pss.1.0.0.1 gone", "pss.1.1.0.1.1 gone") // NULL, which says nothing
	})
}
