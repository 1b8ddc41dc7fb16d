// Package check compares a report with the rules that hold for it. In go a
// report.Report and its form.Form, and those of the year before where there are
// any; out come Findings. Rules about figures are formulas in the form's layout
// file; rules about prose and structure are functions here, each with its id.
// The package knows no drawing and prints nothing.
package check

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"nianbao/internal/check/prose"
	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/tally"
	"nianbao/internal/diag"
)

// Input is what is checked.
type Input struct {
	Report   *report.Report
	Form     *form.Form
	Last     *report.Report // of the year before; nil: none
	LastForm *form.Form
	Explain  bool // Result.Numbers is wanted
}

// Finding is one thing found.
type Finding struct {
	ID        string
	Severity  diag.Severity
	Pos       diag.Pos
	Span      int // characters that are marked from Pos on; 0: one, and no words in particular
	What, Do  diag.Text
	Want, Got string // the values that should agree; "" none
	// Formula has its numbers filled in: in Chinese with the form's labels, in
	// English with the keys of the file. Zero: none.
	Formula diag.Text
}

// Context is what a rule sees: the report, its figures, the year before.
type Context struct {
	Input
	rule      Rule
	tables    sheets
	last      sheets
	findings  []Finding
	prose     *text             // read by the first rule that asks for it
	labels    map[string]string // see plain
	words     *prose.Lexicon    // nil: those that come along
	lastWords *prose.Lexicon    // of last year's form
	bodyKind  body
	bodyTold  bool
}

// Exact is one figure as typed, as computed or as not given. Number is nil
// where it is no number; what was not given is 0.
type Exact struct {
	tally.Figure
	Number *big.Rat
}

// Figure gives a figure of the report; false where its form has no such one.
func (c *Context) Figure(part, row, column string) (Exact, bool) {
	return figure(c.tables, part, row, column)
}

// LastFigure gives a figure of the year before.
func (c *Context) LastFigure(part, row, column string) (Exact, bool) {
	return figure(c.last, part, row, column)
}

func figure(tables sheets, part, row, column string) (Exact, bool) {
	if s := tables.of(part); s != nil {
		if f := s.figure(row, column); f != nil {
			return *f, true
		}
	}
	return Exact{}, false
}

// Text gives the paragraphs of a part.
func (c *Context) Text(part string) []report.Value {
	if p := c.Report.Parts[part]; p != nil {
		return p.Text
	}
	return nil
}

// Find adds a finding of the rule. What else there is to say of it can be set
// in the Finding that it gives, until the next call.
func (c *Context) Find(pos diag.Pos, what, do diag.Text) *Finding {
	c.findings = append(c.findings, Finding{ID: c.rule.ID, Severity: c.rule.Severity, Pos: pos, What: what, Do: do})
	return &c.findings[len(c.findings)-1]
}

// FindAt adds a finding of the characters from byte from to byte to of a text.
func (c *Context) FindAt(v report.Value, from, to int, what, do diag.Text) *Finding {
	f := c.Find(v.At(from), what, do)
	f.Span = len([]rune(v.Text[from:to]))
	return f
}

// formYear is the year that says whether a rule holds: that of the form, so
// that a report in another year's form is checked by the rules of that form.
func (c *Context) formYear() int {
	f := c.Form
	if y := c.Report.Year; f.FirstYear == 0 || f.FirstYear <= y && (f.LastYear == 0 || y <= f.LastYear) {
		return y
	}
	return f.FirstYear
}

func (c *Context) holds(r Rule) bool {
	y := c.formYear()
	return y >= r.From && (r.To == 0 || y <= r.To) && (!r.Last || c.Last != nil)
}

// order sorts by place, then by gravity and id.
func order(fs []Finding) {
	slices.SortStableFunc(fs, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Col, b.Pos.Col),
			cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.ID, b.ID))
	})
}

// Diagnostic gives the finding as a message for the clerk.
func (f Finding) Diagnostic() *diag.Diagnostic {
	what := f.What
	for _, add := range []diag.Text{f.values(), f.formula()} {
		if !add.IsZero() {
			what.ZH, what.EN = what.ZH+add.ZH, what.EN+add.EN
		}
	}
	return &diag.Diagnostic{Pos: f.Pos, ID: f.ID, Severity: f.Severity, What: what, Do: f.Do, Span: max(f.Span, 1)}
}

func (f Finding) values() diag.Text {
	switch {
	case f.Got == "" && f.Want == "":
		return diag.Text{}
	case f.Want == "":
		return diag.T("（现为 %s）", " (it is %s)", f.Got)
	}
	or := func(word string) string { return strings.ReplaceAll(f.Want, " / ", word) }
	return diag.Text{ZH: "（现为 " + f.Got + "，应为 " + or(" 或 ") + "）", EN: " (it is " + f.Got + ", it should be " + or(" or ") + ")"}
}

func (f Finding) formula() diag.Text {
	if f.Formula.IsZero() {
		return diag.Text{}
	}
	return diag.Text{ZH: "\n      " + f.Formula.ZH, EN: "\n      " + f.Formula.EN}
}
