package main

import (
	"time"

	"golang.org/x/sys/unix"
)

// cpuTime is the processor time that a process and all its threads have had so
// far.
func cpuTime(pid int) (time.Duration, bool) {
	const ofAllThreads = 2
	var t unix.Timespec
	err := unix.ClockGettime(int32(^pid<<3|ofAllThreads), &t) // clock_getcpuclockid(3)
	return time.Duration(t.Nano()), err == nil
}
