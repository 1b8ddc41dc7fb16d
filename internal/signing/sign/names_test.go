package sign_test

import (
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
