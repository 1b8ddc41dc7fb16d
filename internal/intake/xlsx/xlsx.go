// Package xlsx reads Excel workbooks. In go a file's bytes, out comes an
// original.Document with a grid for each sheet: merged cells, figures as they are
// kept and not as they are rounded on the screen, formulas by the value that was
// kept with them. The package knows no form.
package xlsx

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"

	"nianbao/internal/diag"
	"nianbao/internal/export/xlsx"
	"nianbao/internal/intake/original"
	"nianbao/internal/pattern"
)

// What a workbook may have.
const (
	maxUnzipped = 256 << 20
	maxSheets   = 200
	maxRows     = 20000 // of a sheet
	maxColumns  = 500
	maxCells    = 400000 // of a sheet, also covered ones
)

// Read reads the workbook with the bytes data; name is its name in messages. The
// error is a *diag.Diagnostic.
func Read(name string, data []byte) (d *original.Document, err error) {
	defer func() {
		if said := recover(); said != nil { // the library falls over some files
			d, err = nil, unreadable(name, fmt.Errorf("%v", said))
		}
	}()
	return read(name, data)
}

func unreadable(name string, err error) error {
	return diag.New(diag.Pos{File: name}, diag.T("这个 Excel 文件读不了：%v。", "this workbook cannot be read: %v.", err),
		diag.T("请用 WPS 或 Excel 打开，另存为 .xlsx 后再试。", "open it and save it as .xlsx anew."))
}

func read(name string, data []byte) (*original.Document, error) {
	data, ok := slimmed(data)
	if !ok {
		return nil, diag.New(diag.Pos{File: name}, diag.T("这个 Excel 文件里的内容太多，不像年报。", "this workbook holds more than any report."),
			diag.T("请确认是不是选错了文件；把年报的几张表单独另存为一个 .xlsx 再试。", "is it the right file? Save the report's sheets as a workbook of their own."))
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped / 4})
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer f.Close()
	d := &original.Document{Name: name, Format: "XLSX"}
	if p, err := f.GetDocProps(); err == nil {
		d.Title, d.Author = p.Title, p.Creator
	}
	w := &reader{file: f, doc: d, looks: map[int]look{}, names: f.GetDefinedName()}
	w.own = slices.ContainsFunc(w.names, func(n excelize.DefinedName) bool { return n.Name == xlsx.Own })
	for i, sheet := range f.GetSheetList() {
		if i == maxSheets {
			w.remark(sheet, diag.T("工作表超过 %d 张，后面的没有录入。", "there are more than %d sheets; the rest was left out.", maxSheets))
			break
		}
		if visible, err := f.GetSheetVisible(sheet); err == nil && !visible {
			w.remark(sheet, diag.T("隐藏的工作表没有录入。", "a hidden sheet was left out."))
			continue
		}
		if w.own && sheet == xlsx.ChecksSheet {
			continue // says what the other sheets say
		}
		if err := w.sheet(sheet); err != nil {
			return nil, diag.New(diag.Pos{File: name}, diag.T("工作表“%[1]s”读不了：%[2]v。", "the sheet %[1]s cannot be read: %[2]v.", sheet, err), diag.Text{})
		}
	}
	return d, nil
}

// reader reads one workbook.
type reader struct {
	file  *excelize.File
	doc   *original.Document
	names []excelize.DefinedName
	own   bool         // we wrote it
	looks map[int]look // what styles do to cells

	tables int
}

func (w *reader) remark(sheet string, t diag.Text) {
	w.doc.Remarks = append(w.doc.Remarks, original.Remark{Place: original.Place{Sheet: sheet}, Text: t})
}

