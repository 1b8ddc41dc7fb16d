// Package cmstest has what tests of signatures need and nobody else: a
// certification authority, keys of several kinds, and a small time stamp
// service (RFC 3161) for loopback.
package cmstest

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"io"
	"math/big"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/emmansun/gmsm/sm2"
	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"

	"nianbao/internal/signing/cms"
)

// Now is the time at which the tests sign.
var Now = time.Date(2026, 1, 27, 9, 30, 0, 0, time.FixedZone("", 8*3600))

// Authority is a root with the certificates it issues.
type Authority struct {
	Key  crypto.Signer
	Root *x509.Certificate
	next int64
	over []*x509.Certificate // those above the root, if it is none
}

// Kind is a kind of key.
type Kind int

// The kinds of keys.
const (
	P256 Kind = iota
	P384
	RSA
	SM2
)

// rsaKey is made once: it takes long.
var rsaKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

// NewKey makes a key.
func NewKey(t testing.TB, k Kind) crypto.Signer {
	t.Helper()
	switch k {
	case RSA:
		key, err := rsaKey()
		if err != nil {
			t.Fatal(err)
		}
		return key
	case P384:
		return OnCurve(t, elliptic.P384())
	case SM2:
		return newSM2(t)
	default:
		return OnCurve(t, elliptic.P256())
	}
}

// OnCurve makes a key on a curve.
func OnCurve(t testing.TB, curve elliptic.Curve) crypto.Signer {
	t.Helper()
	key, err := ecdsa.GenerateKey(curve, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// NewAuthority makes an authority.
func NewAuthority(t testing.TB) *Authority { return NewAuthorityOf(t, P256) }

// NewAuthorityOf makes one with a kind of key.
func NewAuthorityOf(t testing.TB, k Kind) *Authority {
	t.Helper()
	a := &Authority{Key: NewKey(t, k), next: 1}
	c := &x509.Certificate{Subject: pkix.Name{CommonName: "Test Root", Country: []string{"CN"}}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign}
	a.Root = a.issue(t, c, c, a.Key.Public())
	return a
}

func (a *Authority) issue(t testing.TB, c, parent *x509.Certificate, public crypto.PublicKey) *x509.Certificate {
	t.Helper()
	c.SerialNumber = big.NewInt(a.next)
	a.next++
	if c.NotBefore.IsZero() {
		c.NotBefore, c.NotAfter = Now.AddDate(-1, 0, 0), Now.AddDate(2, 0, 0)
	}
	raw, err := []byte(nil), error(nil)
	if sm2.IsSM2PublicKey(public) || sm2.IsSM2PublicKey(a.Key.Public()) {
		raw = ofSM2(t, c, parent, public, a.Key).Raw
	} else if raw, err = x509.CreateCertificate(rand.Reader, c, parent, public, a.Key); err != nil {
		t.Fatal(err)
	}
	out, err := cms.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Issue makes a certificate for signing; change may alter it before it is
// signed. It gives the key and the chain with the root.
func (a *Authority) Issue(t testing.TB, k Kind, change func(*x509.Certificate)) (crypto.Signer, []*x509.Certificate) {
	t.Helper()
	key := NewKey(t, k)
	return key, a.IssueFor(t, key, change)
}

// IssueFor makes a certificate for a key.
func (a *Authority) IssueFor(t testing.TB, key crypto.Signer, change func(*x509.Certificate)) []*x509.Certificate {
	t.Helper()
	c := &x509.Certificate{Subject: pkix.Name{CommonName: "某某县测试局", Country: []string{"CN"}}, KeyUsage: x509.KeyUsageDigitalSignature}
	if change != nil {
		change(c)
	}
	return append([]*x509.Certificate{a.issue(t, c, a.Root, key.Public())}, a.above()...)
}

// above lists the authority's own certificate and those over it.
func (a *Authority) above() []*x509.Certificate {
	return append([]*x509.Certificate{a.Root}, a.over...)
}

// Under makes an authority that this one issues a certificate for.
func (a *Authority) Under(t testing.TB, key crypto.Signer, change func(*x509.Certificate)) *Authority {
	t.Helper()
	c := &x509.Certificate{Subject: pkix.Name{CommonName: "Test Issuer", Country: []string{"CN"}}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign}
	if change != nil {
		change(c)
	}
	return &Authority{Key: key, Root: a.issue(t, c, a.Root, key.Public()), over: a.above(), next: 1}
}

// Reissue makes a certificate once more with another algorithm for its key.
func (a *Authority) Reissue(t testing.TB, c *x509.Certificate, algorithm *pkix.AlgorithmIdentifier) *x509.Certificate {
	t.Helper()
	s := cryptobyte.String(c.RawSubjectPublicKeyInfo)
	tbs := cryptobyte.String(c.RawTBSCertificate)
	var info, bits cryptobyte.String
	if !s.ReadASN1(&info, der.SEQUENCE) || !info.SkipASN1(der.SEQUENCE) || !info.ReadASN1Element(&bits, der.BIT_STRING) || !tbs.ReadASN1(&tbs, der.SEQUENCE) {
		t.Fatal("no certificate")
	}
	raw := Wrap(der.SEQUENCE, bytes.Replace(tbs, c.RawSubjectPublicKeyInfo, Wrap(der.SEQUENCE, Marshal(t, *algorithm), bits), 1))
	sum := sha256.Sum256(raw)
	value, err := a.Key.Sign(rand.Reader, sum[:], crypto.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	out, err := cms.ParseCertificate(Wrap(der.SEQUENCE, raw, Marshal(t, pkix.AlgorithmIdentifier{Algorithm: OIDECDSA}), Marshal(t, asn1.BitString{Bytes: value, BitLength: 8 * len(value)})))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Uses gives an extKeyUsage.
func Uses(t testing.TB, critical bool, uses ...asn1.ObjectIdentifier) pkix.Extension {
	t.Helper()
	return pkix.Extension{Id: asn1.ObjectIdentifier{2, 5, 29, 37}, Critical: critical, Value: Marshal(t, uses)}
}

// The uses that the tests need.
var (
	UseServer    = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 1}
	UseClient    = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 2}
	UseCode      = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 3}
	UseEmail     = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 4}
	UseStamp     = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 8}
	UseOCSP      = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 9}
	UseDocuments = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 36}
	UseAdobe     = asn1.ObjectIdentifier{1, 2, 840, 113583, 1, 1, 5}
	UseMicrosoft = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 10, 3, 12}
	UseAny       = asn1.ObjectIdentifier{2, 5, 29, 37, 0}
)

