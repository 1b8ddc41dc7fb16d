package press

import (
	"errors"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// Opened is a report that was read, with the form that it is in.
type Opened struct {
	File   *source.File
	Report *report.Report
	Form   *form.Form
	Forms  *form.Set // among which it was found
}

// Pictures gives the options to read reports whose pictures may lie outside of
// their folders, or may not.
func Pictures(outside bool) []report.Option {
	if outside {
		return []report.Option{report.PicturesOutside}
	}
	return nil
}

// Open reads the report in the TOML file called name. The error is a diag.List.
func Open(forms *form.Set, name string, options ...report.Option) (*Opened, error) {
	f, err := source.Read(name)
	if err != nil {
		return nil, err
	}
	return Parse(forms, f, options...)
}

// Parse makes a report of a file. The error is a diag.List.
func Parse(forms *form.Set, f *source.File, options ...report.Option) (*Opened, error) {
	o := &Opened{File: f, Forms: forms}
	var err error
	o.Report, err = report.Parse(f, func(year int, name string) (report.Schema, error) {
		if o.Form, err = forms.For(year, name); err != nil {
			return report.Schema{}, err
		}
		return forms.Schema(o.Form), nil
	}, options...)
	if err != nil {
		return nil, err
	}
	o.Form = forms.Mixed(o.Form, o.Report)
	return o, nil
}

// Quote gives diagnostics the lines that they speak of, where a later stage
// knew only the place.
func (o *Opened) Quote(list diag.List) {
	for _, d := range list {
		if d.File == o.File.Name && d.SourceLine == "" {
			d.SourceLine = o.File.Line(d.Line)
		}
	}
}

// quote does the same for an error.
func (o *Opened) quote(err error) error {
	var list diag.List
	if errors.As(err, &list) {
		o.Quote(list)
	}
	return err
}
