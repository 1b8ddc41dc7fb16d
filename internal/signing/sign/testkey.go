package sign

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha1"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"io"
	"math/big"
	"time"

	pkcs12 "software.sslmate.com/src/go-pkcs12"
)

// TestKey makes a throw-away key for trying out signing: a PKCS#12 file under
// the pass phrase, and the certificate (DER) that a verifier is to trust. Its
// name says that it is worth nothing. With ofSM2 it is a key of SM2 in the form
// that CFCA uses.
func TestKey(passphrase string, now time.Time, ofSM2 bool) (file, certificate []byte, err error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	var serial [15]byte
	if _, err := io.ReadFull(rand.Reader, serial[:]); err != nil {
		return nil, nil, err
	}
	serial[0] |= 1 // never zero
	point, err := key.PublicKey.Bytes()
	if err != nil {
		return nil, nil, err
	}
	id := sha1.Sum(point) // a name for the key (RFC 5280 4.2.1.2), no protection
	t := &x509.Certificate{
		SerialNumber: new(big.Int).SetBytes(serial[:]),
		Subject: pkix.Name{CommonName: fmt.Sprintf("测试证书 无效 TEST ONLY %s", now.Format("2006-01-02")),
			Organization: []string{"Nianbao TEST, NOT VALID"}, Country: []string{"CN"}},
		NotBefore: now.Add(-time.Hour), NotAfter: now.AddDate(0, 0, 90),
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
		BasicConstraintsValid: true,
		SubjectKeyId:          id[:],
	}
	if ofSM2 {
		return testSM2(passphrase, t)
	}
	certificate, err = x509.CreateCertificate(rand.Reader, t, t, &key.PublicKey, key)
	if err != nil {
		return nil, nil, err
	}
	c, err := x509.ParseCertificate(certificate)
	if err != nil {
		return nil, nil, err
	}
	file, err = pkcs12.Modern2023.Encode(key, c, nil, passphrase)
	return file, certificate, err
}
