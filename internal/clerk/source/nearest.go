package source

import "strings"

// Nearest gives the known key that was probably meant by key, or ""; case and -
// or _ count as little.
func Nearest(key string, known []string) string {
	plain := func(k string) string { return strings.ToLower(strings.ReplaceAll(k, "-", "_")) }
	key = plain(key)
	best, least := "", 1+min(len([]rune(key)), 12)/3
	for _, k := range known {
		if d := distance(key, plain(k)); d < least || d == least && best == "" {
			best, least = k, d
		}
	}
	if best != "" || len(key) < 2 {
		return best
	}
	for _, k := range known {
		if p := plain(k); strings.HasPrefix(p, key) || len(p) > 2 && strings.HasPrefix(key, p) {
			if best != "" {
				return "" // it might be either
			}
			best = k
		}
	}
	return best
}

// distance is the number of characters to insert, delete, replace or swap with
// their neighbour to make b of a (optimal string alignment).
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	if len(s) > 64 || len(t) > 64 {
		return len(s) + len(t)
	}
	var before, last []int
	row := make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i := range s {
		before, last, row = last, row, make([]int, len(t)+1)
		row[0] = i + 1
		for j := range t {
			same := 1
			if s[i] == t[j] {
				same = 0
			}
			row[j+1] = min(row[j]+1, last[j+1]+1, last[j]+same)
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(t)]
}
