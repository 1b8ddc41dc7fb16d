package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// What is given in place of the list is told with what is wanted, and a list that
// names no folder with how to name one.
func TestRollupArguments(t *testing.T) {
	dir := t.TempDir()
	report := input(t, dir)
	list := filepath.Join(t.TempDir(), "名单.toml")
	if code, _, errs := call(t, "rollup", "--new", list, "--from", dir); code != exitOK {
		t.Fatal(errs)
	}
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"rollup"}, exitUsage, "--new"},
		{[]string{"rollup", dir}, exitUsage, "--from " + dir},
		{[]string{"rollup", list, "-o", dir}, exitUsage, "-o 不能是各单位报告的文件夹"},
		{[]string{"rollup", "--new", list, "--from", dir}, exitWrite, "已经有了"},
		{[]string{"rollup", filepath.Join(dir, "没有.toml")}, exitInput, "找不到这个文件"},
		{[]string{"rollup", report, "--from", dir}, exitInput, "report.toml"},
	} {
		if code, said, errs := call(t, c.args...); code != c.code || !strings.Contains(said+errs, c.want) {
			t.Errorf("%q: exit code %d: %s%s", c.args, code, said, errs)
		}
	}
}
