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

// Stamp is what a time stamp token says (RFC 3161 2.4.2), once checked.
type Stamp struct {
	Time   time.Time
	Nonce  *big.Int // nil: none
	Policy asn1.ObjectIdentifier
	Token  *Message
}

// What may be wrong with a time stamp.
var (
	ErrImprint  = errors.New("cms: the time stamp is for something else")
	ErrRejected = errors.New("cms: the time stamp service refuses")
	ErrNonce    = errors.New("cms: the time stamp answers another request")
	ErrPurpose  = errors.New("cms: the certificate is not for time stamps")
)

// StampRequest makes a request for a time stamp over data with SHA-256
// (RFC 3161 2.4.1).
func StampRequest(data []byte, nonce *big.Int) []byte {
	var b cryptobyte.Builder
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(1)
		addImprint(b, sha256Digest, data)
		b.AddASN1BigInt(nonce)
		b.AddASN1Boolean(true) // with the certificate
	})
	return b.BytesOrPanic()
}

func addImprint(b *cryptobyte.Builder, d *digest, data []byte) {
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		addAlgorithm(b, d.oid, false)
		b.AddASN1OctetString(d.sum(data))
	})
}

// StampResponse takes the token out of a service's answer (RFC 3161 2.4.2) and
// checks it against the data and the request's nonce.
func StampResponse(answer, data []byte, nonce *big.Int) (token []byte, err error) {
	s := cryptobyte.String(answer)
	var response, status, element cryptobyte.String
	var code int
	if !s.ReadASN1(&response, der.SEQUENCE) || !s.Empty() || !response.ReadASN1(&status, der.SEQUENCE) || !status.ReadASN1Integer(&code) {
		return nil, ErrSyntax
	}
	if code != 0 && code != 1 { // granted, granted with changes
		return nil, ErrRejected
	}
	if !response.ReadASN1Element(&element, der.SEQUENCE) || !response.Empty() {
		return nil, ErrSyntax
	}
	stamp, err := ParseStamp(element, data)
	if err != nil {
		return nil, err
	}
	if stamp.Nonce == nil || stamp.Nonce.Cmp(nonce) != 0 {
		return nil, ErrNonce
	}
	return element, nil
}

// ParseStamp reads a token and checks that it is for data and signed by a
// certificate for time stamps; whether that one is trusted is not asked.
func ParseStamp(token, data []byte) (*Stamp, error) {
	m, err := Parse(token)
	if err != nil {
		return nil, err
	}
	if !isTSTInfo(m.contentType) || m.Content == nil || m.Token != nil {
		return nil, ErrSyntax
	}
	if err := m.Check(nil); err != nil {
		return nil, err
	}
	s := &Stamp{Token: m}
	if err := s.read(m.Content, data); err != nil {
		return nil, err
	}
	for _, u := range m.Signer.ExtKeyUsage {
		if u == x509.ExtKeyUsageTimeStamping {
			return s, nil
		}
	}
	return nil, ErrPurpose
}

// read reads the TSTInfo. What stands behind the serial number and the time is
// the service's own affair, but for the nonce.
func (s *Stamp) read(info, data []byte) error {
	in := cryptobyte.String(info)
	var seq, imprint, hash cryptobyte.String
	var version int
	serial := new(big.Int)
	if !in.ReadASN1(&seq, der.SEQUENCE) || !in.Empty() || !seq.ReadASN1Integer(&version) || version != 1 ||
		!seq.ReadASN1ObjectIdentifier(&s.Policy) || !seq.ReadASN1(&imprint, der.SEQUENCE) {
		return ErrSyntax
	}
	oid, ok := readAlgorithm(&imprint)
	if !ok || !imprint.ReadASN1(&hash, der.OCTET_STRING) || !imprint.Empty() || !seq.ReadASN1Integer(serial) {
		return ErrSyntax
	}
	var at cryptobyte.String
	if !seq.ReadASN1(&at, der.GeneralizedTime) {
		return ErrSyntax
	}
	var err error
	if s.Time, err = time.Parse("20060102150405Z", string(at)); err != nil { // Go takes fractions of a second, too
		return ErrSyntax
	}
	d := digestOf(oid)
	if d == nil {
		return ErrUnsupported
	}
	if !bytes.Equal(hash, d.sum(data)) {
		return ErrImprint
	}
	var skipped cryptobyte.String
	var present, ordering bool
	if !seq.ReadOptionalASN1(&skipped, &present, der.SEQUENCE) || seq.PeekASN1Tag(der.BOOLEAN) && !seq.ReadASN1Boolean(&ordering) {
		return ErrSyntax
	}
	if seq.PeekASN1Tag(der.INTEGER) {
		s.Nonce = new(big.Int)
		if !seq.ReadASN1Integer(s.Nonce) {
			return ErrSyntax
		}
	}
	return nil
}

// SignToken signs a TSTInfo (RFC 3161 2.4.2) as a time stamp service does.
func (s *Signer) SignToken(info []byte) ([]byte, error) {
	d, err := digestFor(s.Key.Public())
	if err != nil {
		return nil, err
	}
	return s.sign(d, oidTSTInfo, info, d.sum(info))
}
