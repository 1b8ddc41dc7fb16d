package main

import (
	"bytes"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"nianbao/internal/diag"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/sign"
	"nianbao/internal/unit"
)

// signFlags are the flags of sign.
type signFlags struct {
	key, serial      string
	passphraseFile   string
	reason           string
	seal, place, tsa string
	sealWidth        float64 // mm
	output           string
	lists, answers   []string // files: what is known of revoked certificates
	issuers          []string
	online           bool
	testKey          string
}

func (a *app) signCommand() *cobra.Command {
	var f signFlags
	c := &cobra.Command{
		Use:   a.t("sign 文件.pdf", "sign FILE.pdf"),
		Short: a.t("给 PDF 加电子签名（PAdES）", "sign a PDF (PAdES)"),
		Long: a.t("给 PDF 加电子签名（PAdES）。口令从键盘输入，或来自 --passphrase-file，或环境变量 "+passphraseVariable+"，从不写在命令行上。",
			"sign a PDF (PAdES). The pass phrase is asked for, or comes from --passphrase-file or the environment variable "+passphraseVariable+"; it never stands on the command line."),
		Example: a.t("  nianbao sign 2020.pdf --key 单位.p12 -o 2020-签名.pdf\n  nianbao sign --new-test-key 试用.p12",
			"  nianbao sign 2020.pdf --key office.p12 -o 2020-signed.pdf\n  nianbao sign --new-test-key test.p12"),
		RunE: func(_ *cobra.Command, args []string) error { return a.sign(&f, args) },
	}
	c.Flags().StringVarP(&f.output, "output", "o", "", a.t("写到哪个`文件`", "`file` to write"))
	c.Flags().StringVar(&f.testKey, "new-test-key", "", a.t("新做一个试用的密钥`文件`（没有效力）和它的证书", "make a throw-away key `file` and its certificate"))
	c.Flags().StringVar(&f.place, "place", "", a.t("印章中心的`位置`：页,横,纵（毫米，从左上角量起）；本程序生成的文件不用写", "the seal's centre: `PAGE,X,Y` in mm from the upper left corner; not needed for files of this program"))
	a.signerFlags(c, &f)
	return c
}

// signerFlags are the flags that say who signs and how; build has them too.
func (a *app) signerFlags(c *cobra.Command, f *signFlags) {
	c.Flags().StringVar(&f.key, "key", "", a.t("密钥`文件`（.p12、.pfx；国密 .sm2）", "key `file` (.p12, .pfx; for SM2 .sm2)"))
	c.Flags().StringVar(&f.serial, "key-serial", "", a.t("密钥文件里有几把密钥时，用证书`序列号`（十六进制）选一把", "the `serial` number (hexadecimal) of the certificate to sign with, if the key file has several keys"))
	c.Flags().StringVar(&f.passphraseFile, "passphrase-file", "", a.t("口令写在这个`文件`的第一行", "`file` whose first line is the pass phrase"))
	c.Flags().StringVar(&f.seal, "seal", "", a.t("印章`图片`（背景透明的 PNG），盖在署名和日期上；不写：不显示", "`picture` of the seal (PNG with transparency), set over name and date; without it nothing is shown"))
	c.Flags().Float64Var(&f.sealWidth, "seal-width", sign.SealWidth.Millimetres(), a.t("印章宽多少`毫米`", "width of the seal in `mm`"))
	c.Flags().StringVar(&f.tsa, "tsa", "", a.t("时间戳服务的`网址`（RFC 3161）", "`address` of a time stamp service (RFC 3161)"))
	c.Flags().StringArrayVar(&f.lists, "crl", nil, a.t("长期保存：吊销列表（CRL）`文件`，与 --tsa 合用，可多次给出", "for the long term: `file` with a revocation list (CRL); goes with --tsa, may be repeated"))
	c.Flags().StringArrayVar(&f.answers, "ocsp", nil, a.t("长期保存：OCSP 回答`文件`，与 --tsa 合用，可多次给出", "for the long term: `file` with an OCSP answer; goes with --tsa, may be repeated"))
	c.Flags().StringArrayVar(&f.issuers, "issuer", nil, a.t("长期保存：密钥文件和时间戳里没有的上级证书`文件`，可多次给出", "for the long term: `file` with issuers' certificates that are neither in the key file nor in the time stamp; may be repeated"))
	c.Flags().BoolVar(&f.online, "online", false, a.t("长期保存：吊销资料从证书所写的网址取，与 --tsa 合用", "for the long term: fetch what is known of revoked certificates from the addresses in them; goes with --tsa"))
	c.Flags().StringVar(&f.reason, "reason", "", a.t("签名的`理由`", "`reason` for signing"))
}

