package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Files that are dropped onto the program's icon are built or verified; it then
// waits for Enter.
func TestDropped(t *testing.T) {
	dir := t.TempDir()
	sample, err := os.ReadFile(filepath.Join("..", "..", "samples", "2020.toml"))
	if err != nil {
		t.Fatal(err)
	}
	toml := filepath.Join(dir, "-2020 年报.TOML")
	if err := os.WriteFile(toml, sample, 0o666); err != nil {
		t.Fatal(err)
	}
	start := func(files ...string) (int, string) {
		var out strings.Builder
		in := strings.NewReader("\nrest")
		code := dropped(files, in, &out, &out, func(string) string { return "" })
		if !strings.HasSuffix(out.String(), "按回车键关闭这个窗口。") {
			t.Errorf("%v: it does not wait: %q", files, out.String())
		}
		return code, out.String()
	}
	if code, out := start(toml); code != exitOK || !strings.Contains(out, "已生成") {
		t.Errorf("%d: %s", code, out)
	}
	noted := filepath.Join(dir, "2021.toml.txt") // as Notepad saves it
	if err := os.WriteFile(noted, sample, 0o666); err != nil {
		t.Fatal(err)
	}
	if code, out := start(noted); code != exitOK || !strings.Contains(out, filepath.Join(dir, "2021.pdf")) {
		t.Errorf("%d: %s", code, out)
	}
	pdf := filepath.Join(dir, "-2020 年报.pdf")
	if _, err := os.Stat(pdf); err != nil {
		t.Fatal(err)
	}
	if code, out := start(pdf); code != exitInput || !strings.Contains(out, "没有签名") {
		t.Errorf("%d: %s", code, out)
	}
	for _, files := range [][]string{nil, {toml, pdf}, {filepath.Join(dir, "a.docx")}} {
		if code, out := start(files...); code != exitUsage || !strings.Contains(out, "拖到") {
			t.Errorf("%v: %d: %s", files, code, out)
		}
	}
}
