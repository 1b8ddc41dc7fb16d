package xlsx

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

func seedFiles(tb testing.TB) [][]byte {
	f := excelize.NewFile()
	for axis, v := range map[string]any{"A1": "规章", "B1": 12, "B2": 0.5, "A3": "合计"} {
		if err := f.SetCellValue("Sheet1", axis, v); err != nil {
			tb.Fatal(err)
		}
	}
	if err := f.MergeCell("Sheet1", "A1", "A2"); err != nil {
		tb.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		tb.Fatal(err)
	}
	return [][]byte{b.Bytes()}
}
