package cms

import (
	"bytes"
	"crypto/sha1"
	"crypto/x509"
	"encoding/asn1"
	"hash"
	"math/big"
	"time"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
)

// The libraries that read answers know no SM2 and no SM3.

var (
	oidBasicAnswer = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 1}
	oidSHA1        = asn1.ObjectIdentifier{1, 3, 14, 3, 2, 26}
)

// answer is a responder's answer (RFC 6960 4.2.1): what it says, and by whom it is
// signed.
type answer struct {
	signed       []byte
	scheme       algorithm
	signature    []byte
	certificates []*x509.Certificate // those that can be read
	produced     time.Time
	singles      []single
}

// single is what it says of one certificate.
type single struct {
	digest      asn1.ObjectIdentifier
	name, key   []byte // digests of the issuer's
	serial      *big.Int
	status      Status
	since       time.Time // revoked
	said, until time.Time // until is zero: not said
	critical    bool      // it has an extension that must not be overlooked
}

// readAnswer reads an answer in DER. The error is ErrSyntax.
func readAnswer(data []byte) (*answer, error) {
	s := cryptobyte.String(data)
	var response, wrapped, typed, basic cryptobyte.String
	var status int
	var kind asn1.ObjectIdentifier
	a := &answer{}
	if !alone(s, &response, der.SEQUENCE) || !response.ReadASN1Enum(&status) || status != 0 ||
		!alone(response, &wrapped, context(0)) || !alone(wrapped, &typed, der.SEQUENCE) ||
		!typed.ReadASN1ObjectIdentifier(&kind) || !kind.Equal(oidBasicAnswer) || !alone(typed, &basic, der.OCTET_STRING) ||
		!a.readBasic(basic) {
		return nil, ErrSyntax
	}
	return a, nil
}

// readBasic reads the BasicOCSPResponse.
func (a *answer) readBasic(s cryptobyte.String) (ok bool) {
	var seq, signed, wrapped, list cryptobyte.String
	var value asn1.BitString
	var given bool
	if !alone(s, &seq, der.SEQUENCE) || !seq.ReadASN1Element(&signed, der.SEQUENCE) {
		return false
	}
	if a.scheme, ok = readAlgorithm(&seq, der.SEQUENCE); !ok || !seq.ReadASN1BitString(&value) ||
		!seq.ReadOptionalASN1(&wrapped, &given, context(0)) || !seq.Empty() || given && !alone(wrapped, &list, der.SEQUENCE) {
		return false
	}
	a.signed, a.signature = signed, value.RightAlign()
	for !list.Empty() {
		var raw cryptobyte.String
		if !list.ReadASN1Element(&raw, der.SEQUENCE) {
			return false
		}
		if c, err := ParseCertificate(raw); err == nil && len(a.certificates) < mostCertificates {
			a.certificates = append(a.certificates, c)
		}
	}
	return a.readData(signed)
}

// readData reads the ResponseData.
func (a *answer) readData(s cryptobyte.String) bool {
	var data, list cryptobyte.String
	var responder der.Tag
	var id cryptobyte.String
	if !s.ReadASN1(&data, der.SEQUENCE) || !data.SkipOptionalASN1(context(0)) || !data.ReadAnyASN1(&id, &responder) ||
		responder != context(1) && responder != context(2) || !data.ReadASN1GeneralizedTime(&a.produced) || !data.ReadASN1(&list, der.SEQUENCE) || !data.SkipOptionalASN1(context(1)) || !data.Empty() {
		return false
	}
	for !list.Empty() {
		var one cryptobyte.String
		var r single
		if !list.ReadASN1(&one, der.SEQUENCE) || !r.read(one) {
			return false
		}
		a.singles = append(a.singles, r)
	}
	return len(a.singles) > 0
}

