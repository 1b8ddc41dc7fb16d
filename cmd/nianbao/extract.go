package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"nianbao/internal/diag"
	"nianbao/internal/outfile"
	"nianbao/internal/signing/pdfread"
)

func (a *app) extractCommand() *cobra.Command {
	var dir string
	var force bool
	c := &cobra.Command{
		Use:     a.t("extract 文件.pdf", "extract FILE.pdf"),
		Short:   a.t("取出 PDF 带的附件：数据文件、Word 文件、图片", "take out what a PDF carries: the TOML, the Word file, pictures"),
		Example: a.t("  nianbao extract 2020.pdf -o 取出", "  nianbao extract 2020.pdf -o extracted"),
		RunE:    func(_ *cobra.Command, args []string) error { return a.extract(args, dir, force) },
	}
	c.Flags().StringVarP(&dir, "output", "o", "", a.t("放到哪个`文件夹`（不写：与 PDF 同一文件夹）", "`folder` to write to (default: beside the PDF)"))
	c.Flags().BoolVar(&force, "force", false, a.t("覆盖已有的文件", "overwrite files that are there"))
	return c
}

// place puts files whose names came from elsewhere into a folder.
func place(files []outfile.File, dir string, force bool) error {
	taken := map[string]bool{}
	for i := range files {
		name := files[i].Path
		path, err := outfile.Below(dir, name)
		switch {
		case errors.Is(err, outfile.ErrLink):
			return inputError{diag.T("%s 要经过的不是文件夹（是文件，或者是通到别处的链接），没有取出。", "what is on the way to %s is no folder but a file or a link; nothing was taken out.", name)}
		case err != nil || taken[strings.ToLower(path)]:
			return inputError{diag.T("附件的名字不能用作文件名：%s，没有取出。", "an attachment's name is no file name: %s; nothing was taken out.", name)}
		}
		taken[strings.ToLower(path)] = true
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) && !force {
			return inputError{diag.T("%s 已经有了，没有取出。先把它改名或者移走；要覆盖，加 --force。", "%s is there already; nothing was taken out. Rename or move it; --force overwrites it.", path)}
		}
		files[i].Path = path
	}
	return nil
}

func (a *app) extract(args []string, dir string, force bool) error {
	if len(args) != 1 {
		return usageError{diag.T("请给出一个 PDF 文件，例如：nianbao extract 2020.pdf -o 取出", "name one PDF file, such as: nianbao extract 2020.pdf -o extracted")}
	}
	if err := asFolder("-o", dir); err != nil {
		return err
	}
	data, err := readNamed(pdfFile, args[0])
	if err != nil {
		return err
	}
	if dir == "" {
		dir = filepath.Dir(args[0])
	}
	return a.extractFrom(args[0], data, dir, force)
}

// extractFrom takes out what a PDF's bytes carry.
func (a *app) extractFrom(name string, data []byte, dir string, force bool) error {
	f, err := pdfread.Open(name, data)
	if err != nil {
		return err
	}
	held, err := f.Embedded()
	if err != nil {
		return err
	}
	if len(held) == 0 {
		return inputError{diag.T("%s 没有带附件；生成时加 --attach 才有。", "%s carries nothing; build it with --attach.", name)}
	}
	files := make([]outfile.File, len(held))
	for i := range held {
		files[i] = outfile.File{Path: held[i].Name, Data: held[i].Data}
	}
	if err := place(files, dir, force); err != nil {
		return err
	}
	if err := a.write(files...); err != nil {
		return err
	}
	for _, o := range files {
		fmt.Fprintln(a.out, a.t("已取出 %s", "took out %s", o.Path))
	}
	return nil
}
