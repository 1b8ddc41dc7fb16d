package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNewFromAnyKind: the same new file comes of last year's data file, Word file
// and PDF, but for the lines that say from what; the pictures of none are needed.
func TestNewFromAnyKind(t *testing.T) {
	dir := t.TempDir()
	last := "../../samples/county/2025.toml"
	if code, _, errs := call(t, "build", last, "-o", dir); code != exitOK {
		t.Fatal(errs)
	}
	alone := filepath.Join(dir, "2025.toml") // without its pictures
	if err := os.WriteFile(alone, read(t, last), 0o600); err != nil {
		t.Fatal(err)
	}
	made := map[string][]string{}
	for _, name := range []string{"2025.toml", "2025.docx", "2025.pdf"} {
		code, out, errs := call(t, "new", "2026", "--from", filepath.Join(dir, name))
		if code != exitOK || errs != "" {
			t.Fatalf("%s: exit %d, %s", name, code, errs)
		}
		made[name] = settings(strings.ReplaceAll(out, "table.proposals", "table.t1")) // no file says what a table is called
	}
	want := strings.Join(made["2025.toml"], "\n")
	for _, key := range []string{`name = "云汀县住房和城乡建设局"`, "carried_in = [0, 0, 0, 0, 0, 0]"} {
		if !strings.Contains(want, key) {
			t.Errorf("no %s in\n%s", key, want)
		}
	}
	// a title that is the form's own is not typed again
	want = strings.Replace(want, "[title]\nlines = [\n\"云汀县住房和城乡建设局\",\n\"2026年政府信息公开工作年度报告\",\n]\n", "", 1)
	for name, lines := range made {
		if got := strings.Join(lines, "\n"); name != "2025.toml" && got != want {
			t.Errorf("of %s comes\n%s\nof 2025.toml\n%s", name, got, want)
		}
	}
}

// settings gives the lines of a data file without blanks and remarks.
func settings(text string) (lines []string) {
	for _, l := range strings.Split(text, "\n") {
		l, _, _ = strings.Cut(l, "  #")
		if l = strings.Join(strings.Fields(l), " "); l != "" && !strings.HasPrefix(l, "#") {
			lines = append(lines, l)
		}
	}
	return lines
}

// TestNewFromDoubtful: what follows from a figure that is in doubt is not filled
// in, and that is told.
func TestNewFromDoubtful(t *testing.T) {
	dir := t.TempDir()
	last := input(t, dir, "carried_out  = [0, 0, 0, 0, 0, 0]", "carried_out  = [3, 1, 0, 0, 0, 0, 9]")
	if code, _, errs := call(t, "build", last, "--allow-errors", "-o", dir); code != exitOK {
		t.Fatal(errs)
	}
	if err := os.Remove(filepath.Join(dir, "report.pdf")); err != nil {
		t.Fatal(err)
	}
	code, out, errs := call(t, "new", "2021", "--from", filepath.Join(dir, "report.docx"))
	if code != exitOK || !strings.Contains(errs, "读不准") || !strings.Contains(errs, "结转下年度") {
		t.Fatalf("exit %d, %s", code, errs)
	}
	if i := strings.Index(out, "\ncarried_in"); i < 0 || !strings.Contains(strings.SplitN(out[i+1:], "\n", 2)[0], "待填") {
		t.Errorf("a figure in doubt was carried over:\n%s", out)
	}
}

func TestNewFromRefuses(t *testing.T) {
	dir := t.TempDir()
	path := func(name, data string) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		return p
	}
	for _, c := range []struct{ name, want string }{
		{path("no.docx", "no Word file"), "不像年报"},
		{path("no.pdf", "%PDF-1.4\n"), "no.pdf"},
		{filepath.Join(dir, "none.docx"), "none.docx"},
	} {
		code, out, errs := call(t, "new", "2026", "--from", c.name)
		if code != exitInput || out != "" || !strings.Contains(errs, c.want) {
			t.Errorf("%s: exit %d, %s%s", c.name, code, out, errs)
		}
	}
}
