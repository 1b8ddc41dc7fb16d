package cms

import (
	"bytes"
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
	ErrUnnamed  = errors.New("cms: the time stamp does not name its certificate")
	ErrNonce    = errors.New("cms: the time stamp answers another request")
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
		addDigest(b, d)
		b.AddASN1OctetString(d.sum(data))
	})
}

// StampResponse takes the token out of a service's answer (RFC 3161 2.4.2) and
// checks it against the data and the request's nonce. The answer may be BER, the
// token is DER.
func StampResponse(answer, data []byte, nonce *big.Int) (token []byte, err error) {
	answer, rest, err := DER(answer)
	if err != nil {
		return nil, err
	}
	s := cryptobyte.String(answer)
	var response, status, element cryptobyte.String
	var code int
	if len(rest) > 0 || !s.ReadASN1(&response, der.SEQUENCE) || !response.ReadASN1(&status, der.SEQUENCE) || !status.ReadASN1Integer(&code) {
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
	switch {
	case !m.contentType.Equal(oidTSTInfo) || m.Content == nil:
		return nil, ErrSyntax
	case m.Token != nil:
		return nil, ErrUnsupported
	case !m.Named: // RFC 3161 2.4.2 wants it
		return nil, ErrUnnamed
	}
	if err := m.Check(nil); err != nil {
		return nil, err
	}
	s := &Stamp{Token: m}
	if err := s.read(m.Content, data); err != nil {
		return nil, err
	}
	if !mayStamp(m.Signer) {
		return nil, ErrPurpose
	}
	return s, nil
}

// read reads the TSTInfo.
func (s *Stamp) read(info, data []byte) error {
	in := cryptobyte.String(info)
	var seq, imprint, at cryptobyte.String
	var version int
	serial := new(big.Int)
	if !alone(in, &seq, der.SEQUENCE) || !seq.ReadASN1Integer(&version) || version != 1 ||
		!seq.ReadASN1ObjectIdentifier(&s.Policy) || !seq.ReadASN1(&imprint, der.SEQUENCE) ||
		!seq.ReadASN1Integer(serial) || !seq.ReadASN1(&at, der.GeneralizedTime) {
		return ErrSyntax
	}
	var err error
	if s.Time, err = time.Parse("20060102150405Z", string(at)); err != nil { // Go takes fractions of a second, too
		return ErrSyntax
	}
	if err := checkImprint(imprint, data); err != nil {
		return err
	}
	return s.readRest(seq)
}

// checkImprint compares a MessageImprint with the data.
func checkImprint(imprint cryptobyte.String, data []byte) error {
	d, err := readDigest(&imprint)
	if err != nil {
		return err
	}
	var hash cryptobyte.String
	if !alone(imprint, &hash, der.OCTET_STRING) {
		return ErrSyntax
	}
	if !bytes.Equal(hash, d.sum(data)) {
		return ErrImprint
	}
	return nil
}

// readRest reads what may stand behind the time: accuracy, ordering, nonce,
// the service's name and extensions. Of these only the nonce matters; an
// extension that must not be overlooked is not understood.
func (s *Stamp) readRest(seq cryptobyte.String) error {
	var extensions cryptobyte.String
	var ordering, extended bool
	if !seq.SkipOptionalASN1(der.SEQUENCE) || seq.PeekASN1Tag(der.BOOLEAN) && !seq.ReadASN1Boolean(&ordering) {
		return ErrSyntax
	}
	if seq.PeekASN1Tag(der.INTEGER) {
		s.Nonce = new(big.Int)
		if !seq.ReadASN1Integer(s.Nonce) {
			return ErrSyntax
		}
	}
	if !seq.SkipOptionalASN1(context(0)) || !seq.ReadOptionalASN1(&extensions, &extended, context(1)) || !seq.Empty() {
		return ErrSyntax
	}
	critical, ok := anyCritical(extensions)
	switch {
	case !ok:
		return ErrSyntax
	case critical:
		return ErrUnsupported
	}
	return nil
}

// anyCritical reports whether a list of extensions has one that must not be
// overlooked (RFC 5280 4.2).
func anyCritical(extensions cryptobyte.String) (critical, ok bool) {
	for !extensions.Empty() {
		var e, value cryptobyte.String
		this := false
		if !extensions.ReadASN1(&e, der.SEQUENCE) || !e.SkipASN1(der.OBJECT_IDENTIFIER) ||
			e.PeekASN1Tag(der.BOOLEAN) && !e.ReadASN1Boolean(&this) || !e.ReadASN1(&value, der.OCTET_STRING) || !e.Empty() {
			return false, false
		}
		critical = critical || this
	}
	return critical, true
}

// SignToken signs a TSTInfo (RFC 3161 2.4.2) as a time stamp service does.
func (s *Signer) SignToken(info []byte) ([]byte, error) {
	how, err := s.scheme()
	if err != nil {
		return nil, err
	}
	return s.sign(how, oidTSTInfo, info, how.digest.sum(info))
}
