// Package outfile writes files so that a crash leaves the old file or the new
// one, never a half: to a temporary name in the same folder, synced, renamed.
package outfile

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"nianbao/internal/diag"
)

// File is one file to write.
type File struct {
	Path    string
	Data    []byte
	Fill    func(io.Writer) error // what writes the data; nil: they are in Data
	Private bool                  // for its owner's eyes only: mode 0600
	Still   func() error          // asked when every byte is on the disk: an error stops it; nil: nobody
}

// hook is called before a name is changed, for tests.
var hook func(path string)

// Write writes all files or, when one of them cannot be written, none: names
// are changed only when every byte is on disk, and changed back when a later
// one cannot be. Folders are made as needed. The error is an *os.PathError with
// the file's own name, not that of a temporary one.
func Write(files ...File) (err error) {
	temps, faults := stageAll(files)
	var replaced []File // as they were; without data: there was none
	defer func() {
		if err == nil {
			return
		}
		for _, t := range temps[len(replaced):] {
			os.Remove(t)
		}
		for _, f := range replaced {
			restore(f)
		}
	}()
	for i, f := range files {
		if faults[i] != nil {
			return failed(f, faults[i])
		}
	}
	for i, f := range files {
		old := File{Path: f.Path}
		if i < len(files)-1 { // nothing can fail behind the last
			old.Data, _ = os.ReadFile(f.Path)
		}
		if hook != nil {
			hook(f.Path)
		}
		if err := put(temps[i], f); err != nil {
			return failed(f, err)
		}
		replaced = append(replaced, old)
	}
	syncFolders(files)
	return nil
}

// put gives a staged file its name; where somebody asks whether it may still be, nobody
// else who asks does so meanwhile.
func put(temp string, f File) error {
	if f.Still != nil {
		end, err := turn(f.Path)
		if err != nil {
			return err
		}
		defer end()
		if err := f.Still(); err != nil {
			return err
		}
	}
	return Rename(temp, f.Path)
}

// stageAll stages files all at once: what takes long is to wait until each is on
// the disk.
func stageAll(files []File) (temps []string, faults []error) {
	temps, faults = make([]string, len(files)), make([]error, len(files))
	var writers sync.WaitGroup
	for i, f := range files {
		writers.Go(func() {
			faults[i] = diag.Guard(func() (err error) {
				temps[i], err = stage(f)
				return err
			})
		})
	}
	writers.Wait()
	return temps, faults
}

// failed says of which file an error is.
func failed(f File, err error) error {
	var path *os.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	}
	return &os.PathError{Op: "write", Path: f.Path, Err: err}
}

// restore puts a file back as it was, as well as can be.
func restore(f File) {
	if f.Data == nil {
		os.Remove(f.Path)
		return
	}
	if t, err := stage(f); err != nil || Rename(t, f.Path) != nil {
		os.Remove(t)
	}
}

// stage writes a file under a temporary name and gives the name.
func stage(f File) (name string, err error) {
	dir := filepath.Dir(f.Path)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", err
	}
	mode, err := replaceable(f.Path)
	if err != nil {
		return "", err
	}
	if f.Private {
		mode = 0o600
	}
	t, err := create(dir, f.Private)
	if err != nil {
		return "", err
	}
	name = t.Name()
	if err = f.fill(t); err == nil {
		err = t.Sync()
	}
	if cerr := t.Close(); err == nil {
		err = cerr
	}
	if err == nil && mode != 0 {
		err = os.Chmod(name, mode)
	}
	return name, err
}

func (f *File) fill(t *os.File) error {
	if f.Fill == nil {
		_, err := t.Write(f.Data)
		return err
	}
	w := bufio.NewWriter(t)
	if err := f.Fill(w); err != nil {
		return err
	}
	return w.Flush()
}

// create makes a new file with a name that nobody has. Its mode is what the
// user's mask leaves, which os.CreateTemp's is not; a private one is never open
// to others.
func create(dir string, private bool) (*os.File, error) {
	mode := os.FileMode(0o666)
	if private {
		mode = 0o600
	}
	for i := 0; ; i++ {
		name := filepath.Join(dir, fmt.Sprintf(".nianbao-%d-%d.tmp", os.Getpid(), i))
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
		if !os.IsExist(err) || i > 10000 {
			return f, err
		}
	}
}

// tempPattern is what names of temporary files look like.
const tempPattern = ".nianbao-*.tmp"

// Sweep removes temporary files from a folder that are older than a time: a
// program that was killed has left them.
func Sweep(dir string, before time.Time) {
	names, _ := fs.Glob(os.DirFS(dir), tempPattern)
	for _, n := range names {
		n = filepath.Join(dir, n)
		if info, err := os.Stat(n); err == nil && info.ModTime().Before(before) {
			os.Remove(n)
		}
	}
}

// replaceable opens an existing file for writing, since Windows lets nobody
// replace a file that another program holds open, and gives its mode.
func replaceable(path string) (os.FileMode, error) {
	var f *os.File
	err := patiently(func() (err error) {
		f, err = os.OpenFile(path, os.O_RDWR, 0)
		return err
	})
	if err != nil {
		if os.IsNotExist(err) {
			return 0, nil
		}
		return 0, err
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return fi.Mode().Perm(), nil
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
