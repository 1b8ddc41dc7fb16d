package sign

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"math/big"

	"github.com/emmansun/gmsm/pkcs"
	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
	pkcs12 "software.sslmate.com/src/go-pkcs12"

	"nianbao/internal/signing/cms"
)

// Object identifiers of PKCS#12 (RFC 7292, RFC 9579) and of what it builds on.
var (
	oidData          = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidEncryptedData = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 6}
	oidKeyBag        = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 12, 10, 1, 1}
	oidShroudedBag   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 12, 10, 1, 2}
	oidCertBag       = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 12, 10, 1, 3}
	oidX509Cert      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 22, 1}
	oidPBMAC1        = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 14}
	oidPBKDF2        = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 12}
	oidPBES2         = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 13}
	oidHMACSHA256    = asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 9}
)

// What may be wrong with a key file.
var (
	errNoPKCS12  = errors.New("sign: no PKCS#12 file")
	errWord      = errors.New("sign: the pass phrase is wrong")
	errKeyKind   = errors.New("sign: a key or certificate of a kind that is not known")
	errOldCipher = errors.New("sign: an RSA-PSS key under an old cipher")
)

// store is a PKCS#12 file, taken apart as far as it goes without a pass phrase.
type store struct {
	der    []byte   // the file, its outer layer in DER
	locked bool     // it needs a pass phrase
	keys   []bag    // keys that lie open or under a cipher of their own
	certs  [][]byte // bags of certificates that lie open
	sealed [][]byte // parts that are encrypted as a whole
}

// mostBags is how many keys and certificates a file may have.
const mostBags = 64

type bag struct {
	kind  asn1.ObjectIdentifier
	value []byte // PKCS#8, perhaps encrypted
	raw   []byte // the bag as it stands
}

// readStore reads a file in DER or BER.
func readStore(data []byte) (*store, error) {
	out, rest, err := cms.DER(data)
	if err != nil || len(rest) > 0 {
		return nil, errNoPKCS12
	}
	s := &store{der: out}
	in := cryptobyte.String(out)
	var pfx, info, content, safe cryptobyte.String
	var version int
	var kind asn1.ObjectIdentifier
	if !in.ReadASN1(&pfx, der.SEQUENCE) || !pfx.ReadASN1Integer(&version) || version != 3 || !pfx.ReadASN1(&info, der.SEQUENCE) ||
		!info.ReadASN1ObjectIdentifier(&kind) || !kind.Equal(oidData) || !info.ReadASN1(&content, explicit0) || !content.ReadASN1(&safe, der.OCTET_STRING) {
		return nil, errNoPKCS12
	}
	s.locked = !pfx.Empty()
	parts, err := members(safe)
	if err != nil {
		return nil, err
	}
	for _, p := range parts {
		if err := s.readPart(p); err != nil {
			return nil, err
		}
	}
	return s, nil
}

var explicit0 = der.Tag(0).ContextSpecific().Constructed()

// members lists the members of a sequence in DER or BER.
func members(data []byte) (list [][]byte, err error) {
	out, rest, err := cms.DER(data)
	in := cryptobyte.String(out)
	var seq, member cryptobyte.String
	if err != nil || len(rest) > 0 || !in.ReadASN1(&seq, der.SEQUENCE) {
		return nil, errNoPKCS12
	}
	for !seq.Empty() {
		if !seq.ReadASN1Element(&member, der.SEQUENCE) {
			return nil, errNoPKCS12
		}
		list = append(list, member)
	}
	return list, nil
}

// readPart reads a part of the authenticated safe (RFC 7292 4.1).
func (s *store) readPart(part []byte) error {
	in := cryptobyte.String(part)
	var info, content, data cryptobyte.String
	var kind asn1.ObjectIdentifier
	if !in.ReadASN1(&info, der.SEQUENCE) || !info.ReadASN1ObjectIdentifier(&kind) || !info.ReadASN1(&content, explicit0) {
		return errNoPKCS12
	}
	switch {
	case kind.Equal(oidEncryptedData):
		s.locked = true
		sealed, err := inOnePiece(content)
		s.sealed = append(s.sealed, sealed)
		return err
	case !kind.Equal(oidData) || !content.ReadASN1(&data, der.OCTET_STRING):
		return errNoPKCS12
	}
	bags, err := members(data)
	for _, raw := range bags {
		if err := s.readBag(raw); err != nil {
			return err
		}
	}
	return err
}

