package archive

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"nianbao/internal/diag"
)

func report(text string) []File {
	return []File{{"2020.toml", []byte(text)}, {"2020.docx", []byte("docx " + text)}, {"2020.pdf", []byte("pdf " + text)},
		{"2020-签名.pdf", []byte("pdf " + text + " /ByteRange")}, {"图/甲.png", []byte{0x89, 'P', 'N', 'G', 0, 255}}}
}

func about(reason string) Manifest {
	return Manifest{Agency: "汶上县行政审批服务局", Year: 2020, Base: "2020", Archived: "2021-01-28", By: "王某", Reason: reason,
		Program: Program{"1.0", Sum(nil)}, Form: Form{Name: "2019"}, Same: true, Findings: []Finding{{"S-ASCII", "info", 3, 7, "半角"}},
		Options: Options{Formats: []string{"docx", "pdf"}, WordProcessor: "word"}}
}

// Add opens an archive and keeps one report.
func (a *Archive) Add(m Manifest, files []File) (*Version, bool, error) {
	w, err := a.Open(func() {})
	if err != nil {
		return nil, false, err
	}
	defer w.Close()
	return w.Add(m, files)
}

// filled makes an archive with two versions of one report.
func filled(t testing.TB) *Archive {
	t.Helper()
	a := &Archive{filepath.Join(t.TempDir(), "档案")}
	for _, r := range []struct{ text, reason string }{{"一", ""}, {"二", "更正"}} {
		if _, added, err := a.Add(about(r.reason), report(r.text)); err != nil || !added {
			t.Fatal(added, err)
		}
	}
	return a
}

func TestAdd(t *testing.T) {
	a := filled(t)
	if v, added, err := a.Add(about(""), report("二")); err != nil || added || v.Manifest.Version != 2 {
		t.Errorf("the same again: %v %v", added, err)
	}
	if _, _, err := a.Add(about(""), report("三")); !errors.Is(err, ErrReason) {
		t.Errorf("other content without a reason: %v", err)
	}
	for _, bad := range []string{"../x", "/x", "a/../../x", `a\b`, "C:x", ".", "", "a//b"} {
		if _, _, err := a.Add(about("r"), []File{{bad, nil}}); !errors.Is(err, ErrPath) {
			t.Errorf("path %q: %v", bad, err)
		}
	}
	all, err := a.All()
	if err != nil || len(all) != 2 {
		t.Fatal(all, err)
	}
	for i, text := range []string{"一", "二"} {
		files, err := all[i].Read()
		if err != nil || len(files) != 5 {
			t.Fatal(files, err)
		}
		for _, want := range report(text) {
			if !slices.ContainsFunc(files, func(f File) bool { return f.Path == want.Path && string(f.Data) == string(want.Data) }) {
				t.Errorf("version %d: %s is not what was archived", i+1, want.Path)
			}
		}
	}
	if m := all[1].Manifest; m.Version != 2 || m.Reason != "更正" || m.By != "王某" || m.Findings[0].ID != "S-ASCII" {
		t.Errorf("%+v", m)
	}
}

func problems(vs []Verdict) (all []string) {
	for _, v := range vs {
		for _, p := range v.Problems {
			all = append(all, p.EN)
		}
	}
	return all
}

func notes(vs []Verdict) (n int) {
	for _, v := range vs {
		n += len(v.Notes)
	}
	return n
}

