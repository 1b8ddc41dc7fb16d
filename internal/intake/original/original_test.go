package original

import "testing"

func TestLaidGivesTheCellThatCoversAPlace(t *testing.T) {
	a := &Cell{Place: Place{Row: 1, Column: 1}, RowSpan: 2, ColSpan: 1}
	b := &Cell{Place: Place{Row: 1, Column: 2}, RowSpan: 1, ColSpan: 5} // wider than the grid
	g := &Grid{Rows: 2, Columns: 3, Cells: []*Cell{a, b}}
	want := [][]*Cell{{a, b, b}, {a, nil, nil}}
	for r, row := range g.Laid() {
		for c, got := range row {
			if got != want[r][c] {
				t.Errorf("row %d, column %d: %v, want %v", r, c, got, want[r][c])
			}
		}
	}
}

func TestPlaceInWords(t *testing.T) {
	for _, c := range []struct {
		p    Place
		want string
	}{
		{Place{}, ""},
		{Place{Page: 3, Table: 2, Row: 4, Column: 5}, "第 3 页，表 2，第 4 行第 5 列"},
		{Place{Sheet: "表二", Row: 4}, "工作表“表二”，第 4 行"},
	} {
		if got := c.p.Text().ZH; got != c.want {
			t.Errorf("%+v: %q, want %q", c.p, got, c.want)
		}
	}
}

func TestBoldNeedsAllText(t *testing.T) {
	for _, c := range []struct {
		runs []Run
		want bool
	}{
		{nil, false},
		{[]Run{{Text: " "}}, false},
		{[]Run{{Text: "一", Bold: true}, {Text: " "}}, true},
		{[]Run{{Text: "一", Bold: true}, {Text: "二"}}, false},
	} {
		if got := (&Paragraph{Runs: c.runs}).Bold(); got != c.want {
			t.Errorf("%v: %v", c.runs, got)
		}
	}
}
