package cms

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"io"

	"github.com/emmansun/gmsm/sm2"
	der "golang.org/x/crypto/cryptobyte/asn1"
)

// Check compares the message with its content; nil is the content within it.
// The error is ErrDigest, ErrSignature, ErrWeak, ErrUnsupported, ErrSyntax or
// content's own.
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
	if err := strong(m.Signer); err != nil {
		return err
	}
	return verifies(m.Signer, m.digest, m.scheme, withTag(der.SET, m.attributes), m.Signature)
}

// verifies checks a signature value over what is signed against a certificate's key.
// The error is ErrSignature, ErrWeak, ErrUnsupported or ErrSyntax.
func verifies(by *x509.Certificate, d *digest, scheme algorithm, signed, value []byte) error {
	ok := false
	switch key := by.PublicKey.(type) {
	case *rsa.PublicKey:
		return verifiesRSA(by, key, d, scheme, signed, value)
	case *ecdsa.PublicKey:
		switch {
		case scheme.parameters != nil:
			return ErrSyntax
		case IsSM2(key) && scheme.oid.Equal(d.sm2):
			ok = sm2.VerifyASN1WithSM2(key, nil, signed, value)
		case !IsSM2(key) && scheme.oid.Equal(d.ecdsa):
			ok = ecdsa.VerifyASN1(key, d.sum(signed), value)
		default:
			return unknown(scheme.oid)
		}
	}
	if !ok {
		return ErrSignature
	}
	return nil
}

// verifiesRSA checks a signature of RSASSA-PKCS1-v1_5 or RSASSA-PSS (RFC 4056).
func verifiesRSA(by *x509.Certificate, key *rsa.PublicKey, d *digest, scheme algorithm, signed, value []byte) error {
	switch {
	case scheme.oid.Equal(oidPSS):
		p, err := readPSS(scheme.parameters)
		if err != nil {
			return err
		}
		if p.digest != d || !p.allows(by) {
			return ErrUnsupported
		}
		if rsa.VerifyPSS(key, d.hash, d.sum(signed), value, &rsa.PSSOptions{SaltLength: p.salt}) != nil {
			return ErrSignature
		}
	case scheme.parameters != nil:
		return ErrSyntax
	case d.rsa == nil || !scheme.oid.Equal(oidRSA) && !scheme.oid.Equal(d.rsa) || OnlyPSS(by):
		return unknown(scheme.oid)
	default:
		if rsa.VerifyPKCS1v15(key, d.hash, d.sum(signed), value) != nil {
			return ErrSignature
		}
	}
	return nil
}

// digestIn gives the digest that a signature algorithm names itself, as it must
// outside of a SignedData. The error is ErrSyntax, ErrWeak or ErrUnsupported.
func digestIn(scheme algorithm) (*digest, error) {
	if scheme.oid.Equal(oidPSS) {
		p, err := readPSS(scheme.parameters)
		if err != nil {
			return nil, err
		}
		return p.digest, nil
	}
	for _, d := range digests {
		if scheme.oid.Equal(d.rsa) || scheme.oid.Equal(d.ecdsa) || scheme.oid.Equal(d.sm2) {
			return d, nil
		}
	}
	return nil, unknown(scheme.oid)
}
