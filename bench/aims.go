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

// faster compares what a peer took with what we took.
func faster(text, gone string, theirs, ours time.Duration, times float64) aim {
	a := aim{text: text, limit: fmt.Sprintf("at least %g times", times), missing: gone}
	if gone == "" {
		got := float64(theirs) / float64(ours)
		a.measured, a.reached = fmt.Sprintf("%.1f times", got), got >= times
	}
	return a
}

// aims works them out from what was measured.
func (r *results) aims() []aim {
	const most, growth = 1.6, 1.2
	ours, peer, office := r.figures[nianbao].cpu, r.figures[typst], r.figures[libreOffice]
	floor := float64(ours) / float64(r.figures[bottom].cpu)
	all := []aim{
		faster("one more report, DOCX and PDF: faster than Typst's PDF alone", peer.gone, peer.cpu, ours, 10),
		faster("faster than LibreOffice's conversion alone, one more file in a call", office.gone, office.cpu, ours, 40),
		{text: "of the floor", limit: fmt.Sprintf("at most %g times", most), measured: fmt.Sprintf("%.2f times", floor), reached: floor <= most},
	}
	if n := len(r.batches); n == 0 {
		all = append(all, aim{text: "a batch", missing: r.noBatch})
	} else {
		few, many := r.batches[0], r.batches[n-1]
		const limit, room = 10_000, 120e6
		missing := ""
		if many.reports < limit {
			missing = fmt.Sprintf("the run had %d reports only, not %d", many.reports, limit)
		}
		got := float64(many.first.peak) / float64(few.first.peak)
		all = append(all,
			aim{text: fmt.Sprintf("%d different reports in one batch: peak memory", many.reports), limit: "at most " + megabytes(room), measured: megabytes(many.first.peak), reached: many.first.peak <= room, missing: missing},
			aim{text: fmt.Sprintf("the same, flat: against %d reports", few.reports), limit: fmt.Sprintf("at most %g times", growth), measured: fmt.Sprintf("%.2f times", got), reached: got <= growth, missing: missing})
	}
	all = append(all, faster("one report cold, process start to both files on disk: faster than Typst's PDF", peer.gone, r.typstCold, r.cold.time, 4))
	return append(append(all, r.desk.aims()...), r.imports.aims()...)
}
