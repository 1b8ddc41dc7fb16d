package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/layouts"
)

// Forms beside a report are read once as long as they are the same, by the desk, which is
// open for days; by a run of many reports once: some of them must not have others.
func TestFormsAreReadAgain(t *testing.T) {
	dir := t.TempDir()
	a := newApp(diag.Chinese, strings.NewReader(""), new(bytes.Buffer), new(bytes.Buffer), func(string) string { return "" })
	lib, err := a.openFonts()
	if err != nil {
		t.Fatal(err)
	}
	open := func() *form.Set {
		t.Helper()
		set, err := a.openForms(lib, filepath.Join(dir, "2020.toml"))
		if err != nil {
			t.Fatal(err)
		}
		return set
	}
	a.follows = true
	own := open()
	data, err := layouts.FS.ReadFile("2019.toml")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "layouts", "2019.toml")
	os.Mkdir(filepath.Dir(file), 0o777)
	os.WriteFile(file, data, 0o666)
	beside := open()
	os.WriteFile(file, append(data, "\n# another\n"...), 0o666)
	changed := open()
	a.follows = false
	run := open()
	os.WriteFile(file, append(data, "\n# a third\n"...), 0o666)
	if run != changed || open() != run {
		t.Error("a run has two states of the forms")
	}
	os.WriteFile(file, append(data, "\n# another\n"...), 0o666)
	a.follows = true
	changed = open()
	if beside == own || changed == beside || open() != changed {
		t.Error("forms are not those that lie there")
	}
	os.RemoveAll(filepath.Dir(file))
	if open() != own {
		t.Error("without forms beside it the program's are not taken")
	}
}