// Whatever is done to the archive is told, and nothing when nothing was done.
func TestVerify(t *testing.T) {
	v1 := filepath.Join("汶上县行政审批服务局", "2020", "v001")
	change := func(name, old, new string) func(dir string) error {
		return func(dir string) error {
			path := filepath.Join(dir, v1, filepath.FromSlash(name))
			data, err := os.ReadFile(path)
			if err != nil || !strings.Contains(string(data), old) {
				return errors.New("nothing to change")
			}
			return os.WriteFile(path, []byte(strings.Replace(string(data), old, new, 1)), 0o666)
		}
	}
	remove := func(name string) func(string) error {
		return func(dir string) error { return os.RemoveAll(filepath.Join(dir, filepath.FromSlash(name))) }
	}
	put := func(name string) func(string) error {
		return func(dir string) error { return os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), nil, 0o666) }
	}
	for _, test := range []struct {
		name string
		do   func(dir string) error
		want string // "" nothing is wrong
	}{
		{"nothing", func(string) error { return nil }, ""},
		{"a file is changed", change("data/2020.pdf", "pdf", "PDF"), "data/2020.pdf was changed"},
		{"a figure in the manifest", change("nianbao.json", `"year": 2020`, `"year": 2021`), "nianbao.json was changed"},
		{"bag-info", change("bag-info.txt", "王某", "李某"), "bag-info.txt was changed"},
		{"a hash", change("manifest-sha256.txt", "a", "b"), "manifest-sha256.txt was changed"},
		{"a hash of the lists", change("tagmanifest-sha256.txt", "a", "b"), "was changed"},
		{"a hash, which the manifest has", change("manifest-sha256.txt", "a", "b"), "nianbao.json and manifest-sha256.txt disagree"},
		{"a line of the lists", func(dir string) error {
			name := filepath.Join(dir, v1, tagList)
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			_, rest, _ := strings.Cut(string(data), "\n")
			return os.WriteFile(name, []byte(rest), 0o666)
		}, "tagmanifest-sha256.txt does not list bag-info.txt"},
		{"a list that is none", change("tagmanifest-sha256.txt", "  ", "?"), "cannot be read"},
		{"a file is lost", remove(v1 + "/data/2020.docx"), "missing: data/2020.docx"},
		{"a list is lost", remove(v1 + "/manifest-sha256.txt"), "missing: manifest-sha256.txt"},
		{"the manifest is lost", remove(v1 + "/nianbao.json"), "missing: nianbao.json"},
		{"a version is lost", remove(v1), "it is gone. Line 1 of the log"},
		{"a file too many", put(v1 + "/data/x"), "too many: data/x"},
		{"a stray file", put("汶上县行政审批服务局/x"), "does not belong here"},
		{"a stray file at the top", put("x"), "does not belong here"},
		{"a renamed folder", func(dir string) error {
			return os.Rename(filepath.Join(dir, "汶上县行政审批服务局"), filepath.Join(dir, "别的局"))
		}, "wrong folder"},
	} {
		a := filled(t)
		if err := test.do(a.Dir); err != nil {
			t.Fatal(test.name, err)
		}
		vs, err := a.Verify(Checks{})
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(problems(vs), "\n")
		if (test.want == "") != (got == "") || !strings.Contains(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestVerifyAsks(t *testing.T) {
	a := filled(t)
	same := func(_ string, m *Manifest) (map[string][]byte, error) {
		text := []string{"", "一", "二"}[m.Version]
		return map[string][]byte{"2020.docx": []byte("docx " + text), "2020.pdf": []byte("pdf " + text)}, nil // signed PDF too
	}
	other := func(string, *Manifest) (map[string][]byte, error) { return map[string][]byte{"2020.pdf": nil}, nil }
	broken := func(string, *Manifest) (map[string][]byte, error) { return nil, errors.New("broken") }
	bad := func(name string, data []byte) []diag.Text {
		if name != "2020-签名.pdf" || !strings.HasSuffix(string(data), " /ByteRange") {
			t.Errorf("asked about %s", name)
		}
		return []diag.Text{{EN: "not signed"}}
	}
	then, now := Program{"1.0", Sum(nil)}, Program{"2.0", Sum([]byte{1})}
	for _, test := range []struct {
		name            string
		checks          Checks
		problems, notes int
	}{
		{"same bytes", Checks{Rebuild: same, Program: then}, 0, 0},
		{"the same program, other bytes", Checks{Rebuild: other, Program: then}, 4, 0},
		{"another program, other bytes", Checks{Rebuild: other, Program: now}, 0, 4},
		{"cannot be drawn", Checks{Rebuild: broken, Program: now}, 2, 0},
		{"signature", Checks{Signature: bad}, 2, 0},
	} {
		vs, err := a.Verify(test.checks)
		if err != nil {
			t.Fatal(err)
		}
		if got, told := len(problems(vs)), notes(vs); got != test.problems || told != test.notes {
			t.Errorf("%s: %d problems, %d notes", test.name, got, told)
		}
	}
}

// A run that was killed leaves a folder that counts for nothing; the next one
// takes it away.
func TestUnfinished(t *testing.T) {
	a := filled(t)
	left := filepath.Join(a.Dir, "汶上县行政审批服务局", "2020", tempPrefix+"1")
	if err := write(left, report("x")); err != nil {
		t.Fatal(err)
	}
	vs, err := a.Verify(Checks{})
	if err != nil || len(problems(vs)) > 0 || notes(vs) != 1 {
		t.Errorf("%+v, %v", vs, err)
	}
	if all, _ := a.All(); len(all) != 2 {
		t.Errorf("%d versions", len(all))
	}
	if _, added, err := a.Add(about("again"), report("三")); err != nil || !added {
		t.Fatal(err)
	}
	if _, err := os.Stat(left); !os.IsNotExist(err) {
		t.Error("what was unfinished is still there")
	}
}

// Many at once: every version is there once, none is lost.
func TestAtOnce(t *testing.T) {
	a := &Archive{t.TempDir()}
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for n := range 3 {
				m := about("r")
				m.Year = 2020 + n
				if _, added, err := a.Add(m, report(string(rune('a'+i)))); err != nil || !added {
					t.Error(added, err)
				}
			}
		})
	}
	all.Wait()
	vs, err := a.Verify(Checks{})
	if err != nil || len(vs) != 24+1 || len(problems(vs)) > 0 {
		t.Errorf("%d versions, %v %v", len(vs), problems(vs), err)
	}
}

func TestReadOnly(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x")
	os.WriteFile(file, nil, 0o666)
	if _, _, err := (&Archive{filepath.Join(file, "y")}).Add(about(""), report("一")); err == nil {
		t.Error("archived below a file")
	}
}

