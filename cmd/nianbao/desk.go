package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"

	"github.com/spf13/cobra"

	"nianbao/internal/clerk/form"
	"nianbao/internal/desk"
	"nianbao/internal/diag"
	"nianbao/internal/layout/font"
	"nianbao/internal/press"
)

func (a *app) deskCommand() *cobra.Command {
	var noOpen bool
	c := &cobra.Command{
		Use:   a.t("desk 文件夹", "desk FOLDER"),
		Short: a.t("在浏览器里填写、核对和生成年报", "fill in, check and build reports in the browser"),
		Long: a.t("在浏览器里打开一个文件夹的年报：由去年的文件开始，照表格的样子填写，边填边核对，自动保存，生成 Word 和 PDF。只在本机上用，不联网；关闭网页，程序就退出。",
			"open a folder's reports in the browser: begin from last year's file, fill in the form, see what the checks find, have all saved at once, build the Word file and the PDF. It serves this machine alone, and ends when its last page is closed."),
		Example: a.t("  nianbao desk\n  nianbao desk 年报 --no-open", "  nianbao desk\n  nianbao desk reports --no-open"),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usageError{diag.T("只能打开一个文件夹", "name one folder")}
			}
			return a.desk(append(args, ".")[0], noOpen)
		},
	}
	c.Flags().BoolVar(&noOpen, "no-open", false, a.t("不打开浏览器，只显示地址", "print the address and open no browser"))
	return c
}

// desk serves a folder's desk until its last page is closed.
func (a *app) desk(folder string, noOpen bool) error {
	lib, err := a.openFonts()
	if err != nil {
		return err
	}
	if folder, err = deskFolder(folder); err != nil {
		return err
	}
	d, err := desk.New(folder, a.deskTools(lib, folder))
	if err != nil {
		return unreadable(diag.T("文件夹", "the folder"), folder, err)
	}
	defer d.Close()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	return d.Open(ctx, func(address string) {
		fmt.Fprintln(a.out, address)
		if noOpen {
			return
		}
		if err := browse(address); err != nil {
			fmt.Fprintln(a.err, a.t("浏览器没有打开，请把上面的地址复制到浏览器里。", "no browser was opened; copy the address into one."))
		}
	})
}

// deskFolder gives the folder that is meant, a file's where a file is named. It has
// one name, however it is reached: a second start is to find the first.
func deskFolder(name string) (string, error) {
	abs, err := filepath.Abs(name)
	if err == nil {
		abs, err = filepath.EvalSymlinks(abs)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return "", diag.List{diag.New(diag.Pos{File: name}, diag.T("没有这个文件夹。", "there is no such folder."),
			diag.T("请检查文件夹的名字，名字中有空格时要加引号；不写名字，打开的就是现在所在的文件夹。", "check its name, a name with blanks needs quotes; without a name it is the folder that you are in."))}
	}
	if err != nil {
		return "", unreadable(diag.T("文件夹", "the folder"), name, err)
	}
	if info, err := os.Stat(abs); err == nil && info.Mode().IsRegular() {
		abs = filepath.Dir(abs)
	}
	return abs, nil
}

// deskTools are the commands that the desk has buttons for.
func (a *app) deskTools(lib *font.Library, folder string) desk.Tools {
	a.folder, a.follows = folder, true
	return desk.Tools{
		OwnForms: func(path string) error {
			if beside := filepath.Join(filepath.Dir(path), besideName); a.formsStamp(beside) != "" {
				return ownForms(beside)
			}
			return nil
		},
		Forms: func(path string) (*form.Set, error) { return a.openForms(lib, path) },
		Fresh: func(path string, year int, from string) (string, error) {
			return a.freshText(&newFlags{output: path, from: from}, year)
		},
		Layout:     (&press.Builder{Fonts: lib}).Layout,
		Characters: func(o *press.Opened) (diag.List, error) { return press.Characters(lib, o) },
		Import: func(original, path string) (int, error) {
			in := a.importer(&importFlags{}, lib)
			done, err := in.one(context.Background(), &intakeJob{path: original, rel: filepath.Base(original), output: path})
			if err != nil {
				return 0, a.below(err)
			}
			return len(done.doubts), nil
		},
		Cache:  deskCache(),
		Finish: a.finishTools(lib, folder),
	}
}

// deskCache is where the desk keeps what is the user's own, "" where the system has
// no place for it.
func deskCache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "nianbao")
}
