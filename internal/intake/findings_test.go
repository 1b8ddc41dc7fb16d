package intake_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/check"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/clerk/tally"
	"nianbao/internal/intake/docx"
	"nianbao/internal/intake/html"
	"nianbao/internal/intake/original"
	"nianbao/internal/intake/pdf"
	"nianbao/internal/press"
)

// ways are the kinds of files that a report is imported from.
var ways = []struct {
	name string
	read func(t *testing.T, o *press.Opened) *original.Document
}{
	{"word", func(t *testing.T, o *press.Opened) *original.Document { return read(t, forced(t, o).DOCX) }},
	{"pdf", func(t *testing.T, o *press.Opened) *original.Document {
		return document(t)(pdf.Read("report.pdf", forced(t, o).PDF))
	}},
	{"pdf without tags", func(t *testing.T, o *press.Opened) *original.Document {
		return document(t)(pdf.Read("report.pdf", untagged(t, forced(t, o).PDF)))
	}},
	{"page", func(t *testing.T, o *press.Opened) *original.Document {
		d := document(t)(html.Read("page.html", encode(t, pageOf(document(t)(docx.Read("report.docx", forced(t, o).DOCX))), "utf-8")))
		d.Author = o.Report.Agency.Text // pages do not say it in full
		return d
	}},
}

func document(t *testing.T) func(*original.Document, error) *original.Document {
	return func(d *original.Document, err error) *original.Document {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
}

// forced builds both files, whatever is wrong with the report.
func forced(t *testing.T, o *press.Opened) *press.Output {
	t.Helper()
	b := &press.Builder{Fonts: printer().Fonts, Forms: printer().Forms, Options: printer().Options}
	b.DOCX = true
	out, err := b.Report(o)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// totals are those of the sample of 2021, typed: none can be reckoned where a
// figure is missing.
const totals = "\nresult_total = [27, 9, 0, 0, 3, 0, 39]"

// defects change the sample of 2021, so that the check finds what it did not.
var defects = []struct{ name, old, new string }{
	{"a total", "[26, 9, 0, 0, 3, 0]", "[26, 9, 0, 0, 3, 0, 39]"},
	{"a figure", "[12, 5, 0, 0, 2, 0]", "[12, 6, 0, 0, 2, 0]"},
	{"a blank", "[12, 5, 0, 0, 2, 0]", "[12, 5, \"\", 0, 2, 0, 19]" + totals},
	{"no figure", "[12, 5, 0, 0, 2, 0]", "[12, 5, 0, 0, 2, \"若干\", 19]" + totals},
	{"a fraction", "[12, 5, 0, 0, 2, 0]", `[12, "5.5", 0, 0, 2, 0]`},
	{"a stroke", "[2, 0, 0, 1]", `[2, "/", 0, 1, 3]`},
	{"a review", "[2, 0, 0, 1]", `[2, 0, 0, 1, 4]`},
	{"prose", "收到申请38件", "收到申请83件"},
	{"a heading's number", "（三）政府信息管理", "（四）政府信息管理"},
}

// TestImportedFindings: the check finds in what was imported what it finds in
// the original, in all samples and in one with faults put in.
func TestImportedFindings(t *testing.T) {
	each(t, func(t *testing.T, name string) { sameFindings(t, openPath(t, name)) })
	clean := findings(t, openSample(t, "county/2021.toml"))
	for _, x := range defects {
		t.Run(x.name, func(t *testing.T) {
			o := changed(t, "county/2021.toml", x.old, x.new)
			if found := findings(t, o); slices.Equal(found, clean) {
				t.Error("the check does not see the fault")
			}
			sameFindings(t, o)
		})
	}
}

func openPath(t *testing.T, path string) *press.Opened {
	t.Helper()
	name, err := filepath.Rel(samples, path)
	if err != nil {
		t.Fatal(err)
	}
	return openSample(t, name)
}

// changed opens a sample that differs in one place.
func changed(t *testing.T, name, old, by string) *press.Opened {
	t.Helper()
	path := filepath.Join(samples, name)
	f, err := source.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(f.Lines, "\n")
	if !strings.Contains(text, old) {
		t.Fatalf("%s has no %q", name, old)
	}
	if f, err = source.Parse(path, []byte(strings.Replace(text, old, by, 1))); err != nil {
		t.Fatal(err)
	}
	o, err := press.Parse(builder().Forms, f)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func sameFindings(t *testing.T, o *press.Opened) {
	want := findings(t, printed(o))
	for _, w := range ways {
		t.Run(w.name, func(t *testing.T) {
			got, r := imported(t, w.read(t, o))
			found := findings(t, got)
			for _, x := range want {
				if !slices.Contains(found, x) {
					t.Errorf("lost: %s", x)
				}
			}
			for _, x := range found {
				if !slices.Contains(want, x) {
					t.Errorf("not deserved: %s", x)
				}
			}
			if old := o.Report.Year < newest; got.Report.AsPublished != old {
				t.Errorf("as_published is %v for a report of %d\n%s", got.Report.AsPublished, o.Report.Year, r.Text)
			}
		})
	}
}

// printed gives a report in which each figure is typed that is printed: no import
// can tell which the program reckoned, and what was left out from a 0.
func printed(o *press.Opened) *press.Opened {
	out, r := *o, *o.Report
	out.Report, r.Parts = &r, map[string]*report.Part{}
	for i := range o.Form.Parts {
		p := &o.Form.Parts[i]
		given := o.Report.Parts[p.Key]
		if p.Table == nil || given == nil {
			r.Parts[p.Key] = given
			continue
		}
		part := *given
		part.Rows = map[string]*report.Row{}
		figures, _ := tally.Of(p.Table, given, r.AsPublished)
		for _, s := range p.Table.FigureRows {
			if s.Optional && given.Rows[s.Key] == nil {
				continue
			}
			row := new(report.Row)
			for _, c := range s.Columns {
				f := figures.Figure(s.Key, c)
				if f.State == tally.NotGiven && !r.AsPublished {
					f.Text = "0"
				}
				row.Values.Set(c, f.Value)
			}
			part.Rows[s.Key] = row
		}
		r.Parts[p.Key] = &part
	}
	return &out
}

// places are what findings say of where in a file they found something.
var places = regexp.MustCompile(`第 ?\d+ ?行|line \d+`)

// findings lists what the check finds, without lines of the file.
func findings(t *testing.T, o *press.Opened) (list []string) {
	t.Helper()
	var k check.Checker
	o.Report.Checks.Off = nil // no printed report says which were switched off
	r, err := press.Inspect(&k, o, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Findings {
		list = append(list, fmt.Sprintf("%s %s %s", f.ID, f.Severity.Word().ZH, places.ReplaceAllString(f.What.ZH, "")))
	}
	slices.Sort(list)
	return list
}
