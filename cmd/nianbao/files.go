package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/outfile"
)

// readNamed reads a file that the user names; kind says what it should be.
func readNamed(kind diag.Text, name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, unreadable(kind, name, err)
	}
	return data, nil
}

// unreadable says why a file cannot be read, and what to do.
func unreadable(kind diag.Text, name string, err error) error {
	why, do := diag.System(err)
	return diag.List{diag.New(diag.Pos{File: name}, diag.T("%s读不了：%s", "%s cannot be read: %s", kind, why), do)}
}

// unwritable says why a file, or what is to come into a folder, cannot be
// written, and what to do.
func unwritable(name string, err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		name = path.Path
	}
	why, do := diag.System(err)
	return writeError{diag.T("写不了 %[1]s：%[2]s\n      → %[3]s原有文件没有改动。", "cannot write %[1]s: %[2]s\n      → %[3]s Existing files are unchanged.", name, why, do)}
}

// write writes files, all or none.
func (a *app) write(files ...outfile.File) error {
	if err := outfile.Write(files...); err != nil {
		return unwritable("", err)
	}
	return nil
}

// fileEndings are those of files that the program writes or reads: no folder is
// meant by such a name.
var fileEndings = []string{".pdf", ".docx", ".toml", ".csv", ".txt", ".html", ".xlsx"}

// asFolder refuses the name of a file where a folder is meant.
func asFolder(flag, dir string) error {
	fi, err := os.Stat(dir)
	switch {
	case dir == "" || err == nil && fi.IsDir():
		return nil
	case err == nil, slices.Contains(fileEndings, strings.ToLower(filepath.Ext(dir))):
		return usageError{diag.T("%[1]s 后面要写文件夹，%[2]s 是文件名", "%[1]s names a folder; %[2]s is the name of a file", flag, dir)}
	}
	return nil
}

// asFile refuses the name of a folder where a file is meant, and one of another kind
// of file: what opens by a double click is told by the ending.
func asFile(flag, name, ending string) error {
	if fi, err := os.Stat(name); err == nil && fi.IsDir() || strings.HasSuffix(name, "/") || strings.HasSuffix(name, `\`) {
		return usageError{diag.T("%[1]s 后面要写文件名，%[2]s 是文件夹", "%[1]s names a file; %[2]s is a folder", flag, name)}
	}
	if name != "" && !strings.EqualFold(filepath.Ext(name), ending) {
		return usageError{diag.T("%[1]s 的文件名要以 %[3]s 结尾，不能是 %[2]s", "the name that %[1]s gives must end in %[3]s; this is %[2]s", flag, name, ending)}
	}
	return nil
}

// exists reports whether there is a file or a folder of a name, links followed.
func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// occupied reports whether something has the name of a file that is to be written. An
// error says that there can be none, such as of a name that the system does not take.
func occupied(name string) (bool, error) {
	_, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, unwritable(name, err)
	}
	return true, nil
}
