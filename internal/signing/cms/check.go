package cms

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"encoding/asn1"
	"io"
	"slices"
	"time"

	"github.com/emmansun/gmsm/sm2"
	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
)

// readSigningCertificate compares the certificate that the signature names
// (RFC 2634 5.4, RFC 5035 3) with the signer's.
func (m *Message) readSigningCertificate(value cryptobyte.String, v1 bool) error {
	var attribute, ids, id, hash, issuerSerial cryptobyte.String
	if !value.ReadASN1(&attribute, der.SEQUENCE) || !value.Empty() || !attribute.ReadASN1(&ids, der.SEQUENCE) || !ids.ReadASN1(&id, der.SEQUENCE) {
		return ErrSyntax
	}
	d := sha256Digest
	if !v1 && id.PeekASN1Tag(der.SEQUENCE) {
		oid, ok := readAlgorithm(&id)
		if !ok {
			return ErrSyntax
		}
		if d = digestOf(oid); d == nil {
			return ErrUnsupported
		}
	}
	if !id.ReadASN1(&hash, der.OCTET_STRING) || !id.Empty() && (!id.ReadASN1(&issuerSerial, der.SEQUENCE) || !id.Empty()) {
		return ErrSyntax
	}
	var sum []byte
	if v1 { // SHA-1, as old time stamp services do: a second protection, not the only one
		s := sha1.Sum(m.Signer.Raw)
		sum = s[:]
	} else {
		sum = d.sum(m.Signer.Raw)
	}
	if !bytes.Equal(sum, hash) {
		return ErrCertificate
	}
	m.Bound = m.Bound || !v1
	return nil
}

// Check compares the message with its content; nil is the content within it.
// The error is ErrDigest, ErrSignature, ErrUnsupported or content's own.
func (m *Message) Check(content io.Reader) error {
	if content == nil {
		content = bytes.NewReader(m.Content)
	} else if m.Content != nil {
		return ErrUnsupported // it would sign something else
	}
	h := m.digest.new()
	if _, err := io.Copy(h, content); err != nil {
		return err
	}
	if !bytes.Equal(h.Sum(nil), m.sum) {
		return ErrDigest
	}
	return m.checkSignature(withTag(der.SET, m.attributes))
}

func (m *Message) checkSignature(signed []byte) error {
	ok := false
	d := m.digest
	switch key := m.Signer.PublicKey.(type) {
	case *rsa.PublicKey:
		if d.rsa == nil || !m.algorithm.Equal(oidRSA) && !m.algorithm.Equal(d.rsa) {
			return ErrUnsupported
		}
		ok = key.N.BitLen() >= 2048 && rsa.VerifyPKCS1v15(key, d.hash, d.sum(signed), m.Signature) == nil
	case *ecdsa.PublicKey:
		switch {
		case IsSM2(key) && d.sm2 != nil && m.algorithm.Equal(d.sm2):
			ok = sm2.VerifyASN1WithSM2(key, nil, signed, m.Signature)
		case !IsSM2(key) && d.ecdsa != nil && m.algorithm.Equal(d.ecdsa):
			ok = ecdsa.VerifyASN1(key, d.sum(signed), m.Signature)
		default:
			return ErrUnsupported
		}
	default:
		return ErrUnsupported
	}
	if !ok {
		return ErrSignature
	}
	return nil
}

// CheckChain checks that every certificate of the message is signed by another
// one, by itself or by one of roots, and leads up from the signer's. This says
// nothing about trust: it keeps the message free of bytes that nobody vouches
// for. The error is ErrStray.
func (m *Message) CheckChain(roots []*x509.Certificate) error {
	inChain := map[*x509.Certificate]bool{m.Signer: true}
	for todo := []*x509.Certificate{m.Signer}; len(todo) > 0; todo = todo[1:] {
		c := todo[0]
		vouched := false
		for _, by := range m.Certificates {
			if signedBy(c, by) {
				vouched = true
				if !inChain[by] {
					inChain[by] = true
					todo = append(todo, by)
				}
			}
		}
		for _, by := range roots {
			vouched = vouched || c.Equal(by) || signedBy(c, by)
		}
		if !vouched && c != m.Signer { // the signer's stands in the signed attributes, or trust decides
			return ErrStray
		}
	}
	if len(inChain) != len(m.Certificates) {
		return ErrStray
	}
	return nil
}

// signedBy reports whether a certificate is signed with the other's key.
func signedBy(c, by *x509.Certificate) bool {
	if !bytes.Equal(c.RawIssuer, by.RawSubject) {
		return false
	}
	if IsSM2(by.PublicKey) {
		return signedBySM2(c, by)
	}
	return by.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature) == nil
}

// Leads reports whether the signer's certificate leads to one of the roots at a
// time; nil: to one of the system's.
func (m *Message) Leads(roots []*x509.Certificate, at time.Time) bool {
	opt := x509.VerifyOptions{Intermediates: x509.NewCertPool(), CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}}
	if roots != nil {
		opt.Roots = x509.NewCertPool()
	}
	ofSM2 := false
	for i, c := range slices.Concat(m.Certificates, roots) {
		switch {
		case IsSM2(c.PublicKey):
			ofSM2 = true
		case i < len(m.Certificates):
			opt.Intermediates.AddCert(c)
		default:
			opt.Roots.AddCert(c)
		}
	}
	if ofSM2 {
		return m.leadsSM2(roots, at)
	}
	_, err := m.Signer.Verify(opt)
	return err == nil
}

// DigestName gives the digest algorithm's name.
func (m *Message) DigestName() string { return m.digest.name }

// isTSTInfo reports whether the content is a time stamp's.
func isTSTInfo(oid asn1.ObjectIdentifier) bool { return oid.Equal(oidTSTInfo) }
