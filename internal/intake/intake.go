// Package intake makes the clerk's file of a report that was written elsewhere.
// In go an original.Document, as a reader gave it, and the forms; out comes the
// TOML text in the standard order, its pictures, and a list of everything that is
// in doubt. The package knows forms and labels, and no format of files.
//
// Tables are found by their labels, never by their grid: rows by their names,
// columns by their heads. A figure is sure if its cell reads in one way and every
// sum that it stands in closes. Else it is written as it stands, and marked.
package intake

import (
	"fmt"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/clerk/template"
	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// Options say what the original does not, or not clearly enough.
type Options struct {
	Year   int    // 0: from the original
	Agency string // "": from the original
	Form   string // "": told by the tables and the year
	Source string // a name of the original, for the remarks
	Sum    string // its SHA-256, for the remarks
	Stem   string // what the names of pictures begin with
	Newest int    // the newest year that reports are of by now: those before are of the past

	// Carried is what import would make of the pages of the file that the original
	// carries; what it has otherwise than the original's pages is in doubt. nil: none.
	Carried *Result
}

// Result is an imported report.
type Result struct {
	Text     string // of the TOML file
	Pictures []Picture
	Doubts   []Doubt
	Remarks  []original.Remark // what was left out or changed
	Year     int
	Agency   string
	Form     *form.Form
	Figures  int                       // cells of the form's tables
	Places   map[string]original.Place // where figures stand, by part.row.column

	written map[string]string // the figures, by part.row.column
}

// Picture is a picture that the file names.
type Picture struct {
	Name string
	Data []byte
}

// Doubt is a figure or a text that the clerk has to compare with the original.
type Doubt struct {
	original.Place
	Part, Row, Column string    // the form's labels; "" where it is none
	Key               string    // part.row.column in the file
	Written           string    // what was written
	Why               diag.Text // with what stands in the original
}

// Make makes the clerk's file of a document. The error is a *diag.Diagnostic.
func Make(d *original.Document, forms *form.Set, o Options) (*Result, error) {
	w, err := readOtherNames()
	if err != nil {
		return nil, err
	}
	if len(d.Blocks) > mostBlocks || textOf(d) > source.MaxSize {
		return nil, tooMuch(d)
	}
	m := &maker{doc: d, forms: forms, Options: o, words: w, rows: map[*form.Table][]formRow{}, out: &Result{Places: map[string]original.Place{}, written: map[string]string{}}}
	m.told()
	d.DoubtTurned()
	if err := m.recognise(); err != nil {
		return nil, err
	}
	m.structure()
	m.readTables()
	text, err := m.write()
	if err != nil {
		return nil, err
	}
	if len(text) > source.MaxSize {
		return nil, tooMuch(d)
	}
	f, err := source.Parse(o.Stem+".toml", []byte(text))
	if err != nil {
		return nil, fmt.Errorf("intake: %s wrote no TOML: %w", d.Name, err)
	}
	m.out.Text, err = template.Format(&template.Report{File: f, Report: &report.Report{Year: m.Year, Agency: report.Value{Text: m.Agency}}, Form: m.form})
	if err != nil {
		return nil, fmt.Errorf("intake: %s: %w", d.Name, err)
	}
	m.out.Year, m.out.Agency, m.out.Form = m.Year, m.Agency, m.form
	return m.out, nil
}

// mostBlocks is more paragraphs, tables and pictures than any report has.
const mostBlocks = 30_000

// textOf counts the bytes of a document's text.
func textOf(d *original.Document) (n int) {
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *original.Paragraph:
			for _, r := range b.Runs {
				n += len(r.Text)
			}
		case *original.Grid:
			for _, c := range b.Cells {
				n += len(c.Text)
			}
		}
	}
	return n
}

// tooMuch refuses what is too long for a report.
func tooMuch(d *original.Document) error {
	return diag.New(diag.Pos{File: d.Name}, diag.T("原件里的文字太多，不像年报。", "the original holds more text than any report."),
		diag.T("请确认是不是选错了文件。", "is it the right file?"))
}

// maker makes one file.
type maker struct {
	Options
	doc      *original.Document
	forms    *form.Set
	words    *otherNames
	form     *form.Form
	base     *form.Form          // without the tables of others
	borrowed map[string]string   // the form whose table a part has, where it is another; by part
	matches  map[string]*match   // the form's tables, by part
	alone    []*original.Cell    // of tables without rules: each was a paragraph of its own
	labels   map[string]bool     // of all forms; nil: not looked up yet
	seconds  map[string][]*match // further tables of the same kinds
	rows     map[*form.Table][]formRow
	sheets   []*sheet
	pieces   []piece // the text
	report   reportText
	figures  map[string]figures // by part
	out      *Result
}

func (m *maker) doubt(d Doubt) { m.out.Doubts = append(m.out.Doubts, d) }

// told takes over what the reader says: what may be lost is in doubt.
func (m *maker) told() {
	for _, r := range m.doc.Remarks {
		if r.Lost {
			m.doubt(Doubt{Place: r.Place, Why: r.Text})
		} else {
			m.out.Remarks = append(m.out.Remarks, r)
		}
	}
}

func (m *maker) remark(p original.Place, t diag.Text) {
	m.out.Remarks = append(m.out.Remarks, original.Remark{Place: p, Text: t})
}

func (m *maker) refuse(what, do diag.Text) error {
	return diag.New(diag.Pos{File: m.doc.Name}, what, do)
}
