package cms

import (
	"bytes"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"slices"
	"time"
)

// What may be wrong with a certificate's way to a trusted one.
var (
	ErrUntrusted = errors.New("cms: the certificate does not lead to a trusted one")
	ErrPurpose   = errors.New("cms: a certificate that is not for this")
)

// Purpose is what a certificate must be for.
type Purpose int

// The purposes.
const (
	Signing  Purpose = iota // of documents
	Stamping                // of times
)

// Path says how a certificate's way to a trusted one is looked for.
type Path struct {
	Roots  []*x509.Certificate // whom one trusts
	System bool                // and those that the system trusts, for signers of documents
	Others []*x509.Certificate // what may stand between
	At     time.Time
	For    Purpose
}

// From gives the way from a certificate to a trusted one: itself first. The
// error is ErrUntrusted, ErrWeak or ErrPurpose.
func (p *Path) From(leaf *x509.Certificate) ([]*x509.Certificate, error) {
	err := ErrUntrusted
	for _, chain := range p.ways(leaf) {
		e := p.suits(chain)
		if e == nil {
			return chain, nil
		}
		err = e
	}
	if p.System && p.For == Signing && forDocuments(leaf) {
		for _, chain := range verify(leaf, nil, p.Others, p.At) {
			if p.suits(chain) == nil {
				return chain, nil
			}
		}
	}
	return nil, err
}

// ways gives all ways to the roots that are given.
func (p *Path) ways(leaf *x509.Certificate) [][]*x509.Certificate {
	roots := x509.NewCertPool()
	ofSM2 := IsSM2(leaf.PublicKey)
	for _, c := range p.Roots {
		if IsSM2(c.PublicKey) {
			ofSM2 = true
		} else {
			roots.AddCert(c)
		}
	}
	if chains := verify(leaf, roots, p.Others, p.At); chains != nil || !ofSM2 {
		return chains
	}
	return verifySM2(leaf, p.Roots, p.Others, p.At)
}

// verify gives the ways that Go's own packages find; without roots, to the
// system's.
func verify(leaf *x509.Certificate, roots *x509.CertPool, others []*x509.Certificate, at time.Time) [][]*x509.Certificate {
	if IsSM2(leaf.PublicKey) {
		return nil
	}
	opt := x509.VerifyOptions{Roots: roots, Intermediates: x509.NewCertPool(), CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}}
	for _, c := range others {
		if !IsSM2(c.PublicKey) {
			opt.Intermediates.AddCert(c)
		}
	}
	chains, err := leaf.Verify(opt)
	if err != nil {
		return nil
	}
	return chains
}

// suits tells what is wrong with a way: a weak key anywhere, a certificate that is
// not for the purpose, or has a name that an issuer may not give. That no signature in it is over MD5 or SHA-1 has
// been seen to already; a root's over itself does not count.
func (p *Path) suits(chain []*x509.Certificate) error {
	for i, c := range chain {
		if err := strong(c); err != nil {
			return err
		}
		if i == 0 && !p.For.of(c) || i > 0 && i < len(chain)-1 && !p.For.passes(c) {
			return ErrPurpose
		}
	}
	if !keepsNames(chain) {
		return ErrPurpose
	}
	return nil
}

// of reports whether a certificate is for the purpose.
func (p Purpose) of(c *x509.Certificate) bool {
	if p == Stamping {
		return mayStamp(c)
	}
	return MaySign(c)
}

// passes reports whether an authority between the root and others may issue for
// the purpose: where it names uses, the purpose's is among them.
func (p Purpose) passes(c *x509.Certificate) bool {
	list, _, said := uses(c)
	switch {
	case !said || names(list, useAny):
		return true
	case p == Stamping:
		return names(list, useStamp)
	}
	return names(list, useCode) || names(list, usesForDocuments...)
}

// CheckChain looks for certificates of the message that were changed: one that
// names an issuer whom the message or the roots hold must be signed by it, and
// one that has name, key and number of another must be that one. What belongs
// to others and cannot be checked is left aside: it vouches for nothing. The
// error is ErrStray or ErrUnsupported.
func (m *Message) CheckChain(roots []*x509.Certificate) error {
	known := slices.Concat(m.Certificates, roots)
	for _, c := range m.Certificates {
		if c != m.Signer && changed(c, known, roots) { // of the signer's, trust decides
			return ErrStray
		}
	}
	for _, o := range m.opaque {
		for _, c := range known {
			if bytes.Equal(o.issuer, c.RawSubject) || bytes.Equal(o.subject, c.RawIssuer) {
				return ErrUnsupported
			}
		}
	}
	return nil
}

// changed reports whether a certificate cannot be as its issuer made it.
func changed(c *x509.Certificate, known, roots []*x509.Certificate) bool {
	issuers, double := 0, false
	for _, by := range known {
		if issuedBy(c, by) && !tooLarge(by.PublicKey) {
			if signedBy(c, by) {
				return false
			}
			issuers++
		}
		double = double || !c.Equal(by) && bytes.Equal(c.RawSubject, by.RawSubject) && c.SerialNumber.Cmp(by.SerialNumber) == 0 &&
			bytes.Equal(c.RawSubjectPublicKeyInfo, by.RawSubjectPublicKeyInfo)
	}
	return (issuers > 0 || double) && !slices.ContainsFunc(roots, c.Equal)
}

// issuedBy reports whether a certificate names the other as its issuer; one of
// the same name with another key is not meant (RFC 5280 4.2.1.1).
func issuedBy(c, by *x509.Certificate) bool {
	return bytes.Equal(c.RawIssuer, by.RawSubject) &&
		(c.AuthorityKeyId == nil || by.SubjectKeyId == nil || bytes.Equal(c.AuthorityKeyId, by.SubjectKeyId))
}

// signedBy reports whether a certificate is signed with the other's key.
func signedBy(c, by *x509.Certificate) bool {
	if IsSM2(by.PublicKey) {
		return signedBySM2(c, by)
	}
	return !tooLarge(by.PublicKey) && by.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature) == nil
}

// Limits of RSA keys: what a power with a larger one takes would let a small file
// stop the program, and nobody has such keys.
const (
	mostRSA         = 8192 // bits
	largestExponent = 1<<31 - 2
)

// tooLarge reports whether nothing is computed with a key.
func tooLarge(key any) bool {
	k, ok := key.(*rsa.PublicKey)
	return ok && (k.N.BitLen() > mostRSA || k.E > largestExponent)
}
