package desk

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/press"
)

// maxRemembered is how many answers are kept of each kind.
const maxRemembered = 2000

// remembered keeps what was found out about bytes, by their hash: it is true as
// long as they are the same.
type remembered[T any] struct {
	most int // that is kept; 0: maxRemembered
	mu   sync.Mutex
	of   map[string]T
}

// get gives what is known of key, or finds it out.
func (m *remembered[T]) get(key string, find func() T) T {
	if v, ok := m.known(key); ok {
		return v
	}
	v := find()
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.of == nil || len(m.of) >= cmp.Or(m.most, maxRemembered) {
		m.of = map[string]T{}
	}
	m.of[key] = v
	return v
}

// known gives what is known of key already.
func (m *remembered[T]) known(key string) (T, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := m.of[key]
	return v, ok
}

// madeOf lists the files beside a report whose names end so behind the report's.
func (d *Desk) madeOf(name string, endings []string) (files []string) {
	for _, ending := range endings {
		file := beside(name, ending)
		if fi, err := d.root.Lstat(file); err == nil && fi.Mode().IsRegular() {
			files = append(files, file)
		}
	}
	return files
}

// Written gives the files that runs of the whole folder have written of a report,
// below the folder.
type Written func(agency string, year int, stem string) []string

// allMade lists what was made of a report, by the folder that it lies in: its own,
// and those that the whole folder was built to.
func (d *Desk) allMade(o *press.Opened, name string, written Written) (all [][]string) {
	all = append(all, d.madeOf(name, press.Endings()))
	folders := map[string][]string{}
	for _, f := range written(o.Report.Agency.Text, o.Report.Year, press.Stem(path.Base(name))) {
		if fi, err := d.root.Lstat(f); err == nil && fi.Mode().IsRegular() && path.Dir(f) != path.Dir(name) {
			folders[path.Dir(f)] = append(folders[path.Dir(f)], f)
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(folders)) {
		all = append(all, folders[dir])
	}
	return all
}

// fitting tells which of these files are what the report gives as it is now, by
// their bytes: times of files say when they were copied, not of what they are made.
func (d *Desk) fitting(o *press.Opened, name string, files []string) map[string]press.Ways {
	if len(files) == 0 {
		return nil
	}
	return d.fits.get(d.fingerprint(o, name, files), func() map[string]press.Ways {
		paths := make([]string, len(files))
		for i, f := range files {
			paths[i] = d.path(f)
		}
		are := map[string]press.Ways{}
		for i, ways := range d.tools.Current(d.path(name), paths) {
			are[files[i]] = ways
		}
		return are
	})
}

// unlike says how those of a report's files that it gives as it is now are not
// alike; nil: they are.
func unlike(all []string, current map[string]press.Ways) *diag.Diagnostic {
	var files []string
	var ways []press.Ways
	for _, f := range all {
		if w := current[f]; w != 0 && !strings.HasSuffix(f, ".xlsx") {
			files, ways = append(files, f), append(ways, w)
		}
	}
	what := press.Unlike(files, ways)
	if what.IsZero() {
		return nil
	}
	return diag.New(diag.Pos{}, what, diag.T("照签名的那一份再生成一次（“给公章留出位置”“把填的内容和 Word 一起放进 PDF”与签名时一样勾选或不勾选）；或者勾选“替换已签名的文件”，重新签名。",
		"build again as the signed one was built, with or without room and data; or sign again, with leave to replace it."))
}

// asSigned gives in which ways the signed PDF beside a report is of it; none: there
// is no such.
func (d *Desk) asSigned(o *press.Opened, name string) press.Ways {
	all := d.madeOf(name, press.Endings())
	return d.fitting(o, name, all)[beside(name, press.SignedEnding)]
}

// fingerprint is of all that tells whether files are current: the report's bytes, its
// forms, its pictures', theirs.
func (d *Desk) fingerprint(o *press.Opened, name string, files []string) string {
	all := append(slices.Clone(files), d.picturesOf(o, name)...)
	h := sha256.New()
	h.Write(o.File.Data)
	h.Write([]byte(identity(o.Forms)))
	for _, f := range all {
		data, err := d.root.ReadFile(f)
		sum := sha256.Sum256(data)
		h.Write([]byte(f))
		h.Write(sum[:])
		if err != nil {
			h.Write([]byte(err.Error()))
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// identity tells forms apart: what is there has an address of its own.
func identity(forms *form.Set) string { return fmt.Sprintf("%p", forms) }

// stamp tells whether a picture is another one; "" there is none.
func (d *Desk) stamp(file string) string {
	fi, err := d.root.Stat(file)
	if err != nil {
		return ""
	}
	return stampOf(fi)
}

func stampOf(fi fs.FileInfo) string {
	return strconv.FormatInt(fi.Size(), 36) + "-" + strconv.FormatInt(fi.ModTime().UnixNano(), 36)
}

// picturesOf lists the files of a report's pictures, as it names them.
func (d *Desk) picturesOf(o *press.Opened, name string) (files []string) {
	pictures := o.File.Root.Get(report.ImageRef)
	if pictures == nil {
		return nil
	}
	for _, n := range pictures.Items {
		files = append(files, path.Join(path.Dir(name), textOf(n.Get("file"))))
	}
	return files
}
