package cms

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"math/big"
	"time"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
)

// What may be wrong with a message.
var (
	ErrSyntax      = errors.New("cms: no well-formed signature message")
	ErrUnsupported = errors.New("cms: an algorithm or a part that is not supported")
	ErrDigest      = errors.New("cms: the digest does not match the content")
	ErrSignature   = errors.New("cms: the signature does not match the key")
	ErrCertificate = errors.New("cms: the certificate is not the one that the signature names")
	ErrStray       = errors.New("cms: a certificate that does not belong to the signer's")
)

// Message is a SignedData with one signer. Every byte of it is either checked
// by Check and CheckChain or has one value only that Parse accepts.
type Message struct {
	Signer       *x509.Certificate
	Certificates []*x509.Certificate // all, the signer's among them
	Content      []byte              // nil: detached
	Signature    []byte
	Token        []byte    // a time stamp token over Signature; nil: none
	Time         time.Time // what the signer claims; zero: nothing
	Bound        bool      // the signature names its certificate (signing-certificate)

	contentType asn1.ObjectIdentifier
	digest      *digest
	algorithm   asn1.ObjectIdentifier // of the signature
	attributes  []byte                // contents of the set of signed attributes
	sum         []byte                // the message digest among them
}

// mostCertificates is how many certificates a message may have.
const mostCertificates = 32

// Parse reads a message. The error is ErrSyntax, ErrUnsupported or
// ErrCertificate.
func Parse(message []byte) (*Message, error) {
	m := &Message{}
	s := cryptobyte.String(message)
	var info, wrapped, data cryptobyte.String
	var oid asn1.ObjectIdentifier
	if !s.ReadASN1(&info, der.SEQUENCE) || !s.Empty() || !info.ReadASN1ObjectIdentifier(&oid) || !oid.Equal(oidSignedData) ||
		!info.ReadASN1(&wrapped, context(0)) || !info.Empty() || !wrapped.ReadASN1(&data, der.SEQUENCE) || !wrapped.Empty() {
		return nil, ErrSyntax
	}
	var version int
	var algorithms, encap, certificates, signers, signer cryptobyte.String
	if !data.ReadASN1Integer(&version) || !data.ReadASN1(&algorithms, der.SET) || !data.ReadASN1(&encap, der.SEQUENCE) {
		return nil, ErrSyntax
	}
	if err := m.readContent(encap); err != nil {
		return nil, err
	}
	if !data.ReadASN1(&certificates, context(0)) {
		return nil, ErrSyntax
	}
	if err := m.readCertificates(certificates); err != nil {
		return nil, err
	}
	if data.PeekASN1Tag(context(1)) { // revocation lists would need a check of their own
		return nil, ErrUnsupported
	}
	if !data.ReadASN1(&signers, der.SET) || !data.Empty() || !signers.ReadASN1(&signer, der.SEQUENCE) || !signers.Empty() {
		return nil, ErrSyntax
	}
	signerVersion, err := m.readSigner(signer)
	if err != nil {
		return nil, err
	}
	want := 3 // RFC 5652 5.1
	if m.contentType.Equal(oidData) && signerVersion == 1 {
		want = 1
	}
	algorithm, ok := readAlgorithm(&algorithms)
	if version != want || !ok || !algorithms.Empty() || !algorithm.Equal(m.digest.oid) {
		return nil, ErrSyntax
	}
	return m, nil
}

func (m *Message) readContent(encap cryptobyte.String) error {
	var wrapped, content cryptobyte.String
	if !encap.ReadASN1ObjectIdentifier(&m.contentType) {
		return ErrSyntax
	}
	if encap.Empty() {
		return nil
	}
	if !encap.ReadASN1(&wrapped, context(0)) || !encap.Empty() || !wrapped.ReadASN1(&content, der.OCTET_STRING) || !wrapped.Empty() {
		return ErrSyntax
	}
	m.Content = append([]byte{}, content...)
	return nil
}

func (m *Message) readCertificates(s cryptobyte.String) error {
	for !s.Empty() {
		var raw cryptobyte.String
		if len(m.Certificates) == mostCertificates || !s.ReadASN1Element(&raw, der.SEQUENCE) {
			return ErrSyntax
		}
		c, err := ParseCertificate(raw)
		if err != nil {
			return ErrSyntax
		}
		m.Certificates = append(m.Certificates, c)
	}
	return nil
}

