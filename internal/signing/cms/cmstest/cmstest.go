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
}

// Kind is a kind of key.
type Kind int

// The kinds of keys.
const (
	P256 Kind = iota
	P384
	RSA
)

// rsaKey is made once: it takes long.
var rsaKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

// NewKey makes a key.
func NewKey(t testing.TB, k Kind) crypto.Signer {
	t.Helper()
	var key crypto.Signer
	var err error
	switch k {
	case RSA:
		key, err = rsaKey()
	case P384:
		key, err = ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	default:
		key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	}
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// NewAuthority makes an authority.
func NewAuthority(t testing.TB) *Authority {
	t.Helper()
	a := &Authority{Key: NewKey(t, P256), next: 1}
	c := &x509.Certificate{Subject: pkix.Name{CommonName: "Test Root", Country: []string{"CN"}}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign}
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
	raw, err := x509.CreateCertificate(rand.Reader, c, parent, public, a.Key)
	if err != nil {
		t.Fatal(err)
	}
	out, err := x509.ParseCertificate(raw)
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
	c := &x509.Certificate{Subject: pkix.Name{CommonName: "某某县测试局", Country: []string{"CN"}}, KeyUsage: x509.KeyUsageDigitalSignature}
	if change != nil {
		change(c)
	}
	return key, []*x509.Certificate{a.issue(t, c, a.Root, key.Public()), a.Root}
}

// TSA is a time stamp service. Its fields may be changed between requests.
type TSA struct {
	Signer *cms.Signer
	Time   time.Time
	Status int64                              // PKIStatus; 0: granted
	Spoil  func(imprint []byte, nonce []byte) // alters what the token will say
	Answer func(http.ResponseWriter)          // answers in its place
}

// NewTSA makes a service whose certificate the authority issues.
func (a *Authority) NewTSA(t testing.TB) *TSA {
	t.Helper()
	key, chain := a.Issue(t, P256, func(c *x509.Certificate) {
		c.Subject.CommonName = "Test TSA"
		usage, err := asn1.Marshal([]asn1.ObjectIdentifier{{1, 3, 6, 1, 5, 5, 7, 3, 8}})
		if err != nil {
			t.Fatal(err)
		}
		c.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 37}, Critical: true, Value: usage}}
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
	var info cryptobyte.Builder
	info.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(1)
		b.AddASN1ObjectIdentifier(asn1.ObjectIdentifier{1, 2, 3, 4, 1})
		b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(q.Imprint.Algorithm.Algorithm) })
			b.AddASN1OctetString(hash)
		})
		b.AddASN1Int64(77)
		b.AddASN1GeneralizedTime(s.Time.UTC())
		b.AddASN1BigInt(new(big.Int).SetBytes(nonce))
	})
	token, err := s.Signer.SignToken(info.BytesOrPanic())
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
