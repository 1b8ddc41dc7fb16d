package sign

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"time"

	"nianbao/internal/diag"
	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/pdfread"
)

// Trust says whom a verifier trusts.
type Trust struct {
	Roots []*x509.Certificate // nil: those of the system
	Now   time.Time
}

// Report is what a file's signatures say.
type Report struct {
	Signatures []*Signature
	Problems   []diag.Text // of the file as a whole
}

// Signature is what one signature says.
type Signature struct {
	Field  string
	Signer *x509.Certificate // nil: not known
	Level  string            // PAdES B-B or B-T, CMS, or TIMESTAMP, with (SM2) behind it; empty: not known
	Digest string
	Reason string

	Claimed time.Time // the signer's clock; zero: not said
	Stamped time.Time // a time stamp's; zero: none
	Stamper *x509.Certificate

	Intact  bool // digest and signature match
	Whole   bool // it covers the whole file
	Valid   bool // the certificate was valid at the time of signing
	Trusted bool // the chain leads to a root that is trusted

	Later    []diag.Text // what was added afterwards and is allowed
	Problems []diag.Text // what is wrong
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

// Verify checks all signatures of a file; name stands in messages. The error is
// a *diag.Diagnostic: the file cannot be read at all.
func Verify(name string, data []byte, trust *Trust) (*Report, error) {
	f, err := pdfread.Open(name, data)
	if err != nil {
		return nil, err
	}
	r := &Report{}
	h := &history{file: f, report: r}
	for _, field := range f.SignatureFields() {
		if field.Get("V") == nil {
			continue // an empty field
		}
		if len(r.Signatures) == mostSignatures {
			r.Problems = append(r.Problems, diag.T("签名太多（超过 %d 个），没有全部检查", "too many signatures (more than %d); not all were checked", mostSignatures))
			break
		}
		v := &verifying{file: f, trust: trust, s: &Signature{}}
		v.field(field, h)
		r.Signatures = append(r.Signatures, v.s)
	}
	if len(r.Signatures) == 0 {
		r.Problems = append(r.Problems, diag.T("文件没有签名", "the file is not signed"))
		return r, nil
	}
	h.tell()
	return r, nil
}

// mostSignatures is how many signatures of a file are checked.
const mostSignatures = 100

// verifying is the work on one signature.
type verifying struct {
	file  *pdfread.File
	trust *Trust
	s     *Signature
}

func (v *verifying) field(field pdfread.Dict, h *history) {
	f, s := v.file, v.s
	if t, ok := f.Resolve(field.Get("T")).(pdfread.String); ok {
		s.Field = Printable(t.Text())
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
		if s.Claimed, ok = parseDate(string(m)); !ok {
			s.problem("签名时间写法不对：%s", "the time of signing is malformed: %s", Printable(m.Text()))
		}
	}
	if h.has(ref) {
		s.problem("这个签名已经属于另一个签名域", "this signature belongs to another field already")
		return
	}
	if span, ok := v.span(ref, d); ok {
		v.message(d, span)
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
	if !ok || !standing || n[0] != 0 || n[1] <= 0 || n[2] <= n[1]+1 || n[3] <= 0 || n[3] > len(f.Data)-n[2] || n[1] < from || n[2] > to {
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
// lower case; nil: they are not.
func unhex(b []byte) []byte {
	if !bytes.Equal(b, bytes.ToLower(b)) && !bytes.Equal(b, bytes.ToUpper(b)) {
		return nil
	}
	out := make([]byte, len(b)/2)
	if _, err := hex.Decode(out, b); err != nil || len(out) == 0 {
		return nil
	}
	return out
}

// message checks the CMS message.
func (v *verifying) message(d pdfread.Dict, sp span) {
	s := v.s
	value, _ := d.Get("Contents").(pdfread.String)
	var raw asn1.RawValue
	rest, err := asn1.Unmarshal(value, &raw)
	if err != nil || len(bytes.Trim(rest, "\x00")) > 0 {
		s.problem("签名值不是完整的 CMS 数据，或者后面跟着别的内容", "the signature value is no complete CMS message, or something stands behind it")
		return
	}
	data := v.file.Data
	covered := func() io.Reader {
		return io.MultiReader(bytes.NewReader(data[:sp.open]), bytes.NewReader(data[sp.end:sp.last]))
	}
	filter, _ := v.file.Resolve(d.Get("SubFilter")).(pdfread.Name)
	switch filter {
	case "ETSI.CAdES.detached", "adbe.pkcs7.detached":
	case "ETSI.RFC3161":
		v.documentStamp(raw.FullBytes, covered())
		return
	default:
		s.problem("签名格式不支持：%s", "the signature's format is not supported: %s", Printable(string(filter)))
		return
	}
	m, err := cms.Parse(raw.FullBytes)
	if err == nil {
		s.Signer, s.Digest = m.Signer, m.DigestName()
		if s.Claimed.IsZero() {
			s.Claimed = m.Time
		}
		err = m.Check(covered())
	}
	if err != nil {
		s.Problems = append(s.Problems, explain(err))
		return
	}
	s.Intact, s.Level = true, "CMS"
	if filter == "ETSI.CAdES.detached" {
		s.Level = "PAdES B-B"
		if !m.Bound {
			s.problem("签名没有写明所用的证书（signing-certificate-v2）", "the signature does not name its certificate (signing-certificate-v2)")
		}
	}
	if m.Token != nil {
		v.stamp(m)
	}
	if cms.IsSM2(m.Signer.PublicKey) {
		s.Level += " (SM2)" // no algorithm of ETSI TS 119 312
	}
	v.certificate(m)
}

// stamp checks the time stamp over the signature.
func (v *verifying) stamp(m *cms.Message) {
	s := v.s
	stamp, err := cms.ParseStamp(m.Token, m.Signature)
	if err != nil {
		why := explain(err)
		s.problem("时间戳不对：%[1]s", "the time stamp is wrong: %[2]s", why.ZH, why.EN)
		return
	}
	if s.Level == "PAdES B-B" {
		s.Level = "PAdES B-T"
	}
	v.stamper(stamp)
}

// stamper checks the certificate of a time stamp service.
func (v *verifying) stamper(stamp *cms.Stamp) {
	s := v.s
	s.Stamped, s.Stamper = stamp.Time, stamp.Token.Signer
	if err := stamp.Token.CheckChain(v.trust.Roots); err != nil {
		s.Problems = append(s.Problems, explain(err))
	}
	if !v.leads(stamp.Token, stamp.Time) {
		s.problem("时间戳服务的证书不受信任：%s", "the time stamp service's certificate is not trusted: %s", Name(s.Stamper))
	}
	if !validAt(s.Stamper, stamp.Time) {
		s.problem("时间戳服务的证书当时不在有效期内", "the time stamp service's certificate was not valid at the time")
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
	s.Level, s.Signer, s.Digest, s.Intact = "TIMESTAMP", stamp.Token.Signer, stamp.Token.DigestName(), true
	before := len(s.Problems)
	v.stamper(stamp)
	s.Trusted, s.Valid = len(s.Problems) == before, validAt(s.Signer, stamp.Time)
}

func validAt(c *x509.Certificate, at time.Time) bool {
	return !at.Before(c.NotBefore) && !at.After(c.NotAfter)
}

// certificate checks the signer's certificate at the time of signing.
func (v *verifying) certificate(m *cms.Message) {
	s := v.s
	at := s.When()
	if at.IsZero() {
		at = v.trust.Now
	}
	if at.After(v.trust.Now.Add(day)) {
		s.problem("签名时间在将来", "the time of signing lies in the future")
	}
	if !s.Stamped.IsZero() && s.Claimed.After(s.Stamped.Add(day)) {
		s.problem("签名时间晚于时间戳", "the time of signing is later than the time stamp")
	}
	if s.Valid = validAt(m.Signer, at); !s.Valid {
		s.problem("签名时证书不在有效期内（%s 至 %s）", "the certificate was not valid at the time (from %s to %s)", m.Signer.NotBefore.Format(time.DateOnly), m.Signer.NotAfter.Format(time.DateOnly))
	}
	if !maySign(m.Signer) {
		s.problem("证书的用途不含数字签名（digitalSignature）", "the certificate is not for digital signatures (digitalSignature)")
	}
	if err := m.CheckChain(v.trust.Roots); err != nil {
		s.Problems = append(s.Problems, explain(err))
	}
	if s.Trusted = v.leads(m, at); !s.Trusted {
		s.problem("证书不受信任：%s", "the certificate is not trusted: %s", Name(m.Signer))
	}
}

// day is by how much two clocks may differ.
const day = 24 * time.Hour

// leads reports whether the signer's certificate leads to a trusted root.
func (v *verifying) leads(m *cms.Message, at time.Time) bool {
	if at.Before(m.Signer.NotBefore) { // what is wrong with the time is told elsewhere
		at = m.Signer.NotBefore
	}
	if at.After(m.Signer.NotAfter) {
		at = m.Signer.NotAfter
	}
	return m.Leads(v.trust.Roots, at)
}

// explain says what is wrong with a message.
func explain(err error) diag.Text {
	switch {
	case errors.Is(err, cms.ErrDigest):
		return diag.T("文件在签名之后被改动过：摘要不符", "the file was changed after signing: the digest does not match")
	case errors.Is(err, cms.ErrSignature):
		return diag.T("签名值与证书不符", "the signature does not match the certificate")
	case errors.Is(err, cms.ErrCertificate):
		return diag.T("证书不是签名所写明的那一个", "the certificate is not the one that the signature names")
	case errors.Is(err, cms.ErrStray):
		return diag.T("签名里有不属于签名人的证书，或者证书被改动过", "the signature holds a certificate that does not belong to the signer's or was changed")
	case errors.Is(err, cms.ErrUnsupported):
		return diag.T("签名用了不支持的算法或成分", "the signature uses an algorithm or a part that is not supported")
	case errors.Is(err, cms.ErrImprint):
		return diag.T("时间戳盖的不是这个签名", "the time stamp is for something else")
	case errors.Is(err, cms.ErrPurpose):
		return diag.T("证书不是时间戳专用的", "the certificate is not for time stamps")
	}
	return diag.T("签名值损坏", "the signature value is damaged")
}

// parseDate reads a date string (7.9.4).
func parseDate(s string) (time.Time, bool) {
	s = strings.TrimPrefix(s, "D:")
	s = strings.ReplaceAll(s, "'", "")
	if strings.HasSuffix(s, "Z0000") {
		s = s[:len(s)-4]
	}
	for _, layout := range []string{"20060102150405-0700", "20060102150405Z", "20060102150405", "20060102"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
