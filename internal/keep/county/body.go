package county

import (
	"fmt"
	"hash/fnv"
)

// body is one government body.
type body struct {
	number int
	name   string
	topics []string
}

func (f *files) body(i int) *body {
	county, b := i/len(f.bodies), f.bodies[i%len(f.bodies)]
	first, second := f.counties[0], f.counties[1]
	name := first[county/len(second)] + second[county%len(second)] + "县" + b[0]
	return &body{number: i + 1, name: name, topics: b[1:]}
}

// any gives a number from lo to hi that follows from the body, the key and the
// year; year 0 is for what stays the same.
func (b *body) any(year int, key string, lo, hi int) int {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d %d %s", b.number, year, key)
	sum := h.Sum64()
	sum ^= sum >> 32 // FNV's low bits hardly mix
	return lo + int(sum%uint64(hi-lo+1))
}

// share takes parts of n in percent, at random up to each of most, and gives
// the parts and, first, what is left.
func (b *body) share(year int, key string, n int, most ...int) (parts []int) {
	parts = []int{n}
	for i, m := range most {
		p := n * b.any(year, fmt.Sprint(key, i), 0, m) / 100
		parts = append(parts, p)
		parts[0] -= p
	}
	return parts
}
