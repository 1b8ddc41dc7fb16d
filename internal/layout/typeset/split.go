package typeset

import (
	"slices"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// splitTable ends a page inside a table, before slot n or, where a cell over
// several rows would make its rows grow, some rows earlier. Where that does
// not do, the table goes to the next page.
func (s *setter) splitTable(flow []slot, n int) ([]slot, int, error) {
	ts := flow[n].table
	begin := n
	for begin > 0 && sameTable(&flow[begin-1], &flow[n]) {
		begin--
	}
	if at, cut := s.bestCut(flow, begin, n, false); cut != nil {
		return s.resume(flow, at, cut), at, nil
	}
	before := begin
	for before > 0 && flow[before-1].keep > document.MayPart {
		before--
	}
	if before > 0 {
		return flow, before, nil
	}
	if at, cut := s.bestCut(flow, begin, n, true); cut != nil {
		return s.resume(flow, at, cut), at, nil
	}
	return nil, 0, s.tooHigh(ts, flow[n].row)
}

// bestCut looks for the row before which to end the page, from slot n up to
// the table's beginning on the page: the lowest that makes no row grow, if it
// is not far, else the lowest that fits. The page takes one row at least.
// anywhere disregards what should keep together.
func (s *setter) bestCut(flow []slot, begin, n int, anywhere bool) (at int, best *tableSet) {
	const far = 6
	for begin < n && flow[begin].head {
		begin++
	}
	for k := n; k > begin && (best == nil || n-k < far); k-- {
		if !anywhere && k < n && flow[k-1].keep > document.MayPart {
			continue
		}
		cut, grown := s.cut(flow[k].table, flow[k].row)
		if !s.fits(flow[:k], cut) || s.highest(cut, flow[k].row) > s.tableRoom() {
			continue
		}
		if grown == 0 {
			return k, cut
		}
		if best == nil {
			at, best = k, cut
		}
	}
	return at, best
}

// cut splits a table before row and gives by how much its rows grow.
func (s *setter) cut(ts *tableSet, row int) (*tableSet, unit.Length) {
	from := 0
	if n := len(ts.breaks); n > 0 {
		from = ts.breaks[n-1]
	}
	c := *ts
	c.t = ts.t.Split(row)
	c.cells = ts.splitCells(c.t, row)
	c.heights = append([]unit.Length(nil), ts.heights...)
	c.breaks = append(append([]int(nil), ts.breaks...), row)
	c.rowHeights(from, row)
	c.rowHeights(row, len(c.t.Rows))
	var grown unit.Length
	for r := from; r < len(c.heights); r++ {
		grown += max(0, c.heights[r]-ts.heights[r])
	}
	return &c, grown
}

// splitCells gives the cells of a table that was split before row: the lower
// parts have the lines of the upper ones.
func (ts *tableSet) splitCells(split *document.Table, row int) [][]cellSet {
	cells := append([][]cellSet(nil), ts.cells...)
	old := ts.t.Rows[row].Cells
	lower := make([]cellSet, len(split.Rows[row].Cells))
	k := 0
	for i := range lower {
		col := split.Rows[row].Cells[i].Col
		if k < len(old) && old[k].Col == col {
			lower[i] = ts.cells[row][k]
			k++
			continue
		}
		lower[i] = ts.reaching(row, col)
	}
	cells[row] = lower
	return cells
}

// reaching gives the cell in column col that reaches from above into row.
func (ts *tableSet) reaching(row, col int) cellSet {
	for r := row - 1; r >= 0; r-- {
		for i := range ts.t.Rows[r].Cells {
			if c := &ts.t.Rows[r].Cells[i]; c.Col == col && r+c.RowSpan > row {
				return ts.cells[r][i]
			}
		}
	}
	return cellSet{}
}

// highest gives the height of the highest row from row on, with the heading
// rows above it.
func (s *setter) highest(ts *tableSet, row int) (most unit.Length) {
	for _, h := range ts.heights[row:] {
		most = max(most, h)
	}
	return most + ts.headHeight()
}

// fits reports whether the slots still fit on a page with the rows of ts.
func (s *setter) fits(flow []slot, ts *tableSet) bool {
	var y unit.Length
	last := flow[len(flow)-1].table
	for i := range flow {
		h := flow[i].height
		if flow[i].table == last {
			h = ts.heights[flow[i].row]
		}
		y = s.top(flow, i, y) + h
	}
	return y <= s.tableRoom()
}

// resume gives the flow with a table cut before slot at: heading rows again,
// the rows below, and what followed the table.
func (s *setter) resume(flow []slot, at int, cut *tableSet) []slot {
	ts, row := flow[at].table, flow[at].row
	*ts = *cut
	ts.t.Keep = false
	for i := range flow {
		if sl := &flow[i]; sl.table == ts {
			sl.height = ts.heights[sl.row]
			if i >= at {
				sl.keep = ts.t.KeepsNext(sl.row)
			}
		}
	}
	if row < ts.t.HeaderRows {
		return flow
	}
	head := make([]slot, ts.t.HeaderRows)
	for r := range head {
		head[r] = slot{height: ts.heights[r], keep: document.KeepCaption, table: ts, row: r, head: true}
	}
	return slices.Insert(flow, at, head...)
}
