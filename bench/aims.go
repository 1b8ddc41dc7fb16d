package main

import (
	"fmt"
	"time"
)

// aim is what the program should reach, and what it does.
type aim struct {
	text     string
	limit    string
	measured string
	reached  bool
	missing  string // why nothing was measured
}

func atMost(text string, got, limit time.Duration) aim {
	return aim{text: text, limit: "at most " + span(limit), measured: span(got), reached: got <= limit}
}

// faster compares a peer with ours.
func faster(text string, theirs *figure, ours time.Duration, times float64) aim {
	a := aim{text: text, limit: fmt.Sprintf("at least %g times", times), missing: theirs.gone}
	if a.missing == "" {
		got := float64(theirs.cpu) / float64(ours)
		a.measured, a.reached = fmt.Sprintf("%.1f times", got), got >= times
	}
	return a
}

// aims works them out from what was measured.
func (r *results) aims() []aim {
	ours := r.figures[nianbao].cpu
	floor := float64(ours) / float64(r.figures[bottom].cpu)
	all := []aim{
		atMost("one more report, DOCX and PDF: processor time", ours, 6*time.Millisecond),
		faster("faster than Typst's PDF alone", r.figures[typst], ours, 8),
		faster("faster than LibreOffice's conversion alone, one more file in a call", r.figures[libreOffice], ours, 30),
		{text: "of the floor", limit: "at most 2.5 times", measured: fmt.Sprintf("%.2f times", floor), reached: floor <= 2.5},
	}
	if n := len(r.batches); n == 0 {
		all = append(all, aim{text: "a batch", missing: r.noBatch})
	} else {
		first, most := r.batches[0], r.batches[n-1]
		const limit = 10_000
		size := fmt.Sprintf("%d different reports in one batch", most.reports)
		short := ""
		if most.reports < limit {
			short = fmt.Sprintf("the run had %d reports only, not %d", most.reports, limit)
		}
		growth := float64(most.first.peak) / float64(first.first.peak)
		perReport := most.first.cpu / time.Duration(most.reports)
		batch := []aim{
			atMost(size+", checked and written: processor time a report", perReport, 6*time.Millisecond),
			{text: size + ": peak memory", limit: "at most 200 MB", measured: megabytes(most.first.peak), reached: most.first.peak <= 200e6},
			{text: fmt.Sprintf("the same, flat: against %d reports", first.reports), limit: "at most 1.2 times", measured: fmt.Sprintf("%.2f times", growth), reached: growth <= 1.2},
			atMost(fmt.Sprintf("%d unchanged reports recognised", most.reports), most.again.wall, 3*time.Second),
		}
		for i := range batch {
			batch[i].missing = short
		}
		all = append(all, batch...)
	}
	all = append(all, r.imports.aims()...)
	return append(all, atMost("one report cold, process start to both files on disk", r.cold.time, 250*time.Millisecond))
}