func (a *app) sign(f *signFlags, args []string) error {
	if f.testKey != "" {
		return a.newTestKey(f, args)
	}
	switch {
	case len(args) != 1:
		return usageError{diag.T("请给出一个 PDF 文件，例如：nianbao sign 2020.pdf --key 单位.p12 -o 2020-签名.pdf", "name one PDF file, such as: nianbao sign 2020.pdf --key office.p12 -o 2020-signed.pdf")}
	case f.key == "":
		return usageError{diag.T("请用 --key 给出密钥文件（.p12 或 .pfx）", "name the key file (.p12 or .pfx) with --key")}
	case f.output == "":
		return usageError{diag.T("请用 -o 给出签名后的文件名", "name the file to write with -o")}
	}
	if err := asFile("-o", f.output, ".pdf"); err != nil {
		return err
	}
	name := args[0]
	data, err := readNamed(pdfFile, name)
	if err != nil {
		return err
	}
	if press.Draft(name, data) {
		return inputError{diag.T("%s 是草稿，没有签名。\n→ 把错误改好，生成定稿，再签名。", "%s is a draft; it was not signed.\n→ Mend the errors and build the report.", name)}
	}
	for _, input := range []string{name, f.key, f.seal, f.passphraseFile} {
		if sameFile(input, f.output) {
			return usageError{diag.T("-o 不能是输入文件本身：%s", "-o must not be an input file: %s", input)}
		}
	}
	s, err := a.signer(f)
	if err != nil {
		return err
	}
	signed, err := a.signPDF(s, name, data)
	if err != nil {
		return err
	}
	if err := a.write(outfile.File{Path: f.output, Data: signed}); err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.t("已签名 %[1]s（签名人：%[2]s）", "signed %[1]s (signer: %[2]s)", f.output, s.name()))
	return nil
}

// pdfFile is what sign, verify and extract read.
var pdfFile = diag.T("PDF 文件", "the PDF file")

// sameFile reports whether two paths name one file.
func sameFile(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}

// signer signs any number of files with one key, until it is dropped.
type signer struct {
	options  sign.Options
	longTerm *sign.LongTerm // nil: not wanted
}

// signer reads the key, the seal and the place.
func (a *app) signer(f *signFlags) (*signer, error) {
	o := sign.Options{Time: time.Now(), Reason: f.reason}
	var err error
	if o.Seal, err = a.readSeal(f); err != nil {
		return nil, err
	}
	if o.Place, err = parsePlace(f.place); err != nil {
		return nil, err
	}
	if o.Place != nil && o.Seal == nil {
		return nil, usageError{diag.T("--place 要和 --seal 一起用", "--place goes with --seal")}
	}
	if f.tsa != "" {
		o.Stamp = (&sign.TSA{URL: f.tsa, Time: o.Time}).Stamp
	}
	data, err := readNamed(diag.T("密钥文件", "the key file"), f.key)
	if err != nil {
		return nil, err
	}
	word := ""
	if sign.NeedsPassphrase(data) {
		if word, err = a.passphrase(f.passphraseFile, false); err != nil {
			return nil, err
		}
	}
	if o.Key, err = a.chooseKey(f.key, data, word, f.serial, o.Time); err != nil {
		return nil, err
	}
	l, err := f.longTerm(o.Time)
	return &signer{o, l}, err
}

