package diag

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// How much of a folder is looked at, and named.
const (
	maxLooked = 2000
	maxNamed  = 5
)

// notThere says what there is where a file was looked for: its folder is not
// there, or it has the file by a longer name, or others of its kind. It gives
// the folder's whole name, since most often it is the wrong one.
func notThere(err error) reason {
	var path *fs.PathError
	if !errors.As(err, &path) || path.Path == "" {
		return missing
	}
	dir := filepath.Dir(path.Path)
	whole, failed := filepath.Abs(dir)
	folder, unread := os.Open(dir)
	if failed != nil || unread != nil {
		if errors.Is(unread, fs.ErrNotExist) {
			return reason{T("没有文件夹 %s。", "there is no folder %s.", Visible(dir)), notFolder.do}
		}
		return missing
	}
	defer folder.Close()
	entries, _ := folder.ReadDir(maxLooked)
	longer, alike := besides(entries, filepath.Base(path.Path))
	switch {
	case longer != "":
		return reason{missing.what, T("是否想写 %[1]s？", "did you mean %[1]s?", Visible(filepath.Join(dir, longer)))}
	case len(alike) > 0:
		return reason{missing.what, T("文件夹 %[1]s 里有：%[2]s。请检查文件名；文件名中有空格时要加引号。",
			"the folder %[1]s has: %[2]s. Check the name; a name with blanks needs quotes.", Visible(whole), Visible(strings.Join(alike, "、")))}
	}
	return reason{missing.what, T("文件夹 %[1]s 里没有这样的文件。是不是在别的文件夹里？请打开放着它的文件夹，在地址栏输入 cmd 回车，再输入这一行；文件名中有空格时要加引号。",
		"the folder %[1]s has no such file. Is it in another one? Start the program there; a name with blanks needs quotes.", Visible(whole))}
}

// besides looks through a folder for a name that goes on where name ends, as
// 2026.toml.txt does and 2026.toml, or differs in its marks or its ending alone, and
// for names of the same ending.
func besides(entries []fs.DirEntry, name string) (longer string, alike []string) {
	ending := filepath.Ext(name)
	for _, e := range entries {
		switch other := e.Name(); {
		case e.IsDir():
		case ending == "" && other == name+".toml", ending != "" && other == name+".txt", letters(other) == letters(name), sameStem(other, name):
			longer = other
		case ending != "" && strings.EqualFold(filepath.Ext(other), ending):
			alike = append(alike, other)
		}
	}
	slices.Sort(alike)
	if len(alike) > maxNamed {
		alike = append(alike[:maxNamed], "…")
	}
	return longer, alike
}

// letters gives the letters and figures of a name, full-width ones as plain ones.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xFF00 && r < 0xFF5F {
			r -= 0xFEE0
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// sameStem reports whether a data file is called like name but for an ending that no
// file of this kind has: 2026.tmol.
func sameStem(other, name string) bool {
	stem, ending := strings.TrimSuffix(name, filepath.Ext(name)), strings.ToLower(filepath.Ext(name))
	return len(ending) > 1 && strings.Trim(ending[1:], "toml") == "" && other == stem+".toml"
}
