package cms_test

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"math/big"
	"testing"
	"time"

	der "golang.org/x/crypto/cryptobyte/asn1"

	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/cms/cmstest"
)

// resigned signs the attributes of a message anew with a key of ECDSA, as whoever
// made it could have.
func resigned(t *testing.T, n *node, key crypto.Signer) []byte {
	t.Helper()
	signer := n.at(1, 0, 4, 0)
	attributes := signer.kids[3].bytes()
	sum := sha256.Sum256(cmstest.Wrap(der.SET, attributes[len(attributes)-size(signer.kids[3]):]))
	value, err := key.Sign(rand.Reader, sum[:], crypto.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	signer.kids[5].content = value
	return n.bytes()
}

// TestContentType: what is signed says itself over what kind of content it is, and
// that is the kind the message names.
func TestContentType(t *testing.T) {
	a := cmstest.NewAuthority(t)
	key, chain := a.Issue(t, cmstest.P256, nil)
	n := tree(t, (&cmstest.Spec{Key: key, Chain: chain, Content: content}).Make(t))
	if err := check(resigned(t, n, key), nil); err != nil {
		t.Fatal(err)
	}
	of := n.at(1, 0, 4, 0, 3, 0, 1, 0)
	of.content = append(bytes.Clone(of.content[:len(of.content)-1]), 5) // digested data
	if err := check(resigned(t, n, key), nil); !errors.Is(err, cms.ErrSyntax) {
		t.Error(err)
	}
}

// TestVersions has the versions that RFC 5652 wants (5.1, 5.3), and others.
func TestVersions(t *testing.T) {
	a := cmstest.NewAuthority(t)
	key, chain := a.Issue(t, cmstest.P256, func(c *x509.Certificate) { c.SubjectKeyId = []byte("key id") })
	for _, byKey := range []bool{false, true} {
		n := tree(t, (&cmstest.Spec{Key: key, Chain: chain, Content: content, ByKey: byKey}).Make(t))
		for data := range byte(6) {
			for signer := range byte(6) {
				n.at(1, 0, 0).content, n.at(1, 0, 4, 0, 0).content = []byte{data}, []byte{signer}
				ok := data == 1 && signer == 1 && !byKey || data == 3 && signer == 3 && byKey
				if err := check(n.bytes(), nil); ok != (err == nil) {
					t.Errorf("by key %v, %d and %d: %v", byKey, data, signer, err)
				}
			}
		}
	}
}

// TestNamedOpaque: only a certificate that is the signer's keeps its signature from
// being understood; another one by the same issuer is not missed.
func TestNamedOpaque(t *testing.T) {
	a := cmstest.NewAuthority(t)
	key, chain := a.Issue(t, cmstest.P256, nil)
	_, other := a.Issue(t, cmstest.P256, nil)
	message := (&cmstest.Spec{Key: key, Chain: chain[:1], Content: content}).Make(t)
	for want, with := range map[error]*x509.Certificate{cms.ErrUnsupported: chain[0], cms.ErrCertificate: other[0]} {
		n := tree(t, message)
		*n.at(1, 0, 3, 0) = *tree(t, onUnknownCurve(t, with))
		if _, err := cms.Parse(n.bytes()); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
	}
}

// TestSchemeOfSM2 says of a signature with SM2 that it is another.
func TestSchemeOfSM2(t *testing.T) {
	a := cmstest.NewAuthorityOf(t, cmstest.SM2)
	n := tree(t, message(t, a, cmstest.SM2))
	for oid, want := range map[*asn1.ObjectIdentifier]error{&cmstest.OIDSM2: nil, &cmstest.OIDECDSA: cms.ErrUnsupported, &cmstest.OIDRSA: cms.ErrUnsupported} {
		*n.at(1, 0, 4, 0, 4, 0) = *tree(t, cmstest.Marshal(t, *oid))
		if err := check(n.bytes(), nil); !errors.Is(err, want) {
			t.Errorf("%v: %v", *oid, err)
		}
	}
}

// TestHalfOfPSS leaves parts of the parameters of RSASSA-PSS out, which then stand for
// SHA-1, and names the only trailer there is.
func TestHalfOfPSS(t *testing.T) {
	a := cmstest.NewAuthority(t)
	key, chain := a.Issue(t, cmstest.RSA, nil)
	s := cmstest.Spec{Key: key, Chain: chain, Content: content, PSS: &rsa.PSSOptions{SaltLength: 32, Hash: crypto.SHA256}}
	whole := tree(t, s.Make(t)).at(1, 0, 4, 0, 4, 1).kids
	trailer := func(n byte) *node { return tree(t, cmstest.Wrap(cmstest.Context(3), []byte{2, 1, n})) }
	for name, c := range map[string]struct {
		parts []*node
		want  error
	}{
		"whole": {whole, nil}, "no digest": {whole[1:], cms.ErrWeak}, "no mask": {[]*node{whole[0], whole[2]}, cms.ErrWeak}, "nothing": {[]*node{}, cms.ErrWeak},
		"no salt said": {whole[:2], cms.ErrSignature}, "the trailer": {append(whole[:3:3], trailer(1)), nil}, "another trailer": {append(whole[:3:3], trailer(2)), cms.ErrSyntax},
	} {
		n := tree(t, s.Make(t))
		parameters := n.at(1, 0, 4, 0, 4, 1)
		if parameters.kids = c.parts; len(c.parts) == 0 {
			parameters.kids, parameters.content = nil, nil
		}
		if err := check(n.bytes(), nil); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// TestMoreBehindUses: a list of uses behind which something stands names none.
func TestMoreBehindUses(t *testing.T) {
	a := cmstest.NewAuthority(t)
	for more, ok := range map[string]bool{"": true, "\x05\x00": false} {
		_, chain := a.Issue(t, cmstest.P256, func(c *x509.Certificate) {
			uses := cmstest.Uses(t, false, cmstest.UseDocuments)
			uses.Value = append(uses.Value, more...)
			c.ExtraExtensions = []pkix.Extension{uses}
		})
		if got := cms.MaySign(chain[0]); got != ok {
			t.Errorf("%q: %v", more, got)
		}
	}
}

// TestSelfIssued: a certificate of its issuer's own name is bound by the names that the
// issuer may give, if it is the signer's (RFC 5280 6.1.4).
func TestSelfIssued(t *testing.T) {
	a := cmstest.NewAuthority(t)
	county := tlv(0x30, tlv(0xA0, tlv(0x30, tlv(0xA4, name(t, pkix.Name{Organization: []string{"County"}})))))
	for _, named := range []string{"County", "Other"} {
		subject := pkix.Name{Organization: []string{named}}
		under := a.Under(t, cmstest.NewKey(t, cmstest.P256), func(x *x509.Certificate) {
			x.Subject = subject
			x.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 30}, Value: county}}
		})
		chain := under.IssueFor(t, cmstest.NewKey(t, cmstest.P256), func(x *x509.Certificate) { x.Subject = subject })
		p := cms.Path{Roots: []*x509.Certificate{a.Root}, Others: chain, At: cmstest.Now, For: cms.Signing}
		if _, err := p.From(chain[0]); (err == nil) != (named == "County") {
			t.Errorf("%s: %v", named, err)
		}
	}
}

