package outfile

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestWriteReplaces(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "new", "a"), filepath.Join(dir, "b")
	if err := os.WriteFile(b, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := Write(File{Path: a, Data: []byte("1")}, File{Path: b, Data: []byte("2")}); err != nil {
		t.Fatal(err)
	}
	if read(t, a) != "1" || read(t, b) != "2" {
		t.Error("contents are not what was written")
	}
	want := os.FileMode(0o640)
	if runtime.GOOS == "windows" { // it knows read-only and not more
		want = 0o666
	}
	if fi, _ := os.Stat(b); fi.Mode().Perm() != want {
		t.Errorf("mode %v, want that of the old file", fi.Mode())
	}
}

// TestRenameFails: the second name cannot be taken, since the first file is a
// part of its path.
func TestRenameFails(t *testing.T) {
	for _, old := range []string{"", "old"} {
		dir := t.TempDir()
		a := filepath.Join(dir, "a")
		if old != "" {
			if err := os.WriteFile(a, []byte(old), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		b := filepath.Join(dir, "b")
		hook = func(path string) {
			if path == b {
				os.Mkdir(b, 0o755)
				os.WriteFile(filepath.Join(b, "x"), nil, 0o644)
			}
		}
		err := Write(File{Path: a, Data: []byte("new")}, File{Path: b, Data: []byte("new")})
		hook = nil
		if err == nil {
			t.Fatal("no error")
		}
		got, _ := os.ReadFile(a)
		if string(got) != old {
			t.Errorf("the first file has %q, want %q", got, old)
		}
		es, _ := os.ReadDir(dir)
		if want := 1 + len(old)/3; len(es) != want {
			t.Errorf("%d entries left in the folder, want %d", len(es), want)
		}
	}
}

func TestWriteAllOrNothing(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	if err := os.WriteFile(a, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(b, 0o755); err != nil { // a folder in the way
		t.Fatal(err)
	}
	if err := Write(File{Path: a, Data: []byte("new")}, File{Path: b, Data: []byte("new")}); err == nil {
		t.Fatal("no error")
	}
	if read(t, a) != "old" {
		t.Error("the first file was changed")
	}
	es, _ := os.ReadDir(dir)
	if len(es) != 2 {
		t.Errorf("%d entries left in the folder, want 2", len(es))
	}
}

// A private file is never open to others, also where one stands already.
func TestPrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	path := filepath.Join(t.TempDir(), "key.p12")
	for range 2 {
		if err := Write(File{Path: path, Data: []byte("key"), Private: true}); err != nil {
			t.Fatal(err)
		}
		if fi, err := os.Stat(path); err != nil || fi.Mode().Perm() != 0o600 {
			t.Errorf("%v, %v", fi.Mode(), err)
		}
		if err := os.Chmod(path, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestFill: a file that is filled piece by piece is written whole or not at all.
func TestFill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	text := strings.Repeat("年报\n", 5000)
	whole := func(w io.Writer) error { _, err := io.WriteString(w, text); return err }
	if err := Write(File{Path: path, Fill: whole}); err != nil {
		t.Fatal(err)
	}
	half := errors.New("half")
	err := Write(File{Path: path, Fill: func(w io.Writer) error { io.WriteString(w, "another"); return half }})
	if !errors.Is(err, half) {
		t.Errorf("error %v", err)
	}
	if got, _ := os.ReadFile(path); string(got) != text {
		t.Errorf("%d bytes are there, not the %d of the first time", len(got), len(text))
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}