// readBag reads a bag (RFC 7292 4.2); those of other things are left aside.
func (s *store) readBag(raw []byte) error {
	in := cryptobyte.String(raw)
	var seq, value cryptobyte.String
	b := bag{raw: raw}
	if !in.ReadASN1(&seq, der.SEQUENCE) || !seq.ReadASN1ObjectIdentifier(&b.kind) || !seq.ReadASN1(&value, explicit0) {
		return errNoPKCS12
	}
	b.value = value
	switch {
	case len(s.keys)+len(s.certs) == mostBags:
		return errNoPKCS12
	case b.kind.Equal(oidKeyBag):
		s.keys = append(s.keys, b)
	case b.kind.Equal(oidShroudedBag):
		s.locked = true
		s.keys = append(s.keys, b)
	case b.kind.Equal(oidCertBag):
		s.certs = append(s.certs, raw)
	}
	return nil
}

// inOnePiece gives a part with encrypted content (RFC 5652 8) whose implicit
// octet string is in one piece, and with no more than the library reads.
func inOnePiece(content cryptobyte.String) ([]byte, error) {
	var data, info, algorithm, text cryptobyte.String
	var version int
	var kind asn1.ObjectIdentifier
	if !content.ReadASN1(&data, der.SEQUENCE) || !data.ReadASN1Integer(&version) || version != 0 || !data.ReadASN1(&info, der.SEQUENCE) ||
		!info.ReadASN1ObjectIdentifier(&kind) || !info.ReadASN1Element(&algorithm, der.SEQUENCE) {
		return nil, errNoPKCS12
	}
	implicit := der.Tag(0).ContextSpecific()
	var pieces, piece cryptobyte.String
	if info.PeekASN1Tag(explicit0) && !info.ReadASN1(&pieces, explicit0) || pieces == nil && !info.ReadASN1(&text, implicit) {
		return nil, errNoPKCS12
	}
	for !pieces.Empty() {
		if !pieces.ReadASN1(&piece, der.OCTET_STRING) {
			return nil, errNoPKCS12
		}
		text = append(text, piece...)
	}
	return build(func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oidEncryptedData)
		b.AddASN1(explicit0, func(b *cryptobyte.Builder) {
			b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1Int64(0)
				b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
					b.AddASN1ObjectIdentifier(kind)
					b.AddBytes(algorithm)
					b.AddASN1(implicit, func(b *cryptobyte.Builder) { b.AddBytes(text) })
				})
			})
		})
	}), nil
}

// build makes a sequence.
func build(contents func(*cryptobyte.Builder)) []byte {
	var b cryptobyte.Builder
	b.AddASN1(der.SEQUENCE, contents)
	return b.BytesOrPanic()
}

// open gives all keys and certificates. The library knows the ciphers, but
// takes one key at a time, and only under a checksum; so it is given each by
// itself, under a checksum of ours, once the file's own has been found right.
func (s *store) open(passphrase string) (keys []crypto.Signer, certs []*x509.Certificate, err error) {
	if !modest(s.der) {
		return nil, nil, errNoPKCS12
	}
	private, leaf, issuers, err := pkcs12.DecodeChain(s.der, passphrase)
	if errors.Is(err, pkcs12.ErrIncorrectPassword) {
		return nil, nil, errWord
	}
	if key, ok := private.(crypto.Signer); err == nil && ok {
		return []crypto.Signer{key}, reread(append([]*x509.Certificate{leaf}, issuers...)), nil
	}
	if keys, certs, err = s.openSealed(passphrase); err != nil {
		return nil, nil, err
	}
	certs = reread(certs)
	for _, b := range s.keys {
		key, err := s.openKey(b, certs, passphrase)
		if err != nil {
			return nil, nil, err
		}
		keys = append(keys, key)
	}
	return keys, certs, nil
}

