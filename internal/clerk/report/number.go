package report

import (
	"math/big"
	"strings"
)

// maxDigits is more than any figure of a report has.
const maxDigits = 40

// TooLong reports whether the value is a number, but one with more figures than
// is computed with.
func (v Value) TooLong() bool {
	figures := strings.TrimLeft(v.Text, "+-－＋−")
	return len(figures) > maxDigits && strings.Trim(figures, "0123456789.") == ""
}

// Plain gives the value as an integer where it is figures alone, so few that a
// thousand such numbers can be added up.
func (v Value) Plain() (int64, bool) {
	const longest = 15
	if v.Text == "" || len(v.Text) > longest {
		return 0, false
	}
	n := int64(0)
	for i := range len(v.Text) {
		if !isDigit(v.Text[i]) {
			return 0, false
		}
		n = n*10 + int64(v.Text[i]-'0')
	}
	return n, true
}

// Number gives the value as an exact number. Accepted are decimal figures with
// one of the signs + ＋ - － − or none; nothing is guessed from anything else.
func (v Value) Number() (*big.Rat, bool) {
	n, unit, ok := v.Amount()
	if !ok || unit != "" {
		return nil, false
	}
	return n, true
}

// Amount gives the value as an exact number and the unit that follows it,
// "75394432.52元" as 75394432.52 and "元".
func (v Value) Amount() (n *big.Rat, unit string, ok bool) {
	t, minus := v.Text, false
	for _, s := range []string{"+", "＋", "-", "－", "−"} {
		if rest, is := strings.CutPrefix(t, s); is {
			t, minus = rest, s != "+" && s != "＋"
			break
		}
	}
	end := 0
	for end < len(t) && (isDigit(t[end]) || t[end] == '.' && end > 0 && isDigit(t[end-1]) && !strings.Contains(t[:end], ".")) {
		end++
	}
	figures, unit := t[:end], strings.TrimFunc(t[end:], blank)
	if end == 0 || end > maxDigits || t[end-1] == '.' || unit != "" && strings.ContainsAny(unit, "0123456789.,+-") {
		return nil, "", false
	}
	n, ok = new(big.Rat).SetString(figures)
	if ok && minus {
		n.Neg(n)
	}
	return n, unit, ok
}

// Yuan says how many yuan one of a unit is; 0: it is no unit of money.
func Yuan(unit string) int64 {
	switch unit {
	case "元":
		return 1
	case "万元":
		return 1e4
	case "亿元":
		return 1e8
	}
	return 0
}

// InWan ends the keys of columns whose figures are in 万元, as their heads say.
const InWan = "_wan"

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
