package sign

import (
	"crypto/x509"
	"errors"
	"slices"
	"time"

	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/pdfread"
)

// Trust says whom a verifier trusts. Signers and time stamp services have roots
// of their own: anybody gets a time stamp for anything, and the certificate of
// one is no reason to believe the other.
type Trust struct {
	Signers  []*x509.Certificate // roots of signers
	System   bool                // those of the system, too, for certificates that name documents as their use
	Stampers []*x509.Certificate // roots of time stamp services
	Now      time.Time

	// Evidence is what is known of revoked certificates beside what the file
	// holds; nil: nothing.
	Evidence *cms.Evidence

	// Believe takes the signer's word for the time where no time stamp proves
	// it: for files whose age is known in another way.
	Believe bool
}

// judging is the work on the certificates of a file's signatures.
type judging struct {
	trust *Trust

	// proven is the earliest time for which there is a proof that all bytes
	// looked at stood: now, or that of a time stamp over them.
	proven time.Time

	evidence *cms.Evidence   // the file's and the trusting one's
	sealed   []*cms.Evidence // what the file held when a time stamp was set that proves its time
}

// judge looks at the certificates, those of the outermost signature first. A
// time stamp over the document proves that what it covers stood before it, so
// that earlier certificates count as they were then (EN 319 102-1 5.6).
func judge(trust *Trust, f *pdfread.File, list []*verifying) {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b *verifying) int { return b.last - a.last })
	j := &judging{trust: trust, proven: trust.Now, evidence: readDSS(f)}
	if trust.Evidence != nil {
		j.evidence = j.evidence.With(trust.Evidence)
	}
	for _, v := range list {
		switch {
		case v.s.Stamp && v.stamp != nil:
			j.document(v)
		case v.message != nil:
			j.signer(v)
		}
	}
}

// document judges a time stamp over the document.
func (j *judging) document(v *verifying) {
	before := len(v.s.Problems)
	if j.stamp(v) {
		j.proven = earlier(j.proven, v.stamp.Time)
		if old, err := pdfread.Open("", v.file.Data[:v.last]); err == nil {
			j.sealed = append(j.sealed, readDSS(old))
		}
	}
	v.s.Trusted, v.s.Valid = len(v.s.Problems) == before, cms.ValidAt(v.s.Stamper, v.stamp.Time)
}

// stamp checks the certificate of a time stamp, and tells whether it proves its
// time: the service must be trusted, and its certificate not have expired
// before there was other proof.
func (j *judging) stamp(v *verifying) bool {
	s, t := v.s, v.stamp
	s.Stamped, s.Stamper = t.Time, t.Token.Signer
	if err := t.Token.CheckChain(j.trust.Stampers); err != nil {
		s.Problems = append(s.Problems, explain(err))
		return false
	}
	if t.Time.After(j.trust.Now.Add(day)) {
		s.problem("时间戳的时间在将来", "the time stamp's time lies in the future")
		return false
	}
	if !cms.ValidAt(s.Stamper, t.Time) {
		s.problem("时间戳服务的证书当时不在有效期内", "the time stamp service's certificate was not valid at the time")
		return false
	}
	path := &cms.Path{Roots: j.trust.Stampers, Others: slices.Concat(t.Token.Certificates, j.evidence.Certificates), At: t.Time, For: cms.Stamping}
	chain, err := path.From(s.Stamper)
	if err != nil {
		s.untrusted(err, "时间戳服务的", "the time stamp service's", "--trust-tsa", s.Stamper)
		return false
	}
	if status, since := j.evidence.Weakest(chain, t.Time); status == cms.Revoked {
		s.problem("时间戳服务的证书已于 %s 被吊销", "the time stamp service's certificate was revoked on %s", since.Format(time.DateOnly))
		return false
	}
	v.stampChain = chain
	path.At = j.proven
	if _, err := path.From(s.Stamper); err != nil && path.At.After(t.Time) && !j.trust.Believe {
		s.note("时间戳服务的证书已于 %s 到期，时间戳不再能证明时间", "the time stamp service's certificate expired on %s, so that the time stamp no longer proves the time", s.Stamper.NotAfter.Format(time.DateOnly))
		return false
	}
	return true
}

