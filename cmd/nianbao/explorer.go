package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/inconshreveable/mousetrap"
	"golang.org/x/term"

	"nianbao/internal/diag"
)

// clicked reports whether a file manager started the program: the Explorer of
// Windows, or another where there is a screen, and no console that reads or shows.
func clicked() bool {
	if runtime.GOOS == "windows" {
		return mousetrap.StartedByExplorer()
	}
	in, err := os.Stdin.Stat()
	return err == nil && in.Mode()&os.ModeCharDevice != 0 && os.Getenv("DISPLAY")+os.Getenv("WAYLAND_DISPLAY") != "" &&
		!term.IsTerminal(int(os.Stdin.Fd())) && !term.IsTerminal(int(os.Stdout.Fd())) && !term.IsTerminal(int(os.Stderr.Fd()))
}

// dropped is the program as a file manager starts it, by a double click, which
// opens the desk, or with files that were dropped onto its icon. The window closes
// when it ends, so it waits where something was said in it.
func dropped(args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) int {
	a := newApp(chooseLang(nil, getenv), stdin, stdout, stderr, getenv)
	runs := func(args []string) int { return run(args, stdin, stdout, stderr, getenv) }
	code := exitOK
	program, _ := os.Executable() // "": nothing is known of it
	switch {
	case len(args) > 0:
		code = a.takeDropped(args, runs)
	case runtime.GOOS == "windows" && within(program, os.TempDir()):
		fmt.Fprintln(a.err, a.t("程序还在压缩包里，或者在临时文件夹里，在这里填的报告会丢失。请先解压：在压缩包上点右键，选“全部解压缩”，再双击解压出来的 nianbao.exe。",
			"The program lies in a temporary folder, as when it is started from within an archive; reports written here would be lost. Unpack the archive first."))
		code = exitUsage
	default:
		fmt.Fprintln(a.out, a.howToDrop())
		code = runs(atHome())
	}
	if len(args) == 0 && code == exitOK {
		return code
	}
	fmt.Fprint(a.out, a.t("\n按回车键关闭这个窗口。", "\nPress Enter to close this window."))
	bufio.NewReader(stdin).ReadString('\n')
	return code
}

// atHome is the command line of a double click: the desk of the program's folder.
func atHome() []string {
	program, err := os.Executable()
	if err != nil {
		return []string{"desk"}
	}
	return []string{"desk", "--", filepath.Dir(program)}
}

// within reports whether a file lies below a folder: a file manager that shows an
// archive as a folder unpacks the one file that is started below that of temporary files.
func within(file, dir string) bool {
	for _, path := range []*string{&file, &dir} { // Windows has short names, ADMINI~1, for the same folder
		if whole, err := filepath.EvalSymlinks(*path); err == nil && *path != "" {
			*path = whole
		}
	}
	rel, err := filepath.Rel(dir, file)
	return file != "" && err == nil && filepath.IsLocal(rel)
}

// howToDrop says what the window is, and what the icon is for, too.
func (a *app) howToDrop() string {
	return a.t("填年报的页面会在浏览器里打开；没有打开的，把下面的地址复制到浏览器里。关上页面，程序就退出。\n\n也可以把文件拖到这个程序的图标上：数据文件（.toml），就在旁边生成 Word 和 PDF；.pdf，就检查签名；\n以前的报告（Word、网页、Excel），就在旁边写出数据文件；文件夹，就成批生成。\n",
		"The reports open in the browser; if none opens, copy the address below into one. The program ends when the page is closed.\n\nFiles can be dropped onto this program's icon, too: reports (.toml) are built, the signatures of a .pdf are checked,\nearlier reports (Word, web page, Excel) become data files, the reports of a folder are all built.\n")
}

// takeDropped does for each kind of what was dropped what is done with it, and
// says of the rest that nothing is. The exit code is the worst.
func (a *app) takeDropped(args []string, run func(args []string) int) int {
	code := exitOK
	var order []string // commands, in the order in which their first file came
	lines := map[string][]string{}
	for _, name := range args {
		line := commandFor(name)
		if line == nil {
			fmt.Fprintln(a.err, a.t("没有动 %s：%s", "nothing is done with %s: %s", name, whatElse(name)))
			code = exitUsage
			continue
		}
		key := strings.Join(line, "\x00")
		if lines[key] == nil {
			order, lines[key] = append(order, key), line
		}
		lines[key] = append(lines[key], name)
	}
	for _, key := range order {
		code = max(code, run(lines[key]))
		if i := slices.Index(lines[key], "-o"); i > 0 && exists(lines[key][i+1]) {
			fmt.Fprintln(a.out, a.t("都在文件夹 %s 里", "all is in the folder %s", lines[key][i+1]))
		}
	}
	return code
}

// whatElse says what to do with a file with which nothing can be done.
func whatElse(name string) diag.Text {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".zip", ".rar", ".7z", ".gz":
		return diag.T("请先解压，再拖里面的文件或文件夹。", "unpack it first.")
	case ".lnk":
		return diag.T("这是快捷方式，请拖文件本身。", "this is a link; take the file itself.")
	case ".png", ".jpg", ".jpeg", ".p12", ".pfx", ".sm2":
		return diag.T("印章、密钥和图片在签名、填写的时候用，请双击程序，在页面上选。", "seals, keys and pictures are chosen when a report is signed or written: start the program by a double click.")
	}
	return diag.T("能拖的有数据文件（.toml）、以前的报告（.docx、.xlsx、.html、.pdf、.txt）和放着它们的文件夹；别的请先另存为 .docx。",
		"reports (.toml), earlier ones (.docx, .xlsx, .html, .pdf, .txt) and folders of them can be dropped; save others as .docx first.")
}

// commandFor gives the command line to whose end a file or folder that was
// dropped is put, nil for one with which nothing can be done.
func commandFor(name string) []string {
	if fi, err := os.Stat(name); err == nil && fi.IsDir() {
		name = filepath.Clean(name)
		if _, err := reportsIn(name); err == nil {
			return []string{"batch", "-o", name + "-成品", "--"}
		}
		return []string{"import", "-o", name + "-数据", "--"}
	}
	ending := strings.ToLower(filepath.Ext(name))
	if stem := strings.TrimSuffix(strings.ToLower(name), ".txt"); ending == ".txt" && strings.HasSuffix(stem, ".toml") { // Notepad makes 2026.toml.txt
		ending = ".toml"
	}
	switch {
	case ending == ".toml":
		return []string{"build", "--"}
	case ending == ".pdf":
		return []string{"verify", "--"}
	case slices.Contains(importable, ending):
		return []string{"import", "--"}
	}
	return nil
}
