package main

import (
	"runtime"
	"slices"
	"time"
)

// warmest is how many turns a task may have before it is measured.
const warmest = 20

// task is one thing that is measured. It is never given a variant of the sample
// twice, so that nothing can be kept from the turns before.
type task struct {
	name string
	run  func(v *variant) error
	warm int    // turns before it is measured
	gone string // why it could not be had; "": it could
	out  bool   // runs in a process of its own: no allocations to tell
}

// figure is what a task took, the median of its runs.
type figure struct {
	task
	time   time.Duration
	allocs uint64
	bytes  uint64
}

// measure runs all tasks with n variants, in turn, so that whatever else the machine
// does falls on all of them alike. A task that fails is gone.
func measure(n int, variants []*variant, tasks []task) map[string]*figure {
	figures := map[string]*figure{}
	times := make([][]time.Duration, len(tasks))
	allocs := make([][]uint64, len(tasks))
	bytes := make([][]uint64, len(tasks))
	for i := range tasks {
		figures[tasks[i].name] = &figure{task: tasks[i]}
	}
	once := func(i, turn int) {
		f := figures[tasks[i].name]
		if f.gone != "" {
			return
		}
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		start := time.Now()
		err := f.run(variants[turn])
		took := time.Since(start)
		if err != nil {
			f.gone = err.Error()
			return
		}
		runtime.ReadMemStats(&after)
		times[i] = append(times[i], took)
		allocs[i] = append(allocs[i], after.Mallocs-before.Mallocs)
		bytes[i] = append(bytes[i], after.TotalAlloc-before.TotalAlloc)
	}
	for i := range tasks {
		for turn := range max(1, tasks[i].warm) {
			once(i, n+turn)
		}
		times[i], allocs[i], bytes[i] = nil, nil, nil
	}
	for turn := range n {
		for i := range tasks {
			once(i, turn)
		}
	}
	for i := range tasks {
		if f := figures[tasks[i].name]; f.gone == "" {
			f.time, f.allocs, f.bytes = median(times[i]), median(allocs[i]), median(bytes[i])
		}
	}
	return figures
}

func median[T ~int64 | ~uint64](v []T) T {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}
