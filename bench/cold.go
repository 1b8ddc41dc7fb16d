package main

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// cold is one whole run of the program.
type cold struct {
	time time.Duration // process start to both files on disk
	peak uint64        // peak resident memory, bytes
}

// runCold runs the program n times, each in a new process, and gives the
// medians.
func runCold(n int, program, report string) (cold, error) {
	dir, err := os.MkdirTemp("", "nianbao-bench")
	if err != nil {
		return cold{}, err
	}
	defer os.RemoveAll(dir)
	var times []time.Duration
	var peaks []uint64
	for turn := range n + 1 {
		u, err := call(exec.Command(program, "build", report, "-o", dir))
		if err != nil {
			return cold{}, err
		}
		if turn == 0 { // warms the page cache
			continue
		}
		times = append(times, u.wall)
		peaks = append(peaks, u.peak)
	}
	return cold{median(times), median(peaks)}, nil
}

// usage is what a process took.
type usage struct {
	wall, cpu time.Duration
	peak      uint64 // resident memory, bytes
}

// call runs a program to its end. Linux counts this process's own memory
// towards the peak of a child, so call it while there is little of it.
func call(cmd *exec.Cmd) (usage, error) {
	start := time.Now()
	out, err := cmd.CombinedOutput()
	u := usage{wall: time.Since(start)}
	if err != nil {
		if len(out) > 2000 {
			out = out[len(out)-2000:]
		}
		return u, fmt.Errorf("%s: %w: %s", cmd.Path, err, out)
	}
	u.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if r, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.peak = uint64(r.Maxrss) * 1024 // Linux counts in KiB
	}
	return u, nil
}
