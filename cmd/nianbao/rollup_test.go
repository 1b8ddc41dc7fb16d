package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/internal/keep/rollup"
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

// A second year's roll-up goes beside the first's, each again into its own.
func TestRollupOfTheSecondYear(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for i, want := range []string{"汇总", "汇总2023", "汇总"} {
		year := []string{"2022", "2023", "2022"}[i]
		write("甲县水利局"+year+".toml", strings.ReplaceAll(string(read(t, filepath.Join("..", "..", "samples", "county", year+".toml"))), "云汀县住房和城乡建设局", "甲县水利局"))
		list := write("名单"+year+".toml", "year = "+year+"\nagency = \"甲县人民政府\"\nfrom = \".\"\n[[body]]\nname = \"甲县水利局\"\nkind = \"department\"\n")
		code, out, errs := call(t, "rollup", list)
		if _, err := os.Stat(filepath.Join(dir, want, "汇总.toml")); err != nil || strings.Contains(out+errs, "看不出是哪个单位") || strings.Contains(errs, "换一个输出文件夹") {
			t.Fatalf("%s: exit %d: %s%s", year, code, out, errs)
		}
		c, err := rollup.ReadCounty(list)
		if err != nil || sumsBeside(c) != filepath.Join(dir, want) {
			t.Errorf("%s: %v, %v", year, sumsBeside(c), err)
		}
	}
}

// What an import was not sure of, and nobody has looked at since, is told also where the
// data file is handed in, alone or beside the original.
func TestRollupTellsDoubtsLeft(t *testing.T) {
	dir := t.TempDir()
	text := string(read(t, filepath.Join("..", "..", "samples", "county", "2025.toml")))
	const row = "penalty    = 46"
	if !strings.Contains(text, row) {
		t.Fatal("the sample has no such row")
	}
	list := "year = 2025\nagency = \"云汀县人民政府\"\nfrom = \"in\"\n[[body]]\nname = \"云汀县住房和城乡建设局\"\n"
	for name, text := range map[string]string{"名单.toml": list, "in/a.toml": strings.Replace(text, row, row+"  # 存疑：原件此格有划去的文字（a.docx，表 1）", 1)} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, beside := range []bool{false, true} {
		if beside {
			if code, _, errs := call(t, "build", filepath.Join(dir, "in", "a.toml"), "--format", "docx", "--allow-errors"); code != exitOK {
				t.Fatal(errs)
			}
		}
		code, out, errs := call(t, "rollup", filepath.Join(dir, "名单.toml"))
		if code == exitOK || !strings.Contains(out+errs, "[ROLLUP-DOUBT]") || !strings.Contains(out+errs, "划去的文字") {
			t.Errorf("beside %v: exit %d: %s%s", beside, code, out, errs)
		}
	}
}
