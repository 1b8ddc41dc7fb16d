package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"
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

// codeError is the error for an exit code.
func codeError(code int) error {
	if code == exitOK {
		return nil
	}
	return errCode(code)
}

// app is what all commands share.
type app struct {
	lang         diag.Lang
	in           io.Reader
	out          io.Writer
	err          io.Writer
	terminal     *os.File // that err is, for a bar; or nil
	getenv       func(string) string
	langArg      string
	command      string // that was called, with its path: "nianbao archive verify"
	fonts        []string
	layouts      string
	allowOutside bool                  // pictures may lie outside of a report\'s folder
	mu           sync.Mutex            // guards forms
	forms        map[string]*form.Set  // read so far, by the folder beside the input
	follows      bool                  // layouts that are changed meanwhile: the desk does
	stamps       sync.Map              // of folders with layouts, where it does not
	during       context.Context       // that work ends with
	folder       string                // of the desk that all is said to; "": none
	progress     func(done, total int) // is told how far a run is; nil: nobody asks
}

func (a *app) t(zh, en string, args ...any) string { return diag.T(zh, en, args...).In(a.lang) }

// newApp makes the writers that nothing harmful passes: the program says all
// through them.
func newApp(lang diag.Lang, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) *app {
	return &app{lang: lang, in: stdin, out: diag.Writer(stdout), err: diag.Writer(stderr), terminal: terminal(stderr), getenv: getenv, during: context.Background()}
}

// interrupted gives a context that ends with Ctrl+C, too.
func (a *app) interrupted() (context.Context, context.CancelFunc) {
	return signal.NotifyContext(a.during, os.Interrupt)
}

// terminal gives the terminal that w is, or nil.
func terminal(w io.Writer) *os.File {
	if file, ok := w.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		return file
	}
	return nil
}

// run is the program; it gives the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) int {
	a := newApp(chooseLang(args, getenv), stdin, stdout, stderr, getenv)
	root := a.root()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(a.out)
	root.SetErr(a.err)
	return a.report(diag.Guard(func() error {
		c, err := root.ExecuteC()
		a.command = c.CommandPath()
		return err
	}))
}

// report says what went wrong and gives the exit code for it.
func (a *app) report(err error) int {
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
		fmt.Fprintln(a.err, a.t("用 %s --help 看说明。", "See %s --help.", a.command))
		return exitUsage
	case errors.As(err, &write):
		fmt.Fprintln(a.err, write.In(a.lang))
		return exitWrite
	case errors.As(err, &input):
		fmt.Fprintln(a.err, a.t("错误: ", "error: ")+input.In(a.lang))
		return exitInput
	case errors.As(err, &list):
		fmt.Fprintln(a.err, a.told(list))
		return exitInput
	case errors.As(err, &one):
		fmt.Fprintln(a.err, a.told(diag.List{one}))
		return exitInput
	}
	fmt.Fprintln(a.err, a.t("程序出错，请把这句话和输入文件发给开发者：%s", "an error of the program's; please report it with the input: %s", err.Error()))
	return exitInput
}

// badFlag makes a usage error of what the flag parser says, in English only.
func badFlag(c *cobra.Command, err error) error {
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
	said := diag.Text{ZH: zh, EN: err.Error()}
	if m := oneDash.FindStringSubmatch(err.Error()); m != nil {
		return usageError{diag.T("%[1]s；选项前面要写两个英文减号：--%[2]s", "%[1]s; an option begins with two hyphens: --%[2]s", said, m[1])}
	}
	if m := noFlag.FindStringSubmatch(err.Error()); m != nil {
		if m[1] == "force" && c.Flags().Lookup("allow-errors") != nil {
			return usageError{diag.T("%s；有错误也照样生成，写 --allow-errors", "%s; to build in spite of errors: --allow-errors", said)}
		}
		var known []string
		c.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
		if k := source.Nearest(m[1], known); k != "" {
			return usageError{diag.T("%[1]s；是否想写 --%[2]s？", "%[1]s; did you mean --%[2]s?", said, k)}
		}
	}
	return usageError{said}
}

// How the flag parser tells of a word behind a single hyphen, and of a flag that
// there is not.
var (
	oneDash = pattern.New(`^unknown shorthand flag: '.' in -([a-z][a-z-]+)`)
	noFlag  = pattern.New(`^unknown flag: --([a-z-]+)`)
)

// wideDash is a hyphen as Word or a Chinese keyboard makes it.
var wideDash = pattern.New(`^[‐‑‒–—―−﹣－]{1,2}([A-Za-z].*)`)

// slash is how options begin in Windows' own commands.
var slash = pattern.New(`^/([A-Za-z][a-z-]*)$`)