// longTerm reads what makes signatures outlive their certificates; nil: that is
// not wanted.
func (f *signFlags) longTerm(at time.Time) (*sign.LongTerm, error) {
	if len(f.lists)+len(f.answers)+len(f.issuers) == 0 && !f.online {
		return nil, nil
	}
	if f.tsa == "" {
		return nil, usageError{diag.T("--crl、--ocsp、--issuer、--online 要和 --tsa 一起用", "--crl, --ocsp, --issuer and --online go with --tsa")}
	}
	l := &sign.LongTerm{Evidence: &cms.Evidence{}, Stamp: (&sign.TSA{URL: f.tsa, Time: at}).Stamp, Time: at}
	if f.online {
		l.Fetch = &sign.Fetch{}
	}
	var err error
	if l.Evidence.Certificates, err = readCertificates(f.issuers); err != nil {
		return nil, err
	}
	if err := readEvidence(f.lists, l.Evidence.AddList, notList); err != nil {
		return nil, err
	}
	return l, readEvidence(f.answers, l.Evidence.AddAnswer, notAnswer)
}

var (
	notList   = diag.T("不是吊销列表（CRL）", "no revocation list (CRL)")
	notAnswer = diag.T("不是 OCSP 回答", "no OCSP answer")
)

// readEvidence adds files; bad says what one of another kind is not.
func readEvidence(files []string, add func([]byte) error, bad diag.Text) error {
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return inputError{diag.T("吊销资料读不了：%v", "what is known of revoked certificates cannot be read: %v", err)}
		}
		if err := addEvidence(name, data, add, bad); err != nil {
			return err
		}
	}
	return nil
}

func addEvidence(name string, data []byte, add func([]byte) error, bad diag.Text) error {
	if add(data) != nil {
		return diag.New(diag.Pos{File: name}, bad, diag.T("请向发证机构重新取得（.crl、.ocsp 文件）。", "get it from the issuer, a .crl or .ocsp file."))
	}
	return nil
}

// chooseKey opens a key file and chooses the key with which is signed at a time.
func (a *app) chooseKey(name string, data []byte, word, serial string, at time.Time) (*sign.Key, error) {
	keys, err := sign.ReadKeys(name, data, word)
	if err != nil {
		return nil, err
	}
	key, err := sign.Choose(name, keys, serial, at)
	if err == nil && key.SM2() {
		a.warn(diag.List{{Pos: diag.Pos{File: name}, Severity: diag.Warning,
			What: diag.T("国密（SM2、SM3）签名，只有本程序的 verify 和认识国密的软件能验证，Acrobat 等不能", "a signature with SM2 and SM3: only our own verify and software that knows SM2 can check it, Acrobat and others cannot")}})
	}
	return key, err
}

// readSeal reads the picture of the seal, if there is one.
func (a *app) readSeal(f *signFlags) (*sign.Seal, error) {
	if f.seal == "" {
		return nil, nil
	}
	data, err := readNamed(diag.T("印章图片", "the seal's picture"), f.seal)
	if err != nil {
		return nil, err
	}
	return a.sealOf(f.seal, data, f.sealWidth)
}

// sealOf makes a seal of a picture, so many mm wide.
func (a *app) sealOf(name string, data []byte, width float64) (*sign.Seal, error) {
	if !(width >= 10 && width <= 100) {
		return nil, usageError{diag.T("印章的宽（--seal-width）应在 10 到 100 毫米之间", "--seal-width is from 10 to 100 mm")}
	}
	s, err := sign.ReadSeal(name, data, unit.Millimetres(width))
	if err == nil && s.DPI() < 300 {
		a.warn(diag.List{{Pos: diag.Pos{File: name}, Severity: diag.Warning,
			What: diag.T("印章图片不够清晰：每英寸 %d 点，不到 300", "the seal's picture is coarse: %d dots to the inch, below 300", s.DPI()),
			Do:   diag.T("印刷时请换一张更清晰的图片。", "take a finer picture for print.")}})
	}
	return s, err
}

