package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"nianbao/internal/unit"
)

// Write gives the bytes of a workbook. The error is a fault of the program, or a
// text that no cell can hold.
func Write(b *Book) ([]byte, error) {
	w := &writer{file: excelize.NewFile(), styles: map[look]int{}, kept: map[string]map[string]string{}}
	defer w.file.Close()
	for i := range b.Sheets {
		if err := w.sheet(i, &b.Sheets[i]); err != nil {
			return nil, fmt.Errorf("xlsx: %s: %w", b.Sheets[i].Name, err)
		}
	}
	for i := range b.Sheets {
		if err := w.keep(i, &b.Sheets[i]); err != nil {
			return nil, err
		}
	}
	if err := w.properties(b); err != nil {
		return nil, fmt.Errorf("xlsx: %w", err)
	}
	buf, err := w.file.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("xlsx: %w", err)
	}
	return finish(buf.Bytes(), w.kept)
}

// writer writes one workbook.
type writer struct {
	file   *excelize.File
	styles map[look]int
	kept   map[string]map[string]string // see finish
}

func (w *writer) properties(b *Book) error {
	at := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	if b.Date.Year > 0 {
		at = time.Date(b.Date.Year, time.Month(b.Date.Month), b.Date.Day, 0, 0, 0, 0, time.UTC)
	}
	stamp := at.Format(time.RFC3339)
	recalculate := true
	w.file.SetActiveSheet(0)
	if err := w.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &recalculate}); err != nil {
		return err
	}
	return w.file.SetDocProps(&excelize.DocProperties{Title: b.Title, Creator: b.Author, LastModifiedBy: b.Author, Created: stamp, Modified: stamp, Language: "zh-CN"})
}

// sheet writes a sheet. The first takes the place of the one that a new file has.
func (w *writer) sheet(i int, s *Sheet) error {
	var err error
	if i == 0 {
		err = w.file.SetSheetName("Sheet1", s.Name)
	} else {
		_, err = w.file.NewSheet(s.Name)
	}
	if err != nil {
		return err
	}
	if err := w.sizes(s); err != nil {
		return err
	}
	for n := range s.Cells {
		c := &s.Cells[n]
		if err := w.cell(s, c); err != nil {
			return fmt.Errorf("%s: %w", c.Ref(), err)
		}
	}
	for _, m := range s.Marks {
		if err := w.mark(s, &m); err != nil {
			return err
		}
	}
	return w.protect(s)
}

// keep computes what the formulas come to whose text is not known.
func (w *writer) keep(i int, s *Sheet) error {
	part := fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
	w.kept[part] = map[string]string{}
	for n := range s.Cells {
		c := &s.Cells[n]
		if c.Formula == "" || c.Number && c.Text != "" {
			continue
		}
		v, err := w.file.CalcCellValue(s.Name, c.Ref())
		if err != nil {
			return fmt.Errorf("xlsx: %s %s: %w", s.Name, c.Ref(), err)
		}
		w.kept[part][c.Ref()] = v
	}
	return nil
}

// Of a sheet's units: a column is so many figures wide, with 5 pixels beside
// them (ECMA-376 part 1, 18.3.1.13, for figures of 7 pixels).
const (
	pixel       = unit.Inch / 96
	figureWidth = 7 * pixel
	beside      = 5 * pixel
)

func (w *writer) sizes(s *Sheet) error {
	for i, c := range s.Columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := w.file.SetColWidth(s.Name, name, name, max(float64(c-beside)/float64(figureWidth), 1)); err != nil {
			return err
		}
	}
	for i, h := range s.Heights {
		if h > 0 {
			if err := w.file.SetRowHeight(s.Name, i+1, h.Points()); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *writer) cell(s *Sheet, c *Cell) error {
	from, to := c.ref()
	style, err := w.style(c)
	if err == nil {
		err = w.file.SetCellStyle(s.Name, from, to, style)
	}
	if err == nil && from != to {
		err = w.file.MergeCell(s.Name, from, to)
	}
	if err == nil {
		err = w.value(s, c, from)
	}
	if err == nil && c.Name != "" {
		err = w.file.SetDefinedName(&excelize.DefinedName{Name: c.Name, RefersTo: Foreign(s.Name, c.Place)})
	}
	if err == nil && c.Accepts != nil {
		err = w.accepts(s, c, from)
	}
	return err
}

// value writes what stands in a cell. A blank one is left blank: text without
// characters would not count as 0.
func (w *writer) value(s *Sheet, c *Cell, at string) error {
	if c.Text != "" && (c.Number || c.Formula == "") {
		var err error
		if n, bad := strconv.ParseFloat(c.Text, 64); c.Number && bad == nil {
			err = w.file.SetCellFloat(s.Name, at, n, -1, 64)
		} else {
			err = w.file.SetCellStr(s.Name, at, c.Text)
		}
		if err != nil {
			return err
		}
	}
	if c.Formula == "" {
		return nil
	}
	return w.file.SetCellFormula(s.Name, at, c.Formula) // the number that stands there is kept
}

// accepts says what may be typed. Without an error message nothing is stopped.
func (w *writer) accepts(s *Sheet, c *Cell, at string) error {
	v := excelize.NewDataValidation(true)
	v.SetSqref(at)
	kind, least := excelize.DataValidationTypeDecimal, "0"
	if c.Accepts.Whole {
		kind = excelize.DataValidationTypeWhole
	}
	if c.Accepts.Negative {
		least = "-999999999999999"
	}
	if err := v.SetRange(least, "999999999999999", kind, excelize.DataValidationOperatorBetween); err != nil {
		return err
	}
	v.SetError(excelize.DataValidationErrorStyleStop, "请核对", c.Accepts.Told)
	return w.file.AddDataValidation(s.Name, v)
}

func (w *writer) mark(s *Sheet, m *Mark) error {
	font, fill := "9C0006", "FF9999"
	if m.Warning {
		font, fill = "7F6000", "FFE699"
	}
	style, err := w.file.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: font}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}})
	if err != nil {
		return err
	}
	var refs []string
	for _, c := range m.Cells {
		if ref := c.Ref(); !slices.Contains(refs, ref) {
			refs = append(refs, ref)
		}
	}
	return w.file.SetConditionalFormat(s.Name, strings.Join(refs, " "), []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: m.Formula, Format: &style}})
}

// protect locks what is not open, and has the sheet printed on one page's width.
func (w *writer) protect(s *Sheet) error {
	if err := w.file.ProtectSheet(s.Name, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true}); err != nil {
		return err
	}
	a4, wide, high, fit := 9, 1, 0, true
	if err := w.file.SetSheetProps(s.Name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	o := &excelize.PageLayoutOptions{Size: &a4, FitToWidth: &wide, FitToHeight: &high}
	var width unit.Length
	for _, c := range s.Columns {
		width += c
	}
	if width > widestUpright {
		landscape := "landscape"
		o.Orientation = &landscape
	}
	return w.file.SetPageLayout(s.Name, o)
}

// widestUpright is the widest sheet that is printed on upright paper.
const widestUpright = 220 * unit.Millimetre
