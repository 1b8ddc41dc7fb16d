package sign_test

import (
	"testing"

	"nianbao/internal/signing/cms/cmstest"
	"nianbao/internal/signing/sign"
	"nianbao/internal/unit"
)

func FuzzVerify(f *testing.F) {
	o := newOffice(f)
	once := mustSign(f, plainPDF(), o.options(f, cmstest.P256, false))
	f.Add(once)
	f.Add(mustSign(f, once, o.options(f, cmstest.P256, true)))
	opt := o.options(f, cmstest.P256, false)
	f.Fuzz(func(t *testing.T, data []byte) {
		sign.Verify("", data, o.trust)
		if out, err := sign.Sign("", data, opt); err == nil {
			if _, err := sign.Verify("", out, o.trust); err != nil {
				t.Errorf("our own file cannot be read: %v", err)
			}
		}
	})
}

func FuzzReadKey(f *testing.F) {
	p12, certificate, err := sign.TestKey("secret", now, false)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(p12)
	if ofSM2, _, err := sign.TestKey("secret", now, true); err == nil {
		f.Add(ofSM2)
	}
	f.Add(certificate)
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, word := range []string{"secret", ""} {
			if keys, err := sign.ReadKeys("", data, word); err == nil {
				sign.Choose("", keys, "", now)
			}
		}
		sign.NeedsPassphrase(data)
		sign.ReadCertificates("", data)
	})
}

func FuzzReadSeal(f *testing.F) {
	f.Add(ring(20, 20))
	f.Fuzz(func(t *testing.T, data []byte) { sign.ReadSeal("", data, 42*unit.Millimetre) })
}
