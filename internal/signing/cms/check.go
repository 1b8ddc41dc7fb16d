package cms

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/rsa"
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
	return m.checkSignature(withTag(der.SET, m.attributes))
}

func (m *Message) checkSignature(signed []byte) error {
	ok := false
	d := m.digest
	switch key := m.Signer.PublicKey.(type) {
	case *rsa.PublicKey:
		return m.checkRSA(key, signed)
	case *ecdsa.PublicKey:
		switch {
		case m.scheme.parameters != nil:
			return ErrSyntax
		case IsSM2(key) && d.sm2 != nil && m.scheme.oid.Equal(d.sm2):
			ok = sm2.VerifyASN1WithSM2(key, nil, signed, m.Signature)
		case !IsSM2(key) && d.ecdsa != nil && m.scheme.oid.Equal(d.ecdsa):
			ok = ecdsa.VerifyASN1(key, d.sum(signed), m.Signature)
		default:
			return unknown(m.scheme.oid)
		}
	}
	if !ok {
		return ErrSignature
	}
	return nil
}

// checkRSA checks a signature of RSASSA-PKCS1-v1_5 or RSASSA-PSS (RFC 4056).
func (m *Message) checkRSA(key *rsa.PublicKey, signed []byte) error {
	d := m.digest
	switch {
	case m.scheme.oid.Equal(oidPSS):
		p, err := readPSS(m.scheme.parameters)
		if err != nil {
			return err
		}
		if p.digest != d || !p.allows(m.Signer) {
			return ErrUnsupported
		}
		if rsa.VerifyPSS(key, d.hash, d.sum(signed), m.Signature, &rsa.PSSOptions{SaltLength: p.salt}) != nil {
			return ErrSignature
		}
	case m.scheme.parameters != nil:
		return ErrSyntax
	case d.rsa == nil || !m.scheme.oid.Equal(oidRSA) && !m.scheme.oid.Equal(d.rsa) || OnlyPSS(m.Signer):
		return unknown(m.scheme.oid)
	default:
		if rsa.VerifyPKCS1v15(key, d.hash, d.sum(signed), m.Signature) != nil {
			return ErrSignature
		}
	}
	return nil
}
