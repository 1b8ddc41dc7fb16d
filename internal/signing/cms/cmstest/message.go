package cmstest

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"slices"
	"testing"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
)

// Spec is a message as other programs write it, with all the liberties that the
// standards give and some that they do not. It shares no code with the package
// that is tested.
type Spec struct {
	Key   crypto.Signer
	Chain []*x509.Certificate // the signer's first

	Content   []byte
	Type      asn1.ObjectIdentifier // nil: data
	Attached  bool
	Algorithm *pkix.AlgorithmIdentifier // of the signature; nil: after the key
	PSS       *rsa.PSSOptions           // nil: none
	ByKey     bool                      // the signer is named by its subject key identifier

	Binding    []byte   // the attribute signing-certificate-v2; nil: the usual one
	Attributes [][]byte // further signed attributes
	Unsigned   [][]byte // unsigned attributes
	More       [][]byte // further certificates
	Digests    [][]byte // further digest algorithms
	CRLs       []byte   // contents of the field crls
}

// OIDs that the tests need.
var (
	OIDSHA256      = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	OIDSHA512      = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 3}
	OIDRSA         = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	OIDPSS         = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10}
	OIDECDSA       = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
	OIDSigningCert = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	OIDProtection  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 52}
	OIDCounter     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 6}
	OIDTimeStamp   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}
)

// Marshal gives a value's DER.
func Marshal(t testing.TB, v any) []byte {
	t.Helper()
	b, err := asn1.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Wrap puts a tag and a length around parts.
func Wrap(tag der.Tag, parts ...[]byte) []byte {
	var b cryptobyte.Builder
	b.AddASN1(tag, func(b *cryptobyte.Builder) {
		for _, p := range parts {
			b.AddBytes(p)
		}
	})
	return b.BytesOrPanic()
}

// Context is the tag [n] of something constructed.
func Context(n uint8) der.Tag { return der.Tag(n).ContextSpecific().Constructed() }

// Attribute makes an attribute with one value.
func Attribute(t testing.TB, oid asn1.ObjectIdentifier, value []byte) []byte {
	t.Helper()
	return Wrap(der.SEQUENCE, Marshal(t, oid), Wrap(der.SET, value))
}

// PSSAlgorithm is the identifier of RSASSA-PSS with a digest for both its uses.
func PSSAlgorithm(t testing.TB, digest asn1.ObjectIdentifier, salt int) *pkix.AlgorithmIdentifier {
	t.Helper()
	hash := Marshal(t, pkix.AlgorithmIdentifier{Algorithm: digest, Parameters: asn1.NullRawValue})
	mask := Wrap(der.SEQUENCE, Marshal(t, asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 8}), hash)
	return &pkix.AlgorithmIdentifier{Algorithm: OIDPSS, Parameters: asn1.RawValue{FullBytes: Wrap(der.SEQUENCE,
		Wrap(Context(0), hash), Wrap(Context(1), mask), Wrap(Context(2), Marshal(t, salt)))}}
}

// Make makes the message. The digest is SHA-256.
func (s *Spec) Make(t testing.TB) []byte {
	t.Helper()
	leaf, kind, oid := s.Chain[0], s.Type, func(o asn1.ObjectIdentifier) []byte { return Marshal(t, o) }
	if kind == nil {
		kind = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	}
	sum := sha256.Sum256(s.Content)
	digest := Marshal(t, pkix.AlgorithmIdentifier{Algorithm: OIDSHA256})
	signed := s.signed(t, kind, sum[:])
	var attributes []byte
	for _, a := range signed {
		attributes = append(attributes, a...)
	}
	value, algorithm := s.sign(t, Wrap(der.SET, attributes))
	version, id := 1, Wrap(der.SEQUENCE, leaf.RawIssuer, Marshal(t, leaf.SerialNumber))
	if s.ByKey {
		version, id = 3, Wrap(der.Tag(0).ContextSpecific(), leaf.SubjectKeyId)
	}
	info := [][]byte{Marshal(t, version), id, digest, Wrap(Context(0), attributes), algorithm, Marshal(t, value)}
	if s.Unsigned != nil {
		info = append(info, Wrap(Context(1), s.Unsigned...))
	}
	encap := [][]byte{oid(kind)}
	if s.Attached {
		encap = append(encap, Wrap(Context(0), Marshal(t, s.Content)))
	}
	if s.Type != nil {
		version = 3
	}
	data := [][]byte{Marshal(t, version), Wrap(der.SET, append(slices.Clone(s.Digests), digest)...), Wrap(der.SEQUENCE, encap...), s.certificates()}
	if s.CRLs != nil {
		data = append(data, Wrap(Context(1), s.CRLs))
	}
	data = append(data, Wrap(der.SET, Wrap(der.SEQUENCE, info...)))
	return Wrap(der.SEQUENCE, oid(asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}), Wrap(Context(0), Wrap(der.SEQUENCE, data...)))
}

