package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNew(t *testing.T) {
	dir := t.TempDir()
	last := input(t, dir, "carried_out  = [0, 0", "carried_out  = [3, 1")
	path := filepath.Join(dir, "2021.toml")
	code, out, errs := call(t, "new", "2021", "--from", last, "-o", path)
	if code != exitOK || errs != "" || !strings.Contains(out, "待填") {
		t.Fatalf("exit %d, %s%s", code, out, errs)
	}
	text := string(read(t, path))
	for _, s := range []string{"year = 2021", "行政审批服务局2021年政府信息公开", "carried_in  = [3, 1, 0, 0, 0, 0]", "上年 [2, 0, 0, 0, 0, 0]", "0537-7281890"} {
		if !strings.Contains(text, s) {
			t.Errorf("no %q in\n%s", s, text)
		}
	}
	// what is left to fill is an error, of check as of build; nothing else is
	code, out, _ = call(t, "check", path, "--last", last)
	for _, line := range strings.Split(out, "\n") {
		if strings.Contains(line, "错误: ") && !strings.Contains(line, "[NOT-FILLED]") || strings.Contains(line, "警告: ") {
			t.Error(line)
		}
	}
	if code != exitInput || !strings.Contains(out, "[NOT-FILLED]") {
		t.Errorf("check: exit %d", code)
	}
	for _, args := range [][]string{{"build", path}, {"build", "--allow-errors", path}} {
		code, _, errs = call(t, args...)
		if _, err := os.Stat(filepath.Join(dir, "2021.pdf")); code != exitInput || err == nil || !strings.Contains(errs, "待填") && !strings.Contains(errs, "NOT-FILLED") {
			t.Errorf("%v: exit %d, %v\n%s", args, code, err, errs)
		}
	}
	// an existing file stays
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := call(t, "new", "2021", "-o", path); code != exitWrite || string(read(t, path)) != "old" || !strings.Contains(errs, "--force") {
		t.Errorf("existing file: exit %d, %s", code, errs)
	}
	if code, _, _ := call(t, "new", "2021", "-o", path, "--force"); code != exitOK || string(read(t, path)) == "old" {
		t.Errorf("--force: exit %d", code)
	}
}

func TestNewArguments(t *testing.T) {
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"new", "2026"}, exitOK, "year = 2026"},
		{[]string{"new", "2012", "--form", "2008-dingxi"}, exitOK, `form = "2008-dingxi"`},
		{[]string{"new"}, exitUsage, "年度"},
		{[]string{"new", "21"}, exitUsage, "四位"},
		{[]string{"new", "2021", "2022"}, exitUsage, "年度"},
		{[]string{"new", "1999"}, exitInput, "1999"},
		{[]string{"new", "2222"}, exitInput, "2222"},
		{[]string{"new", "2020", "--from", sample}, exitInput, "2020"},
		{[]string{"new", "2021", "--from", "no-such.toml"}, exitInput, "no-such.toml"},
		{[]string{"new", "2021", "--form", "1999"}, exitInput, "1999"},
	} {
		code, out, errs := call(t, c.args...)
		if code != c.code || !strings.Contains(out+errs, c.want) {
			t.Errorf("%v: exit %d, want %d; %s%s", c.args, code, c.code, out, errs)
		}
	}
}

func TestFmt(t *testing.T) {
	dir := t.TempDir()
	path := input(t, dir, "year = 2020", "# 我的\nyear = 2020")
	text := "\uFEFF" + strings.ReplaceAll(string(read(t, path)), "\n", "\r\n")
	write := func(s string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(text)
	if code, out, _ := call(t, "fmt", "-d", path); code != exitInput || !strings.Contains(out, "会改动") || string(read(t, path)) != text {
		t.Errorf("-d: exit %d, %s", code, out)
	}
	if code, out, errs := call(t, "fmt", path); code != exitOK || !strings.Contains(out, "已整理") {
		t.Errorf("exit %d, %s%s", code, out, errs)
	}
	now := string(read(t, path))
	if !strings.HasPrefix(now, "\uFEFF#") || strings.Count(now, "\r\n") != strings.Count(now, "\n") || !strings.Contains(now, "# 我的\r\nyear") {
		t.Errorf("byte order mark, line ends or a remark were lost:\n%.200q", now)
	}
	for _, args := range [][]string{{"fmt", path}, {"fmt", "--check", path}} {
		if code, out, _ := call(t, args...); code != exitOK || out != "" || string(read(t, path)) != now {
			t.Errorf("%v the second time: exit %d, %s", args, code, out)
		}
	}
	write("year = 2020\nagency = 1\n")
	if code, _, errs := call(t, "fmt", path); code != exitInput || !strings.Contains(errs, "agency") || string(read(t, path)) != "year = 2020\nagency = 1\n" {
		t.Errorf("a faulty file: exit %d, %s", code, errs)
	}
	if code, _, _ := call(t, "fmt"); code != exitUsage {
		t.Errorf("no file: exit %d", code)
	}
}
