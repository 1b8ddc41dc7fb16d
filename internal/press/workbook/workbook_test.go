package workbook

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/export/xlsx"
	"nianbao/layouts"
)

func forms(t *testing.T) *form.Set {
	t.Helper()
	set, err := form.Load([]string{"xiaobiaosong", "fangsong", "kaiti", "heiti", "songti", "times"}, form.Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// opened makes a workbook of a report in TOML and opens it with the library.
func opened(t *testing.T, toml string) *excelize.File {
	t.Helper()
	f, err := source.Parse("a.toml", []byte(toml))
	if err != nil {
		t.Fatal(err)
	}
	var of *form.Form
	r, err := report.Parse(f, func(year int, name string) (report.Schema, error) {
		if of, err = forms(t).For(year, name); err != nil {
			return report.Schema{}, err
		}
		return of.Schema(), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	book, err := Make(r, of)
	if err != nil {
		t.Fatal(err)
	}
	return open(t, book)
}

func open(t *testing.T, book *xlsx.Book) *excelize.File {
	t.Helper()
	data, err := xlsx.Write(book)
	if err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

const (
	head = "year = 2023\n[agency]\nname = \"甲局\"\n"
	t2   = "二、主动公开政府信息情况"
	t3   = "三、收到和处理政府信息公开申请情况"
)

// cellOf gives where a name is.
func cellOf(t *testing.T, file *excelize.File, name string) (sheet, cell string) {
	t.Helper()
	for _, n := range file.GetDefinedName() {
		if n.Name == name {
			sheet, cell, _ = strings.Cut(n.RefersTo, "!")
			return strings.Trim(sheet, "'"), strings.ReplaceAll(cell, "$", "")
		}
	}
	t.Fatalf("there is no name %s", name)
	return "", ""
}

func value(t *testing.T, file *excelize.File, name string) string {
	t.Helper()
	sheet, cell := cellOf(t, file, name)
	v, err := file.GetCellValue(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestFigures: numbers are numbers, what is none is text, as it was typed.
func TestFigures(t *testing.T) {
	file := opened(t, head+"[disclosure]\nrules = [\"/\", \"007\", \"1.50\"]\nnormdocs = [12, \"\", \"1234567890123456\"]\n[applications]\nnew = [3, 1, 0, 0, 0, 0]\n")
	for name, want := range map[string]struct {
		text   string
		number bool
	}{
		"disclosure.rules.made": {"/", false}, "disclosure.rules.repealed": {"007", false}, "disclosure.rules.valid": {"1.50", true},
		"disclosure.normdocs.made": {"12", true}, "disclosure.normdocs.repealed": {"", false}, "disclosure.normdocs.valid": {"1234567890123456", false},
		"applications.new.natural": {"3", true}, "applications.new.total": {"4", true},
	} {
		sheet, cell := cellOf(t, file, name)
		kind, err := file.GetCellType(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		formula, _ := file.GetCellFormula(sheet, cell)
		number := kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber
		if got := value(t, file, name); got != want.text || got != "" && number != want.number {
			t.Errorf("%s: %q, number %v (%d); want %+v", name, got, number, kind, want)
		}
		if (formula != "") != strings.HasSuffix(name, "total") {
			t.Errorf("%s has the formula %q", name, formula)
		}
	}
}

// TestLocksAndWhatIsAccepted: figures are open, labels and totals are not; what may
// be typed follows from the form's rules, with a message.
func TestLocksAndWhatIsAccepted(t *testing.T) {
	f, err := forms(t).For(2026, "")
	if err != nil {
		t.Fatal(err)
	}
	book, err := Blank(2026, f)
	if err != nil {
		t.Fatal(err)
	}
	file := open(t, book)
	locked := func(sheet, cell string) bool {
		id, err := file.GetCellStyle(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := file.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		return style.Protection == nil || style.Protection.Locked
	}
	for name, want := range map[string]bool{"applications.new.natural": false, "applications.new.total": true, "applications.result_total.natural": true, "disclosure.fees.amount_wan": false} {
		if sheet, cell := cellOf(t, file, name); locked(sheet, cell) != want {
			t.Errorf("%s: locked %v", name, !want)
		}
		if got := value(t, file, name); (got == "") == want {
			t.Errorf("%s is %q", name, got)
		}
	}
	if !locked(t2, "A4") {
		t.Error("a label is not locked")
	}
	for name, kind := range map[string]string{"applications.new.natural": "whole", "disclosure.fees.amount_wan": "decimal"} {
		sheet, cell := cellOf(t, file, name)
		all, err := file.GetDataValidations(sheet)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, v := range all {
			if v.Sqref == cell {
				found = v.Type == kind && v.ShowErrorMessage && v.Error != nil && strings.Contains(*v.Error, "数")
			}
		}
		if !found {
			t.Errorf("%s accepts more than it should", name)
		}
	}
}

// TestRules: what a rule comes to is kept, and changes when a figure does.
func TestRules(t *testing.T) {
	const good = head + "[applications]\nnew = [3, 1, 0, 0, 0, 0]\nopen = [2, 1, 0, 0, 0, 0]\ncarried_out = [1, 0, 0, 0, 0, 0]\n"
	wrong := func(file *excelize.File, kept bool) (n int) {
		rows, err := file.GetRows(xlsx.ChecksSheet)
		if err != nil {
			t.Fatal(err)
		}
		for r := range rows {
			cell, _ := excelize.CoordinatesToCellName(4, r+1)
			v, _ := file.GetCellValue(xlsx.ChecksSheet, cell)
			if !kept {
				if v, err = file.CalcCellValue(xlsx.ChecksSheet, cell); err != nil {
					t.Fatal(err)
				}
			}
			if v == fails {
				n++
			}
		}
		return n
	}
	file := opened(t, good)
	if n := wrong(file, true); n != 0 {
		t.Errorf("%d rules do not hold where all do", n)
	}
	sheet, cell := cellOf(t, file, "applications.new.natural")
	if err := file.SetCellValue(sheet, cell, 4); err != nil {
		t.Fatal(err)
	}
	if n := wrong(file, false); n != 2 { // the column, and the column of totals
		t.Errorf("%d rules do not hold, want 2", n)
	}
	bad := opened(t, strings.Replace(good, "carried_out = [1, 0", "carried_out = [1, 5", 1))
	if n := wrong(bad, true); n != 2 {
		t.Errorf("%d rules do not hold, want 2", n)
	}
	marks, err := bad.GetConditionalFormats(t3)
	if err != nil || len(marks) < 30 {
		t.Errorf("%d conditional colours, error %v", len(marks), err)
	}
}