func (s *Spec) certificates() []byte {
	var all [][]byte
	for _, c := range s.Chain {
		all = append(all, c.Raw)
	}
	return Wrap(Context(0), append(all, s.More...)...)
}

// signed gives the signed attributes.
func (s *Spec) signed(t testing.TB, kind asn1.ObjectIdentifier, sum []byte) [][]byte {
	binding := s.Binding
	if binding == nil {
		binding = Binding(t, s.Chain[0], nil)
	}
	return append([][]byte{
		Attribute(t, asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}, Marshal(t, kind)),
		Attribute(t, asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}, Marshal(t, sum)),
		binding,
	}, s.Attributes...)
}

// Binding makes the attribute signing-certificate-v2 for a certificate, with
// the issuer and serial number of another one, if it is given.
func Binding(t testing.TB, c, named *x509.Certificate) []byte {
	t.Helper()
	hash := sha256.Sum256(c.Raw)
	id := [][]byte{Marshal(t, hash[:])}
	if named != nil {
		id = append(id, Wrap(der.SEQUENCE, Wrap(der.SEQUENCE, Wrap(Context(4), named.RawIssuer)), Marshal(t, named.SerialNumber)))
	}
	return Attribute(t, OIDSigningCert, Wrap(der.SEQUENCE, Wrap(der.SEQUENCE, Wrap(der.SEQUENCE, id...))))
}

// sign signs, and gives the identifier of how.
func (s *Spec) sign(t testing.TB, message []byte) (value, algorithm []byte) {
	t.Helper()
	var opt crypto.SignerOpts = crypto.SHA256
	a := s.Algorithm
	switch _, isRSA := s.Key.Public().(*rsa.PublicKey); {
	case s.PSS != nil:
		opt = s.PSS
		if a == nil {
			a = PSSAlgorithm(t, OIDSHA256, s.PSS.SaltLength)
		}
	case a != nil:
	case isRSA:
		a = &pkix.AlgorithmIdentifier{Algorithm: OIDRSA, Parameters: asn1.NullRawValue}
	default:
		a = &pkix.AlgorithmIdentifier{Algorithm: OIDECDSA}
	}
	sum := sha256.Sum256(message)
	value, err := s.Key.Sign(rand.Reader, sum[:], opt)
	if err != nil {
		t.Fatal(err)
	}
	return value, Marshal(t, *a)
}

// BER writes DER with indefinite lengths, and octet strings in pieces of at
// most n bytes; 0: in one piece.
func BER(in []byte, n int) (out []byte) {
	for s := cryptobyte.String(in); !s.Empty(); {
		var v cryptobyte.String
		var tag der.Tag
		if !s.ReadAnyASN1(&v, &tag) {
			panic("cmstest: no DER")
		}
		switch {
		case tag&0x20 != 0:
			out = append(append(append(out, byte(tag), 0x80), BER(v, n)...), 0, 0)
		case tag == der.OCTET_STRING && n > 0:
			out = append(out, byte(tag)|0x20, 0x80)
			for part := range slices.Chunk(v, n) {
				out = append(out, Wrap(der.OCTET_STRING, part)...)
			}
			out = append(out, 0, 0)
		default:
			out = append(out, Wrap(tag, v)...)
		}
	}
	return out
}
