package county

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"nianbao/fonts"
	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/layout/font"
	"nianbao/internal/press"
	"nianbao/layouts"
)

// TestReports builds all years of some bodies, of towns and of another county
// too: nothing is found, and each has its year before beside it.
func TestReports(t *testing.T) {
	f, err := load()
	if err != nil {
		t.Fatal(err)
	}
	lib, list := font.Open(fonts.Embedded, nil)
	if err := list.Err(); err != nil {
		t.Fatal(err)
	}
	forms, err := form.Load(lib.Keys(), form.Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		t.Fatal(err)
	}
	b := &press.Builder{Fonts: lib, Forms: forms, Options: press.Options{DOCX: true, PDF: true, Version: "test"}}
	var shelf press.Shelf
	for _, i := range []int{0, 13, 43, 44, 50, 79, 80, 997, 7999} {
		dir := t.TempDir()
		if n, err := f.write(dir, f.body(i)); n != 17 || err != nil {
			t.Fatalf("body %d: %d reports, %v", i, n, err)
		}
		for y := FirstYear; y <= LastYear; y++ {
			name := filepath.Join(dir, f.body(i).name, fmt.Sprintf("%d.toml", y))
			out, err := b.File(name)
			if err != nil {
				t.Errorf("body %d: %v", i, err)
				continue
			}
			for _, d := range out.Warnings {
				t.Error(d.Format(diag.English))
			}
			o, err := press.Open(forms, name)
			if err != nil {
				t.Fatal(err)
			}
			last, _ := shelf.Last(forms, o)
			if found := last != nil; found != (y > FirstYear) {
				t.Errorf("body %d, %d: year before found: %v", i, y, found)
			}
		}
	}
}

// TestWrite: two calls give the same bytes, two bodies never the same.
func TestWrite(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	for _, dir := range []string{one, two} {
		if n, err := Write(dir, 80); n != 80*17 || err != nil {
			t.Fatal(n, err)
		}
	}
	f, _ := load()
	seen := map[string]string{}
	for i := range 80 {
		for y := FirstYear; y <= LastYear; y++ {
			name := filepath.Join(f.body(i).name, fmt.Sprintf("%d.toml", y))
			a, err := os.ReadFile(filepath.Join(one, name))
			if err != nil {
				t.Fatal(err)
			}
			b, err := os.ReadFile(filepath.Join(two, name))
			if err != nil || !bytes.Equal(a, b) {
				t.Errorf("%s differs, %v", name, err)
			}
			if other, twice := seen[string(a)]; twice {
				t.Errorf("%s is %s", name, other)
			}
			seen[string(a)] = name
		}
	}
	for _, n := range []int{0, -1, 8001} {
		if _, err := Write(t.TempDir(), n); err == nil {
			t.Errorf("%d bodies are taken", n)
		}
	}
}
