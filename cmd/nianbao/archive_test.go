package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// archived builds the sample of 2024, which has a picture, and archives it.
func archived(t *testing.T) (in, out, to string) {
	t.Helper()
	in, out, to = t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "档案")
	for _, name := range []string{"2024.toml", "charts/applications-2024.png"} {
		path := filepath.Join(in, filepath.FromSlash(name))
		os.MkdirAll(filepath.Dir(path), 0o777)
		if err := os.WriteFile(path, read(t, filepath.Join("../../samples/county", filepath.FromSlash(name))), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if code, _, errs := call(t, "batch", in, "-o", out); code != exitOK {
		t.Fatal(errs)
	}
	code, said, errs := call(t, "archive", out, "--from", in, "--to", to, "--by", "王某", "--date", "2025-01-22")
	if code != exitOK || !strings.Contains(said, "v001（4 个文件）") {
		t.Fatalf("exit code %d: %s%s", code, said, errs)
	}
	return in, out, to
}

// TestArchiveOfPages: web pages are kept where they are asked for, with their
// links as they were built; one that is not kept is told.
func TestArchiveOfPages(t *testing.T) {
	in, out, to := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "档案")
	if err := os.WriteFile(filepath.Join(in, "2020.toml"), read(t, sample), 0o666); err != nil {
		t.Fatal(err)
	}
	formats := slices.Clip([]string{"--format", "docx,pdf,html"})
	if code, _, errs := call(t, append(formats, "batch", in, "-o", out)...); code != exitOK {
		t.Fatal(errs)
	}
	if page := string(read(t, filepath.Join(out, "2020.html"))); !strings.Contains(page, `href="2020.docx"`) || !strings.Contains(page, `href="2020.pdf"`) {
		t.Error("the page has no links to the files beside it")
	}
	for _, step := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"unchanged", append(formats, "batch", in, "-o", out), exitOK, "没有变 1"},
		{"not asked for", []string{"archive", out, "--from", in, "--to", to, "--by", "王某"}, exitOK, "2020.html 没有存档"},
		{"with the pages", append(formats, "archive", out, "--from", in, "--to", to, "--by", "王某", "--reason", "网页也存"), exitOK, "v002（5 个文件）"},
		{"drawn again", []string{"archive", "verify", to}, exitOK, "完好 2 份，有问题 0 处"},
	} {
		if code, said, errs := call(t, step.args...); code != step.code || !strings.Contains(said+errs, step.want) {
			t.Errorf("%s: exit code %d: %s%s", step.name, code, said, errs)
		}
	}
	if err := os.Remove(filepath.Join(out, "2020.docx")); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := call(t, append(formats, "archive", out, "--from", in, "--to", to, "--by", "王某", "--reason", "x")...); code != exitInput || !strings.Contains(errs, "不符") {
		t.Errorf("a page with a link to a file that is gone: exit code %d: %s", code, errs)
	}
}

func TestArchive(t *testing.T) {
	in, out, to := archived(t)
	for _, step := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"verify", []string{"archive", "verify", to}, exitOK, "完好 1 份，有问题 0 处"},
		{"again", []string{"archive", out, "--from", in, "--to", to, "--by", "王某"}, exitOK, "已有同样的存档"},
		{"list", []string{"archive", "list", to}, exitOK, "2024  云汀县住房和城乡建设局  共 1 版，最后 2025-01-22"},
		{"log", []string{"archive", "log", to}, exitOK, "1  2024  云汀县住房和城乡建设局  第 1 版  2025-01-22  王某"},
		{"without a name", []string{"archive", out, "--to", to}, exitUsage, "--by"},
		{"a day that is none", []string{"archive", out, "--to", to, "--by", "x", "--date", "昨天"}, exitUsage, "2021-01-28"},
		{"a day to come", []string{"archive", out, "--to", to, "--by", "x", "--date", "2999-01-01"}, exitUsage, "将来"},
		{"a day before all reports", []string{"archive", out, "--to", to, "--by", "x", "--date", "1999-01-01"}, exitUsage, "2008"},
		{"no reports", []string{"archive", out, "--to", to, "--by", "x"}, exitInput, "--from"},
		{"no archive", []string{"archive", "verify", filepath.Join(to, "x")}, exitInput, "没有这个档案"},
		{"no such report", []string{"archive", "restore", to, "--year", "2023", "-o", out}, exitInput, "没有这份报告"},
		{"not over files", []string{"archive", "restore", to, "--year", "2024", "-o", out}, exitInput, "已经有了"},
	} {
		if code, said, errs := call(t, step.args...); code != step.code || !strings.Contains(said+errs, step.want) {
			t.Errorf("%s: exit code %d: %s%s", step.name, code, said, errs)
		}
	}
	back := t.TempDir()
	if code, _, errs := call(t, "archive", "restore", to, "--year", "2024", "-o", back); code != exitOK {
		t.Fatal(errs)
	}
	for _, name := range []string{"2024.toml", "charts/applications-2024.png"} {
		if string(read(t, filepath.Join(back, filepath.FromSlash(name)))) != string(read(t, filepath.Join(in, filepath.FromSlash(name)))) {
			t.Errorf("%s came back otherwise", name)
		}
	}
	for _, name := range []string{"2024.docx", "2024.pdf"} {
		if string(read(t, filepath.Join(back, name))) != string(read(t, filepath.Join(out, name))) {
			t.Errorf("%s came back otherwise", name)
		}
	}
}

