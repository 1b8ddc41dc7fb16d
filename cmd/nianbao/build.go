package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/spf13/cobra"

	"nianbao/internal/diag"
	"nianbao/internal/keep/rollup"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
)

// buildFlags are the flags of build.
type buildFlags struct {
	dir          string
	formats      []string
	allowMissing bool
	processor    string
	allowErrors  bool
	draft        bool // as one, which the desk makes
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
		Short: a.t("由 TOML 文件生成 Word、PDF 和网页", "draw TOML files as Word, PDF and web page"),
		Example: a.t("  nianbao build 2020.toml\n  nianbao build 2020.toml -o 成品 --format pdf",
			"  nianbao build 2020.toml\n  nianbao build 2020.toml -o out --format pdf"),
		RunE: onFiles(func(files []string) error { return a.build(&f, files) }),
	}
	a.outputFlags(c, &f)
	c.Flags().StringVar(&f.pages, "pages", "", a.t("只重印这几`页`，例如 1-2：只写 PDF，文件名后加页码", "reprint only these `pages`, such as 1-2: a PDF alone, with the pages in its name"))
	c.Flags().BoolVar(&f.sign, "sign", false, a.t("同时给 PDF 签名，要有 --key", "sign the PDF, too; needs --key"))
	a.signerFlags(c, &f.signing)
	c.Flags().StringVarP(&f.dir, "output", "o", "", a.t("写到哪个`文件夹`（不写：与输入文件同一文件夹）", "`folder` to write to (default: beside the input)"))
	return c
}

// outputFlags are what build and batch have in common.
func (a *app) outputFlags(c *cobra.Command, f *buildFlags) {
	c.Flags().StringSliceVar(&f.formats, "format", []string{"docx", "pdf"}, a.t("生成哪些`格式`：docx、pdf、html（网页）", "`formats` to write: docx, pdf, html"))
	c.Flags().BoolVar(&f.allowErrors, "allow-errors", false, a.t("核对出错误也照样生成；还有“待填”的不生成", "build in spite of errors that the check finds, but not what is left to fill"))
	c.Flags().BoolVar(&f.allowMissing, "allow-missing", false, a.t("字体里没有的字印成方框，只警告", "print a box for characters that no font has, and warn"))
	c.Flags().BoolVar(&f.sealed, "sealed", false, a.t("落款按加盖印章排（GB/T 9704-2012 7.3.5.1）；生成时用 --seal 盖章的，已经这样排", "set name and date for a seal (GB/T 9704-2012 7.3.5.1), as build --seal does anyway"))
	c.Flags().BoolVar(&f.attach, "attach", false, a.t("把数据文件、Word 文件和图片放进 PDF（PDF/A-3）", "put the TOML, the Word file and the pictures into the PDF (PDF/A-3)"))
	c.Flags().StringVar(&f.processor, "word-processor", "word", a.t("按哪个`软件`换行：word（含 WPS）、libreoffice、libreoffice26 或 onlyoffice", "`whose` line breaks the files follow: word (WPS too), libreoffice, libreoffice26 or onlyoffice"))
}

