// Package build takes one report all the way: from the clerk's file to the
// bytes of the Word file and of the PDF. It knows the order of the stages and
// nothing of what they do. A Builder is shared by all reports of a run.
package build

import (
	"bytes"
	"errors"

	"nianbao/internal/compose"
	"nianbao/internal/diag"
	"nianbao/internal/docx"
	"nianbao/internal/font"
	"nianbao/internal/form"
	"nianbao/internal/pdf"
	"nianbao/internal/report"
	"nianbao/internal/source"
	"nianbao/internal/typeset"
)

// Builder holds what all reports of a run share. It may be used by several
// goroutines.
type Builder struct {
	Fonts   *font.Library
	Forms   *form.Set
	Typeset typeset.Options
	Version string // of the program, for the files' producer entries
	DOCX    bool
	PDF     bool
}

// Output is a report's files. Data that were not asked for are nil.
type Output struct {
	DOCX     []byte
	PDF      []byte
	Pages    int
	Warnings diag.List
}

// File builds the report in the TOML file called name. The error is a
// diag.List when the input is at fault.
func (b *Builder) File(name string) (*Output, error) {
	f, err := source.Read(name)
	if err != nil {
		return nil, err
	}
	out, err := b.source(f)
	var list diag.List
	if errors.As(err, &list) {
		quote(list, f)
	}
	if out != nil {
		quote(out.Warnings, f)
	}
	return out, err
}

// quote gives diagnostics the lines that they speak of, where a later stage
// knew only the place.
func quote(list diag.List, f *source.File) {
	for _, d := range list {
		if d.File == f.Name && d.Line0 == "" {
			d.Line0 = f.Line(d.Line)
		}
	}
}

func (b *Builder) source(f *source.File) (*Output, error) {
	layout, err := b.Layout(f)
	if err != nil {
		return nil, err
	}
	out := &Output{Pages: len(layout.Pages), Warnings: layout.Warnings}
	if b.DOCX {
		if out.DOCX, err = b.docx(layout); err != nil {
			return nil, err
		}
	}
	if b.PDF {
		if out.PDF, err = b.pdf(layout); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Layout takes a report as far as its pages. The layout's warnings are those
// of all stages.
func (b *Builder) Layout(f *source.File) (*typeset.Layout, error) {
	r, err := report.Parse(f, func(year int, name string) (report.Schema, error) {
		form, err := b.Forms.For(year, name)
		if err != nil {
			return report.Schema{}, err
		}
		return form.Schema(), nil
	})
	if err != nil {
		return nil, err
	}
	form, err := b.Forms.For(r.Year, r.Form)
	if err != nil {
		return nil, err
	}
	doc, err := compose.Compose(r, form)
	if err != nil {
		return nil, err
	}
	layout, err := typeset.Set(doc, b.Fonts, b.Typeset)
	if err != nil {
		return nil, err
	}
	layout.Warnings = append(r.Warnings, layout.Warnings...)
	return layout, nil
}

func (b *Builder) docx(l *typeset.Layout) ([]byte, error) {
	var w bytes.Buffer
	err := docx.Write(&w, l.Fitted, docx.Options{WordName: b.Fonts.WordName, WordProcessor: l.Profile.Name})
	return w.Bytes(), err
}

func (b *Builder) pdf(l *typeset.Layout) ([]byte, error) {
	var w bytes.Buffer
	err := pdf.Write(&w, l, pdf.Options{Producer: "Nianbao " + b.Version})
	return w.Bytes(), err
}
