package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestForms(t *testing.T) {
	code, out, errs := call(t, "forms")
	if code != exitOK || errs != "" {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	for _, want := range []string{"2021  2021年度至今\n  依据：国办公开办函〔2021〕30号\n", "2019  2019-2020年度\n", "2014-fujian  2014-2018年度（写 form = \"2014-fujian\" 才用）\n", "  注意：没有见到附件全文", "  在程序里；取出来改：nianbao forms 2008-dingxi -o"} {
		if !strings.Contains(filepath.ToSlash(out), want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	if strings.Index(out, "2021  ") > strings.Index(out, "2008  ") {
		t.Error("the latest form is not the first")
	}
	code, out, errs = call(t, "forms", "--json", "--lang", "en")
	var list struct{ Forms []formJSON }
	if err := json.Unmarshal([]byte(out), &list); err != nil || code != exitOK || errs != "" {
		t.Fatalf("exit code %d, %v: %s", code, err, errs)
	}
	if f := list.Forms[0]; len(list.Forms) < 8 || f.Name != "2021" || f.FirstYear != 2021 || f.Variant {
		t.Errorf("%d forms, the first %+v", len(list.Forms), f)
	}
}

// layout writes a copy of a bundled layout with one text replaced.
func layout(t *testing.T, dir, name, old, new string) {
	t.Helper()
	s := string(read(t, filepath.Join("..", "..", "layouts", name)))
	if !strings.Contains(s, old) {
		t.Fatalf("%s has no %q", name, old)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.Replace(s, old, new, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestLayoutsBeside: a folder layouts beside the report goes before the bundled
// one, and --layouts before both.
func TestLayoutsBeside(t *testing.T) {
	dir, far, other := t.TempDir(), t.TempDir(), t.TempDir()
	in := input(t, dir)
	source := func(args ...string) string {
		_, out, errs := call(t, append([]string{"forms", in}, args...)...)
		_, out, _ = strings.Cut(out, "2019  ")
		_, out, _ = strings.Cut(out, "依据：")
		out, _, _ = strings.Cut(out, "\n")
		return out + errs
	}
	const bundled = `"国办公开办函〔2019〕60号"`
	if err := os.Mkdir(filepath.Join(dir, "layouts"), 0o755); err != nil {
		t.Fatal(err)
	}
	if got := source(); got != "国办公开办函〔2019〕60号" {
		t.Errorf("an empty folder: %s", got)
	}
	layout(t, filepath.Join(dir, "layouts"), "2019.toml", bundled, `"旁边"`)
	layout(t, far, "2019.toml", bundled, `"指定"`)
	if got := source(); !strings.HasPrefix(got, "旁边") || !strings.Contains(got, "不是程序里的") {
		t.Errorf("beside: %s", got)
	}
	if got := source("--layouts", far); !strings.HasPrefix(got, "指定") {
		t.Errorf("named: %s", got)
	}
	// two reports of one run: a fault beside one of them is not the other's
	second := input(t, other)
	layout(t, filepath.Join(dir, "layouts"), "2019.toml", `"{rules.made}"`, `"{rules}"`)
	out := t.TempDir()
	code, _, errs := call(t, "build", second, "-o", out)
	if code != exitOK {
		t.Errorf("exit code %d: %s", code, errs)
	}
	if code, _, errs := call(t, "build", in, "-o", out); code != exitInput || !strings.Contains(errs, "2019.toml:") {
		t.Errorf("exit code %d: %s", code, errs)
	}
	if code, _, errs := call(t, "check", in); code != exitInput || !strings.Contains(errs, "2019.toml:") {
		t.Errorf("check: exit code %d: %s", code, errs)
	}
}

// The samples that are written out are whole: one with pictures is built from them.
func TestSamples(t *testing.T) {
	t.Chdir(t.TempDir())
	if code, _, errs := call(t, "samples", "-o", "样例"); code != exitOK {
		t.Fatal(errs)
	}
	if code, _, errs := call(t, "build", filepath.Join("样例", "county", "2024.toml"), "-o", "成品"); code != exitOK {
		t.Error(errs)
	}
	if code, _, errs := call(t, "samples", "-o", "样例"); code != exitWrite || !strings.Contains(errs, "已经有了") {
		t.Errorf("%d: %s", code, errs)
	}
	if code, _, _ := call(t, "samples"); code != exitUsage {
		t.Error(code)
	}
}