// hyphens refuses an argument that was meant to be an option.
func hyphens(c *cobra.Command, args []string) error {
	for _, arg := range args {
		m := wideDash.FindStringSubmatch(arg)
		if o := slash.FindStringSubmatch(arg); o != nil && optionOf(c, o[1]) {
			m = o
		}
		if m == nil || exists(arg) {
			continue
		}
		if len(m[1]) == 1 {
			return usageError{diag.T("选项前面要写一个英文减号：-%[2]s，这里是 %[1]s", "the option begins with a hyphen: -%[2]s; this is %[1]s", arg, m[1])}
		}
		return usageError{diag.T("选项前面要写两个英文减号：--%[2]s，这里是 %[1]s", "an option begins with two hyphens: --%[2]s; this is %[1]s", arg, m[1])}
	}
	return nil
}

// optionOf reports whether a command has an option of a name or a letter.
func optionOf(c *cobra.Command, name string) bool {
	return c.Flags().Lookup(name) != nil || len(name) == 1 && c.Flags().ShorthandLookup(name) != nil
}

// noCommand says that there is no command of a name, and what was meant.
func noCommand(c *cobra.Command, name string) error {
	var known []string
	for _, sub := range c.Commands() {
		known = append(known, sub.Name())
	}
	if k := cmp.Or(source.Nearest(name, known), byWord(c, name)); k != "" {
		return usageError{diag.T("没有这个命令：%[1]s；是否想写 %[2]s？", "no such command: %[1]s; did you mean %[2]s?", name, k)}
	}
	if strings.EqualFold(filepath.Ext(name), ".toml") {
		return usageError{diag.T("缺少命令；要生成，请写 nianbao build %s", "a command is missing; to build it: nianbao build %s", name)}
	}
	return usageError{diag.T("没有这个命令：%s", "no such command: %s", name)}
}

// byWord gives the one command whose description begins with a Chinese word, else the
// one that has it.
func byWord(c *cobra.Command, word string) string {
	if utf8.RuneCountInString(word) < 2 || word[0] < utf8.RuneSelf {
		return ""
	}
	for _, has := range []func(s, word string) bool{strings.HasPrefix, strings.Contains} {
		var names []string
		for _, sub := range c.Commands() {
			if has(sub.Short, word) {
				names = append(names, sub.Name())
			}
		}
		if len(names) == 1 {
			return names[0]
		}
	}
	return ""
}

// allThere reports whether all names are those of files or folders.
func allThere(names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { _, err := os.Stat(name); return err != nil })
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
	asked := false
	c := &cobra.Command{
		Use:           a.t("nianbao 命令", "nianbao COMMAND"),
		Short:         a.t("政府信息公开工作年度报告：一份 TOML，生成 Word 和 PDF", "annual reports on open government information: one TOML file, a Word file and a PDF"),
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(c *cobra.Command, args []string) error {
			if l := a.langArg; l != "" && l != "zh" && l != "en" {
				return usageError{diag.T("--lang 只能是 zh 或 en，不能是 %q", "--lang is zh or en, not %q", l)}
			}
			return hyphens(c, args)
		},
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case asked:
				_, err := fmt.Fprintln(a.out, "nianbao "+version)
				return err
			case len(args) == 0, args[0] == "/?", args[0] == "-?":
				return c.Help()
			case c.Flags().NFlag() == 0 && allThere(args): // as if dropped onto the icon
				return codeError(a.takeDropped(args, func(line []string) int { return run(line, a.in, a.out, a.err, a.getenv) }))
			}
			return noCommand(c, args[0])
		},
	}
	c.CompletionOptions.DisableDefaultCmd = true
	c.SetFlagErrorFunc(badFlag)
	c.Flags().BoolVarP(&asked, "version", "v", false, a.t("显示版本", "print the version"))
	f := c.PersistentFlags()
	f.StringVar(&a.langArg, "lang", "", a.t("消息的`语言`：zh 或 en", "`language` of messages: zh or en"))
	f.StringArrayVar(&a.fonts, "fonts", nil, a.t("您自己的字体`文件夹`，优先使用，可多次给出", "`folder` of your own fonts, used first; may be repeated"))
	f.StringVar(&a.layouts, "layouts", "", a.t("您自己的版式`文件夹`，其中的同名文件优先（不写：输入文件旁边的 layouts 文件夹）", "`folder` of your own layouts; its files go before those of the same name (the folder layouts beside the input is used anyway)"))
	f.BoolVar(&a.allowOutside, "allow-outside", false, a.t("允许使用数据文件所在文件夹以外的图片", "let reports use pictures outside of their folders"))
	c.AddCommand(a.buildCommand(), a.batchCommand(), a.archiveCommand(), a.signCommand(), a.verifyCommand(), a.extractCommand(), a.checkCommand(), a.newCommand(), a.importCommand(), a.deskCommand(), a.excelCommand(), a.rollupCommand(), a.pasteCommand(), a.fmtCommand(), a.formsCommand(), a.samplesCommand(), a.fontsCommand(), a.guideCommand(), a.versionCommand())
	a.localise(c)
	return c
}
