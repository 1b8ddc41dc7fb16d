package xlsx

import (
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// TestUnsureCells: a date is given as it is shown, and raised or struck out pieces
// of a text mark its cell.
func TestUnsureCells(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	rich := func(cell string, font *excelize.Font) error {
		return f.SetCellRichText("Sheet1", cell, []excelize.RichTextRun{{Text: "1966"}, {Text: "1", Font: font}})
	}
	for _, err := range []error{
		f.SetCellValue("Sheet1", "A1", time.Date(2023, 1, 5, 0, 0, 0, 0, time.UTC)), f.SetCellStyle("Sheet1", "A1", "A1", style),
		rich("B1", &excelize.Font{VertAlign: "superscript"}), rich("C1", &excelize.Font{Strike: true}), rich("D1", &excelize.Font{Bold: true}),
		f.SetCellValue("Sheet1", "E1", 1966),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	d, err := Read("a.xlsx", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	cells := d.Blocks[0].(*original.Grid).Cells
	if got := cells[0].Text; got == "44931" {
		t.Errorf("a date is given as %s", got)
	}
	for i, want := range []bool{false, true, true, false, false} {
		if got := !cells[i].Unsure.IsZero(); got != want {
			t.Errorf("cell %d, %s: marked %t", i+1, cells[i].Text, got)
		}
	}
}

// TestFormatsThatHide: a format may show a number in white, or behind other digits.
func TestFormatsThatHide(t *testing.T) {
	dark := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"C00000"}}
	for _, c := range []struct {
		format string
		fill   excelize.Fill
		value  float64
		why    diag.Text
	}{
		{"[White]0", excelize.Fill{}, 1966, original.Unseen}, {"[白色]0", excelize.Fill{}, 1966, original.Unseen}, {"[Color2]0", excelize.Fill{}, 1966, original.Unseen},
		{"[White]0", dark, 1966, diag.Text{}}, {"[Red]0", excelize.Fill{}, 1966, diag.Text{}},
		{"0;-0;[White]0", excelize.Fill{}, 1966, diag.Text{}}, {"0;-0;[White]0", excelize.Fill{}, 0, original.Unseen},
		{"0;[White]-0", excelize.Fill{}, -1966, original.Unseen}, {"[>100][White]0;0", excelize.Fill{}, 1966, original.Unseen},
		{"*90", excelize.Fill{}, 1966, original.Padded}, {"0*9", excelize.Fill{}, 1966, original.Padded}, {"* 0", excelize.Fill{}, 1966, diag.Text{}},
		{`_-* #,##0_-;-* #,##0_-;_-* "-"_-`, excelize.Fill{}, 1966, diag.Text{}}, {`0;"*9"0`, excelize.Fill{}, 1966, diag.Text{}},
	} {
		data := book(t, []excelize.Style{{CustomNumFmt: &c.format, Fill: c.fill}}, func(f *excelize.File) error { return f.SetCellValue("Sheet1", "A1", c.value) })
		d, err := Read("a.xlsx", data)
		if err != nil {
			t.Fatal(err)
		}
		if p := d.Blocks[0].(*original.Paragraph); p.Runs[0].Unsure != c.why {
			t.Errorf("%s, %v: %q", c.format, c.value, p.Runs[0].Unsure.ZH)
		}
	}
}

// TestFormatsOfNumbers: a number is taken as it is kept, and marked where its format
// shows another one.
func TestFormatsOfNumbers(t *testing.T) {
	for _, c := range []struct {
		format, text string
		marked       bool
	}{
		{"G/通用格式", "12345.6", false}, {"[DBNum1][$-804]G/通用格式", "12345.6", false}, {"0", "12345.6", false}, {"#,##0.00", "12345.6", false},
		{"0,", "12345.6", true}, {"0!.0,", "12345.6", true}, {"-0", "12345.6", true}, {"0.00E+00", "12345.6", false},
	} {
		data := book(t, []excelize.Style{{CustomNumFmt: &c.format}}, func(f *excelize.File) error { return f.SetCellValue("Sheet1", "A1", 12345.6) })
		d, err := Read("a.xlsx", data)
		if err != nil {
			t.Fatal(err)
		}
		p, ok := d.Blocks[0].(*original.Paragraph)
		if !ok || p.Runs[0].Text != c.text || (p.Runs[0].Unsure == original.Scaled) != c.marked {
			t.Errorf("%s: %+v", c.format, d.Blocks[0])
		}
	}
}
