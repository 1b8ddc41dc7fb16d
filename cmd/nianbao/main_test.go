package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/internal/pattern"
)

const sample = "../../samples/2020.toml"

// call runs the program and gives its exit code and what it printed.
func call(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(args, strings.NewReader(""), &o, &e, func(string) string { return "" })
	return code, o.String(), e.String()
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// input writes a report that differs from the sample by replacements.
func input(t *testing.T, dir string, pairs ...string) string {
	t.Helper()
	s := string(read(t, sample))
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(s, pairs[i]) {
			t.Fatalf("the sample has no %q", pairs[i])
		}
		s = strings.Replace(s, pairs[i], pairs[i+1], 1)
	}
	path := filepath.Join(dir, "report.toml")
	if err := os.WriteFile(path, []byte(s), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestBuildWritesBothFiles(t *testing.T) {
	dir := t.TempDir()
	code, out, errs := call(t, "build", sample, "-o", dir)
	if code != exitOK || errs != "" {
		t.Fatalf("exit code %d, stderr %s", code, errs)
	}
	docx, pdf := read(t, filepath.Join(dir, "2020.docx")), read(t, filepath.Join(dir, "2020.pdf"))
	if !bytes.HasPrefix(docx, []byte("PK\x03\x04")) || !bytes.HasPrefix(pdf, []byte("%PDF-1.7")) {
		t.Error("the files are not a DOCX and a PDF")
	}
	if strings.Count(out, "6 页") != 2 {
		t.Errorf("stdout %s", out)
	}
	if code, _, _ := call(t, "build", sample, "-o", dir); code != exitOK {
		t.Fatal("the second run failed")
	}
	if !bytes.Equal(docx, read(t, filepath.Join(dir, "2020.docx"))) || !bytes.Equal(pdf, read(t, filepath.Join(dir, "2020.pdf"))) {
		t.Error("the second run gave other bytes")
	}
}

func TestFormats(t *testing.T) {
	for format, want := range map[string]string{"pdf": "2020.pdf", "docx": "2020.docx", "PDF, docx": "2020.docx 2020.pdf", "html": "2020-粘贴.html 2020.html"} {
		dir := t.TempDir()
		if code, _, errs := call(t, "build", sample, "-o", dir, "--format", format); code != exitOK {
			t.Fatalf("%s: exit code %d: %s", format, code, errs)
		}
		es, _ := os.ReadDir(dir)
		var got []string
		for _, e := range es {
			got = append(got, e.Name())
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: wrote %v, want %s", format, got, want)
		}
	}
}

func TestBadInput(t *testing.T) {
	for _, c := range []struct {
		name  string
		pairs []string
		want  []string // of the message in Chinese
	}{
		{"unknown keys, all at once", []string{"licence        =", "licennce =", "penalty        =", "penalti ="}, []string{"licennce", "licence", "penalti", "penalty", "^^^^^^^^"}},
		{"row of a wrong length", []string{"new ", "new = [1, 2]\nnew_ "}, []string{"[1, 2]", "自然人"}},
		{"bare Chinese key", []string{"[signature]", "[signature]\n单位 = 1"}, []string{"单位", "英文名称"}},
		{"a character that no font has", []string{"我局共受理2件", "我局\U0002A6D5共受理2件"}, []string{":42:17:", "U+2A6D5", "--allow-missing"}},
		{"no such form", []string{"year = 2020", "year = 2020\nform = \"1999\""}, []string{"1999", "2019"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			old := filepath.Join(dir, "report.docx")
			if err := os.WriteFile(old, []byte("old"), 0o644); err != nil {
				t.Fatal(err)
			}
			code, out, errs := call(t, "build", input(t, dir, c.pairs...))
			if code != exitInput || out != "" {
				t.Errorf("exit code %d, stdout %q", code, out)
			}
			for _, w := range c.want {
				if !strings.Contains(errs, w) {
					t.Errorf("the message has no %q:\n%s", w, errs)
				}
			}
			if string(read(t, old)) != "old" {
				t.Error("an existing file was changed")
			}
			if es, _ := os.ReadDir(dir); len(es) != 2 {
				t.Errorf("%d files in the folder, want 2", len(es))
			}
		})
	}
}

func TestExitCodes(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{nil, exitOK, ""},
		{[]string{"version"}, exitOK, ""},
		{[]string{"--version"}, exitOK, ""},
		{[]string{"-v"}, exitOK, ""},
		{[]string{"build"}, exitUsage, "TOML"},
		{[]string{"bild"}, exitUsage, "bild"},
		{[]string{"build", "--formt", "pdf", sample}, exitUsage, "没有这个选项：--formt"},
		{[]string{"build", "--format", "odt", sample}, exitUsage, `"odt"`},
		{[]string{"build", "--word-processor", "ed", sample}, exitUsage, `"ed"`},
		{[]string{"build", sample, "other/2020.toml", "-o", "x"}, exitUsage, "同一个文件"},
		{[]string{"build", "no-such.toml"}, exitInput, "no-such.toml"},
		{[]string{"build", sample, "--layouts", "no-such"}, exitInput, "no-such"},
		{[]string{"build", sample, "--fonts", "no-such"}, exitInput, "no-such"},
		{[]string{"build", sample, "-o", file}, exitUsage, "是文件名"},
		{[]string{"build", sample, "-o", "成品.pdf"}, exitUsage, "是文件名"},
		{[]string{"build", sample, "-o", filepath.Join(file, "x")}, exitWrite, "写不了"},
		{[]string{"sign", "x.pdf", "--key", "x", "-o", t.TempDir()}, exitUsage, "是文件夹"},
		{[]string{"new", "2026", "-o", t.TempDir()}, exitUsage, "是文件夹"},
		{[]string{"biuld", sample}, exitUsage, "是否想写 build？"},
		{[]string{"new", "--fromat", "x"}, exitUsage, "是否想写 --from"},
		{[]string{"build", sample, "—pages", "1"}, exitUsage, "两个英文减号：--pages"},
		{[]string{"－－help"}, exitUsage, "两个英文减号：--help"},
		{[]string{"build", sample, "-pages", "1"}, exitUsage, "两个英文减号：--pages"},
		{[]string{"build", sample, "--pages", "x"}, exitUsage, "nianbao build --help"},
		{[]string{"archive", "verify"}, exitUsage, "nianbao archive verify --help"},
		{[]string{"no-such.toml"}, exitUsage, "nianbao build"},
		{[]string{"build", "--force", sample}, exitUsage, "--allow-errors"},
		{[]string{"fonts", "国\u200B", "--fonts", "no-such"}, exitInput, "no-such"},
		{[]string{"build", "--format=", sample}, exitUsage, "--format"},
		{[]string{"version", "--lang", "fr"}, exitUsage, "fr"},
	} {
		code, _, errs := call(t, c.args...)
		if code != c.code || !strings.Contains(errs, c.want) {
			t.Errorf("%v: exit code %d, want %d; stderr %s", c.args, code, c.code, errs)
		}
	}
}

func TestOneBadFileDoesNotStopTheOthers(t *testing.T) {
	dir := t.TempDir()
	code, _, _ := call(t, "build", "no-such.toml", sample, "-o", dir)
	if code != exitInput {
		t.Errorf("exit code %d, want %d", code, exitInput)
	}
	read(t, filepath.Join(dir, "2020.pdf"))
}

func TestAllowMissing(t *testing.T) {
	dir := t.TempDir()
	code, out, errs := call(t, "build", "--allow-missing", input(t, dir, "我局共受理2件", "我局\U0002A6D5共受理2件"))
	if code != exitOK || out == "" || !strings.Contains(errs, "警告") || !strings.Contains(errs, "U+2A6D5") {
		t.Errorf("exit code %d, stdout %s, stderr %s", code, out, errs)
	}
}

func TestRareCharactersAreDrawn(t *testing.T) {
	dir := t.TempDir()
	code, _, errs := call(t, "build", input(t, dir, "我局共受理2件", "玥珺堃喆璟祎镕、面积1260㎡、\U0002CB5A"))
	if code != exitOK || errs != "" {
		t.Errorf("exit code %d: %s", code, errs)
	}
}

func TestLanguages(t *testing.T) {
	for _, c := range []struct {
		args []string
		env  map[string]string
		want string
	}{
		{[]string{"build", "no-such.toml"}, nil, "错误"},
		{[]string{"build", "no-such.toml", "--lang", "en"}, nil, "error"},
		{[]string{"--lang=en", "build", "no-such.toml"}, nil, "error"},
		{[]string{"build", "no-such.toml"}, map[string]string{"LANG": "en_GB.UTF-8"}, "error"},
		{[]string{"build", "no-such.toml"}, map[string]string{"LANG": "zh_CN.UTF-8"}, "错误"},
		{[]string{"build", "no-such.toml", "--lang", "zh"}, map[string]string{"LANG": "en_GB.UTF-8"}, "错误"},
		{[]string{"build", "no-such.toml"}, map[string]string{"LANG": "C.UTF-8"}, "错误"},
	} {
		var o, e bytes.Buffer
		run(c.args, strings.NewReader(""), &o, &e, func(k string) string { return c.env[k] })
		if !strings.Contains(e.String(), c.want) {
			t.Errorf("%v %v: %s, want %s", c.args, c.env, e.String(), c.want)
		}
	}
}

func TestOwnLayoutGoesFirst(t *testing.T) {
	dir := t.TempDir()
	own := filepath.Join(dir, "mine")
	if err := os.Mkdir(own, 0o755); err != nil {
		t.Fatal(err)
	}
	layout := strings.Replace(string(read(t, "../../layouts/2019.toml")), "一、总体情况", "一、总的情况", 1)
	if err := os.WriteFile(filepath.Join(own, "2019.toml"), []byte(layout), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"-o", filepath.Join(dir, "a")}, {"-o", filepath.Join(dir, "b"), "--layouts", own}} {
		if code, _, errs := call(t, append([]string{"build", sample}, args...)...); code != exitOK {
			t.Fatal(errs)
		}
	}
	if bytes.Equal(read(t, filepath.Join(dir, "a", "2020.docx")), read(t, filepath.Join(dir, "b", "2020.docx"))) {
		t.Error("the changed label is not in the file")
	}
}

