package cms_test

import (
	"bytes"
	"crypto/x509"
	"errors"
	"math/big"
	"testing"

	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/cms/cmstest"
)

var content = []byte("what is signed")

func message(t testing.TB, a *cmstest.Authority, k cmstest.Kind) []byte {
	t.Helper()
	key, chain := a.Issue(t, k, nil)
	m, err := (&cms.Signer{Key: key, Chain: chain}).Sign(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// check does all that a verifier does, but for trust.
func check(data []byte, roots []*x509.Certificate) error {
	m, err := cms.Parse(data)
	if err != nil {
		return err
	}
	if err := m.Check(bytes.NewReader(content)); err != nil {
		return err
	}
	return m.CheckChain(roots)
}

func TestSign(t *testing.T) {
	a := cmstest.NewAuthority(t)
	for _, k := range []cmstest.Kind{cmstest.P256, cmstest.P384, cmstest.RSA} {
		data := message(t, a, k)
		m, err := cms.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		if err := check(data, nil); err != nil || !m.Bound || len(m.Certificates) != 2 || m.Token != nil {
			t.Errorf("kind %d: %v, %+v", k, err, m)
		}
		if err := m.Check(bytes.NewReader(content[1:])); !errors.Is(err, cms.ErrDigest) {
			t.Errorf("kind %d, other content: %v", k, err)
		}
	}
}

// TestEveryByte changes every byte of a message in three ways.
func TestEveryByte(t *testing.T) {
	a := cmstest.NewAuthority(t)
	for _, k := range []cmstest.Kind{cmstest.P256, cmstest.RSA} {
		data := message(t, a, k)
		for i := range data {
			for _, flip := range []byte{1, 0x20, 0xFF} {
				data[i] ^= flip
				if check(data, []*x509.Certificate{a.Root}) == nil {
					t.Errorf("kind %d: byte %d was changed and nothing noticed", k, i)
				}
				data[i] ^= flip
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	a := cmstest.NewAuthority(f)
	f.Add(message(f, a, cmstest.P256))
	f.Add(message(f, a, cmstest.RSA))
	tsa := a.NewTSA(f)
	if token, err := tsa.Signer.SignToken([]byte{0x30, 0}); err == nil {
		f.Add(token)
	}
	f.Add(cms.StampRequest(content, big.NewInt(5)))
	f.Fuzz(func(t *testing.T, data []byte) {
		check(data, []*x509.Certificate{a.Root})
		cms.ParseStamp(data, content)
		cms.StampResponse(data, content, big.NewInt(5))
	})
}
