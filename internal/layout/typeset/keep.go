package typeset

import (
	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// What stays together. Slots that keep with the next make a chain, which goes
// to the next page as a whole. A chain that no page can hold is parted where
// that matters least, and the Word file is told.

// fill gives how many slots go on the next page: as many as fit, back to where
// a page may end.
func (s *setter) fill(flow []slot) int {
	for {
		best, over := s.room(flow)
		if over == len(flow) || over > 0 && flow[over].fresh {
			return over
		}
		end := chainEnd(flow, best)
		if best > 0 && s.fitsPage(flow[best:end]) {
			return best
		}
		at := weakest(flow, best, over, end)
		if at < 0 {
			return max(best, over, 1) // rather a bad break than none
		}
		release(flow, at)
	}
}

// room gives the first slot that does not fit on a page, or begins another, and
// the last place before it where a page may end.
func (s *setter) room(flow []slot) (best, over int) {
	var y unit.Length
	for i := range flow {
		if i > 0 && flow[i].fresh {
			return i, i
		}
		y = s.top(flow, i, y) + flow[i].height
		if y > s.textHeight() || flow[i].table != nil && y > s.tableRoom() {
			return best, i
		}
		if flow[i].keep == document.MayPart {
			best = i + 1
		}
	}
	return best, len(flow)
}

// chainEnd gives where the chain ends that begins with slot i.
func chainEnd(flow []slot, i int) int {
	for i < len(flow)-1 && flow[i].keep > document.MayPart && !flow[i+1].fresh {
		i++
	}
	return i + 1
}

// fitsPage reports whether slots fit on a page of their own, below the heading
// rows of the table in which they begin.
func (s *setter) fitsPage(flow []slot) bool {
	var y unit.Length
	if ts := flow[0].table; ts != nil && flow[0].row >= ts.t.HeaderRows {
		y = ts.headHeight()
	}
	for i := range flow {
		if i > 0 {
			y = s.top(flow, i, y)
		}
		if y += flow[i].height; y > s.textHeight() || flow[i].table != nil && y > s.tableRoom() {
			return false
		}
	}
	return true
}

// weakest gives the slot of a chain, from slot from to before slot end, behind
// which to part it: where that matters least, as low on the page as slot over
// lets it, or else right below. -1: the chain is a single slot.
func weakest(flow []slot, from, over, end int) int {
	at := -1
	for i := from; i < end-1; i++ {
		switch {
		case at < 0 || flow[i].keep < flow[at].keep, flow[i].keep == flow[at].keep && i < over:
			at = i
		}
	}
	return at
}

// release lets a page end behind slot i.
func release(flow []slot, i int) {
	level := flow[i].keep
	if ts := flow[i].table; ts != nil {
		releaseRows(flow, ts, flow[i].row, level)
		flow[i].keep = document.MayPart
		return
	}
	p := flow[i].par
	if flow[i].line == len(p.lines)-1 || level == document.KeepTail {
		p.fitted.KeepNext = document.MayPart
		p.fitted.Loose = p.style.KeepNext
	}
	for j := range flow {
		if flow[j].par == p && flow[j].keep == document.KeepTail {
			flow[j].keep = document.MayPart
		}
	}
	flow[i].keep = document.MayPart
}

// releaseRows lets a page end below a row, or below every row of a table that
// cannot stand on one page.
func releaseRows(flow []slot, ts *tableSet, row int, level document.Keep) {
	if level != document.KeepTable {
		ts.t.Rows[row].KeepNext = document.MayPart
		return
	}
	ts.t.Keep = false
	for j := range flow {
		if flow[j].table == ts && !flow[j].head {
			flow[j].keep = ts.t.KeepsNext(flow[j].row)
		}
	}
}

// height is how high slots are from the top of a page on.
func (s *setter) height(flow []slot) (y unit.Length) {
	for i := range flow {
		y = s.top(flow, i, y) + flow[i].height
	}
	return y
}
