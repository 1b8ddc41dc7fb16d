package cms_test

import (
	"crypto/sha1"
	"crypto/sha512"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"slices"
	"testing"

	der "golang.org/x/crypto/cryptobyte/asn1"

	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/cms/cmstest"
)

var oidSHA1 = asn1.ObjectIdentifier{1, 3, 14, 3, 2, 26}

func sumSHA1(b []byte) []byte {
	sum := sha1.Sum(b)
	return sum[:]
}

// responder is one that an authority makes, with a use.
func responder(t *testing.T, by *cmstest.Authority, k cmstest.Kind, use asn1.ObjectIdentifier) *cmstest.Authority {
	t.Helper()
	return by.Under(t, cmstest.NewKey(t, k), func(c *x509.Certificate) {
		c.Subject.CommonName, c.IsCA, c.KeyUsage = "Responder", false, x509.KeyUsageDigitalSignature
		c.ExtraExtensions = []pkix.Extension{cmstest.Uses(t, false, use)}
	})
}

// TestSaidBySM2 is about lists and answers that a key of SM2 signs, beside the same
// of another authority's.
func TestSaidBySM2(t *testing.T) {
	a, other, foreign := cmstest.NewAuthorityOf(t, cmstest.SM2), cmstest.NewAuthorityOf(t, cmstest.SM2), cmstest.NewAuthority(t)
	_, chain := a.Issue(t, cmstest.SM2, nil)
	leaf := chain[0]
	single := func(status []byte, more ...[]byte) []byte {
		return cmstest.Single(t, leaf, a.Root, cmstest.OIDSM3, cmstest.SM3, status, more...)
	}
	good := single(cmstest.StatusGood)
	yesterday := cmstest.Now.AddDate(0, 0, -1)
	issuing := cmstest.NewKey(t, cmstest.SM2)
	mute := a.Under(t, issuing, func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageCertSign })
	_, below := mute.Issue(t, cmstest.SM2, nil)
	helper, server := responder(t, a, cmstest.SM2, cmstest.UseOCSP), responder(t, a, cmstest.SM2, cmstest.UseServer)
	theirs, plain := responder(t, other, cmstest.SM2, cmstest.UseOCSP), responder(t, a, cmstest.P256, cmstest.UseOCSP)
	with := func(c *cmstest.Authority) []*x509.Certificate { return []*x509.Certificate{c.Root} }
	spoiled := a.List(t, nil)
	spoiled.Raw = slices.Clone(spoiled.Raw)
	spoiled.Raw[len(spoiled.Raw)-1] ^= 1
	for name, c := range map[string]struct {
		list, answer []byte
		want         cms.Status
	}{
		"list":                          {a.List(t, nil).Raw, nil, cms.Good},
		"list of the revoked":           {a.List(t, nil, leaf).Raw, nil, cms.Revoked},
		"list of others":                {a.List(t, nil, chain[1]).Raw, nil, cms.Good},
		"list of another of that name":  {other.List(t, nil).Raw, nil, cms.Unknown},
		"list of a foreign authority":   {foreign.List(t, nil).Raw, nil, cms.Unknown},
		"list with another signature":   {spoiled.Raw, nil, cms.Unknown},
		"outdated list":                 {a.List(t, func(l *x509.RevocationList) { l.ThisUpdate, l.NextUpdate = yesterday.AddDate(0, -1, 0), yesterday }).Raw, nil, cms.Unknown},
		"answer":                        {nil, a.Reply(t, nil, good), cms.Good},
		"answer of the revoked":         {nil, a.Reply(t, nil, single(cmstest.StatusRevoked(yesterday))), cms.Revoked},
		"answer of a responder":         {nil, helper.Reply(t, with(helper), good), cms.Good},
		"answer of another kind of key": {nil, plain.Reply(t, with(plain), good), cms.Good},
		"answer of a server":            {nil, server.Reply(t, with(server), good), cms.Unknown},
		"answer of another's responder": {nil, theirs.Reply(t, with(theirs), good), cms.Unknown},
		"answer of another":             {nil, other.Reply(t, nil, good), cms.Unknown},
		"answer with its certificate":   {nil, a.Reply(t, with(a), good), cms.Good},
		"named by SHA-1":                {nil, a.Reply(t, nil, cmstest.Single(t, leaf, a.Root, oidSHA1, sumSHA1, cmstest.StatusGood)), cms.Good},
		"named by what nobody knows":    {nil, a.Reply(t, nil, cmstest.Single(t, leaf, a.Root, cmstest.OIDSM2, cmstest.SM3, cmstest.StatusGood)), cms.Unknown},
		"about another's certificate":   {nil, a.Reply(t, nil, cmstest.Single(t, leaf, other.Root, cmstest.OIDSM3, cmstest.SM3, cmstest.StatusGood)), cms.Unknown},
	} {
		e := &cms.Evidence{}
		if c.list != nil {
			if err := e.AddList(c.list); err != nil {
				t.Fatal(name, err)
			}
		}
		if c.answer != nil {
			if err := e.AddAnswer(c.answer); err != nil {
				t.Fatal(name, err)
			}
		}
		if got, since := e.Of(leaf, a.Root, cmstest.Now); got != c.want || (got == cms.Revoked) != since.Equal(yesterday) {
			t.Errorf("%s: %v since %v, want %v", name, got, since, c.want)
		}
	}
	list := &cms.Evidence{Lists: []*x509.RevocationList{a.Under(t, issuing, nil).List(t, nil)}}
	if got, _ := list.Of(below[0], mute.Root, cmstest.Now); got != cms.Unknown {
		t.Errorf("a list of an authority that may sign none: %v", got)
	}
}

