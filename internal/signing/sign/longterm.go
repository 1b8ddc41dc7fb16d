package sign

import (
	"crypto/x509"
	"fmt"
	"slices"
	"time"

	"nianbao/internal/diag"
	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/pdfread"
)

// LongTerm is what makes signatures outlive their certificates (PAdES B-LTA,
// EN 319 142-1 5.4 and 6): what the authorities say of revocation goes into the
// file, and a time stamp over all of it.
type LongTerm struct {
	Evidence *cms.Evidence // revocation lists, answers, the issuers' certificates
	Fetch    *Fetch        // asks the authorities for what is missing; nil: nobody is asked
	Stamp    func(covered []byte) (token []byte, err error)
	Time     time.Time // of signing
}

// Preserve adds the evidence for the last signature of a file, whose bytes
// Sign has made with a time stamp, and a time stamp over the document. name
// stands in messages. The error is a *diag.Diagnostic: for one of the
// certificates nothing is known, or it was revoked.
func (l *LongTerm) Preserve(name string, data []byte) ([]byte, error) {
	f, err := pdfread.Open(name, data)
	if err != nil {
		return nil, err
	}
	last, value := lastSignature(f)
	if last == nil || last.stamp == nil {
		return nil, diag.New(diag.Pos{File: name}, diag.T("文件的最后一个签名没有时间戳", "the file's last signature has no time stamp"),
			diag.T("请给出时间戳服务（--tsa）。", "name a time stamp service with --tsa."))
	}
	u := f.Update()
	found := &cms.Evidence{}
	for _, m := range []*cms.Message{last.message, last.stamp.Token} {
		if err := l.gather(m, found); err != nil {
			return nil, err
		}
	}
	writeDSS(f, u, found, value)
	return StampDocument(name, u.Close(), l.Stamp)
}

// lastSignature finds the signature that covers most, and its value.
func lastSignature(f *pdfread.File) (last *verifying, value pdfread.String) {
	h := &history{file: f, report: &Report{}}
	for _, v := range h.read() {
		if v.message != nil && (last == nil || v.last > last.last) {
			last = v
		}
	}
	if last != nil {
		value, _ = f.Dict(last.value).Get("Contents").(pdfread.String)
	}
	return last, value
}

// gather puts a signer's chain and what is said of it into found.
func (l *LongTerm) gather(m *cms.Message, found *cms.Evidence) error {
	others := slices.Concat(m.Certificates, l.Evidence.Certificates)
	chain, complete := cms.Climb(m.Signer, others)
	for !complete && l.Fetch != nil {
		issuer := l.Fetch.issuer(chain[len(chain)-1])
		if issuer == nil {
			break
		}
		others = append(others, issuer)
		before := len(chain)
		if chain, complete = cms.Climb(m.Signer, others); len(chain) == before {
			break
		}
	}
	for i, c := range chain {
		if !slices.ContainsFunc(found.Certificates, c.Equal) {
			found.Certificates = append(found.Certificates, c)
		}
		if cms.Self(c) {
			break
		}
		if i == len(chain)-1 {
			return l.say(c, diag.T("缺少上级证书 %s", "the issuer's certificate is missing: %s", Name(issuerOf(c))), l.remedy(diag.T("请给出它（--issuer）", "give it with --issuer")))
		}
		if err := l.cover(c, chain[i+1], found); err != nil {
			return err
		}
	}
	return nil
}

// issuerOf gives a certificate with the issuer's name, to be told.
func issuerOf(c *x509.Certificate) *x509.Certificate { return &x509.Certificate{Subject: c.Issuer} }

// cover finds evidence for a certificate and takes what it needs of it.
func (l *LongTerm) cover(c, issuer *x509.Certificate, found *cms.Evidence) error {
	if s, _ := found.Of(c, issuer, l.Time); s == cms.Good {
		return nil
	}
	for _, one := range l.Evidence.Single() {
		if done, err := l.take(one, c, issuer, found); done || err != nil {
			return err
		}
	}
	var why error
	if l.Fetch != nil {
		var fetched []*cms.Evidence
		fetched, why = l.Fetch.evidence(c, issuer)
		for _, one := range fetched {
			if done, err := l.take(one, c, issuer, found); done || err != nil {
				return err
			}
		}
	}
	what := diag.T("没有吊销信息", "nothing says whether it was revoked")
	if why != nil {
		what = diag.T("没有取到吊销信息：%v", "what says whether it was revoked could not be had: %v", why)
	}
	return l.say(c, what, l.remedy(diag.T("请给出（--crl 或 --ocsp；要由 %[1]s 签发，并且没有过期）", "give it with --crl or --ocsp (by %[1]s, and not outdated)", Name(issuer))))
}

// remedy says that something can be fetched, too, unless that was tried.
func (l *LongTerm) remedy(give diag.Text) diag.Text {
	if l.Fetch != nil {
		return diag.T("%[1]s。", "%[2]s.", give.ZH, give.EN)
	}
	return diag.T("%[1]s，或从网上取（--online）。", "%[2]s, or have it fetched with --online.", give.ZH, give.EN)
}

// take adds one piece of evidence where it says that a certificate is good.
func (l *LongTerm) take(one *cms.Evidence, c, issuer *x509.Certificate, found *cms.Evidence) (bool, error) {
	switch s, since := one.Of(c, issuer, l.Time); s {
	case cms.Revoked:
		return false, l.say(c, diag.T("证书已于 %s 被吊销", "the certificate was revoked on %s", since.Format(time.DateOnly)), diag.T("请向发证机构更换证书。", "have the issuer renew it."))
	case cms.Good:
		found.Lists = append(found.Lists, one.Lists...)
		found.Answers = append(found.Answers, one.Answers...)
		return true, nil
	}
	return false, nil
}

func (l *LongTerm) say(c *x509.Certificate, what, do diag.Text) error {
	return diag.New(diag.Pos{File: fmt.Sprintf("%s（%s）", Name(c), c.SerialNumber.Text(16))}, what, do)
}
