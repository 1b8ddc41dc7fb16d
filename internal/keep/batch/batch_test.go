package batch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"nianbao/fonts"
	"nianbao/internal/clerk/form"
	"nianbao/internal/layout/font"
	"nianbao/internal/press"
	"nianbao/layouts"
)

const samples = "../../../samples/county"

var shared = sync.OnceValues(func() (*press.Builder, error) {
	lib, list := font.Open(fonts.Embedded, nil)
	if err := list.Err(); err != nil {
		return nil, err
	}
	forms, err := form.Load(lib.Keys(), form.Folder{Name: "layouts", FS: layouts.FS})
	return &press.Builder{Fonts: lib, Forms: forms, Options: press.Options{DOCX: true, PDF: true, Version: "test"}}, err
})

func options(t testing.TB, dir string) Options {
	s, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return Options{Dir: dir, Jobs: 2, Setting: "1", Builder: builder(s, "1")}
}

// builder gives a function for Options; a builder remembers the folders that it
// saw, so that each run needs one of its own.
func builder(s *press.Builder, setting string) func(string) (*press.Builder, string, error) {
	b := &press.Builder{Fonts: s.Fonts, Forms: s.Forms, Options: press.Options{DOCX: true, PDF: true, Version: "test"}}
	return func(string) (*press.Builder, string, error) { return b, setting, nil }
}

// county copies the samples of some years, with the picture of 2024.
func county(t testing.TB, years ...int) (dir string) {
	t.Helper()
	dir = t.TempDir()
	copyFile(t, filepath.Join(samples, "charts", "applications-2024.png"), filepath.Join(dir, "charts", "applications-2024.png"))
	for _, y := range years {
		name := fmt.Sprintf("%d.toml", y)
		copyFile(t, filepath.Join(samples, name), filepath.Join(dir, name))
	}
	return dir
}

func copyFile(t testing.TB, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, to, data)
}

