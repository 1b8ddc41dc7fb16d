package main

import (
	"runtime"
	"slices"
	"time"
)

// task is one thing that is measured.
type task struct {
	name string
	run  func() error
}

// figure is what a task took, the median of its runs.
type figure struct {
	name   string
	time   time.Duration
	allocs uint64
	bytes  uint64
}

// measure runs all tasks n times in turn, so that whatever else the machine
// does falls on all of them alike, after one turn that is not counted.
func measure(n int, tasks []task) ([]figure, error) {
	times := make([][]time.Duration, len(tasks))
	allocs := make([][]uint64, len(tasks))
	bytes := make([][]uint64, len(tasks))
	for turn := range n + 1 {
		for i, t := range tasks {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			start := time.Now()
			if err := t.run(); err != nil {
				return nil, err
			}
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if turn == 0 {
				continue
			}
			times[i] = append(times[i], took)
			allocs[i] = append(allocs[i], after.Mallocs-before.Mallocs)
			bytes[i] = append(bytes[i], after.TotalAlloc-before.TotalAlloc)
		}
	}
	figures := make([]figure, len(tasks))
	for i, t := range tasks {
		figures[i] = figure{t.name, median(times[i]), median(allocs[i]), median(bytes[i])}
	}
	return figures, nil
}

func median[T ~int64 | ~uint64](v []T) T {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}
