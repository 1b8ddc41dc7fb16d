package main

import "runtime/debug"

// How much memory may be lost again, in per cent of what is in use, before the
// program looks for it. One report is done before that is worth while: cold, a third
// of its processor time was spent looking. A batch goes on for long: for 2% more of
// its time it keeps to a tenth less memory.
const (
	garbageOfOne  = 1000
	garbageOfMany = 60
	garbageOfMost = 35 // where very much is remembered
)

// garbageOf gives it for so many reports in one call.
func garbageOf(reports int) int { return max(garbageOfMany, garbageOfOne/max(reports, 1)) }

// collectAfter sets it, and gives what sets it back.
func collectAfter(percent int) func() {
	before := debug.SetGCPercent(percent)
	return func() { debug.SetGCPercent(before) }
}

// What a batch takes before the program looks for lost memory more often than that,
// in bytes: for what all reports share, for each that is drawn at a time, and for what
// is remembered of each to the end.
const (
	memoryOfAll    = 28 << 20
	memoryOfOne    = 8 << 20
	memoryOfReport = 576
)

// collectWithin sets it for so many at a time of so many reports, where the user has
// not set less (GOMEMLIMIT), and gives what sets it back. What is remembered is no
// reason to lose more: a share of the rest may be lost, as far as that pays.
func collectWithin(atOnce, reports int) func() {
	const shared = 10 << 20 // in use by all reports together
	kept := int64(reports) * memoryOfReport
	stop := collectAfter(max(int(garbageOfMany*shared/(shared+kept)), garbageOfMost))
	before := debug.SetMemoryLimit(-1)
	debug.SetMemoryLimit(min(before, memoryOfAll+int64(atOnce)*memoryOfOne+kept))
	return func() { debug.SetMemoryLimit(before); stop() }
}
