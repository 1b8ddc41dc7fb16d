package cms

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/asn1"
	"encoding/pem"
	"slices"
	"time"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
	"golang.org/x/crypto/ocsp"
)

// Evidence is what authorities have said of revoked certificates: lists
// (RFC 5280 5) and a responder's answers (RFC 6960), and certificates that help
// to read them.
type Evidence struct {
	Certificates []*x509.Certificate
	Lists        []*x509.RevocationList
	Answers      [][]byte
}

// mostEvidence is how many of each kind are taken, longestEvidence how many
// bytes one may have.
const (
	mostEvidence    = 200
	longestEvidence = 32 << 20
)

// AddList adds a revocation list in DER or PEM. The error is ErrSyntax.
func (e *Evidence) AddList(data []byte) error {
	if b, _ := pem.Decode(data); b != nil && b.Type == "X509 CRL" {
		data = b.Bytes
	}
	if len(data) > longestEvidence || len(e.Lists) == mostEvidence {
		return ErrUnsupported
	}
	list, err := x509.ParseRevocationList(data)
	if err != nil {
		return ErrSyntax
	}
	e.Lists = append(e.Lists, list)
	return nil
}

// AddAnswer adds a responder's answer. The error is ErrSyntax.
func (e *Evidence) AddAnswer(data []byte) error {
	if len(data) > longestEvidence || len(e.Answers) == mostEvidence {
		return ErrUnsupported
	}
	if _, err := readAnswer(data); err != nil {
		return err
	}
	e.Answers = append(e.Answers, data)
	return nil
}

// AddCertificate adds a certificate. The error is ErrUnsupported.
func (e *Evidence) AddCertificate(raw []byte) error {
	c, err := ParseCertificate(raw)
	if err != nil || len(e.Certificates) == mostEvidence {
		return ErrUnsupported
	}
	e.Certificates = append(e.Certificates, c)
	return nil
}

// Status is what is known of a certificate.
type Status int

// The statuses.
const (
	Unknown Status = iota // nothing that can be relied on says anything
	Good
	Revoked
)

// Of tells whether a certificate was revoked at a time, and since when. What
// holds must be signed by the issuer, or by a responder whom the issuer made
// one, not over SHA-1, and must reach up to the time.
func (e *Evidence) Of(c, issuer *x509.Certificate, at time.Time) (Status, time.Time) {
	status := Unknown
	for _, list := range e.Lists {
		switch s, since := ofList(list, c, issuer, at); s {
		case Revoked:
			return s, since
		case Good:
			status = Good
		}
	}
	for _, answer := range e.Answers {
		switch s, since := ofAnswer(answer, c, issuer, at); s {
		case Revoked:
			return s, since
		case Good:
			status = Good
		}
	}
	return status, time.Time{}
}

// Weakest gives the status of a way to a root: Revoked and since when if one of
// it was, Unknown if nothing is known of one. The root itself cannot be revoked.
func (e *Evidence) Weakest(chain []*x509.Certificate, at time.Time) (status Status, since time.Time) {
	status = Good
	for i := range len(chain) - 1 {
		switch s, t := e.Of(chain[i], chain[i+1], at); s {
		case Revoked:
			return s, t
		case Unknown:
			status = Unknown
		}
	}
	return status, since
}

// reasonRemoved says that a certificate is no longer on hold (RFC 5280 5.3.1).
const reasonRemoved = 8

// ofList asks a revocation list.
func ofList(list *x509.RevocationList, c, issuer *x509.Certificate, at time.Time) (Status, time.Time) {
	if !bytes.Equal(list.RawIssuer, c.RawIssuer) || outdatedSignature(list.SignatureAlgorithm) || !understood(list, c) ||
		!listSignedBy(list, issuer) {
		return Unknown, time.Time{}
	}
	for _, r := range list.RevokedCertificateEntries {
		if r.SerialNumber.Cmp(c.SerialNumber) == 0 && r.ReasonCode != reasonRemoved && !r.RevocationTime.After(at) {
			return Revoked, r.RevocationTime
		}
	}
	return reaches(list.ThisUpdate, list.NextUpdate, c, at), time.Time{}
}

