package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// dropped is the program as the Explorer of Windows starts it, by a double
// click or with files that were dropped onto its icon. The window closes when
// it ends, so it waits.
func dropped(args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) int {
	a := newApp(chooseLang(nil, getenv), stdin, stdout, stderr, getenv)
	code := exitUsage
	if len(args) == 0 {
		fmt.Fprintln(a.out, a.howToDrop())
	} else {
		code = a.takeDropped(args, func(args []string) int { return run(args, stdin, stdout, stderr, getenv) })
	}
	fmt.Fprint(a.out, a.t("\n按回车键关闭这个窗口。", "\nPress Enter to close this window."))
	bufio.NewReader(stdin).ReadString('\n')
	return code
}

// howToDrop says what the icon is for.
func (a *app) howToDrop() string {
	return a.t("把数据文件（.toml）拖到这个程序的图标上，就在数据文件旁边生成 Word 和 PDF；\n把 .pdf 文件拖上来，就检查它的签名；\n把以前的报告（Word、网页、Excel）拖上来，就在旁边写出它的数据文件；\n把文件夹拖上来，就成批生成里面的报告，放在旁边的“成品”文件夹里；里面没有数据文件的，就成批导入。\n\n其他用法：打开程序所在的文件夹，在地址栏输入 cmd 回车，再输入 nianbao --help\n使用说明：nianbao guide\n还没有数据文件的：nianbao new 2026 -o 2026.toml 写出一份，用记事本填",
		"Drop reports (.toml) onto this program's icon: the Word file and the PDF are written beside them.\nDrop a .pdf file onto it: its signatures are checked.\nDrop earlier reports (Word, web page, Excel): their data files are written beside them.\nDrop a folder: its reports are built into a folder beside it; one without data files is imported.\n\nFor all else open the program's folder, type cmd into the address bar, and in the window type nianbao --help\nTo begin: nianbao new 2026 -o 2026.toml writes a report to fill in")
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
			fmt.Fprintln(a.err, a.t("不知道拿 %s 做什么，没有动它。", "nothing is done with %s.", name))
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
		if i := slices.Index(lines[key], "-o"); i > 0 {
			fmt.Fprintln(a.out, a.t("都在文件夹 %s 里", "all is in the folder %s", lines[key][i+1]))
		}
	}
	return code
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
	if ending == ".txt" { // Notepad makes 2026.toml.txt
		ending = strings.ToLower(filepath.Ext(strings.TrimSuffix(strings.ToLower(name), ".txt")))
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