// Another version needs a reason, and files that are what the TOML gives.
func TestArchiveVersions(t *testing.T) {
	in, out, to := archived(t)
	toml := filepath.Join(in, "2024.toml")
	os.WriteFile(toml, []byte(strings.Replace(string(read(t, toml)), "各项工作平稳有序", "各项工作有序", 1)), 0o666)
	args := []string{"archive", out, "--from", in, "--to", to, "--by", "李某", "--date", "2025-02-01"}
	if code, _, errs := call(t, args...); code != exitInput || !strings.Contains(errs, "成品与数据文件不符") {
		t.Errorf("files of before: exit code %d: %s", code, errs)
	}
	call(t, "batch", in, "-o", out)
	if code, _, errs := call(t, args...); code != exitInput || !strings.Contains(errs, "--reason") {
		t.Errorf("without a reason: exit code %d: %s", code, errs)
	}
	before := append(slices.Clone(args[:len(args)-1]), "2025-01-01", "--reason", "文字更正")
	if code, _, errs := call(t, before...); code != exitInput || !strings.Contains(errs, "不能早于") {
		t.Errorf("before the first: exit code %d: %s", code, errs)
	}
	if code, said, errs := call(t, append(args, "--reason", "文字更正")...); code != exitOK || !strings.Contains(said, "v002") {
		t.Errorf("exit code %d: %s%s", code, said, errs)
	}
	if code, said, _ := call(t, "archive", "verify", to, "--json"); code != exitOK {
		t.Error(said)
	} else {
		var got []struct {
			Version  int
			Problems []string
		}
		if err := json.Unmarshal([]byte(said), &got); err != nil || len(got) != 3 || got[1].Version != 2 {
			t.Errorf("%v: %s", err, said)
		}
	}
	if _, said, _ := call(t, "archive", "log", to); !strings.Contains(said, "第 2 版  2025-02-01  李某  文字更正") {
		t.Error(said)
	}
	first := filepath.Join(to, "云汀县住房和城乡建设局", "2024", "v001", "data", "2024.docx")
	os.WriteFile(first, []byte("x"), 0o666)
	if code, said, _ := call(t, "archive", "verify", to); code != exitInput || !strings.Contains(said, "data/2024.docx 被改动过") {
		t.Errorf("exit code %d: %s", code, said)
	}
}

// A file that was edited by hand is archived only when that is said.
func TestArchiveAsIs(t *testing.T) {
	in, out, to := archived(t)
	os.WriteFile(filepath.Join(out, "2024.docx"), []byte("edited"), 0o666)
	args := []string{"archive", out, "--from", in, "--to", to, "--by", "王某", "--reason", "在 Word 里改过"}
	if code, _, errs := call(t, args...); code != exitInput || !strings.Contains(errs, "--as-is") {
		t.Errorf("exit code %d: %s", code, errs)
	}
	if code, said, errs := call(t, append(args, "--as-is")...); code != exitOK {
		t.Errorf("exit code %d: %s%s", code, said, errs)
	}
	if code, said, _ := call(t, "archive", "verify", to); code != exitOK || !strings.Contains(said, "存档时就与 TOML 不符") {
		t.Errorf("exit code %d: %s", code, said)
	}
}