// sheet reads a sheet as a grid.
func (w *reader) sheet(name string) error {
	shown, err := w.rows(name, false)
	if err != nil {
		return err
	}
	kept, err := w.rows(name, true)
	if err != nil || len(shown)+len(kept) == 0 {
		return err
	}
	g := &original.Grid{Place: original.Place{Sheet: name, Table: 1}, Rows: max(len(shown), len(kept))}
	figures := w.figures(name)
	for r := range figures {
		g.Rows = max(g.Rows, r)
	}
	merged, covered, err := w.merged(name)
	if err != nil {
		return err
	}
	for _, row := range slices.Concat(shown, kept) {
		g.Columns = max(g.Columns, len(row))
	}
	for _, m := range merged {
		g.Columns = max(g.Columns, min(m.column+m.columns-1, maxColumns))
	}
	if g.Rows*g.Columns > maxCells {
		w.remark(name, diag.T("工作表有 %[1]d 行 %[2]d 列，太大，没有录入。", "a sheet of %[1]d rows and %[2]d columns is too large and was left out.", g.Rows, g.Columns))
		return nil
	}
	for r := 1; r <= g.Rows; r++ {
		for c := 1; c <= g.Columns; c++ {
			if covered[at{r, c}] {
				continue
			}
			span := area{rows: 1, columns: 1}
			if m, ok := merged[at{r, c}]; ok {
				span.rows, span.columns = min(m.rows, g.Rows+1-r), min(m.columns, g.Columns+1-c)
			}
			span.at = at{r, c}
			g.Cells = append(g.Cells, w.cell(span, name, valueAt(shown, r, c), valueAt(kept, r, c)))
		}
	}
	for _, b := range parts(g, w.tables, figures) {
		if t, ok := b.(*original.Grid); ok {
			w.tables = t.Table
		}
		w.doc.Blocks = append(w.doc.Blocks, b)
	}
	return nil
}

// cell makes a cell of what is shown and what is kept.
func (w *reader) cell(p area, sheet, shown, kept string) *original.Cell {
	c := &original.Cell{Place: original.Place{Sheet: sheet, Table: 1, Row: p.row, Column: p.column}, RowSpan: p.rows, ColSpan: p.columns, Text: w.text(shown, kept)}
	if shown == "" && kept != "" { // by a number format that shows nothing
		c.Text = kept
		c.Doubt(original.Unseen)
	}
	if scaled(shown, kept) {
		c.Doubt(original.Scaled)
	}
	w.doubt(sheet, kept, c)
	return c
}

// figures gives the rows in which a sheet of ours has figures, filled in or not:
// each figure's cell has a name.
func (w *reader) figures(sheet string) map[int]bool {
	rows := map[int]bool{}
	if !w.own {
		return rows
	}
	for _, n := range w.names {
		at, cell, _ := strings.Cut(n.RefersTo, "!$")
		if _, row, ok := strings.Cut(cell, "$"); ok && n.Name != xlsx.Own && strings.Trim(at, "'") == sheet {
			if r, err := strconv.Atoi(row); err == nil && r <= maxRows {
				rows[r] = true
			}
		}
	}
	return rows
}

// valueAt gives a cell of a sheet, counted from 1; "": it ends before.
func valueAt(rows [][]string, r, c int) string {
	if r > len(rows) || c > len(rows[r-1]) {
		return ""
	}
	return rows[r-1][c-1]
}

// rows reads the cells of a sheet, as they are shown or as they are kept.
func (w *reader) rows(name string, kept bool) (out [][]string, err error) {
	it, err := w.file.Rows(name)
	if err != nil {
		return nil, err
	}
	defer it.Close()
	last := 0
	for it.Next() {
		row, err := it.Columns(excelize.Options{RawCellValue: kept})
		if err != nil {
			return nil, err
		}
		if len(out) == maxRows {
			w.remark(name, diag.T("工作表超过 %d 行，后面的没有录入。", "the sheet has more than %d rows; the rest was left out.", maxRows))
			break
		}
		row = slices.Clone(row[:min(len(row), maxColumns)]) // the rest of it is let go
		out = append(out, row)
		if slices.ContainsFunc(row, func(s string) bool { return s != "" }) {
			last = len(out)
		}
	}
	return out[:last], nil
}

