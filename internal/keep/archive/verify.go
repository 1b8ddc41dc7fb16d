package archive

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"nianbao/internal/diag"
)

// Verdict is what was found about a version, or about something in the archive
// that is none.
type Verdict struct {
	Dir      string
	Version  *Version // nil: no version
	Log      *Head    // of the log's
	Problems []diag.Text
	Notes    []diag.Text
}

// Checks are what Verify asks of others.
type Checks struct {
	// Signature gives what is wrong with a signed PDF. Nil: not asked.
	Signature func(name string, data []byte) []diag.Text
	// Rebuild draws the report in a folder again, from base.toml, and gives the
	// contents of base.docx and base.pdf, as far as the options have them. Nil:
	// not asked.
	Rebuild func(dir string, m *Manifest) (map[string][]byte, error)
	// Program is today's program.
	Program Program
	// Head, if any, must be in the log: a hash, or how one begins.
	Head string
	// Today is the day on which is looked, as in manifests: no version is from a later
	// one. Empty: not known.
	Today string
	// Jobs is how many versions are looked at at once, at least 1.
	Jobs int
}

// Holds reports whether a file that was archived or is to be is what a report
// gives: the same bytes, and of a PDF also more behind them, since signatures
// are added so.
func Holds(name string, data, report []byte) bool {
	return bytes.Equal(data, report) || strings.HasSuffix(name, ".pdf") && len(report) > 0 && bytes.HasPrefix(data, report)
}

// Verify looks at everything in the archive: hashes, files that are missing or
// too many, manifests, signatures, whether the reports can be drawn again, and
// whether the log agrees. The log's verdict is the last one.
func (a *Archive) Verify(c Checks) ([]Verdict, error) {
	all, err := a.All()
	if err != nil {
		return nil, err
	}
	verdicts := make([]Verdict, len(all))
	next := make(chan int)
	var workers sync.WaitGroup
	for range max(c.Jobs, 1) {
		workers.Go(func() {
			for i := range next {
				if err := diag.Guard(func() error { verdicts[i] = all[i].verify(c); return nil }); err != nil {
					verdicts[i] = Verdict{Dir: all[i].Dir, Version: &all[i], Problems: []diag.Text{diag.T("%v", "%v", err)}}
				}
			}
		})
	}
	for i := range all {
		next <- i
	}
	close(next)
	workers.Wait()
	strays, err := a.strays(all)
	if err != nil {
		return nil, err
	}
	days(all, verdicts, c.Today)
	logged, err := a.log(all, verdicts, &c)
	if err != nil {
		return nil, err
	}
	verdicts = append(verdicts, strays...)
	if logged[len(logged)-1].Log.Lines == 0 { // else the log knows what is missing
		verdicts = append(verdicts, gaps(all)...)
	}
	return append(verdicts, logged...), nil
}

// days tells of versions that were archived on a day to come, or before the
// version that they follow: such a day proves nothing.
func days(all []Version, verdicts []Verdict, today string) {
	for i := range all {
		r := &verdicts[i]
		switch m := all[i].Manifest; {
		case m == nil:
		case today != "" && m.Archived > today:
			r.Problems = append(r.Problems, diag.T("存档日期 %s 在将来。", "it is dated %s, which lies in the future.", m.Archived))
		case i > 0 && filepath.Dir(all[i-1].Dir) == filepath.Dir(all[i].Dir) && all[i-1].after(m.Archived):
			r.Notes = append(r.Notes, diag.T("存档日期 %s 早于前一版（%s）：这些日期不可靠。", "it is dated %s, before the version that it follows (%s): these dates are not reliable.", m.Archived, all[i-1].Manifest.Archived))
		}
	}
}

