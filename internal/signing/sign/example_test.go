package sign_test

import (
	"crypto/x509"
	"fmt"
	"time"

	"nianbao/internal/signing/sign"
)

// A file is signed with a key, and verified by whom one trusts: nobody, if no
// certificate is given. Any byte that is changed afterwards is noticed.
func Example() {
	now := time.Date(2026, 1, 27, 9, 0, 0, 0, time.UTC)
	file, certificate, err := sign.TestKey("phrase", now, false) // an office has its key file
	if err != nil {
		fmt.Println(err)
		return
	}
	keys, err := sign.ReadKeys("office.p12", file, "phrase")
	if err != nil {
		fmt.Println(err)
		return
	}
	signed, err := sign.Sign("2025.pdf", plainPDF(), &sign.Options{Key: keys[0], Time: now, Reason: "发布"})
	if err != nil {
		fmt.Println(err)
		return
	}
	roots, err := sign.ReadCertificates("ca.pem", certificate)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, trusted := range [][]*x509.Certificate{roots, nil} {
		r, err := sign.Verify("2025.pdf", signed, &sign.Trust{Signers: trusted, Now: now})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(r.OK(), r.Signatures[0].Intact, r.Signatures[0].Whole, r.Signatures[0].Trusted)
	}
	// Output:
	// true true true true
	// false true true false
}
