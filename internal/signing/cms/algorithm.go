package cms

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/asn1"
	"errors"
	"hash"

	"github.com/emmansun/gmsm/sm3"
	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
)

// Object identifiers (RFC 5652, 5035, 3161, 5754, 8017, 5758).
var (
	oidData          = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSignedData    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidTSTInfo       = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4}
	oidContentType   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidMessageDigest = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigningTime   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 5}
	oidSigningCertV1 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 12}
	oidSigningCertV2 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	oidTimeStamp     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}

	oidRSA = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
)

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

func digestOf(oid asn1.ObjectIdentifier) *digest {
	for _, d := range digests {
		if d.oid.Equal(oid) {
			return d
		}
	}
	return nil
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

// addAlgorithm adds an AlgorithmIdentifier; RSA's have NULL for parameters.
func addAlgorithm(b *cryptobyte.Builder, oid asn1.ObjectIdentifier, null bool) {
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oid)
		if null {
			b.AddASN1NULL()
		}
	})
}

// readAlgorithm reads an AlgorithmIdentifier whose parameters are NULL or
// absent.
func readAlgorithm(s *cryptobyte.String) (oid asn1.ObjectIdentifier, ok bool) {
	var seq, null cryptobyte.String
	if !s.ReadASN1(&seq, der.SEQUENCE) || !seq.ReadASN1ObjectIdentifier(&oid) {
		return nil, false
	}
	if !seq.Empty() && (!seq.ReadASN1(&null, der.NULL) || len(null) > 0) {
		return nil, false
	}
	return oid, seq.Empty()
}