// A day to come, and one before the version that is followed, are told; the
// latter is refused.
func TestDays(t *testing.T) {
	a := &Archive{t.TempDir()}
	add := func(day, text string) error {
		m := about("更正")
		m.Archived = day
		_, _, err := a.Add(m, report(text))
		return err
	}
	if err := errors.Join(add("2021-03-01", "一"), add("2021-03-01", "二"), add("2021-03-02", "三")); err != nil {
		t.Fatal(err)
	}
	if err := add("2021-03-01", "四"); !errors.Is(err, ErrDate) {
		t.Errorf("a day before the last: %v", err)
	}
	if err := add("2021-03-01", "三"); err != nil {
		t.Errorf("the same files once more: %v", err)
	}
	for today, want := range map[string]int{"": 0, "2021-03-02": 0, "2021-03-01": 1, "2021-02-28": 3} {
		vs, err := a.Verify(Checks{Today: today})
		if err != nil || len(problems(vs)) != want || notes(vs) != 0 {
			t.Errorf("on %s: %v, %v", today, problems(vs), err)
		}
	}
	all, err := a.All()
	if err != nil {
		t.Fatal(err)
	}
	all[1].Manifest.Archived = "2020-03-01"
	verdicts := make([]Verdict, len(all))
	if days(all, verdicts, "2021-03-02"); notes(verdicts) != 1 || len(verdicts[1].Notes) != 1 || !strings.Contains(verdicts[1].Notes[0].EN, "dated 2020-03-01, before the version that it follows (2021-03-01)") {
		t.Errorf("%+v", verdicts)
	}
}

// A log that is gone is told as such, but for a run that was just killed.
func TestLogGone(t *testing.T) {
	for name, spoil := range map[string]func(*Archive) error{
		"deleted": func(a *Archive) error { return os.Remove(a.logPath()) },
		"emptied": func(a *Archive) error { return os.Truncate(a.logPath(), 0) },
	} {
		a := &Archive{t.TempDir()}
		if _, _, err := a.Add(about(""), report("一")); err != nil {
			t.Fatal(err)
		}
		if err := spoil(a); err != nil {
			t.Fatal(err)
		}
		for today, want := range map[string]int{"": 0, "2021-01-28": 0, "2021-01-29": 1} {
			vs, err := a.Verify(Checks{Today: today})
			if err != nil || len(problems(vs)) != want || notes(vs) != 1-want {
				t.Errorf("%s, on %q: %v, %d notes, %v", name, today, problems(vs), notes(vs), err)
			}
		}
	}
}

// A folder of other files does not become an archive; a begun one stays one, whatever
// was put into it.
func TestOtherFiles(t *testing.T) {
	a := &Archive{t.TempDir()}
	stray := filepath.Join(a.Dir, "2020.docx")
	if err := os.WriteFile(stray, []byte("x"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Open(func() {}); err != ErrOthers {
		t.Fatalf("%v", err)
	}
	if left, _ := os.ReadDir(a.Dir); len(left) != 1 {
		t.Errorf("%d files", len(left))
	}
	os.Remove(stray)
	for range 2 {
		w, err := a.Open(func() {})
		if err != nil {
			t.Fatal(err)
		}
		w.Close()
		os.WriteFile(stray, []byte("x"), 0o666)
	}
}

func TestFolderName(t *testing.T) {
	seen := map[string]string{}
	for _, agency := range []string{"汶上县行政审批服务局", "县政府/办公室", "县政府:办公室", "CON", "con", "com1.局", "a.", "a", "A", " a", ".git", "~x", "长" + strings.Repeat("县", 200),
		strings.Repeat("县", 200), "", "a\x00b", "…", "a\u200bb", "50%"} {
		name := FolderName(agency)
		folded := strings.ToLower(name)
		if other, ok := seen[folded]; ok {
			t.Errorf("%q and %q share the folder %q", agency, other, name)
		}
		seen[folded] = agency
		if len(name) > maxName+9 || name == "" || strings.ContainsAny(name, `<>:"/\|?*`+"\x00") || strings.HasSuffix(name, ".") || strings.HasPrefix(name, ".") || !utf8.ValidString(name) {
			t.Errorf("%q: %q", agency, name)
		}
	}
	if got := FolderName("汶上县行政审批服务局"); got != "汶上县行政审批服务局" {
		t.Error(got)
	}
}

func FuzzReadManifest(f *testing.F) {
	m := about("r")
	m.Format, m.Version, m.Files = Format, 1, entries(report("一"))
	data, _ := m.marshal()
	f.Add(data)
	f.Add([]byte(`{"format":"nianbao-archive-1","files":[{"path":"../x"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := ReadManifest(data)
		if err != nil {
			return
		}
		for _, e := range m.Files {
			if !filepath.IsLocal(filepath.FromSlash(e.Path)) {
				t.Errorf("path %q", e.Path)
			}
		}
		again, err := m.marshal()
		if err != nil || !json.Valid(again) {
			t.Error(err)
		}
	})
}
