package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"nianbao/internal/diag"
	"nianbao/internal/layout/font"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
)

// buildFlags are the flags of build.
type buildFlags struct {
	dir          string
	formats      []string
	allowMissing bool
	processor    string
	force        bool
	sealed       bool
	attach       bool
	pages        string
	sign         bool
	signing      signFlags
}

func (a *app) buildCommand() *cobra.Command {
	var f buildFlags
	c := &cobra.Command{
		Use:   a.t("build 文件…", "build FILE…"),
		Short: a.t("由 TOML 文件生成 Word 和 PDF", "draw TOML files as Word and PDF"),
		Example: a.t("  nianbao build 2020.toml\n  nianbao build 2020.toml -o 成品 --format pdf",
			"  nianbao build 2020.toml\n  nianbao build 2020.toml -o out --format pdf"),
		RunE: onFiles(func(files []string) error { return a.build(&f, files) }),
	}
	a.outputFlags(c, &f)
	c.Flags().BoolVar(&f.force, "force", false, a.t("核对出错误也照样生成", "build in spite of errors that the check finds"))
	c.Flags().StringVar(&f.pages, "pages", "", a.t("只重印这几`页`，例如 1-2：只写 PDF，文件名后加页码", "reprint only these `pages`, such as 1-2: a PDF alone, with the pages in its name"))
	c.Flags().BoolVar(&f.sign, "sign", false, a.t("同时给 PDF 签名，要有 --key", "sign the PDF, too; needs --key"))
	a.signerFlags(c, &f.signing)
	c.Flags().StringVarP(&f.dir, "output", "o", "", a.t("写到哪个`文件夹`（不写：与输入文件同一文件夹）", "`folder` to write to (default: beside the input)"))
	return c
}

// outputFlags are what build and batch have in common.
func (a *app) outputFlags(c *cobra.Command, f *buildFlags) {
	c.Flags().StringSliceVar(&f.formats, "format", []string{"docx", "pdf"}, a.t("生成哪些`格式`", "`formats` to write"))
	c.Flags().BoolVar(&f.allowMissing, "allow-missing", false, a.t("字体里没有的字印成方框，只警告", "print a box for characters that no font has, and warn"))
	c.Flags().BoolVar(&f.sealed, "sealed", false, a.t("落款按加盖印章排（GB/T 9704-2012 7.3.5.1），用了 --seal 就不用写", "set name and date for a seal (GB/T 9704-2012 7.3.5.1); --seal implies it"))
	c.Flags().BoolVar(&f.attach, "attach", false, a.t("把数据文件、Word 文件和图片放进 PDF（PDF/A-3）", "put the TOML, the Word file and the pictures into the PDF (PDF/A-3)"))
	c.Flags().StringVar(&f.processor, "word-processor", "word", a.t("按哪个`软件`换行：word（含 WPS）或 libreoffice", "`whose` line breaks the files follow: word (WPS too) or libreoffice"))
}

func (a *app) build(f *buildFlags, files []string) error {
	if len(files) == 0 {
		return usageError{diag.T("请给出一个或几个 TOML 文件，例如：nianbao build 2020.toml", "name one or more TOML files, such as: nianbao build 2020.toml")}
	}
	b, err := a.builder(f)
	if err != nil {
		return err
	}
	if err := distinct(files, f.dir); err != nil {
		return err
	}
	signer, err := a.buildSigner(f, b)
	if err != nil {
		return err
	}
	failed := false
	for _, name := range files {
		if b.Forms, err = a.openForms(b.Fonts, name); err == nil {
			err = a.buildOne(b, signer, name, f.dir)
		}
		if err != nil {
			if code := a.exit(err); code != exitInput {
				return errCode(code)
			}
			failed = true
		}
	}
	if failed {
		return errCode(exitInput)
	}
	return nil
}

// builder makes what all files share.
func (a *app) builder(f *buildFlags) (*press.Builder, error) {
	b, err := a.builderWith(f, nil)
	if err == nil {
		b.Fonts, err = a.openFonts()
	}
	return b, err
}

// builderWith is builder with fonts that are open.
func (a *app) builderWith(f *buildFlags, fonts *font.Library) (*press.Builder, error) {
	b := &press.Builder{Fonts: fonts, Version: version, Force: f.force, Sealed: f.sealed || f.signing.seal != "", Typeset: typeset.Options{AllowMissing: f.allowMissing}}
	for _, s := range f.formats {
		switch strings.ToLower(strings.TrimSpace(s)) {
		case "docx":
			b.DOCX = true
		case "pdf":
			b.PDF = true
		default:
			return nil, usageError{diag.T("没有这种格式：%q，可用 docx、pdf", "no such format: %q; there are docx and pdf", s)}
		}
	}
	if !b.DOCX && !b.PDF {
		return nil, usageError{diag.T("--format 后面缺少格式，可用 docx、pdf", "--format names no format; there are docx and pdf")}
	}
	b.Attach = f.attach
	if f.pages != "" {
		if err := reprint(b, f); err != nil {
			return nil, err
		}
	}
	i := slices.IndexFunc(typeset.Profiles, func(p *typeset.Profile) bool { return p.Name == f.processor })
	if i < 0 {
		return nil, usageError{diag.T("--word-processor 只能是 word 或 libreoffice，不能是 %q", "--word-processor is word or libreoffice, not %q", f.processor)}
	}
	b.Typeset.Profile = typeset.Profiles[i]
	return b, nil
}

