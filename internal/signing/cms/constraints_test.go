package cms_test

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"testing"

	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/cms/cmstest"
)

// tlv writes a value in DER, shorter than 128 bytes.
func tlv(tag byte, parts ...[]byte) []byte {
	b := []byte{tag, 0}
	for _, p := range parts {
		b = append(b, p...)
	}
	b[1] = byte(len(b) - 2)
	return b
}

func name(t *testing.T, n pkix.Name) []byte {
	t.Helper()
	b, err := asn1.Marshal(n.ToRDNSequence())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestNameConstraints limits the directory names that an issuer may give.
func TestNameConstraints(t *testing.T) {
	a := cmstest.NewAuthority(t)
	tree := func(n pkix.Name, more ...[]byte) []byte {
		return tlv(0x30, append([][]byte{tlv(0xA4, name(t, n))}, more...)...)
	}
	county, other := tree(pkix.Name{Organization: []string{"County"}}), tree(pkix.Name{Organization: []string{"Other"}})
	within := pkix.Name{Organization: []string{" COUNTY "}, CommonName: "Office"}
	reached := pkix.Name{CommonName: "Office", ExtraNames: []pkix.AttributeTypeAndValue{{Type: asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 1}, Value: "A@hall.County.cn"}}}
	mail := func(kind byte, trees ...string) []byte {
		var list [][]byte
		for _, tree := range trees {
			list = append(list, tlv(0x30, tlv(0x81, []byte(tree))))
		}
		return tlv(0x30, tlv(kind, list...))
	}
	altName := func(n pkix.Name) []byte { return tlv(0x30, tlv(0xA4, name(t, n))) }
	for what, c := range map[string]struct {
		extension []byte
		subject   pkix.Name
		alt       []byte
		ok        bool
	}{
		"permitted":                {tlv(0x30, tlv(0xA0, county)), within, nil, true},
		"not permitted":            {tlv(0x30, tlv(0xA0, other)), within, nil, false},
		"one of two permitted":     {tlv(0x30, tlv(0xA0, other, county)), within, nil, true},
		"excluded":                 {tlv(0x30, tlv(0xA1, county)), within, nil, false},
		"another excluded":         {tlv(0x30, tlv(0xA1, other)), within, nil, true},
		"permitted and excluded":   {tlv(0x30, tlv(0xA0, county), tlv(0xA1, county)), within, nil, false},
		"shorter than permitted":   {tlv(0x30, tlv(0xA0, tree(within))), pkix.Name{Organization: []string{"County"}}, nil, false},
		"just what is permitted":   {tlv(0x30, tlv(0xA0, tree(within))), within, nil, true},
		"everything":               {tlv(0x30, tlv(0xA0, tree(pkix.Name{}))), within, nil, true},
		"everything excluded":      {tlv(0x30, tlv(0xA1, tree(pkix.Name{}))), within, nil, false},
		"other kinds of names":     {tlv(0x30, tlv(0xA0, tlv(0x30, tlv(0x82, []byte("county.cn"))))), within, nil, true},
		"another name permitted":   {tlv(0x30, tlv(0xA0, county)), within, altName(within), true},
		"another name not":         {tlv(0x30, tlv(0xA0, county)), within, altName(pkix.Name{CommonName: "x"}), false},
		"no subject, another name": {tlv(0x30, tlv(0xA0, county)), pkix.Name{}, altName(within), true},
		"the address":              {mail(0xA0, "a@hall.county.cn"), reached, nil, true},
		"another address":          {mail(0xA0, "b@hall.county.cn"), reached, nil, false},
		"the host":                 {mail(0xA0, "other.cn", "HALL.county.cn"), reached, nil, true},
		"the host of another":      {mail(0xA0, "county.cn"), reached, nil, false},
		"the domain":               {mail(0xA0, ".county.cn"), reached, nil, true},
		"another domain":           {mail(0xA0, ".ounty.cn"), reached, nil, false},
		"no address":               {mail(0xA0, "county.cn"), within, nil, true},
		"the address excluded":     {mail(0xA1, "a@hall.county.cn"), reached, nil, false},
		"another excluded, a mail": {mail(0xA1, "county.cn"), reached, nil, true},
		"a minimum":                {tlv(0x30, tlv(0xA0, tree(within, tlv(0x80, []byte{1})))), within, nil, false},
	} {
		for _, critical := range []bool{false, true} {
			under := a.Under(t, cmstest.NewKey(t, cmstest.P256), func(x *x509.Certificate) {
				x.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 30}, Critical: critical, Value: c.extension}}
			})
			chain := under.IssueFor(t, cmstest.NewKey(t, cmstest.P256), func(x *x509.Certificate) {
				x.Subject = c.subject
				if c.alt != nil {
					x.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 17}, Value: c.alt}}
				}
			})
			var parsed []*x509.Certificate
			for _, x := range chain {
				p, err := cms.ParseCertificate(x.Raw)
				if err != nil {
					t.Fatal(what, err)
				}
				parsed = append(parsed, p)
			}
			p := cms.Path{Roots: []*x509.Certificate{a.Root}, Others: parsed, At: cmstest.Now, For: cms.Signing}
			_, err := p.From(parsed[0])
			if (err == nil) != c.ok || err != nil && !errors.Is(err, cms.ErrPurpose) && !errors.Is(err, cms.ErrUntrusted) {
				t.Errorf("%s, critical %v: %v", what, critical, err)
			}
		}
	}
}
