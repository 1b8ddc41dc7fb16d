package sign_test

import (
	"bytes"
	"strings"
	"testing"

	"nianbao/internal/signing/cms/cmstest"
)

// TestSpacedContents has white space in the hexadecimal string of a signature
// (ISO 32000-2 7.3.4.3), as programs write it that break lines.
func TestSpacedContents(t *testing.T) {
	o := newOffice(t)
	data := mustSign(t, plainPDF(), o.options(t, cmstest.P256, false))
	end := bytes.Index(data, []byte("00>"))
	for room, ok := range map[string]bool{"00 \n": true, "\r\t\f\x00": true, "\n\n 0": false, "0 0g": false, "00\v0": false, "00%0": false} {
		spaced := bytes.Clone(data)
		copy(spaced[end+2-len(room):], room)
		if r := verify(t, spaced, o.trust); r.OK() != ok {
			t.Errorf("%q: %s", room, problems(r))
		}
	}
	spread := bytes.Clone(data) // a line break in the middle of the value, taken from its end
	from := bytes.Index(spread, []byte("/Contents <")) + len("/Contents <")
	copy(spread[from:end+2], string(spread[from:from+65])+"\r\n"+strings.TrimSuffix(string(spread[from+65:end+2]), "00"))
	if r := verify(t, spread, o.trust); !r.OK() {
		t.Error(problems(r))
	}
}
