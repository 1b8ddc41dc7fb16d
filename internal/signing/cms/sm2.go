package cms

import (
	"crypto"
	"crypto/x509"
	"io"
	"time"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"
)

// IsSM2 reports whether a key is on the curve of SM2 (GB/T 32918), which Go's
// own packages do not know.
func IsSM2(key crypto.PublicKey) bool { return sm2.IsSM2PublicKey(key) }

// ParseCertificate reads a certificate; its key may be one of SM2.
func ParseCertificate(raw []byte) (*x509.Certificate, error) {
	c, err := x509.ParseCertificate(raw)
	if err == nil {
		return c, nil
	}
	s, other := smx509.ParseCertificate(raw)
	if other != nil || !IsSM2(s.PublicKey) {
		return nil, err
	}
	c = &x509.Certificate{
		Raw: s.Raw, RawTBSCertificate: s.RawTBSCertificate, RawSubjectPublicKeyInfo: s.RawSubjectPublicKeyInfo,
		RawSubject: s.RawSubject, RawIssuer: s.RawIssuer, Signature: s.Signature, PublicKey: s.PublicKey,
		Version: s.Version, SerialNumber: s.SerialNumber, Issuer: s.Issuer, Subject: s.Subject,
		NotBefore: s.NotBefore, NotAfter: s.NotAfter, KeyUsage: x509.KeyUsage(s.KeyUsage), IsCA: s.IsCA,
		BasicConstraintsValid: s.BasicConstraintsValid, SubjectKeyId: s.SubjectKeyId, AuthorityKeyId: s.AuthorityKeyId,
	}
	for _, u := range s.ExtKeyUsage {
		c.ExtKeyUsage = append(c.ExtKeyUsage, x509.ExtKeyUsage(u))
	}
	return c, nil
}

// signSM2 signs a message with SM2 and SM3 under the usual identity.
func signSM2(key crypto.Signer, random io.Reader, message []byte) ([]byte, error) {
	return key.Sign(random, message, sm2.NewSM2SignerOption(true, nil))
}

// signedBySM2 reports whether a certificate is signed with an SM2 key.
func signedBySM2(c, by *x509.Certificate) bool {
	s, err1 := smx509.ParseCertificate(c.Raw)
	b, err2 := smx509.ParseCertificate(by.Raw)
	return err1 == nil && err2 == nil && b.CheckSignature(s.SignatureAlgorithm, s.RawTBSCertificate, s.Signature) == nil
}

// leadsSM2 reports whether the signer's certificate leads to one of the roots
// over certificates of which some are of SM2.
func (m *Message) leadsSM2(roots []*x509.Certificate, at time.Time) bool {
	pool := func(list []*x509.Certificate) *smx509.CertPool {
		p := smx509.NewCertPool()
		for _, c := range list {
			if s, err := smx509.ParseCertificate(c.Raw); err == nil {
				p.AddCert(s)
			}
		}
		return p
	}
	signer, err := smx509.ParseCertificate(m.Signer.Raw)
	if err != nil {
		return false
	}
	_, err = signer.Verify(smx509.VerifyOptions{Roots: pool(roots), Intermediates: pool(m.Certificates), CurrentTime: at,
		KeyUsages: []smx509.ExtKeyUsage{smx509.ExtKeyUsageAny}})
	return err == nil
}
