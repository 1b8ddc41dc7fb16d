package sign

import "crypto/x509"

// Name gives what a certificate's holder is called: the common name, else the
// organisation, else the whole name.
func Name(c *x509.Certificate) string {
	if c.Subject.CommonName != "" {
		return c.Subject.CommonName
	}
	if len(c.Subject.Organization) > 0 {
		return c.Subject.Organization[0]
	}
	return c.Subject.String()
}
