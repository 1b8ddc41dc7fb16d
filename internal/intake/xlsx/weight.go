package xlsx

import (
	"bytes"
	"encoding/xml"
	"io"
	"strconv"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html/charset"
)

// What the library may have to hold of a workbook. It makes every row up to the last
// and every cell of a row up to its last, and writes a text with runs of its own anew
// for each cell that has it.
const (
	maxPlaces   = 1_500_000   // rows and cells, named or between such
	manyPlaces  = 20_000      // of a sheet: its blank ones are left out, so that several such sheets are not too much
	maxUnplaced = 10_000      // rows of a sheet that do not say where they stand, or where others do
	maxFormat   = 1000        // bytes of the format of numbers; Excel allows 255 characters
	maxRich     = 1 << 30     // cells by the bytes of the longest text with runs
	maxRuns     = 50_000_000  // cells by the runs of the text that has most
	maxLooks    = 500_000_000 // cells by the elements that say how columns are: all are looked at for each
)

// weight is what parts of a workbook make the library hold.
type weight struct {
	places, unplaced, merged, cells int
	columns                         int // elements that say how columns are
	rich, runs                      int // bytes and runs of the texts that have most
	format                          int // bytes of the longest format
}

func (w *weight) add(o weight) {
	w.places, w.cells, w.merged = w.places+o.places, w.cells+o.cells, max(w.merged, o.merged)
	w.columns = max(w.columns, o.columns)
	w.unplaced, w.format = max(w.unplaced, o.unplaced), max(w.format, o.format)
	w.rich, w.runs = max(w.rich, o.rich), max(w.runs, o.runs)
}

func (w *weight) tooMuch() bool {
	many := func(n, most int) bool { return int64(w.cells)*int64(n) > int64(most) }
	return w.places > maxPlaces || w.unplaced > maxUnplaced || w.merged > maxMerged || w.format > maxFormat || w.columns > excelize.MaxColumns ||
		many(w.columns, maxLooks) || many(w.rich, maxRich) || many(w.runs, maxRuns)
}

// isXML reports whether a part is XML rather than a picture: its name may be any.
func isXML(part []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(part, []byte("\xEF\xBB\xBF")), " \t\r\n"), []byte("<"))
}

// weigh reads a part as far as it is XML, as the library will.
func weigh(part []byte) (w weight) {
	d := xml.NewDecoder(bytes.NewReader(part))
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) { return charset.NewReaderLabel(label, in) }
	s := scale{weight: &w}
	for {
		t, err := d.RawToken()
		if err != nil {
			s.endRow()
			w.places += s.lastRow
			return w
		}
		switch t := t.(type) {
		case xml.StartElement:
			s.begin(t)
		case xml.CharData:
			s.bytes += len(t)
		case xml.EndElement:
			if t.Name.Local == "si" && s.parts > 0 {
				w.rich, w.runs = max(w.rich, s.bytes), max(w.runs, s.parts)
			}
		}
	}
}

// scale weighs the elements of a part.
type scale struct {
	*weight
	row, column         int // where the last row and its last cell stand
	lastRow, lastColumn int // the farthest of the sheet, and of the row
	bytes, parts        int // of the text that is read
}

func (s *scale) begin(e xml.StartElement) {
	for _, a := range e.Attr {
		if a.Name.Local == "formatCode" {
			s.format = max(s.format, utf8.RuneCountInString(a.Value))
		}
	}
	switch e.Name.Local {
	case "row":
		s.endRow()
		at, err := strconv.Atoi(attr(e, "r"))
		if err != nil || at <= s.lastRow {
			s.unplaced++
			at = s.row + 1
		}
		s.row = at
		s.lastRow = max(s.lastRow, min(at, excelize.TotalRows))
	case "c":
		s.cells++
		s.column++
		if column, row, err := excelize.CellNameToCoordinates(attr(e, "r")); err == nil {
			s.column, s.lastRow = column, max(s.lastRow, row)
		}
		s.lastColumn = max(s.lastColumn, s.column)
	case "col":
		s.columns++
	case "mergeCell":
		s.merged++
	case "si":
		s.bytes, s.parts = 0, 0
	case "r":
		s.parts++
	}
}

// endRow counts the cells of a row.
func (s *scale) endRow() {
	s.places += s.lastColumn
	s.column, s.lastColumn = 0, 0
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