func writeFile(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// edit changes words in a file.
func edit(t testing.TB, name, old, new string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil || !bytes.Contains(data, []byte(old)) {
		t.Fatalf("%s has no %q (%v)", name, old, err)
	}
	writeFile(t, name, bytes.Replace(data, []byte(old), []byte(new), 1))
}

// went runs a batch and gives what became of each report, "2020=built …".
func went(t testing.TB, in string, opt Options) string {
	t.Helper()
	inputs, err := Find([]string{in})
	if err != nil {
		t.Fatal(err)
	}
	reports, err := Run(context.Background(), inputs, opt)
	if err != nil {
		t.Fatal(err)
	}
	var s []string
	for _, r := range reports {
		s = append(s, fmt.Sprintf("%s=%s", r.Input.Rel, r.Status))
	}
	return strings.Join(s, " ")
}

// files gives the contents of all files of a folder but the batch's own.
func files(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".nianbao-batch") {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		all[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// What changes makes a report be built again, and nothing else does.
func TestIncremental(t *testing.T) {
	in, out := county(t, 2022, 2023, 2024), t.TempDir()
	opt := options(t, out)
	state, setting := filepath.Join(out, stateName("")), "1"
	const all, none = "2022=built 2023=built 2024=built", "2022=unchanged 2023=unchanged 2024=unchanged"
	later := time.Now().Add(time.Hour)
	for _, step := range []struct {
		name string
		do   func()
		want string
	}{
		{"first", func() {}, all},
		{"nothing", func() {}, none},
		{"a text", func() { edit(t, filepath.Join(in, "2024.toml"), "各项工作平稳有序", "各项工作有序") }, "2022=unchanged 2023=unchanged 2024=built"},
		{"nothing", func() {}, none},
		{"the year before the next", func() { edit(t, filepath.Join(in, "2022.toml"), "有所增强", "有所增进") }, "2022=built 2023=built 2024=unchanged"},
		{"a picture", func() { edit(t, filepath.Join(in, "charts", "applications-2024.png"), "IEND", "IEND\xaeB`\x82 ") }, "2022=unchanged 2023=unchanged 2024=built"},
		{"a file that is touched", func() { os.Chtimes(filepath.Join(out, "2023.pdf"), later, later) }, none},
		{"a file that is lost", func() { os.Remove(filepath.Join(out, "2023.pdf")) }, "2022=unchanged 2023=built 2024=unchanged"},
		{"a file that is another", func() { edit(t, filepath.Join(out, "2023.pdf"), "%PDF-1.7", "%PDF-1.6") }, "2022=unchanged 2023=built 2024=unchanged"},
		{"the setting", func() { opt.Setting = "2" }, all},
		{"the layouts", func() {
			setting = "2"
		}, all},
		{"a state that is damaged", func() { writeFile(t, state, []byte(`{"version":1,"reports":{"2022":{"key":`)) }, all},
		{"a state of another version", func() { edit(t, state, `"version": 1`, `"version": 2`) }, all},
		{"no state", func() { os.Remove(state) }, all},
		{"once more", func() { opt.Again = true }, all},
	} {
		step.do()
		s, _ := shared()
		opt.Builder = builder(s, setting)
		if got := went(t, in, opt); got != step.want {
			t.Errorf("%s: %s, want %s", step.name, got, step.want)
		}
	}
}

// A report that comes to stand beside the next year's is compared with it.
func TestYearBeforeComes(t *testing.T) {
	in, out := county(t, 2023), t.TempDir()
	opt := options(t, out)
	went(t, in, opt)
	copyFile(t, filepath.Join(samples, "2022.toml"), filepath.Join(in, "2022.toml"))
	if got := went(t, in, options(t, out)); got != "2022=built 2023=built" {
		t.Error(got)
	}
}

func TestSameBytes(t *testing.T) {
	in := county(t, 2010, 2016, 2019, 2021, 2023, 2024)
	var first map[string]string
	for _, jobs := range []int{1, 2, 7} {
		out := t.TempDir()
		opt := options(t, out)
		opt.Jobs = jobs
		went(t, in, opt)
		got := files(t, out)
		if first == nil {
			first = got
		}
		if len(got) != 12 || !maps.Equal(got, first) {
			t.Errorf("%d workers: other bytes in %d files", jobs, len(got))
		}
	}
}

// One that fails stops no other, and what was there for it stays.
func TestFailure(t *testing.T) {
	in, out := county(t, 2021, 2022, 2023), t.TempDir()
	opt := options(t, out)
	went(t, in, opt)
	before := files(t, out)
	edit(t, filepath.Join(in, "2022.toml"), "year = 2022", "year = ")
	edit(t, filepath.Join(in, "2023.toml"), "carried_in   = [3,", "carried_in   = [4,") // a sum that does not add up
	if got, want := went(t, in, opt), "2021=unchanged 2022=failed 2023=failed"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if !maps.Equal(files(t, out), before) {
		t.Error("the files of a report that failed were changed")
	}
	faulty := opt
	faulty.Builder = func(name string) (*press.Builder, string, error) {
		if filepath.Base(name) == "2022.toml" {
			panic("the program's own fault")
		}
		return opt.Builder(name)
	}
	if got, want := went(t, in, faulty), "2021=unchanged 2022=failed 2023=failed"; got != want {
		t.Errorf("a fault: %s, want %s", got, want)
	}
	copyFile(t, filepath.Join(samples, "2022.toml"), filepath.Join(in, "2022.toml"))
	copyFile(t, filepath.Join(samples, "2023.toml"), filepath.Join(in, "2023.toml"))
	if got, want := went(t, in, opt), "2021=unchanged 2022=built 2023=built"; got != want {
		t.Errorf("mended: %s, want %s", got, want)
	}
}

func TestCheck(t *testing.T) {
	in, out := county(t, 2021, 2022), t.TempDir()
	opt := options(t, out)
	went(t, in, opt)
	os.Remove(filepath.Join(out, "2021.docx"))
	edit(t, filepath.Join(out, "2021.pdf"), "%PDF-1.7", "%PDF-1.6")
	before := files(t, out)
	opt.Check = true
	inputs, _ := Find([]string{in})
	reports, err := Run(context.Background(), inputs, opt)
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(reports[0].Status, reports[0].Changes[0].At, reports[0].Changes[1].Name, reports[0].Changes[1].At, reports[1].Status, len(reports[1].Changes))
	if want := fmt.Sprint(Differs, -1, "2021.pdf", 7, Same, 0); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if !maps.Equal(files(t, out), before) {
		t.Error("a comparison wrote files")
	}
}

func TestEnded(t *testing.T) {
	in, out := county(t, 2019, 2020, 2021, 2022, 2023), t.TempDir()
	inputs, _ := Find([]string{in})
	ctx, stop := context.WithCancel(context.Background())
	opt := options(t, out)
	opt.Jobs = 1
	opt.Done = func(*Report) { stop() }
	reports, err := Run(ctx, inputs, opt)
	if err != nil {
		t.Fatal(err)
	}
	n := map[Status]int{}
	for _, r := range reports {
		n[r.Status]++
	}
	if n[Built] < 1 || n[Left] < 3 || n[Built]+n[Left] != 5 {
		t.Errorf("%v", n)
	}
	opt.Done = nil
	if got := went(t, in, opt); strings.Count(got, "unchanged") != n[Built] || strings.Count(got, "built") != n[Left] {
		t.Errorf("the rest: %s", got)
	}
}

func TestTwoAtOnce(t *testing.T) {
	in, out := county(t, 2021), t.TempDir()
	inputs, _ := Find([]string{in})
	opt := options(t, out)
	inner := opt
	opt.Done = func(*Report) {
		if _, err := Run(context.Background(), inputs, inner); !errors.Is(err, ErrBusy) {
			t.Errorf("a second run: %v", err)
		}
		inner.Shard = "1-of-2" // has a state of its own
		if _, err := Run(context.Background(), nil, inner); err != nil {
			t.Errorf("a shard beside it: %v", err)
		}
	}
	if _, err := Run(context.Background(), inputs, opt); err != nil {
		t.Fatal(err)
	}
}

func TestFind(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a/2020.toml", "a/2021.TOML", "b/c/2020.toml", "layouts/2019.toml", "a/layouts/x.toml", ".git/x.toml", "a/note.md", "2019.toml"} {
		writeFile(t, filepath.Join(dir, filepath.FromSlash(name)), nil)
	}
	writeFile(t, filepath.Join(dir, "list.txt"), []byte("\xEF\xBB\xBF# 名单\r\na/2020.toml\r\n\r\nb\\c\\2020.toml\r\n../outside.toml\n"))
	join := func(names ...string) (all []string) {
		for _, n := range names {
			all = append(all, filepath.Join(dir, filepath.FromSlash(n)))
		}
		return all
	}
	for _, test := range []struct {
		args []string
		want string // the places, or what the error says
	}{
		{join("."), "2019 a/2020 a/2021 b/c/2020"},
		{join("a"), "2020 2021"},
		{join("a/2020.toml", "2019.toml"), "2019 2020"},
		{join("a/*.toml", "a/2020.toml"), "2020"},
		{join("list.txt"), "a/2020 b/c/2020 outside"},
		{join("a", "b"), "2020 2021 c/2020"},
		{join("a", "b/c"), "written to the same files"},
		{join("none"), "there is no such file"},
		{join("*.doc"), "no file fits"},
	} {
		found, err := Find(test.args)
		got := ""
		for _, i := range found {
			got += " " + i.Rel
		}
		if err != nil {
			got = err.Error()
		}
		if got = strings.TrimSpace(got); got != test.want && (err == nil || !strings.Contains(got, test.want)) {
			t.Errorf("%v: %s, want %s", test.args, got, test.want)
		}
	}
}

// The shards are all inputs, each once, and the same for the same inputs
// however they were found.
func TestShard(t *testing.T) {
	var all []Input
	for i := range 1000 {
		all = append(all, Input{Rel: fmt.Sprintf("县/%d", i)})
	}
	var parts []Input
	for n := 1; n <= 16; n++ {
		part, err := Shard(all, n, 16)
		if err != nil || len(part) < 30 || len(part) > 100 {
			t.Errorf("shard %d: %d of %d, %v", n, len(part), len(all), err)
		}
		parts = append(parts, part...)
	}
	slices.SortFunc(parts, func(a, b Input) int { return slices.Index(all, a) - slices.Index(all, b) })
	if !slices.Equal(parts, all) {
		t.Error("the shards are not the whole")
	}
	for _, bad := range [][2]int{{0, 3}, {4, 3}, {1, 0}, {-1, 3}} {
		if _, err := Shard(all, bad[0], bad[1]); err == nil {
			t.Errorf("shard %v", bad)
		}
	}
}
