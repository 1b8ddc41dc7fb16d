package cms_test

import (
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"encoding/pem"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"

	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/cms/cmstest"
)

// purposes are uses that a certificate names, and what it then may do.
var purposes = []struct {
	name          string
	uses          []asn1.ObjectIdentifier // nil: none said
	critical      bool
	usage         x509.KeyUsage
	signs, stamps bool
}{
	{"nothing said", nil, false, x509.KeyUsageDigitalSignature, true, false},
	{"no key usage", nil, false, 0, true, false},
	{"content commitment", nil, false, x509.KeyUsageContentCommitment, true, false},
	{"key encipherment", nil, false, x509.KeyUsageKeyEncipherment, false, false},
	{"any", []asn1.ObjectIdentifier{cmstest.UseAny}, false, x509.KeyUsageDigitalSignature, true, false},
	{"documents", []asn1.ObjectIdentifier{cmstest.UseDocuments}, true, x509.KeyUsageDigitalSignature, true, false},
	{"documents, key encipherment", []asn1.ObjectIdentifier{cmstest.UseDocuments}, true, x509.KeyUsageKeyEncipherment, false, false},
	{"email", []asn1.ObjectIdentifier{cmstest.UseEmail}, false, x509.KeyUsageDigitalSignature, true, false},
	{"client", []asn1.ObjectIdentifier{cmstest.UseClient}, false, x509.KeyUsageDigitalSignature, false, false},
	{"server and client", []asn1.ObjectIdentifier{cmstest.UseServer, cmstest.UseClient}, false, x509.KeyUsageDigitalSignature, false, false},
	{"client, content commitment", []asn1.ObjectIdentifier{cmstest.UseClient}, true, x509.KeyUsageContentCommitment, false, false},
	{"client and email", []asn1.ObjectIdentifier{cmstest.UseClient, cmstest.UseEmail}, false, x509.KeyUsageDigitalSignature, true, false},
	{"code", []asn1.ObjectIdentifier{cmstest.UseCode}, false, x509.KeyUsageDigitalSignature, true, false},
	{"Adobe", []asn1.ObjectIdentifier{cmstest.UseAdobe}, false, x509.KeyUsageDigitalSignature, true, false},
	{"Microsoft", []asn1.ObjectIdentifier{cmstest.UseMicrosoft}, false, x509.KeyUsageDigitalSignature, true, false},
	{"server", []asn1.ObjectIdentifier{cmstest.UseServer}, false, x509.KeyUsageDigitalSignature, false, false},
	{"server, content commitment", []asn1.ObjectIdentifier{cmstest.UseServer}, true, x509.KeyUsageContentCommitment, false, false},
	{"server and email", []asn1.ObjectIdentifier{cmstest.UseServer, cmstest.UseEmail}, false, x509.KeyUsageDigitalSignature, true, false},
	{"responder", []asn1.ObjectIdentifier{cmstest.UseOCSP}, false, x509.KeyUsageDigitalSignature, false, false},
	{"stamps", []asn1.ObjectIdentifier{cmstest.UseStamp}, true, x509.KeyUsageDigitalSignature, false, true},
	{"stamps, not critical", []asn1.ObjectIdentifier{cmstest.UseStamp}, false, x509.KeyUsageDigitalSignature, false, false},
	{"stamps and more", []asn1.ObjectIdentifier{cmstest.UseStamp, cmstest.UseEmail}, true, x509.KeyUsageDigitalSignature, true, false},
	{"stamps, key encipherment", []asn1.ObjectIdentifier{cmstest.UseStamp}, true, x509.KeyUsageKeyEncipherment, false, false},
	{"unknown", []asn1.ObjectIdentifier{{1, 2, 3}}, false, x509.KeyUsageDigitalSignature, false, false},
}

