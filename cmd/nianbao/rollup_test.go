package main

import (
	"os"
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

// The next year's roll-up goes beside this year's, whose folder stays; a list of another
// year that lies among the reports is none.
func TestRollupOfTwoYears(t *testing.T) {
	dir := t.TempDir()
	sample := func(year string) string {
		return string(read(t, filepath.Join("..", "..", "samples", "county", year+".toml")))
	}
	list := func(year string) string {
		return "year = " + year + "\nagency = \"云汀县人民政府\"\nfrom = \".\"\n[[body]]\nname = \"云汀县住房和城乡建设局\"\n"
	}
	for name, text := range map[string]string{"2024.toml": sample("2024"), "2025.toml": sample("2025"), "名单2024.toml": list("2024"), "名单2025.toml": list("2025")} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, year := range []string{"2024", "2025", "2024"} {
		code, out, errs := call(t, "rollup", filepath.Join(dir, "名单"+year+".toml"))
		if strings.Contains(out+errs, "看不出是哪个单位") || !strings.Contains(out, "应计入 1 个单位，已计入 1 个") {
			t.Errorf("%s: exit code %d: %s%s", year, code, out, errs)
		}
	}
	for folder, year := range map[string]string{"汇总": "2024", "汇总2025": "2025"} {
		if text := string(read(t, filepath.Join(dir, folder, "汇总.toml"))); !strings.Contains(text, year) {
			t.Errorf("%s: %s", folder, text)
		}
	}
}
