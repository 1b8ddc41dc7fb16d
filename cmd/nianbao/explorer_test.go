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
	if code, out := start(pdf); code != exitInput || !strings.Contains(out, "没有签名") || !strings.Contains(out, "nianbao import") {
		t.Errorf("%d: %s", code, out)
	}
	program, err := os.Executable()
	if line := atHome(); err != nil || len(line) != 3 || line[0] != "desk" || line[2] != filepath.Dir(program) {
		t.Errorf("a double click runs %q", line)
	}
	if got := commandFor("2018年报.txt"); len(got) == 0 || got[0] != "import" {
		t.Errorf("a plain text: %q", got)
	}
	if clicked() {
		t.Error("a test is taken for a double click")
	}
	picture := filepath.Join(dir, "印章.png")
	if code, out := start(picture); code != exitUsage || !strings.Contains(out, picture) {
		t.Errorf("a picture: %d: %s", code, out)
	}
	// Several kinds at once: each is done, the worst code is told.
	if code, out := start(toml, pdf); code != exitInput || !strings.Contains(out, "已生成") || !strings.Contains(out, "没有签名") {
		t.Errorf("several kinds: %d: %s", code, out)
	}
	word := strings.TrimSuffix(pdf, ".pdf") + ".docx"
	// So are names without a command, where all of them are there.
	if code, said, _ := call(t, toml, pdf); code != exitInput || !strings.Contains(said, "已生成") {
		t.Errorf("without a command: %d: %s", code, said)
	}
	if code, _, errs := call(t, toml, pdf+"x"); code != exitUsage || !strings.Contains(errs, "nianbao build") {
		t.Errorf("without a command, not all there: %d: %s", code, errs)
	}
	other := filepath.Join(dir, "去年", "去年.docx")
	if err := os.Mkdir(filepath.Dir(other), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(word, other); err != nil {
		t.Fatal(err)
	}
	if code, out := start(filepath.Dir(other)); code != exitOK || !strings.Contains(out, "去年-数据") {
		t.Errorf("a folder of Word files: %d: %s", code, out)
	}
	if code, out := start(other); code != exitOK || !strings.Contains(out, "去年.toml") {
		t.Errorf("a Word file: %d: %s", code, out)
	}
	if code, out := start(filepath.Dir(other) + string(filepath.Separator)); code != exitOK || !strings.Contains(out, "去年-成品") {
		t.Errorf("a folder of data files: %d: %s", code, out)
	}
}

// A program that was started from within an archive lies below the folder of temporary files.
func TestWithin(t *testing.T) {
	temp := filepath.Join("C", "用户", "Temp")
	for file, want := range map[string]bool{
		filepath.Join(temp, "Temp1_nianbao.zip", "nianbao.exe"): true,
		filepath.Join("C", "用户", "年报", "nianbao.exe"):           false,
		filepath.Join("C", "用户", "Temp2", "nianbao.exe"):        false,
		"": false,
	} {
		if got := within(file, temp); got != want {
			t.Errorf("%q: %v", file, got)
		}
	}
}
