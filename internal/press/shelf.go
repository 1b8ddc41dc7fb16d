package press

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// Shelf finds the report of the year before beside a report. Each folder is
// looked through once. It may be used by several goroutines.
type Shelf struct{ folders sync.Map }

// volume is a file of a folder, as far as its beginning tells.
type volume struct {
	path, agency string
	year         int
}

// What is looked at of a folder: its first files, and of each the beginning,
// where year and agency stand.
const (
	maxFiles = 500
	maxHead  = 64 << 10
)

var (
	yearLine   = pattern.New(`(?m)^[ \t]*year[ \t]*=[ \t]*([0-9]{4})\b`)
	agencyName = pattern.New(`(?m)^\[agency\][^\[]*?^[ \t]*name[ \t]*=[ \t]*["']([^"'\n]*)["']`)
)

// Last gives the report of the same agency of the year before from the same
// folder, or nil: from the file whose name has the earlier year in it, else
// from the one file that says so. A file that would be it and cannot be read is
// told as a warning, and so are several.
func (s *Shelf) Last(forms *form.Set, o *Opened) (*Opened, diag.List) {
	var list diag.List
	paths, several := s.find(o.File.Name, o.Report.Year, o.Report.Agency.Text)
	for _, path := range paths {
		last, err := Open(forms, path, report.PicturesUnread)
		switch {
		case err != nil:
			list = append(list, &diag.Diagnostic{Pos: diag.Pos{File: path}, Severity: diag.Warning, Span: 1,
				What: diag.T("上一年的文件读不出来，没有核对两年之间的数字。", "the file of the year before cannot be read; the years are not compared."),
				Do:   diag.T("请打开它，看它的问题（nianbao check）。", "nianbao check tells what is wrong with it.")})
		case last.Report.Year == o.Report.Year-1 && last.Report.Agency.Text == o.Report.Agency.Text:
			return last, nil
		}
	}
	if len(several) > 1 {
		list = append(list, &diag.Diagnostic{Pos: diag.Pos{File: o.File.Name}, Severity: diag.Warning, Span: 1,
			What: diag.T("上一年的文件有 %[1]d 份：%[2]s，没有核对两年之间的数字。", "there are %[1]d files of the year before: %[2]s; the years are not compared.", len(several), strings.Join(several, "、")),
			Do:   diag.T("只留一份，其余的移到别的文件夹；或者用 nianbao check --last 写明是哪一份。", "keep one of them in the folder; or name it with nianbao check --last.")})
	}
	return nil, list
}

// Candidates gives the files that may be the report of the year before that of
// the file called name.
func (s *Shelf) Candidates(name string, year int, agency string) (paths []string) {
	paths, _ = s.find(name, year, agency)
	return paths
}

// find gives them, and the names of several files of that year of which none can be
// told to be meant.
func (s *Shelf) find(name string, year int, agency string) (paths, several []string) {
	dir, base := filepath.Split(name)
	volumes := s.volumes(filepath.Clean(dir))
	if name := strings.ReplaceAll(base, strconv.Itoa(year), strconv.Itoa(year-1)); name != base {
		for _, v := range volumes {
			if filepath.Base(v.path) == name && v.year == year-1 {
				paths = append(paths, v.path)
			}
		}
	}
	var others []string
	for _, v := range volumes {
		if v.year == year-1 && v.agency == agency && !slices.Contains(paths, v.path) {
			others = append(others, v.path)
		}
	}
	if len(others) == 1 {
		return append(paths, others[0]), nil
	}
	for _, path := range others {
		several = append(several, filepath.Base(path))
	}
	return paths, several
}

// volumes looks through a folder.
func (s *Shelf) volumes(dir string) []volume {
	v, _ := s.folders.LoadOrStore(dir, sync.OnceValue(func() []volume { return look(dir) }))
	return v.(func() []volume)()
}

func look(dir string) (vs []volume) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	head := make([]byte, maxHead)
	for _, e := range entries {
		if !e.Type().IsRegular() || !strings.EqualFold(filepath.Ext(e.Name()), ".toml") {
			continue
		}
		if len(vs) == maxFiles {
			break
		}
		v := volume{path: filepath.Join(dir, e.Name())}
		if v.year, v.agency = glance(v.path, head); v.year > 0 {
			vs = append(vs, v)
		}
	}
	return vs
}

// Glance gives year and agency of the report in a file as far as its beginning
// tells without more reading; 0 and "" where it does not.
func Glance(path string) (year int, agency string) { return glance(path, make([]byte, maxHead)) }

func glance(path string, head []byte) (year int, agency string) {
	f, err := os.Open(path)
	if err != nil {
		return 0, ""
	}
	defer f.Close()
	n, _ := f.Read(head)
	if m := yearLine.FindSubmatch(head[:n]); m != nil {
		year, _ = strconv.Atoi(string(m[1]))
	}
	if m := agencyName.FindSubmatch(head[:n]); m != nil {
		agency = strings.TrimSpace(string(m[1]))
	}
	return year, agency
}
