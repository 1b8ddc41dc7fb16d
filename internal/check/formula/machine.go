package formula

import "math/big"

// machine is what a formula runs on: its numbers, and the operators on them.
// All numbers are exact fractions.
type machine struct {
	F []*big.Rat

	// the first comparison that was false
	left, right *big.Rat
	op          string
	undefined   bool // divided by zero
}

// Add is +.
func (m *machine) Add(a, b *big.Rat) *big.Rat { return Add(a, b) }

// zero is not changed by anybody.
var zero = new(big.Rat)

// Add gives a + b; most figures of a report are 0.
func Add(a, b *big.Rat) *big.Rat {
	switch {
	case a.Sign() == 0:
		return b
	case b.Sign() == 0:
		return a
	}
	sum := new(big.Rat)
	if a.IsInt() && b.IsInt() {
		sum.Num().Add(a.Num(), b.Num())
		return sum
	}
	return sum.Add(a, b)
}

// Sub gives a - b.
func Sub(a, b *big.Rat) *big.Rat {
	off := new(big.Rat)
	if a.IsInt() && b.IsInt() {
		off.Num().Sub(a.Num(), b.Num())
		return off
	}
	return off.Sub(a, b)
}

// Cmp compares a and b. Of fractions the library makes two products each time; most
// numbers of a report are whole.
func Cmp(a, b *big.Rat) int {
	if a.IsInt() && b.IsInt() {
		return a.Num().Cmp(b.Num())
	}
	return a.Cmp(b)
}

// Sub is -.
func (m *machine) Sub(a, b *big.Rat) *big.Rat { return Sub(a, b) }

// Mul is *.
func (m *machine) Mul(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }

// Div is /. What is divided by zero has no value, and the formula says nothing.
func (m *machine) Div(a, b *big.Rat) *big.Rat {
	if b.Sign() == 0 {
		m.undefined = true
		return new(big.Rat)
	}
	return new(big.Rat).Quo(a, b)
}

// Equal is ==.
func (m *machine) Equal(a, b *big.Rat) bool { return m.compare(a, b, "", Cmp(a, b) == 0) }

// NotEqual is !=.
func (m *machine) NotEqual(a, b *big.Rat) bool { return m.compare(a, b, "≠ ", Cmp(a, b) != 0) }

// Less is <.
func (m *machine) Less(a, b *big.Rat) bool { return m.compare(a, b, "< ", Cmp(a, b) < 0) }

// LessEqual is <=.
func (m *machine) LessEqual(a, b *big.Rat) bool { return m.compare(a, b, "≤ ", Cmp(a, b) <= 0) }

// Greater is >.
func (m *machine) Greater(a, b *big.Rat) bool { return m.compare(a, b, "> ", Cmp(a, b) > 0) }

// GreaterEqual is >=.
func (m *machine) GreaterEqual(a, b *big.Rat) bool { return m.compare(a, b, "≥ ", Cmp(a, b) >= 0) }

// Max is the greatest of numbers.
func (m *machine) Max(first *big.Rat, more ...*big.Rat) *big.Rat {
	for _, n := range more {
		if Cmp(n, first) > 0 {
			first = n
		}
	}
	return first
}

// Min is the least of numbers.
func (m *machine) Min(first *big.Rat, more ...*big.Rat) *big.Rat {
	for _, n := range more {
		if Cmp(n, first) < 0 {
			first = n
		}
	}
	return first
}

func (m *machine) compare(a, b *big.Rat, op string, holds bool) bool {
	if !holds && m.left == nil {
		m.left, m.right, m.op = a, b, op
	}
	return holds
}