// newerSoon is for how long an answer holds that does not say it: there is
// newer information at any time (RFC 6960 4.2.2.1).
const newerSoon = 24 * time.Hour

// reaches reports that what was said at one time, to hold until another one,
// holds for a third. Once a certificate has expired, its authority may forget it.
func reaches(said, until time.Time, c *x509.Certificate, at time.Time) Status {
	if until.IsZero() {
		until = said.Add(newerSoon)
	}
	if at.After(until) && at.After(said) || said.After(c.NotAfter) {
		return Unknown
	}
	return Good
}

// listSignedBy reports whether a list is signed with an authority's key.
func listSignedBy(list *x509.RevocationList, by *x509.Certificate) bool {
	if IsSM2(by.PublicKey) {
		return listSignedBySM2(list, by)
	}
	return !tooLarge(by.PublicKey) && list.CheckSignatureFrom(by) == nil
}

// outdatedSignature reports whether a signature is over SHA-1, of which Go's own
// packages take those of lists, and of certificates one by one.
func outdatedSignature(a x509.SignatureAlgorithm) bool {
	return a == x509.SHA1WithRSA || a == x509.ECDSAWithSHA1
}

// Extensions of a list that limit what it is about.
var (
	oidDistribution = asn1.ObjectIdentifier{2, 5, 29, 28}
	oidDelta        = asn1.ObjectIdentifier{2, 5, 29, 27}
)

// understood reports whether a list is about all certificates of its issuer, or
// all of this one's kind.
func understood(list *x509.RevocationList, c *x509.Certificate) bool {
	for _, e := range list.Extensions {
		switch {
		case e.Id.Equal(oidDistribution):
			if !distributes(e.Value, c) {
				return false
			}
		case e.Id.Equal(oidDelta), e.Critical:
			return false
		}
	}
	return true
}

// distributes reads an issuingDistributionPoint (RFC 5280 5.2.5): a name, which
// says nothing of the contents, for users or authorities only; what limits the
// list in another way is not taken.
func distributes(value []byte, c *x509.Certificate) bool {
	s := cryptobyte.String(value)
	var point, v cryptobyte.String
	if !alone(s, &point, der.SEQUENCE) {
		return false
	}
	for !point.Empty() {
		var tag der.Tag
		if !point.ReadAnyASN1(&v, &tag) {
			return false
		}
		switch tag {
		case context(0):
		case der.Tag(1).ContextSpecific():
			if c.IsCA {
				return false
			}
		case der.Tag(2).ContextSpecific():
			if !c.IsCA {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// AskAbout makes a request to a responder about a certificate.
func AskAbout(c, issuer *x509.Certificate) ([]byte, error) {
	return ocsp.CreateRequest(c, issuer, &ocsp.RequestOptions{Hash: crypto.SHA1}) // a name, no protection; responders know no other
}

// Climb gives the way from a certificate up as far as others lead, to one that
// names itself. complete is false where an issuer is missing.
func Climb(c *x509.Certificate, others []*x509.Certificate) (chain []*x509.Certificate, complete bool) {
	chain = []*x509.Certificate{c}
	for !Self(c) {
		i := slices.IndexFunc(others, func(by *x509.Certificate) bool {
			return issuedBy(c, by) && signedBy(c, by) && !slices.Contains(chain, by)
		})
		if i < 0 {
			return chain, false
		}
		c = others[i]
		chain = append(chain, c)
	}
	return chain, true
}

// Single gives each list and each answer by itself.
func (e *Evidence) Single() (all []*Evidence) {
	for _, l := range e.Lists {
		all = append(all, &Evidence{Lists: []*x509.RevocationList{l}})
	}
	for _, a := range e.Answers {
		all = append(all, &Evidence{Answers: [][]byte{a}})
	}
	return all
}

// With gives both what is in e and what is in more.
func (e *Evidence) With(more *Evidence) *Evidence {
	return &Evidence{Certificates: slices.Concat(e.Certificates, more.Certificates), Lists: slices.Concat(e.Lists, more.Lists),
		Answers: slices.Concat(e.Answers, more.Answers)}
}
