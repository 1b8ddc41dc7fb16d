package desk

import (
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/internal/check"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/press"
)

// offView is a rule that the report switches off.
type offView struct {
	ID     string `json:"id"`
	Reason string `json:"reason"`
	Count  int    `json:"count"` // findings that are not shown
}

// maxReason is how many characters a reason may have.
const maxReason = 200

var (
	errReason = diag.New(diag.Pos{}, diag.T("没有写明为什么不用这条核对，或者写得太长。", "it is not said why the rule is switched off, or at too great length."), diag.T("请用一句话写明理由，例如：机构改革，职能划入。", "say why in one sentence."))
	errRule   = diag.New(diag.Pos{}, diag.T("核对结果里没有这一条。", "there is no such finding."), diag.T("请看现在的核对结果。", "see what is found now."))
)

// postRule switches a rule off, with the reason, or on again without one.
func (d *Desk) postRule(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Name   string `json:"name"`
		ID     string `json:"id"`
		Reason string `json:"reason"`
		On     bool   `json:"on"`
	}
	if !asked(w, r, &in) {
		return
	}
	d.rewrite(w, in.Name, func(o *press.Opened) (*press.Opened, error) {
		if in.On {
			return d.ruleOn(in.Name, o, in.ID)
		}
		return d.ruleOff(in.Name, o, in.ID, strings.Join(strings.Fields(in.Reason), " "))
	})
}

// ruleOff writes [checks.off] ID = "reason". Only rules that have found something
// are switched off.
func (d *Desk) ruleOff(name string, o *press.Opened, id, reason string) (*press.Opened, error) {
	if reason == "" || utf8.RuneCountInString(reason) > maxReason {
		return nil, errReason
	}
	result, err := d.inspect(d.snapshot(name, o))
	if err != nil {
		return nil, err
	}
	if !check.CanBeOff(id) || !slices.ContainsFunc(result.Findings, func(f check.Finding) bool { return f.ID == id }) {
		return nil, errRule
	}
	checks := o.File.Root.Get("checks")
	off := checks.Get("off")
	e := o.File.Edit()
	switch literal := source.Quote(reason); {
	case off.Get(id) != nil:
		e.Replace(off.Get(id), literal)
	case off != nil:
		e.Insert(off, id, literal)
	case checks != nil:
		e.Insert(checks, "off", "{ "+source.Key(id)+" = "+literal+" }")
	default:
		e.Section([]string{"checks", "off"}, id, literal)
	}
	return d.applied(name, e)
}

// ruleOn takes a rule's switch out of the file.
func (d *Desk) ruleOn(name string, o *press.Opened, id string) (*press.Opened, error) {
	off := o.File.Root.Get("checks").Get("off")
	n := off.Get(id)
	if n == nil {
		return nil, errRule
	}
	if len(off.Items) == 1 {
		n = off // an empty section says nothing
	}
	e := o.File.Edit()
	e.Remove(n)
	return d.applied(name, e)
}

// applied gives the report with an edit of its file.
func (d *Desk) applied(name string, e *source.Edit) (*press.Opened, error) {
	data, err := e.Apply()
	if err != nil {
		return nil, unwritten(err)
	}
	return d.parse(name, data)
}
