package formula

import (
	"fmt"
	"math/big"
	"strings"
)

// most is how many summands are shown with their zeros.
const most = 8

// Keys is the formula as it was typed, each figure with its number behind it.
func (f *Formula) Keys(in *Instance, o *Outcome, figure func(*Path) (Figure, bool)) string {
	var b strings.Builder
	for _, p := range f.pieces {
		switch {
		case p.slot < 0 || f.slots[p.slot].fixed != "":
			b.WriteString(p.text)
		case !f.slots[p.slot].sum:
			fmt.Fprintf(&b, "%s(%s)", p.text, Decimal(o.numbers[p.slot]))
		default:
			ps := in.paths[p.slot]
			b.WriteString("(" + terms(ps, figure, " + ", func(p Path, n string) string { return key(p, ps) + "(" + n + ")" }) + ")")
		}
	}
	return b.String()
}

// key is the half of a summand's name in which it differs from the others.
func key(p Path, ps []Path) string {
	if len(ps) > 1 && ps[0].Row == ps[1].Row {
		return p.Column
	}
	return p.Row
}

// terms writes out a sum; of a long one only what is not zero.
func terms(ps []Path, figure func(*Path) (Figure, bool), plus string, term func(Path, string) string) string {
	var ts []string
	left := false
	for i, p := range ps {
		g, _ := figure(&ps[i])
		if g.Number == nil || len(ps) > most && g.Number.Sign() == 0 {
			left = true
			continue
		}
		ts = append(ts, term(p, Decimal(g.Number)))
	}
	if left {
		ts = append(ts, "…(0)")
	}
	return strings.Join(ts, plus)
}

// stands says how people write an operator, and the contrary of a comparison:
// where a formula does not hold, what is shown is what is the case.
var stands = map[string]string{"+": "＋", "-": "－", "*": "×", "/": "÷", "(": "（", ")": "）", ",": "、",
	"max": "较大者", "min": "较小者", "or": "，", "||": "，"}

var contrary = map[string]string{"==": "≠", "!=": "＝", "<": "≥", "<=": "＞", ">": "≤", ">=": "＜"}

// What is said of a formula that is not turned round.
var (
	itself = map[string]string{"==": "＝", "!=": "≠", "<": "＜", "<=": "≤", ">": "＞", ">=": "≥"}
	linked = map[string]string{"and": "，并且 ", "&&": "，并且 ", "or": "，或者 ", "||": "，或者 "}
)

// Words is the formula in the form's own labels, as what is the case: 现行有效 17
// ≠ 上年报告的现行有效 13 ＋ 制发 2. label names a figure. A formula that cannot be turned
// round is said as what should be the case. One with not is not said; "" then.
func (f *Formula) Words(in *Instance, o *Outcome, figure func(*Path) (Figure, bool), label func(Path) string) string {
	term := func(p Path, n string) string {
		if p.Last {
			return "上年报告的" + label(p) + " " + n
		}
		return label(p) + " " + n
	}
	var b strings.Builder
	compares, links := contrary, map[string]string(nil)
	if !f.turns() {
		compares, links = itself, linked
		b.WriteString("应当 ")
	}
	for _, p := range f.pieces {
		t := strings.TrimSpace(p.text)
		switch {
		case p.slot >= 0 && f.slots[p.slot].fixed != "":
			b.WriteString(t)
		case p.slot >= 0 && !f.slots[p.slot].sum:
			b.WriteString(term(in.paths[p.slot][0], Decimal(o.numbers[p.slot])))
		case p.slot >= 0:
			b.WriteString("（" + terms(in.paths[p.slot], figure, " ＋ ", term) + "）")
		case compares[t] != "":
			b.WriteString(" " + compares[t] + " ")
		case links[t] != "":
			b.WriteString(links[t])
		case t == "":
		case stands[t] == "":
			return ""
		case strings.Contains("+-*/", t):
			b.WriteString(" " + stands[t] + " ")
		default:
			b.WriteString(stands[t])
		}
	}
	return b.String()
}

// turns reports whether the contrary of a formula is that of each of its comparisons:
// there is one, or there are several of which one would do.
func (f *Formula) turns() bool {
	left := 1
	for _, p := range f.pieces {
		switch t := strings.TrimSpace(p.text); {
		case contrary[t] != "":
			left--
		case t == "or" || t == "||":
			left++
		case linked[t] != "": // and
			return false
		}
	}
	return left == 0
}

// maxDecimals is more than any figure of a report has.
const maxDecimals = 12

// Decimal writes a number as people do, exactly where that is possible.
func Decimal(n *big.Rat) string {
	if n == nil {
		return ""
	}
	for d := range maxDecimals {
		s := n.FloatString(d)
		if back, ok := new(big.Rat).SetString(s); ok && back.Cmp(n) == 0 {
			return s
		}
	}
	return n.FloatString(4) + "…"
}