// gaps tells what is wrong with the numbers of versions: one was taken away.
func gaps(all []Version) (verdicts []Verdict) {
	next := map[string]int{}
	for _, v := range all {
		dir := filepath.Dir(v.Dir)
		next[dir]++
		if n := versionOf(filepath.Base(v.Dir)); n != next[dir] {
			verdicts = append(verdicts, Verdict{Dir: dir, Problems: []diag.Text{diag.T("缺第 %d 版。", "version %d is missing.", next[dir])}})
			next[dir] = n
		}
	}
	return verdicts
}

// verify looks at one version.
func (v *Version) verify(c Checks) Verdict {
	r := Verdict{Dir: v.Dir, Version: v}
	bad := func(t diag.Text) { r.Problems = append(r.Problems, t) }
	tags, err := v.list(tagList)
	if err != nil {
		bad(diag.T("%s 读不出来（%v）。", "%s cannot be read (%v).", tagList, err))
	}
	files, err := v.list(payloadList)
	if err != nil {
		bad(diag.T("%s 读不出来（%v）。", "%s cannot be read (%v).", payloadList, err))
	}
	for _, need := range []string{bagDecl, bagInfo, payloadList, manifestName} {
		if tags != nil && tags[need] == "" {
			bad(diag.T("%s 没有列出 %s。", "%s does not list %s.", tagList, need))
		}
	}
	listed := map[string]string{tagList: ""}
	for p, h := range tags {
		listed[p] = h
	}
	for p, h := range files {
		listed[p] = h
	}
	r.hashes(v.Dir, listed)
	if v.Manifest == nil {
		bad(diag.T("%s 读不出来。", "%s cannot be read.", manifestName))
		return r
	}
	r.manifest(v, files)
	if len(r.Problems) > 0 {
		return r
	}
	content, err := v.Read()
	if err != nil {
		bad(diag.T("读不出来：%v。", "it cannot be read: %v.", err))
		return r
	}
	r.signatures(c, content)
	r.rebuild(c, v, content)
	return r
}

func (v *Version) list(name string) (map[string]string, error) {
	data, err := readRegular(v.Dir, name)
	if err != nil {
		return nil, err
	}
	return readList(data)
}

// hashes compares every file of a folder with the lists.
func (r *Verdict) hashes(dir string, listed map[string]string) {
	seen := map[string]bool{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		seen[name] = true
		want, known := listed[name]
		if !d.Type().IsRegular() {
			r.Problems = append(r.Problems, diag.T("%s 不是普通文件，而是链接之类。", "%s is no file of its own but a link or the like.", name))
			return nil
		}
		data, err := os.ReadFile(path)
		switch {
		case err != nil:
			return err
		case !known:
			r.Problems = append(r.Problems, diag.T("多出文件 %s。", "there is a file too many: %s.", name))
		case want != "" && Sum(data) != want:
			r.Problems = append(r.Problems, diag.T("%s 被改动过。", "%s was changed.", name))
		}
		return nil
	})
	if err != nil {
		r.Problems = append(r.Problems, diag.T("读不出来：%v。", "it cannot be read: %v.", err))
	}
	var missing []string
	for name := range listed {
		if !seen[name] {
			missing = append(missing, name)
		}
	}
	slices.Sort(missing)
	for _, name := range missing {
		r.Problems = append(r.Problems, diag.T("缺文件 %s。", "a file is missing: %s.", name))
	}
}

// manifest compares the manifest with the list and with the folder's name.
func (r *Verdict) manifest(v *Version, files map[string]string) {
	m := v.Manifest
	same := len(files) == len(m.Files)
	for _, e := range m.Files {
		same = same && files[payload+"/"+e.Path] == e.SHA256
	}
	if !same && files != nil {
		r.Problems = append(r.Problems, diag.T("%s 与 %s 不一致。", "%s and %s disagree.", manifestName, payloadList))
	}
	want := filepath.Join(FolderName(m.Agency), year(m.Year), versionName(m.Version))
	if !strings.HasSuffix(filepath.Clean(v.Dir), want) {
		r.Problems = append(r.Problems, diag.T("放错了文件夹，应在 %s。", "it is in the wrong folder; it belongs into %s.", filepath.ToSlash(want)))
	}
}

