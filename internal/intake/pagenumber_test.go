package intake_test

import (
	"path/filepath"
	"strings"
	"testing"

	"nianbao/internal/intake"
	"nianbao/internal/intake/original"
	"nianbao/internal/intake/text"
)

// TestPageNumbersInTheirPlace: where a blank cell was lost, a page number may stand
// for the figure. The numbers of the other pages tell, or the other rows, whose
// figures stand behind their names.
func TestPageNumbersInTheirPlace(t *testing.T) {
	const foot = "\n本报告的电子版可以在县政府网站下载，如有疑问，请与本局办公室联系，电话见网站。\n"
	for _, c := range []struct {
		name, between    string
		before, in, rest string // page numbers before the table, in the figure's place, behind it
		marked           bool
	}{
		{"one cell a line", "\n", "2", "3", "4", true},
		{"the page before is in a table too", "\n", "1", "3", "4", true},
		{"the last page", "\n", "2", "3", "", true},
		{"the first page", "\n", "", "1", "2", true},
		{"between dashes", "\n", "— 2 —", "3", "— 4 —", true},
		{"full width", "\n", "２", "３", "４", true},
		{"rows on lines, blanks", " ", "", "\n3\n", "", true},
		{"the page has its number", "\n", "2", "3", "3" + foot + "4", false},
		{"a figure that no page has", "\n", "2", "9", "3", false},
		{"no page numbers", "\n", "", "3", "", false},
		{"rows on lines, a figure", "\t", "", "3", "", false},
	} {
		_, d := webPage(t, filepath.Join(samples, "county/2023.toml"))
		eachCell(d, func(x *original.Cell) {
			if x.Text == licence {
				x.Text = c.in
			}
		})
		plain := asText(d, func(g *original.Grid) string {
			rows := make([]string, g.Rows)
			for _, x := range g.Cells {
				if x.Text != "" {
					rows[x.Row-1] += strings.TrimRight(strings.ReplaceAll(x.Text, "\n", ""), " ") + c.between
				}
				if x.Text == c.in {
					rows[x.Row-1] = strings.ReplaceAll(rows[x.Row-1], strings.Trim(c.in, "\n"), c.in)
				}
			}
			return strings.Join(rows, "\n")
		})
		head, rest, _ := strings.Cut(plain, "一、总体情况\n")
		read, err := text.Read("report.txt", []byte(head+"一、总体情况"+foot+c.before+foot+rest+foot+c.rest+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		if got := licenceDoubt(t, read); (got != nil) != c.marked {
			t.Errorf("%s: marked: %v", c.name, got)
		}
	}
}

// licenceDoubt gives what is said of the figure of licences; nil: nothing.
func licenceDoubt(t *testing.T, d *original.Document) *intake.Doubt {
	t.Helper()
	_, r := imported(t, d)
	for _, x := range r.Doubts {
		if x.Key == licenceKey {
			return &x
		}
	}
	return nil
}
