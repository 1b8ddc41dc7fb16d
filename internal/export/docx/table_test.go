package docx

import (
	"encoding/xml"
	"fmt"
	"slices"
	"testing"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// What is read back of word/document.xml.
type (
	xmlDoc struct {
		Tables []xmlTable `xml:"body>tbl"`
		Paras  []xmlPara  `xml:"body>p"`
	}
	xmlVal struct {
		Val string `xml:"val,attr"`
	}
	xmlWidth struct {
		W int `xml:"w,attr"`
	}
	xmlTable struct {
		Width xmlWidth   `xml:"tblPr>tblW"`
		Grid  []xmlWidth `xml:"tblGrid>gridCol"`
		Rows  []struct {
			Header *struct{} `xml:"trPr>tblHeader"`
			Height xmlVal    `xml:"trPr>trHeight"`
			Cells  []xmlCell `xml:"tc"`
		} `xml:"tr"`
	}
	xmlCell struct {
		Width  xmlWidth `xml:"tcPr>tcW"`
		Span   *xmlVal  `xml:"tcPr>gridSpan"`
		VMerge *xmlVal  `xml:"tcPr>vMerge"`
		Dir    *xmlVal  `xml:"tcPr>textDirection"`
		Para   xmlPara  `xml:"p"`
	}
	xmlPara struct {
		Style   xmlVal    `xml:"pPr>pStyle"`
		Keep    *struct{} `xml:"pPr>keepNext"`
		NewPage *struct{} `xml:"pPr>pageBreakBefore"`
		Runs    []xmlRun  `xml:"r"`
	}
	xmlRun struct {
		Kids []struct {
			XMLName xml.Name
			Text    string `xml:",chardata"`
		} `xml:",any"`
	}
)

func (p *xmlPara) text() (s string) {
	for _, r := range p.Runs {
		for _, k := range r.Kids {
			switch k.XMLName.Local {
			case "t":
				s += k.Text
			case "br":
				s += "\n"
			case "tab":
				s += "\t"
			case "noBreakHyphen":
				s += "\u2011"
			}
		}
	}
	return s
}

func readBack(t testing.TB, d *document.Document) *xmlDoc {
	t.Helper()
	parts, _ := unpack(t, write(t, d, wordOptions))
	var x xmlDoc
	if err := xml.Unmarshal([]byte(parts["word/document.xml"]), &x); err != nil {
		t.Fatal(err)
	}
	return &x
}

// regions gives the cells of a table with their spans, as found in the file.
func regions(t *testing.T, x *xmlTable) (list []string) {
	type at struct{ row, col, rows, cols int }
	open := map[int]*at{} // by first column
	var order []*at
	edge := []int{0}
	for _, g := range x.Grid {
		edge = append(edge, edge[len(edge)-1]+g.W)
	}
	if edge[len(edge)-1] != x.Width.W {
		t.Errorf("grid columns give %d, tblW says %d", edge[len(edge)-1], x.Width.W)
	}
	names := map[*at]string{}
	for r, row := range x.Rows {
		col := 0
		for _, c := range row.Cells {
			span := 1
			if c.Span != nil {
				fmt.Sscan(c.Span.Val, &span)
			}
			if col+span > len(x.Grid) {
				t.Fatalf("row %d is too wide", r)
			}
			if w := edge[col+span] - edge[col]; w != c.Width.W {
				t.Errorf("row %d, column %d: tcW %d, grid %d", r, col, c.Width.W, w)
			}
			if c.VMerge != nil && c.VMerge.Val != "restart" {
				a := open[col]
				if a == nil || a.cols != span || a.row+a.rows != r {
					t.Fatalf("row %d, column %d continues nothing", r, col)
				}
				if s := c.Para.text(); s != "" {
					t.Errorf("row %d, column %d: text %q is hidden", r, col, s)
				}
				a.rows++
			} else {
				a := &at{r, col, 1, span}
				order = append(order, a)
				names[a] = c.Para.text()
				delete(open, col)
				if c.VMerge != nil {
					open[col] = a
				}
			}
			col += span
		}
		if col != len(x.Grid) {
			t.Errorf("row %d covers %d of %d columns", r, col, len(x.Grid))
		}
	}
	for _, a := range order {
		list = append(list, fmt.Sprintf("%d,%d %dx%d %s", a.row, a.col, a.rows, a.cols, names[a]))
	}
	return list
}

func wantRegions(t *document.Table) (list []string) {
	for r := range t.Rows {
		for _, c := range t.Rows[r].Cells {
			list = append(list, fmt.Sprintf("%d,%d %dx%d %s", r, c.Col, c.RowSpan, c.ColSpan, c.Text.Text))
		}
	}
	return list
}

func TestMerges(t *testing.T) {
	w4 := []float64{10.123, 20.456, 30.789, 11.11}
	for name, tb := range map[string]*document.Table{
		"one cell":       drawTable("t", []float64{10}, 0, "a"),
		"one big cell":   drawTable("t", []float64{10, 10}, 0, "a|<", "^|^"),
		"plain":          drawTable("t", w4, 1, "a|b|c|d", "e|f|g|h"),
		"side by side":   drawTable("t", w4, 1, "a|<|b|<", "^|^|^|^", "c|<|d|e"),
		"staircase":      drawTable("t", w4, 1, "a|b|<|c", "^|d|e|^", "f|^|g|h"),
		"below a merge":  drawTable("t", w4, 0, "a|b|c|d", "^|e|f|g", "h|i|j|k", "^|l|m|n"),
		"whole row":      drawTable("t", w4, 0, "a|<|<|<", "b|c|<|<"),
		"two":            tableTwo(),
		"three":          tableThree(),
		"three, split":   fit(tableThree().Split(12), 400000, 12),
		"split at start": drawTable("t", w4, 0, "a|b|c|d", "^|^|e|f", "^|^|g|h").Split(1),
		"four":           tableFour(),
	} {
		d := &document.Document{Page: gbPage(), Styles: gbStyles(), Blocks: []document.Block{tb}}
		x := readBack(t, d)
		if got, want := regions(t, &x.Tables[0]), wantRegions(tb); !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q", name, got, want)
		}
		for r, row := range x.Tables[0].Rows {
			if (row.Header != nil) != (r < tb.HeaderRows) {
				t.Errorf("%s: row %d: header %v", name, r, row.Header != nil)
			}
		}
	}
}

