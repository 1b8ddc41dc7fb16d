package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What --attach puts into the PDF, extract takes out, byte for byte.
func TestAttachAndExtract(t *testing.T) {
	in, out, to := archived(t)
	pdf := filepath.Join(out, "2024.pdf")
	if code, _, errs := call(t, "extract", pdf); code != exitInput || !strings.Contains(errs, "--attach") {
		t.Errorf("nothing attached: exit code %d: %s", code, errs)
	}
	if code, _, errs := call(t, "build", filepath.Join(in, "2024.toml"), "-o", out, "--attach"); code != exitOK {
		t.Fatal(errs)
	}
	if code, said, errs := call(t, "extract", pdf, "-o", to); code != exitOK || strings.Count(said, "已取出") != 3 {
		t.Fatalf("exit code %d: %s%s", code, said, errs)
	}
	for name, from := range map[string]string{"2024.toml": in, "charts/applications-2024.png": in, "2024.docx": out} {
		if string(read(t, filepath.Join(to, filepath.FromSlash(name)))) != string(read(t, filepath.Join(from, filepath.FromSlash(name)))) {
			t.Errorf("%s came out otherwise", name)
		}
	}
	if code, _, errs := call(t, "extract", pdf, "-o", to); code != exitInput || !strings.Contains(errs, "已经有了") {
		t.Errorf("over files: exit code %d: %s", code, errs)
	}
	if code, _, errs := call(t, "extract", pdf, "-o", to, "--force"); code != exitOK {
		t.Errorf("by force: exit code %d: %s", code, errs)
	}
	// The report alone, from what it carries, gives the same file again.
	if code, _, errs := call(t, "build", filepath.Join(to, "2024.toml"), "-o", filepath.Join(to, "x"), "--attach"); code != exitOK {
		t.Fatal(errs)
	}
	if string(read(t, filepath.Join(to, "x", "2024.pdf"))) != string(read(t, pdf)) {
		t.Error("built from its own attachment it is another file")
	}
}

func TestExtractArguments(t *testing.T) {
	dir := t.TempDir()
	bad := filepath.Join(dir, "bad.pdf")
	os.WriteFile(bad, []byte("%PDF-1.7\nnothing"), 0o666)
	for _, test := range []struct {
		args []string
		code int
	}{
		{[]string{"extract"}, exitUsage}, {[]string{"extract", bad}, exitInput}, {[]string{"extract", sample}, exitInput}, {[]string{"extract", filepath.Join(dir, "none.pdf")}, exitInput},
	} {
		if code, _, errs := call(t, test.args...); code != test.code || errs == "" {
			t.Errorf("%v: exit code %d: %s", test.args, code, errs)
		}
	}
}

func TestReprint(t *testing.T) {
	dir := t.TempDir()
	for _, test := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"--pages", "2-3"}, exitOK, "2020-p2-3.pdf"}, {[]string{"--pages", "6"}, exitOK, "2020-p6-6.pdf"},
		{[]string{"--pages", "6-7"}, exitInput, "一共 6 页"}, {[]string{"--pages", "0-1"}, exitUsage, "--pages"}, {[]string{"--pages", "x"}, exitUsage, "--pages"},
		{[]string{"--pages", "1", "--format", "docx"}, exitUsage, "pdf"},
	} {
		code, said, errs := call(t, append([]string{"build", sample, "-o", dir}, test.args...)...)
		if code != test.code || !strings.Contains(said+errs, test.want) {
			t.Errorf("%v: exit code %d: %s%s", test.args, code, said, errs)
		}
	}
	es, _ := os.ReadDir(dir)
	if len(es) != 2 {
		t.Errorf("wrote %v", es)
	}
}
