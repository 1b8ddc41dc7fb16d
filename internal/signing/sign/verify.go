package sign

import (
	"bytes"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"nianbao/internal/diag"
	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/pdfread"
)

// Report is what a file's signatures say.
type Report struct {
	Signatures []*Signature
	Problems   []diag.Text // of the file as a whole
}

// Signature is what one signature says.
type Signature struct {
	Field  string
	Stamp  bool              // no signature of anybody's, but a time stamp over the document
	Signer *x509.Certificate // nil: not known, or a time stamp
	Level  string            // PAdES B-B, B-T, B-LT or B-LTA, CMS, or TIMESTAMP, with (SM2) behind it; empty: not known
	Digest string
	Reason string

	Claimed time.Time // the signer's clock; zero: not said
	Stamped time.Time // a time stamp's; zero: none
	Stamper *x509.Certificate

	Intact  bool // digest and signature match
	Whole   bool // it covers the whole file
	Valid   bool // the certificate was valid at the time that is proven
	Trusted bool // the chain leads to a root that is trusted
	Changed bool // what was added to the file afterwards changes what was signed
	Unclear bool // what was added afterwards is not understood

	Later    []diag.Text // what was added afterwards and is allowed
	Notes    []diag.Text // what else one should know
	Problems []diag.Text // what is wrong

	unread bool // it has what this program does not know, or does not take any more
}

// OK reports whether nothing is wrong.
func (r *Report) OK() bool {
	ok := len(r.Problems) == 0
	for _, s := range r.Signatures {
		ok = ok && len(s.Problems) == 0
	}
	return ok
}

// When is the time of signing as far as it is known: the time stamp's before
// the signer's own.
func (s *Signature) When() time.Time {
	if !s.Stamped.IsZero() {
		return s.Stamped
	}
	return s.Claimed
}

func (s *Signature) problem(zh, en string, args ...any) {
	s.Problems = append(s.Problems, diag.T(zh, en, args...))
}

func (s *Signature) note(zh, en string, args ...any) {
	s.Notes = append(s.Notes, diag.T(zh, en, args...))
}

// Verify checks all signatures of a file; name stands in messages. The error is
// a *diag.Diagnostic: the file cannot be read at all.
func Verify(name string, data []byte, trust *Trust) (*Report, error) {
	f, err := pdfread.Open(name, data)
	if err != nil {
		return nil, err
	}
	r := &Report{}
	h := &history{file: f, report: r}
	list := h.read()
	signed := slices.ContainsFunc(list, func(v *verifying) bool { return !v.s.Stamp })
	judge(trust, f, list)
	for _, v := range list {
		if v.message != nil && cms.IsSM2(v.message.Signer.PublicKey) {
			v.s.Level += " (SM2)" // no algorithm of ETSI TS 119 312
		}
	}
	switch {
	case len(list) == 0:
		r.Problems = append(r.Problems, diag.T("文件没有签名", "the file is not signed"))
	case !signed:
		r.Problems = append(r.Problems, diag.T("文件没有签名：只有时间戳，时间戳不是任何人的签名", "the file is not signed: it has time stamps only, and these are nobody's signature"))
	default:
		h.tell()
	}
	return r, nil
}

// mostSignatures is how many signatures of a file are checked.
const mostSignatures = 100

// verifying is the work on one signature.
type verifying struct {
	file *pdfread.File
	s    *Signature

	value   pdfread.Ref  // the signature dictionary
	last    int          // up to where the file is covered
	message *cms.Message // nil: none that is intact
	stamp   *cms.Stamp   // over the signature or the document; nil: none that is right

	stampChain []*x509.Certificate // of the time stamp service; nil: not trusted
}

