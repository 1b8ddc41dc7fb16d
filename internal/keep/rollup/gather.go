package rollup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"nianbao/internal/diag"
	"nianbao/internal/keep/archive"
	"nianbao/internal/keep/batch"
	"nianbao/internal/outfile"
	"nianbao/internal/pattern"
	"nianbao/internal/press"
)

// Source is a file that was handed in.
type Source struct {
	Path   string // as it is opened
	Rel    string // below the folder, with slashes
	Sum    string // SHA-256, in hexadecimal
	Year   int    // 0: cannot be told
	Agency string
	Taken
	Err error
}

// Taken is a report as it was read. What is said of places is empty for a data file.
type Taken struct {
	Opened   *press.Opened // nil: it cannot be read, or is of a year that does not matter
	Doubts   []Doubt
	Places   map[Place]diag.Text // where figures stand in the original
	Workbook bool                // the original is one: it may have the tables alone
}

// Doubt is what an import is not sure of: a figure, or, where it has no place in the
// form, a row or a table.
type Doubt struct {
	Place
	Why diag.Text
}

// Reader reads a report of any kind of file; Endings are those of the files that
// it can read.
type Reader struct {
	Endings []string
	Open    func(ctx context.Context, path string, data []byte) (Taken, error)
}

// Bounds of what is read.
const (
	maxSources = 5000
	maxSize    = 64 << 20
)

const tomlEnding = ".toml"

// documents are endings of files in which a report may be, and that cannot be read.
var documents = []string{".zip", ".rar", ".7z", ".ofd", ".eml", ".msg", ".xls", ".et", ".ceb"}

// scans are endings of pictures, which a data file has in it or which are scans.
var scans = []string{".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"}

// rePicture is how a data file names a picture, also in braces and behind dots.
var rePicture = pattern.New(`(?m)(?:^|[\s{,.])"?file"?\s*=\s*["']([^"'\n]+)["']`)

// ownPictures takes the pictures out that data files among the sources have in them.
func ownPictures(all []*Source) []*Source {
	isScan := func(s *Source) bool { return slices.Contains(scans, strings.ToLower(filepath.Ext(s.Path))) }
	if !slices.ContainsFunc(all, isScan) {
		return all
	}
	named := map[string]bool{}
	for _, s := range all {
		if info, err := os.Stat(s.Path); err != nil || info.Size() > maxSize || filepath.Ext(s.Path) != tomlEnding {
			continue
		}
		data, _ := os.ReadFile(s.Path) // one that cannot be read is told of where it is read as a report
		for _, m := range rePicture.FindAllSubmatch(data, -1) {
			name := strings.ReplaceAll(string(m[1]), `\`, "/")
			named[filepath.Join(filepath.Dir(s.Path), filepath.FromSlash(name))] = true
		}
	}
	return slices.DeleteFunc(all, func(s *Source) bool { return isScan(s) && named[s.Path] })
}

// unlooked stands for the sum of what was not looked at.
const unlooked = "?"

// files finds what a folder holds, in the order of the names.
func (r *Reader) files(dir, except string) ([]*Source, error) {
	var all []*Source
	pass := func(path string) {
		if rel, err := filepath.Rel(dir, path); err == nil {
			all = append(all, &Source{Path: path, Rel: filepath.ToSlash(rel), Sum: unlooked})
		}
	}
	left, _ := os.Stat(except)
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := e.Name()
		if e.IsDir() && path != dir && archive.IsCopy(path) {
			return filepath.SkipDir // copies
		}
		if e.IsDir() && path != dir && (hasLedger(path) || batch.WritesTo(path)) {
			pass(path)
			return filepath.SkipDir // made of reports, handed in by nobody
		}
		if path != dir && (strings.HasPrefix(name, ".") || outfile.Held(name)) {
			if e.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		ending := strings.ToLower(filepath.Ext(name))
		if e.IsDir() || ending != tomlEnding && !slices.Contains(r.Endings, ending) {
			if !e.IsDir() && (slices.Contains(documents, ending) || slices.Contains(scans, ending)) {
				pass(path)
			}
			return nil
		}
		if info, err := os.Stat(path); err == nil && left != nil && os.SameFile(info, left) {
			return nil
		}
		rel, err := filepath.Rel(dir, path)
		all = append(all, &Source{Path: path, Rel: filepath.ToSlash(rel)})
		return err
	})
	if err != nil {
		why, do := diag.System(err)
		return nil, diag.List{diag.New(diag.Pos{File: dir}, diag.T("各单位报告的文件夹读不了：%s", "the folder of the bodies' reports cannot be read: %s", why), do)}
	}
	if len(all) > maxSources {
		return nil, diag.List{diag.New(diag.Pos{File: dir}, diag.T("文件夹里有 %d 个文件，超过 %d 个。", "the folder has %d files, more than %d.", len(all), maxSources), diag.T("请只放各单位的报告。", "keep the reports alone in it."))}
	}
	all = ownPictures(all)
	slices.SortFunc(all, func(a, b *Source) int { return strings.Compare(a.Rel, b.Rel) })
	return all, nil
}

func hasLedger(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, LedgerName))
	return err == nil
}

// gather reads the reports of a folder that are of year or of the one before.
func (r *Reader) gather(ctx context.Context, dir, except string, year int) ([]*Source, error) {
	all, err := r.files(dir, except)
	if err != nil {
		return nil, err
	}
	next := make(chan *Source)
	var wg sync.WaitGroup
	for range min(runtime.NumCPU(), max(len(all), 1)) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for s := range next {
				if s.Err = ctx.Err(); s.Err == nil && s.Sum != unlooked {
					if err := diag.Guard(func() error { r.read(ctx, s, year); return nil }); err != nil {
						s.Err = err
					}
				}
			}
		}()
	}
	for _, s := range all {
		next <- s
	}
	close(next)
	wg.Wait()
	// A list of bodies, or another COUNTY.toml, is no report.
	all = slices.DeleteFunc(all, func(s *Source) bool { return s.Sum == "" && s.Err == nil })
	return all, ctx.Err()
}

// read reads one file. A data file of a year that does not matter is not opened.
func (r *Reader) read(ctx context.Context, s *Source, year int) {
	isTOML := strings.EqualFold(filepath.Ext(s.Rel), tomlEnding)
	data, err := readAll(s.Path)
	if err != nil {
		s.Err = err
		return
	}
	if isTOML && listsBodies.Match(data) {
		return
	}
	if isTOML {
		if s.Year, s.Agency = press.Glance(s.Path); s.Year != 0 && year != 0 && s.Year != year && s.Year != year-1 {
			s.Sum = unread
			return
		}
	}
	sum := sha256.Sum256(data)
	s.Sum = hex.EncodeToString(sum[:])
	if s.Taken, s.Err = r.Open(ctx, s.Path, data); s.Err == nil {
		s.Year, s.Agency = s.Opened.Report.Year, s.Opened.Report.Agency.Text
	}
}

// unread stands for the sum of a file that nobody needs.
const unread = "-"

func readAll(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err == nil {
		defer f.Close()
		var data []byte
		if data, err = io.ReadAll(io.LimitReader(f, maxSize+1)); err == nil && len(data) <= maxSize {
			return data, nil
		}
	}
	if err == nil {
		return nil, diag.List{diag.New(diag.Pos{File: path}, diag.T("文件超过 %d MB。", "the file is larger than %d MB.", maxSize>>20), diag.T("请检查是不是报告。", "see whether it is a report."))}
	}
	why, do := diag.System(err)
	return nil, diag.List{diag.New(diag.Pos{File: path}, why, do)}
}
