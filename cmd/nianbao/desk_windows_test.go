package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// open opens a file as Word does: nobody else may.
func opened(t *testing.T, path string) (letGo func()) {
	t.Helper()
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		t.Fatal(err)
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ, 0, nil, syscall.OPEN_EXISTING, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	return func() { syscall.CloseHandle(h) }
}

// county makes a folder with a space and Chinese in its name, a report in it,
// and goes there.
func county(t *testing.T) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "历年 报告")
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "2020.toml"), read(t, sample), 0o666); err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Dir(dir))
	return dir
}

// Names are typed with backslashes, patterns reach the program as they are.
func TestBackslashes(t *testing.T) {
	dir := county(t)
	os.WriteFile("名单.txt", []byte("\uFEFF# 名单\r\n历年 报告\\2020.toml\r\n"), 0o666)
	for _, step := range []struct {
		args []string
		want string
	}{
		{[]string{"build", `历年 报告\2020.toml`, "-o", `一\成 品`}, `一\成 品\2020.pdf`},
		{[]string{"build", `.\历年 报告\*.toml`, "-o", `二`}, `二\2020.pdf`},
		{[]string{"build", strings.ToUpper(filepath.VolumeName(dir)) + dir[2:] + `\2020.toml`, "-o", `.\三\`}, `三\2020.pdf`},
		{[]string{"build", strings.ReplaceAll(dir, `\`, "/") + "/2020.toml", "-o", "四/x"}, `四\x\2020.pdf`},
		{[]string{"batch", `历年 报告\*.toml`, "-o", `五`}, `五\2020.pdf`},
		{[]string{"batch", `.\历年 报告\`, "-o", `六`}, `六\2020.pdf`},
		{[]string{"batch", `名单.txt`, "-o", `七`}, `七\历年 报告\2020.pdf`},
	} {
		if code, said, errs := call(t, step.args...); code != exitOK {
			t.Errorf("%q: exit code %d: %s%s", step.args, code, said, errs)
		} else if string(read(t, step.want)) != string(read(t, `一\成 品\2020.pdf`)) {
			t.Errorf("%q: another PDF", step.args)
		}
	}
}

// Files that are open in another program stay as they are, with their fellows,
// and the clerk is told.
func TestOpenElsewhere(t *testing.T) {
	dir := county(t)
	toml := filepath.Join(dir, "2020.toml")
	call(t, "batch", dir, "-o", "out")
	call(t, "archive", "out", "--from", dir, "--to", "档案", "--by", "王某")
	docx := string(read(t, `out\2020.docx`))
	os.WriteFile(toml, []byte(strings.Replace(string(read(t, toml)), "县", "市", -1)), 0o666)
	for _, step := range []struct {
		file string
		args []string
		code int
		want string
	}{
		{`out\2020.pdf`, []string{"build", toml, "-o", "out"}, exitWrite, "正在别的程序中打开"},
		{`out\2020.docx`, []string{"build", toml, "-o", "out"}, exitWrite, "原有文件没有改动"},
		{`out\2020.pdf`, []string{"batch", dir, "-o", "out", "--again"}, exitWrite, "没有生成 1"},
		{toml, []string{"build", toml, "-o", "out"}, exitInput, "中关闭它"},
		{toml, []string{"batch", dir, "-o", "out"}, exitInput, "中关闭它"},
		{`out\2020.docx`, []string{"archive", "out", "--from", dir, "--to", "档案", "--by", "王某", "--reason", "x", "--as-is"}, exitInput, "2020.docx"},
		{`档案\log.jsonl`, []string{"archive", "out", "--from", dir, "--to", "档案", "--by", "王某", "--reason", "x", "--as-is"}, exitWrite, "写不了 档案"},
		{`档案\log.jsonl`, []string{"archive", "verify", "档案"}, exitInput, "档案文件夹读不了"},
	} {
		letGo := opened(t, step.file)
		code, said, errs := call(t, step.args...)
		letGo()
		if code != step.code || !strings.Contains(said+errs, step.want) {
			t.Errorf("%s open, %q: exit code %d: %s%s", step.file, step.args, code, said, errs)
		}
	}
	if string(read(t, `out\2020.docx`)) != docx {
		t.Error("the Word file was changed")
	}
	if left, _ := filepath.Glob(`out\*.tmp`); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
	if code, said, _ := call(t, "archive", "verify", "档案"); code != exitOK || strings.Contains(said, "提示") {
		t.Errorf("exit code %d: %s", code, said)
	}
}