func (v *verifying) field(field pdfread.SignatureField, h *history) {
	f, s := v.file, v.s
	s.Field = Printable(field.Name)
	if field.Stray.Num != 0 {
		s.note("文件的表单里没有列出这个签名，多数软件看不到它", "the file's form does not list this signature: most programs do not see it")
	}
	ref, ok := field.Get("V").(pdfread.Ref)
	d := f.Dict(ref)
	if !ok || d == nil {
		s.problem("签名字典不在应有的地方", "the signature dictionary is not where it should be")
		return
	}
	if t, ok := f.Resolve(d.Get("Reason")).(pdfread.String); ok {
		s.Reason = Printable(t.Text())
	}
	if m, ok := f.Resolve(d.Get("M")).(pdfread.String); ok {
		if s.Claimed, ok = m.Date(); !ok {
			s.problem("签名时间写法不对：%s", "the time of signing is malformed: %s", Printable(m.Text()))
		}
	}
	if h.has(ref) {
		s.problem("这个签名已经属于另一个签名域", "this signature belongs to another field already")
		return
	}
	if span, ok := v.span(ref, d); ok {
		v.value, v.last = ref, span.last
		v.content(d, span)
		h.add(s, ref, span.last)
	}
}

// span is what a signature covers: data up to open and from end to last.
type span struct{ open, end, last int }

// span reads the byte range (12.8.1) and makes sure that the gap in it holds
// the signature and nothing else.
func (v *verifying) span(ref pdfread.Ref, d pdfread.Dict) (span, bool) {
	f := v.file
	var n [4]int
	a := f.Array(d.Get("ByteRange"))
	ok := len(a) == len(n)
	for i := range n {
		if ok {
			n[i], ok = f.Int(a[i])
		}
	}
	from, to, standing := f.Extent(ref)
	if !ok || !standing || n[0] != 0 || n[2] <= n[1]+1 || n[3] <= 0 || n[3] > len(f.Data)-n[2] || n[1] < from || n[2] > to {
		v.s.problem("签名的字节范围（ByteRange）不对", "the signature's byte range is wrong")
		return span{}, false
	}
	sp := span{n[1], n[2], n[2] + n[3]}
	gap := f.Data[sp.open:sp.end]
	value, _ := d.Get("Contents").(pdfread.String)
	if gap[0] != '<' || gap[len(gap)-1] != '>' || !bytes.Equal(unhex(gap[1:len(gap)-1]), value) ||
		!bytes.HasSuffix(bytes.TrimRight(f.Data[from:sp.open], " \r\n\t"), []byte("/Contents")) {
		v.s.problem("签名值的写法不对，或者字节范围里的空隙不是签名值", "the signature value is malformed, or the gap in the byte range is something else")
		return span{}, false
	}
	return sp, true
}

// unhex reads hexadecimal digits that are all written in one way, upper or
// lower case; nil: they are not. White space between them says nothing (7.3.4.3),
// but an odd number of digits is refused: one was taken away.
func unhex(b []byte) []byte {
	digits := bytes.Join(bytes.FieldsFunc(b, func(r rune) bool { return strings.ContainsRune("\x00\t\n\f\r ", r) }), nil)
	if bytes.ContainsAny(digits, "abcdef") && bytes.ContainsAny(digits, "ABCDEF") {
		return nil
	}
	n, err := hex.Decode(digits, digits)
	if err != nil {
		return nil
	}
	return digits[:n]
}

// content checks the CMS message or the time stamp against what it covers.
func (v *verifying) content(d pdfread.Dict, sp span) {
	s := v.s
	filter, _ := v.file.Resolve(d.Get("SubFilter")).(pdfread.Name)
	s.Stamp = filter == "ETSI.RFC3161"
	value, _ := d.Get("Contents").(pdfread.String)
	message, rest, err := cms.DER(value)
	if err != nil {
		s.Problems = append(s.Problems, explain(err))
		return
	}
	if len(bytes.Trim(rest, "\x00")) > 0 {
		s.problem("签名值后面跟着别的内容", "something stands behind the signature value")
		return
	}
	data := v.file.Data
	covered := io.MultiReader(bytes.NewReader(data[:sp.open]), bytes.NewReader(data[sp.end:sp.last]))
	switch filter {
	case "ETSI.CAdES.detached", "adbe.pkcs7.detached":
		v.signature(message, covered, filter == "ETSI.CAdES.detached")
	case "ETSI.RFC3161":
		v.documentStamp(message, covered)
	default:
		s.unread = true
		s.problem("签名格式不支持：%s", "the signature's format is not supported: %s", Printable(string(filter)))
	}
}

