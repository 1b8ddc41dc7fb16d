package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

const agency = "汶上县行政审批服务局"

// made are the files of what four makes, which every test gets a copy of: the disk is
// waited for once only.
var made struct {
	once  sync.Once
	files fstest.MapFS
}

// four gives an archive with four versions of two agencies' reports:
// 2019/v001, 2020/v001, 2020/v002, and the other agency's 2020/v001.
func four(t testing.TB) *Archive {
	t.Helper()
	made.once.Do(func() { made.files = makeFour(t) })
	a := &Archive{filepath.Join(t.TempDir(), "档案")}
	if err := os.CopyFS(a.Dir, made.files); err != nil {
		t.Fatal(err)
	}
	return a
}

func makeFour(t testing.TB) fstest.MapFS {
	t.Helper()
	a := &Archive{t.TempDir()}
	w, err := a.Open(func() { t.Error("waits for nobody") })
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []struct {
		agency string
		year   int
		text   string
		reason string
	}{{agency, 2019, "零", ""}, {agency, 2020, "一", ""}, {agency, 2020, "二", "更正"}, {"某局", 2020, "三", ""}} {
		m := about(r.reason)
		m.Agency, m.Year = r.agency, r.year
		if _, added, err := w.Add(m, report(r.text)); err != nil || !added {
			t.Fatal(added, err)
		}
	}
	files := fstest.MapFS{}
	err = errors.Join(w.Close(), fs.WalkDir(os.DirFS(a.Dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(a.Dir, filepath.FromSlash(name)))
		files[name] = &fstest.MapFile{Data: data, Mode: 0o666}
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func (a *Archive) logPath() string { return filepath.Join(a.Dir, logName) }

func (a *Archive) remove(t testing.TB, path string) {
	t.Helper()
	path = filepath.Join(a.Dir, filepath.FromSlash(path))
	if _, err := os.Lstat(path); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

// relog makes the log what edit makes of its lines.
func (a *Archive) relog(t testing.TB, edit func([]string) []string) {
	t.Helper()
	data, err := os.ReadFile(a.logPath())
	if err != nil {
		t.Fatal(err)
	}
	lines := edit(strings.SplitAfter(strings.TrimSuffix(string(data), "\n"), "\n"))
	text := strings.Join(lines, "")
	if len(lines) > 0 && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	if err := os.WriteFile(a.logPath(), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// rechain gives lines that follow upon each other again.
func rechain(lines []string) []string {
	c := parseLog(nil)
	for i, text := range lines {
		c.take([]byte(strings.TrimSuffix(text, "\n") + "\n"))
		c.lines[i].Number, c.lines[i].Previous = i+1, start
		if i > 0 {
			c.lines[i].Previous = c.sums[i-1]
		}
		lines[i] = string(c.lines[i].marshal())
		c.sums[i] = Sum([]byte(lines[i]))
	}
	return lines
}

// unlogged makes the archive one that an earlier program has made.
func (a *Archive) unlogged(t testing.TB) {
	t.Helper()
	all, err := a.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range all {
		files, err := v.Read()
		if err != nil {
			t.Fatal(err)
		}
		v.Manifest.Number, v.Manifest.Follows = 0, ""
		bagged, err := bag(v.Manifest, files)
		if err != nil {
			t.Fatal(err)
		}
		os.RemoveAll(v.Dir)
		if err := errors.Join(os.Mkdir(v.Dir, 0o777), write(v.Dir, bagged)); err != nil {
			t.Fatal(err)
		}
	}
	a.remove(t, logName)
}

// What somebody did to the archive or its log, and whether it is told as wrong,
// told as nobody's fault, or cannot be seen. After it, the next run completes
// the log or refuses to go on.
func TestLog(t *testing.T) {
	v := func(year, version int) string { return fmt.Sprintf("%s/%d/v%03d", agency, year, version) }
	for _, test := range []struct {
		name    string
		do      func(a *Archive)
		problem string // "" none
		note    string
		refused bool
	}{
		{"nothing", func(*Archive) {}, "", "", false},
		{"the newest version of a report is taken away", func(a *Archive) { a.remove(t, v(2020, 2)) }, "gone. Line 3 of the log", "", false},
		{"a report", func(a *Archive) { a.remove(t, agency+"/2019") }, "gone. Line 1 of the log", "", false},
		{"an agency", func(a *Archive) { a.remove(t, "某局") }, "gone. Line 4 of the log", "", false},
		{"everything but the log", func(a *Archive) { a.remove(t, "某局"); a.remove(t, agency) }, "gone. Line 1 of the log", "", false},
		{"a version is made anew", func(a *Archive) {
			m := about("")
			m.Format, m.Version, m.Files = Format, 1, entries(report("伪"))
			all, _ := bag(&m, report("伪"))
			a.remove(t, v(2020, 1))
			if err := errors.Join(os.Mkdir(filepath.Join(a.Dir, agency, "2020", "v001"), 0o777), write(filepath.Join(a.Dir, agency, "2020", "v001"), all)); err != nil {
				t.Fatal(err)
			}
		}, "changed since it was archived: its SHA-256 is not that of line 2", "", false},
		{"a word of a line is changed", func(a *Archive) {
			a.relog(t, func(l []string) []string { l[1] = strings.Replace(l[1], "王某", "李某", 1); return l })
		}, "line 3 does not follow", "", true},
		{"a word of the last line", func(a *Archive) {
			a.relog(t, func(l []string) []string { l[3] = strings.Replace(l[3], "王某", "李某", 1); return l })
		}, "line 4 of the log was changed", "", true},
		{"a word, and all hashes after it", func(a *Archive) {
			a.relog(t, func(l []string) []string { l[1] = strings.Replace(l[1], "王某", "李某", 1); return rechain(l) })
		}, "line 2 of the log was changed", "", false},
		{"a line is taken away", func(a *Archive) {
			a.relog(t, func(l []string) []string { return slices.Delete(l, 1, 2) })
		}, "line 2 does not follow", "", true},
		{"a line and its version, and all hashes after it", func(a *Archive) {
			a.remove(t, v(2019, 1))
			a.relog(t, func(l []string) []string { return rechain(l[1:]) })
		}, "the log was written anew", "", false},
		{"two lines change places", func(a *Archive) {
			a.relog(t, func(l []string) []string { l[0], l[1] = l[1], l[0]; return l })
		}, "line 1 does not follow", "", true},
		{"a line twice", func(a *Archive) {
			a.relog(t, func(l []string) []string { return rechain(append(l, l[3])) })
		}, "line 5 has 某局/2020/v001 again", "", true},
		{"a line that is none", func(a *Archive) {
			a.relog(t, func(l []string) []string { l[2] = "{}\n"; return l })
		}, "line 3 is damaged", "", true},
		{"a line that leads out", func(a *Archive) {
			a.relog(t, func(l []string) []string { l[3] = strings.Replace(l[3], `"某局/`, `"../某局/`, 1); return l })
		}, "line 4 is damaged", "", true},
		{"two lines at the end", func(a *Archive) {
			a.relog(t, func(l []string) []string { return l[:2] })
		}, "the log does not have it", "", false},
		{"all lines", func(a *Archive) { a.relog(t, func(l []string) []string { return nil }) }, "the log does not have it", "", false},
		{"the log", func(a *Archive) { a.remove(t, logName) }, "the log is gone", "", false},
		{"the log and a version", func(a *Archive) { a.remove(t, logName); a.remove(t, v(2019, 1)) }, "the log is gone", "", true},
		{"a version in place, the run killed", func(a *Archive) {
			a.relog(t, func(l []string) []string { return l[:3] })
		}, "", "before it wrote the log", false},
		{"its line torn", func(a *Archive) {
			data, _ := os.ReadFile(a.logPath())
			os.Truncate(a.logPath(), int64(len(data)-20))
		}, "", "the last line is unfinished", false},
		{"its line without an end", func(a *Archive) {
			data, _ := os.ReadFile(a.logPath())
			os.Truncate(a.logPath(), int64(len(data)-1))
		}, "", "the last line is unfinished", false},
		{"zeros where its line was to be", func(a *Archive) {
			a.relog(t, func(l []string) []string { return l[:3] })
			f, _ := os.OpenFile(a.logPath(), os.O_APPEND|os.O_WRONLY, 0)
			f.Write(make([]byte, 300))
			f.Close()
		}, "", "the last line is unfinished", false},
		{"the first version in place, the run killed", func(a *Archive) {
			a.remove(t, "某局")
			a.remove(t, v(2020, 1))
			a.remove(t, v(2020, 2))
			a.remove(t, logName)
		}, "", "before it wrote the log", false},
		{"an earlier program's archive", func(a *Archive) { a.unlogged(t) }, "", "has no log yet", false},
		{"an earlier program's, a version lost", func(a *Archive) { a.unlogged(t); a.remove(t, v(2020, 1)) }, "version 1 is missing", "has no log yet", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := four(t)
			old, err := os.ReadFile(a.logPath())
			if err != nil {
				t.Fatal(err)
			}
			test.do(a)
			vs, err := a.Verify(Checks{Jobs: 3})
			if err != nil {
				t.Fatal(err)
			}
			var told string
			for _, v := range vs {
				for _, n := range v.Notes {
					told += n.EN
				}
			}
			found := strings.Join(problems(vs), "\n")
			if (test.problem == "") != (found == "") || !strings.Contains(found, test.problem) || (test.note == "") != (told == "") || !strings.Contains(told, test.note) {
				t.Errorf("problems %q, notes %q", found, told)
			}
			w, err := a.Open(func() {})
			if refused := errors.As(err, new(LogError)); refused != test.refused || err != nil && !refused {
				t.Fatalf("the next run: %v", err)
			}
			if err != nil {
				return
			}
			m := about("r")
			m.Year = 2021
			if _, added, err := w.Add(m, report("新")); err != nil || !added {
				t.Error(added, err)
			}
			w.Close()
			if test.problem != "" || strings.Contains(test.note, "no log yet") || strings.HasPrefix(test.name, "the first") {
				return
			}
			// Nobody's fault: nothing is left of it, and the log is what it would have been.
			if vs, err = a.Verify(Checks{}); err != nil || len(problems(vs)) > 0 || notes(vs) > 0 {
				t.Errorf("afterwards: %v %v", vs, err)
			}
			if now, _ := os.ReadFile(a.logPath()); !strings.HasPrefix(string(now), string(old)) {
				t.Errorf("the log was\n%sand is\n%s", old, now)
			}
		})
	}
}

// A log that is gone is written again from the manifests, the same.
func TestLogAnew(t *testing.T) {
	a := four(t)
	old, _ := os.ReadFile(a.logPath())
	a.remove(t, logName)
	w, err := a.Open(func() {})
	if err != nil {
		t.Fatal(err)
	}
	w.Close()
	if now, _ := os.ReadFile(a.logPath()); string(now) != string(old) {
		t.Errorf("the log was\n%sand is\n%s", old, now)
	}
}

// An archive from before there was a log gets one, by days, and stays well.
func TestLogBegun(t *testing.T) {
	a := four(t)
	a.unlogged(t)
	w, err := a.Open(func() {})
	if err != nil {
		t.Fatal(err)
	}
	w.Close()
	lines, head, missing, err := a.Log()
	if err != nil || len(lines) != 4 || head.Lines != 4 || len(missing) != 0 {
		t.Error(lines, head, missing, err)
	}
	vs, err := a.Verify(Checks{})
	if err != nil || len(problems(vs)) > 0 || notes(vs) > 0 {
		t.Errorf("%v %v", vs, err)
	}
	a.remove(t, "某局")
	if vs, _ = a.Verify(Checks{}); len(problems(vs)) != 1 {
		t.Error(problems(vs))
	}
}

// What somebody else puts into an archive that has a log is told when it is
// entered, and for ever after.
func TestFromElsewhere(t *testing.T) {
	a := filled(t)
	m := about("")
	m.Format, m.Version, m.Year, m.Files = Format, 1, 2018, entries(report("伪"))
	bagged, err := bag(&m, report("伪"))
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(a.Dir, agency, "2018", "v001")
	if err := errors.Join(os.MkdirAll(dir, 0o777), write(dir, bagged)); err != nil {
		t.Fatal(err)
	}
	if vs, err := a.Verify(Checks{}); err != nil || len(problems(vs)) != 1 {
		t.Error(problems(vs), err)
	}
	w, err := a.Open(func() {})
	if err != nil || len(w.Entered) != 1 || w.Entered[0].Dir != dir {
		t.Fatal(w, err)
	}
	w.Close()
	if vs, err := a.Verify(Checks{}); err != nil || len(problems(vs)) != 0 || notes(vs) != 1 {
		t.Error(vs, err)
	}
}

// The last lines taken away together with their versions: only who knows the
// head sees it.
func TestHead(t *testing.T) {
	a := four(t)
	_, before, _, _ := a.Log()
	if _, _, err := a.Add(about("r"), report("新")); err != nil {
		t.Fatal(err)
	}
	_, after, _, _ := a.Log()
	ask := func(head string) int {
		vs, err := a.Verify(Checks{Head: head})
		if err != nil {
			t.Fatal(err)
		}
		return len(problems(vs))
	}
	if ask(before.SHA256) != 0 || ask(after.SHA256) != 0 || ask(after.SHA256[:16]) != 0 || ask(Sum(nil)) != 1 {
		t.Error("heads that were, or one that was not")
	}
	a.remove(t, agency+"/2020/v003")
	a.relog(t, func(l []string) []string { return l[:4] })
	if ask("") != 0 || ask(before.SHA256) != 0 || ask(after.SHA256) != 1 {
		t.Error("the end was taken away")
	}
}

// A version that was taken away leaves its number behind.
func TestNumberStays(t *testing.T) {
	a := filled(t)
	a.remove(t, agency+"/2020/v002")
	if _, _, err := a.Add(about(""), report("三")); !errors.Is(err, ErrReason) {
		t.Error(err)
	}
	v, added, err := a.Add(about("r"), report("二"))
	if err != nil || !added || v.Manifest.Version != 3 {
		t.Errorf("%v %v %v", v, added, err)
	}
}

// A log that cannot be written ends the run; the version is there and is
// completed when it can.
func TestLogUnwritable(t *testing.T) {
	a := filled(t)
	w, err := a.Open(func() {})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Rename(a.logPath(), a.logPath()+"x"), os.Mkdir(a.logPath(), 0o777)); err != nil {
		t.Fatal(err)
	}
	m := about("r")
	for _, text := range []string{"三", "四"} {
		if _, added, err := w.Add(m, report(text)); err == nil || added {
			t.Error("added without a log")
		}
	}
	w.Close()
	if err := errors.Join(os.Remove(a.logPath()), os.Rename(a.logPath()+"x", a.logPath())); err != nil {
		t.Fatal(err)
	}
	if vs, err := a.Verify(Checks{}); err != nil || len(problems(vs)) > 0 || notes(vs) != 1 {
		t.Errorf("%v %v", vs, err)
	}
	if _, added, err := a.Add(m, report("三")); err != nil || added {
		t.Errorf("it is there: %v %v", added, err)
	}
	if vs, err := a.Verify(Checks{}); err != nil || len(problems(vs)) > 0 || notes(vs) != 0 {
		t.Errorf("%v %v", vs, err)
	}
}

// Verify writes nothing.
func TestVerifyWritesNothing(t *testing.T) {
	a := four(t)
	a.relog(t, func(l []string) []string { return l[:3] })
	list := func() (all []string) {
		filepath.WalkDir(a.Dir, func(path string, d fs.DirEntry, err error) error {
			if info, err := d.Info(); err == nil {
				all = append(all, fmt.Sprint(path, info.Size(), info.ModTime()))
			}
			return err
		})
		return all
	}
	before := list()
	if _, err := a.Verify(Checks{}); err != nil {
		t.Fatal(err)
	}
	if after := list(); !slices.Equal(before, after) {
		t.Errorf("before %q, after %q", before, after)
	}
}

// Whatever the log is, reading it ends; what is not told as wrong follows line
// upon line.
func FuzzLog(f *testing.F) {
	data, _ := os.ReadFile(four(f).logPath())
	f.Add(data)
	f.Add(data[:len(data)-9])
	f.Add([]byte("{}\n\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c := parseLog(data)
		if c.torn != (c.size < int64(len(data))) || c.head().Lines != strings.Count(string(data), "\n") {
			t.Errorf("%d of %d bytes, %d lines", c.size, len(data), c.head().Lines)
		}
		if len(c.wrong) > 0 {
			return
		}
		before, seen := start, map[string]bool{}
		for i, l := range c.lines {
			if l.Number != i+1 || l.Previous != before || seen[l.Path] || !filepath.IsLocal(filepath.FromSlash(l.Path)) {
				t.Errorf("line %d: %+v", i+1, l)
			}
			before, seen[l.Path] = c.sums[i], true
		}
	})
}

// TestWrittenAnew: of a log in which a word was changed and all hashes after it were
// made anew, the versions of the lines behind tell that they followed upon others.
func TestWrittenAnew(t *testing.T) {
	a := four(t)
	a.relog(t, func(l []string) []string { l[1] = strings.Replace(l[1], "王某", "李某", 1); return rechain(l) })
	vs, err := a.Verify(Checks{})
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range vs {
		anew := strings.Contains(strings.Join(problems([]Verdict{v}), " "), "the log was written anew")
		if behind := v.Version != nil && v.Version.Manifest.Number > 2; anew != behind {
			t.Errorf("%s: %v", v.Dir, problems([]Verdict{v}))
		}
	}
}

// TestNotTheLog: a manifest that cannot be read, or could not when the log was begun, is
// no reason to accuse the log.
func TestNotTheLog(t *testing.T) {
	spoil := func(a *Archive) (restore func()) {
		name := filepath.Join(a.Dir, agency, "2019", "v001", manifestName)
		was, err := os.ReadFile(name)
		if err := errors.Join(err, os.WriteFile(name, []byte("{"), 0o666)); err != nil {
			t.Fatal(err)
		}
		return func() {
			if err := os.WriteFile(name, was, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	accused := func(a *Archive) bool {
		vs, err := a.Verify(Checks{})
		if err != nil {
			t.Fatal(err)
		}
		return strings.Contains(strings.Join(problems(vs), " "), "of the log was changed")
	}
	a := four(t)
	if spoil(a); accused(a) {
		t.Error("the manifest was spoiled")
	}
	a = four(t)
	a.unlogged(t)
	restore := spoil(a)
	w, err := a.Open(func() {})
	if err != nil {
		t.Fatal(err)
	}
	w.Close()
	if accused(a) {
		t.Error("the manifest was spoiled when the log was begun")
	}
	if restore(); accused(a) {
		t.Error("the manifest is whole again")
	}
}

// TestStrayFolder tells of a folder once, and not at all where a run was killed before
// it wrote into it.
func TestStrayFolder(t *testing.T) {
	a := four(t)
	stray, hollow := filepath.Join(a.Dir, agency, "2018"), filepath.Join(a.Dir, "新局", "2020", tempPrefix+"1")
	err := errors.Join(os.MkdirAll(filepath.Join(stray, "v01"), 0o777), os.MkdirAll(hollow, 0o777), os.WriteFile(filepath.Join(hollow, "x"), nil, 0o666))
	for _, name := range []string{"a", "b", filepath.Join("v01", "c")} {
		err = errors.Join(err, os.WriteFile(filepath.Join(stray, name), nil, 0o666))
	}
	if err != nil {
		t.Fatal(err)
	}
	vs, err := a.Verify(Checks{})
	if err != nil || len(problems(vs)) != 1 || notes(vs) != 1 {
		t.Fatalf("%v, %d notes, %v", problems(vs), notes(vs), err)
	}
	for _, v := range vs {
		if len(v.Problems) > 0 && v.Dir != stray || len(v.Notes) > 0 && v.Dir != hollow {
			t.Errorf("%s: %v, %v", v.Dir, v.Problems, v.Notes)
		}
	}
}
