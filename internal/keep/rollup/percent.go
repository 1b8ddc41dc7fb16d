package rollup

import "math/big"

// percent is what share of whole a sum is, to one decimal.
func percent(c, whole *Cell) string { return share(c.Sum, whole.Sum) }

func share(part, whole *big.Rat) string {
	if whole.Sign() == 0 {
		return "0%"
	}
	q := new(big.Rat).Quo(part, whole)
	return q.Mul(q, big.NewRat(100, 1)).FloatString(1) + "%"
}

func absDifference(a, b *big.Rat) *big.Rat {
	d := new(big.Rat).Sub(a, b)
	return d.Abs(d)
}
