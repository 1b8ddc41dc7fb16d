package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
)

// The exit codes.
const (
	exitOK    = 0
	exitInput = 1 // the input is wrong
	exitUsage = 2 // the program was called wrongly
	exitWrite = 3 // a file could not be written
)

// usageError, writeError and inputError say which exit code an error has.
type (
	usageError struct{ diag.Text }
	writeError struct{ diag.Text }
	inputError struct{ diag.Text }
)

func (e usageError) Error() string { return e.EN }
func (e writeError) Error() string { return e.EN }
func (e inputError) Error() string { return e.EN }

// errCode ends the program with a code after all was said.
type errCode int

func (e errCode) Error() string { return "reported" }

// app is what all commands share.
type app struct {
	lang    diag.Lang
	in      io.Reader
	out     io.Writer
	err     io.Writer
	getenv  func(string) string
	langArg string
	fonts   []string
	layouts string
	mu      sync.Mutex           // guards forms
	forms   map[string]*form.Set // read so far, by the folder beside the input
}

func (a *app) t(zh, en string, args ...any) string { return diag.T(zh, en, args...).In(a.lang) }

// run is the program; it gives the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) int {
	a := &app{in: stdin, out: stdout, err: stderr, getenv: getenv}
	a.lang = chooseLang(args, getenv)
	root := a.root()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	return a.exit(root.Execute())
}

// exit reports an error and gives the code for it.
func (a *app) exit(err error) int {
	var usage usageError
	var write writeError
	var input inputError
	var list diag.List
	var one *diag.Diagnostic
	var code errCode
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &code):
		return int(code)
	case errors.As(err, &usage):
		fmt.Fprintln(a.err, a.t("用法不对：", "wrong usage: ")+usage.In(a.lang))
		fmt.Fprintln(a.err, a.t("用 nianbao --help 看说明。", "See nianbao --help."))
		return exitUsage
	case errors.As(err, &write):
		fmt.Fprintln(a.err, write.In(a.lang))
		return exitWrite
	case errors.As(err, &input):
		fmt.Fprintln(a.err, a.t("错误: ", "error: ")+input.In(a.lang))
		return exitInput
	case errors.As(err, &list):
		fmt.Fprintln(a.err, list.Format(a.lang))
		return exitInput
	case errors.As(err, &one):
		fmt.Fprintln(a.err, one.Format(a.lang))
		return exitInput
	}
	fmt.Fprintln(a.err, a.t("程序出错，请把这句话和输入文件发给开发者：", "an error of the program's; please report it with the input: ")+err.Error())
	return exitInput
}

// badFlag makes a usage error of what the flag parser says, in English only.
func badFlag(_ *cobra.Command, err error) error {
	zh := err.Error()
	for _, p := range []struct{ en, zh string }{
		{"unknown flag: ", "没有这个选项："},
		{"unknown shorthand flag: ", "没有这个选项："},
		{"flag needs an argument: ", "选项后面缺少内容："},
		{"invalid argument ", "选项的内容不对："},
	} {
		if rest, ok := strings.CutPrefix(zh, p.en); ok {
			zh = p.zh + rest
		}
	}
	return usageError{diag.Text{ZH: zh, EN: err.Error()}}
}

// noArgs refuses arguments.
func noArgs(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{diag.T("这个命令后面不能写 %s", "the command takes no argument: %s", args[0])}
	}
	return nil
}

// chooseLang takes --lang, then the locale: Chinese unless it is another's.
func chooseLang(args []string, getenv func(string) string) diag.Lang {
	for i, s := range args {
		if v, ok := strings.CutPrefix(s, "--lang="); ok {
			return parseLang(v)
		}
		if s == "--lang" && i+1 < len(args) {
			return parseLang(args[i+1])
		}
	}
	for _, k := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(k); v != "" {
			return parseLang(v)
		}
	}
	return diag.Chinese
}

// parseLang takes English for what names it; all else is Chinese.
func parseLang(v string) diag.Lang {
	if strings.HasPrefix(strings.ToLower(v), "en") {
		return diag.English
	}
	return diag.Chinese
}

// root is the command tree.
func (a *app) root() *cobra.Command {
	c := &cobra.Command{
		Use:           a.t("nianbao 命令", "nianbao COMMAND"),
		Short:         a.t("政府信息公开工作年度报告：一份 TOML，生成 Word 和 PDF", "annual reports on open government information: one TOML file, a Word file and a PDF"),
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			if l := a.langArg; l != "" && l != "zh" && l != "en" {
				return usageError{diag.T("--lang 只能是 zh 或 en，不能是 %q", "--lang is zh or en, not %q", l)}
			}
			return nil
		},
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{diag.T("没有这个命令：%s", "no such command: %s", args[0])}
			}
			return c.Help()
		},
	}
	c.CompletionOptions.DisableDefaultCmd = true
	c.SetFlagErrorFunc(badFlag)
	f := c.PersistentFlags()
	f.StringVar(&a.langArg, "lang", "", a.t("消息的`语言`：zh 或 en", "`language` of messages: zh or en"))
	f.StringArrayVar(&a.fonts, "fonts", nil, a.t("您自己的字体`文件夹`，优先使用，可多次给出", "`folder` of your own fonts, used first; may be repeated"))
	f.StringVar(&a.layouts, "layouts", "", a.t("您自己的版式`文件夹`，其中的同名文件优先（不写：输入文件旁边的 layouts 文件夹）", "`folder` of your own layouts; its files go before those of the same name (the folder layouts beside the input is used anyway)"))
	c.AddCommand(a.buildCommand(), a.batchCommand(), a.archiveCommand(), a.signCommand(), a.verifyCommand(), a.extractCommand(), a.checkCommand(), a.newCommand(), a.importCommand(), a.fmtCommand(), a.formsCommand(), a.fontsCommand(), a.versionCommand())
	a.localise(c)
	return c
}
