package desk

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/fonts"
	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/layout/font"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/press"
	"nianbao/layouts"
)

// shown gives the report as the page shows it, or the code where it has it already.
func (o *office) shown(version string) (v view, code int) {
	o.Helper()
	code, body := o.ask("GET", "/api/report?name="+name+"&version="+version, "", nil)
	json.Unmarshal([]byte(body), &v)
	return v, code
}

// card gives what the start page says of the report.
func (o *office) card() state {
	o.Helper()
	_, body := o.ask("GET", "/api/states?name="+name, "", nil)
	var all map[string]state
	if err := json.Unmarshal([]byte(body), &all); err != nil {
		o.Fatalf("%v: %s", err, body)
	}
	return all[name]
}

// replace changes the report's file as another program does.
func (o *office) replace(old, now string) {
	o.Helper()
	if !strings.Contains(o.file(), old) {
		o.Fatalf("the report has no %q", old)
	}
	write(o, filepath.Join(o.folder, name), []byte(strings.Replace(o.file(), old, now, 1)))
}

// What a build refuses is an error in the page, beside its field, and on the card: a
// character that no font has, while it is typed and where something is left to fill.
func TestCharacterThatNoFontHas(t *testing.T) {
	o := newOffice(t)
	if v, _ := o.shown(""); v.Errors != 0 || o.card().Errors != 0 {
		t.Fatalf("the sample has errors: %+v", v.Findings)
	}
	for _, draft := range []string{"true", "false"} {
		was, _ := json.Marshal(o.text("other/text"))
		_, body := o.ask("POST", "/api/edit", `{"name":"2020.toml","draft":`+draft+`,"changes":[{"key":"other/text","was":`+string(was)+`,"text":"新写的一句😀。"}]}`, nil)
		var v view
		json.Unmarshal([]byte(body), &v)
		if v.Errors != 1 || v.Findings[0].Key != "other/text" || !strings.Contains(v.Findings[0].What, "😀") {
			t.Errorf("draft %s: %d errors, %+v", draft, v.Errors, v.Findings)
		}
	}
	if c := o.card(); c.Errors != 1 {
		t.Errorf("the card: %+v", c)
	}
	o.replace("= [2, 0,", `= ["待填", 0,`)
	if v, _ := o.shown(""); v.Errors != 1 || v.Unfilled == 0 {
		t.Errorf("left to fill: %d errors", v.Errors)
	}
}

// So is a picture whose end is missing; one that is printed too wide is told of. What
// is known of a picture is known of these bytes of it alone.
func TestPicturesAreReadToTheirEnds(t *testing.T) {
	o := newOffice(t)
	var whole bytes.Buffer
	if err := png.Encode(&whole, image.NewGray(image.Rect(0, 0, 600, 600))); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(o.folder, "图.png")
	write(t, file, whole.Bytes())
	write(t, filepath.Join(o.folder, name), []byte(o.file()+"\n[image.a]\nfile = \"图.png\"\nwidth_mm = 150\n"))
	_, v, _ := o.edit(change{"other/text", o.text("other/text"), "一句。\n{image.a}"})
	has := func(v view, severity, what string) bool {
		for _, f := range v.Findings {
			if f.Severity == severity && strings.Contains(f.What, what) {
				return true
			}
		}
		return false
	}
	if v.Errors != 0 || !has(v, "warning", "会模糊") || o.card().Warnings != v.Warnings {
		t.Errorf("a coarse picture: %+v, the card %+v", v.Findings, o.card())
	}
	write(t, file, whole.Bytes()[:whole.Len()/2])
	v, _ = o.shown(v.Version)
	if v.Errors != 1 || !has(v, "error", "损坏") || o.card().Errors != 1 {
		t.Errorf("half a picture: %d errors, %+v, the card %+v", v.Errors, v.Findings, o.card())
	}
	os.Remove(file)
	if v, _ = o.shown(v.Version); v.Errors != 1 || !has(v, "error", "找不到") {
		t.Errorf("no picture: %+v", v.Findings)
	}
}

// The page notices that the report of the year before was changed, and what follows.
func TestTheYearBeforeIsPolled(t *testing.T) {
	o := newOffice(t)
	if v, _ := o.shown(""); v.Last {
		t.Fatal("there is none yet")
	}
	last := filepath.Join(o.folder, "2019.toml")
	write(t, last, []byte(strings.Replace(o.file(), "year = 2020", "year = 2019", 1)))
	v, _ := o.shown("")
	if !v.Last {
		t.Fatal("the report of the year before is not found")
	}
	if _, code := o.shown(v.Version); code != 204 {
		t.Fatalf("nothing was changed: %d", code)
	}
	data, _ := os.ReadFile(last)
	write(t, last, bytes.Replace(data, []byte("= [2, 0,"), []byte("= [5, 0,"), 1))
	now, code := o.shown(v.Version)
	if code != 200 || now.Version == v.Version {
		t.Errorf("it was changed: %d", code)
	}
}

