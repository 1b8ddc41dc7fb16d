package intake_test

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/intake/original"
	"nianbao/internal/intake/text"
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