// parsePlace reads a page and two distances in mm.
func parsePlace(s string) (*sign.Place, error) {
	if s == "" {
		return nil, nil
	}
	bad := usageError{diag.T("--place 写作 页,横,纵，例如 5,120,230，不能是 %q", "--place is PAGE,X,Y such as 5,120,230, not %q", s)}
	part := strings.Split(strings.ReplaceAll(s, "，", ","), ",")
	if len(part) != 3 {
		return nil, bad
	}
	n, err := strconv.Atoi(strings.TrimSpace(part[0]))
	if err != nil {
		return nil, bad
	}
	var mm [2]float64
	for i := range mm {
		if mm[i], err = strconv.ParseFloat(strings.TrimSpace(part[i+1]), 64); err != nil || !(mm[i] >= 0 && mm[i] <= 5000) {
			return nil, bad
		}
	}
	return &sign.Place{Page: n, X: unit.Millimetres(mm[0]), Y: unit.Millimetres(mm[1])}, nil
}

// signPDF signs a file, and tells where it is not the report of whoever signs: keys of
// several offices lie on one stick.
func (a *app) signPDF(s *signer, name string, data []byte) ([]byte, error) {
	signed, err := s.sign(name, data)
	if body := press.AgencyOf(data); err == nil && body != "" && !sign.IsOf(s.options.Key.Chain[0], body) {
		a.warn(diag.List{{Pos: diag.Pos{File: name}, Severity: diag.Warning,
			What: diag.T("签名人“%[1]s”与报告的单位“%[2]s”不同", "the signer %[1]q is not the report's body %[2]q", s.name(), body),
			Do:   diag.T("请核对密钥；拿错了的，换成这个单位的密钥，重新签名。", "look at the key; if it is the wrong one, sign again with the body's.")}})
	}
	return signed, err
}

func (s *signer) sign(name string, data []byte) ([]byte, error) {
	signed, err := sign.Sign(name, data, &s.options)
	if err != nil || s.longTerm == nil {
		return signed, err
	}
	return s.longTerm.Preserve(name, signed)
}

// name is who signs.
func (s *signer) name() string { return sign.Name(s.options.Key.Chain[0]) }

// newTestKey writes a throw-away key and, beside it, its certificate for
// verify --trust.
func (a *app) newTestKey(f *signFlags, args []string) error {
	if len(args) > 0 || f.key != "" || f.output != "" {
		return usageError{diag.T("--new-test-key 单独使用", "--new-test-key stands alone")}
	}
	certificate := strings.TrimSuffix(f.testKey, filepath.Ext(f.testKey)) + ".pem"
	for _, name := range []string{f.testKey, certificate} {
		if _, err := os.Lstat(name); err == nil {
			return inputError{diag.T("%s 已经存在，没有改动；请换一个名字。", "%s exists and was left alone; choose another name.", name)}
		}
	}
	p, err := a.passphrase(f.passphraseFile, true)
	if err != nil {
		return err
	}
	key, der, err := sign.TestKey(p, time.Now(), strings.EqualFold(filepath.Ext(f.testKey), ".sm2"))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := pem.Encode(&b, &pem.Block{Type: "CERTIFICATE", Bytes: der}); err != nil {
		return err
	}
	if err := a.write(outfile.File{Path: f.testKey, Data: key, Private: true}, outfile.File{Path: certificate, Data: b.Bytes()}); err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.t("已生成 %[1]s 和 %[2]s，只供试用，没有任何效力", "wrote %[1]s and %[2]s, for trying out only and worth nothing", f.testKey, certificate))
	return nil
}