func (a *app) build(f *buildFlags, files []string) error {
	defer collectAfter(garbageOf(len(files)))()
	if len(files) == 0 {
		return usageError{diag.T("请给出一个或几个 TOML 文件，例如：nianbao build 2020.toml", "name one or more TOML files, such as: nianbao build 2020.toml")}
	}
	if err := errors.Join(asFolder("-o", f.dir), distinct(files, f.dir)); err != nil {
		return err
	}
	bs, err := a.builders(f)
	if err != nil {
		return err
	}
	signer, err := a.buildSigner(f, bs.options)
	if err != nil {
		return err
	}
	failed := false
	var lists rollup.Lists
	for _, name := range files {
		b, err := bs.of(name)
		if err == nil {
			err = a.countySums(b, &lists, name)
		}
		if err == nil {
			err = a.buildOne(b, signer, name, f.dir)
		}
		if err != nil {
			if code := a.report(err); code != exitInput {
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

// buildSigner makes the signer that all files share; nil: they are not signed.
func (a *app) buildSigner(f *buildFlags, o press.Options) (*signer, error) {
	switch {
	case !f.sign && !reflect.DeepEqual(f.signing, signFlags{sealWidth: f.signing.sealWidth}):
		return nil, usageError{diag.T("--key、--seal、--reason、--tsa 等要和 --sign 一起用", "--key, --seal, --reason, --tsa and the like go with --sign")}
	case !f.sign:
		return nil, nil
	case f.signing.key == "":
		return nil, usageError{diag.T("--sign 要有 --key 密钥文件", "--sign needs --key with a key file")}
	case !o.PDF:
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
	if dir == "" {
		dir = filepath.Dir(input)
	}
	return filepath.Join(dir, press.Stem(input)+ext)
}

func (a *app) buildOne(b *press.Builder, s *signer, name, dir string) error {
	out, err := b.File(name)
	var stopped press.Stopped
	if errors.As(err, &stopped) {
		a.warn(stopped.List)
		return inputError{diag.T("%[1]s 没有生成。%[2]s", "%[1]s was not built. %[2]s", name, remedy(stopped))}
	}
	if err != nil {
		return err
	}
	a.tellFindings(name, out)
	if s != nil {
		if out.PDF, err = a.signPDF(s, target(name, dir, ".pdf"), out.PDF); err != nil {
			return err
		}
	}
	files := outputFiles(out, b.Pages, name, dir)
	if err := press.OwnFiles(name, paths(files)); err != nil {
		return err
	}
	if err := a.writeBuilt(files); err != nil {
		return err
	}
	pages := out.Pages
	if p := b.Pages; p != (press.Pages{}) {
		pages = p.Last - p.First + 1
	}
	for _, f := range files {
		line := a.t("已生成 %s（%d 页）", "wrote %s (%d pages)", f.Path, pages)
		if filepath.Ext(f.Path) == ".html" {
			line = a.t("已生成 %s", "wrote %s", f.Path)
		}
		if s != nil && filepath.Ext(f.Path) == ".pdf" {
			line = a.t("已生成并签名 %[1]s（%[2]d 页，签名人：%[3]s）", "wrote and signed %[1]s (%[2]d pages, signer: %[3]s)", f.Path, pages, s.name())
		}
		fmt.Fprintln(a.out, line)
	}
	return nil
}

// remedy says what to do about a report that the check stopped.
func remedy(s press.Stopped) diag.Text {
	if s.Unfilled {
		return diag.T("还有“待填”，填好以后再生成。", "Fill in what is left to fill, and build it again.")
	}
	return diag.T("核对出错误，改正后再试；确实要照样生成，加 --allow-errors。", "It has errors: mend them, or build all the same with --allow-errors.")
}

// writeBuilt writes what was made of a report, over nothing that could not be made
// again.
func (a *app) writeBuilt(files []outfile.File) error {
	for _, f := range files {
		if err := refused(f); err != nil {
			return err
		}
	}
	return a.write(files...)
}

// refused is the error for a file that must not be replaced.
func refused(f outfile.File) error {
	if d := press.Refuse(f.Path, f.Data, false); d != nil {
		return writeError{diag.T("%[1]s\n      → %[2]s", "%[1]s\n      → %[2]s", d.What, d.Do)}
	}
	return nil
}

// tellFindings tells what was found in a report that is built nonetheless.
func (a *app) tellFindings(name string, out *press.Output) {
	a.warn(out.Warnings)
	for _, o := range out.Check.Off {
		fmt.Fprintln(a.err, a.off(name, offJSON{o.ID, o.Reason, o.Count}))
	}
	if n := out.Check.Count(diag.Error); n > 0 {
		why := diag.T("按 --allow-errors 照样生成。", "built all the same (--allow-errors).")
		if out.AsPublished {
			why = diag.T("已公布的报告，照原样生成。", "a published report, built as it is.")
		}
		fmt.Fprintln(a.err, a.t("%[1]s：核对出 %[2]d 个错误，%[3]s", "%[1]s: %[2]d errors found; %[3]s", name, n, why))
	}
}

// outputFiles names the files of a report that was built.
func outputFiles(out *press.Output, p press.Pages, name, dir string) (files []outfile.File) {
	for _, f := range out.Files() {
		if f.Format == "pdf" && p != (press.Pages{}) {
			f.Ending = p.Ending()
		}
		files = append(files, outfile.File{Path: target(name, dir, f.Ending), Data: f.Data})
	}
	return files
}
