package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// batchFolder has a good report, one with an error of the input and one with an
// error that the check finds.
func batchFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, pair := range map[string][2]string{"好": {"", ""}, "坏/一": {"year = 2020", "year = 二〇二〇"}, "坏/二": {"new          = [2, 0", "new          = [3, 0"}} {
		s := strings.ReplaceAll(string(read(t, sample)), "汶上县", "汶上县"+filepath.Base(name)) // each of another body
		if !strings.Contains(s, pair[0]) {
			t.Fatalf("the sample has no %q", pair[0])
		}
		path := filepath.Join(dir, filepath.FromSlash(name)+".toml")
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(strings.Replace(s, pair[0], pair[1], 1)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestBatch(t *testing.T) {
	in, out := batchFolder(t), t.TempDir()
	table := filepath.Join(out, "结果.csv")
	code, said, errs := call(t, "batch", in, "-o", out, "--report", table)
	if code != exitInput {
		t.Errorf("exit code %d", code)
	}
	for _, want := range []string{"已生成 好（6 页）", "共 3 份：已生成 1，没有生成 2"} {
		if !strings.Contains(said, want) {
			t.Errorf("not said: %s\n%s", want, said)
		}
	}
	for _, want := range []string{"T3-BALANCE", "--allow-errors", "阿拉伯数字"} {
		if !strings.Contains(errs, want) {
			t.Errorf("not said: %s\n%s", want, errs)
		}
	}
	for name, want := range map[string]bool{"好.docx": true, "好.pdf": true, "坏/一.pdf": false, "坏/二.pdf": false} {
		if _, err := os.Stat(filepath.Join(out, filepath.FromSlash(name))); (err == nil) != want {
			t.Errorf("%s is there: %t", name, err == nil)
		}
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(read(t, table)), "\uFEFF"))).ReadAll()
	if err != nil || len(rows) != 4 || rows[0][1] != "结果" {
		t.Fatalf("table %v, %v", rows, err)
	}
	for _, r := range rows[1:] {
		if good := strings.HasSuffix(r[0], "好.toml"); good != (r[1] == "已生成") || good != (r[8] == "") || good && (r[2] != "2020" || r[5] != "6") {
			t.Errorf("row %q", r)
		}
	}
	if code, said, _ = call(t, "batch", in, "-o", out, "--allow-errors"); code != exitInput || !strings.Contains(said, "已生成 坏/二（6 页") {
		t.Errorf("exit code %d: %s", code, said)
	}
	if code, said, _ = call(t, "--lang=en", "batch", filepath.Join(in, "好.toml"), "-o", out); code != exitOK || !strings.Contains(said, "1 built") {
		t.Errorf("other options: exit code %d: %s", code, said)
	}
	if code, said, _ = call(t, "--lang=en", "batch", filepath.Join(in, "好.toml"), "-o", out); code != exitOK || !strings.Contains(said, "1 reports: 1 unchanged") {
		t.Errorf("again: exit code %d: %s", code, said)
	}
	if code, said, _ = call(t, "--lang=en", "batch", filepath.Join(in, "好.toml"), "-o", out, "--again"); code != exitOK || !strings.Contains(said, "1 built") {
		t.Errorf("by force: exit code %d: %s", code, said)
	}
}

func TestBatchJSON(t *testing.T) {
	in, out := batchFolder(t), t.TempDir()
	_, said, _ := call(t, "batch", in, "-o", out, "--json")
	var got struct {
		Counts  map[string]int
		Reports []struct {
			Input, Output, Status, Agency, Form, Reason string
			Year, Pages                                 int
		}
	}
	if err := json.Unmarshal([]byte(said), &got); err != nil {
		t.Fatal(err)
	}
	if got.Counts["built"] != 1 || got.Counts["failed"] != 2 || len(got.Reports) != 3 {
		t.Fatalf("%+v", got)
	}
	for _, r := range got.Reports {
		if built := r.Status == "built"; built != (r.Output == "好") || built != (r.Reason == "") || built && (r.Year != 2020 || r.Pages != 6 || r.Form != "2019" || r.Agency == "") {
			t.Errorf("%+v", r)
		}
	}
}

// --check says which files would change and writes nothing.
func TestBatchCheck(t *testing.T) {
	in, out := batchFolder(t), t.TempDir()
	good := filepath.Join(in, "好.toml")
	if code, said, _ := call(t, "batch", good, "-o", out, "--check"); code != exitInput || strings.Count(said, "还没有这个文件") != 2 {
		t.Errorf("exit code %d: %s", code, said)
	}
	if es, _ := os.ReadDir(out); len(es) > 0 {
		t.Errorf("--check wrote %v", es)
	}
	call(t, "batch", good, "-o", out)
	if code, said, _ := call(t, "batch", good, "-o", out, "--check"); code != exitOK || !strings.Contains(said, "重做也一样 1") {
		t.Errorf("exit code %d: %s", code, said)
	}
	pdf := filepath.Join(out, "好.pdf")
	data := read(t, pdf)
	data[100] ^= 1
	os.WriteFile(pdf, data, 0o666)
	if code, said, _ := call(t, "batch", good, "-o", out, "--check"); code != exitInput || !strings.Contains(said, "好.pdf：会变（现有的 ") {
		t.Errorf("exit code %d: %s", code, said)
	}
}

func TestBatchArguments(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "2020.toml"), read(t, sample), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"batch"}, exitUsage, "-o"},
		{[]string{"batch", "x"}, exitUsage, "-o"},
		{[]string{"batch", "x", "-o", dir}, exitInput, "找不到"},
		{[]string{"batch", dir, "-o", dir, "--shard", "3"}, exitUsage, "3/16"},
		{[]string{"batch", dir, "-o", dir, "--shard", "17/16"}, exitUsage, "3/16"},
		{[]string{"batch", dir, "-o", dir, "--jobs", "-1"}, exitUsage, "--jobs"},
		{[]string{"batch", dir, "-o", dir, "--format", "odt"}, exitUsage, "odt"},
		{[]string{"batch", dir, "-o", filepath.Join(sample, "x")}, exitWrite, "写不了"},
		{[]string{"batch", dir, "-o", dir}, exitOK, ""},
	} {
		if code, _, errs := call(t, test.args...); code != test.code || !strings.Contains(errs, test.want) {
			t.Errorf("%v: exit code %d, %s", test.args, code, errs)
		}
	}
}

// TestBatchOfNothing: a folder without reports is the wrong folder.
func TestBatchOfNothing(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("空", 0o777); err != nil {
		t.Fatal(err)
	}
	if code, out, errs := call(t, "batch", "空", "-o", "成品"); code != exitInput || !strings.Contains(errs, "空 里没有数据文件") {
		t.Errorf("exit code %d: %s%s", code, out, errs)
	}
	if _, err := os.Stat("成品"); err == nil {
		t.Error("a folder was made for nothing")
	}
}
