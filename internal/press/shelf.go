package press

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
)

// Shelf finds the report of the year before beside a report. A folder is looked
// through once, unless many others were since: reports come folder by folder. It may
// be used by several goroutines.
type Shelf struct {
	mu      sync.Mutex
	folders map[string]func() []volume
}

// maxFolders is how many folders are known at a time.
const maxFolders = 64

// volume is a file of a folder, as far as its beginning tells.
type volume struct {
	path, agency string
	year         int
	size         int64
	time         time.Time
}

// What is looked at of a folder: its first files, and of each the beginning,
// where year and agency stand.
const (
	maxFiles = 500
	maxHead  = 64 << 10
)

// Last gives the report of the same agency of the year before from the same
// folder, or nil, and what is told of it.
func (s *Shelf) Last(forms *form.Set, o *Opened) (*Opened, diag.List) {
	e := s.Before(o).Report(forms)
	return e.Opened, e.Told
}

// Candidates gives the files that may be the report of the year before that of
// the file called name.
func (s *Shelf) Candidates(name string, year int, agency string) (paths []string) {
	return slices.Concat(s.find(name, year, agency))
}

// Of gives the files beside the one called name that say that they are an agency's
// reports of a year.
func (s *Shelf) Of(name string, year int, agency string) (paths []string) {
	for _, v := range s.volumes(filepath.Dir(name)) {
		if v.year == year && v.agency == agency {
			paths = append(paths, v.path)
		}
	}
	return paths
}

// find gives them, and several more of that year of which none can be told to be meant.
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
	return paths, others
}

// volumes looks through a folder.
func (s *Shelf) volumes(dir string) []volume {
	s.mu.Lock()
	v := s.folders[dir]
	if v == nil {
		v = s.put(dir, nil)
	}
	s.mu.Unlock()
	return v()
}

// put has a folder looked through when it is asked for, of which something may be known.
func (s *Shelf) put(dir string, known []volume) func() []volume {
	if s.folders == nil || len(s.folders) >= maxFolders && s.folders[dir] == nil {
		s.folders = make(map[string]func() []volume, maxFolders)
	}
	s.folders[dir] = sync.OnceValue(func() []volume { return look(dir, known) })
	return s.folders[dir]
}

// Renew looks through the folder of a file again: of the files that are as they were by
// their sizes and times nothing is read.
func (s *Shelf) Renew(name string) {
	dir := filepath.Dir(name)
	known := s.volumes(dir)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.put(dir, known)
}

// Forget has every folder looked through anew.
func (s *Shelf) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.folders = nil
}

// look looks through a folder, of which something may be known.
func look(dir string, known []volume) (vs []volume) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	had := map[string]volume{}
	for _, v := range known {
		had[v.path] = v
	}
	head := heads.Get().(*[maxHead]byte)
	defer heads.Put(head)
	for _, e := range entries {
		if !e.Type().IsRegular() || !strings.EqualFold(filepath.Ext(e.Name()), ".toml") {
			continue
		}
		if len(vs) == maxFiles {
			break
		}
		v := volume{path: filepath.Join(dir, e.Name())}
		if fi, err := e.Info(); err == nil {
			v.size, v.time = fi.Size(), fi.ModTime()
		}
		if was := had[v.path]; was.size == v.size && was.time.Equal(v.time) {
			v.year, v.agency = was.year, was.agency
		} else {
			v.year, v.agency = glance(v.path, head[:])
		}
		if v.year > 0 {
			vs = append(vs, v)
		}
	}
	return vs
}

// Glance gives year and agency of the report in a file as far as its beginning
// tells without more reading; 0 and "" where it does not.
func Glance(path string) (year int, agency string) {
	head := heads.Get().(*[maxHead]byte)
	defer heads.Put(head)
	return glance(path, head[:])
}

// heads are for the beginnings of files.
var heads = sync.Pool{New: func() any { return new([maxHead]byte) }}

func glance(path string, head []byte) (year int, agency string) {
	f, err := os.Open(path)
	if err != nil {
		return 0, ""
	}
	defer f.Close()
	n, _ := f.Read(head)
	return Beginning(head[:n])
}
