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
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/gofrs/flock"

	"nianbao/internal/diag"
	"nianbao/internal/outfile"
)

// Archive is a folder with reports, agency/year/version, and a log of them.
type Archive struct{ Dir string }

// Version is one version of a report.
type Version struct {
	Dir      string
	Manifest *Manifest
}

// The errors of Add.
var (
	ErrReason = errors.New("archive: another version needs a reason")
	ErrDate   = errors.New("archive: a version is dated before the one that it follows")
	ErrPath   = errors.New("archive: a path leads out of the folder")
	ErrOthers = errors.New("archive: the folder is none of an archive, and has other files")
)

// Damaged is a file of a version that is not as it was archived, by its name there.
type Damaged struct{ Path string }

func (d Damaged) Error() string { return "archive: damaged: " + d.Path }

// names of the archive's own things.
const (
	lockName   = ".lock"
	tempPrefix = ".unfinished-"
)

// Writer adds versions to an archive that nobody else can write to meanwhile.
type Writer struct {
	archive *Archive
	lock    *flock.Flock
	log     *chain
	failed  error // the log could not be written

	// Entered are the versions that the log did not have when it was opened:
	// of a run that was killed, of an earlier program, or put there by hand.
	Entered []Version
}

// Open takes the archive for writing, makes it if there is none, and completes
// its log. If another program has it, waiting is called, and then waited. The
// error is ErrOthers if the folder is something else, and a LogError if something in
// the archive was taken away or changed such that the log cannot go on.
func (a *Archive) Open(waiting func()) (*Writer, error) {
	if a.others() {
		return nil, ErrOthers
	}
	if err := os.MkdirAll(a.Dir, 0o777); err != nil {
		return nil, err
	}
	lock := flock.New(filepath.Join(a.Dir, lockName))
	free, err := lock.TryLock()
	if err == nil && !free {
		waiting()
		err = lock.Lock()
	}
	if err != nil {
		return nil, err
	}
	a.sweep()
	w := &Writer{archive: a, lock: lock}
	all, err := a.All()
	if err == nil {
		w.log, err = readLog(a.Dir)
	}
	if err == nil {
		w.Entered, err = w.log.complete(a.Dir, all)
	}
	if err != nil {
		lock.Unlock()
		return nil, err
	}
	return w, nil
}

// others reports whether a folder that was never archived into has files already:
// among them the archive would never be found whole.
func (a *Archive) others() bool {
	if _, err := os.Lstat(filepath.Join(a.Dir, logName)); err == nil || Begun(a.Dir) {
		return false
	}
	all, err := a.All()
	if err != nil {
		return false // told when it is opened
	}
	strays, err := a.strays(all)
	return err == nil && slices.ContainsFunc(strays, func(v Verdict) bool { return len(v.Problems) > 0 })
}

// Close lets others write.
func (w *Writer) Close() error { return w.lock.Unlock() }

// Head is where the log ends.
func (w *Writer) Head() Head { return w.log.head() }

// Add keeps a report. What the manifest says of Format, Version, Number, Follows
// and Files is filled in. If the newest version has the same files, nothing is
// done and that one is given. A version appears whole or not at all, and then in
// the log; what is there is never changed.
func (w *Writer) Add(m Manifest, files []File) (v *Version, added bool, err error) {
	if w.failed != nil {
		return nil, false, w.failed
	}
	for _, f := range files {
		if !outfile.Plain(f.Path) {
			return nil, false, ErrPath
		}
	}
	old, err := w.archive.Of(m.Agency, m.Year)
	if err != nil {
		return nil, false, err
	}
	m.Format, m.Files = Format, entries(files)
	known := w.log.last[path.Join(FolderName(m.Agency), year(m.Year))+"/"]
	if n := len(old); n > 0 && versionOf(filepath.Base(old[n-1].Dir)) == known {
		last := &old[n-1]
		if last.Manifest == nil {
			return nil, false, Damaged{filepath.Base(last.Dir) + "/" + manifestName}
		}
		if last.Manifest.same(m.Files) {
			return last, false, nil
		}
	}
	if known > 0 && m.Reason == "" {
		return nil, false, ErrReason
	}
	if n := len(old); n > 0 && old[n-1].after(m.Archived) {
		return nil, false, ErrDate
	}
	m.Version = known + 1
	m.Number, m.Follows = w.Head().Lines+1, w.Head().SHA256
	dir, err := w.archive.put(&m, files)
	if err != nil {
		return nil, false, err
	}
	v = &Version{dir, &m}
	l := line(v, relative(w.archive.Dir, dir), m.Number, m.Follows)
	if w.failed = w.log.write(l.marshal()); w.failed != nil {
		return nil, false, w.failed
	}
	return v, true, nil
}