// TSA is a time stamp service. Its fields may be changed between requests.
type TSA struct {
	Signer *cms.Signer
	Time   time.Time
	Status int64                              // PKIStatus; 0: granted
	Spoil  func(imprint []byte, nonce []byte) // alters what the token will say
	Answer func(http.ResponseWriter)          // answers in its place
	Rest   []byte                             // stands behind the nonce
}

// NewTSA makes a service whose certificate the authority issues.
func (a *Authority) NewTSA(t testing.TB) *TSA {
	t.Helper()
	key, chain := a.Issue(t, P256, func(c *x509.Certificate) {
		c.Subject.CommonName = "Test TSA"
		c.ExtraExtensions = []pkix.Extension{Uses(t, true, UseStamp)}
	})
	return &TSA{Signer: &cms.Signer{Key: key, Chain: chain[:1]}, Time: Now}
}

// ServeHTTP answers a request (RFC 3161 3.4).
func (s *TSA) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.Answer != nil {
		s.Answer(w)
		return
	}
	request, err := io.ReadAll(io.LimitReader(r.Body, 1<<16))
	if err != nil || r.Header.Get("Content-Type") != "application/timestamp-query" {
		http.Error(w, "no time stamp query", http.StatusBadRequest)
		return
	}
	answer, err := s.answer(request)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/timestamp-reply")
	w.Write(answer)
}

func (s *TSA) answer(request []byte) ([]byte, error) {
	var q struct {
		Version int
		Imprint struct {
			Algorithm pkix.AlgorithmIdentifier
			Hash      []byte
		}
		Nonce   *big.Int
		CertReq bool
	}
	if rest, err := asn1.Unmarshal(request, &q); err != nil || len(rest) > 0 || q.Version != 1 || len(q.Imprint.Hash) != sha256.Size || !q.CertReq {
		return nil, asn1.SyntaxError{Msg: "time stamp query"}
	}
	hash, nonce := bytes.Clone(q.Imprint.Hash), q.Nonce.Bytes()
	if s.Spoil != nil {
		s.Spoil(hash, nonce)
	}
	token, err := s.token(q.Imprint.Algorithm.Algorithm, hash, nonce)
	if err != nil {
		return nil, err
	}
	var b cryptobyte.Builder
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1Int64(s.Status) })
		if s.Status <= 1 {
			b.AddBytes(token)
		}
	})
	return b.Bytes()
}

// Token gives a token over data without a request.
func (s *TSA) Token(data []byte) ([]byte, error) {
	hash := sha256.Sum256(data)
	return s.token(OIDSHA256, hash[:], nil)
}

func (s *TSA) token(digest asn1.ObjectIdentifier, hash, nonce []byte) ([]byte, error) {
	var info cryptobyte.Builder
	info.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(1)
		b.AddASN1ObjectIdentifier(asn1.ObjectIdentifier{1, 2, 3, 4, 1})
		b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(digest) })
			b.AddASN1OctetString(hash)
		})
		b.AddASN1Int64(77)
		b.AddASN1GeneralizedTime(s.Time.UTC())
		if nonce != nil {
			b.AddASN1BigInt(new(big.Int).SetBytes(nonce))
		}
		b.AddBytes(s.Rest)
	})
	return s.Signer.SignToken(info.BytesOrPanic())
}
