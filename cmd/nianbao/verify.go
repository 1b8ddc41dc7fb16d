package main

import (
	"crypto/x509"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"nianbao/internal/diag"
	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/sign"
)

func (a *app) verifyCommand() *cobra.Command {
	var f trustFlags
	asJSON := false
	c := &cobra.Command{
		Use:   a.t("verify 文件.pdf…", "verify FILE.pdf…"),
		Short: a.t("检查 PDF 的电子签名", "check the signatures of PDF files"),
		Long: a.t("检查 PDF 的电子签名：谁、何时、内容是否被改动、是否覆盖整个文件、之后加了什么、证书是否受信任、当时是否有效。有一项不对，退出码是 1。是否被吊销，看文件里存的资料和 --crl、--ocsp 给出的（不联网）。",
			"check the signatures of PDF files: who, when, whether anything was changed, whether the whole file is covered, what was added afterwards, whether the certificate is trusted and was valid. Exit code 1 if anything is wrong. Whether a certificate was revoked is looked up in the file and in --crl and --ocsp (no network)."),
		Example: a.t("  nianbao verify 2020-签名.pdf --trust ca.pem", "  nianbao verify 2020-signed.pdf --trust ca.pem"),
		RunE:    onFiles(func(files []string) error { return a.verify(files, &f, asJSON) }),
	}
	c.Flags().StringArrayVar(&f.signers, "trust", nil, a.t("信任这个`文件`里的证书，作为签名人的上级，可多次给出", "trust the certificates in this `file` as issuers of signers; may be repeated"))
	c.Flags().StringArrayVar(&f.stampers, "trust-tsa", nil, a.t("信任这个`文件`里的证书，作为时间戳服务的上级，可多次给出", "trust the certificates in this `file` as issuers of time stamp services; may be repeated"))
	c.Flags().StringArrayVar(&f.lists, "crl", nil, a.t("吊销列表（CRL）`文件`，可多次给出", "`file` with a revocation list (CRL); may be repeated"))
	c.Flags().StringArrayVar(&f.answers, "ocsp", nil, a.t("OCSP 回答`文件`，可多次给出", "`file` with an OCSP answer; may be repeated"))
	c.Flags().BoolVar(&f.system, "trust-system", false, a.t("也信任操作系统信任的上级，但只限写明用于文件签名的证书", "trust the system's issuers, too, but only for certificates that say that they are for documents"))
	c.Flags().BoolVar(&asJSON, "json", false, a.t("以 JSON 输出，供程序读取", "print JSON for programs"))
	return c
}

// verifiedJSON is a file's result as programs read it.
type verifiedJSON struct {
	File       string          `json:"file"`
	OK         bool            `json:"ok"`
	Problems   []string        `json:"problems"`
	Signatures []signatureJSON `json:"signatures"`

	unsigned bool // a PDF that nobody signed
}

type signatureJSON struct {
	Field       string   `json:"field"`
	Signer      string   `json:"signer,omitempty"`
	Subject     string   `json:"subject,omitempty"`
	Issuer      string   `json:"issuer,omitempty"`
	Serial      string   `json:"serial,omitempty"`
	Level       string   `json:"level,omitempty"`
	Digest      string   `json:"digest,omitempty"`
	Reason      string   `json:"reason,omitempty"`
	Claimed     string   `json:"claimed_time,omitempty"`
	Stamped     string   `json:"time_stamp,omitempty"`
	StampedBy   string   `json:"time_stamp_by,omitempty"`
	Intact      bool     `json:"intact"`
	Whole       bool     `json:"covers_whole_file"`
	Valid       bool     `json:"valid_at_time"`
	Trusted     bool     `json:"trusted"`
	AddedLater  []string `json:"added_later"`
	Notes       []string `json:"notes"`
	Problems    []string `json:"problems"`
	shownSigned string

	changed, unclear bool // by what was added behind it
}

// trustFlags say whom to trust.
type trustFlags struct {
	signers, stampers []string // files
	lists, answers    []string
	system            bool
}

// trust reads the certificates.
func (f *trustFlags) trust() (*sign.Trust, error) {
	t := &sign.Trust{Now: time.Now(), System: f.system}
	var err error
	if t.Signers, err = readCertificates(f.signers); err != nil {
		return nil, err
	}
	if t.Stampers, err = readCertificates(f.stampers); err != nil {
		return nil, err
	}
	t.Evidence = &cms.Evidence{}
	if err := readEvidence(f.lists, t.Evidence.AddList, notList); err != nil {
		return nil, err
	}
	return t, readEvidence(f.answers, t.Evidence.AddAnswer, notAnswer)
}