func TestBadGrids(t *testing.T) {
	cell := func(col, rows, cols int) document.Cell {
		return document.Cell{Col: col, RowSpan: rows, ColSpan: cols, Style: "cell"}
	}
	row := func(c ...document.Cell) document.Row { return document.Row{Cells: c} }
	for name, rows := range map[string][]document.Row{
		"a hole":            {row(cell(0, 1, 1)), row(cell(0, 1, 2))},
		"out at the right":  {row(cell(0, 1, 3)), row(cell(0, 1, 2))},
		"out at the bottom": {row(cell(0, 3, 2))},
		"over a cell":       {row(cell(0, 1, 1), cell(1, 2, 1)), row(cell(0, 1, 2))},
		"too many":          {row(cell(0, 1, 2), cell(1, 1, 1))},
		"no span":           {row(cell(0, 1, 0), cell(0, 1, 2))},
		"negative column":   {row(cell(-1, 1, 2))},
		"huge":              {row(cell(0, 1<<30, 1<<30))},
	} {
		tb := &document.Table{Columns: make([]unit.Length, 2), Rows: rows}
		d := &document.Document{Page: gbPage(), Styles: gbStyles(), Blocks: []document.Block{tb}}
		if _, err := File(d, wordOptions); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestRowsKeep(t *testing.T) {
	rows := []string{"a|b", "c|d", "e|f", "g|h", "i|j", "k|l"}
	for _, c := range []struct {
		name   string
		header int
		keep   bool
		next   int // row with KeepNext
		breaks []int
		want   string // k: keeps with the next; p: begins a page; P: both
	}{
		{"loose", 0, false, -1, nil, "......"},
		{"header", 2, false, -1, nil, "kk...."},
		{"a row", 0, false, 3, nil, "...k.."},
		{"whole", 0, true, -1, nil, "kkkkk."},
		{"broken", 1, false, -1, []int{3}, "k..Pk."},
		{"twice", 1, false, -1, []int{2, 4}, "k.P.P."},
	} {
		tb := fit(drawTable("t", []float64{10, 10}, c.header, rows...), 400000, c.breaks...)
		tb.Keep = c.keep
		if c.next >= 0 {
			tb.Rows[c.next].KeepNext = document.KeepHeading
		}
		x := readBack(t, &document.Document{Page: gbPage(), Styles: gbStyles(), Blocks: []document.Block{tb}})
		got := ""
		for _, r := range x.Tables[0].Rows {
			k, p := r.Cells[0].Para.Keep != nil, r.Cells[0].Para.NewPage != nil
			if r.Cells[1].Para.NewPage != nil || (r.Cells[1].Para.Keep != nil) != k {
				t.Errorf("%s: cells of a row differ", c.name)
			}
			got += map[[2]bool]string{{}: ".", {true, false}: "k", {false, true}: "p", {true, true}: "P"}[[2]bool{k, p}]
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
