package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/internal/desk"
	"nianbao/internal/diag"
	"nianbao/internal/keep/rollup"
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
	for what, name := range map[string]string{
		"a body is missing": write("缺/县.toml", strings.Replace(own, figure, wrong, 1)), "the folder is gone": write("无/县.toml", strings.Replace(own, figure, wrong, 1)),
		"switched off": write("县二.toml", strings.Replace(strings.Replace(own, figure, wrong, 1), "[agency]", "[checks]\noff = { \"ROLLUP-SUM\" = \"各单位的数有更正\" }\n\n[agency]", 1)),
	} {
		write("缺/名单.toml", "year = 2025\nagency = \""+county+"\"\nfrom = \"../bodies\"\n[[body]]\nname = \""+body+"\"\n[[body]]\nname = \"云汀县水利局\"\n")
		write("无/名单.toml", "year = 2025\nagency = \""+county+"\"\nfrom = \"没有\"\n[[body]]\nname = \""+body+"\"\n")
		list, err := newApp(diag.Chinese, nil, io.Discard, io.Discard, func(string) string { return "" }).sumsOf(t, name)
		if err != nil || list.Err() != nil || (len(list) == 0) != (what == "switched off") {
			t.Errorf("%s: %v, %v", what, list, err)
		}
	}
	d := deskOf(t, dir)
	var question desk.Question
	if _, err := d.Build(name, &desk.Building{Formats: []string{"pdf"}}); !errors.As(err, &question) {
		t.Errorf("the page does not ask: %v", err)
	}
}

// sumsOf is wrongSums for a file.
func (a *app) sumsOf(t *testing.T, name string) (diag.List, error) {
	t.Helper()
	lib, err := a.openFonts()
	if err != nil {
		t.Fatal(err)
	}
	forms, err := a.openForms(lib, name)
	if err != nil {
		t.Fatal(err)
	}
	return a.wrongSums(lib, forms, &rollup.Lists{}, name)
}
