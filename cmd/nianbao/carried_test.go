package main

import (
	"io"
	"strings"
	"testing"

	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/press"
)

// attached writes a PDF whose pages are the sample's and which carries the sample
// with changes.
func (o *office) attached(name string, pairs ...string) {
	o.Helper()
	a := newApp(diag.Chinese, strings.NewReader(""), io.Discard, io.Discard, func(string) string { return "" })
	lib, err := a.openFonts()
	if err != nil {
		o.Fatal(err)
	}
	forms, err := a.openForms(lib, sample)
	if err != nil {
		o.Fatal(err)
	}
	p, err := press.Open(forms, sample, report.PicturesUnread)
	if err != nil {
		o.Fatal(err)
	}
	p.File.Data = read(o.T, input(o.T, o.TempDir(), pairs...))
	b := &press.Builder{Fonts: lib, Forms: forms, Options: press.Options{PDF: true, Attach: true, Typeset: typeset.Options{Profile: typeset.Profiles[0]}}}
	out, err := b.Report(p)
	if err != nil {
		o.Fatal(err)
	}
	o.put(name, out.PDF)
}

// TestImportCarried: the data file that a PDF carries is taken only where the pages
// show the same; else the pages are read, and what is not the same is marked.
func TestImportCarried(t *testing.T) {
	for _, c := range []struct {
		name   string
		change []string
		want   string // of the list of doubts; "": the carried file is taken
	}{
		{"the same", nil, ""},
		{"remarks and order", []string{"[agency]", "# 补记\n[agency]"}, ""},
		{"a figure without a sum", []string{"prev_items = 105", "prev_items = 104"}, "disclosure.licence.prev_items"},
		{"a sentence", []string{"2020年我局共受理2件", "2020年我局共受理3件"}, "overview.text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			o.attached("a.pdf", c.change...)
			code, out, errs := call(t, "import", o.path("a.pdf"), "--list", o.path("list.csv"))
			if errs != "" || (code == exitOK) != (c.want == "") {
				t.Fatalf("exit %d, %s%s", code, out, errs)
			}
			made := string(read(t, o.path("a.toml")))
			if c.want == "" {
				if !strings.Contains(out, "照它取出") || made != string(read(t, input(t, t.TempDir(), c.change...))) {
					t.Errorf("%s made %s", out, made)
				}
				return
			}
			list := string(read(t, o.path("list.csv")))
			if !strings.Contains(list, c.want) || !strings.Contains(list, "页面上是") || !strings.Contains(made, "prev_items = 105") || !strings.Contains(made, "共受理2件") {
				t.Errorf("list %s\nmade %s", list, made)
			}
		})
	}
}
