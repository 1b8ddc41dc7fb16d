package cms

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/asn1"
	"errors"
	"hash"
	"slices"

	"github.com/emmansun/gmsm/sm3"
	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
)

// Object identifiers (RFC 5652, 5035, 3161, 5754, 8017, 5758, 6211).
var (
	oidData          = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSignedData    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidTSTInfo       = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4}
	oidContentType   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidMessageDigest = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigningTime   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 5}
	oidCounter       = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 6}
	oidSigningCertV1 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 12}
	oidSigningCertV2 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	oidTimeStamp     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}
	oidProtection    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 52}

	oidRSA  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidMGF1 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 8}
	oidPSS  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10}
)

// outdated are digests, and signatures over them, that anybody may forge: MD2,
// MD5 and SHA-1.
var outdated = []asn1.ObjectIdentifier{
	{1, 2, 840, 113549, 2, 2}, {1, 2, 840, 113549, 2, 5}, {1, 3, 14, 3, 2, 26},
	{1, 2, 840, 113549, 1, 1, 2}, {1, 2, 840, 113549, 1, 1, 4}, {1, 2, 840, 113549, 1, 1, 5}, {1, 2, 840, 10045, 4, 1},
}

// unknown gives the error for an algorithm that is none of ours.
func unknown(oid asn1.ObjectIdentifier) error {
	if slices.ContainsFunc(outdated, oid.Equal) {
		return ErrWeak
	}
	return ErrUnsupported
}

// digest is a digest algorithm that is still safe to sign with, and the
// signature algorithms that go with it; nil: none.
type digest struct {
	name                 string
	new                  func() hash.Hash
	hash                 crypto.Hash // 0: not one of Go's
	oid, rsa, ecdsa, sm2 asn1.ObjectIdentifier
}

var (
	sha256Digest = &digest{"SHA-256", sha256.New, crypto.SHA256, asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1},
		asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 11}, asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}, nil}
	sha384Digest = &digest{"SHA-384", sha512.New384, crypto.SHA384, asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2},
		asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 12}, asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 3}, nil}
	sha512Digest = &digest{"SHA-512", sha512.New, crypto.SHA512, asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 3},
		asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 13}, asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 4}, nil}
	// SM3 (GB/T 32905) goes with SM2 only (GM/T 0006).
	sm3Digest = &digest{"SM3", sm3.New, 0, asn1.ObjectIdentifier{1, 2, 156, 10197, 1, 401}, nil, nil, asn1.ObjectIdentifier{1, 2, 156, 10197, 1, 501}}

	digests = []*digest{sha256Digest, sha384Digest, sha512Digest, sm3Digest}
)

func digestOf(oid asn1.ObjectIdentifier) (*digest, error) {
	for _, d := range digests {
		if d.oid.Equal(oid) {
			return d, nil
		}
	}
	return nil, unknown(oid)
}

// ErrKey says that a key is neither RSA nor ECDSA nor SM2.
var ErrKey = errors.New("cms: the key is neither RSA nor ECDSA nor SM2")

// digestFor chooses the digest to sign with for a key: as strong as the key.
func digestFor(key crypto.PublicKey) (*digest, error) {
	switch k := key.(type) {
	case *rsa.PublicKey:
		return sha256Digest, nil
	case *ecdsa.PublicKey:
		if IsSM2(k) {
			return sm3Digest, nil
		}
		switch size := k.Curve.Params().BitSize; {
		case size > 384:
			return sha512Digest, nil
		case size > 256:
			return sha384Digest, nil
		}
		return sha256Digest, nil
	}
	return nil, ErrKey
}

// sum hashes b.
func (d *digest) sum(b []byte) []byte {
	h := d.new()
	h.Write(b)
	return h.Sum(nil)
}

// algorithm is an AlgorithmIdentifier (RFC 5280 4.1.1.2). Parameters that are
// NULL count as none: both are written for RSA and for digests.
type algorithm struct {
	oid        asn1.ObjectIdentifier
	parameters []byte // DER; nil: none
}

func (a algorithm) equal(b algorithm) bool {
	return a.oid.Equal(b.oid) && bytes.Equal(a.parameters, b.parameters)
}

// add adds the identifier; RSA's have NULL for parameters.
func (a algorithm) add(b *cryptobyte.Builder, null bool) {
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(a.oid)
		b.AddBytes(a.parameters)
		if null {
			b.AddASN1NULL()
		}
	})
}

// addDigest adds the identifier of a digest.
func addDigest(b *cryptobyte.Builder, d *digest) { algorithm{oid: d.oid}.add(b, false) }

// readAlgorithm reads an AlgorithmIdentifier under a tag, usually SEQUENCE.
func readAlgorithm(s *cryptobyte.String, tag der.Tag) (a algorithm, ok bool) {
	var seq, element, null cryptobyte.String
	var kind der.Tag
	if !s.ReadASN1(&seq, tag) || !seq.ReadASN1ObjectIdentifier(&a.oid) {
		return a, false
	}
	if seq.Empty() {
		return a, true
	}
	if !seq.ReadAnyASN1Element(&element, &kind) || !seq.Empty() {
		return a, false
	}
	if kind == der.NULL {
		return a, element.ReadASN1(&null, der.NULL) && len(null) == 0
	}
	a.parameters = element
	return a, true
}

// readDigest reads the identifier of a digest, which has no parameters.
func readDigest(s *cryptobyte.String) (*digest, error) {
	a, ok := readAlgorithm(s, der.SEQUENCE)
	if !ok || a.parameters != nil {
		return nil, ErrSyntax
	}
	return digestOf(a.oid)
}