// openSealed gives what the parts hold that are encrypted as a whole, and the
// certificates that lie open. Beside them stands a key of no use, since the
// library wants one, unless there is one among them.
func (s *store) openSealed(passphrase string) (keys []crypto.Signer, certs []*x509.Certificate, err error) {
	filler, err := fillerKey()
	if err != nil {
		return nil, nil, err
	}
	parts := s.sealed
	if len(s.certs) > 0 {
		parts = append(parts, nil) // those that lie open
	}
	for _, part := range parts {
		open := s.certs
		if part != nil {
			open = nil
		}
		_, found, err := decode(append([][]byte{filler}, open...), part, passphrase)
		if err != nil { // perhaps there is a key in the part, too
			var key crypto.Signer
			if key, found, err = decode(nil, part, passphrase); err == nil {
				keys = append(keys, key)
			}
		}
		if err != nil {
			return nil, nil, err
		}
		certs = append(certs, found...)
	}
	return keys, certs, nil
}

// openKey opens one key.
func (s *store) openKey(b bag, certs []*x509.Certificate, passphrase string) (crypto.Signer, error) {
	if len(certs) == 0 {
		return nil, errNoCertificate
	}
	beside := build(func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oidCertBag)
		b.AddASN1(explicit0, func(b *cryptobyte.Builder) {
			b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1ObjectIdentifier(oidX509Cert)
				b.AddASN1(explicit0, func(b *cryptobyte.Builder) { b.AddASN1OctetString(certs[0].Raw) })
			})
		})
	})
	key, _, err := decode([][]byte{b.raw, beside}, nil, passphrase)
	if errors.Is(err, errKeyKind) {
		return openPSS(b, passphrase)
	}
	return key, err
}

// decode has the library read bags that lie open and a part that is encrypted.
func decode(bags [][]byte, sealed []byte, passphrase string) (crypto.Signer, []*x509.Certificate, error) {
	open := build(func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oidData)
		b.AddASN1(explicit0, func(b *cryptobyte.Builder) {
			b.AddASN1OctetString(build(func(b *cryptobyte.Builder) { b.AddBytes(bytes.Join(bags, nil)) }))
		})
	})
	safe := build(func(b *cryptobyte.Builder) { b.AddBytes(open); b.AddBytes(sealed) })
	if !modest(safe) {
		return nil, nil, errNoPKCS12
	}
	mac, err := checksum(safe, passphrase)
	if err != nil {
		return nil, nil, err
	}
	file := build(func(b *cryptobyte.Builder) {
		b.AddASN1Int64(3)
		b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(oidData)
			b.AddASN1(explicit0, func(b *cryptobyte.Builder) { b.AddASN1OctetString(safe) })
		})
		b.AddBytes(mac)
	})
	private, leaf, issuers, err := pkcs12.DecodeChain(file, passphrase)
	switch {
	case errors.Is(err, pkcs12.ErrDecryption):
		return nil, nil, errWord
	case err != nil:
		return nil, nil, errKeyKind
	}
	key, ok := private.(crypto.Signer)
	if !ok {
		return nil, nil, errKeyKind
	}
	return key, append([]*x509.Certificate{leaf}, issuers...), nil
}

