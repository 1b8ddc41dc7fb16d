package sign

import (
	"bytes"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"errors"
	"math/big"

	"github.com/emmansun/gmsm/cfca"
	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/sm4"
	"github.com/emmansun/gmsm/smx509"

	"nianbao/internal/signing/cms"
)

// sm2File is a key file for SM2 as CFCA and others give it, usually called
// .sm2: a version 1, the encrypted key, the certificate, often in Base64.
type sm2File struct {
	Version int
	Key     struct {
		Type, Algorithm asn1.ObjectIdentifier
		Encrypted       []byte
	}
	Certificate struct {
		Type    asn1.ObjectIdentifier
		Content []byte
	}
}

// readSM2File reads such a file; false for other ones.
func readSM2File(data []byte) (*sm2File, bool) {
	if text, err := base64.StdEncoding.DecodeString(string(bytes.TrimSpace(data))); err == nil {
		data = text
	}
	f := &sm2File{}
	rest, err := asn1.Unmarshal(data, f)
	return f, err == nil && len(rest) == 0 && f.Version == 1
}

// sm2Key bounds the private key, in bytes.
const sm2Key = 32

var errSM2 = errors.New("sign: no SM2 key")

// open decrypts the key. The library's own reader of these files panics on
// damaged ones. The pass phrase guards nothing but the key, so a wrong one and
// a damaged key cannot be told apart.
func (f *sm2File) open(passphrase string) (*Key, error) {
	if n := len(f.Key.Encrypted); n == 0 || n%sm4.BlockSize != 0 {
		return nil, errSM2
	}
	d, err := cfca.DecryptBySM4CBC(f.Key.Encrypted, []byte(passphrase))
	if err != nil || len(d) > sm2Key {
		return nil, errSM2
	}
	private, err := sm2.NewPrivateKeyFromInt(new(big.Int).SetBytes(d))
	if err != nil {
		return nil, err
	}
	c, err := cms.ParseCertificate(f.Certificate.Content)
	if err != nil {
		return nil, err
	}
	if !private.PublicKey.Equal(c.PublicKey) {
		return nil, errSM2
	}
	return &Key{Private: private, Chain: []*x509.Certificate{c}}, nil
}

// testSM2 makes a key and a certificate for it like the template.
func testSM2(passphrase string, t *x509.Certificate) (file, certificate []byte, err error) {
	key, err := sm2.GenerateKey(rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	s := &smx509.Certificate{SerialNumber: t.SerialNumber, Subject: pkix.Name(t.Subject), NotBefore: t.NotBefore, NotAfter: t.NotAfter,
		KeyUsage: smx509.KeyUsage(t.KeyUsage), BasicConstraintsValid: true, SubjectKeyId: t.SubjectKeyId}
	certificate, err = smx509.CreateCertificate(rand.Reader, s, s, &key.PublicKey, key)
	if err != nil {
		return nil, nil, err
	}
	c, err := smx509.ParseCertificate(certificate)
	if err != nil {
		return nil, nil, err
	}
	file, err = cfca.MarshalSM2([]byte(passphrase), key, c)
	return file, certificate, err
}
