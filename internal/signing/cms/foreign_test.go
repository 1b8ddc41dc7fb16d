package cms_test

import (
	"bytes"
	"crypto"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"testing"

	der "golang.org/x/crypto/cryptobyte/asn1"

	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/cms/cmstest"
)

// TestForeign is about messages as other programs write them, by outcome.
func TestForeign(t *testing.T) {
	a, other := cmstest.NewAuthority(t), cmstest.NewAuthority(t)
	ecKey, ecChain := a.Issue(t, cmstest.P256, func(c *x509.Certificate) { c.SubjectKeyId = []byte("key id") })
	rsaKey, rsaChain := a.Issue(t, cmstest.RSA, nil)
	_, otherChain := other.Issue(t, cmstest.P256, nil)
	salt := func(n int) *rsa.PSSOptions { return &rsa.PSSOptions{SaltLength: n, Hash: crypto.SHA256} }
	protection := func(digest, scheme asn1.ObjectIdentifier) [][]byte {
		s := cmstest.Wrap(cmstest.Context(1), cmstest.Marshal(t, scheme))
		return [][]byte{cmstest.Attribute(t, cmstest.OIDProtection, cmstest.Wrap(der.SEQUENCE, cmstest.Marshal(t, pkix.AlgorithmIdentifier{Algorithm: digest}), s))}
	}
	oid := func(o asn1.ObjectIdentifier) []byte {
		return cmstest.Marshal(t, pkix.AlgorithmIdentifier{Algorithm: o})
	}
	sha1 := asn1.ObjectIdentifier{1, 3, 14, 3, 2, 26}
	changed := bytes.Clone(a.Root.Raw)
	changed[len(changed)-1] ^= 1
	renamed := bytes.Replace(a.Root.Raw, []byte("Test Root"), []byte("Text Root"), 1) // its issuer
	_, farChain := other.Under(t, cmstest.NewKey(t, cmstest.P256), nil).Issue(t, cmstest.P256, nil)
	unknown := onUnknownCurve(t, farChain[0])
	for _, c := range []struct {
		name string
		spec cmstest.Spec
		want error
	}{
		{"plain", cmstest.Spec{}, nil},
		{"by key identifier", cmstest.Spec{ByKey: true}, nil},
		{"unrelated certificates", cmstest.Spec{More: [][]byte{otherChain[0].Raw, other.Root.Raw}}, nil},
		{"unrelated certificate alone", cmstest.Spec{More: [][]byte{otherChain[0].Raw}}, nil},
		{"duplicate certificates", cmstest.Spec{More: [][]byte{ecChain[0].Raw, a.Root.Raw}}, nil},
		{"changed root", cmstest.Spec{Chain: ecChain[:1], More: [][]byte{changed}}, cms.ErrStray},
		{"renamed root", cmstest.Spec{Chain: ecChain[:1], More: [][]byte{renamed}}, cms.ErrStray},
		{"certificate on an unknown curve", cmstest.Spec{More: [][]byte{unknown}}, nil},
		{"no certificate", cmstest.Spec{More: [][]byte{{0x30, 0}}}, cms.ErrSyntax},
		{"no certificate at all", cmstest.Spec{More: [][]byte{{4, 0}}}, cms.ErrUnsupported},
		{"too many certificates", cmstest.Spec{More: slices40(other.Root.Raw)}, cms.ErrUnsupported},
		{"revocation lists", cmstest.Spec{CRLs: oid(sha1)}, nil},
		{"two digests", cmstest.Spec{Digests: [][]byte{oid(sha1)}}, nil},
		{"broken digests", cmstest.Spec{Digests: [][]byte{{4, 0}}}, cms.ErrSyntax},
		{"counter signature", cmstest.Spec{Unsigned: [][]byte{cmstest.Attribute(t, cmstest.OIDCounter, oid(sha1))}}, nil},
		{"unknown unsigned attribute", cmstest.Spec{Unsigned: [][]byte{cmstest.Attribute(t, sha1, oid(sha1))}}, cms.ErrUnsupported},
		{"broken unsigned attribute", cmstest.Spec{Unsigned: [][]byte{oid(sha1)}}, cms.ErrSyntax},
		{"two time stamps", cmstest.Spec{Unsigned: [][]byte{cmstest.Attribute(t, cmstest.OIDTimeStamp, oid(sha1)), cmstest.Attribute(t, cmstest.OIDTimeStamp, oid(sha1))}}, cms.ErrUnsupported},
		{"no unsigned attribute", cmstest.Spec{Unsigned: [][]byte{}}, cms.ErrSyntax},
		{"issuer and serial number", cmstest.Spec{Binding: cmstest.Binding(t, ecChain[0], ecChain[0])}, nil},
		{"another serial number", cmstest.Spec{Binding: cmstest.Binding(t, ecChain[0], rsaChain[0])}, cms.ErrCertificate},
		{"another issuer", cmstest.Spec{Binding: cmstest.Binding(t, ecChain[0], withIssuer(ecChain[0], rsaChain[0].RawSubject))}, cms.ErrCertificate},
		{"another certificate", cmstest.Spec{Binding: cmstest.Binding(t, rsaChain[0], nil)}, cms.ErrCertificate},
		{"algorithms protected", cmstest.Spec{Attributes: protection(cmstest.OIDSHA256, cmstest.OIDECDSA)}, nil},
		{"another digest protected", cmstest.Spec{Attributes: protection(cmstest.OIDSHA512, cmstest.OIDECDSA)}, cms.ErrAlgorithms},
		{"another algorithm protected", cmstest.Spec{Attributes: protection(cmstest.OIDSHA256, cmstest.OIDRSA)}, cms.ErrAlgorithms},
		{"attribute twice", cmstest.Spec{Attributes: append(protection(cmstest.OIDSHA256, cmstest.OIDECDSA), protection(cmstest.OIDSHA256, cmstest.OIDECDSA)...)}, cms.ErrSyntax},
		{"PSS", cmstest.Spec{Key: rsaKey, Chain: rsaChain, PSS: salt(32)}, nil},
		{"PSS with a short salt", cmstest.Spec{Key: rsaKey, Chain: rsaChain, PSS: salt(20)}, nil},
		{"PSS with another salt", cmstest.Spec{Key: rsaKey, Chain: rsaChain, PSS: salt(20), Algorithm: cmstest.PSSAlgorithm(t, cmstest.OIDSHA256, 32)}, cms.ErrSignature},
		{"PSS with another digest", cmstest.Spec{Key: rsaKey, Chain: rsaChain, PSS: salt(32), Algorithm: cmstest.PSSAlgorithm(t, cmstest.OIDSHA512, 32)}, cms.ErrUnsupported},
		{"PSS with SHA-1", cmstest.Spec{Key: rsaKey, Chain: rsaChain, PSS: salt(32), Algorithm: cmstest.PSSAlgorithm(t, sha1, 32)}, cms.ErrWeak},
		{"PSS of no salt", cmstest.Spec{Key: rsaKey, Chain: rsaChain, PSS: salt(32), Algorithm: cmstest.PSSAlgorithm(t, cmstest.OIDSHA256, 0)}, cms.ErrUnsupported},
		{"PSS without parameters", cmstest.Spec{Key: rsaKey, Chain: rsaChain, PSS: salt(32), Algorithm: &pkix.AlgorithmIdentifier{Algorithm: cmstest.OIDPSS}}, cms.ErrSyntax},
		{"PSS said, not done", cmstest.Spec{Key: rsaKey, Chain: rsaChain, Algorithm: cmstest.PSSAlgorithm(t, cmstest.OIDSHA256, 32)}, cms.ErrSignature},
		{"RSA said of ECDSA", cmstest.Spec{Algorithm: &pkix.AlgorithmIdentifier{Algorithm: cmstest.OIDRSA}}, cms.ErrUnsupported},
		{"ECDSA with parameters", cmstest.Spec{Algorithm: &pkix.AlgorithmIdentifier{Algorithm: cmstest.OIDECDSA, Parameters: asn1.RawValue{FullBytes: []byte{4, 0}}}}, cms.ErrSyntax},
		{"RSA with parameters", cmstest.Spec{Key: rsaKey, Chain: rsaChain, Algorithm: &pkix.AlgorithmIdentifier{Algorithm: cmstest.OIDRSA, Parameters: asn1.RawValue{FullBytes: []byte{4, 0}}}}, cms.ErrSyntax},
		{"RSA over SHA-1", cmstest.Spec{Key: rsaKey, Chain: rsaChain, Algorithm: &pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 5}}}, cms.ErrWeak},
		{"attached", cmstest.Spec{Attached: true}, cms.ErrUnsupported},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := c.spec
			s.Content = content
			if s.Key == nil {
				s.Key = ecKey
			}
			if s.Chain == nil {
				s.Chain = ecChain
			}
			message := s.Make(t)
			for _, data := range [][]byte{message, cmstest.BER(message, 0), cmstest.BER(message, 7)} {
				out, rest, err := cms.DER(append(data, 0, 0))
				if err != nil || !bytes.Equal(out, message) || len(rest) != 2 {
					t.Fatalf("BER: %v", err)
				}
			}
			if err := check(message, []*x509.Certificate{a.Root}); !errors.Is(err, c.want) || err != nil && c.want == nil {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
}