// doubt marks a cell whose text is raised, struck out or not seen, or has such pieces.
func (w *reader) doubt(sheet, kept string, cell *original.Cell) {
	if strings.TrimSpace(cell.Text) == "" {
		return
	}
	name, err := excelize.CoordinatesToCellName(cell.Column, cell.Row)
	if err != nil {
		return
	}
	if why := w.styled(sheet, name, kept, cell); !why.IsZero() {
		cell.Doubt(why)
	}
	runs, err := w.file.GetCellRichText(sheet, name)
	if err != nil {
		return
	}
	for _, r := range runs {
		switch {
		case r.Font == nil || strings.TrimSpace(r.Text) == "":
		case r.Font.Strike:
			cell.Doubt(original.Struck)
		case r.Font.VertAlign == "superscript" || r.Font.VertAlign == "subscript":
			cell.Doubt(original.Raised)
		}
	}
}

// at is a place, and area a merged cell, of a sheet.
type (
	at   struct{ row, column int }
	area struct {
		at
		rows, columns int
	}
)

// merged gives the merged cells by their first place, and the places that they
// cover besides.
func (w *reader) merged(name string) (map[at]area, map[at]bool, error) {
	cells, err := w.file.GetMergeCells(name)
	if err != nil {
		return nil, nil, err
	}
	merged, covered := map[at]area{}, map[at]bool{}
	left := maxCells
	for _, m := range cells {
		c1, r1, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		c2, r2, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err1 != nil || err2 != nil {
			continue
		}
		c2, r2 = min(c2, maxColumns), min(r2, maxRows)
		first := at{r1, c1}
		merged[first] = area{first, max(r2-r1+1, 1), max(c2-c1+1, 1)}
		if left -= (r2 - r1 + 1) * (c2 - c1 + 1); left < 0 {
			break
		}
		for r := r1; r <= r2; r++ {
			for c := c1; c <= c2; c++ {
				if p := (at{r, c}); p != first {
					covered[p] = true
				}
			}
		}
	}
	return merged, covered, nil
}

// text gives what a cell says. In a workbook of ours a plus sign and zeros at the
// end are shown where the report has them.
func (w *reader) text(shown, kept string) string {
	if a, err := strconv.ParseFloat(shown, 64); w.own && err == nil {
		if b, err := strconv.ParseFloat(kept, 64); err == nil && a == b {
			return shown
		}
	}
	return text(shown, kept)
}

// scaled reports whether another number is shown than is kept, beyond its rounding:
// by formats in thousands or 万, or with a sign of their own.
func scaled(shown, kept string) bool {
	s := strings.Map(func(r rune) rune {
		if r == ',' || r == '!' || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, shown)
	a, err1 := strconv.ParseFloat(s, 64)
	b, err2 := strconv.ParseFloat(kept, 64)
	if err1 != nil || err2 != nil || strings.ContainsAny(s, "eE") {
		return false
	}
	_, decimals, _ := strings.Cut(s, ".")
	return math.Abs(a-b) > 0.51*math.Pow10(-len(decimals))
}

// general is the format “General” as Chinese Excel writes it, which is shown as a
// text where it is not known.
const general = "通用格式"

// dated is how dates look that have no letters: 01-05-23, 2023.1.5.
var dated = pattern.New(`[0-9]-[0-9]|[0-9]\.[0-9]+\.[0-9]`)

// text gives what a cell says: a number as it is kept, all else, and what is
// shown as a share or a date, as it is shown.
func text(shown, kept string) string {
	if strings.Contains(shown, general) {
		shown = kept
	}
	v, err := strconv.ParseFloat(kept, 64)
	if err != nil || dated.MatchString(shown) || shown == kept && !strings.Contains(kept, "00000") && !strings.ContainsAny(kept, "eE") || strings.ContainsFunc(shown, func(r rune) bool { return r == '%' || r == '/' || r == ':' || unicode.IsLetter(r) && r != 'E' }) {
		return shown
	}
	short := strconv.FormatFloat(v, 'f', -1, 64)
	if rounded := strconv.FormatFloat(v, 'g', 15, 64); rounded != short { // 0.30000000000000004
		if r, err := strconv.ParseFloat(rounded, 64); err == nil {
			return strconv.FormatFloat(r, 'f', -1, 64)
		}
	}
	return short
}