func (r *Verdict) signatures(c Checks, files []File) {
	if c.Signature == nil {
		return
	}
	for _, f := range files {
		if strings.HasSuffix(f.Path, ".pdf") && bytes.Contains(f.Data, []byte("/ByteRange")) {
			r.Problems = append(r.Problems, c.Signature(f.Path, f.Data)...)
		}
	}
}

// rebuild draws the report again. Another program may draw otherwise; the same
// must not.
func (r *Verdict) rebuild(c Checks, v *Version, files []File) {
	if c.Rebuild == nil {
		return
	}
	got, err := c.Rebuild(filepath.Join(v.Dir, payload), v.Manifest)
	if err != nil {
		r.Problems = append(r.Problems, diag.T("不能由存档的 TOML 重新生成：%v", "it cannot be drawn again from its TOML: %v", err))
		return
	}
	for _, f := range files {
		again, ok := got[f.Path]
		if !ok && strings.HasPrefix(f.Path, v.Manifest.Base) && strings.HasSuffix(f.Path, ".pdf") { // signed
			again, ok = got[v.Manifest.Base+".pdf"]
		}
		switch {
		case !ok || Holds(f.Path, f.Data, again):
		case !v.Manifest.Same:
			r.Notes = append(r.Notes, diag.T("%s 存档时就与 TOML 不符。", "%s was not what its TOML gives when it was archived.", f.Path))
		case v.Manifest.Program.SHA256 != c.Program.SHA256:
			r.Notes = append(r.Notes, diag.T("%s：今天的程序（%s）生成的字节与存档（%s）不同。", "%s: today's program (%s) gives other bytes than that of then (%s).",
				f.Path, c.Program.Version, v.Manifest.Program.Version))
		default:
			r.Problems = append(r.Problems, diag.T("%s：同一程序重新生成，字节不同。", "%s: the same program gives other bytes.", f.Path))
		}
	}
}

// strays finds what is in the archive and belongs to no version.
func (a *Archive) strays(all []Version) (list []Verdict, err error) {
	known := map[string]bool{}
	for _, v := range all {
		for d := v.Dir; len(d) >= len(filepath.Clean(a.Dir)); d = filepath.Dir(d) {
			known[filepath.Clean(d)] = true
			if d == filepath.Dir(d) {
				break
			}
		}
	}
	err = filepath.WalkDir(a.Dir, func(path string, d fs.DirEntry, err error) error {
		name := filepath.Base(path)
		switch {
		case err != nil:
			return err
		case path == a.Dir || path == filepath.Join(a.Dir, lockName), path == filepath.Join(a.Dir, logName) && !d.IsDir():
			return nil
		case d.IsDir() && strings.HasPrefix(name, tempPrefix):
			list = append(list, Verdict{Dir: path, Notes: []diag.Text{diag.T("没有写完，不算数；下次存档时清除。", "unfinished, and counts for nothing; the next run removes it.")}})
			return filepath.SkipDir
		case d.IsDir() && known[filepath.Clean(path)]:
			if versionOf(name) > 0 {
				return filepath.SkipDir
			}
			return nil
		case d.IsDir() && hollow(path): // a run was killed before it wrote
			return nil
		}
		list = append(list, Verdict{Dir: path, Problems: []diag.Text{diag.T("不属于存档。", "it does not belong here.")}})
		if d.IsDir() {
			return filepath.SkipDir
		}
		return nil
	})
	return list, err
}

// hollow reports whether a folder has no file but of runs that were killed.
func hollow(dir string) bool {
	return filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !d.IsDir():
			return fs.ErrExist
		case strings.HasPrefix(d.Name(), tempPrefix):
			return filepath.SkipDir
		}
		return nil
	}) == nil
}
