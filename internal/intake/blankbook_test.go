package intake_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	export "nianbao/internal/export/xlsx"
	"nianbao/internal/intake/xlsx"
	excel "nianbao/internal/press/workbook"
)

// TestBlankBooksComeBack fills one figure into a blank workbook of ours and imports
// it: the figure, blanks, no text, and nobody's name. What is filled in is for the
// offices that have it, a table each.
func TestBlankBooksComeBack(t *testing.T) {
	for year, key := range map[int]string{2021: "disclosure.licence.decisions", 2020: "disclosure.fees.prev_items", 2025: "review.suit_direct.upheld", 2016: "statistics.a1.value"} {
		f, err := builder().Forms.For(year, "")
		if err != nil {
			t.Fatal(err)
		}
		book, err := excel.Blank(year, f)
		if err != nil {
			t.Fatal(err)
		}
		data, err := export.Write(book)
		if err != nil {
			t.Fatal(err)
		}
		for _, filled := range []bool{false, true} {
			if filled {
				data = fillIn(t, data, key)
			}
			d, err := xlsx.Read("report.xlsx", data)
			if err != nil {
				t.Fatal(err)
			}
			got, r := imported(t, d)
			if got.Form != f || got.Report.Agency.Text != "待填" || len(got.Report.Tables)+len(got.Report.Chapters) > 0 || strings.Contains(r.Text, "没有找到这张表") {
				t.Errorf("%d: %s\n%s", year, got.Form.Name, r.Text)
			}
			_, column, _ := strings.Cut(key, ".")
			row, column, _ := strings.Cut(column, ".")
			read := slices.ContainsFunc(dump(got), func(line string) bool {
				return strings.HasPrefix(line, row+" ") && strings.Contains(line+" ", " "+column+"=7 ")
			})
			if read != filled {
				t.Errorf("%d, filled in %v: %s read as typed %v", year, filled, key, read)
			}
		}
	}
}

// fillIn types a figure into the cell that has its name.
func fillIn(t *testing.T, data []byte, key string) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range f.GetDefinedName() {
		if n.Name == key {
			sheet, cell, _ := strings.Cut(n.RefersTo, "!")
			if err := f.SetCellValue(strings.Trim(sheet, "'"), strings.ReplaceAll(cell, "$", ""), 7); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
