package cms

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"math/big"
	"slices"
	"time"

	"github.com/emmansun/gmsm/smx509"
	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
)

// ParseCertificate reads a certificate; its key may be one of SM2 or one for
// RSASSA-PSS only.
func ParseCertificate(raw []byte) (*x509.Certificate, error) {
	c, err := x509.ParseCertificate(raw)
	if err == nil {
		if key := pssKey(c.RawSubjectPublicKeyInfo); key != nil && c.PublicKey == nil {
			c.PublicKey = key
		}
		ourNames(c)
		return c, nil
	}
	s, other := smx509.ParseCertificate(raw)
	if other != nil || !IsSM2(s.PublicKey) {
		return nil, err
	}
	c = &x509.Certificate{
		Raw: s.Raw, RawTBSCertificate: s.RawTBSCertificate, RawSubjectPublicKeyInfo: s.RawSubjectPublicKeyInfo,
		RawSubject: s.RawSubject, RawIssuer: s.RawIssuer, Signature: s.Signature, PublicKey: s.PublicKey,
		Version: s.Version, SerialNumber: s.SerialNumber, Issuer: s.Issuer, Subject: s.Subject,
		NotBefore: s.NotBefore, NotAfter: s.NotAfter, KeyUsage: x509.KeyUsage(s.KeyUsage), IsCA: s.IsCA, Extensions: s.Extensions,
		BasicConstraintsValid: s.BasicConstraintsValid, SubjectKeyId: s.SubjectKeyId, AuthorityKeyId: s.AuthorityKeyId,
		OCSPServer: s.OCSPServer, IssuingCertificateURL: s.IssuingCertificateURL, CRLDistributionPoints: s.CRLDistributionPoints,
	}
	return c, nil
}

// opaque is a certificate of which no more than the names can be read: it has a
// key on a curve that is not known, or something else that the libraries refuse.
type opaque struct {
	raw, issuer, subject []byte
	serial               *big.Int
}

// readOpaque reads one (RFC 5280 4.1).
func readOpaque(raw []byte) (*opaque, bool) {
	o := &opaque{raw: raw, serial: new(big.Int)}
	s := cryptobyte.String(raw)
	var c, tbs, issuer, subject cryptobyte.String
	ok := alone(s, &c, der.SEQUENCE) && c.ReadASN1(&tbs, der.SEQUENCE) &&
		tbs.SkipOptionalASN1(context(0)) && tbs.ReadASN1Integer(o.serial) && tbs.SkipASN1(der.SEQUENCE) &&
		tbs.ReadASN1Element(&issuer, der.SEQUENCE) && tbs.SkipASN1(der.SEQUENCE) && tbs.ReadASN1Element(&subject, der.SEQUENCE) &&
		tbs.SkipASN1(der.SEQUENCE) && c.SkipASN1(der.SEQUENCE) && c.SkipASN1(der.BIT_STRING) && c.Empty()
	o.issuer, o.subject = issuer, subject
	return o, ok
}

// strong tells whether a certificate's key is too weak, or none that is known.
// The error is ErrWeak or ErrUnsupported.
func strong(c *x509.Certificate) error {
	switch key := c.PublicKey.(type) {
	case *rsa.PublicKey:
		if key.N.BitLen() < LeastRSA {
			return ErrWeak
		}
	case *ecdsa.PublicKey:
		if key.Curve.Params().BitSize < LeastCurve {
			return ErrWeak
		}
	default:
		return ErrUnsupported
	}
	return nil
}

// The least bits of keys that are still safe.
const (
	LeastRSA   = 2048
	LeastCurve = 256
)

// Uses of a key as the extension extKeyUsage names them (RFC 5280 4.2.1.12,
// RFC 9336 for documents; Adobe's and Microsoft's own are older).
var (
	oidKeyUsage    = asn1.ObjectIdentifier{2, 5, 29, 15}
	oidExtKeyUsage = asn1.ObjectIdentifier{2, 5, 29, 37}

	useAny   = asn1.ObjectIdentifier{2, 5, 29, 37, 0}
	useStamp = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 8}
	useOCSP  = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 9}

	usesForDocuments = []asn1.ObjectIdentifier{
		{1, 3, 6, 1, 5, 5, 7, 3, 36},       // documentSigning
		{1, 3, 6, 1, 5, 5, 7, 3, 4},        // emailProtection
		{1, 2, 840, 113583, 1, 1, 5},       // Adobe: authentic documents
		{1, 3, 6, 1, 4, 1, 311, 10, 3, 12}, // Microsoft: document signing
	}
	useCode = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 3} // what documents were signed with before RFC 9336, too
)

// extension gives an extension of a certificate.
func extension(c *x509.Certificate, oid asn1.ObjectIdentifier) (value []byte, critical, ok bool) {
	for _, e := range c.Extensions {
		if e.Id.Equal(oid) {
			return e.Value, e.Critical, true
		}
	}
	return nil, false, false
}

// uses lists what a certificate's extKeyUsage names; said is false where there
// is no such extension.
func uses(c *x509.Certificate) (list []asn1.ObjectIdentifier, critical, said bool) {
	value, critical, said := extension(c, oidExtKeyUsage)
	if said {
		if rest, err := asn1.Unmarshal(value, &list); err != nil || len(rest) > 0 {
			list = nil
		}
	}
	return list, critical, said
}

// names reports whether a list of uses names one of others.
func names(list []asn1.ObjectIdentifier, others ...asn1.ObjectIdentifier) bool {
	return slices.ContainsFunc(list, func(u asn1.ObjectIdentifier) bool { return slices.ContainsFunc(others, u.Equal) })
}

// keySigns reports whether a certificate's key usage has digitalSignature or
// contentCommitment (RFC 5280 4.2.1.3); without the extension it is for all.
func keySigns(c *x509.Certificate) bool {
	_, _, said := extension(c, oidKeyUsage)
	return !said || c.KeyUsage&(x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment) != 0
}

// MaySign reports whether a certificate is for signatures of documents: by its
// key usage, and where it has an extKeyUsage, by one of the uses for content
// that is signed: a certificate is for no other use than those it names (RFC
// 5280 4.2.1.12), and before documents had their own (RFC 9336 1) those for
// mail and code stood for it. The two ends of TLS (serverAuth, clientAuth), a
// time stamp service's and a responder's use alone are none.
func MaySign(c *x509.Certificate) bool {
	list, _, said := uses(c)
	return keySigns(c) && (!said || names(list, useAny) || names(list, useCode) || names(list, usesForDocuments...))
}

// forDocuments reports whether a certificate says itself that it is for the
// signatures of documents.
func forDocuments(c *x509.Certificate) bool {
	list, _, _ := uses(c)
	return keySigns(c) && names(list, usesForDocuments...)
}

// mayStamp reports whether a certificate is for time stamps and nothing else,
// and says so in a critical extension (RFC 3161 2.3).
func mayStamp(c *x509.Certificate) bool {
	list, critical, _ := uses(c)
	return keySigns(c) && critical && len(list) == 1 && names(list, useStamp)
}

// Self reports whether a certificate names itself as its issuer.
func Self(c *x509.Certificate) bool { return bytes.Equal(c.RawIssuer, c.RawSubject) }

// ValidAt reports whether a time lies within a certificate's validity.
func ValidAt(c *x509.Certificate, at time.Time) bool {
	return !at.Before(c.NotBefore) && !at.After(c.NotAfter)
}
