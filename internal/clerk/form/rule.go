package form

import (
	"regexp"
	"strings"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// Rule is a check of figures (勾稽关系), kept as it stands. What it says is
// read by the checks.
type Rule struct {
	ID       string
	Severity diag.Severity
	Part     string // whose figures Formula and Match name; "" they name the part too
	Each     string // "column", "row": Formula holds for each of Part's; "" for itself
	Formula  string // what must hold; "" nothing
	Match    []Match
	Agency   *regexp.Regexp // the agencies that it is for; nil: all
	LastForm string         // the form of last year's report that it is for; "" any
	Text     diag.Text      // what it says
	Do       diag.Text      // what to do
	Pos      diag.Pos

	formula *source.Node // a copy: the file's tree is not kept for it
	lines   []string     // of the file
}

// Match says how figures have to be written.
type Match struct {
	Figures string // "row.column", either of them may be *
	Text    *regexp.Regexp

	key  diag.Pos // of Figures in the file
	span int
}

// SpeaksOf reports whether it says something of a figure.
func (m *Match) SpeaksOf(row, column string) bool {
	r, c, _ := strings.Cut(m.Figures, ".")
	return (r == "*" || r == row) && (c == "*" || c == column)
}

// Written says how a figure has to be written; nil where no rule does.
func (f *Form) Written(part, row, column string) *regexp.Regexp {
	for i := range f.Rules {
		if r := &f.Rules[i]; r.Part == part && r.Severity == diag.Error {
			for k := range r.Match {
				if r.Match[k].SpeaksOf(row, column) {
					return r.Match[k].Text
				}
			}
		}
	}
	return nil
}

// Fault makes an error about the span characters of the formula at its byte
// off.
func (r *Rule) Fault(off, span int, what, do diag.Text) *diag.Diagnostic {
	if r.formula == nil {
		return diag.New(r.Pos, what, do)
	}
	return r.fault(r.formula.At(off), span, what, do)
}

// MatchFault makes an error about the key of a Match.
func (r *Rule) MatchFault(m *Match, what, do diag.Text) *diag.Diagnostic {
	return r.fault(m.key, m.span, what, do)
}

func (r *Rule) fault(p diag.Pos, span int, what, do diag.Text) *diag.Diagnostic {
	d := diag.New(p, what, do)
	d.Span, d.SourceLine = max(span, 1), (&source.File{Lines: r.lines}).Line(p.Line)
	return d
}

// severities are the words for how grave a rule's findings are.
var severities = choices[diag.Severity]{{"error", diag.Error}, {"warning", diag.Warning}, {"info", diag.Info}}

var eachOf = choices[string]{{"", ""}, {"column", "column"}, {"row", "row"}}

// rule reads a rule. Two of them may have the same id: a rule may need more
// than one formula.
func (d *decoder) rule(form *Form, n *source.Node) {
	if !d.Table(n, "id", "severity", "part", "each", "formula", "match", "agency", "last_form", "text", "text_en", "do", "do_en") {
		return
	}
	d.Need(n, "severity", source.String)
	r := Rule{
		ID:       d.filled(d.Need(n, "id", source.String)).Text,
		Severity: choose(d, n.Get("severity"), severities),
		Each:     choose(d, n.Get("each"), eachOf),
		Formula:  d.filled(n.Get("formula")).Text,
		Agency:   d.expression(n.Get("agency")),
		LastForm: d.filled(n.Get("last_form")).Text,
		Text:     d.both(n, "text"),
		Do:       d.both(n, "do"),
		Pos:      n.Pos,
		lines:    d.File.Lines,
	}
	if f := n.Get("formula"); f != nil {
		own := *f
		r.formula = &own
	}
	if part := n.Get("part"); part != nil {
		r.Part = d.name(part, keys(form.Parts))
	}
	for _, m := range d.Items(n.Get("match")) {
		if re := d.expression(m); re != nil {
			r.Match = append(r.Match, Match{m.Key, re, m.KeyPos, m.KeySpan})
		}
	}
	switch {
	case n.Get("formula") == nil && n.Get("match") == nil:
		d.Value(n, diag.T("规则里要写 formula 或 match。", "a rule needs a formula or match."), diag.Text{})
	case n.Get("part") == nil && (r.Each != "" || n.Get("match") != nil):
		d.Value(n, diag.T("有 each 或 match 的规则要写 part。", "a rule with each or match needs part."), diag.Text{})
	}
	form.Rules = append(form.Rules, r)
}

// both reads a message in Chinese and, under key_en, in English; the Chinese one
// stands for a missing English one.
func (d *decoder) both(n *source.Node, key string) diag.Text {
	t := diag.Text{ZH: d.printed(n.Get(key), false).Text, EN: d.printed(n.Get(key+"_en"), false).Text}
	if t.EN == "" {
		t.EN = t.ZH
	}
	return t
}
