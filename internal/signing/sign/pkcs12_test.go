package sign_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
	pkcs12 "software.sslmate.com/src/go-pkcs12"

	"nianbao/internal/signing/cms/cmstest"
	"nianbao/internal/signing/sign"
)

// readKey gives the key to sign with.
func readKey(name string, data []byte, word string) (*sign.Key, error) {
	keys, err := sign.ReadKeys(name, data, word)
	if err != nil {
		return nil, err
	}
	return sign.Choose(name, keys, "", now)
}

// A file in BER, as an office's issuer or a browser writes it.
func TestBERKey(t *testing.T) {
	o := newOffice(t)
	key, chain := o.Issue(t, cmstest.P256, nil)
	for name, encoder := range map[string]*pkcs12.Encoder{"modern": pkcs12.Modern2023, "3DES": pkcs12.LegacyDES, "RC2": pkcs12.LegacyRC2} {
		data, err := encoder.Encode(key, chain[0], chain[1:], "口令")
		if err != nil {
			t.Fatal(err)
		}
		for _, ber := range [][]byte{cmstest.BER(data, 0), cmstest.BER(data, 1000), outermost(data)} {
			k, err := readKey("k.p12", ber, "口令")
			if err != nil || !k.Chain[0].Equal(chain[0]) || len(k.Chain) != 2 {
				t.Errorf("%s: %v", name, err)
			}
			if _, err := readKey("k.p12", ber, "falsch"); err == nil || !strings.Contains(err.Error(), "pass phrase is wrong") {
				t.Errorf("%s, wrong pass phrase: %v", name, err)
			}
		}
	}
}

// outermost makes the length of the first sequence indefinite.
func outermost(data []byte) []byte {
	return append(append([]byte{0x30, 0x80}, data[4:]...), 0, 0)
}

