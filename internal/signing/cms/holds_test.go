package cms_test

import (
	"slices"
	"testing"

	der "golang.org/x/crypto/cryptobyte/asn1"

	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/cms/cmstest"
)

// TestHolds has each kind of validation data, and looks that it is no other, and that
// nothing may stand behind it.
func TestHolds(t *testing.T) {
	a, ofSM2 := cmstest.NewAuthority(t), cmstest.NewAuthorityOf(t, cmstest.SM2)
	_, chain := a.Issue(t, cmstest.P256, nil)
	token, err := a.NewTSA(t).Token(content)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]func([]byte) bool{"certificate": cms.IsCertificate, "list": cms.IsList, "answer": cms.IsAnswer, "token": cms.IsToken}
	for kind, all := range map[string][][]byte{
		"certificate": {chain[0].Raw, ofSM2.Root.Raw, onUnknownCurve(t, chain[0])},
		"list":        {a.List(t, nil).Raw, a.List(t, nil, chain[0]).Raw, ofSM2.List(t, nil).Raw},
		"answer":      {a.Answer(t, chain[0], nil, nil), ofSM2.Reply(t, nil, cmstest.Single(t, chain[0], a.Root, cmstest.OIDSM3, cmstest.SM3, cmstest.StatusGood))},
		"token":       {token, cmstest.BER(token, 9)},
		"none":        {message(t, a, cmstest.P256), cmstest.Wrap(der.OCTET_STRING, []byte("BT (PAY 999999) Tj ET")), {0x30, 0}, {}, []byte("<html>")},
	} {
		for i, data := range all {
			for name, is := range kinds {
				if is(data) != (name == kind) {
					t.Errorf("%s %d as %s: %v", kind, i, name, name != kind)
				}
				if is(append(slices.Clone(data), 5, 0)) || is(append(slices.Clone(data), ' ')) {
					t.Errorf("%s %d as %s: more stands behind", kind, i, name)
				}
				if len(data) > 2 && is(data[:len(data)-1]) {
					t.Errorf("%s %d as %s: cut", kind, i, name)
				}
			}
		}
	}
}
