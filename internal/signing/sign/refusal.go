package sign

import (
	"bytes"
	"errors"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"

	"nianbao/internal/diag"
	"nianbao/internal/signing/cms"
)

var (
	errNoKey         = errors.New("sign: no key in the file")
	errNoCertificate = errors.New("sign: no certificate for the key in the file")
)

// refusal says what a file is that gives no key, and what to do.
type refusal struct{ what, do diag.Text }

// convert is how a key and a certificate in files of their own become one.
const convert = "openssl pkcs12 -export -inkey key.pem -in cert.pem -out key.p12"

var (
	askIssuer  = diag.T("请向发证机构取得 .p12 或 .pfx 密钥文件。", "get a .p12 or .pfx key file from the issuer.")
	doConvert  = diag.T("请合成一个密钥文件：%s", "make one key file: %s", convert)
	otherTools = diag.T("请换用 RSA 或 ECDSA（P-256、P-384、P-521）密钥，国密用 .sm2 文件。", "take a key of RSA or ECDSA (P-256, P-384, P-521), for SM2 a .sm2 file.")
)

// refusals are those that an error is enough for.
var refusals = []struct {
	err error
	refusal
}{
	{errWord, refusal{diag.T("口令不对", "the pass phrase is wrong"), diag.T("请检查大小写和输入法，再试一次。", "check capitals and try again.")}},
	{errNoKey, refusal{diag.T("这个 PKCS#12 文件里只有证书，没有密钥", "this PKCS#12 file has certificates only, no key"), askIssuer}},
	{errNoCertificate, refusal{diag.T("这个 PKCS#12 文件里的密钥没有配对的证书", "no certificate in this PKCS#12 file belongs to its key"), askIssuer}},
	{errKeyKind, refusal{diag.T("PKCS#12 文件里的密钥或证书是本程序不认识的种类", "this PKCS#12 file has a key or a certificate of a kind that this program does not know"), otherTools}},
	{errOldCipher, refusal{diag.T("这是 RSA-PSS 密钥，用旧算法加了密，读不出来", "this is an RSA-PSS key under an old cipher, which cannot be read"),
		diag.T("请改用新算法另存：openssl pkcs12 -in 旧.p12 -nodes | openssl pkcs12 -export -out 新.p12", "save it under a new one: openssl pkcs12 -in old.p12 -nodes | openssl pkcs12 -export -out new.p12")}},
}

// refusalOf says it.
func refusalOf(data []byte, err error) refusal {
	for _, r := range refusals {
		if errors.Is(err, r.err) {
			return r.refusal
		}
	}
	for _, k := range otherKinds {
		if k.is(data) {
			return k.refusal
		}
	}
	return refusal{diag.T("不是 PKCS#12 密钥文件（.p12、.pfx），或者已损坏", "this is no PKCS#12 key file (.p12, .pfx), or it is damaged"),
		diag.T("请看是不是选错了文件；没有选错的，向发证机构重新取得。", "is it the right file? If it is, get it from the issuer again.")}
}

func begins(text string) func([]byte) bool {
	return func(data []byte) bool { return bytes.HasPrefix(data, []byte(text)) }
}

// isPicture recognises PNG and JPEG.
func isPicture(data []byte) bool { return begins("\x89PNG")(data) || begins("\xff\xd8\xff")(data) }

// otherKinds are files that are taken for key files, by their look.
var otherKinds = []struct {
	is func([]byte) bool
	refusal
}{
	{func(b []byte) bool { return bytes.Contains(b, []byte("PRIVATE KEY-----")) },
		refusal{diag.T("这是 PEM 格式的密钥，不是 PKCS#12", "this is a key in PEM, no PKCS#12 file"), doConvert}},
	{func(b []byte) bool { return bytes.Contains(b, []byte("-----BEGIN CERTIFICATE-----")) },
		refusal{diag.T("这是证书（PEM），里面没有密钥", "this is a certificate (PEM) without a key"), askIssuer}},
	{func(b []byte) bool { _, err := cms.ParseCertificate(b); return err == nil },
		refusal{diag.T("这是证书，里面没有密钥", "this is a certificate without a key"), askIssuer}},
	{isBareKey, refusal{diag.T("这是没有证书的密钥（PKCS#8 或 PKCS#1），不是 PKCS#12", "this is a key without a certificate (PKCS#8 or PKCS#1), no PKCS#12 file"), doConvert}},
	{begins("\xfe\xed\xfe\xed"), refusal{diag.T("这是 Java 密钥库（JKS），不是 PKCS#12", "this is a Java key store (JKS), no PKCS#12 file"),
		diag.T("请转换：keytool -importkeystore -srckeystore 旧.jks -destkeystore 新.p12 -deststoretype PKCS12", "convert it: keytool -importkeystore -srckeystore old.jks -destkeystore new.p12 -deststoretype PKCS12")}},
	{isPicture, refusal{diag.T("这是图片，不是 PKCS#12 密钥文件", "this is a picture, no PKCS#12 key file"),
		diag.T("密钥文件请选发证机构给的 .p12 或 .pfx；印章图片用 --seal 给出。", "take the .p12 or .pfx key file of the issuer; the seal's picture is for --seal.")}},
	{begins("%PDF"), refusal{diag.T("这是 PDF 文件，不是 PKCS#12 密钥文件", "this is a PDF file, no PKCS#12 key file"), askIssuer}},
}

// isBareKey recognises PKCS#8, also encrypted (RFC 5958), PKCS#1 (RFC 8017) and
// an elliptic curve's key (RFC 5915) by how they begin.
func isBareKey(data []byte) bool {
	in := cryptobyte.String(data)
	var seq cryptobyte.String
	if !in.ReadASN1(&seq, der.SEQUENCE) || !in.Empty() {
		return false
	}
	if seq.PeekASN1Tag(der.SEQUENCE) {
		return seq.SkipASN1(der.SEQUENCE) && seq.SkipASN1(der.OCTET_STRING) && seq.Empty()
	}
	var version int
	return seq.ReadASN1Integer(&version) && (version == 0 && (seq.PeekASN1Tag(der.SEQUENCE) || seq.PeekASN1Tag(der.INTEGER)) ||
		version == 1 && seq.PeekASN1Tag(der.OCTET_STRING))
}
