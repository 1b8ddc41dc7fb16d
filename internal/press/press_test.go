package press

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"nianbao/fonts"
	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/layout/font"
	"nianbao/internal/layout/typeset"
	"nianbao/layouts"
)

const sample = "../../samples/2020.toml"

func builder(t testing.TB) *Builder {
	t.Helper()
	lib, list := font.Open(fonts.Embedded, nil)
	if err := list.Err(); err != nil {
		t.Fatal(err)
	}
	forms, err := form.Load(lib.Keys(), form.Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		t.Fatal(err)
	}
	return &Builder{Fonts: lib, Forms: forms, Options: Options{DOCX: true, PDF: true, Version: "test", Typeset: typeset.Options{Profile: &typeset.Word}}}
}

// TestSharedBuilder builds one report many times at once.
func TestSharedBuilder(t *testing.T) {
	b := builder(t)
	want, err := b.File(sample)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			got, err := b.File(sample)
			if err != nil || !bytes.Equal(got.DOCX, want.DOCX) || !bytes.Equal(got.PDF, want.PDF) {
				t.Errorf("another result, error %v", err)
			}
		})
	}
	wg.Wait()
}

// TestFileInto: a report is the same in the memory of any other, large or small, and
// after one that was not built.
func TestFileInto(t *testing.T) {
	b := builder(t)
	want, err := b.File(sample)
	if err != nil {
		t.Fatal(err)
	}
	for _, room := range [][]byte{nil, {}, bytes.Repeat([]byte("x"), len(want.PDF)/2), bytes.Repeat([]byte("x"), 2*len(want.PDF))} {
		b.FileInto(room, "none.toml")
		got, err := b.FileInto(room, sample)
		if err != nil || !bytes.Equal(got.DOCX, want.DOCX) || !bytes.Equal(got.PDF, want.PDF) {
			t.Fatalf("another result in %d bytes, error %v", len(room), err)
		}
		if len(room) > len(want.PDF) && &got.PDF[0] != &room[0] {
			t.Error("there was room enough")
		}
	}
}

