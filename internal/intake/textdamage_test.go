package intake_test

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"nianbao/internal/clerk/form"
	"nianbao/internal/intake/original"
	"nianbao/internal/intake/text"
	"nianbao/layouts"
)

// damages are what may happen to a line of a table that was taken apart: lines are
// the table's, at is one of them.
var damages = []struct {
	name string
	do   func(lines []string, at int) []string
}{
	{"a line is lost", func(l []string, at int) []string { return slices.Delete(l, at, at+1) }},
	{"a line comes twice", func(l []string, at int) []string { return slices.Insert(l, at, l[at]) }},
	{"a page number", func(l []string, at int) []string { return slices.Insert(l, at, "3") }},
	{"a page number between dashes", func(l []string, at int) []string { return slices.Insert(l, at, "— 3 —") }},
	{"two lines are one", func(l []string, at int) []string {
		if at+1 == len(l) {
			return l
		}
		l[at] += l[at+1]
		return slices.Delete(l, at+1, at+2)
	}},
	{"a label and a figure are swapped", func(l []string, at int) []string {
		if at+1 < len(l) && figureLine(l[at]) != figureLine(l[at+1]) {
			l[at], l[at+1] = l[at+1], l[at]
		}
		return l
	}},
	{"a line is broken", func(l []string, at int) []string {
		r := []rune(l[at])
		if len(r) < 2 {
			return l
		}
		l[at] = string(r[:len(r)/2])
		return slices.Insert(l, at+1, string(r[len(r)/2:]))
	}},
	{"a line of the page's foot", func(l []string, at int) []string { return slices.Insert(l, at, "第 2 页 共 6 页") }},
}

func figureLine(line string) bool { return strings.Trim(line, "0123456789.") == "" }

// TestDamagedTextIsMarked damages tables that were taken apart to one cell a line,
// by chance: each figure is the same, or marked.
func TestDamagedTextIsMarked(t *testing.T) {
	const each = 8
	for _, sample := range []string{"2020.toml", "county/2023.toml", "county/2015.toml", "regions/fujian-2011.toml"} {
		want, d := webPage(t, filepath.Join(samples, sample))
		for _, damage := range damages {
			t.Run(sample+", "+damage.name, func(t *testing.T) {
				random := rand.New(rand.NewPCG(1, 2))
				right, marked := 0, 0
				for range each {
					read, err := text.Read("report.txt", []byte(asText(d, func(g *original.Grid) string {
						lines := strings.Split(rowsOfText(g, "", "\n", ""), "\n")
						return strings.Join(damage.do(lines, random.IntN(len(lines))), "\n")
					})))
					if err != nil {
						t.Fatal(err)
					}
					read.Author = want.Report.Agency.Text
					got, r := imported(t, read)
					if got.Form.Name != want.Form.Name {
						continue // another form says so in the file
					}
					a, b := figuresAgree(t, want, got, r)
					right, marked = right+a, marked+b
				}
				t.Logf("%d figures right, %d marked", right, marked)
			})
		}
	}
}

// besideVariant gives the forms, and a variant of one that has a row more in a table.
func besideVariant(t *testing.T, name, row, more string) *form.Set {
	t.Helper()
	data, err := layouts.FS.ReadFile(name + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	old := string(data)
	text := strings.Replace(old, "first_year = ", "variant = true\nfirst_year = ", 1)
	if text = strings.Replace(text, row, row+"\n"+more, 1); !strings.Contains(text, more) || text == old {
		t.Fatalf("%s has no row %s", name, row)
	}
	forms, err := form.Load(builder().Fonts.Keys(), form.Folder{Name: "layouts", FS: layouts.FS},
		form.Folder{Name: "more", FS: fstest.MapFS{name + "-more.toml": {Data: []byte(text)}}})
	if err != nil {
		t.Fatal(err)
	}
	return forms
}

// TestDamagedTextBesideAVariant damages each line of a table where another form has a
// row that would take a figure: none is another row's without a mark.
func TestDamagedTextBesideAVariant(t *testing.T) {
	const sample, lines = "county/2023.toml", 26
	forms := besideVariant(t, "2021", `  ["行政强制", "{compulsion.decisions}", "<", "<"],`, `  ["行政征收", "{levy.decisions}", "<", "<"],`)
	want, d := webPage(t, filepath.Join(samples, sample))
	for _, damage := range damages {
		t.Run(damage.name, func(t *testing.T) {
			right, marked := 0, 0
			for at := range lines {
				read, err := text.Read("report.txt", []byte(asText(d, func(g *original.Grid) string {
					lines := strings.Split(rowsOfText(g, "", "\n", ""), "\n")
					return strings.Join(damage.do(lines, min(at, len(lines)-1)), "\n")
				})))
				if err != nil {
					t.Fatal(err)
				}
				read.Author = want.Report.Agency.Text
				got, r := importedBy(t, forms, read)
				if got.Form.Name != want.Form.Name {
					continue // another form says so in the file
				}
				a, b := figuresAgree(t, want, got, r)
				right, marked = right+a, marked+b
			}
			t.Logf("%d figures right, %d marked", right, marked)
		})
	}
}
