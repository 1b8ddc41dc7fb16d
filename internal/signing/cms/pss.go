package cms

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
)

// pss are the parameters of RSASSA-PSS (RFC 8017 A.2.3).
type pss struct {
	digest *digest
	salt   int // bytes
}

// longestSalt is the longest salt that an RSA key of any use has room for.
const longestSalt = 2048

// readPSS reads them. What is left out stands for SHA-1, which is too weak; the
// mask must be made with the digest that is signed (RFC 8702 and 4056 want it).
func readPSS(parameters []byte) (*pss, error) {
	s := cryptobyte.String(parameters)
	var seq, hash, mask, salt, trailer cryptobyte.String
	var hasHash, hasMask, hasSalt, hasTrailer bool
	if !alone(s, &seq, der.SEQUENCE) ||
		!seq.ReadOptionalASN1(&hash, &hasHash, context(0)) || !seq.ReadOptionalASN1(&mask, &hasMask, context(1)) ||
		!seq.ReadOptionalASN1(&salt, &hasSalt, context(2)) || !seq.ReadOptionalASN1(&trailer, &hasTrailer, context(3)) || !seq.Empty() {
		return nil, ErrSyntax
	}
	if !hasHash || !hasMask {
		return nil, ErrWeak
	}
	p := &pss{salt: 20}
	var err error
	if p.digest, err = readDigest(&hash); err != nil {
		return nil, err
	}
	m, ok := readAlgorithm(&mask, der.SEQUENCE)
	inner := cryptobyte.String(m.parameters)
	if !ok || !m.oid.Equal(oidMGF1) {
		return nil, ErrUnsupported
	}
	if d, err := readDigest(&inner); err != nil || d != p.digest || d.rsa == nil {
		return nil, ErrUnsupported
	}
	if hasSalt && !salt.ReadASN1Integer(&p.salt) {
		return nil, ErrSyntax
	}
	if p.salt < 1 || p.salt > longestSalt { // to Go, 0 would mean any
		return nil, ErrUnsupported
	}
	field := 1
	if hasTrailer && (!trailer.ReadASN1Integer(&field) || field != 1) {
		return nil, ErrSyntax
	}
	if !hash.Empty() || !mask.Empty() || !inner.Empty() || !salt.Empty() || !trailer.Empty() {
		return nil, ErrSyntax
	}
	return p, nil
}

// pssParameters writes the parameters for a digest, with a salt as long as it.
func pssParameters(d *digest) []byte {
	var b cryptobyte.Builder
	add := func(b *cryptobyte.Builder) { algorithm{oid: d.oid}.add(b, true) }
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1(context(0), add)
		b.AddASN1(context(1), func(b *cryptobyte.Builder) {
			b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1ObjectIdentifier(oidMGF1)
				add(b)
			})
		})
		b.AddASN1(context(2), func(b *cryptobyte.Builder) { b.AddASN1Int64(int64(d.hash.Size())) })
	})
	return b.BytesOrPanic()
}

// OnlyPSS reports whether a certificate's RSA key may be used for RSASSA-PSS
// and nothing else (RFC 4055 1.2).
func OnlyPSS(c *x509.Certificate) bool {
	a, _, ok := readPublicKey(c.RawSubjectPublicKeyInfo)
	return ok && a.oid.Equal(oidPSS)
}

// readPublicKey reads a SubjectPublicKeyInfo.
func readPublicKey(info []byte) (a algorithm, key []byte, ok bool) {
	s := cryptobyte.String(info)
	var seq cryptobyte.String
	var bits asn1.BitString
	if !alone(s, &seq, der.SEQUENCE) {
		return a, nil, false
	}
	if a, ok = readAlgorithm(&seq, der.SEQUENCE); !ok || !seq.ReadASN1BitString(&bits) || !seq.Empty() || bits.BitLength%8 != 0 {
		return a, nil, false
	}
	return a, bits.Bytes, true
}

// pssKey reads the RSA key of a certificate for RSASSA-PSS, which Go leaves
// unread; nil: it is none.
func pssKey(info []byte) *rsa.PublicKey {
	a, raw, ok := readPublicKey(info)
	if !ok || !a.oid.Equal(oidPSS) {
		return nil
	}
	key, err := x509.ParsePKCS1PublicKey(raw)
	if err != nil {
		return nil
	}
	return key
}

// allows reports whether a key that is bound to parameters of its own (RFC 4055
// 3.1) may be used with these: the digest must be the key's, the salt no shorter.
func (p *pss) allows(c *x509.Certificate) bool {
	a, _, ok := readPublicKey(c.RawSubjectPublicKeyInfo)
	if !ok || !a.oid.Equal(oidPSS) || a.parameters == nil {
		return ok
	}
	own, err := readPSS(a.parameters)
	return err == nil && own.digest == p.digest && p.salt >= own.salt
}
