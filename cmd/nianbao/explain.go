package main

import (
	"fmt"

	"nianbao/internal/check"
	"nianbao/internal/diag"
)

// numberJSON is a number of the prose as programs read it; docs/checks.md
// describes it.
type numberJSON struct {
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Text    string `json:"text"`
	Read    string `json:"read"`
	Outcome string `json:"outcome"`
	With    string `json:"with,omitempty"`
}

// outcomeWords are what people read for an outcome.
var outcomeWords = map[string]diag.Text{
	check.OutcomeAgrees:  diag.T("相符", "agrees"),
	check.OutcomeDiffers: diag.T("不符", "differs"),
	check.OutcomeProse:   diag.T("与文中其他数相符", "agrees with other numbers of the prose"),
	check.OutcomeNone:    diag.T("没有比", "not compared"),
}

// explained keeps what was said of the numbers of the prose.
func (k *inspector) explained(c *checked, all []check.Explained) {
	c.numbers = all
	for _, e := range all {
		c.Numbers = append(c.Numbers, numberJSON{e.Pos.Line, e.Pos.Col, e.Text, e.Read.In(k.lang), e.Outcome, e.With.In(k.lang)})
	}
}

// showExplained prints the numbers of the prose of a file, and a line that sums
// them up.
func (a *app) showExplained(c *checked) {
	if c.numbers == nil {
		return
	}
	count := map[string]int{}
	for _, e := range c.numbers {
		count[e.Outcome]++
		line := fmt.Sprintf("%s:%d:%d: %s  %s → %s", c.File, e.Pos.Line, e.Pos.Col, e.Text, e.Read.In(a.lang), outcomeWords[e.Outcome].In(a.lang))
		if with := e.With.In(a.lang); with != "" {
			line += a.t("：", ": ") + with
		}
		fmt.Fprintln(a.out, line)
	}
	fmt.Fprintln(a.out, a.t("%[1]s: 文字中的数 %[2]d 个：与表相符 %[3]d，不符 %[4]d，与文中其他数相符 %[5]d，没有比 %[6]d",
		"%[1]s: %[2]d numbers in the prose: %[3]d agree with a table, %[4]d differ, %[5]d agree with other numbers, %[6]d not compared",
		c.File, len(c.numbers), count[check.OutcomeAgrees], count[check.OutcomeDiffers], count[check.OutcomeProse], count[check.OutcomeNone]))
}
