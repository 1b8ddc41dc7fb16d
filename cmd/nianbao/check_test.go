package main

import (
	"encoding/json"
	"nianbao/internal/check"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name  string
		pairs []string // what is replaced in the sample
		args  []string
		code  int
		says  []string
	}{
		{"clean", nil, nil, exitOK, []string{"0 个错误"}},
		{"error", []string{"new          = [2,", "new          = [3,"}, nil, exitInput,
			[]string{"report.toml:68:17: 错误: [T3-BALANCE]", "自然人", "本年新收政府信息公开申请数量 3 ＋ 上年结转政府信息公开申请数量 0 ≠ 总计 2 ＋ 结转下年度继续办理 0", "^", "→ 请核对", "没有上一年的文件"}},
		{"english", []string{"new          = [2,", "new          = [3,"}, []string{"--lang", "en"}, exitInput,
			[]string{"error: [T3-BALANCE] new + carried in", "it is 3, it should be 2", "no file of the year before"}},
		{"warning", []string{"procurement    = { items = 0", "procurement    = { items = 2"}, nil, exitOK, []string{"警告: [T2-PROCUREMENT]"}},
		{"off", []string{"new          = [2,", "new          = [3,", "[agency]", "[checks]\noff = { T3-BALANCE = \"待复核\" }\n[agency]"}, nil, -1,
			[]string{"已关闭 [T3-BALANCE]，理由：待复核（不显示 1 项）"}},
		{"no reason", []string{"[agency]", "[checks]\noff = { T3-BALANCE = \" \" }\n[agency]"}, nil, exitInput, []string{"没有写明为什么关闭 T3-BALANCE"}},
		{"unknown rule", []string{"[agency]", "[checks]\noff = { T3-BALENCE = \"x\" }\n[agency]"}, nil, exitInput, []string{"没有这条规则：T3-BALENCE", "是否想写 T3-BALANCE？"}},
		{"not readable", []string{"year = 2020", "yaer = 2020"}, nil, exitInput, []string{"缺少 year", "个错误"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := input(t, t.TempDir(), c.pairs...)
			code, out, errs := call(t, append([]string{"check", path}, c.args...)...)
			if c.code >= 0 && code != c.code || errs != "" {
				t.Errorf("exit %d, want %d; %s", code, c.code, errs)
			}
			for _, s := range c.says {
				if !strings.Contains(out, s) {
					t.Errorf("no %q in\n%s", s, out)
				}
			}
		})
	}
}

func TestCheckLast(t *testing.T) {
	dir := t.TempDir()
	path := input(t, dir)
	old := strings.Replace(string(read(t, sample)), "year = 2020", "year = 2019", 1)
	old = strings.Replace(old, "carried_out  = [0,", "carried_out  = [4,", 1)
	beside := filepath.Join(dir, "report2019.toml")
	if err := os.WriteFile(beside, []byte(old), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"check", path}, {"check", path, "--last", beside}} {
		code, out, _ := call(t, args...)
		if code != exitInput || !strings.Contains(out, "[X-CARRY]") || !strings.Contains(out, "上年结转政府信息公开申请数量 0 ≠ 上年报告的结转下年度继续办理 4") || !strings.Contains(out, "上一年："+beside) {
			t.Errorf("%v: exit %d\n%s", args, code, out)
		}
	}
	if err := os.WriteFile(beside, []byte(strings.ReplaceAll(old, "2020年政府信息公开", "2019年政府信息公开")), 0o644); err != nil {
		t.Fatal(err)
	}
	word := filepath.Join(dir, "report2019.docx") // which is named as it is, not as what is made of it
	if code, _, errs := call(t, "build", beside, "--format", "docx", "--allow-errors"); code != exitOK {
		t.Fatal(errs)
	}
	if _, out, _ := call(t, "check", path, "--last", word); !strings.Contains(out, "上一年："+word) {
		t.Errorf("the name of the Word file is not told:\n%s", out)
	}
	if code, _, errs := call(t, "check", path, "--last", path); code != exitInput || !strings.Contains(errs, "2019 年的报告") {
		t.Errorf("the same year: exit %d, %s", code, errs)
	}
	if code, _, _ := call(t, "check", path, path, "--last", beside); code != exitUsage {
		t.Errorf("two files: exit %d", code)
	}
	if code, _, _ := call(t, "check"); code != exitUsage {
		t.Errorf("no file: exit %d", code)
	}
}

