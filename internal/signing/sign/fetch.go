package sign

import (
	"bytes"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"nianbao/internal/signing/cms"
)

// Fetch asks the addresses that stand in certificates: for the issuer's
// certificate, for revocation lists, for a responder's answer.
type Fetch struct{ Client *http.Client } // nil: one that waits half a minute

// longestList is how long a revocation list may be, in bytes: those of large
// authorities have several millions.
const longestList = 32 << 20

// get reads what is at an address; a request is sent if there is one.
func (f *Fetch) get(address string, request []byte) ([]byte, error) {
	if u, err := url.Parse(address); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("%s: no http address", redacted(address))
	}
	client := f.Client
	if client == nil {
		client = &http.Client{Timeout: patience}
	}
	var r *http.Response
	var err error
	if request != nil {
		r, err = client.Post(address, "application/ocsp-request", bytes.NewReader(request))
	} else {
		r, err = client.Get(address)
	}
	if err != nil {
		return nil, err
	}
	defer r.Body.Close()
	data, err := io.ReadAll(io.LimitReader(r.Body, longestList+1))
	switch {
	case err != nil:
		return nil, err
	case r.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("%s: %d", redacted(address), r.StatusCode)
	case len(data) > longestList:
		return nil, fmt.Errorf("%s: too long", redacted(address))
	}
	return data, nil
}

// issuer fetches the certificate of a certificate's issuer; nil: none is had.
func (f *Fetch) issuer(c *x509.Certificate) *x509.Certificate {
	for _, address := range c.IssuingCertificateURL {
		if data, err := f.get(address, nil); err == nil {
			if list, err := ReadCertificates("", data); err == nil {
				return list[0]
			}
		}
	}
	return nil
}

// evidence fetches what is said of a certificate, each piece by itself; the
// error says why nothing could be had.
func (f *Fetch) evidence(c, issuer *x509.Certificate) (all []*cms.Evidence, why error) {
	request, err := cms.AskAbout(c, issuer)
	if err == nil {
		for _, address := range c.OCSPServer {
			e := &cms.Evidence{}
			data, err := f.get(address, request)
			if err == nil {
				err = e.AddAnswer(data)
			}
			if err == nil {
				all = append(all, e)
			}
			why = errors.Join(why, err)
		}
	}
	for _, address := range c.CRLDistributionPoints {
		e := &cms.Evidence{}
		data, err := f.get(address, nil)
		if err == nil {
			err = e.AddList(data)
		}
		if err == nil {
			all = append(all, e)
		}
		why = errors.Join(why, err)
	}
	return all, why
}
