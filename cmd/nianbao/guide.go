package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"nianbao/docs/zh"
	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
	"nianbao/layouts"
)

// guideName is the guide's files' name without ending.
const guideName = "年报使用说明"

func (a *app) guideCommand() *cobra.Command {
	to := ""
	c := &cobra.Command{
		Use:     "guide",
		Example: "  nianbao guide\n  nianbao guide -o .",
		Short:   a.t("打开使用说明", "open the guide (in Chinese)"),
		Long: a.t("打开使用说明。不写 -o 的，在浏览器里打开；写 -o 的，存成 PDF 和网页，可以打印。",
			"open the guide, which is in Chinese, in the browser; with -o write it as a PDF file and as a web page."),
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error { return a.guide(to) },
	}
	c.Flags().StringVarP(&to, "output", "o", "", a.t("把使用说明存到哪个`文件夹`", "`folder` to write the guide to"))
	return c
}

func (a *app) guide(to string) error {
	if err := asFolder("-o", to); err != nil {
		return err
	}
	file, page, err := a.guideFiles()
	if err != nil {
		return err
	}
	if to == "" {
		return a.showGuide(page)
	}
	pdf := outfile.File{Path: filepath.Join(to, guideName+".pdf"), Data: file}
	html := outfile.File{Path: filepath.Join(to, guideName+".html"), Data: page}
	if err := a.write(pdf, html); err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.t("已写好 %[1]s 和 %[2]s", "written: %[1]s and %[2]s", pdf.Path, html.Path))
	return nil
}

// guideFiles gives the guide as PDF and as a web page.
func (a *app) guideFiles() (file, page []byte, err error) {
	lib, err := a.openFonts()
	if err != nil {
		return nil, nil, err
	}
	set, err := form.Load(lib.Keys(), form.Folder{Name: "layouts", FS: layouts.FS}) // whatever layouts lie about
	if err != nil {
		return nil, nil, err
	}
	b := &press.Builder{Fonts: lib, Forms: set, Options: press.Options{Version: version}}
	return b.Guide(zh.Chapters)
}

// showGuide opens the page in the browser, from a folder for what can be made
// again.
func (a *app) showGuide(page []byte) error {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	path := filepath.Join(dir, "nianbao", guideName+".html")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return unwritable(path, err)
	}
	if err := a.write(outfile.File{Path: path, Data: page}); err != nil {
		return err
	}
	if err := browse(path); err != nil {
		return inputError{diag.T("浏览器打不开，使用说明在 %s，请自己打开。", "no browser could be started; the guide is %s.", path)}
	}
	fmt.Fprintln(a.out, a.t("使用说明已在浏览器中打开：%s", "the guide was opened in the browser: %s", path))
	return nil
}

// browse opens a file or an address in the user's browser.
func browse(what string) error {
	switch runtime.GOOS {
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", what).Start()
	case "darwin":
		return exec.Command("open", what).Start()
	}
	return exec.Command("xdg-open", what).Start()
}
