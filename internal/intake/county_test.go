package intake_test

import (
	"flag"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/intake/docx"
	"nianbao/internal/intake/html"
	"nianbao/internal/intake/original"
	"nianbao/internal/intake/pdf"
	"nianbao/internal/keep/county"
	"nianbao/internal/press"
)

var (
	bodies = flag.Int("bodies", 1, "bodies of a county whose reports of 17 years come back")
	step   = flag.Int("step", 1, "take one of so many of their reports")
)

// TestCountyComesBack builds the reports of a made-up county as Word files, PDF and
// pages, and imports them, the PDF by its tags and by what stands where: all figures
// and paragraphs are the same, and nothing is marked.
func TestCountyComesBack(t *testing.T) {
	dir := t.TempDir()
	if _, err := county.Write(dir, *bodies); err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(dir, "*", "*.toml"))
	if err != nil || len(names) < 17**bodies {
		t.Fatalf("%d reports, error %v", len(names), err)
	}
	slices.SortFunc(names, func(a, b string) int { // years of each body apart: a step takes all years
		return strings.Compare(filepath.Base(a)+filepath.Dir(a), filepath.Base(b)+filepath.Dir(b))
	})
	n := map[string]*comeBack{}
	for i := 0; i < len(names); i += *step {
		want, err := press.Open(builder().Forms, names[i])
		if err != nil {
			t.Fatal(err)
		}
		for way, d := range waysBack(t, want) {
			if n[way] == nil {
				n[way] = &comeBack{}
			}
			n[way].count(t, names[i]+", "+way, want, d)
		}
	}
	for way, c := range n {
		t.Logf("%s: %d reports, %d figures right, %d marked, %d characters, %d lost", way, c.reports, c.right, c.marked, c.characters, c.lost)
		if c.marked > 0 || c.lost > 0 {
			t.Errorf("%s: something is marked or lost", way)
		}
	}
}

// waysBack gives what is read of a report's files.
func waysBack(t *testing.T, want *press.Opened) map[string]*original.Document {
	t.Helper()
	words, err := builder().Report(want)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := printer().Report(want)
	if err != nil {
		t.Fatal(err)
	}
	web, err := pageBuilder().Report(want)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*original.Document{}
	for way, read := range map[string]func() (*original.Document, error){
		"DOCX":         func() (*original.Document, error) { return docx.Read("report.docx", words.DOCX) },
		"PDF, tags":    func() (*original.Document, error) { return pdf.Read("report.pdf", pages.PDF) },
		"PDF, no tags": func() (*original.Document, error) { return pdf.Read("report.pdf", untagged(t, pages.PDF)) },
		"HTML":         func() (*original.Document, error) { return html.Read("report.html", web.Files()[0].Data) },
	} {
		d, err := read()
		if err != nil {
			t.Fatal(err)
		}
		d.Author = want.Report.Agency.Text // pages do not say it in full
		out[way] = d
	}
	return out
}

// comeBack counts what came back.
type comeBack struct{ reports, right, marked, characters, lost int }

func (c *comeBack) count(t *testing.T, name string, want *press.Opened, d *original.Document) {
	t.Helper()
	got, r := imported(t, d)
	right, marked := figuresAgree(t, want, got, r)
	c.reports, c.right, c.marked = c.reports+1, c.right+right, c.marked+marked
	a, b := withoutImageSizes(dump(want)), withoutImageSizes(dump(got))
	for _, line := range a {
		c.characters += len([]rune(line))
		if !slices.Contains(b, line) {
			c.lost += len([]rune(line))
			t.Logf("%s: lost %s", filepath.Base(filepath.Dir(name))+"/"+filepath.Base(name), line)
		}
	}
	if len(r.Doubts) > 0 {
		t.Logf("%s: %+v", filepath.Base(filepath.Dir(name))+"/"+filepath.Base(name), r.Doubts[0])
	}
}