func slices40(raw []byte) (list [][]byte) {
	for range 40 {
		list = append(list, raw)
	}
	return list
}

func withIssuer(c *x509.Certificate, issuer []byte) *x509.Certificate {
	d := *c
	d.RawIssuer = issuer
	return &d
}

// onUnknownCurve puts another curve of the same length into a certificate.
func onUnknownCurve(t *testing.T, c *x509.Certificate) []byte {
	t.Helper()
	p256 := cmstest.Marshal(t, asn1.ObjectIdentifier{1, 2, 840, 10045, 3, 1, 7})
	strange := bytes.Clone(p256)
	strange[len(strange)-1] = 99
	return bytes.Replace(c.Raw, p256, strange, 1)
}

// A signer whose own certificate cannot be read is not understood, not damaged.
func TestUnknownCurve(t *testing.T) {
	a := cmstest.NewAuthority(t)
	key, chain := a.Issue(t, cmstest.P256, nil)
	strange := onUnknownCurve(t, chain[0])
	s := cmstest.Spec{Key: key, Chain: chain, Content: content}
	message := bytes.Replace(s.Make(t), chain[0].Raw, strange, 1)
	if _, err := cms.Parse(message); !errors.Is(err, cms.ErrUnsupported) {
		t.Error(err)
	}
	// one that names a root of ours is not left aside
	s.More = [][]byte{strange}
	if err := check(s.Make(t), []*x509.Certificate{a.Root}); !errors.Is(err, cms.ErrUnsupported) {
		t.Error(err)
	}
}

