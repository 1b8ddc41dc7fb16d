package sign_test

import (
	"bytes"
	"testing"

	"nianbao/internal/signing/cms/cmstest"
	"nianbao/internal/signing/sign"
)

// noticed reports whether a verifier complains.
func noticed(data []byte, trust *sign.Trust) bool {
	r, err := sign.Verify("", data, trust)
	return err != nil || !r.OK()
}

// oneIn thins what is tried out where tests are tested (-short): one in n.
func oneIn(n int) int {
	if testing.Short() {
		return n
	}
	return 1
}

// flips are how a byte is changed: one bit, the case of a letter, all bits.
var flips = []byte{0x01, 0x20, 0xFF}

// TestTampering changes bytes of signed files, one at a time: all of a small
// file, and many of a report, evenly over the whole.
func TestTampering(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	stamped := mustSign(t, plainPDF(), o.options(t, cmstest.P256, true))
	for _, c := range []struct {
		name   string
		data   []byte
		places int // 0: every byte
	}{
		{"RSA", mustSign(t, plainPDF(), o.options(t, cmstest.RSA, false)), 0},
		{"P-256 stamped", stamped, 0},
		{"twice", mustSign(t, stamped, o.options(t, cmstest.P256, false)), 1500},
		{"report", mustSign(t, report(t), o.options(t, cmstest.P256, false)), 2000},
		{"report twice", mustSign(t, mustSign(t, report(t), o.options(t, cmstest.P256, false)), o.options(t, cmstest.RSA, true)), 400},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if noticed(c.data, o.trust) {
				t.Fatal("the file as it was signed is refused")
			}
			data := bytes.Clone(c.data)
			places := c.places
			if places == 0 {
				places = len(data)
			}
			tried, step := 0, oneIn(20)
			for n := 0; n < places; n += step {
				i := n * len(data) / places
				was := data[i]
				if c.places == 0 && was == '0' && n%4 != 0 && len(data) > 9000 { // most is the room that is left
					continue
				}
				for k, flip := range flips {
					if c.places+len(data) > 9000 && n%len(flips) != k { // one of the ways in turn
						continue
					}
					data[i] = was ^ flip
					tried++
					if !noticed(data, o.trust) {
						t.Errorf("byte %d of %d: %q for %q was not noticed", i, len(data), data[i], was)
					}
				}
				data[i] = was
			}
			t.Logf("%d changes at %d places of %d bytes", tried, places, len(data))
		})
	}
}

// TestCutAndAppended takes bytes away from the end, and adds some.
func TestCutAndAppended(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	data := mustSign(t, plainPDF(), o.options(t, cmstest.P256, false))
	for n := range len(data) {
		if !noticed(data[:n], o.trust) {
			t.Errorf("cut to %d of %d bytes", n, len(data))
		}
	}
	for _, more := range []string{"\n", "\x00", " ", "%", "%%EOF\n", "x"} {
		if !noticed(append(bytes.Clone(data), more...), o.trust) {
			t.Errorf("%q at the end", more)
		}
	}
}
