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
		cmd := exec.Command(program, "build", report, "-o", dir)
		start := time.Now()
		if out, err := cmd.CombinedOutput(); err != nil {
			return cold{}, fmt.Errorf("%w: %s", err, out)
		}
		took := time.Since(start)
		if turn == 0 { // warms the page cache
			continue
		}
		times = append(times, took)
		if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			peaks = append(peaks, uint64(usage.Maxrss)*1024) // Linux counts in KiB
		}
	}
	return cold{median(times), median(peaks)}, nil
}
