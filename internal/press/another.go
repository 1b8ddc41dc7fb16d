package press

import (
	"os"
	"path/filepath"
	"strings"

	"nianbao/internal/diag"
)

// Another gives the report beside input that a file made of input is called like:
// 2020-草稿.toml, a copy that somebody keeps, has a 2020-草稿.docx of its own. "": none.
func Another(input, made string) string {
	stem := Stem(made[:len(made)-len(filepath.Ext(made))])
	if stem == Stem(input) {
		return ""
	}
	for _, ending := range []string{".toml", ".toml.txt"} {
		if fi, err := os.Stat(filepath.Join(filepath.Dir(input), stem+ending)); err == nil && fi.Mode().IsRegular() {
			return stem + ending
		}
	}
	return ""
}

// OwnFiles refuses to make files of a report that are another's by their names. No
// page is made of a report that is called like a fragment: apart.
func OwnFiles(input string, made []string) error {
	for _, file := range made {
		if other := Another(input, file); other != "" && !strings.HasSuffix(file, pastedEnding) {
			return diag.List{diag.New(diag.Pos{File: input}, diag.T("没有生成：%[1]s 会与 %[2]s 的文件同名。", "not built: %[1]s is what a file of %[2]s is called.", filepath.Base(file), other),
				diag.T("请给 %s 改名，或者把它移到别的文件夹。", "rename %s, or move it to another folder.", other))}
		}
	}
	return nil
}
