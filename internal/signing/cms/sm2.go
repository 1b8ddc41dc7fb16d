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

// listSignedBySM2 reports whether a revocation list is signed with an SM2 key.
func listSignedBySM2(list *x509.RevocationList, by *x509.Certificate) bool {
	l, err1 := smx509.ParseRevocationList(list.Raw)
	b, err2 := smx509.ParseCertificate(by.Raw)
	return err1 == nil && err2 == nil && l.CheckSignatureFrom(b) == nil
}

// verifySM2 gives the ways from a certificate to the roots over certificates of
// which some are of SM2.
func verifySM2(leaf *x509.Certificate, roots, others []*x509.Certificate, at time.Time) (ways [][]*x509.Certificate) {
	pool := func(list []*x509.Certificate) *smx509.CertPool {
		p := smx509.NewCertPool()
		for _, c := range list {
			if s, err := smx509.ParseCertificate(c.Raw); err == nil {
				p.AddCert(s)
			}
		}
		return p
	}
	first, err := smx509.ParseCertificate(leaf.Raw)
	if err != nil {
		return nil
	}
	chains, err := first.Verify(smx509.VerifyOptions{Roots: pool(roots), Intermediates: pool(others), CurrentTime: at,
		KeyUsages: []smx509.ExtKeyUsage{smx509.ExtKeyUsageAny}})
	if err != nil {
		return nil
	}
	for _, chain := range chains {
		var way []*x509.Certificate
		for _, s := range chain {
			if c, err := ParseCertificate(s.Raw); err == nil {
				way = append(way, c)
			}
		}
		if len(way) == len(chain) {
			ways = append(ways, way)
		}
	}
	return ways
}
