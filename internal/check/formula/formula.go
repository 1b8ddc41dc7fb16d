// Package formula is the arithmetic of the layouts' rules. In goes the text of
// a rule's formula and the form it is for; out comes a Formula that can be run
// on the figures of a report. It knows no report and prints nothing: figures
// are asked for by their Path. All numbers are exact fractions.
package formula

import (
	"math/big"
	"slices"

	"nianbao/internal/clerk/form"
)

// Formula is a formula that was compiled for a form. Several goroutines may run it.
type Formula struct {
	Rule      *form.Rule
	Instances []Instance
	pieces    []piece // of its text
	slots     []slot
	holds     truth
	atZero    bool // holds where all figures are 0, as most are
}

// Instance is a formula with its open rows or columns filled in.
type Instance struct {
	Row, Column string   // what was filled in; "" nothing
	paths       [][]Path // by slot; several are added up
}

// Path is the figure that a name stands for. In a formula for each column
// Column is open until it is filled in, in one for each row Row is.
type Path struct {
	Last              bool // of the year before
	placed            bool
	part, figure      int // see Place
	Part, Row, Column string
}

// Place gives which of the form's parts it is of, and which of the figures of its
// table, row after row; false where it is of another form.
func (p *Path) Place() (part, figure int, known bool) { return p.part, p.figure, p.placed }

// Figure is what a formula wants to know of a figure.
type Figure struct {
	Number *big.Rat // nil: it is none
	Typed  bool     // by the clerk
	Given  bool     // false: left out, counts as 0
	Blank  bool     // typed as none: "", "/", dashes
}

// piece is a stretch of a formula's text; slot is -1 or the place of a number.
type piece struct {
	text string
	slot int
}

// slot is a place of a formula where a number goes: a figure, several that are
// added up, or a number.
type slot struct {
	path   Path
	sum    bool
	fixed  string   // a number as it was typed
	number *big.Rat // that number; 0 where it is a figure
}

// Outcome is what came of running a formula that does not hold.
type Outcome struct {
	Left, Right *big.Rat // the first comparison that was false; nil: none was
	Op          string   // "", "≠ ", "< " …: what Left should be to Right
	Assumed     bool     // a figure of last year's that was left out counts as 0
	Blanks      bool     // blanks among what is added up count as 0
	numbers     []*big.Rat
}

// Run evaluates an instance; nil where it holds, or where nothing can be said:
// a figure is no number or not to be had, it would divide by zero, or it is a
// column that was computed (those that were typed tell). Figures typed as
// blank count as 0 in sums that have other figures.
func (f *Formula) Run(in *Instance, figure func(*Path) (Figure, bool)) *Outcome {
	var few [12]*big.Rat // most formulas have no more, and most hold
	o := Outcome{numbers: few[:0]}
	typed, zeros := false, true
	for n := range f.slots {
		s := &f.slots[n]
		if s.fixed != "" {
			o.numbers = append(o.numbers, s.number)
			continue
		}
		t := total{sum: zero}
		for i := range in.paths[n] {
			p := &in.paths[n][i]
			g, ok := figure(p)
			if ok = ok && t.add(g, s.sum, p.Last); !ok {
				return nil
			}
		}
		if t.blanks == len(in.paths[n]) {
			return nil // nobody says what it is made of
		}
		o.numbers = append(o.numbers, t.sum)
		o.Assumed = o.Assumed || t.assumed
		o.Blanks = o.Blanks || t.blanks > 0
		typed = typed || t.typed
		zeros = zeros && t.sum.Sign() == 0
	}
	if !typed && in.Column != "" || zeros && f.atZero {
		return nil
	}
	e := &machine{F: slices.Clone(o.numbers)}
	if f.holds(e) || e.undefined {
		return nil
	}
	return &Outcome{e.left, e.right, e.op, o.Assumed, o.Blanks, e.F}
}

// total is the sum of the figures of one slot.
type total struct {
	sum            *big.Rat
	typed, assumed bool
	blanks         int
}

// add reports whether the figure can be counted.
func (t *total) add(g Figure, summed, last bool) bool {
	if summed && g.Blank {
		t.blanks++
		return true
	}
	if g.Number == nil {
		return false
	}
	t.assumed = t.assumed || last && !g.Given
	t.typed = t.typed || g.Typed && !last
	t.sum = Add(t.sum, g.Number)
	return true
}

// First gives the figure that a finding is placed at: the first of this year's
// in the formula, one that was typed if there is one.
func (f *Formula) First(in *Instance, figure func(*Path) (Figure, bool)) Path {
	var first *Path
	for n := range f.slots {
		for i := range in.paths[n] {
			p := &in.paths[n][i]
			if p.Last {
				continue
			}
			if first == nil {
				first = p
			}
			if g, _ := figure(p); g.Typed {
				return *p
			}
		}
	}
	if first == nil {
		return Path{}
	}
	return *first
}