func TestErrorsShowTheLine(t *testing.T) {
	b := builder(t)
	f, err := source.Parse("a.toml", []byte("year = 2020\npreamble = \"王\U0002A6D5\"\n[agency]\nname = \"某局\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	b.AllowErrors = true // what is missing in so short a report does not matter here
	o, err := Parse(b.Forms, f)
	if err == nil {
		_, err = b.Report(o)
	}
	var list diag.List
	if !errors.As(err, &list) {
		t.Fatalf("error %v", err)
	}
	if d := list[0]; d.Line != 2 || d.Col != 14 || d.SourceLine == "" {
		t.Errorf("got %s", d.Format(diag.English))
	}
}

// TestCheckStops builds with errors that the check finds: not at all, because
// the user insists, and because it was published so.
func TestCheckStops(t *testing.T) {
	data, err := os.ReadFile(sample)
	if err != nil {
		t.Fatal(err)
	}
	wrong := strings.Replace(string(data), "new          = [2,", "new          = [3,", 1)
	published := regexp.MustCompile(`(?m)^(\w+ *= \[)(\d), 0, 0, 0(, 0, 0)?\]`).ReplaceAllString(wrong, "$1$2, 0, 0, 0$3, $2]")
	published = strings.Replace(published, "\nyear = 2020", "\nyear = 2020\nas_published = true", 1)
	const unfilled = "\n[[attachment]]\ntitle = \"名单\"\ntext = \"共待填人。\"\n"
	for _, c := range []struct {
		name, text string
		force      bool
		stops      bool
	}{
		{"stops", wrong, false, true},
		{"forced", wrong, true, false},
		{"published", published, false, false},
		{"forced, but to be filled in", wrong + unfilled, true, true},
		{"published, but to be filled in", published + unfilled, false, true},
	} {
		f, err := source.Parse("a.toml", []byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		b := builder(t)
		b.AllowErrors = c.force
		o, err := Parse(b.Forms, f)
		if err != nil {
			t.Fatal(c.name, err)
		}
		out, err := b.Report(o)
		var stopped Stopped
		if errors.As(err, &stopped) != c.stops || err != nil && !c.stops || stopped.Unfilled != strings.HasSuffix(c.text, unfilled) {
			t.Errorf("%s: error %v", c.name, err)
			continue
		}
		list := stopped.List
		if !c.stops {
			list = out.Warnings
		}
		i := slices.IndexFunc(list, func(d *diag.Diagnostic) bool { return d.ID == "T3-BALANCE" })
		if i < 0 || list[i].SourceLine == "" {
			t.Errorf("%s: no finding with its line: %v", c.name, list)
		}
	}
}

// TestLast finds the report of the year before among files of a folder.
func TestLast(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	text := func(year int, agency string) string {
		return fmt.Sprintf("year = %d\n[agency]\nname = %q\n", year, agency)
	}
	b := builder(t)
	for _, c := range []struct {
		name  string
		files []string // name, text
		want  string
		named string // by the report
	}{
		{"alone", nil, "", ""},
		{"by name", []string{"甲2019.toml", text(2019, "甲局")}, "甲2019.toml", ""},
		{"another's by name", []string{"甲2019.toml", text(2019, "乙局"), "old.toml", text(2019, "甲局")}, "old.toml", ""},
		{"by content", []string{"old.toml", text(2019, "甲局"), "older.toml", text(2018, "甲局"), "other.toml", text(2019, "乙局")}, "old.toml", ""},
		{"two", []string{"a.toml", text(2019, "甲局"), "b.toml", text(2019, "甲局")}, "", ""},
		{"broken", []string{"甲2019.toml", text(2019, "甲局") + "x = 1\n"}, "", ""},
		{"named, of two", []string{"a.toml", text(2019, "甲局"), "b.toml", text(2019, "甲局")}, "b.toml", "b.toml"},
		{"named, beside one by name", []string{"甲2019.toml", text(2019, "甲局"), "b.toml", text(2019, "甲局")}, "b.toml", "b.toml"},
		{"named and gone", []string{"甲2019.toml", text(2019, "甲局")}, "", "b.toml"},
		{"named, of another year", []string{"甲2019.toml", text(2019, "甲局"), "b.toml", text(2018, "甲局")}, "", "b.toml"},
		{"named and broken", []string{"甲2019.toml", text(2019, "甲局"), "b.toml", text(2019, "甲局") + "x = 1\n"}, "", "b.toml"},
	} {
		entries, _ := os.ReadDir(dir)
		for _, e := range entries {
			os.Remove(filepath.Join(dir, e.Name()))
		}
		for i := 0; i < len(c.files); i += 2 {
			write(c.files[i], c.files[i+1])
		}
		now := text(2020, "甲局")
		if c.named != "" {
			now += fmt.Sprintf("[checks]\nlast = %q\n", c.named)
		}
		o, err := Open(b.Forms, write("甲2020.toml", now))
		if err != nil {
			t.Fatal(err)
		}
		var s Shelf
		last, list := s.Last(b.Forms, o)
		got := ""
		if last != nil {
			got = filepath.Base(last.File.Name)
		}
		if got != c.want || (len(list) > 0) != (c.want == "" && c.name != "alone") {
			t.Errorf("%s: %q, want %q; told %v", c.name, got, c.want, list)
		}
	}
}

func BenchmarkFile(b *testing.B) {
	x := builder(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := x.File(sample); err != nil {
			b.Fatal(err)
		}
	}
}

// Where the program itself fails in a report, that report has an error; nothing ends
// that others need, whichever goroutine it was.
func TestFaultsAreErrors(t *testing.T) {
	b := builder(t)
	o, err := Open(b.Forms, sample)
	if err != nil {
		t.Fatal(err)
	}
	whole := *o
	o.Form = nil // neither the checks nor the setting can do without
	if _, err := b.Report(o); !errors.As(err, new(diag.Fault)) {
		t.Errorf("no form: %v", err)
	}
	side, err := b.Report(&whole)
	if err != nil {
		t.Fatalf("the next report: %v", err)
	}
	for _, b.OneByOne = range []bool{false, true} {
		if err := b.beside(func() error { panic("x") })(); !errors.As(err, new(diag.Fault)) {
			t.Errorf("beside, %t: %v", b.OneByOne, err)
		}
	}
	again := whole
	if out, err := b.Report(&again); err != nil || !bytes.Equal(out.PDF, side.PDF) || !bytes.Equal(out.DOCX, side.DOCX) || len(out.Warnings) != len(side.Warnings) {
		t.Errorf("one by one: other files or findings, %v", err)
	}
}

// FuzzReport builds whatever the clerk may have typed: an error or two files,
// never a fault of the program's.
func FuzzReport(f *testing.F) {
	data, err := os.ReadFile(sample)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte("year = 2020\n[agency]\nname = \"某局\"\n[applications]\nnew = [1,2,3,4,5,6]\n[signature]\nname = \"某局\"\ndate = \"2021年1月7日\"\n"))
	f.Add([]byte("year = 2019\npreamble = \"\"\"\n（一）甲。乙\n1.丙\n（1）丁\n\"\"\"\n[agency]\nname = \"https://a.cn/b?c 100%\"\n"))
	x := builder(f)
	x.Typeset.AllowMissing, x.AllowErrors = true, true
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		src, err := source.Parse("a.toml", data)
		if err != nil {
			return
		}
		o, err := Parse(x.Forms, src)
		var out *Output
		if err == nil {
			out, err = x.Report(o)
		}
		if err != nil {
			var list diag.List
			var one *diag.Diagnostic
			if !errors.As(err, &list) && !errors.As(err, &one) || errors.As(err, new(diag.Fault)) {
				t.Errorf("not an error for the clerk: %v", err)
			}
			return
		}
		if len(out.DOCX) == 0 || len(out.PDF) == 0 {
			t.Error("no error and no file")
		}
	})
}