func TestPurposes(t *testing.T) {
	a := cmstest.NewAuthority(t)
	for _, c := range purposes {
		_, chain := a.Issue(t, cmstest.P256, func(x *x509.Certificate) {
			x.KeyUsage = c.usage
			if c.uses != nil {
				x.ExtraExtensions = []pkix.Extension{cmstest.Uses(t, c.critical, c.uses...)}
			}
		})
		if got := cms.MaySign(chain[0]); got != c.signs {
			t.Errorf("%s: signs %v", c.name, got)
		}
		for purpose, want := range map[cms.Purpose]bool{cms.Signing: c.signs, cms.Stamping: c.stamps} {
			p := cms.Path{Roots: []*x509.Certificate{a.Root}, At: cmstest.Now, For: purpose}
			way, err := p.From(chain[0])
			if want != (err == nil) || !want && !errors.Is(err, cms.ErrPurpose) || want && len(way) != 2 {
				t.Errorf("%s, purpose %d: %v", c.name, purpose, err)
			}
		}
		certificate := ofSM2(t, c.uses, c.critical, c.usage)
		p := cms.Path{Roots: []*x509.Certificate{certificate}, At: cmstest.Now}
		if _, err := p.From(certificate); c.signs != (err == nil) || cms.MaySign(certificate) != c.signs {
			t.Errorf("SM2, %s: %v", c.name, err)
		}
	}
}

// ofSM2 makes a certificate of SM2 that signs itself.
func ofSM2(t *testing.T, uses []asn1.ObjectIdentifier, critical bool, usage x509.KeyUsage) *x509.Certificate {
	t.Helper()
	key, err := sm2.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s := &smx509.Certificate{SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "国密"}, NotBefore: cmstest.Now.AddDate(-1, 0, 0),
		NotAfter: cmstest.Now.AddDate(1, 0, 0), KeyUsage: smx509.KeyUsage(usage)}
	if uses != nil {
		s.ExtraExtensions = []pkix.Extension{cmstest.Uses(t, critical, uses...)}
	}
	raw, err := smx509.CreateCertificate(rand.Reader, s, s, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	c, err := cms.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestPath is about what stands between a certificate and the root.
func TestPath(t *testing.T) {
	a := cmstest.NewAuthority(t)
	short, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	stamps := func(x *x509.Certificate) {
		x.ExtraExtensions = []pkix.Extension{cmstest.Uses(t, true, cmstest.UseStamp)}
	}
	with := func(uses ...asn1.ObjectIdentifier) func(*x509.Certificate) {
		return func(x *x509.Certificate) { x.ExtraExtensions = []pkix.Extension{cmstest.Uses(t, false, uses...)} }
	}
	good := cmstest.NewKey(t, cmstest.P256)
	for _, c := range []struct {
		name    string
		under   *cmstest.Authority
		leaf    func(*x509.Certificate)
		purpose cms.Purpose
		want    error
	}{
		{"good", a.Under(t, good, nil), nil, cms.Signing, nil},
		{"RSA-1024 between", a.Under(t, short, nil), nil, cms.Signing, cms.ErrWeak},
		{"P-224 between", a.Under(t, cmstest.OnCurve(t, elliptic.P224()), nil), nil, cms.Signing, cms.ErrWeak},
		{"for servers", a.Under(t, good, with(cmstest.UseServer)), nil, cms.Signing, cms.ErrPurpose},
		{"for email", a.Under(t, good, with(cmstest.UseServer, cmstest.UseEmail)), nil, cms.Signing, nil},
		{"for clients", a.Under(t, good, with(cmstest.UseClient)), nil, cms.Signing, cms.ErrPurpose},
		{"for any", a.Under(t, good, with(cmstest.UseAny)), nil, cms.Signing, nil},
		{"for stamps", a.Under(t, good, with(cmstest.UseStamp)), stamps, cms.Stamping, nil},
		{"stamps for email", a.Under(t, good, with(cmstest.UseEmail)), stamps, cms.Stamping, cms.ErrPurpose},
		{"no authority", a.Under(t, good, func(x *x509.Certificate) { x.IsCA = false }), nil, cms.Signing, cms.ErrUntrusted},
		{"expired", a.Under(t, good, func(x *x509.Certificate) {
			x.NotBefore, x.NotAfter = cmstest.Now.AddDate(-2, 0, 0), cmstest.Now.AddDate(-1, 0, 0)
		}), nil, cms.Signing, cms.ErrUntrusted},
	} {
		key := cmstest.NewKey(t, cmstest.P256)
		chain := c.under.IssueFor(t, key, c.leaf)
		p := cms.Path{Roots: []*x509.Certificate{a.Root}, Others: chain, At: cmstest.Now, For: c.purpose}
		way, err := p.From(chain[0])
		if !errors.Is(err, c.want) || c.want == nil && (err != nil || len(way) != 3) {
			t.Errorf("%s: %v, %d certificates", c.name, err, len(way))
		}
		p.At = cmstest.Now.AddDate(5, 0, 0)
		if _, err := p.From(chain[0]); err == nil {
			t.Errorf("%s: good in five years", c.name)
		}
	}
}

// TestSHA1 is about a certificate that is signed over SHA-1; Go makes none, so
// that it is written here.
func TestSHA1(t *testing.T) {
	root, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		how x509.SignatureAlgorithm
		ok  bool
	}{{x509.SHA256WithRSA, true}, {x509.SHA1WithRSA, false}} {
		ca := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "root"}, NotBefore: cmstest.Now.Add(-time.Hour),
			NotAfter: cmstest.Now.Add(time.Hour), IsCA: true, BasicConstraintsValid: true, SignatureAlgorithm: c.how}
		leaf := &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "leaf"}, NotBefore: ca.NotBefore, NotAfter: ca.NotAfter,
			SignatureAlgorithm: c.how}
		parsed := func(x *x509.Certificate) *x509.Certificate {
			raw, err := x509.CreateCertificate(rand.Reader, x, ca, root.Public(), root)
			if err != nil {
				t.Fatal(err)
			}
			p, err := cms.ParseCertificate(raw)
			if err != nil {
				t.Fatal(err)
			}
			return p
		}
		p := cms.Path{Roots: []*x509.Certificate{parsed(ca)}, At: cmstest.Now}
		if _, err := p.From(parsed(leaf)); c.ok != (err == nil) {
			t.Errorf("%v: %v", c.how, err)
		}
		// what is trusted by itself is not asked who signed it
		if _, err := p.From(p.Roots[0]); err != nil {
			t.Errorf("%v, itself: %v", c.how, err)
		}
	}
}