// TestWeak is about keys that are too short.
func TestWeak(t *testing.T) {
	a := cmstest.NewAuthority(t)
	short, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	for name, key := range map[string]crypto.Signer{"RSA-1024": short, "P-224": cmstest.OnCurve(t, elliptic.P224())} {
		chain := a.IssueFor(t, key, nil)
		s := cmstest.Spec{Key: key, Chain: chain, Content: content}
		if err := check(s.Make(t), nil); !errors.Is(err, cms.ErrWeak) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestPSSKey is about keys that are for RSASSA-PSS only.
func TestPSSKey(t *testing.T) {
	a := cmstest.NewAuthority(t)
	key, chain := a.Issue(t, cmstest.RSA, nil)
	for _, c := range []struct {
		name       string
		parameters *pkix.AlgorithmIdentifier
		ok         bool
	}{
		{"of its own", cmstest.PSSAlgorithm(t, cmstest.OIDSHA256, 32), true},
		{"of none", &pkix.AlgorithmIdentifier{Algorithm: cmstest.OIDPSS}, true},
		{"of another digest", cmstest.PSSAlgorithm(t, cmstest.OIDSHA512, 32), true},
		{"of SHA-1", cmstest.PSSAlgorithm(t, asn1.ObjectIdentifier{1, 3, 14, 3, 2, 26}, 20), false},
	} {
		leaf := a.Reissue(t, chain[0], c.parameters)
		signer := &cms.Signer{Key: key, Chain: []*x509.Certificate{leaf}}
		if !cms.OnlyPSS(leaf) || cms.OnlyPSS(chain[0]) {
			t.Errorf("%s: OnlyPSS", c.name)
		}
		data, err := signer.Sign(bytes.NewReader(content))
		if (err == nil) != c.ok {
			t.Errorf("%s: %v", c.name, err)
		}
		if err == nil {
			if err := check(data, []*x509.Certificate{a.Root}); err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
		}
	}
	strict := a.Reissue(t, chain[0], cmstest.PSSAlgorithm(t, cmstest.OIDSHA256, 32))
	for name, s := range map[string]cmstest.Spec{
		"a shorter salt": {PSS: &rsa.PSSOptions{SaltLength: 20, Hash: crypto.SHA256}},
		"PKCS #1 v1.5":   {},
	} {
		s.Key, s.Chain, s.Content = key, []*x509.Certificate{strict}, content
		if err := check(s.Make(t), []*x509.Certificate{a.Root}); !errors.Is(err, cms.ErrUnsupported) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
