package sign

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"strings"
	"time"

	"nianbao/internal/diag"
	"nianbao/internal/signing/cms"
)

// Key is what a signer signs with: a private key and the certificates from the
// signer's to the issuer's.
type Key struct {
	Private crypto.Signer
	Chain   []*x509.Certificate
}

// SM2 reports whether the key is of SM2, which few programs know.
func (k *Key) SM2() bool { return cms.IsSM2(k.Private.Public()) }

// largestKey is how long a key file may be, in bytes.
const largestKey = 1 << 20

// ReadKeys opens a PKCS#12 file (RFC 7292), usually called .p12 or .pfx, in DER
// or BER, or a file with a key of SM2, usually called .sm2. It gives every key
// that has its certificate in the file. The error is a *diag.Diagnostic.
func ReadKeys(name string, data []byte, passphrase string) ([]*Key, error) {
	refuse := func(err error) error {
		r := refusalOf(data, err)
		return diag.New(diag.Pos{File: name}, r.what, r.do)
	}
	if len(data) > largestKey {
		return nil, refuse(errNoPKCS12)
	}
	if f, ok := readSM2File(data); ok {
		k, err := f.open(passphrase)
		if err != nil {
			return nil, refuse(errWord)
		}
		return []*Key{k}, nil
	}
	s, err := readStore(data)
	if err != nil {
		return nil, refuse(err)
	}
	private, certs, err := s.open(passphrase)
	if err != nil {
		return nil, refuse(err)
	}
	var keys []*Key
	for _, p := range private {
		if leaf := certificateOf(p, certs); leaf != nil {
			chain, _ := cms.Climb(leaf, certs) // those that belong to nobody are left out
			keys = append(keys, &Key{Private: p, Chain: chain})
		}
	}
	switch {
	case len(private) == 0:
		return nil, refuse(errNoKey)
	case len(keys) == 0:
		return nil, refuse(errNoCertificate)
	}
	return keys, nil
}

// NeedsPassphrase reports whether a key file cannot be opened without one.
func NeedsPassphrase(data []byte) bool {
	s, err := readStore(data)
	return err != nil || s.locked
}

// certificateOf finds the certificate of a key.
func certificateOf(key crypto.Signer, certs []*x509.Certificate) *x509.Certificate {
	public, ok := key.Public().(interface{ Equal(crypto.PublicKey) bool })
	for _, c := range certs {
		if ok && public.Equal(c.PublicKey) {
			return c
		}
	}
	return nil
}

// Choose gives the key to sign with: the one whose certificate has the serial
// number (hexadecimal), or, if none is named, the only one that may sign at the
// time. The error is a *diag.Diagnostic.
func Choose(name string, keys []*Key, serial string, at time.Time) (*Key, error) {
	var fit []*Key
	for _, k := range keys {
		if serial != "" && strings.EqualFold(strings.TrimLeft(serial, "0"), k.Serial()) || serial == "" && (len(keys) == 1 || k.Check(name, at) == nil) {
			fit = append(fit, k)
		}
	}
	say := func(what, do diag.Text) error { return diag.New(diag.Pos{File: name}, what, do) }
	zh, en := list(name, keys, at)
	switch {
	case len(fit) == 1:
		return fit[0], fit[0].Check(name, at)
	case serial != "":
		return nil, say(diag.T("没有序列号是 %[1]s 的证书；文件里有：%[2]s", "no certificate has the serial number %[1]s; the file has: %[3]s", serial, zh, en),
			diag.T("请给出其中一个序列号（--key-serial）。", "give one of these serial numbers with --key-serial."))
	case len(fit) == 0:
		return nil, say(diag.T("文件里有 %[1]d 把密钥，没有一把能用来签名：%[2]s", "the file has %[1]d keys, and none may sign: %[3]s", len(keys), zh, en),
			diag.T("请向发证机构取得签名证书的密钥文件。", "get the key file of the certificate for signing from the issuer."))
	}
	return nil, say(diag.T("文件里有 %[1]d 把能签名的密钥：%[2]s", "the file has %[1]d keys that may sign: %[3]s", len(fit), zh, en),
		diag.T("请选一把，写出它的序列号（--key-serial 序列号）。", "choose one with --key-serial SERIAL."))
}

// list lists keys, each with what speaks against it.
func list(name string, keys []*Key, at time.Time) (zh, en string) {
	var z, e []string
	for _, k := range keys {
		id := k.Serial() + " " + Name(k.Chain[0])
		var why *diag.Diagnostic
		if errors.As(k.Check(name, at), &why) {
			z, e = append(z, id+"（"+why.What.ZH+"）"), append(e, id+" ("+why.What.EN+")")
		} else {
			z, e = append(z, id), append(e, id)
		}
	}
	return strings.Join(z, "；"), strings.Join(e, "; ")
}

// Serial gives the serial number of the key's certificate in hexadecimal.
func (k *Key) Serial() string { return k.Chain[0].SerialNumber.Text(16) }

// Check tells why a key must not sign at a time: its certificate has expired
// or is not valid yet, is not for signing, or is too weak.
func (k *Key) Check(name string, at time.Time) error {
	c := k.Chain[0]
	say := func(what, do diag.Text) error { return diag.New(diag.Pos{File: name}, what, do) }
	day := "2006-01-02"
	switch {
	case at.After(c.NotAfter):
		return say(diag.T("证书已于 %s 到期", "the certificate expired on %s", c.NotAfter.In(at.Location()).Format(day)), diag.T("请向发证机构更换证书。", "have the issuer renew it."))
	case at.Before(c.NotBefore):
		return say(diag.T("证书到 %s 才生效", "the certificate is not valid before %s", c.NotBefore.In(at.Location()).Format(day)), diag.T("请检查电脑的日期，或等证书生效。", "check this computer's date, or wait."))
	case !cms.MaySign(c):
		return say(diag.T("证书的用途不含文件签名（密钥用法 digitalSignature、扩展密钥用法）", "the certificate is not for signing documents (key usage digitalSignature, extended key usage)"),
			diag.T("请用签名证书，不要用加密证书或网站证书。", "take the certificate for signing, not one for encryption or for a server."))
	}
	switch key := c.PublicKey.(type) {
	case *rsa.PublicKey:
		if key.N.BitLen() < cms.LeastRSA {
			return say(diag.T("密钥太短：RSA %d 位", "the key is too short: RSA of %d bits", key.N.BitLen()), diag.T("请换用 2048 位以上的密钥。", "take a key of 2048 bits or more."))
		}
	case *ecdsa.PublicKey:
		if key.Curve.Params().BitSize < cms.LeastCurve {
			return say(diag.T("密钥太短：ECDSA %d 位", "the key is too short: ECDSA of %d bits", key.Curve.Params().BitSize), diag.T("请换用 P-256 以上的密钥。", "take a key on P-256 or larger."))
		}
	default:
		return say(diag.T("密钥既不是 RSA 也不是 ECDSA", "the key is neither RSA nor ECDSA"), diag.T("请换用 RSA 或 ECDSA 密钥。", "take an RSA or ECDSA key."))
	}
	return nil
}
