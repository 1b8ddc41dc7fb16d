// Package form reads the layout files: which parts a report of a year has, how
// its tables look, and how pages and styles are set. In go the *.toml files of
// one or more folders, out comes a Set of Forms, or a diag.List of everything
// that is wrong with them. The package knows no report's values, no form's name
// and no label: all of these are data. docs/layout.md describes the files.
package form

import (
	"regexp"

	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/report"
	"nianbao/internal/unit"
)

// Form is one form with its page layout. It is not changed after Load and may
// be shared by goroutines.
type Form struct {
	Name      string // the file's name without .toml
	Source    string // the notice that prescribes the form
	Subject   string // of the document information
	FirstYear int    // the years it is in force; 0: taken only when named
	LastYear  int    // 0: until now
	Title     []Line // used where a report has none of its own
	Parts     []Part
	Rules     []Rule
	*Layout
}

// Line is a line of text with its place in the layout file.
type Line struct {
	Text string
	Pos  diag.Pos
}

// Part is one part of the report in the order of the form.
type Part struct {
	Key     string
	Heading Line
	Text    bool   // has prose
	Table   *Table // nil: none
}

// Rule is a check of figures (勾稽关系), kept as it stands.
type Rule struct {
	ID       string
	Severity string
	Formula  string
	Text     string // for people
	Pos      diag.Pos
}

// Table is a table whose grid is closed: every position is covered once.
type Table struct {
	Columns    []unit.Length
	HeaderRows int
	Keep       bool
	Above      unit.Length // space between the text above and the table
	Rule       unit.Length
	MarginX    unit.Length
	MarginY    unit.Length
	RowHeight  unit.Length // at least
	Rows       []Row
	Figures    []report.RowSchema // in the order of the grid
	Sums       []Sum
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

// Schema gives the row of figures called key; a zero one where there is none.
func (t *Table) Schema(key string) report.RowSchema {
	for _, s := range t.Figures {
		if s.Key == key {
			return s
		}
	}
	return report.RowSchema{}
}

// Row is one row. Cells holds the cells that begin in it, left to right.
type Row struct {
	KeepNext bool
	Cells    []Cell
}

// Cell is a label or, where Row is set, the place of a value.
type Cell struct {
	Col, RowSpan, ColSpan int
	Text                  Line
	Row, Column           string // the keys of a value
	Kind                  *Kind
}

// Kind is how a cell is set and what it is the heading of.
type Kind struct {
	Style    string
	Scope    document.Scope
	Upright  bool
	Shade    string
	KeepNext bool // its row is never last on a page
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
	defaults tableDefaults
}

// Use says which styles the parts of a report take.
type Use struct {
	Title, Part, Body, Signature string
	SignatureBlank               int // blank lines above the signature
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

// Schema says what a report in this form may hold.
func (f *Form) Schema() report.Schema {
	s := report.Schema{Parts: make([]report.PartSchema, len(f.Parts))}
	for i, p := range f.Parts {
		s.Parts[i] = report.PartSchema{Key: p.Key, Text: p.Text}
		if p.Table != nil {
			s.Parts[i].Rows = p.Table.Figures
		}
	}
	return s
}
