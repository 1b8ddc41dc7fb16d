package check

import (
	"math/big"
	"strings"

	"nianbao/internal/clerk/tally"
)

// yuan are the units that an amount may have, in yuan.
var yuan = map[string]int64{"": 1, "元": 1, "万元": 1e4, "亿元": 1e8}

// number gives a figure as an exact number, an amount with a unit in yuan; nil
// where it is none. What was not given is 0.
func number(f tally.Figure) *big.Rat {
	if f.State == tally.NotGiven || f.Text == "0" {
		return new(big.Rat)
	}
	n, unit, ok := f.Amount()
	times, known := yuan[unit]
	if !ok || !known {
		return nil
	}
	return n.Mul(n, big.NewRat(times, 1))
}

// blank reports whether a figure was typed as none: "", "/", dashes, 无.
func (f Exact) blank() bool {
	return f.State == tally.Typed && f.Number == nil && (strings.Trim(f.Text, " /-－—") == "" || f.Text == "无")
}
