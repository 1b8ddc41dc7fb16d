package sign

import (
	"bytes"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"

	"github.com/emmansun/gmsm/cfca"
	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/sm4"
	"github.com/emmansun/gmsm/smx509"

	"nianbao/internal/cms"
)

// sm2File takes the DER out of a key file for SM2 as CFCA and others give it,
// usually called .sm2: a version 1, the encrypted key, the certificate, often
// in Base64; ok is false for other files.
func sm2File(data []byte) (der []byte, ok bool) {
	if text, err := base64.StdEncoding.DecodeString(string(bytes.TrimSpace(data))); err == nil && len(text) > 0 {
		data = text
	}
	var f struct {
		Version int
		Key     struct {
			Type, Algorithm asn1.ObjectIdentifier
			Encrypted       asn1.RawValue
		}
		Certificate asn1.RawValue
	}
	rest, err := asn1.Unmarshal(data, &f)
	blocks := len(f.Key.Encrypted.Bytes)
	return data, err == nil && len(rest) == 0 && f.Version == 1 && blocks > 0 && blocks%sm4.BlockSize == 0
}

// readSM2 opens such a file. The pass phrase guards nothing but the key, so a
// wrong one and a damaged key cannot be told apart.
func readSM2(der []byte, passphrase string) (*Key, error) {
	private, certificate, err := cfca.ParseSM2([]byte(passphrase), der)
	if err != nil {
		return nil, err
	}
	c, err := cms.ParseCertificate(certificate.Raw)
	if err != nil {
		return nil, err
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