// Two files of one body and year are told, one file that is named twice is not.
func TestCheckTwins(t *testing.T) {
	dir := t.TempDir()
	one := input(t, dir)
	if code, out, _ := call(t, "check", one, dir); code != exitOK {
		t.Errorf("exit %d of a file and its folder\n%s", code, out)
	}
	two := filepath.Join(dir, "副本.toml")
	if err := os.WriteFile(two, read(t, one), 0o644); err != nil {
		t.Fatal(err)
	}
	code, out, _ := call(t, "check", dir)
	if code != exitInput || strings.Count(out, "同一单位、同一年度有几份报告") != 2 || !strings.Contains(out, "还有 "+two) || !strings.Contains(out, "还有 "+one) {
		t.Errorf("exit %d\n%s", code, out)
	}
}

func TestCheckJSON(t *testing.T) {
	path := input(t, t.TempDir(), "new          = [2,", "new          = [3,")
	code, out, errs := call(t, "check", "--json", "--lang", "en", path, "missing.toml")
	var got struct{ Files []checked }
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != exitInput || errs != "" || len(got.Files) != 2 {
		t.Fatalf("exit %d, %v, %s\n%s", code, err, errs, out)
	}
	var found *foundJSON
	for i, f := range got.Files[0].Findings {
		if f.ID == "T3-BALANCE" {
			found = &got.Files[0].Findings[i]
		}
	}
	want := foundJSON{ID: "T3-BALANCE", Severity: "error", File: path, Line: 68, Column: 17, Got: "3", Want: "2",
		Formula: "new(3) + carried_in(0) == result_total(2) + carried_out(0)"}
	if found == nil {
		t.Fatalf("not found:\n%s", out)
	}
	if want.What, want.Do = found.What, found.Do; *found != want || want.What == "" || want.Do == "" {
		t.Errorf("got %+v, want %+v", *found, want)
	}
	if f := got.Files[1]; f.Errors != 1 || f.Findings[0].ID != "" || f.Findings[0].File != "missing.toml" {
		t.Errorf("missing file: %+v", f)
	}
}

func TestBuildForce(t *testing.T) {
	dir := t.TempDir()
	path := input(t, dir, "new          = [2,", "new          = [3,")
	code, _, errs := call(t, "build", path)
	if _, err := os.Stat(filepath.Join(dir, "report.pdf")); code != exitInput || err == nil || !strings.Contains(errs, "[T3-BALANCE]") || !strings.Contains(errs, "--allow-errors") {
		t.Errorf("exit %d, file error %v\n%s", code, err, errs)
	}
	code, out, errs := call(t, "build", "--allow-errors", path)
	if code != exitOK || !strings.Contains(out, "report.pdf") || !strings.Contains(errs, "按 --allow-errors 照样生成") {
		t.Errorf("forced: exit %d\n%s%s", code, out, errs)
	}
}

func TestCheckRules(t *testing.T) {
	code, out, _ := call(t, "check", "--rules")
	if code != exitOK || !strings.Contains(out, "P-NEW  错误") || !strings.Contains(out, "例：") || !strings.Contains(out, "off = {") {
		t.Errorf("exit %d\n%s", code, out)
	}
	var got struct{ Rules []ruleJSON }
	code, out, _ = call(t, "check", "--rules", "--json", "--lang", "en")
	if err := json.Unmarshal([]byte(out), &got); code != exitOK || err != nil || len(got.Rules) < 70 || got.Rules[0] != (ruleJSON{"T3-BALANCE", "error", check.Rules[0].Finds.EN, check.Rules[0].Example}) {
		t.Errorf("exit %d, %v, %d rules", code, err, len(got.Rules))
	}
	if code, _, _ := call(t, "check", "--rules", "x.toml"); code != exitUsage {
		t.Errorf("with a file: exit %d", code)
	}
}

// TestCheckExplain looks that every number of the prose is listed, for people
// and for programs.
func TestCheckExplain(t *testing.T) {
	const sample = "../../samples/2020.toml"
	code, out, _ := call(t, "check", "--explain", sample)
	if code != exitOK || !strings.Contains(out, "2件  受理的申请：“受理2件依申请公开政府信息") || !strings.Contains(out, "→ 相符：本年新收政府信息公开申请数量 2") || !strings.Contains(out, "文字中的数") {
		t.Errorf("exit %d\n%s", code, out)
	}
	var got struct{ Files []checked }
	code, out, _ = call(t, "check", "--explain", "--json", sample)
	if err := json.Unmarshal([]byte(out), &got); code != exitOK || err != nil || len(got.Files) != 1 || len(got.Files[0].Numbers) < 20 {
		t.Fatalf("exit %d, %v\n%s", code, err, out)
	}
	agree := 0
	for _, n := range got.Files[0].Numbers {
		if n.Line == 0 || n.Column == 0 || n.Text == "" || n.Read == "" {
			t.Errorf("%+v", n)
		}
		if n.Outcome == check.OutcomeAgrees {
			agree++
		}
	}
	if agree < 2 {
		t.Errorf("%d agree", agree)
	}
}
