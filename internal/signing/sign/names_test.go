package sign_test

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"strings"
	"testing"

	"nianbao/internal/signing/sign"
)

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"某某县 Office é": "某某县 Office é", "a\nb\x1b[2J": "a\uFFFDb\uFFFD[2J", "\u202Ecod.exe": "\uFFFDcod.exe", "局\u3164\u2800\u115F\u034F\uFE0F": "局\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD",
		strings.Repeat("年", 200): strings.Repeat("年", 200), strings.Repeat("年", 201): strings.Repeat("年", 200) + "……", "\xff": "\uFFFD", "": "",
	} {
		if got := sign.Printable(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// A body's certificate may name it, its seal, or one of its people.
func TestIsOf(t *testing.T) {
	for _, c := range []struct {
		pkix.Name
		want bool
	}{
		{pkix.Name{CommonName: "某县教育局"}, true},
		{pkix.Name{CommonName: "某县教育局（公章）"}, true},
		{pkix.Name{CommonName: "张三", Organization: []string{"某县", "某县 教育局"}}, true},
		{pkix.Name{CommonName: "张三", OrganizationalUnit: []string{"某县教育局"}}, true},
		{pkix.Name{CommonName: "某县卫生局"}, false},
		{pkix.Name{CommonName: "教育局", Organization: []string{"某县"}}, false},
		{pkix.Name{}, false},
	} {
		if got := sign.IsOf(&x509.Certificate{Subject: c.Name}, "某县教育局"); got != c.want {
			t.Errorf("%v: %v", c.Name, got)
		}
	}
	if !sign.IsOf(&x509.Certificate{Subject: pkix.Name{CommonName: "某局(本级)"}}, "某局（本级）") {
		t.Error("brackets")
	}
}
