package county

import "fmt"

// year is one report: what the templates may say of it.
type year struct {
	*body
	Year   int
	values map[string]int    // figures by row, this year's
	sums   map[string]int    // and of all years up to this one
	rows   map[string][6]int // applications by applicant, from 2019 on
}

// Next is the year after, in which the report is published.
func (y *year) Next() int { return y.Year + 1 }

// From says whether it is the year given or a later one.
func (y *year) From(first int) bool { return y.Year >= first }

func (y *year) Body() string         { return y.name }
func (y *year) Number() int          { return y.number }
func (y *year) Topic(i int) string   { return y.topics[i] }
func (y *year) Value(key string) int { return y.values[key] }

// Any is a number that no other depends on; Fixed one that stays for all years.
func (y *year) Any(key string, lo, hi int) int   { return y.any(y.Year, key, lo, hi) }
func (y *year) Fixed(key string, lo, hi int) int { return y.any(0, key, lo, hi) }

// One picks one of the wordings.
func (y *year) One(key string, texts ...string) string {
	return texts[y.any(y.Year, key, 0, len(texts)-1)]
}

// Rows lets a template range over its rows.
func (y *year) Rows(keys ...string) []string { return keys }

// Pair is a row of this year's figure and the cumulative one.
func (y *year) Pair(key string) string { return fmt.Sprintf("[%d, %d]", y.values[key], y.sums[key]) }

// Row is a row of applications, Total its sum.
func (y *year) Row(key string) string {
	r := y.rows[key]
	return fmt.Sprintf("[%d, %d, %d, %d, %d, %d]", r[0], r[1], r[2], r[3], r[4], r[5])
}

func (y *year) Total(key string) int {
	n := 0
	for _, v := range y.rows[key] {
		n += v
	}
	return n
}