func readCertificates(files []string) (all []*x509.Certificate, err error) {
	for _, name := range files {
		data, err := readNamed(diag.T("证书文件", "the certificate file"), name)
		if err != nil {
			return nil, err
		}
		list, err := sign.ReadCertificates(name, data)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

func (a *app) verify(files []string, f *trustFlags, asJSON bool) error {
	if len(files) == 0 {
		return usageError{diag.T("请给出一个或几个 PDF 文件，例如：nianbao verify 2020-签名.pdf --trust ca.pem", "name one or more PDF files, such as: nianbao verify 2020-signed.pdf --trust ca.pem")}
	}
	trust, err := f.trust()
	if err != nil {
		return err
	}
	all := []*verifiedJSON{}
	failed := false
	for _, name := range files {
		v := a.verifyOne(name, trust)
		failed = failed || !v.OK
		if all = append(all, v); !asJSON {
			a.showVerified(v)
		}
	}
	if asJSON {
		if err := a.writeJSON(map[string]any{"files": all}); err != nil {
			return err
		}
	}
	if failed {
		return errCode(exitInput)
	}
	return nil
}

// verifyOne checks a file; what cannot be read is a problem of the file's.
func (a *app) verifyOne(name string, trust *sign.Trust) *verifiedJSON {
	data, err := os.ReadFile(name)
	if err != nil {
		why, do := diag.System(err)
		return &verifiedJSON{File: name, Problems: []string{a.t("无法读取：%[1]s%[2]s", "cannot be read: %[1]s %[2]s", why, do)}, Signatures: []signatureJSON{}}
	}
	return a.verifyData(name, data, trust)
}

// verifyData checks a file's bytes.
func (a *app) verifyData(name string, data []byte, trust *sign.Trust) *verifiedJSON {
	v := &verifiedJSON{File: name, Problems: []string{}, Signatures: []signatureJSON{}}
	r, err := sign.Verify(name, data, trust)
	if err != nil {
		v.Problems = append(v.Problems, a.say(err))
		return v
	}
	v.OK, v.Problems, v.unsigned = r.OK(), a.texts(r.Problems), len(r.Signatures) == 0
	for _, s := range r.Signatures {
		j := signatureJSON{Field: s.Field, Level: s.Level, Digest: s.Digest, Reason: s.Reason, Intact: s.Intact, Whole: s.Whole,
			Valid: s.Valid, Trusted: s.Trusted, AddedLater: a.texts(s.Later), Notes: a.texts(s.Notes), Problems: a.texts(s.Problems), changed: s.Changed, unclear: s.Unclear}
		if c := s.Signer; c != nil {
			j.Signer, j.Subject, j.Issuer, j.Serial = sign.Name(c), sign.Printable(c.Subject.String()), sign.Printable(c.Issuer.String()), c.SerialNumber.Text(16)
		}
		if !s.Claimed.IsZero() {
			j.Claimed = s.Claimed.Format(time.RFC3339)
			j.shownSigned = a.t("%s（签名人自称）", "%s (the signer says)", s.Claimed.Format(time.DateTime+" -0700"))
		}
		if !s.Stamped.IsZero() {
			j.Stamped, j.StampedBy = s.Stamped.Format(time.RFC3339), sign.Name(s.Stamper)
			j.shownSigned = a.t("%s（时间戳：%s）", "%s (time stamp: %s)", s.Stamped.In(time.Local).Format(time.DateTime+" -0700"), j.StampedBy)
		}
		v.Signatures = append(v.Signatures, j)
	}
	return v
}

// say gives an error's message and what to do, without the file's name.
func (a *app) say(err error) string {
	if d, ok := err.(*diag.Diagnostic); ok {
		if d.Do.IsZero() {
			return d.What.In(a.lang)
		}
		return a.t("%[1]s：%[2]s", "%[1]s: %[2]s", d.What, d.Do)
	}
	return err.Error()
}

func (a *app) texts(list []diag.Text) []string {
	s := make([]string, len(list))
	for i, t := range list {
		s[i] = t.In(a.lang)
	}
	return s
}

// showVerified prints a file's result.
func (a *app) showVerified(v *verifiedJSON) {
	word := func(ok, looked bool) string {
		switch {
		case !looked:
			return a.t("未检查", "not looked at")
		case ok:
			return a.t("是", "yes")
		}
		return a.t("否", "NO")
	}
	verdict := a.t("签名有效", "the signatures are valid")
	if !v.OK {
		verdict = a.t("有问题", "NOT VALID")
	}
	fmt.Fprintln(a.out, a.t("%s: %s", "%s: %s", v.File, diag.Text{ZH: verdict, EN: verdict}))
	for _, p := range v.Problems {
		fmt.Fprintln(a.out, a.t("  错误: ", "  error: ")+p)
	}
	if v.unsigned {
		fmt.Fprintln(a.out, a.t("      → 要签名的，见 nianbao sign --help；要把以前的报告转成数据文件，用 nianbao import 文件名。", "      → to sign it: nianbao sign --help; to make a data file of an earlier report: nianbao import FILE."))
	}
	for _, s := range v.Signatures {
		looked := s.Level != "" // at the certificate: not where the content is not what was signed
		if looked {
			fmt.Fprintln(a.out, a.t("  签名 %s（%s）", "  signature %s (%s)", s.Field, s.Level))
		} else {
			fmt.Fprintln(a.out, a.t("  签名 %s", "  signature %s", s.Field))
		}
		if s.Signer != "" {
			fmt.Fprintln(a.out, a.t("    签名人：    %s", "    signer:      %s", s.Signer))
		}
		if s.Issuer != s.Subject {
			fmt.Fprintln(a.out, a.t("    发证机构：  %s", "    issuer:      %s", s.Issuer))
		}
		if s.shownSigned != "" {
			fmt.Fprintln(a.out, a.t("    时间：      %s", "    time:        %s", s.shownSigned))
		}
		if s.Reason != "" {
			fmt.Fprintln(a.out, a.t("    理由：      %s", "    reason:      %s", s.Reason))
		}
		unchanged := word(s.Intact && !s.changed, true)
		if s.Intact && s.unclear {
			unchanged = a.t("不能确定", "not known")
		}
		fmt.Fprintln(a.out, a.t("    内容未改动：%s    覆盖整个文件：%s    证书受信任：%s    当时有效：%s",
			"    unchanged:   %s    covers the whole file: %s    trusted: %s    valid at the time: %s",
			unchanged, word(s.Whole, true), word(s.Trusted, looked), word(s.Valid, looked)))
		for _, l := range append(s.AddedLater, s.Notes...) {
			fmt.Fprintln(a.out, "    "+l)
		}
		for _, p := range s.Problems {
			fmt.Fprintln(a.out, a.t("    错误: ", "    error: ")+p)
		}
	}
}