// readSigner reads the SignerInfo (RFC 5652 5.3).
func (m *Message) readSigner(s cryptobyte.String) (version int, err error) {
	var attributes cryptobyte.String
	if !s.ReadASN1Integer(&version) || version != 1 && version != 3 {
		return 0, ErrSyntax
	}
	if err := m.readSignerID(&s, version); err != nil {
		return 0, err
	}
	oid, ok := readAlgorithm(&s)
	if !ok {
		return 0, ErrSyntax
	}
	if m.digest = digestOf(oid); m.digest == nil {
		return 0, ErrUnsupported
	}
	if !s.ReadASN1(&attributes, context(0)) {
		return 0, ErrUnsupported // a signature without signed attributes binds no certificate
	}
	m.attributes = attributes
	if err := m.readAttributes(attributes); err != nil {
		return 0, err
	}
	if m.algorithm, ok = readAlgorithm(&s); !ok {
		return 0, ErrUnsupported
	}
	var value, unsigned cryptobyte.String
	if !s.ReadASN1(&value, der.OCTET_STRING) {
		return 0, ErrSyntax
	}
	m.Signature = value
	if s.Empty() {
		return version, nil
	}
	if !s.ReadASN1(&unsigned, context(1)) || !s.Empty() {
		return 0, ErrSyntax
	}
	return version, m.readUnsigned(unsigned)
}

// readSignerID finds the signer's certificate.
func (m *Message) readSignerID(s *cryptobyte.String, version int) error {
	var id, issuer cryptobyte.String
	serial := new(big.Int)
	byKey := false
	if version == 3 {
		byKey = true
		if !s.ReadASN1(&id, der.Tag(0).ContextSpecific()) {
			return ErrSyntax
		}
	} else if !s.ReadASN1(&id, der.SEQUENCE) || !id.ReadASN1Element(&issuer, der.SEQUENCE) || !id.ReadASN1Integer(serial) || !id.Empty() {
		return ErrSyntax
	}
	for _, c := range m.Certificates {
		if byKey && len(id) > 0 && bytes.Equal(c.SubjectKeyId, id) || !byKey && bytes.Equal(c.RawIssuer, issuer) && c.SerialNumber.Cmp(serial) == 0 {
			m.Signer = c
			return nil
		}
	}
	return ErrCertificate
}

// attribute reads an attribute with one value.
func attribute(s *cryptobyte.String) (oid asn1.ObjectIdentifier, value cryptobyte.String, ok bool) {
	var seq, set cryptobyte.String
	var tag der.Tag
	ok = s.ReadASN1(&seq, der.SEQUENCE) && seq.ReadASN1ObjectIdentifier(&oid) && seq.ReadASN1(&set, der.SET) && seq.Empty() &&
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
			kind = value.ReadASN1ObjectIdentifier(&t) && value.Empty() && t.Equal(m.contentType)
		case oid.Equal(oidMessageDigest):
			var sum cryptobyte.String
			if !value.ReadASN1(&sum, der.OCTET_STRING) || !value.Empty() {
				return ErrSyntax
			}
			m.sum = sum
		case oid.Equal(oidSigningTime):
			if value.PeekASN1Tag(der.UTCTime) {
				ok = value.ReadASN1UTCTime(&m.Time)
			} else {
				ok = value.ReadASN1GeneralizedTime(&m.Time)
			}
			if !ok || !value.Empty() {
				return ErrSyntax
			}
		case oid.Equal(oidSigningCertV2), oid.Equal(oidSigningCertV1):
			if err := m.readSigningCertificate(value, oid.Equal(oidSigningCertV1)); err != nil {
				return err
			}
		}
	}
	if !kind || m.sum == nil {
		return ErrSyntax
	}
	return nil
}

// readUnsigned reads the unsigned attributes. Only a time stamp is known;
// anything else would be protected by nothing.
func (m *Message) readUnsigned(s cryptobyte.String) error {
	oid, value, ok := attribute(&s)
	if !ok || !s.Empty() {
		return ErrSyntax
	}
	if !oid.Equal(oidTimeStamp) {
		return ErrUnsupported
	}
	m.Token = value
	return nil
}
