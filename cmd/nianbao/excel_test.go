package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestExcel(t *testing.T) {
	dir := t.TempDir()
	report, blank := input(t, dir), filepath.Join(dir, "2026.xlsx")
	made := filepath.Join(dir, "report.xlsx")
	for _, step := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"a report", []string{"excel", report}, exitOK, "4 个工作表"},
		{"not over a file", []string{"excel", report}, exitWrite, "已经有了"},
		{"over a file", []string{"excel", report, "--force"}, exitOK, "4 个工作表"},
		{"an empty one", []string{"excel", "--blank", "2026", "-o", blank}, exitOK, "4 个工作表"},
		{"nothing", []string{"excel"}, exitUsage, "--blank"},
		{"both", []string{"excel", report, "--blank", "2026"}, exitUsage, "一次"},
		{"a form without blank", []string{"excel", report, "--form", "2019"}, exitUsage, "--blank"},
		{"no year", []string{"excel", "--blank", "次年", "-o", filepath.Join(dir, "x.xlsx")}, exitUsage, "四位"},
		{"a name of another kind", []string{"excel", report, "-o", report, "--force"}, exitUsage, ".xlsx"},
		{"no such file", []string{"excel", filepath.Join(dir, "none.toml")}, exitInput, "none.toml"},
		{"back", []string{"import", made, "-o", filepath.Join(dir, "back.toml")}, exitOK, "存疑 0 处"},
		{"empty and back", []string{"import", blank, "--agency", "甲局", "-o", filepath.Join(dir, "blank.toml")}, exitOK, "存疑 0 处"},
	} {
		if code, said, errs := call(t, step.args...); code != step.code || !strings.Contains(said+errs, step.want) {
			t.Errorf("%s: exit code %d: %s%s", step.name, code, said, errs)
		}
	}
	if data := read(t, made); !bytes.HasPrefix(data, []byte("PK")) {
		t.Error("no workbook")
	}
	if _, err := os.Stat(filepath.Join(dir, "x.xlsx")); err == nil {
		t.Error("a file was left of a run that failed")
	}
}
