package cms

import (
	"crypto/x509"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
)

// What validation data may be (EN 319 142-1 5.4.2): each is one value and nothing
// behind it. Whether it is true, or of anybody's, is not asked.

// IsCertificate reports whether data are a certificate, which may be one that cannot
// be relied on.
func IsCertificate(data []byte) bool {
	if _, err := ParseCertificate(data); err == nil {
		return true
	}
	_, ok := readOpaque(data)
	return ok
}

// IsList reports whether data are a revocation list.
func IsList(data []byte) bool {
	var list cryptobyte.String
	_, err := x509.ParseRevocationList(data)
	return err == nil && alone(data, &list, der.SEQUENCE)
}

// IsAnswer reports whether data are a responder's answer.
func IsAnswer(data []byte) bool {
	_, err := readAnswer(data)
	return err == nil
}

// IsToken reports whether data are a time stamp token; it may be BER.
func IsToken(data []byte) bool {
	out, rest, err := DER(data)
	if err != nil || len(rest) > 0 {
		return false
	}
	m, err := Parse(out)
	return err == nil && m.contentType.Equal(oidTSTInfo)
}
