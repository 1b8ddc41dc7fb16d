package document

import (
	"reflect"
	"strings"
	"testing"

	"nianbao/internal/unit"
)

// draw shows a table's cover, a letter for each position: the first letter of
// its cell's text, in capitals where it is the beginning of a cell that is no
// repetition. A position covered not once is '?'.
func draw(t *Table) string {
	cover := make([][]byte, len(t.Rows))
	for r := range cover {
		cover[r] = []byte(strings.Repeat("?", len(t.Columns)))
	}
	for r, row := range t.Rows {
		for _, c := range row.Cells {
			for i := r; i < r+c.RowSpan; i++ {
				for j := c.Col; j < c.Col+c.ColSpan; j++ {
					b := c.Text.Text[0]
					switch {
					case i >= len(cover) || cover[i][j] != '?':
						return "covered twice or outside"
					case i == r && j == c.Col && !c.Repeat:
						b -= 'a' - 'A'
					case i == r && j == c.Col:
						b = '*'
					}
					cover[i][j] = b
				}
			}
		}
	}
	var lines []string
	for _, l := range cover {
		lines = append(lines, string(l))
	}
	return strings.Join(lines, "\n")
}

func cell(col, rows, cols int, text string) Cell {
	return Cell{Col: col, RowSpan: rows, ColSpan: cols, Text: Run{Text: text}}
}

// nested is a label over all rows, a label over some of them at its right, and
// single cells.
func nested() *Table {
	return &Table{Columns: make([]unit.Length, 3), Rows: []Row{
		{Cells: []Cell{cell(0, 1, 3, "h")}},
		{Cells: []Cell{cell(0, 4, 1, "a"), cell(1, 1, 1, "b"), cell(2, 1, 1, "c")}},
		{Cells: []Cell{cell(1, 3, 1, "d"), cell(2, 1, 1, "e")}},
		{Cells: []Cell{cell(2, 2, 1, "f")}},
		{},
		{Cells: []Cell{cell(0, 1, 2, "g"), cell(2, 1, 1, "i")}},
	}}
}

func TestSplit(t *testing.T) {
	whole := "Hhh\nABC\naDE\nadF\nadf\nGgI"
	tests := []struct {
		rows []int
		want string
	}{
		{nil, whole},
		{[]int{0}, whole},
		{[]int{-1, 6, 99}, whole},
		{[]int{1}, whole},
		{[]int{5}, whole},
		{[]int{2}, "Hhh\nABC\n*DE\nadF\nadf\nGgI"},
		{[]int{3}, "Hhh\nABC\naDE\n**F\nadf\nGgI"},
		{[]int{4}, "Hhh\nABC\naDE\nadF\n***\nGgI"},
		{[]int{3, 4}, "Hhh\nABC\naDE\n**F\n***\nGgI"},
		{[]int{2, 4}, "Hhh\nABC\n*DE\nadF\n***\nGgI"},
	}
	for _, tt := range tests {
		from := nested()
		got := from
		for _, r := range tt.rows {
			got = got.Split(r)
		}
		if d := draw(got); d != tt.want {
			t.Errorf("split at %v:\n%s\nwant:\n%s", tt.rows, d, tt.want)
		}
		if !reflect.DeepEqual(from, nested()) {
			t.Errorf("split at %v changed the table that was given", tt.rows)
		}
	}
}

func TestSplitRepeatsText(t *testing.T) {
	lower := nested().Split(3).Rows[3].Cells
	if len(lower) != 3 || lower[0].Text.Text != "a" || lower[1].Text.Text != "d" || lower[2].Repeat {
		t.Errorf("the lower row's cells are %+v", lower)
	}
}
