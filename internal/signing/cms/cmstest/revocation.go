package cmstest

import (
	"crypto/rand"
	"crypto/x509"
	"math/big"
	"testing"
	"time"

	"github.com/emmansun/gmsm/sm2"
	"golang.org/x/crypto/ocsp"
)

// List makes a revocation list of today for a month; change may alter it before
// it is signed.
func (a *Authority) List(t testing.TB, change func(*x509.RevocationList), revoked ...*x509.Certificate) *x509.RevocationList {
	t.Helper()
	l := &x509.RevocationList{Number: big.NewInt(1), ThisUpdate: Now.Add(-time.Hour), NextUpdate: Now.AddDate(0, 1, 0)}
	for _, c := range revoked {
		l.RevokedCertificateEntries = append(l.RevokedCertificateEntries, x509.RevocationListEntry{SerialNumber: c.SerialNumber, RevocationTime: Now.AddDate(0, 0, -1)})
	}
	if change != nil {
		change(l)
	}
	raw, err := []byte(nil), error(nil)
	if sm2.IsSM2PublicKey(a.Key.Public()) {
		raw = listOfSM2(t, l, a.Root, a.Key)
	} else if raw, err = x509.CreateRevocationList(rand.Reader, l, a.Root, a.Key); err != nil {
		t.Fatal(err)
	}
	out, err := x509.ParseRevocationList(raw)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Answer makes a responder's answer about a certificate of the authority's,
// signed by a responder or, where that is nil, by the authority.
func (a *Authority) Answer(t testing.TB, c *x509.Certificate, responder *Authority, change func(*ocsp.Response)) []byte {
	t.Helper()
	r := ocsp.Response{Status: ocsp.Good, SerialNumber: c.SerialNumber, ThisUpdate: Now.Add(-time.Hour), NextUpdate: Now.AddDate(0, 0, 7), ProducedAt: Now.Add(-time.Hour)}
	by := a
	if responder != nil {
		by, r.Certificate = responder, responder.Root
	}
	if change != nil {
		change(&r)
	}
	answer, err := ocsp.CreateResponse(a.Root, by.Root, r, by.Key)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}
