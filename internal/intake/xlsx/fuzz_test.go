package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"nianbao/internal/intake/original/originaltest"
)

func FuzzRead(f *testing.F) { originaltest.Fuzz(f, seedFiles(f), Read) }

// with gives a sound workbook with other parts.
func with(t testing.TB, data []byte, parts map[string]string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	other := map[*zip.File][]byte{}
	for _, f := range z.File {
		if part, ok := parts[f.Name]; ok {
			other[f] = []byte(part)
		}
	}
	if len(other) != len(parts) {
		t.Fatal("a part is missing")
	}
	out, err := repacked(z, other)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

const (
	ns          = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	sheetPart   = "xl/worksheets/sheet1.xml"
	stylesPart  = "xl/styles.xml"
	stringsPart = "xl/sharedStrings.xml"
)

// FuzzParts: whatever stands in the parts of a workbook, it is read or refused.
func FuzzParts(f *testing.F) {
	parts := map[string]string{}
	data := seedFiles(f)[0]
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range z.File {
		part, _ := unzipped(file, maxRaw)
		parts[file.Name] = string(part)
	}
	f.Add(parts[sheetPart], parts[stylesPart], parts[stringsPart])
	f.Add(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c><c t="inlineStr"><is><r><t>a</t></r></is></c></row><row r="3"><c r="C3" s="1"><f>A1</f><v>-1.5E3</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`,
		`<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="170" formatCode="[Red]#,##0.0;*0&quot;x&quot;"/></numFmts><fonts><font><strike/><sz val="1"/></font></fonts><fills><fill><patternFill patternType="solid"><fgColor rgb="FF000000"/></patternFill></fill></fills><cellXfs><xf/><xf numFmtId="170" fontId="0" fillId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
		`<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><rPr><vertAlign val="superscript"/></rPr><t>a</t></r></si></sst>`)
	f.Fuzz(func(t *testing.T, sheet, styles, strings string) {
		d, err := Read("fuzz", with(t, data, map[string]string{sheetPart: sheet, stylesPart: styles, stringsPart: strings}))
		if err != nil {
			return
		}
		if err := d.Sound(); err != nil {
			t.Error(err)
		}
	})
}

// A few bytes can be millions of cells to the library; such workbooks are refused
// before it sees them.
func TestSmallWorkbooksMakeLittleWork(t *testing.T) {
	many := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i+1)
		}
		return b.String()
	}
	sheet := func(rows string) map[string]string {
		return map[string]string{sheetPart: "<worksheet" + ns + "><sheetData>" + rows + "</sheetData></worksheet>"}
	}
	data := seedFiles(t)[0]
	for _, c := range []struct {
		name  string
		parts map[string]string
		read  bool
	}{
		{"cells far to the right", sheet(many(1000, `<row r="%[1]d"><c r="XFD%[1]d"><v>1</v></c></row>`)), false},
		{"blank cells far to the right", sheet(`<row r="1"><c r="A1"><v>1</v></c></row>` + many(1000, `<row r="%[1]d"><c r="XFD%[1]d" s="0"/></row>`)), true},
		{"rows that do not say where", sheet(strings.Repeat("<row/>", 50_000)), false},
		{"rows at one place", sheet(strings.Repeat(`<row r="7"><c><v>1</v></c></row>`, 50_000)), false},
		{"columns", map[string]string{sheetPart: "<worksheet" + ns + "><cols>" + strings.Repeat(`<col min="1" max="2"/>`, 20_000) + "</cols></worksheet>"}, false},
		{"a width for each column", map[string]string{sheetPart: "<worksheet" + ns + "><cols>" + many(16384, `<col min="%[1]d" max="%[1]d" width="9"/>`) + `</cols><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`}, true},
		{"a long format", map[string]string{stylesPart: `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="170" formatCode="` + strings.Repeat("0", 5000) + `"/></numFmts></styleSheet>`}, false},
		{"a text of many runs", map[string]string{
			sheetPart:   "<worksheet" + ns + "><sheetData>" + many(5000, `<row r="%[1]d"><c r="A%[1]d" t="s"><v>0</v></c></row>`) + "</sheetData></worksheet>",
			stringsPart: "<sst" + ns + "><si>" + strings.Repeat("<r><t>a</t></r>", 20_000) + "</si></sst>",
		}, false},
		{"a sheet as they are", sheet(many(300, `<row r="%[1]d"><c r="A%[1]d"><v>%[1]d</v></c><c r="H%[1]d"><v>1</v></c></row>`)), true},
	} {
		d, err := Read("a.xlsx", with(t, data, c.parts))
		if (err == nil) != c.read {
			t.Errorf("%s: %v", c.name, err)
		}
		if c.read && (d == nil || len(d.Blocks) == 0 || d.Sound() != nil) {
			t.Errorf("%s: nothing was read", c.name)
		}
	}
}

// Who formats whole sheets gives each a last row of a height, and a million rows
// between.
func TestSheetsFormattedWhole(t *testing.T) {
	f := excelize.NewFile()
	if _, err := f.NewSheet("Sheet2"); err != nil {
		t.Fatal(err)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, name := range []string{sheetPart, "xl/worksheets/sheet2.xml"} {
		parts[name] = "<worksheet" + ns + `><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576" ht="20"/></sheetData></worksheet>`
	}
	d, err := Read("a.xlsx", with(t, b.Bytes(), parts))
	if err != nil || len(d.Blocks) == 0 {
		t.Fatalf("%v, %v", d, err)
	}
}
