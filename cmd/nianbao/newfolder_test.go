package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A folder of last year's reports, data files and Word files, gives a new file
// for each of last year; the others are counted, and nothing is replaced.
func TestNewFromFolder(t *testing.T) {
	root, err := filepath.Abs("../../samples/county")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	t.Chdir(dir)
	g := &follower{t: t}
	g.copy(filepath.Join(root, "2025.toml"), "历年/甲/2025.toml")
	g.copy(filepath.Join(root, "2021.toml"), "历年/甲/2021.toml")
	g.copy(filepath.Join(root, "2025.toml"), "乙.toml")
	if code, _, errs := call(t, "build", "乙.toml", "--format", "docx", "-o", "历年/乙"); code != exitOK {
		t.Fatal(errs)
	}
	code, out, errs := call(t, "new", "2026", "--from", "历年", "-o", "今年")
	if code != exitOK || !strings.Contains(out, "写了 2 份 2026 年度的；没有用的 1 份不是 2025 年度的。") {
		t.Fatalf("%d: %s%s", code, out, errs)
	}
	for _, name := range []string{"今年/甲/2026.toml", "今年/乙/乙.toml"} {
		text := string(read(t, name))
		if !strings.Contains(text, "year = 2026") || !strings.Contains(text, "待填") {
			t.Errorf("%s: %s", name, text)
		}
	}
	// The Word file beside a data file of another year is of the year that is asked for.
	g.copy(filepath.Join(root, "2021.toml"), "历年/丙/年报.toml")
	g.copy("历年/乙/乙.docx", "历年/丙/年报.docx")
	g.copy("历年/乙/乙.docx", "历年/丁.docx")
	if code, _, errs := call(t, "build", "乙.toml", "--format", "html", "-o", "页"); code != exitOK {
		t.Fatal(errs)
	}
	g.copy("页/乙.html", "历年/丁.html")
	code, out, errs = call(t, "new", "2026", "--from", "历年", "-o", "又")
	if code != exitOK || !exists("又/丙/年报.toml") || !strings.Contains(out, "没有用 "+filepath.FromSlash("历年/丁.html")+"：同名的") {
		t.Errorf("%d: %s%s", code, out, errs)
	}
	if err := os.WriteFile("今年/甲/2026.toml", []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	code, _, errs = call(t, "new", "2026", "--from", "历年", "-o", "今年")
	if code != exitWrite || !strings.Contains(errs, "已经有了") || string(read(t, "今年/甲/2026.toml")) != "mine" {
		t.Errorf("%d: %s", code, errs)
	}
	if code, _, errs = call(t, "new", "2030", "--from", "历年", "-o", "别年"); code != exitInput || !strings.Contains(errs, "没有 2029 年度的报告") {
		t.Errorf("%d: %s", code, errs)
	}
	if code, _, errs = call(t, "new", "2026", "--from", "历年"); code != exitUsage {
		t.Errorf("%d: %s", code, errs)
	}
}

// check and fmt take a folder for the reports in it.
func TestReportsInFolder(t *testing.T) {
	sample := string(read(t, "../../samples/county/2025.toml"))
	t.Chdir(t.TempDir())
	g := &follower{t: t}
	g.write("历年/2025.toml", sample)
	g.write("历年/县局/坏.toml", "year = ")
	code, out, errs := call(t, "check", "历年")
	if said := out + errs; code != exitInput || !strings.Contains(said, filepath.FromSlash("历年/2025.toml")) || !strings.Contains(said, "坏.toml") {
		t.Errorf("%d: %s", code, said)
	}
	if code, _, errs = call(t, "fmt", "--check", "历年"); code != exitInput || !strings.Contains(errs, "坏.toml") {
		t.Errorf("%d: %s", code, errs)
	}
	if err := os.Mkdir("空", 0o777); err != nil {
		t.Fatal(err)
	}
	if code, _, errs = call(t, "check", "空"); code != exitInput || !strings.Contains(errs, "没有数据文件") {
		t.Errorf("%d: %s", code, errs)
	}
}