// What cannot be set, though reading and checks find nothing, has an error: on the card
// of a report that was never opened, on the page, and while somebody types as soon as
// its pages were asked for. What is known is known of these bytes alone.
func TestWhatCannotBeSet(t *testing.T) {
	o := newOffice(t)
	if o.card().Errors != 0 {
		t.Fatal("the sample has errors")
	}
	why := diag.New(diag.Pos{File: filepath.Join(o.folder, name), Line: 1, Col: 1}, diag.T("一行太高", "a row is too high"), diag.Text{})
	set := o.tools.Layout
	asked := 0
	o.tools.Layout = func(*press.Opened) (*typeset.Layout, error) { asked++; return nil, diag.List{why} }
	if o.card().Errors != 0 || asked > 0 {
		t.Error("it is set again to see")
	}
	o.replace("year = 2020", "year = 2020 ") // other bytes
	for range 2 {
		if errors := o.card().Errors; errors != 1 || asked != 1 {
			t.Errorf("the card has %d errors, set %d times", errors, asked)
		}
	}
	if v, _ := o.shown(""); v.Errors != 1 || asked != 1 {
		t.Errorf("%d errors, set %d times", v.Errors, asked)
	}
	draft := `{"name":"2020.toml","draft":true,"changes":[{"key":"signature/date","was":"2021年1月27日","text":"2021年1月26日"}]}`
	typed := func() (v view) {
		_, body := o.ask("POST", "/api/edit", draft, nil)
		json.Unmarshal([]byte(body), &v)
		return v
	}
	if v := typed(); v.Errors != 0 || asked != 1 {
		t.Errorf("a key: %d errors, set %d times", v.Errors, asked)
	}
	if code, _ := o.ask("POST", "/api/pages", draft, nil); code != 422 || typed().Errors != 1 {
		t.Errorf("pages: %d, then %d errors", code, typed().Errors)
	}
	o.tools.Layout = set
	if _, v, _ := o.edit(change{"signature/date", "2021年1月27日", "2021年1月28日"}); v.Errors != 0 {
		t.Errorf("another text: %+v", v.Findings)
	}
}

// The report of the year before that comes into the folder while the report is open, or
// goes, is noticed; of two none is meant, and that is told.
func TestTheYearBeforeComesAndGoes(t *testing.T) {
	o := newOffice(t)
	last := strings.Replace(o.file(), "year = 2020", "year = 2019", 1)
	version := ""
	look := func(what string, code int, there bool, told int) {
		t.Helper()
		v, got := o.shown(version)
		several := 0
		for _, f := range v.Findings {
			if strings.Contains(f.What, "上一年的文件有 2 份") {
				several++
			}
		}
		if got != code || code == 200 && (v.Last != there || several != told) {
			t.Errorf("%s: %d, there %t, several told %d times", what, got, v.Last, several)
		}
		if got == 200 {
			version = v.Version
		}
	}
	look("none", 200, false, 0)
	look("still none", 204, false, 0)
	write(t, filepath.Join(o.folder, "old.toml"), []byte(last))
	look("it came", 200, true, 0)
	write(t, filepath.Join(o.folder, "older.toml"), []byte(last))
	look("another", 200, false, 1)
	look("nothing new", 204, false, 0)
	os.Remove(filepath.Join(o.folder, "old.toml"))
	look("one went", 200, true, 0)
	write(t, filepath.Join(o.folder, "older.toml"), []byte(strings.Replace(last, "year = 2019", "year = 2018", 1)+"\n"))
	look("it is of another year", 200, false, 0)
}

// Of two reports of the year before one is taken by its name, which is told where the
// other has other figures.
func TestRivalsOfTheYearBefore(t *testing.T) {
	o := newOffice(t)
	last := strings.Replace(o.file(), "year = 2020", "year = 2019", 1)
	write(t, filepath.Join(o.folder, "2019.toml"), []byte(last))
	for text, want := range map[string]bool{last + "# the same figures\n": false, strings.Replace(last, "decisions = 29497", "decisions = 29498", 1): true} {
		write(t, filepath.Join(o.folder, "2019-导入.toml"), []byte(text))
		v, _ := o.shown("")
		told := false
		for _, f := range v.Findings {
			told = told || strings.Contains(f.What, "2019.toml、2019-导入.toml；用来核对的是 2019.toml")
		}
		if told != want || !v.Last {
			t.Errorf("told %t, want %t: %+v", told, want, v.Findings)
		}
	}
}

// Forms that somebody puts into the folder meanwhile are those of the page, too.
func TestOtherForms(t *testing.T) {
	o := newOffice(t)
	v, _ := o.shown("")
	if _, code := o.shown(v.Version); code != 204 {
		t.Fatalf("nothing was changed: %d", code)
	}
	lib, _ := font.Open(fonts.Embedded, nil)
	others, err := form.Load(lib.Keys(), form.Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		t.Fatal(err)
	}
	o.tools.Forms = func(string) (*form.Set, error) { return others, nil }
	if now, code := o.shown(v.Version); code != 200 || now.Version == v.Version {
		t.Errorf("the forms are others: %d", code)
	}
	if got, err := o.read(name); err != nil || got.Forms != others {
		t.Errorf("read with others: %v", err)
	}
}
