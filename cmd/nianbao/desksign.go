package main

import (
	"crypto/x509"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"nianbao/internal/desk"
	"nianbao/internal/diag"
	"nianbao/internal/export/svg"
	"nianbao/internal/layout/font"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/sign"
)

// sealed shows where a seal comes to stand: the report is set for it, whatever
// its errors.
func (a *app) sealed(lib *font.Library, path string, s *desk.Seal) (*desk.Sealed, error) {
	seal, err := a.sealOf(s.Name, s.Data, s.Width)
	if err != nil {
		return nil, err
	}
	b, err := a.builder(lib, path, &buildFlags{formats: []string{"pdf"}, sealed: true, allowErrors: true})
	if err != nil {
		return nil, err
	}
	out, err := b.File(path)
	if err != nil {
		return nil, err
	}
	at, width, height, err := sign.Lay(path, out.PDF, seal)
	if err != nil {
		return nil, err
	}
	o, err := press.Open(b.Forms, path, press.Pictures(a.allowOutside)...)
	if err != nil {
		return nil, err
	}
	layout, err := b.Layout(o)
	if err != nil {
		return nil, err
	}
	page, err := new(svg.Drawer).Page(&layout.Pages[at.Page-1])
	share := func(l, of float64) float64 { return 100 * l / of }
	w, h := width.Millimetres(), height.Millimetres()
	return &desk.Sealed{Page: at.Page, SVG: string(page),
		Left: share((at.X - seal.Width/2).Millimetres(), w), Top: share((at.Y - seal.Height/2).Millimetres(), h),
		Width: share(seal.Width.Millimetres(), w), Height: share(seal.Height.Millimetres(), h)}, err
}

var errSigned = inputError{diag.T("已经有签了名的 PDF，没有替换。\n→ 要重新签名，勾选“替换已签名的文件”。", "there is a signed PDF; it was not replaced.\n→ Choose to replace it, to sign again.")}

// signDrawn builds a report, with room for the seal where there is one, and
// signs its PDF beside the one that is built.
func (a *app) signDrawn(lib *font.Library, path string, s *desk.Signing, said io.Writer) ([]string, error) {
	signed := target(path, "", press.SignedEnding)
	if err := press.OwnFiles(path, []string{signed}); err != nil {
		return nil, err
	}
	if _, err := os.Lstat(signed); err == nil && !s.Replace {
		return nil, errSigned
	}
	files, err := a.drawn(lib, path, &desk.Building{Formats: []string{"docx", "pdf"}, Sealed: s.Sealed || s.Seal != nil, Attach: s.Attach})
	if err != nil {
		return nil, err
	}
	sums, err := a.deskSums(lib, path)
	if err != nil {
		return nil, err
	}
	var pdf []byte
	for _, f := range files {
		if filepath.Ext(f.Path) == ".pdf" {
			pdf = f.Data
		}
	}
	var failure error
	a.heard(said, func(a *app) error {
		a.warn(sums)
		pdf, failure = a.signUpload(signed, pdf, s)
		return nil
	})
	if failure != nil {
		return nil, failure
	}
	files = append(files, outfile.File{Path: signed, Data: pdf})
	return paths(files), a.below(a.writeBuilt(files))
}

// signUpload signs with a key that was chosen on the page.
func (a *app) signUpload(name string, pdf []byte, s *desk.Signing) ([]byte, error) {
	o := sign.Options{Time: time.Now(), Reason: s.Reason}
	var err error
	if s.Seal != nil {
		if o.Seal, err = a.sealOf(s.Seal.Name, s.Seal.Data, s.Seal.Width); err != nil {
			return nil, err
		}
	}
	if o.Key, err = a.chooseKey(s.Key.Name, s.Key.Data, string(s.Passphrase), strings.TrimSpace(s.Serial), o.Time); err != nil {
		return nil, err
	}
	if s.TSA != "" {
		o.Stamp = (&sign.TSA{URL: s.TSA, Time: o.Time}).Stamp
	}
	l, err := longTermOf(s, o.Time)
	if err != nil {
		return nil, err
	}
	by := &signer{o, l}
	signed, err := a.signPDF(by, name, pdf)
	if err == nil {
		fmt.Fprintln(a.out, a.t("签名人：%s", "signer: %s", by.name()))
	}
	return signed, err
}

var errNoStamp = inputError{diag.T("没有签名：长期保存的资料要和时间戳一起用。\n→ 请写时间戳服务的网址，或者把“长期保存”里的都去掉。", "what is kept for the long term goes with a time stamp.\n→ Name the service, or take it out.")}

// longTermOf reads what was chosen to have a signature outlive its certificate; nil:
// nothing was.
func longTermOf(s *desk.Signing, at time.Time) (*sign.LongTerm, error) {
	if len(s.Lists)+len(s.Answers)+len(s.Issuers) == 0 && !s.Online {
		return nil, nil
	}
	if s.TSA == "" {
		return nil, errNoStamp
	}
	l := &sign.LongTerm{Evidence: &cms.Evidence{}, Stamp: (&sign.TSA{URL: s.TSA, Time: at}).Stamp, Time: at}
	if s.Online {
		l.Fetch = &sign.Fetch{}
	}
	var err error
	if l.Evidence.Certificates, err = certificates(s.Issuers); err != nil {
		return nil, err
	}
	for _, f := range s.Lists {
		if err := addEvidence(f.Name, f.Data, l.Evidence.AddList, notList); err != nil {
			return nil, err
		}
	}
	for _, f := range s.Answers {
		if err := addEvidence(f.Name, f.Data, l.Evidence.AddAnswer, notAnswer); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// certificates reads those in files that were chosen.
func certificates(files []desk.Upload) (all []*x509.Certificate, err error) {
	for _, f := range files {
		list, err := sign.ReadCertificates(f.Name, f.Data)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

// verifyUpload says what the signatures of a file are worth.
func (a *app) verifyUpload(pdf desk.Upload, trust desk.Trust, said io.Writer) bool {
	return a.heard(said, func(a *app) error {
		t := &sign.Trust{Now: time.Now()}
		var err error
		if t.Signers, err = certificates(trust.Signers); err != nil {
			return err
		}
		if t.Stampers, err = certificates(trust.Stampers); err != nil {
			return err
		}
		v := a.verifyData(pdf.Name, pdf.Data, t)
		a.showVerified(v)
		if !v.OK {
			return errCode(exitInput)
		}
		return nil
	})
}

// wholeAndSigned reports whether a file is signed, and nothing was changed since;
// whom the certificate is of is asked by verifying.
func wholeAndSigned(name string, pdf []byte) bool {
	r, err := sign.Verify(name, pdf, &sign.Trust{Now: time.Now()})
	if err != nil || len(r.Signatures) == 0 || len(r.Problems) > 0 {
		return false
	}
	for _, s := range r.Signatures {
		if !s.Intact || !s.Whole {
			return false
		}
	}
	return true
}