// read reads a SingleResponse.
func (r *single) read(s cryptobyte.String) bool {
	var id, name, key, status, until, extensions cryptobyte.String
	var tag der.Tag
	var limited, extended bool
	r.serial = new(big.Int)
	if !s.ReadASN1(&id, der.SEQUENCE) {
		return false
	}
	d, ok := readAlgorithm(&id, der.SEQUENCE)
	if !ok || !id.ReadASN1(&name, der.OCTET_STRING) || !id.ReadASN1(&key, der.OCTET_STRING) || !id.ReadASN1Integer(r.serial) || !id.Empty() ||
		!s.ReadAnyASN1(&status, &tag) || !r.readStatus(status, tag) || !s.ReadASN1GeneralizedTime(&r.said) ||
		!s.ReadOptionalASN1(&until, &limited, context(0)) || limited && (!until.ReadASN1GeneralizedTime(&r.until) || !until.Empty()) ||
		!s.ReadOptionalASN1(&extensions, &extended, context(1)) || !s.Empty() {
		return false
	}
	r.digest, r.name, r.key = d.oid, name, key
	return !extended || r.readExtensions(extensions)
}

// readStatus reads the CertStatus.
func (r *single) readStatus(s cryptobyte.String, tag der.Tag) bool {
	switch tag {
	case der.Tag(0).ContextSpecific():
		r.status = Good
	case context(1):
		r.status = Revoked
		return s.ReadASN1GeneralizedTime(&r.since) && s.SkipOptionalASN1(context(0)) && s.Empty()
	case der.Tag(2).ContextSpecific():
		r.status = Unknown
	default:
		return false
	}
	return s.Empty()
}

// readExtensions looks for one that must not be overlooked.
func (r *single) readExtensions(s cryptobyte.String) bool {
	var list cryptobyte.String
	ok := alone(s, &list, der.SEQUENCE)
	if ok {
		r.critical, ok = anyCritical(list)
	}
	return ok
}

// speaksFor reports whether an answer is signed by an issuer, or by a responder
// whom the issuer made one (RFC 6960 4.2.2.2), with nothing that others may forge.
func (a *answer) speaksFor(issuer *x509.Certificate) bool {
	if a.signedBy(issuer) {
		return true
	}
	for _, by := range a.certificates {
		if list, _, _ := uses(by); names(list, useOCSP) && ValidAt(by, a.produced) && strong(by) == nil && !outdatedSignature(by.SignatureAlgorithm) && issuedBy(by, issuer) &&
			signedBy(by, issuer) && a.signedBy(by) {
			return true
		}
	}
	return false
}

func (a *answer) signedBy(by *x509.Certificate) bool {
	d, err := digestIn(a.scheme)
	return err == nil && !tooLarge(by.PublicKey) && verifies(by, d, a.scheme, a.signed, a.signature) == nil
}

// isAbout reports whether it is about this issuer's certificate: the issuer's name
// and key and the number are the same (RFC 6960 4.1.1).
func (r *single) isAbout(c, issuer *x509.Certificate) bool {
	_, key, ok := readPublicKey(issuer.RawSubjectPublicKeyInfo)
	sum := naming(r.digest)
	return ok && sum != nil && r.serial.Cmp(c.SerialNumber) == 0 && bytes.Equal(r.name, sum(issuer.RawSubject)) && bytes.Equal(r.key, sum(key))
}

// naming gives the digest by which an issuer is named: SHA-1 is as good as any, since
// it protects nothing; nil: one that is not known.
func naming(oid asn1.ObjectIdentifier) func([]byte) []byte {
	var begin func() hash.Hash
	if d, err := digestOf(oid); err == nil {
		begin = d.new
	} else if oid.Equal(oidSHA1) {
		begin = sha1.New
	} else {
		return nil
	}
	return func(b []byte) []byte {
		h := begin()
		h.Write(b)
		return h.Sum(nil)
	}
}

// ofAnswer asks a responder's answer.
func ofAnswer(data []byte, c, issuer *x509.Certificate, at time.Time) (status Status, since time.Time) {
	a, err := readAnswer(data)
	if err != nil || !a.speaksFor(issuer) {
		return Unknown, since
	}
	for _, r := range a.singles {
		switch {
		case !r.isAbout(c, issuer) || r.critical || r.status == Unknown:
		case r.status == Revoked && !r.since.After(at):
			return Revoked, r.since
		case status == Unknown:
			status = reaches(r.said, r.until, c, at)
		}
	}
	return status, since
}
