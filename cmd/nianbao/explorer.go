package main

import (
	"bufio"
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// dropped is the program as the Explorer of Windows starts it, by a double
// click or with files that were dropped onto its icon. The window closes when
// it ends, so it waits.
func dropped(args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) int {
	a := newApp(chooseLang(nil, getenv), stdin, stdout, stderr, getenv)
	code := exitUsage
	if command := commandFor(args); command != "" {
		code = run(append([]string{command, "--"}, args...), stdin, stdout, stderr, getenv)
	} else {
		fmt.Fprintln(a.out, a.t("把数据文件（.toml）拖到这个程序的图标上，就在数据文件旁边生成 Word 和 PDF；\n把 .pdf 文件拖上来，就检查它的签名。\n\n其他用法：打开程序所在的文件夹，在地址栏输入 cmd 回车，再输入 nianbao --help",
			"Drop reports (.toml) onto this program's icon: the Word file and the PDF are written beside them.\nDrop a .pdf file onto it: its signatures are checked.\n\nFor all else open the program's folder, type cmd into the address bar, and in the window type nianbao --help"))
	}
	fmt.Fprint(a.out, a.t("\n按回车键关闭这个窗口。", "\nPress Enter to close this window."))
	bufio.NewReader(stdin).ReadString('\n')
	return code
}

// commandFor gives the command for files that were dropped, "" for none or for
// files of several kinds.
func commandFor(files []string) string {
	command := ""
	for i, f := range files {
		of := map[string]string{".toml": "build", ".pdf": "verify"}[strings.ToLower(filepath.Ext(f))]
		if i > 0 && of != command {
			return ""
		}
		command = of
	}
	return command
}