// after reports whether a version was archived on a later day.
func (v *Version) after(day string) bool { return v.Manifest != nil && v.Manifest.Archived > day }

// put writes a version's folder and gives its name.
func (a *Archive) put(m *Manifest, files []File) (dir string, err error) {
	all, err := bag(m, files)
	if err != nil {
		return "", err
	}
	year := filepath.Join(a.Dir, FolderName(m.Agency), year(m.Year))
	if err := os.MkdirAll(year, 0o777); err != nil {
		return "", err
	}
	temp, err := os.MkdirTemp(year, tempPrefix)
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(temp) // gone by then if all went well
	if err := write(temp, all); err != nil {
		return "", err
	}
	if err := os.Chmod(temp, 0o755); err != nil {
		return "", err
	}
	dir = filepath.Join(year, versionName(m.Version))
	if _, err := os.Lstat(dir); err == nil {
		return "", fs.ErrExist
	}
	if err := outfile.Rename(temp, dir); err != nil {
		return "", err
	}
	for _, d := range []string{year, filepath.Dir(year), a.Dir} {
		syncFolder(d)
	}
	return dir, nil
}

// sweep removes what a run that was killed has left. It is called under the
// lock: nobody else is writing.
func (a *Archive) sweep() {
	left, _ := fs.Glob(os.DirFS(a.Dir), "*/*/"+tempPrefix+"*")
	for _, l := range left {
		os.RemoveAll(filepath.Join(a.Dir, filepath.FromSlash(l)))
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
	if _, none := os.Lstat(dir); errors.Is(none, fs.ErrNotExist) { // Windows says the same of a file in its place
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
		if data, err := readRegular(v.Dir, manifestName); err == nil {
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

// Path gives where a file of the version lies.
func (v *Version) Path(e *Entry) string {
	return filepath.Join(v.Dir, payload, filepath.FromSlash(e.Path))
}

// Read gives the files of a version, each compared with its hash.
func (v *Version) Read() ([]File, error) {
	if v.Manifest == nil {
		return nil, Damaged{manifestName}
	}
	var files []File
	for _, e := range v.Manifest.Files {
		data, err := readRegular(v.Dir, payload+"/"+e.Path)
		if err != nil {
			return nil, err
		}
		if Sum(data) != e.SHA256 {
			return nil, Damaged{e.Path}
		}
		files = append(files, File{e.Path, data})
	}
	return files, nil
}

// errLink says that something in the archive lies elsewhere.
var errLink = diag.New(diag.Pos{}, diag.T("不是普通文件，而是链接之类", "it is no file of its own but a link or the like"), diag.Text{})

// readRegular reads a file below dir, name with slashes, that is reached through
// no link.
func readRegular(dir, name string) ([]byte, error) {
	path := dir
	for _, part := range strings.Split(name, "/") {
		path = filepath.Join(path, part)
		info, err := os.Lstat(path)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() && !info.Mode().IsRegular() {
			return nil, errLink
		}
	}
	return os.ReadFile(path)
}

func year(n int) string { return strconv.Itoa(n) }

// Begun reports whether a folder was ever archived into, though it may have nothing yet.
func Begun(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, lockName))
	return err == nil
}
