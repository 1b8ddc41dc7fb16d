//go:build !windows

package outfile

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// Somebody else's umask must not keep others from seeing that a lock is held.
func TestLocksMayBeOpenedByAll(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0o077))
	lock := filepath.Join(t.TempDir(), ".a.toml.lock")
	end, err := takeLock(lock)
	if err != nil {
		t.Fatal(err)
	}
	defer end()
	if i, err := os.Stat(lock); err != nil || i.Mode().Perm() != 0o666 {
		t.Errorf("%v, %v", i, err)
	}
}

// A link left in a shared folder must not have a file made elsewhere.
func TestLocksFollowNoLink(t *testing.T) {
	dir := t.TempDir()
	made, lock := filepath.Join(dir, "made"), filepath.Join(dir, ".a.toml.lock")
	if err := os.Symlink(made, lock); err != nil {
		t.Fatal(err)
	}
	if _, err := takeLock(lock); err == nil {
		t.Error("a link was taken for a lock")
	}
	if _, err := os.Lstat(made); err == nil {
		t.Error("the link was followed")
	}
}
