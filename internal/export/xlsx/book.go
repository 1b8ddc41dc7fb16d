// Package xlsx writes workbooks (ECMA-376 part 1, 18). In comes a Book: sheets of
// cells with their spans, formulas and what may be typed into them; out come
// bytes, the same every time. It knows neither reports nor forms.
package xlsx

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// Book is a workbook.
type Book struct {
	Title, Author string
	Date          document.Date // stands for the file's times; the zero one is the first that a file can have
	Sheets        []Sheet
}

// Sheet is a sheet that looks like a form. It is protected, without a password:
// what is not Open cannot be changed by mistake.
type Sheet struct {
	Name    string
	Columns []unit.Length
	Heights []unit.Length // of the rows; 0: as the program at hand sets it
	Cells   []Cell
	Marks   []Mark
}

// Place is a place of a sheet, counted from 0.
type Place struct{ Row, Col int }

// Ref gives a place as formulas name it, B3.
func (p Place) Ref() string {
	name, err := excelize.CoordinatesToCellName(p.Col+1, p.Row+1)
	if err != nil {
		return "A1048576" // no table is so wide
	}
	return name
}

// Absolute gives a place as conditions name it, $B$3: others move with the cell
// that they colour.
func (p Place) Absolute() string {
	name, err := excelize.CoordinatesToCellName(p.Col+1, p.Row+1, true)
	if err != nil {
		return p.Ref()
	}
	return name
}

// Own is the name that says that a workbook is ours, and ChecksSheet the name of
// the sheet of such a one that is no part of a report.
const (
	Own         = "nianbao"
	ChecksSheet = "核对"
)

// Cell is a cell with its spans.
type Cell struct {
	Place
	RowSpan, ColSpan int // at least 1
	Look             Look
	Text             string
	Number           bool   // Text is a number
	Signed           bool   // of a number: a plus sign is shown
	Decimals         int    // of a number: so many are shown at least
	Formula          string // without =; Text is what it comes to, where that is a number
	Name             string // by which formulas may call it; "" none
	Open             bool   // may be changed
	Accepts          *Accepts
}

// Look is how a cell looks.
type Look int

// The looks.
const (
	Words   Look = iota // text without a frame
	Title               // likewise, large and centred
	Head                // a label, centred
	Label               // a label, at the left
	Upright             // a label, its characters one under the other
	Figure
	Verdict // what a rule comes to
)

// Accepts says what may be typed into a cell, and what is told of anything else.
type Accepts struct {
	Whole, Negative bool
	Told            string
}

// Mark gives cells another colour where a condition holds.
type Mark struct {
	Cells   []Place
	Formula string
	Warning bool // yellow; else red
}

// ref gives the range of a cell.
func (c *Cell) ref() (from, to string) {
	return c.Ref(), Place{c.Row + c.RowSpan - 1, c.Col + c.ColSpan - 1}.Ref()
}

// Foreign gives a place of another sheet as formulas name it.
func Foreign(sheet string, p Place) string { return "'" + sheet + "'!" + p.Absolute() }

// Quote writes text for a formula.
func Quote(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

// SheetName makes a name of a text that no sheet of a book has: at most 31
// characters, without some signs (ECMA-376 part 1, 18.2.19).
func SheetName(text string, taken []Sheet) string {
	name := []rune(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) {
			return -1
		}
		return r
	}, text))
	name = name[:min(len(name), 28)]
	for n := 0; ; n++ {
		try := string(name)
		if n > 0 || try == "" || try == ChecksSheet {
			try += " " + strconv.Itoa(n+1)
		}
		if !slices.ContainsFunc(taken, func(s Sheet) bool { return strings.EqualFold(s.Name, try) }) {
			return try
		}
	}
}