// TestSeveralAnswers is about answers that speak of several certificates, and of one
// more than once.
func TestSeveralAnswers(t *testing.T) {
	a, twin := cmstest.NewAuthority(t), cmstest.NewAuthority(t)
	_, chain := a.Issue(t, cmstest.P256, nil)
	_, next := a.Issue(t, cmstest.P256, nil)
	leaf, yesterday := chain[0], cmstest.Now.AddDate(0, 0, -1)
	of := func(c, by *x509.Certificate, status []byte, more ...[]byte) []byte {
		return cmstest.Single(t, c, by, cmstest.OIDSHA512, sumSHA512, status, more...)
	}
	extension := func(critical bool) []byte {
		return cmstest.Wrap(cmstest.Context(1), cmstest.Wrap(der.SEQUENCE, cmstest.Marshal(t, pkix.Extension{Id: oidSHA1, Critical: critical, Value: []byte{5, 0}})))
	}
	for name, c := range map[string]struct {
		singles [][]byte
		want    cms.Status
	}{
		"the other one first":      {[][]byte{of(next[0], a.Root, cmstest.StatusRevoked(yesterday)), of(leaf, a.Root, cmstest.StatusGood)}, cms.Good},
		"the other one alone":      {[][]byte{of(next[0], a.Root, cmstest.StatusGood)}, cms.Unknown},
		"one of the same number":   {[][]byte{of(leaf, twin.Root, cmstest.StatusGood)}, cms.Unknown},
		"two of the same number":   {[][]byte{of(leaf, twin.Root, cmstest.StatusRevoked(yesterday)), of(leaf, a.Root, cmstest.StatusGood)}, cms.Good},
		"good, then revoked":       {[][]byte{of(leaf, a.Root, cmstest.StatusGood), of(leaf, a.Root, cmstest.StatusRevoked(yesterday))}, cms.Revoked},
		"revoked, then good":       {[][]byte{of(leaf, a.Root, cmstest.StatusRevoked(yesterday)), of(leaf, a.Root, cmstest.StatusGood)}, cms.Revoked},
		"not known, then good":     {[][]byte{of(leaf, a.Root, cmstest.StatusUnknown), of(leaf, a.Root, cmstest.StatusGood)}, cms.Good},
		"not known":                {[][]byte{of(leaf, a.Root, cmstest.StatusUnknown)}, cms.Unknown},
		"an extension":             {[][]byte{of(leaf, a.Root, cmstest.StatusGood, extension(false))}, cms.Good},
		"one not to be overlooked": {[][]byte{of(leaf, a.Root, cmstest.StatusGood, extension(true))}, cms.Unknown},
	} {
		e := &cms.Evidence{}
		if err := e.AddAnswer(a.Reply(t, nil, c.singles...)); err != nil {
			t.Fatal(name, err)
		}
		if got, _ := e.Of(leaf, a.Root, cmstest.Now); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// TestShapeOfReplies takes an answer apart: the outside, and what is signed, which is
// signed again.
func TestShapeOfReplies(t *testing.T) {
	a := cmstest.NewAuthority(t)
	by := responder(t, a, cmstest.P256, cmstest.UseOCSP)
	_, chain := a.Issue(t, cmstest.P256, nil)
	extension := cmstest.Wrap(der.SEQUENCE, cmstest.Marshal(t, oidSHA1), cmstest.Wrap(der.BOOLEAN, []byte{0}), cmstest.Wrap(der.OCTET_STRING, nil))
	reply := by.Reply(t, []*x509.Certificate{by.Root}, cmstest.Single(t, chain[0], a.Root, cmstest.OIDSHA512, sumSHA512, cmstest.StatusGood,
		cmstest.Wrap(cmstest.Context(1), cmstest.Wrap(der.SEQUENCE, extension))))
	ask := func(data []byte) error {
		e := &cms.Evidence{}
		if err := e.AddAnswer(data); err != nil {
			return err
		}
		if got, _ := e.Of(chain[0], a.Root, cmstest.Now); got != cms.Good {
			return cms.ErrSignature
		}
		return nil
	}
	if err := ask(reply); err != nil {
		t.Fatal(err)
	}
	outside := tree(t, reply)
	outside.spoil("reply", func(what string) { except(t, what, ask(outside.bytes())) })
	basic := tree(t, outside.at(1, 0, 1).content)
	basic.spoil("basic", func(what string) {
		held := outside.at(1, 0, 1)
		was := held.content
		held.content = basic.bytes()
		except(t, what, ask(outside.bytes()), "basic.3.0.0.2 with more behind") // of a certificate Go reads what is signed only
		held.content = was
	})
	said := basic.at(0)
	said.spoil("said", func(what string) {
		except(t, what, ask(by.SignReply(t, []*x509.Certificate{by.Root}, said.bytes())), "said.0.0*", "said.2.0.3 gone", "said.2.0.4 gone",
			"said.2.0.0.0.0 with more behind", "said.2.0.4.0.0 gone", "said.2.0.4.0.0.0 empty", "said.2.0.4.0.0.1 gone") // parameters, extensions that need not be known
	})
}

func sumSHA512(b []byte) []byte {
	sum := sha512.Sum512(b)
	return sum[:]
}
