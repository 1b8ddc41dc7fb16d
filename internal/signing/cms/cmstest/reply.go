package cmstest

import (
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"testing"
	"time"

	"github.com/emmansun/gmsm/sm2"
	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
)

// What a responder may say of a certificate (RFC 6960 4.2.1).
var (
	StatusGood    = Wrap(der.Tag(0).ContextSpecific())
	StatusUnknown = Wrap(der.Tag(2).ContextSpecific())
)

// StatusRevoked says that it is revoked.
func StatusRevoked(since time.Time) []byte { return Wrap(Context(1), generalized(since)) }

func generalized(at time.Time) []byte {
	var b cryptobyte.Builder
	b.AddASN1GeneralizedTime(at.UTC())
	return b.BytesOrPanic()
}

// Single is what an answer says of one certificate, from an hour ago for a week; more
// stands behind it.
func Single(t testing.TB, c, issuer *x509.Certificate, digest asn1.ObjectIdentifier, sum func([]byte) []byte, status []byte, more ...[]byte) []byte {
	t.Helper()
	key := cryptobyte.String(issuer.RawSubjectPublicKeyInfo)
	var bits asn1.BitString
	if !key.ReadASN1(&key, der.SEQUENCE) || !key.SkipASN1(der.SEQUENCE) || !key.ReadASN1BitString(&bits) {
		t.Fatal("no key")
	}
	id := Wrap(der.SEQUENCE, Marshal(t, pkix.AlgorithmIdentifier{Algorithm: digest}), Wrap(der.OCTET_STRING, sum(issuer.RawSubject)),
		Wrap(der.OCTET_STRING, sum(bits.Bytes)), Marshal(t, c.SerialNumber))
	all := [][]byte{id, status, generalized(Now.Add(-time.Hour)), Wrap(Context(0), generalized(Now.AddDate(0, 0, 7)))}
	return Wrap(der.SEQUENCE, append(all, more...)...)
}

// Reply is an answer as an authority or its responder writes it, with certificates
// of its own. It shares no code with the package that is tested.
func (a *Authority) Reply(t testing.TB, with []*x509.Certificate, singles ...[]byte) []byte {
	t.Helper()
	return a.SignReply(t, with, Wrap(der.SEQUENCE, Wrap(Context(1), a.Root.RawSubject), generalized(Now.Add(-time.Hour)), Wrap(der.SEQUENCE, singles...)))
}

// SignReply signs what is said.
func (a *Authority) SignReply(t testing.TB, with []*x509.Certificate, said []byte) []byte {
	t.Helper()
	algorithm, sum := OIDECDSA, sha256.Sum256(said)
	message, how := sum[:], crypto.SignerOpts(crypto.SHA256)
	if sm2.IsSM2PublicKey(a.Key.Public()) {
		algorithm, message, how = OIDSM2, said, sm2.NewSM2SignerOption(true, nil)
	}
	value, err := a.Key.Sign(rand.Reader, message, how)
	if err != nil {
		t.Fatal(err)
	}
	parts := [][]byte{said, Marshal(t, pkix.AlgorithmIdentifier{Algorithm: algorithm}), Marshal(t, asn1.BitString{Bytes: value, BitLength: 8 * len(value)})}
	if with != nil {
		var list []byte
		for _, c := range with {
			list = append(list, c.Raw...)
		}
		parts = append(parts, Wrap(Context(0), Wrap(der.SEQUENCE, list)))
	}
	return Wrap(der.SEQUENCE, Marshal(t, asn1.Enumerated(0)), Wrap(Context(0), Wrap(der.SEQUENCE,
		Marshal(t, asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 1}), Wrap(der.OCTET_STRING, Wrap(der.SEQUENCE, parts...)))))
}
