// Package archive keeps reports for decades: each version of a report is a
// folder that is written once and never changed, a bag after RFC 8493 with the
// report's files and a manifest in plain JSON. In come files and what is to be
// said of them, out come folders, or what is wrong with them. It knows neither
// how a report is made nor what a signature is; Verify is given functions for
// both.
package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/gofrs/flock"
)

// Archive is a folder with reports: agency/year/version.
type Archive struct{ Dir string }

// Version is one version of a report.
type Version struct {
	Dir      string
	Manifest *Manifest
}

// The errors of Add.
var (
	ErrReason = errors.New("archive: another version needs a reason")
	ErrPath   = errors.New("archive: a path leads out of the folder")
)

// names of the archive's own things.
const (
	lockName   = ".lock"
	tempPrefix = ".unfinished-"
)

// Add keeps a report. What the manifest says of Format, Version and Files is
// filled in. If the newest version has the same files, nothing is done and that
// one is given. A version appears whole or not at all; what is there is never
// changed.
func (a *Archive) Add(m Manifest, files []File) (v *Version, added bool, err error) {
	for _, f := range files {
		if !local(f.Path) {
			return nil, false, ErrPath
		}
	}
	if err := os.MkdirAll(a.Dir, 0o777); err != nil {
		return nil, false, err
	}
	lock := flock.New(filepath.Join(a.Dir, lockName))
	if err := lock.Lock(); err != nil {
		return nil, false, err
	}
	defer lock.Unlock()
	old, err := a.Of(m.Agency, m.Year)
	if err != nil {
		return nil, false, err
	}
	m.Format, m.Version, m.Files = Format, 1, entries(files)
	if n := len(old); n > 0 {
		last := &old[n-1]
		if last.Manifest == nil {
			return nil, false, fmt.Errorf("%s: %w", last.Dir, errDamaged)
		}
		if last.Manifest.same(m.Files) {
			return last, false, nil
		}
		if m.Reason == "" {
			return nil, false, ErrReason
		}
		m.Version = last.Manifest.Version + 1
	}
	all, err := bag(&m, files)
	if err != nil {
		return nil, false, err
	}
	year := filepath.Join(a.Dir, FolderName(m.Agency), year(m.Year))
	if err := os.MkdirAll(year, 0o777); err != nil {
		return nil, false, err
	}
	a.sweep(year)
	temp, err := os.MkdirTemp(year, tempPrefix)
	if err != nil {
		return nil, false, err
	}
	defer os.RemoveAll(temp) // gone by then if all went well
	if err := write(temp, all); err != nil {
		return nil, false, err
	}
	if err := os.Chmod(temp, 0o755); err != nil {
		return nil, false, err
	}
	dir := filepath.Join(year, versionName(m.Version))
	if _, err := os.Lstat(dir); err == nil {
		return nil, false, fs.ErrExist
	}
	if err := os.Rename(temp, dir); err != nil {
		return nil, false, err
	}
	syncFolder(year)
	return &Version{dir, &m}, true, nil
}

// sweep removes what a run that was killed has left. It is called under the
// lock: nobody else is writing.
func (a *Archive) sweep(dir string) {
	left, _ := filepath.Glob(filepath.Join(dir, tempPrefix+"*"))
	for _, l := range left {
		os.RemoveAll(l)
	}
}

func syncFolder(dir string) {
	if f, err := os.Open(dir); err == nil { // on Windows folders cannot be synced
		f.Sync()
		f.Close()
	}
}

func versionName(n int) string { return fmt.Sprintf("v%03d", n) }

// versionOf gives the number of a version's folder, 0 for another name.
func versionOf(name string) int {
	n, err := strconv.Atoi(strings.TrimPrefix(name, "v"))
	if err != nil || n < 1 || name != versionName(n) {
		return 0
	}
	return n
}

// Of gives the versions of a report, the oldest first.
func (a *Archive) Of(agency string, year int) ([]Version, error) {
	return versions(filepath.Join(a.Dir, FolderName(agency), strconv.Itoa(year)))
}

func versions(dir string) (all []Version, err error) {
	list, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for _, e := range list {
		if !e.IsDir() || versionOf(e.Name()) == 0 {
			continue
		}
		v := Version{Dir: filepath.Join(dir, e.Name())}
		if data, err := os.ReadFile(filepath.Join(v.Dir, manifestName)); err == nil {
			v.Manifest, _ = ReadManifest(data)
		}
		all = append(all, v)
	}
	slices.SortFunc(all, func(a, b Version) int { return versionOf(filepath.Base(a.Dir)) - versionOf(filepath.Base(b.Dir)) })
	return all, nil
}

// All gives all versions of all reports, by agency, year and version. Those
// that are damaged have no Manifest.
func (a *Archive) All() (all []Version, err error) {
	agencies, err := os.ReadDir(a.Dir)
	if err != nil {
		return nil, err
	}
	for _, g := range agencies {
		if !g.IsDir() {
			continue
		}
		years, err := os.ReadDir(filepath.Join(a.Dir, g.Name()))
		if err != nil {
			return nil, err
		}
		for _, y := range years {
			if _, err := strconv.Atoi(y.Name()); err != nil || !y.IsDir() {
				continue
			}
			vs, err := versions(filepath.Join(a.Dir, g.Name(), y.Name()))
			if err != nil {
				return nil, err
			}
			all = append(all, vs...)
		}
	}
	return all, nil
}

// Read gives the files of a version, each compared with its hash.
func (v *Version) Read() ([]File, error) {
	if v.Manifest == nil {
		return nil, errDamaged
	}
	var files []File
	for _, e := range v.Manifest.Files {
		data, err := os.ReadFile(filepath.Join(v.Dir, payload, filepath.FromSlash(e.Path)))
		if err != nil {
			return nil, err
		}
		if Sum(data) != e.SHA256 {
			return nil, fmt.Errorf("%s: %w", e.Path, errDamaged)
		}
		files = append(files, File{e.Path, data})
	}
	return files, nil
}

var errDamaged = errors.New("archive: damaged")

func year(n int) string { return strconv.Itoa(n) }
