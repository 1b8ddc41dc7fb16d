package cms

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"math/big"
	"slices"
	"time"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
)

// What may be wrong with a message.
var (
	ErrSyntax      = errors.New("cms: no well-formed signature message")
	ErrUnsupported = errors.New("cms: an algorithm or a part that is not understood")
	ErrWeak        = errors.New("cms: an algorithm or a key that is too weak")
	ErrDigest      = errors.New("cms: the digest does not match the content")
	ErrSignature   = errors.New("cms: the signature does not match the key")
	ErrCertificate = errors.New("cms: the certificate is not the one that the signature names")
	ErrAlgorithms  = errors.New("cms: the algorithms are not those that the signer meant")
	ErrStray       = errors.New("cms: a certificate that was changed")
)

// Message is a SignedData with one signer. Every byte of it is either checked
// by Check and CheckChain or has one value only that Parse accepts, but for
// what others have put into it and nobody relies on: certificates that lead
// nowhere, revocation lists, counter signatures.
type Message struct {
	Signer       *x509.Certificate
	Certificates []*x509.Certificate // all that can be read, the signer's among them
	Content      []byte              // nil: detached
	Signature    []byte
	Token        []byte    // a time stamp token over Signature; nil: none
	Time         time.Time // what the signer claims; zero: nothing
	Named        bool      // the signature names its certificate (signing-certificate)
	Bound        bool      // and with a digest that is safe (signing-certificate-v2)

	contentType asn1.ObjectIdentifier
	digest      *digest
	scheme      algorithm // of the signature
	opaque      []*opaque // certificates that cannot be read
	attributes  []byte    // contents of the set of signed attributes
	sum         []byte    // the message digest among them
}

// OfData reports whether the message is over plain data, as a PDF file's must be
// (ISO 32000-2 12.8.3.3.1), and not over a time stamp's or others'.
func (m *Message) OfData() bool { return m.contentType.Equal(oidData) }

// DigestName gives the digest algorithm's name.
func (m *Message) DigestName() string { return m.digest.name }

// alone reads a value behind which nothing stands.
func alone(s cryptobyte.String, value *cryptobyte.String, tag der.Tag) bool {
	return s.ReadASN1(value, tag) && s.Empty()
}

// mostCertificates is how many certificates a message may have.
const mostCertificates = 32

// Parse reads a message in DER. The error is ErrSyntax, ErrUnsupported, ErrWeak
// or ErrCertificate.
func Parse(message []byte) (*Message, error) {
	s := cryptobyte.String(message)
	var info, wrapped, data cryptobyte.String
	var oid asn1.ObjectIdentifier
	if !alone(s, &info, der.SEQUENCE) || !info.ReadASN1ObjectIdentifier(&oid) {
		return nil, ErrSyntax
	}
	if !oid.Equal(oidSignedData) {
		return nil, ErrUnsupported
	}
	if !alone(info, &wrapped, context(0)) || !alone(wrapped, &data, der.SEQUENCE) {
		return nil, ErrSyntax
	}
	m := &Message{}
	if err := m.readSignedData(data); err != nil {
		return nil, err
	}
	return m, nil
}

// readSignedData reads the SignedData (RFC 5652 5.1).
func (m *Message) readSignedData(data cryptobyte.String) error {
	var version int
	var algorithms, encap, certificates, signers, signer cryptobyte.String
	if !data.ReadASN1Integer(&version) || !data.ReadASN1(&algorithms, der.SET) || !data.ReadASN1(&encap, der.SEQUENCE) {
		return ErrSyntax
	}
	if version > 3 { // with certificates that are none of X.509
		return ErrUnsupported
	}
	if err := m.readContent(encap); err != nil {
		return err
	}
	if !data.ReadASN1(&certificates, context(0)) {
		return ErrUnsupported // who signed is not said
	}
	if err := m.readCertificates(certificates); err != nil {
		return err
	}
	if !data.SkipOptionalASN1(context(1)) || !alone(data, &signers, der.SET) || !signers.ReadASN1(&signer, der.SEQUENCE) {
		return ErrSyntax
	}
	if !signers.Empty() {
		return ErrUnsupported // two signers
	}
	signerVersion, err := m.readSigner(signer)
	if err != nil {
		return err
	}
	want := 3
	if m.contentType.Equal(oidData) && signerVersion == 1 {
		want = 1
	}
	if version != want || !m.announced(algorithms) {
		return ErrSyntax
	}
	return nil
}

// announced reports whether a set of digests holds the signer's.
func (m *Message) announced(algorithms cryptobyte.String) bool {
	found := false
	for !algorithms.Empty() {
		a, ok := readAlgorithm(&algorithms, der.SEQUENCE)
		if !ok {
			return false
		}
		found = found || a.equal(algorithm{oid: m.digest.oid})
	}
	return found
}

func (m *Message) readContent(encap cryptobyte.String) error {
	var wrapped, content cryptobyte.String
	if !encap.ReadASN1ObjectIdentifier(&m.contentType) {
		return ErrSyntax
	}
	if encap.Empty() {
		return nil
	}
	if !alone(encap, &wrapped, context(0)) || !alone(wrapped, &content, der.OCTET_STRING) {
		return ErrSyntax
	}
	m.Content = append([]byte{}, content...)
	return nil
}

func (m *Message) readCertificates(s cryptobyte.String) error {
	for n := 0; !s.Empty(); n++ {
		var raw cryptobyte.String
		if n == mostCertificates || !s.ReadASN1Element(&raw, der.SEQUENCE) {
			return ErrUnsupported
		}
		if slices.ContainsFunc(m.Certificates, func(c *x509.Certificate) bool { return bytes.Equal(c.Raw, raw) }) {
			continue
		}
		if c, err := ParseCertificate(raw); err == nil {
			m.Certificates = append(m.Certificates, c)
		} else if o, ok := readOpaque(raw); ok {
			m.opaque = append(m.opaque, o)
		} else {
			return ErrSyntax
		}
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
	if m.digest, err = readDigest(&s); err != nil {
		return 0, err
	}
	if !s.ReadASN1(&attributes, context(0)) {
		return 0, ErrUnsupported // a signature without signed attributes binds no certificate
	}
	m.attributes = attributes
	ok := false
	if m.scheme, ok = readAlgorithm(&s, der.SEQUENCE); !ok {
		return 0, ErrSyntax
	}
	if err := m.readAttributes(attributes); err != nil {
		return 0, err
	}
	var value, unsigned cryptobyte.String
	if !s.ReadASN1(&value, der.OCTET_STRING) {
		return 0, ErrSyntax
	}
	m.Signature = value
	if s.Empty() {
		return version, nil
	}
	if !alone(s, &unsigned, context(1)) || unsigned.Empty() {
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
	for _, o := range m.opaque {
		if byKey || bytes.Equal(o.issuer, issuer) && o.serial.Cmp(serial) == 0 {
			return ErrUnsupported
		}
	}
	return ErrCertificate
}