// TestSystem starts the test anew with roots of the system's of its own.
func TestSystem(t *testing.T) {
	if os.Getenv("NIANBAO_TEST_SYSTEM") != "" {
		askSystem(t)
		return
	}
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("the roots of this system cannot be exchanged for a test")
	}
	a := cmstest.NewAuthority(t)
	dir := t.TempDir()
	list := filepath.Join(dir, "roots.pem")
	var all []byte
	for _, c := range systemCases {
		_, chain := a.Issue(t, cmstest.P256, func(x *x509.Certificate) {
			if c.uses != nil {
				x.ExtraExtensions = []pkix.Extension{cmstest.Uses(t, true, c.uses...)}
			}
		})
		all = append(all, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: chain[0].Raw})...)
	}
	leaves := filepath.Join(dir, "leaves.pem")
	for name, data := range map[string][]byte{list: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.Root.Raw}), leaves: all} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	again := exec.Command(os.Args[0], "-test.run=^TestSystem$", "-test.v")
	again.Env = append(os.Environ(), "SSL_CERT_FILE="+list, "SSL_CERT_DIR="+dir, "NIANBAO_TEST_SYSTEM="+leaves)
	if out, err := again.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

var systemCases = []struct {
	name string
	uses []asn1.ObjectIdentifier
	ok   bool
}{
	{"nothing said", nil, false},
	{"server", []asn1.ObjectIdentifier{cmstest.UseServer}, false},
	{"client", []asn1.ObjectIdentifier{cmstest.UseServer, cmstest.UseClient}, false},
	{"any", []asn1.ObjectIdentifier{cmstest.UseAny}, false},
	{"stamps", []asn1.ObjectIdentifier{cmstest.UseStamp}, false},
	{"documents", []asn1.ObjectIdentifier{cmstest.UseDocuments}, true},
	{"email", []asn1.ObjectIdentifier{cmstest.UseEmail}, true},
}

// askSystem asks about each certificate of the file that the environment names.
func askSystem(t *testing.T) {
	data, err := os.ReadFile(os.Getenv("NIANBAO_TEST_SYSTEM"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range systemCases {
		var block *pem.Block
		block, data = pem.Decode(data)
		leaf, err := cms.ParseCertificate(block.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range []struct {
			path cms.Path
			ok   bool
		}{
			{cms.Path{At: cmstest.Now}, false},
			{cms.Path{At: cmstest.Now, System: true}, c.ok},
			{cms.Path{At: cmstest.Now.AddDate(9, 0, 0), System: true}, false},
			{cms.Path{At: cmstest.Now, System: true, For: cms.Stamping}, false},
		} {
			if _, err := p.path.From(leaf); p.ok != (err == nil) {
				t.Errorf("%s, %+v: %v", c.name, p.path, err)
			}
		}
	}
}
