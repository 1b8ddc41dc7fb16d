package cms

import (
	"bytes"
	"crypto/sha1"
	"encoding/asn1"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
)

// attribute reads an attribute with one value, which is one element.
func attribute(s *cryptobyte.String) (oid asn1.ObjectIdentifier, value cryptobyte.String, ok bool) {
	var seq, set cryptobyte.String
	var tag der.Tag
	ok = s.ReadASN1(&seq, der.SEQUENCE) && seq.ReadASN1ObjectIdentifier(&oid) && alone(seq, &set, der.SET) &&
		set.ReadAnyASN1Element(&value, &tag) && set.Empty()
	return oid, value, ok
}

// readAttributes reads the signed attributes. Those that are not known are
// protected by the signature and left aside.
func (m *Message) readAttributes(s cryptobyte.String) error {
	kind, seen := false, map[string]bool{}
	for !s.Empty() {
		oid, value, ok := attribute(&s)
		if !ok || seen[oid.String()] {
			return ErrSyntax
		}
		seen[oid.String()] = true
		switch {
		case oid.Equal(oidContentType):
			var t asn1.ObjectIdentifier
			kind = value.ReadASN1ObjectIdentifier(&t) && t.Equal(m.contentType)
		case oid.Equal(oidMessageDigest):
			var sum cryptobyte.String
			if !value.ReadASN1(&sum, der.OCTET_STRING) {
				return ErrSyntax
			}
			m.sum = sum
		case oid.Equal(oidSigningTime):
			if value.PeekASN1Tag(der.UTCTime) {
				ok = value.ReadASN1UTCTime(&m.Time)
			} else {
				ok = value.ReadASN1GeneralizedTime(&m.Time)
			}
			if !ok {
				return ErrSyntax
			}
		case oid.Equal(oidSigningCertV2), oid.Equal(oidSigningCertV1):
			if err := m.readSigningCertificate(value, oid.Equal(oidSigningCertV1)); err != nil {
				return err
			}
		case oid.Equal(oidProtection):
			if err := m.readProtection(value); err != nil {
				return err
			}
		}
	}
	if !kind || m.sum == nil {
		return ErrSyntax
	}
	return nil
}

// readUnsigned reads the unsigned attributes: a time stamp, which is checked,
// and signatures of others over this one, which are left aside. Anything else
// would be protected by nothing.
func (m *Message) readUnsigned(s cryptobyte.String) error {
	for !s.Empty() {
		oid, value, ok := attribute(&s)
		switch {
		case !ok:
			return ErrSyntax
		case oid.Equal(oidTimeStamp) && m.Token == nil:
			m.Token = value
		case !oid.Equal(oidCounter):
			return ErrUnsupported
		}
	}
	return nil
}

// readProtection compares the algorithms with those that the signer meant
// (CMSAlgorithmProtection, RFC 6211 2).
func (m *Message) readProtection(value cryptobyte.String) error {
	var seq cryptobyte.String
	if !value.ReadASN1(&seq, der.SEQUENCE) {
		return ErrSyntax
	}
	d, ok1 := readAlgorithm(&seq, der.SEQUENCE)
	scheme, ok2 := readAlgorithm(&seq, context(1))
	if !ok1 || !ok2 || !seq.Empty() {
		return ErrSyntax
	}
	if !d.equal(algorithm{oid: m.digest.oid}) || !scheme.equal(m.scheme) {
		return ErrAlgorithms
	}
	return nil
}

// readSigningCertificate compares the certificate that the signature names
// first (RFC 2634 5.4, RFC 5035 3) with the signer's: its digest, and issuer and
// serial number where they are given.
func (m *Message) readSigningCertificate(value cryptobyte.String, v1 bool) error {
	var attribute, ids, id, hash cryptobyte.String
	if !value.ReadASN1(&attribute, der.SEQUENCE) || !attribute.ReadASN1(&ids, der.SEQUENCE) || !ids.ReadASN1(&id, der.SEQUENCE) ||
		!attribute.SkipOptionalASN1(der.SEQUENCE) || !attribute.Empty() {
		return ErrSyntax
	}
	d := sha256Digest
	if !v1 && id.PeekASN1Tag(der.SEQUENCE) {
		var err error
		if d, err = readDigest(&id); err != nil {
			return err
		}
	}
	if !id.ReadASN1(&hash, der.OCTET_STRING) {
		return ErrSyntax
	}
	sum := d.sum(m.Signer.Raw)
	if v1 { // SHA-1, as old time stamp services do: a second protection, not the only one
		s := sha1.Sum(m.Signer.Raw)
		sum = s[:]
	}
	if !bytes.Equal(sum, hash) {
		return ErrCertificate
	}
	m.Bound, m.Named = m.Bound || !v1, true
	if id.Empty() {
		return nil
	}
	return m.readIssuerSerial(id)
}

// readIssuerSerial compares an IssuerSerial (RFC 5035 5) with the signer's
// certificate.
func (m *Message) readIssuerSerial(id cryptobyte.String) error {
	var issuerSerial, list, name cryptobyte.String
	serial := new(big.Int)
	if !alone(id, &issuerSerial, der.SEQUENCE) || !issuerSerial.ReadASN1(&list, der.SEQUENCE) ||
		!issuerSerial.ReadASN1Integer(serial) || !issuerSerial.Empty() || !alone(list, &name, context(4)) {
		return ErrSyntax
	}
	if !bytes.Equal(name, m.Signer.RawIssuer) || serial.Cmp(m.Signer.SerialNumber) != 0 {
		return ErrCertificate
	}
	return nil
}
