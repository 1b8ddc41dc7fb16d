package main

import (
	"slices"
	"time"
)

// task is one thing that is measured, in a process of its own.
type task struct {
	name    string
	process *outside // nil: measured elsewhere
	line    func(v *variant) []byte
}

// figure is what a task took for a document, the median of its turns.
type figure struct {
	task
	gone      string        // why there is none; "": there is
	cpu       time.Duration // processor time; the other where the system does not tell
	time      time.Duration
	allocs    uint64
	allocated uint64
}

// burst is how many documents a task makes in one turn, warm before the first.
const (
	burst = 5
	warm  = 32
)

// measure lets all tasks have n turns, one after the other, so that whatever
// else the machine does falls on all of them alike. A task that fails is gone.
func measure(n int, all []*variant, tasks []task) map[string]*figure {
	figures := map[string]*figure{}
	var runs []*run
	for _, t := range tasks {
		f := &figure{task: t}
		figures[t.name] = f
		if t.process == nil {
			continue
		}
		f.gone = t.process.gone
		runs = append(runs, &run{figure: f, variants: all})
	}
	for _, r := range runs {
		r.turn(warm)
		*r = run{figure: r.figure, variants: all, next: r.next}
	}
	for range n {
		for _, r := range runs {
			r.turn(burst)
		}
	}
	for _, r := range runs {
		if f := r.figure; f.gone == "" {
			f.cpu, f.time, f.allocs, f.allocated = median(r.cpus), median(r.times), median(r.allocs), median(r.allocated)
		}
	}
	return figures
}

// run is a task at work.
type run struct {
	figure            *figure
	variants          []*variant
	next              int // variant
	cpus, times       []time.Duration
	allocs, allocated []uint64
}

// turn makes so many documents.
func (r *run) turn(documents int) {
	f := r.figure
	if f.gone != "" {
		return
	}
	n := uint64(documents)
	var allocs, allocated uint64
	pid := f.process.cmd.Process.Pid
	cpu, told := cpuTime(pid)
	start := time.Now()
	for range documents {
		a, err := f.process.make(f.line(r.variants[r.next%len(r.variants)]))
		if err != nil {
			f.gone = err.Error()
			return
		}
		r.next++
		allocs, allocated = allocs+a.Allocs, allocated+a.Allocated
	}
	took := time.Since(start)
	used := took
	if told {
		used, _ = cpuTime(pid)
		used -= cpu
	}
	r.cpus, r.times = append(r.cpus, used/time.Duration(n)), append(r.times, took/time.Duration(n))
	r.allocs, r.allocated = append(r.allocs, allocs/n), append(r.allocated, allocated/n)
}

func median[T ~int64 | ~uint64](v []T) T {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}
