package sign_test

import (
	"bytes"
	"crypto/x509"
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"nianbao/internal/signing/cms/cmstest"
	"nianbao/internal/signing/sign"
)

// smOffice is a key of SM2 and those who trust its certificate.
func smOffice(t *testing.T) (*sign.Options, *sign.Trust) {
	t.Helper()
	file, certificate, err := sign.TestKey("secret", now, true)
	if err != nil {
		t.Fatal(err)
	}
	k, err := readKey("t.sm2", file, "secret")
	if err != nil {
		t.Fatal(err)
	}
	if err := k.Check("t.sm2", now); err != nil || !k.SM2() {
		t.Fatal(err)
	}
	roots, err := sign.ReadCertificates("t.pem", certificate)
	if err != nil {
		t.Fatal(err)
	}
	return &sign.Options{Key: k, Time: now}, &sign.Trust{Signers: roots, Now: now}
}

func TestSM2(t *testing.T) {
	t.Parallel()
	opt, trust := smOffice(t)
	data := mustSign(t, plainPDF(), opt)
	r := verify(t, data, trust)
	if !r.OK() || r.Signatures[0].Digest != "SM3" || !strings.Contains(sign.Name(r.Signatures[0].Signer), "TEST ONLY") {
		t.Fatalf("%s; %+v", problems(r), r.Signatures)
	}
	// signed again with ECDSA and a time stamp: both kinds in one file
	o := newOffice(t)
	o.trust.Signers = append(o.trust.Signers, trust.Signers...)
	if r := verify(t, mustSign(t, data, o.options(t, cmstest.P256, true)), o.trust); !r.OK() || len(r.Signatures) != 2 {
		t.Errorf("twice: %s", problems(r))
	}
	opt.Stamp = (&sign.TSA{URL: o.url, Time: now}).Stamp
	if r := verify(t, mustSign(t, plainPDF(), opt), o.trust); !r.OK() || r.Signatures[0].Level != "PAdES B-T (SM2)" {
		t.Errorf("stamped: %s", problems(r))
	}
	_, others := smOffice(t)
	for name, roots := range map[string][]*x509.Certificate{"another root": others.Signers, "the system's roots": nil, "a root of ECDSA": o.trust.Signers[:1]} {
		if r := verify(t, data, &sign.Trust{Signers: roots, Now: now}); r.OK() || !strings.Contains(problems(r), "not trusted") {
			t.Errorf("%s: %s", name, problems(r))
		}
	}
	if r := verify(t, data, &sign.Trust{Signers: trust.Signers, Now: now.Add(time.Hour)}); !r.OK() {
		t.Errorf("an hour later: %s", problems(r))
	}
	for i := 0; i < len(data); i += oneIn(20) {
		for k, flip := range flips {
			if data[i] == '0' && i%len(flips) != k { // most is the room that is left
				continue
			}
			data[i] ^= flip
			if !noticed(data, trust) {
				t.Errorf("byte %d was changed and nothing noticed", i)
			}
			data[i] ^= flip
		}
	}
}

func TestReadSM2Key(t *testing.T) {
	file, _, err := sign.TestKey("secret", now, true)
	if err != nil {
		t.Fatal(err)
	}
	text := []byte(base64.StdEncoding.EncodeToString(file) + "\n")
	if _, err := readKey("t.sm2", text, "secret"); err != nil {
		t.Errorf("in Base64: %v", err)
	}
	for _, word := range []string{"", "Secret"} {
		if _, err := readKey("t.sm2", file, word); err == nil || !strings.Contains(err.Error(), "pass phrase is wrong") {
			t.Errorf("%q: %v", word, err)
		}
	}
	for n := range len(file) {
		if _, err := readKey("t.sm2", file[:n], "secret"); err == nil {
			t.Errorf("cut to %d bytes", n)
		}
	}
	if _, err := readKey("t.sm2", bytes.Repeat([]byte{0}, 200), "secret"); err == nil {
		t.Error("zeros")
	}
}
