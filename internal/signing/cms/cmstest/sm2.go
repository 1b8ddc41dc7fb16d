package cmstest

import (
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"encoding/asn1"
	"testing"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/sm3"
	"github.com/emmansun/gmsm/smx509"
)

// OIDs of GM/T 0006.
var (
	OIDSM3 = asn1.ObjectIdentifier{1, 2, 156, 10197, 1, 401}
	OIDSM2 = asn1.ObjectIdentifier{1, 2, 156, 10197, 1, 501} // with SM3
)

// SM3 hashes.
func SM3(b []byte) []byte {
	sum := sm3.Sum(b)
	return sum[:]
}

// ofSM2 signs a certificate that is one of SM2 or by an authority of SM2.
func ofSM2(t testing.TB, c, parent *x509.Certificate, public crypto.PublicKey, key crypto.Signer) *smx509.Certificate {
	t.Helper()
	s := &smx509.Certificate{SerialNumber: c.SerialNumber, Subject: c.Subject, NotBefore: c.NotBefore, NotAfter: c.NotAfter,
		KeyUsage: smx509.KeyUsage(c.KeyUsage), BasicConstraintsValid: c.BasicConstraintsValid, IsCA: c.IsCA,
		SubjectKeyId: c.SubjectKeyId, ExtraExtensions: c.ExtraExtensions}
	over := s
	if parent != c {
		var err error
		if over, err = smx509.ParseCertificate(parent.Raw); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := smx509.CreateCertificate(rand.Reader, s, over, public, key)
	if err != nil {
		t.Fatal(err)
	}
	out, err := smx509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// listOfSM2 signs a revocation list with a key of SM2.
func listOfSM2(t testing.TB, l *x509.RevocationList, by *x509.Certificate, key crypto.Signer) []byte {
	t.Helper()
	s := &smx509.RevocationList{Number: l.Number, ThisUpdate: l.ThisUpdate, NextUpdate: l.NextUpdate, ExtraExtensions: l.ExtraExtensions}
	for _, r := range l.RevokedCertificateEntries {
		s.RevokedCertificateEntries = append(s.RevokedCertificateEntries, smx509.RevocationListEntry{SerialNumber: r.SerialNumber, RevocationTime: r.RevocationTime, ReasonCode: r.ReasonCode})
	}
	over, err := smx509.ParseCertificate(by.Raw)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := smx509.CreateRevocationList(rand.Reader, s, over, key)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// newSM2 makes a key of SM2.
func newSM2(t testing.TB) crypto.Signer {
	t.Helper()
	key, err := sm2.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}
