package cms_test

import (
	"bytes"
	"crypto/x509"
	"math/big"
	"testing"

	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/cms/cmstest"
)

func FuzzParse(f *testing.F) {
	a := cmstest.NewAuthority(f)
	f.Add(message(f, a, cmstest.P256))
	f.Add(message(f, a, cmstest.RSA))
	f.Add(cmstest.BER(message(f, a, cmstest.P256), 9))
	tsa := a.NewTSA(f)
	if token, err := tsa.Token(content); err == nil {
		f.Add(token)
	}
	f.Add(cms.StampRequest(content, big.NewInt(5)))
	f.Fuzz(func(t *testing.T, data []byte) {
		out, _, err := cms.DER(data)
		if err != nil {
			return
		}
		check(out, []*x509.Certificate{a.Root})
		cms.ParseStamp(out, content)
		cms.StampResponse(data, content, big.NewInt(5))
	})
}

// FuzzDER looks that what comes out is DER: done again, it stays as it is.
func FuzzDER(f *testing.F) {
	a := cmstest.NewAuthority(f)
	f.Add(a.Root.Raw)
	f.Add(cmstest.BER(message(f, a, cmstest.P256), 5))
	f.Add([]byte{0x24, 0x80, 4, 1, 1, 4, 1, 2, 0, 0, 9})
	f.Fuzz(func(t *testing.T, data []byte) {
		out, rest, err := cms.DER(data)
		if err != nil {
			return
		}
		if !bytes.HasSuffix(data, rest) {
			t.Error("the rest is none of it")
		}
		if again, rest, err := cms.DER(out); err != nil || len(rest) > 0 || !bytes.Equal(again, out) {
			t.Errorf("not DER: %v", err)
		}
	})
}

// FuzzEvidence is about lists, answers and certificates. That nothing forged
// is believed, TestLists and TestAnswers say.
func FuzzEvidence(f *testing.F) {
	a := cmstest.NewAuthority(f)
	_, chain := a.Issue(f, cmstest.P256, nil)
	f.Add(a.List(f, nil).Raw)
	f.Add(a.List(f, nil, chain[0]).Raw)
	f.Add(a.Answer(f, chain[0], nil, nil))
	f.Add(chain[0].Raw)
	f.Fuzz(func(t *testing.T, data []byte) {
		e := &cms.Evidence{}
		e.AddList(data)
		e.AddAnswer(data)
		e.AddCertificate(data)
		e.Weakest(chain, cmstest.Now)
		for _, c := range e.Certificates {
			cms.MaySign(c)
			p := cms.Path{Roots: chain[1:], Others: chain, At: cmstest.Now, For: cms.Stamping}
			p.From(c)
		}
	})
}
