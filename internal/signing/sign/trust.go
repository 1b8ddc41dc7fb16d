package sign

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"

	"nianbao/internal/diag"
	"nianbao/internal/signing/cms"
)

// ReadCertificates reads certificates to trust: PEM, one or more, or one in
// DER. The error is a *diag.Diagnostic.
func ReadCertificates(name string, data []byte) ([]*x509.Certificate, error) {
	var list []*x509.Certificate
	bad := diag.New(diag.Pos{File: name}, diag.T("不是证书文件（PEM 或 DER）", "this is no file with certificates (PEM or DER)"),
		diag.T("请给出签名人的上级证书，通常叫 ca.pem 或 ca.cer。", "give the issuer's certificate, usually called ca.pem or ca.cer."))
	if !bytes.Contains(data, []byte("-----BEGIN")) {
		c, err := cms.ParseCertificate(data)
		if err != nil {
			return nil, bad
		}
		return []*x509.Certificate{c}, nil
	}
	for {
		var b *pem.Block
		if b, data = pem.Decode(data); b == nil {
			break
		}
		if b.Type != "CERTIFICATE" {
			continue
		}
		c, err := cms.ParseCertificate(b.Bytes)
		if err != nil {
			return nil, bad
		}
		list = append(list, c)
	}
	if len(list) == 0 {
		return nil, bad
	}
	return list, nil
}
