// Package report is the clerk's file: TOML in, a Report out, every value with
// its place. It knows neither forms nor drawing; which keys a form has is told
// to it as a Schema.
package report

import (
	"unicode/utf8"

	"nianbao/internal/character"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/document"
)

// Schema is what a form lets a report say.
type Schema struct {
	Parts    []PartSchema
	Chapters bool // the chapters of the report's own, [[chapter]], come first and may place the parts' tables

	Others []OtherSchema // of forms of other years, to know what is taken from them

	Form func(name string) (Schema, error) // of any form; nil: no part takes another one's table
}

// OtherSchema is another form's.
type OtherSchema struct {
	Form  string // its name
	Years diag.Text
	Parts []PartSchema
}

// PartSchema is one part: a table of figures, prose, or both.
type PartSchema struct {
	Key  string // the TOML table, "applications"
	Head string // its heading; may have {agency} and {year}
	Text bool   // has a key "text"
	Rows []RowSchema

	Labels   []string // of its table, in the order of the grid
	Optional bool     // may be left out, also of a report that was published
}

// RowSchema is one row of figures.
type RowSchema struct {
	Key     string   // "new"
	Columns []string // "natural", …
	Total   string   // the column that may be left out and is then computed; "" none
	Label   string   // what the form prints before the row; may have {year}
	Heads   []string // and above each column

	Optional bool // is not printed where it was not given
}

// Report is one year's report as typed.
type Report struct {
	File        string
	Year        int
	Form        string // named by the clerk; "" the form follows from the year
	AsPublished bool
	Agency      Value
	Title       []Value   // lines; empty: composed from agency and year
	BelowTitle  []Value   // lines: the date of release
	Released    Release   // what they say of it
	Preamble    []Value   // paragraphs
	Chapters    []Chapter // of the report's own: before the form's parts or behind them
	Parts       map[string]*Part
	Signature   Signature
	Attachments []Attachment
	Tables      map[string]*ProseTable // those that prose places by {table.NAME}
	Images      map[string]*Image      // those that prose places by {image.NAME}
	Checks      Checks
	Warnings    diag.List
}

// Part is one part's content.
type Part struct {
	Pos     diag.Pos
	Heading *Value          // where it is another one than the form's
	Text    []Value         // paragraphs, a line each; they may place the table
	Rows    map[string]*Row // a row that is not here was not given
	Head    []Value         // the lines above the table; nil: the form's
	Foot    []Value         // the lines below it; nil: the form's
	Form    string          // whose table it has; "" the report's own form's
	Labels  []Label         // of the table that were published otherwise
}

// Chapter is a chapter with the heading that the clerk gave it.
type Chapter struct {
	Pos     diag.Pos
	Heading Value
	Text    []Value
}

// Attachment is a text after the report, on pages of its own (GB/T 9704-2012
// 7.3.7).
type Attachment struct {
	Pos   diag.Pos
	Title []Value // lines
	Name  Value   // as the list of attachments has it
	Text  []Value
}

// Row is one row of figures.
type Row struct {
	Pos    diag.Pos
	Values Values
}

// Values are a row's figures by column. A column that is not here was not given.
type Values []Figure

// Figure is a figure of a column.
type Figure struct {
	Column string
	Value
}

// Get gives the figure of a column; false where it was not given.
func (vs Values) Get(column string) (v Value, given bool) {
	for i := range vs {
		if vs[i].Column == column {
			return vs[i].Value, true
		}
	}
	return v, false
}

// Of gives the figure of a column, an empty one where it was not given.
func (vs Values) Of(column string) Value {
	v, _ := vs.Get(column)
	return v
}

// Set gives a column another figure.
func (vs *Values) Set(column string, v Value) {
	for i := range *vs {
		if f := &(*vs)[i]; f.Column == column {
			f.Value = v
			return
		}
	}
	*vs = append(*vs, Figure{column, v})
}

// Value is text with its place.
type Value struct {
	Text string // as typed, but for what package character drops, replaces or composes
	Pos  diag.Pos

	node  *source.Node    // of a string: knows the place of every character
	off   int32           // where what was typed begins in the node's text
	skip  int32           // where Text begins in clean's text
	clean *character.Text // what became of it; nil: Text is what was typed
}

// At gives the place in the file of the character at byte off of the text.
func (v Value) At(off int) diag.Pos {
	if v.clean != nil {
		off = v.clean.Typed(int(v.skip) + off)
	}
	if v.node != nil {
		return v.node.At(int(v.off) + off)
	}
	p := v.Pos
	p.Col += utf8.RuneCountInString(v.Text[:min(max(off, 0), len(v.Text))])
	return p
}

// Signature is name and date at the end.
type Signature struct {
	Pos  diag.Pos
	Name Value
	Date Value         // as typed
	Day  document.Date // the same as a date, as far as it could be read
}

// Release is the day on which a report was published, as far as it says so
// below its title.
type Release struct {
	Line Value
	Day  document.Date
}
