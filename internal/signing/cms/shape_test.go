package cms_test

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"

	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/cms/cmstest"
)

// node is a value in DER that can be taken apart.
type node struct {
	tag     der.Tag
	content []byte
	kids    []*node
}

func tree(t testing.TB, data []byte) *node {
	t.Helper()
	s := cryptobyte.String(data)
	var v cryptobyte.String
	n := &node{}
	if !s.ReadAnyASN1(&v, &n.tag) || !s.Empty() {
		t.Fatalf("no DER: %x", data)
	}
	n.content = v
	for n.tag&0x20 != 0 && !v.Empty() {
		var e cryptobyte.String
		var tag der.Tag
		if !v.ReadAnyASN1Element(&e, &tag) {
			t.Fatalf("no DER: %x", data)
		}
		n.kids = append(n.kids, tree(t, e))
	}
	return n
}

func (n *node) bytes() []byte {
	if n.kids == nil {
		return cmstest.Wrap(n.tag, n.content)
	}
	var all []byte
	for _, k := range n.kids {
		all = append(all, k.bytes()...)
	}
	return cmstest.Wrap(n.tag, all)
}

func (n *node) at(path ...int) *node {
	for _, i := range path {
		n = n.kids[i]
	}
	return n
}

// spoil changes one value below n after the other in every way, and calls try
// for each with what was done, where; then all is as before.
func (n *node) spoil(where string, try func(what string)) {
	for i := range n.kids {
		k, was := n.kids[i], n.kids
		here := fmt.Sprintf("%s.%d", where, i)
		n.kids = slices.Delete(slices.Clone(was), i, i+1)
		if len(n.kids) == 0 {
			n.kids, n.content = nil, nil
		}
		try(here + " gone")
		n.kids = slices.Insert(slices.Clone(was), i+1, &node{tag: der.OCTET_STRING})
		try(here + " with more behind")
		n.kids = was
		tag, content, kids := k.tag, k.content, k.kids
		k.tag ^= 2
		try(here + " of another kind")
		k.tag = tag
		k.kids, k.content = nil, []byte{}
		if len(content) > 0 {
			try(here + " empty")
		}
		k.content, k.kids = content, kids
		k.spoil(here, try)
	}
}

// except fails where something was accepted that is not among what may be.
func except(t *testing.T, what string, err error, allowed ...string) {
	t.Helper()
	if err == nil && !slices.ContainsFunc(allowed, func(a string) bool {
		return a == what || strings.HasSuffix(a, "*") && strings.HasPrefix(what, a[:len(a)-1])
	}) {
		t.Errorf("%s: is accepted", what)
	}
}

