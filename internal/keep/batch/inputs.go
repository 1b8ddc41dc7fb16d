package batch

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/keep/archive"
)

// Input is one report to build.
type Input struct {
	Path string // of its file
	Rel  string // below the folder that was named, with slashes and without .toml: where its outputs go
}

// input makes one. Where its outputs go is a part of its path, if it can be.
func input(path, rel string) Input {
	if end := len(path) - len(filepath.Ext(path)); strings.HasSuffix(path[:end], rel) {
		rel = path[end-len(rel) : end]
	}
	return Input{path, rel}
}

// layoutsFolder holds layouts, no reports.
const layoutsFolder = "layouts"

// Find gives the reports that the arguments name: of a folder all files below
// it whose names end in .toml (but not those of an archive), of a pattern with *
// or ? all that it fits, of a .txt file each of its lines, and files as they are.
// They come in the order of their Rel. The error is a diag.List: something is not
// there, or two reports would be written to one place.
func Find(args []string) ([]Input, error) {
	var all []Input
	for _, a := range args {
		found, err := find(a)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	slices.SortFunc(all, func(a, b Input) int { return strings.Compare(a.Rel, b.Rel) })
	all = slices.CompactFunc(all, func(a, b Input) bool { return a.Rel == b.Rel && sameFile(a.Path, b.Path) })
	taken := map[string]string{}
	for _, i := range all {
		key := strings.ToLower(i.Rel) // Windows does not tell them apart
		if other, ok := taken[key]; ok {
			return nil, refuse(i.Path, diag.T("与 %s 会写成同一个文件。", "it would be written to the same files as %s.", other),
				diag.T("请改文件名，或者分开生成。", "rename one, or build them apart."))
		}
		taken[key] = i.Path
	}
	return slices.Clip(all), nil
}

func find(arg string) ([]Input, error) {
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return below(arg)
	case err == nil && strings.EqualFold(filepath.Ext(arg), ".txt"):
		return listed(arg)
	case err == nil:
		return []Input{input(arg, rel(filepath.Base(arg)))}, nil
	}
	if strings.ContainsAny(arg, "*?[") {
		names, err := filepath.Glob(arg)
		if err != nil || len(names) == 0 {
			return nil, refuse(arg, diag.T("没有这样的文件。", "no file fits this."), diag.T("请检查文件名。", "check the name."))
		}
		var all []Input
		for _, n := range names {
			found, err := find(n)
			if err != nil {
				return nil, err
			}
			all = append(all, found...)
		}
		return all, nil
	}
	what, do := diag.System(err)
	return nil, refuse(arg, what, do)
}

// below gives the reports of a folder and of the folders in it.
func below(dir string) (all []Input, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		name := d.Name()
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != dir && (name == layoutsFolder || strings.HasPrefix(name, ".") || archive.IsCopy(path)):
			return filepath.SkipDir
		case d.IsDir() || !strings.EqualFold(filepath.Ext(name), ".toml"):
			return nil
		}
		r, err := filepath.Rel(dir, path)
		if err == nil {
			all = append(all, input(path, rel(r)))
		}
		return err
	})
	if err != nil {
		return nil, refuse(dir, diag.T("文件夹读不出来：%v。", "the folder cannot be read: %v.", err), diag.T("请检查权限。", "check its permissions."))
	}
	return all, nil
}

// listed gives the files that a list names, a line each, relative to it.
func listed(list string) (all []Input, err error) {
	data, err := os.ReadFile(list)
	if err != nil {
		return nil, refuse(list, diag.T("名单读不出来：%v。", "the list cannot be read: %v.", err), diag.T("请检查文件。", "look at the file."))
	}
	text, bad := source.Text(list, data)
	if bad != nil {
		return nil, bad
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		path := filepath.FromSlash(strings.ReplaceAll(line, `\`, "/")) // typed as on any system
		r := path
		if filepath.IsAbs(path) {
			r = filepath.Base(path)
		} else {
			path = filepath.Join(filepath.Dir(list), path)
		}
		if !filepath.IsLocal(r) {
			r = filepath.Base(r)
		}
		if !filepath.IsLocal(r) || r == "." || strings.EqualFold(filepath.Base(r), ".toml") {
			return nil, refuse(list, diag.T("名单里这一行不是文件：%s", "a line of the list names no file: %s", line), diag.T("一行写一个数据文件（.toml）。", "name one report's file (.toml) a line."))
		}
		all = append(all, input(path, rel(r)))
	}
	return all, nil
}

// rel makes the place of the outputs of a relative path.
func rel(path string) string {
	path = filepath.ToSlash(filepath.Clean(path))
	if ext := filepath.Ext(path); strings.EqualFold(ext, ".toml") {
		path = path[:len(path)-len(ext)]
	}
	return path
}

func sameFile(a, b string) bool {
	ia, err1 := os.Stat(a)
	ib, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(ia, ib)
}

// Shard gives the n-th of m parts of the inputs, n from 1. Which part a report
// belongs to depends on its Rel alone.
func Shard(all []Input, n, m int) (part []Input, err error) {
	if m < 1 || n < 1 || n > m {
		return nil, errors.New("batch: no such shard")
	}
	for _, i := range all {
		sum := sha256.Sum256([]byte(i.Rel))
		if binary.BigEndian.Uint64(sum[:])%uint64(m) == uint64(n-1) {
			part = append(part, i)
		}
	}
	return part, nil
}

func refuse(file string, what, do diag.Text) error {
	return diag.List{diag.New(diag.Pos{File: file}, what, do)}
}
