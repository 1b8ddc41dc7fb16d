package press

import (
	"cmp"
	"slices"

	"nianbao/internal/check"
	"nianbao/internal/diag"
	"nianbao/internal/layout/compose"
	"nianbao/internal/layout/font"
	"nianbao/internal/layout/typeset"
)

// Inspect checks a report; last is the one of the year before or nil. The
// error is a diag.List: the form's rules cannot be read.
func Inspect(k *check.Checker, o, last *Opened) (*check.Result, error) {
	return inspect(k, o, last, false)
}

// Explain is Inspect, and says of every number of the prose how it was read.
func Explain(k *check.Checker, o, last *Opened) (*check.Result, error) {
	return inspect(k, o, last, true)
}

func inspect(k *check.Checker, o, last *Opened, explain bool) (*check.Result, error) {
	in := check.Input{Report: o.Report, Form: o.Form, Explain: explain}
	if last != nil {
		in.Last, in.LastForm = last.Report, last.Form
	}
	return k.Run(in)
}

// Characters tells which characters of a report no font has, and which another
// font than their style's draws: what a build would say of them. The error is
// a diag.List when the report cannot be composed; where only totals wait for
// figures, the characters are told as well.
func Characters(fonts *font.Library, o *Opened) (diag.List, error) {
	doc, err := compose.Compose(o.Report, o.Form)
	if err != nil {
		var draft error
		if doc, draft = compose.Draft(o.Report, o.Form); draft != nil {
			return nil, o.quote(err)
		}
	}
	list, bad := typeset.Characters(doc, fonts, typeset.Options{})
	o.Quote(list)
	return list, cmp.Or(o.quote(err), bad)
}

// check looks for what is wrong with a report while it is drawn. Errors stop
// it unless the report was published so or the user insists; where something is
// left to fill it always stops, for the files would look finished.
func (b *Builder) check(o *Opened) (*check.Result, diag.List, error) {
	last, list := b.shelf.Last(b.Forms, o)
	r, err := Inspect(&b.checker, o, last)
	if err != nil {
		return nil, nil, err
	}
	for _, f := range r.Findings {
		if f.Severity != diag.Info {
			list = append(list, f.Diagnostic())
		}
	}
	let := o.Report.AsPublished || b.AllowErrors
	if list.Err() != nil && (!let || r.Unfilled()) {
		return nil, nil, Stopped{slices.Concat(o.Report.Warnings, list), o.Report.Year, o.Report.Agency.Text, o.Form.Name, r.Unfilled()}
	}
	return r, list, nil
}

// Stopped are the findings that stopped a build, and which report it was.
type Stopped struct {
	List   diag.List
	Year   int
	Agency string
	Form   string // the form's name

	Unfilled bool // something is left to fill, so that Options.AllowErrors does not help
}

// Error gives the findings in English.
func (s Stopped) Error() string { return s.List.Error() }

// Unwrap gives the findings.
func (s Stopped) Unwrap() error { return s.List }