// signature checks a signature's message.
func (v *verifying) signature(message []byte, covered io.Reader, cades bool) {
	s := v.s
	m, err := cms.Parse(message)
	if err == nil {
		s.Signer, s.Digest = m.Signer, m.DigestName()
		if s.Claimed.IsZero() {
			s.Claimed = m.Time
		}
		err = m.Check(covered)
	}
	if err != nil {
		s.unread = errors.Is(err, cms.ErrUnsupported) || errors.Is(err, cms.ErrWeak)
		s.Problems = append(s.Problems, explain(err))
		return
	}
	if !m.OfData() {
		s.problem("签名值里的内容类型不是文件数据", "the signature value is over something else than a file's data")
		return
	}
	v.message, s.Intact, s.Level = m, true, "CMS"
	if cades {
		s.Level = "PAdES B-B"
		if !m.Bound {
			s.problem("签名没有写明所用的证书（signing-certificate-v2）", "the signature does not name its certificate (signing-certificate-v2)")
		}
	}
	if m.Token != nil {
		v.signatureStamp(m)
	}
}

// signatureStamp checks the time stamp over the signature.
func (v *verifying) signatureStamp(m *cms.Message) {
	s := v.s
	stamp, err := cms.ParseStamp(m.Token, m.Signature)
	if err != nil {
		why := explain(err)
		s.problem("时间戳不对：%[1]s", "the time stamp is wrong: %[2]s", why.ZH, why.EN)
		return
	}
	v.stamp = stamp
	if s.Level == "PAdES B-B" {
		s.Level = "PAdES B-T"
	}
}

// documentStamp checks a time stamp over the whole document (EN 319 142-1 5.4.3).
func (v *verifying) documentStamp(token []byte, covered io.Reader) {
	s := v.s
	data, err := io.ReadAll(covered)
	if err != nil {
		return
	}
	stamp, err := cms.ParseStamp(token, data)
	if err != nil {
		s.Problems = append(s.Problems, explain(err))
		return
	}
	v.stamp, s.Level, s.Digest, s.Intact = stamp, "TIMESTAMP", stamp.Token.DigestName(), true
}

// explain says what is wrong with a message.
func explain(err error) diag.Text {
	for _, e := range explanations {
		if errors.Is(err, e.err) {
			return e.text
		}
	}
	return diag.T("签名值损坏", "the signature value is damaged")
}

var explanations = []struct {
	err  error
	text diag.Text
}{
	{cms.ErrDigest, diag.T("文件在签名之后被改动过：摘要不符", "the file was changed after signing: the digest does not match")},
	{cms.ErrSignature, diag.T("签名值与证书不符", "the signature does not match the certificate")},
	{cms.ErrCertificate, diag.T("证书不是签名所写明的那一个", "the certificate is not the one that the signature names")},
	{cms.ErrAlgorithms, diag.T("所用的算法不是签名人所写明的（CMSAlgorithmProtection）", "the algorithms are not those that the signer named (CMSAlgorithmProtection)")},
	{cms.ErrStray, diag.T("签名里的证书被改动过", "a certificate in the signature was changed")},
	{cms.ErrUnsupported, diag.T("签名用了本程序不认识的算法或成分，无法判断真伪", "the signature has an algorithm or a part that this program does not understand; whether it is good cannot be told")},
	{cms.ErrWeak, diag.T("算法太弱或密钥太短，谁都可能伪造（MD5、SHA-1、不足 2048 位的 RSA、不足 256 位的曲线）", "too weak: an algorithm or a key that others may forge (MD5, SHA-1, RSA below 2048 bits, curves below 256)")},
	{cms.ErrImprint, diag.T("时间戳盖的不是这个签名", "the time stamp is for something else")},
	{cms.ErrUnnamed, diag.T("时间戳没有写明所用的证书（signing-certificate）", "the time stamp does not name its certificate (signing-certificate)")},
	{cms.ErrPurpose, diag.T("证书不是时间戳专用的", "the certificate is not for time stamps, or not for them alone")},
}
