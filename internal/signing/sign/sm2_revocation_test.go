package sign_test

import (
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"strings"
	"testing"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"

	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/sign"
)

// underSM2 is a key of SM2 with a certificate that an authority of SM2 issued.
func underSM2(t *testing.T) (*sign.Options, *sign.Trust) {
	t.Helper()
	certificate := func(name string, serial int64, ca bool) *smx509.Certificate {
		return &smx509.Certificate{SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: name}, NotBefore: now.AddDate(-1, 0, 0), NotAfter: now.AddDate(1, 0, 0),
			KeyUsage: smx509.KeyUsageDigitalSignature | smx509.KeyUsageCertSign, BasicConstraintsValid: true, IsCA: ca}
	}
	issue := func(c, by *smx509.Certificate, key, from *sm2.PrivateKey) *x509.Certificate {
		raw, err := smx509.CreateCertificate(rand.Reader, c, by, &key.PublicKey, from)
		if err != nil {
			t.Fatal(err)
		}
		made, err := cms.ParseCertificate(raw)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	var keys [2]*sm2.PrivateKey
	for i := range keys {
		var err error
		if keys[i], err = sm2.GenerateKey(rand.Reader); err != nil {
			t.Fatal(err)
		}
	}
	ca := certificate("SM2 root", 1, true)
	root := issue(ca, ca, keys[0], keys[0])
	leaf := issue(certificate("SM2 office", 2, false), ca, keys[1], keys[0])
	key := &sign.Key{Private: keys[1], Chain: []*x509.Certificate{leaf}}
	return &sign.Options{Key: key, Time: now}, &sign.Trust{Signers: []*x509.Certificate{root}, Now: now}
}

// TestSM2NotChecked sees that a certificate of an SM2 authority is never taken
// for one whose revocation was looked up.
func TestSM2NotChecked(t *testing.T) {
	opt, trust := underSM2(t)
	r := verify(t, mustSign(t, plainPDF(), opt), trust)
	if !r.OK() {
		t.Fatal(problems(r))
	}
	var notes string
	for _, n := range r.Signatures[0].Notes {
		notes += n.EN
	}
	if !strings.Contains(notes, "was not checked: revocation data signed with SM2") {
		t.Errorf("told: %s", notes)
	}
}
