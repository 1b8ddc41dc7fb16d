package sign_test

import (
	"crypto/x509"
	"strings"
	"testing"

	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/cms/cmstest"
	"nianbao/internal/signing/sign"
)

// TestSM2Revocation looks up what an authority of SM2 says, given by hand.
func TestSM2Revocation(t *testing.T) {
	a, other := cmstest.NewAuthorityOf(t, cmstest.SM2), cmstest.NewAuthorityOf(t, cmstest.SM2)
	key, chain := a.Issue(t, cmstest.SM2, nil)
	data := mustSign(t, plainPDF(), &sign.Options{Key: &sign.Key{Private: key, Chain: chain[:1]}, Time: now})
	yesterday := cmstest.Now.AddDate(0, 0, -1)
	answer := func(status []byte) [][]byte {
		return [][]byte{a.Reply(t, nil, cmstest.Single(t, chain[0], a.Root, cmstest.OIDSM3, cmstest.SM3, status))}
	}
	for name, c := range map[string]struct {
		evidence      *cms.Evidence
		problem, note string
	}{
		"nothing":                  {nil, "", "does not say whether"},
		"a list":                   {evidence(a.List(t, nil)), "", ""},
		"a list with it":           {evidence(a.List(t, nil, chain[0])), "was revoked on 2026-01-26", ""},
		"a list of another's":      {evidence(other.List(t, nil, chain[0])), "", "does not say whether"},
		"an answer":                {&cms.Evidence{Answers: answer(cmstest.StatusGood)}, "", ""},
		"an answer: revoked":       {&cms.Evidence{Answers: answer(cmstest.StatusRevoked(yesterday))}, "was revoked on 2026-01-26", ""},
		"an answer: not known":     {&cms.Evidence{Answers: answer(cmstest.StatusUnknown)}, "", "does not say whether"},
		"an answer and a list":     {(&cms.Evidence{Answers: answer(cmstest.StatusGood)}).With(evidence(a.List(t, nil, chain[0]))), "was revoked", ""},
		"an answer about the root": {&cms.Evidence{Answers: [][]byte{a.Reply(t, nil, cmstest.Single(t, a.Root, a.Root, cmstest.OIDSM3, cmstest.SM3, cmstest.StatusGood))}}, "", "does not say whether"},
	} {
		r := verify(t, data, &sign.Trust{Signers: []*x509.Certificate{a.Root}, Now: now, Evidence: c.evidence})
		var notes string
		for _, n := range r.Signatures[0].Notes {
			notes += n.EN
		}
		if got := problems(r); (got == "") != (c.problem == "") || !strings.Contains(got, c.problem) || (notes == "") != (c.note == "") || !strings.Contains(notes, c.note) {
			t.Errorf("%s: %s; told: %s", name, got, notes)
		}
		if s := r.Signatures[0]; s.Level != "PAdES B-B (SM2)" {
			t.Errorf("%s: %s", name, s.Level)
		}
	}
}

// TestSM2Preserved makes a signature of SM2 last: what its authority says goes into
// the file, and a time stamp over it.
func TestSM2Preserved(t *testing.T) {
	o, a := newOffice(t), cmstest.NewAuthorityOf(t, cmstest.SM2)
	key, chain := a.Issue(t, cmstest.SM2, short)
	signed := mustSign(t, plainPDF(), &sign.Options{Key: &sign.Key{Private: key, Chain: chain[:1]}, Time: now, Stamp: (&sign.TSA{URL: o.url, Time: now}).Stamp})
	trust := &sign.Trust{Signers: []*x509.Certificate{a.Root}, Stampers: o.trust.Stampers, Now: later}
	roots := &cms.Evidence{Certificates: []*x509.Certificate{a.Root, o.Root}}
	for name, c := range map[string]struct {
		evidence *cms.Evidence
		want     string
	}{
		"both lists":          {roots.With(evidence(a.List(t, nil), o.List(t, nil))), ""},
		"the service's alone": {roots.With(evidence(o.List(t, nil))), "nothing says whether"},
		"revoked":             {roots.With(evidence(a.List(t, nil, chain[0]), o.List(t, nil))), "was revoked on 2026-01-26"},
	} {
		out, err := (&sign.LongTerm{Evidence: c.evidence, Stamp: o.tsa.Token, Time: now}).Preserve("file.pdf", signed)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil {
			continue
		}
		if r := verify(t, out, trust); !r.OK() || r.Signatures[0].Level != "PAdES B-LTA (SM2)" || len(r.Signatures[0].Notes) != 0 {
			t.Errorf("%s: %s, %s", name, r.Signatures[0].Level, problems(r))
		}
	}
	if r := verify(t, signed, trust); r.Signatures[0].Level != "PAdES B-T (SM2)" || len(r.Signatures[0].Notes) != 1 {
		t.Errorf("not preserved: %s, %v", r.Signatures[0].Level, r.Signatures[0].Notes)
	}
}
