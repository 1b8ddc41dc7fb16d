package check

import (
	"math/big"
	"strings"

	"nianbao/internal/check/prose"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/tally"
)

// number gives a figure as an exact number, an amount with a unit in yuan or,
// for a column that is in 万元, in that; nil where it is none. What was not given
// is 0.
func number(f tally.Figure, wan bool) *big.Rat {
	if f.State == tally.NotGiven {
		return prose.Whole(0)
	}
	if n, ok := f.Plain(); ok {
		return prose.Whole(n)
	}
	n, unit, ok := f.Amount()
	times := report.Yuan(unit)
	switch {
	case ok && unit == "":
		return n
	case !ok || times == 0:
		return nil
	case wan:
		return n.Mul(n, big.NewRat(times, report.Yuan("万元")))
	}
	return n.Mul(n, big.NewRat(times, 1))
}

// blank reports whether a figure was typed as none: "", "/", dashes, 无.
func (f Exact) blank() bool {
	return f.State == tally.Typed && f.Number == nil && (strings.Trim(f.Text, " /-－—") == "" || f.Text == "无")
}
