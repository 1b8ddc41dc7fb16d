package unit

import "strconv"

// AppendDecimal appends v·10^-digits without trailing zeros.
func AppendDecimal(b []byte, v int64, digits int) []byte {
	if v < 0 {
		b = append(b, '-')
	}
	var t [24]byte
	n := strconv.AppendUint(t[:0], abs(v), 10)
	for len(n) <= digits {
		n = append(n, 0)
		copy(n[1:], n)
		n[0] = '0'
	}
	point := len(n) - digits
	for len(n) > point && n[len(n)-1] == '0' {
		n = n[:len(n)-1]
	}
	b = append(b, n[:point]...)
	if len(n) > point {
		b = append(append(b, '.'), n[point:]...)
	}
	return b
}

func abs(v int64) uint64 {
	if v < 0 {
		return -uint64(v)
	}
	return uint64(v)
}