// TestWhoDraws: which font draws a character, by style, and what is not drawn.
func TestWhoDraws(t *testing.T) {
	code, out, _ := call(t, "fonts", "国", "玥\u200B\U0002A6D5")
	if code != exitOK {
		t.Fatalf("exit code %d", code)
	}
	for _, want := range []string{"国（U+56FD）\n  xiaobiaosong  FandolSong-Bold.otf", "NianbaoWenKaiLight-Supplement.ttf", "U+200B：不印", "U+2A6D5）\n  xiaobiaosong  没有字体有这个字"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

func TestFontsAreListed(t *testing.T) {
	code, out, _ := call(t, "fonts")
	if code != exitOK {
		t.Fatalf("exit code %d", code)
	}
	for _, w := range []string{"小标宋", "仿宋", "楷体", "黑体", "宋体", "FandolFang-Regular.otf", "8105 字：全"} {
		if !strings.Contains(out, w) {
			t.Errorf("no %s in\n%s", w, out)
		}
	}
}

// A file as Notepad saves it gives the same bytes.
func TestNotepad(t *testing.T) {
	in, dir := t.TempDir(), t.TempDir()
	text := "\uFEFF" + strings.ReplaceAll(string(read(t, sample)), "\n", "\r\n")
	os.WriteFile(filepath.Join(in, "notepad.toml"), []byte(text), 0o666)
	if code, _, errs := call(t, "build", filepath.Join(in, "notepad.toml"), sample, "-o", dir); code != exitOK {
		t.Fatal(errs)
	}
	for _, ext := range []string{".docx", ".pdf"} {
		if !bytes.Equal(read(t, filepath.Join(dir, "notepad"+ext)), read(t, filepath.Join(dir, "2020"+ext))) {
			t.Errorf("another %s", ext)
		}
	}
}

// TestPatternsCompile: a wrong pattern would show only where it is first asked.
func TestPatternsCompile(t *testing.T) {
	if pattern.CompileAll() == 0 {
		t.Error("there are no patterns")
	}
}
