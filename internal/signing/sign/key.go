package sign

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"math/big"
	"time"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
	pkcs12 "software.sslmate.com/src/go-pkcs12"

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

// largestKey is how long a PKCS#12 file may be.
const largestKey = 1 << 20

// ReadKey opens a PKCS#12 file (RFC 7292), usually called .p12 or .pfx, or a
// file with a key of SM2, usually called .sm2. The error is a *diag.Diagnostic.
func ReadKey(name string, data []byte, passphrase string) (*Key, error) {
	say := func(what, do diag.Text) error { return diag.New(diag.Pos{File: name}, what, do) }
	noKey := func() error {
		return say(diag.T("不是 PKCS#12 密钥文件（.p12、.pfx），或者已损坏", "this is no PKCS#12 key file (.p12, .pfx), or it is damaged"),
			diag.T("请向发证机构重新取得密钥文件。", "get the key file from the issuer again."))
	}
	if len(data) > largestKey || !modest(data) {
		return nil, noKey()
	}
	wrong := func() error {
		return say(diag.T("口令不对", "the pass phrase is wrong"), diag.T("请检查大小写和输入法，再试一次。", "check capitals and try again."))
	}
	if f, ok := readSM2File(data); ok {
		k, err := f.open(passphrase)
		if err != nil {
			return nil, wrong()
		}
		return k, nil
	}
	private, leaf, issuers, err := pkcs12.DecodeChain(data, passphrase)
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword):
		return nil, wrong()
	case err != nil:
		return nil, noKey()
	}
	key, ok := private.(crypto.Signer)
	if !ok || leaf == nil {
		return nil, noKey()
	}
	k := &Key{Private: key, Chain: chain(leaf, issuers)}
	if pub, ok := key.Public().(interface{ Equal(crypto.PublicKey) bool }); !ok || !pub.Equal(leaf.PublicKey) {
		return nil, say(diag.T("密钥和证书不是一对", "the key does not belong to the certificate"), diag.T("请向发证机构重新取得密钥文件。", "get the key file from the issuer again."))
	}
	return k, nil
}

// mostIterations is how often a pass phrase may be hashed: usual are 2,048 to a
// million; a damaged file must not keep the machine busy for hours.
const mostIterations = 10_000_000

// modest reports whether no count of iterations in a DER structure is beyond
// that. A count is a whole number that stands behind its salt, an octet string.
func modest(data []byte) bool {
	before := der.Tag(0)
	for s := cryptobyte.String(data); !s.Empty(); {
		var v cryptobyte.String
		var tag der.Tag
		if !s.ReadAnyASN1(&v, &tag) {
			return true // no DER: it is read by nobody
		}
		switch {
		case tag == der.INTEGER && before == der.OCTET_STRING:
			if n := new(big.Int).SetBytes(v); n.Cmp(big.NewInt(mostIterations)) > 0 {
				return false
			}
		case tag&0x20 != 0, tag == der.OCTET_STRING:
			if !modest(v) {
				return false
			}
		}
		before = tag
	}
	return true
}

// chain puts certificates in order from the leaf up; those that belong to
// nobody are left out.
func chain(leaf *x509.Certificate, others []*x509.Certificate) []*x509.Certificate {
	c := []*x509.Certificate{leaf}
next:
	for last := leaf; !selfIssued(last); {
		for i, o := range others {
			if o != nil && last.CheckSignatureFrom(o) == nil {
				c, last = append(c, o), o
				others[i] = nil
				continue next
			}
		}
		break
	}
	return c
}

func selfIssued(c *x509.Certificate) bool { return string(c.RawIssuer) == string(c.RawSubject) }

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
		return say(diag.T("证书的用途不含数字签名（digitalSignature）", "the certificate is not for digital signatures (digitalSignature)"), diag.T("请用签名证书，不要用加密证书。", "take the certificate for signing, not the one for encryption."))
	}
	switch key := c.PublicKey.(type) {
	case *rsa.PublicKey:
		if key.N.BitLen() < 2048 {
			return say(diag.T("密钥太短：RSA %d 位", "the key is too short: RSA of %d bits", key.N.BitLen()), diag.T("请换用 2048 位以上的密钥。", "take a key of 2048 bits or more."))
		}
	case *ecdsa.PublicKey:
		if key.Curve.Params().BitSize < 256 {
			return say(diag.T("密钥太短：ECDSA %d 位", "the key is too short: ECDSA of %d bits", key.Curve.Params().BitSize), diag.T("请换用 P-256 以上的密钥。", "take a key on P-256 or larger."))
		}
	default:
		return say(diag.T("密钥既不是 RSA 也不是 ECDSA", "the key is neither RSA nor ECDSA"), diag.T("请换用 RSA 或 ECDSA 密钥。", "take an RSA or ECDSA key."))
	}
	return nil
}
