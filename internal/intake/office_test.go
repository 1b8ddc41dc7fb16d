package intake_test

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/internal/clerk/report"
	"nianbao/internal/intake/open"
)

var office = flag.Bool("office", false, "have LibreOffice convert the samples, and import what it makes")

// TestLibreOfficeComesBack imports what LibreOffice makes of the Word files: all
// figures and, but for PDF, all text.
func TestLibreOfficeComesBack(t *testing.T) {
	if !*office {
		t.Skip("needs LibreOffice and minutes; run it with -office")
	}
	for _, way := range []struct {
		name  string
		steps []string // file kinds, each made of the one before
		text  bool
	}{
		{"doc", []string{"doc", "docx"}, true},
		{"odt", []string{"odt", "docx"}, true},
		{"rtf", []string{"rtf", "docx"}, true},
		{"html", []string{"html"}, true},
		{"pdf", []string{"pdf"}, false},
	} {
		t.Run(way.name, func(t *testing.T) {
			dir := t.TempDir()
			names := writeAll(t, dir)
			from := "docx"
			for _, to := range way.steps {
				officeConverts(t, dir, from, to)
				from = to
			}
			figures, marked, lines, same := 0, 0, 0, 0
			for name, sample := range names {
				t.Run(sample, func(t *testing.T) {
					want := openSample(t, sample)
					data, err := os.ReadFile(filepath.Join(dir, from, name+"."+from))
					if err != nil {
						t.Fatal(err)
					}
					d, err := open.Read(context.Background(), name+"."+from, data)
					if err != nil {
						t.Fatal(err)
					}
					d.Author = want.Report.Agency.Text
					got, r := imported(t, d)
					right, doubtful := figuresAgree(t, want, got, r)
					figures, marked = figures+right+doubtful, marked+doubtful
					a, b := paragraphs(want.Report), paragraphs(got.Report)
					for text := range a {
						if lines++; b[text] {
							same++
						} else if way.text {
							t.Errorf("lost: %s", text)
						}
					}
				})
			}
			t.Logf("%s: %d figures, %d of them marked; %d of %d paragraphs are the same", way.name, figures, marked, same, lines)
		})
	}
}

// writeAll writes the Word files of all samples and gives the samples by the
// files' names.
func writeAll(t *testing.T, dir string) map[string]string {
	t.Helper()
	names := map[string]string{}
	if err := os.MkdirAll(filepath.Join(dir, "docx"), 0o700); err != nil {
		t.Fatal(err)
	}
	each(t, func(t *testing.T, path string) {
		sample, _ := filepath.Rel(samples, path)
		sample = filepath.ToSlash(sample)
		name := strings.NewReplacer("/", "-", ".toml", "").Replace(sample)
		if err := os.WriteFile(filepath.Join(dir, "docx", name+".docx"), built(t, openSample(t, sample)), 0o600); err != nil {
			t.Fatal(err)
		}
		names[name] = sample
	})
	return names
}

// officeConverts makes files of a kind of all those of another.
func officeConverts(t *testing.T, dir, from, to string) {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(dir, from, "*."+from))
	args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(dir, "profile")), "--headless"}
	args = append(args, "--convert-to", to, "--outdir", filepath.Join(dir, to))
	out, err := exec.Command("soffice", append(args, files...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// paragraphs gives all paragraphs of a report's prose.
func paragraphs(r *report.Report) map[string]bool {
	out := map[string]bool{}
	add := func(vs []report.Value) {
		for _, v := range vs {
			if _, _, ref := v.Ref(); !ref {
				out[strings.Join(strings.Fields(v.Text), " ")] = true // pages lose blanks
			}
		}
	}
	add(r.Preamble)
	for _, c := range r.Chapters {
		out[c.Heading.Text] = true
		add(c.Text)
	}
	for _, p := range r.Parts {
		add(p.Text)
	}
	for _, a := range r.Attachments {
		add(a.Text)
	}
	return out
}
