// Package press takes one report all the way: from the clerk's file to the
// bytes of the Word file and of the PDF. It knows the order of the stages and
// nothing of what they do. A Builder is shared by all reports of a run.
package press

import (
	"cmp"
	"maps"
	"slices"

	"nianbao/internal/check"
	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/export/docx"
	"nianbao/internal/export/html"
	"nianbao/internal/export/pdf"
	"nianbao/internal/layout/compose"
	"nianbao/internal/layout/font"
	"nianbao/internal/layout/typeset"
)

// Options are the choices of a run.
type Options struct {
	Typeset      typeset.Options
	Version      string // of the program, for the files' producer entries
	DOCX         bool
	PDF          bool
	HTML         bool // the page, and what is pasted into editors
	LinkDOCX     bool // from the page also where it is not made: it lies there
	LinkPDF      bool
	AllowErrors  bool // build in spite of errors that the check finds, but for what is left to fill
	Draft        bool // say on every page that this is a draft
	Sealed       bool // set name and date for a seal over them
	Attach       bool // put the TOML, its pictures and the DOCX into the PDF
	AllowOutside bool // pictures may lie outside of the report's folder
	OneByOne     bool // what could be done side by side: other reports keep the cores busy
	Pages        Pages
}

// Builder builds the reports of one set of forms. It is not changed once it is
// in use, and may be used by several goroutines.
type Builder struct {
	Fonts *font.Library
	Forms *form.Set
	Options

	checker check.Checker
	shelf   Shelf
}

// Output is a report's files. Data that were not asked for are nil.
type Output struct {
	DOCX     []byte
	PDF      []byte
	HTML     []byte // the page
	Pasted   []byte // the fragment for editors
	Pages    int
	Warnings diag.List // also the findings of the check, but for notes
	Check    *check.Result
	Year     int
	Agency   string
	Form     string   // the form's name
	Images   []string // the files of the pictures, in order

	AsPublished bool
}

// File builds the report in the TOML file called name. The error is a
// diag.List when the input is at fault.
func (b *Builder) File(name string) (*Output, error) { return b.FileInto(nil, name) }

// FileInto is File, and puts the PDF into room, where that of a report before it stands
// that is needed no longer. Without room it takes some, and as much as it must.
func (b *Builder) FileInto(room []byte, name string) (*Output, error) {
	o, err := Open(b.Forms, name, Pictures(b.AllowOutside)...)
	if err != nil {
		return nil, err
	}
	return b.report(o, room)
}

// Before gives the files that may be the report of the year before.
func (b *Builder) Before(name string, year int, agency string) []string {
	return b.shelf.Candidates(name, year, agency)
}

// Report builds a report that was opened. The error is a diag.List when the
// input is at fault.
func (b *Builder) Report(o *Opened) (*Output, error) { return b.report(o, nil) }

func (b *Builder) report(o *Opened, room []byte) (*Output, error) {
	var out *Output
	err := diag.Guard(func() (err error) {
		out, err = b.output(o, room)
		return err
	})
	if err != nil {
		return nil, o.quote(err)
	}
	o.Quote(out.Warnings)
	return out, nil
}

// output makes a report's files and checks it meanwhile: neither needs the other,
// and few reports are stopped.
func (b *Builder) output(o *Opened, room []byte) (*Output, error) {
	if err := b.apart(o.File.Name); err != nil {
		return nil, err
	}
	var checked *check.Result
	var found diag.List
	stopped := b.beside(func() (err error) {
		checked, found, err = b.check(o)
		return err
	})
	out, err := b.drawn(o, room)
	if err = cmp.Or(stopped(), err); err != nil {
		return nil, err
	}
	out.Check, out.Warnings = checked, slices.Concat(o.Report.Warnings, found, out.Warnings)
	return out, nil
}