// Signed files go into the archive beside the unsigned one, and their
// signatures are looked at.
func TestArchiveSigned(t *testing.T) {
	d := newDesk(t)
	d.write("report-1.toml", read(t, d.path("report.toml"))) // another report, not a signed form of the first
	for _, args := range [][]string{
		d.with("build", "@report.toml", "@report-1.toml"),
		d.with("sign", "@report.pdf", "--key", "@test.p12", "--passphrase-file", "@word.txt", "-o", "@report-签名.pdf"),
	} {
		if code, _, errs := call(t, args...); code != exitOK {
			t.Fatal(errs)
		}
	}
	os.Remove(d.path("report-1.toml"))
	os.Remove(d.path("report-1.docx"))
	os.Remove(d.path("report-1.pdf"))
	code, said, errs := call(t, d.with("archive", "@", "--to", "@档案", "--by", "王某")...)
	if code != exitOK || !strings.Contains(said, "（4 个文件）") {
		t.Fatalf("exit code %d: %s%s", code, said, errs)
	}
	if code, said, _ := call(t, d.with("archive", "verify", "@档案")...); code != exitOK {
		t.Errorf("exit code %d: %s", code, said)
	}
	// One that was tampered with before it was archived is found all the same.
	signed := read(t, d.path("report-签名.pdf"))
	at := bytes.LastIndex(signed, []byte("/Contents <")) + 400 // within the signature: the file can still be read
	signed[at] = map[bool]byte{true: '1', false: '0'}[signed[at] == '0']
	d.write("report-签名.pdf", signed)
	if code, _, errs := call(t, d.with("archive", "@", "--to", "@档案", "--by", "王某", "--reason", "x")...); code != exitOK {
		t.Fatal(errs)
	}
	if code, said, _ := call(t, d.with("archive", "verify", "@档案")...); code != exitInput || !strings.Contains(said, "report-签名.pdf 的签名") {
		t.Errorf("exit code %d: %s", code, said)
	}
}

// What was archived is remembered: by the log, and by who noted its head down.
func TestArchiveRemembers(t *testing.T) {
	in, out, to := archived(t)
	headOf := func(said string) string {
		_, head, ok := strings.Cut(said, "末行 SHA-256：")
		if !ok || len(head) < 64 {
			t.Fatalf("no head in %q", said)
		}
		return head[:64]
	}
	_, said, _ := call(t, "archive", "log", to)
	before := headOf(said)
	toml := filepath.Join(in, "2024.toml")
	os.WriteFile(toml, []byte(strings.Replace(string(read(t, toml)), "各项工作平稳有序", "各项工作有序", 1)), 0o666)
	call(t, "batch", in, "-o", out)
	code, said, errs := call(t, "archive", out, "--from", in, "--to", to, "--by", "李某", "--reason", "更正")
	after := headOf(said)
	if code != exitOK || !strings.Contains(said, "日志共 2 行") || before == after {
		t.Fatalf("exit code %d: %s%s", code, said, errs)
	}
	log := filepath.Join(to, "log.jsonl")
	lines := strings.SplitAfter(string(read(t, log)), "\n")
	for _, step := range []struct {
		name string
		do   func()
		args []string
		code int
		want string
	}{
		{"a head", func() {}, []string{"--head", strings.ToUpper(before[:16])}, exitOK, after},
		{"too short", func() {}, []string{"--head", before[:15]}, exitUsage, "--head"},
		{"not a head", func() {}, []string{"--head", strings.Repeat("0123", 4)}, exitInput, "末尾被删去"},
		{"as JSON", func() {}, []string{"--json"}, exitOK, `"head": "` + after},
		{"a version is gone", func() { os.RemoveAll(filepath.Join(to, "云汀县住房和城乡建设局", "2024", "v002")) }, nil, exitInput, "不见了。日志第 2 行：" /* date */},
		{"and its line", func() { os.WriteFile(log, []byte(lines[0]), 0o666) }, nil, exitOK, before},
		{"but the head was noted down", func() {}, []string{"--head", after}, exitInput, "末尾被删去"},
		{"a line is damaged", func() { os.WriteFile(log, []byte("x"+lines[0]), 0o666) }, nil, exitInput, "第 1 行损坏"},
	} {
		step.do()
		if code, said, errs := call(t, append([]string{"archive", "verify", to}, step.args...)...); code != step.code || !strings.Contains(said+errs, step.want) {
			t.Errorf("%s: exit code %d: %s%s", step.name, code, said, errs)
		}
	}
	if code, said, errs := call(t, "archive", out, "--from", in, "--to", to, "--by", "李某", "--reason", "更正"); code != exitInput || !strings.Contains(errs, "没有存档") {
		t.Errorf("behind a damaged log: exit code %d: %s%s", code, said, errs)
	}
	if code, said, _ := call(t, "archive", "log", to, "--lang", "en"); code != exitOK || !strings.Contains(said, "line is damaged") {
		t.Errorf("exit code %d: %s", code, said)
	}
}
