package check

import (
	"slices"
	"sync"

	"nianbao/internal/check/formula"
	"nianbao/internal/check/prose"
	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// Checker holds the formulas that were compiled, each form's once. It may be
// used by several goroutines.
type Checker struct{ forms sync.Map }

// compiled is a form's formulas and words, or what is wrong with them.
type compiled struct {
	once     sync.Once
	formulas []*formula.Formula // as the form's rules; nil: the rule has none
	words    *prose.Lexicon
	labels   map[string]string
	bad      diag.List
}

// Result is what a check found. Findings are in the order of the file.
type Result struct {
	Findings []Finding
	Off      []Off
	Numbers  []Explained // of the prose, where Input asks for them
}

// Off is a rule that the report switches off.
type Off struct {
	ID     string
	Reason string
	Count  int // findings that are not shown
}

// Count gives how many findings are of a severity.
func (r *Result) Count(s diag.Severity) (n int) {
	for _, f := range r.Findings {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// Run checks a report. The error is a diag.List: the form's rules cannot be
// read.
func (k *Checker) Run(in Input) (*Result, error) {
	compiled, err := k.compiled(in.Form)
	if err != nil {
		return nil, err
	}
	c := &Context{Input: in, tables: tables(in.Report, in.Form), labels: compiled.labels, words: compiled.words}
	if in.Last != nil {
		c.last = tables(in.Last, in.LastForm)
		if last, _ := k.compiled(in.LastForm); last != nil {
			c.lastWords = last.words
		}
	}
	for i := range in.Form.Rules {
		r := &in.Form.Rules[i]
		c.rule = Rule{ID: r.ID, Severity: r.Severity}
		c.layoutRule(r, compiled.formulas[i])
	}
	for _, r := range checks {
		if c.holds(r) {
			c.rule = r
			r.Check(c)
		}
	}
	c.withoutUnfilled()
	r := c.result()
	if in.Explain {
		r.Numbers = c.explain()
	}
	return r, nil
}

// Compile reads all formulas of a form. The error is a diag.List.
func (k *Checker) Compile(f *form.Form) error {
	_, err := k.compiled(f)
	return err
}

func (k *Checker) compiled(f *form.Form) (*compiled, error) {
	v, _ := k.forms.LoadOrStore(f, &compiled{})
	c := v.(*compiled)
	c.once.Do(func() {
		c.formulas = make([]*formula.Formula, len(f.Rules))
		for i := range f.Rules {
			r := &f.Rules[i]
			c.bad = append(c.bad, unknownFigures(f, r)...)
			if r.Formula == "" {
				continue
			}
			var bad *diag.Diagnostic
			if c.formulas[i], bad = formula.Compile(f, r); bad != nil {
				c.bad = append(c.bad, bad)
			}
		}
		words, err := wordsOf(f)
		if err != nil {
			c.bad = append(c.bad, err)
		}
		c.words, c.labels = words, plainLabels(f)
	})
	return c, c.bad.Err()
}

// checks are the rules written in Go.
var checks = slices.DeleteFunc(slices.Clone(Rules), func(r Rule) bool { return r.Check == nil })

// offID is the id of findings about the switches themselves.
const offID = "CHECKS-OFF"

// CanBeOff reports whether findings of a rule can be switched off: all but those
// about the switches, and those that something is left to fill.
func CanBeOff(id string) bool { return id != "" && id != offID && id != UnfilledID }

// result takes out what the report switches off, and orders the rest.
func (c *Context) result() *Result {
	r := &Result{}
	var known []string
	if len(c.Report.Checks.Off) > 0 {
		known = c.known()
	}
	for _, o := range c.Report.Checks.Off {
		if !slices.Contains(known, o.ID) {
			c.rule = Rule{ID: offID, Severity: diag.Error}
			what := diag.T("没有这条规则：%s", "there is no rule %s", o.ID)
			do := diag.T("编号就是核对结果里方括号中的那一个，例如 S-YEAR；全部编号用 nianbao check --rules 列出。", "the id is the one in brackets in what the check tells, such as S-YEAR; nianbao check --rules lists all.")
			if n := source.Nearest(o.ID, known); n != "" {
				do = diag.T("是否想写 %s？", "did you mean %s?", n)
			}
			if o.ID == UnfilledID {
				what, do = diag.T("“待填”不能关闭", "what is left to fill cannot be switched off"), diag.T("请填上，或者整行、整段删去。", "fill it in, or leave the row or the paragraph out.")
			}
			c.Find(o.Pos, what, do).Span = len(o.ID)
			continue
		}
		r.Off = append(r.Off, Off{ID: o.ID, Reason: o.Reason.Text})
	}
	for _, f := range c.findings {
		if i := slices.IndexFunc(r.Off, func(o Off) bool { return o.ID == f.ID }); i >= 0 {
			r.Off[i].Count++
			continue
		}
		r.Findings = append(r.Findings, f)
	}
	order(r.Findings)
	return r
}

// known gives the ids of the rules that can be switched off.
func (c *Context) known() []string {
	known := slices.DeleteFunc(ids(), func(id string) bool { return !CanBeOff(id) })
	for _, rule := range c.Form.Rules {
		if !slices.Contains(known, rule.ID) {
			known = append(known, rule.ID)
		}
	}
	return known
}
