package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/internal/desk"
)

// A county's report is compared with its bodies also where it is built: on the command
// line a wrong sum stops it, the page asks.
func TestBuildComparesWithBodies(t *testing.T) {
	const body, county = "云汀县住房和城乡建设局", "云汀县人民政府"
	dir := t.TempDir()
	report := string(read(t, filepath.Join("..", "..", "samples", "county", "2025.toml")))
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("bodies/a.toml", report)
	write("名单.toml", "year = 2025\nagency = \""+county+"\"\nfrom = \"bodies\"\n[[body]]\nname = \""+body+"\"\n")
	own := strings.ReplaceAll(report, body, county)
	const figure, wrong = "penalty    = ", "penalty    = 1"
	if !strings.Contains(own, figure) {
		t.Fatal("the sample has no such figure")
	}
	name := write("县.toml", own)
	if code, _, errs := call(t, "build", name, "--allow-errors"); code != exitOK || strings.Contains(errs, "ROLLUP-SUM") {
		t.Errorf("right: exit code %d: %s", code, errs)
	}
	write("县.toml", strings.Replace(own, figure, wrong, 1))
	if code, _, errs := call(t, "build", name, "-o", filepath.Join(dir, "new")); code != exitInput || exists(filepath.Join(dir, "new", "县.pdf")) {
		t.Errorf("wrong: exit code %d: %s", code, errs)
	}
	if code, _, errs := call(t, "build", name, "--allow-errors"); code != exitOK || strings.Count(errs, "[ROLLUP-SUM]") != 1 || !strings.Contains(errs, "本级写 1") {
		t.Errorf("wrong and allowed: exit code %d: %s", code, errs)
	}
	d := deskOf(t, dir)
	var question desk.Question
	if _, err := d.Build(name, &desk.Building{Formats: []string{"pdf"}}); !errors.As(err, &question) {
		t.Errorf("the page does not ask: %v", err)
	}
}
