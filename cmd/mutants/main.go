// Command mutants tries the tests of packages: it turns round the conditions and
// sums of their code one at a time (== and !=, < and >= or <=, && and ||, + and -, *
// and /) and runs the package's own tests, thinned out (-short), on each. All mutants
// of a package are one program, which is told which of them to be; a mutant gets the
// tests that reach it only. What no test notices is listed.
package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"time"
)

func main() {
	sample := flag.Int("sample", 0, "try this many mutants of each package; 0: all")
	seed := flag.Uint64("seed", 0, "which ones: drawn by this number; 0: evenly spread")
	limit := flag.Duration("limit", time.Hour, "stop trying after this time in each package")
	least := flag.Int("least", 0, "fail where less than this percentage is noticed")
	flag.Parse()
	ok := flag.NArg() > 0
	for _, path := range flag.Args() {
		r, err := try(path, *sample, *seed, *limit)
		if err != nil {
			fmt.Fprintln(os.Stderr, "mutants:", err)
			os.Exit(1)
		}
		for _, m := range r.lived {
			fmt.Println("lived:", m)
		}
		for _, m := range r.unreached {
			fmt.Println("not reached:", m)
		}
		fmt.Printf("%s: %s\n", path, r)
		ok = ok && r.percent() >= *least
	}
	if !ok {
		os.Exit(1)
	}
}

// result is what became of a package's mutants.
type result struct {
	all, tried, noticed int
	lived, unreached    []mutant
}

func (r *result) percent() int { return 100 * r.noticed / max(r.tried, 1) }

func (r *result) String() string {
	return fmt.Sprintf("%d mutants, %d reached; of %d tried %d noticed, %d %%", r.all, r.all-len(r.unreached), r.tried, r.noticed, r.percent())
}

// try tries the tests of one package.
func try(path string, sample int, seed uint64, limit time.Duration) (*result, error) {
	p, err := load(path)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	b, err := p.build(dir)
	if err != nil {
		return nil, err
	}
	if err := b.survey(); err != nil {
		return nil, err
	}
	r := &result{all: len(b.mutants)}
	var reached []int
	for id := 1; id <= len(b.mutants); id++ {
		if len(b.reaching[id]) > 0 {
			reached = append(reached, id)
		} else {
			r.unreached = append(r.unreached, b.mutants[id-1])
		}
	}
	until := time.Now().Add(limit)
	for _, id := range some(reached, sample, seed) {
		if time.Now().After(until) {
			break
		}
		r.tried++
		if b.noticed(id) {
			r.noticed++
		} else {
			r.lived = append(r.lived, b.mutants[id-1])
		}
	}
	return r, nil
}

// some takes n of a list, evenly spread or drawn by a seed; 0: all. Tests are written
// with one sample in view; what they are worth, another one tells.
func some(list []int, n int, seed uint64) (taken []int) {
	if n == 0 || n > len(list) {
		return list
	}
	if seed != 0 {
		for _, i := range rand.New(rand.NewPCG(seed, 0)).Perm(len(list))[:n] {
			taken = append(taken, list[i])
		}
		slices.Sort(taken)
		return taken
	}
	for i := range n {
		taken = append(taken, list[i*len(list)/n])
	}
	return taken
}
