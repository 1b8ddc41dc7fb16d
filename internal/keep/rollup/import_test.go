package rollup

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"nianbao/internal/diag"
)

// imported reads the report of the body named as an import would give it.
func imported(name string, give func(*Taken)) *Reader {
	return &Reader{Open: func(ctx context.Context, path string, data []byte) (Taken, error) {
		t, err := reader.Open(ctx, path, data)
		if err == nil && t.Opened.Report.Agency.Text == name {
			t.Opened.File.Name = path + ".toml" // no data file was handed in
			give(&t)
		}
		return t, err
	}}
}

// TestImportDoubts: what an import is not sure of is told, also where it is no
// figure of the form; a file that is in doubt throughout is told of once.
func TestImportDoubts(t *testing.T) {
	for _, c := range []struct {
		name     string
		doubts   int
		lost     bool // a row that the form does not have
		want     string
		severity diag.Severity
		findings int
	}{
		{"some figures", 3, false, "导入时读不准：不清楚", diag.Error, 3},
		{"nearly all figures", 60, false, "导入时有 60 格读不准", diag.Error, 1},
		{"a row left out", 0, true, "表式没有这一行", diag.Warning, 1},
	} {
		dir, list := county(t, countyList, clean())
		read := imported("甲县水利局", func(taken *Taken) {
			for _, p := range places(taken.Opened.Form)[:c.doubts] {
				taken.Doubts = append(taken.Doubts, Doubt{Place: p, Why: diag.T("不清楚", "unclear")})
			}
			if c.lost {
				taken.Doubts = append(taken.Doubts, Doubt{Why: diag.T("表式没有这一行", "no such row")})
			}
		})
		r, err := Make(t.Context(), list, builder.Forms, read, dir)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, f := range r.Findings {
			if f.ID == "ROLLUP-DOUBT" && f.Body == "甲县水利局" && f.Severity == c.severity && strings.Contains(f.What.ZH, c.want) {
				n++
			}
		}
		if n != c.findings {
			t.Errorf("%s: %d findings with %q, want %d", c.name, n, c.want, c.findings)
		}
	}
}

// TestImportPlaces: a figure of a file that is no data file is found where it stands
// there, and a workbook is not asked for prose.
func TestImportPlaces(t *testing.T) {
	dir, list := county(t, countyList, clean())
	p := Place{Part: "applications", Row: "new", Column: "natural"}
	read := imported("甲县水利局", func(taken *Taken) {
		taken.Places, taken.Workbook = map[Place]diag.Text{p: diag.T("第 3 页，第 4 行第 5 列", "page 3, row 4, column 5")}, true
		for _, part := range []string{"overview", "problems", "other"} {
			delete(taken.Opened.Report.Parts, part)
		}
	})
	r, err := Make(t.Context(), list, builder.Forms, read, dir)
	if err != nil {
		t.Fatal(err)
	}
	var got string
	for _, a := range r.Cell(p).Addends {
		if a.Name == "甲县水利局" {
			got = a.Source(p, a.Figure).ZH
		}
	}
	if !strings.HasSuffix(got, "，第 3 页，第 4 行第 5 列") {
		t.Errorf("the figure's source is %q", got)
	}
	for _, f := range r.Findings {
		if f.Body == "甲县水利局" && strings.HasPrefix(f.ID, "S-") {
			t.Error(fmt.Sprint("a workbook is asked for prose: ", f.What.ZH))
		}
	}
}

// TestLetterTellsSumsOnce: that rows do not add up is told to a body by the rule alone,
// not again for each of the figures that the import therefore doubts; other doubts are
// told behind what is sure.
func TestLetterTellsSumsOnce(t *testing.T) {
	files := clean()
	files["b.toml"] = strings.Replace(files["b.toml"], "new = [33", "new = [34", 1)
	dir, list := county(t, countyList, files)
	balance := ""
	read := imported("甲县水利局", func(taken *Taken) {
		for _, rule := range taken.Opened.Form.Rules {
			if rule.ID == "T3-BALANCE" {
				balance = rule.Text.ZH
				taken.Doubts = append(taken.Doubts, Doubt{Place{Part: "applications", Row: "new", Column: "natural"}, rule.Text},
					Doubt{Place{Part: "applications", Row: "open", Column: "natural"}, diag.T("划去的字", "struck out")})
			}
		}
	})
	r, err := Make(t.Context(), list, builder.Forms, read, dir)
	if err != nil {
		t.Fatal(err)
	}
	items := r.itemsFor("甲县水利局", r.Told())
	sums := 0
	for _, item := range items {
		if strings.Contains(item, balance) {
			sums++
		}
	}
	if balance == "" || sums != 1 || !strings.Contains(items[len(items)-1], "划去的字") {
		t.Errorf("%d times in %q", sums, items)
	}
}
