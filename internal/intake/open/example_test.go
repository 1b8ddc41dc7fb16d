package open_test

import (
	"context"
	"fmt"

	"nianbao/internal/intake/open"
	"nianbao/internal/intake/original"
)

// A file is read by what is in it, whatever its name. What comes out are
// paragraphs and grids with their places; no label is looked at.
func ExampleRead() {
	page := "<!DOCTYPE html><html><body><p>2021年政府信息公开工作年度报告</p>" +
		"<table><tr><td>行政许可</td><td>17</td></tr></table></body></html>"
	d, err := open.Read(context.Background(), "年报.doc", []byte(page))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *original.Paragraph:
			fmt.Println(b.Text())
		case *original.Grid:
			fmt.Println(b.Rows, b.Columns, b.Cells[1].Text, b.Cells[1].At().Column)
		}
	}
	// Output:
	// 2021年政府信息公开工作年度报告
	// 1 2 17 2
}