// reprint sets that only some pages are drawn.
func reprint(b *press.Builder, f *buildFlags) error {
	first, last, several := strings.Cut(f.pages, "-")
	if !several {
		last = first
	}
	var err1, err2 error
	b.Pages.First, err1 = strconv.Atoi(strings.TrimSpace(first))
	b.Pages.Last, err2 = strconv.Atoi(strings.TrimSpace(last))
	switch {
	case err1 != nil || err2 != nil || b.Pages.First < 1 || b.Pages.Last < b.Pages.First:
		return usageError{diag.T("--pages 写成 1-2 或 3，不能是 %q", "--pages is such as 1-2 or 3, not %q", f.pages)}
	case !b.PDF:
		return usageError{diag.T("--pages 只用于 PDF，--format 里要有 pdf", "--pages is for the PDF; --format must have pdf")}
	}
	b.DOCX = false
	return nil
}

// buildSigner makes the signer that all files share; nil: they are not signed.
func (a *app) buildSigner(f *buildFlags, b *press.Builder) (*signer, error) {
	switch {
	case !f.sign && f.signing != (signFlags{sealWidth: f.signing.sealWidth}):
		return nil, usageError{diag.T("--key、--seal、--reason、--tsa 等要和 --sign 一起用", "--key, --seal, --reason, --tsa and the like go with --sign")}
	case !f.sign:
		return nil, nil
	case f.signing.key == "":
		return nil, usageError{diag.T("--sign 要有 --key 密钥文件", "--sign needs --key with a key file")}
	case !b.PDF:
		return nil, usageError{diag.T("--sign 签的是 PDF，--format 里要有 pdf", "--sign signs the PDF; --format must have pdf")}
	}
	return a.signer(&f.signing)
}

// distinct refuses two inputs that would be written to the same name.
func distinct(files []string, dir string) error {
	seen := map[string]string{}
	for _, f := range files {
		t := strings.ToLower(target(f, dir, ""))
		if other, ok := seen[t]; ok {
			return usageError{diag.T("%s 和 %s 会写成同一个文件，请分开生成或用 -o 分到不同文件夹", "%s and %s would be written to the same file; build them into different folders", other, f)}
		}
		seen[t] = f
	}
	return nil
}

// target is the path of an output file.
func target(input, dir, ext string) string {
	base := filepath.Base(input)
	if strings.EqualFold(filepath.Ext(base), ".toml") {
		base = base[:len(base)-len(".toml")]
	}
	if dir == "" {
		dir = filepath.Dir(input)
	}
	return filepath.Join(dir, base+ext)
}

func (a *app) buildOne(b *press.Builder, s *signer, name, dir string) error {
	out, err := b.File(name)
	var stopped press.Stopped
	if errors.As(err, &stopped) {
		a.warn(stopped.List)
		return inputError{diag.T("%s 核对出错误，没有生成。改正后再试；确实要照样生成，加 --force。", "%s has errors and was not built. Mend them, or build all the same with --force.", name)}
	}
	if err != nil {
		return err
	}
	a.warn(out.Warnings)
	for _, o := range out.Check.Off {
		fmt.Fprintln(a.err, a.off(name, offJSON{o.ID, o.Reason, o.Count}))
	}
	if n := out.Check.Count(diag.Error); n > 0 {
		why := diag.T("按 --force 照样生成。", "built all the same (--force).")
		if out.AsPublished {
			why = diag.T("已公布的报告，照原样生成。", "a published report, built as it is.")
		}
		fmt.Fprintln(a.err, a.t("%[1]s：核对出 %[2]d 个错误，%[3]s", "%[1]s: %[2]d errors found; %[4]s", name, n, why.ZH, why.EN))
	}
	if s != nil {
		if out.PDF, err = s.sign(target(name, dir, ".pdf"), out.PDF); err != nil {
			return err
		}
	}
	var files []outfile.File
	if out.DOCX != nil {
		files = append(files, outfile.File{Path: target(name, dir, ".docx"), Data: out.DOCX})
	}
	if out.PDF != nil {
		ext := ".pdf"
		if p := b.Pages; p != (press.Pages{}) {
			out.Pages = p.Last - p.First + 1
			ext = fmt.Sprintf("-p%d-%d.pdf", p.First, p.Last)
		}
		files = append(files, outfile.File{Path: target(name, dir, ext), Data: out.PDF})
	}
	if err := outfile.Write(files...); err != nil {
		return writeError{diag.T("写不了文件：%v\n      → 文件可能正在 Word、WPS 或阅读器里打开，或者文件夹不许写；关闭后再试，或用 -o 换一个文件夹。原有文件没有改动。",
			"cannot write: %v\n      → it may be open in another program, or the folder may be read-only; close it or choose another folder with -o. Existing files are unchanged.", err)}
	}
	for _, f := range files {
		fmt.Fprintln(a.out, a.t("已生成 %s（%d 页）", "wrote %s (%d pages)", f.Path, out.Pages))
	}
	return nil
}
