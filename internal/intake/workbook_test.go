package intake_test

import (
	"bytes"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"nianbao/internal/intake/original"
	"nianbao/internal/intake/xlsx"
)

// TestWorkbooks imports each report from a workbook made of it: all in one sheet,
// and a sheet for each table.
func TestWorkbooks(t *testing.T) {
	for _, name := range []string{"2020.toml", "county/2014.toml", "county/2019.toml", "county/2023.toml", "regions/shanghai-2010.toml"} {
		want := openSample(t, name)
		word := built(t, want)
		for _, sheets := range []bool{false, true} {
			t.Run(name+"/"+map[bool]string{false: "one sheet", true: "sheets"}[sheets], func(t *testing.T) {
				d, err := xlsx.Read("report.xlsx", workbook(t, read(t, word), sheets))
				if err != nil {
					t.Fatal(err)
				}
				got, r := imported(t, d)
				if _, marked := figuresAgree(t, want, got, r); marked > 0 {
					t.Errorf("%d in doubt, the first: %+v", marked, r.Doubts[0])
				}
			})
		}
	}
}

// workbook writes a document as a workbook; figures are numbers.
func workbook(t *testing.T, d *original.Document, sheets bool) []byte {
	t.Helper()
	f := excelize.NewFile()
	sheet, row := "Sheet1", 1
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	set := func(r, c int, text string) {
		axis, err := excelize.CoordinatesToCellName(c, r)
		must(err)
		if v, err := strconv.Atoi(text); err == nil && isFigure(text) {
			must(f.SetCellValue(sheet, axis, v))
			return
		}
		must(f.SetCellValue(sheet, axis, text))
	}
	for i, b := range d.Blocks {
		switch b := b.(type) {
		case *original.Paragraph:
			set(row, 1, b.Text())
			row++
		case *original.Grid:
			if sheets {
				sheet, row = "表"+strconv.Itoa(i), 1
				_, err := f.NewSheet(sheet)
				must(err)
			}
			for _, c := range b.Cells {
				r := row + c.Row - 1
				set(r, c.Column, c.Text)
				if c.RowSpan > 1 || c.ColSpan > 1 {
					from, _ := excelize.CoordinatesToCellName(c.Column, r)
					to, _ := excelize.CoordinatesToCellName(c.Column+c.ColSpan-1, r+c.RowSpan-1)
					must(f.MergeCell(sheet, from, to))
				}
			}
			row += b.Rows
		}
	}
	var out bytes.Buffer
	must(f.Write(&out))
	return out.Bytes()
}
