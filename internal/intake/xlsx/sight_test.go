package xlsx

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"nianbao/internal/intake/original"
)

// book makes a workbook of cells A1, A2 and so on with a figure each, of styles.
func book(t *testing.T, styles []excelize.Style, more func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i := range styles {
		cell := fmt.Sprintf("A%d", i+1)
		id, err := f.NewStyle(&styles[i])
		if err == nil {
			err = f.SetCellValue("Sheet1", cell, 1966)
		}
		if err == nil {
			err = f.SetCellStyle("Sheet1", cell, cell, id)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := more(f); err != nil {
		t.Fatal(err)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestUnseenCells: also of a cell that is read as a paragraph. A cell's own style may hide or strike out its figure, and its
// row need not be shown.
func TestUnseenCells(t *testing.T) {
	nothing := ";;;"
	dark := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"C00000"}}
	styles := []excelize.Style{
		{Font: &excelize.Font{Bold: true}},
		{Font: &excelize.Font{Strike: true}},
		{Font: &excelize.Font{Color: "FFFFFF"}},
		{Font: &excelize.Font{Color: "FFFFFF"}, Fill: dark},
		{Font: &excelize.Font{Color: "C00000"}, Fill: dark},
		{CustomNumFmt: &nothing},
		{Font: &excelize.Font{Size: 1}},
		{}, // its row is hidden
		{},
	}
	data := book(t, styles, func(f *excelize.File) error { return f.SetRowVisible("Sheet1", 8, false) })
	d, err := Read("a.xlsx", data)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{false, true, true, false, true, true, true, true, false} {
		if c := d.Blocks[i].(*original.Paragraph).Runs[0]; c.Text != "1966" || !c.Unsure.IsZero() != want {
			t.Errorf("row %d, %q: %q", i+1, c.Text, c.Unsure.ZH)
		}
	}
}

// TestTooManyMergedCells: they are counted before the workbook is opened.
func TestTooManyMergedCells(t *testing.T) {
	for n, refused := range map[int]bool{2: false, maxMerged + 1: true} {
		data := book(t, make([]excelize.Style, 1), func(f *excelize.File) error {
			for i := range n {
				if err := f.MergeCell("Sheet1", fmt.Sprintf("A%d", i+2), fmt.Sprintf("B%d", i+2)); err != nil {
					return err
				}
			}
			return nil
		})
		_, err := Read("a.xlsx", data)
		if (err != nil) != refused || refused && !strings.Contains(err.Error(), "a.xlsx") {
			t.Errorf("%d merged cells: %v", n, err)
		}
	}
}