// checksum makes MacData with PBMAC1 (RFC 9579). It guards nothing: it is read
// at once, in this process.
func checksum(safe []byte, passphrase string) ([]byte, error) {
	salt := []byte("nianbao!")
	key, err := pbkdf2.Key(sha256.New, passphrase, salt, 1, sha256.Size)
	if err != nil {
		return nil, err
	}
	mac := hmac.New(sha256.New, key)
	mac.Write(safe)
	hmacSHA256 := pkix.AlgorithmIdentifier{Algorithm: oidHMACSHA256, Parameters: asn1.NullRawValue}
	type parameters struct {
		Salt              []byte
		Iterations, Bytes int
		PRF               pkix.AlgorithmIdentifier
	}
	type function struct {
		Algorithm  asn1.ObjectIdentifier
		Parameters parameters
	}
	type pbmac1 struct {
		Algorithm  asn1.ObjectIdentifier
		Parameters struct {
			KDF function
			MAC pkix.AlgorithmIdentifier
		}
	}
	var data struct {
		Digest struct {
			Algorithm pbmac1
			Value     []byte
		}
		Salt       []byte
		Iterations int
	}
	data.Digest.Algorithm.Algorithm = oidPBMAC1
	data.Digest.Algorithm.Parameters.KDF = function{oidPBKDF2, parameters{salt, 1, sha256.Size, hmacSHA256}}
	data.Digest.Algorithm.Parameters.MAC = hmacSHA256
	data.Digest.Value, data.Salt, data.Iterations = mac.Sum(nil), salt, 1
	return asn1.Marshal(data)
}

// fillerKey makes a bag with a key that is used for nothing.
func fillerKey() ([]byte, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	raw, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	return build(func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oidKeyBag)
		b.AddASN1(explicit0, func(b *cryptobyte.Builder) { b.AddBytes(raw) })
	}), nil
}

// openPSS opens a key that is for RSASSA-PSS only (RFC 4055), which Go's own
// reader does not know. The error is errKeyKind for other kinds.
func openPSS(b bag, passphrase string) (crypto.Signer, error) {
	raw := b.value
	if b.kind.Equal(oidShroudedBag) {
		var e struct {
			Algorithm pkix.AlgorithmIdentifier
			Text      []byte
		}
		if rest, err := asn1.Unmarshal(b.value, &e); err != nil || len(rest) > 0 {
			return nil, errNoPKCS12
		}
		if !e.Algorithm.Algorithm.Equal(oidPBES2) {
			return nil, errOldCipher
		}
		var p pkcs.PBES2Params
		if rest, err := asn1.Unmarshal(e.Algorithm.Parameters.FullBytes, &p); err != nil || len(rest) > 0 || !p.KeyDerivationFunc.Algorithm.Equal(oidPBKDF2) {
			return nil, errKeyKind
		}
		var err error
		if raw, _, err = p.Decrypt([]byte(passphrase), e.Text); err != nil {
			return nil, errWord
		}
	}
	var p struct {
		Version   int
		Algorithm pkix.AlgorithmIdentifier
		Key       []byte
		Others    asn1.RawValue `asn1:"optional,tag:0"`
	}
	if _, err := asn1.Unmarshal(raw, &p); err != nil || !p.Algorithm.Algorithm.Equal(asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10}) {
		return nil, errKeyKind
	}
	key, err := x509.ParsePKCS1PrivateKey(p.Key)
	if err != nil {
		return nil, errKeyKind
	}
	return key, nil
}

// reread reads certificates as a verifier does.
func reread(certs []*x509.Certificate) []*x509.Certificate {
	for i, c := range certs {
		if again, err := cms.ParseCertificate(c.Raw); err == nil {
			certs[i] = again
		}
	}
	return certs
}

// mostIterations is how often a pass phrase may be hashed: usual are 2,048 to a
// million; a damaged file must not keep the machine busy for hours.
const mostIterations = 10_000_000

// modest reports whether no count of iterations in a DER structure is beyond
// that. A count is a whole number that stands behind its salt, an octet string.
func modest(data []byte) bool {
	before := der.Tag(0)
	for s := cryptobyte.String(data); !s.Empty(); {
		var v cryptobyte.String
		var tag der.Tag
		if !s.ReadAnyASN1(&v, &tag) {
			return true // no DER: it is read by nobody
		}
		switch {
		case tag == der.INTEGER && before == der.OCTET_STRING:
			if n := new(big.Int).SetBytes(v); n.Cmp(big.NewInt(mostIterations)) > 0 {
				return false
			}
		case tag&0x20 != 0, tag == der.OCTET_STRING:
			if !modest(v) {
				return false
			}
		}
		before = tag
	}
	return true
}
