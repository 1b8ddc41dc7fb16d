package check

import (
	"nianbao/internal/check/formula"
	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
)

// Place is where a figure stands.
type Place struct{ Part, Row, Column string }

// Carried gives the figures of a new report that follow from the one of the
// year before alone: those that a formula of the form sets equal to figures of
// last. The error is a diag.List: the form's rules cannot be read.
func (k *Checker) Carried(f *form.Form, last *report.Report, lastForm *form.Form) (map[Place]string, error) {
	compiled, err := k.compiled(f)
	if err != nil {
		return nil, err
	}
	r := &report.Report{Year: last.Year + 1}
	c := &Context{Input: Input{Report: r, Form: f, Last: last, LastForm: lastForm}, tables: tables(r, f), last: tables(last, lastForm)}
	got := map[Place]string{}
	for _, f := range compiled.formulas {
		if f == nil {
			continue
		}
		for i := range f.Instances {
			if p, n := f.Carried(&f.Instances[i], c.value); n != nil {
				got[Place{p.Part, p.Row, p.Column}] = formula.Decimal(n)
			}
		}
	}
	return got, nil
}
