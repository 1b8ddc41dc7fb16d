// Package workbook makes an Excel workbook of the tables of a report. In go a
// report.Report and its form.Form, out comes a xlsx.Book: a sheet for each table
// that looks as it is printed, figures as numbers, totals and rules as formulas
// that work without this program. It knows no file format.
package workbook

import (
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/tally"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/export/xlsx"
	"nianbao/internal/layout/compose"
)

// Make makes the workbook of a report. The error is a diag.List: the report
// cannot be composed, or a rule of the form cannot be read.
func Make(r *report.Report, f *form.Form) (*xlsx.Book, error) { return makeBook(r, f, false) }

// Blank makes a workbook without figures, to be filled in; the error is as
// Make's.
func Blank(year int, f *form.Form) (*xlsx.Book, error) {
	r := &report.Report{Year: year, Parts: map[string]*report.Part{}}
	for _, p := range f.Schema().Parts {
		part := &report.Part{Rows: map[string]*report.Row{}}
		for _, row := range p.Rows {
			if row.Optional { // else it would be left out
				part.Rows[row.Key] = &report.Row{}
			}
		}
		r.Parts[p.Key] = part
	}
	return makeBook(r, f, true)
}

func makeBook(r *report.Report, f *form.Form, blank bool) (*xlsx.Book, error) {
	doc, err := compose.Compose(r, f)
	if err != nil {
		return nil, err
	}
	m := &maker{report: r, form: f, doc: doc, blank: blank, at: map[document.FigureKey]spot{}, tallies: map[string]*tally.Sheet{},
		book: &xlsx.Book{Title: doc.Info.Title, Author: doc.Info.Author, Date: doc.Info.Date}}
	m.sheets()
	if len(m.book.Sheets) == 0 {
		return nil, diag.List{diag.New(diag.Pos{File: r.File}, diag.T("这份报告没有表格。", "the report has no tables."), diag.T("请看年度和表式对不对。", "look at its year and form."))}
	}
	m.totals()
	if err := m.rules(); err != nil {
		return nil, err
	}
	return m.book, nil
}

// maker makes one workbook.
type maker struct {
	blank   bool
	report  *report.Report
	form    *form.Form
	doc     *document.Document
	book    *xlsx.Book
	tallies map[string]*tally.Sheet // by part
	at      map[document.FigureKey]spot
	checks  *xlsx.Sheet // of the rules
}

// spot says which cell of which sheet a figure stands in.
type spot struct {
	sheet, cell int
	xlsx.Place
}

// ref names a figure's cell for formulas of a sheet; "" where it has none.
func (m *maker) ref(sheet int, k document.FigureKey) string {
	s, ok := m.at[k]
	switch {
	case !ok:
		return ""
	case s.sheet == sheet:
		return s.Absolute()
	}
	return xlsx.Foreign(m.book.Sheets[s.sheet].Name, s.Place)
}

// sheets makes a sheet of each table of the form.
func (m *maker) sheets() {
	heading := ""
	var lines []string // between the heading and the table
	for i, b := range m.doc.Blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			switch {
			case b.Role == document.Heading1:
				heading, lines = oneLine(b.Text()), nil
			case b.Style == m.form.Use.TableLine:
				lines = append(lines, b.Text())
			}
		case *document.Table:
			if hasFigures(b) {
				m.sheet(heading, lines, b, m.foot(i+1))
			}
			lines = nil
		}
	}
}

func oneLine(text string) string { return strings.ReplaceAll(text, "\n", "") }

// foot gives the lines below a table.
func (m *maker) foot(from int) (lines []string) {
	for _, b := range m.doc.Blocks[from:] {
		p, ok := b.(*document.Paragraph)
		if !ok || p.Style != m.form.Use.TableLine {
			break
		}
		lines = append(lines, p.Text())
	}
	return lines
}

func hasFigures(t *document.Table) bool {
	for r := range t.Rows {
		for i := range t.Rows[r].Cells {
			if t.Rows[r].Cells[i].Figure != nil {
				return true
			}
		}
	}
	return false
}
