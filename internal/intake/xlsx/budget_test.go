package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"nianbao/internal/intake/original"
)

func TestWithoutBlanks(t *testing.T) {
	for _, c := range []struct{ name, sheet, want string }{
		{"nothing to take", `<row r="1"><c r="A1"><v>1</v></c></row>`, `<row r="1"><c r="A1"><v>1</v></c></row>`},
		{"blank cells", `<row r="1"><c r="A1" s="3"/><c r="B1"><v>1</v></c><c r="C1" s="3"></c></row>`, `<row r="1"><c r="B1"><v>1</v></c></row>`},
		{"a row of blank cells", `<x/><row r="1" s="2"><c r="A1" s="3"/></row><row r="2"/><row r="3"><c r="A3"><v>1</v></c></row>`, `<x/><row r="3"><c r="A3"><v>1</v></c></row>`},
		{"no places", `<row r="1"><c s="3"/><c><v>1</v></c></row>`, `<row r="1"><c s="3"/><c><v>1</v></c></row>`},
		{"columns", `<cols><col min="1" max="3"/></cols><row r="1"><c r="A1"/></row>`, `<cols><col min="1" max="3"/></cols>`},
		{"torn", `<row r="1"><c r="A1"`, `<row r="1"><c r="A1"`},
	} {
		if got := string(withoutBlanks([]byte(c.sheet))); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestBlankRowsOfAStyle: a sheet that is coloured to its end is read, one that is
// full of figures is not.
func TestBlankRowsOfAStyle(t *testing.T) {
	data := book(t, make([]excelize.Style, 3), func(*excelize.File) error { return nil })
	for value, want := range map[string]bool{"": true, "<v>1</v>": false} {
		var rows strings.Builder
		for r := 4; r < 65000; r++ {
			fmt.Fprintf(&rows, `<row r="%d" s="1" customFormat="1" spans="1:4"><c r="A%d" s="1">%s</c><c r="B%d" s="1">%s</c><c r="C%d" s="1">%s</c><c r="D%d" s="1">%s</c></row>`, r, r, value, r, value, r, value, r, value)
		}
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		parts := map[*zip.File][]byte{}
		for _, f := range z.File {
			if strings.HasPrefix(f.Name, "xl/worksheets/") {
				part, _ := unzipped(f, maxRaw)
				parts[f] = bytes.Replace(part, []byte("</sheetData>"), []byte(rows.String()+"</sheetData>"), 1)
			}
		}
		big, err := repacked(z, parts)
		if err != nil {
			t.Fatal(err)
		}
		d, err := Read("a.xlsx", big)
		if (err == nil) != want {
			t.Fatalf("%q: %v", value, err)
		}
		if want && len(d.Blocks) != 3 {
			t.Errorf("%d blocks", len(d.Blocks))
		}
	}
}

// TestMergedOverHidden: of a merged cell some columns may be hidden.
func TestMergedOverHidden(t *testing.T) {
	for hidden, want := range map[string]bool{"A": false, "A:B": true} {
		data := book(t, make([]excelize.Style, 1), func(f *excelize.File) error {
			if err := f.MergeCell("Sheet1", "A1", "B1"); err != nil {
				return err
			}
			return f.SetColVisible("Sheet1", hidden, false)
		})
		d, err := Read("a.xlsx", data)
		if err != nil {
			t.Fatal(err)
		}
		p, ok := d.Blocks[0].(*original.Paragraph)
		if !ok || (p.Runs[0].Unsure == original.Unseen) != want {
			t.Errorf("%s hidden: %+v", hidden, d.Blocks[0])
		}
	}
}