// TestShape takes a message apart: nothing in it may be missing, more or of
// another kind.
func TestShape(t *testing.T) {
	a := cmstest.NewAuthority(t)
	for name, k := range map[string]cmstest.Kind{"ECDSA": cmstest.P256, "RSA": cmstest.RSA} {
		key, chain := a.Issue(t, k, nil)
		m, err := (&cms.Signer{Key: key, Chain: chain[:1]}).Sign(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		n := tree(t, m)
		if !bytes.Equal(n.bytes(), m) {
			t.Fatal("the tree is another message")
		}
		n.spoil(name, func(what string) {
			except(t, what, check(n.bytes(), []*x509.Certificate{a.Root}), "RSA.1.0.4.0.4.1 gone") // NULL, which says nothing
		})
	}
}

// TestShapeOfAttributes does so with what is signed, and signs it again.
func TestShapeOfAttributes(t *testing.T) {
	a := cmstest.NewAuthority(t)
	key, chain := a.Issue(t, cmstest.P256, nil)
	full := cmstest.Spec{Content: content, Key: key, Chain: chain[:1], Binding: cmstest.Binding(t, chain[0], chain[0]), Attributes: [][]byte{
		cmstest.Attribute(t, cmstest.OIDProtection, cmstest.Wrap(der.SEQUENCE, cmstest.Wrap(der.SEQUENCE, cmstest.Marshal(t, cmstest.OIDSHA256)), cmstest.Wrap(cmstest.Context(1), cmstest.Marshal(t, cmstest.OIDECDSA))))}}
	n := tree(t, full.Make(t))
	signer := n.at(1, 0, 4, 0)
	attributes, value := signer.kids[3], signer.kids[5]
	sign := func() error {
		signed := cmstest.Wrap(der.SET, attributes.bytes()[len(attributes.bytes())-size(attributes):])
		sum := sha256.Sum256(signed)
		v, err := key.Sign(rand.Reader, sum[:], crypto.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		value.content, value.kids = v, nil
		return check(n.bytes(), []*x509.Certificate{a.Root})
	}
	if err := sign(); err != nil {
		t.Fatal(err)
	}
	left := []string{"attributes.2.1.0.0.0 with more behind", "attributes.2.1.0.0.0.1 gone"} // an issuer's certificate named, too; no issuer named
	for i, attribute := range attributes.kids {                                              // an attribute may be left out, or another one, but for two
		switch fmt.Sprintf("%x", attribute.kids[0].content) {
		case "2a864886f70d010903", "2a864886f70d010904": // content-type, message-digest
		default:
			left = append(left, fmt.Sprintf("attributes.%d gone", i), fmt.Sprintf("attributes.%d.0 empty", i))
		}
	}
	attributes.spoil("attributes", func(what string) { except(t, what, sign(), left...) })
}

// size is how long a value's content is.
func size(n *node) int {
	s := cryptobyte.String(n.bytes())
	var v cryptobyte.String
	var tag der.Tag
	s.ReadAnyASN1(&v, &tag)
	return len(v)
}

// info is a TSTInfo over content with all that may stand in it.
func info(t testing.TB, nonce int64) *node {
	t.Helper()
	sum := sha256.Sum256(content)
	imprint := cmstest.Wrap(der.SEQUENCE, cmstest.Wrap(der.SEQUENCE, cmstest.Marshal(t, cmstest.OIDSHA256)), cmstest.Wrap(der.OCTET_STRING, sum[:]))
	extension := cmstest.Wrap(der.SEQUENCE, cmstest.Marshal(t, cmstest.OIDRSA), cmstest.Wrap(der.BOOLEAN, []byte{0}), cmstest.Wrap(der.OCTET_STRING, nil))
	return tree(t, cmstest.Wrap(der.SEQUENCE, cmstest.Wrap(der.INTEGER, []byte{1}), cmstest.Marshal(t, cmstest.OIDSHA256), imprint, cmstest.Wrap(der.INTEGER, []byte{7}),
		cmstest.Wrap(der.GeneralizedTime, []byte("20260127013000Z")), cmstest.Wrap(der.SEQUENCE, cmstest.Wrap(der.INTEGER, []byte{1})), cmstest.Wrap(der.BOOLEAN, []byte{0xFF}),
		cmstest.Marshal(t, big.NewInt(nonce)), cmstest.Wrap(cmstest.Context(0), cmstest.Wrap(der.NULL, nil)), cmstest.Wrap(cmstest.Context(1), extension)))
}

// TestShapeOfStamps takes a time stamp's TSTInfo apart; the service signs what
// is left.
func TestShapeOfStamps(t *testing.T) {
	s := cmstest.NewAuthority(t).NewTSA(t).Signer
	n := info(t, 99)
	stamp := func() error {
		token, err := s.SignToken(n.bytes())
		if err != nil {
			t.Fatal(err)
		}
		_, err = cms.ParseStamp(token, content)
		return err
	}
	if err := stamp(); err != nil {
		t.Fatal(err)
	}
	n.spoil("info", func(what string) {
		except(t, what, stamp(), "info.3 empty", "info.5*", "info.6 gone", "info.7 gone", "info.8*", "info.9 gone", "info.9 empty", "info.9.0 gone", "info.9.0.1 gone", "info.9.0.0 empty")
	})
	for _, i := range []struct {
		at   []int
		to   []byte
		want string
	}{
		{[]int{0}, []byte{2}, "well-formed"}, {[]int{9, 0, 1}, []byte{0xFF}, "understood"}, {[]int{4}, []byte("20260127013000"), "well-formed"}, {[]int{4}, []byte("20261327013000Z"), "well-formed"},
		{[]int{2, 1}, make([]byte, 32), "something else"}, {[]int{2, 0, 0}, []byte{1, 2, 3}, "understood"},
	} {
		k := n.at(i.at...)
		was := k.content
		k.content = i.to
		if err := stamp(); err == nil || !strings.Contains(err.Error(), i.want) {
			t.Errorf("%v: %v", i.at, err)
		}
		k.content = was
	}
}

// TestShapeOfAnswers takes a service's answer apart.
func TestShapeOfAnswers(t *testing.T) {
	s := cmstest.NewAuthority(t).NewTSA(t).Signer
	token, err := s.SignToken(info(t, 99).bytes())
	if err != nil {
		t.Fatal(err)
	}
	answer := func(status int64) *node {
		return tree(t, cmstest.Wrap(der.SEQUENCE, cmstest.Wrap(der.SEQUENCE, cmstest.Marshal(t, status), cmstest.Wrap(der.SEQUENCE)), token))
	}
	for status, want := range map[int64]string{0: "<nil>", 1: "<nil>", 2: "refuses", 5: "refuses", -1: "refuses"} {
		got, err := cms.StampResponse(answer(status).bytes(), content, big.NewInt(99))
		if !strings.Contains(fmt.Sprint(err), want) || err == nil && !bytes.Equal(got, token) {
			t.Errorf("status %d: %v", status, err)
		}
	}
	for nonce, want := range map[int64]string{99: "<nil>", 98: "another request"} {
		if _, err := cms.StampResponse(answer(0).bytes(), content, big.NewInt(nonce)); !strings.Contains(fmt.Sprint(err), want) {
			t.Errorf("nonce %d: %v", nonce, err)
		}
	}
	if _, err := cms.StampResponse(append(answer(0).bytes(), 5, 0), content, big.NewInt(99)); err == nil {
		t.Error("something behind the answer")
	}
	n := answer(0)
	n.spoil("answer", func(what string) {
		_, err := cms.StampResponse(n.bytes(), content, big.NewInt(99))
		except(t, what, err, "answer.0.1*", "answer.0.0 with more behind")
	})
}
