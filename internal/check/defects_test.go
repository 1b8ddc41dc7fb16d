package check

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// noDefect are the rules of which testdata/defects has no file, and why.
var noDefect = map[string]string{
	"ROLLUP-SUM":       "it needs the reports of the bodies below",
	"ROLLUP-MISSING":   "it needs the list of the bodies below",
	"ROLLUP-LATE":      "it needs the reports of several bodies",
	"ROLLUP-TWICE":     "it needs the reports of several bodies",
	"ROLLUP-UNKNOWN":   "it needs the reports of several bodies",
	"ROLLUP-YEAR":      "it needs the reports of several bodies",
	"ROLLUP-FORM":      "it needs the reports of several bodies",
	"ROLLUP-UNREAD":    "it needs the reports of several bodies",
	"ROLLUP-FIGURE":    "it needs the reports of several bodies",
	"ROLLUP-DOUBT":     "it needs the reports of several bodies",
	"ROLLUP-COPY":      "it needs the reports of several bodies",
	"ROLLUP-PROSE":     "it needs the reports of several bodies",
	"ROLLUP-TENFOLD":   "it needs the reports of several bodies",
	"ROLLUP-OWN":       "it needs the reports of several bodies",
	"ROLLUP-DEFENDANT": "it needs the reports of several bodies",
	"ROLLUP-OFF":       "it needs the reports of several bodies",
}

// defect is the first line of a file: the rule, what stands at the place of
// its finding, and what is wrong.
var defect = regexp.MustCompile(`^# ([A-Z0-9-]+)：(.+) ―― .+。$`)

// openDefect reads a report in a file, and the file's lines.
func openDefect(t *testing.T, path string) (*report.Report, *form.Form, *source.File) {
	t.Helper()
	f, err := source.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := report.Parse(f, schema)
	if err != nil {
		t.Fatal(err)
	}
	fo, err := bundled().For(r.Year, r.Form)
	if err != nil {
		t.Fatal(err)
	}
	return r, fo, f
}

// TestDefects checks testdata/defects/ID.toml, reports that are clean but for
// one defect each, with ID.last.toml as the year before where there is one. The
// rule finds it at its place, and no other rule finds anything but notes.
func TestDefects(t *testing.T) {
	const folder = "testdata/defects"
	rules, err := os.ReadFile("testdata/rules.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := ids() // also those that are not in the list
	for _, line := range strings.Split(string(rules), "\n") {
		if f := strings.Fields(line); len(f) > 0 && f[0] != "#" && !slices.Contains(want, f[0]) {
			want = append(want, f[0])
		}
	}
	want = append(want, offID)
	paths, err := filepath.Glob(filepath.Join(folder, "*.toml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		id := strings.TrimSuffix(strings.TrimSuffix(filepath.Base(path), ".toml"), ".last")
		if !slices.Contains(want, id) {
			t.Errorf("%s: there is no rule %s", path, id)
		}
	}
	for _, id := range want {
		t.Run(id, func(t *testing.T) {
			path := filepath.Join(folder, id+".toml")
			if why := noDefect[id]; why != "" {
				t.Log("no file: " + why)
				if slices.Contains(paths, path) {
					t.Error("there is one")
				}
				return
			}
			var in Input
			var f *source.File
			in.Report, in.Form, f = openDefect(t, path)
			says := defect.FindStringSubmatch(f.Line(1))
			if says == nil || says[1] != id {
				t.Fatalf("line 1 does not name rule, place and defect: %s", f.Line(1))
			}
			if last := filepath.Join(folder, id+".last.toml"); slices.Contains(paths, last) {
				in.Last, in.LastForm, _ = openDefect(t, last)
				clean(t, Input{Report: in.Last, Form: in.LastForm})
			}
			res, err := checker.Run(in)
			if err != nil {
				t.Fatal(err)
			}
			found := false
			for _, g := range res.Findings {
				line := []rune(f.Line(g.Pos.Line))
				switch {
				case g.ID == id && g.Pos.Col <= len(line) && strings.HasPrefix(string(line[g.Pos.Col-1:]), says[2]):
					found = true
				case g.ID != id && g.Severity != diag.Info:
					t.Errorf("%s: found as well: %s", says[2], g.Diagnostic().Format(diag.English))
				}
			}
			if !found {
				t.Errorf("not found at %s", says[2])
			}
		})
	}
}

// clean tells of whatever is found but notes.
func clean(t *testing.T, in Input) {
	t.Helper()
	res, err := checker.Run(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range res.Findings {
		if g.Severity != diag.Info {
			t.Error(g.Diagnostic().Format(diag.English))
		}
	}
}
