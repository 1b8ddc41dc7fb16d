package main

import (
	"fmt"

	"nianbao/internal/check"
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
		fmt.Fprintf(a.out, "%s:%d:%d: %s  %s\n", c.File, e.Pos.Line, e.Pos.Col, e.Text, e.Said().In(a.lang))
	}
	fmt.Fprintln(a.out, a.t("%[1]s: 文字中的数 %[2]d 个：与表相符 %[3]d，不符 %[4]d，与文中其他数相符 %[5]d，没有比 %[6]d",
		"%[1]s: %[2]d numbers in the prose: %[3]d agree with a table, %[4]d differ, %[5]d agree with other numbers, %[6]d not compared",
		c.File, len(c.numbers), count[check.OutcomeAgrees], count[check.OutcomeDiffers], count[check.OutcomeProse], count[check.OutcomeNone]))
}