// signer checks the signer's certificate at the time that is proven: a time
// stamp's, else now. What the signer says of the time proves nothing.
func (j *judging) signer(v *verifying) {
	s, m, at := v.s, v.message, j.proven
	if v.stamp != nil && j.stamp(v) {
		at = earlier(at, v.stamp.Time)
	}
	if j.trust.Believe && !s.Claimed.IsZero() {
		at = earlier(at, s.Claimed)
	}
	j.claimed(s)
	switch s.Valid = cms.ValidAt(m.Signer, at); {
	case at.After(m.Signer.NotAfter) && !at.Equal(j.trust.Now):
		s.problem("签名时证书已经到期（%s）", "the certificate had expired when it was signed with (%s)", m.Signer.NotAfter.Format(time.DateOnly))
	case at.After(m.Signer.NotAfter):
		s.problem("证书已于 %s 到期，没有受信任的时间戳证明签名在这之前", "the certificate expired on %s, and no trusted time stamp proves that the signature is older", m.Signer.NotAfter.Format(time.DateOnly))
	case !s.Valid:
		s.problem("签名时证书还没有生效（%s 起）", "the certificate was not valid yet (from %s on)", m.Signer.NotBefore.Format(time.DateOnly))
	}
	if !cms.MaySign(m.Signer) {
		s.problem("证书的用途不含文件签名（密钥用法 digitalSignature、扩展密钥用法）", "the certificate is not for signing documents (key usage digitalSignature, extended key usage)")
	}
	if err := m.CheckChain(j.trust.Signers); err != nil {
		s.Problems = append(s.Problems, explain(err))
	}
	path := &cms.Path{Roots: j.trust.Signers, System: j.trust.System, Others: slices.Concat(m.Certificates, j.evidence.Certificates),
		At: within(m.Signer, at), For: cms.Signing}
	chain, err := path.From(m.Signer)
	if s.Trusted = err == nil; !s.Trusted {
		s.untrusted(err, "签名人的", "the signer's", "--trust", m.Signer)
		return
	}
	j.revocation(v, chain, at)
}

// revocation looks whether a certificate on the way to the root was revoked,
// and so which level the signature has (EN 319 142-1 6).
func (j *judging) revocation(v *verifying, chain []*x509.Certificate, at time.Time) {
	s := v.s
	switch status, since := j.evidence.Weakest(chain, at); {
	case status == cms.Revoked:
		s.problem("证书已于 %s 被吊销", "the certificate was revoked on %s", since.Format(time.DateOnly))
		return
	case status == cms.Unknown:
		s.note("证书是否被吊销，文件里没有可用的资料", "the file does not say whether the certificate was revoked")
		return
	}
	lasting := func(e *cms.Evidence) bool {
		for _, c := range []struct {
			chain []*x509.Certificate
			at    time.Time
		}{{chain, at}, {v.stampChain, s.Stamped}} {
			if status, _ := e.Weakest(c.chain, c.at); status != cms.Good || len(e.Certificates) == 0 {
				return false
			}
		}
		return true
	}
	if s.Level != "PAdES B-T" || v.stampChain == nil || !lasting(j.evidence) {
		return
	}
	s.Level = "PAdES B-LT"
	if slices.ContainsFunc(j.sealed, lasting) {
		s.Level = "PAdES B-LTA"
	}
}

// claimed looks at the time that the signer says.
func (j *judging) claimed(s *Signature) {
	if s.Claimed.IsZero() {
		return
	}
	if s.Claimed.After(j.trust.Now.Add(day)) {
		s.problem("签名时间在将来", "the time of signing lies in the future")
	}
	if !s.Stamped.IsZero() && s.Claimed.After(s.Stamped.Add(day)) {
		s.problem("签名时间晚于时间戳", "the time of signing is later than the time stamp")
	}
	if s.Claimed.Before(s.Signer.NotBefore.Add(-day)) || s.Claimed.After(s.Signer.NotAfter.Add(day)) {
		s.problem("签名人所说的时间不在证书的有效期内（%s 至 %s）", "the certificate was not valid at the time that the signer says (from %s to %s)",
			s.Signer.NotBefore.Format(time.DateOnly), s.Signer.NotAfter.Format(time.DateOnly))
	}
}

// untrusted says why a certificate leads to no trusted one.
func (s *Signature) untrusted(err error, zh, en, flag string, c *x509.Certificate) {
	switch {
	case errors.Is(err, cms.ErrWeak), errors.Is(err, cms.ErrUnsupported):
		why := explain(err)
		s.problem("%[1]s证书链：%[3]s", "%[2]s chain of certificates: %[4]s", zh, en, why.ZH, why.EN)
	case errors.Is(err, cms.ErrPurpose) && c == s.Signer && !cms.MaySign(c): // that is told already
	case errors.Is(err, cms.ErrPurpose):
		s.problem("%[1]s证书链里有不许用于此事的上级证书", "in %[2]s chain stands an issuer's certificate that is not for this", zh, en)
	default:
		s.problem("%[1]s证书不受信任：%[3]s（用 %[4]s 给出它的上级证书）", "%[2]s certificate is not trusted: %[3]s (give its issuer's certificate with %[4]s)", zh, en, Name(c), flag)
	}
}

// day is by how much two clocks may differ.
const day = 24 * time.Hour

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// within gives the time of a certificate's validity that is nearest: what is
// wrong with the time is told by itself.
func within(c *x509.Certificate, at time.Time) time.Time {
	switch {
	case at.Before(c.NotBefore):
		return c.NotBefore
	case at.After(c.NotAfter):
		return c.NotAfter
	}
	return at
}