// drawn makes a report's files, unchecked.
func (b *Builder) drawn(o *Opened, room []byte) (*Output, error) {
	doc, layout, err := b.set(o)
	if err != nil {
		return nil, err
	}
	if err := b.Pages.in(o.File.Name, len(layout.Pages)); err != nil {
		return nil, err
	}
	out := &Output{
		Pages: len(layout.Pages), AsPublished: o.Report.AsPublished, Warnings: layout.Warnings,
		Year: o.Report.Year, Agency: o.Report.Agency.Text, Form: o.Form.Name,
	}
	for _, name := range slices.Sorted(maps.Keys(o.Report.Images)) {
		out.Images = append(out.Images, o.Report.Images[name].Path)
	}
	if b.HTML {
		out.HTML = html.Page(doc, b.producer(), b.links(o.File.Name))
		out.Pasted = html.Fragment(doc)
	}
	return out, b.paged(o, layout, out, room)
}

// set takes a report to its pages.
func (b *Builder) set(o *Opened) (*document.Document, *typeset.Layout, error) {
	doc, err := b.compose(o)
	if err != nil {
		return nil, nil, err
	}
	layout, err := typeset.Set(doc, b.Fonts, b.Typeset)
	return doc, layout, err
}

// paged writes the files that have pages, one beside the other where the PDF does not
// hold the Word file.
func (b *Builder) paged(o *Opened, layout *typeset.Layout, out *Output, room []byte) error {
	var word []byte
	written := b.beside(func() (err error) {
		if b.DOCX || b.PDF && b.Attach {
			word, err = b.docx(layout)
		}
		return err
	})
	opt := pdf.Options{Producer: b.producer()}
	if b.Attach {
		if err := written(); err != nil {
			return err
		}
		opt.Attachments = attachments(o, word)
	}
	var err error
	if b.PDF {
		if b.Pages != (Pages{}) {
			layout = layout.Only(b.Pages.First, b.Pages.Last)
		}
		out.PDF, err = b.pdf(layout, opt, room)
	}
	err = cmp.Or(written(), err)
	if b.DOCX {
		out.DOCX = word
	}
	return err
}

// beside does something in a goroutine of its own, or at once; wait gives its error.
func (b *Builder) beside(do func() error) (wait func() error) {
	if b.OneByOne {
		err := diag.Guard(do)
		return func() error { return err }
	}
	done := make(chan struct{})
	var err error
	go func() {
		defer close(done)
		err = diag.Guard(do)
	}()
	return func() error {
		<-done
		return err
	}
}

// producer is what files say that they were made by.
func (b *Builder) producer() string { return "Nianbao " + b.Version }

// Layout takes a report as far as its pages, unchecked and as far as it is
// written: totals that cannot be computed yet are blank.
func (b *Builder) Layout(o *Opened) (*typeset.Layout, error) {
	doc, err := b.composed(o, compose.Draft)
	if err != nil {
		return nil, err
	}
	return typeset.Set(doc, b.Fonts, b.Typeset)
}

func (b *Builder) compose(o *Opened) (*document.Document, error) {
	return b.composed(o, compose.Compose)
}

func (b *Builder) composed(o *Opened, by func(*report.Report, *form.Form) (*document.Document, error)) (*document.Document, error) {
	doc, err := by(o.Report, o.Form)
	if err != nil {
		return nil, err
	}
	if b.Draft {
		markDraft(doc)
	}
	for _, block := range doc.Blocks {
		if s, ok := block.(*document.Signature); ok {
			s.Sealed = b.Sealed
		}
	}
	return doc, nil
}

func (b *Builder) docx(l *typeset.Layout) ([]byte, error) {
	opt := docx.Options{WordFont: b.Fonts.WordFont}
	if l.Profile.Office {
		opt.WordProcessor = docx.LibreOffice
	}
	return docx.File(l.Fitted, opt)
}

func (b *Builder) pdf(l *typeset.Layout, opt pdf.Options, room []byte) ([]byte, error) {
	if room == nil {
		return pdf.File(l, opt)
	}
	return pdf.FileInto(room, l, opt)
}

// Letter makes a Word file of a document that is no report, and tells its pages.
func (b *Builder) Letter(doc *document.Document) (word []byte, pages int, err error) {
	layout, err := typeset.Set(doc, b.Fonts, b.Typeset)
	if err != nil {
		return nil, 0, err
	}
	word, err = b.docx(layout)
	return word, len(layout.Pages), err
}
