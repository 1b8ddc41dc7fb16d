// Package form reads the layout files: which parts a report of a year has, how
// its tables look, and how pages and styles are set. In go the *.toml files of
// one or more folders, out comes a Set of Forms, or a diag.List of everything
// that is wrong with them. The package knows no report's values, no form's name
// and no label: all of these are data. docs/layout.md describes the files.
package form

import (
	"regexp"
	"slices"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// Form is one form with its page layout. It is not changed after Load and may
// be shared by goroutines.
type Form struct {
	Name      string    // the file's name without .toml
	File      string    // with its folder
	Source    string    // the notice that prescribes the form
	Note      diag.Text // what is uncertain about its wording
	Subject   string    // of the document information
	FirstYear int       // the years it is in force; 0: taken only when named
	LastYear  int       // 0: until now
	Variant   bool      // one among others of its years: taken only when named
	Title     []Line    // used where a report has none of its own
	// SchoolYear says that a report is of the school year that ends in its year:
	// from 1 September to 31 August, out by 31 October.
	SchoolYear bool
	Headings   []Line // of the usual chapters, for new reports
	Chapters   bool   // the report begins with chapters of its own, before Parts
	Parts      []Part
	Rules      []Rule
	Words      Words // by which its reports' prose is read
	*Layout
}

// Words is a user's prose/words.toml; zero: there is none. What stands in it is
// read by check/prose.
type Words struct {
	File string
	Data []byte
}

// Line is a line of text with its place in the layout file.
type Line struct {
	Text string
	Pos  diag.Pos
}

// Part is one part of the report in the order of the form.
type Part struct {
	Key     string
	Heading Line   // {agency} and {year} are filled in
	Text    bool   // has prose
	Table   *Table // nil: none

	Appendix bool // stands after the signature, on a page of its own
	Optional bool // left out where a report does not have it

	tableOf *source.Node // the form whose table it has; nil: its own
}

// Table is a table whose grid is closed: every position is covered once.
type Table struct {
	TableLook
	Columns    []unit.Length
	HeaderRows int
	Keep       bool
	Head, Foot []Line // lines above and below it
	Rows       []Row
	FigureRows []report.RowSchema // in the order of the grid
	Sums       []Sum

	places map[string]int // of FigureRows, by key
}

// TableLook is what tables have in common.
type TableLook struct {
	Above     unit.Length // space between the text above and the table
	Rule      unit.Length
	MarginX   unit.Length
	MarginY   unit.Length
	Inset     unit.Length // see document.Table
	RowHeight unit.Length // at least
}

// Sum is a row of figures that is the sum of others, column by column.
type Sum struct {
	Row string
	Of  []string
}

// SumOf gives the rows that row is the sum of; nil where it is none.
func (t *Table) SumOf(row string) []string {
	for _, s := range t.Sums {
		if s.Row == row {
			return s.Of
		}
	}
	return nil
}

// Size gives how many cells the table has.
func (t *Table) Size() (n int) {
	for r := range t.Rows {
		n += len(t.Rows[r].Cells)
	}
	return n
}

// TableOf gives the table of the part called key; nil where there is none.
func (f *Form) TableOf(key string) *Table {
	for i := range f.Parts {
		if f.Parts[i].Key == key {
			return f.Parts[i].Table
		}
	}
	return nil
}

// labels lists the labels in the order of the grid.
func (t *Table) labels() (ls []string) {
	for r := range t.Rows {
		for i := range t.Rows[r].Cells {
			if c := &t.Rows[r].Cells[i]; c.Row == "" {
				ls = append(ls, c.Text.Text)
			}
		}
	}
	return ls
}

// Schema gives the row of figures called key; a zero one where there is none.
func (t *Table) Schema(key string) report.RowSchema {
	if i := t.Place(key); i >= 0 {
		return t.FigureRows[i]
	}
	return report.RowSchema{}
}

// Place gives which of FigureRows is called key; -1: none.
func (t *Table) Place(key string) int {
	if i, known := t.places[key]; known && i < len(t.FigureRows) && t.FigureRows[i].Key == key {
		return i
	}
	return slices.IndexFunc(t.FigureRows, func(s report.RowSchema) bool { return s.Key == key })
}

// Row is one row. Cells holds the cells that begin in it, left to right.
type Row struct {
	KeepNext bool
	Group    bool   // begins rows that stay on one page
	Optional string // it is not printed where this row of figures is not given; "": it always is
	Cells    []Cell
}

// Cell is a label or, where Row is set, the place of a value.
type Cell struct {
	Col, RowSpan, ColSpan int
	Text                  Line
	Row, Column           string              // the keys of a value
	Figure                *document.FigureKey // the same; nil: it has none
	Kind                  *Kind
}

// Kind is how a cell is set and what it is the heading of.
type Kind struct {
	Style    string
	Scope    document.Scope
	Upright  bool
	Shade    string
	KeepNext bool // its row is never last on a page
	Group    bool // its row begins a group, which stays on one page
}

// Layout is page, styles and what belongs to them: a file that forms share.
type Layout struct {
	Name     string
	Language string // BCP 47
	Page     document.Page
	Styles   []document.Style
	Use      Use
	Levels   []Level
	Kinds    map[string]*Kind
	Table    TableLook // of tables that say nothing else

	Attachment AttachmentLook
}

// AttachmentLook is how attachments are announced and set (GB/T 9704-2012
// 7.3.4, 7.3.7). In the patterns {n} is an attachment's number and {name} its
// name.
type AttachmentLook struct {
	One, Many           Pattern // line 1 of its page: where there is one, where there are several
	ListOne             Pattern // below the text, where there is one
	ListFirst, ListNext Pattern // where there are several
	Title               string  // style of the title
}

// Pattern is a text to be filled in, and the style of its paragraph.
type Pattern struct {
	Text  Line
	Style string
}

// Use says which styles the parts of a report take.
type Use struct {
	Title, Part, Body, Signature string
	BelowTitle                   string // the date of release; "" none of its own
	Appendix                     string // the heading of an appendix
	Caption                      string // of tables and images in prose
	TableLine                    string // the lines above and below a form's table
	SignatureBlank               int    // blank lines above the signature
}

// Level is how a paragraph is recognised by its numbering (GB/T 9704-2012
// 7.3.3: 一、 （一） 1. （1）) and how it is set.
type Level struct {
	Match    *regexp.Regexp
	Style    string // of a paragraph that is a heading
	Role     document.Role
	MaxChars int    // of a heading; 0: no limit
	Stops    string // a paragraph that goes on after one of these is no heading
	Ends     string // those of Stops with which a heading may end
	Lead     string // character style of a run-in lead up to the first of Stops; "" none
}

// Kind gives the kind of a cell of tables that are not the form's own.
func (l *Layout) Kind(name string) *Kind {
	if k := l.Kinds[name]; k != nil {
		return k
	}
	return &Kind{}
}

// Schema says what a report in this form may hold.
func (f *Form) Schema() report.Schema {
	s := report.Schema{Parts: make([]report.PartSchema, len(f.Parts)), Chapters: f.Chapters}
	for i, p := range f.Parts {
		s.Parts[i] = report.PartSchema{Key: p.Key, Head: p.Heading.Text, Text: p.Text, Optional: p.Optional}
		if p.Table != nil {
			s.Parts[i].Rows, s.Parts[i].Labels = p.Table.FigureRows, p.Table.labels()
		}
	}
	return s
}