// TestOverSHA1 is about lists and responders' certificates that are signed over SHA-1,
// and about a list under another name with the issuer's key.
func TestOverSHA1(t *testing.T) {
	a := cmstest.NewAuthorityOf(t, cmstest.RSA)
	_, chain := a.Issue(t, cmstest.P256, nil)
	twin := a.Under(t, a.Key, func(c *x509.Certificate) { c.Subject.CommonName = "Twin" })
	over := func(how x509.SignatureAlgorithm) func(*x509.RevocationList) {
		return func(l *x509.RevocationList) { l.SignatureAlgorithm = how }
	}
	said := func(how x509.SignatureAlgorithm) []byte {
		by := a.Under(t, cmstest.NewKey(t, cmstest.P256), func(c *x509.Certificate) {
			c.IsCA, c.KeyUsage, c.SignatureAlgorithm = false, x509.KeyUsageDigitalSignature, how
			c.ExtraExtensions = []pkix.Extension{cmstest.Uses(t, false, cmstest.UseOCSP)}
		})
		return by.Reply(t, []*x509.Certificate{by.Root}, cmstest.Single(t, chain[0], a.Root, cmstest.OIDSHA512, sumSHA512, cmstest.StatusGood))
	}
	for name, c := range map[string]struct {
		list   *x509.RevocationList
		answer []byte
		want   cms.Status
	}{
		"list":                               {list: a.List(t, over(x509.SHA256WithRSA)), want: cms.Good},
		"list over SHA-1":                    {list: a.List(t, over(x509.SHA1WithRSA))},
		"list under another name":            {list: twin.List(t, nil)},
		"responder":                          {answer: said(x509.SHA256WithRSA), want: cms.Good},
		"responder's certificate over SHA-1": {answer: said(x509.SHA1WithRSA)},
	} {
		e := &cms.Evidence{}
		if c.list != nil {
			e.Lists = append(e.Lists, c.list)
		} else {
			e.Answers = append(e.Answers, c.answer)
		}
		if got, _ := e.Of(chain[0], a.Root, cmstest.Now); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestClimb looks for issuers among others, wherever these have them.
func TestClimb(t *testing.T) {
	a, other := cmstest.NewAuthority(t), cmstest.NewAuthority(t)
	_, chain := a.Under(t, cmstest.NewKey(t, cmstest.P256), nil).Issue(t, cmstest.P256, nil)
	leaf, issuer, root := chain[0], chain[1], chain[2]
	for _, c := range []struct {
		others   []*x509.Certificate
		length   int
		complete bool
	}{
		{[]*x509.Certificate{issuer, root}, 3, true}, {[]*x509.Certificate{root, issuer}, 3, true}, {[]*x509.Certificate{issuer}, 2, false},
		{[]*x509.Certificate{root}, 1, false}, {nil, 1, false}, {[]*x509.Certificate{other.Root, issuer, other.Root}, 2, false},
	} {
		if way, complete := cms.Climb(leaf, c.others); len(way) != c.length || complete != c.complete {
			t.Errorf("%d others: %d certificates, complete %v", len(c.others), len(way), complete)
		}
	}
	if way, complete := cms.Climb(root, nil); len(way) != 1 || !complete {
		t.Errorf("a root: %d certificates", len(way))
	}
}

// TestLargestKey: with a key of five million bits nothing is computed; a small file
// could else stop the program for minutes.
func TestLargestKey(t *testing.T) {
	a := cmstest.NewAuthorityOf(t, cmstest.RSA)
	_, chain := a.Issue(t, cmstest.P256, nil)
	large := new(big.Int).Add(new(big.Int).Lsh(big.NewInt(1), 5_000_000), big.NewInt(1))
	c := &x509.Certificate{SerialNumber: big.NewInt(9), Subject: a.Root.Subject, NotBefore: a.Root.NotBefore, NotAfter: a.Root.NotAfter, IsCA: true, BasicConstraintsValid: true, KeyUsage: a.Root.KeyUsage}
	raw, err := x509.CreateCertificate(rand.Reader, c, a.Root, &rsa.PublicKey{N: large, E: 65537}, a.Key)
	if err != nil {
		t.Fatal(err)
	}
	huge, err := cms.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	ask := func(e *cms.Evidence, issuer *x509.Certificate, want cms.Status) {
		if got, _ := e.Of(chain[0], issuer, cmstest.Now); got != want {
			t.Errorf("%v, want %v", got, want)
		}
	}
	list := &cms.Evidence{Lists: []*x509.RevocationList{a.List(t, nil)}}
	ask(list, a.Root, cms.Good)
	ask(list, huge, cms.Unknown)
	if way, complete := cms.Climb(chain[0], []*x509.Certificate{huge}); len(way) != 1 || complete {
		t.Errorf("%d certificates", len(way))
	}
	if took := time.Since(begin); took > 30*time.Second {
		t.Errorf("it took %v", took)
	}
}
