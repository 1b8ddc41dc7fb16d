package check

import (
	"math/big"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
)

// Place is where a figure stands.
type Place struct{ Part, Row, Column string }

// Carried gives the figures of a new report that follow from the one of the
// year before alone: those that a formula of the form sets equal to figures of
// last. The error is a diag.List: the form's rules cannot be read.
func (k *Checker) Carried(f *form.Form, last *report.Report, lastForm *form.Form) (map[Place]string, error) {
	formulas, err := k.compiled(f)
	if err != nil {
		return nil, err
	}
	r := &report.Report{Year: last.Year + 1}
	c := &Context{Input: Input{Report: r, Form: f, Last: last, LastForm: lastForm}, tables: tables(r, f), last: tables(last, lastForm)}
	got := map[Place]string{}
	for _, f := range formulas {
		if f == nil || !f.carries() {
			continue
		}
		for i := range f.instances {
			if n := c.carried(f, &f.instances[i]); n != nil {
				p := f.instances[i].paths[0][0]
				got[Place{p.part, p.row, p.column}] = decimal(n)
			}
		}
	}
	return got, nil
}

// carries reports whether the formula is FIGURE == …, with figures of the year
// before at the right. What holds for one form of last year's only is a guess
// and carries nothing.
func (f *formula) carries() bool {
	if f.rule.LastForm != "" {
		return false
	}
	marks := []string{}
	for _, p := range f.pieces {
		if t := strings.TrimSpace(p.text); p.slot < 0 && t != "" {
			marks = append(marks, t)
		}
	}
	for i, s := range f.slots {
		if s.sum || (i == 0) != (s.fixed == "" && !s.path.last) {
			return false
		}
	}
	if len(f.slots) < 2 || f.pieces[0].slot != 0 || len(marks) == 0 || marks[0] != "==" {
		return false
	}
	for _, m := range marks[1:] {
		if !strings.Contains("+-*/()", m) {
			return false
		}
	}
	return true
}

// carried evaluates what stands right of the ==; nil where it cannot.
func (c *Context) carried(f *formula, in *instance) *big.Rat {
	m := &machine{F: make([]*big.Rat, len(f.slots))}
	for n, s := range f.slots {
		switch {
		case n == 0:
			m.F[n] = zero
		case s.fixed != "":
			m.F[n], _ = new(big.Rat).SetString(s.fixed)
		default:
			g, ok := c.value(in.paths[n][0])
			if !ok || g.Number == nil {
				return nil
			}
			m.F[n] = g.Number
		}
	}
	holds, err := c.vm.Run(f.program, m)
	switch {
	case err != nil || m.undefined:
		return nil
	case holds == true:
		return zero
	}
	return m.right
}
