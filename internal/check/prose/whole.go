package prose

import (
	"math/big"
	"strconv"
)

// Whole gives a whole number that nobody changes, in one piece of memory.
func Whole(n int64) *big.Rat {
	switch {
	case n == 0:
		return nought
	case n < 0 || n > maxWord:
		return new(big.Rat).SetInt64(n)
	}
	w := &whole{word: [1]big.Word{big.Word(n)}}
	w.Num().SetBits(w.word[:])
	return &w.Rat
}

// maxWord fits a machine word on every machine.
const maxWord = 1<<31 - 1

var nought = new(big.Rat)

type whole struct {
	big.Rat
	word [1]big.Word
}

// figures reads Arabic figures, a point among them or not.
func figures(t string) *big.Rat {
	if n, err := strconv.ParseUint(t, 10, 31); err == nil {
		return Whole(int64(n))
	}
	v, ok := new(big.Rat).SetString(t)
	if !ok {
		v = new(big.Rat)
	}
	return v
}
