// Package cms makes and checks signatures in the Cryptographic Message Syntax
// (RFC 5652) as CAdES wants them (ETSI EN 319 122-1): with the attribute
// signing-certificate-v2 (RFC 5035), and with a time stamp (RFC 3161) over the
// signature where there is one. What comes in is a content's bytes or a DER
// message, what goes out is the message or what it says. It reads strict DER
// only, knows no PDF, and trusts no certificate by itself.
package cms

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"io"
	"slices"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
)

// Signer is a key with its certificate.
type Signer struct {
	Key   crypto.Signer
	Chain []*x509.Certificate // the signer's first, then its issuers'

	// Stamp gives a time stamp token (RFC 3161) over a signature value; nil:
	// no time stamp.
	Stamp func(signature []byte) (token []byte, err error)

	Random io.Reader // nil: crypto/rand
}

// context is the tag [n] IMPLICIT or EXPLICIT of something constructed.
func context(n uint8) der.Tag { return der.Tag(n).ContextSpecific().Constructed() }

// Sign gives a detached signature of content.
func (s *Signer) Sign(content io.Reader) ([]byte, error) {
	how, err := s.scheme()
	if err != nil {
		return nil, err
	}
	h := how.digest.new()
	if _, err := io.Copy(h, content); err != nil {
		return nil, err
	}
	return s.sign(how, oidData, nil, h.Sum(nil))
}

// scheme is how a key signs.
type scheme struct {
	digest    *digest
	algorithm algorithm
	null      bool // RSA's identifiers have NULL for parameters
	options   crypto.SignerOpts
}

// scheme chooses it after the key and its certificate.
func (s *Signer) scheme() (*scheme, error) {
	d, err := digestFor(s.Key.Public())
	if err != nil {
		return nil, err
	}
	switch {
	case d == sm3Digest:
		return &scheme{digest: d, algorithm: algorithm{oid: d.sm2}}, nil
	case OnlyPSS(s.Chain[0]):
		if a, _, _ := readPublicKey(s.Chain[0].RawSubjectPublicKeyInfo); a.parameters != nil { // the key has a digest of its own
			p, err := readPSS(a.parameters)
			if err != nil {
				return nil, err
			}
			d = p.digest
		}
		return &scheme{digest: d, algorithm: algorithm{oidPSS, pssParameters(d)},
			options: &rsa.PSSOptions{SaltLength: d.hash.Size(), Hash: d.hash}}, nil
	}
	if _, ok := s.Key.Public().(*rsa.PublicKey); ok {
		return &scheme{digest: d, algorithm: algorithm{oid: d.rsa}, null: true, options: d.hash}, nil
	}
	return &scheme{digest: d, algorithm: algorithm{oid: d.ecdsa}, options: d.hash}, nil
}

// sign makes the SignedData; content is nil where it is detached.
func (s *Signer) sign(how *scheme, contentType asn1.ObjectIdentifier, content, sum []byte) ([]byte, error) {
	leaf := s.Chain[0]
	attributes, err := signedAttributes(contentType, sum, leaf)
	if err != nil {
		return nil, err
	}
	random := s.Random
	if random == nil {
		random = rand.Reader
	}
	var value []byte
	if message := withTag(der.SET, attributes); how.options == nil {
		value, err = signSM2(s.Key, random, message)
	} else {
		value, err = s.Key.Sign(random, how.digest.sum(message), how.options)
	}
	if err != nil {
		return nil, err
	}
	var token []byte
	if s.Stamp != nil {
		if token, err = s.Stamp(value); err != nil {
			return nil, err
		}
	}
	var b cryptobyte.Builder
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oidSignedData)
		b.AddASN1(context(0), func(b *cryptobyte.Builder) {
			b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) { s.signedData(b, how, contentType, content, attributes, value, token) })
		})
	})
	return b.Bytes()
}

func (s *Signer) signedData(b *cryptobyte.Builder, how *scheme, contentType asn1.ObjectIdentifier, content, attributes, value, token []byte) {
	leaf := s.Chain[0]
	version := int64(1)
	if !contentType.Equal(oidData) {
		version = 3
	}
	b.AddASN1Int64(version)
	b.AddASN1(der.SET, func(b *cryptobyte.Builder) { addDigest(b, how.digest) })
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(contentType)
		if content != nil {
			b.AddASN1(context(0), func(b *cryptobyte.Builder) { b.AddASN1OctetString(content) })
		}
	})
	b.AddASN1(context(0), func(b *cryptobyte.Builder) {
		var raw [][]byte
		for _, c := range s.Chain {
			raw = append(raw, c.Raw)
		}
		b.AddBytes(sorted(raw))
	})
	b.AddASN1(der.SET, func(b *cryptobyte.Builder) {
		b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1Int64(1)
			b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddBytes(leaf.RawIssuer)
				b.AddASN1BigInt(leaf.SerialNumber)
			})
			addDigest(b, how.digest)
			b.AddBytes(withTag(context(0), attributes))
			how.algorithm.add(b, how.null)
			b.AddASN1OctetString(value)
			if token != nil {
				b.AddASN1(context(1), func(b *cryptobyte.Builder) { addAttribute(b, oidTimeStamp, token) })
			}
		})
	})
}

// signedAttributes gives the contents of the set of signed attributes. The
// time of signing is none of them: in a PDF its place is the signature
// dictionary (EN 319 142-1 6.3).
func signedAttributes(contentType asn1.ObjectIdentifier, sum []byte, leaf *x509.Certificate) ([]byte, error) {
	attribute := func(oid asn1.ObjectIdentifier, value func(*cryptobyte.Builder)) ([]byte, error) {
		var v, b cryptobyte.Builder
		value(&v)
		bytes, err := v.Bytes()
		if err != nil {
			return nil, err
		}
		addAttribute(&b, oid, bytes)
		return b.Bytes()
	}
	kind, err := attribute(oidContentType, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(contentType) })
	if err != nil {
		return nil, err
	}
	message, err := attribute(oidMessageDigest, func(b *cryptobyte.Builder) { b.AddASN1OctetString(sum) })
	if err != nil {
		return nil, err
	}
	certificate, err := attribute(oidSigningCertV2, func(b *cryptobyte.Builder) {
		hash := sha256.Sum256(leaf.Raw)
		b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) { // SigningCertificateV2
			b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) { // certs
				b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) { // ESSCertIDv2, of SHA-256 by default
					b.AddASN1OctetString(hash[:])
				})
			})
		})
	})
	if err != nil {
		return nil, err
	}
	return sorted([][]byte{kind, message, certificate}), nil
}

func addAttribute(b *cryptobyte.Builder, oid asn1.ObjectIdentifier, value []byte) {
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oid)
		b.AddASN1(der.SET, func(b *cryptobyte.Builder) { b.AddBytes(value) })
	})
}

// sorted joins the members of a SET OF in the order of DER (X.690 11.6).
func sorted(members [][]byte) []byte {
	members = slices.Clone(members)
	slices.SortFunc(members, bytes.Compare)
	return bytes.Join(members, nil)
}

// withTag puts a tag and a length before contents.
func withTag(tag der.Tag, contents []byte) []byte {
	var b cryptobyte.Builder
	b.AddASN1(tag, func(b *cryptobyte.Builder) { b.AddBytes(contents) })
	return b.BytesOrPanic()
}