func openssl(t *testing.T, args ...string) {
	t.Helper()
	if out, err := exec.Command("openssl", args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// keyFiles writes keys and certificates as PEM.
func keyFiles(t *testing.T, dir, name string, key crypto.Signer, chain []*x509.Certificate) {
	t.Helper()
	raw, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	var certs []byte
	for _, c := range chain {
		certs = append(certs, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})...)
	}
	for file, data := range map[string][]byte{name + ".key": pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: raw}), name + ".pem": certs} {
		if err := os.WriteFile(filepath.Join(dir, file), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestOpenSSL is about files as openssl writes them.
func TestOpenSSL(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("openssl is not installed")
	}
	o := newOffice(t)
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	key, chain := o.Issue(t, cmstest.RSA, nil)
	keyFiles(t, dir, "rsa", key, chain)
	for _, c := range []struct {
		name   string
		args   []string
		locked bool
	}{
		{"usual", nil, true},
		{"no MAC", []string{"-nomac", "-certpbe", "AES-256-CBC"}, true},
		{"no encryption", []string{"-keypbe", "NONE", "-certpbe", "NONE"}, true},
		{"certificates open", []string{"-certpbe", "NONE"}, true},
		{"neither", []string{"-keypbe", "NONE", "-certpbe", "NONE", "-nomac"}, false},
		{"MAC of SHA-384", []string{"-macalg", "sha384"}, true},
		{"MAC of SHA-1", []string{"-macalg", "sha1"}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			openssl(t, append([]string{"pkcs12", "-export", "-inkey", path("rsa.key"), "-in", path("rsa.pem"), "-passout", "pass:secret", "-out", path("k.p12")}, c.args...)...)
			data, err := os.ReadFile(path("k.p12"))
			if err != nil {
				t.Fatal(err)
			}
			if sign.NeedsPassphrase(data) != c.locked {
				t.Errorf("needs a pass phrase: %v", !c.locked)
			}
			for _, file := range [][]byte{data, cmstest.BER(data, 0)} {
				if k, err := readKey("k.p12", file, "secret"); err != nil || !k.Chain[0].Equal(chain[0]) || len(k.Chain) != 2 {
					t.Errorf("%v", err)
				}
				if _, err := readKey("k.p12", file, "falsch"); c.locked == (err == nil) || c.locked && !strings.Contains(err.Error(), "pass phrase is wrong") {
					t.Errorf("wrong pass phrase: %v", err)
				}
			}
			if c.name == "no MAC" { // a MAC would be over the bytes as they were
				if k, err := readKey("k.p12", wholeBER(data, 2), "secret"); err != nil || !k.Chain[0].Equal(chain[0]) {
					t.Errorf("BER all through: %v", err)
				}
			}
			if !c.locked {
				if _, err := readKey("k.p12", data, ""); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// wholeBER writes BER, also within octet strings of so many layers, but for
// certificates, and encrypted text in pieces.
func wholeBER(in []byte, layers int) (out []byte) {
	for s := cryptobyte.String(in); !s.Empty(); {
		var v cryptobyte.String
		var tag der.Tag
		if !s.ReadAnyASN1(&v, &tag) {
			return in
		}
		switch {
		case tag == 0x80 && len(v) > 100:
			out = append(append(append(out, 0xA0, 0x80), cmstest.BER(cmstest.Wrap(der.OCTET_STRING, v[:100]), 0)...), cmstest.Wrap(der.OCTET_STRING, v[100:])...)
			out = append(out, 0, 0)
		case tag&0x20 != 0:
			out = append(append(append(out, byte(tag), 0x80), wholeBER(v, layers)...), 0, 0)
		case tag == der.OCTET_STRING && layers > 0 && len(v) > 0 && v[0] == 0x30:
			out = append(out, cmstest.Wrap(der.OCTET_STRING, wholeBER(v, layers-1))...)
		default:
			out = append(out, cmstest.Wrap(tag, v)...)
		}
	}
	return out
}

// TestPSSKeyFile is about keys that are for RSA-PSS only.
func TestPSSKeyFile(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("openssl is not installed")
	}
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	openssl(t, "genpkey", "-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048", "-pkeyopt", "rsa_pss_keygen_md:sha256",
		"-pkeyopt", "rsa_pss_keygen_mgf1_md:sha256", "-pkeyopt", "rsa_pss_keygen_saltlen:32", "-out", path("pss.key"))
	openssl(t, "req", "-new", "-x509", "-key", path("pss.key"), "-subj", "/CN=PSS", "-days", "9000", "-addext", "keyUsage=digitalSignature", "-out", path("pss.pem"))
	for name, args := range map[string][]string{"": nil, "open": {"-keypbe", "NONE"}, "old": {"-keypbe", "PBE-SHA1-3DES"}} {
		openssl(t, append([]string{"pkcs12", "-export", "-inkey", path("pss.key"), "-in", path("pss.pem"), "-passout", "pass:secret", "-out", path("pss.p12")}, args...)...)
		data, err := os.ReadFile(path("pss.p12"))
		if err != nil {
			t.Fatal(err)
		}
		keys, err := sign.ReadKeys("pss.p12", data, "secret")
		if name == "old" {
			if err == nil || !strings.Contains(err.Error(), "old cipher") {
				t.Error(err)
			}
			continue
		}
		if err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		at := keys[0].Chain[0].NotBefore
		signed := mustSign(t, plainPDF(), &sign.Options{Key: keys[0], Time: at})
		if r := verify(t, signed, &sign.Trust{Signers: keys[0].Chain, Now: at}); !r.OK() {
			t.Errorf("%q: %s", name, problems(r))
		}
	}
}

// TestSeveralKeys is about files of Java's keytool, with several entries.
func TestSeveralKeys(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("keytool"); err != nil {
		t.Skip("keytool is not installed")
	}
	if testing.Short() {
		t.Skip("keytool takes seconds for a key")
	}
	dir := t.TempDir()
	stores := []string{filepath.Join(dir, "all.p12"), filepath.Join(dir, "both.p12")}
	for i, usage := range []string{"digitalSignature", "keyEncipherment", "digitalSignature"} {
		for _, store := range stores[:min(i+1, 2)] {
			if out, err := exec.Command("keytool", "-genkeypair", "-keystore", store, "-storetype", "PKCS12", "-storepass", "secret1", "-keyalg", "EC", "-groupname", "secp256r1",
				"-alias", "k"+string(rune('0'+i)), "-dname", "CN="+usage, "-startdate", "2026/01/01", "-validity", "900", "-ext", "ku="+usage).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
		}
	}
	read := func(name string) []*sign.Key {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		keys, err := sign.ReadKeys(name, data, "secret1")
		if err != nil {
			t.Fatal(err)
		}
		return keys
	}
	both := read("both.p12")
	if k, err := sign.Choose("k", both, "", now); err != nil || len(both) != 2 || sign.Name(k.Chain[0]) != "digitalSignature" {
		t.Errorf("%d keys: %v", len(both), err)
	}
	all := read("all.p12")
	_, err := sign.Choose("k", all, "", now)
	if err == nil || len(all) != 3 || !strings.Contains(err.Error(), "2 keys that may sign") || !strings.Contains(err.Error(), all[0].Serial()) {
		t.Errorf("%d keys: %v", len(all), err)
	}
}

// TestChoose is about which of several keys signs.
func TestChoose(t *testing.T) {
	o := newOffice(t)
	key := func(change func(*x509.Certificate)) *sign.Key {
		k, chain := o.Issue(t, cmstest.P256, change)
		return &sign.Key{Private: k, Chain: chain}
	}
	good, more := key(nil), key(nil)
	old := key(func(c *x509.Certificate) { c.NotBefore, c.NotAfter = now.AddDate(-2, 0, 0), now.AddDate(-1, 0, 0) })
	secret := key(func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageKeyEncipherment })
	for _, c := range []struct {
		name   string
		keys   []*sign.Key
		serial string
		want   *sign.Key
		says   string
	}{
		{"one", []*sign.Key{good}, "", good, ""},
		{"one that may", []*sign.Key{old, secret, good}, "", good, ""},
		{"one that may not", []*sign.Key{old}, "", nil, "expired"},
		{"none that may", []*sign.Key{old, secret}, "", nil, "none may sign: " + old.Serial()},
		{"two that may", []*sign.Key{good, secret, more}, "", nil, "2 keys that may sign"},
		{"named", []*sign.Key{good, more}, more.Serial(), more, ""},
		{"named with zeros", []*sign.Key{good, more}, "000" + strings.ToUpper(more.Serial()), more, ""},
		{"named, may not", []*sign.Key{good, secret}, secret.Serial(), nil, "not for signing documents"},
		{"named wrongly", []*sign.Key{good, more}, "abcdef", nil, "no certificate has the serial number abcdef"},
	} {
		k, err := sign.Choose("k.p12", c.keys, c.serial, now)
		if c.says == "" && (err != nil || k != c.want) || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestParts changes what a key file says of its parts, which is looked at where nothing
// is encrypted and no checksum is over it.
func TestParts(t *testing.T) {
	o := newOffice(t)
	key, chain := o.Issue(t, cmstest.P256, nil)
	file, err := pkcs12.Passwordless.Encode(key, chain[0], chain[1:], "")
	if err != nil {
		t.Fatal(err)
	}
	oid := func(last ...byte) []byte {
		return append([]byte{6, byte(len(last) + 6), 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D}, last...)
	}
	data, keyBag, certBag := oid(1, 7, 1), oid(1, 12, 10, 1, 1), oid(1, 12, 10, 1, 3)
	for name, c := range map[string]struct {
		old   []byte
		nth   int
		new   byte // its last
		wrong string
	}{
		"whole": {data, 0, 1, ""}, "signed": {data, 0, 2, "damaged"}, "a part of another kind": {data, 1, 2, "damaged"}, "the other": {data, 2, 2, "damaged"},
		"no key": {keyBag, 0, 9, "certificates only"}, "no certificate": {certBag, 0, 9, "no certificate in this"}, "the first version": {[]byte{2, 1, 3}, 0, 1, "damaged"},
	} {
		at, from := 0, 0
		for range c.nth + 1 {
			i := bytes.Index(file[from:], c.old)
			if i < 0 {
				t.Fatalf("%s: %x is not there", name, c.old)
			}
			at, from = from+i, from+i+1
		}
		spoiled := bytes.Clone(file)
		spoiled[at+len(c.old)-1] = c.new
		k, err := readKey("k.p12", spoiled, "")
		if c.wrong == "" && (err != nil || len(k.Chain) != 2 || sign.NeedsPassphrase(spoiled)) || c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestOtherFiles is about files that are taken for key files.
func TestOtherFiles(t *testing.T) {
	o := newOffice(t)
	key, chain := o.Issue(t, cmstest.P256, nil)
	_, strange := o.Issue(t, cmstest.P256, nil)
	dir := t.TempDir()
	keyFiles(t, dir, "k", key, chain)
	file := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	bare, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	rsaKey := cmstest.NewKey(t, cmstest.RSA).(*rsa.PrivateKey)
	encoded := func(data []byte, err error) []byte {
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"PEM key", file("k.key"), "key in PEM"},
		{"PEM certificate", file("k.pem"), "certificate (PEM) without a key"},
		{"certificate", chain[0].Raw, "certificate without a key"},
		{"PKCS#8", bare, "without a certificate (PKCS#8"},
		{"PKCS#1", x509.MarshalPKCS1PrivateKey(rsaKey), "without a certificate (PKCS#8"},
		{"a curve's key", encoded(x509.MarshalECPrivateKey(key.(*ecdsa.PrivateKey))), "without a certificate (PKCS#8"},
		{"encrypted PKCS#8", cmstest.Wrap(der.SEQUENCE, cmstest.Wrap(der.SEQUENCE), cmstest.Wrap(der.OCTET_STRING)), "without a certificate (PKCS#8"},
		{"more than PKCS#8", cmstest.Wrap(der.SEQUENCE, cmstest.Wrap(der.SEQUENCE), cmstest.Wrap(der.OCTET_STRING), []byte{5, 0}), "damaged"},
		{"less than PKCS#8", cmstest.Wrap(der.SEQUENCE, cmstest.Wrap(der.SEQUENCE)), "damaged"},
		{"more behind PKCS#8", append(bare[:len(bare):len(bare)], 0), "damaged"},
		{"a key of another version", cmstest.Wrap(der.SEQUENCE, []byte{2, 1, 2}, cmstest.Wrap(der.SEQUENCE)), "damaged"},
		{"version 1, no key", cmstest.Wrap(der.SEQUENCE, []byte{2, 1, 1}, cmstest.Wrap(der.SEQUENCE)), "damaged"},
		{"version 0, no key", cmstest.Wrap(der.SEQUENCE, []byte{2, 1, 0}, cmstest.Wrap(der.OCTET_STRING)), "damaged"},
		{"JKS", []byte("\xfe\xed\xfe\xed\x00\x00\x00\x02"), "Java key store"},
		{"PDF", plainPDF(), "a PDF file"},
		{"nothing", nil, "damaged"},
		{"too long", make([]byte, 2<<20), "damaged"},
		{"certificates only", encoded(pkcs12.Modern2023.EncodeTrustStore(chain, "secret")), "certificates only"},
		{"another's certificate", encoded(pkcs12.Modern2023.Encode(key, strange[0], nil, "secret")), "no certificate in this"},
	} {
		_, err := sign.ReadKeys("k.p12", c.data, "secret")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if !bytes.Contains(bare, []byte{2, 1, 0}) || !sign.NeedsPassphrase(bare) {
		t.Error("a file that is none")
	}
}
