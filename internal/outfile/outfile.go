// Package outfile writes files so that a crash leaves the old file or the new
// one, never a half: to a temporary name in the same folder, synced, renamed.
package outfile

import (
	"os"
	"path/filepath"
)

// File is one file to write.
type File struct {
	Path string
	Data []byte
}

// Write writes all files or, when one of them cannot be written, none: the
// names are changed only when every byte is on disk. Folders are made as
// needed. The error is of type *os.PathError or *os.LinkError.
func Write(files ...File) (err error) {
	temps := make([]string, 0, len(files))
	defer func() {
		if err != nil {
			for _, t := range temps {
				os.Remove(t)
			}
		}
	}()
	for _, f := range files {
		t, err := stage(f)
		if t != "" {
			temps = append(temps, t)
		}
		if err != nil {
			return err
		}
	}
	for i, f := range files {
		if err := os.Rename(temps[i], f.Path); err != nil {
			return err
		}
	}
	syncFolders(files)
	return nil
}

// stage writes a file under a temporary name and gives the name.
func stage(f File) (name string, err error) {
	dir := filepath.Dir(f.Path)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", err
	}
	if err := replaceable(f.Path); err != nil {
		return "", err
	}
	t, err := os.CreateTemp(dir, ".nianbao-*.tmp")
	if err != nil {
		return "", err
	}
	name = t.Name()
	if _, err = t.Write(f.Data); err == nil {
		err = t.Sync()
	}
	if cerr := t.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Chmod(name, mode(f.Path))
	}
	return name, err
}

// replaceable opens an existing file for writing, since Windows lets nobody
// replace a file that another program holds open.
func replaceable(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		if os.IsNotExist(err) {
			return nil
		}
		return err
	}
	return f.Close()
}

// mode is an existing file's mode, or what a new file gets.
func mode(path string) os.FileMode {
	if fi, err := os.Stat(path); err == nil {
		return fi.Mode().Perm()
	}
	return 0o644
}

// syncFolders makes the new names last. Windows cannot sync a folder; there
// the error has no meaning, as elsewhere it has no remedy.
func syncFolders(files []File) {
	done := map[string]bool{}
	for _, f := range files {
		dir := filepath.Dir(f.Path)
		if done[dir] {
			continue
		}
		done[dir] = true
		if d, err := os.Open(dir); err == nil {
			d.Sync()
			d.Close()
		}
	}
}
