package outfile

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// hold opens a file as Word does: nobody else may.
func hold(t *testing.T, path string) (letGo func()) {
	t.Helper()
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		t.Fatal(err)
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ, 0, nil, syscall.OPEN_EXISTING, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	return func() { syscall.CloseHandle(h) }
}

// A file that is open in another program is an error, and nothing is changed.
func TestHeld(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "甲.docx"), filepath.Join(dir, "甲.pdf")
	for _, p := range []string{a, b} {
		if err := os.WriteFile(p, []byte("old"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	letGo := hold(t, b)
	err := Write(File{Path: a, Data: []byte("new")}, File{Path: b, Data: []byte("new")})
	letGo()
	if err == nil {
		t.Error("written over a file that is open")
	}
	if got := read(t, a) + read(t, b); got != "oldold" {
		t.Errorf("the files have %q", got)
	}
	if left, _ := os.ReadDir(dir); len(left) != 2 {
		t.Errorf("%d files, want 2", len(left))
	}
}

// One that is held for a moment only is waited for: a file, and a folder by a
// file in it.
func TestHeldForAMoment(t *testing.T) {
	dir := t.TempDir()
	letGoThen := func(letGo func()) {
		sleep = func(time.Duration) { letGo(); letGo = func() {} }
	}
	defer func() { sleep = time.Sleep }()
	a := filepath.Join(dir, "a")
	os.WriteFile(a, []byte("old"), 0o666)
	letGoThen(hold(t, a))
	if err := Write(File{Path: a, Data: []byte("new")}); err != nil || read(t, a) != "new" {
		t.Error(err)
	}
	folder := filepath.Join(dir, "folder")
	os.Mkdir(folder, 0o777)
	os.WriteFile(filepath.Join(folder, "x"), nil, 0o666)
	letGo := hold(t, filepath.Join(folder, "x"))
	letGoThen(letGo)
	if err := Rename(folder, filepath.Join(dir, "other")); err != nil {
		t.Error(err)
	}
	sleep(0) // a system that does not mind the folder's file has not slept
}
